"""What is said of checklists and findings is complete: no condition of a pattern goes unsaid."""

from dataclasses import replace

import pytest

from blacheck import pipeline
from blacheck.checklist import Checklist, Expression, Pattern
from blacheck.describe import agreement_text, checklist_text, element_text, expression_text, finding_text, pattern_text
from support import AGREEMENT

FILLED = {
    "has": ["FEE|COST", "PAY"],
    "without": ["LOAN"],
    "bearer": "EMPLOYER",
    "not_bearer": "BANK",
    "payer": "STATE",
    "spared": "WORKER",
    "polarity": "negative",
    "force": ["right"],
    "asserted": "exception",
    "mentions": True,
    "near": 7,
    "place": ["annex"],
    "part": "HOUSING",
    "weak": "only a hope",
}


def test_the_pattern_above_has_every_condition_there_is() -> None:
    assert set(FILLED) == set(Pattern.model_fields)


@pytest.mark.parametrize("condition", FILLED)
def test_every_condition_of_a_pattern_is_said(condition: str) -> None:
    whole = pattern_text(Pattern.model_validate(FILLED))
    without = pattern_text(Pattern.model_validate({key: value for key, value in FILLED.items() if key != condition}))

    assert len(without) < len(whole)


def test_a_pattern_reads_as_a_sentence() -> None:
    pattern = Pattern.model_validate({"has": ["FEE|COST", "PAY"], "payer": "EMPLOYER", "near": 7})

    assert pattern_text(pattern) == "(FEE or COST) and PAY; paid by EMPLOYER; all within 7 words"
    assert pattern_text(Pattern()) == "anything"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ({"all": ["a"]}, "a"),
        ({"all": ["a", "b"]}, "a and b"),
        ({"all": ["a", {"any": ["b", "c"]}]}, "a and (b or c)"),
        ({"any": [{"all": ["a", "b"]}, {"any": ["c"]}]}, "(a and b) or c"),
        ({"all": ["a", {"none": ["b", "c"]}]}, "a and (none of (b, c))"),
        ({"at_least": 2, "of": ["a", "b", {"all": ["c", "d"]}]}, "at least 2 of (a, b, (c and d))"),
    ],
)
def test_an_expression_reads_as_a_sentence(expression: dict[str, object], said: str) -> None:
    assert expression_text(Expression.model_validate(expression)) == said


def test_an_element_cites_verified_sources_only(small: Checklist) -> None:
    text = element_text(small, small.element("passports"))

    assert "Invented Convention (1999): 9" in text
    assert "77" not in text
    assert "1. PASSPORT and RETAIN; negated" in text
    assert "passports-kept: passports are kept (adverse)" in text


def test_a_checklist_is_shown_by_themes(small: Checklist) -> None:
    text = checklist_text(small)

    assert [text.index(word) for word in ("Documents", "passports  (core)", "Life", "housing", "remains")] == sorted(
        text.index(word) for word in ("Documents", "passports  (core)", "Life", "housing", "remains")
    )
    assert "Minimum: Passports stay with the worker." in text


def test_a_trace_says_probes_evidence_and_near_misses(small: Checklist) -> None:
    text = "Article 1\n\nThe employer shall provide accommodation.\n\nArticle 2\n\nEach passport has a number."
    agreement = pipeline.read(text.encode(), name="x.txt")
    record = pipeline.judge(agreement, small)
    findings = {finding.element: finding for finding in record.findings}
    with_pages = replace(record.document, pages=2)

    housing = finding_text(small, small.element("housing"), findings["housing"], record.document)
    passports = finding_text(small, small.element("passports"), findings["passports"], record.document)

    assert "(housing): covered" in housing
    assert "met      housing-given: somebody other than the worker provides accommodation" in housing
    assert "not met  housing-free" in housing
    assert "paragraph 2: “The employer shall provide accommodation.”" in housing
    assert "p. 2: “" in finding_text(small, small.element("housing"), findings["housing"], with_pages)
    assert "Evidence: none" in passports
    assert "Nearest misses" in passports


def test_a_tree_shows_every_clause(small: Checklist) -> None:
    agreement = pipeline.read(AGREEMENT.encode(), name="x.txt")

    text = agreement_text(agreement)

    for clause in agreement.clauses:
        assert clause.number in text
    assert "¶4    article    2: Article 2" in text
    assert ", 5 paragraphs\n" in text
    assert f"{len(agreement.clauses)} clauses" in text
    assert "set aside: nothing" in text
