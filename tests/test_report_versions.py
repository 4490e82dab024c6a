"""Quotes in their own language and direction, and beside each what the other version says."""

import json

from blacheck import Review, review
from test_segment_versions import ARABIC, ENGLISH, FRENCH


def test_a_quote_has_its_counterpart_under_it_with_language_and_direction() -> None:
    made = review(f"{ENGLISH}\n\n{ARABIC}".encode(), name="x.txt")
    html = made.to_html()
    assert '<p class="beside">Arabic · <bdi>Article 1, paragraph ' in html
    assert '<blockquote class="beside" lang="ar" dir="rtl">\n<p>يوفر صاحب العمل لكل عامل سكنا ملائما' in html
    assert "the text is in English and Arabic; the English version was reviewed" in html


def test_the_full_text_says_in_which_language_each_clause_is() -> None:
    html = review(f"{ENGLISH}\n\n{ARABIC}".encode(), name="x.txt").to_html()
    text = html[html.index('<section class="fulltext"') :]
    assert text.count('lang="ar" dir="rtl"') == 8
    assert 'lang="en"' not in text


def test_counterparts_are_in_the_json_and_come_back_from_it() -> None:
    made = review(f"{ENGLISH}\n\n{FRENCH}".encode(), name="x.txt")
    data = json.loads(made.to_json())
    assert data["document"]["versions"] == ["en", "fr"]
    evidence = next(item for one in data["findings"] for item in one["evidence"] if item["clause"] == "1")
    (other,) = evidence["counterparts"]
    assert (evidence["language"], other["language"], other["clause"]) == ("en", "fr", "1")
    (part,) = other["parts"]
    assert part["quote"].startswith("L'employeur fournit") and made.agreement
    assert made.agreement.document.text[part["start"] : part["end"]] == part["quote"]
    assert Review.from_json(made.to_json()).to_json() == made.to_json()


def test_an_arabic_text_alone_is_shown_from_the_right() -> None:
    html = review(ARABIC.encode(), name="x.txt").to_html()
    assert '<html lang="en"' in html
    assert 'lang="ar"' in html and 'dir="auto"' in html
