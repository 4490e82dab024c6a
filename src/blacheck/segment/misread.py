"""Numbers of clauses that character recognition has spoilt: "Artic1e 7", "ARTICLE I" for II, "1.2" for I.2.

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
from blacheck.segment.openers import annex_label

_ALIKE = str.maketrans("1l|!íìj0{€es5", "iiiiiiiocccss")
"""Signs that are taken for each other within words."""
_AS_LETTERS = str.maketrans("l1i|!JLTUHNMYuZK&", "IIIIIIIIUUUMVUXXX")
_AS_DIGITS = str.maketrans("OoQlI|!iZzSs§GbB", "0001111122555668")
_SPOILT = re.compile(
    r"(?:(?:[^\W\d]{1,2}|[^\w\s]{1,2})\s+){0,2}(?P<word>[^\W_][^\s.:]{3,11})[\s.:]*"
    r"(?P<number>[\divxlIVXLUHNMOoSsGBZKT&§|Yj]{1,6}(?=[\s.:,;]|$))?[\s.:,;]*"
)
_DECIMAL = re.compile(r"(?P<first>[IVXLivxl1|JTUHM]{1,6})\.(?P<last>\d{1,2})[.)]?\s+(?=[^\W\d])")
_COMMA = re.compile(r"(?P<number>\d{1,2}),\s+(?=[A-ZÀ-Þ][a-zà-ÿ])")
_LONGEST = 120
"""Characters of a line that may be a spoilt head."""
_FEWEST = 3
"""Heads that must be whole for the others to be known by them."""
_WHOLE, _SPOILT_BUT_READ, _ALIKE_IN_FULL, _MISREAD, _UNREAD, _WRONG = 3.0, 2.0, 1.2, 1.0, -0.2, -3.0
"""What it is worth to give a head a number: its own, where the head is whole or not; one it can be misread from, stroke
for stroke or with strokes lost; any, where none can be read; one that it cannot have been."""
_BEAM = 12
"""Ways of numbering that are followed at the same time."""
_GAP, _WIDEST_GAP, _ANEW = -0.5, -2.0, -2.5
"""What it costs to pass over a number, over many, and to begin anew, as annexes do."""


@dataclass(frozen=True, slots=True)
class _Head:
    line: int
    number: str
    place: int
    """The number that is read; 0 where none can be."""
    word: str
    end: int
    """Where the text after it begins."""
    whole: bool


def with_mended_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the heads among them that were misread."""
    return _with_points(_with_decimals(_with_heads(lines)))


def _with_heads(lines: Sequence[Line]) -> list[Line]:
    whole = [_whole(at, line) for at, line in enumerate(lines) if _is_article(line)]
    if len(whole) < _FEWEST or not all(head.place for head in whole):
        return list(lines)
    words = {head.word for head in whole}
    taken = {head.line for head in whole}
    spoilt = [head for at, line in enumerate(lines) if at not in taken for head in _spoilt(at, line, words)]
    if not spoilt and all(after.place in (1, before.place + 1) for before, after in pairwise(whole)):
        return list(lines)
    out, in_letters = list(lines), not whole[0].number.isdigit()
    for head, place in _numbered(sorted([*whole, *spoilt], key=lambda head: head.line)):
        if head.whole and place == head.place:
            in_letters = not head.number.isdigit()
        if not head.whole or place != head.place:
            out[head.line] = _mended(lines[head.line], head, place, in_letters=in_letters)
    return out


def _is_article(line: Line) -> bool:
    return line.head is not None and line.head.form == "word" and kind_of(line.head.word) == "article"


def _whole(at: int, line: Line) -> _Head:
    marker = line.markers[0]
    return _Head(at, marker.value, marker.readings[0][1], marker.word, marker.end, whole=True)


def _spoilt(at: int, line: Line, words: set[str]) -> Iterator[_Head]:
    """The head that a line may be."""
    if line.cells or len(line.text) > _LONGEST:
        return
    found = _SPOILT.match(line.text)
    word = found and next((word for word in words if _folded(word) == _folded(found["word"])), None)
    if not found or not word or not found["word"][0].isupper():
        return
    rest = line.text[found.end() :]
    if any(map(str.isalpha, rest)) and not is_heading(rest):
        return
    number = found["number"] or ""
    yield _Head(at, number, int(number) if number.isdecimal() else roman(number), word, line.start + found.end(), False)


def _folded(word: str) -> str:
    return word.casefold().replace("d", "cl").replace("rn", "m").translate(_ALIKE)


def _mended(line: Line, head: _Head, place: int, *, in_letters: bool) -> Line:
    value = _in_letters(place) if in_letters else str(place)
    marker = Marker("word", value, (("word", place),), head.end, head.word)
    return replace(line, markers=(marker, *line.markers[1:]) if head.whole else (marker,))


def _in_digits(number: str) -> int:
    """The value of a Roman number in capitals that is written as it should be, or 0."""
    return value if (value := roman(number)) and _in_letters(value) == number else 0


def _in_letters(place: int) -> str:
    tens, ones = divmod(place, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens] + (
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"
    )[ones]  # fmt: skip


# ---------------------------------------------------------------- "1.2" and "IlI.3" for I.2 and III.3


def _with_decimals(lines: Sequence[Line]) -> list[Line]:
    """The lines, with numbers such as "III.3" put right where most of their kind are whole."""
    found = {at: match for at, line in enumerate(lines) if (match := _DECIMAL.match(line.text)) and not line.cells}
    whole = {at: place for at, match in found.items() if (place := _in_digits(match["first"]))}
    if len(whole) < _FEWEST or 2 * len(whole) < len(found):
        return list(lines)
    out, above, last = list(lines), 0, 0
    for at, match in found.items():
        place = whole.get(at) or _above(match, above, last)
        if place and at not in whole:
            value = f"{_in_letters(place)}.{match['last']}"
            marker = Marker("dotted", value, (("dotted", 0),), lines[at].start + match.end())
            out[at] = replace(lines[at], markers=(marker,))
        above, last = (place, int(match["last"])) if place else (above, last)
    return out


def _above(match: re.Match[str], above: int, last: int) -> int:
    """The number before the point as it must have been, or 0 for none that goes on with those above."""
    place = above + 1 if int(match["last"]) == 1 else above
    fits = above > 0 and int(match["last"]) in (1, last + 1)
    return place if fits and _strokes(match["first"]) == _strokes(_in_letters(place)) else 0


# ---------------------------------------------------------------- "ANNEX 1" and "ANNEX TIT" for I and III


def mended_labels(lines: Sequence[Line]) -> dict[int, str]:
    """How annexes are cited whose numbers were misread or lost, by the index of the line that opens them."""
    labels = {at: label.split() for at, line in enumerate(lines) for label in [annex_label(line)] if label}
    found = dict[int, str]()
    for word in {label[0] for label in labels.values() if label[1:]}:
        found |= _mended_labels(word, {at: label[1:] for at, label in labels.items() if label[0] == word}, lines)
    return found


def _mended_labels(word: str, numbers: dict[int, list[str]], lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    in_letters = any(_in_digits(number[-1]) > 1 for number in numbers.values() if number)
    known = [_label_place(number, in_letters=in_letters) for number in numbers.values()]
    last = 0
    for at, place, after in zip(numbers, known, [*known[1:], 0], strict=True):
        number = numbers[at][-1] if numbers[at] else lines[at].text.split()[-1]
        lost = not numbers[at] and after == last + 2
        if not place and (lost or (in_letters and _strokes(number) == _strokes(_in_letters(last + 1)))):
            place = last + 1
            yield at, f"{word} {_in_letters(place) if in_letters else place}"
        last = place or last


def _label_place(number: list[str], *, in_letters: bool) -> int:
    if not number:
        return 0
    return _in_digits(number[-1]) if in_letters else int(number[-1]) if number[-1].isdecimal() else 0


# ---------------------------------------------------------------- "9, Attestation" for 9.


def _with_points(lines: Sequence[Line]) -> list[Line]:
    """The lines, with numbers whose point was read as a comma, between those before and after them."""
    out, last = list(lines), 0
    for at, line in enumerate(lines):
        number, found = line.number, _COMMA.match(line.text)
        if number and number.form == "." and number.value.isdecimal():
            last = int(number.value)
        elif found and not line.cells and int(found["number"]) == last + 1:
            last += 1
            marker = Marker(".", found["number"], ((". 1", last),), line.start + found.end())
            out[at] = replace(line, markers=(marker,))
    return out


# ---------------------------------------------------------------- the course of the numbering


def _numbered(heads: Sequence[_Head]) -> list[tuple[_Head, int]]:
    """The heads that are ones, each with its number: the best of all ways to number them."""
    best: dict[int, tuple[float, tuple[tuple[_Head, int], ...]]] = {0: (0.0, ())}
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


def _places(head: _Head, best: Mapping[int, object], top: int) -> set[int]:
    """The numbers that a head may have: that which is read, and what may follow."""
    following = {before + 1 for before in best} | {before + 2 for before in best}
    return {place for place in {head.place, *following} if 0 < place <= top or place == head.place != 0}


def _step(before: int, place: int) -> float:
    if not before:
        return 0.0  # an extract begins anywhere
    if place <= before:
        return _ANEW
    return max(_WIDEST_GAP, _GAP * (place - before - 1))


def _worth(head: _Head, place: int) -> float:
    if head.place == place:
        return _WHOLE if head.whole else _SPOILT_BUT_READ
    if not head.number:
        return _UNREAD
    if head.number.translate(_AS_LETTERS) == _in_letters(place):
        return _ALIKE_IN_FULL
    return _MISREAD if _is_misread(head.number, place) else _WRONG


def _is_misread(number: str, place: int) -> bool:
    """True where character recognition may have made this of a number: runs of I are lost and joined to U, H, M."""
    if number.translate(_AS_DIGITS) == str(place):
        return True
    return not number.isdecimal() and _strokes(number) == _strokes(_in_letters(place))


def _strokes(number: str) -> str:
    return re.sub("I+", "I", re.sub("[UM]", "I", number.translate(_AS_LETTERS)))
