"""Force: how firmly a predicate binds, and whether it is negated.

prohibition / obligation > right > best efforts > permission. The plain indicative binds ("the employer pays"); "may" is
a right where workers hold it and weak where a state, a body or an employer does.
"""

from dataclasses import dataclass

from blacheck.match.lexicon import Tag
from blacheck.match.sentence import Sentence
from blacheck.model import Strength

_NEAR_PREDICATE = 4
"""Words behind the predicate within which "no" or "not" negates it."""
_HEAD = 2
"""Words from the beginning of the subject within which "no" negates the predicate."""


@dataclass(frozen=True, slots=True)
class Force:
    """What the grammar of a predicate says of its force."""

    strength: Strength
    negated: bool
    cues: tuple[Tag, ...]
    """The words that decided it."""


def force_of(sentence: Sentence, anchor: Tag | None, edge: int, bound: int, holder: frozenset[str]) -> Force:
    """Force and polarity of the predicate ``anchor`` of the clause from ``edge`` to ``bound``.

    Args:
        sentence: The sentence.
        anchor: The predicate, or None where the clause has none.
        edge: Where the clause begins, with its subject.
        bound: Where it ends.
        holder: Concepts of the subject, for "may".
    """
    stop = next((i for i in range(edge, bound) if sentence.roles[i] in ("condition", "exception")), bound)
    stop = max(stop, anchor.end if anchor else edge)
    negations = [m for m in sentence.marks_in(edge, stop, "negation") if _negates(sentence, m, anchor, edge)]
    weak = [m for m in sentence.marks_in(edge, bound, "best efforts") if sentence.roles[m.start] != "relative"]
    rights = sentence.marks_in(edge, bound, "right")
    cues = tuple(mark for mark in (anchor, *negations[:1], *weak[:1], *rights[:1]) if mark is not None)
    return Force(_strength(sentence, anchor, holder, bool(negations), bool(weak), bool(rights)), bool(negations), cues)


def _strength(
    sentence: Sentence, anchor: Tag | None, holder: frozenset[str], negated: bool, weak: bool, right: bool
) -> Strength:
    permissive = anchor is not None and anchor.concept == "permission"
    if negated and (permissive or not weak):
        return "prohibition"
    if weak:
        return "best efforts"
    if right or (permissive and holder & {"WORKER", "FAMILY"} and _is_may(sentence, anchor)):
        return "right"
    return "permission" if permissive else "obligation"


def _is_may(sentence: Sentence, anchor: Tag | None) -> bool:
    return anchor is not None and sentence.lower(anchor.start) in sentence.lexicon.words["may"]


def _negates(sentence: Sentence, mark: Tag, anchor: Tag | None, edge: int) -> bool:
    """A negation counts at the predicate or at the head of subject or object, not deep in a phrase."""
    if sentence.roles[mark.start] in ("relative", "purpose") or _is_number_sign(sentence, mark):
        return False
    if anchor is None:
        return mark.start - edge < _NEAR_PREDICATE
    if sentence.lower(mark.start - 1) == "that":
        return True
    if mark.end <= anchor.start:
        return mark.start - edge <= _HEAD
    return mark.start - anchor.end <= _NEAR_PREDICATE


def _is_number_sign(sentence: Sentence, mark: Tag) -> bool:
    """True for "No. 181" and a column headed "No.:"."""
    return sentence.lower(mark.end) in (".", ":") or sentence.lower(mark.start) == "no."
