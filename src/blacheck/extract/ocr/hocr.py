"""What Tesseract answers (hOCR): lines of words, with their places on the picture and how sure it is of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_XHTML = "{http://www.w3.org/1999/xhtml}"
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word as recognised."""

    text: str
    box: Box
    """In pixels, from the upper left corner."""
    confidence: float
    """Between 0 and 1."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words of one line of a paragraph."""

    words: tuple[PrintedWord, ...]
    box: Box
    slope: float
    """By how much its baseline goes down for each pixel to the right."""
    offset: float
    """Where the baseline starts, seen from the lower left corner of the box: downwards."""
    size: float
    """Height of its letters with ascenders and descenders, in pixels."""
    descent: float
    paragraph: int
    """Lines with the same number belong to one paragraph."""

    def base(self, x: float) -> float:
        """Height of the baseline at a place."""
        return self.box[3] + self.offset + self.slope * (x - self.box[0])


def lines_of(hocr: str) -> tuple[PrintedLine, ...]:
    """The lines, in the order of reading.

    Raises:
        ValueError: this is no hOCR.
    """
    try:
        root = ElementTree.fromstring(hocr.encode())
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    found = []
    for paragraph, element in enumerate(root.iter(f"{_XHTML}p")):
        found += [line for part in element if part.get("class") in _LINES for line in _line(part, paragraph)]
    return tuple(found)


def _line(element: ElementTree.Element, paragraph: int) -> Iterator[PrintedLine]:
    title = element.get("title", "")
    box = _box(title)
    words = tuple(word for part in element if part.get("class") == "ocrx_word" for word in _word(part))
    if words:
        slope, offset = _numbers(title, "baseline", (0.0, 0.0))[:2]
        (size,) = _numbers(title, "x_size", (box[3] - box[1],))
        (descent,) = _numbers(title, "x_descenders", (0.2 * size,))
        yield PrintedLine(words, box, slope, offset, size, descent, paragraph)


def _word(element: ElementTree.Element) -> Iterator[PrintedWord]:
    text, title = "".join(element.itertext()).strip(), element.get("title", "")
    if text:
        (confidence,) = _numbers(title, "x_wconf", (0.0,))
        yield PrintedWord(text, _box(title), confidence / 100)


def _box(title: str) -> Box:
    x0, top, x1, bottom = _numbers(title, "bbox", (0.0,) * 4)
    return x0, top, x1, bottom


def _numbers(title: str, name: str, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    found = re.search(rf"(?:^|[\s;]){name}((?: -?[\d.]+(?:e-?\d+)?)+)", title)
    return tuple(map(float, found[1].split())) if found else otherwise
