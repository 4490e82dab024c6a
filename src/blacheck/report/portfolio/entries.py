"""What the index keeps of each review: enough to set agreements side by side, and no text of any."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from blacheck.checklist import Tier
from blacheck.model import ChecklistRef, Finding, Party, Status
from blacheck.report.reviewed import Item, Reviewed, Unread


@dataclass(frozen=True, slots=True)
class Column:
    """An element that at least one of the reviews asks."""

    element: str
    number: int
    """Its place in the checklist, from 1."""
    title: str
    theme: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Answer:
    """What one agreement says on one element."""

    status: Status
    """By the reviewer's decision where there is one, else by the program."""
    clause: str
    """Number of the clause that supports it in full, or ""."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement of the set, or a file that could not be read."""

    name: str
    report: str = ""
    """Address of its report as seen from the index, or ""."""
    title: str = ""
    parties: tuple[Party, ...] = ()
    kind: str = ""
    signed: str = ""
    """As far as the text gives it: "1962-05-14", "2019", or ""."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By element."""
    error: str = ""
    """Why it could not be read; then all else but the name is empty."""

    @property
    def year(self) -> int | None:
        """In which it was signed, where that is known."""
        return int(self.signed[:4]) if self.signed[:4].isdigit() else None

    def count(self, status: Status) -> int:
        """How many of its answers have that status."""
        return sum(answer.status == status for answer in self.answers.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """A set of agreements side by side."""

    columns: tuple[Column, ...]
    """By theme, in the order of the checklist."""
    entries: tuple[Entry, ...]
    checklists: tuple[ChecklistRef, ...]
    """All that the reviews were made with."""
    programs: tuple[str, ...]
    """Versions of the program that made them."""

    @property
    def read(self) -> tuple[Entry, ...]:
        """The agreements that could be read."""
        return tuple(entry for entry in self.entries if not entry.error)

    def prevalence(self, element: str) -> Counter[Status]:
        """How many agreements of the set give each answer on an element."""
        return Counter(entry.answers[element].status for entry in self.entries if element in entry.answers)


def matrix_of(items: Iterable[Item]) -> Matrix:
    """The set that several items make up. They are taken one at a time and need not be held together.

    Raises:
        ChecklistError: A finding is on an element that its checklist does not have.
    """
    columns: dict[str, Column] = {}
    entries: list[Entry] = []
    checklists: dict[ChecklistRef, None] = {}
    programs: dict[str, None] = {}
    themes: dict[str, None] = {}
    for item in items:
        if isinstance(item, Unread):
            entries.append(Entry(item.name, error=item.error))
            continue
        entries.append(_entry(item))
        themes |= dict.fromkeys(item.checklist.themes)
        checklists |= dict.fromkeys(item.record.checklists)
        programs[item.record.blacheck] = None
        for number, element, _ in item.answers:
            column = Column(element.id, number, element.title, element.theme, element.tier)
            columns.setdefault(element.id, column)
    order = list(themes)
    ordered = sorted(columns.values(), key=lambda column: (order.index(column.theme), column.number))
    return Matrix(tuple(ordered), tuple(entries), tuple(checklists), tuple(programs))


def _entry(item: Reviewed) -> Entry:
    document = item.record.document
    return Entry(
        name=item.name,
        report=item.report,
        title=document.title,
        parties=document.parties,
        kind=document.instrument,
        signed=document.signed,
        answers={finding.element: Answer(finding.status, _clause(finding)) for _, _, finding in item.standing.answers},
    )


def _clause(finding: Finding) -> str:
    return next((evidence.clause for evidence in finding.evidence if evidence.stance == "supports"), "")
