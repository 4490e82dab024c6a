"""Word documents for tests, written as the XML that Word writes, down to what it does only in old or edited drafts."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from blacheck.extract.limits import Errand
from blacheck.extract.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{_TYPES}.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


def part(root: str, inside: str) -> str:
    """A part of a document: its root element around what is given."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{inside}</w:{root}>'


def docx(
    body: str,
    *,
    main: str = MAIN,
    extra: Mapping[str, str | bytes] | None = None,
    **parts: Any,
) -> bytes:
    """A Word document.

    Args:
        body: What stands in its body.
        main: The type of its main part.
        extra: More members of the archive, or others in place of usual ones.
        parts: What stands in other parts, by kind: ``numbering="<w:num …"``.
    """
    types = [f'<Override PartName="/word/document.xml" ContentType="{main}"/>']
    listed = list[str]()
    members: dict[str, str | bytes] = {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, inside in parts.items():
        assert kind in _KINDS
        members[f"word/{kind}.xml"] = part(roots.get(kind, kind), inside)
        types.append(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>')
        listed.append(relation(kind, kind, f"{kind}.xml"))
    members["word/_rels/document.xml.rels"] = relations(*listed)
    members["_rels/.rels"] = relations(relation("main", "officeDocument", "word/document.xml"))
    members["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(types)}</Types>'
    )
    return archive({**members, **(extra or {})})


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, str]:
    """The members of an archive of texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def relation(name: str, kind: str, target: str) -> str:
    """A relationship to a part."""
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="{name}" Type="{of}/{kind}" Target="{target}"/>'


def relations(*listed: str) -> str:
    """The relationships of a part."""
    of = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{of}">{"".join(listed)}</Relationships>'


# ---------------------------------------------------------------- pieces


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*pieces: str, style: str = "", listed: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of runs or plain texts, in a style, at a level of a list, with properties of its end."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        said += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{said}<w:rPr>{mark}</w:rPr></w:pPr>{inside}</w:p>"


def level(index: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *levels: str) -> str:
    """An abstract definition."""
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{"".join(levels)}</w:abstractNum>'


def listing(number: int, abstract: int, inside: str = "") -> str:
    """A list that points to a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{inside}</w:num>'


def override(index: int, start: int) -> str:
    """A start of its own for a level of a list."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of a table."""
    inside = "".join(text if text.startswith("<") else paragraph(text) for text in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows made by ``row``."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells or plain texts."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def fields(depth: int) -> str:
    """A paragraph with fields in the codes of fields."""
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' * depth for kind in ("begin", "end"))
    return paragraph(*marks, "a")


def text_of(data: bytes) -> tuple[list[str], list[tuple[str, str]], tuple[str, ...]]:
    """Paragraphs, furniture and warnings of a Word document, read in this process."""
    text, _, furniture, warnings, _ = read_word(data, Errand("x.docx"))
    return text.split("\n\n"), furniture, warnings
