"""Word documents (.docx, .docm): the text as Word shows it once all tracked changes are accepted.

archive ─package→ parts ─body (styles, numbering, revisions)→ paragraphs and table rows
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract.flowing import RawDraft, compose
from blacheck.extract.limits import Errand
from blacheck.extract.word.body import Reader
from blacheck.extract.word.names import W
from blacheck.extract.word.numbering import Numbering
from blacheck.extract.word.package import Package, open_package
from blacheck.extract.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_word"]

_NOTES = ("footnotes", "endnotes")
_RECOGNISE = "Save it as a PDF and have its text recognised, for instance with ocrmypdf."


def read_word(data: bytes, errand: Errand) -> RawDraft:
    """The text of a Word document, with tables, notes, heads and feet as furniture, and warnings.

    Args:
        data: The file.
        errand: How messages call it, and what it may cost.

    Raises:
        ExtractionError: it cannot be read.
        NoTextError: it holds no text.
    """
    name = errand.name
    package = open_package(data, name=name, memory_mb=errand.limits.memory_mb)
    styles = Styles(package.part("styles"))
    reader = Reader(styles, Numbering(package.part("numbering"), styles))
    try:
        paragraphs = reader.story(package.body)
        furniture = list(_furniture(package, reader))
    except RecursionError as error:
        problem = "its tables or text boxes stand in one another too deeply"
        raise ExtractionError(name, problem, "Open it in a word processor and simplify it.") from error
    if not paragraphs:
        raise _no_text(name, reader.noticed.pictures + reader.noticed.scans)
    comments = package.part("comments")
    warnings = reader.noticed.warnings(0 if comments is None else len(comments.findall(f"{W}comment")))
    macros = ("the document holds macros; they were not run",) if package.has_macros else ()
    return compose(paragraphs, furniture, (*warnings, *macros), tuple(reader.noticed.unread()))


def _no_text(name: str, pictures: int) -> NoTextError:
    if pictures:
        return NoTextError(name, "the Word document holds pictures and no text", _RECOGNISE)
    return NoTextError(name, "the Word document holds no text", "Give another file.")


def _furniture(package: Package, reader: Reader) -> Iterator[tuple[str, str]]:
    """What belongs to the pages and not to the agreement: heads, feet, notes, tables of contents."""
    for line in reader.contents:
        yield "margin", line
    notes = {(kind, note.get(f"{W}id", "")): note for kind in _NOTES for note in _of(package.part(kind))}
    for number, name in enumerate(list(reader.notes), 1):
        if name in notes:
            yield "footnote", f"{number} {_joined(reader, notes[name])}"
    for kind in ("header", "footer"):
        texts = (_joined(reader, part) for part in package.parts.get(kind, []))
        yield from ((kind, text) for text in dict.fromkeys(texts) if text)


def _of(part: "Element | None") -> "Iterator[Element]":
    return iter(() if part is None else part)


def _joined(reader: Reader, story: "Element") -> str:
    return " ".join(paragraph.text for paragraph in reader.story(story))
