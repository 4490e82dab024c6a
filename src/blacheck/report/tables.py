"""One row for each agreement, element and quote, and the rows as CSV.

Where an element has no quote it still has a row, and so has a file that could not be read.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from blacheck.checklist import Element
from blacheck.model import Evidence, Finding, Part
from blacheck.report.characters import printable
from blacheck.report.reviewed import Item, Reviewed, Unread, decision_on

_FORMULA = re.compile(r"'*[=＝+＋\-－@＠\t\r]")
"""How a text begins that a spreadsheet takes for a formula, or that would be taken for a guarded one."""
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which spreadsheets know that a CSV is in UTF-8."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A line of the CSV; the names of the fields are its columns, and are only ever added to."""

    agreement: str
    error: str = ""
    """Why the file could not be read; then all else is empty."""
    file: str = ""
    title: str = ""
    parties: str = ""
    """Separated by semicolons, as all that there may be several of."""
    kind: str = ""
    signed: str = ""
    number: int | None = None
    """Place of the element in the checklist, from 1."""
    element: str = ""
    theme: str = ""
    element_title: str = ""
    tier: str = ""
    status: str = ""
    coverage: str = ""
    contrary: str = ""
    """yes or no."""
    reasons: str = ""
    needs_review: str = ""
    passage: int | None = None
    """Which passage of the element, from 1; a passage may have several parts, as an item has with its chapeau."""
    clause: str = ""
    heading: str = ""
    page: int | None = None
    """Page, or paragraph in a source without pages."""
    stance: str = ""
    strength: str = ""
    bearer: str = ""
    notes: str = ""
    quote: str = ""
    start: int | None = None
    """Offset of the quote in the text as read, in characters."""
    end: int | None = None
    probe: str = ""
    sha256: str = ""
    """Of the document."""
    page_in: str = ""
    """The file in which the page is counted, where the document is made of several."""
    decided: str = ""
    """The status by a reviewer's decision, where a current one stands."""
    decided_by: str = ""


def quote_rows(items: Iterable[Item]) -> Iterator[QuoteRow]:
    """The rows of several agreements, in order."""
    for item in items:
        if isinstance(item, Unread):
            yield QuoteRow(item.name, error=item.error)
            continue
        for number, element, finding in item.answers:
            answer = _answer(item, number, element, finding)
            yield from list(_with_quotes(answer, finding)) or [answer]


def to_csv(items: Iterable[Item]) -> str:
    """The rows as CSV with a heading, as RFC 4180 has it, behind a byte order mark.

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets an apostrophe before it, so that
    no spreadsheet takes words of a document for a formula. To have the text itself, take that apostrophe away.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    names = [field.name for field in fields(QuoteRow)]
    writer.writerow(names)
    for row in quote_rows(items):
        writer.writerow([_guarded(getattr(row, name)) for name in names])
    return _BOM + out.getvalue()


def is_formula(text: str) -> bool:
    """True where a spreadsheet might take a text for a formula."""
    return bool(_FORMULA.match(text))


def _guarded(value: str | int | None) -> str | int | None:
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if is_formula(text) else text


def _answer(item: Reviewed, number: int, element: Element, finding: Finding) -> QuoteRow:
    document, decision = item.record.document, decision_on(item.record, element.id)
    return QuoteRow(
        agreement=item.name,
        file=document.name,
        title=document.title,
        parties=_several(party.name for party in document.parties),
        kind=document.instrument,
        signed=document.signed,
        number=number,
        element=element.id,
        theme=element.theme,
        element_title=element.title,
        tier=element.tier,
        status=finding.status,
        coverage=finding.coverage,
        contrary="yes" if finding.contrary else "no",
        reasons=_several(finding.reasons),
        needs_review=_several(finding.needs_review),
        sha256=document.sha256,
        decided=decision.status if decision else "",
        decided_by=decision.by if decision else "",
    )


def _with_quotes(answer: QuoteRow, finding: Finding) -> Iterator[QuoteRow]:
    for passage, evidence in enumerate(finding.evidence, start=1):
        for part in evidence.parts:
            yield _with_quote(answer, passage, evidence, part)


def _with_quote(answer: QuoteRow, passage: int, evidence: Evidence, part: Part) -> QuoteRow:
    return replace(
        answer,
        passage=passage,
        clause=evidence.clause,
        heading=evidence.heading,
        page=part.page,
        stance=evidence.stance,
        strength=evidence.strength,
        bearer=evidence.bearer,
        notes=_several(evidence.notes),
        quote=part.quote,
        start=part.start,
        end=part.end,
        probe=evidence.probe,
        page_in=part.file,
    )


def _several(texts: Iterable[str]) -> str:
    return "; ".join(texts)
