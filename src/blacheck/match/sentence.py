"""Sentences: the tokens of a provision with their tags, their grammatical marks and the cut into clauses.

The grammar is small on purpose: words of closed classes (modals, negations, subordinators, prepositions) that the
lexicon lists, and the order of the tokens.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from blacheck.match.lexicon import Lexicon, Tag

if TYPE_CHECKING:
    from spacy.tokens import Doc

Role = Literal["main", "condition", "exception", "purpose", "relative"]
ANCHORS = ("obligation", "permission", "indicative")
"""Kinds of marks that make a predicate."""

_PHRASE = 5
"""Words of a phrase such as "upon his instructions" right before its verb, at most."""
_SUBORDINATE: tuple[Role, ...] = ("condition", "exception", "purpose", "relative")


class Sentence:
    """A provision's tokens, with the role that each plays in the whole.

    Args:
        doc: The tokens.
        tags: The concepts found in them.
        marks: The grammatical words found in them.
        lexicon: The language.
        row: True for a table row, whose parts are "header: cell".
    """

    def __init__(
        self, doc: "Doc", tags: Sequence[Tag], marks: Sequence[Tag], lexicon: Lexicon, *, row: bool = False
    ) -> None:
        self.doc = doc
        self.row = row
        self.tags = tags
        self.marks = marks
        self.lexicon = lexicon
        self.actors = {name for name, concept in lexicon.concepts.items() if concept.actor}
        self.actors |= {f"NAMED-{name}" for name in self.actors}
        self.breaks = [token.i for token in doc if token.text == ";"]
        self._kind_at = {position: mark for mark in marks for position in range(mark.start, mark.end)}
        self.roles = self._assign_roles()

    # ------------------------------------------------------------ small lookups

    def marks_in(self, start: int, end: int, *kinds: str) -> list[Tag]:
        """Marks of some kinds that lie in a token range."""
        return [mark for mark in self.marks if start <= mark.start and mark.end <= end and mark.concept in kinds]

    def tags_in(self, start: int, end: int) -> tuple[Tag, ...]:
        """Concept tags that lie in a token range."""
        return tuple(tag for tag in self.tags if start <= tag.start and tag.end <= end)

    def is_actor(self, tag: Tag) -> bool:
        """True where the tag's concept can be bound, pay or hold a right."""
        return tag.concept in self.actors

    def lower(self, position: int) -> str:
        """The token in small letters; "" outside the sentence."""
        return self.doc[position].lower_ if 0 <= position < len(self.doc) else ""

    def is_kind(self, position: int, *kinds: str) -> bool:
        """True where the token belongs to a grammatical word of one of the kinds."""
        mark = self._kind_at.get(position)
        return mark is not None and mark.concept in kinds

    def is_be(self, position: int) -> bool:
        """True for a form of "be"."""
        return self.lower(position) in self.lexicon.words["be"]

    def is_participle(self, position: int) -> bool:
        """True for what looks like a past participle."""
        word = self.lower(position)
        return (len(word) > 4 and word.endswith("ed")) or word in self.lexicon.words["participle"]

    def first_actors(self, start: int, end: int) -> list[Tag]:
        """The first actor named in a range, and those joined to it by "and", "or" and commas."""
        found: list[Tag] = []
        for tag in self.tags_in(start, end):
            if not self.is_actor(tag):
                continue
            if found and not self._joined(found[-1].end, tag.start):
                break
            found.append(tag)
        return found

    def _joined(self, end: int, start: int) -> bool:
        between = [self.lower(i) for i in range(end, start)]
        return end >= start or (len(between) <= 4 and any(word in ("and", "or", "/", ",") for word in between))

    # ------------------------------------------------------------ subordinate clauses

    def _assign_roles(self) -> list[Role]:
        roles: list[Role] = ["main"] * len(self.doc)
        self.roles = roles  # what is settled so far helps with what follows
        for mark in self.marks:
            role = "condition" if mark.concept == "occasion" else _as_role(mark.concept)
            if role is None or (roles[mark.start] in ("relative", "exception") and role == "relative"):
                continue
            if role == "relative" and (self._opens_list(mark) or self._goes_on(mark)):
                continue
            end = self._subordinate_end(mark, role)
            goes_on = role == "purpose" and mark.start > 0 and roles[mark.start - 1] == "relative"
            roles[mark.start : end] = ["relative" if goes_on else role] * (end - mark.start)
        for position in range(len(self.doc) - 1):
            if self._is_that_clause(position):
                end = self._relative_end(Tag("relative", position, position + 1), len(self.doc))
                roles[position:end] = ["relative"] * (end - position)
        for start in (0, *(position + 1 for position in self.breaks)):
            end = self._temporal_end(start)
            roles[start:end] = ["condition"] * (end - start)
        return roles

    def _is_that_clause(self, position: int) -> bool:
        """True for "any grievance that cannot be resolved … shall", not for "hours beyond that are paid"."""
        that = self.lower(position) in self.lexicon.words["that"] and self.is_kind(position + 1, *ANCHORS)
        if not that or self.is_kind(position - 1, "preposition"):
            return False
        end = self._relative_end(Tag("relative", position, position + 1), len(self.doc))
        return self._next_anchor(end) is not None

    def _temporal_end(self, start: int) -> int:
        """The comma behind "Before any removal is carried out, …"; the start itself where there is no such clause."""
        if self.lower(start) not in self.lexicon.words["temporal"]:
            return start
        comma = next((i for i in range(start, len(self.doc)) if self.lower(i) == ","), len(self.doc))
        own, main = self._next_anchor(start), self._next_anchor(comma)
        if own is None or main is None or own.start > comma:
            return start
        has_subject = self.noun_start(start + 1, own.start) == start + 1
        return comma if has_subject else start

    def _opens_list(self, mark: Tag) -> bool:
        """True for "a welfare person who will: (a) …": the relative's verb governs the list and is asserted."""
        anchor = self._next_anchor(mark.end)
        return anchor is not None and self.lower(anchor.end) == ":"

    def _goes_on(self, mark: Tag) -> bool:
        """True for "…, who may not recover them": behind a comma a relative clause asserts something of its own."""
        anchor = self._next_anchor(mark.end)
        modal = anchor is not None and anchor.concept != "indicative" and anchor.start - mark.end <= 1
        return modal and self.lower(mark.start - 1) == ","

    def _next_anchor(self, position: int) -> Tag | None:
        return next((mark for mark in self.marks if mark.start >= position and mark.concept in ANCHORS), None)

    def _subordinate_end(self, mark: Tag, role: Role) -> int:
        stop = next((position for position in self.breaks if position > mark.start), len(self.doc))
        if role == "relative":
            return self._relative_end(mark, stop)
        if self._opens_sentence(mark):
            return self._leading_end(mark, stop)
        if role == "purpose":
            return next((i for i in range(mark.end, stop) if self.lower(i) == ","), stop)
        return self._tail_end(mark, stop)

    def _opens_sentence(self, mark: Tag) -> bool:
        """True where no predicate of the main clause comes before the mark."""
        since = max((position + 1 for position in self.breaks if position < mark.start), default=0)
        return all(self.roles[anchor.start] != "main" for anchor in self.marks_in(since, mark.start, *ANCHORS))

    def _leading_end(self, mark: Tag, stop: int) -> int:
        """The comma after which the main clause begins: the last one before its predicate that is no list comma."""
        commas = [i for i in range(mark.end, stop) if self.lower(i) == ","]
        anchor = self._next_anchor(mark.end)
        if mark.concept == "occasion" and anchor is not None and anchor.start < min([*commas, stop]):
            return max(self.noun_start(mark.end, anchor.start), mark.end)
        for comma in commas:
            following = self._next_anchor(comma)
            another = next((c for c in commas if c > comma), stop)
            joins = self.lower(comma + 1) in ("or", "and", "nor")
            if following is not None and following.start < min(another, stop) and not joins:
                return comma
        anchors = self.marks_in(mark.end, stop, *ANCHORS)
        if len(anchors) > 1:
            return max(self.noun_start(mark.end, anchors[-1].start), mark.end)
        if commas:
            return commas[-1]
        verb = anchors[0].start if anchors else self._second_subject(mark.end + 2, stop)
        return max(self.noun_start(mark.end + 2, verb), mark.end)

    def _second_subject(self, start: int, stop: int) -> int:
        """Behind the actor that opens the main clause of "If the worker dies | the employer pays …"; else the start."""
        for tag in self.tags_in(start, stop):
            article = self.lower(tag.start - 1) in self.lexicon.words["article"]
            if self.is_actor(tag) and article and any(other.start == tag.end for other in self.tags):
                return tag.end
        return start

    def noun_start(self, start: int, anchor: int) -> int:
        """Where the noun phrase right before a predicate begins, without a comma to go by: at its article."""
        for position in range(anchor - 1, max(anchor - 9, start - 1), -1):
            article = self.lower(position) in self.lexicon.words["article"]
            if article and not self.is_kind(position - 1, "preposition"):
                return position
        return anchor

    def _relative_end(self, mark: Tag, stop: int) -> int:
        own_end = self._relative_verb_end(mark)
        after = self._next_anchor(own_end)
        if after is not None and any(self.lower(i) in self.lexicon.words["that"] for i in range(own_end, after.start)):
            after = self._next_anchor(after.end)
        limit = min(after.start, stop) if after is not None else stop
        for position in range(own_end, limit):
            if self.lower(position) == ":" or (self.lower(position) == "," and not self.list_comma(position, limit)):
                return position
        return limit

    def _relative_verb_end(self, mark: Tag) -> int:
        """Behind the relative clause's own verb: the predicate that follows at once, or the word that does."""
        anchor = self._next_anchor(mark.end)
        own_subject = self.lower(mark.start) in self.lexicon.words["whose"] or self.is_kind(
            mark.start - 1, "preposition"
        )
        reach = 6 if own_subject else 1
        if anchor is not None and anchor.start - mark.end <= reach - 1:
            return anchor.end
        return mark.end + 1

    def list_comma(self, position: int, limit: int) -> bool:
        """True for a comma inside an enumeration: another noun and its "and" or "or" follow soon."""
        for ahead in range(position + 1, min(position + 6, limit)):
            if self.lower(ahead) in ("and", "or"):
                return ahead > position + 1
        return False

    def _tail_end(self, mark: Tag, stop: int) -> int:
        """A condition or exception after the predicate runs on unless a new subject and predicate follow.

        Between two commas ("may, where order so requires, send back") it ends at the second, and so does an aside in a
        list ("allowances where these are part of pay, hours").
        """
        aside = self.lower(mark.start - 1) == "," and self.is_kind(mark.start - 2, *ANCHORS)
        if aside or self.lower(mark.end) in self.lexicon.words["these"]:
            return next((i for i in range(mark.end, stop) if self.lower(i) == ","), stop)
        if mark.concept == "occasion":
            modal = next(iter(self.marks_in(mark.end, stop, "obligation", "permission")), None)
            if modal is not None and modal.start - mark.end <= _PHRASE:
                return modal.start
        for position in range(mark.end, stop):
            if self.lower(position) == "," and self.lower(position + 1) in ("and", "but", "or"):
                anchor = self._next_anchor(position)
                if anchor is not None and anchor.start < stop and anchor.start - position <= 12:
                    return position
        return stop


def _as_role(kind: str) -> Role | None:
    return next((role for role in _SUBORDINATE if role == kind), None)


def concepts(tags: Iterable[Tag]) -> frozenset[str]:
    """The concepts of some tags."""
    return frozenset(tag.concept for tag in tags)
