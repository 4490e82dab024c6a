"""The agreement's own words: whatever it defines as the worker, the employer, the recruiter or a side acts as that.

"'Assignee' means a national of Y engaged by …", "Marola Mines Ltd (hereinafter 'the Company')", "hereinafter referred
to as the First Party": from its definition each term is given a concept, for that agreement alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blacheck.match.lexicon import Definiens, Tagger, plural
from blacheck.model import Agreement

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

_QUOTED = r"[\"“”„«‘'’]\s?(?:the |an? )?(?P<term>[^\"“”„«»‘’']{2,60}?)\s?[\"“”»’']"
_BODY = r"\s(?P<body>[^;]{4,400})"
_CAPITALS = r"(?P<term>[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'-]*|of|and)){0,4})"
_NO_KEY_TERM = ("AUTHORITY", "STATE", "BOTH", "ORIGIN", "DESTINATION", "CONSULATE", "JOINT-BODY")
"""Naming an authority or a side is no definition of a key term."""
_PEOPLE = ("WORKER", "EMPLOYER", "RECRUITER")
"""What a term stands for by its own name, whatever its definition starts from."""
_TRADES = frozenset({"WORKER", "OCCUPATION", "TRADE-GROUP", "DOMESTIC-WORKER"})
_BODIES = ("AUTHORITY", "RECRUITER", "CONSULATE", "JOINT-BODY", "UNION")
_BODY_KIND = frozenset({"AUTHORITY"})
"""Told only of bodies: a term that ends in one of their words is a body, whatever its definition starts from."""
_HEAD_REACH = 45
"""Characters of a definition within which its head stands."""
_OPENS = 4
"""Words of a definition within which an actor opens it."""
_LIST_REACH = 900
"""Characters within which the kinds of people that are listed stand."""
_OFTEN = 3
"""Times that a category of workers must be named to stand beside others."""
_NOWHERE = 10_000
_RIGHT_BEFORE = 3
"""Words between a person and the short name in brackets behind it, at most."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the agreement defines, with the words of the definition."""

    term: str
    body: str
    start: int
    """Where it stands in the document's text."""
    by_meaning: bool
    """True for "X means …"; False for a short name given in passing ("hereinafter X")."""


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """An agreement's own terms by concept."""

    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    limited: frozenset[str] = frozenset()
    """Terms that stand for one group of the workers or employers only, and sectors where the text knows several."""
    defined_at: tuple[tuple[int, str], ...] = ()
    """Where a key term is given its meaning, and the term."""

    def matcher(self, tagger: Tagger) -> "PhraseMatcher":
        """A matcher that tags them, for ``Tagger.tags``."""
        return tagger.matcher_for({name: [*words, *map(plural, words)] for name, words in self.terms.items()})


def own_terms(agreement: Agreement, tagger: Tagger) -> OwnTerms:
    """Reads an agreement's definitions and gives each term the concept that its definition speaks of."""
    patterns = tagger.lexicon.patterns
    definitions = list(_definitions(agreement.document.text, patterns))
    known: dict[str, str] = {}
    for definition in definitions:
        concept = _somebody_else(definition.term, tagger) or _concept(definition, tagger)
        if concept and not _is_instrument(definition.term, tagger):
            known.setdefault(definition.term, concept)
    _inherit(definitions, known, tagger)
    terms: dict[str, list[str]] = {}
    for term, concept in known.items():
        terms.setdefault(concept, []).append(term)
        if concept == "AUTHORITY":
            terms.setdefault("NAMED-AUTHORITY", []).append(term)
    for concept, words in _sides(agreement).items():
        terms.setdefault(concept, []).extend(words)
    return OwnTerms(
        terms={name: tuple(dict.fromkeys(words)) for name, words in terms.items()},
        limited=frozenset(
            [*_groups(definitions, known, agreement.document.text, tagger), *_categories(agreement, tagger)]
        ),
        defined_at=tuple(
            (definition.start, definition.term)
            for definition in definitions
            if definition.by_meaning and known.get(definition.term) not in _NO_KEY_TERM
        ),
    )


def _definitions(text: str, patterns: Mapping[str, str]) -> Iterator[Definition]:
    means, says, called = patterns["means"], patterns["says"], patterns["called"]
    by_meaning = (
        rf"(?i:{_QUOTED}{means}{_BODY})",
        rf"(?:^|[;:.]\s|\n)(?:\(?\w{{1,3}}[).]\s)?{_CAPITALS}\s{says}{_BODY}",
        rf"{patterns['by term']}{_BODY}",
    )
    in_passing = (
        rf"{patterns['named']}(?P<term>[^\W\d_A-Z][\w-]+(?: [^\W\d_A-Z][\w-]+)?)(?=[,;.)])",
        rf"\(?\s*{called}\s*[:,]?\s*(?:[\"“”„«‘']\s?)?(?:the |an? )?[\"“”„«‘']?{_CAPITALS}",
        r"\((?:the |an? )?[\"“„«‘'](?:the |an? )?(?P<term>[A-Z][^\"“”»’']{1,50})[\"”»’'][^()]{0,40}\)",
    )
    for pattern in by_meaning:
        for match in re.finditer(pattern, text):
            yield Definition(match["term"].strip(), match["body"], match.start("term"), by_meaning=True)
    for pattern in in_passing:
        for match in re.finditer(pattern, text):
            before = text[max(0, match.start() - 160) : match.start()]
            clause = re.split(r"[.;:\n]|, and |\band the\b", before)[-1]
            yield Definition(match["term"].strip(), clause, match.start("term"), by_meaning=False)


def _concept(definition: Definition, tagger: Tagger) -> str:
    """What a term stands for: by the head of its definition and the words behind it, else by an actor that opens it."""
    if not definition.by_meaning:
        return _named(definition, tagger)
    body = definition.body.lower()
    last_word = definition.term.lower().split()[-1]
    for kind in tagger.lexicon.definitions:
        if last_word in kind.heads and _BODY_KIND & set(kind.tells):
            return _told(kind, body)
    reach = min(_HEAD_REACH, _first(tagger.lexicon.words["behind_head"], body))
    heads = [(place, kind) for kind in tagger.lexicon.definitions if (place := _first(kind.heads, body)) < reach]
    if heads:
        place, kind = min(heads, key=lambda found: found[0])
        concept = _told(kind, body[place:])
        if concept or not kind.tells:
            return concept
    doc = tagger.read(definition.body)
    tags = tagger.tags(doc)
    opening = [tag.concept for tag in tags if tag.start <= _OPENS and not _possesses(doc, tag.end)]
    if "OCCUPATION" in opening:
        return "WORKER"
    return next((concept for concept in opening if _is_actor(tagger, concept)), "")


def _possesses(doc: "Doc", end: int) -> bool:
    """True for the employer in "a host employer's invitation": it opens the definition and is not its head."""
    return end < len(doc) and doc[end].text in ("'s", "’s", "'", "’")


def _told(kind: Definiens, body: str) -> str:
    """The concept of the first of a kind's words in a definition, or ""."""
    told = [(_first(words, body), concept) for concept, words in kind.tells.items()]
    place, concept = min(told, default=(_NOWHERE, ""))
    return concept if place < _NOWHERE else ""


def _is_instrument(term: str, tagger: Tagger) -> bool:
    """True for the name of the text itself, to which a sentence about it gives no meaning."""
    return any(tag.concept == "INSTRUMENT" for tag in tagger.tags(tagger.read(term)))


def _first(wordings: Sequence[str], text: str) -> int:
    """Where the first of some wordings begins, at the beginning of a word."""
    found = (match.start() for word in wordings if (match := re.search(rf"\b{re.escape(word)}", text)))
    return min(found, default=_NOWHERE)


def _named(definition: Definition, tagger: Tagger) -> str:
    """The actor that a short name stands for: the last one before it; people only where they stand right before it."""
    own = tagger.tags(tagger.read(definition.term))
    if any(_is_actor(tagger, tag.concept) for tag in own):
        return ""
    doc = tagger.read(definition.body)
    tags = [tag for tag in tagger.tags(doc) if _is_actor(tagger, tag.concept)]
    if not tags:
        return ""
    near = len(doc) - tags[-1].end <= _RIGHT_BEFORE
    return tags[-1].concept if near or tags[-1].concept in _BODIES else ""


def _is_actor(tagger: Tagger, concept: str) -> bool:
    return concept in tagger.lexicon.roles


def _inherit(definitions: Sequence[Definition], known: dict[str, str], tagger: Tagger) -> None:
    """As in "'Employer' means a Patient or a Contractor": both of these are employers too."""
    for definition in definitions:
        tags = tagger.tags(tagger.read(definition.term.lower()))
        named = next((tag.concept for tag in tags if tag.concept in _PEOPLE), "")
        concept = named or known.get(definition.term, "")
        if not (definition.by_meaning and concept):
            continue
        known[definition.term] = concept
        for other in definitions:
            if (
                other.by_meaning
                and not _somebody_else(other.term, tagger)
                and other.term != definition.term
                and re.match(rf"(?:an? |the |any )?(?:[\w-]+ or (?:an? )?)?{re.escape(other.term)}\b", definition.body)
            ):
                known[other.term] = concept


def _somebody_else(term: str, tagger: Tagger) -> str:
    """The actor other than worker, employer or recruiter that a term names by itself, or "".

    A dependant is no worker, whatever "migrant" includes.
    """
    named = [tag.concept for tag in tagger.tags(tagger.read(term.lower())) if _is_actor(tagger, tag.concept)]
    return "" if set(named) & set(_PEOPLE) else next(iter(named), "")


def _groups(definitions: Sequence[Definition], known: dict[str, str], text: str, tagger: Tagger) -> Iterator[str]:
    """Names that the text gives to a part of the workers or employers, or to a sector, beside others."""
    patterns, everybody = tagger.lexicon.patterns, tagger.lexicon.words["everybody"]
    yield from _sectors(text, patterns)
    yield from _enumerated(text, tagger)
    for match in re.finditer(patterns["kinds"], text):
        yield from _listed(text[match.end() : match.end() + _LIST_REACH], tagger)
    for concept in ("WORKER", "EMPLOYER"):
        meant = [item for item in definitions if item.by_meaning and known.get(item.term) == concept]
        terms = dict.fromkeys(item.term for item in meant)
        narrow = [term for item in meant for term in _parts_in(item, [other for other in terms if other != item.term])]
        narrow += [name for item in meant for name in _listed(text[item.start : item.start + _LIST_REACH], tagger)]
        narrow += _siblings(terms)
        narrow += [term for term in terms if re.search(patterns["others"].replace("TERM", re.escape(term)), text)]
        yield from (name for name in narrow if name.lower() not in everybody)


def _parts_in(definition: Definition, others: Sequence[str]) -> Sequence[str]:
    """Terms for a part, as one definition shows them.

    Either it starts from a wider term ("a Worker employed by a Patient"), or it is the wider term and names several
    others ("a Patient or a Contractor").
    """
    if not any(re.match(rf"(?:an? |the |any |every )?{re.escape(term)}\s\w+", definition.body) for term in others):
        return []
    parts = [term for term in others if re.search(rf"\b{re.escape(term)}\b", definition.body)]
    return parts if len(parts) > 1 else [definition.term]


def _enumerated(text: str, tagger: Tagger) -> Iterator[str]:
    """As in "This Agreement covers dockers and cannery hands": the trades of which its scope consists."""
    patterns = tagger.lexicon.patterns
    for match in re.finditer(patterns["covers"], text):
        items = [item.strip() for item in re.split(patterns["listed"], match["list"]) if item.strip()]
        if len(items) > 1 and all(_is_trade(item, tagger) for item in items):
            yield from items


def _is_trade(name: str, tagger: Tagger) -> bool:
    """True for "factory hands", "household employees"; not for "workers"."""
    tags = {tag.concept for tag in tagger.tags(tagger.read(name))}
    return bool(tags & _TRADES) and name.lower() not in tagger.lexicon.words["everybody"]


def _categories(agreement: Agreement, tagger: Tagger) -> Sequence[str]:
    """As in "Guest workers" above one chapter and "contract workers" in another: what the text sets apart by headings.

    A category that stands in the title is all that the text is about; so is one that has no other beside it.
    """
    pattern = re.compile(tagger.lexicon.patterns["category"], re.IGNORECASE)
    counts = Counter(_singular(match[0]) for match in pattern.finditer(agreement.document.text))
    headings = {clause.heading for clause in agreement.clauses if clause.heading}
    headings |= {clause.span.of(agreement.document.text) for clause in agreement.clauses if clause.kind == "heading"}
    set_apart = {_singular(match[0]) for heading in headings for match in pattern.finditer(heading)}
    set_apart |= {
        _singular(match["name"]) for match in re.finditer(rf"\((?P<name>{pattern.pattern})\)", agreement.document.text)
    }
    titled = {_singular(match[0]) for match in pattern.finditer(agreement.title)}
    others = {name for name, count in counts.items() if count >= _OFTEN} | set_apart
    return [] if len(others) == 1 or set_apart <= titled else sorted(set_apart)


def _singular(name: str) -> str:
    return name.lower().removesuffix("s")


def _siblings(terms: Iterable[str]) -> Sequence[str]:
    """As "farm worker" and "hospitality worker": kinds of one thing, each with a name of its own."""
    heads: dict[str, list[str]] = {}
    for term in terms:
        first, _, head = term.rpartition(" ")
        if first and not first.endswith("ed"):  # a "selected worker" is a worker at another time
            heads.setdefault(head.lower(), []).append(term)
    return [term for named in heads.values() if len(named) > 1 for term in named]


def _listed(text: str, tagger: Tagger) -> Sequence[str]:
    """As in "(a) guest employees, that is …; (b) seasonal employees …": the kinds of people at the head of a list."""
    items = [item["kind"] for item in re.finditer(tagger.lexicon.patterns["kind"], text)]
    people = [item for item in items if {tag.concept for tag in tagger.tags(tagger.read(item))} & set(_PEOPLE)]
    return people if len(people) > 1 else []


def _sectors(text: str, patterns: Mapping[str, str]) -> frozenset[str]:
    """As in "in the construction sector": the sectors that a text sets apart, where there is more than one."""
    found = frozenset(match["name"].lower() for match in re.finditer(patterns["sector"], text, re.IGNORECASE))
    return found if len(found) > 1 else frozenset()


def _sides(agreement: Agreement) -> dict[str, list[str]]:
    """Names of the two sides, by their role."""
    out: dict[str, list[str]] = {}
    for party in agreement.parties:
        concept = {"origin": "ORIGIN", "destination": "DESTINATION"}.get(party.role)
        if concept:
            names = [party.name, *party.aliases, party.name.split(" of ")[-1]]
            out.setdefault(concept, []).extend(name.removeprefix("the ").removeprefix("The ") for name in names if name)
    return out
