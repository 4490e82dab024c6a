"""Lines that run from right to left: their words put together from where their characters stand.

What PDFium gives for such lines differs from version to version, and it puts the parts of a ligature the wrong way
round. So the characters are taken in the order in which they stand from left to right, parted where white is, and each
word is brought into the order in which it is read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from blacheck.extract.characters import clean
from blacheck.extract.printed import Box, Token, hull

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG = re.compile(r"[^\W\d_]")
_SPACE = 0.16
"""White wider than this share of the font size is a space."""
_LEVEL = 0.3
_OPENING, _CLOSING = "([{«", ")]}»"
_OTHER_BRACKET = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_BRACKET = re.compile(r"[(\[{«)\]}»]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character."""

    char: str
    x: float
    """Where it was drawn from: boxes of letters that reach over their neighbours are not in order, these places are."""
    box: Box
    base: float
    size: float
    bold: bool | None = None


def runs_left(text: str) -> bool:
    """True for a word with a letter of a script that runs from right to left."""
    return RTL.search(text) is not None


def is_neutral(text: str) -> bool:
    """True for a word without letters, such as a number, whose direction is that of the words beside it."""
    return _STRONG.search(text) is None


def words_of(pieces: Sequence[Sequence[Glyph]], others: Sequence[Token]) -> list[Token]:
    """Words from left to right, line by line, each in the order in which it is read.

    Args:
        pieces: What PDFium takes for words: those with letters that run from right to left, those without letters and
            those that it has reversed, each with the printed space behind it.
        others: The page's other words, beside which a piece without letters may stand.
    """
    read, apart = list[list[Token]](), list[Token]()
    for line in _lines(pieces):
        words, numbers = _words(line, [token for token in others if _is_level(token.base, line[0][0])])
        read.append(words)
        apart += numbers
    return [*_with_brackets(read), *apart]


def _with_brackets(lines: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """The words of lines with brackets that open before they close: fonts differ in what they call brackets.

    A line that has brackets of one kind only follows most of the others.
    """
    wrong = [_closes_first(line) for line in lines]
    mostly = 2 * wrong.count(True) > len(wrong) - wrong.count(None)
    for line, other in zip(lines, wrong, strict=True):
        if mostly if other is None else other:
            yield from (word._replace(text=word.text.translate(_OTHER_BRACKET)) for word in line)
        else:
            yield from line


def _closes_first(line: Sequence[Token]) -> bool | None:
    """Whether the first bracket that is read closes; None where there are not both kinds."""
    brackets = _BRACKET.findall(" ".join(word.text for word in in_reading_order(line)))
    kinds = {bracket in _CLOSING for bracket in brackets}
    return brackets[0] in _CLOSING if len(kinds) > 1 else None


def in_reading_order(tokens: Sequence[Token]) -> list[Token]:
    """Words of a line from right to left; runs of words of another script, with the numbers in them, as they stand."""
    ordered, run = list[Token](), list[Token]()
    for token in reversed(tokens):
        if RTL.search(token.text) or not any(char.isalnum() for char in token.text):
            ordered += _turned(run)
            run = []
            ordered.append(token)
        else:
            run.append(token)
    return ordered + _turned(run)


def _turned(run: list[Token]) -> list[Token]:
    return run if all(is_neutral(token.text) for token in run) else run[::-1]


def _is_level(base: float, glyph: Glyph) -> bool:
    return abs(base - glyph.base) < _LEVEL * glyph.size


def _lines(pieces: Sequence[Sequence[Glyph]]) -> list[list[Sequence[Glyph]]]:
    lines = list[list[Sequence[Glyph]]]()
    for piece in sorted(pieces, key=lambda piece: piece[0].base):
        if lines and _is_level(lines[-1][0][0].base, piece[0]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _words(line: Sequence[Sequence[Glyph]], others: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words of a line that are read from the right, and what stands beside words of another script."""
    leftward = [piece for piece in line if _has_letters(piece)]
    beside, apart = [glyph for piece in leftward for glyph in piece], list[Token]()
    for piece in line:
        if _has_letters(piece):
            continue
        if _gap(piece, [_box(other) for other in leftward]) < _gap(piece, [token[1:5] for token in others]):
            beside += piece
        else:
            apart.append(_token(piece, "".join(glyph.char for glyph in sorted(piece, key=_place)).strip()))
    return [_turned_token(word) for word in _parted(sorted(beside, key=_place))], apart


def _place(glyph: Glyph) -> float:
    return glyph.x


def _has_letters(piece: Sequence[Glyph]) -> bool:
    return any(runs_left(glyph.char) for glyph in piece)


def _gap(piece: Sequence[Glyph], others: Sequence[Box]) -> float:
    """The white between a piece and the nearest of some boxes on its line; endless where there is none."""
    box = _box(piece)
    return min((max(other[0] - box[2], box[0] - other[2], 0.0) for other in others), default=inf)


def _box(piece: Sequence[Glyph]) -> Box:
    return hull([glyph.box for glyph in piece])


def _parted(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of each word, from left to right: printed spaces part them, or white."""
    word = list[Glyph]()
    for glyph in glyphs:
        if word and (glyph.char == " " or glyph.box[0] - max(one.box[2] for one in word) > _SPACE * glyph.size):
            yield word
            word = []
        if glyph.char != " ":
            word.append(glyph)
    if word:
        yield word


def _turned_token(word: Sequence[Glyph]) -> Token:
    from bidi import get_display

    return _token(word, get_display("".join(glyph.char for glyph in word), base_dir="R"))


def _token(glyphs: Sequence[Glyph], text: str) -> Token:
    first = glyphs[0]
    bold = next((glyph.bold for glyph in glyphs if glyph.bold is not None), None)
    return Token(clean(text), *hull([glyph.box for glyph in glyphs]), first.base, first.size, bold)
