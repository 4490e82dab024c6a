"""The brief: what it says, short and with its places, and that no word of a document is markup in it."""

import io
import time
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blacheck.checklist import load_checklist
from blacheck.report import Reviewed, to_docx, to_markdown
from blacheck.report.brief import brief_of
from blacheck.report.wording import wording
from blacheck.result import Review, review
from golden import kept
from report_samples import HOSTILE, agreement, checklist
from report_samples import review as sample_review
from support import AGREEMENT

CHECKS = checklist(10)
ITEM = Reviewed(sample_review(CHECKS, agreement()), CHECKS, "lumbesh-ostrana")
WORDS = wording("en", "brief")


def rendered(text: str) -> str:
    """As a program that takes HTML too would show it."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def words_of(raw: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs]


def test_red_flags_have_their_words_and_place() -> None:
    brief = brief_of(ITEM, WORDS)

    grave, other = brief.flags
    assert (grave.title, grave.status) == ("An employer may keep a worker's passport.", "against a binding instrument")
    assert grave.quotations[0].words == "1. The employer shall keep the passport of the worker for safekeeping."
    assert grave.quotations[0].place == "Article 3(1), page 2"
    assert other.quotations[0].words == "2. The office may charge the worker one month's wage for its services."


def test_core_gaps_stand_by_theme_with_a_note_and_others_are_named() -> None:
    brief = brief_of(ITEM, WORDS)

    gaps = {point.title: point for _, points in brief.gaps for point in points}
    assert [theme for theme, _ in brief.gaps] == ["Instrument", "Recruitment"]
    missing = gaps["Costs of stage 1 of the journey"]
    assert (missing.status, missing.near, missing.draft) == ("missing", "Nearest: Article 4.", CHECKS.elements[0].draft)
    assert "Costs of stage 3 of the journey (partly covered)" in dict(brief.others)["Recruitment"]
    named = [title for title in (element.title for element in CHECKS.elements) if title in str(brief)]
    assert len(named) == sum(f.status not in ("covered", "not_applicable") for f in ITEM.record.findings) - 2


def test_it_says_first_what_was_not_read() -> None:
    brief = brief_of(ITEM, WORDS)

    assert brief.heed[0].startswith("Page 3 could not be read.")
    assert to_markdown(ITEM).index("could not be read") < to_markdown(ITEM).index("Red flags")


def test_without_flags_it_does_not_say_that_there_are_none_where_some_could_not_be_judged() -> None:
    calm = tuple(f for f in ITEM.record.findings if not f.contrary)

    brief = brief_of(replace(ITEM, record=replace(ITEM.record, findings=calm)), WORDS)

    assert brief.flags == ()
    assert "1 question could not be judged" in brief.no_flags


def test_the_markdown_of_a_sample_stays_as_it_is() -> None:
    text = to_markdown(ITEM, date="2026-03-31")

    assert text == kept("lumbesh-ostrana.md", text)


def test_the_outputs_on_a_small_agreement_stay_as_they_are(small_file: str) -> None:
    done: Review = review(AGREEMENT.encode(), checklist=load_checklist(small_file), name="alvora.txt")

    assert done.to_json() == kept("alvora.json", done.to_json())
    assert done.to_markdown() == kept("alvora.md", done.to_markdown())


@pytest.mark.parametrize(
    "words", [HOSTILE, "# no heading", "- no item", "1. no list", "| a | b |\n|---|---|", "a\n\n> b"]
)
def test_a_document_puts_no_markup_into_markdown(words: str) -> None:
    def tags(title: str) -> list[str]:
        document = replace(ITEM.record.document, title=title, name=title, warnings=(title, "plain"))
        return _tags(rendered(to_markdown(replace(ITEM, record=replace(ITEM.record, document=document)))))

    assert tags(words) == tags("plain words")


@given(st.text(max_size=60))
def test_no_text_at_all_is_markup(words: str) -> None:
    document = replace(ITEM.record.document, title=f"a {words}", warnings=(f"{words} a",))
    record = replace(ITEM.record, document=document, findings=ITEM.record.findings[:1])

    html = rendered(to_markdown(replace(ITEM, record=record)))

    assert [tag for tag in _tags(html) if tag in ("<script", "<img", "<a", "<code", "<table", "<hr", "<pre")] == []
    assert _tags(html).count("<h1") == 1


def _tags(html: str) -> list[str]:
    return [f"<{piece.split('>')[0].split()[0]}" for piece in html.split("<")[1:] if piece.strip() and piece[0] != "/"]


def test_the_word_document_says_what_the_brief_says() -> None:
    brief, told = brief_of(ITEM, WORDS), words_of(to_docx(ITEM))

    for point in (*brief.flags, *(point for _, points in brief.gaps for point in points)):
        assert any(line.startswith(point.title) for line in told)
        for quotation in point.quotations:
            assert f"“{quotation.words}” ({quotation.place})" in told
        assert not point.draft or f"Drafting note: {point.draft}" in told
    assert told[1] == brief.title


def test_the_word_document_has_styles_to_paste() -> None:
    styles = {
        paragraph.style.name for paragraph in docx.Document(io.BytesIO(to_docx(ITEM))).paragraphs if paragraph.style
    }

    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Quote"} <= styles


def test_a_word_document_survives_characters_that_no_file_may_hold() -> None:
    document = replace(ITEM.record.document, title="a\x00b\ud800c\x0bd")

    assert words_of(to_docx(replace(ITEM, record=replace(ITEM.record, document=document))))[1] == "a�b�c�d"


def test_equal_reviews_give_equal_word_documents_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_docx(ITEM)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert to_docx(ITEM) == first
