"""Paragraphs: lines of a flow joined where the printer broke them and parted where the author did.

No single sign decides. A line may begin a paragraph by its numbering, its indent, its type, the white above it, or
because its first word would have fitted on the line before.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from blacheck.extract import structure
from blacheck.extract.hyphens import HYPHENS
from blacheck.extract.layout import Flow, Line, PlacedTable
from blacheck.extract.printed import Token

_INDENT = 0.7
"""Left edges that differ by more than this share of the font size differ on purpose."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph."""

    lines: tuple[Line, ...]


def paragraphs_of(flow: Flow) -> Iterator[Paragraph | PlacedTable]:
    """The paragraphs and tables of a flow in order."""
    lines, opened = list[Line](), set[str]()
    for item in flow:
        if isinstance(item, Line) and lines and not _Pair(lines, item, opened).parts():
            lines.append(item)
            continue
        if lines:
            yield Paragraph(tuple(lines))
            lines = []
        if isinstance(item, Line):
            lines = [item]
            opened.add(structure.enumerator_of(item.text))
        else:
            yield item
    if lines:
        yield Paragraph(tuple(lines))


def _runs_on_by_shape(last: Line, line: Line) -> bool:
    """True in justified text where a sentence ends exactly at the right edge: chance seldom ends a paragraph there."""
    flush = last.measure.justified and abs(last.row.end - last.measure.right) < 1.5
    indent, indent_before = line.row.start - line.measure.left, last.row.start - last.measure.left
    return flush and abs(indent - indent_before) < 2 and not (_is_heading(last) or _is_heading(line))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line and the lines of the paragraph before it."""

    before: Sequence[Line]
    line: Line
    opened: Set[str]
    """The enumerators with which paragraphs began so far."""

    def parts(self) -> bool:
        """True where a new paragraph begins with the line."""
        last, line = self.before[-1], self.line
        if last.page != line.page or line.row.base <= last.row.base:
            return self._parts_after_break()
        if self._divides_word() and not self.gapes(2.0):
            return False
        if self.gapes(1.4):
            return True
        finished, lower = structure.is_finished(last.text), structure.starts_lower(line.text)
        if self.differs_in_type() and not (lower and not finished):
            return True
        if _is_heading(line) or _is_heading(last):
            parts = self._headings_part()
            if parts is not None:
                return parts
        if _is_indented(line):
            return True
        if structure.opens_item(line.text):
            return self._item_parts(finished=finished)
        if structure.is_division_number(line.text) and not structure.is_dangling(last.text):
            return True
        if structure.heads_division(line.text) or structure.opens_dash_item(line.text):
            return finished or self.first_word_would_fit(slack=1.0) or self.gapes(1.25) or self.moves()
        if lower and not finished and not self.first_word_would_fit(slack=3.0):
            return False
        return self.gapes(1.25) or self._shape_parts(finished=finished)

    def _parts_after_break(self) -> bool:
        """As ``parts`` for the first line of the next page or column, where white and indents tell nothing."""
        last, line = self.before[-1], self.line
        opens = structure.heads_division(line.text) or (structure.opens_item(line.text) and not self._is_stray_item())
        if self._divides_word():
            return False
        if self.differs_in_type():
            return True
        if structure.is_finished(last.text):
            return opens or not _runs_on_by_shape(last, line)
        if structure.starts_lower(line.text) and not opens:
            return False
        if structure.is_dangling(last.text) or structure.refers_on(last.text):
            return opens and not structure.refers_on(last.text)
        if opens or _is_heading(last) != _is_heading(line):
            return True
        return not last.text.endswith(",") and self.first_word_would_fit(slack=2.0)

    def _divides_word(self) -> bool:
        """True where the line before ends in the middle of a word."""
        last, first = self.before[-1].text.split()[-1], self.line.text.split()[0]
        return last.endswith(HYPHENS) and (first[0].islower() or (last.isupper() and first.isupper()))

    def _item_parts(self, *, finished: bool) -> bool:
        """True where the line opens an item, and is no reference ("paragraph / (a) of Article 5") broken over lines."""
        last = self.before[-1]
        if finished or last.text.endswith((",", "–", "—")) or self.gapes(1.25):
            return True
        if self.first_word_would_fit(slack=1.0) or self.moves():
            return True
        return not structure.refers_on(last.text) and not self._is_stray_item()

    def _is_stray_item(self) -> bool:
        """True for a number that follows on none before, or stands alone: the end of a sentence, no item."""
        enumerator = structure.enumerator_of(self.line.text)
        before = structure.predecessor(enumerator)
        unheard_of = (
            bool(before) and before not in self.opened and structure.enumerator_of(self.before[0].text) != before
        )
        return unheard_of or enumerator == self.line.text

    def _shape_parts(self, *, finished: bool) -> bool:
        """True where indents or the length of the line before speak for a new paragraph."""
        fits = self.first_word_would_fit(slack=0.5)
        if (
            len(self.before) == 1
            and structure.heads_division(self.before[0].text)
            and self.first_word_would_fit(slack=1.0)
        ):
            return True
        if self.moves():
            return (
                finished or fits or self.first_word_would_fit(slack=-1.0) or not structure.starts_lower(self.line.text)
            )
        if finished:
            return fits
        return fits and self.first_word_would_fit(slack=8.0) and not structure.is_dangling(self.before[-1].text)

    def differs_in_type(self) -> bool:
        """True where the type is larger or smaller, from line to line and where they meet."""
        last, line = self.before[-1].row, self.line.row
        return _differ(last.size, line.size) and _differ(last.tokens[-1].size, line.tokens[0].size)

    def gapes(self, times: float) -> bool:
        """True where the white between the lines is more than so many times the usual."""
        step = self.line.row.base - self.before[-1].row.base
        usual = self.line.measure.pitch
        if len(self.before) > 1 and self.before[-2].page == self.line.page:
            usual = max(usual, min(1.3 * usual, self.before[-1].row.base - self.before[-2].row.base))
        return step > times * usual

    def first_word_would_fit(self, *, slack: float) -> bool:
        """True where the line's first word would have fitted at the end of the line before, ``slack`` ems to spare."""
        last, first, measure = self.before[-1].row, self.line.row.tokens[0], self.before[-1].measure
        room = measure.right - last.end
        if _is_centred(self.before[-1]):
            room += last.start - measure.left
        return room > _width(first) + (0.25 + slack) * last.size

    def moves(self) -> bool:
        """True where the left edge is not where the paragraph's next line should have it."""
        lefts = [line.row.start for line in self.before]
        x, em = self.line.row.start, _INDENT * self.line.row.size
        if len(lefts) == 1:
            first = self.before[0]
            hangs = structure.opens_item(first.text) or structure.opens_dash_item(first.text)
            if hangs:
                return False
            return x > lefts[0] + em
        return abs(x - lefts[-1]) > em

    def _headings_part(self) -> bool | None:
        """Whether a heading and text, or two headings, stand apart; None where other signs must tell."""
        last, line = self.before[-1], self.line
        here, there = _is_heading(line), _is_heading(last)
        if structure.heads_division(line.text):
            return True
        if here == there:
            if structure.is_dangling(last.text):
                return False
            if structure.is_capitals(last.text) != structure.is_capitals(line.text):
                return not structure.starts_lower(line.text) or self.first_word_would_fit(slack=2.0)
            if _nearly_full(last):
                return False
            return self.first_word_would_fit(slack=2.0) or not structure.starts_lower(line.text)
        if self.gapes(1.25) or last.row.bold != line.row.bold:
            return True
        if there and not _nearly_full(last):
            return not (structure.starts_lower(line.text) and structure.is_dangling(last.text))
        aligned = abs(last.row.start - line.row.start) < 2
        unsure = aligned or (there and _is_long_first_line(self.before)) or structure.starts_lower(line.text)
        return None if unsure else True


def _is_long_first_line(lines: Sequence[Line]) -> bool:
    """True for a line in bold or capitals that fills its measure: the first of a paragraph, rather than a heading."""
    return len(lines) == 1 and _nearly_full(lines[0]) and not _is_centred(lines[0])


def _differ(size: float, other: float) -> bool:
    return abs(size - other) > 0.12 * max(size, other)


def _width(token: Token) -> float:
    return token.x1 - token.x0


def _nearly_full(line: Line) -> bool:
    wide = line.measure.right - line.measure.left
    return line.row.end - line.row.start > 0.75 * wide


def _is_heading(line: Line) -> bool:
    """True for a line that stands out: centred, wholly bold, or in capitals."""
    return _is_centred(line) or line.row.bold or structure.is_capitals(line.text)


def _is_indented(line: Line) -> bool:
    """True for a line that begins where the document's paragraphs begin, right of its other lines."""
    return any(abs(line.row.start - x) < 1.5 for x in line.measure.indents)


def _is_centred(line: Line) -> bool:
    measure, row = line.measure, line.row
    if _is_indented(line):
        return False
    left, right = row.start - measure.left, measure.right - row.end
    off_centre = abs(abs(row.start + row.end) / 2 - abs(measure.centre))
    return left > 2 * row.size and (off_centre < 3 or abs(left - right) < max(0.1 * (left + right), 6.0))
