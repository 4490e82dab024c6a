"""What was noticed in a draft while it was read as if all tracked changes were accepted, and must be told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Change = Literal["insertion", "deletion"]


@dataclass(slots=True)
class Noticed:
    """Counts of what a reader of the review must be told."""

    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    struck: int = 0
    pictures: int = 0
    scans: int = 0
    """Pictures as large as the text of a page."""
    embedded: int = 0
    _last: tuple[Change, str] | None = field(default=None)

    def change(self, change: Change, author: str = "") -> None:
        """A tracked change; what follows one of the same kind by the same person without a break belongs to it."""
        this = (change, author)
        if this == self._last:
            return
        self._last = this
        if change == "insertion":
            self.insertions += 1
        else:
            self.deletions += 1

    def unchanged(self) -> None:
        """Text outside any tracked change."""
        self._last = None

    def warnings(self, comments: int = 0) -> Iterator[str]:
        """What was noticed, in words."""
        if self.insertions or self.deletions:
            changes = f"{_counted(self.insertions, 'insertion')} and {_counted(self.deletions, 'deletion')}"
            yield f"the draft has tracked changes ({changes}); it was read as if all of them were accepted"
        if comments:
            yield f"{_counted(comments, 'comment')} in the margin {_was(comments)} not read"
        if self.hidden:
            yield f"hidden text in {_counted(self.hidden, 'place')} was left out"
        if self.struck:
            yield f"{_counted(self.struck, 'passage')} struck through by hand {_was(self.struck)} read like any other"
        if self.pictures:
            yield f"what {_counted(self.pictures, 'large picture')} may show was not read"
        yield from self.unread()
        if self.embedded:
            yield f"{_counted(self.embedded, 'embedded file')} {_was(self.embedded)} not read"

    def unread(self) -> Iterator[str]:
        """What may have been part of the agreement and could not be read, in words."""
        if self.scans:
            yield f"what {_counted(self.scans, 'picture')} as large as a page may say was not read"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
