"""Pages drawn for character recognition, at the resolution of the scan and level. Runs in the child process."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from blacheck.extract.limits import Errand
from blacheck.extract.pdf import opened_or_salvaged
from blacheck.extract.pdfium import Reader

if TYPE_CHECKING:
    from PIL.Image import Image

RawScan = tuple[int, float, float, float, float, int, int, bytes]
"""Page number, width and height of the page in points, pixels per point, the degrees by which it was turned to be level
(anticlockwise), width and height in pixels, the pixels as one byte of grey each."""

_USUAL, _COARSEST, _FINEST = 300.0, 150.0, 400.0
"""Dots per inch: without a scanned picture, and for scanned ones at least and at most. Drawing a scan finer than it is
makes its noise as large as letters."""
_MOST_PIXELS = 20e6
_NARROW = 700
"""Width in pixels in which the angle is looked for: lines of text are still apart."""
_MARGIN = 0.08
"""Share of the page on each side that is not looked at: shadows and holes are there."""
_SEARCH = ((1.0, 14), (0.2, 5))
"""Steps in degrees, and how many to either side: first far and coarse, then near and fine."""
_LEVEL = 0.3
"""Degrees that recognition does not mind."""


def draw_scans(
    data: bytes,
    errand: Errand,
    *,
    numbers: Sequence[int],
    turn: int,
    password: str | None = None,
    partial: bool = False,
) -> tuple[RawScan, ...]:
    """Pages of a PDF as pictures for recognition, turned clockwise by a multiple of 90; damaged ones are left out.

    ``password`` and ``partial`` are as in ``read_pdf``.

    Raises:
        ExtractionError: it is damaged or needs a password.
    """
    reader, _ = opened_or_salvaged(data, errand.name, password, partial=partial)
    drawn = (_drawn(reader, number, turn) for number in numbers)
    return tuple(scan for scan in drawn if scan is not None)


def _drawn(reader: Reader, number: int, turn: int) -> RawScan | None:
    size = reader.size(number)
    if size is None:
        return None
    width, height, finest = size
    dots = min(max(finest or _USUAL, _COARSEST), _FINEST)
    scale = min(dots / 72, sqrt(_MOST_PIXELS / (width * height)))
    image = reader.image(number, width=round(width * scale), tallest=height / width + 1)
    if image is None:
        return None
    scale = image.width / width
    if turn:
        image = image.rotate(-turn, expand=True)
    angle = slope(image)
    if abs(angle) > _LEVEL:
        from PIL.Image import Resampling

        image = image.rotate(angle, Resampling.BICUBIC, fillcolor=255)
    else:
        angle = 0.0
    return number, width, height, scale, angle, image.width, image.height, image.tobytes()


def slope(image: "Image") -> float:
    """The degrees, anticlockwise, by which a page must be turned for its lines to be level.

    Where lines are level, dark and light rows alternate most sharply.
    """
    from PIL import ImageOps
    from PIL.Image import Resampling

    small = image.resize((_NARROW, max(1, round(_NARROW * image.height / image.width))), Resampling.BOX)
    across, down = round(_MARGIN * small.width), round(_MARGIN * small.height)
    small = ImageOps.invert(small.crop((across, down, small.width - across, small.height - down)))
    best = 0.0
    for step, reach in _SEARCH:
        best = max((best + step * at for at in range(-reach, reach + 1)), key=lambda angle: _sharpness(small, angle))
    return round(best, 2)


def _sharpness(image: "Image", angle: float) -> int:
    from PIL.Image import Resampling

    rows = image.rotate(angle, Resampling.BILINEAR).resize((1, image.height), Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
