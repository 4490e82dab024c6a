"""How good the verdicts are: reviews of coded agreements against a person's codings, beside the keyword baseline.

    python benchmarks/quality.py FOLDER [FOLDER …] [--pdf] [--by-element] [--errors]

A FOLDER holds ``agreements/<name>.txt`` and ``gold/<name>.csv`` (the form that ``blacheck.evaluate`` reads), or is the
project's own ``corpus_samples``. With ``--pdf`` each text is printed as a PDF first and read back from it.
"""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import keyword_baseline
from blacheck.checklist import load_checklist
from blacheck.evaluate import (
    FIGURES,
    Cell,
    Verdict,
    cells,
    error_line,
    interval,
    read_coding,
    same,
    score,
    verdicts,
)
from blacheck.match.lexicon import load
from blacheck.pipeline import judge, read


def coded_texts(folder: Path, language: str) -> Iterator[tuple[str, Path, dict[str, Verdict]]]:
    """Name, text and coding of each coded agreement of a folder."""
    for coding in sorted((folder / "gold").glob(f"*.{language}.csv")):
        yield coding.stem, folder / "agreements" / f"{coding.stem}.txt", read_coding(coding)
    for expected in sorted(folder.glob("*/expected.json")):
        yield expected.parent.name, expected.parent / "agreement.txt", read_expected(expected)


def read_expected(path: Path) -> dict[str, Verdict]:
    """The coding of a sample of this project."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "coding.csv"
        rows = json.loads(path.read_text(encoding="utf-8"))
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["element", "coverage", "contrary", "clauses", "adverse_clauses", "note"])
            for element, row in rows.items():
                coverage = "na" if row["coverage"] == "not_applicable" else row["coverage"]
                cited, adverse = ";".join(row["clauses"]), ";".join(row["adverse_clauses"])
                writer.writerow([element, coverage, "yes" if row["contrary"] else "no", cited, adverse, ""])
        return read_coding(table)


def reviewed(text: Path, *, pdf: bool) -> dict[str, Verdict]:
    """The verdicts of blacheck on a text."""
    if not pdf:
        return verdicts(judge(read(text), load_checklist("core")).findings)
    from corpus_samples.render import LAYOUTS, render

    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "x.pdf"
        render(text.read_text(encoding="utf-8"), printed, layout=LAYOUTS[0])
        return verdicts(judge(read(printed), load_checklist("core")).findings)


def counted(text: Path) -> dict[str, Verdict]:
    """The verdicts of the keyword baseline on a text."""
    patterns = keyword_baseline.keywords(load_checklist("core"), load("en"))
    rows = keyword_baseline.review(text.read_text(encoding="utf-8"), patterns)
    return {str(row["element"]): Verdict(str(row["coverage"]), False, frozenset()) for row in rows}


def table(rows: Sequence[Cell], baseline: Sequence[Cell]) -> None:
    """Prints each figure with its interval, beside the baseline."""
    print(f"{len({cell.agreement for cell in rows})} agreements, {len(rows)} cells")
    print(f"{'':16}{'blacheck':>10}{'95 % interval':>18}{'keywords':>12}")
    for name, figure in FIGURES.items():
        low, high = interval(rows, figure)
        beside = "–" if name == "right article" else f"{figure(baseline):.3f}"
        print(f"{name:16}{figure(rows):>10.3f}{f'{low:.3f} – {high:.3f}':>18}{beside:>12}")


def by_element(rows: Sequence[Cell]) -> None:
    """Prints for each element how many verdicts are right, and the score of "addressed"."""
    for element in dict.fromkeys(cell.element for cell in rows):
        own = [cell for cell in rows if cell.element == element]
        right = sum(same(cell) for cell in own)
        addressed = score(own, lambda verdict: verdict.addressed)
        print(f"{element:32}{right:>4} of {len(own):<4} addressed F1 {addressed.f1:.2f}")


def collect(folders: Sequence[Path], language: str, review: Callable[[Path], dict[str, Verdict]]) -> list[Cell]:
    """The cells of all coded agreements of some folders."""
    return [
        cell
        for folder in folders
        for name, text, coding in coded_texts(folder, language)
        for cell in cells(name, coding, review(text))
    ]


def main() -> None:
    """Reviews, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--pdf", action="store_true", help="print each text as a PDF and read that")
    parser.add_argument("--by-element", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    rows = collect(args.folders, args.language, lambda text: reviewed(text, pdf=args.pdf))
    table(rows, collect(args.folders, args.language, counted))
    if args.by_element:
        by_element(rows)
    if args.errors:
        print(*(error_line(cell) for cell in rows if not same(cell)), sep="\n")


if __name__ == "__main__":
    main()
