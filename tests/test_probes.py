"""Probes: when a predication asserts a proposition, and how firmly."""

import pytest

from blacheck.checklist import Pattern, Probe
from blacheck.match import match
from blacheck.model import Agreement, ClauseKind, Evidence
from builders import checklist_of, provisions_of


def found(pattern: Pattern, *texts: str, adverse: bool = False, kind: ClauseKind = "article") -> tuple[Evidence, ...]:
    more = {"adverse": True, "severity": "good practice", "flag": "f"} if adverse else {}
    probe = Probe.model_validate({"says": "s", "any": [pattern], **more})
    rules = {"covered": {"any": ["p"]}} if not adverse else {"covered": {"any": ["q"]}, "contrary": ["p"]}
    other = Probe(says="o", any=[Pattern(has=["'zzz'"])])
    return match(provisions_of(*texts, kind=kind), checklist_of({"p": probe, "q": other}, **rules)).evidence


PAYS_HOME = Pattern(has=["JOURNEY", "HOME"], payer="EMPLOYER")


def test_all_terms_must_be_there() -> None:
    assert found(PAYS_HOME, "The employer shall pay the return ticket.")
    assert not found(PAYS_HOME, "The employer shall pay the visa.")


def test_the_payer_decides() -> None:
    assert not found(PAYS_HOME, "The worker shall pay the return ticket.")


def test_polarity_decides() -> None:
    assert not found(PAYS_HOME, "The employer shall not pay the return ticket.")


def test_a_mention_is_no_assertion() -> None:
    pattern = Pattern(has=["ACCOMMODATION"])

    assert not found(pattern, "The request shall state the wage and the accommodation.")
    assert found(
        pattern.model_copy(update={"mentions": True}), "The request shall state the wage and the accommodation."
    )


def test_an_exception_is_found_only_where_asked_for() -> None:
    text = "The employer shall pay the return ticket unless the worker resigns."

    assert not found(Pattern(has=["RESIGN"]), text)
    assert found(Pattern(has=["RESIGN", "HOME"], asserted="exception", polarity="negative"), text)


def test_two_terms_need_two_words() -> None:
    assert not found(Pattern(has=["FEE", "COST"]), "The employer shall lower the fee.")
    assert found(Pattern(has=["FEE", "COST"]), "The employer shall lower the fee and the cost.")


def test_near_limits_the_distance() -> None:
    text = "The employer shall pay the wage on every last day of each month and at his own cost arrange a flight."

    assert not found(Pattern(has=["WAGE", "JOURNEY"], near=5), text)
    assert found(Pattern(has=["WAGE", "JOURNEY"], near=30), text)


def test_such_points_back_to_the_sentence_before() -> None:
    pattern = Pattern(has=["DEDUCT", "RECRUITMENT-FEE"], polarity="any")
    agreement = provisions_of(
        "The employer shall pay the recruitment fee.", "Such sum shall not be deducted from wages."
    )
    same = Agreement(
        agreement.document,
        tuple(type(clause)(clause.id, "1", clause.kind, clause.span) for clause in agreement.clauses),
        agreement.provisions,
    )
    checklist = checklist_of({"p": Probe(says="s", any=[pattern])}, covered={"any": ["p"]})

    assert [item.clause for item in match(same, checklist).evidence] == ["1"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The employer shall provide accommodation.", "supports"),
        ("The employer shall endeavour to provide accommodation.", "weak"),
        ("The employer may provide accommodation.", "weak"),
        ("Workers may use accommodation of their choice.", "supports"),
    ],
)
def test_the_force_makes_it_firm_or_weak(text: str, stance: str) -> None:
    assert stance == found(Pattern(has=["ACCOMMODATION"]), text)[0].stance


def test_the_preamble_is_weak() -> None:
    evidence = found(Pattern(has=["ACCOMMODATION"]), "The employer shall provide accommodation.", kind="preamble")[0]

    assert (evidence.stance, evidence.notes) == ("weak", ("only in the preamble",))


def test_what_is_adverse_is_contrary_even_where_it_is_only_permitted() -> None:
    evidence = found(Pattern(has=["RETAIN", "PASSPORT"]), "The employer may keep the passport.", adverse=True)

    assert [item.stance for item in evidence] == ["contrary"]


def test_evidence_is_quoted_as_it_stands() -> None:
    text = "The employer shall pay the return ticket."
    part = found(PAYS_HOME, "First of all.", text)[0].parts[0]

    assert (text, 15, 15 + len(text)) == (part.quote, part.start, part.end)


WORKERS_HOUSED = Pattern(has=["ACCOMMODATION"], bearer="EMPLOYER")
TWO_KINDS = '"Farm worker" means a worker engaged on land; "Hotel worker" means a worker engaged in an inn;'


@pytest.mark.parametrize(
    ("before", "group"),
    [
        ("Farm workers are paid by the week", "Farm workers"),
        ("Farm workers are paid by the week; workers shall be paid in coin", ""),
    ],
)
def test_an_article_that_speaks_of_one_kind_of_workers_is_limited_to_it(before: str, group: str) -> None:
    evidence = found(WORKERS_HOUSED, TWO_KINDS, f"{before}; the employer shall provide housing.")

    assert [item.group for item in evidence] == [group]
