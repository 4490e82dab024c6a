"""What was read, page by page beside the picture of the page: for a person who checks what the program saw."""

import base64
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from blacheck.model import Agreement, Box, Clause, Document, Page, Picture, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of a clause on one page."""

    clause: Clause
    depth: int
    goes_on: bool
    """True where the clause began before this page."""
    heading: str
    """Its heading, where that is its own and it begins here."""
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where on the page a clause begins."""

    number: str
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, or a file without pages."""

    file: str
    """The file that begins with it, in a document made of several."""
    page: Page | None
    """None for a file without pages."""
    picture: str
    """As a data URI, "" where there is none."""
    size: tuple[int, int]
    """Of the picture, in pixels."""
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def sheets(agreement: Agreement, pictures: Mapping[str, Sequence[Picture]]) -> tuple[Sheet, ...]:
    """The pages of an agreement in order.

    Args:
        agreement: The agreement as read.
        pictures: The pictures of its pages by file; under "" those of a document that is one file.
    """
    reader = _Reader(agreement)
    drawn = {(file, picture.page): picture for file, several in pictures.items() for picture in several}
    return tuple(
        reader.sheet(page, drawn.get((page.file, page.number)), first=page.number == 1)
        for page in agreement.document.pages
    )


class _Reader:
    """Goes through the pages of an agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.text = agreement.document.text
        self.paginated = _paginated(agreement.document)
        self.starts = [clause.span.start for clause in agreement.clauses]
        self.depths: list[int] = []
        for clause in agreement.clauses:
            self.depths.append(self.depths[clause.parent] + 1 if clause.parent is not None else 0)

    def sheet(self, page: Page, picture: Picture | None, *, first: bool) -> Sheet:
        """A page with what was read on it."""
        paged = self.paginated[page.file]
        pieces = tuple(self._pieces(page))
        return Sheet(
            file=page.file if first else "",
            page=page if paged else None,
            picture=f"data:image/webp;base64,{base64.b64encode(picture.webp).decode()}" if picture else "",
            size=(picture.width, picture.height) if picture else (0, 0),
            pieces=pieces,
            marks=tuple(self._marks(page, pieces)) if picture else (),
        )

    def _pieces(self, page: Page) -> Iterator[Piece]:
        parts: dict[int, list[Span]] = {}
        for span in page.spans:
            for at in range(max(0, bisect_right(self.starts, span.start) - 1), len(self.starts)):
                whole = self.agreement.clauses[at].span
                if whole.start >= span.end:
                    break
                parts.setdefault(at, []).append(Span(max(span.start, whole.start), min(span.end, whole.end)))
        for at, spans in sorted(parts.items()):
            clause = self.agreement.clauses[at]
            goes_on = spans[0].start > clause.span.start
            texts = (text.strip() for span in spans for text in span.of(self.text).split("\n\n"))
            heading = "" if goes_on else self._own_heading(clause)
            yield Piece(clause, self.depths[at], goes_on, heading, tuple(text for text in texts if text))

    def _own_heading(self, clause: Clause) -> str:
        above = self.agreement.clauses[clause.parent].heading if clause.parent is not None else ""
        return clause.heading if clause.heading != above else ""

    def _marks(self, page: Page, pieces: Sequence[Piece]) -> Iterator[Mark]:
        begin = {piece.clause.span.start: piece.clause.number for piece in pieces if not piece.goes_on}
        for line in page.lines:
            inside = [start for start in begin if line.span.start <= start < line.span.end]
            for start in inside:
                yield Mark(begin.pop(start), line.box)


def _paginated(document: Document) -> dict[str, bool]:
    return {file.name: file.paginated for file in document.files} or {"": document.paginated}
