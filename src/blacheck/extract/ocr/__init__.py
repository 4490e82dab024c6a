"""Character recognition: pages that are pictures become words with places, page by page, several at a time.

    numbers ─drawn in the child→ scans ─tesseract→ lines ─→ words with places and confidence

The pictures are drawn by the child process that reads PDFs, under its limits; this package runs in the parent and sees
nothing but grey pixels.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from blacheck.errors import ExtractionError
from blacheck.extract.legible import NO_TIME, UNDRAWN
from blacheck.extract.limits import Ocr
from blacheck.extract.ocr.kept import Pages
from blacheck.extract.ocr.languages import languages_in
from blacheck.extract.ocr.page import Recognised, recognise, with_even_sizes
from blacheck.extract.ocr.tesseract import Tesseract, installed

if TYPE_CHECKING:
    from blacheck.extract.scans import RawScan

__all__ = ["Recognised", "lacking", "recognised_pages", "recogniser"]

Draw = Callable[..., "tuple[RawScan, ...]"]
_SAMPLES = 3
"""Pages by which the languages of a document are told."""
_DRAWN_AHEAD = 4
"""Pages that are drawn together, for each that is recognised at the same time."""


def lacking() -> str:
    """What is not installed that recognition needs, in words; "" where it can begin."""
    if installed() is None:
        return "Tesseract is not installed, or has no data for English, French, Spanish or Arabic"
    return ""


def recogniser() -> str:
    """Name, version and languages of what recognises characters; "" where nothing does."""
    engine = installed()
    return f"{engine.name}, {' '.join(engine.languages)}" if engine else ""


def recognised_pages(
    numbers: Sequence[int], *, draw: Draw, document: str, ocr: Ocr, until: float
) -> tuple[Recognised, ...]:
    """Pages of a PDF recognised. Of one that cannot be drawn, or for which there is no time, the reason is given.

    Args:
        numbers: Which pages, counted from 1.
        draw: Draws pages, by their ``numbers``, each with the same ``turn``, as ``scans.draw_scans`` does.
        document: SHA-256 of the file, under which its pages are kept; "" for one of which nothing must be kept.
        ocr: How to go about it.
        until: The time by ``monotonic`` by which all must be done.
    """
    engine = installed()
    assert engine is not None, "to be asked only where nothing is lacking"
    kept = Pages(document, engine.name) if document and ocr.cache else None
    work = _Work(draw, ocr, engine, kept, until)
    pages = with_even_sizes(work.pages(numbers, work.languages(numbers)))
    if kept:
        kept.trim()
    return tuple(pages)


@dataclass(slots=True)
class _Work:
    draw: Draw
    ocr: Ocr
    engine: Tesseract
    kept: Pages | None
    until: float
    known: dict[tuple[int, tuple[str, ...]], Recognised] = field(default_factory=dict)
    undrawn: set[int] = field(default_factory=set)
    """Pages that broke a limit or are damaged, which are not drawn a second time."""

    def languages(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The languages of the document, told from the first page, the last and one between."""
        if len(self.engine.languages) == 1:
            return self.engine.languages
        last = len(numbers) - 1
        samples = sorted({numbers[at * last // (_SAMPLES - 1)] for at in range(_SAMPLES)})
        texts = [page.text for page in self.pages(samples, self.engine.languages, tells=False)]
        return languages_in(texts, self.engine.languages)

    def pages(self, numbers: Sequence[int], languages: Sequence[str], *, tells: bool = True) -> list[Recognised]:
        """The pages recognised with some languages, in order."""
        tell = (tells and self.ocr.progress) or (lambda _done, _all: None)
        pages = [page for page in (self._kept(number, languages) for number in numbers) if page]
        missing = sorted(set(numbers) - {page.number for page in pages} - self.undrawn)
        tell(len(pages), len(numbers))
        for page in self._anew(missing, languages):
            pages.append(page)
            tell(len(pages), len(numbers))
        return sorted(
            [*pages, *self._given_up(set(numbers) - {page.number for page in pages})], key=lambda page: page.number
        )

    def _given_up(self, numbers: Iterable[int]) -> Iterator[Recognised]:
        for number in numbers:
            yield Recognised(number, reason=UNDRAWN if number in self.undrawn else NO_TIME, lasting=False)

    def _kept(self, number: int, languages: Sequence[str]) -> Recognised | None:
        known = self.known.get((number, tuple(languages)))
        return known or (self.kept.get(number, languages) if self.kept else None)

    def _anew(self, numbers: Sequence[int], languages: Sequence[str]) -> Iterator[Recognised]:
        if not numbers:
            return
        together = _DRAWN_AHEAD * self.ocr.processes
        pool = ThreadPoolExecutor(self.ocr.processes)
        try:
            for at in range(0, len(numbers), together):
                scans = self._drawn(numbers[at : at + together])
                for page in pool.map(lambda scan: self._recognised(scan, languages), scans):
                    self.known[page.number, tuple(languages)] = page
                    if self.kept:
                        self.kept.keep(page, languages)
                    yield page
        finally:
            pool.shutdown(cancel_futures=True)

    def _recognised(self, scan: "RawScan", languages: Sequence[str]) -> Recognised:
        seconds = min(self.ocr.seconds, self.until - monotonic())
        return recognise(scan, engine=self.engine, languages=languages, redraw=self._redrawn, seconds=seconds)

    def _drawn(self, numbers: Sequence[int], turn: int = 0) -> "tuple[RawScan, ...]":
        """Pages drawn together; where that breaks a limit, each alone, so that one page does not cost the others."""
        if monotonic() > self.until:
            return ()
        try:
            scans = self.draw(numbers=tuple(numbers), turn=turn)
        except ExtractionError:
            scans = ()
            if numbers[1:]:
                return tuple(scan for number in numbers for scan in self._drawn([number], turn))
        if not turn and monotonic() < self.until:
            self.undrawn.update(set(numbers) - {scan[0] for scan in scans})
        return scans

    def _redrawn(self, number: int, turn: int) -> "RawScan | None":
        return next(iter(self._drawn([number], turn)), None)
