"""The agreement's own terms act as the actors that it defines them to be."""

import pytest

from blacheck.match.definitions import own_terms
from builders import agreement_of, english


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
