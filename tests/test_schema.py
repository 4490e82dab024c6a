"""The published JSON Schema: what it says is what is written, and what it once said it always says."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from blacheck.model import ReviewRecord
from blacheck.pipeline import json_schema, to_json
from blacheck.report import from_json, to_html
from blacheck.result import review
from report_page import read
from report_samples import agreement, checklist
from report_samples import review as sample_review
from support import AGREEMENT, Run

PUBLISHED = json.loads(files("blacheck").joinpath("review.schema.json").read_text("utf-8"))
FIRST = json.loads((Path(__file__).parent / "data" / "review.schema.1.json").read_text("utf-8"))
"""As it was first published under schema_version 1. Never changed: programs were written against it."""
ROOT = Path(__file__).parents[1]


def shape(part: Any) -> Any:
    """What a schema says of the data, without its prose."""
    if isinstance(part, dict) and "properties" in part:
        return {name: shape(inner) for name, inner in part["properties"].items()}
    if isinstance(part, dict):
        return {
            key: shape(value)
            for key, value in part.items()
            if key in ("type", "items", "anyOf", "enum", "$ref", "const")
        }
    return [shape(inner) for inner in part] if isinstance(part, list) else part


def shapes(schema: dict[str, Any]) -> dict[str, Any]:
    return {"": shape(schema), **{name: shape(part) for name, part in schema["$defs"].items()}}


def lost(old: Any, new: Any, place: str = "") -> list[str]:
    """What an old shape has and a new one has not, or has otherwise. Members of an enumeration may be added too."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [gone for key, value in old.items() for gone in lost(value, new.get(key), f"{place}.{key}")]
    if isinstance(old, list) and isinstance(new, list) and place.endswith(".enum"):
        return [f"{place}.{value}" for value in old if value not in new]
    return [] if old == new else [place]


def test_the_published_file_is_what_the_command_prints(blacheck: Run) -> None:
    ran = blacheck("schema")

    assert ran.code == 0
    assert shapes(json.loads(ran.out)) == shapes(PUBLISHED), (
        "the model has changed: blacheck schema > src/blacheck/review.schema.json"
    )


def test_the_schema_of_compared_drafts_is_printed_too(blacheck: Run) -> None:
    assert "moves" in json.loads(blacheck("schema", "comparison").out)["properties"]


def test_keys_are_only_ever_added() -> None:
    assert lost(shapes(FIRST), shapes(json_schema())) == []


def test_a_lost_key_would_be_seen() -> None:
    changed = json.loads(json.dumps(FIRST))
    del changed["$defs"]["Finding"]["properties"]["reasons"]
    changed["$defs"]["Part"]["properties"]["start"]["type"] = "string"

    assert lost(shapes(FIRST), shapes(changed)) == [".Finding.reasons", ".Part.start.type"]


@pytest.fixture(scope="module")
def record() -> ReviewRecord:
    return sample_review(checklist(), agreement())


def test_every_json_keeps_the_schema(record: ReviewRecord, small_file: str) -> None:
    validator = jsonschema.Draft202012Validator(PUBLISHED)
    made = review(AGREEMENT.encode(), checklist=small_file, name="alvora.txt").to_json()

    for text in (to_json(record), made):
        validator.validate(json.loads(text))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(json.loads(made) | {"unknown": 1})


def test_the_page_needs_nothing_that_the_json_has_not(record: ReviewRecord) -> None:
    checks = checklist()

    assert to_html(from_json(to_json(record)), checks) == to_html(record, checks)


def test_every_number_of_the_answers_is_in_the_json(record: ReviewRecord) -> None:
    checks = checklist()
    page = read(to_html(record, checks))
    data = json.loads(to_json(record))

    for number, (element, finding) in enumerate(zip(checks.elements, data["findings"], strict=True), start=1):
        known = numbers(json.dumps([finding, element.model_dump(mode="json")], ensure_ascii=False)) | {number}
        known |= {len(finding["evidence"]), len(finding["evidence"]) - 3, len(finding["evidence"]) - 15}
        known |= numbers(" ".join(f"{one.short} {one.title}" for one in checks.instruments.values()))
        assert numbers(page.texts[f"e-{element.id}"]) <= known


def test_every_count_of_the_page_is_in_the_json(record: ReviewRecord) -> None:
    html = to_html(record, checklist())
    summary = json.loads(to_json(record))["summary"]

    tally = re.findall(r'<li class="(\w+)(?: nil)?">\s*<(?:a|span)[^>]*>\s*<b>(\d+)</b>', html)
    assert {status: int(count) for status, count in tally} == summary


def numbers(text: str) -> set[int]:
    return {int(found) for found in re.findall(r"\d+", text)}
