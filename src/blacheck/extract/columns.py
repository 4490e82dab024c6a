"""Columns: a page's rows in the order in which they are read.

Two columns are known by a gutter, a level strip of white that the rows of a page respect on both sides. Rows that
cross it (titles, headings over both columns) part the page into bands; inside a band the left column is read first.
Where a document has a gutter on most pages, the others are held against it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from blacheck.extract.printed import median
from blacheck.extract.rows import Row, rows_of
from blacheck.extract.tables import TableBlock

Item = Row | TableBlock
"""What stands on a page from top to bottom."""

_CENTRE = (0.22, 0.78)
"""Share of the text's width within which a gutter may lie."""
_ROWS_OF_A_COLUMN = 4
_NARROWEST = 5.0
"""Narrowest gutter, in points."""
_SAME_GUTTER = 18.0
_SIGNING = re.compile(
    r"\(?(?:for|on behalf of|signed|pour|au nom|signé|por|en nombre|firmado|für|voor|per|pelo|pela)\b|[_.…]{4,}",
    re.IGNORECASE,
)
"""How the two sides of a signature block begin."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that are read together: one column, or two side by side."""

    left: tuple[Item, ...]
    right: tuple[Item, ...] = ()
    split: bool = False
    """True for two columns, one of which may be empty."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    x: float
    support: int
    """Number of rows on both sides of it."""


def bands_of(pages: Sequence[Sequence[Item]]) -> list[list[Band]]:
    """The bands of each page, from top to bottom."""
    found = [_gutter(rows) for rows in pages]
    usual = _usual([gutter for gutter in found if gutter], sum(len(rows) >= _ROWS_OF_A_COLUMN for rows in pages))
    return [list(_bands(rows, gutter, usual)) for rows, gutter in zip(pages, found, strict=True)]


def _usual(gutters: Sequence[_Gutter], pages: int) -> list[float]:
    """Where gutters lie in a document that has them on most of its pages (mirrored margins give two places)."""
    if not gutters or len(gutters) < 0.5 * pages:
        return []
    places = list[list[float]]()
    for x in sorted(gutter.x for gutter in gutters):
        if places and x - places[-1][-1] < _SAME_GUTTER:
            places[-1].append(x)
        else:
            places.append([x])
    return [median(place) for place in places if len(place) >= 0.2 * len(gutters)]


# ---------------------------------------------------------------- finding the gutter


def _gutter(rows: Sequence[Item]) -> _Gutter | None:
    """The gutter that a page shows by itself."""
    if len(rows) < _ROWS_OF_A_COLUMN:
        return None
    left, right = _edge([row.box[0] for row in rows], 0.1), _edge([row.box[2] for row in rows], 0.9)
    if right - left < 100:
        return None
    best: _Gutter | None = None
    for x in _white_strips(rows, left, right):
        support = sum(_column_rows(band, x, left, right) for band in _runs(rows, x))
        if support and (best is None or support > best.support):
            best = _Gutter(x, support)
    return best


def _edge(values: Sequence[float], share: float) -> float:
    return sorted(values)[round(share * (len(values) - 1))]


def _white_strips(rows: Sequence[Item], left: float, right: float) -> list[float]:
    """Middles of the strips of the centre that the fewest pieces of rows cross, best first."""
    start, end = int(left + _CENTRE[0] * (right - left)), int(left + _CENTRE[1] * (right - left))
    change = Counter[int]()
    for row in rows:
        for piece in row.pieces:
            change[max(start, int(piece[0].x0))] += 1
            change[max(start, int(piece[-1].x1) + 1)] -= 1
    crossed, counts = 0, list[int]()
    for x in range(start, end):
        crossed += change[x]
        counts.append(crossed)
    least = min(counts, default=0)
    strips = list[tuple[int, float, float]]()
    for worth, group in groupby(enumerate(counts), key=lambda item: item[1] <= least + 0.04 * len(rows)):
        places = [start + at for at, _ in group]
        if worth and places[-1] + 1 - places[0] >= _NARROWEST:
            strips.append((-len(places), abs(places[0] + places[-1] - left - right), (places[0] + places[-1] + 1) / 2))
    return [middle for *_, middle in sorted(strips)[:4]]


def _side(row: Item, x: float) -> str:
    """Where a row stands: "left", "right", "both", or "across" where a piece of it crosses the gutter."""
    if row.box[2] <= x + 2:
        return "left"
    if row.box[0] >= x - 2:
        return "right"
    crossing = any(piece[0].x0 < x - 2 and piece[-1].x1 > x + 2 for piece in row.pieces)
    return "across" if crossing else "both"


def _runs(rows: Sequence[Item], x: float) -> Iterator[list[Item]]:
    """Runs of rows that do not cross the gutter."""
    for across, run in groupby(rows, key=lambda row: _side(row, x) == "across"):
        if not across:
            yield list(run)


def _column_rows(run: Sequence[Item], x: float, left: float, right: float) -> int:
    """Number of rows in a run that is two columns of running text; 0 for tables, signatures and chance."""
    sides = [_side(row, x) for row in run]
    lefts = [row for row, side in zip(run, sides, strict=True) if side in ("left", "both")]
    rights = [row for row, side in zip(run, sides, strict=True) if side in ("right", "both")]
    if min(len(lefts), len(rights)) < _ROWS_OF_A_COLUMN:
        return 0
    widths = (
        [_extent(row, left, x) / (x - left) for row in lefts],
        [_extent(row, x, right) / (right - x) for row in rights],
    )
    words = median(_words(row, left, x) for row in lefts), median(_words(row, x, right) for row in rights)
    if min(median(widths[0]), median(widths[1])) < 0.55 or min(words) < 3:
        return 0
    if median([len(row.pieces) for row, side in zip(run, sides, strict=True) if side == "both"] or [2]) > 3:
        return 0
    return len(lefts) + len(rights)


def _extent(row: Item, x0: float, x1: float) -> float:
    inside = [piece for piece in row.pieces if piece[0].x0 >= x0 - 3 and piece[-1].x1 <= x1 + 3]
    return inside[-1][-1].x1 - inside[0][0].x0 if inside else 0.0


def _words(row: Item, x0: float, x1: float) -> int:
    return sum(len(piece) for piece in row.pieces if piece[0].x0 >= x0 - 3 and piece[-1].x1 <= x1 + 3)


# ---------------------------------------------------------------- cutting the page


def _bands(rows: Sequence[Item], own: _Gutter | None, usual: Sequence[float]) -> Iterator[Band]:
    x = own.x if own else _fitting(rows, usual)
    if x is None:
        if rows:
            yield Band(tuple(rows))
        return
    single = own is None and not _stands_beside(rows, x)
    for across, run in groupby(rows, key=lambda row: _side(row, x) == "across"):
        band = list(run)
        if across or not (single or _stands_beside(band, x)):
            yield Band(tuple(band))
        else:
            yield _split(band, x)


def _fitting(rows: Sequence[Item], usual: Sequence[float]) -> float | None:
    """The usual gutter that a page without one of its own respects, or None."""
    for x in usual:
        sides = Counter(_side(row, x) for row in rows)
        if len(rows) in (sides["left"], sides["right"]):
            return x
        if sides["both"] and not sides["across"]:
            return x
        if sides["both"] + min(sides["left"], sides["right"]) >= 2 and sides["across"] <= 0.5 * len(rows):
            return x
    return None


def _stands_beside(run: Sequence[Item], x: float) -> bool:
    """True where a run has rows on both sides; a short line above or below columns is none."""
    sides = Counter(_side(row, x) for row in run)
    return sides["both"] > 0 or (sides["left"] > 0 and sides["right"] > 0)


def _split(rows: Sequence[Item], x: float) -> Band:
    """The rows of each column, put together anew: rows of different columns are seldom level."""
    lefts, rights = list[Item](), list[Item]()
    for row in rows:
        left = [piece for piece in row.pieces if piece[0].x0 + piece[-1].x1 < 2 * x]
        right = row.pieces[len(left) :]
        if left:
            lefts.append(row.part(left))
        if right:
            rights.append(row.part(right))
    return Band(tuple(_relevelled(lefts)), tuple(_relevelled(rights)), split=True)


def _relevelled(items: Sequence[Item]) -> list[Item]:
    rows = [item for item in items if isinstance(item, Row)]
    if all(len(row.pieces) == 1 for row in rows):
        return list(items)
    marks = [mark for row in rows for mark in row.marks]
    levelled = rows_of([token for row in rows for piece in row.pieces for token in piece] + marks)
    return sorted([*levelled, *(item for item in items if isinstance(item, TableBlock))], key=lambda item: item.base)


# ---------------------------------------------------------------- signatures


def with_signatures_split(band: Band) -> Iterator[Band]:
    """A band of one column, where signatures stand side by side in it as several bands: what is above, left, right."""
    rows, at = list(band.left), 0
    while at < len(rows):
        x = _between_signatures(rows[at])
        end = next((end for end in range(at, len(rows)) if not _is_signing(rows, at, end, x)), len(rows)) if x else at
        if end > at and x:
            if at:
                yield Band(tuple(rows[:at]))
            signatures = _split(rows[at:end], x)
            yield Band(signatures.left)
            yield Band(signatures.right)
            rows, at = rows[end:], 0
        else:
            at += 1
    if rows:
        yield Band(tuple(rows))


def _between_signatures(row: Item) -> float | None:
    """Where the white between two signatures lies in a row that begins both."""
    signing = [at for at, piece in enumerate(row.pieces) if _SIGNING.match(" ".join(token.text for token in piece))]
    if len(signing) != 2 or signing[0] != 0:
        return None
    left, right = row.pieces[signing[1] - 1][-1], row.pieces[signing[1]][0]
    return (left.x1 + right.x0) / 2 if right.x0 - left.x1 > left.size else None


def _is_signing(rows: Sequence[Item], first: int, at: int, x: float) -> bool:
    if _side(rows[at], x) == "across" or isinstance(rows[at], TableBlock):
        return False
    return at == first or rows[at].base - rows[at - 1].base < 9 * (rows[first].box[3] - rows[first].box[1])
