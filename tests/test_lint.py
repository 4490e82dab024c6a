"""Lint finds every broken rule, and the run of cases tells failures from known gaps."""

from pathlib import Path

import pytest

from blacheck.cases import Case, Cases, load_cases, run
from blacheck.checklist import Checklist, Expression
from blacheck.errors import ChecklistError
from blacheck.lint import Problem, lint, unexercised


@pytest.fixture
def cases(small_file: str) -> Cases:
    return load_cases(small_file)


def case(**changes: object) -> Case:
    usual = {"name": "one", "lang": "en", "text": "Article 1\n\nNothing.", "coverage": "missing", "contrary": False}
    return Case.model_validate({**usual, "why": "", **changes})


def texts(problems: tuple[Problem, ...], place: str) -> list[str]:
    return [f"{problem.level}: {problem.text}" for problem in problems if problem.place == place]


def enough(**changes: object) -> list[Case]:
    kinds = [("covered", False)] * 2 + [("partial", False)] * 2 + [("missing", False)] * 3 + [("missing", True)]
    return [
        case(name=f"case-{number}", coverage=coverage, contrary=contrary, **changes)
        for number, (coverage, contrary) in enumerate(kinds)
    ]


def test_enough_cases_of_every_kind_pass(small: Checklist) -> None:
    assert texts(lint(small, {"passports": tuple(enough())}), "passports") == []


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (0, "en: 1 covered, at least 2 are needed"),
        (2, "en: 1 partial, at least 2 are needed"),
        (4, "en: 2 look-alikes that stay missing, at least 3 are needed"),
        (7, "en: has an adverse form and no contrary case"),
    ],
)
def test_a_kind_of_case_that_is_lacking(small: Checklist, left_out: int, said: str) -> None:
    listed = enough()
    del listed[left_out]

    said_of_it = texts(lint(small, {"passports": tuple(listed)}), "passports")

    assert said_of_it == ["error: en: 7 cases, at least 8 are needed", f"error: {said}"]


def test_each_language_needs_its_cases(small: Checklist) -> None:
    listed = (*enough(), case(name="une", lang="fr"))

    assert "error: fr: 1 cases, at least 8 are needed" in texts(lint(small, {"passports": listed}), "passports")


def test_only_elements_with_an_adverse_form_need_a_contrary_case(small: Checklist) -> None:
    listed = [*enough()[:7], case(name="more")]

    assert texts(lint(small, {"housing": tuple(listed)}), "housing") == []


def test_elements_without_cases_and_cases_without_element(small: Checklist) -> None:
    problems = lint(small, {"pensions": (case(),)})

    assert "error: has no cases" in texts(problems, "housing")
    assert texts(problems, "pensions") == ["error: has cases and is no element of the checklist"]


def test_names_of_cases_are_unique_in_an_element(small: Checklist) -> None:
    assert "error: has 2 cases named one" in texts(lint(small, {"housing": (case(), case())}), "housing")


def test_an_element_without_verified_source_is_a_warning(small: Checklist, cases: Cases) -> None:
    said = "warning: none of its sources is verified, so the report cites none"

    assert said in texts(lint(small, cases), "remains")
    assert said not in texts(lint(small, cases), "passports")


def test_a_probe_that_nothing_uses(small: Checklist, cases: Cases) -> None:
    more = small.model_copy(update={"probes": {**small.probes, "spare": small.probes["housing-free"]}})

    assert texts(lint(more, cases), "spare") == ["error: no element uses this probe"]


def test_a_probe_that_must_not_hold_is_used(small: Checklist, cases: Cases) -> None:
    forbidding = Expression.model_validate({"all": ["housing-given", {"none": ["spare"]}]})
    elements = [element.model_copy(update={"covered": forbidding}) for element in small.elements]
    probes = {**small.probes, "spare": small.probes["housing-free"]}

    assert texts(lint(small.model_copy(update={"probes": probes, "elements": elements}), cases), "spare") == []


def test_patterns_that_no_case_exercises(small: Checklist, cases: Cases) -> None:
    assert unexercised(small, cases) == (
        "housing-free, pattern 1",
        "remains-sent, pattern 1",
        "remains-sent, pattern 2",
    )

    feast = {**cases, "remains": (case(text="Article 1\n\nThe parties shall hold a parting feast."),)}

    assert unexercised(small, feast) == ("housing-free, pattern 1", "remains-sent, pattern 1")


def test_a_pattern_that_no_case_exercises_is_refused(small: Checklist, cases: Cases) -> None:
    problems = lint(small, cases)

    assert texts(problems, "remains-sent, pattern 2") == ["error: no case exercises it"]
    assert texts(problems, "housing-given, pattern 1") == []


def test_outcomes(small: Checklist, cases: Cases) -> None:
    outcomes = {outcome.case.name: outcome for outcome in run(small, cases)}

    assert list(outcomes) == ["stays-with-worker", "kept-in-the-safe", "a-gap-we-know", "roof-overhead"]
    assert not any(outcome.failure for outcome in outcomes.values())
    assert not outcomes["a-gap-we-know"].as_expected


def test_a_failure_says_what_was_expected(small: Checklist) -> None:
    wrong = case(text="Article 1\n\nNo employer shall retain a passport.", contrary=True)

    (outcome,) = run(small, {"passports": (wrong,)})

    assert outcome.failure == "expected missing and contrary, got covered"


def test_a_known_gap_that_passes_is_a_failure(small: Checklist) -> None:
    (outcome,) = run(small, {"passports": (case(known_gap=True),)})

    assert outcome.failure == "is marked as a known gap and passes: take the mark away"


def test_a_checklist_without_cases_file_has_no_cases(tmp_path: Path) -> None:
    assert load_cases(str(tmp_path / "own.yml")) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("housing: [", "is not valid YAML"),
        ("housing:\n  - {name: one, lang: en}", "housing > 0 > text: Field required"),
        ("housing:\n  - {name: One, lang: en, text: x, coverage: na, contrary: no, why: x}", "housing > 0 > name"),
        ("- housing", "valid dictionary"),
        ("", "valid dictionary"),
    ],
)
def test_a_cases_file_that_breaks_the_format_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "own.cases.yml").write_text(content, encoding="utf-8")

    with pytest.raises(ChecklistError) as raised:
        load_cases(str(tmp_path / "own.yml"))

    assert "own.cases.yml" in str(raised.value)
    assert said in str(raised.value)
