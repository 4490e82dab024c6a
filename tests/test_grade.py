"""Grade: from evidence to one verdict for each element."""

from dataclasses import replace

from blacheck.checklist import Checklist, Pattern, Probe
from blacheck.grade import grade
from blacheck.match import match
from blacheck.model import Agreement, Finding, Page
from builders import checklist_of, provisions_of

PROBES = {
    "housed": Probe(says="Housing is provided", any=[Pattern(has=["ACCOMMODATION"], bearer="EMPLOYER")]),
    "fed": Probe(says="Food is provided", any=[Pattern(has=["FOOD"], bearer="EMPLOYER")]),
    "locked": Probe(
        says="Workers are locked in",
        adverse=True,
        severity="good practice",
        flag="Workers are locked in.",
        any=[Pattern(has=["'locked'"])],
    ),
}
BOTH = checklist_of(PROBES, covered={"all": ["housed", "fed"]}, contrary=["locked"], about="ACCOMMODATION")
HOUSED, FED = "The employer shall provide housing.", "The employer shall provide meals."


def verdict(checklist: Checklist, agreement: Agreement) -> Finding:
    (finding,) = grade(agreement, checklist, match(agreement, checklist))
    return finding


def test_all_probes_met_is_covered() -> None:
    assert verdict(BOTH, provisions_of(HOUSED, FED)).status == "covered"


def test_one_of_two_is_partial_and_says_what_is_lacking() -> None:
    finding = verdict(BOTH, provisions_of(HOUSED))

    assert finding.status == "partial"
    assert "Not found: Food is provided" in finding.reasons


def test_best_efforts_are_partial() -> None:
    assert verdict(BOTH, provisions_of("The employer shall endeavour to provide housing.")).status == "partial"


def test_nothing_is_missing_and_says_what_was_looked_for_and_what_came_near() -> None:
    finding = verdict(BOTH, provisions_of("Workers live in housing of their choice."))

    assert finding.status == "missing"
    assert "Housing is provided" in finding.searched
    assert [miss.clause for miss in finding.nearest_misses] == ["1"]


def test_adverse_alone_is_contrary_and_beside_support_is_mixed() -> None:
    assert verdict(BOTH, provisions_of("The gates are locked at night.")).status == "contrary"
    assert verdict(BOTH, provisions_of(HOUSED, "The gates are locked at night.")).status == "mixed"


def test_an_unreadable_page_makes_silence_unclear() -> None:
    agreement = provisions_of("Nothing of the kind.")
    scan = Page(number=2, width=0, height=0, spans=(), unreadable="a picture of a page")
    document = replace(agreement.document, pages=(*agreement.document.pages, scan))
    finding = verdict(BOTH, replace(agreement, document=document))

    assert finding.status == "unclear"
    assert any("page 2" in reason for reason in finding.needs_review)


def test_an_unreadable_page_leaves_what_was_found() -> None:
    agreement = provisions_of(HOUSED, FED)
    scan = Page(number=2, width=0, height=0, spans=(), unreadable="a picture of a page")
    document = replace(agreement.document, pages=(*agreement.document.pages, scan))

    assert verdict(BOTH, replace(agreement, document=document)).status == "covered"


def in_languages(agreement: Agreement, *languages: str) -> Agreement:
    """The agreement with its clauses in these languages."""
    clauses = tuple(replace(clause, language=code) for clause, code in zip(agreement.clauses, languages, strict=True))
    return replace(agreement, clauses=clauses)


def test_a_language_without_rules_is_unclear_and_not_missing() -> None:
    finding = verdict(BOTH, in_languages(provisions_of("Rien de tel."), "cy"))
    assert finding.status == "unclear"
    assert finding.needs_review == ("the text is in a language whose rules do not exist yet (Welsh)",)


def test_what_is_found_beside_a_part_in_a_language_without_rules_counts() -> None:
    assert verdict(BOTH, in_languages(provisions_of(HOUSED, FED, "Rien."), "en", "en", "cy")).status == "covered"


def test_what_is_not_found_beside_a_part_in_a_language_without_rules_is_unclear() -> None:
    finding = verdict(BOTH, in_languages(provisions_of("The Parties meet.", "Rien."), "en", "cy"))
    assert finding.status == "unclear"
    assert finding.needs_review == ("2: in a language whose rules do not exist yet (Welsh)",)


def test_words_in_a_language_without_rules_are_not_read_by_those_of_another() -> None:
    assert not verdict(BOTH, in_languages(provisions_of(HOUSED), "cy")).evidence


def test_the_other_version_of_a_text_with_rules_leaves_missing_missing() -> None:
    agreement = in_languages(provisions_of("The Parties meet.", "Rien."), "en", "cy")
    assert verdict(BOTH, replace(agreement, versions=("en", "cy"))).status == "missing"


def test_a_probe_that_asks_for_two_provisions_is_weak_with_one() -> None:
    twice = checklist_of({"p": PROBES["housed"].model_copy(update={"times": 2})}, covered={"any": ["p"]})

    assert verdict(twice, provisions_of(HOUSED)).status == "partial"
    assert verdict(twice, provisions_of(HOUSED, "The undertaking provides lodging.")).status == "covered"


def test_none_of_blocks_an_expression() -> None:
    unlocked = checklist_of(PROBES, covered={"all": ["housed", {"none": ["locked"]}]}, contrary=["locked"])

    assert verdict(unlocked, provisions_of(HOUSED)).coverage == "covered"
    assert verdict(unlocked, provisions_of(HOUSED, "The gates are locked.")).coverage == "partial"


def test_the_same_agreement_gives_the_same_findings() -> None:
    agreement = provisions_of(HOUSED, FED, "The gates are locked at night.")

    assert verdict(BOTH, agreement) == verdict(BOTH, agreement)
