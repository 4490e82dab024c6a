"""Texts without pages: paragraphs and table rows become one text, as plain data that cross from the child process."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blacheck.extract import structure
from blacheck.extract.characters import clean
from blacheck.extract.hyphens import SOFT

if TYPE_CHECKING:
    from blacheck.extract.assemble import RawTable

RawDraft = tuple[str, "list[RawTable]", list[tuple[str, str]], tuple[str, ...], tuple[str, ...]]
"""Text, tables, furniture (kind and text), warnings, and what could not be read."""

_JOIN = " | "
_WORDS_OF_A_COLUMN = 30
"""Cells longer than this on average hold running text: two languages side by side, or clauses beside their numbers."""
_WORDS_OF_A_PARAGRAPH, _MANY_ROWS = 12, 10
"""The same where so many rows hold a paragraph each."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A finished paragraph; ``cells`` where it is a table row, ``opens`` where a table begins with it."""

    text: str
    cells: tuple[str, ...] = ()
    opens: bool = False


Cell = Sequence[Paragraph]
"""What stands in a cell of a table."""


def compose(
    paragraphs: Sequence[Paragraph],
    furniture: Sequence[tuple[str, str]] = (),
    warnings: Sequence[str] = (),
    unread: Sequence[str] = (),
) -> RawDraft:
    """The text that paragraphs make, with the places of its tables."""
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    return text, list(_tables(paragraphs)), list(furniture), tuple(warnings), tuple(unread)


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


class Flow:
    """Paragraphs and tables in their order. The columns of tables that place languages side by side, and follow one
    another without other text in between, are read one after the other.
    """

    def __init__(self) -> None:
        self._made: list[Paragraph] = []
        self._columns: list[list[Paragraph]] = []

    def add(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take the next paragraphs."""
        made = list(paragraphs)
        if made:
            self._settle()
            self._made += made

    def add_table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Take the next table."""
        columns = _columns(rows)
        if not _is_side_by_side(columns):
            self.add(_table(rows, columns))
            return
        if len(columns) != len(self._columns):
            self._settle()
            self._columns = [[] for _ in columns]
        for whole, column in zip(self._columns, columns, strict=True):
            whole += (paragraph for cell in column for paragraph in cell)

    def end(self) -> list[Paragraph]:
        """All that was taken."""
        self._settle()
        return self._made

    def _settle(self) -> None:
        """Put the columns one after the other; they go on no further."""
        self._made += (paragraph for column in self._columns for paragraph in column)
        self._columns = []


def _columns(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The cells of each column that holds text, a cell for each row that does."""
    filled = [cells for cells in rows if any(map(_words, cells))]
    width = max(map(len, filled), default=0)
    columns = [[cells[at] if at < len(cells) else () for cells in filled] for at in range(width)]
    return [column for column in columns if any(map(_words, column))]


def _table(rows: Sequence[Sequence[Cell]], columns: Sequence[Sequence[Cell]]) -> Iterator[Paragraph]:
    """The paragraphs of a table: its rows, unless it only places running text on the page.

    A table of one column is a frame. Where the first of two columns holds nothing but numbers and the second running
    text, each number is read with the text beside it.
    """
    if len(columns) == 1:
        yield from (paragraph for cell in columns[0] for paragraph in cell)
    elif len(columns) == 2 and _average(columns[1]) > _WORDS_OF_A_COLUMN and all(map(_is_number, columns[0])):
        for number, text in zip(*columns, strict=True):
            yield from _numbered(number, text)
    else:
        filled = [cells for cells in rows if any(map(_words, cells))]
        width = max(map(len, filled), default=0)
        for at, cells in enumerate(filled):
            texts = [" ".join(paragraph.text for paragraph in cell) for cell in cells]
            yield row_of([*texts, *[""] * (width - len(texts))], opens=at == 0)


def _is_side_by_side(columns: Sequence[Sequence[Cell]]) -> bool:
    """True for two or three columns of running text, or of articles side by side."""
    if len(columns) not in (2, 3):
        return False
    least = min(map(_average, columns))
    many = len(columns[0]) >= _MANY_ROWS
    articles = sum(all(map(_heads_division, cells)) for cells in zip(*columns, strict=True))
    return least > (_WORDS_OF_A_PARAGRAPH if many else _WORDS_OF_A_COLUMN) or articles > 1


def _heads_division(cell: Cell) -> bool:
    return bool(cell) and structure.heads_division(cell[0].text)


def _average(column: Sequence[Cell]) -> float:
    """Words in a cell that has any."""
    counts = [count for count in map(_words, column) if count]
    return sum(counts) / len(counts)


def _words(cell: Cell) -> int:
    return sum(len(paragraph.text.split()) for paragraph in cell)


def _is_number(cell: Cell) -> bool:
    """True for a cell with a number alone, or an empty one."""
    text = " ".join(paragraph.text for paragraph in cell)
    return text in ("", structure.enumerator_of(text)) or structure.is_division_number(text)


def _numbered(number: Cell, text: Cell) -> Iterator[Paragraph]:
    if number and text and not structure.is_division_number(number[0].text):
        yield Paragraph(f"{number[0].text} {text[0].text}")
        yield from text[1:]
    else:
        yield from (*number, *text)
