"""The last stage: a finished review as one self-contained HTML page for people, as JSON for programs, and otherwise.

ReviewRecord ─view→ what the page says ─render→ HTML; ReviewRecord ─published→ JSON and back
Reviewed ─brief→ what a negotiator needs ─markdown, word→ Markdown, DOCX
several Reviewed ─tables, workbook, sarif, junit→ CSV, XLSX, SARIF, JUnit XML; ─portfolio→ an index in HTML
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from blacheck.checklist import Checklist
from blacheck.compared import ComparisonRecord
from blacheck.model import Agreement, Picture, ReviewRecord
from blacheck.report.portfolio import Column, Entry, Matrix, Neighbour, index_html, matrix_of, neighbours
from blacheck.report.published import comparison_from_json, comparison_json_schema, from_json, json_schema, to_json
from blacheck.report.reviewed import Item, Reviewed, Unread
from blacheck.report.wording import languages, wording

__all__ = [
    "Column",
    "Entry",
    "Item",
    "Matrix",
    "Neighbour",
    "Reviewed",
    "Unread",
    "comparison_from_json",
    "comparison_json_schema",
    "comparison_to_html",
    "from_json",
    "index_html",
    "json_schema",
    "languages",
    "matrix_of",
    "neighbours",
    "quoted_pages",
    "reading_to_html",
    "to_brief",
    "to_csv",
    "to_docx",
    "to_html",
    "to_json",
    "to_junit",
    "to_markdown",
    "to_sarif",
    "to_xlsx",
]


def quoted_pages(record: ReviewRecord, agreement: Agreement) -> tuple[int, ...]:
    """The pages on which the report quotes passages, by their place in ``Document.pages``, in order."""
    from blacheck.report.cards import quoted
    from blacheck.report.outline import crops_of

    evidence = (item for finding in record.findings for item in quoted(finding))
    return tuple(sorted({crop.sheet for item in evidence for crop in crops_of(item, agreement.document)}))


def to_html(
    record: ReviewRecord,
    checklist: Checklist,
    agreement: Agreement | None = None,
    *,
    date: str = "",
    language: str = "en",
    pictures: Mapping[int, Picture] | None = None,
) -> str:
    """The review as one HTML page that needs no network, no script and no other file.

    Args:
        record: The finished review.
        checklist: The checklist it was made with; its texts and sources are shown.
        agreement: The agreement as read. Where given, its text follows the answers, and the two link to each other.
        pictures: Of the pages named by ``quoted_pages``, by that number; None shows none.
        language: ISO 639-1 code of the language of the report: one of ``languages()``.
        date: Day of the review, ISO 8601 or in words; the page names a date only where one is given.

    Raises:
        ValueError: There are no labels in that language.
        ChecklistError: The review has a finding on an element that the checklist does not have.
    """
    from blacheck.report.render import page  # jinja2 is slow to import
    from blacheck.report.view import report_of
    from blacheck.translation import translated

    into = translated(checklist, language)
    words = replace(wording(language, "decision"), phrases=into.phrases)
    return page(report_of(record, into.checklist, agreement, words=words, date=date, pictures=pictures), words)


def comparison_to_html(record: ComparisonRecord, checklist: Checklist, *, date: str = "") -> str:
    """Two compared drafts as one HTML page that needs no network, no script and no other file.

    Args:
        record: The comparison.
        checklist: The checklist the drafts were reviewed with.
        date: Day of the comparison, ISO 8601 or in words; the page names a date only where one is given.

    Raises:
        ChecklistError: The comparison has an element that the checklist does not have.
    """
    from blacheck.report.comparing import page_of
    from blacheck.report.render import filled

    words = wording("en", "comparison")
    return filled(
        "comparison", words, styles=("report", "comparison"), p=page_of(record, checklist, words=words, date=date)
    )


def to_markdown(item: Reviewed, *, date: str = "") -> str:
    """The points for negotiation as Markdown.

    Args:
        item: The review.
        date: Day of the review; none is named where none is given.
    """
    from blacheck.report.brief import brief_of
    from blacheck.report.markdown import to_markdown

    words = wording("en", "brief")
    return to_markdown(brief_of(item, words, date), words)


def to_brief(item: Reviewed, *, date: str = "", language: str = "en") -> str:
    """The points for negotiation as an HTML page that prints on two sides of A4.

    Args:
        item: The review.
        language: ISO 639-1 code of the language of the page: one of ``languages()``.
        date: Day of the review; none is named where none is given.
    """
    from blacheck.report.brief import brief_of
    from blacheck.report.cards import STATUSES
    from blacheck.report.paper import sheet_of
    from blacheck.report.render import filled
    from blacheck.translation import translated

    into = translated(item.checklist, language)
    words = replace(wording(language, "brief"), phrases=into.phrases)
    sheet = sheet_of(
        brief_of(replace(item, checklist=into.checklist), words, date), words.labels["punctuation"]["elided"]
    )
    tally = [(status, item.record.summary[status]) for status in STATUSES]
    return filled("brief", words, styles=("report", "brief"), sheet=sheet, tally=tally)


def to_docx(item: Reviewed, *, date: str = "") -> bytes:
    """The points for negotiation as a Word document.

    Args:
        item: The review.
        date: Day of the review; none is named where none is given.
    """
    from blacheck.report.brief import brief_of
    from blacheck.report.word import to_docx

    words = wording("en", "brief")
    return to_docx(brief_of(item, words, date), words)


def to_csv(items: Iterable[Item]) -> str:
    """One row for each agreement, element and quote, as CSV."""
    from blacheck.report.tables import to_csv

    return to_csv(items)


def to_xlsx(items: Iterable[Item]) -> bytes:
    """A workbook: the matrix of agreements and elements, and a sheet for each agreement."""
    from blacheck.report.workbook import to_xlsx

    return to_xlsx(items, wording("en", "sheet"))


def to_sarif(items: Iterable[Item]) -> str:
    """What is to be looked at, as SARIF 2.1.0."""
    from blacheck.report.sarif import to_sarif

    return to_sarif(items, wording("en"))


def to_junit(items: Iterable[Item]) -> str:
    """Each element as a test, as JUnit XML."""
    from blacheck.report.junit import to_junit

    return to_junit(items, wording("en"))


def reading_to_html(agreement: Agreement, pictures: Mapping[str, Sequence[Picture]], *, version: str) -> str:
    """What was read as one HTML page that needs no network, no script and no other file: each page and its clauses.

    Args:
        agreement: The agreement as read.
        pictures: Pictures of its pages by file; under "" those of a document that is one file.
        version: The version of the program.
    """
    from blacheck.report.reading import sheets
    from blacheck.report.render import filled

    shown = sheets(agreement, pictures)
    return filled(
        "reading",
        wording("en", "reading"),
        styles=("report", "reading"),
        version=version,
        a=agreement,
        document=agreement.document,
        clauses=len(agreement.clauses),
        warnings=(*agreement.document.warnings, *agreement.warnings),
        paged=sum(sheet.page is not None for sheet in shown) > 1,
        sheets=shown,
    )
