"""Concepts: the words of a language, mapped to the ideas that the checklists speak of.

A checklist asks for ``JOURNEY`` and ``HOME``, never for "return passage": ten ministries have ten words for it. The
words are data (``blacheck/lexicons/<language>.yml``); this module compiles them once and tags texts with them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from blacheck.checklist import read_mapping
from blacheck.errors import ChecklistError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc


class Concept(BaseModel):
    """An idea and its wordings in one language."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    says: str
    """The idea in plain words, for readers of a report."""
    actor: bool = False
    """True for whoever can be bound, pay, or hold a right."""
    absorbs: bool = False
    """True where the words inside its wordings mean nothing by themselves; actors absorb too."""
    nouns: list[str] = []
    """Matched in singular and plural, letter for letter: for actors, whose stems would fall together."""
    stems: list[str] = []
    """Matched by word stems: "deduct" also finds "deductions" and "deducted"."""
    forms: list[str] = []
    """Matched as they stand, in any case."""
    also: list[str] = []
    """Concepts that every hit counts as too: "return passage" is a JOURNEY and a RETURN."""


class Definiens(BaseModel):
    """A kind of thing that a term may be defined as."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    heads: list[str]
    """Words at the head of the definition."""
    tells: dict[str, list[str]]
    """Concept to the words behind the head that tell that it is meant."""


class Lexicon(BaseModel):
    """All that is known of one language."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    language: str
    stemmer: str
    """Name of the Snowball algorithm."""
    spellings: list[tuple[str, str]]
    """Endings that are written in two ways, and the one to which they are reduced before stemming."""
    words: dict[str, list[str]]
    """Closed classes that the grammar looks up word by word: articles, forms of "be" …"""
    grammar: dict[str, list[str]]
    """Closed classes of wordings that the grammar finds in a text: modals, negations, prepositions …"""
    roles: list[str]
    """Actors that an agreement's own terms may be cast as."""
    definitions: list[Definiens]
    """How the words of a definition tell what the defined term stands for."""
    patterns: dict[str, str]
    """Regular expressions for what is known by its form: definitions, short names, sectors, references."""
    concepts: dict[str, Concept] = Field(min_length=1)
    names: dict[str, list[str]] = {}
    """Words that open the name of an institution, by concept: what follows in capitals is one name."""
    name_joints: list[str] = []
    """Small words that may stand between the capitals of a name."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A concept found at tokens ``start`` to ``end`` (excluded) of a text."""

    concept: str
    start: int
    end: int


def load(language: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        ChecklistError: The lexicon's file breaks the format.
    """
    name = f"{language}.yml"
    raw = files("blacheck.lexicons").joinpath(name).read_bytes()
    try:
        return Lexicon.model_validate(read_mapping(raw, name), strict=False)
    except ValidationError as err:
        raise ChecklistError(name, str(err)) from err


def plural(noun: str) -> str:
    """The regular English plural: "agency" gives "agencies"."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


class Tagger:
    """A compiled lexicon: reads a text into tokens and says which concepts stand where.

    Args:
        lexicon: The language.
        phrases: Further phrases (in small letters) that a checklist asks for literally; each becomes its own concept.
    """

    def __init__(self, lexicon: Lexicon, phrases: Iterable[str] = ()) -> None:
        import snowballstemmer
        import spacy

        self.lexicon = lexicon
        self.nlp: Language = spacy.blank(lexicon.language)
        self._stem = cache(snowballstemmer.stemmer(lexicon.stemmer).stemWord)
        self._by_stem = self._matcher("NORM", ((name, c.stems) for name, c in lexicon.concepts.items()))
        surface = ((name, [*c.forms, *c.nouns, *map(plural, c.nouns)]) for name, c in lexicon.concepts.items())
        self._by_form = self._matcher("LOWER", surface)
        self._add(self._by_stem, ((phrase, [phrase]) for phrase in phrases))
        self._also = {name: concept.also for name, concept in lexicon.concepts.items() if concept.also}
        self._names = {word: name for name, words in lexicon.names.items() for word in words}
        self._marks = self._matcher("LOWER", lexicon.grammar.items())

    def read(self, text: str) -> "Doc":
        """Tokens of a text, each with its stem as norm."""
        doc = self.nlp.make_doc(text)
        for token in doc:
            token.norm_ = self.stem(token.lower_)
        return doc

    def stem(self, word: str) -> str:
        """The stem of a word in small letters, spelling differences removed."""
        for ending, standard in self.lexicon.spellings:
            if word.endswith(ending):
                word = word[: -len(ending)] + standard
                break
        return str(self._stem(word))

    def tags(self, doc: "Doc", own: "PhraseMatcher | None" = None) -> tuple[Tag, ...]:
        """The concepts of a text in order; names and actors hide the words inside them.

        Args:
            doc: The text as ``read`` gives it.
            own: The agreement's own terms, as ``matcher_for`` gives them; they hide what the lexicon says of the words.
        """
        ours = list(self._find(own, doc)) if own is not None else []
        found = [*self._find(self._by_stem, doc), *self._find(self._by_form, doc)]
        hidden = [*ours, *self._proper_names(doc)]
        kept = [tag for tag in found if not any(_inside(tag, big) for big in hidden)]
        big = [tag for tag in kept if self.is_actor(tag.concept) or self._absorbing(tag)]
        tags = {*hidden, *(tag for tag in kept if not any(self._absorbs(other, tag) for other in big))}
        tags |= {Tag(more, tag.start, tag.end) for tag in tags for more in self._also.get(tag.concept, ())}
        return _in_order(tags)

    def is_actor(self, concept: str) -> bool:
        """True for whoever can be bound, pay, or hold a right."""
        known = self.lexicon.concepts.get(concept.removeprefix("NAMED-"))
        return known is not None and known.actor

    def _absorbing(self, tag: Tag) -> bool:
        known = self.lexicon.concepts.get(tag.concept)
        return known is not None and known.absorbs

    def _absorbs(self, big: Tag, tag: Tag) -> bool:
        """True where a word is only a part of a name, as EMPLOY is in "employer"."""
        if big.concept == tag.concept or not _inside(tag, big):
            return False
        if not self.is_actor(tag.concept):
            return True
        return tag.end - tag.start < big.end - big.start and (big.concept in self.lexicon.roles or self._absorbing(big))

    def marks(self, doc: "Doc") -> tuple[Tag, ...]:
        """The grammatical words of a text in order; a longer one hides what it overlaps."""
        kept: list[Tag] = []
        for mark in sorted(self._find(self._marks, doc), key=lambda mark: (mark.start - mark.end, mark.start)):
            if not any(mark.start < other.end and other.start < mark.end for other in kept):
                kept.append(mark)
        return _in_order(kept)

    def matcher_for(self, terms: Mapping[str, Iterable[str]]) -> "PhraseMatcher":
        """A matcher for an agreement's own terms: concept to wordings as the agreement writes them."""
        return self._matcher("ORTH", ((name, list(words)) for name, words in terms.items()))

    def _matcher(
        self, attr: Literal["NORM", "LOWER", "ORTH"], entries: Iterable[tuple[str, list[str]]]
    ) -> "PhraseMatcher":
        from spacy.matcher import PhraseMatcher

        matcher = PhraseMatcher(self.nlp.vocab, attr=attr)
        self._add(matcher, entries)
        return matcher

    def _add(self, matcher: "PhraseMatcher", entries: Iterable[tuple[str, list[str]]]) -> None:
        for name, wordings in entries:
            if wordings:
                matcher.add(name, [self.read(wording) for wording in wordings])

    def _find(self, matcher: Any, doc: "Doc") -> Iterator[Tag]:
        strings = self.nlp.vocab.strings
        for key, start, end in matcher(doc):
            yield Tag(strings[key], start, end)

    def _proper_names(self, doc: "Doc") -> Iterator[Tag]:
        """Names such as "Ministry of Labour and Vocational Training": one thing each, whatever words are in them."""
        index = 0
        while index < len(doc):
            token = doc[index]
            kind = self._names.get(token.lower_) if token.text[:1].isupper() else None
            end = self._name_end(doc, index) if kind else index
            start = _name_start(doc, index) if kind else index
            if kind and end > start + 1:
                yield Tag(kind, start, end)
                yield Tag(f"NAMED-{kind}", start, end)
            index = max(end, index + 1)

    def _name_end(self, doc: "Doc", index: int) -> int:
        end = index + 1
        for position in range(index + 1, len(doc)):
            text = doc[position].text
            if text[:1].isupper() and text.isalpha():
                end = position + 1
            elif text.lower() not in self.lexicon.name_joints or _new_noun(doc, position):
                break
        return end


def _name_start(doc: "Doc", index: int) -> int:
    """Where a name begins: "Federal Employment Office" at "Federal"."""
    while index > 0 and doc[index - 1].text[:1].isupper() and doc[index - 1].text.isalpha() and index - 1 > 0:
        index -= 1
    return index


def _new_noun(doc: "Doc", position: int) -> bool:
    """True at the article of another noun: "the Ministry and | the Worker" is no single name."""
    return doc[position].lower_ == "the" and doc[position - 1].lower_ in ("and", ",")


def _in_order(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple(sorted(tags, key=lambda tag: (tag.start, tag.end, tag.concept)))


def _inside(tag: Tag, big: Tag) -> bool:
    return big.start <= tag.start and tag.end <= big.end
