"""What the page of two compared drafts says, in the order in which it says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from blacheck.checklist import Checklist, Element
from blacheck.compared import ArticleChange, ComparisonRecord, ElementMove, Move, Passage, Place
from blacheck.model import DocumentFacts
from blacheck.report.places import Places, places_in
from blacheck.report.wording import Wording

_STILL: tuple[Move, ...] = ("unchanged",)


@dataclass(frozen=True, slots=True)
class Moved:
    """A question with how its answer moved, or that it stayed."""

    number: int
    """Place of the element in the checklist, from 1."""
    element: Element
    move: ElementMove

    @property
    def anchor(self) -> str:
        """Id of its card on the page."""
        return f"e-{self.element.id}"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two drafts as the page names it."""

    facts: DocumentFacts
    places: Places

    @property
    def language(self) -> str:
        """Its language, or "" where there are several or it is not known."""
        return self.facts.languages[0] if len(self.facts.languages) == 1 else ""

    def where(self, places: Sequence[Place]) -> str:
        """Where sentences stand: "Article 7(2) and 7(3), page 3"."""
        clauses = dict.fromkeys(self.places.clause(place.clause) for place in places)
        told = self.places.words.list(list(clauses)), self.places.on(place.page for place in places)
        return ", ".join(filter(None, told))

    def articles(self, numbers: Sequence[str]) -> str:
        """Several articles: "Article 7 and Article 8"."""
        return self.places.words.list([self.places.clause(number) for number in numbers])


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """Everything on the page."""

    record: ComparisonRecord
    date: str
    old: Side
    new: Side
    worse: tuple[Moved, ...]
    """The worst first."""
    others: tuple[Moved, ...]
    """Moves that are no loss: gains, and questions that arise or no longer arise."""
    still: tuple[Moved, ...]
    articles: tuple[ArticleChange, ...]
    """Those in which something differs."""
    same: tuple[ArticleChange, ...]


def page_of(record: ComparisonRecord, checklist: Checklist, *, words: Wording, date: str) -> ComparedPage:
    """The page on a comparison.

    Raises:
        ChecklistError: The comparison has an element that the checklist does not have.
    """
    numbers = {element.id: number for number, element in enumerate(checklist.elements, start=1)}
    moved = [Moved(numbers.get(e.element, 0), checklist.element(e.element), e) for e in record.elements]
    changed = [one for one in moved if one.move.moves != _STILL]
    return ComparedPage(
        record=record,
        date=words.date(date),
        old=Side(record.old, places_in(record.old, _numbers(record, new=False), words)),
        new=Side(record.new, places_in(record.new, _numbers(record, new=True), words)),
        worse=tuple(sorted((one for one in changed if one.move.regressed), key=_gravity)),
        others=tuple(one for one in changed if not one.move.regressed),
        still=tuple(one for one in moved if one.move.moves == _STILL),
        articles=tuple(part for part in record.articles if part.change != "unchanged"),
        same=tuple(part for part in record.articles if part.change == "unchanged"),
    )


def _gravity(one: Moved) -> tuple[int, int]:
    return get_args(Move).index(one.move.moves[0]), one.number


def _numbers(record: ComparisonRecord, *, new: bool) -> Iterator[str]:
    """The numbers of the clauses of one draft, as far as the comparison names them."""
    for passage in _passages(record):
        yield from (place.clause for place in (passage.new if new else passage.old))


def _passages(record: ComparisonRecord) -> Iterator[Passage]:
    for element in record.elements:
        yield from (ground.passage for ground in element.grounds)
    for article in record.articles:
        yield from article.passages
