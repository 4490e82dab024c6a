"""How a text was redrafted: sentences of two drafts aligned, articles followed through renumbering, verdicts compared.

ReviewRecord × ReviewRecord ─units→ sentences ─pairing→ links ─articles→ changes, ─moves→ ComparisonRecord
"""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from blacheck.compared import Change, ComparisonRecord, Move
from blacheck.model import Agreement, ReviewRecord
from blacheck.redraft.articles import article_changes, rows_of
from blacheck.redraft.moves import Rows, move_of
from blacheck.redraft.pairing import links
from blacheck.redraft.units import draft_of

__all__ = ["compare"]


def compare(
    old: ReviewRecord, new: ReviewRecord, old_text: Agreement | None = None, new_text: Agreement | None = None
) -> ComparisonRecord:
    """Two reviews, and as far as they are at hand the agreements they were made of, held against each other.

    Elements that only one of the reviews asked are left out, and a note says so.
    """
    before, after = draft_of(old, old_text), draft_of(new, new_text)
    rows = rows_of(before, after, links(before.units, after.units))
    found = {finding.element: finding for finding in old.findings}
    placed = Rows(before, after, rows)
    elements = tuple(move_of(found[now.element], now, placed) for now in new.findings if now.element in found)
    articles = article_changes(before, after, rows)
    moves, changes = Counter(element.moves[0] for element in elements), Counter(part.change for part in articles)
    return ComparisonRecord(
        blacheck=new.blacheck,
        old=old.document,
        new=new.document,
        checklists=new.checklists,
        elements=elements,
        articles=articles,
        moves={move: moves[move] for move in get_args(Move)},
        changes={change: changes[change] for change in get_args(Change)},
        notes=tuple(_notes(old, new, old_text, new_text)),
    )


def _notes(
    old: ReviewRecord, new: ReviewRecord, old_text: Agreement | None, new_text: Agreement | None
) -> Iterator[str]:
    if old_text is None:
        yield "old is a saved review"
    if new_text is None:
        yield "new is a saved review"
    if (old.blacheck, old.checklists) != (new.blacheck, new.checklists):
        yield "made differently"
    if {finding.element for finding in old.findings} != {finding.element for finding in new.findings}:
        yield "asked differently"
