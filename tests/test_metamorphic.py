"""Verdicts move as they must when a text is changed in a known way (every fifth case; the benchmark takes all)."""

from benchmarks.metamorphic import outcomes

from blacheck.checklist import load_checklist


def test_nearly_all_changes_bring_about_the_transition_they_must() -> None:
    tried = [
        (change.name, element, case.name, good)
        for change, element, case, good in outcomes(load_checklist("core"), every=5)
    ]
    failed = [(name, element, case) for name, element, case, good in tried if not good]

    assert len(tried) > 100
    assert len(failed) / len(tried) <= 0.05, failed
