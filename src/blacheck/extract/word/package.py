"""The parts of a Word document: its archive checked and opened, whatever variant of the format it is in.

python-docx opens neither documents saved as "strict" nor those in which the file of a picture is lost, both of which
Word shows; it is therefore given an archive in which these are mended, without pictures and other embedded files.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blacheck.errors import ExtractionError

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.opc.rel import Relationships
    from lxml.etree import _Element as Element

_SAVE_ANEW = "Open it in a word processor and save it anew as .docx."
_DISTRUST = "The file may be hostile; allow more memory if you trust it."
_SHARE = 16
"""Bytes of memory that a byte of a part may take once it is read."""
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", "officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", "wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", "officeDocument/2006/math"),
)
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_MEMORY = 2
"""What libxml2 calls it."""
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E|\0<\0!\0D\0O\0C\0T\0Y\0P\0E")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    OSError,
    AttributeError,
    AssertionError,
)
"""What zipfile and python-docx raise on damaged archives and parts; lxml's errors are ValueErrors in all but name."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word document that hold text, parsed."""

    body: "Element"
    parts: "dict[str, list[Element]]"
    """The others by the kind of relationship: "styles", "numbering", "footnotes", "header" …"""
    has_macros: bool

    def part(self, kind: str) -> "Element | None":
        """The first part of a kind."""
        return next(iter(self.parts.get(kind, [])), None)


def open_package(data: bytes, *, name: str, memory_mb: int) -> Package:
    """The parts of the document in an archive.

    Raises:
        ExtractionError: it is damaged, locked, hostile or no Word document.
    """
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, name, memory_mb)
            members = {info.filename: archive.read(info) for info in archive.infolist() if _is_read(info.filename)}
        if any(_DOCTYPE.search(content) for content in members.values()):
            problem = "it declares entities, which no word processor does, and may be hostile"
            raise ExtractionError(name, problem, _SAVE_ANEW)
        return _parsed({path: _mended(path, content, members) for path, content in members.items()}, name)
    except (*_BROKEN, LxmlError) as error:
        if getattr(error, "code", None) == _NO_MEMORY:
            raise MemoryError from error
        raise ExtractionError(name, f"the Word document is damaged ({_said(error)})", _SAVE_ANEW) from error


def _said(error: Exception) -> str:
    said = str(error.args[0]) if error.args else ""
    return " ".join(said.split())[:120] or type(error).__name__


def _is_read(path: str) -> bool:
    return path.endswith((".xml", ".rels"))


def _check(archive: zipfile.ZipFile, name: str, memory_mb: int) -> None:
    """Nothing is unpacked before it is known how much it will be: an archive cannot yield more than it declares."""
    infos = [info for info in archive.infolist() if _is_read(info.filename)]
    if any(info.flag_bits & 1 for info in infos):
        raise ExtractionError(name, "the archive is locked with a password", "Save a copy without a password.")
    size, most = sum(info.file_size for info in infos), memory_mb * 1_000_000 // _SHARE
    if size > most:
        problem = f"its text unpacks to {size / 1e6:.0f} MB, more than the {most / 1e6:.0f} MB allowed"
        raise ExtractionError(name, problem, _DISTRUST)


def _mended(path: str, content: bytes, members: dict[str, bytes]) -> bytes:
    for strict, transitional in _STRICT:
        content = content.replace(strict, (_TRANSITIONAL + transitional).encode())
    return _without_dangling(path, content, members) if path.endswith(".rels") else content


def _without_dangling(path: str, content: bytes, members: dict[str, bytes]) -> bytes:
    """Relationships without those to members that are not there or not read."""
    from lxml import etree

    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    folder = posixpath.dirname(posixpath.dirname(path))
    for relation in root.findall(f"{_RELATIONSHIPS}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External" and target not in members:
            root.remove(relation)
    return etree.tostring(root)


def _parsed(members: dict[str, bytes], name: str) -> Package:
    from docx.opc.package import OpcPackage
    from docx.oxml.parser import parse_xml

    lean = io.BytesIO()
    with zipfile.ZipFile(lean, "w") as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    package = OpcPackage.open(lean)
    main = next((part for kind, part in _related(package.rels) if kind == "officeDocument"), None)
    body = None if main is None else parse_xml(main.blob).find(".//{*}body")
    if main is None or body is None or not body.tag.startswith(f"{{{_TRANSITIONAL}wordprocessingml"):
        raise ExtractionError(name, "the archive holds no Word document", "Give the .docx file itself.")
    parts: dict[str, list[Element]] = {}
    for kind, part in _related(main.rels):
        if kind in ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer"):
            parts.setdefault(kind, []).append(parse_xml(part.blob))
    return Package(body, parts, "macro" in main.content_type.lower())


def _related(relations: "Relationships") -> "Iterator[tuple[str, Part]]":
    """Kind and part of each relationship to a part; the kind is alike in both variants of the format."""
    for relation in relations.values():
        if not relation.is_external:
            yield relation.reltype.rsplit("/", 1)[-1], relation.target_part
