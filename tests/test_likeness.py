"""Likeness: provisions worded like coded ones count, what it says is shown, and rules are not overruled in silence."""

import json
from itertools import pairwise
from typing import Any

import pytest

from blacheck.checklist import Checklist, load_checklist
from blacheck.grade import grade
from blacheck.match import LIKENESS, described, match
from blacheck.match.likeness import ASPECTS, Model
from blacheck.model import Agreement, Aspect, Finding, Likeness, Matches
from blacheck.pipeline import judge, read

ELEMENT = "remittances-savings"
TEXT = """Agreement between Orvia and Tessaly on work

Article 1
The Tessalan mint shall gild the obols of each worker every moon.

Article 2
The mint may gild the obols of sailors.

Article 3
The flags of both countries are blue.
"""
BARS = {aspect: {"like": 0.0, "unlike": -0.5} for aspect in ASPECTS}


def model(**weights: dict[str, float]) -> bytes:
    """A model of one element: for each aspect words and what they count; nothing is alike without them."""
    words = sorted({word for has in weights.values() for word in has})
    columns = {
        aspect: {
            "bias": -300,
            "steps": [now - before for before, now in pairwise([0, *map(words.index, sorted(has))])],
            "weights": [round(has[word] * 1000) for word in sorted(has)],
        }
        for aspect, has in weights.items()
    }
    data: dict[str, Any] = {"scale": 1000, "bars": BARS, "features": words, "rarity": [1000] * len(words)}
    return json.dumps({**data, "elements": {ELEMENT: columns}}).encode()


def core(likeness: bytes) -> Checklist:
    return load_checklist("core").only({ELEMENT}).model_copy(update={"likeness": likeness})


def agreement(text: str = TEXT) -> Agreement:
    return read(text.encode(), name="a.txt")


def finding(likeness: bytes, text: str = TEXT) -> Finding:
    (found,) = judge(agreement(text), core(likeness)).findings
    return found


def test_without_a_model_no_rule_knows_these_words() -> None:
    found = finding(b"")
    assert (found.status, found.evidence) == ("missing", ())


def test_a_provision_worded_like_coded_ones_is_dealt_with_and_quoted() -> None:
    found = finding(model(addressed={"obol": 1.0}))
    assert found.status == "partial"
    assert {evidence.clause for evidence in found.evidence} == {"1", "2"}
    assert {evidence.probe for evidence in found.evidence} == {LIKENESS}
    assert "obols" in found.evidence[0].cues
    assert found.evidence[0].notes == ("found by its wording",)
    assert any("no rule was written for" in doubt for doubt in found.needs_review)
    assert found.searched == ""


def test_like_sufficient_ones_it_is_covered_where_it_binds() -> None:
    found = finding(model(addressed={"obol": 1.0}, covered={"obol": 1.0}))
    assert found.status == "covered"
    assert [evidence.clause for evidence in found.evidence] == ["1"]  # "may" is like nothing sufficient


def test_like_sufficient_ones_alone_is_not_enough_for_what_nobody_deals_with() -> None:
    assert finding(model(addressed={"flag": -1.0}, covered={"obol": 1.0})).status == "missing"


def test_like_contrary_ones_it_is_contrary() -> None:
    found = finding(model(contrary={"gild": 1.0}))
    assert found.status == "contrary"
    assert {evidence.stance for evidence in found.evidence} == {"contrary"}


@pytest.mark.parametrize(("words", "coverage"), [("may", "covered"), ("may not", "missing")])
def test_what_denies_what_is_asked_is_like_nothing_favourable(words: str, coverage: str) -> None:
    """To a linear model the two are alike: only the rules tell a duty from its denial."""
    text = f"Article 1\nWorkers {words} freely transfer their earnings and savings home.\n"
    assert finding(model(addressed={"save": 2.0}, covered={"save": 2.0}), text).coverage == coverage


def test_the_preamble_is_like_nothing() -> None:
    text = (
        "Orvia and Tessaly,\n\nDesiring to gild the obols of workers,\n\nHave agreed:\n\nArticle 1\nFlags are blue.\n"
    )
    assert finding(model(addressed={"obol": 1.0}), text).status == "missing"


def test_actors_stand_under_their_role_and_headings_apart() -> None:
    text = 'Article 1\n"Labourer" means a person hired abroad.\n\nArticle 2 Obols\nThe Labourer shall gild.\n'
    _, last = described(agreement(text), core(b""))
    assert {"@WORKER shall", "h:obol", "+WORKER"} <= set(last[1])
    assert "obol" not in last[1]


@pytest.mark.parametrize(("like", "unlike", "status", "doubt"), [
    (True, False, "covered", ""),
    (False, False, "covered", ""),
    (False, True, "partial", "worded unlike what people have judged sufficient"),
])  # fmt: skip
def test_what_rules_find_sufficient_is_doubted_where_it_is_worded_otherwise(
    like: bool, unlike: bool, status: str, doubt: str
) -> None:
    text = "Article 1\nThe Parties shall ensure that workers may freely transfer their earnings and savings home.\n"
    assert judged(text, "covered", like=like, unlike=unlike).status == status
    assert doubt in "; ".join(judged(text, "covered", like=like, unlike=unlike).needs_review)


def test_a_contrary_clause_that_rules_find_stays_contrary_and_is_doubted() -> None:
    text = "Article 1\nWorkers shall remit at least half of their wages through the state bank.\n"
    assert judged(text, "contrary", like=False, unlike=False).contrary
    doubted = judged(text, "contrary", like=False, unlike=True)
    assert doubted.contrary
    assert "worded unlike what people have judged contrary" in "; ".join(doubted.needs_review)


def judged(text: str, aspect: Aspect, *, like: bool, unlike: bool) -> Finding:
    read_text, checklist = agreement(text), core(b"")
    rules = match(read_text, checklist)
    likenesses: dict[str, tuple[Likeness, ...]] = {ELEMENT: (Likeness(aspect, like, unlike, ()),)}
    (found,) = grade(read_text, checklist, Matches(rules.evidence, rules.near_misses, likenesses))
    return found


def test_the_shipped_model_knows_every_element_and_no_stranger() -> None:
    checklist = load_checklist("core")
    columns = Model(checklist.likeness).columns
    assert {element for element, _ in columns} == {element.id for element in checklist.elements}
    assert {aspect for _, aspect in columns} == set(ASPECTS)


def test_the_shipped_model_finds_what_no_rule_words() -> None:
    checklist = load_checklist("core")
    text = "Article 9\nEach journeyman shall lodge his earnings with the savings bank, which shall forward them home.\n"
    rules, both = (
        {one.element: one.coverage for one in judge(agreement(text), given).findings}
        for given in (checklist.rules, checklist)
    )
    found = {element for element in both if rules[element] == "missing" and both[element] != "missing"}
    assert found
    assert not {element for element in both if rules[element] != "missing" and both[element] == "missing"}
