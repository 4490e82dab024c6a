"""In which order the answers stand: by the themes of the checklist, or by the groups and items of a view."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from blacheck.checklist import Checklist, Instrument
from blacheck.model import ReviewRecord, Status, ViewItem, ViewRecord
from blacheck.report.cards import STATUSES, Card, Served
from blacheck.report.sources import Citation, citation
from blacheck.report.wording import Wording


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What is said of an item before its answers."""

    anchor: str
    number: str
    title: str
    state: str
    """Key of the sentence that sums up its answers."""
    source: Citation | None
    """Where it stands in its source, if that was verified."""
    unverified: bool
    cards: tuple[Card, ...]
    """All answers to it, wherever they stand."""
    elsewhere: tuple[tuple[str, str, tuple[Card, ...]], ...]
    """Number and anchor of the items under which the other answers stand, with those."""

    def having(self, status: Status) -> int:
        """How many of its answers have that status."""
        return sum(card.finding.status == status for card in self.cards)


@dataclass(frozen=True, slots=True)
class Entry:
    """Answers that stand together, the most urgent first: those of a theme, or of an item of a view."""

    item: ItemLine | None
    open: tuple[Card, ...]
    settled: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the checklist, or a group of the view."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All answers that stand in it."""
        return tuple(card for entry in self.entries for card in entry.open + entry.settled)

    def having(self, status: Status) -> tuple[Card, ...]:
        """Answers to its questions with that status, wherever they stand."""
        items = [card for entry in self.entries if entry.item for card in entry.item.cards]
        every = {card.number: card for card in (*items, *self.cards)}
        return tuple(card for card in every.values() if card.finding.status == status)


def leading(record: ReviewRecord) -> ViewRecord | None:
    """The view that groups the report, or None where the themes of the checklist do."""
    first = record.checklists[0].id if record.checklists else ""
    return next((view for view in record.views if view.id == first), None)


def served(record: ReviewRecord) -> dict[str, tuple[Served, ...]]:
    """The items of the views that each element answers, without the one under which its answer stands."""
    lead, found = leading(record), dict[str, dict[tuple[str, str, bool], list[tuple[str, str]]]]()
    for view in record.views:
        for anchor, names, item in _items(view):
            for element in item.elements:
                told = found.setdefault(element, {})
                if view is lead and not told:
                    told["", "", True] = []  # its place on the page
                    continue
                of_view = told.setdefault((*names, item.verified or not item.instrument), [])
                of_view.append((item.number, anchor if view is lead else ""))
    return {
        element: tuple(
            Served(one if len(items) == 1 else many, tuple(items), verified)
            for (one, many, verified), items in told.items()
            if items
        )
        for element, told in found.items()
    }


def _items(view: ViewRecord) -> Iterator[tuple[str, tuple[str, str], ViewItem]]:
    """Each item with its anchor and what it is called."""
    pairs = ((group.names, item) for group in view.groups for item in group.items)
    return ((f"item-{place}", names, item) for place, (names, item) in enumerate(pairs, start=1))


def themes(cards: Iterable[Card], checklist: Checklist) -> tuple[Theme, ...]:
    """The answers by the themes of the checklist."""
    by_theme: dict[str, list[Card]] = {theme: [] for theme in checklist.themes}
    for card in cards:
        by_theme[card.element.theme].append(card)
    listed = [Theme(f"theme-{n}", name, (_entry(of),)) for n, (name, of) in enumerate(by_theme.items(), start=1)]
    return tuple(theme for theme in listed if theme.cards)


def _entry(cards: Iterable[Card], item: ItemLine | None = None) -> Entry:
    urgent = sorted(cards, key=lambda card: (STATUSES.index(card.finding.status), card.number))
    return Entry(
        item,
        tuple(card for card in urgent if not card.settled),
        tuple(card for card in urgent if card.settled),
    )


def groups(
    cards: Mapping[str, Card], view: ViewRecord, instruments: Mapping[str, Instrument], words: Wording
) -> tuple[Theme, ...]:
    """The answers by the groups and items of a view, each once; what the view does not ask for stands last."""
    homes: dict[str, tuple[str, str]] = {}
    entries: dict[str, Entry] = {}
    for anchor, _, item in _items(view):
        answers = [cards[element] for element in item.elements if element in cards]
        here = [card for card in answers if card.element.id not in homes]
        homes |= dict.fromkeys((card.element.id for card in here), (item.number, anchor))
        entries[anchor] = _entry(here, _line(anchor, item, answers, homes, instruments, words))
    left = iter(entries.values())
    listed = [
        Theme(f"theme-{n}", group.title, tuple(next(left) for _ in group.items))
        for n, group in enumerate(view.groups, start=1)
    ]
    rest = [card for element, card in cards.items() if element not in homes]
    beyond = words.labels["findings"]["beyond"].format(title=view.title)
    return (*listed, *([Theme(f"theme-{len(listed) + 1}", beyond, (_entry(rest),))] if rest else ()))


def _line(
    anchor: str,
    item: ViewItem,
    answers: Sequence[Card],
    homes: Mapping[str, tuple[str, str]],
    instruments: Mapping[str, Instrument],
    words: Wording,
) -> ItemLine:
    elsewhere: dict[tuple[str, str], list[Card]] = {}
    for card in answers:
        if (home := homes[card.element.id])[1] != anchor:
            elsewhere.setdefault(home, []).append(card)
    cited = item.verified and item.instrument in instruments
    return ItemLine(
        anchor=anchor,
        number=item.number,
        title=item.title,
        state=_state_of_probes(item.probes, answers) if item.probes else _state(answers),
        source=citation(item.instrument, [item.article], instruments, words) if cited else None,
        unverified=bool(item.instrument) and not item.verified,
        cards=tuple(answers),
        elsewhere=tuple((number, there, tuple(of)) for (number, there), of in elsewhere.items()),
    )


def _state(answers: Sequence[Card]) -> str:
    """What several answers amount to; a question that does not arise counts for nothing beside others."""
    statuses = {card.finding.status for card in answers}
    if len(statuses) > 1:
        statuses.discard("not_applicable")
    if statuses & {"contrary", "mixed"}:
        return "contrary"
    if len(statuses) == 1:
        return statuses.pop()
    return "partial" if statuses & {"covered", "partial"} else "unclear"


def _state_of_probes(probes: Sequence[str], answers: Sequence[Card]) -> str:
    met = {result.id for card in answers for result in card.finding.probes if result.met}
    if met.intersection(probes):
        return "found"
    return "unsure" if any(card.finding.status == "unclear" for card in answers) else "not_found"
