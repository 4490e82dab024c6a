"""Columns: a page's rows in the order in which they are read.

Columns are known by a gutter, an upright strip of white that the rows of a page respect on both sides; three of equal
width by two. Rows that cross one (titles, headings over all columns) part the page into bands; inside a band the
columns are read from the left.
Where a document has a gutter on most pages, the others are held against it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from blacheck.extract.printed import Token, median
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
_ALIKE = 1.4
"""The widest of three columns is less than so many times the narrowest."""
_SIGNING = re.compile(
    r"\(?(?:for|on behalf of|signed|pour|au nom|signé|por|en nombre|firmado|für|voor|per|pelo|pela)\b|[_.…]{4,}",
    re.IGNORECASE,
)
"""How the two sides of a signature block begin."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that are read together: one column, or several side by side, any of which may be empty."""

    columns: tuple[tuple[Item, ...], ...]

    @property
    def split(self) -> bool:
        """True for several columns."""
        return len(self.columns) > 1


Gutters = tuple[float, ...]
"""Where the gutters of a page lie, from left to right: one for two columns, two for three."""


def bands_of(pages: Sequence[Sequence[Item]]) -> list[list[Band]]:
    """The bands of each page, from top to bottom."""
    found = [_gutters(rows) for rows in pages]
    usual = _usual([xs for xs in found if xs], sum(len(rows) >= _ROWS_OF_A_COLUMN for rows in pages))
    return [list(_bands(rows, xs, usual)) for rows, xs in zip(pages, found, strict=True)]


def _usual(gutters: Sequence[Gutters], pages: int) -> list[Gutters]:
    """Where gutters lie in a document that has them on most of its pages (mirrored margins give two places)."""
    if not gutters or len(gutters) < 0.5 * pages:
        return []
    places = list[list[Gutters]]()
    for xs in sorted(gutters, key=lambda xs: (len(xs), xs)):
        if places and len(xs) == len(places[-1][-1]) and xs[0] - places[-1][-1][0] < _SAME_GUTTER:
            places[-1].append(xs)
        else:
            places.append([xs])
    often = [place for place in places if len(place) >= 0.2 * len(gutters)]
    return [tuple(median(x) for x in zip(*place, strict=True)) for place in often]


# ---------------------------------------------------------------- finding the gutter


def _gutters(rows: Sequence[Item]) -> Gutters:
    """The gutters that a page shows by itself: two that part it into thirds, else one, or none."""
    if len(rows) < _ROWS_OF_A_COLUMN:
        return ()
    left, right = _edge([row.box[0] for row in rows], 0.1), _edge([row.box[2] for row in rows], 0.9)
    if right - left < 100:
        return ()
    strips = _white_strips(rows, left, right)
    thirds = [pair for pair in combinations(sorted(strips), 2) if _are_alike((left, *pair, right))]
    return _best(rows, thirds, left, right) or _best(rows, [(x,) for x in strips], left, right)


def _are_alike(edges: Sequence[float]) -> bool:
    widths = [after - before for before, after in pairwise(edges)]
    return max(widths) < _ALIKE * min(widths)


def _best(rows: Sequence[Item], choices: Sequence[Gutters], left: float, right: float) -> Gutters:
    """Those gutters that have most rows beside them; the first of equals."""
    support = [sum(_column_rows(run, (left, *xs, right)) for run in _runs(rows, xs)) for xs in choices]
    return choices[support.index(max(support))] if any(support) else ()


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


def _columns(row: Item, xs: Gutters) -> frozenset[int]:
    """The columns in which a row stands; none where a piece of it crosses a gutter."""
    if any(piece[0].x0 < x - 2 and piece[-1].x1 > x + 2 for piece in row.pieces for x in xs):
        return frozenset()
    return frozenset(_column(piece, xs) for piece in row.pieces)


def _column(piece: Sequence[Token], xs: Gutters) -> int:
    return sum(piece[0].x0 + piece[-1].x1 >= 2 * x for x in xs)


def _runs(rows: Sequence[Item], xs: Gutters) -> Iterator[list[Item]]:
    """Runs of rows that do not cross a gutter."""
    for stands, run in groupby(rows, key=lambda row: bool(_columns(row, xs))):
        if stands:
            yield list(run)


def _column_rows(run: Sequence[Item], edges: Sequence[float]) -> int:
    """Number of rows in a run that is columns of running text; 0 for tables, signatures and chance."""
    stands = [_columns(row, tuple(edges[1:-1])) for row in run]
    count = 0
    for column, (x0, x1) in enumerate(pairwise(edges)):
        rows = [row for row, columns in zip(run, stands, strict=True) if column in columns]
        if len(rows) < _ROWS_OF_A_COLUMN:
            return 0
        if median(_extent(row, x0, x1) for row in rows) < 0.55 * (x1 - x0):
            return 0
        if median(_words(row, x0, x1) for row in rows) < 3:
            return 0
        count += len(rows)
    several = [len(row.pieces) for row, columns in zip(run, stands, strict=True) if len(columns) > 1]
    return count if median(several or [2]) <= 1.5 * (len(edges) - 1) else 0


def _extent(row: Item, x0: float, x1: float) -> float:
    inside = [piece for piece in row.pieces if piece[0].x0 >= x0 - 3 and piece[-1].x1 <= x1 + 3]
    return inside[-1][-1].x1 - inside[0][0].x0 if inside else 0.0


def _words(row: Item, x0: float, x1: float) -> int:
    return sum(len(piece) for piece in row.pieces if piece[0].x0 >= x0 - 3 and piece[-1].x1 <= x1 + 3)


# ---------------------------------------------------------------- cutting the page


def _bands(rows: Sequence[Item], own: Gutters, usual: Sequence[Gutters]) -> Iterator[Band]:
    xs = own or _fitting(rows, usual)
    if not xs:
        if rows:
            yield Band((tuple(rows),))
        return
    single = not own and not _stand_beside(rows, xs)
    for across, run in groupby(rows, key=lambda row: not _columns(row, xs) or _parts_columns(row, rows, xs)):
        band = list(run)
        if across or not (single or _stand_beside(band, xs)):
            yield Band((tuple(band),))
        else:
            yield _split(band, xs)


def _parts_columns(row: Item, rows: Sequence[Item], xs: Gutters) -> bool:
    """True for a heading over three columns so short that it fits in the middle one: nothing is level with it."""
    if len(xs) == 1 or _columns(row, xs) != {1} or abs(row.box[0] + row.box[2] - sum(xs)) > 0.1 * (xs[1] - xs[0]):
        return False
    top, bottom = row.box[1], row.box[3]
    return not any(other.box[1] < bottom and other.box[3] > top for other in rows if other is not row)


def _fitting(rows: Sequence[Item], usual: Sequence[Gutters]) -> Gutters:
    """The usual gutters that a page without any of its own respects, or none."""
    for xs in usual:
        stands = Counter(_columns(row, xs) for row in rows)
        across = stands.pop(frozenset(), 0)
        several = sum(count for columns, count in stands.items() if len(columns) > 1)
        lone = sorted((count for columns, count in stands.items() if len(columns) == 1), reverse=True)
        if lone[:1] == [len(rows)] or (several and not across):
            return xs
        if several + sum(lone[1:]) >= 2 and across <= 0.5 * len(rows):
            return xs
    return ()


def _stand_beside(run: Sequence[Item], xs: Gutters) -> bool:
    """True where a run has rows in several columns; a short line above or below columns is none."""
    return len(frozenset[int]().union(*(_columns(row, xs) for row in run))) > 1


def _split(rows: Sequence[Item], xs: Gutters) -> Band:
    """The rows of each column, put together anew: rows of different columns are seldom level."""
    columns = [list[Item]() for _ in range(len(xs) + 1)]
    for row in rows:
        for column, pieces in groupby(row.pieces, key=lambda piece: _column(piece, xs)):
            columns[column].append(row.part(list(pieces)))
    return Band(tuple(tuple(_relevelled(column)) for column in columns))


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
    rows, at = list(band.columns[0]), 0
    while at < len(rows):
        x = _between_signatures(rows[at])
        end = next((end for end in range(at, len(rows)) if not _is_signing(rows, at, end, x)), len(rows)) if x else at
        if end > at and x:
            if at:
                yield Band((tuple(rows[:at]),))
            yield from (Band((signature,)) for signature in _split(rows[at:end], (x,)).columns)
            rows, at = rows[end:], 0
        else:
            at += 1
    if rows:
        yield Band((tuple(rows),))


def _between_signatures(row: Item) -> float | None:
    """Where the white between two signatures lies in a row that begins both."""
    signing = [at for at, piece in enumerate(row.pieces) if _SIGNING.match(" ".join(token.text for token in piece))]
    if len(signing) != 2 or signing[0] != 0:
        return None
    left, right = row.pieces[signing[1] - 1][-1], row.pieces[signing[1]][0]
    return (left.x1 + right.x0) / 2 if right.x0 - left.x1 > left.size else None


def _is_signing(rows: Sequence[Item], first: int, at: int, x: float) -> bool:
    if not _columns(rows[at], (x,)) or isinstance(rows[at], TableBlock):
        return False
    return at == first or rows[at].base - rows[at - 1].base < 9 * (rows[first].box[3] - rows[first].box[1])
