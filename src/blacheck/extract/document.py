"""The plain data that come out of the child process, made a ``Document`` in the parent."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from blacheck.model import Document, Furniture, FurnitureKind, Line, Page, Span, Table, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blacheck.extract.assemble import RawDocument, RawLine, RawPage, RawTable
    from blacheck.extract.flowing import RawDraft

_NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""The box of what stands on no page."""


def document_of(raw: "RawDocument", *, name: str, sha256: str) -> Document:
    """The document that the plain data describe."""
    text, raw_pages, warnings = raw
    with collector_at_rest():
        pages = tuple(_page(page, spans) for page, spans in zip(raw_pages, _ranges(raw_pages), strict=True))
    return Document(name=name, sha256=sha256, text=text, pages=pages, warnings=warnings)


def draft_of(raw: "RawDraft", *, name: str, sha256: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document without pages that the plain data describe."""
    text, raw_tables, raw_furniture, found, unread = raw
    furniture = tuple(Furniture(cast(FurnitureKind, kind), words, _NOWHERE) for kind, words in raw_furniture)
    spans = (Span(0, len(text)),) if text else ()
    page = Page(1, 0.0, 0.0, spans, tables=tuple(map(_table, raw_tables)), furniture=furniture)
    return Document(name, sha256, text, (page,), paginated=False, warnings=(*warnings, *found), unread=unread)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage collection meanwhile: it would search all that the caller holds, again and again, in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _ranges(pages: "Sequence[RawPage]") -> list[tuple[Span, ...]]:
    """For each page, the ranges of the text printed on it: lines that follow one another in the text in one range."""
    ordered = sorted((line[0], line[1], at) for at, page in enumerate(pages) for line in page[3])
    ranges: list[list[Span]] = [[] for _ in pages]
    previous = -1
    for start, end, at in ordered:
        if at == previous:
            ranges[at][-1] = Span(ranges[at][-1].start, end)
        else:
            ranges[at].append(Span(start, end))
        previous = at
    return [tuple(spans) for spans in ranges]


def _page(raw: "RawPage", spans: tuple[Span, ...]) -> Page:
    number, width, height, lines, tables, furniture, unreadable, confidence = raw
    return Page(
        number=number,
        width=width,
        height=height,
        spans=spans,
        lines=tuple(map(_line, lines)),
        tables=tuple(_table(table) for table in tables),
        furniture=tuple(Furniture(cast(FurnitureKind, kind), text, box) for kind, text, box in furniture),
        unreadable=unreadable,
        confidence=confidence,
    )


def _line(raw: "RawLine") -> Line:
    start, end, size, raw_words = raw
    words = tuple([Word(Span(first, last), (x0, top, x1, bottom)) for first, last, x0, top, x1, bottom in raw_words])
    boxes = [word[2:] for word in raw_words]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Line(Span(start, end), box, words, size)


def _table(raw: "RawTable") -> Table:
    start, end, rows = raw
    return Table(Span(start, end), tuple(tuple(Span(*cell) for cell in row) for row in rows))
