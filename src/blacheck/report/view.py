"""What the page says, worked out before a word of HTML is written: the order of everything is decided here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blacheck.checklist import Checklist, Instrument
from blacheck.model import Agreement, Finding, Picture, ReviewRecord, Status, ViewRecord
from blacheck.report.album import Album, album_of
from blacheck.report.cards import STATUSES, Card, Frame, cards_of, cited
from blacheck.report.chart import Chart, chart_of
from blacheck.report.fulltext import FullText, full_text
from blacheck.report.grouping import Theme, groups, leading, served, themes
from blacheck.report.outline import Crop
from blacheck.report.places import Places, places_of
from blacheck.report.sources import bibliography
from blacheck.report.wording import Wording

_TIERS = ("core", "standard", "context")
_SEVERITIES = ("binding instrument", "good practice", "")


@dataclass(frozen=True, slots=True)
class Flag:
    """A clause that goes against good practice, with the questions it bears on."""

    sentence: str
    severity: str
    places: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    record: ReviewRecord
    checklist: Checklist
    date: str
    language: str
    """Language of the document or of the version reviewed, or "" where there are several or it is not known."""
    cards: Mapping[str, Card]
    """By element id, in the order of the checklist."""
    view: ViewRecord | None
    """The view by whose groups and items the answers stand; None: they stand by theme."""
    themes: tuple[Theme, ...]
    flags: tuple[Flag, ...]
    gaps: tuple[tuple[str, tuple[Card, ...]], ...]
    """Missing core elements by theme or group."""
    unjudged: tuple[Card, ...]
    """Core elements that could not be judged."""
    doubts: tuple[str, ...]
    """Why questions are unclear, as far as the reason is the same for all of them: said once."""
    sources: Mapping[str, Instrument]
    text: FullText | None
    chart: Chart
    album: Album

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
        document = self.record.document
        return bool(document.warnings or document.unreadable_pages or self.doubts or not self.album.complete)

    @property
    def unclear(self) -> int:
        """How many elements could not be judged."""
        return sum(card.finding.status == "unclear" for card in self.cards.values())

    @property
    def core_gaps(self) -> int:
        """How many core elements are missing."""
        return sum(len(cards) for _, cards in self.gaps)


def report_of(
    record: ReviewRecord,
    checklist: Checklist,
    agreement: Agreement | None,
    *,
    words: Wording,
    date: str,
    pictures: Mapping[int, Picture] | None = None,
) -> Report:
    """The report on a review; ``pictures`` of its pages, or None where none are wanted.

    Raises:
        ChecklistError: A finding is on an element that the checklist does not have.
    """
    text = full_text(agreement, map(cited, record.findings)) if agreement else None
    places = places_of(record, [clause.number for clause in agreement.clauses] if agreement else [], words)
    doubts = _doubts(record.findings)
    pictured = agreement.document if agreement and pictures is not None else None
    frame = Frame(checklist, places, text.anchors if text else frozenset(), doubts, served(record), pictured)
    cards = cards_of(record.findings, frame)
    view = leading(record)
    ordered = groups(cards, view, checklist.instruments, words) if view else themes(cards.values(), checklist)
    languages = record.document.versions[:1] or record.document.languages
    return Report(
        record=record,
        checklist=checklist,
        date=words.date(date),
        language=languages[0] if len(languages) == 1 else "",
        cards=cards,
        view=view,
        themes=ordered,
        flags=_flags(cards.values(), checklist, places),
        gaps=tuple(_gaps(ordered)),
        unjudged=tuple(card for card in cards.values() if _core(card, "unclear")),
        doubts=doubts,
        sources=bibliography(_instruments_named(ordered), checklist.instruments),
        text=text,
        chart=chart_of(ordered, words),
        album=album_of(pictures or {}, _crops(cards.values()), pictured) if pictured else Album(),
    )


def _crops(cards: Iterable[Card]) -> Iterable[Crop]:
    return (crop for card in cards for passage in card.shown for crop in passage.crops)


def _doubts(findings: Iterable[Finding]) -> tuple[str, ...]:
    unclear = [finding.needs_review for finding in findings if finding.status == "unclear"]
    first, *others = unclear or [()]
    return tuple(point for point in first if all(point in points for points in others))


def _gaps(ordered: Iterable[Theme]) -> Iterable[tuple[str, tuple[Card, ...]]]:
    for theme in ordered:
        missing = [card for card in theme.cards if _core(card, "missing")]
        if missing:
            yield theme.name, tuple(sorted(missing, key=lambda card: card.number))


def _instruments_named(ordered: Iterable[Theme]) -> Iterable[str]:
    for theme in ordered:
        yield from (citation.code for card in theme.cards for citation in (*card.law, *card.guidance))
        yield from (entry.item.source.code for entry in theme.entries if entry.item and entry.item.source)


def _core(card: Card, status: Status) -> bool:
    return card.element.tier == "core" and card.finding.status == status


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
