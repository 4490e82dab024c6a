"""Broken files by the thousand: each must give a review or a clear error, in time, and leave no process behind.

python benchmarks/fuzz.py FOLDER... [--count 2000] [--first 0] [--jobs 2] [--read-only]

The originals are the files of the folders. Each seed makes one broken file, always the same. ``--keep DIR`` writes
those that gave anything else than a review or a clear error.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from blacheck import pipeline
from blacheck.batch import SUFFIXES
from blacheck.errors import BlacheckError
from blacheck.pipeline import Limits
from blacheck.result import review
from blacheck.workers import workers

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from mutations import mutant

SECONDS = 20.0
"""Time limit for each; a longer review than twice this, or a failure of ours, is told as a fault."""


class Outcome(NamedTuple):
    """What became of one broken file."""

    seed: int
    kind: str
    """review, error, unexpected (a failure that our own code did not foresee), traceback or slow."""
    said: str
    seconds: float


def main() -> None:
    """Print how many came to what, and each fault with its seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--read-only", action="store_true", help="read and find the structure, and judge nothing")
    parser.add_argument("--keep", type=Path, help="where to write the files that show a fault")
    options = parser.parse_args()
    files = [path for folder in options.folders for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    work = [(seed, files, options.read_only) for seed in range(options.first, options.first + options.count)]
    start = time.perf_counter()
    with workers(options.jobs) as pool:
        outcomes = list(pool.map(_tried, work, chunksize=10))
    print(f"{len(outcomes)} broken files of {len(files)} in {time.perf_counter() - start:.0f} s")
    print(f"the slowest took {max(outcome.seconds for outcome in outcomes):.1f} s")
    for kind, count in Counter(outcome.kind for outcome in outcomes).most_common():
        print(f"{count:>6} {kind}")
    for problem, count in Counter(_shortened(out.said) for out in outcomes if out.kind == "error").most_common():
        print(f"{count:>12} {problem}")
    faults = [outcome for outcome in outcomes if outcome.kind not in ("review", "error")]
    for fault in faults:
        print(f"seed {fault.seed}: {fault.kind} after {fault.seconds:.1f} s: {fault.said}")
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{fault.seed}.bin").write_bytes(mutant(fault.seed, _originals(tuple(files))))
    raise SystemExit(bool(faults))


@cache
def _originals(files: tuple[Path, ...]) -> Sequence[bytes]:
    return [path.read_bytes() for path in files]


def _tried(work: tuple[int, Sequence[Path], bool]) -> Outcome:
    seed, files, read_only = work
    return tried(seed, _originals(tuple(files)), read_only=read_only)


def tried(seed: int, originals: Sequence[bytes], *, read_only: bool) -> Outcome:
    """What becomes of the broken file of a seed."""
    data, limits = mutant(seed, originals), Limits(seconds=SECONDS, memory_mb=1024)
    start = time.perf_counter()
    try:
        if read_only:
            pipeline.read(data, limits=limits)
        else:
            review(data, limits=limits, partial=bool(seed % 2)).to_html()
        kind, said = "review", ""
    except BlacheckError as error:
        kind, said = ("unexpected" if "unexpectedly" in str(error) else "error"), str(error)
    except Exception as error:
        kind, said = "traceback", f"{type(error).__name__}: {error}"
    seconds = time.perf_counter() - start
    return Outcome(seed, "slow" if seconds > 2 * SECONDS else kind, said, seconds)


def _shortened(said: str) -> str:
    return "".join("#" if char.isdigit() else char for char in said.split(". ")[0].removeprefix("document: "))[:100]


if __name__ == "__main__":
    main()
