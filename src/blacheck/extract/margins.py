"""Notes in the margin: small print beside the text, which would otherwise be read into its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from blacheck.extract.notes import body_size
from blacheck.extract.printed import Token
from blacheck.extract.rows import Row, make_row, size_of

_SMALL = 0.92
"""Print smaller than this share of the text's may be a note."""
_WORDS_OF_TEXT = 4
_FEWEST_LINES = 6
_WHITE = 0.5
"""White between text and note, in font sizes of the text."""
_APART = 1.8
"""Distance of two lines from which they are two notes, in their font size."""


@dataclass(frozen=True, slots=True)
class Margined:
    """A page's rows without the notes beside them, and the notes, each in lines."""

    rows: tuple[Row, ...]
    notes: tuple[tuple[Row, ...], ...]


def without_margin_notes(rows: Sequence[Row]) -> Margined:
    """The rows of a page and the notes in its margins."""
    size = body_size(rows)
    text = [piece for row in rows for piece in row.pieces if len(piece) >= _WORDS_OF_TEXT and size_of(piece) >= size]
    if len(text) < _FEWEST_LINES:
        return Margined(tuple(rows), ())
    left, right = min(piece[0].x0 for piece in text), max(piece[-1].x1 for piece in text)
    kept, lines = list[Row](), (list[Row](), list[Row]())
    for row in rows:
        rest, taken = list[Sequence[Token]](), list[Row]()
        for piece in row.pieces:
            small = size_of(piece) < _SMALL * size
            before, behind = piece[-1].x1 < left - _WHITE * size, piece[0].x0 > right + _WHITE * size
            if small and (before or behind):
                taken.append(row.part([piece]))
                lines[behind].append(taken[-1])
            else:
                rest.append(piece)
        if rest:
            marks = [mark for mark in row.marks if not any(mark in note.marks for note in taken)]
            kept.append(make_row(rest, marks) if taken else row)
    return Margined(tuple(kept), tuple(note for side in lines for note in _notes(side)))


def _notes(lines: Sequence[Row]) -> list[tuple[Row, ...]]:
    """The lines of one margin, note by note."""
    notes = list[tuple[Row, ...]]()
    for line in lines:
        if notes and line.base - notes[-1][-1].base < _APART * line.size:
            notes[-1] += (line,)
        else:
            notes.append((line,))
    return notes
