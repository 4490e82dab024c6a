"""Agreements in several languages in one document: told apart, aligned by number, one reviewed."""

import pytest

from blacheck import review
from blacheck.extract import extract
from blacheck.model import Agreement
from blacheck.segment import segment
from pdfs import Press

ENGLISH = """AGREEMENT ON THE EMPLOYMENT OF WORKERS

The Government of Ost and the Government of West have agreed as follows:

Article 1

The employer shall provide each worker with suitable lodging free of charge for the duration of the contract.

Article 2

(1) The wages shall be paid monthly into an account held in the name of the worker.

(2) The employer shall:

(a) bear the cost of the journey home of the worker; and

(b) keep a record of all deductions made from the wages.

Article 3

Disputes shall be settled by negotiation between the Parties. This Agreement shall remain in force for 3 years."""

FRENCH = """ACCORD SUR L'EMPLOI DES TRAVAILLEURS

Le Gouvernement de l'Est et le Gouvernement de l'Ouest sont convenus de ce qui suit :

Article 1

L'employeur fournit à chaque travailleur un logement convenable et gratuit pendant toute la durée du contrat.

Article 2

(1) Le salaire est versé chaque mois sur un compte ouvert au nom du travailleur.

(2) L'employeur est tenu :

(a) de prendre à sa charge les frais du voyage de retour du travailleur ; et

(b) de tenir un registre de toutes les retenues opérées sur le salaire.

Article 3

Les différends sont réglés par voie de négociation entre les Parties. Le présent accord reste en vigueur 3 ans."""

ARABIC = """اتفاق بشأن استخدام العمال

اتفقت حكومة الشرق وحكومة الغرب على ما يلي:

المادة 1

يوفر صاحب العمل لكل عامل سكنا ملائما ومجانيا طوال مدة العقد.

المادة ٢

(١) يدفع الأجر شهريا في حساب مفتوح باسم العامل.

(٢) يلتزم صاحب العمل بما يلي:

(أ) تحمل نفقات سفر العودة للعامل؛

(ب) مسك سجل لجميع الاستقطاعات من الأجر.

المادة 3

تسوى الخلافات بالتفاوض بين الطرفين. يظل هذا الاتفاق نافذا لمدة 3 سنوات."""


def in_turn(*texts: str) -> str:
    """The versions paragraph by paragraph."""
    return "\n\n".join("\n\n".join(row) for row in zip(*(text.split("\n\n") for text in texts), strict=True))


def in_a_table(left: str, right: str) -> str:
    """The versions in two columns."""
    rows = zip(left.split("\n\n"), right.split("\n\n"), strict=True)
    return "\n".join(f"| {one} | {other} |" for one, other in rows)


def read(text: str, language: str | None = None) -> Agreement:
    return segment(extract(text.encode(), name="x.txt"), language=language)


def texts(agreement: Agreement, language: str) -> list[str]:
    """The articles and items of a version: number and text."""
    clauses = [clause for clause in agreement.clauses if clause.kind == "article" and clause.language == language]
    return [f"{clause.number}: {' '.join(clause.span.of(agreement.document.text).split())}" for clause in clauses]


LAID_OUT = {
    "one after the other": f"{ENGLISH}\n\n{FRENCH}",
    "in turn": in_turn(ENGLISH, FRENCH),
    "in a table": in_a_table(ENGLISH, FRENCH),
}


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_each_version_is_read_as_if_it_were_alone(text: str) -> None:
    agreement = read(text)
    assert agreement.versions == ("en", "fr")
    assert texts(agreement, "en") == texts(read(ENGLISH), "en")
    assert texts(agreement, "fr") == texts(read(FRENCH), "fr")


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_clauses_tile_the_text_and_places_are_those_of_the_document(text: str) -> None:
    agreement = read(text)
    ends = [clause.span.end for clause in agreement.clauses]
    assert [clause.span.start for clause in agreement.clauses] == [0, *ends[:-1]]
    assert ends[-1] == len(agreement.document.text)
    assert [clause.id for clause in agreement.clauses] == list(range(len(agreement.clauses)))
    assert {agreement.clause_of(provision).language for provision in agreement.provisions} == {"en"}
    assert all(
        spans.of(agreement.document.text) in provision.text
        for provision in agreement.provisions
        for spans in provision.spans
    )


def renditions(agreement: Agreement) -> dict[str, str]:
    """By the own words of a provision what stands in its place."""
    text = agreement.document.text
    return {
        provision.spans[-1].of(text): " / ".join(span.of(text) for one in provision.renditions for span in one.spans)
        for provision in agreement.provisions
    }


def test_sentences_and_items_are_found_in_the_other_version() -> None:
    found = renditions(read(LAID_OUT["in turn"]))
    assert found["Disputes shall be settled by negotiation between the Parties."] == (
        "Les différends sont réglés par voie de négociation entre les Parties."
    )
    item = "L'employeur est tenu : / de prendre à sa charge les frais du voyage de retour du travailleur ; et"
    assert next(other for own, other in found.items() if "journey home" in own).replace("(2) ", "") == item


def test_arabic_numbers_and_letters_are_aligned_with_latin_ones() -> None:
    agreement = read(f"{ENGLISH}\n\n{ARABIC}")
    assert agreement.versions == ("en", "ar")
    assert not any("lacks" in warning for warning in agreement.warnings)
    found = renditions(agreement)
    assert "تحمل نفقات سفر العودة للعامل؛" in next(other for own, other in found.items() if "journey home" in own)


def test_three_versions() -> None:
    agreement = read(f"{FRENCH}\n\n{ENGLISH}\n\n{ARABIC}")
    assert agreement.versions == ("en", "fr", "ar")
    assert {
        len(provision.renditions)
        for provision in agreement.provisions
        if agreement.clause_of(provision).kind == "article"
    } == {2}


def test_the_version_with_rules_is_reviewed_wherever_it_stands() -> None:
    assert read(f"{FRENCH}\n\n{ENGLISH}").title == "AGREEMENT ON THE EMPLOYMENT OF WORKERS"


def test_the_version_asked_for_is_reviewed() -> None:
    agreement = read(f"{ENGLISH}\n\n{FRENCH}", "fr")
    assert agreement.versions == ("fr", "en")
    assert agreement.title == "ACCORD SUR L'EMPLOI DES TRAVAILLEURS"
    assert {agreement.clause_of(provision).language for provision in agreement.provisions} == {"fr"}


def test_what_one_version_lacks_is_told() -> None:
    lacking = FRENCH.replace("(b) de tenir un registre de toutes les retenues opérées sur le salaire.\n\n", "")
    warnings = read(f"{ENGLISH}\n\n{lacking}").warnings
    assert "the text is in English and French; the English version was reviewed" in warnings
    assert "the English version has clauses that the French lacks: 2(2)(b)" in warnings
    assert not any("French version has clauses" in warning for warning in warnings)


def test_an_annex_in_another_language_is_no_version() -> None:
    annex = "ANNEXE\n\nContrat de travail\n\n1. L'employeur fournit un logement convenable au travailleur étranger.\n\n"
    annex += "2. Le salaire est versé chaque mois sur un compte ouvert au nom du travailleur, sans aucune retenue."
    agreement = read(f"{ENGLISH}\n\n{annex}\n\n3. Le travailleur licencié sans motif valable a droit à une indemnité.")
    assert agreement.versions == ()
    assert {clause.language for clause in agreement.clauses if clause.part} == {"fr"}
    assert {clause.language for clause in agreement.clauses if not clause.part} == {"en"}


def test_headings_and_numbers_are_in_the_language_of_what_they_head() -> None:
    agreement = read(f"{ENGLISH}\n\nArticle 4\n\nFR\n\nArticle 5\n\n12 000")
    assert {clause.language for clause in agreement.clauses} == {"en"}


def test_columns_in_two_languages_keep_pages_and_boxes() -> None:
    press = Press(columns=2, size=9, leading=11)
    for text in (ENGLISH, FRENCH):
        for paragraph in text.split("\n\n"):
            press.paragraph(paragraph)
        press.next_column()
    made = review(press.pdf(), name="x.pdf", checklist="core")
    finding = made.finding("adequate-housing") if any(f.element == "adequate-housing" for f in made.findings) else None
    cited = [item for one in made.findings for item in one.evidence if item.clause == "1"]
    assert finding is None or finding.evidence
    assert cited
    for item in cited:
        (counterpart,) = item.counterparts
        assert (item.language, counterpart.language, counterpart.clause) == ("en", "fr", "1")
        assert counterpart.parts[0].quote.startswith("L'employeur fournit")
        assert item.parts[0].boxes[0][0] < 300 < counterpart.parts[0].boxes[0][0]
        assert item.parts[0].page == counterpart.parts[0].page == 1


def test_verdicts_on_two_versions_are_those_of_the_one_reviewed() -> None:
    alone, both = (review(text.encode(), name="x.txt") for text in (ENGLISH, LAID_OUT["in turn"]))
    assert [one.status for one in both.findings] == [one.status for one in alone.findings]
    assert both.document.versions == ("en", "fr")


def test_a_text_in_a_language_without_rules_is_unclear_throughout() -> None:
    made = review(ARABIC.encode(), name="x.txt")
    assert {one.status for one in made.findings} <= {"unclear"}
    assert {one.needs_review for one in made.findings} == {
        ("the text is in a language whose rules do not exist yet (Arabic)",)
    }
    assert not any(one.evidence for one in made.findings)
