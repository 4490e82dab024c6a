"""A review as its user holds it: the findings by status, and the ways to show and keep them.

The module is not called ``review`` because the function ``blacheck.review`` is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from os import PathLike
from pathlib import Path
from time import monotonic

from blacheck import pipeline
from blacheck.checklist import Checklist, load_checklist
from blacheck.corrections import Corrections
from blacheck.decisions import DecisionFile, applied, load
from blacheck.model import Agreement, Decision, DocumentFacts, Finding, Picture, ReviewRecord, Status, decided
from blacheck.pipeline import DEFAULT_LIMITS, Limits, Ocr, Sources
from blacheck.views import Selection, View, select, selection_of


@dataclass(frozen=True, slots=True)
class Review:
    """An agreement held against a checklist.

    Attributes:
        record: The review as plain data, as the published JSON holds it.
        checklist: The whole checklist it was made with; None where the review was read from JSON without one.
        agreement: The agreement as read; None where the review was read from JSON.
        files: The bytes of the files it was read from, for pictures of their pages; none where it was read from JSON.
        limits: What is left of what the document may cost, for these pictures.
        password: What opens its files, where they are locked.
    """

    record: ReviewRecord
    checklist: Checklist | None = None
    agreement: Agreement | None = None
    files: tuple[bytes, ...] = field(default=(), repr=False, compare=False)
    limits: Limits = field(default=DEFAULT_LIMITS, repr=False, compare=False)
    password: str | None = field(default=None, repr=False, compare=False)

    @property
    def document(self) -> DocumentFacts:
        """What is known of the document: name, pages, title, parties, date, warnings."""
        return self.record.document

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the checklist."""
        return self.record.findings

    @property
    def summary(self) -> dict[Status, int]:
        """How many findings have each status."""
        return self.record.summary

    @property
    def covered(self) -> tuple[Finding, ...]:
        """Findings on what the agreement says as good practice asks."""
        return self._with("covered")

    @property
    def partial(self) -> tuple[Finding, ...]:
        """Findings on what it deals with, but not as far as the minimum."""
        return self._with("partial")

    @property
    def mixed(self) -> tuple[Finding, ...]:
        """Findings on what it supports in one clause and goes against in another."""
        return self._with("mixed")

    @property
    def contrary(self) -> tuple[Finding, ...]:
        """Findings on what it goes against and nowhere supports."""
        return self._with("contrary")

    @property
    def missing(self) -> tuple[Finding, ...]:
        """Findings on what no clause deals with."""
        return self._with("missing")

    @property
    def unclear(self) -> tuple[Finding, ...]:
        """Findings that cannot be given, because pages or languages could not be read."""
        return self._with("unclear")

    @property
    def not_applicable(self) -> tuple[Finding, ...]:
        """Findings on what lies outside the scope of the agreement."""
        return self._with("not_applicable")

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What reviewers decided, current or stale, in the order of their file."""
        return self.record.decisions

    def decided(self, element_id: str) -> Status:
        """The status of an element by the reviewer's decision where a current one stands, else by the program.

        Raises:
            KeyError: The checklist has no such element.
        """
        return decided(self.record, self.finding(element_id))

    def finding(self, element_id: str) -> Finding:
        """The finding on one element of the checklist.

        Raises:
            KeyError: The checklist has no such element.
        """
        for finding in self.findings:
            if finding.element == element_id:
                return finding
        raise KeyError(f"no finding on {element_id!r}; there are {', '.join(f.element for f in self.findings)}")

    def to_html(self, date: str = "", *, images: bool = True, language: str = "en") -> str:
        """The report as one self-contained page.

        Args:
            date: The date to print on it, as it should read; a report has no clock of its own.
            images: Whether to show quoted passages of a PDF on pictures of their pages, about 40 KB for each page.
            language: ISO 639-1 code of the language of the report: en, es or fr.

        Raises:
            ChecklistError: The review was read from JSON, and the checklist it was made with is not at hand or has
                lost an element since.
        """
        pictures = self._pictures() if images else None
        return pipeline.to_html(
            self.record, self._words(), self.agreement, date=date, language=language, pictures=pictures
        )

    def to_json(self) -> str:
        """The review in the published JSON format."""
        return pipeline.to_json(self.record)

    def to_csv(self) -> str:
        """One row for each element and quote; the columns are named in the first row.

        A text that a spreadsheet would take for a formula has an apostrophe before it.
        """
        return pipeline.to_csv([self.as_item()])

    def to_xlsx(self) -> bytes:
        """A workbook with the answers and their quotes, to sort and filter."""
        return pipeline.to_xlsx([self.as_item()])

    def to_markdown(self, date: str = "") -> str:
        """A brief for negotiators: red flags, and core gaps with quote, place and drafting note."""
        return pipeline.to_markdown(self.as_item(), date=date)

    def to_brief(self, date: str = "", *, language: str = "en") -> str:
        """The brief as an HTML page that prints on two sides of A4."""
        return pipeline.to_brief(self.as_item(), date=date, language=language)

    def to_docx(self, date: str = "") -> bytes:
        """The brief as a Word document."""
        return pipeline.to_docx(self.as_item(), date=date)

    def to_sarif(self) -> str:
        """What is to be looked at, as SARIF 2.1.0 for pipelines."""
        return pipeline.to_sarif([self.as_item()])

    def to_junit(self) -> str:
        """Each element as a test, as JUnit XML for pipelines."""
        return pipeline.to_junit([self.as_item()])

    def save(
        self, path: str | Path, *, date: str = "", images: bool = True, language: str = "en", form: str | None = None
    ) -> None:
        """Write the review to a file.

        Args:
            path: Where; its suffix decides the format: ``.html``, ``.json``, ``.csv``, ``.xlsx``, ``.md``, ``.docx``,
                ``.sarif``, or ``.xml`` for JUnit.
            date: The date to print on an HTML report or a brief.
            images: Whether an HTML report shows pictures of pages.
            language: ISO 639-1 code of the language of an HTML report and of the two pages: en, es or fr.
            form: The format where the suffix does not tell it: ``brief``, the HTML page of two sides.

        Raises:
            ValueError: The path has another suffix.
        """
        path = Path(path)
        form = form or path.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            *most, last = (f".{known}" for known in FORMATS)
            listed = f"{', '.join(most)} or {last}"
            raise ValueError(f"{path}: the suffix must be {listed} and is {path.suffix or 'missing'}")
        content = FORMATS[form](self, Style(date, images, language))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    @classmethod
    def from_json(cls, text: str, *, checklist: Checklist | None = None) -> "Review":
        """A review from its JSON.

        Args:
            text: What ``to_json`` gave.
            checklist: The checklist it was made with; needed for HTML only, and only if it was a file of one's own.
        """
        return cls(pipeline.from_json(text), checklist)

    def as_item(self, name: str = "", report: str = "") -> pipeline.Reviewed:
        """The review as the outputs on several agreements take it.

        Args:
            name: What to call it among others; by default the name of the document without its suffix.
            report: Address of its HTML report as seen from the output.
        """
        return pipeline.Reviewed(self.record, self._words(), name or Path(self.document.name).stem, report)

    def _words(self) -> Checklist:
        """The checklist that has the words for it."""
        views = {view.id for view in self.record.views}
        return self.checklist or load_checklist(next(ref.id for ref in self.record.checklists if ref.id not in views))

    def _pictures(self) -> dict[int, Picture] | None:
        if not self.files or self.agreement is None:
            return None
        return pipeline.pictures(self.files, self.record, self.agreement, limits=self.limits, password=self.password)

    def _with(self, status: Status) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.status == status)

    def _repr_html_(self) -> str:
        """A small table for notebooks: the elements by status."""
        rows = "".join(
            f"<tr><th>{status.replace('_', ' ')}</th><td>{count}</td><td>{self._ids(status)}</td></tr>"
            for status, count in self.summary.items()
            if count
        )
        return f"<table><caption>{escape(self.document.name)}</caption>{rows}</table>"

    def _ids(self, status: Status) -> str:
        return escape(", ".join(finding.element for finding in self._with(status)))


@dataclass(frozen=True, slots=True)
class Style:
    """How a review is written down, as far as a format lets one choose."""

    date: str = ""
    """To be printed."""
    images: bool = True
    language: str = "en"


FORMATS: Mapping[str, Callable[[Review, Style], str | bytes]] = {
    "html": lambda review, style: review.to_html(style.date, images=style.images, language=style.language),
    "json": lambda review, _: review.to_json(),
    "csv": lambda review, _: review.to_csv(),
    "xlsx": lambda review, _: review.to_xlsx(),
    "md": lambda review, style: review.to_markdown(style.date),
    "docx": lambda review, style: review.to_docx(style.date),
    "brief": lambda review, style: review.to_brief(style.date, language=style.language),
    "sarif": lambda review, _: review.to_sarif(),
    "xml": lambda review, _: review.to_junit(),
}
"""How a review is written, by suffix; what is made takes the review and the style."""


def review(
    source: Sources,
    *,
    checklist: str | Path | Checklist | View | Selection = "core",
    language: str | None = None,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    part: int | None = None,
    decisions: DecisionFile | str | Path | None = None,
    password: str | None = None,
    partial: bool = False,
    clauses: str | PathLike[str] | Corrections | None = None,
    ocr: bool | Ocr = True,
) -> Review:
    """Hold an agreement against a checklist.

    Args:
        source: A path of a PDF, Word document (.docx), web page or text file, its bytes, or a file opened for reading
            bytes; or a list of these, the agreement first, where its protocol, letters or model contract lie in files
            of their own.
        checklist: The id of a checklist or view that comes with blacheck, the path of one's own, or a loaded one;
            several ids separated by commas, the first of which groups the report.
        language: ISO 639-1 code of the agreement's language, or of the version of it to review; by default
            the language is recognised, and the version reviewed for which there are rules.
        name: What to call the document; by default the name of the file.
        limits: What reading the document may cost.
        part: Which agreement to review, counted from 1, where one file holds several; by default all of them as one.
        decisions: What reviewers decided on it or on an earlier draft: a file (``x.blacheck.yml``), or what
            ``blacheck.decisions.load`` gave. They stand beside the findings, which stay as they are.
        password: What opens a PDF that is locked; others are read without it.
        partial: Of a PDF that is cut off or damaged, review the pages that are whole. What is not found in them is
            unclear, for it may stand on a page that is lost.
        ocr: Whether, or how, characters are recognised on pages without usable text; without Tesseract they are not,
            and the pages count as unread.

        clauses: A file with the corrected clause tree, as ``blacheck text --format yaml`` writes it, to be taken in
            place of the one that would be recognised.

    Raises:
        CorrectionError: The clause tree breaks its format or does not fit the document.
        ExtractionError: The document cannot be read, or holds no such part; ``NoTextError`` where it holds pictures of
            pages only.
        ChecklistError: The checklist breaks its format; ``UnknownChecklistError`` where there is none of that id.
        DecisionError: The file of decisions cannot be read or breaks its format.
    """
    selection = _selection(checklist)
    kept = load(Path(decisions)) if isinstance(decisions, str | Path) else decisions
    files = pipeline.fetch(source, name=name, limits=limits)
    begun = monotonic()
    agreement = pipeline.read_files(
        files,
        name=name,
        language=language,
        limits=limits,
        part=part,
        password=password,
        partial=partial,
        clauses=clauses,
        ocr=ocr,
    )
    spent = monotonic() - begun
    record = pipeline.judge(agreement, selection)
    if kept:
        record = applied(record, agreement, kept)
    contents = tuple(data for _, data in files)
    return Review(record, selection.checklist, agreement, contents, _left(limits, agreement, spent), password)


def _left(limits: Limits, agreement: Agreement, spent: float) -> Limits:
    """What is left of the limits once so many seconds were spent."""
    pages = agreement.document.pages
    allowed = limits.allowed(len(pages), recognised=sum(page.confidence is not None for page in pages))
    return replace(limits, seconds=max(1.0, allowed - spent))


def _selection(checklist: str | Path | Checklist | View | Selection) -> Selection:
    match checklist:
        case Selection():
            return checklist
        case Checklist() | View():
            return selection_of(checklist)
        case _:
            return select(str(checklist))
