"""What was handed in: its bytes, its name, and what kind of file the bytes are, whatever the suffix says."""

import os
from pathlib import Path
from typing import BinaryIO, Literal

from blacheck.errors import ExtractionError

Source = str | os.PathLike[str] | bytes | BinaryIO
Kind = Literal["pdf", "text"]

PDF_MARK = b"%PDF"
"""How a PDF begins; what stands before it is not part of it."""
_WITHIN = 1024
"""The mark of a PDF may stand anywhere in this many first bytes."""

_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an Office document (such as .docx)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (such as .doc)"),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"AT&TFORM", "a DjVu document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_OFFICE = ((b"word/", "a Word document (.docx)"), (b"xl/", "an Excel workbook (.xlsx)"), (b"ppt/", "slides (.pptx)"))
_OFFICE_MORE = ((b"opendocument.text", "an OpenDocument text (.odt)"), (b"epub+zip", "an electronic book (.epub)"))
_BINARY_MARKS = frozenset({b"BM", b"MZ", b"RIFF", b"II*\x00", b"MM\x00*", b"BZh", b"GIF8", b"Rar!"})


def read_source(source: Source, *, name: str | None, most_bytes: int) -> tuple[str, bytes]:
    """The name and the bytes of a document.

    Raises:
        ExtractionError: it is missing, a folder, not to be opened, empty or larger than ``most_bytes``.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        name, data = name or "document", bytes(source)
    elif isinstance(source, str | os.PathLike):
        path = Path(source)
        name = name or path.name or str(path)
        data = _read_file(path, name, most_bytes)
    else:
        name = name or Path(str(getattr(source, "name", "") or "document")).name
        data = _read_stream(source, name)
    if not data:
        raise ExtractionError(name, "the file is empty", "Fetch it again or give another file.")
    if len(data) > most_bytes:
        raise _too_large(name, len(data), most_bytes)
    return name, data


def _read_file(path: Path, name: str, most_bytes: int) -> bytes:
    if path.is_dir():
        raise ExtractionError(name, "this is a folder, not a file", "Give the path of a document in it.")
    try:
        size = path.stat().st_size
        if size > most_bytes:
            raise _too_large(name, size, most_bytes)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ExtractionError(str(path), "there is no such file", "Check the path.") from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise ExtractionError(name, f"the file cannot be opened ({problem})", "Check its permissions.") from error


def _read_stream(stream: BinaryIO, name: str) -> bytes:
    data = stream.read()
    if not isinstance(data, bytes):
        raise ExtractionError(
            name, "the stream gives text, not bytes", 'Open it in binary mode, for instance with "rb".'
        )
    return data


def _too_large(name: str, size: int, most_bytes: int) -> ExtractionError:
    return ExtractionError(
        name,
        f"the file has {size / 1e6:.0f} MB, more than the {most_bytes / 1e6:.0f} MB allowed",
        "Split it, or allow more memory.",
    )


def kind_of(data: bytes, name: str) -> Kind:
    """Whether the bytes are a PDF or plain text.

    Raises:
        ExtractionError: they are something else; the error says what.
    """
    if PDF_MARK in data[:_WITHIN]:
        return "pdf"
    foreign = _foreign(data)
    if foreign:
        raise ExtractionError(
            name, f"this is {foreign}, which cannot be read", "Save it as a PDF or as plain text first."
        )
    return "text"


def _foreign(data: bytes) -> str:
    head = data[:_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<") and b"<html" in head):
        return "a web page (HTML)"
    for mark, what in _FOREIGN:
        if data.startswith(mark) and (mark not in _BINARY_MARKS or b"\0" in data[:_WITHIN]):
            return _office(data) or what if mark.startswith(b"PK") else what
    return ""


def _office(data: bytes) -> str:
    for mark, what in _OFFICE_MORE:
        if mark in data[:200]:
            return what
    return next((what for mark, what in _OFFICE if mark in data), "")
