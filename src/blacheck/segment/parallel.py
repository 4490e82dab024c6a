"""The language versions of an agreement side by side: the same clauses found in each by their numbers."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from blacheck.languages import name_of
from blacheck.model import Agreement, Clause, Provision, Rendition, Span
from blacheck.segment.markers import latin_letter

_ALIKE = 0.6
"""Share of the clauses of the version that has more of them which both have."""
_LENGTHS = (0.4, 2.5)
"""Between which the lengths of two versions lie."""
_SYLLABLES = 3
_LISTED = 12
"""Clauses that a warning names; the rest is counted."""

Key = tuple[str, str]
"""The annex that a clause stands in, and its number there, both in a form that all languages share."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A version read by itself, its places counted in the whole document and its clauses among those of all."""

    language: str
    agreement: Agreement


def placed(language: str, agreement: Agreement, at: int, first: int) -> Reading:
    """A version that was read by itself, in its place.

    Args:
        language: Its language.
        agreement: What was read.
        at: Where its text begins in the document.
        first: The number of clauses of all versions before it.
    """

    def shifted(span: Span) -> Span:
        return Span(span.start + at, span.end + at)

    clauses = tuple(
        replace(
            clause,
            id=clause.id + first,
            span=shifted(clause.span),
            parent=None if clause.parent is None else clause.parent + first,
            language=language,
        )
        for clause in agreement.clauses
    )
    provisions = tuple(
        replace(provision, clause=provision.clause + first, spans=tuple(map(shifted, provision.spans)))
        for provision in agreement.provisions
    )
    parts = tuple(replace(part, span=shifted(part.span)) for part in agreement.parts)
    return Reading(language, replace(agreement, clauses=clauses, provisions=provisions, parts=parts))


def are_parallel(readings: Sequence[Reading]) -> bool:
    """True where each version has about as much text as the first and most of its clauses by their numbers."""
    first, *others = readings
    here, size = set(_keys(first)), _size(first)
    for other in others:
        there, ratio = set(_keys(other)), _size(other) / size
        if not _LENGTHS[0] < ratio < _LENGTHS[1] or len(here & there) < max(2, _ALIKE * max(len(here), len(there))):
            return False
    return True


def _size(reading: Reading) -> float:
    """Letters of a version, those of languages that write syllables or words for more."""
    text, clauses = reading.agreement.document.text, reading.agreement.clauses
    letters = sum(map(str.isalpha, text[clauses[0].span.start : clauses[-1].span.end]))
    return letters * (_SYLLABLES if reading.language in ("ja", "ko", "zh") else 1)


def with_renditions(reviewed: Reading, others: Sequence[Reading]) -> tuple[Provision, ...]:
    """The provisions of a version, each with what the other versions have in its place."""
    own = _by_clause(reviewed.agreement.provisions)
    found: dict[Provision, list[Rendition]] = {}
    for other in others:
        theirs, clauses = _by_clause(other.agreement.provisions), _keys(other)
        for key, clause in _keys(reviewed).items():
            there = clauses.get(key)
            for at, provision in enumerate(own.get(clause.id, [])):
                if there is not None:
                    same = theirs.get(there.id, [])
                    level = len(same) == len(own[clause.id])
                    spans = same[at].spans if level else (_trimmed(there, other.agreement),)
                    found.setdefault(provision, []).append(Rendition(there.id, spans))
    return tuple(replace(one, renditions=tuple(found.get(one, ()))) for one in reviewed.agreement.provisions)


def differences(reviewed: Reading, others: Sequence[Reading]) -> Iterator[str]:
    """What one version has and another lacks, in words."""
    for other in others:
        for here, there in ((reviewed, other), (other, reviewed)):
            lacking = [clause.number for key, clause in _keys(here).items() if key not in _keys(there)]
            if lacking:
                more = f" and {len(lacking) - _LISTED} more" if len(lacking) > _LISTED else ""
                which, that = name_of(here.language), name_of(there.language)
                yield f"the {which} version has clauses that the {that} lacks: {', '.join(lacking[:_LISTED])}{more}"


def _keys(reading: Reading) -> dict[Key, Clause]:
    """The clauses that have a number, by what all languages call them; of the same number the first."""
    clauses = reading.agreement.clauses
    parts = _parts(clauses)
    found: dict[Key, Clause] = {}
    for clause in clauses:
        if clause.kind in ("article", "annex"):
            number = clause.number.removeprefix(clause.part).strip() if clause.part else clause.number
            found.setdefault((parts[clause.part], _shared(number)), clause)
    return found


def _parts(clauses: Sequence[Clause]) -> Mapping[str, str]:
    """Annexes by their place among the annexes: what one language calls a schedule another calls a table."""
    names = dict.fromkeys(clause.part for clause in clauses)
    return {name: str(place) if name else "" for place, name in enumerate(sorted(names, key=bool))}


def _shared(number: str) -> str:
    """A number in digits and letters that all languages share."""
    return "".join(latin_letter(char) or _digit(char) for char in number).casefold()


def _digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _by_clause(provisions: Sequence[Provision]) -> dict[int, list[Provision]]:
    found: dict[int, list[Provision]] = {}
    for provision in provisions:
        found.setdefault(provision.clause, []).append(provision)
    return found


def _trimmed(clause: Clause, agreement: Agreement) -> Span:
    text = clause.span.of(agreement.document.text)
    start = clause.span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, clause.span.start + len(text.rstrip())))
