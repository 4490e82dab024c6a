"""Frames: bearer, force, polarity, what is asserted and what is only mentioned."""

import pytest

from blacheck.match.sentence import concepts
from builders import frames_of


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("The employer shall bear the cost of the journey.", "EMPLOYER"),
        ("The cost of the journey shall be borne by the employer.", "EMPLOYER"),
        ("The undertaking pays the journey.", "EMPLOYER"),
        ("It shall be the duty of the employer to pay the wage.", "EMPLOYER"),
        ("The Ministry of Labour of Orland shall issue the visa.", "AUTHORITY"),
        ("Where the worker dies, or is injured, the employer shall inform the consulate.", "EMPLOYER"),
        ("At the end of the contract, the worker shall leave the country.", "WORKER"),
        ("Each of the Parties shall inform the other.", "STATE"),
        ("Workers may transfer their savings.", "WORKER"),
    ],
)
def test_the_bearer_is_who_is_bound(text: str, bearer: str) -> None:
    assert bearer in frames_of(text)[0].bearer


def test_a_passive_without_agent_has_no_bearer() -> None:
    assert frozenset() == frames_of("Workers shall be paid every month.")[0].bearer


@pytest.mark.parametrize(
    ("text", "force", "negated"),
    [
        ("The employer shall provide housing.", "obligation", False),
        ("The employer provides housing.", "obligation", False),
        ("The employer will provide housing.", "obligation", False),
        ("The employer is to provide housing.", "obligation", False),
        ("The employer shall endeavour to provide housing.", "best efforts", False),
        ("As far as possible the employer shall provide housing.", "best efforts", False),
        ("The employer may provide housing.", "permission", False),
        ("The employer may not keep the passport.", "prohibition", True),
        ("No employer may keep the passport.", "prohibition", True),
        ("Workers may change employer.", "right", False),
        ("Workers shall be entitled to annual leave.", "right", False),
        ("The employer shall pay not less than the minimum wage.", "obligation", False),
        ("The employer shall pay no later than the fifth day.", "obligation", False),
    ],
)
def test_force_and_polarity(text: str, force: str, negated: bool) -> None:
    frame = frames_of(text)[0]

    assert (force, negated) == (frame.force, frame.negated)


def test_each_predicate_is_a_frame_of_its_own() -> None:
    first, second = frames_of("The employer shall pay the visa and the worker shall pay the passport.")

    assert frozenset({"EMPLOYER"}) == first.bearer
    assert frozenset({"WORKER"}) == second.bearer


def test_an_exception_says_the_opposite_of_its_rule() -> None:
    rule, exception = frames_of("No deduction may be made from the wage except for the recruitment fee.")

    assert rule.negated
    assert not exception.negated
    assert exception.asserted == "exception"
    assert "RECRUITMENT-FEE" in concepts(exception.own)
    assert "DEDUCT" in concepts(exception.context)


def test_a_condition_governs_but_is_not_asserted() -> None:
    frame = frames_of("If the worker falls ill, the employer shall notify the family.")[0]

    assert "ILL" not in concepts(frame.own)
    assert "ILL" in concepts(frame.context)


def test_the_content_of_a_document_is_only_mentioned() -> None:
    frame = frames_of("The request shall state the wage, the accommodation and the duration.")[0]

    assert "ACCOMMODATION" not in concepts(frame.own)
    assert "ACCOMMODATION" in concepts(frame.mentioned)


def test_a_relative_clause_does_not_make_the_worker_bound() -> None:
    frame = frames_of("A person who holds the passport of a worker is liable to a fine.")[0]

    assert "RETAIN" not in concepts(frame.own)
    assert "SANCTION" in concepts(frame.own)


def test_a_purpose_inside_a_relative_clause_ends_at_the_main_verb() -> None:
    frame = frames_of("A worker who is engaged in order to replace a striker shall be paid double.")[0]

    assert frozenset({"WORKER"}) == frame.topic
    assert "PAY" in concepts(frame.own)


def test_a_phrase_right_before_the_verb_ends_there() -> None:
    licence, charge = frames_of(
        "The agent shall hold a licence and a person acting upon his instructions shall not take a fee."
    )

    assert not licence.negated
    assert charge.negated
    assert "FEE" in concepts(charge.own)


def test_by_her_is_the_actor_spoken_of() -> None:
    frame = frames_of("Where a worker falls ill, the cost of the doctor shall not be borne by her.")[0]

    assert "WORKER" in frame.bearer
    assert "WORKER" in frame.spared
