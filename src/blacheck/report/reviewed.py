"""What the outputs on several agreements are made from: one item for each file, whether it could be read or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from blacheck.checklist import Checklist, Element
from blacheck.model import Decision, Finding, ReviewRecord, decided


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review with the checklist that has the words for it."""

    record: ReviewRecord
    checklist: Checklist
    name: str
    """What the agreement is called where several stand together; no two alike."""
    report: str = ""
    """Address of its HTML report as seen from the output, or ""."""

    @property
    def answers(self) -> Sequence[tuple[int, Element, Finding]]:
        """Each finding with its element and the element's place in the checklist, from 1, in that order.

        Raises:
            ChecklistError: A finding is on an element that the checklist does not have.
        """
        numbers = {element.id: number for number, element in enumerate(self.checklist.elements, start=1)}
        found = [(self.checklist.element(finding.element), finding) for finding in self.record.findings]
        answers = [(numbers[element.id], element, finding) for element, finding in found]
        return sorted(answers, key=lambda answer: answer[0])

    @property
    def standing(self) -> "Reviewed":
        """The same with what reviewers decided in the place of the program's verdicts, for outputs that act on them."""
        findings = tuple(_standing(self.record, finding) for finding in self.record.findings)
        return replace(self, record=replace(self.record, findings=findings))


def decision_on(record: ReviewRecord, element: str) -> Decision | None:
    """The current decision on an element, if there is one."""
    return next((one for one in record.decisions if one.element == element and one.state == "current"), None)


def _standing(record: ReviewRecord, finding: Finding) -> Finding:
    status = decided(record, finding)
    if status == finding.status:
        return finding
    return replace(finding, status=status, contrary=status in ("contrary", "mixed"))


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be reviewed."""

    name: str
    error: str
    """What was wrong, and what to do."""


Item = Reviewed | Unread
