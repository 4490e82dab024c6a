"""Reviews as a workbook: the matrix of agreements × elements, the elements, and a sheet for each agreement.

Whatever comes from a document is written as text, never as a formula, a number or a link.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from blacheck.checklist import Element
from blacheck.model import Evidence, Finding, Status
from blacheck.report.cards import STATUSES
from blacheck.report.characters import printable
from blacheck.report.places import Places, places_of
from blacheck.report.reviewed import Item, Reviewed, Unread, decision_on
from blacheck.report.tables import is_formula
from blacheck.report.wording import Wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_000
"""Characters of a cell; a workbook may hold 32,767."""
_LONGEST_NAME = 31
_LINE_HEIGHT, _HIGHEST = 15, 405
"""Points; no row may be higher than 409."""
_A4 = 9
_NO_CLOCK = datetime(1980, 1, 1)  # a workbook must say when it was made; a zip file knows no earlier day
_FILLS: Mapping[Status, str] = {
    "contrary": "#F6D5D3",
    "mixed": "#F8E0CC",
    "missing": "#E4E4E4",
    "unclear": "#E3E0F2",
    "partial": "#F5EBC2",
    "covered": "#D5EADD",
    "not_applicable": "#FFFFFF",
}
_AGREEMENT_WIDTHS = (6, 16, 34, 16, 16, 40, 18, 10, 16, 16, 18, 80, 24, 60, 30)
_ELEMENT_WIDTHS = (6, 24, 16, 38, 16, 60)
_FIXED_WIDTHS = (26, 40, 36, 18, 12)
_COUNT_WIDTH, _STATUS_WIDTH = 9, 14


def to_xlsx(items: Iterable[Item], words: Wording) -> bytes:
    """The reviews as a workbook. Items are taken one at a time, so that they need not be held together."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _NO_CLOCK, "title": words.labels["sheet"]["title"]})
        writer = _Writer(book, words)
        for item in items:
            writer.add(item)
        writer.finish()
    return out.getvalue()


@dataclass(slots=True)
class _Column:
    """An element in the matrix, with its answers in the set."""

    element: Element
    number: int
    index: int
    answers: Counter[Status] = field(default_factory=Counter)


class _Writer:
    """Fills a workbook agreement by agreement: the matrix gets a row, the agreement a sheet."""

    def __init__(self, book: "Workbook", words: Wording) -> None:
        self._book, self._words, self._labels = book, words, words.labels["sheet"]
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self._steep = book.add_format({"bold": True, "text_wrap": True, "rotation": 90, "bottom": 2})
        self._plain = self._format()
        self._link = self._format(font_color="#1A4A7A", underline=1)
        self._fills = {status: self._format(bg_color=_FILLS[status], bold=status != "covered") for status in STATUSES}
        self._guarded = self._format(quote_prefix=True)  # stays text even where a reader edits it
        self._columns: dict[str, _Column] = {}
        self._names: set[str] = set()
        self._matrix = self._sheet(self._labels["matrix"])
        self._elements = self._sheet(self._labels["elements"])
        self._rows = 0
        self._last: Worksheet | None = None

    def _format(self, **properties: Any) -> "Format":
        return self._book.add_format({"text_wrap": True, "valign": "top", **properties})

    # ------------------------------------------------------------ cells

    def _write(self, sheet: "Worksheet", row: int, column: int, value: str | int | None, style: "Format") -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            text = printable(value)
            if len(text) > _LONGEST:
                text = f"{text[:_LONGEST]} {self._words.labels['punctuation']['elided']}"
            sheet.write_string(row, column, text, self._guarded if is_formula(text) else style)

    def _write_row(
        self, sheet: "Worksheet", row: int, values: Sequence[str | int | None], widths: Sequence[int]
    ) -> None:
        """A row as high as its longest text needs: not every program works that out by itself."""
        for column, value in enumerate(values):
            self._write(sheet, row, column, value, self._plain)
        lines = max(_lines(str(value or ""), width) for value, width in zip(values, widths, strict=False))
        sheet.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))

    def _write_status(self, sheet: "Worksheet", row: int, column: int, status: Status) -> None:
        self._write(sheet, row, column, self._words.labels["status"][status]["word"], self._fills[status])

    def _sheet(self, name: str) -> "Worksheet":
        return self._book.add_worksheet(_free_name(name, self._names))

    def _headed(self, sheet: "Worksheet", names: Sequence[str], widths: Sequence[int], rows: int, frozen: int) -> None:
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.write_string(0, column, name, self._head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, rows, len(names) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    # ------------------------------------------------------------ agreements

    def add(self, item: Item) -> None:
        """Write one agreement."""
        self._rows += 1
        if isinstance(item, Unread):
            note = self._labels["unread"].format(error=item.error)
            self._write_row(self._matrix, self._rows, [item.name, note], _FIXED_WIDTHS)
            return
        sheet = self._last = self._sheet(item.name)
        self._fill_agreement(sheet, item)
        self._fill_matrix_row(sheet.get_name(), item)

    def _fill_agreement(self, sheet: "Worksheet", item: Reviewed) -> None:
        places = places_of(item.record, (), self._words)
        row = 0
        for number, element, finding in item.answers:
            decision = self._decision(item, element)
            for line in self._told(number, element, finding, places):
                row += 1
                self._write_row(sheet, row, (*line, decision), _AGREEMENT_WIDTHS)
                self._write_status(sheet, row, 3, finding.status)
        self._headed(sheet, self._labels["agreement"], _AGREEMENT_WIDTHS, row, 4)

    def _told(
        self, number: int, element: Element, finding: Finding, places: Places
    ) -> Iterable[Sequence[str | int | None]]:
        """A line for each passage, or one without; the fourth cell is left to the status."""
        labels = self._words.labels
        draft = "" if finding.status in ("covered", "not_applicable") else element.draft
        start = (number, element.theme, element.title, None, labels["tier"][element.tier]["short"])
        reasons = "; ".join((*finding.reasons, *finding.needs_review))
        for index, evidence in enumerate(finding.evidence):
            yield (*start, reasons, *self._passage(evidence, places), "" if index else draft)
        if not finding.evidence:
            yield (*start, reasons, *([None] * 7), draft)

    def _decision(self, item: Reviewed, element: Element) -> str:
        """What a reviewer decided, beside the program's answer."""
        decision = decision_on(item.record, element.id)
        if decision is None:
            return ""
        word = self._words.labels["status"][decision.status]["word"]
        return str(self._labels["decision"].format(answer=word, by=decision.by, note=decision.note).strip(" :"))

    def _passage(self, evidence: Evidence, places: Places) -> Sequence[str | int | None]:
        labels = self._words.labels
        pages = {part.page for part in evidence.parts}
        alone = len(pages) == 1 and not evidence.parts[0].file
        return (
            places.clause(evidence.clause),
            pages.pop() if alone else places.pages(evidence.parts),
            labels["stance"][evidence.stance],
            labels["strength"][evidence.strength]["word"],
            evidence.bearer,
            "\n".join(part.quote for part in evidence.parts),
            "; ".join(evidence.notes),
        )

    def _fill_matrix_row(self, sheet_name: str, item: Reviewed) -> None:
        document, words = item.record.document, self._words
        parties = "; ".join(party.name for party in document.parties)
        kind = words.named("instruments", document.instrument)
        self._write_row(self._matrix, self._rows, ["", document.title, parties, kind, document.signed], _FIXED_WIDTHS)
        place = f"internal:'{sheet_name.replace(chr(39), chr(39) * 2)}'!A1"
        self._matrix.write_url(self._rows, 0, place, self._link, printable(item.name)[:_LONGEST])
        standing = item.standing
        for index, status in enumerate(STATUSES, start=len(_FIXED_WIDTHS)):
            count = sum(finding.status == status for finding in standing.record.findings)
            self._write(self._matrix, self._rows, index, count, self._plain)
        for number, element, finding in standing.answers:
            column = self._column(number, element)
            column.answers[finding.status] += 1
            self._write_status(self._matrix, self._rows, column.index, finding.status)

    def _column(self, number: int, element: Element) -> _Column:
        index = len(_FIXED_WIDTHS) + len(STATUSES) + len(self._columns)
        return self._columns.setdefault(element.id, _Column(element, number, index))

    # ------------------------------------------------------------ what stands over all agreements

    def finish(self) -> None:
        """Write the headings of the matrix and the sheet of elements."""
        counts = [self._words.labels["status"][status]["word"] for status in STATUSES]
        titles = [self._numbered(column) for column in self._columns.values()]
        widths = (*_FIXED_WIDTHS, *[_COUNT_WIDTH] * len(counts), *[_STATUS_WIDTH] * len(titles))
        self._headed(self._matrix, [*self._labels["fixed"], *counts, *titles], widths, self._rows, 1)
        self._matrix.set_row(0, 150)
        self._matrix.fit_to_pages(0, 0)  # too wide for one page: as many as it takes, the names on each
        self._matrix.repeat_columns(0)
        for index, title in enumerate([*counts, *titles], start=len(_FIXED_WIDTHS)):
            self._matrix.write_string(0, index, title, self._steep)
        self._fill_elements(counts)
        if self._rows == 1 and self._last:
            self._last.activate()

    def _numbered(self, column: _Column) -> str:
        title = printable(column.element.title)
        return str(self._words.labels["punctuation"]["numbered"]).format(number=column.number, title=title)

    def _fill_elements(self, counts: Sequence[str]) -> None:
        widths = (*_ELEMENT_WIDTHS, *[_STATUS_WIDTH] * len(counts))
        for row, column in enumerate(self._columns.values(), start=1):
            element = column.element
            tier = self._words.labels["tier"][element.tier]["short"]
            told = [column.number, element.id, element.theme, element.title, tier, element.question]
            self._write_row(self._elements, row, [*told, *(column.answers[status] for status in STATUSES)], widths)
        self._headed(self._elements, [*self._labels["element"], *counts], widths, len(self._columns), 1)


def _lines(text: str, width: int) -> int:
    """How many lines a text needs in a column so many characters wide."""
    return sum(max(1, -(-len(line) // width)) for line in text.split("\n"))


def _free_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has yet, as near to the given one as may be."""
    plain = "".join("-" if char in "[]:*?/\\" else char for char in printable(name)).strip("' ") or "-"
    free, turn = plain[:_LONGEST_NAME].strip("' "), 1
    while free.casefold() in taken or free.casefold() == "history":  # a name that spreadsheets keep for themselves
        turn += 1
        ending = f" ({turn})"
        free = plain[: _LONGEST_NAME - len(ending)] + ending
    taken.add(free.casefold())
    return free
