"""Rows: the words that stand on one level of a page, from left to right, with the gaps between them.

Words are first chained in the order of the file, which nearly always draws a line from left to right, and chains on
one level are then put side by side. So a slightly turned scan still has level rows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from blacheck.extract.printed import Box, Token
from blacheck.extract.righttoleft import in_reading_order, is_neutral, runs_left

_WIDE_GAP = 0.8
"""A gap wider than this share of the font size may be more than a space."""
_LEVEL = 0.3
"""Baselines that differ by less than this share of the font size are level."""
_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[)\]]?[.,;:]?$")


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one level, from left to right in ``pieces``, which wide gaps part."""

    pieces: tuple[tuple[Token, ...], ...]
    marks: tuple[Token, ...]
    """Raised words: marks of footnotes, perhaps."""
    box: Box
    base: float
    """Height of the baseline at the left end."""
    size: float
    """Font size of most of its characters."""
    leftward: bool = False
    """True where it runs from right to left."""

    @property
    def start(self) -> float:
        """Where it begins, measured in the direction in which it runs: the smaller, the earlier."""
        return -self.box[2] if self.leftward else self.box[0]

    @property
    def end(self) -> float:
        """Where it ends, measured likewise."""
        return -self.box[0] if self.leftward else self.box[2]

    @property
    def tokens(self) -> list[Token]:
        """All words in reading order."""
        tokens = [token for piece in self.pieces for token in piece] if len(self.pieces) > 1 else list(self.pieces[0])
        return in_reading_order(tokens) if self.leftward else tokens

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(token.text for token in self.tokens)

    @property
    def bold(self) -> bool:
        """True where its first and its last word are bold, as far as that is known."""
        known = [token.bold for piece in self.pieces for token in piece if token.bold is not None]
        return bool(known) and all(known)

    def with_marks(self, marks: Sequence[Token]) -> "Row":
        """The row with only these of its raised words, which become words of it; the others are left out."""
        if not marks:
            return replace(self, marks=()) if self.marks else self
        pieces = [list(piece) for piece in self.pieces]
        for mark in marks:
            _put_back(mark, pieces)
        return make_row(pieces)

    def part(self, pieces: Sequence[Sequence[Token]]) -> "Row":
        """A row of some of its pieces, with the marks that stand beside them."""
        x0, x1 = pieces[0][0].x0, pieces[-1][-1].x1
        return make_row(pieces, [mark for mark in self.marks if x0 - 1 < mark.x0 < x1 + mark.size])


def _put_back(mark: Token, pieces: list[list[Token]]) -> None:
    """Put a raised word into its piece: as the end of the word before it ("m2"), or as a word of its own."""
    piece = max((piece for piece in pieces if piece[0].x0 <= mark.x0), key=lambda piece: piece[0].x0, default=pieces[0])
    at = sum(token.x0 <= mark.x0 for token in piece)
    before = piece[at - 1] if at else None
    if before and mark.x0 - before.x1 < 0.3 * mark.size and not before.text[-1].isdigit():
        piece[at - 1] = before._replace(text=before.text + mark.text, x1=mark.x1)
    else:
        piece.insert(at, mark)


def make_row(pieces: Sequence[Sequence[Token]], marks: Iterable[Token] = ()) -> Row:
    """A row of pieces that are in order from left to right."""
    tokens = [token for piece in pieces for token in piece] if len(pieces) > 1 else pieces[0]
    top, bottom = min([token[2] for token in tokens]), max([token[4] for token in tokens])
    box = (tokens[0].x0, top, tokens[-1].x1, bottom)
    leftward = not all(token[0].isascii() for token in tokens) and _runs_left(tokens)
    return Row(tuple(map(tuple, pieces)), tuple(marks), box, tokens[0].base, size_of(tokens), leftward)


def _runs_left(tokens: Sequence[Token]) -> bool:
    """True where at least half of the words with letters run from right to left."""
    lettered = [runs_left(token.text) for token in tokens if not is_neutral(token.text)]
    return any(lettered) and 2 * sum(lettered) >= len(lettered)


def size_of(tokens: Sequence[Token]) -> float:
    """The font size that most characters have."""
    if len({token.size for token in tokens}) == 1:
        return round(tokens[0].size, 1)
    sizes = dict[float, int]()
    for token in tokens:
        size = round(token.size, 1)
        sizes[size] = sizes.get(size, 0) + len(token.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def rows_of(tokens: Sequence[Token]) -> list[Row]:
    """The rows of a page or a column, from top to bottom."""
    groups = list[list[list[Token]]]()
    for chain in sorted(_chains(tokens), key=lambda chain: chain[0].base):
        for group in reversed(groups[-6:]):
            if _is_level(chain, group):
                group.append(chain)
                break
        else:
            groups.append([chain])
    rows = [_row(group) for group in _with_raised(groups)]
    return sorted(rows, key=lambda row: row.base)


def _chains(tokens: Sequence[Token]) -> list[list[Token]]:
    """Words that follow one another in the file and on the page."""
    chains = list[list[Token]]()
    text, x0, x1, base, size = "", 0.0, 0.0, -1000.0, 0.0
    for token in tokens:
        if abs(token.base - base) < _LEVEL * size:
            if -0.5 * size < token.x0 - x1 < _WIDE_GAP * size and not token.raised:
                chains[-1].append(token)
                text, x0, _, x1, _, base, size, *_ = token
                continue
            if token.text == text and abs(token.x0 - x0) < 0.1 * size:
                continue  # bold imitated by printing twice
        chains.append([token])
        text, x0, _, x1, _, base, size, *_ = token
    return chains


def _is_level(chain: list[Token], group: list[list[Token]]) -> bool:
    """True where the chain continues the row, seen from its neighbour in the row."""
    first = chain[0]
    if first.raised or (len(group) == 1 and abs(first.base - group[0][0].base) > 4 * first.size):
        return False
    near = min(group, key=lambda other: max(other[0].x0 - chain[-1].x1, first.x0 - other[-1].x1))
    if near[0].x0 > first.x0:
        here, there, gap = chain[-1], near[0], near[0].x0 - chain[-1].x1
    else:
        here, there, gap = first, near[-1], first.x0 - near[-1].x1
    size = min(here.size, there.size)
    return gap > -0.5 * size and abs(here.base - there.base) < _LEVEL * size


def _with_raised(groups: list[list[list[Token]]]) -> list[list[list[Token]]]:
    """The rows with small raised words (superscripts) put back into the rows that they stand beside."""
    kept = list[list[list[Token]]]()
    for at, group in enumerate(groups):
        hosts = groups[max(0, at - 2) : at] + groups[at + 1 : at + 3]
        host = next((host for host in hosts if all(_is_raised_in(chain, host) for chain in group)), None)
        if host is None:
            kept.append(group)
        else:
            host.extend([token._replace(raised=True) for token in chain] for chain in group)
    return kept


def _is_raised_in(chain: list[Token], row: list[list[Token]]) -> bool:
    """True for a raised word right behind a word of the row, or right before its first (the mark of a footnote)."""
    if len(chain) > 2:
        return False
    token = chain[0]
    return any(
        _is_raised_beside(token, other)
        and (
            -1 < token.x0 - other.x1 < 0.6 * other.size or (at == 0 and -1 < other.x0 - chain[-1].x1 < 0.8 * other.size)
        )
        for others in row
        for at, other in enumerate(others)
    )


def _is_raised_beside(token: Token, other: Token) -> bool:
    return token.size < 0.82 * other.size and 0.1 * other.size < other.base - token.base < 0.7 * other.size


def _row(group: list[list[Token]]) -> Row:
    if len(group) == 1 and not group[0][0].raised:
        return make_row(_respaced(group))
    tokens = sorted([token for chain in group for token in chain], key=lambda token: token.x0)
    marks = list[Token]()
    if any(token.raised for token in tokens) and not all(token.raised for token in tokens):
        tokens, marks = _parted(tokens)
    pieces = [[tokens[0]]]
    for previous, token in pairwise(tokens):
        if token.x0 - previous.x1 > _WIDE_GAP * previous.size:
            pieces.append([])
        pieces[-1].append(token)
    return make_row(_respaced(pieces), marks)


def _parted(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words of a row and its raised marks. What else is raised ("1er") or follows it closely is part of a word."""
    words, marks, clings = list[Token](), list[Token](), False
    for previous, token in pairwise([tokens[0], *tokens]):
        if token.raised and _MARK.match(token.text):
            marks.append(token)
        elif words and (token.raised or clings) and token.x0 - previous.x1 < 0.15 * words[-1].size:
            words[-1] = words[-1]._replace(text=words[-1].text + token.text, x1=token.x1)
        else:
            words.append(token)
        clings = token.raised and not (marks and marks[-1] is token)
    return words, marks


def _respaced(pieces: list[list[Token]]) -> list[list[Token]]:
    """A spaced-out line ("A R T I C L E  5") with its letters put together."""
    if len(pieces[0][0].text) > 1 or len(pieces[-1][-1].text) > 2:
        return pieces
    tokens = [token for piece in pieces for token in piece]
    single = sum(len(token.text) == 1 and token.text.isalpha() for token in tokens)
    if single < 4 or single < 0.7 * len(tokens):
        return pieces
    gaps = sorted(token.x0 - previous.x1 for previous, token in pairwise(tokens))
    usual = gaps[len(gaps) // 3]
    words = [[tokens[0]]]
    for previous, token in pairwise(tokens):
        if token.x0 - previous.x1 > 1.6 * usual + 0.15 * token.size:
            words.append([])
        words[-1].append(token)
    return [[_merged(word) for word in words]]


def _merged(letters: list[Token]) -> Token:
    first, last = letters[0], letters[-1]
    return first._replace(text="".join(letter.text for letter in letters), x1=last.x1, bold=first.bold)
