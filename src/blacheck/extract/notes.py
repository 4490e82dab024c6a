"""Footnotes: smaller lines at the foot of a page or column that begin with a mark, and the marks that call them.

A note is taken out of the text only where something vouches for it: a rule above it, or its mark raised in the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from blacheck.extract.printed import Box, Token
from blacheck.extract.rows import Row

_SMALLER = 0.94
_OPENING_MARK = re.compile(r"[(\[]?(\d{1,3}|[*†‡§]{1,3}|[a-z](?=[)\]]))[)\].:]?(?:\s|$|(?=[A-Z“\"]))")
_UNITS = re.compile(r"(?:^|\W|\d)(?:[kcdm]?m|ft|in)$")
_RULE_ABOVE = 8.0
"""A rule this many points above the first note, at most, belongs to it."""


@dataclass(frozen=True, slots=True)
class Column:
    """The rows of a column, its footnotes apart."""

    rows: tuple[Row, ...]
    notes: tuple[tuple[Row, ...], ...] = ()


def body_size(rows: Iterable[Row]) -> float:
    """The font size in which most of the width of the rows is set."""
    sizes = Counter[float]()
    for row in rows:
        sizes[row.size] += round(row.box[2] - row.box[0])
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def without_notes(rows: Sequence[Row], *, body: float, rules: Sequence[Box], called: frozenset[str]) -> Column:
    """The rows of a column without the footnotes at its foot.

    Args:
        rows: From top to bottom.
        body: Font size of the text.
        rules: Level lines drawn on the page.
        called: The raised marks on the page.
    """
    first = _first_note(rows, body, rules, called)
    if first is None:
        return Column(tuple(rows))
    notes = list[list[Row]]()
    for row in rows[first:]:
        if not notes or opening_mark(row):
            notes.append([])
        notes[-1].append(row)
    return Column(tuple(rows[:first]), tuple(tuple(note) for note in notes))


def opening_mark(row: Row) -> str:
    """The mark with which a footnote begins, or ""."""
    if row.marks and row.marks[0].x0 <= row.box[0]:
        return bare(row.marks[0].text)
    found = _OPENING_MARK.match(row.text)
    return found.group(1) if found else ""


def bare(mark: str) -> str:
    """A mark without brackets and punctuation."""
    return mark.strip("()[].,;:")


def _first_note(rows: Sequence[Row], body: float, rules: Sequence[Box], called: frozenset[str]) -> int | None:
    small = len(rows)
    while small > 0 and rows[small - 1].size < _SMALLER * body:
        small -= 1
    for at in range(len(rows)):
        ruled = _has_rule_above(rows, at, rules)
        marked = opening_mark(rows[at])
        if at >= small and ruled and (marked or at == small):
            return at
        if at and marked in called and (at >= small or ruled) and _only_notes(rows[at:], called):
            return at
    return None


def _only_notes(rows: Sequence[Row], called: frozenset[str]) -> bool:
    """True where every row that begins with a number begins with a mark that the text calls."""
    marks = [mark for mark in map(opening_mark, rows) if mark]
    return sum(mark in called for mark in marks) >= 0.5 * len(marks)


def _has_rule_above(rows: Sequence[Row], at: int, rules: Sequence[Box]) -> bool:
    row = rows[at]
    above = rows[at - 1].base - 1 if at else 0.0
    for x0, top, x1, bottom in rules:
        starts_with_text = abs(x0 - row.box[0]) < 12 or x0 < row.box[0]
        if (
            starts_with_text
            and x1 - x0 > 30
            and above < top
            and bottom < row.base
            and row.box[1] - bottom < _RULE_ABOVE
        ):
            return True
    return False


def calls_note(mark: Token, row: Row, noted: frozenset[str]) -> bool:
    """True where a raised mark is the call of a footnote and no exponent, ordinal or unit."""
    text = bare(mark.text)
    if text in noted:
        return True
    before = [token for piece in row.pieces for token in piece if token.x1 <= mark.x0 + 1]
    if text.isalpha() or not before:
        return not text.isalpha()
    return not before[-1].text[-1].isdigit() and not _UNITS.search(before[-1].text)
