"""Agreements side by side: counts, nearness, the index, and the ways to make it."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import blacheck as package
from blacheck.checklist import Checklist
from blacheck.collection import Portfolio, portfolio
from blacheck.report import index_html, matrix_of, neighbours
from blacheck.report.portfolio.nearest import Nearness
from blacheck.report.portfolio.sides import side
from blacheck.result import Review
from portfolio_samples import CHECKS, RECORD, UNREAD, agreed, several
from report_page import read
from support import AGREEMENT, Run

MATRIX = matrix_of(several())
PAGE = index_html(MATRIX, date="2026-03-31")


# ---------------------------------------------------------------- what is known of the set


def test_each_agreement_has_its_answers_and_each_unread_file_its_error() -> None:
    assert [entry.name for entry in MATRIX.entries] == ["first", "second", "broken", "third", "fourth"]
    assert [entry.name for entry in MATRIX.read] == ["first", "second", "third", "fourth"]
    first, _, broken, *_ = MATRIX.entries
    assert {element: answer.status for element, answer in first.answers.items()} == {
        finding.element: finding.status for finding in RECORD.findings
    }
    assert first.answers["element-2"].clause == "2(1)(a)"
    assert (broken.error, broken.answers) == (UNREAD.error, {})


def test_columns_stand_by_theme_in_the_order_of_the_checklist() -> None:
    assert [column.element for column in MATRIX.columns] == [element.id for element in CHECKS.elements]
    assert [column.number for column in MATRIX.columns] == list(range(1, 11))


def test_reviews_that_ask_less_leave_the_others_their_columns() -> None:
    short = replace(agreed("short"), record=replace(RECORD, findings=RECORD.findings[3:5]))

    matrix = matrix_of([short, agreed("whole")])

    assert [column.element for column in matrix.columns] == [element.id for element in CHECKS.elements]
    assert matrix.prevalence("element-1").total() == 1
    assert matrix.prevalence("element-4").total() == 2


def test_how_common_an_answer_is() -> None:
    assert MATRIX.prevalence("element-1") == {"missing": 2, "covered": 2}
    assert MATRIX.prevalence("element-5") == {"mixed": 4}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Republic of Lumbesh", "Lumbesh"),
        ("the Ministry of Labour of the Republic of Lumbesh", "Lumbesh"),
        ("Valmerian Republic", "Valmerian"),
        ("Democratic Republic of the Congo", "Democratic Republic of the Congo"),
        ("Republic of the Congo", "Congo"),
        ("Papua New Guinea", "Papua New Guinea"),
        ("République du Niger", "Niger"),
        ("Republic", "Republic"),
        ("", ""),
    ],
)
def test_sides_are_known_without_their_office_and_form(name: str, known: str) -> None:
    assert side(name) == known


# ---------------------------------------------------------------- nearness


def found(name: str) -> dict[str, list[str]]:
    """What an agreement lacks by the agreement that is the nearest to cover it."""
    near = next(near for entry, near, _ in neighbours(MATRIX) if entry.name == name)
    return {one.entry.name: [column.element for column, _ in one.covers] for one in near}


def test_a_gap_leads_to_the_nearest_agreement_that_covers_it() -> None:
    assert found("first") == {"third": ["element-1", "element-4"]}
    assert found("fourth") == {"third": ["element-4"]}
    assert found("third") == {}


def test_gaps_that_none_covers_are_named() -> None:
    nowhere = {entry.name: [column.element for column in left] for entry, _, left in neighbours(MATRIX)}

    assert nowhere["first"] == ["element-3", "element-5", "element-7"]


def test_a_shared_party_goes_before_kind_time_and_likeness() -> None:
    lacking = agreed("a", ("Republic of Lumbesh", "Vell"), "1990", "memorandum")
    same_side = agreed("b", ("Lumbesh", "Norwald"), "1930", "convention", {"element-1": "covered"})
    alike = agreed("c", ("Marland", "Norwald"), "1990", "memorandum", {"element-1": "covered"})

    near = next(iter(neighbours(matrix_of([lacking, alike, same_side]))))[1]

    assert [(one.entry.name, one.nearness.parties) for one in near] == [("b", ("Lumbesh",))]


@given(
    st.builds(
        Nearness,
        parties=st.lists(st.text(), max_size=2).map(tuple),
        same_kind=st.booleans(),
        years=st.none() | st.integers(0, 200),
        alike=st.floats(0, 1),
    )
)
def test_points_are_as_the_page_says(near: Nearness) -> None:
    said = read(PAGE).text
    assert "two for each party in common, one for the same kind" in said
    assert "none from twenty years on" in said

    rest = near.points - 2 * len(near.parties) - near.same_kind - near.alike
    assert 0 <= round(rest, 9) <= 1
    assert (near.years is not None and near.years < 20) == (round(rest, 9) > 0)


def test_the_answers_do_not_depend_on_the_order_of_the_set() -> None:
    shuffled = matrix_of(list(reversed(several())))

    assert {entry.name: near for entry, near, _ in neighbours(shuffled)} == {
        entry.name: near for entry, near, _ in neighbours(MATRIX)
    }


# ---------------------------------------------------------------- the page


def test_every_cell_leads_to_its_card() -> None:
    links = read(PAGE).links

    for entry in MATRIX.read:
        for element in entry.answers:
            assert f"{entry.report}#e-{element}" in links


def test_an_agreement_without_a_report_is_shown_without_links() -> None:
    page = read(index_html(matrix_of([replace(agreed("alone"), report="")])))

    assert not [link for link in page.links if ".html" in link]
    assert "Lumbesh and Ostrana, 1962" in page.text


def test_unread_files_are_named_with_their_error_and_nothing_of_them_is_markup() -> None:
    page = read(PAGE)

    assert "1 file could not be read" in page.text
    assert page.text.count(UNREAD.error) == 3
    assert page.tags.count("script") == 1


def test_counts_of_the_page_are_those_of_the_set() -> None:
    rows = re.findall(r'<tr data-element="([^"]+)">(.*?)</tr>', PAGE, re.DOTALL)
    assert len(rows) == len(MATRIX.columns)
    for element, cells in rows:
        told = {status: int(n) for status, n in re.findall(r'data-status="(\w+)"[^>]*>(\d+)<', cells)}
        assert {status: n for status, n in told.items() if n} == MATRIX.prevalence(element)


def test_the_page_fetches_nothing_and_headings_and_ids_are_in_order() -> None:
    page = read(PAGE)

    assert "default-src &#39;none&#39;" in PAGE
    assert not [link for link in page.links if "//" in link]
    assert len(page.ids) == len(set(page.ids))
    assert [level for level, _ in page.headings][:2] == [1, 2]
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))


def test_the_same_set_gives_the_same_page() -> None:
    assert index_html(matrix_of(several()), date="2026-03-31") == PAGE


def test_an_empty_set_has_a_page_too() -> None:
    assert "0 agreements" in read(index_html(matrix_of([UNREAD]))).text


# ---------------------------------------------------------------- from Python


@pytest.fixture
def saved(tmp_path: Path, small: Checklist) -> Path:
    """A folder with two saved reviews, one with its report, and a file that is no review."""
    for name, text in (("alvora", AGREEMENT), ("other", AGREEMENT.replace("Benduria", "Cerulia"))):
        done = package.review(text.encode(), checklist=small, name=f"{name}.txt")
        done.save(tmp_path / f"{name}.json")
    done.save(tmp_path / "other.html")
    (tmp_path / "spoilt.json").write_text('{"findings": 1}')
    return tmp_path


def test_saved_reviews_and_reviews_at_hand_give_the_same_set(saved: Path, small: Checklist) -> None:
    from_files = package.portfolio([saved / "alvora.json", saved / "other.json"], checklist=small, folder=saved)
    at_hand = package.portfolio(
        [
            Review.from_json((saved / f"{name}.json").read_text("utf-8"), checklist=small)
            for name in ("alvora", "other")
        ],
        folder=saved,
    )

    assert from_files.matrix == at_hand.matrix
    assert [entry.report for entry in from_files.agreements] == ["", "other.html"]


def test_a_folder_stands_for_its_saved_reviews(saved: Path, small: Checklist) -> None:
    (saved / "alvora-other.json").write_text('{"moves": {}}')  # what comparing drafts leaves there

    made = package.portfolio([saved], checklist=small, folder=saved / "elsewhere")

    assert [entry.name for entry in made.agreements] == ["alvora", "other", "spoilt"]
    assert [entry.report for entry in made.agreements] == ["", "../other.html", ""]
    assert "spoilt.json: This is not the JSON of a review" in made.agreements[2].error


def test_a_review_with_an_unknown_checklist_is_an_error_row(saved: Path) -> None:
    made = package.portfolio([saved / "alvora.json"])

    assert "small" in made.agreements[0].error


def test_the_set_tells_what_is_common_and_near(saved: Path, small: Checklist) -> None:
    made = package.portfolio({"one": saved / "alvora.json", "two": saved / "other.json"}, checklist=small)

    assert made.prevalence() == {"passports": {"covered": 2}, "housing": {"covered": 2}, "remains": {"missing": 2}}
    assert made.neighbours("one") == ()
    with pytest.raises(KeyError, match="no agreement 'three'; there are one, two"):
        made.neighbours("three")


def test_agreements_of_one_name_stay_apart(saved: Path, small: Checklist) -> None:
    made = portfolio([saved / "alvora.json"] * 2, checklist=small)

    assert [entry.name for entry in made.agreements] == ["alvora", "alvora-2"]


def test_the_set_is_saved_in_its_formats(saved: Path, small: Checklist) -> None:
    made: Portfolio = portfolio([saved], checklist=small, folder=saved)

    for suffix in ("html", "csv", "xlsx", "sarif", "xml"):
        made.save(saved / f"set.{suffix}")
    rows = list(csv.DictReader(io.StringIO((saved / "set.csv").read_text("utf-8-sig"))))

    assert {row["agreement"] for row in rows} == {"alvora", "other", "spoilt"}
    assert (saved / "set.html").read_text("utf-8") == made.to_html()
    assert len(json.loads((saved / "set.sarif").read_text("utf-8"))["runs"][0]["artifacts"]) == 2
    with pytest.raises(ValueError, match=r"one of .html, .csv, .xlsx, .sarif, .xml and is .docx"):
        made.save(saved / "set.docx")


def test_a_notebook_shows_a_small_table(saved: Path, small: Checklist) -> None:
    html = portfolio([saved], checklist=small)._repr_html_()

    assert "<th>alvora</th><td>1</td>" in html


# ---------------------------------------------------------------- from the command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two agreements and a file that is none."""
    agreements = tmp_path / "agreements"
    agreements.mkdir()
    (agreements / "alvora.txt").write_text(AGREEMENT, encoding="utf-8")
    (agreements / "index.txt").write_text(AGREEMENT, encoding="utf-8")
    (agreements / "spoilt.txt").write_bytes(b"%PDF-1.7 and then nothing")
    return agreements


def test_a_folder_run_leaves_an_index(blacheck: Run, folder: Path, small_file: str, tmp_path: Path) -> None:
    ran = blacheck(
        "review", folder, "--checklist", small_file, "-o", tmp_path / "out", "--format", "html,csv,xlsx", "-q"
    )

    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert ran.code == 3
    assert [name for name in names if name.startswith("index")] == [
        "index.csv", "index.html", "index.txt.csv", "index.txt.html", "index.txt.xlsx", "index.xlsx",
    ]  # fmt: skip
    assert not [name for name in names if name.endswith(".json")]
    page = read((tmp_path / "out" / "index.html").read_text("utf-8"))
    assert "alvora.html#e-passports" in page.links
    assert "index.txt.html#e-passports" in page.links
    assert "1 file could not be read" in page.text


def test_one_file_has_no_index(blacheck: Run, folder: Path, small_file: str, tmp_path: Path) -> None:
    blacheck("review", folder / "alvora.txt", "--checklist", small_file, "-o", tmp_path / "out")

    assert not (tmp_path / "out" / "index.html").exists()


def test_the_index_is_made_again_from_saved_reviews(
    blacheck: Run, folder: Path, small_file: str, tmp_path: Path
) -> None:
    (folder / "spoilt.txt").unlink()
    out = tmp_path / "out"
    blacheck("review", folder, "--checklist", small_file, "-o", out, "--date", "2026-03-31")
    first = (out / "index.html").read_bytes()
    (out / "index.html").unlink()

    ran = blacheck("portfolio", out, "--checklist", small_file, "--date", "2026-03-31")

    assert ran.code == 0
    assert (out / "index.html").read_bytes() == first


def test_what_is_no_review_is_named(blacheck: Run, saved: Path, small_file: str) -> None:
    ran = blacheck("portfolio", saved, "--checklist", small_file, "--format", "html,csv")

    assert ran.code == 3
    assert "spoilt.json: This is not the JSON of a review" in ran.err
    assert (saved / "index.csv").is_file()


@pytest.mark.parametrize(("words", "said"), [(["gone"], "gone: there is no such file"), (["."], "no saved review")])
def test_nothing_to_set_side_by_side(
    blacheck: Run, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = blacheck("portfolio", *words)

    assert ran.code == 2
    assert said in ran.err
