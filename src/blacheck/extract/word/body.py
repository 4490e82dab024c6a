"""Walks through the text of a Word document and gives it as it is shown once all tracked changes are accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blacheck.extract.flowing import Cell, Flow, Paragraph, paragraphs_of, tidy
from blacheck.extract.noticed import Change, Noticed
from blacheck.extract.word.fields import Fields
from blacheck.extract.word.names import W, child, switch, whole
from blacheck.extract.word.numbering import Numbering
from blacheck.extract.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KEPT = frozenset({f"{W}ins", f"{W}moveTo"})
_DROPPED = frozenset({f"{W}del", f"{W}moveFrom"})
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_LARGE = 8 * 360_000
_PAGE_WIDE, _PAGE_TALL = 12 * 360_000, 16 * 360_000
"""Side in EMU (8 cm) from which on a picture may hold text, unlike a coat of arms."""
_MOST_COLUMNS = 63
"""Word has no wider tables."""

_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_BESIDES = frozenset({f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}rt"})


@dataclass(slots=True)
class _Text:
    """A paragraph in the making."""

    lines: list[str] = field(default_factory=lambda: [""])
    frames: "list[Element]" = field(default_factory=list)
    """Text boxes anchored in it."""

    def add(self, text: str) -> None:
        self.lines[-1] += text

    def is_empty(self) -> bool:
        return not any(map(tidy, self.lines))


class Reader:
    """Reads the stories of a document: its body, and what stands in notes, heads and feet.

    Args:
        styles: Its styles.
        numbering: Its numbering, to be used by one reader alone.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.noticed = Noticed()
        self.notes: list[tuple[str, str]] = []
        """Kind of part and id of each note referred to, in the order of the text."""
        self.contents: list[str] = []
        """The lines of tables of contents."""
        self._styles = styles
        self._numbering = numbering
        self._fields: Fields

    def story(self, element: "Element") -> list[Paragraph]:
        """The paragraphs of a story."""
        self._fields = Fields(element)
        return self._blocks(element)

    # ---------------------------------------------------------------- blocks

    def _blocks(self, container: "Element") -> list[Paragraph]:
        flow = Flow()
        waiting: tuple[str, _Text] | None = None
        for block in self._unwrapped(container):
            if block.tag == f"{W}tbl":
                flow.add(self._finished(container, *waiting) if waiting else ())
                flow.add_table(list(self._rows(block)))
                waiting = None
                continue
            label, text = waiting or ("", _Text())
            begins = text.is_empty()
            self._inline(block, self._styles.of(block), text)
            joins = self._joins_next(block)
            if begins and not (joins and text.is_empty()):
                label = self._label(block, text)
            waiting = (label, text) if joins else None
            if not joins:
                flow.add(self._finished(block, label, text))
        flow.add(self._finished(container, *waiting) if waiting else ())
        return flow.end()

    def _unwrapped(self, container: "Element") -> "Iterator[Element]":
        """The paragraphs and tables of a container, without what only wraps them."""
        for element in container:
            if element.tag in (f"{W}p", f"{W}tbl"):
                yield element
            elif element.tag == f"{W}sdt":
                yield from self._unwrapped(_content(element))
            elif element.tag in _DROPPED:
                self._changed("deletion", element)
            elif element.tag in (*_KEPT, f"{W}customXml", f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"):
                yield from self._unwrapped(_chosen(element))
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.noticed.embedded += 1

    def _joins_next(self, paragraph: "Element") -> bool:
        """True where the end of a paragraph is deleted, or hidden so that the next stands on its line."""
        mark = child(paragraph, "pPr/rPr")
        if mark is None:
            return False
        for change in mark:
            if change.tag in _DROPPED:
                self._changed("deletion", change)
                return True
            if change.tag in _KEPT:
                self._changed("insertion", change)
        return child(mark, "specVanish") is not None

    def _label(self, paragraph: "Element", text: _Text) -> str:
        if text.is_empty() and switch(paragraph, "pPr/rPr/vanish"):
            return ""  # a paragraph that is hidden is not counted
        label = self._numbering.label(paragraph)
        return "" if label is None or (label.is_bullet and text.is_empty()) else label.text

    def _finished(self, paragraph: "Element", label: str, text: _Text) -> Iterator[Paragraph]:
        made = list(paragraphs_of([label + text.lines[0], *text.lines[1:]]))
        if self._styles.name(self._styles.of(paragraph)).startswith("toc "):
            self.contents += [paragraph.text for paragraph in made]
        else:
            yield from made
        for frame in text.frames:
            yield from self._blocks(frame)

    def _rows(self, element: "Element") -> Iterator[list[Cell]]:
        for found in _wrapped(element, "tr"):
            changes = [] if (said := child(found, "trPr")) is None else list(said)
            dropped = [change for change in changes if change.tag in _DROPPED]
            if dropped:
                self._changed("deletion", dropped[0])
                continue
            for change in changes:
                if change.tag in _KEPT:
                    self._changed("insertion", change)
            yield list(self._cells(found))

    def _cells(self, found: "Element") -> Iterator[Cell]:
        """The cells of a row, those covered by a larger one empty."""
        yield from [()] * min(whole(found, "trPr/gridBefore") or 0, _MOST_COLUMNS)
        for cell in _wrapped(found, "tc"):
            deleted = child(cell, "tcPr/cellDel")
            if deleted is not None:
                self._changed("deletion", deleted)
                continue
            merged = child(cell, "tcPr/vMerge")
            covered = merged is not None and merged.get(f"{W}val") != "restart"
            yield () if covered else self._blocks(cell)
            yield from [()] * (min(whole(cell, "tcPr/gridSpan") or 1, _MOST_COLUMNS) - 1)

    # ---------------------------------------------------------------- inside a paragraph

    def _inline(self, element: "Element", style: str, text: _Text) -> None:
        for part in element:
            if part.tag in _DROPPED:
                self._changed("deletion", part)
            elif part.tag in _KEPT:
                self._changed("insertion", part)
                self._inline(part, style, text)
            elif part.tag == f"{W}r":
                self._run(part, style, text)
            elif part.tag == f"{W}sdt":
                self._inline(_content(part), style, text)
            elif part.tag == f"{_MC}AlternateContent":
                self._inline(_chosen(part), style, text)
            elif part.tag == f"{_MATH}t":
                text.add(part.text or "")
            elif part.tag not in _BESIDES:
                self._inline(part, style, text)

    def _run(self, run: "Element", style: str, text: _Text) -> None:
        if self._styles.is_on(run, style, "vanish"):
            self.noticed.hidden += any(tidy(part.text or "") for part in run.iter(f"{W}t"))
            for mark in run.findall(f"{W}fldChar"):
                self._fields.follow(mark)
            return
        capitals = self._styles.is_on(run, style, "caps")
        said = False
        for part in run:
            if part.tag == f"{W}fldChar":
                self._fields.follow(part)
            elif not self._fields.in_code:
                said |= self._piece(part, capitals, text)
        parent = run.getparent()
        if said and parent is not None and parent.tag not in _KEPT:
            self.noticed.unchanged()
        self.noticed.struck += said and any(self._styles.is_on(run, style, line) for line in ("strike", "dstrike"))

    def _piece(self, part: "Element", capitals: bool, text: _Text) -> bool:
        """Takes in a piece of a run; True where it is text."""
        if part.tag == f"{W}t":
            said = part.text or ""
            text.add(said.upper() if capitals else said)
            return bool(said.strip())
        if part.tag in _SIGNS:
            text.add(_SIGNS[part.tag])
        elif part.tag == f"{W}sym":
            text.add(_symbol(part))
        elif part.tag in _BREAKS:
            text.lines.append("")
        elif part.tag in _NOTES:
            self.notes.append((_NOTES[part.tag], part.get(f"{W}id", "")))
        elif part.tag == f"{W}ruby":
            base = child(part, "rubyBase")
            text.add("" if base is None else "".join(piece.text or "" for piece in base.iter(f"{W}t")))
        elif part.tag not in _BESIDES:
            self._drawn(part, text)
        return False

    def _drawn(self, part: "Element", text: _Text) -> None:
        """Takes in text boxes and counts large pictures."""
        drawn = _chosen(part)
        boxes = [box for box in drawn.iter(f"{W}txbxContent") if not _stands_in_fallback(box, drawn)]
        text.frames += [box for box in boxes if not any(other in boxes for other in box.iterancestors())]
        sizes = (extent for extent in drawn.iter(f"{_DRAWING}extent"))
        edges = [sorted((_emu(size, "cx"), _emu(size, "cy"))) for size in sizes]
        if next(drawn.iter(_PICTURE), None) is None:
            return
        if any(short >= _PAGE_WIDE and long >= _PAGE_TALL for short, long in edges):
            self.noticed.scans += 1
        elif any(short >= _LARGE for short, _ in edges):
            self.noticed.pictures += 1

    def _changed(self, change: Change, element: "Element") -> None:
        self.noticed.change(change, element.get(f"{W}author", ""))


def _content(element: "Element") -> "Element":
    """What a content control holds."""
    found = child(element, "sdtContent")
    return element if found is None else found


def _chosen(element: "Element") -> "Element":
    """Of content given for newer and for older readers, that for the newer; else the element itself."""
    if element.tag != f"{_MC}AlternateContent":
        return element
    newer = element.find(f"{_MC}Choice")
    return element if newer is None else newer


def _wrapped(element: "Element", tag: str) -> "Iterator[Element]":
    """The rows of a table or the cells of a row, be they wrapped in content controls or tracked changes."""
    for found in element:
        if found.tag == W + tag:
            yield found
        elif found.tag in (*_KEPT, f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _wrapped(found, tag)


def _stands_in_fallback(box: "Element", root: "Element") -> bool:
    for above in box.iterancestors():
        if above is root:
            return False
        if above.tag == f"{_MC}Fallback":
            return True
    return False


def _emu(extent: "Element", side: str) -> int:
    text = extent.get(side, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _symbol(element: "Element") -> str:
    """A character given by its code; those of symbol fonts, which have no meaning as text, as a bullet."""
    code = element.get(f"{W}char", "")
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "\N{BULLET}" if "\ue000" <= char <= "\uf8ff" else char
