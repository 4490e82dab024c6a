"""Heads of articles that character recognition has spoilt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blacheck.extract import extract
from blacheck.segment import segment

BODY = "The employer shall bear the costs of recruitment."
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]


def numbers(*heads: str) -> list[str]:
    """The articles that are found under these heads."""
    text = "AGREEMENT ON LABOUR\n\nThe two Governments have agreed as follows:\n\n"
    text += "\n\n".join(f"{head}\n\n{BODY}" for head in heads)
    return [clause.number for clause in segment(extract(text.encode())).clauses if clause.kind == "article"]


@pytest.mark.parametrize(
    "spoilt",
    [
        "Artic1e 4",
        "ARTlCLE 4",
        "Art1cle 4",
        "Artiele 4",
        "Articie 4.",
        "Artide 4",
        "je Article 4",
        "Article §",
        "| Article 4",
    ],
)
def test_a_spoilt_word_is_still_a_head(spoilt: str) -> None:
    order = ["1", "2", "3", "4", "5"] if "§" not in spoilt else ["2", "3", "4", "5", "6"]
    heads = [f"Article {number}" for number in order]
    assert (
        numbers(*[spoilt if head == ("Article 5" if "§" in spoilt else "Article 4") else head for head in heads])
        == order
    )


def test_the_course_of_the_numbering_tells_what_was_printed() -> None:
    heads = [
        "ARTICLE I",
        "ARTICLE I",
        "ARTICLE I",
        "ARTICLE IV",
        "ARTICLE V",
        "ARTICLE Vl",
        "ARTICLE Vil",
        "ARTICLE VIII",
    ]
    assert numbers(*heads) == ROMAN[:8]
    assert numbers(*(f"ARTICLE {one}" for one in ["X", "XI", "XI", "XU", "XIV"])) == ROMAN[9:14]


def test_a_number_that_slipped_into_the_next_line_belongs_to_the_head() -> None:
    whole = [f"Article {number}" for number in (1, 2, 3)]
    slipped = ["Article\n\n4. ENTRY INTO FORCE", "Article AND WITHDRAWAL\n\n5: AMENDMENT"]
    found = [number for number in numbers(*whole, *slipped) if "(" not in number]
    assert found == ["1", "2", "3", "4", "5"]


def test_a_number_that_was_lost_is_known_where_its_neighbours_are() -> None:
    assert numbers("Article 1", "Article 2", "Article", "Article 4", "Article 5") == ["1", "2", "3", "4", "5"]


def test_roman_numbers_before_a_point_are_told_from_digits() -> None:
    read = ["I.1", "1.2", "II.1", "11.2", "III.1", "IlI.2", "IIJ.3", "IIIL.4", "IV.1", "IV.2"]
    assert numbers("Article 1", *(f"{one} {BODY}" for one in read))[1:] == [
        "I.1", "I.2", "II.1", "II.2", "III.1", "III.2", "III.3", "III.4", "IV.1", "IV.2"
    ]  # fmt: skip
    plain = ["1.1", "1.2", "2.1", "2.2", "11.1"]
    assert numbers("Article 1", *(f"{one} {BODY}" for one in plain))[1:] == plain


def test_what_only_looks_like_a_roman_number_is_none() -> None:
    read = ["LL.1", "I.1", "I.2", "II.1", "XXXXXX.1", "LLLL, TOTAL"]
    assert numbers("Article 1", *(f"{one} {BODY}" for one in read))[-3:] == ["I.1", "I.2", "II.1"]


@pytest.mark.parametrize(
    ("printed", "cited"),
    [
        (["ANNEX 1", "ANNEX II", "ANNEX TIT"], ["Annex I", "Annex II", "Annex III"]),
        (["ANNEX I", "ANNEX Il", "ANNEX III"], ["Annex I", "Annex II", "Annex III"]),
        (["ANNEX 1", "ANNEX 2", "ANNEX 3"], ["Annex 1", "Annex 2", "Annex 3"]),
        (["ANNEX", "ANNEX 2", "ANNEX 3"], ["Annex 1", "Annex 2", "Annex 3"]),
        (["ANNEX A", "ANNEX B", "ANNEX C"], ["Annex A", "Annex B", "Annex C"]),
    ],
)
def test_annexes_are_counted_on(printed: list[str], cited: list[str]) -> None:
    heads = [f"Article {number}\n\n{BODY}" for number in (1, 2, 3)]
    text = "\n\n".join(["AGREEMENT ON LABOUR", *heads, *(f"{label}\n\nFORMS\n\n1. {BODY}" for label in printed)])
    found = segment(extract(text.encode())).clauses
    assert [clause.number for clause in found if clause.kind == "annex"] == cited


@pytest.mark.parametrize(
    ("label", "mention", "cited"),
    [
        ("ANNEX 1", "Annex II", "Annex I"),
        ("ANNEX (1)", "Annex (ID)", "Annex I"),
        ("ANNEX 1", "Annex 2", "Annex 1"),
        ("ANNEX 1", "the Annexes", "Annex 1"),
    ],
)
def test_references_tell_how_annexes_are_numbered(label: str, mention: str, cited: str) -> None:
    heads = [f"Article {number}\n\nThe ceilings are set out in {mention}." for number in (1, 2, 3)]
    text = "\n\n".join(["AGREEMENT ON LABOUR", *heads, f"{label}\n\nFORMS\n\n1. {BODY}"])
    found = segment(extract(text.encode())).clauses
    assert [clause.number for clause in found if clause.kind == "annex"] == [cited]


def _annex(*labels: str) -> list[str]:
    items = "\n\n".join(f"{label} {BODY}" for label in labels)
    body = f"AGREEMENT ON LABOUR\n\nArticle 1\n\n{BODY}\n\nDone at Sorrel on 3 May 2011.\n\nANNEX\n\nDUTIES\n\n{items}"
    return [clause.number for clause in segment(extract(body.encode())).clauses if clause.number.startswith("Annex ")]


def sections(*heads: str) -> list[str]:
    """The clauses of an annex with these headings."""
    return _annex(*(f"{head}\n\n1. {BODY}\n\n2." for head in heads))


def test_roman_headings_are_counted_on_where_one_is_spoilt() -> None:
    whole = [
        "I. WORK",
        "II. MEALS AND LODGING",
        "III. PAYMENT OF WAGES",
        "IV. DEDUCTIONS",
        "V. INSURANCE",
        "VI. TRAVEL",
    ]
    spoilt = ["I, WORK", "I. MEALS AND LODGING", "Il. PAYMENT OF WAGES", "IV. DEDUCTIONS", "V. INSURANCE", "VI. TRAVEL"]
    again = [
        "I. WORK",
        "II. MEALS AND LODGING",
        "III. PAYMENT OF WAGES",
        "I. DEDUCTIONS",
        "II. INSURANCE",
        "III. TRAVEL",
    ]
    assert sections(*spoilt) == sections(*whole) != sections(*again)
    assert "Annex A IV" not in sections(*again)


def test_a_digit_after_a_letter_is_known_by_those_beside_it() -> None:
    whole = _annex("A1.", "A2.", "A3.", "A4.", "A5.", "B1.", "B2.")
    assert len(whole) == 7
    assert _annex("Al.", "A2.", "A3.", "A4.", "AS.", "Bl.", "B2.") == whole
    pointed = _annex("A.1", "A.2", "A.3", "A.4", "B.1")
    assert _annex("A.1", "A.2", "A.3", "A4", "B.1") == pointed
    assert _annex("A1.", "A2.", "A3.", "Is.") != _annex("A1.", "A2.", "A3.", "A4.")


def test_numbers_lost_before_their_points_are_counted_from_the_next_one() -> None:
    whole = _annex("1.", "2.", "3.", "4.", "5.")
    assert _annex(".", ".", ".", "4.", "5.") == whole
    assert _annex(".", ".", "4.", "5.") != whole


def test_a_digit_in_brackets_is_known_by_those_before_it() -> None:
    items = [f"({one}) {BODY}" for one in ("1", "2", "3", "4", "S", "6", "7", "B")]
    assert numbers("Article 1", *items)[1:] == [f"1({one})" for one in range(1, 9)]
    lettered = ["Article 1\n\nThe employer shall:", *(f"({one}) pay the wages;" for one in "abcdefghij")]
    assert numbers(*lettered)[1:] == [f"1({one})" for one in "abcdefghij"]


def test_a_comma_after_a_number_is_its_point() -> None:
    items = [f"{one} {BODY}" for one in ("1.", "2,", "3.", "4,", "5.")]
    assert numbers("Article 1", *items)[1:] == [f"1({one})" for one in range(1, 6)]
    assert "1(12)" not in numbers("Article 1", f"12, Main Street is the office. {BODY}")


def test_a_head_that_lost_its_space_is_one() -> None:
    text = f"PARTI\n\nGENERAL\n\nArticle 1\n\n{BODY}\n\nPART II\n\nFEES\n\nArticle 2\n\n{BODY}"
    found = segment(extract(text.encode())).clauses
    assert [clause.number for clause in found] == ["Part I", "1", "Part II", "2"]


def test_a_mention_is_no_head() -> None:
    text = f"Article 1\n\n{BODY}\n\nArticle 2\n\nArticle of manufacture are not covered by it.\n\nArticle 3\n\n{BODY}"
    found = [clause.number for clause in segment(extract(text.encode())).clauses if clause.kind == "article"]
    assert found == ["1", "2", "3"]


@pytest.mark.parametrize(
    "heads",
    [
        ["Article 1", "Article 2", "Article 3", "Article 5", "Article 6"],
        ["Article 1", "Article 2", "Article 2 bis", "Article 3", "Article 4"],
        ["Article 11", "Article 12", "Article 13"],
        ["Article 7", "Article 1", "Article 2", "Article 3"],
        ["Article One", "Article Two", "Article Three"],
    ],
)
def test_whole_heads_keep_what_is_printed(heads: list[str]) -> None:
    plain = {"One": "1", "Two": "2", "Three": "3", "2 bis": "2bis"}
    assert numbers(*heads) == [plain.get(head[8:], head[8:]) for head in heads]


@given(st.sets(st.integers(1, 14), max_size=6), st.integers(0, 3))
def test_any_few_heads_may_be_spoilt(spoilt: set[int], way: int) -> None:
    ways = (
        lambda head: head.replace("IC", "lC"),
        lambda head: head.replace("CL", "D"),
        lambda head: head.replace("III", "II").replace("II", "I"),
        lambda head: head.replace("II", "U"),
    )
    heads = [f"ARTICLE {number}" for number in ROMAN]
    read = [ways[way](head) if at in spoilt else head for at, head in enumerate(heads)]
    assert numbers(*read) == ROMAN
