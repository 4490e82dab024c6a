"""Frames: who is bound to what, with what force, under which condition.

A provision is cut into predications. Each knows its bearer, its force, whether it is negated, who pays by it and who is
spared, which concepts it asserts, and which it only mentions: "the request shall state the wage" says nothing of wages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from blacheck.match.force import force_of
from blacheck.match.lexicon import Tag
from blacheck.match.payer import who_pays
from blacheck.match.sentence import ANCHORS, Sentence, concepts
from blacheck.model import Strength

_PRONOUN = 2
"""Words of a subject that is a pronoun or left out, at most."""

Asserted = Literal["yes", "condition", "exception", "definition"]


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


def frames(sentence: Sentence, previous: frozenset[str] = frozenset()) -> list[Frame]:
    """The predications of a sentence in order.

    Args:
        sentence: The sentence.
        previous: Bearer of the sentence before, for "it", "he" and "they".
    """
    out: list[Frame] = []
    bearer = previous
    for start, end in _parts(sentence):
        for rule in _clauses(sentence, start, end, bearer):
            paid = who_pays(sentence, rule)
            frame = replace(rule, payers=paid.payers, spared=paid.spared)
            out += [frame, *_exceptions(sentence, frame)]
            bearer = frame.bearer or bearer
    return out


# ---------------------------------------------------------------- the cut


def _parts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons; one without a predicate goes on with the enumeration before it."""
    kept = [position for position in sentence.breaks if _has_predicate(sentence, position + 1)]
    yield from ((left + 1, right) for left, right in pairwise([-1, *kept, len(sentence.doc)]) if right > left + 1)


def _has_predicate(sentence: Sentence, start: int) -> bool:
    stop = next((position for position in sentence.breaks if position > start), len(sentence.doc))
    return bool(sentence.marks_in(start, stop, "obligation", "permission") or _plain_verb(sentence, start, stop))


def _clauses(sentence: Sentence, start: int, end: int, previous: frozenset[str]) -> Iterator[Frame]:
    """The main predications of a part, without exceptions."""
    anchors = _predicates(sentence, start, end) or _plain_verb(sentence, start, end)
    if not anchors:
        yield _frame(sentence, None, start, end, (), previous)
        return
    edges = [_subject_start(sentence, anchor, anchors, start) for anchor in anchors]
    lead, main = sentence.tags_in(start, edges[0]), None
    for anchor, edge, bound in zip(anchors, edges, [*edges[1:], end], strict=True):
        antecedent = _antecedent(sentence, edge)
        frame = _frame(sentence, anchor, edge, bound, lead, antecedent or previous, first=main is None)
        if main is not None:
            frame = _linked(sentence, main, frame, edge, anchor, goes_on=bool(antecedent))
        yield frame
        previous = frame.bearer or frame.topic & sentence.actors or previous
        main = frame


def _linked(sentence: Sentence, main: Frame, frame: Frame, edge: int, anchor: Tag, *, goes_on: bool) -> Frame:
    """A later predication of a sentence with what it takes over from the one before."""
    if any(sentence.lower(i) == "that" for i in range(max(edge - 1, main.start), anchor.start)):
        return _within(main, frame)
    if goes_on:
        return replace(frame, context=_joined(frame.context, main.own))
    if not frame.topic:
        return replace(frame, context=_joined(frame.context, _subject_tags(main)))
    return frame


def _subject_tags(main: Frame) -> Iterator[Tag]:
    """What stands before the predicate: the subject that "… and may be ended" leaves out."""
    anchor = next((cue.start for cue in main.cues if cue.concept in ANCHORS), main.start)
    return (tag for tag in main.own if tag.start < anchor)


def _within(main: Frame, promised: Frame) -> Frame:
    """As in "shall ensure | that no fee is charged": who promises is bound, no more firmly than he promises."""
    softer = main.force in ("best efforts", "permission", "declaratory")
    return replace(
        promised,
        bearer=promised.bearer or main.bearer,
        force=main.force if softer else promised.force,
        context=_joined(promised.context, main.context),
    )


def _joined(tags: tuple[Tag, ...], more: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple(dict.fromkeys([*tags, *more]))


def _antecedent(sentence: Sentence, edge: int) -> frozenset[str]:
    """The last actor before a relative clause that goes on: "to the Ministry, which shall …"."""
    if not sentence.is_kind(edge, "relative"):
        return frozenset()
    actors = [tag for tag in sentence.tags_in(0, edge) if sentence.is_actor(tag)]
    return concepts(tag for tag in actors if tag.end == actors[-1].end)


def _predicates(sentence: Sentence, start: int, end: int) -> list[Tag]:
    """The predicates of a part that open a clause of their own.

    Of predicates that stand together ("shall be obliged to") the first counts; a later one counts only behind a word
    that joins clauses ("shall be lodged before it is signed" is one clause); "a guarantee" is none.
    """
    kept: list[Tag] = []
    for anchor in sentence.marks_in(start, end, *ANCHORS):
        noun = anchor.concept == "obligation" and sentence.lower(anchor.start - 1) in sentence.lexicon.words["article"]
        if sentence.roles[anchor.start] != "main" or noun:
            continue
        if kept and not _opens_clause(sentence, kept[-1], anchor):
            continue
        kept.append(anchor)
    return kept


def _opens_clause(sentence: Sentence, last: Tag, anchor: Tag) -> bool:
    if anchor.start - last.end <= 1 and anchor.concept != "permission":
        return False
    return _edge(sentence, last.end, anchor.start) is not None


def _plain_verb(sentence: Sentence, start: int, end: int) -> list[Tag]:
    """The first verb in the plain indicative right behind an actor: "the employer pays", "undertakings address"."""
    for tag in sentence.tags_in(start + 1, end):
        if sentence.is_actor(tag) or tag.end - tag.start > 1 or sentence.roles[tag.start] != "main":
            continue
        before = sentence.tags_in(start, tag.start)
        subject = next((actor for actor in before if _subject_of(sentence, actor, tag)), None)
        if subject is not None and _agrees(sentence, subject, tag):
            return [Tag("indicative", tag.start, tag.end)]
    return []


def _subject_of(sentence: Sentence, actor: Tag, verb: Tag) -> bool:
    governed = any(sentence.is_kind(actor.start - back, "preposition") for back in (1, 2))
    return sentence.is_actor(actor) and actor.end == verb.start and not (governed and actor.start > 1)


def _agrees(sentence: Sentence, subject: Tag, verb: Tag) -> bool:
    """True where one of noun and verb ends in -s: "employer pays", "employers pay"."""
    word = sentence.lower(verb.start)
    return sentence.lower(subject.end - 1).endswith("s") != (word.endswith("s") and not word.endswith("ss"))


def _subject_start(sentence: Sentence, anchor: Tag, anchors: list[Tag], start: int) -> int:
    """Where the subject of a predicate begins.

    For the first predicate of a sentence at its beginning, or behind the comma of an adverbial that opens it ("In the
    first year, …"); for a later one at the "and" or comma that parts it from the predicate before.
    """
    index = anchors.index(anchor)
    if index == 0:
        return _first_subject(sentence, start, anchor.start)
    floor = anchors[index - 1].end
    edge = _edge(sentence, floor, anchor.start)
    return floor if edge is None else edge


def _edge(sentence: Sentence, start: int, stop: int) -> int | None:
    """Where the clause of a later predicate begins: behind the last word that parts clauses; None without one."""
    edge = None
    for position in range(start, stop):
        word = sentence.lower(position)
        parts = word in sentence.lexicon.words["joins"] or (word == "," and not sentence.list_comma(position, stop))
        if parts or sentence.roles[position] not in ("main", "relative"):
            edge = position + 1
    return edge


def _first_subject(sentence: Sentence, start: int, stop: int) -> int:
    edge = start
    for position in range(start, stop):
        if sentence.roles[position] not in ("main", "relative") or sentence.lower(position) == ":":
            edge = position + 1
    while edge < stop and sentence.lower(edge) in (",", "and", "("):
        edge += 1
    if sentence.is_kind(edge, "preposition"):
        commas = (i for i in range(edge, stop) if sentence.lower(i) == "," and not sentence.list_comma(i, stop))
        edge = next((comma + 1 for comma in commas), sentence.noun_start(edge, stop))
    return min(edge, stop)


# ---------------------------------------------------------------- one predication


def _frame(
    sentence: Sentence,
    anchor: Tag | None,
    edge: int,
    bound: int,
    lead: tuple[Tag, ...],
    previous: frozenset[str],
    *,
    first: bool = True,
) -> Frame:
    body = anchor.end if anchor else edge
    heads = _heads(sentence, edge, anchor.start if anchor else edge)
    inside = sentence.tags_in(edge, bound)
    main = [tag for tag in inside if sentence.roles[tag.start] == "main"]
    around = [tag for tag in inside if sentence.roles[tag.start] in ("relative", "purpose", "condition")]
    opened = _content_from(sentence, body, bound)
    label = lead if first and sentence.lower(edge - 1) == ":" else ()
    force = force_of(sentence, anchor, edge, bound, concepts(heads) & sentence.actors or previous)
    return Frame(
        start=edge,
        end=bound,
        bearer=_bearer(sentence, anchor, edge, bound, heads, previous),
        topic=concepts(heads),
        force=force.strength,
        negated=force.negated,
        asserted="definition" if _defines(sentence, anchor, edge, bound) else "yes",
        own=(*label, *(tag for tag in main if tag.start < opened)),
        context=_joined(lead, around),
        mentioned=tuple(tag for tag in main if tag.start >= opened),
        cues=force.cues,
    )


def _defines(sentence: Sentence, anchor: Tag | None, edge: int, bound: int) -> bool:
    """True where "means" is the predicate; not in "shall by no means"."""
    marks = sentence.marks_in(edge, bound, "definition")
    return any(anchor is None or mark.start <= anchor.start for mark in marks)


def _content_from(sentence: Sentence, body: int, bound: int) -> int:
    """Token from which on things are only named: the object of "state", "inform about", "report on"."""
    openers = [
        mark
        for mark in sentence.marks_in(body, bound, "content", "content verb")
        if sentence.roles[mark.start] == "main" and (mark.concept == "content" or mark.start - body <= 2)
    ]
    return openers[0].end if openers else bound


def _heads(sentence: Sentence, edge: int, stop: int) -> tuple[Tag, ...]:
    """Head concepts of the noun phrase before a predicate: those that hang on no preposition."""
    distributive = sentence.marks_in(edge, stop, "distributive")
    start = distributive[-1].end if distributive else edge
    prepositions = (
        i for i in range(start, stop) if sentence.is_kind(i, "preposition") and sentence.roles[i] != "relative"
    )
    stop = next(prepositions, stop)
    return tuple(tag for tag in sentence.tags if start <= tag.start < stop and sentence.roles[tag.start] == "main")


def _bearer(
    sentence: Sentence,
    anchor: Tag | None,
    edge: int,
    bound: int,
    heads: tuple[Tag, ...],
    previous: frozenset[str],
) -> frozenset[str]:
    if duty := _duty_of(sentence, anchor.end if anchor else edge, bound):
        return duty
    participle = _participle(sentence, anchor, bound)
    if participle is not None:
        return _agent(sentence, participle, bound)
    if actors := concepts(heads) & sentence.actors:
        return actors
    if anchor is None:
        return previous
    if heads or anchor.start - edge > _PRONOUN:
        return frozenset()
    return _referent(sentence, edge) or previous


def _referent(sentence: Sentence, edge: int) -> frozenset[str]:
    """Whom "he" or "they" means within the sentence: a person is the worker where one is named, else the last actor."""
    word = sentence.lower(edge)
    actors = [tag for tag in sentence.tags_in(0, edge) if sentence.is_actor(tag)]
    if not actors or word not in sentence.lexicon.words["pronoun"]:
        return frozenset()
    if word in sentence.lexicon.words["person"] and any(tag.concept == "WORKER" for tag in actors):
        return frozenset({"WORKER"})
    return concepts(tag for tag in actors if tag.end == actors[-1].end)


def _duty_of(sentence: Sentence, body: int, bound: int) -> frozenset[str]:
    """As in "It shall be the duty of the employer to …"."""
    marks = sentence.marks_in(body, bound, "duty of")
    return concepts(sentence.first_actors(marks[0].end, bound)) if marks else frozenset()


def _participle(sentence: Sentence, anchor: Tag | None, bound: int) -> int | None:
    """Where the participle of a passive predicate stands, or None for an active one."""
    if anchor is None:
        return None
    ahead = anchor.start if anchor.concept == "indicative" else anchor.end
    be = next((i for i in range(ahead, min(ahead + 4, bound)) if sentence.is_be(i)), None)
    if be is None:
        return None
    found = next((i for i in range(be + 1, min(be + 5, bound)) if sentence.is_participle(i)), None)
    return None if found is None or sentence.lower(found) in sentence.lexicon.words["stative"] else found


def _agent(sentence: Sentence, participle: int, bound: int) -> frozenset[str]:
    """The actor that a passive is done by: behind the first "by" that belongs to its participle."""
    for position in range(participle + 1, bound):
        if sentence.roles[position] != "main":
            continue
        if sentence.is_participle(position) and not _coordinated(sentence, participle, position):
            return frozenset()
        if sentence.is_kind(position, "agent"):
            end = _phrase_end(sentence, position + 1, min(position + 10, bound))
            found = sentence.first_actors(position + 1, end) or _first_named(sentence, position)
            if found:
                return concepts(found)
    return frozenset()


def _first_named(sentence: Sentence, by: int) -> list[Tag]:
    """Whom "by him" means: the actor of whom the sentence speaks first."""
    if sentence.lower(by + 1) not in sentence.lexicon.words["object_pronoun"]:
        return []
    return sentence.first_actors(0, by)


def _phrase_end(sentence: Sentence, start: int, stop: int) -> int:
    """Where the noun phrase behind "by" ends: at a preposition other than "of"."""
    prepositions = (i for i in range(start, stop) if sentence.is_kind(i, "preposition") and sentence.lower(i) != "of")
    return next(prepositions, stop)


def _coordinated(sentence: Sentence, participle: int, position: int) -> bool:
    """True for "prepared and carried out": both participles belong to the predicate."""
    between = [sentence.lower(i) for i in range(participle, position)]
    return len(between) <= 4 and any(word in ("and", "or", ",") for word in between)


# ---------------------------------------------------------------- exceptions


def _exceptions(sentence: Sentence, rule: Frame) -> Iterator[Frame]:
    """What holds in the excepted cases: the opposite of the rule."""
    for start, end in _runs(sentence, rule.start, rule.end):
        yield Frame(
            start=start,
            end=end,
            bearer=rule.bearer,
            topic=rule.topic,
            force="permission" if rule.negated else "obligation",
            negated=not rule.negated,
            asserted="exception",
            own=sentence.tags_in(start, end),
            context=_joined(rule.own, rule.context),
            mentioned=(),
            payers=rule.spared,
            spared=rule.payers,
            cues=tuple(sentence.marks_in(start, end, "exception"))[:1],
        )


def _runs(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches that stand in an exception."""
    position = start
    while position < end:
        stop = position
        while stop < end and sentence.roles[stop] == sentence.roles[position]:
            stop += 1
        if sentence.roles[position] == "exception":
            yield position, stop
        position = stop
