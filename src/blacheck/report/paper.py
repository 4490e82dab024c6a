"""A brief cut to the two sides of a sheet of paper: as much of each point as has room, and no point passed over unsaid.

Room is counted in lines of a column, from the number of characters; the style sheet of the brief keeps to the same
measure. Where not all fits, drafting notes go first, then second quotations, then the longest quotations are cut.
"""

from dataclasses import dataclass, replace

from blacheck.report.brief import Brief, Point, Quotation

_IN_LINE = 60  # characters in a line of a column, of running text
_LINES = 305  # in four columns, two on each page, less an eighth for the widest of the fonts that may be at hand
_WHOLE_WIDTH = 2.2  # columns' worth of a line over the whole width


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is told of each point: how many quotations, how much of each, and which notes."""

    quotations: int
    characters: int
    draft_partial: bool
    draft_missing: bool
    says: bool = True


_MEASURES = (
    _Measure(2, 600, draft_partial=True, draft_missing=True),
    _Measure(2, 400, draft_partial=False, draft_missing=True),
    _Measure(1, 300, draft_partial=False, draft_missing=True),
    _Measure(1, 300, draft_partial=False, draft_missing=False),
    _Measure(1, 160, draft_partial=False, draft_missing=False),
    _Measure(1, 100, draft_partial=False, draft_missing=False, says=False),
    _Measure(0, 0, draft_partial=False, draft_missing=False, says=False),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A brief that fits on two pages."""

    brief: Brief
    left_out: int
    """Points that had no room at all; the report has them."""


def sheet_of(brief: Brief, elided: str) -> Sheet:
    """The brief as far as two pages have room; ``elided`` stands for words left out of a quotation."""
    for measure in _MEASURES:
        cut = _cut(brief, measure, elided)
        if _lines(cut) <= _LINES:
            return Sheet(cut, 0)
    return _shortened(cut)


def _shortened(brief: Brief) -> Sheet:
    """As many points as have room, the red flags first."""
    points = sum(len(of) for _, of in brief.gaps) + len(brief.flags)
    shorter = brief
    while _lines(shorter) > _LINES and (shorter.gaps or shorter.flags):
        if shorter.gaps:
            *before, (theme, last) = shorter.gaps
            shorter = replace(shorter, gaps=(*before, (theme, last[:-1])) if len(last) > 1 else tuple(before))
        else:
            shorter = replace(shorter, flags=shorter.flags[:-1])
    return Sheet(shorter, points - sum(len(of) for _, of in shorter.gaps) - len(shorter.flags))


def _cut(brief: Brief, measure: _Measure, elided: str) -> Brief:
    return replace(
        brief,
        flags=tuple(_point(point, measure, elided) for point in brief.flags),
        gaps=tuple((theme, tuple(_point(point, measure, elided) for point in of)) for theme, of in brief.gaps),
    )


def _point(point: Point, measure: _Measure, elided: str) -> Point:
    with_draft = measure.draft_partial if point.quotations else measure.draft_missing
    return replace(
        point,
        says=point.says if measure.says else "",
        quotations=tuple(
            _shown(quotation, measure, elided) for quotation in point.quotations[: measure.quotations or 1]
        ),
        draft=point.draft if with_draft else "",
    )


def _shown(quotation: Quotation, measure: _Measure, elided: str) -> Quotation:
    words = quotation.words
    if not measure.quotations:
        return replace(quotation, words="")
    if len(words) > measure.characters:
        words = f"{words[: measure.characters].rpartition(' ')[0] or words[: measure.characters]} {elided}"
    return replace(quotation, words=words)


def _lines(brief: Brief) -> float:
    facts = " · ".join(f"{name} {said}" for name, said in brief.facts)
    head = 4 + _over(brief.title, _IN_LINE * 1.6) * 1.6 + _over(facts, _IN_LINE * 2) + 2
    body = sum(map(_over, (*brief.heed, *(names for _, names in brief.others))))
    body += sum(map(_point_lines, (*brief.flags, *(point for _, of in brief.gaps for point in of))))
    headings = 8 + 1.6 * len(brief.gaps) + len(brief.others)
    return head * _WHOLE_WIDTH + body + headings + 2 * _over(brief.made)


def _point_lines(point: Point) -> float:
    told = (point.title, point.says, point.near, point.draft)
    quoted = sum(_over(quotation.words) + _over(quotation.place) for quotation in point.quotations)
    return sum(map(_over, told)) + quoted + 0.9


def _over(text: str, width: float = _IN_LINE) -> float:
    """Lines that a text takes."""
    return -int(-len(text) // width)
