"""Web pages: the text as a browser shows it, read without fetching anything.

Elements that a browser shows as blocks are paragraphs, lists are numbered, tables are rows. Style sheets are not
applied; what an element's own ``style`` or ``hidden`` says is.
"""

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import structure
from blacheck.extract.counting import in_format
from blacheck.extract.flowing import Cell, Flow, Paragraph, RawDraft, compose, paragraphs_of, tidy
from blacheck.extract.limits import Errand
from blacheck.extract.noticed import Noticed
from blacheck.extract.plain import decode
from blacheck.extract.plain import paragraphs_of as paragraphs_of_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = structure.words("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul
""")
_UNREAD = structure.words("""
    applet audio button canvas datalist dialog embed head iframe map meter noscript object option progress rp script
    select style svg template textarea video
""")
_APART = {"nav": "margin", "aside": "margin", "footer": "footer"}
_NOTES = re.compile(r"mso-element\s*:\s*(?:foot|end)note-list|^doc-(?:foot|end)notes?$", re.I)
_NOTE_MARK = re.compile(r"\W{0,2}(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§]{1,3})\W{0,2}")
_LISTS = ("ol", "ul", "menu", "dir")
_STRUCK = ("s", "strike")
_MARKERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b", re.I
)
_LIST_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:([^;]*)", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_WITHIN = 4096
"""Bytes within which a page must declare its encoding."""
_MOST_SPANNED = 100
_FETCH = "Fetch the document again, or open the link in a browser and save what it shows."


def read_web(data: bytes, errand: Errand) -> RawDraft:
    """The text of a web page.

    Args:
        data: The file.
        errand: How messages call it.

    Raises:
        ExtractionError: it is nested too deeply, or no more than a message named like a PDF.
        NoTextError: it holds no text.
    """
    name, source = errand.name, decode_page(data)
    page = _Page()
    paragraphs = page.read(_parsed(source, name))
    if not paragraphs:
        raise NoTextError(name, "the web page holds no text", "Give another file.")
    if name.lower().endswith(".pdf") and not any(map(_is_numbered, paragraphs)):
        problem = "this is a web page (HTML) without a numbered clause, such as servers send in place of a document"
        raise ExtractionError(name, problem, _FETCH)
    return compose(paragraphs, page.furniture, tuple(page.noticed.warnings()))


def _is_numbered(paragraph: Paragraph) -> bool:
    return structure.opens_item(paragraph.text) or structure.heads_division(paragraph.text)


def decode_page(data: bytes) -> str:
    """The source of a page: by its byte order mark, the encoding that it declares, or as any text file."""
    declared = _CHARSET.search(data[:_WITHIN])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
        except (LookupError, UnicodeDecodeError):
            encoding = ""
        if encoding in ("iso8859-1", "ascii"):
            encoding = "cp1252"  # as browsers take them
        if encoding and not encoding.startswith("utf-16"):
            return data.decode(encoding, errors="replace")
    text = decode(data)
    return data.decode("utf-8", errors="replace") if text is None else text


def _parsed(source: str, name: str) -> "HtmlElement":
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise NoTextError(name, "the web page holds no text", "Give another file.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ExtractionError(name, "its elements stand in one another too deeply", "Save it as plain text.")
    return root


@dataclass(slots=True)
class _List:
    """A list that is open."""

    numbers: bool
    next: int
    step: int
    style: str


@dataclass(slots=True)
class _Sink:
    """Where text goes: the page itself, a cell of a table, or something set apart."""

    flow: Flow = field(default_factory=Flow)
    lines: list[str] = field(default_factory=lambda: [""])
    label: str = ""

    def add(self, text: str | None) -> None:
        self.lines[-1] += (text or "").replace("\n", " ")

    def flush(self) -> None:
        """Ends the paragraph."""
        made = list(paragraphs_of([self.label + tidy(self.lines[0]), *self.lines[1:]])) if self._has_text() else []
        self.flow.add(made)
        self.lines = [""]
        self.label = "" if made else self.label

    def _has_text(self) -> bool:
        return any(map(tidy, self.lines))


@dataclass(slots=True)
class _Table:
    """A table that is open."""

    rows: list[list[Cell]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    """For each column, the number of rows below the last cell that still belong to it."""

    def open_row(self) -> None:
        self.rows.append([])
        self._skip_covered()

    def add(self, cell: Cell, columns: int, rows: int) -> None:
        if not self.rows:
            self.open_row()
        at = len(self.rows[-1])
        self.rows[-1] += [cell, *[()] * (columns - 1)]
        self.covered |= {at + more: rows - 1 for more in range(columns) if rows > 1}
        self._skip_covered()

    def _skip_covered(self) -> None:
        while (left := self.covered.get(len(self.rows[-1]), 0)) > 0:
            self.covered[len(self.rows[-1])] = left - 1
            self.rows[-1].append(())


class _Page:
    """Reads the elements of a page in order."""

    def __init__(self) -> None:
        self.furniture: list[tuple[str, str]] = []
        self.noticed = Noticed()
        self._sinks = [_Sink()]
        self._lists: list[_List] = []
        self._tables: list[_Table] = []

    def read(self, root: "HtmlElement") -> list[Paragraph]:
        """The paragraphs of the page. Works without recursion, for pages may be deep."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if self._is_passed_over(element) or self._took_in(element):
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._open(element)
                continue
            if event == "end" and element is not skipped:
                self._close(element)
            self._sinks[-1].add(element.tail)
        self._sinks[0].flush()
        return self._sinks[0].flow.end()

    # ---------------------------------------------------------------- what is not read, or at once

    def _is_passed_over(self, element: "HtmlElement") -> bool:
        if element.tag in _UNREAD or _is_note_mark(element):
            return True
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
            self.noticed.hidden += _has_text(element)
            return True
        if element.tag == "del":
            self.noticed.deletions += _has_text(element)
        return bool(element.tag == "del")

    def _took_in(self, element: "HtmlElement") -> bool:
        """True for a text whose lines stand as they were typed, which is read like a file of its own."""
        if element.tag == "pre":
            self._sinks[-1].flush()
            self._sinks[-1].flow.add(paragraphs_of_text(element.text_content()))
        return bool(element.tag == "pre")

    # ---------------------------------------------------------------- elements

    def _open(self, element: "HtmlElement") -> None:
        sink, tag = self._sinks[-1], element.tag
        if tag in _BLOCKS:
            sink.flush()
        if _kind_apart(element) or (tag in ("td", "th") and self._tables):
            sink = _Sink()
            self._sinks.append(sink)
        elif tag in _LISTS:
            self._lists.append(_list(element))
        elif tag == "li" and self._lists:
            sink.label += _marker(element, self._lists[-1])
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].open_row()
        elif tag == "br":
            sink.lines.append("")
        self.noticed.insertions += tag == "ins" and _has_text(element)
        self.noticed.struck += tag in _STRUCK and _has_text(element)
        sink.add("\N{LEFT DOUBLE QUOTATION MARK}" if tag == "q" else "")
        sink.add(element.text)

    def _close(self, element: "HtmlElement") -> None:
        sink, tag = self._sinks[-1], element.tag
        if tag in _BLOCKS:
            sink.flush()
        kind = _kind_apart(element)
        if kind:
            self._sinks.pop()
            self.furniture += [(kind, paragraph.text) for paragraph in sink.flow.end()]
        elif tag in ("td", "th") and self._tables:
            self._sinks.pop()
            self._tables[-1].add(sink.flow.end(), _span(element, "colspan"), _span(element, "rowspan"))
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            sink.label = ""
        elif tag == "table":
            sink.flow.add_table(self._tables.pop().rows)
        sink.add("\N{RIGHT DOUBLE QUOTATION MARK}" if tag == "q" else "")


def _has_text(element: "HtmlElement") -> bool:
    return bool(tidy(element.text_content()))


def _kind_apart(element: "HtmlElement") -> str:
    """What kind of furniture an element holds, "" for text of the agreement."""
    if _NOTES.search(element.get("style", "")) or _NOTES.search(element.get("role", "")):
        return "footnote"
    return _APART.get(element.tag, "")


def _is_note_mark(element: "HtmlElement") -> bool:
    """True for a raised mark that links to a note."""
    if element.tag not in ("a", "sup") or not _NOTE_MARK.fullmatch(tidy(element.text_content())):
        return False
    link = element if element.tag == "a" else element.find("a")
    if link is None or not link.get("href", "").startswith("#"):
        return False
    return element.tag == "sup" or element.find("sup") is not None or "ftn" in link.get("href", "")


def _span(element: "HtmlElement", name: str) -> int:
    text = element.get(name, "").strip()
    return min(max(int(text), 1), _MOST_SPANNED) if text.isascii() and text.isdigit() and len(text) < 10 else 1


# ---------------------------------------------------------------- lists


def _list(element: "HtmlElement") -> _List:
    style = _list_style(element) or "1"
    if element.tag != "ol":
        return _List(numbers=False, next=0, step=0, style=style)
    backwards = "reversed" in element.attrib
    usual = sum(child.tag == "li" for child in element) if backwards else 1
    return _List(numbers=True, next=_whole(element.get("start"), usual), step=-1 if backwards else 1, style=style)


def _marker(item: "HtmlElement", listed: _List) -> str:
    """What a browser prints before an item of a list."""
    style = _list_style(item) or listed.style
    if not listed.numbers:
        return "" if style == "none" else "\N{BULLET} "
    number = _whole(item.get("value"), listed.next)
    listed.next = number + listed.step
    return "" if style == "none" else f"{in_format(number, _MARKERS.get(style, 'decimal'))}. "


def _list_style(element: "HtmlElement") -> str:
    """The kind of marker that an element asks for, as ``type`` names it; "none", or "" where it asks for none."""
    asked = _LIST_STYLE.search(element.get("style", ""))
    for word in asked[1].lower().split() if asked else ():
        if word == "none" or word in _STYLES:
            return _STYLES.get(word, word)
    kind: str = element.get("type", "")
    return kind if kind in (*_MARKERS, "1") else ""


def _whole(text: str | None, usual: int) -> int:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else usual
