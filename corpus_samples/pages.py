"""Fills pages with strips.

Columns are filled one after the other. What sticks together moves to the next column together, and every footnote
stands at the foot of the column that refers to it. The last columns of a section are made equally deep.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, dropwhile

from corpus_samples.typeset import Layout, Section, Strip


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and the place of its left top corner in the text area."""

    x: float
    y: float
    strip: Strip


Page = list[Placed]
Column = tuple[list[Strip], list[Strip]]
"""The strips of a column from the top, and its footnotes from the bottom."""


class Press:
    """Fills pages with strips."""

    def __init__(self, layout: Layout, notes: dict[str, list[Strip]]) -> None:
        self.layout = layout
        self.notes = notes
        self.note_gap = layout.leading
        self.pages: list[Page] = [[]]
        self.y = 0.0
        """How far the last page is filled."""

    def add(self, section: Section) -> None:
        """Print a section after what there is."""
        if self.y and self.y + _height(section.head) + 8 * self.layout.leading > self.layout.depth:
            self._turn()
        head = section.head if self.y else _column_top(section.head)
        self.pages[-1].extend(_stacked(head, 0, self.y))
        self.y += _height(head)
        at = 0
        while at < len(section.body):
            room = self.layout.depth - self.y
            columns, at = self._balanced(section.body, at, room)
            full = self.layout.columns == 1 or at < len(section.body)
            self._place(columns, room if full else max(_height(body) + self._foot(foot) for body, foot in columns))
            if at < len(section.body):
                self._turn()

    def _turn(self) -> None:
        self.pages.append([])
        self.y = 0.0

    def _balanced(self, strips: Sequence[Strip], at: int, room: float) -> tuple[list[Column], int]:
        """Columns as deep as there is room, or, where all fits on the page, as deep as they need be."""
        columns, end = self._columns(strips, at, room)
        if end < len(strips) or len(columns) == 1:
            return columns, end
        depth = _height(strips[at:]) / len(columns)
        while depth < room:
            attempt, reached = self._columns(strips, at, depth)
            if reached == end:
                return attempt, end
            depth += self.layout.leading / 2
        return columns, end

    def _columns(self, strips: Sequence[Strip], at: int, room: float) -> tuple[list[Column], int]:
        columns = []
        for _ in range(self.layout.columns):
            column, at = self._column(strips, at, room)
            columns.append(column)
        return columns, at

    def _column(self, strips: Sequence[Strip], at: int, room: float) -> tuple[Column, int]:
        """As many strips as a column of this height holds together with their footnotes, and where the rest begins."""
        body: list[Strip] = []
        foot: list[Strip] = []
        left = room
        while at < len(strips):
            end = _unit_end(strips, at)
            unit = strips[at:end] if body else _column_top(strips[at:end])
            if body and unit[0].new_page:
                break
            notes = self._notes(unit)
            need = _height(unit) + self._foot([*foot, *notes]) - self._foot(foot)
            if need > left + 0.01:
                if not body and room > self.layout.depth - 1:  # too much for any column: divided where it is full
                    end = at + max(1, _fitting(strips[at:end], room))
                    body, foot, at = list(strips[at:end]), self._notes(strips[at:end]), end
                break
            body += unit
            foot += notes
            left -= need
            at = end
        return (body, foot), at

    def _foot(self, notes: Sequence[Strip]) -> float:
        """What footnotes take up with the white and the rule above them."""
        return _height(notes) + self.note_gap if notes else 0

    def _notes(self, strips: Iterable[Strip]) -> list[Strip]:
        return [line for strip in strips for mark in strip.notes for line in self.notes[mark]]

    def _place(self, columns: Sequence[Column], floor: float) -> None:
        """Put columns on the page, their footnotes at the floor."""
        layout, page = self.layout, self.pages[-1]
        for index, (body, foot) in enumerate(columns):
            x = index * (layout.column + layout.gutter)
            page.extend(_stacked(body, x, self.y))
            if foot:
                rule = Strip(self.note_gap, rules=((0, self.note_gap * 0.6, 72, self.note_gap * 0.6),))
                page.extend(_stacked([rule, *foot], x, self.y + floor - _height(foot) - self.note_gap))
            if index:
                page.append(Placed(x - layout.gutter / 2, self.y, Strip(0, rules=((0, 0, 0, floor),))))
        self.y += floor


def _stacked(strips: Iterable[Strip], x: float, y: float) -> Iterator[Placed]:
    for strip in strips:
        yield Placed(x, y, strip)
        y += strip.height


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _fitting(strips: Iterable[Strip], room: float) -> int:
    """How many of the strips fit."""
    return sum(depth <= room for depth in accumulate(strip.height for strip in strips))


def _unit_end(strips: Sequence[Strip], at: int) -> int:
    """Where what sticks together from here ends."""
    while at < len(strips) - 1 and strips[at].stick:
        at += 1
    return at + 1


def _column_top(strips: Sequence[Strip]) -> list[Strip]:
    """Strips as they stand at the top of a column: no white before them, and the header of a table again."""
    kept = list(dropwhile(lambda strip: strip.blank, strips))
    header = kept[0].repeat if kept else None
    return [header, *kept] if header else kept
