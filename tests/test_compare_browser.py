"""The page of two compared drafts in a real browser: nothing fetched, no barrier, no script, on paper too."""

from pathlib import Path
from typing import Any

import pytest

from blacheck.comparison import compare
from draft_samples import NEW, OLD
from test_report_browser import PHONE, WIDE, barriers, browser, opened
from test_report_browser import pytestmark as needs_a_browser

pytestmark = [needs_a_browser, pytest.mark.usefixtures("rules_alone")]

__all__ = ["browser", "opened"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("compared") / "old-new.html"
    compare(OLD.encode(), NEW.encode()).save(file, date="2026-03-31")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(opened: Any, viewport: dict[str, int], scheme: str) -> None:
    page = opened(viewport=viewport, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")

    assert barriers(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_a_change_shows_in_more_than_its_colour(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    deleted = page.locator("#e-return-travel-costs del")

    assert deleted.inner_text() == "shall"
    style = "[getComputedStyle(e).textDecorationLine, getComputedStyle(e, '::before').content]"
    assert page.locator("#e-return-travel-costs ins").evaluate(f"e => {style}")[0] == "underline"
    line, sign = deleted.evaluate(f"e => {style}")
    assert line == "line-through"
    assert "[−" in sign


def test_paper_shows_the_changes(opened: Any) -> None:
    page = opened()
    page.emulate_media(media="print")

    assert page.locator("#e-identity-documents ins").first.is_visible()
    assert page.locator("nav").is_hidden()
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
