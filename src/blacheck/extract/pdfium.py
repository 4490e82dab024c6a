"""Characters and boxes from PDFium: one call for a page's text, a few for each word, no more.

PDFium gives characters in the order in which the file draws them, ends lines with a carriage return and a newline, and
replaces a hyphen at a line end, together with the line end, by U+FFFE.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from blacheck.extract.characters import SOFT_HYPHENS, clean
from blacheck.extract.hyphens import SOFT
from blacheck.extract.printed import Box, PrintedPage, Token, hull
from blacheck.extract.righttoleft import Glyph, is_neutral, runs_left, words_of

if TYPE_CHECKING:
    from PIL.Image import Image

_LINE_END_HYPHENS = "\ufffe\x02"
_LINE_ENDS = ("\r", "\n", "", *_LINE_END_HYPHENS)
_WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_LEAST_SPACE = 0.1
"""White wider than this share of the font size, between capitals set without white, is a space."""
_MARKS = "0123456789*†‡§"
_CLOSING = ".,;:)]\"'”’»"
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_THIN = 2.5
"""Drawn shapes thinner than this many points are lines."""
_MOST_OBJECTS = 200_000
_MOST_LINES = 10_000
"""A page with more shapes than this shows a drawing, not a table."""
_MOST_CHARACTERS = 100_000
"""Five times as many as fill a page of a newspaper."""
_MOST_PICTURES = 200
_MUCH = 0.3
"""Share of a page from which a picture may be a scan of it."""
Place = Callable[[float, float, float, float], Box]


class Reader:
    """A PDF opened in PDFium.

    Args:
        data: The file.
        password: What opens it, if it is locked.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot open it.
    """

    def __init__(self, data: bytes, password: str | None = None) -> None:
        import pypdfium2
        import pypdfium2.raw

        self._raw = pypdfium2.raw
        self._failure: type[Exception] = pypdfium2.PdfiumError
        self._document = pypdfium2.PdfDocument(data, password)

    def __len__(self) -> int:
        return len(self._document)

    @property
    def is_protected(self) -> bool:
        """True for a file that is encrypted but opens without a password."""
        return bool(self._raw.FPDF_GetSecurityHandlerRevision(self._document.raw) != -1)

    @property
    def has_form(self) -> bool:
        """True for a file with fields to be filled in, whose contents are no part of the pages' text."""
        return bool(self._document.get_formtype())

    def pages(self) -> Iterator[PrintedPage]:
        """The pages in order; a page that cannot be opened says so in ``damage``."""
        for index in range(len(self)):
            try:
                page = self._document[index]
                width, height = page.get_size()
                text = page.get_textpage()
            except self._failure as error:
                yield PrintedPage(index + 1, 0.0, 0.0, (), damage=f"the page is damaged ({str(error).rstrip('.')})")
                continue
            try:
                count = text.count_chars()
                if count > _MOST_CHARACTERS:
                    damage = f"it holds {count:,} characters, more than can be printed on a page"
                    yield PrintedPage(index + 1, width, height, (), damage=damage)
                else:
                    yield self._page(index + 1, page, text, width, height)
            finally:
                text.close()
                page.close()

    def image(self, number: int, *, width: int, tallest: float) -> "Image | None":
        """A page as a picture in greys, or None where there is no such page or it is damaged.

        Args:
            number: The page, counted from 1.
            width: Width of the picture in pixels.
            tallest: Its height in widths at most; a longer page becomes narrower.
        """
        if not 1 <= number <= len(self):
            return None
        try:
            page = self._document[number - 1]
        except self._failure:
            return None
        try:
            across, down = page.get_size()
            scale = min(width / max(across, 1.0), tallest * width / max(down, 1.0))
            image: Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
        finally:
            page.close()
        return image

    def size(self, number: int) -> tuple[float, float, float] | None:
        """Width and height of a page in points, and the dots per inch of the picture that covers it (0 without one).

        None where there is no such page or it is damaged.
        """
        if not 1 <= number <= len(self):
            return None
        try:
            page = self._document[number - 1]
        except self._failure:
            return None
        try:
            width, height = page.get_size()
            images = list(islice(page.get_objects(filter=(self._raw.FPDF_PAGEOBJ_IMAGE,)), _MOST_PICTURES))
            finest = max((self._density(image.raw, width * height) for image in images), default=0.0)
        finally:
            page.close()
        return max(width, 1.0), max(height, 1.0), finest

    def _density(self, image: Any, area: float) -> float:
        """Dots per inch of a picture that covers much of a page; 0 for a smaller one."""
        across, down = ctypes.c_uint(), ctypes.c_uint()
        edges = [ctypes.c_float() for _ in range(4)]
        self._raw.FPDFImageObj_GetImagePixelSize(image, across, down)
        self._raw.FPDFPageObj_GetBounds(image, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        covered = (right - left) * (top - bottom)
        return 72 * float(across.value * down.value / covered) ** 0.5 if covered > _MUCH * area > 0 else 0.0

    def _page(self, number: int, page: Any, text: Any, width: float, height: float) -> PrintedPage:
        rotation = page.get_rotation()
        bounds = page.get_bbox()
        words = _Words(self._raw, text)
        level, slanted = words.read(_placer(bounds, rotation))
        turn = _turn(level, slanted)
        if turn:
            level, slanted = words.read(_placer(bounds, (rotation + turn) % 360))
        shapes = _Shapes(self._raw, page, _placer(bounds, (rotation + turn) % 360))
        return PrintedPage(
            number,
            width,
            height,
            tuple(level),
            tuple(token for token, _ in slanted),
            turn,
            tuple(shapes.rules),
            shapes.has_grid,
            tuple(shapes.pictures),
            shapes.drawn,
        )


def _placer(bounds: Box, rotation: int) -> Place:
    """A function from a box as PDFium gives it (left, top, right, bottom, upwards) to the page as shown."""
    left, bottom, right, top = bounds
    if rotation == 90:
        return lambda x0, y1, x1, y0: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if rotation == 180:
        return lambda x0, y1, x1, y0: (right - x1, y0 - bottom, right - x0, y1 - bottom)
    if rotation == 270:
        return lambda x0, y1, x1, y0: (top - y1, right - x1, top - y0, right - x0)
    return lambda x0, y1, x1, y0: (x0 - left, top - y1, x1 - left, top - y0)


Slant = tuple[Token, int]
"""A word that is not level, and by how many degrees, clockwise, it would have to be turned; 0 for odd angles."""


def _turn(level: list[Token], slanted: list[Slant]) -> int:
    """The turn that most of the page's words ask for."""
    turns = Counter(turn for token, turn in slanted if turn and len(token.text) > 1)
    if not turns:
        return 0
    turn, count = turns.most_common(1)[0]
    return turn if count > sum(len(token.text) > 1 for token in level) else 0


class _Words:
    """Reads the words of one page. Holds the buffers that PDFium writes into."""

    def __init__(self, raw: Any, text: Any) -> None:
        self._raw = raw
        self._page = text.raw
        self._string = _characters(raw, text)
        self._rect = raw.FS_RECTF()
        self._edges = memoryview(self._rect).cast("B").cast("f")  # left, top, right, bottom
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)

    def read(self, place: Place) -> tuple[list[Token], list[Slant]]:
        """The level words and the slanted ones, in the order of the file.

        A tight loop: it runs for every word of a document.
        """
        level, slanted = list[Token](), list[Slant]()
        string, ratio, end, seen, base = self._string, 0.0, 0, (0.0, 0.0), 0.0
        apart = list[list[Glyph]]() if runs_left(string) else None
        measure, page, rect, edges = self._raw.FPDFText_GetLooseCharBox, self._page, self._rect, self._edges
        for found in _WORD.finditer(string):
            text, first, last = found.group(), found.start(), found.end() - 1
            if not (text.isascii() and text.isprintable()):
                text = _cleaned(text)
                if not text:
                    continue
                if string[last] in _LINE_END_HYPHENS and last > first:
                    last -= 1
            opens = not end or "\n" in string[end:first]
            end = found.end()
            measure(page, first, rect)
            x0, top, x1, bottom = left = place(*edges)
            if opens:
                ratio = self._size_ratio(first)
            if (top, bottom) != seen:
                seen, base = (top, bottom), self._base(first, place)
            if last > first:
                measure(page, last, rect)
                right = place(*edges)
                if right[3] != bottom or right[0] < x0 or (text[-1] in _CLOSING and text[-2] in _MARKS):
                    turn = _slant(left, right, rtl=len(text) < 3 or apart is not None)
                    if turn is not None:
                        box = hull((left, right))
                        slanted.append((Token(text, *box, box[3], (bottom - top) * ratio), turn))
                        continue
                    if apart is not None and (right[0] < x0 or runs_left(text) or is_neutral(text)):
                        apart.append(self._glyphs(first, last, place, ratio))
                        continue
                    if any(char in _MARKS for char in text):
                        level.extend(self._split(first, last, place, ratio))
                        continue
                    x0, top, bottom = min(x0, right[0]), min(top, right[1]), max(bottom, right[3])
                    x1 = max(x1, right[2])
                else:
                    x1 = right[2]
                if last - first > 4 and text.isupper():
                    parted = self._at_gaps(first, last, place, ratio)
                    if len(parted) > 1:
                        level += parted
                        continue
            if apart is not None and (runs_left(text) or is_neutral(text)):
                apart.append(self._glyphs(first, last, place, ratio))
                continue
            bold = None
            if opens or string[end : end + 1] in _LINE_ENDS:
                bold = self._is_bold(first if opens else last)
            level.append(Token(text, x0, top, x1, bottom, base, (left[3] - left[1]) * ratio, bold))
        if apart:
            level += words_of(apart, level)
        return level, slanted

    def _glyphs(self, first: int, last: int, place: Place, ratio: float) -> list[Glyph]:
        """The characters of what PDFium takes for a word, and the printed space behind it."""
        if self._string[last + 1 : last + 2] == " " and self._raw.FPDFText_IsGenerated(self._page, last + 1) == 0:
            last += 1
        base, bold = self._base(first, place), self._is_bold(first)
        glyphs = list[Glyph]()
        for at in range(first, last + 1):
            box = self._box(at, place)
            glyphs.append(
                Glyph(self._string[at], self._origin(at, place)[0], box, base, (box[3] - box[1]) * ratio, bold)
            )
        return glyphs

    def _split(self, first: int, last: int, place: Place, ratio: float) -> Iterator[Token]:
        """A word and the raised marks in it, apart."""
        boxes = [self._box(at, place) for at in range(first, last + 1)]
        full = max(boxes, key=lambda box: box[3] - box[1])
        tall = full[3] - full[1]
        raised = [box[3] - box[1] < 0.85 * tall and box[3] < full[3] - 0.1 * tall for box in boxes]
        start = 0
        for at in range(1, len(boxes) + 1):
            if at < len(boxes) and raised[at] == raised[start]:
                continue
            text = _cleaned(self._string[first + start : first + at])
            box = hull((boxes[start], boxes[at - 1]))
            size = (boxes[start][3] - boxes[start][1]) * ratio
            if text:
                yield Token(text, *box, self._base(first + start, place), size, None, raised[start])
            start = at

    def _at_gaps(self, first: int, last: int, place: Place, ratio: float) -> list[Token]:
        """Words in capitals that kerning has pushed so close that PDFium saw no space between them, apart."""
        boxes = [self._box(at, place) for at in range(first, last + 1)]
        gaps = [right[0] - left[2] for left, right in pairwise(boxes)]
        size = (boxes[0][3] - boxes[0][1]) * ratio
        if sorted(gaps)[len(gaps) // 2] > 0.03 * size or max(gaps) < _LEAST_SPACE * size:
            return []
        ends = [at for at, gap in enumerate(gaps, 1) if gap > _LEAST_SPACE * size]
        base = self._base(first, place)
        return [
            Token(_cleaned(self._string[first + start : first + end]), *hull(boxes[start:end]), base, size)
            for start, end in pairwise([0, *ends, len(boxes)])
        ]

    def _box(self, at: int, place: Place) -> Box:
        self._raw.FPDFText_GetLooseCharBox(self._page, at, self._rect)
        return place(*self._edges)

    def _base(self, at: int, place: Place) -> float:
        return self._origin(at, place)[1]

    def _origin(self, at: int, place: Place) -> tuple[float, float]:
        self._raw.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        x, y = self._x.value, self._y.value
        return place(x, y, x, y)[:2]

    def _size_ratio(self, at: int) -> float:
        """Font size in points for each point of a character's height, for the font of this character."""
        size = self._raw.FPDFText_GetFontSize(self._page, at)
        rect, matrix = self._rect, self._matrix
        self._raw.FPDFText_GetLooseCharBox(self._page, at, rect)
        self._raw.FPDFText_GetMatrix(self._page, at, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        across, up = rect.right - rect.left, rect.top - rect.bottom
        ratio = float(size * scale / max(up if abs(matrix.a) >= abs(matrix.b) else across, 0.01))
        return ratio if 0.4 < ratio < 1.6 else 0.9

    def _is_bold(self, at: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(self._page, at) >= _BOLD_WEIGHT:
            return True
        flags = ctypes.c_int()
        length = self._raw.FPDFText_GetFontInfo(self._page, at, self._name, len(self._name), flags)
        return 0 < length <= len(self._name) and _BOLD.search(self._name.value) is not None


def _characters(raw: Any, text: Any) -> str:
    """The page's text with one character for each index of PDFium's."""
    count = text.count_chars()
    string = str(text.get_text_range()) if count > 0 else ""
    if len(string) == count:
        return string
    return "".join(_character(raw.FPDFText_GetUnicode(text.raw, at)) for at in range(count))


def _character(code: int) -> str:
    return chr(code) if code and not 0xD800 <= code < 0xE000 and code < 0x110000 else "\ufffd"


def _cleaned(text: str) -> str:
    if text[-1] in _LINE_END_HYPHENS:
        return clean(text[:-1]) + "-"
    if text[-1] in SOFT_HYPHENS:
        return clean(text[:-1]).replace(SOFT, "-") + SOFT
    return clean(text).replace(SOFT, "-")


def _slant(first: Box, last: Box, *, rtl: bool) -> int | None:
    """None for a level word, else the clockwise turn that would make it level (0 for odd angles)."""
    across, down = last[0] - first[0], last[3] - first[3]
    wide, tall = first[2] - first[0], max(first[3] - first[1], last[3] - last[1])
    if abs(down) <= 0.3 * abs(across) or abs(down) <= 0.5 * tall:
        return 180 if across < -0.5 * wide and not rtl else None
    if abs(across) > 0.3 * abs(down):
        return 0
    return 270 if down > 0 else 90


class _Shapes:
    """What is drawn on a page beside text: level rules, signs of a table's grid, pictures."""

    def __init__(self, raw: Any, page: Any, place: Place) -> None:
        self._raw, self._place = raw, place
        self.rules, self.pictures = list[Box](), list[Box]()
        self.drawn = self._level = self._upright = self._boxes = self._segments = 0
        self._left = _MOST_OBJECTS
        self._walk(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, depth=0)

    @property
    def has_grid(self) -> bool:
        """True where the lines drawn run both ways, or boxes are drawn side by side."""
        if self.drawn > _MOST_LINES:
            return False
        crossing = self._upright >= 2 and self._level >= 2
        return crossing or self._boxes >= 3 or (self._boxes > 0 and self._segments >= 12)

    def _walk(self, holder: Any, count: Any, get: Any, *, depth: int) -> None:
        kind_of, path, form = self._raw.FPDFPageObj_GetType, self._raw.FPDF_PAGEOBJ_PATH, self._raw.FPDF_PAGEOBJ_FORM
        text, image = self._raw.FPDF_PAGEOBJ_TEXT, self._raw.FPDF_PAGEOBJ_IMAGE
        for at in range(min(count(holder), self._left)):
            item = get(holder, at)
            kind = kind_of(item)
            if kind == text:
                continue
            self._left -= 1
            if kind == path:
                self._path(item)
            elif kind == image:
                self.pictures.append(self._bounds(item))
            elif kind == form and depth < 2:
                self._walk(item, self._raw.FPDFFormObj_CountObjects, self._raw.FPDFFormObj_GetObject, depth=depth + 1)

    def _path(self, item: Any) -> None:
        self.drawn += 1
        x0, top, x1, bottom = self._bounds(item)
        wide, tall = x1 - x0, bottom - top
        if wide > 10:
            self.rules.append((x0, top, x1, min(bottom, top + _THIN)))
        if tall < _THIN:
            self._level += wide > 10
        elif wide < _THIN:
            self._upright += 1
        elif wide > 10 and tall > 5:
            self._boxes += 1
            self._segments += int(self._raw.FPDFPath_CountSegments(item))

    def _bounds(self, item: Any) -> Box:
        edges = [ctypes.c_float() for _ in range(4)]
        self._raw.FPDFPageObj_GetBounds(item, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        return self._place(left, top, right, bottom)
