"""Finds the structure of an agreement in its text: clauses as a reader cites them, and the provisions to be judged.

    lines → zones → tree → provisions

and beside them the facts that a reader looks for first: title, parties, date, words that bind.
"""

from collections.abc import Iterator
from itertools import pairwise

from blacheck.model import Agreement, Clause, Document, Span
from blacheck.segment.drafts import Draft
from blacheck.segment.facts import facts_of
from blacheck.segment.languages import languages_of
from blacheck.segment.lines import read_lines
from blacheck.segment.provisions import provisions
from blacheck.segment.tree import build
from blacheck.segment.zones import zones

__all__ = ["segment"]


def segment(document: Document, *, language: str | None = None) -> Agreement:
    """A document with its clauses, its provisions and the facts about it.

    Args:
        document: The document as read.
        language: ISO 639-1 code that overrides the language found in the text.
    """
    found = zones(read_lines(document))
    drafts = build(found, document.text) or [Draft("other", 0)]
    facts = facts_of(document.text, found)
    return Agreement(
        document=document,
        clauses=_clauses(drafts, len(document.text)),
        provisions=provisions(document.text, drafts),
        title=facts.title,
        instrument=facts.instrument,
        parties=facts.parties,
        signed=facts.signed,
        binding=facts.binding,
        languages=(language,) if language else languages_of(document.text),
        warnings=tuple(_warnings(drafts)),
    )


def _warnings(drafts: list[Draft]) -> Iterator[str]:
    """What is doubtful about the structure found."""
    labels = [draft.label for draft in drafts if draft.kind == "article" and not draft.part and not draft.base]
    if not any(draft.kind == "article" and not draft.label.startswith("paragraph") for draft in drafts):
        yield "no numbered clause was found; paragraphs are counted instead"
    for before, after in pairwise(int(label) for label in labels if label.isdecimal()):
        if after > before + 1:
            yield f"the numbering goes from {before} to {after}; text may be missing in between"


def _clauses(drafts: list[Draft], end: int) -> tuple[Clause, ...]:
    """The finished clauses; each reaches as far as the next one begins."""
    ids = {id(draft): index for index, draft in enumerate(drafts)}
    starts = [0, *(draft.start for draft in drafts[1:]), end]
    return tuple(
        Clause(
            id=index,
            number=draft.number,
            kind=draft.kind,
            span=Span(starts[index], starts[index + 1]),
            heading=draft.title,
            part=draft.part,
            parent=ids[id(draft.base)] if draft.base and id(draft.base) in ids else None,
        )
        for index, draft in enumerate(drafts)
    )
