"""What the index says, worked out before a word of HTML is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from blacheck.model import Status
from blacheck.report.cards import STATUSES
from blacheck.report.places import Places, dotted
from blacheck.report.portfolio.entries import Answer, Column, Entry, Matrix
from blacheck.report.portfolio.nearest import GAPS, Nearness, Neighbour, neighbours
from blacheck.report.portfolio.sides import side
from blacheck.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement in the tables."""

    number: int
    """Its place in the set, from 0; the tables know each other's rows by it."""
    entry: Entry
    sides: tuple[str, ...]
    """Its parties by the names by which the index compares them."""
    name: str
    """By what people know it: its parties and the year; where they are not known, its title or its file."""
    about: str
    """Kind, date and file in one line."""


@dataclass(frozen=True, slots=True)
class Share:
    """How common an element is in the set."""

    column: Column
    counts: Mapping[Status, int]

    @property
    def asked(self) -> int:
        """How many agreements were asked."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Model:
    """An agreement that covers gaps of another, with why it is near."""

    row: Row
    why: str
    places: tuple[tuple[Column, str], ...]
    """The gaps with the clause that covers each."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of one agreement and where else they are covered."""

    row: Row
    models: tuple[Model, ...]
    nowhere: tuple[Column, ...]

    @property
    def covered(self) -> int:
        """How many are covered somewhere in the set."""
        return sum(len(model.places) for model in self.models)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page."""

    matrix: Matrix
    date: str
    rows: tuple[Row, ...]
    themes: tuple[tuple[str, tuple[Column, ...]], ...]
    shares: tuple[Share, ...]
    gaps: tuple[Gaps, ...]
    sides: tuple[str, ...]
    kinds: tuple[str, ...]
    statuses: tuple[Status, ...] = STATUSES
    open: tuple[Status, ...] = GAPS
    """Answers that leave something to be done."""

    @property
    def unread(self) -> tuple[Entry, ...]:
        """The files that could not be read."""
        return tuple(entry for entry in self.matrix.entries if entry.error)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of signature."""
        known = [entry.year for entry in self.matrix.read if entry.year is not None]
        return (min(known), max(known)) if known else None


def page_of(matrix: Matrix, words: Wording, date: str) -> Page:
    """The index of a set."""
    rows = [_row(number, entry, words) for number, entry in enumerate(matrix.entries)]
    by_theme = groupby(matrix.columns, lambda column: column.theme)
    return Page(
        matrix=matrix,
        date=words.date(date),
        rows=tuple(rows),
        themes=tuple((theme, tuple(columns)) for theme, columns in by_theme),
        shares=tuple(Share(column, matrix.prevalence(column.element)) for column in matrix.columns),
        gaps=tuple(_gaps(matrix, [row for row in rows if not row.entry.error], words)),
        sides=tuple(sorted({name for row in rows for name in row.sides}, key=str.casefold)),
        kinds=tuple(sorted({row.entry.kind for row in rows if row.entry.kind})),
    )


def _row(number: int, entry: Entry, words: Wording) -> Row:
    sides = tuple(side(party.name) for party in entry.parties)
    known = (words.list(sides), str(entry.year or "")) if sides else (entry.title or entry.name,)
    told = (words.named("instruments", entry.kind) if entry.kind else "", words.date(entry.signed), entry.name)
    return Row(
        number,
        entry,
        sides,
        name=str(words.labels["punctuation"]["list"]).join(filter(None, known)),
        about=str(words.labels["portfolio"]["about"]).join(filter(None, told)),
    )


def _gaps(matrix: Matrix, rows: Sequence[Row], words: Wording) -> Iterator[Gaps]:
    of_name = {row.entry.name: row for row in rows}
    for row, (_, near, nowhere) in zip(rows, neighbours(matrix), strict=True):
        models = tuple(_model(neighbour, of_name[neighbour.entry.name], words) for neighbour in near)
        yield Gaps(row, models, nowhere)


def _model(neighbour: Neighbour, row: Row, words: Wording) -> Model:
    places = Places(words, dotted(answer.clause for answer in row.entry.answers.values()), paginated=True)
    covers = tuple((column, _place(answer, places)) for column, answer in neighbour.covers)
    return Model(row, _why(neighbour.nearness, words), covers)


def _place(answer: Answer, places: Places) -> str:
    return places.clause(answer.clause) if answer.clause else ""


def _why(nearness: Nearness, words: Wording) -> str:
    labels = words.labels["portfolio"]["why"]
    told = [
        labels["parties"].format(names=words.list(nearness.parties)) if nearness.parties else "",
        labels["kind"] if nearness.same_kind else "",
        "" if nearness.years is None else labels["same_year"] if not nearness.years else _years(nearness.years, words),
        labels["alike"].format(percent=round(100 * nearness.alike)),
    ]
    return str(labels["join"]).join(filter(None, told))


def _years(years: int, words: Wording) -> str:
    one, many = words.labels["portfolio"]["why"]["years"]
    return str(one if years == 1 else many).format(n=years)
