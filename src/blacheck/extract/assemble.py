"""From paragraphs to text: every word gets its span, every page its ranges, lines, tables and furniture.

The result is made of plain tuples, numbers and strings, so that it crosses from the child process cheaply and safely.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from blacheck.extract.hyphens import SOFT, Vocabulary, is_divided
from blacheck.extract.layout import Flow, Layout, Line, PlacedTable
from blacheck.extract.paragraphs import Paragraph, paragraphs_of
from blacheck.extract.printed import Box, PrintedPage, Token, turned_back
from blacheck.extract.rows import Row

_CLINGING = re.compile(r"[,.)]{1,3}$")
"""Signs that stand close to the word before them."""

_SLASHED = re.compile(r"\w/$")
"""A word that goes on behind its slash on the next line: "and/or"."""

RawWord = tuple[int, int, float, float, float, float]
RawLine = tuple[int, int, float, tuple[RawWord, ...]]
RawTable = tuple[int, int, tuple[tuple[tuple[int, int], ...], ...]]
RawFurniture = tuple[str, str, Box]
RawPage = tuple[
    int, float, float, tuple[RawLine, ...], tuple[RawTable, ...], tuple[RawFurniture, ...], str | None, float | None
]
RawDocument = tuple[str, tuple[RawPage, ...], tuple[str, ...]]


@dataclass(slots=True)
class _Sheet:
    lines: list[RawLine] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)


def assemble(
    pages: Sequence[PrintedPage], layout: Layout, unreadable: Sequence[str | None], warnings: Sequence[str]
) -> RawDocument:
    """The document as plain data."""
    flows = [list(paragraphs_of(flow)) for flow in layout.flows]
    writer = _Writer(pages, _vocabulary(layout.flows))
    for flow in flows:
        for item in flow:
            writer.write(item)
    raw = tuple(
        (
            page.number,
            round(page.width, 2),
            round(page.height, 2),
            tuple(sheet.lines),
            tuple(sheet.tables),
            tuple((piece.kind, piece.text, _back(piece.box, page)) for piece in furniture),
            reason,
            page.confidence,
        )
        for page, sheet, furniture, reason in zip(pages, writer.sheets, layout.furniture, unreadable, strict=True)
    )
    return writer.text, raw, tuple(warnings)


def _vocabulary(flows: Iterable[Flow]) -> Vocabulary:
    lines = [line for flow in flows for line in flow if isinstance(line, Line)]
    divided = [
        (above.text.split()[-1], below.text.split()[0])
        for above, below in pairwise(lines)
        if is_divided(above.text, below.text)
    ]
    parts = {part for pair in divided for part in pair}
    return Vocabulary(
        (word for line in lines for word in line.text.split() if word not in parts), divided, lines=len(lines)
    )


class _Writer:
    """Writes the text and keeps account of where each word went."""

    def __init__(self, pages: Sequence[PrintedPage], vocabulary: Vocabulary) -> None:
        self.sheets = [_Sheet() for _ in pages]
        self._pages = pages
        self._vocabulary = vocabulary
        self._parts = list[str]()
        self._at = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def write(self, item: Paragraph | PlacedTable) -> None:
        """Write a paragraph or a table after what was written before."""
        if isinstance(item, Paragraph):
            self._open_paragraph()
            self._lines([(line.page, line.row) for line in item.lines])
        else:
            self._table(item)

    def _open_paragraph(self) -> None:
        if self._parts:
            self._put("\n\n")

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _table(self, placed: PlacedTable) -> None:
        start, rows = self._at + (2 if self._parts else 0), list[tuple[tuple[int, int], ...]]()
        for cells in placed.rows:
            self._open_paragraph()
            spans = list[tuple[int, int]]()
            for at, cell in enumerate(cells):
                if at:
                    self._put(" | ")
                first = self._at
                self._lines(cell)
                spans.append((first, self._at))
            rows.append(tuple(spans))
        self.sheets[placed.page].tables.append((start, self._at, tuple(rows)))

    def _lines(self, lines: Sequence[tuple[int, Row]]) -> None:
        """Write lines as one run of text, mending the words that line ends divide."""
        for at, (page, row) in enumerate(lines):
            tokens = row.tokens
            following = lines[at + 1][1].tokens[0].text if at + 1 < len(lines) else ""
            divided = bool(following) and is_divided(tokens[-1].text, following)
            joined = divided and self._vocabulary.joins(tokens[-1].text, following)
            self._line(page, row, tokens, len(tokens) - 1 if joined else -1)
            if following and not (divided or _SLASHED.search(tokens[-1].text)):
                self._put(" ")

    def _line(self, page: int, row: Row, tokens: Sequence[Token], joined: int) -> None:
        """Write a line; the word with the index ``joined`` loses its hyphen."""
        start = at = self._at
        sheet, words, parts = self._pages[page], list[RawWord](), list[str]()
        is_turned = bool(sheet.turn or sheet.skew)
        for place, token in enumerate(tokens):
            text = token.text
            if place == joined:
                text = text[:-1]
            elif not text.isascii():
                text = text.replace(SOFT, "-")
            if place and not (text[0] in ",.)" and _CLINGING.match(text) and not parts[-1].endswith("..")):
                parts.append(" ")
                at += 1
            parts.append(text)
            x0, top, x1, bottom = _back(token[1:5], sheet) if is_turned else token[1:5]
            end = at + len(text)
            words.append((at, end, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))
            at = end
        self._parts += parts
        self._at = at
        self.sheets[page].lines.append((start, at, row.size, tuple(words)))


def _back(box: Box, page: PrintedPage) -> Box:
    x0, top, x1, bottom = turned_back(box, page) if page.turn or page.skew else box
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
