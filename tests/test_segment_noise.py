"""Agreements among what is printed around and across them: covers, gazettes, contents, stamps, page numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blacheck.extract import extract
from blacheck.model import Agreement
from blacheck.segment import segment

TITLE = "AGREEMENT BETWEEN THE REPUBLIC OF OST AND THE REPUBLIC OF WEST ON LABOUR"
OPENING = """The Government of the Republic of Ost and the Government of the Republic of West,

Desiring to strengthen their relations,

Have agreed as follows:"""
BODY = """Article 1
Scope

This Agreement applies to workers of Ost.

Article 2
Duties

The employer shall:

(a) pay the wages each month into an account of the worker;

(b) provide lodging free of charge; and

(c) bear the costs of the journey.

Article 3
Fees

No fee shall be charged to the worker.

Article 4
Entry into force

This Agreement enters into force on signature."""
SIGNED = "Done at Ostburg on 3 May 2010 in two originals.\n\nFor the Government of Ost\n\nFor the Government of West"


def read(*parts: str) -> Agreement:
    return segment(extract("\n\n".join(parts).encode()))


def articles(agreement: Agreement) -> list[str]:
    return [clause.number for clause in agreement.clauses if clause.kind == "article"]


CLEAN = ["1", "2", "2(a)", "2(b)", "2(c)", "3", "4"]


@pytest.mark.parametrize(
    "front",
    [
        (
            "CERTIFIED TRUE COPY",
            "I hereby certify that the attached is a true copy of the Agreement deposited in the archives.",
            "Registrar of Treaties",
        ),
        (
            "No. 31457",
            "OST and WEST",
            "Agreement on labour. Signed at Ostburg on 3 May 2010",
            "Authentic text: English.",
            "Registered by Ost on 2 January 2012.",
        ),
        (
            "GOVERNMENT GAZETTE",
            "No. 123 12 June 2010 Price 2 crowns",
            "It is hereby notified for general information that the following Agreement has been concluded.",
        ),
        (
            "GAZETTE",
            "1. Regulations on fishing nets .................. 3",
            "2. Agreement on labour ........................ 5",
            "3. Appointment of notaries .................... 9",
        ),
        (
            "TABLE OF CONTENTS",
            "Article 1 Scope .......... 2",
            "Article 2 Duties .......... 2",
            "Article 3 Fees .......... 3",
            "Article 4 Entry into force .......... 3",
        ),
    ],
)
def test_what_stands_before_the_title_is_no_part_of_the_agreement(front: tuple[str, ...]) -> None:
    agreement = read(*front, TITLE, OPENING, BODY, SIGNED)
    assert articles(agreement) == CLEAN
    assert agreement.title == TITLE


def test_contents_after_the_title_leave_it_the_title() -> None:
    agreement = read(TITLE, "CONTENTS", "Article 1 Scope 2", "Article 2 Duties 2", "Article 3 Fees 3", OPENING, BODY)
    assert (articles(agreement), agreement.title) == (CLEAN, TITLE)


@pytest.mark.parametrize(
    "imprint",
    [
        "Printed and published by the Government Printer, Ostburg. Price: 2 crowns.",
        "Imprimerie nationale, Ostburg. Dépôt légal: 3.",
        "Impreso en los talleres gráficos del Estado",
    ],
)
def test_what_follows_the_imprint_is_no_annex(imprint: str) -> None:
    after = ("NOTICE OF SALE", "1. The lot will be sold by auction on 4 July.", "2. Bids shall be lodged in writing.")
    agreement = read(TITLE, OPENING, BODY, SIGNED, imprint, *after)
    assert articles(agreement) == CLEAN
    assert agreement.clauses[-1].kind == "other"


STRAYS = ("- 2 -", "RECEIVED 12 MAR 2010", "MINISTRY OF FOREIGN AFFAIRS * TREATY SECTION", "J.K. M.", "ys ~ Jon")


@given(st.sampled_from(STRAYS), st.integers(1, 11))
def test_a_stamp_or_a_page_number_moves_no_article(stray: str, place: int) -> None:
    paragraphs = BODY.split("\n\n")
    spoilt = "\n\n".join([*paragraphs[:place], stray, *paragraphs[place:]])
    found = articles(read(TITLE, OPENING, spoilt, SIGNED))
    assert list(dict.fromkeys(number.partition("(")[0] for number in found)) == ["1", "2", "3", "4"]
    assert [number[-3:] for number in found if number.endswith(("(a)", "(b)", "(c)"))] == ["(a)", "(b)", "(c)"]


def test_dots_that_were_recognised_after_a_number_are_of_no_account() -> None:
    body = "1... Purpose\n\nThe centre advises the Government.\n\n2. Form\n\nEach task is described in a letter."
    assert articles(read(TITLE, OPENING, body)) == ["1", "2"]
