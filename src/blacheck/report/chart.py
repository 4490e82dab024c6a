"""The overview as a drawing: a row for each theme, a column for each status, one sign for each question."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from blacheck.model import Status
from blacheck.report.cards import STATUSES, Card
from blacheck.report.grouping import Theme
from blacheck.report.wording import Wording

# In units of the drawing, which is shown at about one pixel each.
_SIGN = 26  # from one sign to the next; 24 is the least that a finger needs
_IN_LINE = 5  # signs beside each other in a cell
_NAMES, _NAME_CHARACTERS = 240, 32  # room for the names of themes
_LETTER = 8  # room for a letter of the narrow type over a column
_GAP = 12  # between columns
_HEAD, _NAME_LINE, _PADDING = 56, 16, 12


@dataclass(frozen=True, slots=True)
class Column:
    """A status, its words broken into lines, and where its signs begin."""

    status: Status
    words: tuple[str, ...]
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign of one answer, in its row."""

    card: Card
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The signs of a theme that have the same status."""

    status: Status
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A theme with its signs, from ``y`` downwards."""

    theme: Theme
    words: tuple[str, ...]
    cells: tuple[Cell, ...]
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """From the names to the end of the last column."""
        return self.columns[-1].x + self.columns[-1].width

    @property
    def height(self) -> int:
        """From the names of the columns to the end of the last row."""
        return self.rows[-1].y + self.rows[-1].height if self.rows else _HEAD


def chart_of(themes: Sequence[Theme], words: Wording) -> Chart:
    """The drawing of the answers under some themes."""
    columns = _columns(themes, words)
    rows: list[Row] = []
    y = _HEAD
    for theme in themes:
        rows.append(_row(theme, columns, y))
        y += rows[-1].height
    return Chart(columns, tuple(rows))


def _columns(themes: Sequence[Theme], words: Wording) -> tuple[Column, ...]:
    columns: list[Column] = []
    x = _NAMES
    for status in STATUSES:
        name = tuple(str(words.labels["status"][status]["word"]).split())
        most = min(_IN_LINE, max((len(theme.having(status)) for theme in themes), default=0))
        width = max(most * _SIGN, max(map(len, name)) * _LETTER) + _GAP
        columns.append(Column(status, name, x, width))
        x += width
    return tuple(columns)


def _row(theme: Theme, columns: Sequence[Column], y: int) -> Row:
    cells = tuple(_cell(theme.having(column.status), column) for column in columns if theme.having(column.status))
    words = tuple(wrap(theme.name, _NAME_CHARACTERS))
    lowest = max((mark.y for cell in cells for mark in cell.marks), default=0)
    return Row(theme, words, cells, y, max(lowest + _SIGN, len(words) * _NAME_LINE + _PADDING))


def _cell(cards: Sequence[Card], column: Column) -> Cell:
    marks = (
        Mark(card, column.x + index % _IN_LINE * _SIGN, 6 + index // _IN_LINE * _SIGN)
        for index, card in enumerate(cards)
    )
    return Cell(column.status, tuple(marks))
