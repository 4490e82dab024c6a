"""Decisions held against a review: which still stand, and which need another look and why."""

from collections.abc import Iterator
from dataclasses import replace

from blacheck.decisions.anchors import Finder, against, normalised
from blacheck.decisions.format import DecisionFile, Entry
from blacheck.model import Agreement, Decision, Finding, ReviewRecord, Staleness


def applied(record: ReviewRecord, agreement: Agreement, file: DecisionFile) -> ReviewRecord:
    """The review with the decisions beside its findings, which stay as the program gave them."""
    finder = Finder(agreement)
    findings = {finding.element: finding for finding in record.findings}
    decisions = tuple(_decision(entry, findings.get(entry.element), finder) for entry in file.decisions)
    return replace(record, decisions=decisions)


def _decision(entry: Entry, finding: Finding | None, finder: Finder) -> Decision:
    clause = finder.find(entry.quote) if entry.quote else None
    why = tuple(_staleness(entry, finding, found=clause is not None)) if finding else ()
    near = finder.nearest(entry.quote) if "quote gone" in why else None
    return Decision(
        element=entry.element,
        decision=entry.decision,
        status=entry.decided,
        reason=entry.reason,
        note=entry.note,
        by=entry.by,
        date=entry.date,
        machine=entry.machine,
        quote=entry.quote,
        clause=clause.number if clause else entry.clause,
        state="not asked" if finding is None else "stale" if why else "current",
        why=why,
        nearest=near.number if near else "",
    )


def _staleness(entry: Entry, finding: Finding, *, found: bool) -> Iterator[Staleness]:
    if entry.quote and not found:
        yield "quote gone"
    if entry.machine is not None and finding.status != entry.machine:
        yield "verdict changed"
    known = {normalised(words) for words in entry.against}
    if any(normalised(words) not in known for words in against(finding)):
        yield "contrary added"
