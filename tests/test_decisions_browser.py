"""Decisions in the report: shown beside the verdicts, typed by keyboard, downloaded, imported, and shown again."""

from pathlib import Path
from typing import Any

import pytest

from blacheck.decisions import beside, load
from blacheck.result import review
from draft_samples import OLD
from report_page import read
from support import Run
from test_report_browser import PHONE, WIDE, barriers, browser, opened, until
from test_report_browser import pytestmark as needs_a_browser

pytestmark = [needs_a_browser, pytest.mark.usefixtures("rules_alone")]

__all__ = ["browser", "opened"]

SETTLED = "return-travel-costs"
MISSING = "inspection-and-sanctions"
TEXT = OLD.replace("The employer shall pay for the journey", "The employer shall at last pay for the journey")


@pytest.fixture(scope="module")
def agreement(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("decisions") / "orvane.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def address(agreement: Path) -> str:
    file = agreement.with_suffix(".html")
    review(agreement).save(file, date="2026-03-31")
    return file.as_uri()


def open_form(page: Any, element: str) -> Any:
    card = page.locator(f"#e-{element}")
    card.evaluate(
        "e => { for (let p = e.closest('details'); p; p = p.parentElement.closest('details')) p.open = true }"
    )
    card.locator(".decide > summary").click()
    form = card.locator("form")
    form.wait_for()
    return form


def overrule(form: Any, status: str, clause: str) -> None:
    form.locator("[value=overrule]").check()
    form.locator("[name=status]").select_option(status)
    form.locator("[name=reason]").select_option("other-words")
    form.locator("[name=clause]").fill(clause)
    form.locator("[name=by]").fill('Ana "N." Quispe')
    form.locator("[name=date]").fill("2026-03-31")


def downloaded(page: Any, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.click("#typed button")
    file: Path = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def test_what_is_typed_is_imported_and_shown_again(opened: Any, agreement: Path, tmp_path: Path, blacheck: Run) -> None:
    page = opened()
    form = open_form(page, MISSING)
    overrule(form, "partial", "7")
    form.locator("[name=note]").fill("Line one: “yes”\n# line two")
    form.locator("[type=submit]").click()
    settled = open_form(page, SETTLED)
    settled.locator("[value=accept]").check()
    settled.locator("[name=reason]").select_option("read-and-agree")
    assert settled.locator("[name=by]").input_value() == 'Ana "N." Quispe'
    settled.locator("[type=submit]").click()
    assert "2 decisions typed" in page.locator("#typed output").inner_text()
    export = downloaded(page, tmp_path)
    assert page.locator("#typed").is_hidden()

    ran = blacheck("decide", agreement, "--import", export)
    assert ran.code == 0, ran.err
    kept = {entry.element: entry for entry in load(beside(agreement)).decisions}
    assert (kept[MISSING].status, kept[MISSING].machine, kept[MISSING].by) == ("partial", "missing", 'Ana "N." Quispe')
    assert kept[MISSING].note == "Line one: “yes”\n# line two"
    assert kept[MISSING].date == "2026-03-31"
    assert "thirty days" in kept[MISSING].quote
    assert "at last pay" in kept[SETTLED].quote

    shown = read(review(agreement, decisions=beside(agreement)).to_html())
    card = " ".join(shown.texts[f"e-{MISSING}"].split())
    assert "Missing" in card
    assert "Reviewer: Partly covered Overruled" in card
    assert "thirty days" in card
    assert "Accepted" in shown.texts["decisions"]


def test_the_form_works_with_the_keyboard_alone(opened: Any) -> None:
    page = opened()
    page.keyboard.press("j")
    page.keyboard.press("d")
    until(page, "document.activeElement.name === 'decision'")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "overrule"
    page.keyboard.type("d")

    assert page.locator(".decide-form").count() == 1
    assert page.locator(".decide-form [name=status]").is_visible()


def test_what_is_lacking_is_asked_for(opened: Any) -> None:
    page = opened()
    form = open_form(page, MISSING)
    overrule(form, "missing", "")
    form.locator("[type=submit]").click()
    assert form.locator("[name=status]").evaluate("e => e.validationMessage") == (
        "That is the verdict already. Accept it instead."
    )
    form.locator("[name=status]").select_option("covered")
    form.locator("[type=submit]").click()
    assert form.locator("[name=clause]").evaluate("e => e.validationMessage") == (
        "Name the clause where you found it, or its words."
    )
    form.locator("[name=reason]").select_option("other-instrument")
    form.locator("[type=submit]").click()
    assert page.locator("#typed").is_hidden()  # that reason needs a note
    form.locator("[name=note]").fill("Labour code")
    form.locator("[type=submit]").click()
    assert page.locator("#typed").is_visible()
    form.locator("[data-discard]").click()
    assert page.locator("#typed").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(opened: Any, agreement: Path, tmp_path: Path, viewport: dict[str, int], scheme: str) -> None:
    decisions = tmp_path / "x.yml"
    decisions.write_text(
        "blacheck_decisions: 1\ndecisions:\n"
        f"  - {{element: {SETTLED}, decision: accept, reason: read-and-agree, by: Ana, machine: partial,"
        " quote: gone}\n"
        f"  - {{element: {MISSING}, decision: not-applicable, reason: out-of-scope, by: Ana,"
        " date: 2026-03-31}\n",
        encoding="utf-8",
    )
    file = tmp_path / "decided.html"
    review(agreement, decisions=decisions).save(file)
    page = opened(at=file.as_uri(), viewport=viewport, color_scheme=scheme)
    overrule(open_form(page, MISSING), "covered", "7")
    page.locator(f"#e-{MISSING} [type=submit]").click()

    assert page.locator(f"#e-{SETTLED} .stale-why").text_content().startswith("Needs another look")
    assert barriers(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_without_a_script_decisions_are_read_and_none_can_be_typed(
    opened: Any, agreement: Path, tmp_path: Path
) -> None:
    decisions = tmp_path / "x.yml"
    decisions.write_text(
        "blacheck_decisions: 1\ndecisions:\n"
        f"  - {{element: {MISSING}, decision: not-applicable, reason: other, by: Ana, note: <b>because</b>}}\n",
        encoding="utf-8",
    )
    file = tmp_path / "decided.html"
    review(agreement, decisions=decisions).save(file)
    page = opened(at=file.as_uri(), java_script_enabled=False)

    assert "<b>because</b>" in page.locator(f"#e-{MISSING} .decision").inner_text()
    assert page.locator(".decide").count() == 0
    assert page.locator("#typed").is_hidden()
