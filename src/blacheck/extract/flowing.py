"""Texts without pages: paragraphs and table rows become one text, as plain data that cross from the child process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blacheck.extract import structure
from blacheck.extract.characters import clean
from blacheck.extract.hyphens import SOFT

if TYPE_CHECKING:
    from blacheck.extract.assemble import RawTable

RawDraft = tuple[str, "list[RawTable]", list[tuple[str, str]], tuple[str, ...]]
"""Text, tables, furniture (kind and text) and warnings."""

_JOIN = " | "
_WORDS_OF_A_COLUMN = 30
"""Cells longer than this on average hold running text: two languages side by side, or clauses beside their numbers."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A finished paragraph; ``cells`` where it is a table row, ``opens`` where a table begins with it."""

    text: str
    cells: tuple[str, ...] = ()
    opens: bool = False


Cell = Sequence[Paragraph]
"""What stands in a cell of a table."""


def compose(
    paragraphs: Sequence[Paragraph], furniture: Sequence[tuple[str, str]] = (), warnings: Sequence[str] = ()
) -> RawDraft:
    """The text that paragraphs make, with the places of its tables."""
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    return text, list(_tables(paragraphs)), list(furniture), tuple(warnings)


def _tables(paragraphs: Sequence[Paragraph]) -> "Iterator[RawTable]":
    at, rows, start, end = 0, list[tuple[tuple[int, int], ...]](), 0, 0
    for paragraph in paragraphs:
        if rows and (paragraph.opens or not paragraph.cells):
            yield start, end, tuple(rows)
            rows = []
        if paragraph.cells:
            start = start if rows else at
            rows.append(tuple(_places(paragraph.cells, at)))
            end = at + len(paragraph.text)
        at += len(paragraph.text) + 2
    if rows:
        yield start, end, tuple(rows)


def _places(cells: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """Where the cells of a row begin and end when the row begins at ``at``."""
    for cell in cells:
        yield at, at + len(cell)
        at += len(cell) + len(_JOIN)


# ---------------------------------------------------------------- lines and tables of word processors and web pages


def tidy(text: str) -> str:
    """A line as it is kept: characters as written, each run of white space one space."""
    return " ".join(clean(text).replace(SOFT, "-").split())


def paragraphs_of(lines: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs that lines make which their author broke inside one paragraph, as in blocks of titles."""
    text = before = ""
    for line in filter(None, map(tidy, lines)):
        if text and structure.breaks(before, line, None):
            yield Paragraph(text)
            text = line
        else:
            text = f"{text} {line}".lstrip()
        before = line
    if text:
        yield Paragraph(text)


def row_of(cells: Sequence[str], *, opens: bool) -> Paragraph:
    """A row of a table."""
    return Paragraph(_JOIN.join(cells), tuple(cells), opens)


def table(rows: Sequence[Sequence[Cell]]) -> Iterator[Paragraph]:
    """The paragraphs of a table: its rows, unless it only places running text on the page.

    A table of one column is a frame. In tables of two or three columns of long cells, the columns are read one after
    the other; where the first column holds nothing but numbers, each number is read with the text beside it.
    """
    rows = [cells for cells in rows if any(map(_words, cells))]
    width = max((len(cells) for cells in rows), default=0)
    columns = [[cells[at] for cells in rows if at < len(cells)] for at in range(width)]
    columns = [column for column in columns if any(map(_words, column))]
    long = [_is_running(column) for column in columns]
    if len(columns) == 1 or (len(columns) <= 3 and all(long)):
        yield from (paragraph for column in columns for cell in column for paragraph in cell)
    elif len(columns) == 2 and long[1] and all(map(_is_number, columns[0])):
        for cells in rows:
            yield from _numbered(cells)
    else:
        for at, cells in enumerate(rows):
            texts = [" ".join(paragraph.text for paragraph in cell) for cell in cells]
            yield row_of([*texts, *[""] * (width - len(texts))], opens=at == 0)


def _words(cell: Cell) -> int:
    return sum(len(paragraph.text.split()) for paragraph in cell)


def _is_running(column: Sequence[Cell]) -> bool:
    counts = [count for count in map(_words, column) if count]
    return sum(counts) > _WORDS_OF_A_COLUMN * len(counts)


def _is_number(cell: Cell) -> bool:
    """True for a cell with a number alone, or an empty one."""
    text = " ".join(paragraph.text for paragraph in cell)
    return text in ("", structure.enumerator_of(text)) or structure.is_division_number(text)


def _numbered(cells: Sequence[Cell]) -> Iterator[Paragraph]:
    number, *rest = [paragraph for cell in cells for paragraph in cell]
    if rest and number in cells[0] and not structure.is_division_number(number.text):
        yield Paragraph(f"{number.text} {rest[0].text}")
        yield from rest[1:]
    else:
        yield from (number, *rest)
