"""Quotations with the deciding words marked, and long ones cut openly where nothing decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_PLAIN_RUN = 520  # characters without a deciding word that are still shown in full
_KEPT = 200  # characters kept on either side of a cut


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quotation: plain text, deciding words, or a cut (whose text is empty)."""

    text: str
    kind: Literal["text", "cue", "cut"] = "text"


def marked(quotes: Sequence[str], cues: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Each quotation in pieces. Cues are looked for in their order, which is that of the text."""
    hits = _hits(quotes, cues)
    return tuple(tuple(_shortened(_pieces(quote, hits[i]))) for i, quote in enumerate(quotes))


def _hits(quotes: Sequence[str], cues: Sequence[str]) -> list[list[tuple[int, int]]]:
    hits: list[list[tuple[int, int]]] = [[] for _ in quotes]
    at = (0, 0)  # quotation, and offset in it, from which the next cue is looked for
    for cue in cues:
        found = _find(quotes, cue, at) or _find(quotes, cue, (0, 0))
        if found:
            index, start, end = found
            hits[index].append((start, end))
            at = max(at, (index, end))
    return hits


def _find(quotes: Sequence[str], cue: str, at: tuple[int, int]) -> tuple[int, int, int] | None:
    if not cue.strip():
        return None
    words = r"\s+".join(re.escape(word) for word in cue.split())
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    for index in range(at[0], len(quotes)):
        hit = pattern.search(quotes[index], at[1] if index == at[0] else 0)
        if hit:
            return index, hit.start(), hit.end()
    return None


def _pieces(quote: str, hits: list[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in _joined(quote, sorted(hits)):
        yield from _text(quote[at:start])
        yield Piece(quote[start:end], "cue")
        at = end
    yield from _text(quote[at:])


def _joined(quote: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits that overlap or have only a space between them become one."""
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and not quote[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _text(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)


def _shortened(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind == "cue" or len(piece.text) <= _PLAIN_RUN:
            yield piece
        else:
            head, tail = piece.text[:_KEPT], piece.text[-_KEPT:]
            yield Piece(f"{head.rpartition(' ')[0] or head} ")
            yield Piece("", "cut")
            yield Piece(f" {tail.partition(' ')[2] or tail}")
