"""What is aligned: the sentences, items and rows of a draft, with the article in which each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from blacheck.compared import ArticleSide, Place
from blacheck.model import Agreement, Clause, Document, ReviewRecord, Span
from blacheck.typography import plain

_WORD = re.compile(r"\w+(?:[-']\w+)*")
_WHOLE = ("title", "signature")
"""Kinds of clauses that hold no provisions and are one unit each."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item or table row of a draft, without the chapeau or header that governs it."""

    place: Place
    article: int
    """Which of the draft's articles it stands in."""
    words: tuple[str, ...]
    """In small letters, without punctuation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft ready to be aligned."""

    units: tuple[Unit, ...]
    """In reading order."""
    articles: tuple[ArticleSide, ...]
    """Empty for a saved review, whose structure is not known."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without punctuation."""
    return tuple(_WORD.findall(plain(text).casefold()))


def draft_of(record: ReviewRecord, agreement: Agreement | None) -> Draft:
    """The draft behind a review: all its sentences where the agreement is at hand, else those that are quoted."""
    return _read(agreement) if agreement else Draft(tuple(_quoted(record)), ())


def _read(agreement: Agreement) -> Draft:
    heads = [_head(clause, agreement) for clause in agreement.clauses]
    order = {head: index for index, head in enumerate(dict.fromkeys(heads))}
    units = tuple(
        Unit(place, order[heads[clause.id]], words)
        for clause, span in _spans(agreement)
        if (place := _place(agreement, clause, span)) and (words := words_of(place.quote))
    )
    articles = tuple(ArticleSide(agreement.clauses[head].number, agreement.clauses[head].heading) for head in order)
    return Draft(units, articles)


def _head(clause: Clause, agreement: Agreement) -> int:
    """Id of the article that holds a clause; a preamble is one, whatever its recitals."""
    if clause.kind == "preamble":
        return next(other.id for other in agreement.clauses if other.kind == "preamble")
    while clause.parent is not None and agreement.clauses[clause.parent].kind == "article":
        clause = agreement.clauses[clause.parent]
    return clause.id


def _spans(agreement: Agreement) -> Iterator[tuple[Clause, Span]]:
    whole = [(clause, clause.span) for clause in agreement.clauses if clause.kind in _WHOLE]
    parts = [(agreement.clause_of(provision), provision.spans[-1]) for provision in agreement.provisions]
    yield from sorted(whole + parts, key=lambda pair: (pair[1], pair[0].id))


def _place(agreement: Agreement, clause: Clause, span: Span) -> Place | None:
    document = agreement.document
    raw = span.of(document.text)
    start = span.start + len(raw) - len(raw.lstrip())
    quote = raw.strip()
    if not quote:
        return None
    return Place(clause.number, _page(document, span, start), quote, start, start + len(quote))


def _page(document: Document, span: Span, start: int) -> int | None:
    """The first page of a span; the number of its paragraph in a source without pages."""
    if not document.paginated_at(start):
        return document.paragraph_at(start)
    return next((page.number for page in document.pages_of(span)), None)


def _quoted(record: ReviewRecord) -> Iterator[Unit]:
    found = {
        (part.start, part.end): Place(evidence.clause, part.page, part.quote, part.start, part.end)
        for finding in record.findings
        for evidence in finding.evidence
        for part in evidence.parts[-1:]
    }
    for _, place in sorted(found.items()):
        yield Unit(place, 0, words_of(place.quote))
