"""Hostile and broken files: what becomes of each, how long it takes and how much memory the child process needs.

python benchmarks/hostile.py [--time-limit 60] [--memory-limit 2048]
"""

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from blacheck.errors import BlacheckError
from blacheck.pipeline import Limits
from blacheck.result import review

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from hostile import FILES


def main() -> None:
    """Print the table, each file in a process of its own, for the memory that the system counts is a maximum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time-limit", type=float)
    parser.add_argument("--memory-limit", type=int, default=Limits().memory_mb)
    parser.add_argument("--file", help="one file, as named in the table")
    options = parser.parse_args()
    if options.file:
        print(row(options.file, Limits(options.time_limit, options.memory_limit)))
        return
    print("| file | kB | becomes | s | MB, parent | MB, child |")
    print("|---|---|---|---|---|---|", flush=True)
    for name in FILES:
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--file", name], check=True)


def row(name: str, limits: Limits) -> str:
    """A file's row of the table."""
    data = FILES[name]()
    start = perf_counter()
    try:
        made = review(data, name=name, limits=limits)
        said = "reviewed"
        if made.document.unreadable_pages:
            said += ", pages unread: " + ", ".join(map(str, made.document.unreadable_pages))
    except BlacheckError as error:
        said = str(error).removeprefix(f"{name}: ")
    seconds = perf_counter() - start
    parent, child = (
        resource.getrusage(who).ru_maxrss // 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"| {name} | {len(data) // 1000} | {said} | {seconds:.1f} | {parent} | {child} |"


if __name__ == "__main__":
    main()
