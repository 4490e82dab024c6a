"""The last stage: a finished review as one self-contained HTML page for people, or as JSON for programs.

ReviewRecord ─view→ what the page says ─render→ HTML; ReviewRecord ─published→ JSON and back
"""

from blacheck.checklist import Checklist
from blacheck.compared import ComparisonRecord
from blacheck.model import Agreement, ReviewRecord
from blacheck.report.published import comparison_from_json, comparison_json_schema, from_json, json_schema, to_json

__all__ = [
    "comparison_from_json",
    "comparison_json_schema",
    "comparison_to_html",
    "from_json",
    "json_schema",
    "to_html",
    "to_json",
]


def to_html(record: ReviewRecord, checklist: Checklist, agreement: Agreement | None = None, *, date: str = "") -> str:
    """The review as one HTML page that needs no network, no script and no other file.

    Args:
        record: The finished review.
        checklist: The checklist it was made with; its texts and sources are shown.
        agreement: The agreement as read. Where given, its text follows the answers, and the two link to each other.
        date: Day of the review, ISO 8601 or in words; the page names a date only where one is given.

    Raises:
        ChecklistError: The review has a finding on an element that the checklist does not have.
    """
    from blacheck.report.render import page  # jinja2 is slow to import
    from blacheck.report.view import report_of
    from blacheck.report.wording import wording

    words = wording("en")
    return page(report_of(record, checklist, agreement, words=words, date=date), words)


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
    from blacheck.report.wording import wording

    words = wording("en", "comparison")
    return filled(
        "comparison", words, styles=("report", "comparison"), p=page_of(record, checklist, words=words, date=date)
    )
