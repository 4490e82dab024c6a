"""Extract: a PDF, a Word document, a web page or a text file becomes a ``Document``.

That is one text with the way back to page, line and box, or to the paragraph where there are no pages.
"""

from collections.abc import Sequence
from hashlib import sha256

from blacheck.extract.document import document_of, draft_of
from blacheck.extract.isolate import children_kept, run_isolated
from blacheck.extract.limits import Errand, Limits, Ocr
from blacheck.extract.plain import read_plain
from blacheck.extract.scanned import ReadScan
from blacheck.extract.source import PDF_MARK, Source, is_report, kind_of, read_source
from blacheck.extract.together import together
from blacheck.model import Document, Picture

__all__ = [
    "Limits",
    "Ocr",
    "children_kept",
    "draw",
    "extract",
    "is_report",
    "lacking_for_ocr",
    "read_source",
    "recogniser",
    "together",
]

_READERS = {"word": "word:read_word", "web": "web:read_web", "text": "plain:read_plain"}
_CALLED = {"word": "a Word document", "web": "a web page (HTML)", "text": "a plain text file"}
_LIGHT = 100_000
"""Bytes up to which a text is read in this process: whatever stands in it, that takes no time to speak of."""


def extract(
    source: Source,
    *,
    name: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    password: str | None = None,
    partial: bool = False,
    ocr: Ocr | None = None,
    even_empty: bool = False,
) -> Document:
    """Read a document: a PDF, a Word document (.docx), a web page (HTML), or a text file.

    What it is is decided by its content. All but short texts are read in a child process under ``limits``.

    Args:
        source: A path, the bytes themselves, or a stream opened for reading in binary mode.
        name: How messages and results call it; the file's name unless given.
        limits: Time, memory and pages that may be spent on it.
        password: What opens a PDF that is locked; others are read without it.
        partial: Of a PDF that is cut off or damaged, read the pages that are whole; the others are unreadable pages.
        ocr: How pages without usable text are recognised; by default they are not.
        even_empty: Of a PDF none of whose pages can be read give a document of unreadable pages all the same.

    Raises:
        ExtractionError: it cannot be read; the error says why and what to do.
        NoTextError: it holds pictures of pages and no text.
    """
    name, data = read_source(source, name=name, most_bytes=limits.memory_mb * 1_000_000)
    digest = sha256(data).hexdigest()
    kind = kind_of(data, name)
    if kind == "pdf":
        data = data[data.index(PDF_MARK) :]
        options = {"password": password, "partial": partial}
        raw = ReadScan(data, name, digest, limits, options, even_empty).read(ocr)
        return document_of(raw, name=name, sha256=digest)
    warnings = (f"the name says PDF, but this is {_CALLED[kind]}",) if name.lower().endswith(".pdf") else ()
    if kind == "text" and len(data) < _LIGHT:
        draft = read_plain(data, Errand(name, limits))
    else:
        draft = run_isolated(_READERS[kind], data, name=name, limits=limits)
    return draft_of(draft, name=name, sha256=digest, warnings=warnings)


def recogniser() -> str:
    """Name, version and languages of what recognises characters; "" where nothing does."""
    from blacheck.extract import ocr

    return ocr.recogniser()


def lacking_for_ocr() -> str:
    """What is not installed that recognition needs, in words; "" where it can begin."""
    from blacheck.extract.ocr import lacking

    return lacking()


def draw(
    source: Source,
    *,
    numbers: Sequence[int] | None = None,
    width: int = 900,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    password: str | None = None,
) -> tuple[Picture, ...]:
    """Pictures of the pages of a PDF, drawn in a child process under ``limits``; none of any other document.

    Args:
        source: A path, the bytes themselves, or a stream opened for reading in binary mode.
        numbers: Which pages, counted from 1; all unless given.
        width: Width of each picture in pixels.
        limits: Time and memory that may be spent on it. Pages for which there is no time left have no picture.
        password: What opens it, where it is locked.

    Raises:
        ExtractionError: it cannot be opened, or drawing it broke a limit.
    """
    name, data = read_source(source, name=None, most_bytes=limits.memory_mb * 1_000_000)
    if kind_of(data, name) != "pdf":
        return ()
    data = data[data.index(PDF_MARK) :]
    wanted = None if numbers is None else tuple(numbers)
    raw = run_isolated(
        "pictures:draw_pages", data, name=name, limits=limits, numbers=wanted, width=width, password=password
    )
    return tuple(Picture(*picture) for picture in raw)
