"""Makes the provisions.

Each sentence by itself, each list item with the text that governs it, each table row with its header.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from blacheck.model import Provision, ProvisionKind, Span
from blacheck.segment import words
from blacheck.segment.drafts import Draft, Piece
from blacheck.segment.lines import is_verbless
from blacheck.segment.openers import is_agreed
from blacheck.segment.sentences import is_finished, sentences, trim

_RUN_IN = 6
"""Words of a run-in heading ("Weekly rest.") at most."""
_REMARK = 3
"""Words of a remark that belongs to what it follows ("Not recoverable.") at most."""
_ENTRY = 12
"""Words of a remark on an entry of a list at most."""
_DETERMINER = words.pattern("^", "determiners", r"(?!\w)")
_FOLLOWING = words.pattern(r"(?<!\w)", "following", r"(?!\w)")
_READ = ("preamble", "heading", "article", "annex")
_EMPTY = {"", "-", "\u2013", "\u2014", "/", "..", "..."}


def provisions(text: str, drafts: Sequence[Draft]) -> tuple[Provision, ...]:
    """The provisions of the clauses in reading order; a clause's id is its place in the sequence."""
    reader = _Reader(text, drafts)
    found = [
        provision
        for index, draft in enumerate(drafts)
        if draft.kind in _READ
        for place in range(len(draft.pieces))
        for provision in reader.read(index, place)
    ]
    return tuple(sorted([*found, *reader.unused()], key=lambda provision: provision.spans[-1].start))


def normal(text: str) -> str:
    """A text with each run of white space as one space."""
    return " ".join(text.split())


class _Reader:
    """Goes through the clauses and remembers the unfinished sentences that govern what stands below them."""

    def __init__(self, text: str, drafts: Sequence[Draft]) -> None:
        self.text = text
        self.drafts = drafts
        self.chapeaus: dict[int, Span] = {}
        self.withheld: dict[Span, int] = {}
        """Unfinished sentences that no item has been read with yet, and the clause each stands in."""
        self.parents = {id(draft.base) for draft in drafts if draft.base and not draft.is_continuation}
        self.parents |= {id(draft.group) for draft in drafts if draft.group and not draft.base}

    def read(self, index: int, place: int) -> Iterator[Provision]:
        """The provisions of one piece of a clause."""
        draft = self.drafts[index]
        piece = draft.pieces[place]
        if piece.role == "row":
            yield Provision(index, "row", *self._row(piece))
            return
        spans = self._sentences(draft, piece.span)
        if piece.role == "text" and spans:
            governs = place + 1 < len(draft.pieces) and draft.pieces[place + 1].role == "item"
            spans = self._keep_chapeau(index, spans, governs=governs or id(draft) in self.parents)
        above = self._above(draft, piece)
        for order, span in enumerate(spans):
            parts = (span,) if order and self._stands_alone(piece, span) else (*above, span)
            kind: ProvisionKind = "item" if len(parts) > 1 and piece.role != "tail" else "sentence"
            for chapeau in parts[:-1]:
                self.withheld.pop(chapeau, None)
            yield Provision(index, kind, parts, " ".join(normal(part.of(self.text)) for part in parts))

    def unused(self) -> Iterator[Provision]:
        """The unfinished sentences that turned out to govern nothing, such as the one over a table."""
        for span, index in self.withheld.items():
            yield Provision(index, "sentence", (span,), normal(span.of(self.text)))

    # ---------------------------------------------------------------- sentences

    def _sentences(self, draft: Draft, span: Span) -> list[Span]:
        """The sentences of a piece; fragments stay with what they belong to."""
        spans = sentences(self.text, span.start, span.end)
        if draft.part and self._is_entry(spans):
            return [trim(self.text, span)]
        merged: list[Span] = []
        for one in spans:
            run_in = len(merged) == 1 and self._is_run_in(draft, merged[0])
            if merged and (run_in or self._is_fragment(one, _REMARK)):
                merged[-1] = Span(merged[-1].start, one.end)
            else:
                merged.append(one)
        return merged

    def _is_entry(self, spans: list[Span]) -> bool:
        """True for an entry with its remarks: "Visa fee: the employer. Not recoverable."."""
        if len(spans) < 2:
            return False
        first = spans[0].of(self.text)
        labelled = is_verbless(first) and (":" in first or len(first.split()) <= _RUN_IN)
        return labelled and all(self._is_fragment(one, _ENTRY) for one in spans[1:])

    def _is_run_in(self, draft: Draft, span: Span) -> bool:
        """True for a heading that text follows on the same line: "(a) Weekly rest. Every worker …"."""
        numbered = bool(draft.label or draft.suffix) and span.start == draft.pieces[0].span.start
        if not numbered or draft.is_item or self._is_under_group(draft) or not self.text[span.start].isupper():
            return False
        return self._is_fragment(span, _RUN_IN) and not _DETERMINER.match(span.of(self.text))

    def _is_fragment(self, span: Span, words_at_most: int) -> bool:
        text = span.of(self.text)
        return len(text.split()) <= words_at_most and is_verbless(text)

    def _is_under_group(self, draft: Draft) -> bool:
        return bool(draft.part and draft.group and draft.group.kind == "heading")

    def _stands_alone(self, piece: Piece, span: Span) -> bool:
        """True for a further sentence of an item that needs no chapeau."""
        text = span.of(self.text)
        return piece.role == "tail" or not is_verbless(text) or bool(_DETERMINER.match(text))

    # ---------------------------------------------------------------- what governs an item

    def _keep_chapeau(self, index: int, spans: list[Span], *, governs: bool) -> list[Span]:
        """Remember the sentence that items complete, and return those that stand for themselves."""
        draft, last = self.drafts[index], spans[-1].of(self.text)
        if draft.kind in ("preamble", "annex") and is_agreed(last):
            self.chapeaus.pop(id(draft.base or draft), None)
            return spans
        if not governs:
            return spans
        if not is_finished(last) and not last.endswith(";"):
            self.chapeaus[id(draft)] = spans[-1]
            self.withheld[spans[-1]] = index
            return spans[:-1]
        if _FOLLOWING.search(last):
            self.chapeaus[id(draft)] = spans[-1]
        return spans

    def _above(self, draft: Draft, piece: Piece) -> tuple[Span, ...]:
        """The text that governs a piece, outermost first."""
        if piece.role == "more" or (draft.is_continuation and piece.role == "text"):
            return ()
        chain = self._chain(draft, own=piece.role in ("item", "tail"))
        unfinished = tuple(span for span in chain if not is_finished(span.of(self.text)))
        if unfinished:
            return unfinished
        entry = is_verbless(piece.span.of(self.text))
        return (tuple(chain) or self._heading(draft, piece)) if entry else ()

    def _chain(self, draft: Draft, *, own: bool) -> list[Span]:
        """The chapeaus of the clauses that contain a clause, its own included where its text is an item of it."""
        unit = draft if own else draft.base
        chain: list[Span] = []
        while unit:
            if id(unit) in self.chapeaus:
                chain.insert(0, self.chapeaus[id(unit)])
            unit = unit.base
        outer = draft.group
        if not draft.base and draft.kind == "article" and not draft.is_unit and outer and id(outer) in self.chapeaus:
            chain.insert(0, self.chapeaus[id(outer)])
        return chain

    def _heading(self, draft: Draft, piece: Piece) -> tuple[Span, ...]:
        """The heading over an entry that is no sentence: "Borne by the employer", "1. Fees of the visa"."""
        counted = bool(draft.label) and not draft.base and not draft.is_unit and bool(draft.part)
        text = piece.span.of(self.text)
        if not counted or piece.role == "tail":
            return ()
        if not self._is_under_group(draft) and _DETERMINER.match(text) and ":" not in text:
            return ()
        group = draft.group
        while group and not group.heading_span:
            group = group.group
        return (group.heading_span,) if group and group.heading_span and group is not draft else ()

    # ---------------------------------------------------------------- rows

    def _row(self, piece: Piece) -> tuple[tuple[Span, ...], str]:
        cells = []
        for name, cell in self._columns(piece):
            value = normal(cell.of(self.text))
            if value not in _EMPTY:
                title = normal(name.of(self.text)) if name else ""
                cells.append(f"{title}: {value}" if title else value)
        header = (Span(piece.header[0].start, piece.header[-1].end),) if piece.header else ()
        return (*header, piece.span), "; ".join(cells) or normal(piece.span.of(self.text))

    def _columns(self, piece: Piece) -> Iterator[tuple[Span | None, Span]]:
        """Each cell with the header above it: by count or, where cells are missing, by place in the line."""
        header, cells = piece.header, piece.cells
        if not header or len(header) == len(cells):
            yield from ((name, cell) for name, cell in zip_longest(header, cells) if cell)
            return
        for cell in cells:
            left = cell.start - cells[0].start
            above = [name for name in header if name.start - header[0].start <= left + 1]
            yield (above[-1] if above else None), cell
