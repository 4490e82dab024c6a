"""What a negotiator takes into the room: who agrees, the red flags, and the gaps with a note on how to fill each.

Worked out here without a format; ``markdown.py`` and ``word.py`` write it down.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blacheck.model import Status
from blacheck.report.cards import Card, Passage
from blacheck.report.reviewed import Reviewed
from blacheck.report.view import Flag, Report, report_of
from blacheck.report.wording import Wording

_AGAINST, _FOR = 2, 1
"""Quotations under a red flag and under a gap; the report has the rest."""
_GAPS = ("missing", "partial")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the agreement and where they stand."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Point:
    """A red flag or a gap."""

    title: str
    status: str
    """In words: "missing", "against a binding instrument"."""
    says: str
    """What is wrong, or ""."""
    quotations: tuple[Quotation, ...]
    near: str
    """The clause that comes nearest, for a gap without any quotation, or ""."""
    draft: str
    """Drafting note, for a gap."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a brief says, in order."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tally: str
    heed: tuple[str, ...]
    """What must be known before the rest is read."""
    flags: tuple[Point, ...]
    gaps: tuple[tuple[str, tuple[Point, ...]], ...]
    """Core questions that are missing or only partly covered, by theme."""
    others: tuple[tuple[str, str], ...]
    """By theme, the titles of the further questions that are not covered or could not be judged."""
    no_flags: str
    """What is said where there is none."""
    no_gaps: str
    made: str


def brief_of(item: Reviewed, words: Wording, date: str = "") -> Brief:
    """The brief on a review.

    Raises:
        ChecklistError: A finding is on an element that the checklist does not have.
    """
    report = report_of(item.standing.record, item.checklist, None, words=words, date=date)
    return Brief(
        title=item.record.document.title or words.labels["untitled"],
        facts=tuple(_facts(report, words)),
        tally=words.list(
            [f"{n} {words.labels['status'][status]['word'].lower()}" for status, n, _ in report.tally if n]
        ),
        heed=tuple(_heed(report, words)),
        flags=tuple(_flag(flag, report, words) for flag in report.flags),
        gaps=tuple(_gaps(report, words)),
        others=tuple(_others(report, words)),
        no_flags=_no_flags(report, words),
        no_gaps=words.labels["brief"]["no_gaps"],
        made=_made(report, words),
    )


def _facts(report: Report, words: Wording) -> Iterator[tuple[str, str]]:
    labels, document = words.labels["facts"], report.record.document
    parties = [f"{party.name} ({words.named('roles', party.role)})" for party in document.parties]
    yield labels["parties"], words.list(parties) or labels["no_parties"]
    yield labels["kind"], words.named("instruments", document.instrument)
    yield labels["signed"], words.date(document.signed) or labels["no_date"]
    for side, found in (
        ("for", document.binding_signals.signals_for),
        ("against", document.binding_signals.signals_against),
    ):
        yield labels[side], words.list([words.quote(signal) for signal in found]) or labels["none"]
    yield labels["file"], document.name
    if report.date:
        yield labels["reviewed"], report.date
    if heeded := sum(decision.state == "current" for decision in report.record.decisions):
        yield words.labels["brief"]["decisions"], str(heeded)


def _heed(report: Report, words: Wording) -> Iterator[str]:
    labels, document = words.labels["warnings"], report.record.document
    if pages := document.unreadable_pages:
        yield labels["unreadable_one" if len(pages) == 1 else "unreadable_many"].format(pages=words.list(pages))
    if report.doubts:
        yield labels["unclear"].format(
            questions=words.count("question", report.unclear), doubts=words.all_said(report.doubts)
        )
    yield from map(words.said, document.warnings)


def _flag(flag: Flag, report: Report, words: Wording) -> Point:
    against = [
        passage
        for card in flag.cards
        for passage in _passages(card)
        if passage.evidence.stance == "contrary" and _sentence(passage, card, report) == flag.sentence
    ]
    return Point(
        title=flag.sentence,
        status=words.labels["severity"][flag.severity] if flag.severity else "",
        says="",
        quotations=_quotations(against, _AGAINST, words),
        near="",
        draft="",
    )


def _sentence(passage: Passage, card: Card, report: Report) -> str:
    probe = report.checklist.probes.get(passage.evidence.probe)
    return (probe.flag if probe else None) or card.element.contrary_text or card.element.title


def _gaps(report: Report, words: Wording) -> Iterator[tuple[str, tuple[Point, ...]]]:
    for theme in report.themes:
        cards = [card for card in theme.cards if card.element.tier == "core" and card.finding.status in _GAPS]
        if cards:
            yield theme.name, tuple(_gap(card, words) for card in cards)


def _gap(card: Card, words: Wording) -> Point:
    quotations = _quotations(_passages(card), _FOR, words)
    reasons = [card.consequence] if card.finding.status == "missing" else card.finding.reasons
    near = words.labels["brief"]["near"].format(clause=card.near[0][0]) if card.near and not quotations else ""
    return Point(
        title=card.element.title,
        status=_status(card.finding.status, words),
        says=words.all_said(reasons),
        quotations=quotations,
        near=near,
        draft=card.element.draft,
    )


def _others(report: Report, words: Wording) -> Iterator[tuple[str, str]]:
    for theme in report.themes:
        cards = [card for card in theme.cards if _only_named(card)]
        if cards:
            yield theme.name, words.labels["punctuation"]["list"].join(_named(card, words) for card in cards)


def _only_named(card: Card) -> bool:
    return card.finding.status == "unclear" or (card.element.tier != "core" and card.finding.status in _GAPS)


def _no_flags(report: Report, words: Wording) -> str:
    labels = words.labels["flags"]
    if not report.unclear:
        return str(labels["none"])
    return str(labels["none_unsure"]).format(questions=words.count("question", report.unclear))


def _named(card: Card, words: Wording) -> str:
    return f"{card.element.title} ({_status(card.finding.status, words)})"


def _status(status: Status, words: Wording) -> str:
    return str(words.labels["status"][status]["word"]).lower()


def _passages(card: Card) -> tuple[Passage, ...]:
    return (*card.shown, *card.others)


def _quotations(passages: Iterable[Passage], most: int, words: Wording) -> tuple[Quotation, ...]:
    """The first of the passages, each place once."""
    found: dict[str, str] = {}
    for passage in passages:
        found.setdefault(_place(passage, words), _quoted(passage, words))
    return tuple(Quotation(quote, place) for place, quote in list(found.items())[:most])


def _place(passage: Passage, words: Wording) -> str:
    return str(words.labels["punctuation"]["list"]).join(filter(None, (passage.clause, passage.pages)))


def _quoted(passage: Passage, words: Wording) -> str:
    """The parts as one, long runs without a deciding word cut openly."""
    elided = words.labels["punctuation"]["elided"]
    parts = ("".join(elided if p.kind == "cut" else p.text for p in quote.pieces) for quote in passage.quotes)
    return " ".join(" ".join(parts).split())


def _made(report: Report, words: Wording) -> str:
    checklists = [f"{ref.id} {ref.version}" for ref in report.record.checklists]
    return str(words.labels["brief"]["made"]).format(
        program=f"{words.labels['name']} {report.record.blacheck}", checklists=words.list(checklists)
    )
