"""Words divided at line ends: whole again where the printer divided them, hyphened where the author did.

The document's own vocabulary decides; where it is silent, its habit does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

_FEW_DIVISIONS = 0.03
"""Where a smaller share of the lines ends in a hyphen, the printer divided no words; these hyphens are the author's."""
_LONGEST_WORD = 60
_CONJUNCTIONS = frozenset({"and", "or", "to", "et", "ou", "und", "oder", "en"})
"""Words before which an author's hyphen stands for a word left out: "pre- and post-departure"."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_RIGHT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


SOFT = "\u2010"
"""The hyphen that programs set where they divide a word; authors type the other."""
HYPHENS = ("-", SOFT)


def is_divided(left: str, right: str) -> bool:
    """True where a line that ends in ``left`` and a line that begins with ``right`` may share a divided word."""
    if not left.endswith(HYPHENS) or len(left) < 2 or not left[-2].isalpha() or not right[:1].isalpha():
        return False
    return left.endswith(SOFT) or right.split(maxsplit=1)[0] not in _CONJUNCTIONS


class Vocabulary:
    """The words of a document that are printed undivided.

    Args:
        words: All printed words except the parts of divided ones.
        divided: The (left, right) parts of every division, from which the document's habit is learnt.
        lines: Number of printed lines.
    """

    def __init__(self, words: Iterable[str], divided: Sequence[tuple[str, str]] = (), *, lines: int = 0) -> None:
        self._seen = Counter(part for word in words for part in _WORD.findall(word.lower().replace(SOFT, "-")))
        self._prefixes = Counter(word.split("-")[0] for word in self._seen if "-" in word)
        verdicts = [self._seen_as(*self._parts(left, right)) for left, right in divided]
        self._joins_by_habit = verdicts.count("whole") >= max(1, 2 * verdicts.count("hyphened"))
        self._keeps_by_habit = len(divided) < _FEW_DIVISIONS * lines
        self._divides_softly = any(left.endswith(SOFT) for left, _ in divided)

    def joins(self, left: str, right: str) -> bool:
        """True where the hyphen between the parts is to go: ``left`` ends with it, ``right`` begins the next line."""
        if not right[0].islower() and not (left[:-1].isupper() and right.isupper()):
            return False
        first, second = self._parts(left, right)
        seen = self._seen_as(first, second)
        if seen or left.endswith(SOFT):
            return seen != "hyphened"
        if self._divides_softly or "-" in first or self._prefixes[first]:
            return False
        if min(len(first), len(second)) > 2 and self._seen[first] and self._seen[second]:
            return self._joins_by_habit and not self._keeps_by_habit
        return not self._keeps_by_habit or self._is_ending(second)

    def _is_ending(self, part: str) -> bool:
        """True for the end of several known words: "ment" rather than "sector"."""
        return self._endings[part] >= 2

    @cached_property
    def _endings(self) -> Counter[str]:
        """How many words have an ending, be it any but the word itself and all of it save one letter."""
        words = (word for word in self._seen if len(word) <= _LONGEST_WORD)
        return Counter(word[at:] for word in words for at in range(2, len(word)))

    @staticmethod
    def _parts(left: str, right: str) -> tuple[str, str]:
        first, second = _LEFT.search(left[:-1].lower()), _RIGHT.match(right.lower())
        return (first.group() if first else "", second.group() if second else "")

    def _seen_as(self, first: str, second: str) -> str:
        whole, hyphened = self._seen[first + second], self._seen[f"{first}-{second}"]
        if whole == hyphened == 0:
            return ""
        return "whole" if whole >= hyphened else "hyphened"
