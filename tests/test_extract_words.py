"""The small judgements on which the reading of lines rests: hyphens, enumerators, headings, page numbers in words."""

import pytest

from blacheck.extract import structure
from blacheck.extract.hyphens import SOFT, Vocabulary, is_divided
from blacheck.extract.pdf import listed

KNOWN = [
    *["employment", "contract", "gender-based", "pre-departure", "shipment"],
    *["agreement", "payment", "private", "sector"],
]


@pytest.mark.parametrize(
    ("left", "right", "joins"),
    [
        ("employ-", "ment", True),
        ("gender-", "based", False),
        ("pre-", "selection", False),
        ("place-", "ment", True),
        ("private-", "sector", False),
        ("Asia-", "Pacific", False),
        ("AGREE-", "MENT", True),
        ("repat" + SOFT, "riation", True),
        ("gender" + SOFT, "based", False),
        ("end-of-", "service", False),
    ],
)
def test_the_vocabulary_decides_whether_a_hyphen_goes(left: str, right: str, joins: bool) -> None:
    assert is_divided(left, right)
    assert Vocabulary(KNOWN).joins(left, right) is joins


def test_a_hyphen_for_a_word_left_out_stays() -> None:
    assert not is_divided("pre-", "and post-departure")
    assert is_divided("Ambassad" + SOFT, "or of Norland")
    assert not is_divided("-", "x")


def test_where_the_printer_divides_words_unknown_ones_are_joined_and_elsewhere_not() -> None:
    divided = [("employ-", "ment"), ("con-", "tract"), ("ship-", "ment")]
    assert Vocabulary(KNOWN, divided, lines=30).joins("repat-", "riation")
    assert not Vocabulary(KNOWN, [("self-", "governing")], lines=400).joins("self-", "governing")
    soft = [("repat" + SOFT, "riation"), ("self-", "governing")]
    assert not Vocabulary(KNOWN, soft, lines=30).joins("self-", "governing")


@pytest.mark.parametrize(
    "line", ["(1) To", "(a)to", "1. To", "4.2 To", "VIII.1 To", "iv. to", "b) to", "§ 4 To", "• to", "3° To"]
)
def test_enumerators(line: str) -> None:
    assert structure.opens_item(line)


@pytest.mark.parametrize(
    "line", ["1995. The", "A worker", "I have", "and (a)", "5,000 workers", "Article 3", "e.g. this"]
)
def test_no_enumerators(line: str) -> None:
    assert not structure.opens_item(line)


@pytest.mark.parametrize(
    "line", ["Article 3", "ARTICLE IV.", "Annex II – Fees", "Capítulo IV", "Artículo 5º.- Objeto", "Appendix B"]
)
def test_divisions(line: str) -> None:
    assert structure.heads_division(line)


@pytest.mark.parametrize(
    "line", ["Article 3 shall apply", "Articles of association", "article 3", "Part of it", "Article 7, as amended"]
)
def test_no_divisions(line: str) -> None:
    assert not structure.heads_division(line)


@pytest.mark.parametrize(
    ("enumerator", "before"), [("(b)", "(a)"), ("3.", "2."), ("(a)", ""), ("1)", ""), ("4.2", None), ("(iv)", None)]
)
def test_what_stands_before_an_enumerator(enumerator: str, before: str | None) -> None:
    assert structure.predecessor(enumerator) == before


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "page 3"), ([1, 2, 3, 4, 7], "pages 1-4 and 7"), ([1, 3, 5], "pages 1, 3 and 5"), ([2, 3], "pages 2-3")],
)
def test_page_numbers_in_words(numbers: list[int], words: str) -> None:
    assert listed(numbers) == words
