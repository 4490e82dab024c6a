"""The agreement's own terms act as the actors that it defines them to be."""

import pytest

from blacheck.match.definitions import own_terms
from builders import agreement_of, english, segmented


@pytest.mark.parametrize(
    ("text", "term", "concept"),
    [
        ('"Assignee" means a national of Orland recruited for work in Vestra.', "Assignee", "WORKER"),
        ('"Host" means any natural or juridical person who employs one or more workers.', "Host", "EMPLOYER"),
        ('the term "bureau" shall mean a person licensed to recruit workers;', "bureau", "RECRUITER"),
        ("“Employee” denotes a citizen who takes up paid work under this Agreement.", "Employee", "WORKER"),
        ("The Labour Board of Orland (hereinafter called the Board) applies this Agreement.", "Board", "AUTHORITY"),
        ("Articles signed by the Labour Directorate (hereinafter: “the LD”) are binding.", "LD", "AUTHORITY"),
        ('The Ministry of Work ("MOW") shall register workers.', "MOW", "AUTHORITY"),
        ('"Season" means a period of not more than nine months.', "Season", ""),
    ],
)
def test_a_term_gets_the_concept_that_its_definition_speaks_of(text: str, term: str, concept: str) -> None:
    terms = own_terms(agreement_of(text), english()).terms

    assert concept == next((name for name, words in terms.items() if term in words), "")


def test_terms_that_make_up_a_known_one_share_its_concept() -> None:
    text = '"Patient" means someone found to need help at home; "Employer" means a Patient or a Clinic;'

    assert {"Patient", "Employer"} <= set(own_terms(agreement_of(text), english()).terms["EMPLOYER"])


def test_a_term_for_a_part_of_the_workers_is_limited() -> None:
    text = '"Worker" means a citizen recruited under this Protocol; "Carer" means a Worker employed in a home;'

    assert frozenset({"Carer"}) == own_terms(agreement_of(text), english()).limited


def test_naming_an_authority_is_no_definition_of_a_key_term() -> None:
    text = '"Authority" means the Ministry of Labour of Orland; "Ministry" means the Ministry of Work of Vestra;'

    assert own_terms(agreement_of(text), english()).defined_at == ()


@pytest.mark.parametrize(
    ("text", "term", "concept"),
    [
        ("By helper is understood a person engaged for paid work in a household of Vestra.", "helper", "WORKER"),
        ("Rural labourers from Orland, hereinafter called serviçais, are housed by the estate.", "serviçais", "WORKER"),
        (
            '"Labour Directorate" means the organ in Orland that brings workers and employers together;',
            "Labour Directorate",
            "AUTHORITY",
        ),
        ('"Host" means a natural person who employs a worker in the home;', "Host", "EMPLOYER"),
    ],
)
def test_other_ways_of_giving_a_meaning(text: str, term: str, concept: str) -> None:
    terms = own_terms(agreement_of(text), english()).terms

    assert concept == next((name for name, words in terms.items() if term in words), "")


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        (
            "Two categories of workers are admitted: (a) guest workers, that is, those hired for a year; "
            "(b) seasonal workers, that is, those hired for a harvest.",
            {"guest workers", "seasonal workers"},
        ),
        ("This Agreement covers dockers and cannery workers.", {"dockers", "cannery workers"}),
        ("This Agreement covers workers and employers.", set()),
        (
            '"Farm worker" means a worker engaged on land; "Hotel worker" means a worker engaged in an inn;',
            {"Farm worker", "Hotel worker"},
        ),
        ('"Selected worker" means a person put on the list for work; "Accepted worker" means a person engaged;', set()),
    ],
)
def test_kinds_of_workers_that_a_text_tells_apart(text: str, limited: set[str]) -> None:
    assert limited == own_terms(agreement_of(text), english()).limited


CHAPTERS = """\
AGREEMENT BETWEEN THE GOVERNMENT OF ORLAND AND THE GOVERNMENT OF VESTRA

Chapter I
Guest workers

Article 1

Guest workers may stay for one year.

Chapter II
{second}

Article 2

They are housed by the employer."""


@pytest.mark.parametrize(
    ("second", "limited"), [("Contract workers", {"guest worker", "contract worker"}), ("Housing", set())]
)
def test_categories_that_headings_set_apart(second: str, limited: set[str]) -> None:
    assert limited == own_terms(segmented(CHAPTERS.format(second=second)), english()).limited
