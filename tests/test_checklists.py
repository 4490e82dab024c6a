"""Every checklist keeps the rules, and every case of every checklist gets its verdict."""

from functools import cache

import pytest

from blacheck.cases import Case, Cases, load_cases, run_one
from blacheck.checklist import available, load_checklist
from blacheck.lint import lint


@cache
def cases_of(checklist: str) -> Cases:
    return load_cases(checklist)


def every_case() -> list[object]:
    return [
        pytest.param(
            checklist,
            element,
            case,
            id=f"{checklist}:{element}:{case.name}",
            marks=[pytest.mark.xfail(reason="known gap")] if case.known_gap else [],
        )
        for checklist in available("checklist")
        for element, listed in cases_of(checklist).items()
        for case in listed
    ]


@pytest.mark.parametrize(("checklist", "element", "case"), every_case())
def test_case(checklist: str, element: str, case: Case) -> None:
    outcome = run_one(load_checklist(checklist), element, case)

    assert (outcome.coverage, outcome.contrary) == (case.coverage, case.contrary), outcome.reasons


@pytest.mark.parametrize("checklist", available("checklist"))
def test_a_checklist_keeps_the_rules(checklist: str) -> None:
    problems = lint(load_checklist(checklist), cases_of(checklist))

    assert [problem for problem in problems if problem.level == "error"] == []
