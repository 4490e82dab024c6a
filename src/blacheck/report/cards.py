"""The answer to one question as the page shows it: its passages, its sources, and what it counts for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from blacheck.checklist import Checklist, Element, Share
from blacheck.model import Document, Evidence, Finding, Status
from blacheck.report.fulltext import anchor_of
from blacheck.report.outline import Crop, crops_of, whole
from blacheck.report.places import Places
from blacheck.report.quotes import Piece, marked
from blacheck.report.sources import Citation, citations

STATUSES: tuple[Status, ...] = ("contrary", "mixed", "missing", "unclear", "partial", "covered", "not_applicable")
"""In order of urgency."""
_SETTLED = ("covered", "not_applicable")
_QUOTED, _QUOTED_OF_SETTLED = 3, 2  # passages that are quoted; the text as read has the others
_CITED = 12  # passages that are quoted or named; the rest is counted


@dataclass(frozen=True, slots=True)
class Quote:
    """One part of a passage, in pieces, with its place in the full text."""

    pieces: tuple[Piece, ...]
    anchor: str
    """"" where the full text is not shown."""

    @property
    def text(self) -> str:
        """What is shown of it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Beside:
    """What another language version has in the place of a passage."""

    language: str
    place: str
    quotes: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence with its place in words."""

    evidence: Evidence
    clause: str
    pages: str
    quotes: tuple[Quote, ...]
    crops: tuple[Crop, ...] = ()
    """The pieces of pages on which it is printed; () where no pictures are wanted."""
    sheets: tuple[Crop, ...] = ()
    """The whole pages behind them."""
    beside: tuple[Beside, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands in the full text: its last part, which is the item where there is a chapeau."""
        return self.quotes[-1].anchor if self.quotes else ""


@dataclass(frozen=True, slots=True)
class Served:
    """Items of a view that an element answers: "ILO basic elements 5, 6 and 7"."""

    name: str
    items: tuple[tuple[str, str], ...]
    """Number and anchor of each; the anchor is "" where the page does not follow that view."""
    verified: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The answer to one question."""

    number: int
    """Place of the element in the checklist, from 1."""
    element: Element
    finding: Finding
    shown: tuple[Passage, ...]
    others: tuple[Passage, ...]
    """Further passages, of which only the place is given."""
    uncited: int
    """Number of passages beyond those."""
    unfound: tuple[tuple[str, tuple[str, ...]], ...]
    """Propositions that were looked for and not found, those that good practice asks for and those against it."""
    review: tuple[str, ...]
    """Points to check by eye, without those that all unclear answers share."""
    near: tuple[tuple[str, str], ...]
    """Clauses that come nearest, with the reason why they do not count."""
    law: tuple[Citation, ...]
    guidance: tuple[Citation, ...]
    serves: tuple[Served, ...]
    """Items of the views asked for that it answers, save the one under which it stands."""
    tested: Share | None
    """How often its verdict was right in tests, where that was measured."""
    tested_apart: tuple[tuple[str, Share], ...]
    """The same for each kind of texts but the first, if there are several: those did not serve to develop the rules."""

    @property
    def anchor(self) -> str:
        """Id of the card on the page."""
        return f"e-{self.element.id}"

    @property
    def settled(self) -> bool:
        """True where nothing is left to negotiate."""
        return self.finding.status in _SETTLED

    @property
    def consequence(self) -> str:
        """The checklist's sentence on what this status means here; an adverse clause is told by the reasons."""
        texts = {"missing": self.element.missing_text, "partial": self.element.partial_text}
        if not self.finding.reasons:
            texts |= dict.fromkeys(("contrary", "mixed"), self.element.contrary_text or "")
        return texts.get(self.finding.status, "")


@dataclass(frozen=True, slots=True)
class Frame:
    """What all answers of a report share."""

    checklist: Checklist
    places: Places
    anchors: frozenset[str]
    doubts: tuple[str, ...]
    """Why questions are unclear, as far as the reason is the same for all of them."""
    serves: Mapping[str, tuple[Served, ...]]
    """By element."""
    pictured: Document | None = None
    """The document, where pictures of its pages are wanted."""


def cited(finding: Finding) -> Finding:
    """The finding with the evidence that the page cites: the first clause against and the first for, then the rest."""
    against = [evidence for evidence in finding.evidence if evidence.stance == "contrary"]
    full = [evidence for evidence in finding.evidence if evidence.stance == "supports"]
    favour = full + [evidence for evidence in finding.evidence if evidence.stance == "weak"]
    ordered = against[:1] + favour[:1] + against[1:] + favour[1:]
    return replace(finding, evidence=tuple(ordered[:_CITED]))


def quoted(finding: Finding) -> tuple[Evidence, ...]:
    """The evidence that the page quotes."""
    return cited(finding).evidence[: _QUOTED_OF_SETTLED if finding.status in _SETTLED else _QUOTED]


def cards_of(findings: Iterable[Finding], frame: Frame) -> dict[str, Card]:
    """The answers by element, in the order of the checklist.

    Raises:
        ChecklistError: A finding is on an element that the checklist does not have.
    """
    numbers = {element.id: number for number, element in enumerate(frame.checklist.elements, start=1)}
    answered = [(frame.checklist.element(finding.element), finding) for finding in findings]
    cards = [_card(numbers[element.id], element, finding, frame) for element, finding in answered]
    return {card.element.id: card for card in sorted(cards, key=lambda card: card.number)}


def _card(number: int, element: Element, finding: Finding, frame: Frame) -> Card:
    passages = tuple(_passage(evidence, frame) for evidence in cited(finding).evidence)
    shown = len(quoted(finding))
    accuracy = frame.checklist.accuracy
    sources = citations(element, frame.checklist.instruments, frame.places.words)
    return Card(
        number=number,
        element=element,
        finding=finding,
        shown=passages[:shown],
        others=passages[shown:],
        uncited=len(finding.evidence) - len(passages),
        unfound=tuple(_unfound(element, finding, frame.checklist)),
        review=tuple(point for point in finding.needs_review if point not in frame.doubts),
        near=tuple((frame.places.clause(miss.clause), miss.why) for miss in finding.nearest_misses),
        law=tuple(citation for citation in sources if citation.law),
        guidance=tuple(citation for citation in sources if not citation.law),
        serves=frame.serves.get(element.id, ()),
        tested=accuracy.elements.get(element.id) if accuracy else None,
        tested_apart=tuple(
            (kind.texts, kind.elements[element.id])
            for kind in (accuracy.measured[1:] if accuracy else ())
            if element.id in kind.elements
        ),
    )


def _passage(evidence: Evidence, frame: Frame) -> Passage:
    pieces = marked([part.quote for part in evidence.parts], evidence.cues)
    there = [anchor if (anchor := anchor_of(part.start)) in frame.anchors else "" for part in evidence.parts]
    quotes = tuple(Quote(*pair) for pair in zip(pieces, there, strict=True))
    crops = crops_of(evidence, frame.pictured) if frame.pictured else ()
    sheets = whole(crops, frame.pictured) if frame.pictured else ()
    clause, pages = frame.places.clause(evidence.clause), frame.places.pages(evidence.parts)
    return Passage(evidence, clause, pages, quotes, crops, sheets, tuple(_beside(evidence, frame.places)))


def _beside(evidence: Evidence, places: Places) -> Iterator[Beside]:
    for other in evidence.counterparts:
        place = ", ".join(filter(None, (places.clause(other.clause), places.pages(other.parts))))
        yield Beside(other.language, place, marked([part.quote for part in other.parts], ()))


def _unfound(element: Element, finding: Finding, checklist: Checklist) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where all is covered, weaker ways of dealing with it are not missed."""
    weaker = {*(element.partial or ())} - {*element.covered.named(), *element.desirable}
    passed = weaker if finding.coverage == "covered" else ()
    names = [result.id for result in finding.probes if not result.met and result.id not in passed]
    unmet = [checklist.probes[name] for name in names if name in checklist.probes]
    for label, adverse in (("unmet", False), ("adverse_unmet", True)):
        if says := tuple(dict.fromkeys(probe.says for probe in unmet if probe.adverse == adverse)):
            yield label, says
