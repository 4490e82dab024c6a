"""Which words changed between two passages, in runs that a person can read."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from blacheck.compared import Piece
from blacheck.typography import plain

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*\s*|[^\w\s]\s*|\s+")
_ISLAND = 2
"""Up to so many unchanged tokens between two changes are told with them: a lone "the" tells nothing."""

_Run = tuple[list[str], list[str], bool]
"""Old and new tokens, and whether they are the same."""


def changed_words(old: str, new: str) -> tuple[Piece, ...]:
    """The old and the new words in one row: kept, deleted and inserted."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [plain(token) for token in before], [plain(token) for token in after], False)
    runs: list[_Run] = [(before[a:b], after[c:d], tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()]
    return tuple(piece for run in _joined(runs) for piece in _pieces(run))


def _joined(runs: list[_Run]) -> list[_Run]:
    """Small islands between two changes become part of them."""
    joined: list[_Run] = []
    for index, (old, new, same) in enumerate(runs):
        island = same and len(new) <= _ISLAND and 0 < index < len(runs) - 1
        if joined and not joined[-1][2] and (island or not same):
            joined[-1] = (joined[-1][0] + old, joined[-1][1] + new, False)
        else:
            joined.append((old, new, same))
    return joined


def _pieces(run: _Run) -> Iterator[Piece]:
    old, new, same = run
    if same:
        yield Piece("same", "".join(new))
        return
    if old:
        yield Piece("deleted", "".join(old))
    if new:
        yield Piece("inserted", "".join(new))
