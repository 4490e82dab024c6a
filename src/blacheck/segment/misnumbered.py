"""Numbers of lists, sections and annexes that character recognition has spoilt: "1.2" for I.2, "Al." for A1, "ANNEX 1".

As with the heads of articles, the others of their kind tell what was printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from blacheck.segment.lines import Line, is_capitals, is_heading
from blacheck.segment.markers import Marker, roman
from blacheck.segment.misread import FEWEST, Head, as_roman, numbered, strokes, with_mended_heads
from blacheck.segment.openers import annex_label

_DECIMAL = re.compile(r"(?P<first>[IVXLivxl1|JTUHM]{1,6})\.(?P<last>\d{1,2})[.)]?\s+(?=[^\W\d])")
_COMMA = re.compile(r"(?P<number>\d{1,2}),\s+(?=[A-ZÀ-Þ][a-zà-ÿ])")
_ROMAN = re.compile(r"(?P<number>[IVXLJTUHMOl1|]{1,6})\s?[.,]\s+(?=[A-ZÀ-Þ]{2})")
_LETTERED = re.compile(r"(?P<letter>[A-Z])(?P<point>\.?)(?P<number>[\dlIOSBZ]{1,2})[.)]?\s+(?=[^\W\d])")
_AS_DIGITS = str.maketrans("lIOSBZ", "110582")
_BARE = re.compile(r"[.)]\s+(?=[^\W\d])")


def with_mended_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the numbers and heads among them that were misread."""
    return _with_lost(_with_points(_with_letters(_with_romans(_with_decimals(with_mended_heads(lines))))))


def _of_roman(number: str) -> int:
    """The value of a Roman number in capitals that is written as it should be, or 0."""
    return value if (value := roman(number)) and as_roman(value) == number else 0


# ---------------------------------------------------------------- "1.2" and "IlI.3" for I.2 and III.3


def _with_decimals(lines: Sequence[Line]) -> list[Line]:
    """The lines, with numbers such as "III.3" put right where most of their kind are whole."""
    found = {at: match for at, line in enumerate(lines) if (match := _DECIMAL.match(line.text)) and not line.cells}
    whole = {at: place for at, match in found.items() if (place := _of_roman(match["first"]))}
    if len(whole) < FEWEST or 2 * len(whole) < len(found):
        return list(lines)
    out, above, last = list(lines), 0, 0
    for at, match in found.items():
        place = whole.get(at) or _above(match, above, last)
        if place and at not in whole:
            value = f"{as_roman(place)}.{match['last']}"
            marker = Marker("dotted", value, (("dotted", 0),), lines[at].start + match.end())
            out[at] = replace(lines[at], markers=(marker,))
        above, last = (place, int(match["last"])) if place else (above, last)
    return out


def _above(match: re.Match[str], above: int, last: int) -> int:
    """The number before the point as it must have been, or 0 for none that goes on with those above."""
    place = above + 1 if int(match["last"]) == 1 else above
    fits = above > 0 and int(match["last"]) in (1, last + 1)
    return place if fits and strokes(match["first"]) == strokes(as_roman(place)) else 0


# ---------------------------------------------------------------- "ANNEX 1" and "ANNEX TIT" for I and III


def mended_labels(lines: Sequence[Line]) -> dict[int, str]:
    """How annexes are cited whose numbers were misread or lost, by the index of the line that opens them."""
    labels = {at: label.split() for at, line in enumerate(lines) for label in [annex_label(line)] if label}
    found = dict[int, str]()
    for word in {label[0] for label in labels.values() if label[1:]}:
        found |= _mended_labels(word, {at: label[1:] for at, label in labels.items() if label[0] == word}, lines)
    return found


def _mended_labels(word: str, numbers: dict[int, list[str]], lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    in_letters = any(_of_roman(number[-1]) > 1 for number in numbers.values() if number) or _is_cited_so(word, lines)
    known = [_label_place(number, in_letters=in_letters) for number in numbers.values()]
    last = 0
    for at, place, after in zip(numbers, known, [*known[1:], 0], strict=True):
        number = numbers[at][-1] if numbers[at] else lines[at].text.split()[-1]
        lost = not numbers[at] and after == last + 2
        if not place and (lost or (in_letters and strokes(number) == strokes(as_roman(last + 1)))):
            place = last + 1
            yield at, f"{word} {as_roman(place) if in_letters else place}"
        last = place or last


def _is_cited_so(word: str, lines: Sequence[Line]) -> bool:
    """True where the text refers to annexes by Roman numbers, and to none by another than 1 in digits."""
    cited = re.compile(rf"(?i:{word})\w*\s\(?(?P<number>[IVXLJTUHMDl|]{{2,5}}|\d{{1,2}})(?!\w)")
    found = {match["number"] for line in lines for match in cited.finditer(line.text)}
    return any(not number.isdecimal() for number in found) and found.isdisjoint(map(str, range(2, 100)))


def _label_place(number: list[str], *, in_letters: bool) -> int:
    if not number:
        return 0
    return _of_roman(number[-1]) if in_letters else int(number[-1]) if number[-1].isdecimal() else 0


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


# ---------------------------------------------------------------- "I, SCOPE" and "Il. WAGES" for I and III


def _with_romans(lines: Sequence[Line]) -> list[Line]:
    """The lines, with headings in capitals under Roman numbers put right where one is no number and most are whole."""
    found = {
        at: match for at, line in enumerate(lines) if (match := _ROMAN.match(line.text)) and _is_title(line, match)
    }
    heads = [_roman_head(at, lines[at], match) for at, match in found.items()]
    whole = {head.place for head in heads if head.whole}
    if len(whole) < FEWEST or all(head.whole for head in heads):
        return list(lines)
    out = list(lines)
    for head, place in numbered(heads):
        if not head.whole or place != head.place:
            out[head.line] = replace(
                lines[head.line], markers=(Marker(".", as_roman(place), ((". I", place),), head.end),)
            )
    return out


def _is_title(line: Line, match: re.Match[str]) -> bool:
    rest = line.text[match.end() :]
    return not line.cells and line.head is None and is_capitals(rest) and is_heading(rest)


def _roman_head(at: int, line: Line, match: re.Match[str]) -> Head:
    place = _of_roman(match["number"])
    whole = place > 0 and line.number is not None and line.number.form == "."
    return Head(at, match["number"], place, "", line.start + match.end(), whole)


# ---------------------------------------------------------------- "Al." and "BS." for A1 and B5, "A4" for A.4


def _with_letters(lines: Sequence[Line]) -> list[Line]:
    """The lines, with numbers after a letter put right between those before and after them."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _LETTERED.match(line.text)) and not line.cells]
    whole = [match for _, match in found if match["number"].isdecimal()]
    if len(whole) < FEWEST:
        return list(lines)
    point = "." if 2 * sum(bool(match["point"]) for match in whole) > len(whole) else ""
    out, before = list(lines), ("", 0)
    for (at, match), after in zip(found, [*(_lettered(match) for _, match in found[1:]), ("", 0)], strict=True):
        letter, number = this = _lettered(match)
        follows = number == 1 or before == (letter, number - 1)
        if number and (match["number"].isdecimal() or before == (letter, number - 1) or after == (letter, number + 1)):
            if not match["number"].isdecimal() or (follows and match["point"] != point):
                value = f"{letter}{point}{number}"
                out[at] = replace(
                    lines[at], markers=(Marker("dotted", value, (("dotted", 0),), lines[at].start + match.end()),)
                )
            before = this
    return out


def _lettered(match: re.Match[str]) -> tuple[str, int]:
    number = match["number"].translate(_AS_DIGITS)
    return match["letter"], int(number) if number.isdecimal() else 0


# ---------------------------------------------------------------- ". Visa fee" for 7.


def _with_lost(lines: Sequence[Line]) -> list[Line]:
    """The lines, with numbers lost before their point, where the next number that is there says how many they are."""
    out = list(lines)
    for first, last in _runs([at for at, line in enumerate(lines) if _BARE.match(line.text) and not line.cells]):
        after = next((line.number for line in lines[last + 1 : last + 3] if line.number), None)
        count = last - first + 1
        if after is None or after.form != lines[first].text[0] or after.value != str(count + 1):
            continue
        for place, at in enumerate(range(first, last + 1), 1):
            match = _BARE.match(lines[at].text)
            end = lines[at].start + (match.end() if match else 0)
            marker = Marker(after.form, str(place), ((f"{after.form} 1", place),), end)
            out[at] = replace(lines[at], markers=(marker,))
    return out


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places that follow each other without a gap, as first and last."""
    starts = [at for before, at in pairwise([-2, *places]) if at != before + 1]
    ends = [at for at, after in pairwise([*places, -2]) if after != at + 1]
    return zip(starts, ends, strict=True)
