"""What a document consists of: one agreement, several in one file, or an agreement with further files annexed to it.

An annexed protocol, exchange of letters or contract belongs to its agreement. Another agreement begins only where all
signs agree: behind a signature a title that names an agreement and no other one, the sides, the words of agreement, a
numbering that begins anew, and a signature of its own, in the language of the first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from blacheck.model import AgreementPart, Document, Span
from blacheck.segment import words
from blacheck.segment.facts import instrument_of, title_of
from blacheck.segment.languages import languages_of
from blacheck.segment.lines import Line, is_heading, read_lines
from blacheck.segment.misnumbered import with_mended_numbers
from blacheck.segment.openers import (
    annex_label,
    is_agreed,
    is_numbered_label,
    is_salutation,
    is_sides,
    letter_label,
    opens_signature,
)
from blacheck.segment.zones import Zone, annexed, is_numbered, zones

_OPENING = 60
"""Lines between a title and the words of agreement at most."""
_SOON = 6
"""Lines between the words of agreement and the first unit at most."""
_COVER = 8
"""Lines before the label of an annex in a file of its own at most."""
_KIND = "|".join(source for source, _ in words.pairs("instruments"))
_ANOTHER = re.compile(rf"(?<!\w)(?:{words.union('determiners')})\s*(?:{_KIND})(?!\w)", re.IGNORECASE)
"""The mention of another agreement in a title: "implementing the Agreement"."""
_BODIES = words.pattern(r"(?<!\w)", "bodies", "")
_FREE = ("agreement", "memorandum", "convention", "arrangement")
"""Kinds of instruments that do not by their name belong to another."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The zones of a document and the agreements it holds."""

    zones: tuple[Zone, ...]
    agreement: tuple[Zone, ...]
    """The zones of the agreement that is asked about: the first, or the one chosen."""
    parts: tuple[AgreementPart, ...]
    """The agreements of one file, where they are several."""
    crowded: tuple[tuple[str, int], ...] = ()
    """Names of annexed files that hold several agreements themselves, and how many."""


def structure_of(document: Document, part: int | None = None) -> Structure:
    """The zones of a document in order.

    Args:
        document: The document as read.
        part: The agreement to keep to where one file holds several; the others become matter outside of it.

    Raises:
        IndexError: There is no such part.
    """
    first, *further = document.files or (None,)
    lines = with_mended_numbers(read_lines(document, first.span if first else None))
    bounds = [*_starts(lines), len(lines)]
    each = [zones(lines[start:end]) for start, end in pairwise(bounds)]
    if part is not None and not 1 <= part <= len(each):
        raise IndexError(part)
    for number, found in enumerate(each, 1):
        for zone in found:
            if part not in (None, number):
                zone.kind, zone.part = "other", ""
            elif number > 1 and part is None:
                zone.agreement = f"Agreement {number}"
    opened = {file.name: _opened(document, file.span, number) for number, file in enumerate(further, 2) if file}
    held = {name: len(_starts(lines)) for name, (lines, *_) in opened.items()}
    annexes = [annexed(*file) for file in opened.values()]
    return Structure(
        zones=tuple(zone for found in (*each, *annexes) for zone in found),
        agreement=tuple(each[(part or 1) - 1]),
        parts=tuple(_parts(each, document)) if len(each) > 1 else (),
        crowded=tuple((name, count) for name, count in held.items() if count > 1),
    )


def opens_annex(document: Document) -> bool:
    """True for a text that begins as an annex, and is therefore no agreement of its own."""
    return any(annex_label(line) for line in read_lines(document)[:1])


def _parts(each: Sequence[Sequence[Zone]], document: Document) -> Iterator[AgreementPart]:
    starts = [found[0].lines[0].start for found in each]
    for number, (start, end) in enumerate(pairwise([*starts, len(document.text)]), 1):
        title = title_of(zones(read_lines(document, Span(start, end))))
        yield AgreementPart(number, title, Span(start, end))


# ------------------------------------------------------------------------------------------ several agreements


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where each agreement begins, the first with the first line."""
    starts = [0]
    agreed = [i for i, line in enumerate(lines) if not line.head and is_agreed(line.text)]
    opened = agreed[0] if agreed else 0
    for before, after in pairwise(agreed):
        title = _title_before(lines, after, before)
        if title is not None and _is_another(lines, starts[-1], opened, title, after):
            starts.append(title)
            opened = after
    return starts


def _title_before(lines: Sequence[Line], agreed: int, after: int) -> int | None:
    """The first line of the title over the words of agreement; None where there is none that names an agreement."""
    for i in range(agreed - 1, max(after, agreed - _OPENING), -1):
        if not _is_name(lines[i]) or is_sides(lines[i].text):
            continue
        start = i
        while start > after + 1 and _is_name(lines[start - 1]) and not opens_signature(lines, start - 1):
            start -= 1
        kinds = [at for at in range(start, i + 1) if instrument_of(lines[at].text, "") in _FREE]
        if kinds:
            return kinds[0]
    return None


def _is_name(line: Line) -> bool:
    return not line.markers and not line.cells and is_heading(line.text)


def _is_another(lines: Sequence[Line], first: int, opened: int, title: int, agreed: int) -> bool:
    """True where a title opens another agreement than the one that begins with line ``first``.

    Args:
        lines: All lines.
        first: Where the agreement before begins.
        opened: Its words of agreement.
        title: Where the title begins.
        agreed: The words of agreement under the title.
    """
    name = " ".join(line.text for line in lines[title:agreed] if _is_name(line))
    if _ANOTHER.search(name) or _is_annexed(lines, opened, title):
        return False
    opening = lines[title : agreed + 1]
    if any(is_salutation(line.text) for line in opening):
        return False
    if not any(is_sides(line.text) for line in opening) and not _BODIES.search(name):
        return False
    unit = next((line for line in lines[agreed + 1 : agreed + 1 + _SOON] if is_numbered(line)), None)
    if unit is None or not unit.markers[0].is_first:
        return False
    if not _is_signed(lines, opened, title) or not _is_signed(lines, agreed, len(lines)):
        return False
    return _language(lines[first:title]) == _language(lines[title:])


def _is_annexed(lines: Sequence[Line], after: int, title: int) -> bool:
    """True for a title that is itself that of an annex, or stands right under one."""
    above = title
    while above > after + 1 and _is_name(lines[above]):
        if annex_label(lines[above]):
            return True
        above -= 1
    return bool(annex_label(lines[above]))


def _is_signed(lines: Sequence[Line], after: int, before: int) -> bool:
    """True where a signature stands behind the first unit in a stretch of lines."""
    unit = next((i for i in range(after + 1, before) if is_numbered(lines[i])), before)
    return any(opens_signature(lines, i) for i in range(unit + 1, before))


def _language(lines: Sequence[Line]) -> str:
    return languages_of("\n\n".join(line.text for line in lines))[0]


# ------------------------------------------------------------------------------------------ annexed files


def _opened(document: Document, span: Span, number: int) -> tuple[list[Line], str, int]:
    """The lines of an annexed file, what it is cited by, and the line that opens it."""
    lines = with_mended_numbers(read_lines(document, span))
    file = document.file_at(span.start)
    named = _label_in_name(file.name if file else "")
    cover = lines[: next((i for i, line in enumerate(lines[:_COVER]) if is_numbered(line)), _COVER)]
    labels = ((letter_label(line) or annex_label(line), i) for i, line in enumerate(cover))
    label, opening = next(((label, i) for label, i in labels if label), (_unlabelled(cover), 0))
    if named and not (label and is_numbered_label(label)):
        label = " ".join(filter(None, (named, label)))
    return lines, label or f"File {number}", opening


def _unlabelled(cover: Sequence[Line]) -> str:
    """What a file is cited by that no word opens as an annex, or ""."""
    if any(is_salutation(line.text) for line in cover):
        return "Letter"
    kind = instrument_of(" ".join(line.text for line in cover if _is_name(line)), "")
    return "" if kind == "other" else kind.capitalize()


def _label_in_name(name: str) -> str:
    """The number of an annex that the file's name gives: "Annex 1" for ``annex-1_model-contract.pdf``, else ""."""
    text = " ".join(re.split(r"[\s_.\-]+", PurePath(name).stem)).title()
    label = annex_label(Line(0, len(text), text))
    return label if label and is_numbered_label(label) else ""
