"""The clauses of a preamble: the naming of the parties, the recitals counted from 1, the words of agreement."""

import re
from collections.abc import Iterator
from itertools import pairwise

from blacheck.model import Span
from blacheck.segment import words
from blacheck.segment.drafts import Draft, Piece
from blacheck.segment.lines import Line
from blacheck.segment.openers import has_alias, is_agreed, is_preamble_heading, is_recital, is_sides
from blacheck.segment.sentences import is_finished
from blacheck.segment.words import APOSTROPHES
from blacheck.segment.zones import Zone

_SCRAP = 3
"""Words below which a line belongs to the one before it ("and")."""
_PLAIN = 8
"""Words from which the first recital need not begin as recitals do."""
_RECITALS = re.compile(r"\W*recitals?", re.IGNORECASE)
_RUN_TOGETHER = re.compile(
    rf"(?<=[,;:.])\s*(?=\w)(?:{words.union('recital')}|sont convenu\w*|have agreed|han convenido|convienen)"
    rf"(?![\w{APOSTROPHES}-])",
    re.IGNORECASE,
)


def preamble(zone: Zone) -> list[Draft]:
    """The clauses of a preamble, cited "Preamble 3", or "Recital C" where letters number them."""
    drafts: list[Draft] = []
    count = 0
    for line in (piece for whole in zone.lines for piece in _recitals(whole)):
        text = line.rest
        if drafts and len(text.split()) < _SCRAP and text[:1].islower():
            drafts[-1].pieces = [Piece(Span(piece.span.start, line.end)) for piece in drafts[-1].pieces]
        elif is_preamble_heading(line.text):
            drafts.append(Draft("preamble", line.start, "Preamble", heading=line.text))
        else:
            counted = line.number is not None or is_recital(text) or (bool(drafts) and _is_plain_recital(text, count))
            count += counted
            label = _label(line, count) if counted else "Preamble"
            drafts.append(Draft("preamble", line.start, label, pieces=[Piece(Span(line.body, line.end))]))
    return drafts


def _label(line: Line, count: int) -> str:
    if line.number is None:
        return f"Preamble {count}"
    lettered = line.number.value.isalpha() and len(line.number.value) == 1
    return f"{'Recital' if lettered else 'Preamble'} {line.number.value}"


def _is_plain_recital(text: str, count: int) -> bool:
    """True for a recital without one of the usual opening words."""
    if is_agreed(text) or len(text.split()) <= _SCRAP or (text[0].islower() and has_alias(text[:40])):
        return False
    if is_sides(text) or text.lower().startswith("the "):
        return count > 0 and is_finished(text)
    return count > 0 or (text[0].isupper() and len(text.split()) > _PLAIN)


def _recitals(line: Line) -> Iterator[Line]:
    """A paragraph of the preamble, cut where several recitals were run together."""
    starts = (match.end() - len(match[0].lstrip()) for match in _RUN_TOGETHER.finditer(line.text))
    cuts = [line.start + at for at in starts if line.text[at].isupper() and line.start + at > line.body]
    for start, end in pairwise([line.start, *cuts, line.end]):
        text = line.text[start - line.start : end - line.start].rstrip()
        yield Line(start, start + len(text), text, line.markers if start == line.start else ())
