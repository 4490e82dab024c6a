"""Splits legal prose into sentences.

A full stop ends a sentence unless it belongs to an abbreviation ("Art. 5", "No. 181"), an initial, a number or a blank
to be filled in; it ends one too where extraction lost the space after it ("employment.The").
"""

import re

from blacheck.model import Span
from blacheck.segment import words
from blacheck.segment.words import CLOSING, DASHES, OPENING

_BLANK = 4
"""Dots in a row that are a blank to be filled in."""
_WINDOW = 40
"""Characters before a stop that tell what it belongs to."""
_STOP = re.compile(rf"[.?!]+[{CLOSING}]*(?=(\s*)([{OPENING}(\[{DASHES}-]*\s?)(\w?))")
_TOKEN = re.compile(r"\S+$")
_ABBREVIATION = words.pattern("^", "abbreviations", "$")
_DOTTED = re.compile(r"(?:[^\W\d]\.)+[^\W\d]")
_LETTERED = re.compile(
    rf"(?:{words.union('article')}|{words.union('unit')}|{words.union('group')}|"
    rf"{'|'.join(source for source, _ in words.pairs('annexes'))}|class|category|type|group|level)\s+[(]?$",
    re.IGNORECASE,
)


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences between two offsets, without the white space around them."""
    spans, at = [], start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends(text, at, match):
            spans.append(Span(at, match.end()))
            at = match.end()
    spans.append(Span(at, end))
    return [trimmed for span in spans if (trimmed := trim(text, span)).start < trimmed.end]


def trim(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def is_finished(text: str) -> bool:
    """True for a text that ends as a sentence does."""
    bare = text.rstrip('"\u201d\u2019\u00bb)] \n')
    return bare.endswith((".", "?", "!", "…")) and not bare.endswith("." * _BLANK)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    gap, opening, letter = match.groups()
    stops = match[0].rstrip('"\u201d\u2019\u00bb)]')
    before = text[max(start, match.start() - _WINDOW) : match.start()]
    if not gap and not opening.strip("-" + DASHES):
        return _lost_space(before, closed=stops != match[0], after=text[match.end() : match.end() + 2])
    if len(stops) >= _BLANK or not _may_begin(letter, opening, before):
        return False
    return stops[0] != "." or not _is_abbreviation(before)


def _lost_space(before: str, *, closed: bool, after: str) -> bool:
    """True for "employment.The": letters on both sides, the second a capital."""
    begins = len(after) == 2 and after[0].isupper() and after[1].islower()
    return begins and (closed or (before[-2:].isalpha() and before[-2:].islower()))


def _may_begin(letter: str, opening: str, before: str) -> bool:
    """True where a character may be the first of a sentence."""
    if letter.isdigit():
        return before[-4:].isalpha() and before[-4:].islower()
    return letter.isupper() or (not letter and bool(opening.strip()))


def _is_abbreviation(before: str) -> bool:
    found = _TOKEN.search(before)
    if not found:
        return False
    token = found[0].strip("\"\u201c\u201e\u00ab([\u2018'\u2019\u201d\u00bb)]").rsplit("-", 1)[-1]
    if len(token) == 1 and token.isupper():
        return not _LETTERED.search(before[: found.start()])
    return bool(_ABBREVIATION.match(token) or _DOTTED.fullmatch(token))
