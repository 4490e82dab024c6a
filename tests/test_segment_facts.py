"""The facts about an agreement: title, kind, parties and their sides, date, words that bind, languages."""

from textwrap import dedent

import pytest

from blacheck.model import Agreement, Document, Page, Span
from blacheck.segment import segment


def read(text: str) -> Agreement:
    text = dedent(text).strip()
    return segment(Document("a.txt", "", text, (Page(1, 0, 0, (Span(0, len(text)),)),), paginated=False))


GULF = """\
In the Name of God, the Merciful

AGREEMENT

On the Employment of Workers

between

the Government of the State of Maruz

and

the Government of the Republic of Tellan

The Government of the State of Maruz (hereinafter referred to as the First Party), and

The Government of the Republic of Tellan (hereinafter referred to as the Second Party),

Have agreed upon the following:

Article (1)

Workers from Tellan shall be recruited for employment in Maruz. Tellani workers shall be paid.

Article (2)

This Agreement shall enter into force upon ratification. The employer shall pay. He shall insure. He shall house.

Done in the city of Maruz on 7 Safar 1419 H, corresponding to 2 June 1998, both texts being equally authentic.

For the Government of the State of Maruz
"""


def test_the_title_is_its_lines_without_invocation() -> None:
    assert read(GULF).title == (
        "AGREEMENT On the Employment of Workers between the Government of the State of Maruz"
        " and the Government of the Republic of Tellan"
    )


def test_the_parties_their_names_and_their_sides() -> None:
    first, second = read(GULF).parties
    assert (first.name, first.role, first.aliases) == ("State of Maruz", "destination", ("Maruz", "First Party"))
    assert (second.name, second.role) == ("Republic of Tellan", "origin")
    assert second.aliases == ("Tellan", "Second Party", "Tellani")


def test_names_such_as_the_sending_country_tell_the_sides() -> None:
    text = """\
    AGREEMENT

    The Government of Aldia ("the sending country") and the Government of Boran (hereinafter called "the receiving \
country") have agreed as follows:

    Article 1

    Workers are paid.
    """
    first, second = read(text).parties
    assert (first.name, first.role, first.aliases) == ("Aldia", "origin", ("sending country",))
    assert (second.name, second.role) == ("Boran", "destination")


def test_equal_sides_stay_unknown() -> None:
    text = """\
    Agreement between the Government of Aldia and the Government of Boran on the Exchange of Trainees

    Article 1

    Trainees of either country may work in Aldia or in Boran.
    """
    assert [party.role for party in read(text).parties] == ["unknown", "unknown"]


def test_ministries_keep_their_names_and_give_their_country_as_an_alias() -> None:
    text = """\
    MEMORANDUM OF UNDERSTANDING BETWEEN THE MINISTRY OF LABOUR, COMMERCE AND YOUTH OF THE STATE OF MARUZ AND THE
    DEPARTMENT OF WORK OF THE REPUBLIC OF TELLAN ON NURSES

    1. Nurses will be paid.
    """
    first, second = read(text).parties
    assert first.name == "Ministry of Labour, Commerce and Youth of the State of Maruz"
    assert (second.name, second.aliases) == ("Department of Work of the Republic of Tellan", ("Tellan",))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("AGREEMENT ON WORKERS", "agreement"),
        ("MEMORANDUM OF UNDERSTANDING ON WORKERS", "memorandum"),
        ("PROTOCOL TO THE AGREEMENT ON WORKERS", "protocol"),
        ("CONVENTION SUR LES TRAVAILLEURS", "convention"),
        ("ARRANGEMENT ON SEASONAL WORK", "arrangement"),
        ("CANJE DE NOTAS SOBRE TRABAJADORES", "exchange of letters"),
        ("CONVENIO SOBRE TRABAJADORES", "agreement"),
        ("GUIDELINES", "other"),
    ],
)
def test_the_kind_of_instrument_is_the_first_that_the_title_names(title: str, kind: str) -> None:
    assert read(f"{title}\n\n1. Workers are paid.").instrument == kind


@pytest.mark.parametrize(
    ("signature", "date"),
    [
        ("Done at Alda on 11 April 1966, in two copies.", "1966-04-11"),
        ("DONE at Alda, this 23rd day of June 1957.", "1957-06-23"),
        ("Done at Alda on the ninth day of August 2016.", "2016-08-09"),
        ("Done at Alda on the twenty-fourth day of July in the year two thousand and eleven.", "2011-07-24"),
        ("Signed at Alda, July 8th, 1931.", "1931-07-08"),
        ("Done at Alda on 2021-12-19.", "2021-12-19"),
        ("Fait à Alda, le 9 novembre 1951.", "1951-11-09"),
        ("Hecho en Alda, a los doce días del mes de marzo de mil novecientos ochenta y cuatro.", "1984-03-12"),
        ("Signed in two originals.\n\nPort Aldia, 3 June 2024\n\nBoran, 21 June 2024", "2024-06-21"),
        ("Done at Alda in 1964.", "1964"),
        ("Done at Alda.", ""),
    ],
)
def test_the_date_of_signature(signature: str, date: str) -> None:
    assert read(f"AGREEMENT\n\nArticle 1\n\nWorkers are paid.\n\n{signature}").signed == date


def test_words_that_bind_and_words_that_do_not_are_quoted_as_found() -> None:
    binding = read(GULF).binding
    assert {"Have agreed", "enter into force", "ratification", "equally authentic", "shall"} <= set(binding.signals_for)
    assert binding.signals_against == ()
    text = """\
    MEMORANDUM OF UNDERSTANDING

    The Participants have reached the following understanding:

    1. This Memorandum is not legally binding. It does not create rights or obligations under international law.

    2. The Participants will meet. They will report. They will consult. They will review it. It will last two years.
    """
    unbinding = read(text).binding
    assert "legally binding" not in unbinding.signals_for
    assert "not legally binding" in unbinding.signals_against
    assert "does not create rights or obligations under international law" in unbinding.signals_against
    assert "will" in unbinding.signals_against


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("The employer shall pay the wage of the worker.", ("en",)),
        ("L'employeur est tenu de payer le salaire des travailleurs dans les délais.", ("fr",)),
        ("El empleador pagará los salarios que se deben por las horas.", ("es",)),
        ("De werkgever betaalt het loon van een arbeider bij het einde.", ("nl",)),
        ("Der Arbeitgeber zahlt den Lohn und die Reise nach dem Ende.", ("de",)),
        ("12345", ("en",)),
    ],
)
def test_the_language_is_told_by_small_words(text: str, languages: tuple[str, ...]) -> None:
    assert read(text).languages == languages


def test_both_languages_of_a_bilingual_text_are_named() -> None:
    text = "The employer shall pay the wage and the ticket of the worker.\n\nL'employeur est tenu de payer le salaire."
    assert set(read(text).languages) == {"en", "fr"}


def test_the_language_may_be_given() -> None:
    document = Document("a.txt", "", "Le salaire est dû.", ())
    assert segment(document, language="en").languages == ("en",)
