"""Pictures of pages, for a reader to hold beside what was read. Drawn in the child process, as pages are read."""

import io
from collections.abc import Iterator, Sequence
from time import monotonic

from blacheck.extract.limits import Errand
from blacheck.extract.pdf import opened
from blacheck.extract.pdfium import Reader

_SHADES = 16
"""Greys in which a page is kept: a scan in full colour takes twenty times the space and reads no better."""
_TALLEST = 4.0
"""Height of a picture in widths at most, so that a strip without end costs no more than a few pages."""
_SHARE_OF_TIME = 0.8
"""Share of the time allowed after which no further page is drawn."""

RawPicture = tuple[int, int, int, bytes]
"""Page number, width and height in pixels, WebP."""


def draw_pages(
    data: bytes, errand: Errand, *, numbers: Sequence[int] | None, width: int, password: str | None = None
) -> tuple[RawPicture, ...]:
    """Draw pages of a PDF as lossless WebP.

    Args:
        data: The file.
        errand: Its name and the time for all of them; what cannot be drawn within is left out, as are damaged pages.
        numbers: Which pages, counted from 1; None for all.
        width: Width of each picture in pixels.
        password: What opens it, where it is locked.

    Raises:
        ExtractionError: it is damaged or needs a password.
    """
    reader = opened(data, errand.name, password)
    wanted = range(1, len(reader) + 1) if numbers is None else numbers
    errand.expect(len(wanted))
    until = monotonic() + _SHARE_OF_TIME * errand.left
    return tuple(_drawn(reader, wanted, width, until))


def _drawn(reader: Reader, numbers: Sequence[int], width: int, until: float) -> Iterator[RawPicture]:
    for number in numbers:
        if monotonic() > until:
            return
        image = reader.image(number, width=width, tallest=_TALLEST)
        if image is not None:
            file = io.BytesIO()
            image.point([_shade(value) for value in range(256)]).save(file, "WEBP", lossless=True)
            yield number, image.width, image.height, file.getvalue()


def _shade(value: int) -> int:
    step = 255 / (_SHADES - 1)
    return round(round(value / step) * step)
