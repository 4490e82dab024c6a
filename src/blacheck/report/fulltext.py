"""The agreement's text clause by clause, with the passages that were used for an answer and the starts of pages."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from blacheck.model import Agreement, Clause, Document, Finding, Stance

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WEIGHT: dict[Stance, int] = {"weak": 1, "supports": 2, "contrary": 3}
_LONGEST_HEADING = 100


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins, or stands unread between two others."""

    number: int
    """0 for the beginning of a file without pages."""
    unreadable: str | None = None
    confidence: float | None = None
    """Of the recognition of its characters, where they were recognised."""
    file: str = ""
    """The file that begins with it, in a document made of several."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a paragraph that carry the same marks."""

    text: str
    stance: Stance | None = None
    """The weightiest stance of the passages it belongs to."""
    anchor: str = ""
    """Where a passage begins here: what its quotation links to."""
    pages: tuple[PageStart, ...] = ()
    """The pages that begin just before it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text with the elements it was used for by the weightiest stance of each."""

    runs: tuple[Run, ...]
    used_for: tuple[tuple[Stance, tuple[str, ...]], ...]
    role: str
    """heading (of an article or annex), title (its second line, where it has one), row or text."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as it is shown."""

    clause: Clause
    depth: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class FullText:
    """The whole text, and the anchors that exist in it."""

    clauses: tuple[ClauseText, ...]
    anchors: frozenset[str]
    last_pages: tuple[PageStart, ...]
    """Unreadable pages after the last clause."""


@dataclass(frozen=True, slots=True, order=True)
class _Passage:
    start: int
    end: int
    stance: Stance
    order: int
    element: str


def anchor_of(start: int) -> str:
    """Id of the place in the full text where a passage begins."""
    return f"t-{start}"


def full_text(agreement: Agreement, findings: Iterable[Finding]) -> FullText:
    """The agreement's text with the passages that the findings rest on."""
    marks = _Marks(agreement.document, findings)
    depths = _depths(agreement.clauses)
    clauses = tuple(
        ClauseText(clause, depths[clause.id], tuple(_paragraphs(agreement.document, clause, marks)))
        for clause in agreement.clauses
    )
    runs = (run for clause in clauses for paragraph in clause.paragraphs for run in paragraph.runs)
    return FullText(clauses, frozenset(run.anchor for run in runs if run.anchor), marks.pages_until(None))


def _depths(clauses: Sequence[Clause]) -> dict[int, int]:
    depths: dict[int, int] = {}
    for clause in clauses:
        depths[clause.id] = depths.get(clause.parent, -1) + 1 if clause.parent is not None else 0
    return depths


def _paragraphs(document: Document, clause: Clause, marks: "_Marks") -> Iterator[Paragraph]:
    text = clause.span.of(document.text)
    for line, match in enumerate(_PARAGRAPH.finditer(text)):
        start = clause.span.start + match.start()
        runs = tuple(marks.runs(start, start + len(match[0].rstrip())))
        if runs:
            role = _role(match[0].strip(), clause, line)
            yield Paragraph(runs, marks.used_for(start, start + len(match[0])), role)


def _role(text: str, clause: Clause, line: int) -> str:
    if " | " in text:
        return "row"
    if line == 0 and _opens(clause) and _is_heading(text):
        return "heading"
    return "title" if line == 1 and text.casefold() == clause.heading.casefold() else "text"


def _opens(clause: Clause) -> bool:
    return clause.kind in ("heading", "annex") or (clause.kind == "article" and clause.parent is None)


def _is_heading(text: str) -> bool:
    sentence = text.endswith((";", ":", ",")) or (text.endswith(".") and len(text.split()) > 3)
    return len(text) <= _LONGEST_HEADING and not sentence


class _Marks:
    """The passages and page starts of a document, asked for from front to back."""

    def __init__(self, document: Document, findings: Iterable[Finding]) -> None:
        self._text = document.text
        self._passages = sorted(_passages(findings))
        self._starts = [passage.start for passage in self._passages]
        self._longest = max((passage.end - passage.start for passage in self._passages), default=0)
        self._pages = list(_page_starts(document))

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The paragraph from ``start`` to ``end`` cut wherever a passage begins or ends or a page begins."""
        passages = self._over(start, end)
        cuts = {cut for passage in passages for cut in (passage.start, passage.end)}
        cuts |= {at for at, _ in takewhile(lambda page: page[0] < end, self._pages)}
        inside = sorted(cut for cut in cuts if start < cut < end)
        begins = {passage.start for passage in passages}
        for left, right in zip([start, *inside], [*inside, end], strict=True):
            here = [passage.stance for passage in passages if passage.start <= left and right <= passage.end]
            yield Run(
                self._text[left:right],
                _weightiest(here) if here else None,
                anchor_of(left) if left in begins else "",
                self.pages_until(left),
            )

    def used_for(self, start: int, end: int) -> tuple[tuple[Stance, tuple[str, ...]], ...]:
        """The elements that rest on a passage in this stretch of text, by stance, in the order of the findings."""
        used: dict[str, Stance] = {}
        for passage in sorted(self._over(start, end), key=lambda passage: passage.order):
            used[passage.element] = _weightiest([passage.stance, used.get(passage.element, passage.stance)])
        stances = sorted(set(used.values()), key=_WEIGHT.__getitem__, reverse=True)
        return tuple((stance, tuple(key for key, value in used.items() if value == stance)) for stance in stances)

    def pages_until(self, offset: int | None) -> tuple[PageStart, ...]:
        """The pages that begin at or before an offset (None: all) and were not asked for yet."""
        due = [page for _, page in takewhile(lambda page: offset is None or page[0] <= offset, self._pages)]
        del self._pages[: len(due)]
        return tuple(due)

    def _over(self, start: int, end: int) -> list[_Passage]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [passage for passage in self._passages[first:last] if passage.end > start]


def _weightiest(stances: Sequence[Stance]) -> Stance:
    return max(stances, key=_WEIGHT.__getitem__)


def _passages(findings: Iterable[Finding]) -> Iterator[_Passage]:
    for order, finding in enumerate(findings):
        for evidence in finding.evidence:
            for part in evidence.parts:
                yield _Passage(part.start, part.end, evidence.stance, order, finding.element)


def _page_starts(document: Document) -> Iterator[tuple[int, PageStart]]:
    """Offset and page, in order; an unreadable page stands where the next readable one begins."""
    if not document.paginated and not document.files:
        return
    paginated = {file.name: file.paginated for file in document.files}
    following = len(document.text)
    found: list[tuple[int, PageStart]] = []
    for page in reversed(document.pages):
        following = min((span.start for span in page.spans), default=following)
        number = page.number if paginated.get(page.file, True) else 0
        file = page.file if page.number == 1 else ""
        found.append((following, PageStart(number, page.unreadable, page.confidence, file)))
    yield from reversed(found)
