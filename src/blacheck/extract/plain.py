"""Plain text files: decoded, cut into paragraphs, its tables recognised by their columns.

A newline inside a paragraph is a space, unless the next line opens an item, a heading or a table row, or the line
before is short and unfinished, as in title blocks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import structure
from blacheck.extract.characters import clean
from blacheck.extract.flowing import Paragraph, RawDraft, compose, row_of
from blacheck.extract.hyphens import SOFT, Vocabulary, is_divided
from blacheck.extract.limits import Errand

_BREAKS = re.compile(r"(?:\r\n?|\n)?\x0c|\r\n?|[\x0b\x85\u2028\u2029]")
"""What breaks lines; the end of a page (form feed) breaks none but the line that ends there."""
_GAP = re.compile(r"(?: {2,}| *\t[ \t]*)")
_RULE_ROW = re.compile(r"[\s|+:=_-]*[|+][\s|+:=_-]*$|[-=_]{3,}(?:\s+[-=_]{3,})+$")
_ROWS_OF_A_TABLE = 3
_ENOUGH_LINES = 8
"""Lines from which on a file tells the width to which it was broken."""
_LONGEST_WORD = 60
"""Characters by which a word is known that is divided again and again."""
_WIDEST_PRINTED_LINE = 120
"""Files with longer lines keep one paragraph a line: their lines were not broken to fit a width."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that may be a table row: its cells and the columns at which they start."""

    cells: tuple[str, ...]
    starts: tuple[int, ...]
    piped: bool

    def edges(self) -> set[tuple[str, int]]:
        """Where its cells after the first begin and end."""
        places = list(zip(self.cells, self.starts, strict=False))[0 if len(self.cells) == 1 else 1 :]
        return {("start", start) for _, start in places} | {("end", start + len(cell)) for cell, start in places}


def decode(data: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; None where it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:4096]:
        return _decode_unmarked_utf16(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        controls = sum(byte < 9 or 13 < byte < 32 for byte in data[:4096])
        return None if controls > 0.01 * len(data[:4096]) else data.decode("cp1252", errors="replace")


def _decode_unmarked_utf16(data: bytes) -> str | None:
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if max(even, odd) < 0.3 * len(data[:4096]) / 2 or min(even, odd) > 0.05 * len(data[:4096]) / 2:
        return None
    return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")


def read_plain(data: bytes, errand: Errand) -> RawDraft:
    """What a text file holds.

    Args:
        data: The file.
        errand: How messages call it.

    Raises:
        ExtractionError: it is no text.
        NoTextError: it holds nothing but white space.
    """
    text = decode(data)
    if text is None:
        remedy = "Save it as a Word document (.docx), a PDF or plain text first."
        raise ExtractionError(errand.name, "this is neither a PDF, a Word document nor a text file", remedy)
    raw = compose(paragraphs_of(text))
    if not raw[0]:
        raise NoTextError(errand.name, "the file holds no text", "Give another file.")
    return raw


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs and table rows of a text."""
    lines = [line.rstrip() for line in clean(_BREAKS.sub("\n", text)).split("\n")]
    return [
        Paragraph(found.text.replace(SOFT, "-"), tuple(cell.replace(SOFT, "-") for cell in found.cells), found.opens)
        for found in _paragraphs(_mend_double_spacing(lines))
    ]


# ---------------------------------------------------------------- tables


def _as_row(line: str) -> _Row | None:
    bare = line.strip()
    if bare.count("|") >= 2 or (bare.startswith("|") and bare.count("|") > 1):
        cells = [cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")]
        return _Row(tuple(" ".join(cell.split()) for cell in cells), (), True)
    line = line.expandtabs(8) if "\t" in line else line
    cells, starts, at = [], [], len(line) - len(line.lstrip())
    for gap in [*(gap for gap in _GAP.finditer(line, at) if not _parts_sentences(line, gap)), None]:
        end = gap.start() if gap else len(line)
        cells.append(line[at:end].strip())
        starts.append(at)
        at = gap.end() if gap else end
    return _Row(tuple(cells), tuple(starts), False) if len(cells) > 1 or starts[0] > 2 else None


def _parts_sentences(line: str, gap: re.Match[str]) -> bool:
    """True for the two spaces that typists put after a full stop."""
    return gap.end() - gap.start() == 2 and line[gap.start() - 1] in ".?!:;"


def _is_table(rows: Sequence[_Row]) -> bool:
    return bool(rows) and len(rows[0].cells) > 1 and sum(len(row.cells) > 1 for row in rows) >= _ROWS_OF_A_TABLE


def _table_at(lines: Sequence[str], first: int) -> tuple[list[_Row], int]:
    """The table rows that begin at line ``first`` and the line after them; single blank lines may part the rows."""
    rows, at, after = list[_Row](), first, first
    while at < len(lines):
        line = lines[at]
        row = _as_row(line) if line else None
        if line and not _RULE_ROW.match(line):
            if row and len(row.cells) == 1 and not (rows and lines[at - 1]):
                row = None  # a wrapped cell stands right under its row
            if row is None and _resumes(rows, lines, at):
                row = _Row((line.strip(),), (0,), False)
            if row is None or not _fits(row, rows):
                break
            rows.append(row)
        elif not rows or (not line and not lines[at - 1]):
            break
        at += 1
        after = at if line else after
    return (rows, after) if _is_table(rows) else ([], first)


def _fits(row: _Row, rows: Sequence[_Row]) -> bool:
    """True for the first row of a table and for those that share an edge of a column with a row before."""
    if not rows or row.piped:
        return not rows or rows[0].piped
    return not rows[0].piped and (len(row.cells) == 1 or any(row.edges() & other.edges() for other in rows))


def _resumes(rows: Sequence[_Row], lines: Sequence[str], at: int) -> bool:
    """True where the line is a caption inside a table: the next printed line has a row in the table's columns."""
    following = next((line for line in lines[at + 1 : at + 3] if line), "")
    row = _as_row(following) if following else None
    if row is None or not rows or row.piped or len(row.cells) < 3:
        return False
    return set(row.starts) <= {start for other in rows for start in other.starts}


def _whole_rows(rows: Sequence[_Row]) -> list[tuple[str, ...]]:
    """The rows with wrapped cells put together and, where columns are aligned, with their empty cells."""
    if rows[0].piped:
        return [row.cells for row in rows]
    columns = max((row.starts for row in rows), key=len)
    whole = list[list[str]]()
    for row in rows:
        cells = _placed(row, columns)
        indented = row.starts[0] > columns[0] + 1 and len(row.cells) < len(columns)
        if whole and indented and len(cells) == len(whole[-1]):
            whole[-1] = [f"{above} {below}".strip() for above, below in zip(whole[-1], cells, strict=True)]
        else:
            whole.append(cells)
    return [tuple(cells) for cells in whole]


def _placed(row: _Row, columns: Sequence[int]) -> list[str]:
    """The cells of a row in the columns at which they start; as they stand where the columns do not agree."""
    places = [min(range(len(columns)), key=lambda at: abs(columns[at] - start)) for start in row.starts]
    if len(set(places)) < len(places):
        return list(row.cells)
    cells = [""] * len(columns)
    for place, cell in zip(places, row.cells, strict=True):
        cells[place] = cell
    return cells


# ---------------------------------------------------------------- paragraphs


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    vocabulary = _vocabulary(lines)
    width = _printed_width(lines)
    block, at = list[str](), 0
    while at < len(lines):
        rows, after = _table_at(lines, at)
        if rows or not lines[at]:
            yield from _joined(block, width, vocabulary)
            block = []
        if rows:
            for index, cells in enumerate(_whole_rows(rows)):
                yield row_of(cells, opens=index == 0)
            at = after
            continue
        if lines[at]:
            block.append(" ".join(lines[at].split()))
        at += 1
    yield from _joined(block, width, vocabulary)


def _joined(block: Sequence[str], width: int | None, vocabulary: Vocabulary) -> Iterator[Paragraph]:
    pieces, last = list[str](), ""
    for at, line in enumerate(block):
        left, (first, *more) = last, line.split()
        last = more[-1] if more else first
        if at and structure.breaks(block[at - 1], line, width):
            yield Paragraph("".join(pieces))
            pieces = [line]
        elif is_divided(left, line):
            if vocabulary.joins(left, first):
                pieces[-1], left = pieces[-1][:-1], left[:-1]
            pieces.append(line)
            last = last if more else (left + first)[-_LONGEST_WORD:]
        else:
            pieces += [" ", line] if pieces else [line]
    if pieces:
        yield Paragraph("".join(pieces))


def _printed_width(lines: Sequence[str]) -> int | None:
    """The width to which the file's lines were broken, None where each paragraph is one line."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < _ENOUGH_LINES:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    return width if width <= _WIDEST_PRINTED_LINE else None


def _vocabulary(lines: Sequence[str]) -> Vocabulary:
    divided = [
        (line.split()[-1], following.split()[0])
        for line, following in pairwise(lines)
        if line and following and is_divided(line, following.lstrip())
    ]
    parts = {part for pair in divided for part in pair}
    return Vocabulary((word for line in lines for word in line.split() if word not in parts), divided, lines=len(lines))


def _mend_double_spacing(lines: Sequence[str]) -> list[str]:
    """The lines without the blank ones that part each line of a paragraph from the next in double-spaced files.

    Such a file shows itself by unfinished lines that go on in small letters after a blank line.
    """
    pairs = [
        (at, lines[at - 1], lines[at + 1])
        for at in range(1, len(lines) - 1)
        if not lines[at] and lines[at - 1] and lines[at + 1]
    ]
    torn = {at for at, line, following in pairs if _is_torn(line, following)}
    width = _printed_width(lines)
    if width is None or len(torn) < max(5, 0.3 * len(pairs)):
        return list(lines)
    torn |= {at for at, line, following in pairs if len(line) > 0.75 * width and _may_go_on(line, following)}
    return [line for at, line in enumerate(lines) if at not in torn]


def _is_torn(line: str, following: str) -> bool:
    return _may_go_on(line, following) and structure.starts_lower(following)


def _may_go_on(line: str, following: str) -> bool:
    return not (
        structure.is_finished(line)
        or structure.opens_item(following)
        or structure.heads_division(following)
        or structure.is_capitals(line) != structure.is_capitals(following)
    )
