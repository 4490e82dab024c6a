"""CSV and workbook: a row for each quote, nothing of a document ever a formula, the same bytes every time."""

import csv
import io
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import blacheck
from blacheck.checklist import Checklist
from blacheck.model import Finding
from blacheck.report import Reviewed, Unread, to_csv, to_xlsx
from golden import kept
from report_samples import agreement, checklist, review

CHECKS = checklist(10)
TEXT = agreement()
ITEM = Reviewed(review(CHECKS, TEXT), CHECKS, "lumbesh-ostrana")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", '=HYPERLINK("x")']


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def said(words: str) -> Reviewed:
    """The review of a document whose every word is this."""
    document = replace(ITEM.record.document, title=words, name=words)
    findings = tuple(_said(finding, words) for finding in ITEM.record.findings)
    return replace(ITEM, record=replace(ITEM.record, document=document, findings=findings), name=words)


def _said(finding: Finding, words: str) -> Finding:
    evidence = tuple(
        replace(item, bearer=words, parts=tuple(replace(part, quote=words) for part in item.parts))
        for item in finding.evidence
    )
    return replace(finding, evidence=evidence, reasons=(words,))


# ---------------------------------------------------------------- CSV


def test_there_is_a_row_for_each_quote_and_each_element_without_one() -> None:
    found = rows(to_csv([ITEM]))

    expected = [
        (finding.element, quote)
        for finding in ITEM.record.findings
        for quote in [part.quote for item in finding.evidence for part in item.parts] or [""]
    ]
    assert [(row["element"], row["quote"]) for row in found] == expected


def test_offsets_lead_back_to_the_words() -> None:
    for row in rows(to_csv([ITEM])):
        if row["quote"]:
            assert TEXT.document.text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_file_that_could_not_be_read_has_a_row() -> None:
    *_, last = rows(to_csv([ITEM, Unread("broken", "broken.pdf: is no PDF")]))

    assert (last["agreement"], last["error"], last["element"]) == ("broken", "broken.pdf: is no PDF", "")


def test_the_csv_of_a_sample_stays_as_it_is() -> None:
    text = to_csv([ITEM])

    assert text == kept("lumbesh-ostrana.csv", text)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_text_of_a_csv_is_a_formula(words: str) -> None:
    for row in rows(to_csv([said(words)])):
        for cell in row.values():
            assert not re.match(r"[=＝+＋\-－@＠\t\r]", cell)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_guard_can_be_taken_away(words: str) -> None:
    (row, *_) = rows(to_csv([said(words)]))

    guarded = re.match(r"'('*[=＝+＋\-－@＠\t\r])", row["title"])
    plain = row["title"][1:] if guarded else row["title"]
    assert plain == re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", words)


# ---------------------------------------------------------------- workbook


def opened(*items: Reviewed | Unread) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(items)))


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_a_workbook_has_a_matrix_the_questions_and_a_sheet_for_each_agreement() -> None:
    book = opened(ITEM, Unread("broken", "is no PDF"), replace(ITEM, name="second"))

    assert book.sheetnames == ["Matrix", "Questions", "lumbesh-ostrana", "second"]
    matrix = table(book["Matrix"])
    assert [row["Agreement"] for row in matrix] == ["lumbesh-ostrana", "broken", "second"]
    assert matrix[0]["1.\u00a0Costs of stage 1 of the journey"] == "Missing"
    assert matrix[1]["Title"] == "Not read: is no PDF"
    assert [matrix[0][word] for word in ("Contrary", "Mixed", "Missing", "Covered")] == [1, 1, 2, 3]
    assert [row["Missing"] for row in table(book["Questions"])] == [2, 0, 0, 2, 0, 0, 0, 0, 0, 0]


def test_an_agreement_has_a_line_for_each_passage_with_its_words_and_place() -> None:
    lines = table(opened(ITEM)["lumbesh-ostrana"])

    passages = sum(max(1, len(finding.evidence)) for finding in ITEM.record.findings)
    assert len(lines) == passages
    mixed = next(line for line in lines if line["Answer"] == "Mixed")
    assert mixed["Clause"] == "Article 2(1)(a)"
    assert mixed["Page"] == 1
    assert mixed["Quotation"] == "1. The employer shall bear:\n(a) the fee of the licensed office;"
    assert mixed["Drafting note"] == CHECKS.elements[4].draft


def test_every_sheet_can_be_read_and_filtered() -> None:
    book = opened(ITEM)

    for sheet in book:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCD")
    assert book.active.title == "lumbesh-ostrana"


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(words: str) -> None:
    book = opened(said(words))

    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}
    (title,) = (cell for cell in book["Matrix"][2] if cell.column_letter == "B")
    assert title.value.replace("_x000D_", "\r") == words
    assert title.quotePrefix


def test_no_cell_is_too_long_and_no_character_barred() -> None:
    book = opened(said("a" * 40_000 + "\x00\ud800"))

    assert book["Matrix"]["B2"].value.endswith("a […]")


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["a", "A"], ["a", "A (2)"]),
        (["matrix", "History"], ["matrix (2)", "History (2)"]),
        (["a[1]:x/y*?\\", "'"], ["a-1--x-y---", "-"]),
        (["n" * 40, "n" * 50], ["n" * 31, "n" * 27 + " (2)"]),
    ],
)
def test_sheets_have_names_that_they_may_have(names: list[str], sheets: list[str]) -> None:
    book = opened(*(replace(ITEM, name=name) for name in names))

    assert book.sheetnames[2:] == sheets


def test_equal_reviews_give_equal_workbooks_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_xlsx([ITEM])
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert to_xlsx([ITEM]) == first


def test_a_review_is_saved_in_every_format(agreement_file: Path, small: Checklist, tmp_path: Path) -> None:
    done = blacheck.review(agreement_file, checklist=small)

    for suffix in ("html", "json", "csv", "xlsx", "md", "docx", "sarif", "xml"):
        done.save(tmp_path / f"a.{suffix}", date="2026-03-31")

    assert (tmp_path / "a.csv").read_bytes().decode() == done.to_csv()
    assert (tmp_path / "a.xlsx").read_bytes() == done.to_xlsx()
    assert (tmp_path / "a.md").read_text("utf-8") == done.to_markdown("2026-03-31")
    assert (tmp_path / "a.docx").read_bytes() == done.to_docx("2026-03-31")
    assert (tmp_path / "a.sarif").read_text("utf-8") == done.to_sarif()
    assert (tmp_path / "a.xml").read_text("utf-8") == done.to_junit()
