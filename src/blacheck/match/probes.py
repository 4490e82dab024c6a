"""Probes: whether a predication asserts a proposition of the checklist, and how firmly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from blacheck.checklist import Pattern, Place, Probe
from blacheck.match.frames import Frame
from blacheck.match.lexicon import Tag
from blacheck.match.sentence import Sentence
from blacheck.messages import say
from blacheck.model import Clause, Provision, Stance

_GROUPS = ("GROUP", "TRADE-GROUP", "DOMESTIC-WORKER", "WOMEN")
_PEOPLE = ("WORKER", "EMPLOYER")
_FULL = ("prohibition", "obligation", "right")


@dataclass(frozen=True, slots=True)
class Reading:
    """A provision as the matcher reads it."""

    provision: Provision
    clause: Clause
    place: Place
    sentence: Sentence
    frames: tuple[Frame, ...]
    heading: frozenset[str]
    """Concepts of the heading under which it stands."""
    heading_words: tuple[str, ...]
    """Word stems of that heading."""
    before: tuple[Tag, ...]
    """Concepts of the provision that "such", "these" or "it" points back to; their positions mean nothing here."""
    by_noun: bool = False
    """True where it points back with a noun ("such costs"), which is surer than "it"."""
    referred: frozenset[str] = frozenset()
    """Concepts of the clauses that it refers to by number."""
    informative: bool = False
    """True in an annex that is given for information only."""
    group: str = ""
    """The part of the workers of which alone its article speaks, as the agreement calls it, or ""."""

    @property
    def pointed_at(self) -> frozenset[str]:
        """Concepts of the sentence that "such", "these" or "it" points back to."""
        return frozenset(tag.concept for tag in self.before)

    @property
    def outside(self) -> frozenset[str]:
        """What need not be said again: heading, the sentence pointed back to, the clauses referred to."""
        return self.heading | self.referred | self.pointed_at


@dataclass(frozen=True, slots=True)
class Hit:
    """A probe's pattern found in a predication."""

    probe: str
    reading: Reading
    frame: Frame
    stance: Stance
    tags: tuple[Tag, ...]
    notes: tuple[str, ...]
    group: str = ""
    """The part of the workers or employers to which alone it applies."""


@cache
def terms(alternatives: str) -> tuple[str, ...]:
    """The concepts and phrases between the bars of a term."""
    return tuple(part.strip(" '\"") for part in alternatives.split("|"))


def phrases(probes: Iterable[Probe]) -> tuple[str, ...]:
    """All phrases in small letters that some probes ask for literally."""
    found = {
        term
        for probe in probes
        for pattern in probe.any
        for field in (*pattern.has, *pattern.without, pattern.part or "")
        for term in terms(field)
        if term and not term[:1].isupper()
    }
    return tuple(sorted(found))


class Index:
    """The predications of an agreement by the concepts they assert."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self._by_concept: dict[str, list[tuple[int, int]]] = {}
        for number, reading in enumerate(readings):
            for position, frame in enumerate(reading.frames):
                for concept in {tag.concept for tag in (*frame.own, *frame.mentioned)}:
                    self._by_concept.setdefault(concept, []).append((number, position))

    def candidates(self, pattern: Pattern) -> Iterator[tuple[Reading, Frame]]:
        """Predications that assert the first thing the pattern asks for, in order."""
        if pattern.has:
            places = {place for term in terms(pattern.has[0]) for place in self._by_concept.get(term, ())}
        else:
            places = {(n, p) for n, reading in enumerate(self.readings) for p in range(len(reading.frames))}
        for number, position in sorted(places):
            yield self.readings[number], self.readings[number].frames[position]

    def hits(self, name: str, probe: Probe) -> Iterator[Hit]:
        """Where a probe holds, in order; the first pattern that holds in a predication stands for all."""
        seen: set[tuple[int, int, int]] = set()
        for pattern in probe.any:
            for reading, frame in self.candidates(pattern):
                key = (id(reading), frame.start, frame.end)
                if key in seen:
                    continue
                tags = _holds(pattern, reading, frame, adverse=probe.adverse)
                if tags is not None:
                    seen.add(key)
                    group = "" if probe.adverse or probe.of_groups else _group(pattern, reading, frame)
                    stance, notes = _stance(pattern, probe, reading, frame, group)
                    yield Hit(name, reading, frame, stance, tags, notes, group)


def denies(probes: Iterable[Probe], reading: Reading) -> bool:
    """Whether a provision says none of these probes, and the opposite of one, or forbids where they forbid nothing."""
    probes = tuple(probes)
    tried = [(pattern, frame) for probe in probes for pattern in probe.any for frame in reading.frames]
    if any(_holds(pattern, reading, frame, adverse=False) is not None for pattern, frame in tried):
        return False
    forbid = any(pattern.polarity == "negative" or pattern.spared for pattern, _ in tried)
    if not forbid and all(frame.negated for frame in reading.frames):
        return True
    return any(
        _holds(_opposite(pattern), reading, frame, adverse=False) is not None
        for pattern, frame in tried
        if pattern.polarity != "any"
    )


def _opposite(pattern: Pattern) -> Pattern:
    """The pattern with the other polarity; a prohibition is the opposite of any force."""
    polarity = "negative" if pattern.polarity == "positive" else "positive"
    return pattern.model_copy(update={"polarity": polarity, "force": None})


def _holds(pattern: Pattern, reading: Reading, frame: Frame, *, adverse: bool) -> tuple[Tag, ...] | None:
    """The tags by which a pattern holds in a predication, or None."""
    if not (
        _right_place(pattern, reading, frame) and _right_polarity(pattern, frame) and _right_actors(pattern, frame)
    ):
        return None
    if pattern.force is not None and frame.force not in pattern.force:
        return None
    if pattern.part is not None and not reading.heading & set(terms(pattern.part)):
        return None
    visible = [*frame.own, *(frame.mentioned if pattern.mentions else ())]
    if any(tag.concept in terms(field) for field in pattern.without for tag in (*visible, *frame.mentioned)):
        return None
    outside = _adverse_outside(reading, frame) if adverse else reading.outside
    return _found(pattern, visible, [*visible, *frame.context], outside)


def _adverse_outside(reading: Reading, frame: Frame) -> frozenset[str]:
    """For red flags less need not be said again: only what "such costs" means, and the article that is excluded."""
    excluded = reading.referred if any(tag.concept == "EXCLUDE" for tag in frame.own) else frozenset[str]()
    return excluded | (reading.pointed_at if reading.by_noun else frozenset[str]())


def _right_place(pattern: Pattern, reading: Reading, frame: Frame) -> bool:
    if pattern.place is not None and reading.place not in pattern.place:
        return False
    if frame.asserted == "definition":
        return pattern.place is not None and "definition" in pattern.place
    return pattern.asserted in ("any", frame.asserted)


def _right_polarity(pattern: Pattern, frame: Frame) -> bool:
    return pattern.polarity == "any" or frame.negated == (pattern.polarity == "negative")


def _right_actors(pattern: Pattern, frame: Frame) -> bool:
    if pattern.bearer is not None and not frame.bearer & set(terms(pattern.bearer)):
        return False
    if pattern.not_bearer is not None and frame.bearer & set(terms(pattern.not_bearer)):
        return False
    if pattern.spared is not None and not frame.spared & set(terms(pattern.spared)):
        return False
    if pattern.payer is None:
        return True
    if pattern.payer == "NOBODY-NAMED":
        return not frame.payers
    return bool(frame.payers & set(terms(pattern.payer)))


def _found(
    pattern: Pattern, own: Sequence[Tag], around: Sequence[Tag], outside: frozenset[str]
) -> tuple[Tag, ...] | None:
    """A tag for each term: the first from what is asserted, the others also from around it.

    What the heading says, or the sentence that "such" points back to, need not be said again (``outside``).
    """
    chosen: list[list[Tag]] = []
    for index, field in enumerate(pattern.has):
        wanted = terms(field)
        here = [tag for tag in (own if index == 0 else around) if tag.concept in wanted]
        if here:
            chosen.append(here)
        elif index == 0 or not outside & set(wanted):
            return None
    return _apart(chosen, pattern.near)


def _apart(chosen: list[list[Tag]], reach: int | None) -> tuple[Tag, ...] | None:
    """One tag for each term, no word serving two of them, and all within ``reach`` words where that is given."""
    if not chosen:
        return ()
    for first in chosen[0]:
        picked = [first]
        for options in chosen[1:]:
            free = [tag for tag in options if not any(_same_word(tag, other) for other in picked)]
            if not free:
                break
            picked.append(min(free, key=lambda tag: (_distance(picked[0], tag), tag.start)))
        if len(picked) == len(chosen) and (reach is None or _stretch(picked) <= reach + len(picked)):
            return tuple(picked)
    return None


def _same_word(one: Tag, other: Tag) -> bool:
    return one == other or ((one.start, one.end) == (other.start, other.end) and one.end - one.start == 1)


def _stretch(tags: Sequence[Tag]) -> int:
    return max(tag.end for tag in tags) - min(tag.start for tag in tags)


def _distance(one: Tag, other: Tag) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _stance(
    pattern: Pattern, probe: Probe, reading: Reading, frame: Frame, group: str
) -> tuple[Stance, tuple[str, ...]]:
    if probe.adverse:
        return "contrary", ()
    notes = tuple(_weaknesses(pattern, reading, frame, group))
    return ("weak" if notes else "supports"), notes


def _weaknesses(pattern: Pattern, reading: Reading, frame: Frame, group: str) -> Iterator[str]:
    if reading.place == "preamble":
        yield say("only in the preamble")
    if reading.informative:
        yield say("informative")
    if pattern.weak:
        yield pattern.weak
    if frame.force not in (pattern.force or _FULL):
        yield frame.force
    if group:
        yield say("only for", group=group)


def _group(pattern: Pattern, reading: Reading, frame: Frame) -> str:
    """The part of the workers or employers to which a predication is limited, as the text calls it; "" for all.

    A pattern that asks for a group itself (domestic workers, women) is not weakened by speaking of it.
    """
    if any(term in _GROUPS for field in pattern.has for term in terms(field)):
        return ""
    tags = (*frame.own, *frame.context)
    groups = {(tag.start, tag.end) for tag in tags if tag.concept == "GROUP"}
    if not groups:
        return "" if any(tag.concept == "WORKER" for tag in tags) else reading.group
    kinds = {tag.concept for tag in tags if (tag.start, tag.end) in groups} & set(_PEOPLE) or set(_PEOPLE)
    others = {(tag.start, tag.end) for tag in tags if tag.concept in kinds} - groups
    if others and not _sector(reading, groups):
        return ""
    start, end = min(groups)
    return reading.sentence.doc[start:end].text


def _sector(reading: Reading, groups: set[tuple[int, int]]) -> bool:
    """True where the group is a sector: "workers in the construction sector" are no other workers."""
    return any(reading.sentence.lower(end - 1) == "sector" for _, end in groups)
