"""Reviews against codings: the figures are what they say."""

from pathlib import Path

import pytest

from blacheck.evaluate import (
    Cell,
    CodingError,
    Verdict,
    article,
    cells,
    error_line,
    interval,
    kappa,
    pairs,
    read_coding,
    right_article,
    same,
    score,
)


def cell(coded: str, reviewed: str, *, agreement: str = "a", contrary: bool = False, articles: str = "1") -> Cell:
    numbers = frozenset({articles})
    return Cell(agreement, "x", Verdict(coded, contrary, frozenset({"1"})), Verdict(reviewed, contrary, numbers))


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("Article IV(2)(b)", "4"),
        ("7(2)", "7"),
        ("11.2(a)", "11"),
        ("Annex I 3", "annex 1"),
        ("Appendix A 5", "appendix a"),
        ("Preamble 3", "preamble"),
        ("Exchange of Letters No. II 1", "letter 2"),
        ("Letter II 1", "letter 2"),
        ("Model Contract 12", "model contract 12"),
    ],
)
def test_the_article_of_a_clause_number(number: str, plain: str) -> None:
    assert plain == article(number)


def test_perfect_agreement_has_kappa_one() -> None:
    assert kappa([cell("covered", "covered"), cell("missing", "missing")]) == 1.0


def test_agreement_by_chance_has_kappa_zero() -> None:
    rows = [
        cell("covered", "covered"),
        cell("covered", "missing"),
        cell("missing", "covered"),
        cell("missing", "missing"),
    ]

    assert pytest.approx(kappa(rows)) == 0.0


def test_precision_and_recall_count_the_right_cells() -> None:
    rows = [
        cell("missing", "missing"),
        cell("covered", "missing"),
        cell("missing", "covered"),
        cell("missing", "missing"),
    ]
    found = score(rows, lambda verdict: verdict.coverage == "missing")

    assert (found.right, found.wrong, found.overlooked) == (2, 1, 1)
    assert pytest.approx(2 / 3) == found.precision == found.recall == found.f1


def test_evidence_in_another_article_is_not_right() -> None:
    assert right_article([cell("covered", "covered"), cell("covered", "covered", articles="9")]) == 0.5


def test_what_the_coder_put_out_of_scope_is_no_cell() -> None:
    coded = {"x": Verdict("na", False, frozenset()), "y": Verdict("missing", False, frozenset())}

    assert [row.element for row in cells("a", coded, dict.fromkeys("xy", coded["y"]))] == ["y"]


def test_the_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    rows = [cell("covered", "covered" if n % 3 else "missing", agreement=str(n % 7)) for n in range(70)]
    low, high = interval(rows, right_article, draws=200)

    assert low <= right_article(rows) <= high
    assert (low, high) == interval(rows, right_article, draws=200)


def test_a_value_outside_the_codebook_names_file_line_and_value(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("element,coverage,contrary,clauses,adverse_clauses,note\nhousing,good,no,,,\n", encoding="utf-8")

    with pytest.raises(CodingError, match=r"x\.csv, line 2.*'good'"):
        read_coding(path)


def test_a_file_without_the_columns_is_no_coding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(CodingError, match="is no coding"):
        read_coding(path)


def test_a_coding_without_its_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").touch()

    with pytest.raises(CodingError, match=r"has no \.docx, \.json, \.pdf or \.txt of the same name for x\.csv"):
        pairs(tmp_path, tmp_path)


def test_a_disagreement_is_told_in_words() -> None:
    row = cell("covered", "missing")

    assert not same(row)
    assert error_line(row) == "a: x: coded covered, reviewed missing"
