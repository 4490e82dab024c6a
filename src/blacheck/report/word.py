"""A brief as a Word document, in the styles of Word's own template: what is copied takes the look of where it goes."""

import io
from datetime import datetime
from typing import TYPE_CHECKING

from blacheck.report.brief import Brief, Point
from blacheck.report.characters import printable
from blacheck.report.wording import Wording
from blacheck.report.zips import timeless

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NO_CLOCK = datetime(1980, 1, 1)


def to_docx(brief: Brief, words: Wording) -> bytes:
    """The brief as a .docx file; equal briefs give equal bytes."""
    from docx import Document

    document = Document()
    _describe(document, brief, words)
    _write(document, brief, words)
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _describe(document: "Document", brief: Brief, words: Wording) -> None:
    from docx.shared import Cm, Pt

    about = document.core_properties
    about.title, about.author, about.comments = printable(brief.title)[:255], words.labels["name"], ""
    about.created = about.modified = _NO_CLOCK
    about.language = words.labels["language"]
    document.styles["Normal"].font.size = Pt(10)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)


def _write(document: "Document", brief: Brief, words: Wording) -> None:
    labels = words.labels["brief"]
    _paragraph(document, labels["kicker"])
    _heading(document, brief.title, 1)
    for label, value in (*brief.facts, (labels["tally"], brief.tally)):
        _labelled(document, label, value)
    if brief.heed:
        _heading(document, words.labels["warnings"]["heading"], 2)
        for line in brief.heed:
            _paragraph(document, line, "List Bullet")
    _heading(document, words.labels["flags"]["heading"], 2)
    for point in brief.flags:
        _point(document, point, "List Number", words)
    if not brief.flags:
        _paragraph(document, brief.no_flags)
    _heading(document, words.labels["gaps"]["heading"], 2)
    for theme, points in brief.gaps:
        _heading(document, theme, 3)
        for point in points:
            _point(document, point, "List Bullet", words)
    if not brief.gaps:
        _paragraph(document, brief.no_gaps)
    if brief.others:
        _heading(document, labels["others"], 2)
        for theme, titles in brief.others:
            _labelled(document, theme, titles)
    _paragraph(document, brief.made, "Caption")


def _point(document: "Document", point: Point, style: str, words: Wording) -> None:
    first = _paragraph(document, "", style)
    first.paragraph_format.keep_with_next = True
    _run(first, point.title, bold=True)
    if point.status:
        _run(first, f" ({point.status})")
    if point.says:
        _beneath(document, "", "List Continue", point.says)
    for quotation in point.quotations:
        _beneath(document, words.quote(quotation.words), "Quote", f" ({quotation.place})")
    if point.near:
        _beneath(document, "", "List Continue", point.near)
    if point.draft:
        _beneath(document, f"{words.labels['brief']['draft']}: ", "List Continue", point.draft)


def _beneath(document: "Document", slanted: str, style: str, upright: str) -> None:
    """A paragraph under a point, set in as far as its first line."""
    from docx.shared import Cm

    paragraph = _paragraph(document, "", style)
    paragraph.paragraph_format.left_indent = Cm(0.63)
    paragraph.paragraph_format.space_after = Cm(0.15)
    _run(paragraph, slanted, italic=True)
    _run(paragraph, upright, italic=False)


def _heading(document: "Document", text: str, level: int) -> None:
    document.add_heading(printable(text), level)


def _labelled(document: "Document", label: str, value: str) -> None:
    paragraph = _paragraph(document, "")
    paragraph.paragraph_format.space_after = 0
    _run(paragraph, f"{label}: ", bold=True)
    _run(paragraph, value)


def _paragraph(document: "Document", text: str, style: str = "Normal") -> "Paragraph":
    return document.add_paragraph(printable(text), style)


def _run(paragraph: "Paragraph", text: str, *, bold: bool | None = None, italic: bool | None = None) -> None:
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold, italic
