"""A clause in the making, and the pieces of text it holds."""

from dataclasses import dataclass, field
from typing import Literal

from blacheck.model import ClauseKind, Span

Role = Literal["text", "item", "more", "tail", "row"]
"""``text`` stands for itself or governs what follows, ``item`` is a list item without a number, ``more`` a further
paragraph of an item, ``tail`` what completes the sentence after a list, ``row`` a row of a table."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a clause that is to be read as one."""

    span: Span
    role: Role = "text"
    header: tuple[Span, ...] = ()
    """For a row: the cells of the header row, () where there is none."""
    cells: tuple[Span, ...] = ()


@dataclass(slots=True, eq=False)
class Draft:
    """A clause in the making: its number can be composed only when its whole article has been read."""

    kind: ClauseKind
    start: int
    label: str = ""
    """What it is cited by within its part; "" where it is cited by its base and its suffix."""
    base: "Draft | None" = None
    """The clause that contains it in the numbering."""
    suffix: str = ""
    part: str = ""
    agreement: str = ""
    """How the agreement is cited that it belongs to, where that is not the first of several."""
    prefix: str = ""
    """The group that must be cited because numbering starts anew in it: "Part 2"."""
    heading: str = ""
    heading_span: Span | None = None
    group: "Draft | None" = None
    """The group or annex under whose heading it stands."""
    pieces: list[Piece] = field(default_factory=list)
    is_unit: bool = False
    """True for an article or what stands in its place: what governs a list does not govern it."""
    is_item: bool = False
    """True for an item of a list that an unfinished sentence opens."""
    skips_base: bool = False
    """True for an item of an article's first unnumbered paragraph, which is cited without it: "2(a)"."""

    @property
    def core(self) -> str:
        """The number within its part."""
        base = self.base.base if self.base and self.skips_base else self.base
        return self.label or (base.core if base else "") + self.suffix

    @property
    def number(self) -> str:
        """The number as a reader cites it."""
        return " ".join(filter(None, (self.agreement, self.part, self.prefix, self.core)))

    @property
    def title(self) -> str:
        """Its own heading or the nearest one above it."""
        counted = self.group is not None and not self.group.label
        above = self.base or (self.group if self.part or (counted and not self.is_unit) else None)
        return self.heading or (above.title if above else "")

    @property
    def is_continuation(self) -> bool:
        """True for text of its base that something else was printed before."""
        return self.base is not None and not self.label and not self.suffix
