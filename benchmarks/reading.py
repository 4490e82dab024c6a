"""How fast and how exactly PDFs are read, beside pdfplumber's ``extract_text`` of the same pages in the same run.

Time is processor time, that of the child process included, so that a busy machine does not blur the ratio; on Windows,
which does not tell it, time by the clock. A small file's time is mostly the start of the child; the last column is the
ratio as in a folder run, where a child goes on to the next document.

python benchmarks/reading.py            # documents made here, whose text is known
python benchmarks/reading.py FOLDER     # and the PDFs of a folder (no error rate: their text is not known)
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from time import perf_counter

from blacheck.errors import ExtractionError
from blacheck.extract import children_kept, extract

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from pdfs import PHRASES, Press, articles, printed, side_by_side

_RUNS = 3
_RUNS_KEPT = 10


def main(folders: Sequence[str]) -> None:
    """Print the table."""
    print(
        f"{'document':<34}{'pages':>6}{'blacheck p/s':>14}{'pdfplumber p/s':>16}{'ratio':>8}{'error %':>9}{'kept':>8}"
    )
    with tempfile.TemporaryDirectory() as made:
        for name, (data, text) in _documents().items():
            path = Path(made, f"{name}.pdf")
            path.write_bytes(data)
            _row(path, text)
    for folder in folders:
        for path in sorted(Path(folder).glob("*.pdf")):
            _row(path, None)


def _documents() -> dict[str, tuple[bytes, str]]:
    def head(page: int) -> str:
        return f"Treaty on Seasonal Work  {page}"

    long, columns, small = articles(234), articles(80), articles(40)
    left, right = articles(30), articles(30, PHRASES)
    long_pdf = printed(long, Press(hyphenate=True, header=head, footer=lambda page: f"Page {page}"))
    columns_pdf = printed(columns, Press(hyphenate=True, columns=2, size=9.5, leading=12, header=head))
    ragged_pdf = printed(small, Press(justify=False, indent=20, gap=0))
    return {
        "one column": (long_pdf, "\n\n".join(long)),
        "two columns": (columns_pdf, "\n\n".join(columns)),
        "ragged, indented": (ragged_pdf, "\n\n".join(small)),
        "two languages side by side": (side_by_side(left, right), "\n\n".join([*left, *right])),
    }


def _row(path: Path, text: str | None) -> None:
    try:
        extract(path)  # warm: files in the cache, modules compiled
        pairs = [(_seconds(_ours, path), _seconds(_theirs, path)) for _ in range(_RUNS)]
        document, kept = extract(path), _seconds(_kept, path) / _RUNS_KEPT
    except ExtractionError as error:
        print(f"{path.stem[:33]:<34}{error.problem}")
        return
    ours, theirs = (sorted(times)[_RUNS // 2] for times in zip(*pairs, strict=True))
    pages = len(document.pages)
    rate = f"{100 * error_rate(text, document.text):.3f}" if text is not None else "-"
    speeds = f"{pages / ours:>14.1f}{pages / theirs:>16.1f}{ours / theirs:>8.3f}"
    print(f"{path.stem[:33]:<34}{pages:>6}{speeds}{rate:>9}{kept / theirs:>8.3f}", flush=True)


def _seconds(read: Callable[[Path], None], path: Path) -> float:
    start = _clock()
    read(path)
    return _clock() - start


def _clock() -> float:
    if os.name == "nt":
        return perf_counter()
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _ours(path: Path) -> None:
    extract(path)


def _kept(path: Path) -> None:
    with children_kept():
        for _ in range(_RUNS_KEPT):
            extract(path)


def _theirs(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def error_rate(expected: str, read: str) -> float:
    """Characters to change, insert or delete, for each character expected; paragraph breaks count as characters."""
    wanted, got = _pieces(expected), _pieces(read)
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    wrong = sum(
        _distance(" ".join(wanted[a:b]), " ".join(got[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )
    return wrong / len(expected)


def _pieces(text: str) -> list[str]:
    return text.replace("\n\n", " ¶ ").split()


def _distance(one: str, other: str) -> int:
    """Levenshtein distance."""
    above = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        line = [row]
        for column, counterpart in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (char != counterpart)))
        above = line
    return above[-1]


if __name__ == "__main__":
    main(sys.argv[1:])
