"""A decision made: what the reviewer asks for, completed with what the program said and the words it rests on."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from blacheck.decisions.anchors import Finder, against, clause_named, leading, quote_of, text_of, tidy
from blacheck.decisions.format import OF_TEXT, DecisionFile, Entry, reasons
from blacheck.errors import DecisionError
from blacheck.model import Agreement, DecisionKind, Finding, ReviewRecord, Status


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reviewer asks for, from the command or from the page."""

    element: str
    decision: DecisionKind
    reason: str
    by: str
    status: Status | None = None
    note: str = ""
    date: str = ""
    clause: str = ""
    """The clause in which the reviewer found it."""
    quote: str = ""
    """Its words, where a part of the clause is meant."""
    machine: Status | None = None
    """The verdict that the reviewer saw; by default that of the review at hand."""


def entry_of(wish: Wish, record: ReviewRecord, agreement: Agreement) -> Entry:
    """The decision as it is kept.

    Raises:
        DecisionError: The element is not asked, the clause or the words are not in the agreement, or the parts of the
            decision do not go together; says what to do.
    """
    name = record.document.name
    finding = next((found for found in record.findings if found.element == wish.element), None)
    if finding is None:
        remedy = "See 'blacheck checklist show' for the elements"
        raise DecisionError(name, f"there is no element {wish.element!r} in this review", remedy)
    quote, clause = _anchor(wish, finding, agreement, name)
    entry = _valid(
        {
            **{key: getattr(wish, key) for key in ("element", "decision", "status", "reason", "note", "by", "date")},
            "machine": wish.machine or finding.status,
            "clause": clause,
            "quote": quote,
            "against": against(finding),
        },
        name,
    )
    needs_words = entry.decision == "overrule" and entry.status in OF_TEXT
    if needs_words and not quote and reasons()[entry.reason].anchor == "words":
        remedy = "Name the clause where you found it with --clause, or its words with --quote"
        raise DecisionError(name, f"{wish.element} is {finding.status}, so no words of it are known", remedy)
    return entry


def completed(file: DecisionFile, record: ReviewRecord, agreement: Agreement, name: str) -> tuple[Entry, ...]:
    """Decisions from another file, ready to be kept beside this agreement.

    Those that the page exported are completed with the words they rest on; those that have them are taken as they are.

    Raises:
        DecisionError: The page was made of another version of the agreement, or a decision cannot be completed.
    """
    if file.sha256 and file.sha256 != record.document.sha256:
        remedy = "Import it beside the version that the page shows, or review this one and decide again"
        raise DecisionError(name, f"was exported from another version of {record.document.name}", remedy)
    asked = {finding.element for finding in record.findings}
    return tuple(
        entry_of(_wish(entry), record, agreement) if file.sha256 and entry.element in asked else entry
        for entry in file.decisions
    )


def _wish(entry: Entry) -> Wish:
    keys = ("element", "decision", "reason", "by", "status", "note", "date", "clause", "quote", "machine")
    return Wish(**{key: getattr(entry, key) for key in keys})


def _anchor(wish: Wish, finding: Finding, agreement: Agreement, name: str) -> tuple[str, str]:
    """The words that a decision rests on and the number of their clause."""
    if wish.quote:
        clause = Finder(agreement).find(wish.quote)
        if clause is None:
            remedy = "Copy them from the report or from 'blacheck text'"
            raise DecisionError(name, "the words given as a quotation are not in the text", remedy)
        return tidy(wish.quote), clause.number
    if wish.clause:
        return _named(wish.clause, agreement, name)
    evidence = leading(finding)
    return (quote_of(evidence), evidence.clause) if evidence else ("", "")


def _named(number: str, agreement: Agreement, name: str) -> tuple[str, str]:
    found = clause_named(agreement, number)
    if not found:
        remedy = "See 'blacheck text' for the numbers of the clauses"
        raise DecisionError(name, f"there is no clause {number!r}", remedy)
    if len(found) > 1:
        remedy = "Give its words with --quote instead"
        raise DecisionError(name, f"{len(found)} clauses have the number {number!r}", remedy)
    return tidy(text_of(agreement, found[0])), found[0].number


def _valid(values: dict[str, Any], name: str) -> Entry:
    try:
        return Entry.model_validate({key: value for key, value in values.items() if value not in (None, "", [])})
    except ValidationError as err:
        problem, _, remedy = err.errors()[0]["msg"].removeprefix("Value error, ").partition("; ")
        raise DecisionError(name, problem, f"{remedy[:1].upper()}{remedy[1:]}" or "Correct it") from err
