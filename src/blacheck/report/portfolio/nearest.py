"""Where else in the set a gap is covered, the nearest agreement first.

How near two agreements are is counted in points: two for each party they share, one where they are of one kind, up to
one for the years between them (none from twenty years on, or where a date is not known), and up to one for giving the
same answers. The points say where to look first and nothing more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from blacheck.model import Status
from blacheck.report.portfolio.entries import Answer, Column, Entry, Matrix
from blacheck.report.portfolio.sides import side

GAPS: tuple[Status, ...] = ("contrary", "mixed", "missing", "partial")
"""Answers that leave something to be done."""
_PER_PARTY, _SAME_KIND, _AGE, _LIKENESS = 2.0, 1.0, 1.0, 1.0
_FAR = 20
"""Years from which on two agreements are of different times."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """What two agreements have in common."""

    parties: tuple[str, ...]
    """Sides that take part in both, as one of the two names them."""
    same_kind: bool
    years: int | None
    """Between their signatures, where both are known."""
    alike: float
    """Share of the questions put to both to which they give the same answer, from 0 to 1."""

    @property
    def points(self) -> float:
        """How near they are."""
        age = 0.0 if self.years is None else max(0.0, 1 - self.years / _FAR)
        return _PER_PARTY * len(self.parties) + _SAME_KIND * self.same_kind + _AGE * age + _LIKENESS * self.alike


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An agreement that covers gaps of another."""

    entry: Entry
    nearness: Nearness
    covers: tuple[tuple[Column, Answer], ...]
    """The gaps for which it is the nearest that covers them, with its own answers."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An agreement made ready for comparing."""

    entry: Entry
    sides: Mapping[str, str]
    answers: Sequence[Status | None]


def neighbours(matrix: Matrix) -> Iterator[tuple[Entry, tuple[Neighbour, ...], tuple[Column, ...]]]:
    """Each agreement with those that cover its gaps, the nearest first, and with the gaps that none covers."""
    known = [_known(entry, matrix.columns) for entry in matrix.read]
    for one in known:
        pairs = [(_nearness(one, other), other.entry) for other in known if other is not one]
        pairs.sort(key=lambda pair: (-pair[0].points, pair[1].name))
        yield one.entry, *_filled(one.entry, pairs, matrix.columns)


def _filled(
    entry: Entry, pairs: Sequence[tuple[Nearness, Entry]], columns: Sequence[Column]
) -> tuple[tuple[Neighbour, ...], tuple[Column, ...]]:
    found: dict[int, list[tuple[Column, Answer]]] = {}
    nowhere: list[Column] = []
    for column in columns:
        if column.element not in entry.answers or entry.answers[column.element].status not in GAPS:
            continue
        place = next((place for place, (_, other) in enumerate(pairs) if _covers(other, column)), None)
        if place is None:
            nowhere.append(column)
        else:
            found.setdefault(place, []).append((column, pairs[place][1].answers[column.element]))
    near = [(pairs[place], covers) for place, covers in sorted(found.items())]
    return tuple(Neighbour(other, nearness, tuple(covers)) for (nearness, other), covers in near), tuple(nowhere)


def _covers(entry: Entry, column: Column) -> bool:
    answer = entry.answers.get(column.element)
    return answer is not None and answer.status == "covered"


def _known(entry: Entry, columns: Sequence[Column]) -> _Known:
    sides = {side(party.name).casefold(): side(party.name) for party in entry.parties}
    answers = [entry.answers[column.element].status if column.element in entry.answers else None for column in columns]
    return _Known(entry, sides, answers)


def _nearness(one: _Known, other: _Known) -> Nearness:
    asked = [pair for pair in zip(one.answers, other.answers, strict=True) if None not in pair]
    return Nearness(
        parties=tuple(name for key, name in one.sides.items() if key in other.sides),
        same_kind=one.entry.kind == other.entry.kind,
        years=_years(one.entry.year, other.entry.year),
        alike=sum(mine == theirs for mine, theirs in asked) / len(asked) if asked else 0.0,
    )


def _years(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else abs(one - other)
