"""Layout: printed pages become flows of lines in reading order, with everything that is not text set apart.

    tokens ─tables→ rows ─furniture→ body ─columns→ bands ─footnotes→ flows

A flow is what is read in one go: the left language of a two-language agreement is one, the right another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import sqrt

from blacheck.extract import structure
from blacheck.extract.columns import Band, Item, bands_of, with_signatures_split
from blacheck.extract.furniture import find_furniture
from blacheck.extract.hyphens import SOFT
from blacheck.extract.notes import bare, body_size, calls_note, without_notes
from blacheck.extract.printed import Grid, PrintedPage, hull, median
from blacheck.extract.rows import Row, rows_of
from blacheck.extract.tables import TableBlock, open_tables, ruled_tables
from blacheck.model import Furniture

_SAME_LANGUAGE = ((400, 0.6), (150, 0.45), (30, 0.15))
"""Two columns whose word counts are less alike (cosine) are two languages; the fewer words, the lower the limit.
Two texts in French and Spanish reach 0.5, two halves of a text in one language 0.6 to 0.9."""
_INDENT = 0.7
"""An indent is wider than this share of the font size."""
_WORD = re.compile(r"[^\W\d_]+")


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


@dataclass(frozen=True, slots=True)
class Line:
    """A row of text in its column."""

    page: int
    """Index of the page."""
    row: Row
    text: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table in the flow."""

    page: int
    table: TableBlock


Flow = list[Line | PlacedTable]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's flows in reading order, and each page's furniture."""

    flows: tuple[Flow, ...]
    furniture: tuple[tuple[Furniture, ...], ...]


@dataclass(slots=True)
class _Sheet:
    """A page on its way through the steps below."""

    page: PrintedPage
    tables: list[TableBlock] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Width of the page as turned for reading."""
        return self.page.height if self.page.turn in (90, 270) else self.page.width

    @property
    def height(self) -> float:
        """Height of the page as turned for reading."""
        return self.page.width if self.page.turn in (90, 270) else self.page.height


def lay_out(pages: Sequence[PrintedPage], grids: dict[int, list[Grid]]) -> Layout:
    """The text of the pages in reading order; ``grids`` are the ruled tables by page number."""
    sheets = [_sheet(page, grids.get(page.number, [])) for page in pages]
    _take_furniture(sheets)
    bands = bands_of([_with_tables(sheet.rows, sheet.tables) for sheet in sheets])
    bands = list(_without_notes(bands, sheets))
    two_languages = _are_two_languages(bands)
    final = [[part for band in page for part in _finished(band)] for page in bands]
    flows = list(_flows(final, [sheet.width for sheet in sheets], two_languages=two_languages))
    return Layout(tuple(flows), tuple(tuple(sheet.furniture) for sheet in sheets))


def _sheet(page: PrintedPage, grids: Sequence[Grid]) -> _Sheet:
    tables, rows = ruled_tables(page, grids) if grids else ([], rows_of(page.tokens))
    stray = [Furniture("margin", token.text, token[1:5]) for token in page.stray]
    return _Sheet(page, tables, rows, stray)


def _take_furniture(sheets: Sequence[_Sheet]) -> None:
    found = find_furniture([sheet.rows for sheet in sheets], [sheet.height for sheet in sheets])
    for sheet, places in zip(sheets, found, strict=True):
        for at, kind in sorted(places.items()):
            row = sheet.rows[at]
            sheet.furniture.append(Furniture(kind, _whole_text(row), _whole_box(row)))
        sheet.rows = [row for at, row in enumerate(sheet.rows) if at not in places]


def _whole_text(row: Row) -> str:
    """A row's words with the raised ones in their places."""
    return row.with_marks(row.marks).text.replace(SOFT, "-")


def _whole_box(row: Row) -> tuple[float, float, float, float]:
    return hull([row.box, *(mark[1:5] for mark in row.marks)])


def _with_tables(rows: Sequence[Row], tables: Sequence[TableBlock]) -> list[Item]:
    return sorted([*rows, *tables], key=lambda item: item.base)


# ---------------------------------------------------------------- footnotes


def _without_notes(pages: list[list[Band]], sheets: Sequence[_Sheet]) -> Iterator[list[Band]]:
    usual = body_size(row for sheet in sheets for row in sheet.rows)
    for bands, sheet in zip(pages, sheets, strict=True):
        called = frozenset(bare(mark.text) for row in sheet.rows for mark in row.marks)
        sizes = Counter(row.size for row in sheet.rows)
        body = usual if sizes[usual] >= 3 or len(sheet.rows) < 8 else body_size(sheet.rows)
        if bands and (called or sheet.page.rules):
            bands = [*bands[:-1], _band_without_notes(bands[-1], sheet, body, called)]
        yield [_without_calls(band, sheet, body) for band in bands]


def _band_without_notes(band: Band, sheet: _Sheet, body: float, called: frozenset[str]) -> Band:
    kept = list[tuple[Item, ...]]()
    for rows in (band.left, band.right):
        last_table = max((at + 1 for at, row in enumerate(rows) if isinstance(row, TableBlock)), default=0)
        tail = [row for row in rows[last_table:] if isinstance(row, Row)]
        column = without_notes(tail, body=body, rules=sheet.page.rules, called=called)
        for note in column.notes:
            text = " ".join(_whole_text(row) for row in note)
            sheet.furniture.append(Furniture("footnote", text, hull([_whole_box(row) for row in note])))
        kept.append((*rows[:last_table], *column.rows))
    return Band(kept[0], kept[1], band.split)


def _without_calls(band: Band, sheet: _Sheet, body: float) -> Band:
    noted = frozenset(_mark_of(note.text) for note in sheet.furniture if note.kind == "footnote")
    columns = list[tuple[Item, ...]]()
    for rows in (band.left, band.right):
        lone = [
            row
            for row in rows
            if isinstance(row, Row)
            and row.size < 0.8 * body
            and (bare(row.text) in noted or (noted and row.text.isdigit()))
        ]
        sheet.furniture += [Furniture("footnote", row.text, row.box) for row in lone]
        columns.append(tuple(_without_call(row, sheet, noted) for row in rows if row not in lone))
    return Band(columns[0], columns[1], band.split)


def _mark_of(note: str) -> str:
    return bare(note.split()[0]) if note else ""


def _without_call(row: Item, sheet: _Sheet, noted: frozenset[str]) -> Item:
    """The row with its raised words back in their places, except the calls of footnotes, which become furniture."""
    if isinstance(row, TableBlock):
        cells = [[[_without_call(line, sheet, noted) for line in cell] for cell in cells] for cells in row.rows]
        return TableBlock(tuple(tuple(tuple(cell) for cell in cells) for cells in cells), row.box)  # type: ignore[arg-type]
    if not row.marks:
        return row
    calls = [mark for mark in row.marks if calls_note(mark, row, noted)]
    sheet.furniture += [Furniture("footnote", mark.text, mark[1:5]) for mark in calls]
    return row.with_marks([mark for mark in row.marks if mark not in calls])


# ---------------------------------------------------------------- flows


def _finished(band: Band) -> Iterator[Band]:
    """The band with its open tables found, or where signatures stand side by side, several."""
    band = Band(tuple(open_tables(band.left, columns=3)), tuple(open_tables(band.right, columns=3)), band.split)
    if band.split:
        yield band
    else:
        yield from (Band(tuple(open_tables(part.left, columns=2))) for part in with_signatures_split(band))


def _are_two_languages(pages: Sequence[Sequence[Band]]) -> bool:
    """True where left and right columns hardly share words: an agreement printed in two languages side by side."""
    left, right = Counter[str](), Counter[str]()
    for bands in pages:
        for band in bands:
            if band.split:
                left.update(_words(band.left))
                right.update(_words(band.right))
    words = min(left.total(), right.total())
    limit = next((limit for least, limit in _SAME_LANGUAGE if words >= least), 0.0)
    shared = sum(left[word] * right[word] for word in left)
    lengths = sum(count**2 for count in left.values()) * sum(count**2 for count in right.values())
    return shared < limit * sqrt(lengths)


def _words(rows: Sequence[Item]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Row):
            yield from _WORD.findall(row.text.casefold())


def _flows(pages: Sequence[Sequence[Band]], widths: Sequence[float], *, two_languages: bool) -> Iterator[Flow]:
    measures = _measures(pages, widths)
    left, right = Flow(), Flow()
    for page, bands in enumerate(pages):
        for band in bands:
            columns = [
                [_placed(page, row, measures[page, side]) for row in rows]
                for side, rows in (("left" if band.split else "full", band.left), ("right", band.right))
            ]
            if two_languages and band.split:
                left += columns[0]
                right += columns[1]
                continue
            if right:
                yield left
                yield right
                left, right = Flow(), Flow()
            left += columns[0] + columns[1]
    yield left
    if right:
        yield right


def _placed(page: int, row: Item, measure: Measure) -> Line | PlacedTable:
    return Line(page, row, row.text, measure) if isinstance(row, Row) else PlacedTable(page, row)


def _measures(pages: Sequence[Sequence[Band]], widths: Sequence[float]) -> dict[tuple[int, str], Measure]:
    """The measure of each column of each page; columns of few lines take that of the document."""
    columns = dict[tuple[int, str], list[Row]]()
    for page, bands in enumerate(pages):
        for band in bands:
            sides = (("left", band.left), ("right", band.right)) if band.split else (("full", band.left),)
            for side, rows in sides:
                columns.setdefault((page, side), []).extend(row for row in rows if isinstance(row, Row))
    out = dict[tuple[int, str], Measure]()
    for side in ("left", "right", "full"):
        of_side = {page: rows for (page, other), rows in columns.items() if other == side}
        own = {page: _measure(rows) for page, rows in of_side.items() if len(rows) >= 8}
        usual, indents = _median(list(own.values())), _indents(of_side.values())
        for page in range(len(pages)):
            measure = own.get(page) or usual or _measure(of_side.get(page, []))
            centre = widths[page] / 2 if side == "full" else (measure.left + measure.right) / 2
            out[page, side] = replace(measure, centre=centre, indents=indents)
    return out


def _indents(columns: Iterable[Sequence[Row]]) -> tuple[float, ...]:
    """Left edges at which lines begin after a finished one, and from which the next goes back to the left."""
    back, opening, seen = Counter[int](), Counter[int](), Counter[int]()
    for rows in columns:
        for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
            if not 0 < below.base - row.base < 3.5 * row.size or row.box[2] - row.box[0] < 8 * row.size:
                continue
            x = round(row.box[0])
            seen[x] += 1
            if _INDENT * row.size < row.box[0] - below.box[0] < 8 * row.size:
                back[x] += 1
                opening[x] += structure.is_finished(above.text) or above.box[2] - above.box[0] < 8 * row.size
    return tuple(float(x) for x in seen if back[x] >= 3 and back[x] > 0.5 * seen[x] and opening[x] > 0.6 * back[x])


def _measure(rows: Sequence[Row]) -> Measure:
    if not rows:
        return Measure(0.0, 0.0, 0.0)
    lefts, rights = Counter(round(row.box[0]) for row in rows), sorted(row.box[2] for row in rows)
    common = [x for x, count in lefts.items() if count >= max(2, 0.08 * len(rows))]
    steps = Counter(
        round(below.base - above.base, 0)
        for above, below in pairwise(rows)
        if 0.8 * above.size < below.base - above.base < 3.5 * above.size
    )
    pitch = min((step for step, count in steps.items() if count >= max(3, 0.15 * steps.total())), default=0.0)
    right = rights[round(0.97 * (len(rights) - 1))]
    justified = sum(abs(x - right) < 2 for x in rights) > 0.5 * len(rights)
    return Measure(min(common or lefts), right, pitch or 1.3 * rows[0].size, justified)


def _median(measures: Sequence[Measure]) -> Measure | None:
    if not measures:
        return None
    return Measure(
        median(measure.left for measure in measures),
        median(measure.right for measure in measures),
        median(measure.pitch for measure in measures),
        2 * sum(measure.justified for measure in measures) > len(measures),
    )
