"""Finds the structure of an agreement in its text: clauses as a reader cites them, and the provisions to be judged.

    lines → zones → tree → provisions

and beside them the facts that a reader looks for first: title, parties, date, words that bind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from blacheck.errors import ExtractionError
from blacheck.languages import name_of, names_of, supported_languages
from blacheck.model import Agreement, Amendment, Clause, Document, Span
from blacheck.segment.amend import amend, rezoned
from blacheck.segment.drafts import Draft
from blacheck.segment.facts import facts_of
from blacheck.segment.languages import Stretch, language_at, ranked
from blacheck.segment.parallel import Reading, are_parallel, differences, placed, with_renditions
from blacheck.segment.parts import Structure, opens_annex, structure_of
from blacheck.segment.provisions import provisions
from blacheck.segment.tree import build
from blacheck.segment.versions import Version, alone, in_versions, stretches_in
from blacheck.segment.zones import Zone

__all__ = ["segment"]


def segment(
    document: Document,
    *,
    language: str | None = None,
    part: int | None = None,
    clauses: Sequence[Amendment] | None = None,
) -> Agreement:
    """A document with its clauses, its provisions and the facts about it.

    A document that holds the agreement in several languages is read in each, and the clauses of all versions follow
    each other; what is to be judged is one version, with what the others have in its place.

    Args:
        document: The document as read.
        language: ISO 639-1 code: the version to review where the document has one in it, else the language of all of it
            whatever the text looks like. By default that version for which there are rules, and the language found.
        part: Which agreement to keep to, counted from 1, where one file holds several; by default all of them.
        clauses: All clauses as a person wants them, in order, in place of those that would be found.

    Raises:
        ExtractionError: The file holds no such part.
    """
    stretches = stretches_in(document)
    rearranged, versions = in_versions(document, stretches)
    if len(versions) > 1 and (language is None or language in [version.language for version in versions]):
        found = _in_versions(rearranged, versions, language, part, clauses)
        if found is not None:
            return replace(found, languages=ranked(stretches))
    return _agreement(document, stretches, language, part, clauses)


def _in_versions(
    document: Document,
    versions: Sequence[Version],
    language: str | None,
    part: int | None,
    clauses: Sequence[Amendment] | None,
) -> Agreement | None:
    """The agreement in the version that is to be reviewed, with the others beside it; None where they do not match."""
    readings = list[Reading]()
    for version in versions:
        own = alone(document, version)
        if opens_annex(own):
            return None
        wanted = _within(version.span, clauses) if clauses else None
        read = _agreement(own, [], version.language, part, wanted)
        first = sum(len(reading.agreement.clauses) for reading in readings)
        readings.append(placed(version.language, replace(read, document=document), version.span.start, first))
    if not are_parallel(readings):
        return None
    rules = supported_languages()
    reviewed = min(readings, key=lambda reading: (reading.language != language, reading.language not in rules))
    others = [reading for reading in readings if reading is not reviewed]
    names = [reading.language for reading in (reviewed, *others)]
    told = f"the text is in {names_of(names)}; the {name_of(names[0])} version was reviewed"
    return replace(
        reviewed.agreement,
        clauses=tuple(_tiling([clause for reading in readings for clause in reading.agreement.clauses])),
        provisions=with_renditions(reviewed, others),
        versions=tuple(names),
        warnings=(told, *differences(reviewed, others), *reviewed.agreement.warnings),
    )


def _tiling(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses of all versions, the last of each reaching to the first of the next."""
    for clause, after in zip_longest(clauses, clauses[1:]):
        yield replace(clause, span=Span(clause.span.start, after.span.start)) if after else clause


def _within(span: Span, clauses: Sequence[Amendment]) -> list[Amendment]:
    """The clauses as wanted that begin in a version, their places counted in it; the first begins where it does."""
    here = [index for index, clause in enumerate(clauses) if span.start <= clause.start < span.end]
    first = here[0] if here else 0
    return [
        replace(
            clauses[index],
            start=clauses[index].start - span.start if index > first else 0,
            parent=None if (parent := clauses[index].parent) is None or parent < first else parent - first,
        )
        for index in here
    ]


def _agreement(
    document: Document,
    stretches: Sequence[Stretch],
    language: str | None,
    part: int | None,
    clauses: Sequence[Amendment] | None,
) -> Agreement:
    """A document read as one text, in the language given or in those of its stretches."""
    structure = _structure(document, part)
    drafts = build(structure.zones, document.text) or [Draft("other", 0)]
    zones: Sequence[Zone] = structure.agreement
    changes = 0
    if clauses:
        drafts, zones, changes = _corrected(drafts, structure, clauses, document)
    chosen = structure.parts[part - 1].span if part and structure.parts else Span(0, len(document.text))
    text = chosen.of(document.text)
    facts = facts_of(text, zones)
    inside = [stretch for stretch in stretches if stretch.span.overlaps(chosen)]
    return Agreement(
        document=document,
        clauses=_clauses(drafts, len(document.text), language, stretches),
        provisions=provisions(document.text, drafts),
        title=facts.title,
        instrument=facts.instrument,
        parties=facts.parties,
        signed=facts.signed,
        binding=facts.binding,
        languages=(language,) if language else ranked(inside),
        warnings=(*_several(document, structure, part), *_warnings(drafts), *_by_hand(changes)),
        parts=structure.parts,
    )


def _structure(document: Document, part: int | None) -> Structure:
    if part is None:
        return structure_of(document)
    try:
        return structure_of(document, part)
    except IndexError as error:
        remedy = "'blacheck text FILE' lists the agreements that a file holds."
        raise ExtractionError(document.name, f"the file holds no part {part}", remedy) from error


def _corrected(
    drafts: Sequence[Draft], structure: Structure, clauses: Sequence[Amendment], document: Document
) -> tuple[list[Draft], Sequence[Zone], int]:
    """The clauses as wanted, the zones of the agreement that follow from them, and how many clauses have changed."""
    amended = amend(drafts, clauses, document)
    if not amended.changes:
        return amended.drafts, structure.agreement, 0
    lines = [line for zone in structure.agreement for line in zone.lines]
    return amended.drafts, rezoned(amended.drafts, lines), amended.changes


def _by_hand(changes: int) -> Iterator[str]:
    if changes:
        yield f"the clauses were corrected by hand: {changes} of them differ from those that were recognised"


def _several(document: Document, structure: Structure, part: int | None) -> Iterator[str]:
    """What must be said of files with several agreements."""
    for name, count in structure.crowded:
        yield f"{name} holds {count} agreements; all of them were reviewed as annexed to the first file"
    parts = structure.parts
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


def _clauses(drafts: list[Draft], end: int, language: str | None, stretches: Sequence[Stretch]) -> tuple[Clause, ...]:
    """The finished clauses; each reaches as far as the next one begins."""
    ids = {id(draft): index for index, draft in enumerate(drafts)}
    starts = [0, *(draft.start for draft in drafts[1:]), end]
    spans = [Span(*pair) for pair in pairwise(starts)]
    return tuple(
        Clause(
            id=index,
            number=draft.number,
            kind=draft.kind,
            span=spans[index],
            heading=draft.title,
            part=draft.part,
            parent=ids[id(draft.base)] if draft.base and id(draft.base) in ids else None,
            language=language or language_at(spans[index], stretches),
        )
        for index, draft in enumerate(drafts)
    )
