"""Words divided at line ends: whole again where the printer divided them, hyphened where the author did.

The document's own vocabulary decides; where it is silent, its habit does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_FEW_DIVISIONS = 0.03
"""Where fewer lines than this end in a hyphen, and none in the middle of a known word, the printer divides no words."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_RIGHT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


SOFT = "\u2010"
"""The hyphen that programs set where they divide a word; authors type the other."""
HYPHENS = ("-", SOFT)


def is_divided(left: str, right: str) -> bool:
    """True where a line that ends in ``left`` and a line that begins with ``right`` may share a divided word."""
    return left.endswith(HYPHENS) and len(left) > 1 and left[-2].isalpha() and right[:1].isalpha()


class Vocabulary:
    """The words of a document that are printed undivided.

    Args:
        words: All printed words except the parts of divided ones.
        divided: The (left, right) parts of every division, from which the document's habit is learnt.
        lines: Number of printed lines.
    """

    def __init__(self, words: Iterable[str], divided: Sequence[tuple[str, str]] = (), *, lines: int = 0) -> None:
        self._seen = Counter(part for word in words for part in _WORD.findall(word.lower()))
        self._prefixes = Counter(word.split("-")[0] for word in self._seen if "-" in word)
        verdicts = [self._seen_as(*self._parts(left, right)) for left, right in divided]
        whole, hyphened = verdicts.count("whole"), verdicts.count("hyphened")
        self._joins_by_habit = whole >= max(1, 2 * hyphened)
        self._keeps_by_habit = whole == 0 and len(divided) < _FEW_DIVISIONS * lines

    def joins(self, left: str, right: str) -> bool:
        """True where the hyphen between the parts is to go: ``left`` ends with it, ``right`` begins the next line."""
        if not right[0].islower():
            return right[0].isalpha() and left[:-1].isupper() and right.isupper()
        first, second = self._parts(left, right)
        seen = self._seen_as(first, second)
        if seen or left.endswith(SOFT):
            return seen != "hyphened"
        if "-" in first:
            return False
        if self._prefixes[first] and first + second not in self._seen and len(first) <= 5:
            return False
        both_words = len(first) > 2 and len(second) > 2 and first in self._seen and second in self._seen
        return self._joins_by_habit or not both_words

    @staticmethod
    def _parts(left: str, right: str) -> tuple[str, str]:
        first, second = _LEFT.search(left[:-1].lower()), _RIGHT.match(right.lower())
        return (first.group() if first else "", second.group() if second else "")

    def _seen_as(self, first: str, second: str) -> str:
        whole, hyphened = self._seen[first + second], self._seen[f"{first}-{second}"]
        if whole == hyphened == 0:
            return ""
        return "whole" if whole >= hyphened else "hyphened"
