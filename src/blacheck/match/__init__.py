"""Match: the provisions of an agreement against the probes of a checklist.

concepts (``lexicon``, ``definitions``) → predications (``frames``, ``payer``) → propositions (``probes``)
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from blacheck.checklist import Checklist, Element, Place, Probe
from blacheck.languages import is_supported
from blacheck.match.definitions import OwnTerms, own_terms
from blacheck.match.frames import frames
from blacheck.match.lexicon import Tag, Tagger, load
from blacheck.match.likeness import Closest, closest, features, model_of
from blacheck.match.probes import Hit, Index, Reading, denies, phrases, terms
from blacheck.match.references import references
from blacheck.match.sentence import Sentence
from blacheck.messages import say
from blacheck.model import (
    Agreement,
    Aspect,
    Clause,
    Counterpart,
    Document,
    Evidence,
    Likeness,
    Matches,
    NearMiss,
    Part,
    Provision,
    Rendition,
    Span,
    Stance,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["described", "match", "unknown_concepts"]

LIKENESS = "likeness"
"""What stands in the place of a probe's name in evidence that was found by likeness."""

_SHORT = 700
"""Characters up to which a clause is about one thing, so that pointing to it means all that it speaks of."""

_HARDLY = 4
"""How many times as often as other workers a group must be named in an article to be what the article is about."""
_OPENING = 6
"""Words at the beginning of a sentence that may point back."""


def match(agreement: Agreement, checklist: Checklist) -> Matches:
    """Looks for every probe of a checklist in every provision of an agreement."""
    tagger = _tagger(_Key(checklist))
    readings = _with_groups(tuple(_readings(agreement, tagger)))
    index = Index(readings)
    hits = [hit for name, probe in checklist.probes.items() for hit in index.hits(name, probe)]
    hits.sort(key=lambda hit: (hit.reading.provision.spans[-1], hit.frame.start, hit.probe))
    return Matches(
        evidence=tuple(_evidence(hit, agreement, tagger) for hit in hits),
        near_misses={element.id: tuple(_near(element, checklist, hits, readings)) for element in checklist.elements},
        likenesses=_likenesses(readings, agreement, checklist, tagger),
    )


def described(agreement: Agreement, checklist: Checklist) -> tuple[tuple[Provision, Counter[str]], ...]:
    """The provisions of an agreement with what the model of likeness sees of each; for training it."""
    tagger = _tagger(_Key(checklist))
    return tuple((one.provision, features(one, tagger.lexicon)) for one in _readings(agreement, tagger))


class _Key:
    """A checklist as the key of a cache: equal where the phrases it asks for are equal."""

    def __init__(self, checklist: Checklist) -> None:
        self.phrases = (*phrases(checklist.probes.values()), *_about(checklist))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.phrases == other.phrases

    def __hash__(self) -> int:
        return hash(self.phrases)


def _about(checklist: Checklist) -> Iterator[str]:
    for element in checklist.elements:
        yield from (term for term in terms(element.about or "") if term and not term[:1].isupper())


@lru_cache(maxsize=4)
def _tagger(key: _Key) -> Tagger:
    return Tagger(load("en"), dict.fromkeys(key.phrases))


DERIVED = frozenset({"GROUP", "DEFINED-TERM", "TWO-AUTHORITIES", "NAMED-AUTHORITY", "NAMED-CONSULATE", "NOBODY-NAMED"})
"""Concepts that are not worded but worked out from an agreement's names and definitions."""


def unknown_concepts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Probe or element and concept, for each concept that a checklist asks for and no lexicon has."""
    known = DERIVED | set(load("en").concepts)
    asked = [(name, field) for name, probe in checklist.probes.items() for field in _fields(probe)]
    asked += [(element.id, element.about or "") for element in checklist.elements]
    for name, field in asked:
        yield from ((name, term) for term in terms(field) if term[:1].isupper() and term not in known)


def _fields(probe: Probe) -> Iterator[str]:
    for pattern in probe.any:
        yield from (*pattern.has, *pattern.without)
        yield from filter(None, (pattern.bearer, pattern.not_bearer, pattern.payer, pattern.spared, pattern.part))


# ---------------------------------------------------------------- reading


def _readings(agreement: Agreement, tagger: Tagger) -> Iterator[Reading]:
    own = own_terms(agreement, tagger)
    pointers = references(agreement, tagger.lexicon.patterns)
    said = cache(lambda clause: _said_in(clause, agreement, tagger))
    matcher = own.matcher(tagger) if own.terms else None
    headings = cache(lambda heading: frozenset(tag.concept for tag in tagger.tags(tagger.read(heading), matcher)))
    stems = cache(lambda heading: tuple(token.norm_ for token in tagger.read(heading) if token.is_alpha))
    previous: Reading | None = None
    for provision in agreement.provisions:
        clause = agreement.clause_of(provision)
        title = f"{clause.heading} {clause.part}".strip()
        if not is_supported(clause.language):
            continue
        doc = tagger.read(provision.text)
        tags = _with_derived(tagger.tags(doc, matcher), doc, own, provision)
        sentence = Sentence(doc, tags, tagger.marks(doc), tagger.lexicon, row=provision.kind == "row")
        same = previous is not None and _article(previous.clause) == _article(clause)
        bearer = previous.frames[-1].bearer if previous is not None and same and previous.frames else frozenset()
        reading = Reading(
            provision=provision,
            clause=clause,
            place=_place(clause),
            sentence=sentence,
            frames=tuple(frames(sentence, bearer)),
            heading=headings(title),
            heading_words=stems(title),
            before=_pointed_at(sentence, previous if same else None),
            by_noun=any(sentence.lower(i) in tagger.lexicon.words["such"] for i in range(_OPENING)),
            referred=frozenset[str]().union(*map(said, pointers.of(provision))),
            informative=clause.part in pointers.informative,
        )
        yield reading
        previous = reading


def _with_groups(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings, those of an article that speaks of one part of the workers alone limited to that part."""
    articles: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        articles.setdefault(_article(reading.clause), []).append(reading)
    groups = {article: _only_group(inside) for article, inside in articles.items()}
    return tuple(replace(reading, group=groups[_article(reading.clause)]) for reading in readings)


def _only_group(readings: Sequence[Reading]) -> str:
    """The part of the workers of whom some provisions speak, where others are hardly mentioned; else ""."""
    names: list[str] = []
    others = 0
    for reading in readings:
        tags = reading.sentence.tags
        groups = {(tag.start, tag.end) for tag in tags if tag.concept == "GROUP"}
        workers = {(tag.start, tag.end) for tag in tags if tag.concept == "WORKER"}
        names += [reading.sentence.doc[start:end].text for start, end in sorted(groups & workers)]
        others += len(workers - groups)
    return names[0] if len(names) > others * _HARDLY else ""


def _said_in(clause: int, agreement: Agreement, tagger: Tagger) -> frozenset[str]:
    """Concepts of the heading and text of a clause that another points to; of its heading alone where it is long."""
    words = agreement.clauses[clause]
    text = words.span.of(agreement.document.text)
    return frozenset(tag.concept for tag in tagger.tags(tagger.read(text if len(text) < _SHORT else words.heading)))


def _with_derived(tags: Sequence[Tag], doc: "Doc", own: OwnTerms, provision: Provision) -> tuple[Tag, ...]:
    """The tags with what follows from the agreement's own names and definitions (see ``DERIVED``)."""
    more = [Tag("GROUP", start, end) for start, end in _groups(doc, own)]
    names = {doc[tag.start : tag.end].text for tag in tags if tag.concept == "NAMED-AUTHORITY"}
    if len(names) > 1:
        more.append(Tag("TWO-AUTHORITIES", 0, 1))
    here = provision.spans  # of a list that defines, the chapeau names the term
    words = {term.split()[0] for at, term in own.defined_at if any(span.start <= at < span.end for span in here)}
    more += [Tag("DEFINED-TERM", token.i, token.i + 1) for token in doc if token.text in words]
    return tuple(sorted((*tags, *more), key=lambda tag: (tag.start, tag.end, tag.concept)))


def _groups(doc: "Doc", own: OwnTerms) -> Iterator[tuple[int, int]]:
    """Where a part of the workers or employers is named."""
    for name in own.limited:
        words = [*name.split()[:-1], name.split()[-1].removesuffix("s")]
        for start in range(len(doc) - len(words) + 1):
            tokens = doc[start : start + len(words)]
            found = [token.lower_ if name.islower() else token.text for token in tokens]
            found[-1] = found[-1].removesuffix("s")
            if found == words:
                yield start, start + len(words)


def _article(clause: Clause) -> tuple[str, str]:
    return clause.part, re.split(r"[(.]", clause.number)[0]


def _place(clause: Clause) -> Place:
    if clause.kind in ("preamble", "title"):
        return "preamble"
    if "contract" in clause.part.lower():
        return "contract"
    return "annex" if clause.part else "operative"


def _pointed_at(sentence: Sentence, previous: Reading | None) -> tuple[Tag, ...]:
    """Concepts of the sentence before, where this one begins by pointing back to it."""
    if previous is None or not any(sentence.is_kind(position, "pointer") for position in range(_OPENING)):
        return ()
    return tuple(tag for frame in previous.frames for tag in frame.own)


# ---------------------------------------------------------------- evidence


def _likenesses(
    readings: Sequence[Reading], agreement: Agreement, checklist: Checklist, tagger: Tagger
) -> dict[str, tuple[Likeness, ...]]:
    if not checklist.likeness:
        return {}
    asked = {element.id: _favourable(element, checklist) for element in checklist.elements}
    found: dict[str, list[Likeness]] = {}

    def denied(element: str, reading: Reading) -> bool:
        return denies(asked.get(element, ()), reading)

    for one in closest(readings, model_of(checklist.likeness), tagger.lexicon, denied):
        if one.element in asked:
            evidence = tuple(_evidence(hit, agreement, tagger) for hit in _alike(one))
            found.setdefault(one.element, []).append(Likeness(one.aspect, one.like, one.unlike, evidence))
    return {element: tuple(likenesses) for element, likenesses in found.items()}


def _favourable(element: Element, checklist: Checklist) -> tuple[Probe, ...]:
    """The probes that speak for an element."""
    names = dict.fromkeys([*element.covered.probes(), *(element.partial or ()), *element.desirable])
    return tuple(checklist.probes[name] for name in names)


def _alike(one: Closest) -> Iterator[Hit]:
    stances: dict[Aspect, Stance] = {"addressed": "weak", "covered": "supports", "contrary": "contrary"}
    for reading, frame, words in one.found:
        tags = tuple(Tag("", word, word + 1) for word in words)
        yield Hit(LIKENESS, reading, frame, stances[one.aspect], tags, (say("by wording"),))


def _evidence(hit: Hit, agreement: Agreement, tagger: Tagger) -> Evidence:
    doc = hit.reading.sentence.doc
    cues = sorted({(tag.start, tag.end) for tag in (*hit.tags, *hit.frame.cues)})
    return Evidence(
        probe=hit.probe,
        clause=hit.reading.clause.number,
        heading=hit.reading.clause.heading,
        stance=hit.stance,
        strength=hit.frame.force,
        bearer=_in_words(hit.frame.bearer, tagger),
        cues=tuple(dict.fromkeys(doc[start:end].text for start, end in cues)),
        parts=tuple(part_of(agreement.document, span) for span in hit.reading.provision.spans),
        notes=hit.notes,
        group=hit.group,
        language=hit.reading.clause.language,
        counterparts=tuple(_counterpart(rendition, agreement) for rendition in hit.reading.provision.renditions),
    )


def _counterpart(rendition: Rendition, agreement: Agreement) -> Counterpart:
    clause = agreement.clauses[rendition.clause]
    parts = tuple(part_of(agreement.document, span) for span in rendition.spans)
    return Counterpart(clause.language, clause.number, parts)


def part_of(document: Document, span: Span) -> Part:
    """A span as a quotation with its place."""
    file = document.file_at(span.start)
    pages = document.pages_of(span) if document.paginated_at(span.start) else ()
    boxes = document.boxes_of(span, pages[0]) if pages else ()
    number = pages[0].number if pages else document.paragraph_at(span.start)
    return Part(span.of(document.text), span.start, span.end, number, boxes, file.name if file else "")


def _in_words(bearer: frozenset[str], tagger: Tagger) -> str:
    """Bearers in plain words, in the order of the lexicon, without those that a more exact one implies."""
    concepts = tagger.lexicon.concepts
    named = {name.removeprefix("NAMED-") for name in bearer}
    implied = {more for name in named for more in concepts[name].also}
    return " and ".join(concept.says for name, concept in concepts.items() if name in named - implied)


# ---------------------------------------------------------------- near misses


def _near(
    element: Element, checklist: Checklist, hits: Sequence[Hit], readings: Sequence[Reading]
) -> Iterator[NearMiss]:
    """The clauses that speak of an element's subject without asserting any of its probes, at most three."""
    wanted = set(terms(element.about or ""))
    probes = frozenset(element.probe_ids())
    met = {hit.reading.clause.number for hit in hits if hit.probe in probes}
    seen: set[str] = set()
    for reading in readings:
        number = reading.clause.number
        words = _words_for(wanted, reading)
        if not words or number in met or number in seen or len(seen) == 3:
            continue
        seen.add(number)
        yield NearMiss(number, say("speaks of", words=", ".join(words[:3])))


def _words_for(wanted: set[str], reading: Reading) -> list[str]:
    doc = reading.sentence.doc
    found = [doc[tag.start : tag.end].text for tag in reading.sentence.tags if tag.concept in wanted]
    return list(dict.fromkeys(found))
