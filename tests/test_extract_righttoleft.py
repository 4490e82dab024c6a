"""Lines from right to left: reading order of letters, words, digits and brackets, from where glyphs stand."""

import pytest

from blacheck.extract import extract
from blacheck.extract.printed import Token
from blacheck.extract.righttoleft import Glyph, in_reading_order, words_of

SIZE = 10.0


def glyphs(visual: str, x: float = 100.0) -> list[Glyph]:
    """Characters as they stand from left to right, each as wide as half the font size."""
    return [
        Glyph(char, at, (at, 90, at + 5, 100), 98, SIZE) for at, char in ((x + 5 * i, c) for i, c in enumerate(visual))
    ]


def read(*pieces: list[Glyph]) -> str:
    return " ".join(token.text for token in in_reading_order(words_of(pieces, ())))


def test_letters_are_read_from_the_right_and_digits_as_they_stand() -> None:
    assert read(glyphs("30", 100), glyphs("ةداملا", 115)) == "المادة 30"


def test_the_order_in_which_the_file_gives_the_letters_does_not_matter() -> None:
    assert read(glyphs("ةداملا")[::-1]) == "المادة"


def test_letters_that_reach_over_their_neighbours_keep_their_order() -> None:
    line = glyphs("ةداملا")
    reaching = [Glyph(g.char, g.x, (g.x, 90, g.x + 9, 100), g.base, g.size) for g in line]
    assert read(reaching) == "المادة"


def test_printed_spaces_part_words_that_touch() -> None:
    line = glyphs("لك ةرم")
    touching = [Glyph(g.char, g.x, (g.x, 90, g.x + 6, 100), g.base, g.size) for g in line]
    assert read(touching) == "مرة كل"


def test_a_number_and_its_stop_stay_together() -> None:
    assert read(glyphs("لمعلا", 100), glyphs(".1", 128)) == "1. العمل"


@pytest.mark.parametrize("visual", ["(أ)", ")أ("])
def test_brackets_open_before_they_close_whatever_the_font_calls_them(visual: str) -> None:
    assert read(glyphs(visual)) == "(أ)"


def test_words_of_another_script_keep_their_order() -> None:
    tokens = [
        Token(text, 10.0 * at, 0, 10.0 * at + 8, 10, 8, 10) for at, text in enumerate(["Act", "No.", "12", "قانون"])
    ]
    assert [token.text for token in in_reading_order(tokens)] == ["قانون", "Act", "No.", "12"]


def test_a_number_beside_words_of_the_other_language_belongs_to_them() -> None:
    others = [Token("within", 60, 90, 88, 100, 98, SIZE)]
    words = words_of([glyphs("30", 91), glyphs("ةداملا", 140)], others)
    assert {token.text: token.x0 for token in words} == {"30": 91, "المادة": 140}


def test_arabic_beside_english_is_read_in_logical_order() -> None:
    weasyprint = pytest.importorskip("weasyprint", reason="WeasyPrint, which shapes Arabic, is not installed")
    english = "The employer shall house each worker free of charge within 30 days of arrival in the country. " * 2
    arabic = "يوفر صاحب العمل لكل عامل سكنا ملائما ومجانيا خلال 30 يوما من وصوله إلى البلاد. " * 2
    cells = "<tr><td><p>Article {n}<p>({n}) {english}<td dir=rtl><p>المادة {n}<p>({n}) {arabic}"
    rows = "".join(cells.format(n=n, english=english, arabic=arabic) for n in range(1, 6))
    style = "<style>td { width: 50%; padding: 0 9pt; vertical-align: top } p { margin: 4pt }</style>"
    page = f"{style}<table>{rows}</table>"
    text = extract(weasyprint.HTML(string=page).write_pdf()).text
    expected = [line for n in range(1, 6) for line in (f"Article {n}", f"({n}) {english.strip()}")]
    expected += [line for n in range(1, 6) for line in (f"المادة {n}", f"({n}) {arabic.strip()}")]
    assert text.split("\n\n") == expected


def test_the_cells_of_a_table_are_read_from_the_right() -> None:
    weasyprint = pytest.importorskip("weasyprint", reason="WeasyPrint, which shapes Arabic, is not installed")
    cells = "".join(f"<tr><td>البند {n}<td>صاحب العمل<td>{n}0</tr>" for n in range(1, 5))
    style = "<style>table { border-collapse: collapse } td { border: 1pt solid; padding: 4pt }</style>"
    document = extract(weasyprint.HTML(string=f"{style}<table dir=rtl>{cells}</table>").write_pdf())
    assert document.text.split("\n\n") == [f"البند {n} | صاحب العمل | {n}0" for n in range(1, 5)]
