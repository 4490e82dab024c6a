"""Extract: a PDF or a text file becomes a ``Document``, one text with the way back to page, line and box."""

from collections.abc import Sequence
from hashlib import sha256

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract.document import document_of
from blacheck.extract.isolate import children_kept, run_isolated
from blacheck.extract.limits import Limits
from blacheck.extract.plain import decode, read_text
from blacheck.extract.source import PDF_MARK, Source, kind_of, read_source
from blacheck.extract.together import together
from blacheck.model import Document, Picture

__all__ = ["Limits", "children_kept", "draw", "extract", "together"]


def extract(source: Source, *, name: str | None = None, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """Read a document: a PDF, or a text file in UTF-8, UTF-16 or Windows-1252.

    What it is is decided by its content. A PDF is read in a child process under ``limits``.

    Args:
        source: A path, the bytes themselves, or a stream opened for reading in binary mode.
        name: How messages and results call it; the file's name unless given.
        limits: Time, memory and pages that may be spent on it.

    Raises:
        ExtractionError: it cannot be read; the error says why and what to do.
        NoTextError: it holds pictures of pages and no text.
    """
    name, data = read_source(source, name=name, most_bytes=limits.memory_mb * 1_000_000)
    if kind_of(data, name) == "pdf":
        raw = run_isolated("pdf:read_pdf", data[data.index(PDF_MARK) :], name=name, limits=limits)
        return document_of(raw, name=name, sha256=sha256(data).hexdigest())
    text = decode(data)
    if text is None:
        raise ExtractionError(name, "this is neither a PDF nor a text file", "Save it as a PDF or as plain text first.")
    warnings = ("the name says PDF, but this is a plain text file",) if name.lower().endswith(".pdf") else ()
    document = read_text(text, name=name, sha256=sha256(data).hexdigest(), warnings=warnings)
    if not document.text:
        raise NoTextError(name, "the file holds no text", "Give another file.")
    return document


def draw(
    source: Source,
    *,
    numbers: Sequence[int] | None = None,
    width: int = 900,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> tuple[Picture, ...]:
    """Pictures of the pages of a PDF, drawn in a child process under ``limits``; none of any other document.

    Args:
        source: A path, the bytes themselves, or a stream opened for reading in binary mode.
        numbers: Which pages, counted from 1; all unless given.
        width: Width of each picture in pixels.
        limits: Time and memory that may be spent on it. Pages for which there is no time left have no picture.

    Raises:
        ExtractionError: it cannot be opened, or drawing it broke a limit.
    """
    name, data = read_source(source, name=None, most_bytes=limits.memory_mb * 1_000_000)
    if kind_of(data, name) != "pdf":
        return ()
    data = data[data.index(PDF_MARK) :]
    raw = run_isolated(
        "pictures:draw_pages", data, name=name, limits=limits, numbers=numbers and tuple(numbers), width=width
    )
    return tuple(Picture(*picture) for picture in raw)
