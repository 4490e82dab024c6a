"""What the page says, worked out before a word of HTML is written: the order of everything is decided here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from blacheck.checklist import Checklist, Element, Instrument
from blacheck.model import Agreement, Evidence, Finding, ReviewRecord, Status
from blacheck.report.fulltext import FullText, anchor_of, full_text
from blacheck.report.places import Places, places_of
from blacheck.report.quotes import Piece, marked
from blacheck.report.sources import Citation, bibliography, citations
from blacheck.report.wording import Wording

STATUSES: tuple[Status, ...] = ("contrary", "mixed", "missing", "unclear", "partial", "covered", "not_applicable")
"""In order of urgency."""
_SETTLED = ("covered", "not_applicable")
_TIERS = ("core", "standard", "context")
_SEVERITIES = ("binding instrument", "good practice", "")
_SHOWN, _FOLDED, _NAMED = 3, 2, 10  # passages quoted at once, quoted when unfolded, and only named; the rest is counted


@dataclass(frozen=True, slots=True)
class Quote:
    """One part of a passage, in pieces, with its place in the full text."""

    pieces: tuple[Piece, ...]
    anchor: str
    """"" where the full text is not shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence with its place in words."""

    evidence: Evidence
    clause: str
    pages: str
    quotes: tuple[Quote, ...]

    @property
    def anchor(self) -> str:
        """Where it stands in the full text: its last part, which is the item where there is a chapeau."""
        return self.quotes[-1].anchor if self.quotes else ""


@dataclass(frozen=True, slots=True)
class ProbeLine:
    """A proposition that was looked for."""

    says: str
    met: bool
    adverse: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The answer to one question."""

    number: int
    """Place of the element in the checklist, from 1."""
    element: Element
    finding: Finding
    shown: tuple[Passage, ...]
    folded: tuple[Passage, ...]
    others: tuple[Passage, ...]
    """Further passages, of which only the place is given."""
    uncited: int
    """Number of passages beyond those."""
    probes: tuple[ProbeLine, ...]
    review: tuple[str, ...]
    """Points to check by eye, without those that all unclear answers share."""
    near: tuple[tuple[str, str], ...]
    """Clauses that come nearest, with the reason why they do not count."""
    law: tuple[Citation, ...]
    guidance: tuple[Citation, ...]

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
class Flag:
    """A clause that goes against good practice, with the questions it bears on."""

    sentence: str
    severity: str
    places: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its answers, the most urgent first."""

    anchor: str
    name: str
    open: tuple[Card, ...]
    settled: tuple[Card, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All answers of the theme."""
        return self.open + self.settled

    def having(self, status: Status) -> tuple[Card, ...]:
        """Its answers with that status."""
        return tuple(card for card in self.cards if card.finding.status == status)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    record: ReviewRecord
    checklist: Checklist
    date: str
    language: str
    """Language of the document, or "" where there are several or it is not known."""
    cards: Mapping[str, Card]
    """By element id, in the order of the checklist."""
    themes: tuple[Theme, ...]
    flags: tuple[Flag, ...]
    gaps: tuple[tuple[str, tuple[Card, ...]], ...]
    """Missing core elements by theme."""
    unjudged: tuple[Card, ...]
    """Core elements that could not be judged."""
    doubts: tuple[str, ...]
    """Why questions are unclear, as far as the reason is the same for all of them: said once."""
    sources: Mapping[str, Instrument]
    text: FullText | None

    @property
    def tally(self) -> tuple[tuple[Status, int, Card | None], ...]:
        """Each status in order of urgency, with its number of answers and the first of them."""
        by_status = {status: [c for c in self.in_order if c.finding.status == status] for status in STATUSES}
        return tuple((status, len(cards), cards[0] if cards else None) for status, cards in by_status.items())

    @property
    def in_order(self) -> tuple[Card, ...]:
        """The answers as they follow each other on the page."""
        return tuple(card for theme in self.themes for card in theme.cards)

    @property
    def to_heed(self) -> bool:
        """True where something must be known before the answers are read."""
        return bool(self.record.document.warnings or self.record.document.unreadable_pages or self.doubts)

    @property
    def unclear(self) -> int:
        """How many elements could not be judged."""
        return sum(card.finding.status == "unclear" for card in self.cards.values())

    @property
    def core_gaps(self) -> int:
        """How many core elements are missing."""
        return sum(len(cards) for _, cards in self.gaps)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all answers of a report share."""

    checklist: Checklist
    places: Places
    anchors: frozenset[str]
    doubts: tuple[str, ...]


def report_of(
    record: ReviewRecord, checklist: Checklist, agreement: Agreement | None, *, words: Wording, date: str
) -> Report:
    """The report on a review.

    Raises:
        ChecklistError: A finding is on an element that the checklist does not have.
    """
    text = full_text(agreement, map(_cited, record.findings)) if agreement else None
    places = places_of(record, [clause.number for clause in agreement.clauses] if agreement else [], words)
    frame = _Frame(checklist, places, text.anchors if text else frozenset(), _doubts(record.findings))
    cards = _cards(record.findings, frame)
    languages = record.document.languages
    return Report(
        record=record,
        checklist=checklist,
        date=words.date(date),
        language=languages[0] if len(languages) == 1 else "",
        cards=cards,
        themes=_themes(cards.values(), checklist),
        flags=_flags(cards.values(), checklist, places),
        gaps=_by_theme(card for card in cards.values() if _core(card, "missing")),
        unjudged=tuple(card for card in cards.values() if _core(card, "unclear")),
        doubts=frame.doubts,
        sources=bibliography((card.element for card in cards.values()), checklist.instruments),
        text=text,
    )


def _cited(finding: Finding) -> Finding:
    """The finding with the evidence that the page cites: the first clause against and the first for, then the rest."""
    against = [evidence for evidence in finding.evidence if evidence.stance == "contrary"]
    full = [evidence for evidence in finding.evidence if evidence.stance == "supports"]
    favour = full + [evidence for evidence in finding.evidence if evidence.stance == "weak"]
    ordered = against[:1] + favour[:1] + against[1:] + favour[1:]
    return replace(finding, evidence=tuple(ordered[: _SHOWN + _FOLDED + _NAMED]))


def _doubts(findings: Iterable[Finding]) -> tuple[str, ...]:
    unclear = [finding.needs_review for finding in findings if finding.status == "unclear"]
    first, *others = unclear or [()]
    return tuple(point for point in first if all(point in points for points in others))


def _core(card: Card, status: Status) -> bool:
    return card.element.tier == "core" and card.finding.status == status


def _cards(findings: Iterable[Finding], frame: _Frame) -> dict[str, Card]:
    numbers = {element.id: number for number, element in enumerate(frame.checklist.elements, start=1)}
    answered = [(frame.checklist.element(finding.element), finding) for finding in findings]
    cards = [_card(numbers[element.id], element, finding, frame) for element, finding in answered]
    return {card.element.id: card for card in sorted(cards, key=lambda card: card.number)}


def _card(number: int, element: Element, finding: Finding, frame: _Frame) -> Card:
    passages = tuple(_passage(evidence, frame) for evidence in _cited(finding).evidence)
    cited = citations(element, frame.checklist.instruments, frame.places.words)
    return Card(
        number=number,
        element=element,
        finding=finding,
        shown=passages[:_SHOWN],
        folded=passages[_SHOWN : _SHOWN + _FOLDED],
        others=passages[_SHOWN + _FOLDED :],
        uncited=len(finding.evidence) - len(passages),
        probes=_probes(finding, frame.checklist),
        review=tuple(point for point in finding.needs_review if point not in frame.doubts),
        near=tuple((frame.places.clause(miss.clause), miss.why) for miss in finding.nearest_misses),
        law=tuple(citation for citation in cited if citation.law),
        guidance=tuple(citation for citation in cited if not citation.law),
    )


def _passage(evidence: Evidence, frame: _Frame) -> Passage:
    pieces = marked([part.quote for part in evidence.parts], evidence.cues)
    there = [anchor if (anchor := anchor_of(part.start)) in frame.anchors else "" for part in evidence.parts]
    quotes = tuple(Quote(*pair) for pair in zip(pieces, there, strict=True))
    return Passage(evidence, frame.places.clause(evidence.clause), frame.places.pages(evidence.parts), quotes)


def _probes(finding: Finding, checklist: Checklist) -> tuple[ProbeLine, ...]:
    known = [(checklist.probes[result.id], result.met) for result in finding.probes if result.id in checklist.probes]
    return tuple(ProbeLine(probe.says, met, probe.adverse) for probe, met in known)


def _themes(cards: Iterable[Card], checklist: Checklist) -> tuple[Theme, ...]:
    urgent = sorted(cards, key=lambda card: (STATUSES.index(card.finding.status), card.number))
    themes = [
        Theme(
            f"theme-{number}",
            name,
            tuple(card for card in urgent if card.element.theme == name and not card.settled),
            tuple(card for card in urgent if card.element.theme == name and card.settled),
        )
        for number, name in enumerate(checklist.themes, start=1)
    ]
    return tuple(theme for theme in themes if theme.cards)


def _by_theme(cards: Iterable[Card]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    themes: dict[str, list[Card]] = {}
    for card in cards:
        themes.setdefault(card.element.theme, []).append(card)
    return tuple((theme, tuple(members)) for theme, members in themes.items())


def _flags(cards: Iterable[Card], checklist: Checklist, places: Places) -> tuple[Flag, ...]:
    """One flag for each thing said, however many clauses say it and questions it bears on; the gravest first."""
    told: dict[tuple[str, str], list[tuple[Card, str]]] = {}
    for card in cards:
        if card.finding.contrary:
            for sentence, severity, place in _told(card, checklist, places):
                told.setdefault((sentence, severity), []).append((card, place))
    flags = [
        Flag(
            sentence,
            severity,
            tuple(dict.fromkeys(place for _, place in seen if place)),
            tuple({card.number: card for card, _ in seen}.values()),
        )
        for (sentence, severity), seen in told.items()
    ]
    return tuple(sorted(flags, key=_gravity))


def _told(card: Card, checklist: Checklist, places: Places) -> Iterable[tuple[str, str, str]]:
    fallback = card.element.contrary_text or card.element.title
    against = [evidence for evidence in card.finding.evidence if evidence.stance == "contrary"]
    for evidence in against:
        probe = checklist.probes.get(evidence.probe)
        sentence = (probe.flag if probe else None) or fallback
        yield sentence, (probe.severity if probe else None) or "", places.full(evidence)
    if not against:
        yield fallback, "", ""


def _gravity(flag: Flag) -> tuple[int, int, int]:
    tier = min(_TIERS.index(card.element.tier) for card in flag.cards)
    return _SEVERITIES.index(flag.severity), tier, flag.cards[0].number
