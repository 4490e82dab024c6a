"""A review goes out as JSON and comes back the same; what is no review is refused with the place that is wrong."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blacheck.errors import BlacheckError
from blacheck.model import (
    BindingSignals,
    ChecklistRef,
    DocumentFacts,
    Evidence,
    Finding,
    NearMiss,
    Part,
    Party,
    ProbeResult,
    ReviewRecord,
)
from blacheck.report import from_json, json_schema, to_json
from report_samples import agreement, checklist, review

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
COUNT = st.integers(0, 10**6)
COORDINATE = st.floats(allow_nan=False, allow_infinity=False)
STATUSES = ("covered", "partial", "missing", "unclear", "not_applicable", "mixed", "contrary")


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3).map(tuple)


PARTS = st.builds(
    Part,
    quote=TEXT,
    start=COUNT,
    end=COUNT,
    page=st.none() | COUNT,
    boxes=several(st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE)),
)
EVIDENCE = st.builds(Evidence, probe=TEXT, clause=TEXT, heading=TEXT, bearer=TEXT, cues=TEXTS, parts=several(PARTS))
FINDINGS = st.builds(
    Finding,
    element=TEXT,
    probes=several(st.builds(ProbeResult, id=TEXT, met=st.booleans())),
    reasons=TEXTS,
    needs_review=TEXTS,
    searched=TEXT,
    nearest_misses=several(st.builds(NearMiss, clause=TEXT, why=TEXT)),
    evidence=several(EVIDENCE),
)
FACTS = st.builds(
    DocumentFacts,
    parties=several(st.builds(Party, name=TEXT, aliases=TEXTS)),
    binding_signals=st.builds(BindingSignals, signals_for=TEXTS, signals_against=TEXTS),
)
RECORDS = st.builds(
    ReviewRecord,
    document=FACTS,
    checklists=several(st.builds(ChecklistRef)),
    findings=several(FINDINGS),
    summary=st.fixed_dictionaries(dict.fromkeys(STATUSES, COUNT)),
)


@pytest.fixture(scope="module")
def record() -> ReviewRecord:
    return review(checklist(), agreement())


@settings(deadline=None)
@given(RECORDS)
def test_what_goes_out_comes_back(record: ReviewRecord) -> None:
    text = to_json(record)

    assert from_json(text) == record
    assert to_json(from_json(text)) == text


def test_equal_reviews_give_equal_bytes(record: ReviewRecord) -> None:
    shuffled = replace(record, summary=dict(reversed(record.summary.items())))

    assert shuffled == record
    assert to_json(shuffled) == to_json(review(checklist(), agreement()))


def test_the_published_shape(record: ReviewRecord) -> None:
    data = json.loads(to_json(record))

    assert list(data) == [
        "schema_version",
        "blacheck",
        "document",
        "checklists",
        "findings",
        "summary",
        "views",
        "decisions",
    ]
    assert data["schema_version"] == "1"
    assert data["document"]["binding_signals"] == {"for": ["shall enter into force"], "against": []}
    assert data["document"]["parties"][0] == {"name": "Republic of Lumbesh", "role": "origin", "aliases": []}
    assert data["document"]["unreadable_pages"] == [3]
    assert list(data["summary"]) == list(STATUSES)
    evidence = data["findings"][4]["evidence"][0]
    assert evidence["clause"] == "2(1)(a)"
    assert evidence["cues"] == ["shall bear", "fee"]
    assert [part["page"] for part in evidence["parts"]] == [1, 1]
    assert evidence["parts"][0]["boxes"] == [[72.0, 100.5, 300.0, 112.0]]


def test_text_is_written_as_it_is_read(record: ReviewRecord) -> None:
    text = to_json(record)

    assert "لا يجوز" in text
    assert '\n  "schema_version"' in text
    assert text.endswith("}\n")


def test_the_schema_names_every_key_that_is_written(record: ReviewRecord) -> None:
    schema = json_schema()

    def check(value: Any, shape: dict[str, Any]) -> None:
        shape = schema["$defs"][shape["$ref"].rsplit("/", 1)[1]] if "$ref" in shape else shape
        if isinstance(value, dict) and "properties" in shape:
            assert set(value) == set(shape["properties"])
            for key, inner in value.items():
                check(inner, shape["properties"][key])
        elif isinstance(value, list) and "items" in shape:
            for inner in value:
                check(inner, shape["items"])

    check(json.loads(to_json(record)), schema)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"met": false', '"met": "no"', "at findings.0.probes.0.met: Input should be a valid boolean"),
        ('"searched"', '"sought"', "at findings.0"),
        ('"status": "missing"', '"status": "perfect"', "at findings.0.status"),
        ('"pages": 5', '"pages": "5"', "at document.pages"),
        ("{", "", "Invalid JSON"),
    ],
)
def test_what_is_no_review_is_refused(record: ReviewRecord, old: str, new: str, said: str) -> None:
    text = to_json(record).replace(old, new, 1)

    with pytest.raises(BlacheckError) as caught:
        from_json(text)

    assert "not the JSON of a review" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "[" * 10_000, "{},{}"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(BlacheckError):
        from_json(text)
