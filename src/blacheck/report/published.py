"""The published JSON of a review: the dataclasses of the model as they stand, read back as strictly as written."""

import json
from functools import cache
from typing import Any, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from blacheck.errors import BlacheckError
from blacheck.model import ReviewRecord, Status

_PUBLISHED_AS = {"signals_for": "for", "signals_against": "against"}  # "for" is a reserved word in Python


def to_json(record: ReviewRecord) -> str:
    """The review as JSON, indented, keys in the order of the model; equal reviews give equal text."""
    data = _adapter().dump_python((record,), mode="json", by_alias=True)[0]
    data["summary"] = {status: data["summary"][status] for status in get_args(Status) if status in data["summary"]}
    data = {"schema_version": data.pop("schema_version"), **data}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> ReviewRecord:
    """The review that ``to_json`` wrote.

    Raises:
        BlacheckError: The text is no JSON, or not the JSON of a review; names the first place that is wrong.
    """
    try:
        return _adapter().validate_json(f"[{text}]")[0]
    except ValidationError as err:
        first = err.errors()[0]
        place = ".".join(str(key) for key in first["loc"][1:])
        where = f" at {place}" if place else ""
        raise BlacheckError(f"This is not the JSON of a review{where}: {first['msg']}") from err


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what ``to_json`` writes."""
    schema = _adapter().json_schema(mode="serialization")
    definitions = schema["$defs"]
    review = definitions.pop("ReviewRecord")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **review,
        "title": "Review of a labour agreement",
        "$defs": definitions,
    }


@cache
def _adapter() -> TypeAdapter[tuple[ReviewRecord]]:
    # A tuple of one: pydantic takes no configuration for a bare dataclass, and hands it down from a container.
    config = ConfigDict(
        extra="forbid",
        strict=True,
        alias_generator=lambda name: _PUBLISHED_AS.get(name, name),
        use_attribute_docstrings=True,
    )
    return TypeAdapter(tuple[ReviewRecord], config=config)
