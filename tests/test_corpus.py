"""The printed samples get, nearly everywhere, the verdicts that a reading gave their texts."""

import json
from functools import cache
from pathlib import Path

import pytest

import blacheck
from blacheck import Review

SAMPLES = sorted(Path(__file__).parents[1].glob("corpus_samples/*/expected.json"))


@cache
def reviewed(folder: Path) -> Review:
    return blacheck.review(folder / f"{folder.name}.pdf")


@pytest.mark.parametrize("expected", SAMPLES, ids=lambda path: path.parent.name)
def test_nearly_all_verdicts_equal_the_coding(expected: Path) -> None:
    coded = {
        element: (row["coverage"], row["contrary"]) for element, row in json.loads(expected.read_text("utf-8")).items()
    }
    found = {finding.element: (finding.coverage, finding.contrary) for finding in reviewed(expected.parent).findings}
    wrong = [element for element in coded if coded[element][0] != "not_applicable" and found[element] != coded[element]]

    assert found.keys() == coded.keys()
    assert len(wrong) <= 8, wrong


@pytest.mark.parametrize("expected", SAMPLES, ids=lambda path: path.parent.name)
def test_every_quote_stands_on_the_page_it_names(expected: Path) -> None:
    review = reviewed(expected.parent)
    parts = [part for finding in review.findings for item in finding.evidence for part in item.parts]

    assert parts
    assert all(part.page is not None and 1 <= part.page <= review.document.pages and part.boxes for part in parts)
