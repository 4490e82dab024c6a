"""The pictures of pages that a report carries: each page once, however many passages are shown on it.

Where whole pages would make the file too large to send, only the strips that passages need are kept.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from blacheck.model import Document, Page, Picture
from blacheck.report.outline import Crop

MOST = 20_000_000
"""Bytes of pictures, as they stand in the page, above which only strips are kept."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture of a page from ``top`` to ``bottom``, over its whole width; in points."""

    sheet: int
    """Place of the page in ``Document.pages``."""
    top: float
    bottom: float
    width: float
    data: str
    """WebP in base64."""

    @property
    def id(self) -> str:
        """What a drawing refers to it by."""
        return f"p{self.sheet}-{self.top:.0f}"


@dataclass(frozen=True, slots=True)
class Album:
    """All pictures of a report."""

    strips: tuple[Strip, ...] = ()
    whole: bool = True
    """False where whole pages would have been too much."""
    lacking: tuple[int, ...] = ()
    """Pages of which pictures were wanted and not to be had."""

    @property
    def complete(self) -> bool:
        """True where nothing that was wanted is left out."""
        return self.whole and not self.lacking

    def of(self, crop: Crop) -> Strip | None:
        """The strip on which a piece of a page is to be seen."""
        middle = (crop.box[1] + crop.box[3]) / 2
        return next((s for s in self.strips if s.sheet == crop.sheet and s.top <= middle <= s.bottom), None)


def album_of(pictures: Mapping[int, Picture], crops: Iterable[Crop], document: Document, most: int = MOST) -> Album:
    """The pictures that some pieces of pages need.

    Args:
        pictures: Of whole pages, by their place in ``Document.pages``.
        crops: The pieces.
        document: The document that they are of.
        most: Bytes of pictures in base64 above which only strips are kept.
    """
    bands = _bands(crops)
    needed = {sheet: picture for sheet, picture in pictures.items() if sheet in bands}
    lacking = tuple(document.pages[sheet].number for sheet in sorted(bands.keys() - needed.keys()))
    whole = sum(len(picture.webp) for picture in needed.values()) * 4 // 3 <= most
    strips: list[Strip] = []
    for sheet, picture in needed.items():
        page = document.pages[sheet]
        strips += [_whole(sheet, picture, page)] if whole else _cut(sheet, picture, page, bands[sheet])
    return Album(tuple(strips), whole, lacking)


def _bands(crops: Iterable[Crop]) -> Mapping[int, list[tuple[float, float]]]:
    """By sheet, the heights at which pieces lie; those that touch are one."""
    bands: dict[int, list[tuple[float, float]]] = {}
    for sheet, top, bottom in sorted((crop.sheet, crop.box[1], crop.box[3]) for crop in crops):
        listed = bands.setdefault(sheet, [])
        if listed and top <= listed[-1][1]:
            listed[-1] = (listed[-1][0], max(bottom, listed[-1][1]))
        else:
            listed.append((top, bottom))
    return bands


def _whole(sheet: int, picture: Picture, page: Page) -> Strip:
    return Strip(sheet, 0.0, page.height, page.width, base64.b64encode(picture.webp).decode())


def _cut(sheet: int, picture: Picture, page: Page, bands: Iterable[tuple[float, float]]) -> Iterator[Strip]:
    from PIL import Image

    scale = picture.height / page.height
    with Image.open(io.BytesIO(picture.webp)) as image:
        for top, bottom in bands:
            upper, lower = int(top * scale), min(picture.height, int(bottom * scale) + 1)
            file = io.BytesIO()
            image.crop((0, upper, picture.width, lower)).save(file, "WEBP", lossless=True)
            data = base64.b64encode(file.getvalue()).decode()
            yield Strip(sheet, upper / scale, lower / scale, page.width, data)
