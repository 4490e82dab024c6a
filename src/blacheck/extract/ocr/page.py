"""One scanned page: recognised, once more another way where the result is doubtful, and turned into words with places.

Whatever was recognised is kept. What cannot be text (specks, frames, seals) goes to the margin of the page, not into
the agreement.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING

from blacheck.extract.ocr.hocr import PrintedLine, PrintedWord
from blacheck.extract.ocr.tesseract import RecognitionError, Tesseract
from blacheck.extract.printed import swung

if TYPE_CHECKING:
    from PIL.Image import Image

    from blacheck.extract.scans import RawScan

LEAST = 0.75
"""Confidence below which a page counts as unread. Of known pages made worse step by step, those above 0.8 had four
words in five right or more, those below 0.7 every other word at best (benchmarks/confidence.py)."""
_DOUBTFUL = 0.87
"""Confidence below which a page is tried in other ways as well."""
_SURE = 0.8
"""Confidence from which a word is hardly ever wrong."""
_SPECK = 0.7
_STROKES = frozenset("|¦\\/_~=«»—–-.,:;'‘’`´\"“”°*•<>^")
_MUDDLE = 0.4
"""Mean confidence of a line below which it is no text but a seal, a signature or a frame."""
_SHARED = 0.3
"""Share of a line's height that another must take up to be the same line: boxes of crooked lines touch."""
_BULLETS = frozenset("e«»¢°o®©@*·¤§")
"""What bullets are read as."""
_APART, _FAR = 0.8, 4.0
"""Gaps, in heights of letters, wider than any space and than that after the number of an item."""
_SCRAP, _GUESSED = 3, 0.5
"""Letters of a scrap at most, and confidence below which it may be one near the text."""
_INK = 0.002
"""Share of dark pixels that a blank page may have."""
_DARK = 128

RawToken = tuple[str, float, float, float, float, float, float]
"""A word, its box in points, its baseline and its size, on the page as turned to be level."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What recognition made of a page."""

    number: int
    words: tuple[RawToken, ...] = ()
    noise: tuple[RawToken, ...] = ()
    turn: int = 0
    """As in ``PrintedPage``."""
    skew: float = 0.0
    """As in ``PrintedPage``."""
    confidence: float | None = None
    reason: str | None = None
    """Why the page counts as unread, or None."""
    lasting: bool = True
    """False where another try might bring more, so that it must not be cached."""

    @property
    def text(self) -> str:
        """The words in the order of recognition."""
        return " ".join(word[0] for word in self.words)


Redraw = Callable[[int, int], "RawScan | None"]
"""Draws a page, by its number, turned clockwise by so many degrees."""


@dataclass(frozen=True, slots=True)
class _Try:
    scan: "RawScan"
    turn: int
    lines: tuple[PrintedLine, ...]

    @property
    def words(self) -> list[PrintedWord]:
        return [word for line in self.lines for word in line.words]

    @property
    def worth(self) -> float:
        """Letters that are surely right."""
        return sum(len(word.text) for word in self.words if word.confidence >= _SURE)


def recognise(
    scan: "RawScan", engine: Tesseract, languages: Sequence[str], *, redraw: Redraw, seconds: float
) -> Recognised:
    """The words of a page.

    Args:
        scan: The page as drawn.
        engine: What recognises it.
        languages: ISO 639-1 codes of the languages to expect.
        redraw: Draws the page again, turned.
        seconds: Time allowed for all tries together.
    """
    until = monotonic() + seconds
    number = scan[0]
    try:
        best = _read(scan, 0, engine, languages, until)
        if _confidence(best.words) < _DOUBTFUL and not is_blank(scan):
            tries = [best, *_others(scan, engine, languages, redraw, until)]
            best = _completed(max(tries, key=lambda one: one.worth), tries)
    except RecognitionError as error:
        return Recognised(number, reason=str(error), lasting=False)
    return _placed(best)


def _completed(best: _Try, tries: Sequence[_Try]) -> _Try:
    """The best try with lines that another one, the same way up, is sure of and that it has not."""
    lines = list(best.lines)
    for line in (line for other in tries if other.turn == best.turn for line in other.lines):
        if _confidence(line.words) >= _SURE and not any(_covers(one, line) for one in lines if not _is_muddle(one)):
            lines.append(line)
    return replace(best, lines=tuple(lines))


def _covers(one: PrintedLine, line: PrintedLine) -> bool:
    """True where two lines share a place on the page."""
    (x0, top, x1, bottom), (left, above, right, below) = one.box, line.box
    return min(x1, right) > max(x0, left) and min(bottom, below) - max(top, above) > _SHARED * (below - above)


def _others(
    scan: "RawScan", engine: Tesseract, languages: Sequence[str], redraw: Redraw, until: float
) -> Iterator[_Try]:
    """Other ways to read a doubtful page: the other way up, and without specks."""
    from PIL import ImageFilter

    image = picture(scan)
    turn = engine.turn(image, _dots(scan), seconds=until - monotonic())
    turned = redraw(scan[0], turn) if turn else None
    if turned:
        yield _read(turned, turn, engine, languages, until)
        scan, image = turned, picture(turned)
    else:
        turn = 0
    quiet = image.filter(ImageFilter.MedianFilter(3)).tobytes()
    yield _read((*scan[:7], quiet), turn, engine, languages, until)


def _read(scan: "RawScan", turn: int, engine: Tesseract, languages: Sequence[str], until: float) -> _Try:
    lines = engine.read(picture(scan), _dots(scan), languages, seconds=until - monotonic())
    return _Try(scan, turn, lines)


def picture(scan: "RawScan") -> "Image":
    """The picture of a scan."""
    from PIL import Image

    return Image.frombytes("L", scan[5:7], scan[7])


def is_blank(scan: "RawScan") -> bool:
    """True for a page with hardly anything on it."""
    counts = picture(scan).histogram()
    return sum(counts[:_DARK]) < _INK * sum(counts)


def _dots(scan: "RawScan") -> float:
    return 72 * scan[3]


# ---------------------------------------------------------------- from lines to words with places


def _placed(best: _Try) -> Recognised:
    """The words in points on the level page, what is noise apart."""
    text, noise = list[tuple[PrintedLine, PrintedWord]](), list[tuple[PrintedLine, PrintedWord]]()
    for line in _with_bullets(best.lines):
        kept = _text_of(line)
        for word in line.words:
            (text if word in kept else noise).append((line, word))
    number, _, _, _, angle, *_ = best.scan
    if not text:
        blank = is_blank(best.scan)
        return Recognised(number, reason=None if blank else "no characters could be recognised in its picture")
    rest = math.degrees(math.atan(median(line.slope for line, _ in text)))
    confidence = round(_confidence(chain(_words(text), _muddled(best.lines))), 3)
    return Recognised(
        number,
        tuple(_token(line, word, best.scan, rest) for line, word in text),
        tuple(_token(line, word, best.scan, rest) for line, word in noise),
        best.turn,
        round(angle + rest, 3),
        confidence,
        _too_little(confidence),
    )


def _too_little(confidence: float) -> str | None:
    if confidence >= LEAST:
        return None
    return f"its characters were recognised with {confidence:.0%} confidence, less than the {LEAST:.0%} to rely on"


def _words(pairs: Iterable[tuple[PrintedLine, PrintedWord]]) -> Iterator[PrintedWord]:
    return (word for _, word in pairs)


def _muddled(lines: Iterable[PrintedLine]) -> Iterator[PrintedWord]:
    """Words in lines set apart that are long enough to have been text."""
    return (word for line in lines if _is_muddle(line) for word in line.words if len(word.text) > 3)


def _confidence(words: Iterable[PrintedWord]) -> float:
    """Mean confidence, each word weighed by its length; 0 without words."""
    weighed = [(len(word.text), word.confidence) for word in words]
    return sum(length * confidence for length, confidence in weighed) / (sum(length for length, _ in weighed) or 1)


def _with_bullets(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, with the bullets of lists that were read as letters or other signs."""
    listed = [at for at, line in enumerate(lines) if _begins_with_bullet(line)]
    out = list(lines)
    for at in listed if len(listed) > 1 else ():
        first, *others = lines[at].words
        out[at] = replace(lines[at], words=(replace(first, text="•"), *others))
    return out


def _begins_with_bullet(line: PrintedLine) -> bool:
    if len(line.words) < 2 or line.words[0].text not in _BULLETS:
        return False
    return line.words[1].box[0] - line.words[0].box[2] > _APART * line.size


def _text_of(line: PrintedLine) -> list[PrintedWord]:
    """The words of a line without what cannot be text."""
    if _is_muddle(line):
        return []
    words = [word for word in line.words if not _is_speck(word)]
    while len(words) > 1 and _is_stray(words[-1], (words[-1].box[0] - words[-2].box[2]) / line.size):
        words.pop()
    while len(words) > 1 and _is_stray(words[0], (words[1].box[0] - words[0].box[2]) / line.size):
        words.pop(0)
    return words


def _is_stray(word: PrintedWord, gap: float) -> bool:
    """True for a scrap at the end of a line: short, doubtful, and apart from the text; no number of an item."""
    if len(word.text) > _SCRAP or word.text[-1] in ".)," or word.text.isdecimal():
        return False
    return (gap > _FAR and word.confidence < _SURE) or (gap > _APART and word.confidence < _GUESSED)


def _is_muddle(line: PrintedLine) -> bool:
    return _confidence(line.words) < _MUDDLE


def _is_speck(word: PrintedWord) -> bool:
    """True for strokes of frames and specks of dirt."""
    if any(char.isalnum() for char in word.text):
        return False
    return word.confidence < _SPECK or word.text.strip("|¦\\_~") == ""


def _token(line: PrintedLine, word: PrintedWord, scan: "RawScan", rest: float) -> RawToken:
    """A word on the page turned by the ``rest`` of the angle, with the height of its line."""
    base = line.base((word.box[0] + word.box[2]) / 2)
    box = (word.box[0], base + line.descent - line.size, word.box[2], base + line.descent)
    x0, top, x1, bottom = swung(box, rest, (scan[5] / 2, scan[6] / 2))
    scale = scan[3]
    edges = [round(edge / scale, 2) for edge in (x0, top, x1, bottom, bottom - line.descent)]
    return (word.text, edges[0], edges[1], edges[2], edges[3], edges[4], round(line.size / scale, 1))


# ---------------------------------------------------------------- sizes over all pages

_SAME = 0.17
"""Sizes that differ from the usual one by less than this share are the usual one, measured inexactly."""


_SPACE = 0.45
"""Width of a space in sizes of letters at most. Typewriters leave more: their letters count as larger, so that the
words of a line are not taken for the columns of a table."""


def with_even_sizes(pages: Sequence[Recognised]) -> list[Recognised]:
    """The pages with the sizes of letters as printed: what is measured differs from line to line."""
    sizes = sorted(word[6] for page in pages for word in page.words for _ in word[0])
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    spaces = [space for page in pages for space in _spaces(page, usual)]
    wider = max(1.0, median(spaces) / (_SPACE * usual)) if spaces else 1.0
    return [replace(page, words=tuple(_even(word, usual, wider) for word in page.words)) for page in pages]


def _spaces(page: Recognised, usual: float) -> Iterator[float]:
    """The white between words that stand beside each other, in points."""
    for left, right in pairwise(page.words):
        if abs(left[5] - right[5]) < 0.3 * usual and 0 < right[1] - left[3] < 3 * usual:
            yield right[1] - left[3]


def _even(word: RawToken, usual: float, wider: float) -> RawToken:
    size = usual if abs(word[6] - usual) < _SAME * usual else float(round(word[6]))
    return (*word[:6], round(size * wider, 1))
