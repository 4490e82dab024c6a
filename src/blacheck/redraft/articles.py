"""From sentences to articles: which were renumbered, split, merged, added and removed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from blacheck.compared import ArticleChange, ArticleSide, Change, Passage
from blacheck.redraft.pairing import Link, clusters
from blacheck.redraft.units import Draft
from blacheck.redraft.words import changed_words

_BELONGS = 0.5
"""Two articles answer each other where so great a share of the words of either stands in the other."""


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that answer each other, by their indices, with the passage that is shown."""

    olds: tuple[int, ...]
    news: tuple[int, ...]
    passage: Passage

    @property
    def same(self) -> bool:
        """True where not a word differs."""
        return all(piece.kind == "same" for piece in self.passage.pieces)


def rows_of(old: Draft, new: Draft, linked: Sequence[Link]) -> tuple[Row, ...]:
    """Every sentence of both drafts in exactly one row, in the order of the new draft, then what was removed."""
    joined = clusters(linked)
    known_old = {index for olds, _ in joined for index in olds}
    known_new = {index for _, news in joined for index in news}
    joined += [((), (index,)) for index in range(len(new.units)) if index not in known_new]
    joined.sort(key=lambda pair: pair[1])
    joined += [((index,), ()) for index in range(len(old.units)) if index not in known_old]
    return tuple(Row(olds, news, _passage(old, new, olds, news)) for olds, news in joined)


def _passage(old: Draft, new: Draft, olds: Iterable[int], news: Iterable[int]) -> Passage:
    before = tuple(old.units[index].place for index in olds)
    after = tuple(new.units[index].place for index in news)
    quotes = (" ".join(place.quote for place in places) for places in (before, after))
    return Passage(before, after, changed_words(*quotes))


def article_changes(old: Draft, new: Draft, rows: Sequence[Row]) -> tuple[ArticleChange, ...]:
    """What became of each article. Headings without a sentence of their own count for nothing."""
    if not old.articles or not new.articles:
        return ()
    groups = _groups(old, new, rows)
    home_old = {article: number for number, (olds, _) in enumerate(groups) for article in olds}
    home_new = {article: number for number, (_, news) in enumerate(groups) for article in news}
    held: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        befores = {home_old[old.units[index].article] for index in row.olds}
        afters = {home_new[new.units[index].article] for index in row.news}
        moved = bool(befores and afters and befores.isdisjoint(afters))
        for home in sorted(befores | afters):
            held[home].append(replace(row, passage=replace(row.passage, moved=moved)))
    return tuple(_change(old, new, group, held[number]) for number, group in enumerate(groups))


_Group = tuple[tuple[int, ...], tuple[int, ...]]


def _groups(old: Draft, new: Draft, rows: Sequence[Row]) -> list[_Group]:
    """Articles that answer each other, in the order of the new draft; what was removed follows what stood before it."""
    sizes_old = _sizes(old)
    sizes_new = _sizes(new)
    shared = Counter[tuple[int, int]]()
    for row in rows:
        for a in row.olds:
            for b in row.news:
                weight = min(len(old.units[a].words), len(new.units[b].words))
                shared[old.units[a].article, new.units[b].article] += weight
    strong = [
        Link(a, b) for (a, b), weight in sorted(shared.items()) if weight >= _BELONGS * min(sizes_old[a], sizes_new[b])
    ]
    groups: list[_Group] = list(clusters(strong))
    gone = sorted(set(sizes_old) - {a for olds, _ in groups for a in olds})
    added = sorted(set(sizes_new) - {b for _, news in groups for b in news})
    groups = sorted([*groups, *(((), (b,)) for b in added)], key=lambda group: group[1])
    for a in gone:
        before = [place for place, (olds, _) in enumerate(groups) if olds and max(olds) < a]
        groups.insert(max(before, default=-1) + 1, ((a,), ()))
    return groups


def _sizes(draft: Draft) -> Counter[int]:
    sizes = Counter[int]()
    for unit in draft.units:
        sizes[unit.article] += len(unit.words)
    return sizes


def _change(old: Draft, new: Draft, group: _Group, rows: Sequence[Row]) -> ArticleChange:
    before = tuple(old.articles[index] for index in group[0])
    after = tuple(new.articles[index] for index in group[1])
    differing = tuple(row.passage for row in rows if not row.same or row.passage.moved)
    kind = _kind(before, after, changed=bool(differing))
    return ArticleChange(kind, before, after, differing, len(rows) - len(differing))


def _kind(old: tuple[ArticleSide, ...], new: tuple[ArticleSide, ...], *, changed: bool) -> Change:
    match len(old), len(new):
        case _, 0:
            return "removed"
        case 0, _:
            return "added"
        case 1, 1:
            if changed or old[0].heading != new[0].heading:
                return "changed"
            return "unchanged" if old == new else "renumbered"
        case 1, _:
            return "split"
        case _, 1:
            return "merged"
    return "rearranged"
