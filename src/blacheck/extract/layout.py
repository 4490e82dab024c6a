"""Layout: printed pages become flows of lines in reading order, with everything that is not text set apart.

    tokens ─tables→ rows ─furniture, margins→ body ─columns→ bands ─footnotes→ flows

A flow is what is read in one go: the left language of a two-language agreement is one, the right another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

from blacheck.extract.columns import Band, Item, bands_of, with_signatures_split
from blacheck.extract.furniture import find_furniture
from blacheck.extract.hyphens import SOFT
from blacheck.extract.margins import without_margin_notes
from blacheck.extract.measures import Measure, measures_of
from blacheck.extract.notes import bare, body_size, calls_note, without_notes
from blacheck.extract.printed import Apart, Grid, PrintedPage, hull
from blacheck.extract.rows import Row, rows_of
from blacheck.extract.tables import TableBlock, open_tables, ruled_tables

_SAME_LANGUAGE = ((400, 0.6), (150, 0.45), (30, 0.15))
"""Two columns whose word counts are less alike (cosine) are two languages; the fewer words, the lower the limit.
Two texts in French and Spanish reach 0.5, two halves of a text in one language 0.6 to 0.9."""
_WORD = re.compile(r"[^\W\d_]+")


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
    """A table in the flow; its last row may end on the next page."""

    page: int
    """Index of the page on which it begins."""
    rows: tuple[tuple[tuple[tuple[int, Row], ...], ...], ...]
    """Rows of cells of printed lines, each with the index of its page."""


Flow = list[Line | PlacedTable]


def printed_lines(item: Line | PlacedTable) -> Iterator[tuple[int, Row]]:
    """The printed lines of an item of a flow, each with the index of its page."""
    if isinstance(item, Line):
        yield item.page, item.row
    else:
        yield from (line for cells in item.rows for cell in cells for line in cell)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's flows in reading order, and each page's furniture."""

    flows: tuple[Flow, ...]
    furniture: tuple[tuple[Apart, ...], ...]


@dataclass(slots=True)
class _Sheet:
    """A page on its way through the steps below."""

    page: PrintedPage
    tables: list[TableBlock] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    furniture: list[Apart] = field(default_factory=list)

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
    _take_margin_notes(sheets)
    bands = bands_of([_with_tables(sheet.rows, sheet.tables) for sheet in sheets])
    bands = list(_without_notes(bands, sheets))
    languages = _two_languages(bands)
    final = [[part for band in page for part in _finished(band)] for page in bands]
    flows = _flows(final, [sheet.width for sheet in sheets], languages)
    return Layout(tuple(map(_with_whole_rows, flows)), tuple(tuple(sheet.furniture) for sheet in sheets))


def _sheet(page: PrintedPage, grids: Sequence[Grid]) -> _Sheet:
    tables, rows = ruled_tables(page, grids) if grids else ([], rows_of(page.tokens))
    stray = [Apart("margin", token.text, token[1:5]) for token in page.stray]
    return _Sheet(page, tables, rows, stray)


def _take_furniture(sheets: Sequence[_Sheet]) -> None:
    found = find_furniture([sheet.rows for sheet in sheets], [sheet.height for sheet in sheets])
    for sheet, places in zip(sheets, found, strict=True):
        for at, kind in sorted(places.items()):
            row = sheet.rows[at]
            sheet.furniture.append(Apart(kind, _whole_text(row), _whole_box(row)))
        sheet.rows = [row for at, row in enumerate(sheet.rows) if at not in places]


def _take_margin_notes(sheets: Sequence[_Sheet]) -> None:
    for sheet in sheets:
        found = without_margin_notes(sheet.rows)
        sheet.rows = list(found.rows)
        for note in found.notes:
            text = " ".join(_whole_text(row) for row in note)
            sheet.furniture.append(Apart("margin", text, hull([_whole_box(row) for row in note])))


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
    for rows in band.columns:
        last_table = max((at + 1 for at, row in enumerate(rows) if isinstance(row, TableBlock)), default=0)
        tail = [row for row in rows[last_table:] if isinstance(row, Row)]
        column = without_notes(tail, body=body, rules=sheet.page.rules, called=called)
        for note in column.notes:
            text = " ".join(_whole_text(row) for row in note)
            sheet.furniture.append(Apart("footnote", text, hull([_whole_box(row) for row in note])))
        kept.append((*rows[:last_table], *column.rows))
    return Band(tuple(kept))


def _without_calls(band: Band, sheet: _Sheet, body: float) -> Band:
    noted = frozenset(_mark_of(note.text) for note in sheet.furniture if note.kind == "footnote")
    columns = list[tuple[Item, ...]]()
    for rows in band.columns:
        lone = [
            row
            for row in rows
            if isinstance(row, Row)
            and row.size < 0.8 * body
            and (bare(row.text) in noted or (noted and row.text.isdigit()))
        ]
        sheet.furniture += [Apart("footnote", row.text, row.box) for row in lone]
        columns.append(tuple(_without_call(row, sheet, noted) for row in rows if row not in lone))
    return Band(tuple(columns))


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
    sheet.furniture += [Apart("footnote", mark.text, mark[1:5]) for mark in calls]
    return row.with_marks([mark for mark in row.marks if mark not in calls])


# ---------------------------------------------------------------- flows


def _finished(band: Band) -> Iterator[Band]:
    """The band with its open tables found, or where signatures stand side by side, several."""
    band = Band(tuple(tuple(open_tables(rows, columns=3)) for rows in band.columns))
    if band.split:
        yield band
    else:
        for part in with_signatures_split(band):
            yield Band((tuple(open_tables(part.columns[0], columns=2)),))


Vocabulary = Counter[str]


def _two_languages(pages: Sequence[Sequence[Band]]) -> tuple[Vocabulary, Vocabulary] | None:
    """The words of the left and the right columns where these hardly share any: an agreement in two languages."""
    left, right = Vocabulary(), Vocabulary()
    for bands in pages:
        for band in bands:
            if len(band.columns) == 2:
                left.update(_words(band.columns[0]))
                right.update(_words(band.columns[1]))
    words = min(left.total(), right.total())
    limit = next((limit for least, limit in _SAME_LANGUAGE if words >= least), 0.0)
    shared = sum(left[word] * right[word] for word in left)
    lengths = sum(count**2 for count in left.values()) * sum(count**2 for count in right.values())
    return (left, right) if shared < limit * sqrt(lengths) else None


def _words(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Row):
            yield from _WORD.findall(item.text.casefold())
        else:
            yield from _words(row for cells in item.rows for cell in cells for row in cell)


def _flows(
    pages: Sequence[Sequence[Band]], widths: Sequence[float], languages: tuple[Vocabulary, Vocabulary] | None
) -> Iterator[Flow]:
    """All in one flow, or the two languages each in its own, with what stands across the page where it belongs."""
    measures = measures_of(pages, widths)
    flows, last = (Flow(), Flow()), 0
    for page, bands in enumerate(pages):
        for band in bands:
            for place, items in enumerate(band.columns):
                for item in items:
                    placed = _placed(page, item, measures[page, (place, len(band.columns))])
                    if languages:
                        last = place if len(band.columns) == 2 else _language_of(item, languages, last)
                    flows[last].append(placed)
    yield from filter(None, flows)


def _language_of(item: Item, languages: tuple[Vocabulary, Vocabulary], last: int) -> int:
    """Which of two vocabularies the words of a line or table are from; where nothing tells, that of the last."""
    shares = [[vocabulary[word] / vocabulary.total() for vocabulary in languages] for word in _words([item])]
    left, right = (sum(share) for share in zip(*shares, strict=True)) if shares else (0.0, 0.0)
    return last if left == right else int(right > left)


def _placed(page: int, item: Item, measure: Measure) -> Line | PlacedTable:
    if isinstance(item, Row):
        return Line(page, item, item.text, measure)
    return PlacedTable(page, tuple(tuple(tuple((page, row) for row in cell) for cell in cells) for cells in item.rows))


def _with_whole_rows(flow: Flow) -> Flow:
    """The flow with table rows that a page break has cut put together again."""
    out = Flow()
    for item in flow:
        above = out[-1] if out else None
        if isinstance(item, PlacedTable) and isinstance(above, PlacedTable) and above.page + 1 == item.page:
            above, rest = _joined(above, item)
            out[-1] = above
            out += [rest] if rest.rows else []
        else:
            out.append(item)
    return out


def _joined(above: PlacedTable, below: PlacedTable) -> tuple[PlacedTable, PlacedTable]:
    """Two parts of a table; what is left of a cut row at the top of the second goes to the first."""
    last, heads = above.rows[-1], _text_of(above.rows[0]) == _text_of(below.rows[0])
    at = 1 if heads and len(below.rows) > 1 else 0
    rest = below.rows[at]
    if len(rest) != len(last) or rest[0] or len(above.rows) < 2:
        return above, below
    whole = tuple((*cell, *more) for cell, more in zip(last, rest, strict=True))
    return replace(above, rows=(*above.rows[:-1], whole)), replace(below, rows=below.rows[:at] + below.rows[at + 1 :])


def _text_of(cells: Sequence[Sequence[tuple[int, Row]]]) -> list[str]:
    return [" ".join(row.text for _, row in cell) for cell in cells]
