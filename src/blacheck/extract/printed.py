"""What is printed on a page, before it is put in order: words with places, ruled lines, pictures.

Coordinates are PDF points from the top left corner of the page as it is shown.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: that of ``blacheck.model``, which takes too long to import for the child to do it."""


class Token(NamedTuple):
    """A word as printed; a word divided at a line end is two tokens, the first ending with its hyphen.

    A named tuple, not a dataclass: a document has tens of thousands, and a tuple is made three times as fast.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    """Height of the baseline."""
    size: float
    """Font size in points."""
    bold: bool | None = None
    """Known for the first and the last word of a printed line."""
    raised: bool = False
    """True for the superscript end of a word, which may be the mark of a footnote."""


class Apart(NamedTuple):
    """Printed text that is kept out of the document's text."""

    kind: str
    """As ``Furniture.kind`` of the model."""
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as the PDF library gives it."""

    number: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    """In the order in which the file draws them."""
    stray: tuple[Token, ...] = ()
    """Words that run across the direction of the page: watermarks, notes up the margin."""
    turn: int = 0
    """By how many degrees, clockwise, the page had to be turned for its text to be level."""
    rules: tuple[Box, ...] = ()
    """Level lines that are drawn: rules and the upper edges of boxes."""
    has_grid: bool = False
    """True where drawn lines may be the rules of a table."""
    pictures: tuple[Box, ...] = ()
    drawn: int = 0
    """Number of drawn shapes."""
    damage: str | None = None
    """Why the page cannot be read, as far as that is known before its words are, or None."""
    skew: float = 0.0
    """By how many degrees, anticlockwise, it was turned after that about its centre (a scan laid crooked)."""
    confidence: float | None = None
    """Between 0 and 1 for characters that were recognised in a picture; None for those of the file."""

    @property
    def pictured(self) -> float:
        """Share of the page that its largest picture covers."""
        areas = [max(0.0, x1 - x0) * max(0.0, bottom - top) for x0, top, x1, bottom in self.pictures]
        return min(1.0, max(areas, default=0.0) / (self.width * self.height or 1.0))


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where it is and the boxes of its cells, row by row; None for a cell hidden under a merged one."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def hull(boxes: Sequence[Box]) -> Box:
    """The smallest box around all boxes; at least one must be given."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def median(values: Iterable[float]) -> float:
    """The middle value. (The module ``statistics`` takes longer to import than a page to read.)"""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def turned_back(box: Box, page: PrintedPage) -> Box:
    """A box of a turned page in the coordinates of the page as it is shown."""
    turn, width, height = page.turn, page.width, page.height
    if page.skew:
        across, down = (height, width) if turn in (90, 270) else (width, height)
        box = swung(box, -page.skew, (across / 2, down / 2))
    x0, top, x1, bottom = box
    if turn == 90:
        return (top, height - x1, bottom, height - x0)
    if turn == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return (width - bottom, x0, width - top, x1)
    return box


def swung(box: Box, degrees: float, about: tuple[float, float]) -> Box:
    """A box of the same size whose centre was turned, anticlockwise as seen, about a point."""
    x, y = (box[0] + box[2]) / 2 - about[0], (box[1] + box[3]) / 2 - about[1]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    right, down = x * cos + y * sin - x, y * cos - x * sin - y
    return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)
