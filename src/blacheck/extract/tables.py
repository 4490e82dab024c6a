"""Tables: ruled ones, whose cells pdfplumber finds, and open ones, whose columns only white space parts.

The words of a cell are always those that PDFium read; pdfplumber is asked for lines alone, and only on pages that draw
lines both ways.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from time import monotonic
from typing import Any

from blacheck.extract import structure
from blacheck.extract.printed import Box, Grid, PrintedPage, Token, hull, median
from blacheck.extract.rows import Row, make_row, rows_of

Cell = tuple[Row, ...]
"""The printed lines of a cell; none for an empty cell."""

_ROWS_OF_A_TABLE = 3
_WORDS_OF_A_COLUMN = 30
"""Cells longer than this on average, in two columns, are not a table but two languages side by side."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table in its place on the page. It stands among the rows of a page like one very high row."""

    rows: tuple[tuple[Cell, ...], ...]
    box: Box

    @property
    def base(self) -> float:
        """Where it stands among the rows."""
        return self.box[1]

    @property
    def pieces(self) -> tuple[tuple[Token, ...], ...]:
        """Its outline, as the pieces of a row."""
        return ((Token("", *self.box, self.box[1], 0.0),),)

    def part(self, _pieces: object) -> "TableBlock":
        """Itself: a table is not divided among columns."""
        return self


# ---------------------------------------------------------------- ruled tables


def find_grids(
    data: bytes, numbers: Sequence[int], *, until: float, password: str | None = None
) -> tuple[dict[int, list[Grid]], list[str]]:
    """The ruled tables of the pages numbered, and warnings about pages on which they could not be looked for.

    Args:
        data: The PDF.
        numbers: Pages to look at, counted from 1.
        until: When, on the monotonic clock, to stop looking.
        password: What opens it, if it is locked.
    """
    if not numbers:
        return {}, []
    import pdfplumber

    grids, missed = dict[int, list[Grid]](), list[int]()
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(numbers), password=password) as document:
            for page in document.pages:
                if monotonic() > until:
                    missed.append(page.page_number)
                    continue
                try:
                    grids[page.page_number] = list(_grids(page))
                except (ValueError, TypeError, KeyError, ArithmeticError, LookupError, RecursionError):
                    missed.append(page.page_number)
                finally:
                    page.close()
    except Exception:  # whatever stops the second library, the first has already read the text
        missed = [number for number in numbers if number not in grids]
    where = ", ".join(map(str, missed))
    return grids, [
        f"the ruled lines on page {where} could not be analysed; tables there are read as text"
    ] if missed else []


def _grids(page: Any) -> Iterator[Grid]:
    left, top = page.cropbox[0], page.cropbox[1]
    for table in page.find_tables():
        rows = [tuple(_shifted(cell, left, top) for cell in row.cells) for row in table.rows]
        if max(sum(cell is not None for cell in row) for row in rows) > 1:
            box = _shifted(table.bbox, left, top) or table.bbox
            yield _with_open_rows(
                Grid(box, tuple(rows)),
                [
                    (edge["x0"] - left, edge["top"] - top, edge["bottom"] - top)
                    for edge in page.edges
                    if edge["orientation"] == "v"
                ],
            )


def _with_open_rows(grid: Grid, uprights: Sequence[tuple[float, float, float]]) -> Grid:
    """The grid with the rows that a page break left without a rule above or below: its uprights go on there."""
    x0, top, x1, bottom = grid.box
    touching = [(y0, y1) for x, y0, y1 in uprights if x0 - 2 < x < x1 + 2 and y0 < bottom + 2 and y1 > top - 2]
    above = min((y0 for y0, _ in touching), default=top)
    below = max((y1 for _, y1 in touching), default=bottom)
    rows = grid.rows
    if above < top - 5:
        rows = (tuple(cell and (cell[0], above, cell[2], top) for cell in rows[0]), *rows)
    if below > bottom + 5:
        rows = (*rows, tuple(cell and (cell[0], bottom, cell[2], below) for cell in rows[-1]))
    return Grid((x0, min(above, top), x1, max(below, bottom)), rows)


def _shifted(box: Box | None, left: float, top: float) -> Box | None:
    return box and (box[0] - left, box[1] - top, box[2] - left, box[3] - top)


def ruled_tables(page: PrintedPage, grids: Sequence[Grid]) -> tuple[list[TableBlock], list[Row]]:
    """The page's ruled tables, and the rows of the words outside them.

    A ruled sheet with one language on the left and another on the right is no table: each side gives rows of its own.
    """
    tables, rows, rest = list[TableBlock](), list[Row](), list(page.tokens)
    for grid in grids:
        inside = [token for token in rest if _within(token, grid.box)]
        cells = [tuple(tuple(rows_of(tokens)) for tokens in cells) for cells in _filled(grid, inside)]
        table = TableBlock(tuple(row for row in cells if any(row)), grid.box)
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [token for token in rest if id(token) not in taken]
        if _is_two_texts(table):
            rows += [row for cells in table.rows for cell in cells for row in cell]
        else:
            tables.append(in_reading_order(table))
    return tables, sorted([*rows, *rows_of(rest)], key=lambda row: row.base)


def in_reading_order(table: TableBlock) -> TableBlock:
    """The table with the cells of each row from the right, where most of its lines run from right to left."""
    leftward = [row.leftward for cells in table.rows for cell in cells for row in cell]
    if 2 * sum(leftward) <= len(leftward):
        return table
    return TableBlock(tuple(cells[::-1] for cells in table.rows), table.box)


def _within(token: Token, box: Box) -> bool:
    return (
        box[0] - 1 <= (token.x0 + token.x1) / 2 <= box[2] + 1
        and box[1] - 1 <= (token.top + token.bottom) / 2 <= box[3] + 1
    )


def _filled(grid: Grid, tokens: Sequence[Token]) -> list[list[list[Token]]]:
    """The words of each cell; a word in no cell goes to the nearest. Cells hidden under merged ones stay empty."""
    filled: list[list[list[Token]]] = [[[] for _ in row] for row in grid.rows]
    places = [
        (box, cell)
        for row, cells in zip(grid.rows, filled, strict=True)
        for box, cell in zip(row, cells, strict=True)
        if box
    ]
    for token in tokens:
        _, cell = min(places, key=lambda place: _distance(token, place[0]))
        cell.append(token)
    return filled


def _distance(token: Token, box: Box) -> float:
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    return max(box[0] - x, x - box[2], 0.0) + max(box[1] - y, y - box[3], 0.0)


def _is_two_texts(table: TableBlock) -> bool:
    """True for a ruled sheet with one language on the left and another on the right."""
    if max(map(len, table.rows), default=0) != 2:
        return False
    cells = [sum(len(row.tokens) for row in cell) for row in table.rows for cell in row if cell]
    return sum(cells) > _WORDS_OF_A_COLUMN * len(cells)


# ---------------------------------------------------------------- open tables


def open_tables(rows: Sequence[Row | TableBlock], *, columns: int) -> list[Row | TableBlock]:
    """The rows, with runs of at least three rows that share at least ``columns`` columns put into tables."""
    out, at = list[Row | TableBlock](), 0
    while at < len(rows):
        run = _run(rows, at, columns)
        if run and _is_tabular(run, columns) and (strips := _strips(run)):
            out.append(_table(run, strips))
            at += len(run)
        else:
            out.append(rows[at])
            at += 1
    return out


def _run(rows: Sequence[Row | TableBlock], first: int, columns: int) -> list[Row]:
    """The rows from ``first`` on that respect the same white strips."""
    above = rows[first]
    if not isinstance(above, Row) or len(above.pieces) < columns:
        return []
    strips = _gaps(above)
    run = [above]
    for row in rows[first + 1 :]:
        if not isinstance(row, Row):
            break
        narrower = _narrowed(strips, row)
        if row.base - above.base > 3.5 * row.size or len(narrower) < columns - 1 or _runs_on(row, narrower):
            break
        strips, above = narrower, row
        run.append(row)
    while run and len(run[-1].pieces) == 1 and run[-1].box[0] < strips[0][0]:
        run.pop()  # a line of text below the table that happens to be short
    return run


def _gaps(row: Row) -> list[tuple[float, float]]:
    return [(left[-1].x1, right[0].x0) for left, right in pairwise(row.pieces)]


def _narrowed(strips: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """What the row leaves of the strips; a strip that one of its pieces crosses is gone."""
    kept = list[tuple[float, float]]()
    for left, right in strips:
        for piece in row.pieces:
            x0, x1 = piece[0].x0, piece[-1].x1
            if x1 <= right and x0 <= left:
                left = max(left, x1)
            elif x0 >= left and x1 >= right:
                right = min(right, x0)
            elif x0 < right and x1 > left:
                left, right = 1.0, 0.0
        if right - left > 0.7 * row.size:
            kept.append((left, right))
    return kept


def _runs_on(row: Row, strips: Sequence[tuple[float, float]]) -> bool:
    """True for a line of text that reaches over columns."""
    return len(row.pieces) == 1 and sum(row.box[0] < right and row.box[2] > left for left, right in strips) > 0


def _is_tabular(run: Sequence[Row], columns: int) -> bool:
    full = [row for row in run if len(row.pieces) >= columns]
    if len(full) < _ROWS_OF_A_TABLE or len(full) < 0.3 * len(run):
        return False
    if (
        sum(structure.enumerator_of(row.pieces[0][0].text + " ") != "" for row in full) > 0.5 * len(full)
        and columns == 2
    ):
        return False
    starts = [[piece[0].x0 for piece in row.pieces[1:]] + [piece[-1].x1 for piece in row.pieces[1:]] for row in full]
    shared = sum(any(abs(x - y) < 3 for x in here for y in there) for here, there in pairwise(starts))
    if shared < 0.6 * (len(full) - 1):
        return False
    return columns > 2 or median(len(row.pieces[0]) for row in full) <= 6


def _strips(run: Sequence[Row]) -> list[float]:
    """Middles of the strips that part the columns: no word crosses them, and they are wide or words align there."""
    words = sorted((token.x0, token.x1) for row in run for piece in row.pieces for token in piece)
    full = [row for row in run if len(row.pieces) > 2] or [row for row in run if len(row.pieces) > 1]
    strips, reach = list[tuple[float, float]](), words[0][1]
    for x0, x1 in words:
        middle = (reach + x0) / 2
        if x0 - reach > 0.3 * run[0].size and (_are_open(full, middle) or _align(full, middle)):
            if strips and not _hold_words_between(full, strips[-1][1], reach):
                strips[-1:] = [max(strips[-1], (reach, x0), key=lambda strip: strip[1] - strip[0])]
            else:
                strips.append((reach, x0))
        reach = max(reach, x1)
    return [(left + right) / 2 for left, right in strips]


def _hold_words_between(rows: Sequence[Row], x0: float, x1: float) -> bool:
    """True where enough rows have words between two strips to make them a column."""
    held = sum(
        any(x0 - 1 <= token.x0 and token.x1 <= x1 + 1 for piece in row.pieces for token in piece) for row in rows
    )
    return held >= max(2, 0.3 * len(rows))


def _are_open(rows: Sequence[Row], x: float) -> bool:
    """True where half of the rows have a wide gap at x."""
    return 2 * sum(any(left <= x <= right for left, right in _gaps(row)) for row in rows) >= len(rows)


def _align(rows: Sequence[Row], x: float) -> bool:
    """True where the words right of x begin at one left edge in most rows that have words on both sides of it."""
    starts = list[float]()
    for row in rows:
        tokens = [token for piece in row.pieces for token in piece]
        right = [token.x0 for token in tokens if token.x0 > x]
        if right and len(right) < len(tokens):
            starts.append(min(right))
    if len(starts) < max(_ROWS_OF_A_TABLE, 0.6 * len(rows)):
        return False
    return sum(abs(start - median(starts)) < 1.5 for start in starts) > 0.7 * len(starts)


def _table(run: Sequence[Row], strips: Sequence[float]) -> TableBlock:
    box = hull([row.box for row in run])
    rows = [tuple(_cells(lines, strips)) for lines in _logical_rows(run, strips[0])]
    return in_reading_order(TableBlock(tuple(rows), box))


def _logical_rows(run: Sequence[Row], first_strip: float) -> Iterator[list[Row]]:
    """Printed rows that make one row of the table: parted by wider gaps, else by words in the first column."""
    gaps = [below.base - above.base for above, below in pairwise(run)]
    closest = min(gaps)
    wide = [gap > 1.2 * closest for gap in gaps]
    by_gap = 0.2 * len(gaps) <= sum(wide) < len(gaps)
    lines = [run[0]]
    for row, is_wide in zip(run[1:], wide, strict=True):
        if is_wide if by_gap else row.box[0] < first_strip:
            yield lines
            lines = []
        lines.append(row)
    yield lines


def _cells(lines: Sequence[Row], strips: Sequence[float]) -> Iterator[Cell]:
    for left, right in pairwise([float("-inf"), *strips, float("inf")]):
        parts = [
            [token for piece in row.pieces for token in piece if left < (token.x0 + token.x1) / 2 < right]
            for row in lines
        ]
        yield tuple(make_row([tokens]) for tokens in parts if tokens)
