"""Which sentences of two drafts answer each other: the same words first, then alike ones; order decides between equals.

Similarity is twice the number of words that two sentences share in the same order, by the number of words in both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from blacheck.redraft.units import Unit

_ALIKE = 0.55
"""From which similarity two sentences count as the same one redrafted; sentences that have nothing to do with each
other share a third of their words in order."""
_ALIKE_IF_SHORT, _SHORT = 0.75, 5  # in words
_HELD = 0.75
"""From which share of its words a sentence counts as a piece of a longer one that was split, or is made of several."""
_CANDIDATES = 8
_ORDER_WEIGHS = 0.1
_PRIVATE = 0x10000  # code point from which words are numbered; surrogates lie below


@dataclass(frozen=True, slots=True)
class Link:
    """A sentence of the old draft and one of the new one, by their indices."""

    old: int
    new: int


def links(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Link, ...]:
    """The pairs of sentences that answer each other; a sentence that was split or merged is in several of them."""
    olds, news = _encoded(old, new)
    paired = dict(_identical(olds, news))
    paired |= _alike(olds, news, paired)
    return tuple(sorted((Link(*pair) for pair in [*paired.items(), *_held(olds, news, paired)]), key=_order))


def _order(link: Link) -> tuple[int, int]:
    return link.new, link.old


def _encoded(*drafts: Sequence[Unit]) -> Iterator[list[str]]:
    """Each unit as a text with one character for each word, on which alike texts are found fast."""
    numbers: dict[str, str] = {}
    for units in drafts:
        yield ["".join(numbers.setdefault(word, chr(_PRIVATE + len(numbers))) for word in unit.words) for unit in units]


def _identical(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of the same words: first those in the same order in both drafts, then what has moved."""
    from rapidfuzz.distance import LCSseq

    texts = {text: number for number, text in enumerate(dict.fromkeys([*olds, *news]))}
    old_left, new_left = set(range(len(olds))), set(range(len(news)))
    codes = LCSseq.opcodes([texts[text] for text in olds], [texts[text] for text in news])
    for code in codes:
        if code.tag == "equal":
            for pair in zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True):
                old_left.discard(pair[0])
                new_left.discard(pair[1])
                yield pair
    places = defaultdict[str, list[int]](list)
    for new in sorted(new_left, reverse=True):
        places[news[new]].append(new)
    for old in sorted(old_left):
        if places[olds[old]]:
            yield old, places[olds[old]].pop()


def _alike(olds: Sequence[str], news: Sequence[str], paired: dict[int, int]) -> dict[int, int]:
    """Pairs of similar words among what is left, the most similar first."""
    found: dict[int, int] = {}
    taken = set(paired.values())
    for _, old, new in sorted(_candidates(olds, news, paired)):
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def _candidates(olds: Sequence[str], news: Sequence[str], paired: dict[int, int]) -> Iterator[tuple[float, int, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    taken = set(paired.values())
    left = {new: text for new, text in enumerate(news) if new not in taken}
    for old, text in enumerate(olds):
        if old in paired:
            continue
        hits = process.extract(
            text, left, scorer=Indel.normalized_similarity, score_cutoff=_enough(text), limit=_CANDIDATES
        )
        expected = _expected(old, paired, len(news) / len(olds))
        for _, similarity, new in hits:
            if similarity >= _enough(news[new]):
                yield -similarity + _ORDER_WEIGHS * abs(new - expected) / len(news), old, new


def _enough(text: str) -> float:
    return _ALIKE if len(text) > _SHORT else _ALIKE_IF_SHORT


def _expected(old: int, paired: dict[int, int], stretch: float) -> float:
    """Where a sentence would stand in the new draft if it kept its distance to the nearest one that is certain."""
    near = min(paired, key=lambda other: (abs(other - old), other), default=None)
    return old * stretch if near is None else paired[near] + old - near


def _held(olds: Sequence[str], news: Sequence[str], paired: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Sentences without a pair of their own that are pieces of a longer one, from either side."""
    taken = set(paired.values())
    old_changed = {old: olds[old] for old, new in paired.items() if olds[old] != news[new]}
    new_changed = {new: news[new] for old, new in paired.items() if olds[old] != news[new]}
    for new in (new for new in range(len(news)) if new not in taken):
        if (old := _holder(news[new], old_changed)) is not None:
            yield old, new
    for old in (old for old in range(len(olds)) if old not in paired):
        if (held_by := _holder(olds[old], new_changed)) is not None:
            yield old, held_by


def _holder(text: str, longer: dict[int, str]) -> int | None:
    from rapidfuzz import fuzz, process

    if len(text) < _SHORT:
        return None
    fitting = {index: other for index, other in longer.items() if len(other) >= len(text)}
    hit = process.extractOne(text, fitting, scorer=fuzz.partial_ratio, score_cutoff=100 * _HELD)
    return int(hit[2]) if hit else None


def clusters(linked: Iterable[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The links joined: old and new indices that hang together, in the order of the first new one."""
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    members: dict[int, tuple[set[int], set[int]]] = {}
    for number, link in enumerate(linked):
        members[number] = ({link.old}, {link.new})
        for known in {of_old.get(link.old), of_new.get(link.new)} - {None, number}:
            assert known is not None
            for mine, theirs in zip(members[number], members.pop(known), strict=True):
                mine |= theirs
        of_old |= dict.fromkeys(members[number][0], number)
        of_new |= dict.fromkeys(members[number][1], number)
    joined = [(tuple(sorted(olds)), tuple(sorted(news))) for olds, news in members.values()]
    return sorted(joined, key=lambda pair: pair[1])
