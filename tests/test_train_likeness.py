"""The model of likeness is learned from what was coded: the right provisions under the right aspects, no others."""

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.train_likeness import (
    Example,
    cited_provisions,
    coded_as,
    codings,
    of_agreement,
    of_provision,
    provisions,
    train,
)

from blacheck.checklist import load_checklist
from blacheck.match.likeness import ASPECTS, Model
from blacheck.model import Aspect

NUMBERS = ("Preamble 1", "4", "4(1)", "4(2)(a)", "5", "Annex I 3")
PROVISIONS = Path(__file__).parents[1] / "benchmarks" / "provisions"


@pytest.mark.parametrize(("cited", "found"), [
    ("4(2)", {1, 3}),
    ("Article 4(1)", {1, 2}),
    ("4(9)", {1}),
    ("Annex I 3", {5}),
    ("Annex I", {5}),
    ("Annex 1 7", {5}),
    ("50", set()),
])  # fmt: skip
def test_a_cited_clause_is_found_as_exactly_as_the_text_has_it(cited: str, found: set[int]) -> None:
    assert cited_provisions([cited], NUMBERS) == found


def test_what_is_adverse_is_not_thereby_dealt_with(tmp_path: Path) -> None:
    for folder in ("agreements", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "agreements" / "a.en.txt").write_text("Article 1\nWages are paid.\n\nArticle 2\nWages are cut.\n")
    head = "element,coverage,contrary,clauses,adverse_clauses,note\n"
    (tmp_path / "gold" / "a.en.csv").write_text(f"{head}wage-protection,partial,yes,1,2,\n")

    ((text, coding),) = codings(tmp_path)
    first, second = of_agreement(text, coding, load_checklist("core"))

    assert first.coded == {"addressed": {"wage-protection"}, "covered": set(), "contrary": set()}
    assert second.coded == {"addressed": set(), "covered": set(), "contrary": {"wage-protection"}}


def test_look_alikes_are_coded_as_nothing() -> None:
    coded = coded_as({"one": "covered", "two": "partial", "three": "contrary", "four": "lookalike"})

    assert coded == {"addressed": {"one", "two"}, "covered": {"one"}, "contrary": {"three"}}


def test_the_opening_of_a_tradition_names_the_actors_and_is_not_itself_seen() -> None:
    prelude = 'Article 1\n"Hand" means a person hired abroad by a planter.'

    seen = of_provision(prelude, "Article 9\nThe Hand shall rest.", load_checklist("core"))

    assert seen["@WORKER shall"] == 1
    assert "planter" not in seen


def test_what_was_learned_is_what_the_model_says() -> None:
    words = {"bread": "food", "soup": "food", "roof": "bed", "bunk": "bed"}
    learned = [
        Example(Counter([word, "the"]), {aspect: frozenset([element]) for aspect in ASPECTS})
        for word, element in words.items()
        for _ in range(3)
    ]

    model = Model(json.dumps(train(learned, ["food", "bed"], processes=1)).encode())
    scores = dict(zip(model.columns, model.scores({"soup": 1, "the": 1}), strict=True))

    assert scores["food", "covered"] > 0 > scores["bed", "covered"]


def test_a_case_tells_nothing_of_other_elements() -> None:
    told: dict[Aspect, frozenset[str]] = {aspect: frozenset() for aspect in ASPECTS}
    fed = [Example(Counter(["soup"]), {aspect: frozenset(["food"]) for aspect in ASPECTS}) for _ in range(3)]
    other = [Example(Counter(["roof"]), told) for _ in range(3)]
    case = [Example(Counter(["soup", "roof"]), told, asked="bed") for _ in range(50)]

    def score(learned: list[Example]) -> float:
        model = Model(json.dumps(train(learned, ["food"], processes=1)).encode())
        return float(model.scores({"soup": 1})[model.columns.index(("food", "covered"))])

    assert score([*fed, *other]) > 0
    assert score([*fed, *other, *case]) > 0


def test_single_provisions_are_coded_with_known_words_for_every_element() -> None:
    elements = {element.id for element in load_checklist("core").elements}
    seen: dict[Path, set[str]] = {}
    for file in sorted(PROVISIONS.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert list(rows[0]) == ["prelude"], file.name
        for row in rows[1:]:
            assert set(row) == {"element", "code", "also", "text"}, (file.name, row)
            assert {row["element"], *row["also"]} <= elements, (file.name, row)
            assert {row["code"], *row["also"].values()} <= {"covered", "partial", "contrary", "lookalike"}
        seen[file] = {row["element"] for row in rows[1:]}
    assert set(map(len, seen.values())) == {len(elements)}
    assert sum(1 for _ in provisions(PROVISIONS)) > 5000
