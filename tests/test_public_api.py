"""The public door: every name is listed, in order, documented and what it says; a review does what its class says."""

import inspect
import io
import json
from pathlib import Path

import pytest

import blacheck
from blacheck.checklist import Checklist
from blacheck.pipeline import Source
from support import AGREEMENT


def test_names_are_sorted_and_without_doubles() -> None:
    assert blacheck.__all__ == sorted(set(blacheck.__all__))


@pytest.mark.parametrize("name", blacheck.__all__)
def test_every_name_can_be_had_and_is_documented(name: str) -> None:
    thing = getattr(blacheck, name)

    assert isinstance(thing, str) or inspect.getdoc(thing)
    assert name in dir(blacheck)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        blacheck.nothing  # noqa: B018


def test_the_function_review_is_not_hidden_by_a_module() -> None:
    import blacheck.result

    assert callable(blacheck.review)


@pytest.mark.parametrize("member", [name for name in vars(blacheck.Review) if not name.startswith("_")])
def test_every_member_of_a_review_is_documented(member: str) -> None:
    if member not in blacheck.Review.__dataclass_fields__:
        assert inspect.getdoc(getattr(blacheck.Review, member))


def test_a_path_its_bytes_and_an_open_file_give_the_same_findings(agreement_file: Path, small: Checklist) -> None:
    with agreement_file.open("rb") as opened:
        raw = agreement_file.read_bytes()
        sources: list[Source] = [str(agreement_file), agreement_file, raw, io.BytesIO(raw), opened]

        reviews = [blacheck.review(source, checklist=small, name="alvora.txt") for source in sources]

    assert {review.to_json() for review in reviews} == {reviews[0].to_json()}


def test_findings_by_status(agreement_file: Path, small: Checklist) -> None:
    review = blacheck.review(agreement_file, checklist=small)

    assert [finding.element for finding in review.covered] == ["passports", "housing"]
    assert [finding.element for finding in review.missing] == ["remains"]
    assert review.contrary == review.mixed == review.partial == review.unclear == review.not_applicable == ()
    assert review.summary["covered"] == 2
    assert review.finding("housing") is review.findings[1]
    assert review.document.name == "alvora.txt"


def test_every_element_has_one_finding_and_the_summary_adds_up(agreement_file: Path, small: Checklist) -> None:
    review = blacheck.review(agreement_file, checklist=small)

    assert [finding.element for finding in review.findings] == [element.id for element in small.elements]
    assert sum(review.summary.values()) == len(small.elements)
    assert list(review.summary) == list(json.loads(review.to_json())["summary"])


def test_evidence_quotes_the_text_as_it_stands(agreement_file: Path, small: Checklist) -> None:
    review = blacheck.review(agreement_file, checklist=small)

    assert review.agreement is not None
    for finding in review.findings:
        for evidence in finding.evidence:
            for part in evidence.parts:
                assert review.agreement.document.text[part.start : part.end] == part.quote


def test_an_unknown_element_names_those_there_are(agreement_file: Path, small: Checklist) -> None:
    with pytest.raises(KeyError, match="no finding on 'pensions'; there are passports, housing, remains"):
        blacheck.review(agreement_file, checklist=small).finding("pensions")


def test_a_checklist_may_be_given_by_path(agreement_file: Path, small_file: str) -> None:
    assert blacheck.review(agreement_file, checklist=Path(small_file)).record.checklists[0].id == "small"


def test_a_review_survives_json(agreement_file: Path, small: Checklist) -> None:
    review = blacheck.review(agreement_file, checklist=small)

    again = blacheck.Review.from_json(review.to_json(), checklist=small)

    assert again.record == review.record
    assert again.to_json() == review.to_json()
    assert "<html" in again.to_html()


def test_html_from_json_needs_the_checklist(agreement_file: Path, small: Checklist) -> None:
    again = blacheck.Review.from_json(blacheck.review(agreement_file, checklist=small).to_json())

    with pytest.raises(blacheck.UnknownChecklistError):
        again.to_html()


def test_the_suffix_decides_what_is_saved(agreement_file: Path, small: Checklist, tmp_path: Path) -> None:
    review = blacheck.review(agreement_file, checklist=small)

    review.save(tmp_path / "a.html", date="2026-03-31")
    review.save(str(tmp_path / "a.JSON"))

    assert (tmp_path / "a.html").read_text("utf-8") == review.to_html("2026-03-31")
    assert (tmp_path / "a.JSON").read_text("utf-8") == review.to_json()


@pytest.mark.parametrize(("name", "said"), [("a.doc", ".doc"), ("a", "missing")])
def test_another_suffix_is_refused(
    agreement_file: Path, small: Checklist, tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(ValueError, match=f"or .xml and is {said}"):
        blacheck.review(agreement_file, checklist=small).save(tmp_path / name)

    assert not (tmp_path / name).exists()


def test_a_notebook_shows_a_small_table_and_no_markup_of_the_document(small: Checklist) -> None:
    html = blacheck.review(AGREEMENT.encode(), checklist=small, name="<script>.txt")._repr_html_()

    assert html.startswith("<table>")
    assert "&lt;script&gt;.txt" in html
    assert "<th>covered</th><td>2</td><td>passports, housing</td>" in html
    assert "contrary" not in html
    assert len(html) < 2000


def test_the_same_bytes_give_the_same_bytes(agreement_file: Path, small: Checklist) -> None:
    first, second = (blacheck.review(agreement_file, checklist=small) for _ in range(2))

    assert first.to_html("2026-03-31") == second.to_html("2026-03-31")
    assert first.to_json() == second.to_json()
