"""Heads of articles that character recognition has spoilt: "Artic1e 7", "ARTICLE I" for II.

The course of the numbering tells what was printed. Each head is given the number that fits best into the whole: the
one that is read there, or one that it can be a misreading of. Where all heads are read in order nothing changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import pairwise

from blacheck.segment.lines import Line, is_heading
from blacheck.segment.markers import Marker, kind_of, roman

_ALIKE = str.maketrans("1l|!íìj0{€es5", "iiiiiiiocccss")
"""Signs that are taken for each other within words."""
_AS_LETTERS = str.maketrans("l1i|!JLTUHNMYuZK&", "IIIIIIIIUUUMVUXXX")
_AS_DIGITS = str.maketrans("OoQlI|!iZzSs§GbB", "0001111122555668")
_SPOILT = re.compile(
    r"(?:(?:[^\W\d]{1,2}|[^\w\s]{1,2})\s+){0,2}(?P<word>[^\W_][^\s.:]{3,11})[\s.:]*"
    r"(?P<number>[\divxlIVXLUHNMOoSsGBZKT&§|Yj]{1,6}(?=[\s.:,;]|$))?[\s.:,;]*"
)
_SLIPPED = re.compile(r"(?P<number>\d{1,2}|[IVXL]{1,6})\s?[.:]\s+(?=[A-ZÀ-Þ]{2})")
_LONGEST = 120
"""Characters of a line that may be a spoilt head."""
FEWEST = 3
"""Numbers that must be whole for the others to be known by them."""
_WHOLE, _SPOILT_BUT_READ, _ALIKE_IN_FULL, _MISREAD, _UNREAD, _WRONG = 3.0, 2.0, 1.2, 1.0, -0.2, -3.0
"""What it is worth to give a head a number: its own, where the head is whole or not; one it can be misread from, stroke
for stroke or with strokes lost; any, where none can be read; one that it cannot have been."""
_BEAM = 12
"""Ways of numbering that are followed at the same time."""
_GAP, _WIDEST_GAP, _ANEW = -0.5, -2.0, -2.5
"""What it costs to pass over a number, over many, and to begin anew, as annexes do."""


@dataclass(frozen=True, slots=True)
class Head:
    """A line that is, or may be, the head of an article or section."""

    line: int
    number: str
    place: int
    """The number that is read; 0 where none can be."""
    word: str
    end: int
    """Where the text after it begins."""
    whole: bool


def with_mended_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the heads of articles among them that were misread."""
    whole = [_whole(at, line) for at, line in enumerate(lines) if _is_article(line)]
    if len(whole) < FEWEST or not all(head.place for head in whole):
        return list(lines)
    words = {head.word for head in whole}
    taken = {head.line for head in whole}
    after = [line.text for line in lines[1:]] + [""]
    spoilt = [head for at, line in enumerate(lines) if at not in taken for head in _spoilt(at, line, after[at], words)]
    if not spoilt and all(after.place in (1, before.place + 1) for before, after in pairwise(whole)):
        return list(lines)
    out, in_letters = list(lines), not whole[0].number.isdigit()
    for head, place in numbered(sorted([*whole, *spoilt], key=lambda head: head.line)):
        if head.whole and place == head.place:
            in_letters = not head.number.isdigit()
        if not head.whole or place != head.place:
            out[head.line] = _mended(lines[head.line], head, place, in_letters=in_letters)
            if head.number not in lines[head.line].text:  # it stands in the line below
                out[head.line + 1] = replace(lines[head.line + 1], markers=())
    return out


def _is_article(line: Line) -> bool:
    return line.head is not None and line.head.form == "word" and kind_of(line.head.word) == "article"


def _whole(at: int, line: Line) -> Head:
    marker = line.markers[0]
    return Head(at, marker.value, marker.readings[0][1], marker.word, marker.end, whole=True)


def _spoilt(at: int, line: Line, after: str, words: set[str]) -> Iterator[Head]:
    """The head that a line may be; its number may have slipped into the line after it."""
    if line.cells or len(line.text) > _LONGEST:
        return
    found = _SPOILT.match(line.text)
    word = found and next((word for word in words if _folded(word) == _folded(found["word"])), None)
    if not found or not word or not found["word"][0].isupper():
        return
    rest = line.text[found.end() :]
    if any(map(str.isalpha, rest)) and not is_heading(rest):
        return
    slipped = _SLIPPED.match(after) if found["word"].casefold() == word.casefold() else None
    number = found["number"] or (slipped["number"] if slipped else "")
    yield Head(at, number, int(number) if number.isdecimal() else roman(number), word, line.start + found.end(), False)


def _folded(word: str) -> str:
    return word.casefold().replace("d", "cl").replace("rn", "m").translate(_ALIKE)


def _mended(line: Line, head: Head, place: int, *, in_letters: bool) -> Line:
    value = as_roman(place) if in_letters else str(place)
    marker = Marker("word", value, (("word", place),), head.end, head.word)
    return replace(line, markers=(marker, *line.markers[1:]) if head.whole else (marker,))


def as_roman(place: int) -> str:
    """A Roman number up to 89; "" for any other."""
    if not 0 < place < 90:
        return ""
    tens, ones = divmod(place, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens] + (
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"
    )[ones]  # fmt: skip


# ---------------------------------------------------------------- the course of the numbering


def numbered(heads: Sequence[Head]) -> list[tuple[Head, int]]:
    """The heads that are ones, each with its number: the best of all ways to number them."""
    best: dict[int, tuple[float, tuple[tuple[Head, int], ...]]] = {0: (0.0, ())}
    top = min(89, max(head.place for head in heads) + len(heads))
    for head in heads:
        after = {} if head.whole else dict(best)
        for place in _places(head, best, top):
            worth, way = max(
                ((worth + _step(before, place), way) for before, (worth, way) in best.items()), key=lambda step: step[0]
            )
            worth += _worth(head, place)
            if worth > after.get(place, (float("-inf"),))[0]:
                after[place] = (worth, (*way, (head, place)))
        best = dict(nlargest(_BEAM, after.items(), key=lambda ended: ended[1][0]))
    return list(max(best.values(), key=lambda ended: ended[0])[1])


def _places(head: Head, best: Mapping[int, object], top: int) -> set[int]:
    """The numbers that a head may have: that which is read, and what may follow."""
    following = {before + 1 for before in best} | {before + 2 for before in best}
    return {place for place in {head.place, *following} if 0 < place <= top or place == head.place != 0}


def _step(before: int, place: int) -> float:
    if not before:
        return 0.0  # an extract begins anywhere
    if place <= before:
        return _ANEW
    return max(_WIDEST_GAP, _GAP * (place - before - 1))


def _worth(head: Head, place: int) -> float:
    if head.place == place:
        return _WHOLE if head.whole else _SPOILT_BUT_READ
    if not head.number:
        return _UNREAD
    if head.number.translate(_AS_LETTERS) == as_roman(place):
        return _ALIKE_IN_FULL
    return _MISREAD if _is_misread(head.number, place) else _WRONG


def _is_misread(number: str, place: int) -> bool:
    """True where character recognition may have made this of a number: runs of I are lost and joined to U, H, M."""
    if number.translate(_AS_DIGITS) == str(place):
        return True
    return not number.isdecimal() and strokes(number) == strokes(as_roman(place))


def strokes(number: str) -> str:
    """A Roman number without what is easily lost: two that are equal so can be taken for each other."""
    return re.sub("I+", "I", re.sub("[UM]", "I", number.translate(_AS_LETTERS)))
