"""Frames: who is bound to what, with what force, under which condition.

A provision is cut into predications. Each knows its bearer, its force, whether it is negated, who pays by it and who is
spared, which concepts it asserts, and which it only mentions: "the request shall state the wage" says nothing of wages.
The grammar is small on purpose: words of closed classes (modals, negations, subordinators, prepositions) that the
lexicon lists, and the order of the tokens.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from blacheck.match.lexicon import Lexicon, Tag
from blacheck.model import Strength

if TYPE_CHECKING:
    from spacy.tokens import Doc

Role = Literal["main", "condition", "exception", "purpose", "relative"]
Asserted = Literal["yes", "condition", "exception", "definition"]

_SUBORDINATE: tuple[Role, ...] = ("condition", "exception", "purpose", "relative")
_ANCHORS = ("obligation", "permission", "indicative")


@dataclass(frozen=True, slots=True)
class Frame:
    """One predication of a provision. Token positions count in the provision's reading text."""

    start: int
    end: int
    bearer: frozenset[str]
    """Concepts of whoever is bound or holds the right: the active subject, or the actor a passive is done by."""
    topic: frozenset[str]
    """Concepts at the head of the grammatical subject."""
    force: Strength
    negated: bool
    asserted: Asserted
    own: tuple[Tag, ...]
    """What it asserts."""
    context: tuple[Tag, ...]
    """What governs it: conditions, the chapeau, relative clauses, purposes; for an exception also its rule."""
    mentioned: tuple[Tag, ...]
    """What is only named in it as the content of something else."""
    payers: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()
    cues: tuple[Tag, ...] = ()
    """The grammatical words that decided force and polarity."""


class Sentence:
    """A provision's tokens with their tags and grammatical marks, and the cut into frames."""

    def __init__(
        self, doc: "Doc", tags: Sequence[Tag], marks: Sequence[Tag], lexicon: Lexicon, *, row: bool = False
    ) -> None:
        self.doc = doc
        self.row = row
        self.tags = tags
        self.marks = marks
        self.lexicon = lexicon
        self._actors = {name for name, concept in lexicon.concepts.items() if concept.actor}
        self._actors |= {f"NAMED-{name}" for name in self._actors}
        self._kind_at = {position: mark for mark in marks for position in range(mark.start, mark.end)}
        self._breaks = [token.i for token in doc if token.text == ";"]
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
        return tag.concept in self._actors

    def lower(self, position: int) -> str:
        """The token in small letters; "" outside the sentence."""
        return self.doc[position].lower_ if 0 <= position < len(self.doc) else ""

    def is_kind(self, position: int, *kinds: str) -> bool:
        """True where the token belongs to a grammatical word of one of the kinds."""
        mark = self._kind_at.get(position)
        return mark is not None and mark.concept in kinds

    # ------------------------------------------------------------ subordinate clauses

    def _assign_roles(self) -> list[Role]:
        roles: list[Role] = ["main"] * len(self.doc)
        for mark in self.marks:
            role = next((role for role in _SUBORDINATE if role == mark.concept), None)
            if role is None or roles[mark.start] in ("relative", "exception") and role == "relative":
                continue
            if role == "relative" and self._opens_list(mark):
                continue
            end = self._subordinate_end(mark, role)
            roles[mark.start : end] = [role] * (end - mark.start)
        return roles

    def _opens_list(self, mark: Tag) -> bool:
        """True for "a welfare person who will: (a) …": the relative's verb governs the list and is asserted."""
        anchor = self._next_anchor(mark.end)
        return anchor is not None and self.lower(anchor.end) == ":"

    def _next_anchor(self, position: int) -> Tag | None:
        return next((mark for mark in self.marks if mark.start >= position and mark.concept in _ANCHORS), None)

    def _subordinate_end(self, mark: Tag, role: Role) -> int:
        stop = next((position for position in self._breaks if position > mark.start), len(self.doc))
        if role == "relative":
            return self._relative_end(mark, stop)
        if self._opens_sentence(mark):
            return self._leading_end(mark, stop)
        if role == "purpose":
            comma = next((i for i in range(mark.end, stop) if self.lower(i) == ","), stop)
            return comma
        return self._tail_end(mark, stop)

    def _opens_sentence(self, mark: Tag) -> bool:
        """True where no predicate of the main clause comes before the mark."""
        since = max((position + 1 for position in self._breaks if position < mark.start), default=0)
        return not self.marks_in(since, mark.start, *_ANCHORS)

    def _leading_end(self, mark: Tag, stop: int) -> int:
        """The comma after which the main clause begins: the last one before its predicate that is no list comma."""
        commas = [i for i in range(mark.end, stop) if self.lower(i) == ","]
        for comma in commas:
            following = self._next_anchor(comma)
            another = next((c for c in commas if c > comma), stop)
            joins = self.lower(comma + 1) in ("or", "and", "nor")
            if following is not None and following.start < min(another, stop) and not joins:
                return comma
        anchors = [m for m in self.marks_in(mark.end, stop, *_ANCHORS)]
        return self._noun_start(anchors[-1].start) if len(anchors) > 1 else (commas[-1] if commas else mark.end)

    def _noun_start(self, anchor: int) -> int:
        """Where the noun phrase right before a predicate begins: at its article, without a comma to go by."""
        for position in range(anchor - 1, max(anchor - 8, 0), -1):
            if self.lower(position) in self.lexicon.words["article"]:
                return position
        return anchor

    def _relative_end(self, mark: Tag, stop: int) -> int:
        own_verb = self._next_anchor(mark.end)
        own_end = own_verb.end if own_verb is not None and own_verb.start - mark.end <= 4 else mark.end
        after = self._next_anchor(own_end)
        limit = after.start if after is not None else stop
        for position in range(own_end, min(limit, stop)):
            if self.lower(position) == "," and not self._list_comma(position, limit):
                return position
        return min(limit, stop)

    def _list_comma(self, position: int, limit: int) -> bool:
        """True for a comma inside an enumeration: another noun and its "and" or "or" follow soon."""
        for ahead in range(position + 1, min(position + 6, limit)):
            if self.lower(ahead) in ("and", "or"):
                return ahead > position + 1
        return False

    def _tail_end(self, mark: Tag, stop: int) -> int:
        """A condition or exception after the predicate runs on unless a new subject and predicate follow.

        Between two commas ("may, where order so requires, send back") it ends at the second.
        """
        if self.lower(mark.start - 1) == "," and self.is_kind(mark.start - 2, *_ANCHORS):
            return next((i for i in range(mark.end, stop) if self.lower(i) == ","), stop)
        for position in range(mark.end, stop):
            if self.lower(position) == "," and self.lower(position + 1) in ("and", "but"):
                anchor = self._next_anchor(position)
                if anchor is not None and anchor.start < stop and anchor.start - position <= 12:
                    return position
        return stop

    # ------------------------------------------------------------ frames

    def frames(self, previous: frozenset[str] = frozenset()) -> list[Frame]:
        """The predications in order.

        Args:
            previous: Bearer of the sentence before, for "it", "he" and "they".
        """
        from blacheck.match.payer import who_pays

        out: list[Frame] = []
        bearer = previous
        for start, end in self._parts():
            for frame in self._part_frames(start, end, bearer):
                paid = who_pays(self, frame)
                out.append(replace(frame, payers=paid.payers, spared=paid.spared))
                bearer = frame.bearer or bearer
        return out

    def _parts(self) -> Iterator[tuple[int, int]]:
        """The stretches between semicolons; one without a predicate of its own goes on with the enumeration before it."""
        kept = [position for position in self._breaks if self._has_predicate(position + 1)]
        edges = [-1, *kept, len(self.doc)]
        yield from ((left + 1, right) for left, right in zip(edges, edges[1:], strict=False) if right > left + 1)

    def _has_predicate(self, start: int) -> bool:
        stop = next((position for position in self._breaks if position > start), len(self.doc))
        return bool(self.marks_in(start, stop, "obligation", "permission"))

    def _part_frames(self, start: int, end: int, previous: frozenset[str]) -> Iterator[Frame]:
        anchors = [m for m in self.marks_in(start, end, *_ANCHORS) if self.roles[m.start] == "main"]
        anchors = _strongest(anchors) or self._plain_verb(start, end)
        edges = [self._subject_start(anchor, anchors, start) for anchor in anchors]
        bounds = [*(edges[1:]), end]
        bearer = previous
        if not anchors:
            yield from self._with_tails(self._frame(None, start, end, (), bearer))
            return
        lead_tags = self.tags_in(start, edges[0])
        for anchor, edge, bound in zip(anchors, edges, bounds, strict=True):
            lead = lead_tags if edge == edges[0] else ()
            frame = self._frame(anchor, edge, bound, lead, bearer)
            yield from self._with_tails(frame)
            bearer = frame.bearer or frame.topic & self._actors or bearer

    def _plain_verb(self, start: int, end: int) -> list[Tag]:
        """The first verb in the plain indicative right behind an actor: "the employer pays", "undertakings address"."""
        for tag in self.tags_in(start + 1, end):
            if self.is_actor(tag) or tag.end - tag.start > 1 or self.roles[tag.start] != "main":
                continue
            subject = next((actor for actor in self.tags_in(start, tag.start) if self._subject_of(actor, tag)), None)
            if subject is not None and self._agrees(subject, tag):
                return [Tag("indicative", tag.start, tag.end)]
        return []

    def _subject_of(self, actor: Tag, verb: Tag) -> bool:
        governed = self.is_kind(actor.start - 1, "preposition") or self.is_kind(actor.start - 2, "preposition")
        return self.is_actor(actor) and actor.end == verb.start and not (governed and actor.start > 1)

    def _agrees(self, subject: Tag, verb: Tag) -> bool:
        plural_noun = self.lower(subject.end - 1).endswith("s")
        third_person = self.lower(verb.start).endswith("s") and not self.lower(verb.start).endswith("ss")
        return plural_noun != third_person

    def _subject_start(self, anchor: Tag, anchors: list[Tag], start: int) -> int:
        """Where the subject of a predicate begins.

        For the first predicate of a sentence at its beginning, or behind the comma of an adverbial that opens it ("In the
        first year, …"); for a later one at the "and" or comma that parts it from the predicate before.
        """
        index = anchors.index(anchor)
        if index == 0:
            return self._first_subject(start, anchor.start)
        edge = floor = anchors[index - 1].end
        for position in range(floor, anchor.start):
            if self.lower(position) in ("and", "or", "but", ",", ":") and not self._inside_enumeration(position, anchor.start):
                edge = position + 1
            elif self.roles[position] not in ("main", "relative"):
                edge = position + 1
        return edge

    def _first_subject(self, start: int, stop: int) -> int:
        edge = start
        for position in range(start, stop):
            if self.roles[position] not in ("main", "relative"):
                edge = position + 1
            elif self.lower(position) == ":":
                edge = position + 1
        while edge < stop and self.lower(edge) in (",", "and", "("):
            edge += 1
        if self.is_kind(edge, "preposition"):
            comma = next((i for i in range(edge, stop) if self.lower(i) == "," and not self._list_comma(i, stop)), None)
            edge = comma + 1 if comma is not None else edge
        return edge

    def _inside_enumeration(self, position: int, stop: int) -> bool:
        """True for an "and" that joins two nouns of one subject: what follows it up to the predicate has no article."""
        return self.lower(position) == "," and self._list_comma(position, stop)

    def _frame(
        self, anchor: Tag | None, edge: int, bound: int, lead: tuple[Tag, ...], previous: frozenset[str]
    ) -> Frame:
        body = anchor.end if anchor else edge
        topic, topic_tags = self._subject(edge, anchor.start if anchor else edge)
        main = [tag for tag in self.tags_in(edge, bound) if self.roles[tag.start] == "main"]
        around = [tag for tag in self.tags_in(edge, bound) if self.roles[tag.start] in ("relative", "purpose", "condition")]
        opened = self._content_from(body, bound)
        label = lead if self.lower(edge - 1) == ":" else ()
        own = (*label, *(tag for tag in main if tag.start < opened))
        force, negated, cues = self._force(anchor, edge, bound, topic & self._actors or previous)
        return Frame(
            start=edge,
            end=bound,
            bearer=self._bearer(anchor, edge, bound, topic, topic_tags, previous),
            topic=topic,
            force=force,
            negated=negated,
            asserted="definition" if self.marks_in(edge, bound, "definition") else "yes",
            own=own,
            context=tuple(dict.fromkeys([*lead, *around])),
            mentioned=tuple(tag for tag in main if tag.start >= opened),
            cues=cues,
        )

    def _content_from(self, body: int, bound: int) -> int:
        """Token from which on things are only named: the object of "state", "inform about", "report on"."""
        openers = [
            mark
            for mark in self.marks_in(body, bound, "content", "content verb")
            if self.roles[mark.start] == "main" and (mark.concept == "content" or mark.start - body <= 2)
        ]
        return openers[0].end if openers else bound

    def _subject(self, edge: int, stop: int) -> tuple[frozenset[str], tuple[Tag, ...]]:
        """Head concepts of the noun phrase before a predicate: those that hang on no preposition."""
        depth_from = edge
        heads: list[Tag] = []
        skip_until = edge
        for mark in self.marks_in(edge, stop, "distributive"):
            skip_until = mark.end
        depth_from = skip_until
        for position in range(depth_from, stop):
            if self.is_kind(position, "preposition") and self.roles[position] != "relative":
                stop = position
                break
        heads = [tag for tag in self.tags if depth_from <= tag.start < stop and self.roles[tag.start] == "main"]
        return frozenset(tag.concept for tag in heads), tuple(heads)

    def _bearer(
        self,
        anchor: Tag | None,
        edge: int,
        bound: int,
        topic: frozenset[str],
        heads: tuple[Tag, ...],
        previous: frozenset[str],
    ) -> frozenset[str]:
        body = anchor.end if anchor else edge
        if duty := self._duty_of(body, bound):
            return duty
        participle = self._participle(anchor, bound)
        if participle is not None:
            return self._agent(participle, bound)
        actors = topic & self._actors
        if actors:
            return actors
        nothing_named = anchor is not None and not heads and anchor.start - edge <= 2
        return previous if nothing_named or anchor is None else frozenset()

    def _duty_of(self, body: int, bound: int) -> frozenset[str]:
        """ "It shall be the duty of the employer to …" """
        for mark in self.marks_in(body, bound, "duty of"):
            return frozenset(tag.concept for tag in self.first_actors(mark.end, bound))
        return frozenset()

    def _participle(self, anchor: Tag | None, bound: int) -> int | None:
        """Where the participle of a passive predicate stands, or None for an active one."""
        if anchor is None:
            return None
        ahead = anchor.start if anchor.concept == "indicative" else anchor.end
        be = next((i for i in range(ahead, min(ahead + 4, bound)) if self.is_be(i)), None)
        if be is None:
            return None
        return next((i for i in range(be + 1, min(be + 5, bound)) if self.is_participle(i)), None)

    def is_be(self, position: int) -> bool:
        """True for a form of "be"."""
        return self.lower(position) in self.lexicon.words["be"]

    def is_participle(self, position: int) -> bool:
        """True for what looks like a past participle."""
        word = self.lower(position)
        return len(word) > 4 and word.endswith("ed") or word in self.lexicon.words["participle"]

    def _agent(self, participle: int, bound: int) -> frozenset[str]:
        """The actor that a passive is done by: behind the first "by" that belongs to its participle."""
        for position in range(participle + 1, bound):
            if self.roles[position] != "main":
                continue
            if self.is_participle(position) and not self._coordinated(participle, position):
                return frozenset()
            if self.is_kind(position, "agent"):
                found = self.first_actors(position + 1, min(position + 10, bound))
                if found:
                    return frozenset(tag.concept for tag in found)
        return frozenset()

    def _coordinated(self, participle: int, position: int) -> bool:
        """True for "prepared and carried out": both participles belong to the predicate."""
        return position - participle <= 4 and any(self.lower(i) in ("and", "or", ",") for i in range(participle, position))

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

    # ------------------------------------------------------------ force and polarity

    def _force(
        self, anchor: Tag | None, edge: int, bound: int, bearer: frozenset[str]
    ) -> tuple[Strength, bool, tuple[Tag, ...]]:
        end = next((i for i in range(edge, bound) if self.roles[i] in ("condition", "exception")), bound)
        end = max(end, anchor.end if anchor else edge)
        negations = [m for m in self.marks_in(edge, end, "negation") if self._negates(m, anchor, edge)]
        weak = self.marks_in(edge, bound, "best efforts")
        rights = self.marks_in(edge, bound, "right")
        cues = tuple(mark for mark in (anchor, *negations[:1], *weak[:1], *rights[:1]) if mark is not None)
        negated = bool(negations)
        permissive = anchor is not None and anchor.concept == "permission"
        if negated and (permissive or not weak):
            return "prohibition", True, cues
        if weak:
            return "best efforts", negated, cues
        if rights:
            return "right", negated, cues
        if permissive:
            holder = "WORKER" in bearer or "FAMILY" in bearer
            return ("right" if holder and self._is_may(anchor) else "permission"), negated, cues
        return "obligation", negated, cues

    def _is_may(self, anchor: Tag | None) -> bool:
        return anchor is not None and self.lower(anchor.start) in ("may", "can", "might", "could")

    def _negates(self, mark: Tag, anchor: Tag | None, edge: int) -> bool:
        """A negation counts at the predicate or at the head of subject or object, not deep in a phrase."""
        if self.roles[mark.start] in ("relative", "purpose"):
            return False
        if anchor is None:
            return mark.start - edge <= 3
        if mark.end <= anchor.start:
            return mark.start - edge <= 2
        return mark.start - anchor.end <= 4

    # ------------------------------------------------------------ exceptions and conditions as frames of their own

    def _with_tails(self, frame: Frame) -> Iterator[Frame]:
        yield frame
        for start, end, role in self._runs(frame.start, frame.end):
            if role == "exception":
                yield self._exception(frame, start, end)

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int, Role]]:
        position = start
        while position < end:
            stop = position
            while stop < end and self.roles[stop] == self.roles[position]:
                stop += 1
            yield position, stop, self.roles[position]
            position = stop

    def _exception(self, rule: Frame, start: int, end: int) -> Frame:
        """What holds in the excepted case: the opposite of the rule."""
        return Frame(
            start=start,
            end=end,
            bearer=rule.bearer,
            topic=rule.topic,
            force="permission" if rule.negated else "obligation",
            negated=not rule.negated,
            asserted="exception",
            own=self.tags_in(start, end),
            context=tuple(dict.fromkeys([*rule.own, *rule.context])),
            mentioned=(),
            cues=tuple(self.marks_in(start, end, "exception"))[:1],
        )


def _strongest(anchors: list[Tag]) -> list[Tag]:
    """Predicates that stand together ("shall be obliged to", "is to be") count once, as the first of them."""
    kept: list[Tag] = []
    for anchor in anchors:
        if kept and anchor.start - kept[-1].end <= 1 and anchor.concept != "permission":
            continue
        kept.append(anchor)
    return kept


def concepts(tags: Iterable[Tag]) -> frozenset[str]:
    """The concepts of some tags."""
    return frozenset(tag.concept for tag in tags)
