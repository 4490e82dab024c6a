"""Writes agreements in light markup as Word documents whose numbers Word itself counts.

No number of an article or a paragraph stands in their text: headings are numbered by their style, "4.1" is the second
level of the list that numbers "Article 4", and lists that begin anew do so by a start of their own, as in drafts that
many hands have edited.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus_samples.source import NOTE_MARK, Block, parse

_HEADING = re.compile(
    r"(?P<before>(?:[A-Za-z]+ )?\(?)(?P<number>\d+|[IVXLC]+)(?P<after>\)?[.:]?)(?:\s+(?P<rest>\S.*))?"
)
_MARKER = re.compile(r"(?P<before>\(|(?:\d+\.)+|[IVX]+\.|[A-Z])?(?P<number>\d+|[a-z]+)(?P<after>[).]{0,2})")
_DOTTED = re.compile(r"(?P<above>\d+)\.(?P<number>\d+)")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_STYLES = {"title": "Title", "annex": "Heading 1", "caption": "Heading 2", "heading": "Heading 2"}


@dataclass(frozen=True)
class _Kind:
    """How the paragraphs of a list are numbered: "(", lowerLetter, ")"."""

    before: str
    format: str
    after: str


@dataclass
class _List:
    """A list that may go on."""

    id: int
    last: int
    below: int = 0
    """How many of its second level there were since."""


def render_word(text: str, path: Path | str) -> None:
    """Write a source as a Word document.

    Args:
        text: Markup as ``corpus_samples.source`` describes it.
        path: The file to write.
    """
    blocks, notes = parse(text)
    writer = _Writer(notes)
    for block in blocks:
        writer.add(block)
    writer.save(path)


def render_side_by_side(rows: Sequence[Sequence[Sequence[Block]]], path: Path | str) -> None:
    """Write language versions as the columns of a table in a Word document, their numbers typed.

    Args:
        rows: For each row, the blocks in each of its cells.
        path: The file to write.
    """
    document: Any = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for blocks, row in zip(rows, table.rows, strict=True):
        for inside, cell in zip(blocks, row.cells, strict=True):
            for block in inside:
                if block.kind == "table":
                    _fill(cell.add_table(len(block.rows), max(map(len, block.rows))), block)
                else:
                    cell.add_paragraph(f"{block.marker} {NOTE_MARK.sub('', block.text)}".strip())
    document.save(str(path))


def _fill(table: Any, block: Block) -> None:
    for printed, row in zip(block.rows, table.rows, strict=True):
        for text, cell in zip(printed, row.cells, strict=False):
            cell.text = text


class _Writer:
    """Writes blocks into a document."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.document: Any = Document()
        self.numbering = self.document.part.numbering_part.element
        for definition in list(self.numbering):
            self.numbering.remove(definition)
        self.notes = notes
        self.referred: list[str] = []
        self.lists: dict[_Kind, _List] = {}
        self.definitions: dict[_Kind, int] = {}
        self.styles: dict[_Kind, tuple[str, int]] = {}
        """For each kind of numbered heading, its style and the list that it names."""
        self.article: _List | None = None

    def add(self, block: Block) -> None:
        """Write a block."""
        heading = _HEADING.fullmatch(block.text) if block.kind == "heading" else None
        if block.kind == "table":
            self._table(block)
        elif heading:
            self._heading(heading)
        elif block.kind == "item":
            self._item(block)
        else:
            self._paragraph(block.text, _STYLES.get(block.kind, "Normal"))

    def save(self, path: Path | str) -> None:
        """Write the file."""
        if self.referred:
            bodies = "".join(_note(number, self.notes[mark]) for number, mark in enumerate(self.referred, 1))
            blob = f"<w:footnotes {nsdecls('w')}>{bodies}</w:footnotes>".encode()
            package = self.document.part.package
            part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
            self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.document.save(str(path))

    # ---------------------------------------------------------------- blocks

    def _heading(self, found: re.Match[str]) -> None:
        kind, value = self._read(found)
        listed = self._next(kind, value)
        style, first = self.styles.get(kind) or self._style(kind, listed.id)
        paragraph = self._paragraph(found["rest"] or "", style)
        if listed.id != first:
            _put(paragraph, listed.id, 0)
        self.article = listed

    def _item(self, block: Block) -> None:
        paragraph = self._paragraph(block.text, "Normal")
        dotted, article = _DOTTED.fullmatch(block.marker), self.article
        if dotted and article and (int(dotted["above"]), int(dotted["number"])) == (article.last, article.below + 1):
            article.below += 1
            _put(paragraph, article.id, 1)
        elif found := _MARKER.fullmatch(block.marker):
            _put(paragraph, self._next(*self._read(found)).id, 0)
        else:
            raise ValueError(f"no list of Word's prints {block.marker!r}")

    def _table(self, block: Block) -> None:
        _fill(self.document.add_table(len(block.rows), max(map(len, block.rows)), "Table Grid"), block)
        self.document.add_paragraph()

    def _paragraph(self, text: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        pieces = NOTE_MARK.split(text)
        for at, piece in enumerate(pieces):
            if at % 2 == 0:
                paragraph.add_run(piece)
                continue
            self.referred.append(piece)
            mark = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{len(self.referred)}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
        return paragraph

    # ---------------------------------------------------------------- numbers

    def _read(self, found: re.Match[str]) -> tuple[_Kind, int]:
        """The kind and value of a printed number: "(i)" goes on after "(h)", else it is Roman."""
        before, printed, after = found["before"] or "", found["number"], found["after"]
        if printed.isdigit():
            return _Kind(before, "decimal", after), int(printed)
        if printed.isupper():
            return _Kind(before, "upperRoman", after), _roman(printed.lower())
        letters, value = _Kind(before, "lowerLetter", after), ord(printed[0]) - 96 + 26 * (len(printed) - 1)
        goes_on = letters in self.lists and self.lists[letters].last == value - 1
        if _roman(printed) and not goes_on:
            return _Kind(before, "lowerRoman", after), _roman(printed)
        return letters, value

    def _next(self, kind: _Kind, value: int) -> _List:
        """The list that a number goes on with, or a new one that starts there."""
        listed = self.lists.get(kind)
        if listed is None or listed.last != value - 1:
            listed = self.lists[kind] = _List(self._begin(kind, value), value)
        listed.last, listed.below = value, 0
        return listed

    def _begin(self, kind: _Kind, start: int) -> int:
        if kind not in self.definitions:
            self.definitions[kind] = len(self.definitions)
            self.numbering.insert(len(self.definitions) - 1, parse_xml(_definition(self.definitions[kind], kind)))
        number = len(self.numbering) - len(self.definitions) + 1
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        abstract = f'<w:abstractNumId w:val="{self.definitions[kind]}"/>'
        self.numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{abstract}{override}</w:num>'))
        return number

    def _style(self, kind: _Kind, number: int) -> tuple[str, int]:
        """A style whose paragraphs are numbered, linked with the first level of the list's definition."""
        name = f"Numbered heading {len(self.styles) + 1}"
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.document.styles["Heading 2"]
        style.element.get_or_add_pPr().append(parse_xml(_in_list(number, None)))
        level = self.numbering[self.definitions[kind]][0]
        level.insert(2, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{style.style_id}"/>'))
        self.styles[kind] = (name, number)
        return self.styles[kind]


def _definition(number: int, kind: _Kind) -> str:
    levels = ((0, kind.format, f"{kind.before}%1{kind.after}", ""), (1, "decimal", "%1.%2", "<w:isLgl/>"))
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{legal}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, form, text, legal in levels
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{made}</w:abstractNum>'


def _in_list(number: int, level: int | None) -> str:
    said = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr {nsdecls("w")}>{said}<w:numId w:val="{number}"/></w:numPr>'


def _put(paragraph: Any, number: int, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(parse_xml(_in_list(number, level)))


def _note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:footnote>'


def _roman(letters: str) -> int:
    """The value of small Roman numerals up to 39, 0 for letters that are none."""
    value, rest = 0, letters
    for sign, worth in _ROMAN:
        while rest.startswith(sign):
            value, rest = value + worth, rest[len(sign) :]
    return 0 if rest else value
