"""The page stands alone, says what the review says, links both ways, and takes nothing from a document as markup."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blacheck.checklist import Checklist
from blacheck.errors import ChecklistError
from blacheck.model import Agreement, Party, ReviewRecord
from blacheck.report import to_html
from report_page import Page, read
from report_samples import ARABIC, HOSTILE, LONG, agreement, checklist, review

CHECKS = checklist()
AGREEMENT = agreement()
RECORD = review(CHECKS, AGREEMENT)
DAY = "2025-05-03"


@pytest.fixture(scope="module")
def html() -> str:
    return to_html(RECORD, CHECKS, AGREEMENT, date=DAY)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return read(html)


@pytest.fixture(scope="module")
def bare() -> Page:
    """The page of a review read from JSON, without the agreement's text."""
    return read(to_html(RECORD, CHECKS))


def words(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- one file that needs nothing


@pytest.mark.parametrize("with_text", [True, False])
def test_nothing_points_outside_and_every_link_arrives(with_text: bool, page: Page, bare: Page) -> None:
    page = page if with_text else bare
    fragments = [link for link in page.links if link != "data:,"]

    assert all(link.startswith("#") for link in fragments)
    assert {link[1:] for link in fragments} <= set(page.ids)
    assert "url(" not in page.raw["style"]
    assert "@import" not in page.raw["style"]
    assert not {"iframe", "object", "embed", "img", "base"} & set(page.tags)


def test_ids_are_unique_and_labels_point_to_them(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    labels = {value for _, name, value in page.attributes if name == "aria-labelledby"}
    assert labels <= set(page.ids)


def test_headings_skip_no_level(page: Page) -> None:
    levels = [level for level, _ in page.headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words(text) for _, text in page.headings)


def test_the_browser_may_run_our_script_and_style_and_nothing_else(page: Page) -> None:
    (policy,) = [value for _, name, value in page.attributes if name == "content" and "default-src" in value]

    assert policy.startswith("default-src 'none'")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not [name for _, name, _ in page.attributes if name == "style" or name.startswith("on")]


def test_the_page_is_small(html: str) -> None:
    assert len(to_html(RECORD, CHECKS).encode()) < 300_000


def test_a_second_run_gives_the_same_bytes(html: str) -> None:
    assert to_html(review(checklist(), agreement()), checklist(), agreement(), date=DAY) == html


def test_only_a_date_that_is_given_is_shown(page: Page, bare: Page) -> None:
    assert "3 May 2025" in page.text
    assert "Reviewed" not in bare.text


def test_there_is_no_mark_out_of_a_hundred(page: Page) -> None:
    assert "%" not in page.text


# ---------------------------------------------------------------- hostile text


def test_hostile_text_is_shown_and_never_obeyed(html: str, page: Page) -> None:
    assert HOSTILE in page.text
    assert '<script>alert("fee")' not in html
    assert "onerror" not in {name for _, name, _ in page.attributes}
    assert "54439" not in html


def hostile(text: str) -> tuple[ReviewRecord, Checklist, Agreement]:
    document = replace(
        RECORD.document,
        name=text, title=text, instrument=text, signed=text, languages=("en",), warnings=(text,),
        parties=(Party(text, "origin"),),
        binding_signals=replace(RECORD.document.binding_signals, signals_for=(text,)),
    )  # fmt: skip
    first = RECORD.findings[1]
    evidence = replace(
        first.evidence[0],
        clause=text, heading=text, bearer=text, notes=(text,), cues=(text,),
        parts=tuple(replace(part, quote=text) for part in first.evidence[0].parts),
    )  # fmt: skip
    finding = replace(first, reasons=(text,), needs_review=(text,), searched=text, evidence=(evidence,))
    return replace(RECORD, document=document, findings=(finding,)), CHECKS, AGREEMENT


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=30))
def test_no_text_of_a_document_changes_the_markup(text: str) -> None:
    plain = read(to_html(*hostile("7 plain words")))

    odd = to_html(*hostile(text))

    assert [tag for tag in read(odd).tags if tag != "mark"] == [tag for tag in plain.tags if tag != "mark"]
    assert odd.encode()


def test_characters_that_no_page_may_hold_are_replaced() -> None:
    html = to_html(replace(RECORD, document=replace(RECORD.document, title="a\x00b\ud800c")), CHECKS)

    assert "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c" in html


# ---------------------------------------------------------------- the first screen


def test_who_agreed_on_what_and_when(page: Page) -> None:
    text = words(page.text)

    assert page.headings[0][1] == "Agreement on the employment of workers between Lumbesh and Ostrana"
    assert "Republic of Lumbesh country of origin" in text
    assert "Ostrana country of destination" in text
    for said in ("14 May 1962", "17 clauses, 5 pages", "English", "lumbesh-ostrana.pdf", "shall enter into force"):
        assert said in text
    assert "Words that speak against it none found" in text


def test_what_is_not_known_is_said() -> None:
    document = replace(RECORD.document, title="", parties=(), signed="", pages=0, languages=())
    text = words(read(to_html(replace(RECORD, document=document), CHECKS)).text)

    assert "Agreement without a title" in text
    for said in ("Parties not recognised", "no date found", "no pages in this file", "Languagenot recognised"):
        assert said in text
    assert "Article 2(2), paragraph 2" in text


def test_unreadable_pages_and_warnings_come_before_the_answers(page: Page) -> None:
    assert [text for level, text in page.headings if level == 2][:2] == ["Read this first", "At a glance"]
    assert "Page 3 could not be read" in page.text
    assert "page 3 could not be read: a picture without text" in page.text


def test_a_page_without_doubts_has_no_warning() -> None:
    clean = replace(RECORD, document=replace(RECORD.document, unreadable_pages=(), warnings=()))

    assert "Read this first" not in to_html(clean, CHECKS)


def test_each_status_is_counted_in_words(page: Page) -> None:
    text = words(page.text)

    for count in ("6 Contrary", "6 Mixed", "12 Missing", "6 Unclear", "6 Partly covered", "18 Covered"):
        assert count in text


def test_a_red_flag_is_told_once_the_gravest_first(html: str) -> None:
    flags = html[html.index('class="flags"') : html.index('id="gaps"')]

    assert flags.count("<li>") == 2
    assert flags.index("keep a worker&#39;s passport") < flags.index("A fee may be charged")
    assert "Article 3(1), page 2" in flags
    assert "Article 2(2), page 2" in flags
    assert 'href="#e-element-7"' in flags
    assert 'href="#e-element-5"' in flags


def test_an_adverse_finding_without_a_known_probe_is_a_flag_too() -> None:
    finding = replace(RECORD.findings[6], evidence=())

    html = to_html(replace(RECORD, findings=(finding,)), CHECKS)

    assert "At least one cost lands on the worker." in html


def test_the_gaps_that_matter_are_the_missing_core_elements(html: str) -> None:
    gaps = html[html.index('id="gaps"') : html.index('id="overview"')]
    core = {element.id for element in CHECKS.elements if element.tier == "core"}
    missing = {finding.element for finding in RECORD.findings if finding.status == "missing"}
    unclear = {finding.element for finding in RECORD.findings if finding.status == "unclear"}

    assert set(re.findall(r'#e-(element-\d+)"', gaps)) == core & (missing | unclear)
    assert gaps.count("<dd>") == len(core & missing)


def test_a_review_without_gaps_or_flags_says_so() -> None:
    html = to_html(replace(RECORD, findings=(RECORD.findings[1],)), CHECKS)

    assert "No clause was found that goes against good practice" in html
    assert "Every core question has at least a partial answer" in html


def test_the_overview_has_one_sign_for_each_question(html: str) -> None:
    chart = html[html.index('<svg class="chart"') : html.index("</svg>", html.index('<svg class="chart"'))]
    in_words = html[html.index('<details class="alt">') : html.index('id="findings"')]

    assert len(re.findall(r'<a href="#e-', chart)) == len(re.findall(r'<a href="#e-', in_words)) == 60
    assert 'aria-label="Costs of stage 5 of the journey: Mixed"' in chart
    assert '<title id="chart-t">Overview by theme</title>' in chart
    assert "Mixed</b> <a" in in_words


# ---------------------------------------------------------------- the answers


def test_every_question_is_answered_on_the_page_without_a_script(page: Page) -> None:
    for element, finding in zip(CHECKS.elements, RECORD.findings, strict=True):
        card = page.texts[f"e-{element.id}"]
        assert element.question in card
        assert all(reason in card for reason in finding.reasons)


def test_gaps_come_first_and_what_is_settled_is_folded(html: str) -> None:
    theme = html[html.index('id="theme-1"') : html.index('id="theme-2"')]
    order = re.findall(r'<article class="card (\w+)"', theme)

    assert order == ["contrary", "mixed", "missing", "missing", "unclear", "partial", "covered", "covered", "covered",
                     "not_applicable"]  # fmt: skip
    assert theme.index('class="card partial"') < theme.index('<details class="settled">')
    assert theme.index('<details class="settled">') < theme.index('class="card covered"')


def test_a_passage_says_where_it_stands_whom_it_binds_and_how(page: Page) -> None:
    card = words(page.texts["e-element-5"])

    assert "Goes against Article 2(2), page 2, “Recruitment”" in card
    assert "Supports Article 2(1)(a), page 1" in card
    assert "Who is bound: recruiter · Strength: permission" in card
    assert "Who is bound: ·" not in words(page.text)
    assert card.index("Goes against") < card.index("Supports Article")


def test_the_deciding_words_are_marked_also_across_chapeau_and_item(html: str) -> None:
    card = html[html.index('id="e-element-5"') : html.index('id="e-element-1"')]

    assert "1. The employer <mark>shall bear</mark>:" in card
    assert "(a) the <mark>fee</mark> of the licensed office;" in card


def test_a_quotation_keeps_its_direction(html: str) -> None:
    start = AGREEMENT.document.text.index(ARABIC)
    quotation = ARABIC.replace("لا يجوز", "<mark>لا يجوز</mark>")
    assert f'<p dir="auto">{quotation}</p>' in html
    assert f'<p dir="auto">2. <mark id="t-{start}">{ARABIC}</mark></p>' in html
    assert "<p>1. The employer <mark>shall bear</mark>:</p>" in html


def test_the_language_of_quotations_is_told_where_it_is_another(html: str) -> None:
    french = replace(RECORD, document=replace(RECORD.document, languages=("fr",)))
    mixed = replace(RECORD, document=replace(RECORD.document, languages=("fr", "en")))

    assert '<blockquote lang="fr">' in to_html(french, CHECKS)
    assert '<blockquote lang="">' in to_html(mixed, CHECKS)
    assert 'lang="fr"' not in html


def test_a_long_quotation_is_cut_openly(page: Page) -> None:
    card = page.texts["e-element-10"]

    assert LONG not in card
    assert "record 30" in card
    assert "[…]" in card


def test_why_it_is_weak_is_said(page: Page) -> None:
    assert "Limits: only in the preamble" in words(page.texts["e-element-3"])


def test_what_was_looked_for_is_told_with_what_was_found(page: Page) -> None:
    card = words(page.texts["e-element-5"])

    assert "What else was looked for Not found: a penalty is named." in card
    assert "Against good practice, and not found" not in card
    assert "Against good practice, and not found: the worker bears the cost." in words(page.texts["e-element-2"])


def test_a_missing_element_shows_what_was_searched_and_what_to_write(page: Page) -> None:
    card = words(page.texts["e-element-1"])

    for said in (
        "No cost has a named payer",
        "17 provisions were read",
        "Article 4: speaks of wages, and of no payer",
        "An article on this subject holds no rule",
        "Drafting note Name the payer",
        "A worker who arrives in debt",
        "ILO Convention No. 97 (1949), Art. 7(2); Annex II, Art. 4(2)",
        "ILO Recommendation No. 86 (1949), para. 18(2)",
    ):
        assert said in card, said


def test_a_doubt_that_all_unclear_answers_share_is_said_once() -> None:
    foreign = "the text is in a language whose rules do not exist yet"
    unclear = replace(RECORD.findings[7], needs_review=(foreign,))
    other = replace(unclear, element="element-18", needs_review=(foreign, "two readings are possible"))
    clean = replace(RECORD.document, unreadable_pages=(), warnings=())

    page = read(to_html(replace(RECORD, document=clean, findings=(unclear, other)), CHECKS))

    assert page.text.count(foreign) == 1
    assert f"2 questions could not be judged: {foreign}." in page.text
    assert "two readings are possible" in page.texts["e-element-18"]
    assert "Read this first" in page.texts["e-element-8"]
    assert "but 2 questions could not be judged" in page.text
    assert "Drafting note" not in page.text


def test_what_is_settled_needs_no_drafting_note(page: Page) -> None:
    assert "Drafting note" not in page.texts["e-element-2"]


def test_a_source_that_nobody_read_is_never_named(html: str) -> None:
    assert "nobody has read" not in html
    assert "666" not in html


def test_the_first_passages_are_quoted_and_the_others_named() -> None:
    settled = replace(RECORD.findings[1], evidence=RECORD.findings[1].evidence * 2)
    open_ = replace(RECORD.findings[2], evidence=RECORD.findings[2].evidence * 5)

    page = read(to_html(replace(RECORD, findings=(settled, open_)), CHECKS, AGREEMENT))

    assert page.tags.count("figure") == 2 + 3
    assert "Also: Article 4, page 2; Article 5, page 4;" in words(page.texts["e-element-2"])


def test_a_mixed_answer_quotes_both_sides_at_once() -> None:
    good, bad = RECORD.findings[4].evidence
    loud = replace(RECORD.findings[4], evidence=(bad, bad, bad, bad, good))

    html = to_html(replace(RECORD, findings=(loud,)), CHECKS)

    assert re.findall(r'<figure class="passage (\w+)">', html)[:3] == ["contrary", "supports", "contrary"]


def test_a_flood_of_passages_is_counted_and_not_shown() -> None:
    flood = replace(RECORD.findings[1], evidence=RECORD.findings[1].evidence * 20)

    page = read(to_html(replace(RECORD, findings=(flood,)), CHECKS, AGREEMENT))

    assert len(re.findall(r"(?:Article|Annex) [\w() ]+, page", page.texts["e-element-2"])) == 12
    assert "; and 88 more" in page.text


def test_a_finding_on_an_unknown_element_is_an_error() -> None:
    stranger = replace(RECORD.findings[0], element="stranger")

    with pytest.raises(ChecklistError, match="stranger"):
        to_html(replace(RECORD, findings=(stranger,)), CHECKS)


# ---------------------------------------------------------------- the text as read


def test_the_whole_text_is_there_with_its_pages(page: Page, html: str) -> None:
    shown = words(page.text)

    for clause in AGREEMENT.clauses:
        for paragraph in clause.span.of(AGREEMENT.document.text).split("\n\n"):
            assert words(paragraph) in re.sub(r"page \d( could not be read: a picture without text)? ?", "", shown)
    assert [int(n) for n in re.findall(r'class="page-start">page (\d)', html)] == [1, 2, 3, 4, 5]


def test_cards_and_passages_link_to_each_other(html: str) -> None:
    start = AGREEMENT.document.text.index("2. The office")
    card = html[html.index('id="e-element-5"') : html.index('id="e-element-1"')]
    text = html[html.index('id="text"') :]

    assert f'href="#t-{start}">Article 2(2), page 2</a>' in card
    passage = text[text.index(f'<mark class="contrary" id="t-{start}">') :]
    assert 'href="#e-element-5"' in passage[: passage.index("</p>\n</div>")]


def test_overlapping_passages_show_the_gravest_and_keep_their_anchors() -> None:
    first = RECORD.findings[4]
    whole = first.evidence[1].parts[0]
    half = replace(whole, quote=whole.quote[7:20], start=whole.start + 7, end=whole.start + 20)
    milder = replace(first.evidence[1], stance="supports", parts=(half,))

    html = to_html(replace(RECORD, findings=(replace(first, evidence=(first.evidence[1], milder)),)), CHECKS, AGREEMENT)

    assert f'<mark class="contrary" id="t-{half.start}">{half.quote}</mark>' in html
    assert f'<mark class="contrary" id="t-{whole.start}">' in html


def test_without_the_agreement_there_is_no_text_and_no_link_to_it(bare: Page) -> None:
    assert "text" not in bare.ids
    assert not [link for link in bare.links if link.startswith("#t-")]


def test_a_place_outside_the_text_is_cited_without_a_link() -> None:
    first = RECORD.findings[2]
    part = replace(first.evidence[0].parts[0], start=10**6, end=10**6 + 3)
    stray = replace(first, evidence=(replace(first.evidence[0], parts=(part,)),))

    page = read(to_html(replace(RECORD, findings=(stray,)), CHECKS, AGREEMENT))

    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


# ---------------------------------------------------------------- how to read and repeat it


def test_it_explains_itself_and_its_limits(page: Page) -> None:
    text = words(page.text)

    for said in (
        "How to read this report",
        "Every page was read and no clause deals with it",
        "review of a text, not of practice",
        "not legal advice",
        "nothing about pages that could not be read",
        "Migration for Employment Convention (Revised), 1949 (No. 97)",
    ):
        assert said in text


def test_it_can_be_repeated(page: Page) -> None:
    for said in ("blacheck 0.1.0", "ab" * 32, "sample, version 1.2.3", "cd" * 32):
        assert said in page.text


def test_a_note_of_the_checklist_is_shown() -> None:
    assert "Draft & unproven." in read(to_html(RECORD, CHECKS.model_copy(update={"note": "Draft & unproven."}))).text
