"""How large the index and the tables of many agreements are, and what they cost: processor time and memory.

The reviews of the coded agreements are taken again and again under other names until there are as many as asked for.

python benchmarks/portfolio.py          # of 20, 100 and 500 agreements
python benchmarks/portfolio.py 50 200
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import TypeVar

import blacheck

_Made = TypeVar("_Made")
_AGREEMENTS = Path(__file__).resolve().parent / "agreements"


def main(sizes: Sequence[int]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        saved = _saved(Path(folder))
        print(f"{'agreements':>10}  {'output':<22}{'MB':>8}{'seconds':>10}{'peak MB':>10}")
        for size in sizes:
            sources = {f"{n:04}-{path.stem}": path for n, path in enumerate(islice(cycle(saved), size))}
            made = _row(size, "reading the reviews", partial(blacheck.portfolio, sources))
            _row(size, "index.html", made.to_html)
            _row(size, "index.csv", made.to_csv)
            _row(size, "index.xlsx", made.to_xlsx)


def _saved(folder: Path) -> list[Path]:
    """A saved review of each coded agreement."""
    paths = []
    for text in sorted(_AGREEMENTS.glob("*/agreements/*.txt")):
        paths.append(folder / f"{text.stem}.json")
        blacheck.review(text).save(paths[-1])
    return paths


def _row(size: int, name: str, make: Callable[[], _Made]) -> _Made:
    start = process_time()
    made = make()
    seconds = process_time() - start
    content = made.encode() if isinstance(made, str) else made
    megabytes = f"{len(content) / 1e6:.1f}" if isinstance(content, bytes) else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:>10}  {name:<22}{megabytes:>8}{seconds:>10.1f}{peak:>10.0f}")
    return made


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [20, 100, 500])
