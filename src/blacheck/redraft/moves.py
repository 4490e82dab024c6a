"""How the verdict on each element moved, and the passages that show why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from blacheck.compared import ElementMove, Ground, Move, Passage, Verdict
from blacheck.model import Evidence, Finding, Stance, Strength
from blacheck.redraft.articles import Row
from blacheck.redraft.units import Draft

_WEIGHT: dict[Stance, int] = {"weak": 1, "supports": 2, "contrary": 3}
_FORCE: dict[Strength, int] = {
    "declaratory": 0,
    "permission": 1,
    "best efforts": 2,
    "right": 3,
    "obligation": 3,
    "prohibition": 3,
}
_SHOWN = 4
"""Passages shown for an element whose verdict moved; for one that stayed, the first."""

_Told = dict[int, Evidence]
"""The weightiest evidence in each row."""


class Rows:
    """The rows of an alignment, found by the place of a piece of evidence in either draft."""

    def __init__(self, old: Draft, new: Draft, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.old = _starts(old, (row.olds for row in rows))
        self.new = _starts(new, (row.news for row in rows))


def _starts(draft: Draft, members: Iterable[tuple[int, ...]]) -> list[tuple[int, int, int]]:
    """Start and end in the text, and number of the row, of each sentence in order."""
    return sorted(
        (draft.units[index].place.start, draft.units[index].place.end, number)
        for number, indices in enumerate(members)
        for index in indices
    )


def move_of(old: Finding, new: Finding, rows: Rows) -> ElementMove:
    """How the verdict moved from the old finding on an element to the new one."""
    before, after = _told(old, rows.old), _told(new, rows.new)
    found = set(_moves(old, new)) | set(_contrary_moves(old, new, before, after))
    moves = tuple(move for move in get_args(Move) if move in found) or ("unchanged",)
    grounds = sorted(_grounds(before, after, rows.rows), key=_tells_most)
    shown = grounds[: 1 if moves == ("unchanged",) else _SHOWN]
    return ElementMove(old.element, moves, _verdict(old), _verdict(new), tuple(shown))


def _verdict(finding: Finding) -> Verdict:
    return Verdict(finding.status, finding.coverage, finding.contrary)


def _moves(old: Finding, new: Finding) -> Iterator[Move]:
    """How coverage moved, leaving aside what goes against good practice."""
    was, now = old.coverage, new.coverage
    if was == now:
        if was in ("partial", "covered"):
            yield from _finer(old, new)
    elif "unclear" in (was, now):
        yield "now_unclear" if now == "unclear" else "now_clear"
    elif "not_applicable" in (was, now):
        yield "not_asked" if now == "not_applicable" else "now_asked"
    elif "missing" in (was, now):
        yield "lost" if now == "missing" else "gained"
    else:
        yield "weakened" if now == "partial" else "strengthened"


def _finer(old: Finding, new: Finding) -> Iterator[Move]:
    """Moves inside the same coverage: probes met before and no longer, or the same ones in weaker words."""
    before, after = _met(old), _met(new)
    if before != after:
        if before > after:
            yield "weakened"
        elif before < after:
            yield "strengthened"
        return
    was, now = _strongest(old), _strongest(new)
    if was != now:
        yield "weakened" if now < was else "strengthened"


def _met(finding: Finding) -> frozenset[str]:
    against = {evidence.probe for evidence in finding.evidence if evidence.stance == "contrary"}
    return frozenset(result.id for result in finding.probes if result.met) - against


def _strongest(finding: Finding) -> tuple[int, int]:
    favour = [evidence for evidence in finding.evidence if evidence.stance != "contrary"]
    return max(((_WEIGHT[evidence.stance], _FORCE[evidence.strength]) for evidence in favour), default=(0, 0))


def _contrary_moves(old: Finding, new: Finding, before: _Told, after: _Told) -> Iterator[Move]:
    if old.contrary != new.contrary:
        yield "turned_contrary" if new.contrary else "contrary_removed"
    elif new.contrary:
        was, now = _against(before), _against(after)
        if now - was:
            yield "more_contrary"
        if was - now and not now - was:
            yield "less_contrary"


def _against(told: _Told) -> set[int]:
    return {row for row, evidence in told.items() if evidence.stance == "contrary"}


def _told(finding: Finding, starts: Sequence[tuple[int, int, int]]) -> _Told:
    told: _Told = {}
    for evidence in finding.evidence:
        row = _row_at(evidence, starts)
        if row is not None and (row not in told or _WEIGHT[told[row].stance] < _WEIGHT[evidence.stance]):
            told[row] = evidence
    return told


def _row_at(evidence: Evidence, starts: Sequence[tuple[int, int, int]]) -> int | None:
    """The row in which the last part of a piece of evidence stands: the item itself, not its chapeau."""
    part = evidence.parts[-1]
    overlapping = (
        (min(end, part.end) - max(start, part.start), -row)
        for start, end, row in starts
        if start < part.end and part.start < end
    )
    best = max(overlapping, default=None)
    return -best[1] if best else None


def _grounds(before: _Told, after: _Told, rows: Sequence[Row]) -> Iterator[Ground]:
    for row in sorted({*before, *after}):
        was, now = before.get(row), after.get(row)
        yield Ground(
            rows[row].passage,
            was.stance if was else None,
            now.stance if now else None,
            was.strength if was else None,
            now.strength if now else None,
        )


def _tells_most(ground: Ground) -> tuple[bool, bool, bool]:
    """What goes against good practice or changed its stance first, then what changed its words."""
    against = "contrary" in (ground.old_stance, ground.new_stance)
    return ground.old_stance == ground.new_stance, not against, _same(ground.passage)


def _same(passage: Passage) -> bool:
    return all(piece.kind == "same" for piece in passage.pieces)
