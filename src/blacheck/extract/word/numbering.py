"""The numbers that Word prints before paragraphs: they stand nowhere in the text and follow from its definitions.

A paragraph names a list and a level. The list points to an abstract definition, whose counters all lists that point to
it share, and may replace levels of it or start them anew. The text of a level ("Article %1", "%1.%2") takes in the
counters of the levels above. Formats that spell numbers out or are not of Latin script come out in digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from blacheck.extract.counting import in_format
from blacheck.extract.word.names import W, switch, value, whole
from blacheck.extract.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_DASHES = "-\N{EN DASH}\N{EM DASH}"
_BULLET = "\N{BULLET}"


@dataclass(frozen=True, slots=True)
class Level:
    """How paragraphs of one level of a list are numbered."""

    text: str
    format: str
    start: int
    restarts: int | None
    """The level, counted from 1, whose paragraphs and those above it start this one anew; 0 for never, None for all
    levels above."""
    legal: bool
    """True where numbers of levels above are printed in digits, whatever their own format."""
    closed: bool
    """True where no space stands between number and text."""
    capitals: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph."""

    text: str
    is_bullet: bool


class Numbering:
    """Counts the paragraphs of a document, which must be asked for in their order.

    Args:
        part: The part with the definitions; None where the document has none.
        styles: The styles, which may name lists.
    """

    def __init__(self, part: "Element | None", styles: Styles) -> None:
        self._lists = _by_id(part, "num", "numId")
        self._abstract = _by_id(part, "abstractNum", "abstractNumId")
        self._styles = styles
        self._counters: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._levels = cache(self._levels_of)
        self._definition = cache(self._definition_of)

    def label(self, paragraph: "Element") -> Label | None:
        """What is printed before the next paragraph, None where it has no number or an empty one."""
        number, level = self._styles.numbering(paragraph)
        levels = self._levels(number)
        if level is None:
            level = self._level_of_style(number, self._styles.of(paragraph))
        if level not in levels:
            return None
        self._count(number, level)
        text = self._printed(number, level)
        return Label(text, levels[level].format == "bullet") if text else None

    def _count(self, number: int, level: int) -> None:
        counters = self._counters_of(number)
        levels = self._levels(number)
        anew = whole(self._override(number, level), "startOverride")
        if anew is not None and (number, level) not in self._begun:
            counters[level] = anew
        else:
            before = counters[level]
            counters[level] = levels[level].start if before is None else before + 1
        self._begun.add((number, level))
        for above in range(level):
            if counters[above] is None and above in levels:
                counters[above] = levels[above].start
        for below in range(level + 1, _LEVELS):
            restarts = levels[below].restarts if below in levels else None
            if restarts is None or level < restarts:
                counters[below] = None

    def _printed(self, number: int, at: int) -> str:
        levels, counters = self._levels(number), self._counters_of(number)
        level = levels[at]
        if level.format == "bullet":
            return f"{level.text if level.text and level.text in _DASHES else _BULLET} "
        text = level.text
        for other in range(_LEVELS):
            if f"%{other + 1}" in text:
                form = "decimal" if level.legal or other not in levels else levels[other].format
                text = text.replace(f"%{other + 1}", in_format(counters[other] or 0, form))
        text = text.upper() if level.capitals else text
        return text if level.closed or not text.strip() else f"{text} "

    # ---------------------------------------------------------------- definitions

    def _counters_of(self, number: int) -> list[int | None]:
        return self._counters.setdefault(self._definition(number), [None] * _LEVELS)

    def _definition_of(self, number: int) -> int:
        """The abstract definition behind a list, through the styles that may stand between; -1 for none."""
        seen = set[int]()
        while number in self._lists and number not in seen:
            seen.add(number)
            abstract = whole(self._lists[number], "abstractNumId")
            link = value(self._abstract.get(-1 if abstract is None else abstract), "numStyleLink")
            if link is None:
                return -1 if abstract is None else abstract
            number, _ = self._styles.list_of(link)
        return -1

    def _levels_of(self, number: int) -> dict[int, Level]:
        if number not in self._lists:
            return {}
        found = dict(_levels(self._abstract.get(self._definition(number))))
        for override in self._lists[number].findall(f"{W}lvlOverride"):
            found |= dict(_levels(override))
        return found

    def _override(self, number: int, level: int) -> "Element | None":
        overrides = self._lists[number].findall(f"{W}lvlOverride")
        return next((found for found in overrides if found.get(f"{W}ilvl") == str(level)), None)

    def _level_of_style(self, number: int, style: str) -> int:
        """The level that names a paragraph's style, or one it is based on, as its own; else what the style says."""
        definition = self._abstract.get(self._definition(number))
        linked = {} if definition is None else {value(lvl, "pStyle"): _index(lvl) for lvl in definition.iter(f"{W}lvl")}
        named = (linked.get(name) for name in self._styles.chain(style))
        said = (*named, self._styles.list_of(style)[1])
        return next((level for level in said if level is not None), 0)


def _by_id(part: "Element | None", tag: str, key: str) -> "dict[int, Element]":
    found = [] if part is None else part.findall(W + tag)
    ids = ((element.get(W + key, ""), element) for element in found)
    return {int(text): element for text, element in ids if text.isascii() and text.isdigit()}


def _levels(parent: "Element | None") -> Iterator[tuple[int, Level]]:
    for found in [] if parent is None else parent.findall(f"{W}lvl"):
        index = _index(found)
        if index is not None:
            yield index, _level(found)


def _index(level: "Element") -> int | None:
    text = level.get(f"{W}ilvl", "")
    return int(text) if text in tuple("012345678") else None


def _level(found: "Element") -> Level:
    forms = [form.get(f"{W}val", "") for form in found.iter(f"{W}numFmt")]  # a custom one has another for old readers
    return Level(
        text=value(found, "lvlText") or "",
        format=forms[0] if forms else "decimal",
        start=whole(found, "start") or 0,
        restarts=whole(found, "lvlRestart"),
        legal=bool(switch(found, "isLgl")),
        closed=value(found, "suff") == "nothing",
        capitals=bool(switch(found, "rPr/caps")),
    )
