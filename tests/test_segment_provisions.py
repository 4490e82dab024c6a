"""Provisions: sentences, list items with what governs them, table rows with their header; and the sentence splitter."""

from textwrap import dedent

import pytest

from blacheck.model import Agreement, Document, Page, Provision, Span, Table
from blacheck.segment import segment
from blacheck.segment.sentences import sentences

FRAME = "AGREEMENT\n\nThe Government of Aldia and the Government of Boran have agreed as follows:\n\n"
SIGNED = "Article 1\n\nWorkers are paid.\n\nDone at Alda on 4 May 2001.\n\n"


def read(text: str, *tables: Table) -> Agreement:
    return segment(Document("a.txt", "", text, (Page(1, 0, 0, (Span(0, len(text)),), tables=tables),), paginated=False))


def provisions(body: str) -> list[Provision]:
    agreement = read(FRAME + dedent(body))
    return [found for found in agreement.provisions if agreement.clause_of(found).kind != "preamble"]


def texts(body: str) -> list[str]:
    return [provision.text for provision in provisions(body)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workers are paid. They are housed.", ["Workers are paid.", "They are housed."]),
        ("See Art. 5 of the Code. It applies.", ["See Art. 5 of the Code.", "It applies."]),
        ("Convention No. 181 and paras. 2 and 3 apply, e.g. Nos. 1 and 2, cf. p. 7.", None),
        (
            "Mr. A. Smith and Dr. B. St. Clair sign. They agree.",
            ["Mr. A. Smith and Dr. B. St. Clair sign.", "They agree."],
        ),
        ("See 5.2 and 1.50 per day. Nothing else.", ["See 5.2 and 1.50 per day.", "Nothing else."]),
        ("He ends his employment.The permit lapses.", ["He ends his employment.", "The permit lapses."]),
        ("The term “worker.” It is defined.", ["The term “worker.”", "It is defined."]),
        ("The cost is in Schedule B. The worker pays none.", ["The cost is in Schedule B.", "The worker pays none."]),
        (
            "A wage of ........ Crowns is paid at ........ . It is net.",
            ["A wage of ........ Crowns is paid at ........ .", "It is net."],
        ),
        ("Is it paid? It is! Always.", ["Is it paid?", "It is!", "Always."]),
        ("En cas d'accident, cf. art. 5. L'employeur paie.", ["En cas d'accident, cf. art. 5.", "L'employeur paie."]),
        ("Los EE.UU. y el C.U.I.T. del Sr. Paz. Fin.", ["Los EE.UU. y el C.U.I.T. del Sr. Paz.", "Fin."]),
        ("The permit is free; the visa is not.", None),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str] | None) -> None:
    assert [span.of(text) for span in sentences(text, 0, len(text))] == (expected or [text])


def test_each_sentence_is_a_provision() -> None:
    found = provisions("Article 1\n\nThe employer pays the visa. He houses the worker.")
    assert [(one.kind, one.text) for one in found] == [
        ("sentence", "The employer pays the visa."),
        ("sentence", "He houses the worker."),
    ]


def test_an_item_is_read_with_all_the_text_that_governs_it() -> None:
    body = """\
    Article 1

    The employer is supervised. He shall:

    (a) pay the wage;

    (b) give the worker, free of charge:

    (i) lodging;

    (ii) tools.
    """
    found = provisions(body)
    assert [one.text for one in found] == [
        "The employer is supervised.",
        "He shall: pay the wage;",
        "He shall: give the worker, free of charge: lodging;",
        "He shall: give the worker, free of charge: tools.",
    ]
    assert [one.kind for one in found] == ["sentence", "item", "item", "item"]
    assert [len(one.spans) for one in found] == [1, 2, 3, 3]


def test_the_text_of_a_provision_is_that_of_its_spans() -> None:
    agreement = read(FRAME + "Article 1\n\nThe employer shall:\n\n(a) pay\n\nthe wage;\n\n(b) house the worker.")
    for provision in agreement.provisions:
        parts = [" ".join(span.of(agreement.document.text).split()) for span in provision.spans]
        assert provision.text == " ".join(parts)


def test_what_completes_the_sentence_after_a_list_is_read_with_its_beginning() -> None:
    items = "Any term by which\n\n(a) a fee is due; or\n\n(b) the wage is cut;\n\nshall be void. It is struck out."
    body = "Article 1\n\n" + items
    assert texts(body)[-2:] == ["Any term by which shall be void.", "It is struck out."]


def test_a_full_sentence_after_an_item_stands_alone() -> None:
    body = "Article 1\n\nThe agency shall:\n\n1. Train the workers. Attendance shall be compulsory.\n\n2. Report."
    assert texts(body) == [
        "The agency shall: Train the workers.",
        "Attendance shall be compulsory.",
        "The agency shall: Report.",
    ]


def test_words_of_agreement_govern_no_list() -> None:
    contract = (
        "MODEL CONTRACT\n\nBetween Mr. ........ and the firm ........ the following is agreed:\n\n1. The wage is due."
    )
    assert texts(SIGNED + contract)[-1] == "The wage is due."


def test_definitions_without_numbers_are_items() -> None:
    body = (
        'Article 1\n\nIn this Agreement:\n\n"worker" means a citizen of Aldia; and\n\n"agency" means a licensed body.'
    )
    assert texts(body) == [
        'In this Agreement: "worker" means a citizen of Aldia; and',
        'In this Agreement: "agency" means a licensed body.',
    ]


def test_bullets_are_items() -> None:
    body = "Article 1\n\nThe employer pays:\n\n- the visa;\n\n• the ticket.\n\nThe worker pays nothing."
    assert texts(body) == [
        "The employer pays: the visa;",
        "The employer pays: the ticket.",
        "The worker pays nothing.",
    ]


def test_a_run_in_heading_stays_with_its_sentence() -> None:
    body = "1. GENERAL\n\n(a) Weekly rest. Every worker shall have one free day. It is paid."
    assert texts(body) == ["Weekly rest. Every worker shall have one free day.", "It is paid."]


def test_an_entry_keeps_its_remarks_and_is_read_with_the_heading_over_it() -> None:
    schedule = "SCHEDULE B\n\nSHARING OF COSTS\n\nItem 1. Visa fee: Employer. Not recoverable.\n\nItem 2. Pass: Worker."
    assert texts(SIGNED + schedule)[-2:] == [
        "SHARING OF COSTS Visa fee: Employer. Not recoverable.",
        "SHARING OF COSTS Pass: Worker.",
    ]


def test_a_full_sentence_in_an_annex_is_not_read_with_the_heading_over_it() -> None:
    annex = "ANNEX A\n\nRULES OF THE HOSTEL\n\n1. Visitors shall leave at ten.\n\n2. Quiet is kept."
    assert texts(SIGNED + annex)[-2:] == ["Visitors shall leave at ten.", "Quiet is kept."]


ROWS = "No. | Cost | Borne by\n\n1 | Visa | Employer\n\n2 | Passport | Worker\n\n3 | Ticket | –"


@pytest.mark.parametrize(
    "table",
    [
        ROWS,
        "\n".join(f"| {row} |" for row in ROWS.split("\n\n")),
        ROWS.replace(" | ", "    "),
        ROWS.replace(" | ", "\t").replace("\n\n", "\n"),
        "| No. | Cost | Borne by |\n|--|--|--|\n| 1 | Visa | Employer |\n| 2 | Passport | Worker |\n| 3 | Ticket | |",
    ],
    ids=["bars", "framed", "spaces", "tabs", "markdown"],
)
def test_a_row_is_read_with_its_header(table: str) -> None:
    found = provisions(SIGNED + "ANNEX I\n\nCOSTS\n\n" + table)[1:]
    assert [one.text for one in found] == [
        "No.: 1; Cost: Visa; Borne by: Employer",
        "No.: 2; Cost: Passport; Borne by: Worker",
        "No.: 3; Cost: Ticket",
    ]
    assert {one.kind for one in found} == {"row"}
    assert all(len(one.spans) == 2 for one in found)


def test_rows_found_by_extraction_need_no_bars() -> None:
    text = FRAME + "Article 1\n\nCosts are borne as follows.\n\nCost Payer\n\nVisa Employer"
    head, row = text.index("Cost Payer"), text.index("Visa Employer")
    cells = tuple(
        (Span(start, start + first), Span(start + first + 1, end))
        for start, first, end in ((head, 4, head + 10), (row, 4, row + 13))
    )
    agreement = read(text, Table(Span(head, len(text)), cells))
    assert agreement.provisions[-1].text == "Cost: Visa; Payer: Employer"


def test_the_header_of_a_table_holds_for_rows_after_a_heading_in_it() -> None:
    table = "No.   Cost   Payer\n\n1   Visa   Employer\n\n2   Fee   Worker\n\nPart 2 – Travel\n\n3   Ticket   Employer"
    table += "\n\n4   Bus   Worker\n\n5   Food   Worker"
    assert texts(SIGNED + "ANNEX I\n\nPart 1 – Papers\n\n" + table)[-1] == "No.: 5; Cost: Food; Payer: Worker"


def test_a_row_of_one_cell_is_a_heading_in_the_table() -> None:
    table = "No. | Cost | Payer\n\n1 | Visa | Employer\n\nPart 2 – Travel |  | \n\n2 | Ticket | Employer"
    assert texts(SIGNED + "ANNEX I\n\nPart 1 – Papers\n\n" + table)[1:] == [
        "No.: 1; Cost: Visa; Payer: Employer",
        "No.: 2; Cost: Ticket; Payer: Employer",
    ]


def test_a_heading_left_unfinished_governs_the_units_under_it() -> None:
    annex = "ANNEX I\n\nPART A. THE MINISTRY SHALL:\n\nA1. Advise workers. It shall report.\n\nA2. Train them."
    assert texts(SIGNED + annex)[1:] == [
        "THE MINISTRY SHALL: Advise workers.",
        "It shall report.",
        "THE MINISTRY SHALL: Train them.",
    ]


def test_an_unfinished_sentence_that_governs_nothing_is_a_provision_of_its_own() -> None:
    body = "5. Costs are borne as shown:\n\n| No. | Payer |\n\n| 1 | Employer |\n\n6. Nothing else is due."
    assert texts(body) == ["Costs are borne as shown:", "No.: 1; Payer: Employer", "Nothing else is due."]


def test_headings_title_and_signatures_are_no_provisions() -> None:
    agreement = read(FRAME + "SECTION I\n\nPAY\n\n" + SIGNED + "For the Government of Aldia")
    kinds = {agreement.clause_of(provision).kind for provision in agreement.provisions}
    assert kinds == {"preamble", "article"}
