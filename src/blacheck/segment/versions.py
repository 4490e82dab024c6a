"""The versions of an agreement that one document holds in several languages: side by side, in turn, one after another.

Each version is put together, so that it can be read by itself: the text of the document is rearranged, and with it all
that points into it. Two columns of a table in two languages become text of either version.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from blacheck.model import Document, Line, Page, Span, Table, Word
from blacheck.segment.languages import Stretch, languages_of, ranked, stretches_of

_SHARE = 0.2
"""Share of the text's letters from which a language may be that of a version of it."""
_CELL = 20
"""Letters on average from which cells in two languages are text and no table."""
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Version:
    """All of a document's text in one language."""

    language: str
    span: Span


def stretches_in(document: Document) -> list[Stretch]:
    """The stretches of a document that stay whole, each with its language."""
    units = list(_units(document))
    found = stretches_of(document.text, [span for span, _ in units])
    return [replace(one, language=told or one.language) for one, (_, told) in zip(found, units, strict=True)]


def in_versions(document: Document, stretches: Sequence[Stretch]) -> tuple[Document, tuple[Version, ...]]:
    """The document with the text of each language together, and where each stands.

    Languages of which there is little stay where they are. A document in one language, or of several files, stays as it
    is and has no versions.

    Args:
        document: The document as read.
        stretches: What ``stretches_in`` gives for it.
    """
    if document.files:
        return document, ()
    large = _large(stretches)
    if len(large) < 2:
        return document, ()
    ordered = sorted(_with_small(stretches, large), key=lambda pair: large.index(pair[0]))
    moved = _rearranged(document, [stretch.span for _, stretch in ordered])
    return moved, tuple(_versions(ordered))


def _large(stretches: Sequence[Stretch]) -> list[str]:
    """The languages that may be those of versions, in the order in which they begin."""
    total = sum(stretch.letters for stretch in stretches)
    often = [
        language
        for language in ranked(stretches)
        if sum(stretch.letters for stretch in stretches if stretch.language == language) >= _SHARE * total
    ]
    return list(dict.fromkeys(stretch.language for stretch in stretches if stretch.language in often))


def _with_small(stretches: Sequence[Stretch], large: Sequence[str]) -> Iterator[tuple[str, Stretch]]:
    """Each stretch with the version it goes to: that of its language, else that of the stretch before."""
    last = large[0]
    for stretch in stretches:
        last = stretch.language if stretch.language in large else last
        yield last, stretch


def _versions(ordered: Sequence[tuple[str, Stretch]]) -> Iterator[Version]:
    at = 0
    for language, group in groupby(ordered, key=lambda pair: pair[0]):
        lengths = [stretch.span.end - stretch.span.start for _, stretch in group]
        end = at + sum(lengths) + len(_GAP) * (len(lengths) - 1)
        yield Version(language, Span(at, end))
        at = end + len(_GAP)


# ---------------------------------------------------------------- what is moved


def _units(document: Document) -> Iterator[tuple[Span, str]]:
    """Paragraphs, tables, and the cells of a table in two languages, with the language where that is told."""
    tables = sorted((table for page in document.pages for table in page.tables), key=lambda table: table.span)
    at = 0
    for table in tables:
        yield from ((span, "") for span in _paragraphs(document.text, at, table.span.start))
        languages = _two_languages(document.text, table)
        if languages:
            cells = (pair for row in table.rows for pair in zip(row, languages, strict=True))
            yield from ((cell, language) for cell, language in cells if cell.start < cell.end)
        else:
            yield table.span, ""
        at = table.span.end
    yield from ((span, "") for span in _paragraphs(document.text, at, len(document.text)))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for paragraph in text[start:end].split(_GAP):
        if paragraph.strip():
            yield Span(at, at + len(paragraph))
        at += len(paragraph) + len(_GAP)


def _two_languages(text: str, table: Table) -> tuple[str, ...]:
    """The languages of a table whose two columns are texts in different ones; () for any other."""
    if any(len(row) != 2 for row in table.rows):
        return ()
    columns = [" ".join(row[at].of(text) for row in table.rows) for at in (0, 1)]
    if min(sum(map(str.isalpha, column)) for column in columns) < _CELL * len(table.rows):
        return ()
    left, right = (languages_of(column)[0] for column in columns)
    return (left, right) if left != right else ()


def _rearranged(document: Document, order: Sequence[Span]) -> Document:
    """The document with these stretches of its text in this order."""
    if list(order) == sorted(order) and _GAP.join(span.of(document.text) for span in order) == document.text:
        return document
    moves = _Moves(order)
    text = _GAP.join(span.of(document.text) for span in order)
    return replace(document, text=text, pages=tuple(_moved_page(page, moves) for page in document.pages))


class _Moves:
    """Where each place of a text goes when stretches of it are put in another order."""

    def __init__(self, order: Sequence[Span]) -> None:
        at, moved = 0, list[tuple[Span, int]]()
        for span in order:
            moved.append((span, at - span.start))
            at += span.end - span.start + len(_GAP)
        self._moved = sorted(moved)
        self._starts = [span.start for span, _ in self._moved]

    def span(self, span: Span) -> Span:
        """Where a span goes that lies in one stretch."""
        _, by = self._moved[max(0, bisect_right(self._starts, span.start) - 1)]
        return Span(span.start + by, span.end + by)

    def spans(self, span: Span) -> Iterator[Span]:
        """Where the parts of a span go that may reach over several stretches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for stretch, by in self._moved[first : bisect_left(self._starts, span.end)]:
            if stretch.overlaps(span):
                yield Span(max(stretch.start, span.start) + by, min(stretch.end, span.end) + by)

    def is_whole(self, span: Span) -> bool:
        """True for a span that lies in one stretch."""
        stretch, _ = self._moved[max(0, bisect_right(self._starts, span.start) - 1)]
        return stretch.start <= span.start and span.end <= stretch.end


def _moved_page(page: Page, moves: _Moves) -> Page:
    lines = (
        Line(moves.span(line.span), line.box, tuple(Word(moves.span(w.span), w.box) for w in line.words), line.size)
        for line in page.lines
    )
    tables = (
        Table(moves.span(table.span), tuple(tuple(map(moves.span, row)) for row in table.rows))
        for table in page.tables
        if moves.is_whole(table.span)
    )
    return replace(
        page,
        spans=tuple(_merged(sorted(part for span in page.spans for part in moves.spans(span)))),
        lines=tuple(sorted(lines, key=lambda line: line.span)),
        tables=tuple(sorted(tables, key=lambda table: table.span)),
    )


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans with nothing but a gap between them made one."""
    last: Span | None = None
    for span in spans:
        if last and span.start <= last.end + len(_GAP):
            last = Span(last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def alone(document: Document, version: Version) -> Document:
    """A version as a document of its own, whose text begins with it."""

    def shifted(span: Span) -> Span:
        return Span(span.start - version.span.start, span.end - version.span.start)

    pages = tuple(
        replace(
            page,
            spans=tuple(shifted(span) for span in page.spans if span.overlaps(version.span)),
            lines=(),
            tables=tuple(
                Table(shifted(table.span), tuple(tuple(map(shifted, row)) for row in table.rows))
                for table in page.tables
                if table.span.overlaps(version.span)
            ),
        )
        for page in document.pages
    )
    return replace(document, text=version.span.of(document.text), pages=pages)
