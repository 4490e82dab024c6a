"""Reads the number or letter a unit begins with: "Article IV", "4.1.2", "(a)", "3. (1)", "§ 3", "Item 5.", a bullet.

A marker is what is printed; what it means depends on what came before ("(i)" follows "(h)" or opens a list of its own),
so a marker carries every reading it allows and the tree chooses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from blacheck.segment import words
from blacheck.segment.words import DASHES, OPENING

Reading = tuple[str, int]
"""A style of numbering ("() a") and the place in it, counted from 1."""

Form = Literal["word", "ordinal", "item", "§", "dotted", "()", ")", ".", "-", "bullet"]
"""``word`` is "Article 4", ``ordinal`` "First", ``item`` "Item 5", ``dotted`` "4.1"; the others show themselves."""

HEADS = ("word", "ordinal", "item", "§")


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number or letter at the start of a unit."""

    form: Form
    value: str
    """The number without its punctuation: "4", "IV", "4.1", "a"."""
    readings: tuple[Reading, ...]
    end: int
    """Where the text after it begins."""
    word: str = ""
    """The word before the number, in lower case."""
    open: bool = False
    """True where nothing separates the number from the text, so that the line may be a mere reference."""

    def place(self, key: str) -> int | None:
        """Its place in a style of numbering, None where it cannot be of that style."""
        return next((place for style, place in self.readings if style == key), None)

    @property
    def is_first(self) -> bool:
        """True where it may open a numbering."""
        return any(place == 1 for _, place in self.readings)


_CAPITAL = "A-ZÀ-Þ"
_AFTER = rf"(?:\s*[{DASHES}-](?=\s))?\s*"
_NUMBER = (
    r"(?P<open>\()?(?P<number>\d{1,3}|[A-Z]\.\d{1,2}|[IVXL]{1,7}|[1IO]{2}|[A-Z]|"
    rf"(?:{words.union('ordinals')}|{words.union('cardinals')}))(?(open)\))"
    rf"(?:\s?[º°ª]|er\b|\.º)?(?P<more>\s?(?:bis|ter|quater)\b)?(?![\w{words.APOSTROPHES}])"
)
_HEAD = re.compile(
    rf"(?P<word>{words.union('article')}|{words.union('unit')}|{words.union('group')}|item)(?:\s+|(?=[\d(])|(?<=\.))"
    rf"(?:n[°ºo]\.?\s*)?{_NUMBER}(?P<tail>(?:\s*[.:º°){DASHES}-]+)*)\s*",
    re.IGNORECASE,
)
_GLUED = re.compile(
    rf"(?P<word>{words.union('article')}|{words.union('unit')}|{words.union('group')})(?P<number>[IVX]{{1,5}}|\d{{1,2}})"
    r"(?P<tail>[.:]*)$",
    re.IGNORECASE,
)
"""A head in capitals whose space was lost: "PARTI"."""
_PARAGRAPH_SIGN = re.compile(
    rf"§§?\s*(?P<number>\d{{1,3}}[a-z]?(?:º|°)?|{words.union('only')})[.:)–-]*\s+", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"(?P<number>{words.union('ordinals')})(?:ly|ement)?(?:\s*[:.{DASHES}-]+\s*|\s*$)", re.IGNORECASE
)
_DOTTED = re.compile(
    r"(?:(?P<plain>(?:\d{1,2}|[IVX]{1,5})(?:\.\d{1,3})+)(?:\.?\)|\.)?|"
    r"(?P<lettered>[A-Z]\.?\d{1,2}(?:\.\d{1,2})*)(?:\.|\)|(?=\s)))"
    rf"(?:\s*[{DASHES}-])?(?=\s|[{_CAPITAL}{OPENING}(]|$)\s*"
)
_ANY = r"\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z]|[IVXL]{1,6}|[\u0621-\u064a]"
_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (re.compile(r"[a-z]\.\s?(?P<number>\d{1,2})\s?[.-]{1,2}\s+"), "."),
    (re.compile(rf"\((?P<number>{_ANY})\)\s?[.:]?{_AFTER}"), "()"),
    (re.compile(rf"(?P<number>{_ANY})\s?\)\s?\.?{_AFTER}"), ")"),
    (
        re.compile(
            re.compile(
                rf"(?P<number>{_ANY})\s?(?:\.-|\.{{1,3}}(?=\s+[{_CAPITAL}])|\.|º\.?|°\.?)"
                rf"(?:\s+|(?=[{_CAPITAL}(][a-zà-ÿ])|$)(?:[{DASHES}-]\s+)?"
            ),
        ),
        ".",
    ),
    (re.compile(rf"(?P<number>\d{{1,2}}|[IVXL]{{1,6}})\s?[{DASHES}-]\s+(?=[^\W\d])"), "-"),
)
_BULLET = re.compile(rf"[•●▪◦·*‣{DASHES}\uf0b7-]\s+(?=\S)")
_PLAUSIBLE = re.compile(rf"[(\d•●▪◦·*‣{DASHES}\uf0b7-]|[^\W\d]{{1,6}}\s?[.){DASHES}º°-]|[A-Z]\d")
"""What every enumerator begins like: most lines of a text do not, and need no closer look."""
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشت"
"""The letters with which Arabic lists are numbered, in their order."""
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_KINDS = {
    kind: re.compile(words.union(kind) if kind != "item" else kind, re.IGNORECASE)
    for kind in ("article", "unit", "group", "item")
}


def markers_at(text: str, start: int, end: int) -> tuple[Marker, ...]:
    """The markers a line begins with, outermost first: two for "3. (1) The wage"."""
    head = _head(text, start, end)
    if head is None:
        return tuple(_stack(text, start, end))
    return (head, *_stack(text, head.end, end))


def _stack(text: str, start: int, end: int) -> Iterator[Marker]:
    first = marker = _enumerator(text, start, end)
    while first and marker:
        yield marker
        marker = _enumerator(text, marker.end, end)
        if marker and (marker.form not in ("()", ")") or marker.form == first.form):
            return


def _head(text: str, start: int, end: int) -> Marker | None:
    first = text[start : start + 1]
    if first.islower() or not (first.isalpha() or first == "§"):
        return None
    found = _HEAD.match(text, start, end) or (_GLUED.match(text, start, end) if text[start:end].isupper() else None)
    if found:
        value = _value(found["number"]) + (found.groupdict().get("more") or "").strip()
        word = found["word"].casefold()
        bare = not found["tail"].strip() and found.end() < end
        reading = ("word", _place(found["number"]))
        return Marker("item" if word == "item" else "word", value, (reading,), found.end(), word, open=bare)
    found = _PARAGRAPH_SIGN.match(text, start, end)
    if found:
        place = int(re.sub(r"\D", "", found["number"]) or 1)  # "§ sole"
        return Marker("§", "§ " + found["number"], (("§", place),), found.end(), "§")
    found = _ORDINAL.match(text, start, end)
    if found:
        return Marker("ordinal", found["number"].capitalize(), (("ordinal", _spelled(found["number"])),), found.end())
    return None


def _enumerator(text: str, start: int, end: int) -> Marker | None:
    if not _PLAUSIBLE.match(text, start, end):
        return None
    found = _DOTTED.match(text, start, end)
    if found:
        return Marker("dotted", found["plain"] or found["lettered"], (("dotted", 0),), found.end())
    for expression, form in _FORMS:
        found = expression.match(text, start, end)
        if found:
            return Marker(form, found["number"], tuple(_readings(form, found["number"])), found.end())
    found = _BULLET.match(text, start, end)
    return Marker("bullet", "", (("bullet", 0),), found.end()) if found else None


def _readings(form: str, value: str) -> Iterator[Reading]:
    if value.isdigit():
        yield f"{form} 1", int(value)
        return
    if value in _ABJAD:
        yield f"{form} أ", _ABJAD.index(value) + 1
        return
    if len(set(value)) == 1:
        yield f"{form} {'A' if value.isupper() else 'a'}", ord(value[0].upper()) - 64 + 26 * (len(value) - 1)
    number = roman(value)
    if number:
        yield f"{form} {'I' if value.isupper() else 'i'}", number
    if not number and len(set(value)) > 1:
        yield f"{form} ?", 0


def latin_letter(letter: str) -> str:
    """The Latin letter that numbers the same place of a list as a letter of another script, or ""."""
    place = _ABJAD.find(letter)
    return "abcdefghijklmnopqrstuvwxyz"[place] if place >= 0 else ""


@cache
def roman(value: str) -> int:
    """The value of a Roman numeral up to 89, or 0 where it is none."""
    digits = [_DIGITS.get(letter, 0) for letter in value.upper()]
    if not digits or 0 in digits:
        return 0
    return sum(-this if this < after else this for this, after in zip(digits, [*digits[1:], 0], strict=True))


@cache
def _spelled(word: str) -> int:
    return next((value for expression, value in words.spelled_numbers() if expression.fullmatch(word)), 0)


def _value(printed: str) -> str:
    """A number after "Article" as it is cited: spelled ones in digits."""
    number = _spelled(printed) if len(printed) > 2 and not roman(printed) else 0
    return str(number) if number else printed


def _place(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return _spelled(printed) or roman(printed) or (ord(printed.upper()) - 64 if len(printed) == 1 else 0)


@cache
def kind_of(word: str) -> str:
    """What a structural word numbers: ``article``, ``unit``, ``group``, ``item``, or "" for none."""
    return next((kind for kind, expression in _KINDS.items() if expression.fullmatch(word)), "")
