"""Who pays: the one question that decides most of a checklist on costs.

"The employer shall bear", "shall be borne by", "at the expense of", "falls on", "free of charge to", "no sum may be
demanded from", "shall be deducted from his wage" all name a payer, or someone who is expressly spared.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blacheck.match.frames import Frame
    from blacheck.match.lexicon import Tag
    from blacheck.match.sentence import Sentence

_PREDICATES = ("obligation", "permission", "indicative")
_SIGNS = (":", "–", "—", "-")
"""What stands between a cost and its payer in a list."""
_REACH = 9
"""Words between "at the expense of" or "from" and the actor that it names, at most."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Concepts of whoever pays by a predication and of whoever is expressly not to."""

    payers: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()


def who_pays(sentence: "Sentence", frame: "Frame") -> Payment:
    """Reads payer and spared off a predication."""
    payers: set[str] = set()
    spared: set[str] = set()
    for names, against in _readings(sentence, frame):
        (spared if against else payers).update(names)
    return Payment(frozenset(payers - spared), frozenset(spared))


def _readings(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    return [
        *_by_act(sentence, frame),
        *_by_burden(sentence, frame),
        *_by_freedom(sentence, frame),
        *_by_charge(sentence, frame),
        *_by_deduction(sentence, frame),
        *_by_exemption(sentence, frame),
        *_by_label(sentence, frame),
    ]


def _by_act(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "X shall pay", "shall be borne by X"."""
    acts = [tag for tag in frame.own if tag.concept == "PAY" and not _is_adjective(sentence, tag)]
    if not acts:
        return []
    return [(frame.bearer, frame.negated)] if frame.bearer else []


def _by_burden(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "at the expense of X", "falls on X", "at his own expense"."""
    out: list[tuple[frozenset[str], bool]] = []
    for mark in sentence.marks_in(frame.start, frame.end, "burden"):
        if sentence.roles[mark.start] not in ("main", "relative"):
            continue
        actors = sentence.first_actors(mark.end, min(mark.end + _REACH, frame.end))
        out.append((_concepts(actors), frame.negated))
    for mark in sentence.marks_in(frame.start, frame.end, "own burden"):
        holder = (frame.topic & sentence.actors) or frame.bearer or _last_actor(sentence, frame, mark.start)
        out.append((holder, frame.negated))
    return [reading for reading in out if reading[0]]


def _by_freedom(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "free of charge (to X)": spares X, by default the worker."""
    out: list[tuple[frozenset[str], bool]] = []
    for tag in frame.own:
        if tag.concept != "FREE":
            continue
        follows = sentence.lower(tag.end) in ("to", "for", "of")
        actors = sentence.first_actors(tag.end, min(tag.end + 6, frame.end)) if follows else []
        out.append((_concepts(actors) or frozenset({"WORKER"}), True))
    return out


def _by_charge(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "may charge the worker a fee", "no sum shall be demanded from him"."""
    found = {tag.concept for tag in (*frame.own, *frame.context)}
    charging = any(tag.concept == "CHARGE" and _is_verb(sentence, tag) for tag in frame.own)
    if not charging or not found & {"COST", "FEE", "DEPOSIT"}:
        return []
    named = {tag.concept for tag in frame.own if sentence.is_actor(tag)} - frame.bearer
    target = named & {"WORKER", "FAMILY", "EMPLOYER"}
    if frame.negated:
        return [(frozenset(target or {"WORKER"}), True)]
    return [(frozenset(target), False)] if target else []


def _by_deduction(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "recovered from the wage", "deducted from his pay"."""
    found = {tag.concept for tag in (*frame.own, *frame.context)}
    if not any(tag.concept == "DEDUCT" for tag in frame.own) or not found & {"WAGE", "WORKER", "SAVINGS"}:
        return []
    return [(frozenset({"WORKER"}), frame.negated or _denied(sentence, frame))]


def _denied(sentence: "Sentence", frame: "Frame") -> bool:
    """True for a table's "recoverable from wages: no"."""
    colons = (i for i in range(frame.start, frame.end) if sentence.lower(i) == ":")
    deducted = [tag.end for tag in frame.own if tag.concept == "DEDUCT"]
    colon = next((i for i in colons if deducted and i >= deducted[0]), None)
    return sentence.row and colon is not None and sentence.lower(colon + 1) in sentence.lexicon.words["nil"]


def _by_exemption(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "X shall be exempted from the fee", "X is released from paying"."""
    if not any(tag.concept == "EXEMPT" for tag in frame.own):
        return []
    actors = frame.topic & {"WORKER", "EMPLOYER", "RECRUITER", "FAMILY", "STATE", "AUTHORITY"}
    return [(actors, not frame.negated)] if actors else []


def _by_label(sentence: "Sentence", frame: "Frame") -> list[tuple[frozenset[str], bool]]:
    """As in "Visa fee: Employer", and in a table the column of an actor that is ticked or filled in."""
    out = []
    for position in range(frame.start, frame.end):
        if sentence.lower(position) not in _SIGNS or sentence.lower(position - 1) == "to":
            continue
        behind = [tag for tag in sentence.first_actors(position + 1, position + 5) if tag.start <= position + 3]
        before = [
            tag for tag in sentence.tags_in(frame.start, position) if tag.end == position and sentence.is_actor(tag)
        ]
        if sentence.row and before and sentence.lower(position + 1) not in sentence.lexicon.words["nil"]:
            out.append((_concepts(before), False))
        elif behind and not before and not sentence.marks_in(frame.start, position, *_PREDICATES):
            out.append((_concepts(behind), False))
    return out


def _is_adjective(sentence: "Sentence", tag: "Tag") -> bool:
    """True for "paid leave"."""
    before = range(max(tag.start - 3, 0), tag.start)
    return sentence.lower(tag.start) == "paid" and not any(sentence.is_be(position) for position in before)


def _is_verb(sentence: "Sentence", tag: "Tag") -> bool:
    """False for "the charge", "any claim", "charges of": the same word as a noun."""
    before, after = sentence.lower(tag.start - 1), sentence.lower(tag.end)
    return before not in sentence.lexicon.words["article"] and after != "of"


def _last_actor(sentence: "Sentence", frame: "Frame", position: int) -> frozenset[str]:
    before = [tag for tag in sentence.tags_in(frame.start, position) if sentence.is_actor(tag)]
    return _concepts(before[-1:])


def _concepts(tags: "list[Tag]") -> frozenset[str]:
    return frozenset(tag.concept for tag in tags)
