"""Finds the structure of an agreement in its text: clauses as a reader cites them, and the provisions to be judged.

    lines → zones → tree → provisions

and beside them the facts that a reader looks for first: title, parties, date, words that bind.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from blacheck.errors import ExtractionError
from blacheck.model import Agreement, AgreementPart, Clause, Document, Span
from blacheck.segment.drafts import Draft
from blacheck.segment.facts import facts_of
from blacheck.segment.languages import languages_of
from blacheck.segment.parts import Structure, structure_of
from blacheck.segment.provisions import provisions
from blacheck.segment.tree import build

__all__ = ["segment"]


def segment(document: Document, *, language: str | None = None, part: int | None = None) -> Agreement:
    """A document with its clauses, its provisions and the facts about it.

    Args:
        document: The document as read.
        language: ISO 639-1 code that overrides the language found in the text.
        part: Which agreement to keep to, counted from 1, where one file holds several; by default all of them.

    Raises:
        ExtractionError: The file holds no such part.
    """
    structure = _structure(document, part)
    drafts = build(structure.zones, document.text) or [Draft("other", 0)]
    chosen = structure.parts[part - 1].span if part and structure.parts else Span(0, len(document.text))
    text = chosen.of(document.text)
    facts = facts_of(text, structure.agreement)
    return Agreement(
        document=document,
        clauses=_clauses(drafts, len(document.text)),
        provisions=provisions(document.text, drafts),
        title=facts.title,
        instrument=facts.instrument,
        parties=facts.parties,
        signed=facts.signed,
        binding=facts.binding,
        languages=(language,) if language else languages_of(text),
        warnings=(*_several(document, structure.parts, part), *_warnings(drafts)),
        parts=structure.parts,
    )


def _structure(document: Document, part: int | None) -> Structure:
    try:
        return structure_of(document, part)
    except IndexError as error:
        remedy = "'blacheck text FILE' lists the agreements that a file holds."
        raise ExtractionError(document.name, f"the file holds no part {part}", remedy) from error


def _several(document: Document, parts: Sequence[AgreementPart], part: int | None) -> Iterator[str]:
    """What must be said of a file with several agreements."""
    if not parts:
        return
    listed = "; ".join(f"{one.number}. “{one.title}”{_on_pages(document, one.span)}" for one in parts)
    if part:
        yield f"the file holds {len(parts)} agreements, of which only no. {part} was reviewed: {listed}"
    else:
        yield f"the file holds {len(parts)} agreements, reviewed as if they were one; --part chooses one: {listed}"


def _on_pages(document: Document, span: Span) -> str:
    pages = [page.number for page in document.pages_of(span)] if document.paginated else []
    if not pages:
        return ""
    return f" (page {pages[0]})" if len(pages) == 1 else f" (pages {pages[0]} to {pages[-1]})"


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
