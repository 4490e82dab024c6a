"""A file of many pages: pages a second and the most memory, of reading alone and of a whole review.

python benchmarks/pages.py [--pages 250 500 1000 2000] [--review]
"""

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from blacheck import pipeline
from blacheck.result import review

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from pdfs import Press, articles, printed


def main() -> None:
    """Print the table, each file in a process of its own, for the memory that the system counts is a maximum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[250, 500, 1000, 2000])
    parser.add_argument("--review", action="store_true", help="review them too")
    parser.add_argument("--one", action="store_true", help="this number alone, in this process")
    options = parser.parse_args()
    if options.one:
        print(row(options.pages[0], whole=options.review))
        return
    print("| pages | s | pages/s | MB, parent | MB, child |")
    print("|---|---|---|---|---|", flush=True)
    for pages in options.pages:
        words = ["--pages", str(pages), "--one", *(["--review"] if options.review else [])]
        subprocess.run([sys.executable, __file__, *words], check=True)


def row(pages: int, *, whole: bool) -> str:
    """A row of the table."""
    data = printed(articles(int(4.5 * pages)), Press(header=lambda page: f"Treaty on Seasonal Work  {page}"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = perf_counter()
    read = review(data).document.pages if whole else len(pipeline.read(data).document.pages)
    seconds = perf_counter() - start
    parent, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"| {read} | {seconds:.0f} | {read / seconds:.0f} | {(parent - before) // 1000} | {child // 1000} |"


if __name__ == "__main__":
    main()
