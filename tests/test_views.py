"""A view orders the elements of a checklist anew and holds no rule; a review of it asks its elements, each once."""

import json
from pathlib import Path

import pytest

import blacheck
from blacheck.checklist import Checklist, available, load_checklist
from blacheck.describe import view_text
from blacheck.errors import ChecklistError, UnknownChecklistError
from blacheck.lint import lint_view
from blacheck.views import View, load, load_view, select, selection_of
from support import AGREEMENT, Run

VIEW = """\
id: own
version: "1"
title: Own list
view_of: core
sources: [C97]
names: [Own item, Own items]
groups:
  - title: First
    items:
      - {number: "1", title: Papers, elements: [identity-documents], verified: true}
      - {number: "2", title: Contract, elements: [written-contract], verified: false}
"""


@pytest.fixture
def view_file(small_file: str) -> str:
    return str(Path(small_file).with_name("small-view.yml"))


def own(folder: Path, text: str) -> str:
    file = folder / "own.yml"
    file.write_text(text, "utf-8")
    return str(file)


# ---------------------------------------------------------------- what comes with the package


@pytest.mark.parametrize("name", available("view"))
def test_a_view_that_comes_with_the_package_keeps_the_rules(name: str) -> None:
    view = load_view(name)
    checklist = load_checklist(view.view_of)

    assert view.id == name
    assert view.note
    assert [problem for problem in lint_view(view, checklist) if problem.level == "error"] == []


def test_every_kind_can_be_listed_alone() -> None:
    assert set(available("checklist")) & set(available("view")) == set()
    assert sorted(available("checklist") + available("view")) == list(available())
    assert {"ilo-24", "red-flags"} <= set(available("view"))
    assert "core" in available("checklist")
    assert not any("." in name for name in available())


def test_the_list_of_the_ilo_has_its_24_items() -> None:
    record = load_view("ilo-24").of(load_checklist("core"))

    assert [item.number for group in record.groups for item in group.items] == [str(n) for n in range(1, 25)]
    assert record.groups[1].items[5].name == "ILO basic element 9"


def test_the_model_agreement_is_cited_by_its_articles() -> None:
    record = load_view("r86-1949").of(load_checklist("core"))

    assert record.groups[0].items[0].article == "Annex Art. 1"


def test_the_red_flags_are_all_adverse_probes_the_gravest_first() -> None:
    core = load_checklist("core")
    groups = load_view("red-flags").of(core).groups

    listed = [(probe, group.title) for group in groups for item in group.items for probe in item.probes]
    assert sorted(probe for probe, _ in listed) == sorted({p for element in core.elements for p in element.contrary})
    assert [group.title for group in groups] == ["Against a binding instrument", "Against good practice"]
    for probe, title in listed:
        assert title == f"Against {'a ' if core.probes[probe].severity == 'binding instrument' else ''}" + str(
            core.probes[probe].severity
        )


# ---------------------------------------------------------------- what breaks the format


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("identity-documents", "no-such-element", "First › 1: core has no element 'no-such-element'"),
        ('number: "2"', 'number: "1"', "group 'First', item '1': its number occurs twice"),
        ("[written-contract]", "[written-contract, written-contract]", "item '2': it names an element twice"),
        ("[written-contract]", "[]", "groups › 0 › items › 1 › elements"),
        ("[C97]", "[C97, C189]", "it does not say which of 'sources' it is from"),
        ("[C97]", "[NOWHERE]", "sources: there is no instrument 'NOWHERE'"),
        ("verified: true", "source: {instrument: C189}, verified: true", "'C189' is not among 'sources'"),
        ("verified: true", "verified: yes", "valid boolean"),
        ("title: Own list", "heading: Own list", "title: Field required"),
        ("groups:", "adverse: all\ngroups:", "exactly one of 'groups' and 'adverse'"),
        ("[Own item, Own items]", "[Own item]", "names"),
        ("view_of: core", "view_of: nowhere", "nowhere: no checklist of that name"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = own(tmp_path, VIEW.replace(old, new, 1))

    with pytest.raises(ChecklistError) as raised:
        load_view(file)

    assert said in str(raised.value)


def test_a_number_may_occur_again_under_another_name(tmp_path: Path) -> None:
    more = '  - title: Second\n    names: [Point, Points]\n    items:\n      - {number: "1", title: x, elements: ['

    assert load_view(own(tmp_path, f"{VIEW}{more}housing-and-food], verified: true}}\n")).groups[1].title == "Second"


def test_a_view_is_no_checklist_and_a_checklist_no_view(tmp_path: Path, small_file: str) -> None:
    with pytest.raises(ChecklistError, match="is a view of a checklist"):
        load_checklist("ilo-24")
    with pytest.raises(ChecklistError, match="is no view"):
        load_view(small_file)
    with pytest.raises(UnknownChecklistError, match="there are core, ilo-24"):
        load("nosuch")


def test_a_view_may_belong_to_a_checklist_beside_it(view_file: str, small: Checklist) -> None:
    assert selection_of(load_view(view_file)).checklist == small


# ---------------------------------------------------------------- what is asked


def test_a_view_asks_its_elements_in_the_order_of_the_checklist(view_file: str) -> None:
    selection = select(view_file)

    assert [element.id for element in selection.asked.elements] == ["passports", "housing"]
    assert [ref.id for ref in selection.refs] == ["small-view", "small"]


@pytest.mark.parametrize("turn", [1, -1])
def test_with_the_checklist_all_is_asked(view_file: str, small_file: str, turn: int) -> None:
    selection = select(",".join([small_file, view_file][::turn]))

    assert selection.asked == selection.checklist
    assert [ref.id for ref in selection.refs] == ["small", "small-view"][::turn]


def test_several_views_ask_what_any_of_them_asks() -> None:
    alone = [{element.id for element in select(name).asked.elements} for name in ("ilo-24", "return")]

    assert {element.id for element in select("ilo-24, return").asked.elements} == alone[0] | alone[1]


def test_what_is_named_twice_is_asked_once() -> None:
    assert select("ilo-24,ilo-24") == select("ilo-24")


def test_two_checklists_cannot_be_asked_together(small_file: str) -> None:
    with pytest.raises(ChecklistError, match="cannot be asked together with small"):
        select(f"ilo-24,{small_file}")


def test_a_review_names_checklist_and_view_and_holds_what_groups_it(agreement_file: Path, view_file: str) -> None:
    review = blacheck.review(agreement_file, checklist=view_file)
    data = json.loads(review.to_json())

    assert [finding.element for finding in review.findings] == ["passports", "housing"]
    assert [(ref["id"], ref["version"], len(ref["sha256"])) for ref in data["checklists"]] == [
        ("small-view", "3", 64),
        ("small", "1", 64),
    ]
    assert data["views"][0]["groups"][0]["items"][1]["elements"] == ["passports", "housing"]
    assert sum(review.summary.values()) == 2


def test_a_loaded_view_may_be_given(agreement_file: Path, view_file: str) -> None:
    view = blacheck.load_view(view_file)

    given = [blacheck.review(agreement_file, checklist=what) for what in (view, select(view_file), Path(view_file))]

    assert len({review.to_json() for review in given}) == 1
    assert isinstance(view, View)


def test_the_json_alone_rebuilds_the_page(agreement_file: Path) -> None:
    review = blacheck.review(agreement_file, checklist="return,core")

    again = blacheck.Review.from_json(review.to_json())

    text = AGREEMENT.split("\n", 1)[0]
    assert text in again.to_html()
    assert 'id="item-1"' in again.to_html()
    assert again.record == review.record


# ---------------------------------------------------------------- in words


def test_a_view_is_shown_with_its_elements_and_never_cites_what_nobody_verified(view_file: str) -> None:
    view = load_view(view_file)
    text = view_text(view, load_checklist(view.view_of))

    assert text.startswith("A list for tests (small-view 3, a view of small, 2 elements)")
    assert "1. Papers\n  Invented Convention (1999): 1\n  passports: Do workers keep their passports?" in text
    assert "2. Papers and roof\n  not verified in the source" in text
    assert text.index("First things") < text.index("2. Papers and roof") < text.index("Other things")


def test_lint_names_what_is_not_verified_and_sources_without_item(tmp_path: Path) -> None:
    text = VIEW.replace("[C97]", "[C97, C189]").replace("    items:", "    source: {instrument: C97}\n    items:")

    problems = lint_view(load_view(own(tmp_path, text)), load_checklist("core"))

    assert [(problem.level, problem.place) for problem in problems] == [("error", "C189"), ("warning", "Own item 2")]


def test_the_command_shows_lists_and_checks_views(blacheck: Run, view_file: str) -> None:
    rows = [line.split() for line in blacheck("checklist", "list").out.splitlines()]
    listed = {row[0]: row[1] for row in rows if len(row) > 1}
    assert listed["core"] == "checklist"
    assert listed["ilo-24"] == "view"

    assert "12. Journey\n  not verified in the source" in blacheck("checklist", "show", "ilo-24").out
    ran = blacheck("checklist", "lint", view_file)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, f"{view_file}: 0 errors, 1 warnings")


def test_the_command_reviews_by_a_view(blacheck: Run, agreement_file: Path, view_file: str, tmp_path: Path) -> None:
    ran = blacheck("review", agreement_file, "--checklist", view_file, "-o", tmp_path, "--fail-on", "missing")

    assert ran.code == 0
    assert "Answers by item" in (tmp_path / "alvora.html").read_text("utf-8")
