"""The open units at a place of the text, and where among them a marker stands."""

import re
from dataclasses import dataclass, replace

from blacheck.segment.drafts import Draft
from blacheck.segment.markers import Marker, Reading

UNIT, PARAGRAPH = "unit", "paragraph"
"""Styles of levels that no enumerator has: an article, an unnumbered paragraph of one."""


@dataclass(frozen=True, slots=True)
class Level:
    """An open unit: its style of numbering and its place in it."""

    key: str
    place: int
    draft: Draft


def find(levels: list[Level], marker: Marker) -> tuple[int, Reading]:
    """The depth at which a marker stands, and how it is to be read there.

    It continues the innermost open list that it can; else it opens a new list below; else it takes up an open list
    again in which a number is missing or begins anew.
    """
    if marker.form == "dotted":
        return _find_decimal(levels, marker.value)
    depths = range(len(levels) - 1, -1, -1)
    for depth in depths:
        if marker.place(levels[depth].key) == levels[depth].place + 1:
            return depth, (levels[depth].key, levels[depth].place + 1)
    open_styles = {level.key for level in levels}
    for key, place in marker.readings:
        if place == 1 and key not in open_styles:
            return len(levels), (key, place)
    for depth in depths:
        place_here = marker.place(levels[depth].key)
        if place_here is not None:
            return depth, (levels[depth].key, place_here)
    return len(levels), marker.readings[0]


_AS_DIGITS = str.maketrans("OoQlI|iZzSsGbBq", "000111122556689")
"""What digits in brackets are misread as."""


def mended(levels: list[Level], marker: Marker) -> Marker:
    """The marker, with the digit that it was misread from where that is the next of an open list: "(S)" after "(4)"."""
    read = marker.value.translate(_AS_DIGITS)
    if marker.value.isdecimal() or not read.isdecimal() or continues(levels, marker):
        return marker
    key = f"{marker.form} 1"
    if any(level.key == key and level.place + 1 == int(read) for level in levels):
        return replace(marker, value=read, readings=((key, int(read)),))
    return marker


def continues(levels: list[Level], marker: Marker) -> bool:
    """True where a marker may stand: as the first of a list or the next of an open one."""
    return marker.is_first or any(marker.place(level.key) == level.place + 1 for level in levels)


def _find_decimal(levels: list[Level], value: str) -> tuple[int, Reading]:
    """A number such as "4.1" stands below the unit "4", or beside its like."""
    above, _, last = value.rpartition(".")
    key, place = f"dotted {value.count('.')}", int(re.sub(r"\D", "", last) or 0)
    for depth, level in enumerate(levels):
        if above and (
            level.draft.core == above or (above.isdecimal() and level.place == int(above) and _counts(level))
        ):
            return depth + 1, (key, place)
        if level.key == key:
            return depth, (key, place)
    return (1 if levels and levels[0].key == UNIT else 0), (key, place)


def _counts(level: Level) -> bool:
    """True for a style that a decimal number may continue: articles, arabic and capital Roman numbers."""
    return level.key == UNIT or level.key.endswith(("1", "I"))
