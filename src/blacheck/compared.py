"""What a comparison of two drafts holds, as plain data. Like ``model`` it imports nothing of ours but the model.

Agreement × Agreement ─redraft→ ComparisonRecord ─report→ HTML or JSON
"""

from dataclasses import dataclass
from typing import Literal

from blacheck.model import ChecklistRef, Coverage, DocumentFacts, Stance, Status, Strength

Change = Literal["removed", "added", "changed", "split", "merged", "rearranged", "renumbered", "unchanged"]
"""What became of an article. ``changed``, ``split``, ``merged`` and ``rearranged`` articles may have another number
too; ``renumbered`` says that nothing else differs."""

Move = Literal[
    "turned_contrary",
    "more_contrary",
    "lost",
    "weakened",
    "now_unclear",
    "now_asked",
    "not_asked",
    "contrary_removed",
    "less_contrary",
    "gained",
    "strengthened",
    "now_clear",
    "unchanged",
]
"""How a verdict moved, the worst first."""

REGRESSIONS: frozenset[Move] = frozenset({"turned_contrary", "more_contrary", "lost", "weakened", "now_unclear"})
"""Moves that leave workers worse protected, or of which that cannot be excluded."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both drafts have, or only the old or only the new one."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one draft and where they stand: always ``text[start:end] == quote``."""

    clause: str
    """The clause's number as a reader cites it."""
    page: int | None
    """Page, or paragraph in a source without pages; None where it is not known."""
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of the two drafts that answer each other. One side is empty for what was added or removed."""

    old: tuple[Place, ...]
    new: tuple[Place, ...]
    pieces: tuple[Piece, ...]
    """The words of both, in reading order."""
    moved: bool = False
    """True where they stand in articles that do not answer each other otherwise."""


@dataclass(frozen=True, slots=True)
class ArticleSide:
    """An article, annex or other main unit of one draft."""

    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """Articles of the two drafts that answer each other, with the sentences that differ."""

    change: Change
    old: tuple[ArticleSide, ...]
    new: tuple[ArticleSide, ...]
    passages: tuple[Passage, ...]
    """Only those that differ or have moved."""
    same: int
    """How many further sentences are word for word the same."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the review of one draft says on an element."""

    status: Status
    coverage: Coverage
    contrary: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage on which a verdict rests in either draft. A stance is None where that draft's words do not count."""

    passage: Passage
    old_stance: Stance | None
    new_stance: Stance | None
    old_strength: Strength | None = None
    new_strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class ElementMove:
    """How the verdict on one element moved."""

    element: str
    moves: tuple[Move, ...]
    """One or more, the worst first."""
    old: Verdict
    new: Verdict
    grounds: tuple[Ground, ...]
    """What tells most first: where the stance or the words changed. At most a handful."""

    @property
    def regressed(self) -> bool:
        """True where workers are worse protected on it, or that cannot be excluded."""
        return not REGRESSIONS.isdisjoint(self.moves)


@dataclass(frozen=True, slots=True)
class ComparisonRecord:
    """Two reviews held against each other: what the published JSON of a comparison holds."""

    blacheck: str
    """Version of the program."""
    old: DocumentFacts
    new: DocumentFacts
    checklists: tuple[ChecklistRef, ...]
    elements: tuple[ElementMove, ...]
    """In the order of the checklist."""
    articles: tuple[ArticleChange, ...]
    """In the order of the new draft, what was removed where it stood; empty where a side is a saved review."""
    moves: dict[Move, int]
    """Number of elements by their first move; every move is present."""
    changes: dict[Change, int]
    """Number of entries of ``articles`` by change; every change is present."""
    notes: tuple[str, ...] = ()
    """Keys of what limits the comparison: ``old is a saved review``, ``checklists differ`` …"""
    schema_version: str = "1"
