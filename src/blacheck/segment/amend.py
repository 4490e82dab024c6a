"""Puts right a clause tree as its reader wants it: clauses joined, split, renumbered, moved, or of another kind.

What is wanted is compared with what was read. A clause that nobody touched keeps all that was found out about it, so
that an unchanged tree gives the same provisions to the letter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from blacheck.model import Amendment, ClauseKind, Document, Span
from blacheck.segment.drafts import Draft, Piece
from blacheck.segment.lines import Line, read_lines
from blacheck.segment.markers import markers_at
from blacheck.segment.sentences import is_finished, trim
from blacheck.segment.zones import Zone, ZoneKind

_READ = ("preamble", "heading", "article", "annex")
_AFTER_HEADING = re.compile(r"[\s.:\u2013\u2014-]*")


@dataclass(frozen=True, slots=True)
class _Was:
    """A clause as it was read."""

    draft: Draft
    end: int
    number: str
    title: str
    part: str
    kind: ClauseKind
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        return self.draft.start


@dataclass(frozen=True, slots=True)
class Amended:
    """A clause tree put right."""

    drafts: list[Draft]
    changes: int
    """How many clauses differ from those that were read."""


def amend(drafts: Sequence[Draft], wanted: Sequence[Amendment], document: Document) -> Amended:
    """The clauses as wanted.

    Args:
        drafts: The clauses as read; those that are kept are changed in place.
        wanted: All clauses of the document in order, the first at offset 0.
        document: The document.
    """
    return _Work(drafts, wanted, document).done()


def rezoned(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Zone]:
    """The zones of some lines as the kinds of the clauses say."""
    starts = [draft.start for draft in drafts]
    found: list[Zone] = []
    for line in lines:
        draft = drafts[max(0, bisect_right(starts, line.start) - 1)]
        kind = _zone_kind(draft)
        if not found or (found[-1].kind, found[-1].part) != (kind, draft.part):
            found.append(Zone(kind, draft.part))
        found[-1].lines.append(line)
    return found


def _zone_kind(draft: Draft) -> ZoneKind:
    if draft.kind == "article" or draft.kind == "heading":
        return "annex" if draft.part else "body"
    return draft.kind


class _Work:
    """The tree while it is put right: texts first, then headings, parts, parents and, last, numbers."""

    def __init__(self, drafts: Sequence[Draft], wanted: Sequence[Amendment], document: Document) -> None:
        self.text = document.text
        self.document = document
        ends = [*(draft.start for draft in drafts[1:]), len(self.text)]
        self.were = [
            _Was(draft, end, draft.number, draft.title, draft.part, draft.kind, tuple(draft.pieces))
            for draft, end in zip(drafts, ends, strict=True)
        ]
        self.wanted = wanted
        self.read = {id(draft) for draft in drafts}
        self.own = list(self._owners())
        self.new = [was.draft if was else self._created(one) for one, was in zip(wanted, self.own, strict=True)]
        self.kept = {id(draft) for draft in self.new}
        self.touched: set[int] = set()

    def done(self) -> Amended:
        """All steps in order."""
        self._set_texts()
        self._set_headings()
        self._set_parts()
        self._set_parents()
        self._set_numbers()
        joined = len(self.were) - sum(was is not None for was in self.own)
        return Amended(self.new, len(self.touched) + joined)

    def _owners(self) -> Iterator[_Was | None]:
        """For each wanted clause the one that was read at its place; an annex that nothing names shares its own."""
        at_start: dict[int, list[_Was]] = {}
        for i, was in enumerate(self.were):
            at_start.setdefault(was.start if i else 0, []).append(was)
        for one in self.wanted:
            there = at_start.get(one.start, [])
            own = next((was for was in there if was.number == one.number), there[0] if there else None)
            if own:
                there.remove(own)
            yield own

    def _created(self, one: Amendment) -> Draft:
        source = self._source(one.start).draft
        draft = Draft(one.kind, one.start, part=source.part, agreement=source.agreement, group=source.group)
        draft.is_unit = one.kind == "article" and one.parent is None
        return draft

    def _source(self, start: int) -> _Was:
        """The clause that a place was read in."""
        return self.were[max(0, bisect_right([was.start for was in self.were], start) - 1)]

    def _each(self) -> Iterator[tuple[int, Amendment, _Was | None, Draft]]:
        yield from zip(range(len(self.new)), self.wanted, self.own, self.new, strict=True)

    # ---------------------------------------------------------------- texts

    def _set_texts(self) -> None:
        starts = [*(one.start for one in self.wanted), len(self.text)]
        for (at, one, own, draft), (start, end) in zip(self._each(), pairwise(starts), strict=True):
            same_kind = own is not None and (own.kind == one.kind or (own.kind in _READ) == (one.kind in _READ))
            if own is None or own.end != end or own.kind != one.kind:
                self.touched.add(at)
            if own is None or own.end != end or not same_kind:
                draft.pieces = self._pieces(own, start, end) if one.kind in _READ else []
            draft.kind = one.kind

    def _pieces(self, own: _Was | None, start: int, end: int) -> list[Piece]:
        """The text of a clause whose ends or kind have changed."""
        out: list[Piece] = []
        for was in (was for was in self.were if was.start < end and was.end > start):
            first, last = max(start, was.start), min(end, was.end)
            if was.kind not in _READ:
                out += self._fresh(first, last)
                continue
            pieces = list(self._cut(was.pieces, first, last))
            if was is not own:  # its number, or the middle of a clause, is where this text begins
                pieces = self._with_beginning(pieces, first, last)
                if first == start:
                    pieces[0] = self._without_marker(pieces[0])
                elif out and self._goes_on(out[-1], pieces[0]):
                    out[-1] = replace(out[-1], span=Span(out[-1].span.start, pieces.pop(0).span.end))
            out += pieces
        return [piece for piece in out if piece.span.start < piece.span.end]

    def _cut(self, pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
        for piece in pieces:
            if piece.role == "row" and start <= piece.span.start < end:
                yield piece
            elif piece.role != "row" and piece.span.start < end and piece.span.end > start:
                within = Span(max(piece.span.start, start), min(piece.span.end, end))
                yield piece if within == piece.span else replace(piece, span=trim(self.text, within))

    def _with_beginning(self, pieces: list[Piece], start: int, end: int) -> list[Piece]:
        """The pieces with what stands before the first of them, such as a number that is no longer one."""
        if pieces and pieces[0].span.start <= start:
            return [replace(pieces[0], role="text"), *pieces[1:]] if pieces[0].role != "row" else pieces
        if pieces and pieces[0].role != "row":
            return [Piece(Span(start, pieces[0].span.end)), *pieces[1:]]
        return [Piece(trim(self.text, Span(start, pieces[0].span.start if pieces else end))), *pieces]

    def _without_marker(self, piece: Piece) -> Piece:
        markers = markers_at(self.text, piece.span.start, piece.span.end) if piece.role != "row" else ()
        return replace(piece, span=Span(markers[-1].end, piece.span.end)) if markers else piece

    def _goes_on(self, before: Piece, after: Piece) -> bool:
        return "row" not in (before.role, after.role) and not is_finished(before.span.of(self.text))

    def _fresh(self, start: int, end: int) -> Iterator[Piece]:
        """Text that was not read before, line by line; the first row of a table is its header."""
        header: tuple[Span, ...] = ()
        for line in read_lines(self.document, Span(start, end)):
            if line.cells and not header:
                header = line.cells
            elif line.cells:
                yield Piece(Span(line.start, line.end), "row", header, line.cells)
            else:
                header = ()
                yield Piece(Span(line.body, line.end))

    # ---------------------------------------------------------------- headings

    def _set_headings(self) -> None:
        for at, one, own, draft in self._each():
            if one.heading not in (draft.heading, own.title if own else ""):
                self.touched.add(at)
                self._restore_heading(draft)
                draft.heading = one.heading
                self._cut_heading(draft)

    def _restore_heading(self, draft: Draft) -> None:
        """What was taken for a heading becomes text again."""
        if draft.heading_span and draft.kind in _READ:
            draft.pieces.insert(0, Piece(draft.heading_span))
        draft.heading_span = None

    def _cut_heading(self, draft: Draft) -> None:
        """A heading that stands in the text is taken out of what is judged."""
        words = r"\s+".join(map(re.escape, draft.heading.split()))
        first = next((piece for piece in draft.pieces[:1] if piece.role != "row"), None)
        found = re.compile(words).match(self.text, first.span.start, first.span.end) if first and words else None
        if first is None or found is None:
            return
        draft.heading_span = Span(*found.span())
        after = _AFTER_HEADING.match(self.text, found.end(), first.span.end)
        rest = Span(after.end() if after else found.end(), first.span.end)
        draft.pieces[:1] = [replace(first, span=rest)] if rest.start < rest.end else []

    # ---------------------------------------------------------------- parts

    def _set_parts(self) -> None:
        """An annex that changes takes along what stands in it, save what has been given a part of its own."""
        moved: tuple[str, str] | None = None
        root: Draft | None = None
        before = ""
        for at, one, own, draft in self._each():
            old = own.part if own else self._source(one.start).part
            opened, opens = own is not None and own.kind == "annex", draft.kind == "annex"
            part = self._part(one, own, old, before) if (opens != opened or self._is_given(one, own, old)) else old
            if opened or opens:
                moved, root = ((old, part), draft if opens else None) if part != old else (None, None)
            elif moved and moved[0] == old == part and draft.kind != "signature":
                part, draft.group = moved[1], draft.group or root
            if part != old:
                self.touched.add(at)
            draft.part = before = part

    def _is_given(self, one: Amendment, own: _Was | None, old: str) -> bool:
        return one.part != old if own else one.part != ""

    def _part(self, one: Amendment, own: _Was | None, old: str, before: str) -> str:
        if self._is_given(one, own, old):
            return one.part
        return (one.number or one.heading or "Annex") if one.kind == "annex" else before

    # ---------------------------------------------------------------- parents and numbers

    def _set_parents(self) -> None:
        for at, one, own, draft in self._each():
            wanted = self.new[one.parent] if one.parent is not None else None
            if draft.group:
                draft.group = self._home(draft.group)
            base = draft.base if draft.base and id(draft.base) in self.read else None  # "3. (1)" has no clause "3"
            if own and (self._home(base) if base else None) is wanted:
                draft.base = wanted or draft.base
            else:
                self.touched.add(at)
                draft.base, draft.skips_base = wanted, False
                text = wanted.pieces[-1].span.of(self.text) if wanted and wanted.pieces else "."
                draft.is_item = not is_finished(text) and not text.endswith(";")
                self._name(draft, one.number)

    def _home(self, draft: Draft) -> Draft:
        """The clause that now holds the beginning of one that was read."""
        if id(draft) in self.kept:
            return draft
        return self.new[max(0, bisect_right([one.start for one in self.wanted], draft.start) - 1)]

    def _set_numbers(self) -> None:
        for at, one, own, draft in self._each():
            if own is None or one.number != own.number:
                self.touched.add(at)
                self._name(draft, one.number)

    def _name(self, draft: Draft, number: str) -> None:
        """Give a clause a number as it is to be cited."""
        draft.agreement = draft.prefix = draft.suffix = ""
        draft.skips_base = False
        draft.label = number.removeprefix(draft.part).strip()
