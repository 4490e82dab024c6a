"""What was handed in: its bytes, its name, and what kind of file the bytes are, whatever the suffix says."""

import io
import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Literal

from blacheck.errors import ExtractionError
from blacheck.extract.plain import decode

Source = str | os.PathLike[str] | bytes | BinaryIO
Kind = Literal["pdf", "word", "web", "text"]

PDF_MARK = b"%PDF"
"""How a PDF begins; what stands before it is not part of it."""
_WITHIN = 1024
"""The mark of a PDF may stand anywhere in this many first bytes."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream in which an OLE container holds a document locked with a password."""
_BEFORE_ROOT = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
_WEB = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|p|h[1-6]|table|article|section|main)\b)", re.IGNORECASE
)
_OUR_PAGE = b'<meta name="generator" content="blacheck '
_OUR_BRIEF = b"<dc:creator>blacheck</dc:creator>"
_ABOUT = "docProps/core.xml"
_MOST_ABOUT = 100_000
_NO_ARCHIVE = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError)
_FOREIGN = (
    (_ZIP, "a ZIP archive"),
    (_OLE, "an old Office document (such as .doc)"),
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
_OFFICE = (("xl/", "an Excel workbook (.xlsx)"), ("ppt/", "slides (.pptx)"))
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
    """What the bytes are, whatever the name says: a PDF, a Word document, a web page or plain text.

    Raises:
        ExtractionError: they are something else; the error says what.
    """
    if PDF_MARK in data[:_WITHIN]:
        return "pdf"
    if data.startswith(_OLE) and _ENCRYPTED in data:
        problem, remedy = "the document is locked with a password", "Save a copy without a password and use that."
        raise ExtractionError(name, problem, remedy)
    if is_report(io.BytesIO(data)):
        raise ExtractionError(name, "this is a report by blacheck, not an agreement", "Give the agreement itself.")
    if data.startswith(_ZIP) and _is_word(data):
        return "word"
    if _is_web(data):
        return "web"
    foreign = _foreign(data)
    if foreign:
        remedy = "Save it as a Word document (.docx), a PDF or plain text first."
        raise ExtractionError(name, f"this is {foreign}, which cannot be read", remedy)
    return "text"


def is_report(opened: BinaryIO) -> bool:
    """True for a web page or a Word document that blacheck wrote."""
    head = opened.read(_WITHIN)
    if not head.startswith(_ZIP):
        return _OUR_PAGE in head
    try:
        with zipfile.ZipFile(opened) as archive:
            about = archive.getinfo(_ABOUT)
            return about.file_size < _MOST_ABOUT and _OUR_BRIEF in archive.read(about)
    except (*_NO_ARCHIVE, KeyError, RuntimeError, zlib.error, EOFError):
        return False


def _is_word(data: bytes) -> bool:
    names = _members(data)
    if not names:  # cut off: its directory is missing
        return b"word/" in data and not _office(data)
    return "[Content_Types].xml" in names and not _office(data)


def _members(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except _NO_ARCHIVE:
        return []


def _is_web(data: bytes) -> bool:
    head = (decode(data[:_WITHIN]) or "").lstrip("\ufeff")
    begins = _BEFORE_ROOT.match(head)
    return bool(_WEB.match(head, begins.end() if begins else 0)) or (head[:1] == "<" and "<html" in head.lower())


def _foreign(data: bytes) -> str:
    head = data[:_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml"):
        return "an XML file"
    if head.startswith(b"mime-version:"):
        return "a web archive (.mht) or a message"
    for mark, what in _FOREIGN:
        if data.startswith(mark) and (mark not in _BINARY_MARKS or b"\0" in data[:_WITHIN]):
            return _office(data) or what if mark == _ZIP else what
    return ""


def _office(data: bytes) -> str:
    for mark, what in _OFFICE_MORE:
        if mark in data[:200]:
            return what
    names = _members(data)
    return next((what for folder, what in _OFFICE if any(name.startswith(folder) for name in names)), "")
