"""Where on its page a passage stands: the outline of its lines, and the strip of the page around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from blacheck.model import Box, Document, Evidence, Page, Span

_AIR = 3.0  # between the words and their outline, in points
_AROUND = 12.0  # of the page that is shown around the lines, in points
_APART = 60.0  # white between lines, in points, at which a passage is shown in two pieces

Part = Sequence[Box]
"""The lines of one part of a passage."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a page with the outline of words on it, in points from the page's top left corner."""

    sheet: int
    """Place of the page in ``Document.pages``."""
    page: int
    """Its number."""
    box: Box
    """What is shown of the page."""
    path: str
    """The outline, as the data of an SVG path."""

    @property
    def view(self) -> str:
        """The box as an SVG view box: left, top, width, height."""
        left, top, right, bottom = self.box
        return _numbers(left, top, right - left, bottom - top)


def crops_of(evidence: Evidence, document: Document) -> tuple[Crop, ...]:
    """The pieces of pages on which a passage is printed, in order."""
    spans = [Span(part.start, part.end) for part in evidence.parts]
    return tuple(
        crop
        for sheet, page in enumerate(document.pages)
        if any(span.overlaps(part) for span in spans for part in page.spans)
        for crop in _crops(sheet, page, spans, document)
    )


def whole(crops: Iterable[Crop], document: Document) -> tuple[Crop, ...]:
    """The whole pages behind some pieces, each once, with all the outlines on it."""
    paths: dict[int, str] = {}
    for crop in crops:
        paths[crop.sheet] = paths.get(crop.sheet, "") + crop.path
    pages = ((sheet, document.pages[sheet], path) for sheet, path in paths.items())
    return tuple(Crop(sheet, page.number, (0, 0, page.width, page.height), path) for sheet, page, path in pages)


def _crops(sheet: int, page: Page, spans: Iterable[Span], document: Document) -> Iterator[Crop]:
    """Lines that belong to one part of the passage are outlined together: between them and others there may be text."""
    parts = [lines for span in spans if (lines := document.boxes_of(span, page))]
    left = min((line.box[0] for line in page.lines), default=0)
    right = max((line.box[2] for line in page.lines), default=0)
    for piece in _pieces(parts):
        top, bottom = min(box[1] for part in piece for box in part), max(box[3] for part in piece for box in part)
        box = (left - _AROUND, max(0.0, top - _AROUND), right + _AROUND, min(page.height, bottom + _AROUND))
        yield Crop(sheet, page.number, box, "".join(map(_path, piece)))


def _pieces(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts from top to bottom, in groups where there is much white or other text between them."""
    piece: list[Part] = []
    for part in sorted(parts, key=lambda part: part[0][1]):
        if piece and part[0][1] - max(box[3] for one in piece for box in one) > _APART:
            yield piece
            piece = []
        piece.append(part)
    if piece:
        yield piece


def _path(lines: Part) -> str:
    """Around running text in one line, as a pen would draw it; around words side by side, as in a table, one by one."""
    runs = all((one[1] + one[3]) / 2 < other[1] for one, other in pairwise(lines))
    if len(lines) == 1 or not runs:
        return "".join(_polygon(_corners(box)) for box in lines)
    first, last = lines[0], lines[-1]
    left, right = min(box[0] for box in lines[1:]) - _AIR, max(box[2] for box in lines[:-1]) + _AIR
    start, end = first[0] - _AIR, last[2] + _AIR
    head, foot = (first[3] + lines[1][1]) / 2, (lines[-2][3] + last[1]) / 2
    top, bottom = first[1] - _AIR, last[3] + _AIR
    upper = [(start, top), (right, top), (right, foot), (end, foot)]
    return _polygon([*upper, (end, bottom), (left, bottom), (left, head), (start, head)])


def _corners(box: Box) -> list[tuple[float, float]]:
    left, top, right, bottom = box[0] - _AIR, box[1] - _AIR, box[2] + _AIR, box[3] + _AIR
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return f"M{'L'.join(_numbers(*point) for point in points)}Z"


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.1f}".removesuffix(".0") for value in values)
