"""The published JSON of a review or a comparison: the dataclasses as they stand, read back as strictly as written."""

import json
from functools import cache
from typing import Any, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from blacheck.compared import Change, ComparisonRecord, Move
from blacheck.errors import BlacheckError
from blacheck.model import ReviewRecord, Status

_KINDS = {"review": ReviewRecord, "comparison": ComparisonRecord}

_PUBLISHED_AS = {"signals_for": "for", "signals_against": "against"}  # "for" is a reserved word in Python


def to_json(record: ReviewRecord | ComparisonRecord) -> str:
    """The record as JSON, indented, keys in the order of the model; equal records give equal text."""
    kind = next(name for name, held in _KINDS.items() if isinstance(record, held))
    data = _adapter(kind).dump_python((record,), mode="json", by_alias=True)[0]
    for key, order in (("summary", Status), ("moves", Move), ("changes", Change)):
        if key in data:
            data[key] = {name: data[key][name] for name in get_args(order) if name in data[key]}
    data = {"schema_version": data.pop("schema_version"), **data}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> ReviewRecord:
    """The review that ``to_json`` wrote.

    Raises:
        BlacheckError: The text is no JSON, or not the JSON of a review; names the first place that is wrong.
    """
    record: ReviewRecord = _read(text, "review")
    return record


def comparison_from_json(text: str) -> ComparisonRecord:
    """The comparison that ``to_json`` wrote.

    Raises:
        BlacheckError: The text is no JSON, or not the JSON of a comparison; names the first place that is wrong.
    """
    record: ComparisonRecord = _read(text, "comparison")
    return record


def _read(text: str, kind: str) -> Any:
    try:
        return _adapter(kind).validate_json(f"[{text}]")[0]
    except ValidationError as err:
        first = err.errors()[0]
        place = ".".join(str(key) for key in first["loc"][1:])
        where = f" at {place}" if place else ""
        raise BlacheckError(f"This is not the JSON of a {kind}{where}: {first['msg']}") from err


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what ``to_json`` writes of a review."""
    return _schema("review", "Review of a labour agreement")


def comparison_json_schema() -> dict[str, Any]:
    """The JSON Schema of what ``to_json`` writes of a comparison."""
    return _schema("comparison", "Two drafts of a labour agreement compared")


def _schema(kind: str, title: str) -> dict[str, Any]:
    schema = _adapter(kind).json_schema(mode="serialization")
    definitions = schema["$defs"]
    record = definitions.pop(_KINDS[kind].__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **record,
        "title": title,
        "$defs": definitions,
    }


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    # A tuple of one: pydantic takes no configuration for a bare dataclass, and hands it down from a container.
    config = ConfigDict(
        extra="forbid",
        strict=True,
        alias_generator=lambda name: _PUBLISHED_AS.get(name, name),
        use_attribute_docstrings=True,
    )
    of_one: Any = tuple.__class_getitem__(_KINDS[kind])
    return TypeAdapter(of_one, config=config)
