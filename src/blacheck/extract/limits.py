"""What the reading of one document may cost, and how the process that reads it asks for the time its pages need."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

_AT_LEAST = 60.0
_A_PAGE = 0.1
"""Seconds: ten times what a page takes on a machine that has nothing else to do."""
_A_RECOGNISED_PAGE = 30.0
"""Seconds: ten times likewise, where its characters are to be recognised."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one document may cost."""

    seconds: float | None = None
    """Most seconds by the clock; by default a minute, a tenth of a second for each page, and half a minute for each
    whose characters must be recognised."""
    memory_mb: int = 2048
    """Address space of the child process where the system can limit it, and the largest file accepted."""
    pages: int = 3000
    """Most pages a document may have."""

    def allowed(self, pages: int = 0, *, recognised: int = 0) -> float:
        """Seconds by the clock in which a document of so many pages, some of them recognised, must be read."""
        if self.seconds is not None:
            return self.seconds
        return _AT_LEAST + _A_PAGE * min(pages, self.pages) + _A_RECOGNISED_PAGE * min(recognised, self.pages)


@dataclass(frozen=True, slots=True)
class Ocr:
    """How pages without usable text are recognised."""

    seconds: float = 120
    """Most seconds by the clock for one page, as far as those of the document allow it."""
    workers: int | None = None
    """Pages recognised at the same time; by default one for each core."""
    cache: bool = True
    """Whether what was recognised is kept in the user's cache for the next time."""
    progress: Callable[[int, int], None] | None = None
    """Told, as pages are done, how many are and how many there are."""

    @property
    def processes(self) -> int:
        """Pages recognised at the same time."""
        if self.workers:
            return self.workers
        affinity = getattr(os, "sched_getaffinity", None)
        return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(slots=True)
class Errand:
    """What a function that runs in the child process is told beside the document, and its line to the parent."""

    name: str
    """How errors call the document."""
    limits: Limits = field(default_factory=Limits)
    tell: Callable[[str, int], None] = lambda _kind, _count: None
    """Sends a message to the parent."""
    _begun: float = field(default_factory=monotonic)
    _pages: int = 0

    def expect(self, pages: int) -> None:
        """Say how many pages there are to read, because the time allowed depends on it."""
        self._pages = pages
        self.tell("pages", pages)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self._begun + self.limits.allowed(self._pages) - monotonic()
