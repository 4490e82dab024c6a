"""Measures: the margins, the line pitch and the indents of each column, as its lines show them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from blacheck.extract import structure
from blacheck.extract.columns import Band
from blacheck.extract.printed import median
from blacheck.extract.rows import Row

_INDENT = 0.7
"""An indent is wider than this share of the font size."""
_ENOUGH_LINES = 8
"""Lines from which on a column has a measure of its own."""

Side = tuple[int, int]
"""Which column, counted from 0, of how many."""
SINGLE: Side = (0, 1)


@dataclass(frozen=True, slots=True)
class Measure:
    """The typographic measure of a column."""

    left: float
    right: float
    pitch: float
    """Usual distance between baselines."""
    justified: bool = False
    """True where most lines end at the same right edge."""
    centre: float = 0.0
    """Middle of the page for a single column, else of the column."""
    indents: tuple[float, ...] = ()
    """Left edges of the first lines of paragraphs, where the document indents them."""


def measures_of(pages: Sequence[Sequence[Band]], widths: Sequence[float]) -> dict[tuple[int, Side], Measure]:
    """The measure of each column of each page; columns of few lines take that of the document."""
    columns = _columns(pages)
    out = dict[tuple[int, Side], Measure]()
    for side in sorted({side for _, side in columns} | {SINGLE}):
        of_side = {page: rows for (page, other), rows in columns.items() if other == side}
        own = {page: _measure(rows) for page, rows in of_side.items() if len(rows) >= _ENOUGH_LINES}
        usual, indents = _usual(list(own.values())), _indents(of_side.values())
        for page in range(len(pages)):
            rows = of_side.get(page, [])
            measure = _closer_set(own[page], usual, rows) if page in own and usual else usual or _measure(rows)
            centre = widths[page] / 2 if side == SINGLE else (measure.left + measure.right) / 2
            out[page, side] = replace(measure, centre=centre, indents=indents)
    return out


def _columns(pages: Sequence[Sequence[Band]]) -> dict[tuple[int, Side], list[Row]]:
    """The lines of each column, by page and side."""
    columns = dict[tuple[int, Side], list[Row]]()
    for page, bands in enumerate(pages):
        for band in bands:
            for place, items in enumerate(band.columns):
                rows = columns.setdefault((page, (place, len(band.columns))), [])
                rows.extend(row for row in items if isinstance(row, Row))
    return columns


def _indents(columns: Iterable[Sequence[Row]]) -> tuple[float, ...]:
    """Left edges at which lines begin after a finished one, and from which the next goes back to the left."""
    back, opening, seen = Counter[int](), Counter[int](), Counter[int]()
    for rows in columns:
        for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
            if not 0 < below.base - row.base < 3.5 * row.size or row.end - row.start < 8 * row.size:
                continue
            x = round(row.start)
            seen[x] += 1
            if _INDENT * row.size < row.start - below.start < 8 * row.size:
                back[x] += 1
                ended = structure.is_finished(above.text) or above.text.endswith(",")
                opening[x] += ended or above.end - above.start < 8 * row.size
    return tuple(float(x) for x in seen if back[x] >= 3 and back[x] > 0.5 * seen[x] and opening[x] > 0.6 * back[x])


def _measure(rows: Sequence[Row]) -> Measure:
    if not rows:
        return Measure(0.0, 0.0, 0.0)
    lefts, rights = Counter(round(row.start) for row in rows), sorted(row.end for row in rows)
    common = [x for x, count in lefts.items() if count >= max(2, 0.08 * len(rows))]
    steps = Counter(map(round, _steps(rows)))
    pitch = min((step for step, count in steps.items() if count >= max(3, 0.15 * steps.total())), default=0.0)
    right = rights[round(0.97 * (len(rights) - 1))]
    justified = sum(abs(x - right) < 2 for x in rights) > 0.5 * len(rights)
    return Measure(min(common or lefts), right, pitch or 1.3 * rows[0].size, justified)


def _steps(rows: Sequence[Row]) -> list[float]:
    """The distances between the baselines of lines that may belong together."""
    steps = [(below.base - above.base, above.size) for above, below in pairwise(rows)]
    return [step for step, size in steps if 0.8 * size < step < 3.5 * size]


def _closer_set(own: Measure, usual: Measure, rows: Sequence[Row]) -> Measure:
    """The measure of a page; where all but its short paragraphs are white, with the document's pitch for its own."""
    wide = sum(row.end - row.start > 0.85 * (own.right - own.left) for row in rows)
    close = any(step < 1.08 * usual.pitch for step in _steps(rows))
    if own.pitch > 1.2 * usual.pitch and (close or wide <= 0.5 * len(rows)):
        return replace(own, pitch=usual.pitch)
    return own


def _usual(measures: Sequence[Measure]) -> Measure | None:
    """The measure that most pages have. Of the pitches a smaller one: short paragraphs make a page look wider set."""
    if not measures:
        return None
    pitches = sorted(measure.pitch for measure in measures)
    return Measure(
        median(measure.left for measure in measures),
        median(measure.right for measure in measures),
        pitches[(len(pitches) - 1) // 3],
        2 * sum(measure.justified for measure in measures) > len(measures),
    )
