"""The index in a real browser: no request, no complaint, no barrier that axe knows; filters, orders and links."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from blacheck.report import index_html, matrix_of
from portfolio_samples import several, written
from test_report_browser import PHONE, WIDE, barriers, browser, pytestmark, until  # noqa: F401


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("index")
    (folder / "index.html").write_text(index_html(matrix_of(several()), date="2026-03-31"), encoding="utf-8")
    written(folder)
    return (folder / "index.html").as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Any]:  # noqa: F811
    """Opens the index; afterwards nothing may have been fetched but the reports, and nothing complained of."""
    contexts, complaints = [], []

    def refuse(route: Any) -> None:
        complaints.append(f"fetched {route.request.url}")
        route.abort()

    def open_page(fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.route(lambda url: not url.startswith(address.removesuffix("index.html")), refuse)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(address + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def names(page: Any) -> list[str]:
    """The agreements shown in the matrix, in order."""
    shown = page.locator(".matrix tbody tr:not([hidden]) .name").all_inner_texts()
    return [name.strip() for name in shown]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(opened: Any, viewport: dict[str, int], scheme: str) -> None:
    page = opened(viewport=viewport, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")

    assert barriers(page) == ""


def test_axe_finds_nothing_in_a_filtered_and_sorted_index(opened: Any) -> None:
    assert barriers(opened("#element=element-1&status=missing&order=element-5")) == ""


def test_a_phone_never_scrolls_sideways(opened: Any) -> None:
    page = opened(viewport=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_a_script_everything_can_be_read(opened: Any) -> None:
    page = opened(java_script_enabled=False)

    assert names(page) == ["first", "second", "broken", "third", "fourth"]
    assert page.locator("#filter").is_hidden()
    page.locator("details.near summary").first.click()
    assert page.locator("details.near").first.locator("dd").first.is_visible()


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ({"party": "Lumbesh"}, ["first", "second"]),
        ({"kind": "agreement"}, ["first", "third"]),
        ({"from": "1963"}, ["second", "third"]),
        ({"from": "1960", "to": "1965"}, ["first", "third"]),
        ({"element": "element-1", "status": "covered"}, ["third", "fourth"]),
        ({"element": "element-1", "status": "open"}, ["first", "second"]),
        ({"status": "contrary"}, ["first", "second", "third", "fourth"]),
        ({"q": "vell memorandum"}, ["second"]),
        ({"q": "zebra"}, []),
    ],
)
def test_filters_narrow_all_tables_and_the_address_keeps_them(
    opened: Any, choice: dict[str, str], left: list[str]
) -> None:
    page = opened()
    for name, value in choice.items():
        field = page.locator(f"[name={name}]")
        field.select_option(value) if name not in ("q", "from", "to") else field.fill(value)

    assert names(page) == left
    assert page.locator(".list.sortable tbody tr:not([hidden])").count() == len(left)
    assert page.locator("details.near:not([hidden])").count() == len(left)
    assert names(opened("#" + page.url.partition("#")[2])) == left

    page.click("button[type=reset]")
    until(page, "!location.hash")
    assert len(names(page)) == 5


def test_counts_are_those_of_what_is_shown(opened: Any) -> None:
    page = opened()
    covered = page.locator("[data-element=element-1] [data-status=covered]")
    assert covered.inner_text() == "2"

    page.select_option("[name=party]", "Lumbesh")

    assert covered.inner_text() == "0"
    assert page.locator("[data-element=element-1] .share").inner_text().strip() == "0 %"


def test_heads_of_columns_sort_both_ways_and_unread_files_stay_last(opened: Any) -> None:
    page = opened()
    head = page.locator(".matrix [data-key=element-1] button")
    head.click()
    assert names(page) == ["first", "second", "third", "fourth", "broken"]
    head.click()
    assert names(page) == ["third", "fourth", "first", "second", "broken"]
    assert page.locator("[aria-sort]").count() == 1

    page.locator(".list [data-key=covered] button").click()
    assert names(page)[0] == "third"
    page.select_option("[name=order]", "year")
    assert names(page)[-2:] == ["fourth", "broken"]
    assert names(page)[:3] == ["first", "third", "second"]


def test_a_cell_leads_to_the_card_in_the_report(opened: Any) -> None:
    page = opened()
    page.locator(".matrix tbody tr").first.locator("td a").nth(6).click()
    page.wait_for_url("**/first.html#e-element-7")

    assert page.locator("#e-element-7").is_visible()


def test_paper_shows_the_whole_matrix_and_what_is_unfolded(opened: Any, tmp_path: Path) -> None:
    page = opened()
    page.locator("details.near summary").first.click()
    page.emulate_media(media="print")

    assert page.locator("#filter").is_hidden()
    assert page.locator("details.near dl").first.is_visible()
    assert page.locator("details.near").nth(1).is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflow") == "visible"
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
