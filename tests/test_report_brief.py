"""The brief on paper: identity, red flags and gaps with clause and page, on two pages whatever the agreement."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from blacheck.model import ReviewRecord
from blacheck.pipeline import Reviewed, to_brief
from blacheck.report.brief import Brief, Point, Quotation
from blacheck.report.paper import sheet_of
from blacheck.report.render import filled
from blacheck.report.wording import wording
from report_page import read
from report_samples import HOSTILE, LONG, agreement, checklist, review

CHECKS = checklist()
RECORD = review(CHECKS, agreement())


def item(record: ReviewRecord = RECORD) -> Reviewed:
    return Reviewed(record, CHECKS, "lumbesh")


def brief(flags: int, gaps: int, *, words: str = LONG) -> Brief:
    quotations = (Quotation(words, "Article 7(2), page 3"), Quotation(words, "Article 9, page 4"))
    flag = Point("A fee may be charged to the worker.", "against good practice", "", quotations, "", "")
    gap = Point("Costs of the journey", "missing", "No payer is named.", (), "Nearest: Article 4.", words[:300])
    return Brief(
        title="Agreement",
        facts=(("Parties", "Lumbesh and Ostrana"),),
        tally="",
        heed=(),
        flags=(flag,) * flags,
        gaps=(("Costs", (gap,) * gaps),) if gaps else (),
        others=(),
        no_flags="No red flag.",
        no_gaps="No gap.",
        made="Made with blacheck.",
    )


def test_it_says_who_agreed_what_is_wrong_and_where() -> None:
    page = read(to_brief(item(), date="2026-03-31"))
    text = " ".join(page.text.split())

    for said in (
        "Republic of Lumbesh (country of origin)",
        "14 May 1962",
        "31 March 2026",
        "6 Contrary",
        "An employer may keep a worker's passport. against a binding instrument Article 3(1), page 2",
        "No cost has a named payer",
        "Nearest: Article 4.",
    ):
        assert said in text, said
    assert not [link for link in page.links if not link.startswith(("#i-", "data:,"))]
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(page.headings))
    assert "script" not in page.tags


def test_nothing_of_a_document_becomes_markup() -> None:
    hostile = replace(RECORD, document=replace(RECORD.document, title=HOSTILE, warnings=(HOSTILE,)))

    assert HOSTILE in read(to_brief(item(hostile))).text
    assert "<img" not in to_brief(item(hostile))


def test_where_there_is_room_all_is_told() -> None:
    short = brief(2, 3, words=LONG[:200])

    assert sheet_of(short, "[…]").brief == short


def test_notes_go_before_quotations_and_quotations_before_points() -> None:
    many, more = sheet_of(brief(12, 24), "[…]"), sheet_of(brief(14, 30), "[…]")

    assert (len(many.brief.flags), len(many.brief.gaps[0][1])) == (12, 24)
    assert many.left_out == 0
    assert not many.brief.gaps[0][1][0].draft
    assert many.brief.flags[0].quotations[0].words.endswith(" […]")
    assert (len(more.brief.flags), len(more.brief.gaps[0][1])) == (14, 30)
    assert more.brief.flags[0].quotations[0].place == "Article 7(2), page 3"


def test_what_has_no_room_is_counted() -> None:
    endless = sheet_of(brief(20, 200), "[…]")

    assert len(endless.brief.flags) == 20
    assert endless.left_out == 200 - len(endless.brief.gaps[0][1]) > 0


def test_the_command_writes_it_beside_the_report(tmp_path: Path) -> None:
    from blacheck.cli import main

    (tmp_path / "x.txt").write_text("AGREEMENT\n\nArticle 1\n\nThe employer shall pay the fare.", "utf-8")

    assert main(["review", str(tmp_path / "x.txt"), "-o", str(tmp_path / "out"), "-q", "--brief"]) == 0
    assert "points for negotiation" in (tmp_path / "out" / "x.brief.html").read_text("utf-8")


@pytest.mark.parametrize(("flags", "gaps", "pages"), [(0, 0, 1), (6, 20, 2), (14, 30, 2), (20, 200, 2)])
def test_it_has_two_pages_at_most_and_no_barrier(flags: int, gaps: int, pages: int, tmp_path: Path) -> None:
    pytest.importorskip("playwright", reason="playwright is not installed (extra: browser)")
    import pypdfium2

    from test_report_browser import CHROMIUM, OPTIONS, barriers, sync_api

    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    words = wording("en", "brief")
    file = tmp_path / "brief.html"
    sheet = sheet_of(brief(flags, gaps), "[…]")
    file.write_text(filled("brief", words, styles=("report", "brief"), sheet=sheet, tally=[("missing", 9)]), "utf-8")
    with sync_api.sync_playwright() as playwright:
        browser: Any = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page()
        page.goto(file.as_uri())
        printed = page.pdf(prefer_css_page_size=True)
        found = barriers(page)
        browser.close()

    assert len(pypdfium2.PdfDocument(printed)) == pages
    assert found == ""
