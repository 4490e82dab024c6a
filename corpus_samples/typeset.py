"""Sets blocks in a layout, as strips.

A strip is what is never divided across columns: a printed line, a row of a table, a stretch of white. Strips know their
footnotes and what they must stay together with, so that pages can be filled with them without looking inside.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from corpus_samples.source import NOTE_MARK, Block, Kind

Fill = Literal["justify", "left", "centre"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A look. Lengths are in points; fonts are names of the standard fonts that every PDF reader has."""

    name: str
    page: tuple[float, float]
    """Width and height."""
    margins: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    roman: str = "Times-Roman"
    bold: str = "Times-Bold"
    italic: str = "Times-Italic"
    size: float = 11
    leading: float = 13.5
    columns: int = 1
    gutter: float = 0
    justify: bool = True
    hyphenate: bool = False
    curly_quotes: bool = False
    centred: bool = True
    """Title and headings in the middle, else at the left edge."""
    hang: float = 0
    """Indent of numbered paragraphs, whose number then hangs in it; 0 runs the number into the text."""
    first_indent: float = 0
    title_rule: bool = False
    annex_on_new_page: bool = True
    running_head: str = ""
    """Printed at the top of the pages after the first; ``{title}`` stands for the title of the agreement."""
    folio: str = "{page}"
    """The page number; may name ``{page}`` and ``{pages}``."""
    folio_at: Literal["foot centre", "foot right", "head outer"] = "foot centre"
    first_folio: int = 1

    @property
    def measure(self) -> float:
        """Width of the text area."""
        return self.page[0] - self.margins[1] - self.margins[3]

    @property
    def depth(self) -> float:
        """Height of the text area."""
        return self.page[1] - self.margins[0] - self.margins[2]

    @property
    def column(self) -> float:
        """Width of a column."""
        return (self.measure - self.gutter * (self.columns - 1)) / self.columns


# ---------------------------------------------------------------- words → lines

FALLBACK = "Vera"  # comes with reportlab; has some letters (Polish, Turkish) that the standard fonts lack

PREFIX = r"^(?:inter|over|under|trans|con|com|dis|sub|per|in|im|em)(?=[b-df-hj-np-tv-z][lr]?[aeiouy]\w\w)"
SUFFIX = r"(?<=\w\w\w)(?=(?:ments?|tions?|sions?|tional|tive|ture|cial|ness|ships?)$)"
DOUBLED = r"(?<=[aeiouy])([bcdgmnprt])(?=\1[aeiouy]\w\w)"
DIVISION = re.compile("|".join((PREFIX, SUFFIX, DOUBLED)), re.IGNORECASE)
"""Where an English word may be divided: few places, but safe ones."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size."""

    font: str
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Run:
    """Text printed in one go: its place in the strip (from its left top corner to the baseline) and its font."""

    x: float
    drop: float
    text: str
    font: str
    size: float
    spread: float = 0
    """White added to each space to fill the line."""


def _font_of(char: str, font: str) -> str:
    """The font that has a character: the one asked for, else the fallback.

    Raises:
        ValueError: No font at hand has the character.
    """
    if font == FALLBACK or char.encode("cp1252", "ignore"):
        return font
    if FALLBACK not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FALLBACK, f"{FALLBACK}.ttf"))
    if ord(char) not in pdfmetrics.getFont(FALLBACK).face.charToGlyph:
        raise ValueError(f"no font at hand has the character {char!r}")
    return FALLBACK


def _pieces(text: str, face: Face) -> Iterator[tuple[str, str, float, float]]:
    """Text, font, size and rise above the baseline of each stretch set alike; note marks are small and raised."""
    for index, part in enumerate(NOTE_MARK.split(text)):
        if not part:
            continue
        if index % 2:
            yield part, face.font, face.size * 0.66, face.size * 0.34
        elif part.isascii():
            yield part, face.font, face.size, 0
        else:
            for font, chars in groupby(part, key=lambda char: _font_of(char, face.font)):
                yield "".join(chars), font, face.size, 0


@lru_cache(maxsize=100_000)
def _width(text: str, face: Face) -> float:
    return sum(float(pdfmetrics.stringWidth(part, font, size)) for part, font, size, _ in _pieces(text, face))


def divisions(word: str) -> list[tuple[str, str]]:
    """The ways to divide a word at the end of a line, longest first part last."""
    if "-" in word.strip("-"):
        at = [mark.end() for mark in re.finditer(r"(?<=\w\w)-(?=\w\w)", word)]
        return [(word[:end], word[end:]) for end in at]
    body = re.fullmatch(r"[(\"\u201c]?([A-Za-z]?[a-z]{6,})\W*", word)
    if not body:
        return []
    return [(word[: body.start(1) + cut] + "-", word[body.start(1) + cut :]) for cut in _cuts(body[1])]


def _cuts(letters: str) -> list[int]:
    ends = (match.end() for match in DIVISION.finditer(letters))
    return sorted({end for end in ends if 2 <= end <= len(letters) - 3})


def _divide(word: str, room: float, face: Face) -> tuple[str, str]:
    """The word in two, as much of it as fits in front; nothing in front where no division fits."""
    ways = [way for way in divisions(word) if _width(way[0], face) <= room]
    return ways[-1] if ways else ("", word)


def _lines(text: str, face: Face, first: float, rest: float, *, hyphenate: bool) -> list[list[str]]:
    """The words of each line, for a first line and further lines of these widths."""
    words, lines, line, room = deque(text.split()), list[list[str]](), list[str](), first
    while words:
        word = words.popleft()
        space = _width(" ", face) if line else 0
        if space + _width(word, face) <= room + 0.01:
            line.append(word)
            room -= space + _width(word, face)
            continue
        head, tail = _divide(word, room - space, face) if hyphenate else ("", word)
        if not (head or line):
            head, tail = word, ""  # longer than a line: it sticks out
        lines.append([*line, head] if head else line)
        words.extendleft([tail] if tail else [])
        line, room = [], rest
    return [*lines, line] if line else lines


def _runs(words: Sequence[str], face: Face, x: float, spread: float = 0) -> Iterator[Run]:
    """A line of words as runs, starting at x."""
    drop = (face.leading + face.size) / 2 - face.size * 0.16
    text = " ".join(words)
    for part, font, size, rise in _pieces(text, face):
        yield Run(x, drop - rise, part, font, size, spread)
        x += pdfmetrics.stringWidth(part, font, size) + spread * part.count(" ")


# ---------------------------------------------------------------- blocks → strips

DISPLAYED = ("title", "annex", "caption")  # set across all columns


@dataclass(frozen=True, slots=True)
class Strip:
    """What is never divided across columns. Places in it are measured from its left top corner."""

    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[tuple[float, float, float, float], ...] = ()
    """Ruled lines, from a place to a place."""
    notes: tuple[str, ...] = ()
    """Marks of the footnotes it refers to."""
    stick: bool = False
    """Stays in one column with the next strip."""
    new_page: bool = False
    repeat: "Strip | None" = None
    """The header row, printed again where a table goes on in a new column."""

    @property
    def blank(self) -> bool:
        """Nothing but white, which is dropped at the top of a column."""
        return not (self.runs or self.rules)


@dataclass(frozen=True, slots=True)
class Section:
    """Strips across the whole page, and what follows them in columns."""

    head: list[Strip] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of paragraph is set."""

    face: Face
    gap: float
    """White before it."""
    centred: bool = False
    stick: bool = False
    """Stays with what follows it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The room for the lines of a paragraph and how they fill it."""

    width: float
    x: float = 0
    indent: float = 0
    """Of the first line."""
    fill: Fill = "left"

    def place(self, natural: float, spaces: int, *, first: bool, last: bool) -> tuple[float, float]:
        """Where a line of this natural width begins, and the white added to each of its spaces."""
        x = self.x + (self.indent if first else 0)
        spare = self.x + self.width - x - natural
        if self.fill == "centre":
            return x + spare / 2, 0
        return x, spare / spaces if self.fill == "justify" and spaces and not last else 0


class Setter:
    """Sets blocks as strips in a layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.fill: Fill = "justify" if layout.justify else "left"
        size, leading = layout.size, layout.leading
        roman = Face(layout.roman, size, leading)
        self.small = Face(layout.roman, size * 0.8, leading * 0.8)
        self.cell = Face(layout.roman, size * 0.86, leading * 0.88)
        self.cell_head = replace(self.cell, font=layout.bold)
        big = Face(layout.bold, size * 1.15, leading * 1.18)
        middle = layout.centred
        self.styles: dict[Kind, Style] = {
            "title": Style(big, leading * 0.7, middle, stick=True),
            "annex": Style(big, leading * 2, middle, stick=True),
            "caption": Style(Face(layout.bold, size, leading), leading * 0.5, middle, stick=True),
            "heading": Style(Face(layout.bold, size, leading), leading, middle, stick=True),
            "subheading": Style(Face(layout.bold, size, leading), leading * 0.2, middle, stick=True),
            "text": Style(roman, leading * 0.5),
            "item": Style(roman, leading * 0.42),
            "signature": Style(roman, leading, stick=True),
        }

    def sections(self, blocks: Sequence[Block]) -> list[Section]:
        """All of it: in one section, or in columns one for the title and one for each annex."""
        sections = [Section()]
        for kind, group in groupby(blocks, key=lambda block: block.kind):
            strips = [strip for block in group for strip in self.block(block)]
            across = self.layout.columns > 1 and kind in DISPLAYED
            if across and sections[-1].body:
                sections.append(Section())
            if kind == "title" and self.layout.title_rule:
                strips += self._rule(across=across)
            if kind == "signature":
                strips[-1] = replace(strips[-1], stick=False)
            (sections[-1].head if across else sections[-1].body).extend(strips)
        for section in sections:
            section.head.extend([Strip(self.layout.leading * 0.6)] if section.head else [])
        return sections

    def block(self, block: Block) -> list[Strip]:
        """A block with the white before it."""
        if block.kind == "table":
            return [Strip(self.layout.leading * 0.6, stick=True), *self._table(block.rows)]
        style = self.styles[block.kind]
        new_page = block.kind == "annex" and self.layout.annex_on_new_page
        lines = self._item(block) if block.kind == "item" else self._paragraph(block, style)
        return [Strip(style.gap, stick=True, new_page=new_page), *lines]

    def _rule(self, *, across: bool) -> list[Strip]:
        gap = self.layout.leading * 0.8
        width = self.layout.measure if across else self.layout.column
        return [Strip(gap, rules=((0, gap, width, gap),), stick=True), Strip(gap / 2, stick=True)]

    def _paragraph(self, block: Block, style: Style) -> list[Strip]:
        layout = self.layout
        across = layout.columns > 1 and block.kind in DISPLAYED
        shape = Shape(
            width=layout.measure if across else layout.column,
            indent=layout.first_indent if block.kind == "text" else 0,
            fill=("centre" if style.centred else "left") if style.stick else self.fill,
        )
        strips = self._set(block.text, style.face, shape)
        return [replace(strip, stick=True) for strip in strips] if style.stick else _opening(strips, block.text)

    def _item(self, block: Block) -> list[Strip]:
        """A numbered paragraph, its number in the text or hanging beside it; lettered ones are set further in."""
        layout, face = self.layout, self.styles["item"].face
        deep = re.fullmatch(r"\([a-z]+\)", block.marker) is not None
        if not layout.hang:
            x, indent = (layout.size * 2, 0.0) if deep else (0.0, layout.first_indent)
            shape = Shape(layout.column - x, x, indent, self.fill)
            return _opening(self._set(f"{block.marker} {block.text}", face, shape), block.text)
        x = layout.hang * (1.65 if deep else 1)
        first, *others = self._set(block.text, face, Shape(layout.column - x, x, fill=self.fill))
        mark = tuple(_runs([block.marker], face, layout.hang if deep else 0))
        return _opening([replace(first, runs=mark + first.runs), *others], block.text)

    def note(self, mark: str, text: str) -> list[Strip]:
        """A footnote."""
        return self._set(f"[^{mark}] {text}", self.small, Shape(self.layout.column, fill=self.fill))

    def _set(self, text: str, face: Face, shape: Shape) -> list[Strip]:
        """A paragraph as strips, a line each; the first two lines and the last two stay together."""
        hyphenate = self.layout.hyphenate and shape.fill == "justify"
        lines = _lines(text, face, shape.width - shape.indent, shape.width, hyphenate=hyphenate)
        strips = []
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            x, spread = shape.place(_width(" ".join(line), face), len(line) - 1, first=index == 0, last=last)
            notes = tuple(NOTE_MARK.findall(" ".join(line)))
            stick = not last and index in (0, len(lines) - 2)
            strips.append(Strip(face.leading, tuple(_runs(line, face, x, spread)), notes=notes, stick=stick))
        return strips

    def _table(self, rows: Sequence[Sequence[str]]) -> list[Strip]:
        widths = self._column_widths(rows)
        header = replace(self._row(rows[0], widths, self.cell_head, top=True), stick=True)
        body = [replace(self._row(row, widths, self.cell, top=False), repeat=header) for row in rows[1:]]
        return [header, *body]

    def _column_widths(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """As wide as the longest word of each column, and the rest shared out by what each would need for one line."""
        pad = 2 * PAD + 1
        columns = list(zip(*rows, strict=True))
        least = [max(_width(w, self.cell_head) for cell in column for w in cell.split()) + pad for column in columns]
        most = [max(_width(cell, self.cell_head) for cell in column) + pad for column in columns]
        spare = self.layout.column - sum(least)
        wants = [wide - narrow for wide, narrow in zip(most, least, strict=True)]
        share = spare / sum(wants) if sum(wants) else 0
        return [narrow + want * share for narrow, want in zip(least, wants, strict=True)]

    def _row(self, row: Sequence[str], widths: Sequence[float], face: Face, *, top: bool) -> Strip:
        """A row between ruled lines; the line above it belongs to the row before it, except at the top."""
        cells = [
            _lines(cell, face, width - 2 * PAD, width - 2 * PAD, hyphenate=False)
            for cell, width in zip(row, widths, strict=True)
        ]
        height = max(map(len, cells)) * face.leading + 2 * PAD
        edges = [sum(widths[:index]) for index in range(len(widths) + 1)]
        runs = [
            replace(run, drop=run.drop + PAD + depth * face.leading)
            for lines, left in zip(cells, edges, strict=False)
            for depth, line in enumerate(lines)
            for run in _runs(line, face, left + PAD)
        ]
        levels = (0, height) if top else (height,)
        across = [(0.0, level, edges[-1], level) for level in levels]
        return Strip(height, tuple(runs), (*across, *((edge, 0.0, edge, height) for edge in edges)))


def _opening(strips: list[Strip], text: str) -> list[Strip]:
    """The strips, held to what follows where the text opens a list."""
    return [*strips[:-1], replace(strips[-1], stick=True)] if text.endswith(":") else strips


PAD = 3.5  # white between the ruled lines of a table and its text
