"""Several files read as one document: their texts follow each other, and all places move with them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from blacheck.model import Document, Line, Page, SourceFile, Span, Table, Word

_BETWEEN = "\n\n"


def together(documents: Sequence[Document], *, name: str | None = None) -> Document:
    """One document made of several, in their order; a single one is returned as it is.

    Args:
        documents: The documents as read, at least one.
        name: How messages and results call the whole; the names of the files unless given.
    """
    if len(documents) == 1:
        return documents[0]
    files = tuple(_files(documents))
    pages = (_moved(page, file) for document, file in zip(documents, files, strict=True) for page in document.pages)
    return Document(
        name=name or " + ".join(file.name for file in files),
        sha256=sha256("\n".join(file.sha256 for file in files).encode()).hexdigest(),
        text=_BETWEEN.join(document.text for document in documents),
        pages=tuple(pages),
        paginated=any(document.paginated for document in documents),
        warnings=tuple(
            f"{file.name}: {warning}"
            for document, file in zip(documents, files, strict=True)
            for warning in document.warnings
        ),
        unread=tuple(f"{document.name}: {part}" for document in documents for part in document.unread),
        files=files,
    )


def _files(documents: Sequence[Document]) -> Iterator[SourceFile]:
    seen = Counter[str]()
    at = 0
    for document in documents:
        seen[document.name] += 1
        count = seen[document.name]
        name = f"{document.name} ({count})" if count > 1 else document.name
        span = Span(at, at + len(document.text))
        yield SourceFile(name, document.sha256, span, document.paginated)
        at = span.end + len(_BETWEEN)


def _moved(page: Page, file: SourceFile) -> Page:
    by = file.span.start
    return replace(
        page,
        spans=tuple(_later(span, by) for span in page.spans),
        lines=tuple(_line(line, by) for line in page.lines),
        tables=tuple(_table(table, by) for table in page.tables),
        file=file.name,
    )


def _line(line: Line, by: int) -> Line:
    words = tuple(Word(_later(word.span, by), word.box) for word in line.words)
    return replace(line, span=_later(line.span, by), words=words)


def _table(table: Table, by: int) -> Table:
    return Table(_later(table.span, by), tuple(tuple(_later(cell, by) for cell in row) for row in table.rows))


def _later(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
