"""Cuts a text into the lines of its structure: headings, paragraphs, list items, table rows.

Extraction leaves accidents: a paragraph broken by blank lines, several numbered paragraphs run into one, a list inside
a sentence. Here they are mended, so that from now on one line is one unit of the text and a list item begins a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from blacheck.model import Document, Span
from blacheck.segment import words
from blacheck.segment.markers import HEADS, Marker, kind_of, markers_at
from blacheck.segment.tables import rows_of
from blacheck.segment.words import CLOSING, DASHES, OPENING

_WRAP_WIDTH = 120
"""Longest line that may have been broken by its width rather than by its author."""
_HEADING_LENGTH = 400
_PRINTED = re.compile(r"\S(?:[^\n]*\S)?")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_VERBS = words.vocabulary("verbs")
_SIGNATURE = words.pattern("^", "signature", "")
_AND = r"(?:and|or|et|ou|y|o|e)"
_STOPPED = re.compile(rf"[.;:,{DASHES}-][{CLOSING}]*$|(?<!\w){_AND}$")
_INLINE = re.compile(
    rf"(?<=[\s:;,.{DASHES}])\(?(?:\d{{1,2}}|[a-z]|[ivxl]{{1,5}})(?:\)|\.(?=\s+[A-ZÀ-Þ]))(?=\s*[^\W\d]|\s*[{OPENING}(])"
)
_BEFORE_ITEM = re.compile(rf"[:;,.{DASHES}-]\s*(?:{_AND}\s+)?$")
_BEFORE_LIST = re.compile(rf"[:{DASHES}]\s*$")
_BEFORE_NEXT = re.compile(rf"[.;:][{CLOSING}]*\s*$")
_TAIL = 12
"""Characters before a place that tell whether something may begin there."""
_HARD = (".", ":", ";")
_SOFT = (*_HARD, "!", "?", ",", "-", *DASHES, *CLOSING)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the text as printed: its characters without the white space around them."""

    start: int
    end: int
    text: str
    markers: tuple[Marker, ...] = ()
    cells: tuple[Span, ...] = ()
    """The cells of a table row, empty ones included; () for any other line."""

    @property
    def body(self) -> int:
        """Where the text after the markers begins."""
        return self.markers[-1].end if self.markers else self.start

    @property
    def rest(self) -> str:
        """The text after the markers."""
        return self.text[self.body - self.start :]

    @property
    def head(self) -> Marker | None:
        """Its marker, where that is a word with a number, or an ordinal."""
        return self.markers[0] if self.markers and self.markers[0].form in HEADS else None

    @property
    def number(self) -> Marker | None:
        """Its outermost marker, where that is no bullet."""
        return self.markers[0] if self.markers and self.markers[0].form != "bullet" else None


def read_lines(document: Document, within: Span | None = None) -> list[Line]:
    """The lines of a document's text, or of a stretch of it, in order; only white space lies between them."""
    rows = rows_of(document)
    found = []
    for start, end in _Paragraphs(document.text, rows, within or Span(0, len(document.text))).units():
        cells = rows.get(start, ())
        filled = [cell for cell in cells if cell.start < cell.end]
        if len(filled) > 1:
            found.append(Line(start, end, document.text[start:end], cells=cells))
        else:  # a row of one cell is a heading inside the table
            end = filled[0].end if filled else end
            found += _split(document.text, _line(document.text, start, end))
    return found


def is_verbless(text: str) -> bool:
    """True for a text that no auxiliary or common finite verb makes a sentence."""
    return _VERBS.isdisjoint(word if word == "May" else word.lower() for word in _WORD.findall(text))


def is_heading(text: str, *, words_at_most: int = 16) -> bool:
    """True for a text that reads as a heading: short, no stop, no verb; or in capitals."""
    text = text.strip()
    if len(text) > _HEADING_LENGTH or "  " in text:
        return False
    found = _WORD.findall(text)
    if not found or len(found) > 2.5 * words_at_most:
        return False
    if is_capitals(text):
        return not text.endswith((";", ","))
    return (
        len(found) <= words_at_most
        and not text.endswith((*_HARD, ",", "-", *DASHES))
        and not text[0].islower()
        and text[0] not in OPENING
        and is_verbless(text)
    )


def is_capitals(text: str) -> bool:
    """True where a text is printed in capitals, a word or two excepted."""
    if text.isupper():
        return len(text) > 1
    if len(text) > _HEADING_LENGTH:
        return False
    upper = sum(map(str.isupper, text))
    return upper > 1 and upper >= 9 * sum(map(str.islower, text))


def is_head(text: str, markers: tuple[Marker, ...], end: int) -> bool:
    """True where a line that begins with "Article 5" or the like is headed by it and does not just refer to it."""
    head, rest = markers[0], text[markers[0].end : end].strip()
    if head.form == "ordinal":
        return True
    if head.form == "§":
        return not rest[:1].islower()
    if not head.open:
        return not rest[:1].islower() or kind_of(head.word) != "unit"
    if len(markers) > 1:
        return not text[markers[-1].end : end].lstrip()[:1].islower()
    return is_heading(rest) or bool(re.match(r"\([A-Z]", rest))


# ------------------------------------------------------------------------------------------ broken paragraphs


class _Paragraphs:
    """The printed lines of a text, and which of them only the width of the paper parted."""

    def __init__(self, text: str, rows: dict[int, tuple[Span, ...]], within: Span) -> None:
        self.text = text
        self.rows = rows
        self.printed = [match.span() for match in _PRINTED.finditer(text, within.start, within.end)]
        lengths = sorted(end - start for start, end in self.printed)
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        self.before = {after: before for before, after in pairwise(self.printed)}
        self.is_wrapped = self._is_wrapped()

    def units(self) -> Iterator[tuple[int, int]]:
        """Start and end of each unit."""
        if not self.printed:
            return
        start, end = self.printed[0]
        for before, after in pairwise(self.printed):
            if not self._joins(before, after):
                yield start, end
                start = after[0]
            end = after[1]
        yield start, end

    def _is_wrapped(self) -> bool:
        """True where blank lines break paragraphs at the width of the paper."""
        if self.width > _WRAP_WIDTH:
            return False
        full = [(start, end) for start, end in self.printed if end - start > 0.6 * self.width]
        broken = sum(not self.text.endswith(_HARD, start, end) for start, end in full)
        return broken >= 8 and broken > 0.4 * len(full)

    def _joins(self, before: tuple[int, int], after: tuple[int, int]) -> bool:
        """True where a printed line goes on with the one before it."""
        if before[0] in self.rows or after[0] in self.rows:
            return False
        gap = self.text.count("\n", before[1], after[0]) > 1
        earlier, later = self.text[before[0] : before[1]], self.text[after[0] : after[1]]
        short = len(earlier) < 0.7 * self.width
        if self._begins_unit(earlier, after, gap=gap, short=short) or self._stands_alone(*before):
            return False
        if not gap:
            if earlier.endswith(_HARD):
                return not short and self.width <= _WRAP_WIDTH and not _SIGNATURE.match(later)
            return not (short and self._names(before, later))
        if is_capitals(earlier) != is_capitals(later):
            return False
        if later[0].islower() and not earlier.endswith(_SOFT):
            return True
        return self.is_wrapped and not short and not earlier.endswith(_HARD)

    def _names(self, before: tuple[int, int], later: str) -> bool:
        """True for a heading on the line after "Article 5"."""
        above = self.before.get(before)
        heads = above is not None and self._stands_alone(*above)
        return heads and later[0].isupper() and is_heading(self.text[before[0] : before[1]])

    def _begins_unit(self, earlier: str, after: tuple[int, int], *, gap: bool, short: bool) -> bool:
        """True where a printed line begins something new by its number."""
        markers = markers_at(self.text, *after)
        if not markers:
            return False
        parted = gap and (short or not self.is_wrapped)
        stopped = parted or bool(_STOPPED.search(earlier[-_TAIL:])) or (short and is_heading(earlier))
        return stopped and (markers[0].form not in HEADS or is_head(self.text, markers, after[1]))

    def _stands_alone(self, start: int, end: int) -> bool:
        """True for a line that is nothing but a head: "Article 5"."""
        if end - start > 60:
            return False
        markers = markers_at(self.text, start, end)
        return bool(markers) and markers[0].form in HEADS and markers[-1].end >= end


# ------------------------------------------------------------------------------------------ lines run together


def _line(text: str, start: int, end: int) -> Line:
    markers = markers_at(text, start, end)
    if markers and markers[0].form in HEADS and not is_head(text, markers, end):
        markers = ()
    return Line(start, end, text[start:end], markers)


def _split(text: str, line: Line) -> Iterator[Line]:
    """A line, cut where numbered paragraphs or the items of a list were run into it."""
    cuts = {line.start, *_run_on(text, line), *_inline_list(text, line)}
    if len(cuts) == 1:
        yield line
        return
    for start, end in pairwise([*sorted(cuts), line.end]):
        piece = text[start:end].rstrip()
        end = start + len(piece)
        yield Line(start, end, piece, line.markers if start == line.start else markers_at(text, start, end))


def _run_on(text: str, line: Line) -> Iterator[int]:
    """Where the next numbers of a line's own numbering stand in its text after a full stop."""
    if not line.markers or line.markers[-1].form not in ("()", ".", ")"):
        return
    last = line.markers[-1]
    if not any(str(place + 1) in line.text or not key.endswith("1") for key, place in last.readings):
        return
    for match in _INLINE.finditer(text, line.body, line.end):
        if not _BEFORE_NEXT.search(text[max(line.body, match.start() - _TAIL) : match.start()]):
            continue
        for marker in markers_at(text, match.start(), line.end)[:1]:
            spaced = text[match.start() - 1].isspace()
            if any(last.place(key) == place - 1 and (spaced or key[-1] == "1") for key, place in marker.readings):
                last = marker
                yield match.start()


def _inline_list(text: str, line: Line) -> list[int]:
    """Where the items of a list inside a sentence begin: two or more in order, "…: (a) …; (b) …"."""
    runs: dict[str, list[int]] = {}
    if not any(mark in line.text for mark in (":", *DASHES)):
        return []
    for match in _INLINE.finditer(text, line.body, line.end):
        before = text[max(line.body, match.start() - _TAIL) : match.start()]
        if not _BEFORE_ITEM.search(before):
            continue
        for marker in markers_at(text, match.start(), line.end)[:1]:
            for key, place in marker.readings:
                run = runs.setdefault(key, [])
                if place == len(run) + 1 and (place > 1 or _BEFORE_LIST.search(before)):
                    run.append(match.start())
    best = max(runs.values(), key=len, default=[])
    return best if len(best) > 1 else []
