"""Divides an agreement into its zones: title, preamble, body, signatures, annexes, and what does not belong to it.

Only structural words and the course of the numbering decide: a table of contents, an approving law that comes before
the treaty and a mention of "Annex A" at the start of a paragraph look alike to a search for words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from blacheck.segment import words
from blacheck.segment.lines import Line, is_capitals, is_heading, is_verbless
from blacheck.segment.markers import HEADS, kind_of
from blacheck.segment.misnumbered import mended_labels
from blacheck.segment.openers import (
    annex_label,
    has_alias,
    is_agreed,
    is_numbered_label,
    is_preamble_heading,
    is_recital,
    is_salutation,
    is_sides,
    letter_label,
    opens_signature,
)

ZoneKind = Literal["other", "title", "preamble", "body", "signature", "annex"]


@dataclass(slots=True)
class Zone:
    """Consecutive lines with the same place in the agreement."""

    kind: ZoneKind
    part: str = ""
    """The annex they stand in, "" for the body."""
    lines: list[Line] = field(default_factory=list)
    agreement: str = ""
    """How the agreement is cited that they belong to, "" for the first or only one of a document."""


_CONTENTS = words.pattern("^", "contents", r"\W*$")
_LAW = words.pattern(r"(?<!\w)", "law", "")
_PAGE_NUMBER = re.compile(r"\s*(?:\.{2,}|…|\s)\s*\d{1,3}$")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$")
_IMPRINT = words.pattern("^", "imprint", "")
_ENTRY_LENGTH = 160
_ENTRIES = 3
"""Entries of a table of contents without a heading at least."""
_FOOTNOTE = re.compile(r"\[\^?\w+\]:?\s")
_INSTRUMENT = re.compile("|".join(source for source, _ in words.pairs("instruments")), re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:^|\s)(?:{words.union('between')}|{words.union('conjunction')})$", re.IGNORECASE)
_LAW_ARTICLES = 6
"""Articles that an approving law has at most."""
_SHORT = 3
"""Words of a heading that cannot be mistaken for a line of the title at most."""
_PROSE = 30
"""Words from which a text cannot be a line of a title."""


def zones(lines: Sequence[Line]) -> list[Zone]:
    """The zones in order; every line is in exactly one."""
    front = _Front(lines)
    return [zone for zone in (*front.zones(), *_Back(lines, front).zones()) if zone.lines]


def annexed(lines: Sequence[Line], part: str, opening: int) -> list[Zone]:
    """The zones of a file that is annexed to the agreement of another file.

    Args:
        lines: The lines of the file.
        part: What it is cited by.
        opening: The line with which it begins; what stands before is its cover.
    """
    cover = Zone("other", lines=list(lines[:opening]))
    return [zone for zone in (cover, *_Back(lines, _Front(lines), part, opening).zones()) if zone.lines]


def is_numbered(line: Line) -> bool:
    """True for a line that may be an operative unit by its number."""
    number = line.number
    if number is None:
        return False
    return number.form in (*HEADS, "dotted") or (number.form != "-" and number.is_first)


# ------------------------------------------------------------------------------------------ before the body


class _Front:
    """What comes before the first operative unit."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.contents = _contents(lines)
        self.heads = [i for i, line in enumerate(lines) if i not in self.contents and is_numbered(line)]
        self.agreed = self._agreed()
        self.law = self.agreed is not None and any(head < self.agreed and lines[head].head for head in self.heads)
        self.body = self._body()
        self.title, self.preamble = self._title()

    def zones(self) -> list[Zone]:
        """The zones before the body."""
        bounds: list[tuple[ZoneKind, int, int]] = [
            ("other", 0, self.title),
            ("title", self.title, self.preamble),
            ("preamble", self.preamble, self.body),
        ]
        found: list[Zone] = []
        for kind, start, end in bounds:
            for i in range(start, end):
                aside = kind == "title" and i > start and _is_aside(self.lines[i])
                _append(found, "other" if i in self.contents or aside else kind, "", self.lines[i])
        return found

    def _limit(self) -> int:
        """Where the agreement ends at the latest: its first signature or annex after an operative unit."""
        first = self.heads[0] if self.heads else 0
        after = range(first + 1, len(self.lines))
        return next((i for i in after if opens_signature(self.lines, i) or annex_label(self.lines[i])), len(self.lines))

    def _agreed(self) -> int | None:
        """The line that closes the preamble, before any unit or, where a law approves it, after the law's articles."""
        first = self.heads[0] if self.heads else len(self.lines)
        found = None
        for i in range(self._limit()):
            line = self.lines[i]
            if i in self.contents or line.head or not is_agreed(line.text):
                continue
            if self.heads and i <= first:
                found = i  # a notice may speak of the agreement before it
                continue
            earlier = [head for head in self.heads if head < i]
            if found is None and (not earlier or (not line.markers and self._precede(earlier, i))):
                return i
        return found

    def _precede(self, earlier: list[int], agreed: int) -> bool:
        """True where numbered lines before the words of agreement are recitals, or articles of an approving law."""
        later = next((head for head in self.heads if head > agreed), None)
        if later is None or not (self.lines[later].markers[0].is_first):
            return False
        if not any(self.lines[head].head for head in earlier):
            return True
        front = "\n".join(line.text for line in self.lines[:agreed])
        return len(earlier) <= _LAW_ARTICLES and bool(_LAW.search(front))

    def _body(self) -> int:
        if self.agreed is not None:
            return self.agreed + 1
        if self._lacks_title():
            return 0
        if not self.heads:
            return self._prose()
        body = self.heads[0]
        while body > 1 and (self._heads_group(body - 1) or self._names_body(body - 1)):
            body -= 1
        return body

    def _names_body(self, i: int) -> bool:
        """True for a short heading between the title and the first number: "Background"."""
        text = self.lines[i].text
        follows = is_numbered(self.lines[i + 1]) and not self.lines[i].markers
        return follows and text[0].isupper() and is_heading(text, words_at_most=_SHORT) and not is_capitals(text)

    def _lacks_title(self) -> bool:
        """True for an extract that begins with its provisions."""
        before = self.lines[: self.heads[0] if self.heads else 1]
        return bool(before) and all(line.number is not None or _is_provision(line.text) for line in before)

    def _prose(self) -> int:
        """Where the text begins of an agreement that numbers nothing: its first heading after the title."""
        prose = next((i for i, line in enumerate(self.lines) if i and not is_heading(line.text)), len(self.lines))
        named = 1 < prose < len(self.lines) and not is_capitals(self.lines[prose - 1].text)
        return prose - 1 if named else prose

    def _heads_group(self, i: int) -> bool:
        """True for a line that heads a group of units: "PART I", or its name on the next line."""
        line = self.lines[i]
        if line.head:
            return kind_of(line.head.word) in ("group", "unit")
        return not line.markers and bool(self.lines[i - 1].head) and is_heading(line.text)

    def _title(self) -> tuple[int, int]:
        """Where the title begins and where the preamble begins."""
        end = self.body if self.agreed is None else self.agreed
        start = max((head for head in self.heads if head < end), default=-1) + 1 if self.law else 0
        preamble = next((i for i in range(start, end) if self._opens_preamble(i, start)), end)
        if not self.law:
            return self._after_cover(preamble), preamble
        start = preamble
        while start and is_heading(self.lines[start - 1].text) and start - 1 not in self.heads:
            start -= 1
        return start, preamble

    def _after_cover(self, preamble: int) -> int:
        """Where the title begins after what is none of it: a certificate on the cover, a notice of the gazette."""
        named = [i for i in range(preamble) if _names_instrument(self.lines[i].text)]
        aside = next((i for i in range(preamble - 2, -1, -1) if self._is_foreign(i, named)), -1)
        return next((i for i in named if i > aside), aside + 1) if aside >= 0 else 0

    def _is_foreign(self, i: int, named: Sequence[int]) -> bool:
        """True for a line that cannot be part of a title, which begins on one of the lines that name an instrument."""
        text = self.lines[i].text
        before_title = bool(named) and i < named[-1]
        if i in self.contents:
            return before_title and i < named[0]
        return _is_certificate(text) or (before_title and text.endswith("."))

    def _opens_preamble(self, i: int, start: int) -> bool:
        text = self.lines[i].text
        if i in self.contents:
            return False
        if is_preamble_heading(text) or is_salutation(text):
            return True
        if is_recital(text) and not is_capitals(text) and (i > start or text.endswith((",", ";"))):
            return True
        if i == start and not text.endswith((",", ";")):
            return False
        stopped = text.endswith((",", ";", ":", "."))
        if is_sides(text) and not self._is_between(i) and (stopped or len(text) > 200 or has_alias(text)):
            return True
        return len(text.split()) > _PROSE and stopped and text[0].isupper() and not is_capitals(text)

    def _is_between(self, i: int) -> bool:
        """True for a party's name inside the title: "between", "and" stand before it."""
        return i > 0 and bool(_BETWEEN.search(self.lines[i - 1].text))


def _is_certificate(text: str) -> bool:
    """True for a full sentence before a title."""
    return text.endswith(".") and text[0].isupper() and not is_verbless(text) and not is_capitals(text)


def _names_instrument(text: str) -> bool:
    """True for the line with which a title begins: "AGREEMENT", "Memorandum of Understanding between …"."""
    return _INSTRUMENT.match(text) is not None and is_heading(text)


def _is_provision(text: str) -> bool:
    """True for a sentence that cannot be part of a title or a preamble."""
    if not text.endswith((".", ":", ";")) or not text[0].isupper() or is_capitals(text) or is_recital(text):
        return False
    return not is_verbless(text) or not (is_sides(text) or _INSTRUMENT.match(text))


def _is_aside(line: Line) -> bool:
    """True for an editor's remark in brackets: "(Official translation. Only the … texts are authentic.)"."""
    return line.text.startswith("(") and line.text.endswith(")") and "." in line.text[:-2] and len(line.text) > 40


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines of a table of contents: a run of heads without text between them that come again further down."""
    found: set[int] = set()
    run: list[int] = []
    titled = False
    for i, line in enumerate(lines):
        if _CONTENTS.match(line.text):
            titled, run = True, [i]
        elif _is_entry(line, titled=titled):
            run.append(i)
        else:
            listed = titled or _comes_again(lines, run) or _has_leaders(lines, run)
            found |= set(run) if len(run) > 1 and listed else set()
            run, titled = [], False
    return found


def _is_entry(line: Line, *, titled: bool) -> bool:
    if len(line.text) > _ENTRY_LENGTH:
        return False
    if _LEADERS.search(line.text):
        return True
    if not (titled or is_numbered(line) or annex_label(line)):
        return False
    return bool(_PAGE_NUMBER.search(line.text)) or (line.head is not None and is_heading(line.rest))


def _has_leaders(lines: Sequence[Line], run: list[int]) -> bool:
    """True where dots lead from what a run of heads names to the numbers of pages, as in the contents of a gazette."""
    return len(run) >= _ENTRIES and all(_LEADERS.search(lines[i].text) for i in run)


def _comes_again(lines: Sequence[Line], run: list[int]) -> bool:
    """True where most of what a run of heads names is named again after it."""
    if len(run) < _ENTRIES:
        return False
    later = {_entry(line) for line in lines[run[-1] + 1 :]}
    return 2 * sum(_entry(lines[i]) in later for i in run) > len(run)


def _entry(line: Line) -> str:
    """What a line names: "article 4", "Annex I", or its text without a page number."""
    if line.head:
        return f"{line.head.word} {line.head.value}"
    return annex_label(line) or _PAGE_NUMBER.sub("", line.text).casefold()


# ------------------------------------------------------------------------------------------ body and after


class _Back:
    """The body, what it is signed by and what is annexed; or, with a label, an annex in a file of its own."""

    def __init__(self, lines: Sequence[Line], front: _Front, part: str = "", start: int | None = None) -> None:
        self.lines = lines
        self.front = front
        self.start = front.body if start is None else start
        self.part = part
        self.labels = mended_labels(lines)
        self.kind: ZoneKind = "annex" if part else "body"
        self.found: list[Zone] = [Zone(self.kind, part)]
        self.is_numbered = False
        self.is_fresh = bool(part)
        """True after the opening of an annex, as long as only its headings have come."""

    def zones(self) -> list[Zone]:
        """The zones from the body on."""
        for i in range(self.start, len(self.lines)):
            line = self.lines[i]
            if self.kind == "signature" and _IMPRINT.match(line.text):
                self.kind, self.part = "other", ""
            if i in self.front.contents or _FOOTNOTE.match(line.text):
                _append(self.found, "other", self.part, line)
                continue
            opened = self._turn(i)
            _append(self.found, self.kind, self.part, line)
            self.is_numbered = self.is_numbered or is_numbered(line)
            self.is_fresh = opened or (self.is_fresh and is_heading(line.text))
        return self.found

    def _turn(self, i: int) -> bool:
        """Go over into the zone that a line opens; true where that is an announced annex."""
        label = self._opens_annex(i)
        if label:
            self.part, self.kind, self.is_numbered = label, "annex", False
            self.found.append(Zone("annex", label))
        elif self.kind == "signature":
            self._leave_signature(self.lines[i])
        elif self._has_text() and opens_signature(self.lines, i) and not self._goes_on(i):
            self.kind = "signature"
        return bool(label)

    def _opens_annex(self, i: int) -> str:
        """The label of the annex that a line opens, or ""."""
        line, signed = self.lines[i], self.kind == "signature"
        label = (letter_label(line) if signed or self.part else "") or self.labels.get(i) or annex_label(line)
        if not label or not (self.is_numbered or signed or self.part):
            return ""
        names_article = i > 0 and self.lines[i - 1].head is not None and not self.lines[i - 1].rest and not signed
        numbered = is_numbered_label(label)
        if names_article or (self.is_fresh and not numbered):
            return ""
        return label if numbered or signed or is_capitals(line.text) or len(line.text.split()) < 3 else ""

    def _leave_signature(self, line: Line) -> None:
        """A letter or a numbered text after the signatures is an annex that nothing announces."""
        number = line.number
        if is_salutation(line.text):
            self.part, self.kind = "Letter", "annex"
        elif number is not None and number.is_first:
            self.part, self.kind = self.part or "Annex", "annex"

    def _has_text(self) -> bool:
        """True where something has come that may be signed."""
        return self.is_numbered or (not self.front.heads and any(zone.lines for zone in self.found))

    def _goes_on(self, i: int) -> bool:
        """True where the articles go on after a line, so that it closes nothing."""
        last = next((line.head for line in reversed(self.found[-1].lines) if line.head), None)
        if last is None:
            return False
        key, place = last.readings[0]
        for line in self.lines[i + 1 :]:
            if annex_label(line):
                return False
            if line.head and line.head.word == last.word and line.head.place(key) == place + 1:
                return True
        return False


def _append(found: list[Zone], kind: ZoneKind, part: str, line: Line) -> None:
    if not found or (found[-1].kind, found[-1].part) != (kind, part):
        found.append(Zone(kind, part))
    found[-1].lines.append(line)
