"""Pointing elsewhere: articles, annexes, and what is for information only."""

from dataclasses import replace

from blacheck.match.references import references
from blacheck.model import Agreement, Clause, Provision, Span
from blacheck.numerals import arabic
from builders import agreement_of, english

PATTERNS = english().lexicon.patterns


def two_articles(text: str = "x", *, annex: str = "") -> Agreement:
    body = agreement_of(f"Article IV The fee.\n\n{annex}")
    clauses = (
        Clause(0, "IV(1)", "article", Span(0, 21)),
        Clause(1, "Annex II", "annex", Span(21, len(body.document.text)), part="Annex II"),
    )
    return Agreement(body.document, clauses, (Provision(0, "sentence", (Span(0, 5),), text),))


def test_roman_and_arabic_numbers_are_the_same_article() -> None:
    assert arabic("IV") == arabic("4") == "4"


def test_a_provision_points_to_the_article_it_names() -> None:
    agreement = two_articles("The costs referred to in Article 4 are borne by the employer.")

    assert references(agreement, PATTERNS).of(agreement.provisions[0]) == (0,)


def test_a_provision_points_to_the_annex_it_names() -> None:
    agreement = two_articles("The costs are shared as set out in Annex 2.")

    assert references(agreement, PATTERNS).of(agreement.provisions[0]) == (1,)


def test_a_provision_points_to_the_annex_that_holds_what_it_names() -> None:
    agreement = two_articles("Employers shall use the model contract in Annex 2.")

    assert references(agreement, PATTERNS).of(agreement.provisions[0]) == (1,)


def test_an_annex_without_its_number_is_known_by_what_the_text_calls_it() -> None:
    numbered = two_articles("Employers shall use the model contract in Annex 7.")
    named = replace(numbered, clauses=(numbered.clauses[0], replace(numbered.clauses[1], part="Model Contract")))

    assert references(named, PATTERNS).of(named.provisions[0]) == (1,)
    assert references(numbered, PATTERNS).of(numbered.provisions[0]) == ()


def test_an_article_of_a_law_is_not_an_article_of_the_agreement() -> None:
    agreement = two_articles("He may be dismissed under Article 4 of the Labour Law.")

    assert references(agreement, PATTERNS).of(agreement.provisions[0]) == ()


def test_an_annex_for_information_only_is_known() -> None:
    assert (
        frozenset({"Annex II"})
        == references(two_articles(annex="Annex II\n\nFor information only."), PATTERNS).informative
    )
    assert frozenset() == references(two_articles(annex="Annex II\n\nThe employer pays."), PATTERNS).informative
