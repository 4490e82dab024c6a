"""The numbers that Word prints: as its definitions say, not as the text does."""

from typing import Any

import pytest

from blacheck.extract.counting import in_format
from words import definition, docx, level, listing, override, paragraph, text_of

OUTLINE = definition(
    0,
    level(0, "decimal", "Article %1"),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "(%4)"),
)


def numbers(*levels: tuple[int, int], numbering: str, **parts: Any) -> list[str]:
    """What is printed before paragraphs of these lists and levels."""
    body = "".join(paragraph("x", listed=listed) for listed in levels)
    return [text.removesuffix("x").strip() for text in text_of(docx(body, numbering=numbering, **parts))[0]]


def test_levels_take_in_those_above_and_begin_anew_below_them() -> None:
    levels = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)]

    found = numbers(*levels, numbering=OUTLINE + listing(1, 0))
    assert found == ["Article 1", "1.1", "(a)", "(b)", "(i)", "1.2", "(a)", "Article 2", "2.1"]


def test_lists_of_one_definition_go_on_and_those_with_a_start_of_their_own_do_not() -> None:
    lists = listing(1, 0) + listing(2, 0) + listing(3, 0, override(0, 7))

    found = numbers((1, 0), (2, 0), (3, 0), (3, 0), (1, 0), numbering=OUTLINE + lists)
    assert found == ["Article 1", "Article 2", "Article 7", "Article 8", "Article 9"]


def test_a_list_may_replace_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Part %1.")}</w:lvlOverride>'

    assert numbers((1, 0), (2, 0), numbering=OUTLINE + listing(1, 0) + listing(2, 0, other)) == [
        "Article 1",
        "Part II.",
    ]


def test_a_level_may_never_begin_anew_or_only_below_another() -> None:
    never = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>'))
    below_first = definition(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2)"),
        level(2, "decimal", "[%3]", more='<w:lvlRestart w:val="1"/>'),
    )

    assert numbers((1, 0), (1, 1), (1, 0), (1, 1), numbering=never + listing(1, 0)) == ["1.", "1)", "2.", "2)"]
    found = numbers((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2), numbering=below_first + listing(1, 0))
    assert found == ["1.", "1)", "[1]", "2)", "[2]", "2.", "[1]"]


def test_levels_above_that_did_not_occur_count_as_begun() -> None:
    assert numbers((1, 1), (1, 0), numbering=OUTLINE + listing(1, 0)) == ["1.1", "Article 2"]


def test_legal_numbering_prints_digits_alone() -> None:
    legal = definition(0, level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))

    assert numbers((1, 0), (1, 0), (1, 1), numbering=legal + listing(1, 0)) == ["Article I", "Article II", "2.1"]


def test_numbers_that_come_from_styles() -> None:
    linked = definition(
        0,
        level(0, "decimal", "Article %1.", more='<w:pStyle w:val="Head"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Sub"/>'),
    )
    given = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Head">{given}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Sub">{given}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Head"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    )
    body = "".join(paragraph("x", style=style) for style in ("Head", "Sub", "Own", "Round", "Unknown"))
    off = paragraph("x", style="Head", listed=(0, 0))

    found, _, _ = text_of(docx(body + off, numbering=linked + listing(1, 0), styles=styles))
    assert found == ["Article 1. x", "1.1 x", "Article 2. x", "x", "x", "x"]


def test_a_definition_may_point_to_a_style_that_names_the_list() -> None:
    pointing = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    lists = listing(5, 0) + listing(6, 1)

    assert numbers((5, 0), (6, 0), numbering=OUTLINE + pointing + lists, styles=styles) == ["Article 1", "Article 2"]
    circle = styles.replace('w:val="5"', 'w:val="6"')
    assert numbers((6, 0), numbering=pointing + listing(6, 1), styles=circle) == [""]


def test_bullets_dashes_and_what_stands_close_to_the_text() -> None:
    kinds = definition(
        0,
        level(0, "bullet", "\uf0b7"),
        level(1, "bullet", "–"),
        level(2, "decimal", "(%3)", more='<w:suff w:val="nothing"/>'),
        level(3, "none", ""),
    )
    body = "".join(paragraph("x", listed=(1, at)) for at in range(4)) + paragraph("", listed=(1, 0))

    assert text_of(docx(body, numbering=kinds + listing(1, 0)))[0] == ["• x", "– x", "(1)x", "x"]


def test_numbers_without_text_are_printed_and_counted() -> None:
    body = "".join(paragraph(text, listed=(1, 0)) for text in ("", "x")) + paragraph("Title")

    assert text_of(docx(body, numbering=OUTLINE + listing(1, 0)))[0] == ["Article 1", "Article 2 x", "Title"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (0, "lowerRoman", "0"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (100_000, "lowerLetter", "100000"),
        (7, "decimalZero", "07"),
        (3, "ordinal", "3rd"),
        (12, "ordinal", "12th"),
        (5, "numberInDash", "- 5 -"),
        (5, "none", ""),
        (5, "cardinalText", "5"),
    ],
)
def test_formats(number: int, form: str, printed: str) -> None:
    assert in_format(number, form) == printed
