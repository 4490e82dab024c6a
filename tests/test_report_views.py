"""The page of a review by a view: its groups and items in order, every answer once, what nobody verified unnamed."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from blacheck.checklist import Accuracy, Checklist, Figure, Measurement, Share
from blacheck.model import ChecklistRef, ReviewRecord, ViewGroup, ViewItem, ViewRecord
from blacheck.report import from_json, to_html, to_json
from report_page import Page, read
from report_samples import agreement, checklist, review

CHECKS = checklist()
AGREEMENT = agreement()
NAMES = ("Test item", "Test items")


def item(number: int, *elements: int, verified: bool = True, **more: object) -> ViewItem:
    ids = tuple(f"element-{element}" for element in elements)
    said = {"instrument": "GUIDE", "article": str(number), **more}
    return ViewItem(str(number), f"Test item {number}", f"Point {number}", ids, verified=verified, **said)  # type: ignore[arg-type]


VIEW = ViewRecord(
    "list",
    "The list",
    "Invented & short.",
    (
        ViewGroup("Money first", NAMES, (item(1, 1, 2), item(2, 2), item(3, 7, verified=False, instrument="SECRET"))),
        ViewGroup("Nothing new", NAMES, (item(4, 2),)),
        ViewGroup("The rest", NAMES, (item(5, 9), item(6, 2, 10, 5), item(7, 8))),
    ),
)
ASKED = {element for group in VIEW.groups for one in group.items for element in one.elements}
CORE, LIST = ChecklistRef("sample", "1.2.3", "cd" * 32), ChecklistRef("list", "4", "ef" * 32)
WHOLE = review(CHECKS, AGREEMENT)
PART = tuple(finding for finding in WHOLE.findings if finding.element in ASKED)


def record(*refs: ChecklistRef) -> ReviewRecord:
    findings = WHOLE.findings if CORE in refs[:2] and len(refs) == 2 and refs != (LIST, CORE) else PART
    return replace(WHOLE, checklists=refs, findings=findings, views=(VIEW,))


ALONE = record(LIST, CORE)
BESIDE = record(CORE, LIST)
FIRST = replace(BESIDE, checklists=(LIST, CORE))


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def html() -> str:
    return to_html(ALONE, CHECKS, AGREEMENT)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return read(html)


def about(html: str, number: int) -> str:
    """The part of the page that one item has."""
    start = html.index(f'aria-labelledby="item-{number}"')
    return html[start : html.index('<section class="', start + 20) if 'class="item"' in html[start + 20 :] else None]


# ---------------------------------------------------------------- grouped by a view


def test_groups_and_items_stand_in_their_order(html: str, page: Page) -> None:
    titles = [text for level, text in page.headings if level in (3, 4) and not text.startswith("Article")]
    findings = html[html.index('id="findings"') : html.index('id="text"')]

    assert re.findall(r'<h3 id="theme-\d+">(.+?)</h3>', findings) == ["Money first", "Nothing new", "The rest"]
    assert [title.replace("\N{NO-BREAK SPACE}", " ") for title in titles if "Point" in title] == [
        f"{n}. Point {n}" for n in range(1, 8)
    ]
    assert "Answers by item" in page.text
    assert "Overview by group" in page.text


def test_every_answer_stands_once(html: str, page: Page) -> None:
    assert sorted(re.findall(r'<article class="card \w+" id="e-([\w-]+)"', html)) == sorted(ASKED)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_headings_skip_no_level(page: Page) -> None:
    levels = [level for level, _ in page.headings]

    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_item_leads_to_answers_that_stand_elsewhere(html: str) -> None:
    fourth = about(html, 4)

    assert "<article" not in fourth
    assert 'Answered under item <a href="#item-1">1</a>: <a href="#e-element-2">' in fourth
    assert 'href="#item-1"' in about(html, 6)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "The agreement settles this item in part. 1 Missing, 1 Covered"),
        (2, "The agreement settles this item."),
        (3, "A clause goes against good practice on this item."),
        (5, "This item does not arise under the agreement."),
        (6, "A clause goes against good practice on this item. 1 Mixed, 2 Covered"),
        (7, "It could not be judged whether the agreement settles this item."),
    ],
)
def test_each_item_has_its_state_in_words(html: str, number: int, said: str) -> None:
    state = re.search(r'<p class="state">(.*?)</p>', about(html, number), re.DOTALL)

    assert state
    assert words(re.sub(r"<[^>]+>", "", state[1])) == said


def test_only_verified_sources_are_named(html: str, page: Page) -> None:
    assert "Guidance on fair recruitment (2019)</a>, item 2" in about(html, 2)
    assert "Not verified: number and subject" in about(html, 3)
    assert "nobody has read" not in page.text
    assert 'id="s-SECRET"' not in html


def test_an_answer_names_the_other_items_that_it_serves(page: Page) -> None:
    assert "Also answers Test items 2, 4 and 6" in words(page.texts["e-element-2"])
    assert "Also answers" not in page.texts["e-element-1"]


def test_gaps_stand_under_the_groups(html: str) -> None:
    gaps = html[html.index('id="gaps"') : html.index('id="overview"')]

    assert "<dt>Money first</dt>" in gaps
    assert '#e-element-1"' in gaps


def test_the_overview_has_a_sign_in_every_group_that_asks(html: str) -> None:
    overview = html[html.index('<svg class="chart"') : html.index('<details class="alt">')]

    assert overview.count('href="#e-element-2"') == 3
    assert overview.count('href="#e-element-1"') == 1


def test_view_and_checklist_are_named_with_version_and_note(page: Page) -> None:
    for said in ("list, version 4", "ef" * 32, "sample, version 1.2.3", "Invented & short."):
        assert said in page.text


def test_items_of_probes_say_whether_something_was_found() -> None:
    flags = tuple(ViewItem(str(n), f"Flag {n}", f"Flag {n}", (f"element-{n}",), probes=("bad",)) for n in (5, 1, 8))
    view = replace(VIEW, groups=(ViewGroup("Against good practice", ("Flag", "Flags"), flags),))

    text = words(read(to_html(replace(ALONE, views=(view,), findings=WHOLE.findings[:8]), CHECKS)).text)

    assert "Flag 5 A clause that says so was found." in text
    assert "Flag 1 No clause that says so was found." in text
    assert "Flag 8 No clause that says so was found, but not everything could be judged." in text


# ---------------------------------------------------------------- beside the checklist


def test_beside_the_checklist_answers_stand_by_theme_and_name_their_items() -> None:
    page = read(to_html(BESIDE, CHECKS))

    assert "Answers by theme" in page.text
    assert "item-1" not in page.ids
    assert "Also answers Test items 1, 2, 4 and 6" in words(page.texts["e-element-2"])
    assert "Also answers Test item 3 (not verified in the source)" in words(page.texts["e-element-7"])


def test_what_the_view_does_not_ask_stands_last() -> None:
    html = to_html(FIRST, CHECKS)
    last = html[html.index('<h3 id="theme-4">') :]

    assert "Not asked by “The list”" in last[:100]
    assert len(re.findall(r'<article class="card', html)) == 60
    assert len(re.findall(r'<article class="card', last)) == 60 - len(ASKED)


def test_a_review_without_views_is_as_before() -> None:
    assert "Also answers" not in to_html(WHOLE, CHECKS)


def test_the_json_alone_rebuilds_the_same_page() -> None:
    assert to_html(from_json(to_json(FIRST)), CHECKS) == to_html(FIRST, CHECKS)


# ---------------------------------------------------------------- how far to trust it


def with_figures(checks: Checklist) -> Checklist:
    share, less = Share(n=21, right=17, low=0.6, high=0.923), Share(n=8, right=5, low=0.306, high=0.863)
    figure = Figure(value=0.8125, low=0.7, high=0.9)
    measured = [
        Measurement(
            texts=texts,
            agreements=3,
            verdicts=n,
            figures={"kappa": figure},
            themes={"Recruitment": of},
            elements={"element-1": of},
        )
        for texts, n, of in (("texts the rules were developed on", 21, share), ("my own texts", 8, less))
    ]
    accuracy = Accuracy(version="1", sha256=checks.sha256, measured=measured, elements={"element-1": share})
    return checks.model_copy(update={"accuracy": accuracy})


def test_accuracy_is_told_by_theme_and_with_the_answer() -> None:
    page = read(to_html(WHOLE, with_figures(CHECKS)))
    card, text = words(page.texts["e-element-1"]), words(page.text)

    assert "Right in 17 of 21 tests; on my own texts in 5 of 8" in card
    assert "tests" not in page.texts["e-element-2"]
    assert "Texts the rules were developed on 3 agreements, 21 verdicts" in text
    assert "0.81 (0.70 to 0.90)" in text
    assert "Recruitment 17 of 21 (0.60 to 0.92) 5 of 8 (0.31 to 0.86)" in text
    assert "The rules have changed" not in text


def test_figures_of_other_rules_are_marked_as_old() -> None:
    old = with_figures(CHECKS).model_copy(update={"sha256": "00" * 32})

    assert "The rules have changed since this was measured." in to_html(WHOLE, old)


def test_what_was_not_measured_is_said() -> None:
    assert "has not been measured" in to_html(WHOLE, CHECKS)
