"""In a real browser: no request, no complaint, no barrier that axe knows; the script adds and takes nothing away."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PIL import Image

import blacheck
from blacheck import pipeline
from blacheck.report import to_html
from blacheck.result import Review
from pdfs import Press, articles, printed
from report_samples import agreement, checklist, review
from test_report_pictures import TEXT
from test_report_views import AGREEMENT, ALONE, CHECKS, with_figures

pytest.importorskip("playwright", reason="playwright is not installed (extra: browser)")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (extra: browser)")
sync_api: Any = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
DAY = "2025-05-03"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def until(page: Any, holds: str, seconds: float = 10) -> None:
    """Waits for an expression to hold; the page's own policy forbids the waiting that playwright would do inside it."""
    end = monotonic() + seconds
    while not page.evaluate(holds):
        assert monotonic() < end, f"never: {holds}"
        page.wait_for_timeout(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


def written(folder: Path, size: int) -> str:
    checks, text = checklist(size), agreement()
    file = folder / "report.html"
    file.write_text(to_html(review(checks, text), checks, text, date=DAY), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("report"), 60)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report with one answer of each kind: axe takes its time over each tag."""
    return written(tmp_path_factory.mktemp("short"), 10)


@pytest.fixture(scope="module")
def by_items(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report grouped by the items of a view, with figures of tests."""
    file = tmp_path_factory.mktemp("items") / "report.html"
    file.write_text(to_html(ALONE, with_figures(CHECKS), AGREEMENT, date=DAY), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report with pictures of pages."""
    file = tmp_path_factory.mktemp("pictures") / "report.html"
    review = blacheck.review(printed(TEXT), name="lumbesh.pdf")
    few = [finding for finding in review.findings if finding.evidence]
    file.write_text(
        Review(replace(review.record, findings=tuple(few)), review.checklist, review.agreement, review.files).to_html(),
        "utf-8",
    )
    return file.as_uri()


@pytest.fixture(scope="module")
def as_read(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page that shows what was read, with a page that could not be."""
    file = tmp_path_factory.mktemp("read") / "read.html"
    pdf = printed([*TEXT, *articles(5)], Press(footer=lambda page: f"Page {page}"))
    file.write_text(pipeline.reading_page(pipeline.read(pdf), [pipeline.draw(pdf)]), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Any]:
    """Opens the report; afterwards nothing may have been fetched and nothing complained of."""
    contexts, complaints = [], []

    def refuse(route: Any) -> None:
        complaints.append(f"fetched {route.request.url}")
        route.abort()

    def open_page(fragment: str = "", at: str = address, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.route(lambda url: not url.startswith(at), refuse)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(at + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def barriers(page: Any) -> str:
    """What axe has against the page, in words."""
    results = axe.Axe().run(page, options={"runOnly": RULES})
    return str(results.generate_report()) if results.violations_count else ""


def showing(page: Any) -> int:
    return int(page.locator(".card:not([hidden])").count())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(opened: Any, short: str, viewport: dict[str, int], scheme: str) -> None:
    page = opened(at=short, viewport=viewport, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")

    assert barriers(page) == ""


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_by_items(opened: Any, by_items: str, viewport: dict[str, int]) -> None:
    page = opened(at=by_items, viewport=viewport)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")

    assert barriers(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_items_without_an_answer_of_their_own_go_only_when_something_is_chosen(opened: Any, by_items: str) -> None:
    page = opened(at=by_items)
    assert page.locator("#item-4").is_visible()

    page.select_option("[name=status]", "missing")
    assert [page.locator(f"#item-{n}").is_visible() for n in (1, 3, 4)] == [True, False, False]

    page.click(".chart a[href='#e-element-7']")
    page.locator("#e-element-7").wait_for(state="visible")
    assert page.locator("#item-4").is_visible()


def test_items_can_be_read_without_a_script_and_on_paper(opened: Any, by_items: str) -> None:
    page = opened(at=by_items, java_script_enabled=False)
    assert page.locator("#item-4").is_visible()
    page.emulate_media(media="print")

    assert page.locator("#e-element-2 .passage").first.is_visible()
    assert page.locator(".trust").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_what_was_read_is_seen_beside_its_pages(
    opened: Any, as_read: str, viewport: dict[str, int], scheme: str
) -> None:
    page = opened(at=as_read, viewport=viewport, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    picture, words = (page.locator(part).first.bounding_box() for part in (".picture", ".read"))
    beside = viewport is WIDE
    assert (words["x"] >= picture["x"] + picture["width"]) is beside
    assert (words["y"] >= picture["y"] + picture["height"]) is not beside
    assert barriers(page) == ""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_pictures_are_drawn_and_unfold(opened: Any, pictured: str, script: bool) -> None:
    page = opened(at=pictured, java_script_enabled=script)
    figure = page.locator(".passage.contrary", has=page.locator(".crop")).first
    assert not figure.locator(".sheet-of svg").is_visible()
    figure.locator(".sheet-of summary").click()

    for drawing in (figure.locator(".crop"), figure.locator(".sheet-of svg")):
        shown = Image.open(io.BytesIO(drawing.screenshot())).convert("RGB")
        pixels = list(zip(*[iter(shown.tobytes())] * 3, strict=True))
        red = sum(pixel[0] > 130 and max(pixel[1:]) < 70 for pixel in pixels)
        ink = sum(max(pixel) < 80 for pixel in pixels)
        assert red > 300
        assert ink > 300
    if script:
        assert barriers(page) == ""


def test_axe_finds_nothing_in_the_help(opened: Any, short: str) -> None:
    page = opened(at=short)
    page.keyboard.press("?")

    assert page.locator("dialog[open]").count() == 1
    assert barriers(page) == ""


def test_a_phone_never_scrolls_sideways(opened: Any) -> None:
    page = opened(viewport=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_a_script_everything_can_be_read(opened: Any) -> None:
    page = opened(java_script_enabled=False)

    assert showing(page) == 60
    assert page.locator("#filter").is_hidden()
    assert page.locator("nav a[href='#guide']").is_visible()
    assert page.locator("#e-element-1 .draft").is_visible()


def test_filters_narrow_and_the_address_keeps_them(opened: Any) -> None:
    page = opened()
    page.select_option("[name=status]", "missing")
    assert showing(page) == 12
    page.select_option("[name=tier]", "core")
    assert showing(page) == 4
    assert page.locator("#filter output").inner_text() == "4 of 60 questions shown"

    assert page.url.endswith("#status=missing&tier=core")
    assert showing(opened("#status=missing&tier=core")) == 4

    page.click("button[type=reset]")
    until(page, "!location.hash")
    assert showing(page) == 60


def test_search_finds_words_in_folded_answers(opened: Any) -> None:
    page = opened()
    page.fill("[name=q]", "العمل يجوز")

    assert showing(page) == 12
    assert page.locator("#e-element-2").is_visible()
    page.fill("[name=q]", "zebra")
    assert "No question fits" in page.locator("#filter output").inner_text()


def test_a_count_leads_to_its_answers(opened: Any) -> None:
    page = opened()
    page.click(".tally a[data-status=mixed]")

    assert showing(page) == 6
    assert page.input_value("[name=status]") == "mixed"


def test_a_link_to_a_folded_answer_unfolds_it(opened: Any) -> None:
    page = opened()
    assert page.locator("#e-element-2").is_hidden()

    page.click(".chart a[href='#e-element-2']")

    page.locator("#e-element-2").wait_for(state="visible")
    assert opened("#e-element-2").locator("#e-element-2").is_visible()


def test_a_link_to_an_answer_that_is_filtered_out_shows_it(opened: Any) -> None:
    page = opened("#status=missing")

    page.click(".chart a[href='#e-element-5']")

    page.locator("#e-element-5").wait_for(state="visible")


def test_a_passage_leads_to_the_text_and_back(opened: Any) -> None:
    page = opened()
    page.click("#e-element-5 .passage.contrary figcaption a")

    page.locator(".fulltext mark:target").wait_for()
    page.click(".clause:has(mark:target) .used a[href='#e-element-5']")
    until(page, "location.hash === '#e-element-5'")


def test_keys_walk_through_what_is_not_covered(opened: Any) -> None:
    page = opened()
    gaps = page.evaluate("[...document.querySelectorAll('[data-gap]')].map((card) => card.id)")
    focused = "document.activeElement.id"

    page.keyboard.press("j")
    assert page.evaluate(focused) == gaps[0]
    page.keyboard.press("j")
    assert page.evaluate(focused) == gaps[1]
    page.keyboard.press("k")
    assert page.evaluate(focused) == gaps[0]
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.input_value("[name=q]") == "jk?"


def test_keys_can_be_switched_off(opened: Any) -> None:
    page = opened()
    page.keyboard.press("?")
    page.uncheck("#keys")
    page.click("dialog button")
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.tagName") != "ARTICLE"


def test_paper_shows_what_is_folded(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    page.emulate_media(media="print")

    assert page.locator("#e-element-2 .passage").first.is_visible()
    assert page.locator("nav").is_hidden()
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"


def test_signs_of_the_overview_have_their_size_in_attributes(opened: Any) -> None:
    """In print Chromium does not take it from the style, and each sign fills the page."""
    page = opened()

    assert page.locator(".chart use").count() >= 60
    assert page.locator(".chart use:not([width][height])").count() == 0
