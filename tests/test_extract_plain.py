"""Plain text: encodings, paragraphs, tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blacheck.errors import ExtractionError
from blacheck.extract import Limits, extract
from blacheck.extract.document import draft_of
from blacheck.extract.flowing import compose
from blacheck.extract.plain import decode, paragraphs_of
from blacheck.model import Document


def read(text: str) -> Document:
    return draft_of(compose(paragraphs_of(text)), name="x", sha256="")


def paragraphs(text: str) -> list[str]:
    return read(text).text.split("\n\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Artículo 1 – «Trabajador» significa toda persona…\r\n\r\nArtículo 2"
    expected = ["Artículo 1 – «Trabajador» significa toda persona…", "Artículo 2"]
    assert extract(text.encode(encoding)).text.split("\n\n") == expected


def test_bytes_that_are_no_text() -> None:
    assert decode(bytes(range(256))) is None
    assert decode(b"\x81\x01\x02\x03") is None


def test_it_is_one_page_without_paper() -> None:
    document = read("Article 1\n\nThe Parties agree.")
    (page,) = document.pages
    assert not document.paginated
    assert [span.of(document.text) for span in page.spans] == [document.text]
    assert page.unreadable is None


def test_single_newlines_are_spaces() -> None:
    assert paragraphs("The employer shall provide\nthe worker with lodging\nfree of charge.\n\n\nArticle 2") == [
        "The employer shall provide the worker with lodging free of charge.",
        "Article 2",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "(1) To",
        "(1). To",
        "1. To",
        "1.2 To",
        "a) to",
        "(a) to",
        "(iv) to",
        "iv. to",
        "• to",
        "- to",
        "§ 3 To",
        "Article 3",
        "ANNEX II",
    ],
)
def test_a_line_that_opens_an_item_or_a_division_begins_a_paragraph(opening: str) -> None:
    lines = ["The employer shall do the following things", f"{opening}", "and the rest"]
    assert paragraphs("\n".join(lines))[0] == lines[0]
    assert paragraphs("\n".join(lines))[1].startswith(opening)


def test_a_reference_broken_over_two_lines_is_no_item() -> None:
    text = (
        "The fee mentioned in this place and in paragraph\n(2) of the Article shall be borne by the employer, "
        "under paragraphs (a) and\n(b) below."
    )
    assert paragraphs(text) == [text.replace("\n", " ")]


def test_a_division_in_the_middle_of_a_sentence_begins_no_paragraph() -> None:
    text = (
        "The joint commission that is established by the Parties under the provisions of\n"
        "Article 7 shall meet once a year and shall adopt its own rules of procedure there."
    )
    assert paragraphs(text) == [text.replace("\n", " ")]


def test_title_blocks_keep_their_lines() -> None:
    assert (
        paragraphs(
            "AGREEMENT\nbetween the Government of Norland\nand the Government of Sudland\non Seasonal Work\n\nArticle 1"
        )[0]
        == "AGREEMENT"
    )
    title = ["MEMORANDUM OF UNDERSTANDING", "BETWEEN", "THE REPUBLIC OF NORLAND", "AND", "THE KINGDOM OF SUDLAND"]
    assert paragraphs("\n".join(title)) == title


def test_a_file_without_blank_lines_is_cut_at_short_finished_lines() -> None:
    text = """Article 4.
The destruction of the nests shall be carried out by chemical methods and also, where the need
arises, by mechanical means.
Each of the two Governments shall establish a permanent Board for the campaign in its territory
immediately after this Agreement has entered into force. The Board shall have three members."""
    assert [text[:20] for text in paragraphs(text)] == ["Article 4.", "The destruction of t", "Each of the two Gove"]


def test_a_double_spaced_file_is_put_together() -> None:
    lines = """ARTICULO 1

El presente Convenio se aplicará a los trabajadores de nacionalidad

norlandesa y a los trabajadores de nacionalidad sudlandesa que sean

admitidos en el territorio de la otra Parte con el objeto de prestar

servicios en tareas estacionales.

ARTICULO 2

Los empleadores deberán celebrar un contrato escrito con cada uno de

los trabajadores, conforme al modelo anexo al presente Convenio, y en

presencia de las autoridades del país de origen."""
    assert [text.count(" ") > 5 for text in paragraphs(lines)] == [False, True, False, True]


def test_words_divided_at_line_ends_are_whole_again() -> None:
    text = "The workers and their employ-\nment, and the well-\nbeing of all, as employment and well-being demand."
    expected = "The workers and their employment, and the well-being of all, as employment and well-being demand."
    assert paragraphs(text) == [expected]


def test_form_feeds_part_lines_and_not_sentences() -> None:
    assert paragraphs("The employer shall pay the\n\x0cworker every month.") == [
        "The employer shall pay the worker every month."
    ]
    assert paragraphs("The employer shall pay.\n\x0cArticle 2") == ["The employer shall pay.", "Article 2"]


def test_a_word_divided_twice_is_whole_again() -> None:
    assert paragraphs("em-\nploy-\nment and employment, the employer's and the em-\nployer") == [
        "employment and employment, the employer's and the employer"
    ]


def test_long_texts_are_read_under_limits() -> None:
    text = b"The employer shall pay.\n\n" * 5_000

    assert extract(text).text.count("\n\n") == 4_999
    with pytest.raises(ExtractionError, match="took longer than"):
        extract(text, limits=Limits(seconds=0.01))


def test_footnote_marks_stay() -> None:
    assert paragraphs("The worker[^1] is free.\n\n[^1]: See the letter.")[0] == "The worker[^1] is free."


PIPED = """Schedule

| No. | Cost | Borne by |
|-----|------|:--------:|
| 1 | Passport | Worker |
| 2 | Visa |  |

Article 2"""

ALIGNED = """Schedule

No.   Cost                 Borne by
1     Passport and         Worker
        photographs
2     Visa                 Employer
3     Flight               Employer

Article 2"""

SPACED = """No.   Cost                 Borne by

1     Passport             Worker

Part two

2     Visa                 Employer

3     Flight               Employer"""


def cells(document: Document) -> list[list[list[str]]]:
    (page,) = document.pages
    return [[[cell.of(document.text) for cell in row] for row in table.rows] for table in page.tables]


def test_tables_of_pipes() -> None:
    document = read(PIPED)
    assert document.text.split("\n\n")[1:4] == ["No. | Cost | Borne by", "1 | Passport | Worker", "2 | Visa | "]
    assert cells(document) == [[["No.", "Cost", "Borne by"], ["1", "Passport", "Worker"], ["2", "Visa", ""]]]
    assert document.pages[0].tables[0].span.of(document.text).startswith("No. | Cost")


def test_tables_of_aligned_columns_with_wrapped_cells() -> None:
    rows = [
        ["No.", "Cost", "Borne by"],
        ["1", "Passport and photographs", "Worker"],
        ["2", "Visa", "Employer"],
        ["3", "Flight", "Employer"],
    ]
    assert cells(read(ALIGNED)) == [rows]


def test_rows_may_be_parted_by_blank_lines_and_captions() -> None:
    assert [row[0] for row in cells(read(SPACED))[0]] == ["No.", "1", "Part two", "2", "3"]


def test_two_spaces_after_a_full_stop_are_no_column() -> None:
    text = "The first.  The second.\nThe third.  The fourth.\nThe fifth.  The sixth.\nThe end.  The very end."
    assert cells(read(text)) == []


@given(st.lists(st.text(st.sampled_from("ab Z.,;:()1|-\t\u00a0é"), max_size=30), max_size=12))
def test_no_letter_is_lost_and_the_same_text_comes_out_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = read(text)

    def letters(text: str) -> list[str]:
        return [char for char in text if char.isalnum()]

    assert letters(document.text) == letters(text)
    assert read(text) == document
    for table in document.pages[0].tables:
        for row in table.rows:
            assert " | ".join(cell.of(document.text) for cell in row) == document.text[row[0].start : row[-1].end]
