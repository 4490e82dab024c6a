"""What reviewers decided, as the report shows it beside the verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blacheck.decisions import Reason, reasons
from blacheck.model import Decision
from blacheck.report.cards import Card
from blacheck.report.places import Places, places_of
from blacheck.report.view import Report
from blacheck.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the answer it is about."""

    decision: Decision
    card: Card | None
    """None where this review does not ask the question."""
    reason: str
    why: tuple[str, ...]
    """Why it needs another look, in words."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that a report needs to show decisions and to let them be typed."""

    listed: tuple[Decided, ...]
    on: Mapping[str, Decided]
    """By element."""
    reasons: Mapping[str, Reason]
    file: str
    """Name of the file that the page offers for download."""
    places: Places

    def place(self, clause: str) -> str:
        """A clause as it is cited."""
        return self.places.clause(clause)


def decisions_of(report: Report, words: Wording) -> Decisions:
    """The decisions of a report, those that need another look first."""
    document = report.record.document.name
    listed = sorted(
        (_decided(decision, report.cards, words) for decision in report.record.decisions),
        key=lambda one: one.decision.state != "stale",
    )
    return Decisions(
        tuple(listed),
        {one.decision.element: one for one in listed},
        reasons(),
        f"{document.rpartition('.')[0] or document}.decisions.yml",
        places_of(report.record, (one.clause for one in report.record.decisions), words),
    )


def _decided(decision: Decision, cards: Mapping[str, Card], words: Wording) -> Decided:
    known = reasons().get(decision.reason)
    language = str(words.labels["language"])
    return Decided(
        decision,
        cards.get(decision.element),
        known.words(language) if known else decision.reason,
        tuple(_why(decision, words)),
    )


def _why(decision: Decision, words: Wording) -> Sequence[str]:
    labels = words.labels
    was = str(labels["status"][decision.machine]["word"]) if decision.machine else ""
    return [str(labels["decision"]["why"][why]).format(machine=was) for why in decision.why]
