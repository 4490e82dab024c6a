"""What is read of real scans, of which there is no transcript: pages, confidence, articles to hold against the pages.

    python benchmarks/scans.py FOLDER [--text]

pages        of the file, and how many of them were read
confidence   of the recognition, mean over the pages it was tried on, and the lowest
articles     operative units at the top of the numbering, as they are cited
s            seconds by the clock; 0 or so where the pages are in the cache (BLACHECK_CACHE)
"""

import argparse
import os
from pathlib import Path
from time import monotonic

from blacheck.errors import ExtractionError
from blacheck.model import Agreement
from blacheck.pipeline import read


def articles(agreement: Agreement) -> list[str]:
    """The numbers of the articles, as they are cited."""
    tops = (clause.number for clause in agreement.clauses if clause.kind == "article" and clause.parent is None)
    return list(dict.fromkeys(number.split("(")[0] for number in tops))


def show(path: Path, *, text: bool) -> None:
    """Prints a row of the table."""
    start = monotonic()
    try:
        agreement = read(path)
    except ExtractionError as error:
        print(f"{path.stem[:46]:<48}{error.problem}")
        return
    pages = agreement.document.pages
    sure = [page.confidence for page in pages if page.confidence is not None]
    unread = len(agreement.document.unreadable_pages)
    mean = f"{sum(sure) / len(sure):.2f} {min(sure):.2f}" if sure else "-"
    found = articles(agreement)
    print(
        f"{path.stem[:46]:<48}{f'{len(pages) - unread}/{len(pages)}':>7}{mean:>11}{len(found):>9}"
        f"{monotonic() - start:>7.0f}  {' '.join(found)}",
        flush=True,
    )
    if text:
        print(agreement.document.text, end="\n\n")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", action="store_true", help="print what was read as well")
    args = parser.parse_args()
    print(f"{'':<48}{'pages':>7}{'confidence':>11}{'articles':>9}{'s':>7}   on {os.cpu_count()} cores")
    for path in sorted(args.folder.glob("*.pdf")):
        show(path, text=args.text)


if __name__ == "__main__":
    main()
