"""The light markup of the samples: text to blocks.

Paragraphs have blank lines between them. A table is lines ``| a | b |``, header first. A footnote is ``[^1]`` in the
text and ``[^1]: ...`` in a paragraph of its own. What a paragraph is (title, heading, numbered paragraph, signature)
shows in its form and in what it follows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "annex", "caption", "heading", "subheading", "text", "item", "signature", "table"]

NOTE = re.compile(r"\[\^(\w+)\]: (.*)", re.DOTALL)
NOTE_MARK = re.compile(r"\[\^(\w+)\]")
MARKER = re.compile(r"(\([a-z]+\)|\(\d+\)|\d+(?:\.\d+)+|[IVX]+\.\d+|[A-Z]\d+\.|\d+\.)\s+(?=\S)")
HEADING = re.compile(
    r"preamble|(?:article|part|chapter|section|letter) \(?(?:\d+|[ivxlc]+)\)?(?:[:.] .*)?"
    r"|(?-i:(?:\d+|[IVX]+)\. [A-Z].*)",
    re.IGNORECASE,
)
ANNEX = re.compile(r"(?:ANNEX|APPENDIX|SCHEDULE|(?:ADDITIONAL )?PROTOCOL|MODEL CONTRACT|EXCHANGE OF LETTERS)\b")
SIGNED = re.compile(r"(?:Done|DONE|Signed|SIGNED) (?:at|in)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table of the source, and what it is to the printer."""

    kind: Kind
    text: str = ""
    marker: str = ""
    """The number or letter of a numbered paragraph."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table, header row first."""


def parse(text: str) -> tuple[list[Block], dict[str, str]]:
    """The blocks of a source in order, and its footnotes by their mark."""
    blocks: list[Block] = []
    notes: dict[str, str] = {}
    for paragraph in filter(None, (part.strip() for part in re.split(r"\n\s*\n", text))):
        note = NOTE.match(paragraph)
        if note:
            notes[note[1]] = note[2]
        else:
            blocks.append(_block(paragraph, after=blocks[-1].kind if blocks else "title"))
    return blocks, notes


def _block(paragraph: str, *, after: Kind) -> Block:
    kind = _kind(paragraph, after)
    if kind == "table":
        rows = (line.strip().strip("|").split("|") for line in paragraph.splitlines())
        return Block(kind, rows=tuple(tuple(cell.strip() for cell in row) for row in rows))
    marker = MARKER.match(paragraph)
    if kind == "item" and marker:
        return Block(kind, paragraph[marker.end() :], marker=marker[1])
    return Block(kind, paragraph)


def _kind(paragraph: str, after: Kind) -> Kind:
    """What a paragraph is, from its own form and from what it follows."""
    display = len(paragraph) < 200 and paragraph[-1] not in ".,;:"
    tests: Iterable[tuple[Kind, object]] = (
        ("table", paragraph.startswith("|")),
        ("heading", display and len(paragraph) < 90 and HEADING.fullmatch(paragraph)),
        ("caption", after in ("annex", "caption") and display and not MARKER.match(paragraph)),
        ("annex", display and ANNEX.match(paragraph)),
        ("title", after == "title" and display and not paragraph.endswith(" and")),
        ("signature", after == "signature" or SIGNED.match(paragraph)),
        ("subheading", after == "heading" and display and paragraph.isupper()),
        ("heading", display and paragraph.isupper()),
        ("item", MARKER.match(paragraph)),
    )
    return next((kind for kind, holds in tests if holds), "text")


def curly(text: str) -> str:
    """Typewriter quotation marks as printers set them."""
    text = re.sub(r'(?<![^\s(])"', "\N{LEFT DOUBLE QUOTATION MARK}", text)
    text = re.sub(r"(?<![^\s(])'", "\N{LEFT SINGLE QUOTATION MARK}", text)
    return text.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}").replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
