"""Printed pages become text: reading order, paragraphs, hyphens, furniture, tables, and the way back to the page."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blacheck.extract.characters import clean
from blacheck.extract.document import document_of
from blacheck.extract.limits import Errand
from blacheck.extract.pdf import read_pdf
from blacheck.model import Document, Span
from pdfs import PHRASES, Press, articles, printed, side_by_side


def extract(data: bytes) -> Document:
    """The reading alone, without the child process: that is tested elsewhere."""
    return document_of(read_pdf(data, Errand("x")), name="x", sha256="")


def paragraphs(data: bytes) -> list[str]:
    return extract(data).text.split("\n\n")


def furniture(document: Document, kind: str) -> list[list[str]]:
    return [[piece.text for piece in page.furniture if piece.kind == kind] for page in document.pages]


def holds_every_word(document: Document, printed_words: int) -> None:
    """The invariants of a document: nothing lost, everything in its place."""
    words = [word for page in document.pages for line in page.lines for word in line.words]
    apart = sum(len(piece.text.split()) for page in document.pages for piece in page.furniture)
    assert len(words) + apart == printed_words
    covered = "".join(word.span.of(document.text) for word in sorted(words, key=lambda word: word.span))
    assert covered.replace("|", "") == "".join(document.text.replace("|", " ").split())
    for page in document.pages:
        assert list(page.spans) == sorted(page.spans)
        for line in page.lines:
            assert any(span.start <= line.span.start and line.span.end <= span.end for span in page.spans)
            assert line.span == Span(line.words[0].span.start, line.words[-1].span.end)
            for word in line.words:
                assert word.span.of(document.text).strip()
                x0, top, x1, bottom = word.box
                assert 0 <= x0 < x1 <= page.width
                assert 0 <= top < bottom <= page.height


STYLES = {
    "justified": Press(),
    "ragged": Press(justify=False),
    "indented": Press(indent=24, gap=0),
    "double spaced": Press(leading=26, gap=0, indent=30, justify=False),
    "two columns": Press(columns=2, size=9, leading=11),
    "narrow gutter": Press(columns=2, size=9, leading=11, gutter=12),
    "hyphenated": Press(hyphenate=True, columns=2, size=10, leading=12),
}


@pytest.mark.parametrize("style", STYLES)
def test_paragraphs_come_out_as_they_went_in(style: str) -> None:
    texts = articles(14)
    document = extract(printed(texts, STYLES[style]))
    assert len(document.pages) > 1
    assert document.text.split("\n\n") == texts


def test_a_document_set_in_type_keeps_every_word() -> None:
    texts = articles(10)
    press = Press(
        hyphenate=True, header=lambda _: "Agreement on Seasonal Work", footer=lambda page: f"Page {page} of 3"
    )
    document = extract(printed(texts, press))
    pages = len(document.pages)
    words = sum(len(text.split()) for text in texts)
    ends = [document.text[line.span.end :][:1] for page in document.pages for line in page.lines]
    divided = sum(not (end == "" or end.isspace()) for end in ends)
    assert divided > 3
    holds_every_word(document, words + divided + pages * (4 + 4))


def test_a_paragraph_over_a_page_break_belongs_to_both_pages() -> None:
    texts = articles(12, each=4)
    document = extract(printed(texts))
    assert document.text.split("\n\n") == texts
    first, second = document.pages[:2]
    end = first.spans[-1].end
    start = document.text.rindex("\n\n", 0, end) + 2
    assert second.spans[0].start == end + 1
    paragraph = Span(start, document.text.index("\n\n", end))
    assert document.pages_of(paragraph) == (first, second)
    assert document.boxes_of(paragraph, first)[-1][3] > 700
    assert document.boxes_of(paragraph, second)[0][1] < 100


def test_headings_over_both_columns_part_the_page() -> None:
    texts = articles(2, each=4)
    press = Press(columns=2, size=9, leading=11)
    press.heading("AGREEMENT ON LABOUR", across=True, size=14)
    for text in texts[:3]:
        press.paragraph(text)
    press.next_column()
    for text in texts[3:]:
        press.paragraph(text)
    press.heading("ANNEX OF THE PARTIES", across=True, size=14)
    for text in texts[:3]:
        press.paragraph(text)
    press.next_column()
    for text in texts[3:]:
        press.paragraph(text)
    assert paragraphs(press.pdf()) == ["AGREEMENT ON LABOUR", *texts, "ANNEX OF THE PARTIES", *texts]


def test_three_columns_are_read_from_the_left() -> None:
    texts = articles(24)
    press = Press(columns=3, size=8, leading=10, gutter=14, margin=40, justify=False)
    press.heading("AGREEMENT ON THE EMPLOYMENT OF WORKERS IN AGRICULTURE", across=True, size=14)
    assert paragraphs(printed(texts, press)) == ["AGREEMENT ON THE EMPLOYMENT OF WORKERS IN AGRICULTURE", *texts]


def test_a_short_heading_over_three_columns_parts_the_page() -> None:
    texts = articles(3)
    press = Press(columns=3, size=8, leading=10, gutter=14, margin=40)
    for part in ("BODY", "ANNEX"):
        press.heading(part, across=True, size=12)
        for at, text in enumerate(texts):
            if at in (3, 6):
                press.next_column()
            press.paragraph(text)
    assert paragraphs(press.pdf()) == ["BODY", *texts, "ANNEX", *texts]


@pytest.mark.parametrize("x", [40, 485])
def test_small_notes_in_the_margin_are_kept_out_of_the_text(x: float) -> None:
    texts, press = articles(3), Press(margin=120)
    for text in texts:
        if text.startswith("1."):
            for line, words in enumerate(("Lodging of", "workers")):
                press.words_at(x, press.height - press._y + press.leading + 9 * line, words, size=8)
        press.paragraph(text)
    document = extract(press.pdf())
    assert document.text.split("\n\n") == texts
    assert [(one.kind, one.text) for one in document.pages[0].furniture] == [("margin", "Lodging of workers")] * 3


def test_numbers_that_hang_beside_the_text_stay_in_it() -> None:
    texts, press = articles(2)[1:3] * 2, Press(margin=120)
    for at, text in enumerate(texts):
        press.words_at(90, press.height - press._y + press.leading, f"({at + 1})")
        press.paragraph(text[3:])
    assert paragraphs(press.pdf()) == [f"({at + 1}) {text[3:]}" for at, text in enumerate(texts)]


def test_what_stands_across_two_languages_goes_to_the_one_whose_words_it_has() -> None:
    left, right = articles(3), articles(3, PHRASES)
    press = Press(columns=2, size=9, leading=11)
    for column in (left, right):
        for text in column:
            press.paragraph(text)
        press.next_column()
    press._column = 1
    press.heading("Les travailleurs et les autorités compétentes de la commission mixte", across=True)
    press.heading("The workers and the competent authorities of the Joint Commission", across=True)
    found = paragraphs(press.pdf())
    assert found == [
        *left,
        "The workers and the competent authorities of the Joint Commission",
        *right,
        "Les travailleurs et les autorités compétentes de la commission mixte",
    ]


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    left, right = articles(8), articles(8, PHRASES)
    document = extract(side_by_side(left, right))
    assert document.text.split("\n\n") == left + right
    assert len(document.pages) > 1
    assert [len(page.spans) for page in document.pages] == [2] * len(document.pages)


def test_columns_are_read_in_order_even_if_the_file_draws_them_line_by_line() -> None:
    left, right = articles(1), articles(1)[::-1]
    assert paragraphs(side_by_side(left, right)) == left + right


# ---------------------------------------------------------------- hyphens


def lines(*texts: str) -> bytes:
    press = Press()
    for at, text in enumerate(texts):
        press.words_at(72, 100 + 14 * at, text)
    return press.pdf()


@pytest.mark.parametrize(
    ("left", "right", "elsewhere", "expected"),
    [
        ("the employ-", "ment of workers", "employment", "employment"),
        ("the gender-", "based violence", "gender-based", "gender-based"),
        ("the co-", "operation of all", "co-operation", "co-operation"),
        ("the co-", "ordination of all", "co-operation", "co-ordination"),
        ("the Asia-", "Pacific region", "region", "Asia-Pacific"),
        ("the end-of-", "service gratuity", "gratuity", "end-of-service"),
    ],
)
def test_hyphens_at_line_ends(left: str, right: str, elsewhere: str, expected: str) -> None:
    filler = "The authorities of the Parties shall see to the good order of things and of"
    document = extract(lines(f"{filler} {left}", f"{right} everywhere and at all times, as {elsewhere} demands."))
    assert f" {expected} " in document.text
    first, second = (line.words for line in document.pages[0].lines)
    assert first[-1].span.end == second[0].span.start
    assert first[-1].box[2] > second[0].box[2]


# ---------------------------------------------------------------- paragraphs


LONG_ITEM = (
    "(b) pay the wage mentioned in paragraph 2 (a), on the day on which it falls due according to "
    "paragraph (c) of the same Article."
)


def test_titles_items_and_signatures() -> None:
    press = Press(justify=False)
    for at, text in enumerate(
        ["MEMORANDUM OF UNDERSTANDING", "between", "the Government of Norland", "and", "the Government of Sudland"]
    ):
        press.canvas.setFont("Times-Bold", 12)
        press.canvas.drawCentredString(press.width / 2, press.height - 90 - 16 * at, text)
    press._y = press.height - 190
    press.gap = 0
    press.paragraph("1. The employer shall, without delay and at its own expense, do all of the following:")
    press.paragraph("(a) lodge the worker; and")
    press.paragraph(LONG_ITEM)
    press.words_at(72, 500, "For the Government of")
    press.words_at(72, 514, "the Republic of Norland")
    press.words_at(330, 500, "For the Government of")
    press.words_at(330, 514, "the Kingdom of Sudland")
    assert paragraphs(press.pdf()) == [
        "MEMORANDUM OF UNDERSTANDING",
        "between",
        "the Government of Norland",
        "and",
        "the Government of Sudland",
        "1. The employer shall, without delay and at its own expense, do all of the following:",
        "(a) lodge the worker; and",
        LONG_ITEM,
        "For the Government of the Republic of Norland",
        "For the Government of the Kingdom of Sudland",
    ]


def test_a_number_that_a_line_end_pushed_to_the_next_line_opens_no_item() -> None:
    full = "The law approves the agreement that the two Governments have signed, which consists of twenty-seven"
    assert len(paragraphs(lines(full, "(27) articles and of two annexes, and has the force of law."))) == 1
    assert len(paragraphs(lines(f"{full} and as", "54. The rest is in the hands of the joint commission."))) == 1
    assert len(paragraphs(lines("1. The first.", full, "2. The second item is in the hands of the commission."))) == 3


def test_indents_part_clauses_of_a_preamble() -> None:
    press = Press()
    first, second = (
        "guided by the treaty of friendship of old and by the wish for ties that are close",
        ("and strong between both their peoples, whose workers have contributed to the wealth of,"),
    )
    for at in range(4):
        press.words_at(96, 100 + 28 * at, first)
        press.words_at(72, 114 + 28 * at, second)
    assert paragraphs(press.pdf()) == [f"{first} {second}"] * 4


def test_a_page_of_one_line_paragraphs_keeps_them_apart() -> None:
    press = Press(justify=False, gap=8)
    texts = articles(7)
    for text in texts:
        press.paragraph(text)
    press.new_page()
    letter = [
        "Osterholm, 14 May 1962",
        "Mr. Minister, I have the honour to confirm the accord of my Government with it all.",
    ] * 6
    for text in letter:
        press.paragraph(text)
    assert paragraphs(press.pdf()) == texts + letter


def test_spaced_out_headings_are_put_together() -> None:
    press = Press()
    x = 200.0
    for char in "ARTICLE 5":
        press.words_at(x, 100, char, size=12)
        x += 14 if char != " " else 6
    press.words_at(72, 130, "The Parties shall do what is needed.")
    assert paragraphs(press.pdf())[0] == "ARTICLE 5"


def test_capitals_pushed_together_are_two_words() -> None:
    press = Press()
    press.words_at(72, 100, "VISA", size=12)
    press.words_at(72 + 30.9, 100, "AND STAY", size=12)
    press.words_at(72, 130, "The Parties shall do what is needed.")
    document = extract(press.pdf())
    assert document.text.startswith("VISA AND STAY")


def test_ligatures_and_odd_spaces() -> None:
    assert clean("of\ufb01ce\u00a0no.\u20025º con\u00adtract") == "office no. 5º contract"


# ---------------------------------------------------------------- furniture


def test_heads_feet_and_page_numbers_stand_apart() -> None:
    texts = articles(14)
    press = Press(
        header=lambda page: "Norland and Sudland" if page % 2 else "Agreement on Seasonal Work",
        footer=lambda page: f"- {page} -",
    )
    document = extract(printed(texts + texts, press))
    assert document.text.split("\n\n") == texts + texts
    assert len(document.pages) >= 6
    assert furniture(document, "header")[:2] == [["Norland and Sudland"], ["Agreement on Seasonal Work"]]
    assert furniture(document, "page number")[:2] == [["- 1 -"], ["- 2 -"]]


def test_heads_with_misread_letters_stand_apart() -> None:
    texts = articles(14)
    heads = {2: "Treaty Sories of Norland and Sudland", 3: "Treaty Series of Nor1and and Sudland"}
    document = extract(
        printed(texts, Press(header=lambda page: heads.get(page, "Treaty Series of Norland and Sudland")))
    )
    assert len(document.pages) > 2
    assert document.text.split("\n\n") == texts


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {} of 2", "{} / 2", "[{}]"])
def test_page_numbers_of_two_pages(number: str) -> None:
    texts = articles(8)
    document = extract(printed(texts, Press(footer=lambda page: number.format(page))))
    assert furniture(document, "page number") == [[number.format(1)], [number.format(2)]]
    assert document.text.split("\n\n") == texts


def test_roman_page_numbers() -> None:
    document = extract(printed(articles(8), Press(footer=lambda page: "i" * page)))
    assert furniture(document, "page number") == [["i"], ["ii"]]


def test_heads_of_chapters_stand_apart() -> None:
    texts = articles(30)
    document = extract(
        printed(texts, Press(header=lambda page: f"Chapter {1 + page // 3}: Duties of the Parties {page}"))
    )
    assert len(document.pages) > 5
    assert document.text.split("\n\n") == texts


def pages_that_open_with(*headings: str) -> list[str]:
    press = Press()
    for at, heading in enumerate(headings):
        if at:
            press.new_page()
        press.paragraph(heading)
        press.paragraph(articles(1)[1])
    return paragraphs(press.pdf())


@pytest.mark.parametrize(
    "headings",
    [
        ["Article 5", "Article 12", "Article 19", "Article 23"],
        ["ANNEX 1", "ANNEX 2", "ANNEX 3", "ANNEX 4"],
        ["MODEL CONTRACT", "MODEL CONTRACT"],
    ],
)
def test_headings_that_open_pages_are_no_furniture(headings: list[str]) -> None:
    text = pages_that_open_with(*headings)
    assert [paragraph for paragraph in text if paragraph in headings] == headings


def test_footnotes_and_their_marks_stand_apart() -> None:
    press = Press(note_room=60)
    press.paragraph("The worker^1 shall be paid monthly, in 1995^2, as the Parties have agreed.")
    press.note("1 See the exchange of letters.")
    press.note("2 As amended by the protocol.")
    press.paragraph("The 1^er day of each month counts.")
    document = extract(press.pdf())
    assert document.text.split("\n\n") == [
        "The worker shall be paid monthly, in 1995, as the Parties have agreed.",
        "The 1er day of each month counts.",
    ]
    assert furniture(document, "footnote") == [
        ["1 See the exchange of letters.", "2 As amended by the protocol.", "1", "2"]
    ]


def test_small_print_that_nothing_calls_stays_in_the_text() -> None:
    press = Press()
    press.paragraph(articles(1)[1])
    press.words_at(72, 740, "1. The fee for the visa is borne by the employer.", size=8)
    assert "1. The fee for the visa is borne by the employer." in extract(press.pdf()).text


def test_watermarks_are_furniture() -> None:
    press = Press()
    press.canvas.saveState()
    press.canvas.translate(200, 300)
    press.canvas.rotate(45)
    press.canvas.setFont("Helvetica", 60)
    press.canvas.drawString(0, 0, "DRAFT")
    press.canvas.restoreState()
    for text in articles(3):
        press.paragraph(text)
    document = extract(press.pdf())
    assert document.text.split("\n\n") == articles(3)
    assert furniture(document, "margin") == [["DRAFT"]]


# ---------------------------------------------------------------- tables

ROWS = (
    ("No.", "Cost", "Borne by"),
    ("1", "Passport and photographs of the worker and of the family", "Worker"),
    ("2", "Visa", ""),
    ("3", "Flight home", "Employer"),
)


def table_of(rows: Sequence[Sequence[str]], *, ruled: bool) -> Document:
    press = Press()
    press.paragraph(articles(1)[1])
    press.table(rows, [40, 190, 120], ruled=ruled)
    press.paragraph(articles(1)[2])
    return extract(press.pdf())


@pytest.mark.parametrize("ruled", [True, False])
def test_tables(ruled: bool) -> None:
    document = table_of(ROWS, ruled=ruled)
    (table,) = document.pages[0].tables
    assert [tuple(cell.of(document.text) for cell in row) for row in table.rows] == list(ROWS)
    assert document.text.split("\n\n")[1:-1] == [" | ".join(row) for row in ROWS]
    assert table.span.of(document.text) == "\n\n".join(" | ".join(row) for row in ROWS)
    wrapped = table.rows[1][1]
    assert len(document.boxes_of(wrapped, document.pages[0])) == 2
    holds_every_word(
        document,
        sum(len(text.split()) for row in ROWS for text in row) + sum(len(text.split()) for text in articles(1)[1:]),
    )


def test_a_row_cut_by_a_page_break_is_whole_again() -> None:
    press = Press()
    widths = [40.0, 190.0, 120.0]
    press.paragraph(articles(1)[1])
    press.table([("No.", "Cost", "Borne by"), ("1", "Passport", "Worker"), ("2", "Visa, levy and", "Employer")], widths)
    press.new_page()
    press.table([("No.", "Cost", "Borne by"), ("", "permit fee", ""), ("3", "Flight", "Employer")], widths)
    document = extract(press.pdf())
    assert "2 | Visa, levy and permit fee | Employer\n\nNo. | Cost" in document.text
    start = document.text.index("Visa, levy")
    cell = Span(start, start + len("Visa, levy and permit fee"))
    assert document.pages_of(cell) == document.pages


def test_a_row_without_a_rule_above_it_belongs_to_the_table() -> None:
    press = Press()
    for x in (72, 112, 302, 422):
        press.canvas.line(x, press.height - 72, x, press.height - 160)
    for at, row in enumerate([("1", "Passport", "Worker"), ("2", "Visa", "Employer"), ("3", "Flight", "Employer")]):
        y = 88 + 28 * at
        press.canvas.line(72, press.height - y - 12, 422, press.height - y - 12)
        for x, text in zip((76, 116, 306), row, strict=True):
            press.words_at(x, y, text)
    press.words_at(72, 200, articles(1)[1][:80])
    document = extract(press.pdf())
    assert document.text.startswith("1 | Passport | Worker\n\n2 | Visa | Employer\n\n3 | Flight | Employer\n\n1. The")
    assert [len(table.rows) for table in document.pages[0].tables] == [3]


def test_two_columns_of_short_cells_are_a_table() -> None:
    press = Press()
    press.paragraph(articles(1)[1])
    rows = [
        ("Passport", "Worker"),
        ("Visa and levy", "Employer"),
        ("Return flight", "Employer"),
        ("Orientation", "Norland"),
    ]
    press.table(rows, [200, 120], ruled=False)
    document = extract(press.pdf())
    (table,) = document.pages[0].tables
    assert [tuple(cell.of(document.text) for cell in row) for row in table.rows] == rows


def test_two_languages_in_a_ruled_sheet_are_columns() -> None:
    press = Press()
    left, right = articles(3)[1::3], articles(3, PHRASES)[1::3]
    press.table(list(zip(left, right, strict=True)), [220, 220])
    document = extract(press.pdf())
    assert document.pages[0].tables == ()
    assert document.text.split("\n\n") == left + right


# ---------------------------------------------------------------- whatever is printed

WORDS = st.text(st.sampled_from("abcdefgABC"), min_size=2, max_size=9)
TEXT = st.lists(WORDS | st.sampled_from(["(1)", "2.", "co-", "Article 7", "and/", "|", "§"]), min_size=1, max_size=60)


@settings(max_examples=25)
@given(st.lists(TEXT, min_size=1, max_size=8), st.sampled_from([1, 2]), st.booleans())
def test_every_word_is_in_the_text_or_in_the_furniture(texts: list[list[str]], columns: int, numbered: bool) -> None:
    press = Press(columns=columns, footer=(lambda page: str(page)) if numbered else None)
    texts = [articles(1)[1].split(), *texts]
    for words in texts:
        press.paragraph(" ".join(words))
    document = extract(press.pdf())
    printed_words = sum(len(word.split()) for words in texts for word in words) + numbered * press.page
    holds_every_word(document, printed_words)


# ---------------------------------------------------------------- turned pages


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_are_read_and_their_boxes_stay_on_the_page(angle: int) -> None:
    press = Press()
    if angle != 180:
        press.canvas.setPageSize((press.height, press.width))  # the library swaps the sides when it turns a page
    press.canvas.setPageRotation(angle)
    texts = articles(2)
    for text in texts:
        press.paragraph(text)
    document = extract(press.pdf())
    assert document.text.split("\n\n") == texts
    assert document.warnings == ("page 1: the text runs sideways or upside down and was turned to be read",)
    page = document.pages[0]
    holds_every_word(document, sum(len(text.split()) for text in texts))
    first = page.lines[0].words[0].box
    corner = {90: first[0] > page.width * 0.8, 180: first[1] > page.height * 0.8, 270: first[0] < page.width * 0.2}
    assert corner[angle]
