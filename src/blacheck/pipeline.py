"""The five stages joined: extract → segment → match → grade → report. No other module imports a stage.

source ─read→ Agreement ─search→ Matches ─judge→ ReviewRecord ─to_html, to_json …→ text
ReviewRecord × ReviewRecord ─compare→ ComparisonRecord ─comparison_to_html, to_json→ text
"""

from collections import Counter
from os import PathLike
from typing import BinaryIO, get_args

from blacheck.checklist import Checklist
from blacheck.extract import Limits, draw, extract
from blacheck.grade import grade
from blacheck.match import match
from blacheck.model import Agreement, DocumentFacts, Matches, ReviewRecord, Status
from blacheck.redraft import compare
from blacheck.report import (
    Reviewed,
    Unread,
    comparison_from_json,
    comparison_json_schema,
    comparison_to_html,
    from_json,
    json_schema,
    to_csv,
    to_docx,
    to_html,
    to_json,
    to_junit,
    to_markdown,
    to_sarif,
    to_xlsx,
)
from blacheck.segment import segment
from blacheck.views import Selection, selection_of

__all__ = [
    "Limits",
    "Reviewed",
    "Source",
    "Unread",
    "compare",
    "comparison_from_json",
    "comparison_json_schema",
    "comparison_to_html",
    "draw",
    "from_json",
    "json_schema",
    "judge",
    "read",
    "search",
    "to_csv",
    "to_docx",
    "to_html",
    "to_json",
    "to_junit",
    "to_markdown",
    "to_sarif",
    "to_xlsx",
]

Source = str | PathLike[str] | bytes | BinaryIO
"""A path, the bytes of a file, or a file opened for reading bytes."""

DEFAULT_LIMITS = Limits()


def read(
    source: Source, *, name: str | None = None, language: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Agreement:
    """An agreement with its structure, read from a PDF or a text file.

    Args:
        source: Where it is.
        name: What to call it; by default the name of the file.
        language: ISO 639-1 code of its language; by default the language is recognised.
        limits: What reading may cost.

    Raises:
        ExtractionError: The document cannot be read.
    """
    return segment(extract(source, name=name, limits=limits), language=language)


def search(agreement: Agreement, checklist: Checklist) -> Matches:
    """All that an agreement says on the probes of a checklist."""
    return match(agreement, checklist)


def judge(agreement: Agreement, checklist: Checklist | Selection) -> ReviewRecord:
    """The finished review of an agreement: one finding for each element of the checklist that is asked."""
    import blacheck

    selection = selection_of(checklist) if isinstance(checklist, Checklist) else checklist
    asked = selection.asked
    findings = grade(agreement, asked, search(agreement, asked))
    counts = Counter(finding.status for finding in findings)
    return ReviewRecord(
        blacheck=blacheck.__version__,
        document=_facts(agreement),
        checklists=selection.refs,
        findings=findings,
        summary={status: counts[status] for status in get_args(Status)},
        views=selection.records,
    )


def _facts(agreement: Agreement) -> DocumentFacts:
    document = agreement.document
    return DocumentFacts(
        name=document.name,
        sha256=document.sha256,
        pages=len(document.pages) if document.paginated else 0,
        unreadable_pages=document.unreadable_pages,
        languages=agreement.languages,
        title=agreement.title,
        instrument=agreement.instrument,
        parties=agreement.parties,
        signed=agreement.signed,
        binding_signals=agreement.binding,
        clauses=sum(clause.kind == "article" for clause in agreement.clauses),
        warnings=(*document.warnings, *agreement.warnings),
    )
