"""How the body or an annex is laid out: what its units are called, what groups them, whether numbering runs on."""

from collections.abc import Sequence
from itertools import pairwise

from blacheck.segment.lines import Line, is_heading
from blacheck.segment.markers import Marker, kind_of

_NAME_LINES = 4
"""Lines of a heading at most."""


class Layout:
    """What the lines of a part are, as far as the whole part tells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.kind, self.word = _units(lines)
        """Kind and word of the heads that number the operative units; ("", "") where numbers alone do."""
        self.is_unnumbered = not any(line.number for line in lines)
        self._groups = self._marked_groups()
        values = [line.markers[0].value for line in lines if self.is_unit(line)]
        self.has_arabic_units = 2 * sum(value.isdigit() for value in values) >= len(values)
        self.cites_groups = not self._runs_on()

    def is_unit(self, line: Line) -> bool:
        """True for the head of an article, or of whatever the part has in its place."""
        head = line.head
        if head is None or head.form == "item":
            return False
        if head.form == "§" and self.kind == "article":
            return False  # a paragraph of an article, as in Brazilian and Portuguese acts
        if head.form != "word":
            return True
        return kind_of(head.word) == self.kind and (self.kind == "article" or head.word == self.word)

    def is_group(self, i: int) -> bool:
        """True for a line with a number that only groups units: "PART II", "I — DEFINICIONES"."""
        line = self.lines[i]
        return i in self._groups or (line.head is not None and line.head.form == "word" and not self.is_unit(line))

    def is_name(self, i: int) -> bool:
        """True for a line that may be a heading, or part of one, without a number."""
        line = self.lines[i]
        return not line.markers and not line.cells and is_heading(line.text)

    def is_content(self, i: int) -> bool:
        """True where a line goes on with the unit before it."""
        return i < len(self.lines) and not self.is_unit(self.lines[i]) and not self.is_group(i)

    def heads_units(self, i: int) -> bool:
        """True for a heading that a unit or a group follows."""
        after = self.after_name(i)
        return after is not None and (self.is_unit(self.lines[after]) or self.is_group(after))

    def after_name(self, i: int) -> int | None:
        """The line after a heading in one line or several."""
        following = range(i + 1, min(i + 1 + _NAME_LINES, len(self.lines)))
        return next((j for j in following if not self.is_name(j)), None)

    def next_number(self, i: int) -> Marker | None:
        """The next marker of the same article."""
        for j in range(i + 1, len(self.lines)):
            if not self.is_content(j):
                return None
            if (number := self.lines[j].number) is not None:
                return number
        return None

    def _marked_groups(self) -> frozenset[int]:
        """The lines whose number groups units without a word for it: "I — DEFINICIONES", "A. GENERAL"."""
        capital = [i for i, line in enumerate(self.lines) if _is_capital_head(line)]
        if self.kind:
            return frozenset(capital) | {i for i in range(len(self.lines) - 1) if self._is_digit_group(i)}
        firsts = [_first_digit(self.lines[i + 1 : after]) for i, after in pairwise([*capital, len(self.lines)])]
        runs_on = len(capital) > 1 and firsts[0] == 1 and all(place not in (None, 1) for place in firsts[1:])
        return frozenset(capital if runs_on else ())

    def _is_digit_group(self, i: int) -> bool:
        line = self.lines[i]
        numbered = line.number is not None and line.head is None and is_heading(line.rest)
        return numbered and self.is_unit(self.lines[i + 1])

    def _runs_on(self) -> bool:
        """True where numbering runs on through the groups, so that they need not be cited."""
        firsts: list[int | None] = []
        for i, line in enumerate(self.lines):
            if self.is_group(i):
                firsts.append(None)
            elif firsts and firsts[-1] is None and (line.number or line.cells):
                firsts[-1] = _place(line)
        return not firsts or (firsts[0] is not None and 2 * firsts[1:].count(1) < max(1, len(firsts[1:])))


def _units(lines: Sequence[Line]) -> tuple[str, str]:
    heads = [line.head.word for line in lines if line.head and line.head.form == "word"]
    if any(kind_of(word) == "article" for word in heads):
        return "article", ""
    units = [word for word in heads if kind_of(word) == "unit"]
    return ("unit", max(sorted(set(units)), key=units.count)) if units else ("", "")


def _is_capital_head(line: Line) -> bool:
    number = line.number
    return (
        number is not None
        and number.form in (".", "-")
        and any(key[-1] in "IA" for key, _ in number.readings)
        and is_heading(line.rest)
    )


def _first_digit(lines: Sequence[Line]) -> int | None:
    places = (place for line in lines if line.number for key, place in line.number.readings if key.endswith(" 1"))
    return next(places, None)


def _place(line: Line) -> int:
    """The place in its numbering at which a line stands."""
    if line.cells:
        cell = line.cells[0]
        return _leading(line.text[cell.start - line.start : cell.end - line.start])
    number = line.markers[0]
    if number.form == "dotted":  # "B1" names its group itself
        return 0 if number.value[0].isalpha() else _leading(number.value)
    return 1 if number.is_first else number.readings[0][1]


def _leading(text: str) -> int:
    digits = "".join(character for character in text.split(".")[0] if character.isdecimal())
    return int(digits) if digits else 0
