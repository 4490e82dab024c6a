"""Builds the tree of clauses: which unit a line opens, in which it stands, and how a reader cites it.

Within a part the open units form a stack. A marker continues the list of its own style, or opens a new one below the
innermost unit; text without a marker belongs to the unit it returns to. Numbers are composed at the end, because only
then is it known whether an article has one paragraph ("5") or several ("5(2)").
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from blacheck.model import ClauseKind, Span
from blacheck.segment.drafts import Draft, Piece, Role
from blacheck.segment.layout import Layout
from blacheck.segment.lines import Line, is_capitals, is_heading, is_verbless
from blacheck.segment.markers import Marker
from blacheck.segment.openers import annex_label, is_agreed, is_letter, letter_label
from blacheck.segment.preamble import preamble
from blacheck.segment.sentences import is_finished
from blacheck.segment.stack import PARAGRAPH, UNIT, Level, continues, find, mended
from blacheck.segment.tables import is_rule
from blacheck.segment.words import DASHES
from blacheck.segment.zones import Zone

_LABELS = {"title": "Title", "signature": "Signature"}
_ANNEX_NAME = 40
"""Words of an annex's heading at most."""
_LABEL = 2
"""Words of an annex's label at most: "ANEXO II"."""
_PLAIN_NAME = 8
"""Words of a heading between numbered paragraphs at most."""
_LISTS = (":", " -", ":-", "…", *DASHES)
"""How a text ends that announces a list."""
_PARTED = re.compile(rf"\s*[:{DASHES}]\s*(?=\w)|\s-\s+(?=\w)")
_MISREAD = str.maketrans("iIlLoO", "111100")
"""What scanning makes of the digits in "Article 10"."""
_ROW_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\)|\d{1,3}|[A-Z]?\.?\d{1,2}(?:\.\d{1,2})*)\.?", re.IGNORECASE
)
_ITEM = re.compile(r"items?|rubros?|postes?", re.IGNORECASE)


def build(zones: Sequence[Zone], text: str) -> list[Draft]:
    """The clauses of the zones in order."""
    drafts: list[Draft] = []
    for zone in zones:
        found = _of_zone(zone, text)
        for draft in found:
            draft.agreement = zone.agreement
        drafts += found
    return drafts


def _of_zone(zone: Zone, text: str) -> list[Draft]:
    if zone.kind == "preamble":
        return preamble(zone)
    if zone.kind == "body" or zone.kind == "annex":
        return _Part(zone, text).drafts()
    return [Draft(zone.kind, zone.lines[0].start, _LABELS.get(zone.kind, ""), part=zone.part)]


class _Part:
    """The units of the body or of one annex."""

    def __init__(self, zone: Zone, text: str) -> None:
        self.zone = zone
        self.text = text
        self.lines = zone.lines
        self.layout = Layout(zone.lines)
        self.out: list[Draft] = []
        self.levels: list[Level] = []
        self.root: Draft | None = None
        self.group: Draft | None = None
        self.prefix = ""
        self.header: Line | None = None
        self.is_in_table = False
        self.is_in_list = False
        self.paragraphs: list[Draft] = []
        self.loose: Draft | None = None
        self.loose_count = 0

    def drafts(self) -> list[Draft]:
        """The clauses of the part in order."""
        i = self._open_annex() if self.zone.kind == "annex" else 0
        while i < len(self.lines):
            i = self._read(i)
        self._close_article()
        return self.out

    def _read(self, i: int) -> int:
        """Take in a line, and return the index of the next one to read."""
        line = self.lines[i]
        if line.cells:
            self._row(line)
            return i + 1
        self.is_in_table = False
        if self.layout.is_unit(line):
            return self._open_unit(i)
        if self.layout.is_group(i) or self._is_plain_heading(i):
            return self._open_group(i)
        if line.number is not None and self._may_stand(line.number):
            return self._open_marked(i)
        self._paragraph(i)
        return i + 1

    def _may_stand(self, marker: Marker) -> bool:
        """False for what looks like a number and cannot be one here, such as the initial of a name."""
        return marker.form != "." or not marker.value.isalpha() or continues(self.levels, marker)

    def _is_plain_heading(self, i: int) -> bool:
        """True for a heading without a number over the units that follow it."""
        if not self.layout.is_name(i):
            return False
        if self.layout.heads_units(i):
            return True
        after = self.layout.after_name(i)
        if after is None or self.layout.kind or self.is_in_list:
            return False
        number = self.lines[after].number
        if not self.levels:
            begins = self.layout.is_unnumbered if number is None else number.is_first
            return self.root is None and begins and after == i + 1
        resumes = number is not None and number.place(self.levels[0].key) == self.levels[0].place + 1
        return resumes and is_heading(self.lines[i].text, words_at_most=_PLAIN_NAME)

    # ---------------------------------------------------------------- annexes, groups, articles

    def _open_annex(self) -> int:
        line = self.lines[0]
        self.root = Draft("annex", line.start, part=self.zone.part)
        self.out.append(self.root)
        if not (annex_label(line) or letter_label(line) or (is_heading(line.text) and not line.markers)):
            return 0
        i = 1
        names: list[Line] = []
        while i < len(self.lines) and self._is_annex_name(i, names):
            if not self.lines[i].text.startswith("("):
                names.append(self.lines[i])
            i += 1
        parted = _PARTED.search(line.text)
        heading = " ".join(name.text for name in names) or line.text[parted.end() if parted else 0 :]
        self.root.heading = _plain(heading) if names or parted or len(heading.split()) > _LABEL else ""
        if names or parted:
            start = names[0].start if names else line.end - len(heading)
            self.root.heading_span = Span(start, names[-1].end if names else line.end)
        return i

    def _is_annex_name(self, i: int, names: list[Line]) -> bool:
        """True for a line of an annex's heading: capitals, the first that is none, a continuation, a reference."""
        line = self.lines[i]
        if line.markers or line.cells or self.layout.is_group(i):
            return False
        if line.text.startswith("("):
            return line.text.endswith(")")
        if line.text[0].islower():
            return i == 1
        limit = 16 if names else _ANNEX_NAME
        return (is_capitals(line.text) or not names) and is_heading(line.text, words_at_most=limit)

    def _open_group(self, i: int) -> int:
        self._close_article()
        line, last = self.lines[i], i
        names = [line] if line.rest else []
        while last + 1 < len(self.lines) and self.layout.is_name(last + 1):
            if names and not self.layout.heads_units(last + 1):
                break
            last += 1
            names.append(self.lines[last])
        label = f"{line.markers[0].word.capitalize()} {line.markers[0].value}".strip() if line.markers else ""
        self.group = Draft("heading", line.start, label, part=self.zone.part, group=self.root)
        self.group.heading = " ".join(_plain(name.rest) for name in names)
        self.group.heading_span = Span(names[0].body, names[-1].end) if names else None
        if names and names[-1].text.endswith(":"):
            self.group.pieces.append(Piece(Span(names[-1].body, names[-1].end)))
        self.prefix = label if self.layout.cites_groups and line.head else ""
        self.out.append(self.group)
        self.levels, self.is_in_list = [], False
        return last + 1

    def _open_unit(self, i: int) -> int:
        self._close_article()
        line = self.lines[i]
        head = line.markers[0]
        draft = self._add(Draft("article", line.start, self._unit_value(head), is_unit=True))
        self.levels = [Level(UNIT, head.readings[0][1], draft)]
        for marker in line.markers[1:]:
            self._open_marker(marker, line)
        return self._name_unit(i, draft)

    def _unit_value(self, head: Marker) -> str:
        """Its number, mended where a scan read "11" as "ii"."""
        readable = head.value.translate(_MISREAD)
        return readable if self.layout.has_arabic_units and readable.isdecimal() else head.value

    def _name_unit(self, i: int, draft: Draft) -> int:
        """Give an article its heading, from its own line or the next, and its first text."""
        line = self.lines[i]
        if line.rest:
            named = len(line.markers) == 1 and is_heading(line.rest) and self.layout.is_content(i + 1)
            if named and not self._introduces(i):
                self._name(draft, line)
            else:
                self._text_of(line)
            return i + 1
        after = i + 1
        if self.layout.is_content(after + 1) and self.layout.is_name(after) and not self._introduces(after):
            self._name(draft, self.lines[after])
            after += 1
        return after

    def _introduces(self, i: int) -> bool:
        """True for a chapeau that is short enough to be taken for a heading: its items begin in lower case."""
        following = self.lines[i + 1]
        return bool(following.markers) and following.rest[:1].islower()

    def _name(self, draft: Draft, line: Line) -> None:
        draft.heading, draft.heading_span = _plain(line.rest), Span(line.body, line.end)

    # ---------------------------------------------------------------- numbered paragraphs and items

    def _open_marked(self, i: int) -> int:
        line = self.lines[i]
        for marker in line.markers:
            self._open_marker(marker, line)
        if self._is_marked_heading(i):
            self._name(self.levels[-1].draft, line)
        elif line.rest:
            self._text_of(line)
        return i + 1

    def _is_marked_heading(self, i: int) -> bool:
        """True where the text after a number is the heading of what follows: "4. CHARGES"."""
        line, marker = self.lines[i], self.lines[i].markers[-1]
        if i + 1 >= len(self.lines):
            return False
        after = self.lines[i + 1]
        if after.number and after.number.form == "dotted" and after.number.value.rpartition(".")[0] == marker.value:
            return not is_finished(line.rest) and not line.rest.endswith((":", ";", ","))
        if not is_heading(line.rest):
            return False
        if is_capitals(line.rest):
            return self.layout.is_content(i + 1)
        if marker.form in ("()", "item") or after.cells or after.rest[:1].islower():
            return False
        if not after.markers:
            return len(self.levels) == 1 and not is_heading(after.text)
        return after.markers[0].place(self.levels[-1].key) != self.levels[-1].place + 1

    def _open_marker(self, marker: Marker, line: Line) -> None:
        self._reopen_loose(marker)
        marker = mended(self.levels, marker)
        depth, (key, place) = find(self.levels, marker)
        self.levels = self.levels[:depth]
        base = self.levels[-1].draft if self.levels else None
        if marker.form == "dotted":
            draft = Draft("article", line.start, marker.value, base)
        elif base:
            draft = Draft("article", line.start, base=base, suffix=self._suffix(marker, base))
        else:
            draft = Draft("article", line.start, self._top_label(marker))
        previous = self.out[-1] if self.out else None
        draft.is_item = self._opens_list(base or self.group or self.root)
        if previous and place > 1 and previous.base is base and previous.is_item:
            draft.is_item = True
        if previous and previous.start == line.start and not previous.pieces and previous.kind == "article":
            self.out.pop()  # "3. (1)" is one clause, cited by both numbers
        self._add(draft)
        self.levels.append(Level(key, place, draft))
        self.is_in_list = False

    def _reopen_loose(self, marker: Marker) -> None:
        """Let a lettered list stand below the unnumbered paragraph that announces it."""
        last = self.out[-1] if self.out else None
        if last and last is self.loose and not self.levels and marker.value.isalpha() and self._opens_list(last):
            self.levels = [Level(PARAGRAPH, self.loose_count, last)]

    def _suffix(self, marker: Marker, base: Draft) -> str:
        """What a number adds to that of the unit it stands in: "(2)", and " 2" after a mere "IV"."""
        if marker.form == "item":
            return f" item {marker.value}"
        if marker.form == "§":
            return f" {marker.value}"
        bare = marker.form == "." and marker.value.isdecimal() and base.label.isalpha() and not base.is_unit
        return f" {marker.value}" if bare else f"({marker.value})"

    def _top_label(self, marker: Marker) -> str:
        if marker.form == "item":
            return f"item {marker.value}"
        lettered = marker.value.isalpha()
        bracketed = (marker.form == "()" and (lettered or bool(self.zone.part))) or (marker.form == ")" and lettered)
        return f"({marker.value})" if bracketed else marker.value

    def _opens_list(self, owner: Draft | None) -> bool:
        """True where the text of a unit is left unfinished, so that what follows are its items."""
        if owner is None or not owner.pieces or owner.pieces[-1].role == "row":
            return False
        text = owner.pieces[-1].span.of(self.text)
        return not is_finished(text) and not text.endswith(";") and not (owner.kind == "annex" and is_agreed(text))

    # ---------------------------------------------------------------- text without a number

    def _text_of(self, line: Line) -> None:
        """Take in the text after a number."""
        self._put(self.levels[-1].draft, Piece(Span(line.body, line.end)))
        self.is_in_list = self._announces(line.rest)

    def _paragraph(self, i: int) -> None:
        """Take in a line without a number: an item, the rest of a sentence, or a paragraph."""
        line = self.lines[i]
        bulleted = bool(line.markers) and line.markers[-1].form == "bullet"
        span = Span(line.body if bulleted else line.start, line.end)
        text = span.of(self.text)
        if bulleted or self._is_plain_item(text):
            self._put(self._innermost(line), Piece(span, "item"))
            self.is_in_list = True
            return
        if self._completes(text):
            last = self.out[-1].pieces.pop()
            self.out[-1].pieces.append(replace(last, span=Span(last.span.start, line.end)))
        else:
            self._place(i, span, text)
        self.is_in_list = self._announces(text)

    def _announces(self, text: str) -> bool:
        return text.endswith(_LISTS) and not (self.out[-1].kind == "annex" and is_agreed(text))

    def _is_plain_item(self, text: str) -> bool:
        """True for an item that nothing but its chapeau marks as one."""
        if not self.is_in_list or not self.out or not self.out[-1].pieces or is_agreed(text):
            return False
        last = self.out[-1].pieces[-1]
        if last.role != "item":
            return True
        before = last.span.of(self.text)
        if not is_finished(before):
            return True
        return not text[0].isupper()

    def _completes(self, text: str) -> bool:
        """True for text that goes on with a sentence broken off at a comma."""
        if not text[0].islower() or not self.out or not self.out[-1].pieces:
            return False
        last = self.out[-1].pieces[-1]
        return not self.out[-1].is_item and last.role in ("text", "more") and last.span.of(self.text).endswith(",")

    def _innermost(self, line: Line) -> Draft:
        """The unit that text after the last marker belongs to."""
        if self.levels:
            return self.levels[-1].draft
        if self.out and self.out[-1] is self.loose:
            return self.out[-1]
        return self.group or self.root or self._loose(line)

    def _place(self, i: int, span: Span, text: str) -> None:
        """Add a paragraph to the unit it returns to."""
        depth = self._returns_to(i, text)
        if depth is None:
            self._loose_text(self.lines[i], span)
            return
        is_inner = depth == len(self.levels) - 1
        self.levels = self.levels[: depth + 1]
        level = self.levels[-1]
        role: Role = "tail" if text[0].islower() else "text"
        if level.key == UNIT and role == "text" and self._counts(level, text):
            self._count_paragraph(level, span)
        elif is_inner and level.draft is self.out[-1] and level.draft.pieces and role == "text":
            self._put(level.draft, Piece(span, "more"))
        else:
            self._put(level.draft, Piece(span, role))

    def _counts(self, article: Level, text: str) -> bool:
        """True for a paragraph of an article that a reader would count, unlike a line to sign on."""
        is_first = not article.draft.pieces and not self.paragraphs
        return is_first or is_finished(text) or not is_verbless(text)

    def _returns_to(self, i: int, text: str) -> int | None:
        """The depth of the unit to which text without a marker belongs, None for the part itself."""
        if not self.levels or (self.levels[0].key != UNIT and is_letter(text)):
            return None
        following = self.layout.next_number(i)
        inner = self.levels[-1]
        if following is not None and following.place(inner.key) == inner.place + 1:
            return len(self.levels) - 1
        tail = text[0].islower()
        lists = [depth for depth, level in enumerate(self.levels) if level.draft.is_item]
        depth = (lists[-1] if tail else lists[0]) if lists else len(self.levels)
        if depth > 1 and self.levels[depth - 1].key == PARAGRAPH and not tail:
            depth -= 1
        if depth == 1 and self.levels[0].key == PARAGRAPH and not tail:
            depth = 0
        return depth - 1 if depth else None

    def _count_paragraph(self, article: Level, span: Span) -> None:
        """A paragraph of an article: numbered by its place when the article is complete."""
        paragraph = self._add(Draft("article", span.start, base=article.draft, pieces=[Piece(span)]))
        self.paragraphs.append(paragraph)
        self.levels = [article, Level(PARAGRAPH, len(self.paragraphs), paragraph)]

    def _close_article(self) -> None:
        """Number the paragraphs of the article, or make a single one part of it."""
        paragraphs, self.paragraphs = self.paragraphs, []
        if not paragraphs:
            return
        at = self.out.index(paragraphs[0])
        inside = self.out[at:]
        has_numbers = any(_is_counted(draft) for draft in inside if draft.base in (paragraphs[0].base, *paragraphs))
        if has_numbers or len(paragraphs) == 1:
            self._merge(at)
            return
        for place, paragraph in enumerate(paragraphs, 1):
            paragraph.suffix = f"({place})"
        for draft in inside:
            draft.skips_base = draft.base is paragraphs[0]

    def _merge(self, at: int) -> None:
        """Make the paragraph at an index of the output part of the article before it."""
        paragraph, article = self.out[at], self.out[at].base
        if article is None or self.out[at - 1] is not article:
            return
        del self.out[at]
        article.pieces += paragraph.pieces
        for draft in self.out[at:]:
            if draft.base is paragraph:
                draft.base = article

    def _loose_text(self, line: Line, span: Span) -> None:
        """Text of an annex or a group around its numbered units, or of a body that numbers nothing."""
        self.levels = []
        role: Role = "tail" if line.text[0].islower() and self.out and self.out[-1].is_item else "text"
        owner = self.group if self.group and self.group.label else self.root
        self._put(owner or self._loose(line), Piece(span, role))

    def _loose(self, line: Line) -> Draft:
        """A paragraph that nothing numbers: counted, or the closing of a letter after its points."""
        if is_letter(line.text) and any(draft.label.isdecimal() for draft in self.out):
            label = "Closing"
        else:
            self.loose_count += 1
            label = f"paragraph {self.loose_count}"
        self.loose = self._add(Draft("article", line.start, label))
        return self.loose

    # ---------------------------------------------------------------- tables

    def _row(self, line: Line) -> None:
        first = _cell(line, 0)
        numbered = _ROW_NUMBER.fullmatch(first) is not None
        if is_rule(line.text) or self._is_header(line, numbered=numbered):
            return
        cells = self.header.cells if self.header else ()
        piece = Piece(Span(line.start, line.end), "row", cells, line.cells)
        if numbered:
            self._add(self._row_draft(line, first.rstrip("."))).pieces.append(piece)
        else:
            self._put(self._innermost(line), piece)

    def _is_header(self, line: Line, *, numbered: bool) -> bool:
        """True for a header row; the header of a table whose rows go on further down holds for them too."""
        begins, self.is_in_table = not self.is_in_table, True
        if not begins:
            return self.header is not None and line.text == self.header.text
        if not numbered:
            self.header = line
        elif self.header and len(line.cells) != len(self.header.cells):
            self.header = None
        return not numbered

    def _row_draft(self, line: Line, number: str) -> Draft:
        """A row as a clause, cited by its number: "Appendix A 5", "Annex C item 3"."""
        is_item = bool(self.header and number[0] != "(" and _ITEM.fullmatch(_cell(self.header, 0)))
        if self.levels and (self.layout.kind or not self.zone.part):
            suffix = f" {'item' if is_item else 'no.'} {number}"
            return Draft("article", line.start, base=self.levels[0].draft, suffix=suffix)
        return Draft("article", line.start, f"item {number}" if is_item else number)

    # ---------------------------------------------------------------- bookkeeping

    def _add(self, draft: Draft) -> Draft:
        draft.part, draft.prefix, draft.group = self.zone.part, self.prefix, self.group or self.root
        self.out.append(draft)
        return draft

    def _put(self, owner: Draft, piece: Piece) -> None:
        """Add text to a unit, in a clause of the same number where others came between."""
        last = self.out[-1]
        if last is owner and owner.kind == "heading":
            owner.kind = "article"
        if last.base is owner and last.is_continuation:
            owner = last
        elif last is not owner:
            kind: ClauseKind = "annex" if owner is self.root else "article"
            owner = self._add(Draft(kind, piece.span.start, base=owner))
        owner.pieces.append(piece)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(":.")


def _cell(line: Line, index: int) -> str:
    cell = line.cells[index]
    return line.text[cell.start - line.start : cell.end - line.start].strip()


def _is_counted(draft: Draft) -> bool:
    """True for a paragraph that a printed number counts."""
    return draft.suffix[1:-1].isdecimal() or (draft.label[:1].isdecimal() and "." in draft.label)
