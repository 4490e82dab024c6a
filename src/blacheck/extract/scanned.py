"""A PDF read, its pages without usable text recognised, and both put together, all within the time of one document.

read_pdf ─pages without text→ draw_scans → recognise ─words→ read_pdf
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from blacheck.extract.isolate import run_isolated
from blacheck.extract.legible import RECOGNISABLE
from blacheck.extract.limits import Limits, Ocr

if TYPE_CHECKING:
    from blacheck.extract.assemble import RawDocument
    from blacheck.extract.scans import RawScan

_A_DRAWING = 20.0
"""Seconds in which a page must be drawn: twenty times what a large one takes on a machine that has nothing else
to do."""
_TO_FINISH = 2.0
"""Seconds, beside the time that the first reading took, kept for the second."""


@dataclass(slots=True)
class ReadScan:
    """How one PDF is read.

    Args:
        data: The file.
        name: How errors call it.
        digest: Its SHA-256, under which recognised pages are kept.
        limits: What all that is done with it may cost.
        options: ``password`` and ``partial`` as for ``read_pdf``.
        even_empty: Whether it is wanted even where none of its pages can be read.
    """

    data: bytes
    name: str
    digest: str
    limits: Limits
    options: dict[str, Any]
    even_empty: bool = False
    _begun: float = field(default_factory=monotonic)

    def read(self, ocr: Ocr | None) -> "RawDocument":
        """What it says, as plain data.

        Raises:
            ExtractionError: It cannot be read.
            NoTextError: None of its pages has text, even once they were recognised.
        """
        if ocr is None:
            return self._read(self.limits)
        raw = self._read(self.limits, waits=True)
        waiting = [page[0] for page in raw[1] if page[6] in RECOGNISABLE]
        if not waiting:
            return raw
        from blacheck.extract.ocr import recognised_pages

        end = self._begun + self.limits.allowed(len(raw[1]), recognised=len(waiting))
        until = max(monotonic(), end - (monotonic() - self._begun) - _TO_FINISH)

        def draw(numbers: Sequence[int], turn: int) -> "tuple[RawScan, ...]":
            return self._drawn(numbers, turn, until)

        kept_as = "" if self.options["password"] else self.digest  # what is locked away must not lie about in a cache
        pages = recognised_pages(waiting, draw=draw, document=kept_as, ocr=ocr, until=until)
        left = max(_TO_FINISH, end - monotonic())
        return self._read(replace(self.limits, seconds=left), recognised=[asdict(page) for page in pages])

    def _read(self, limits: Limits, *, waits: bool = False, recognised: Sequence[dict[str, Any]] = ()) -> "RawDocument":
        empty = "accepted" if self.even_empty else "recognisable" if waits else "refused"
        more = {"empty": empty, "recognised": recognised, **self.options}
        raw: RawDocument = run_isolated("pdf:read_pdf", self.data, name=self.name, limits=limits, **more)
        return raw

    def _drawn(self, numbers: Sequence[int], turn: int, until: float) -> "tuple[RawScan, ...]":
        seconds = max(0.1, min(until - monotonic(), _A_DRAWING * len(numbers)))
        more = {"numbers": tuple(numbers), "turn": turn, **self.options}
        limits = replace(self.limits, seconds=seconds)
        scans: tuple[RawScan, ...] = run_isolated("scans:draw_scans", self.data, name=self.name, limits=limits, **more)
        return scans
