"""Reviews as SARIF 2.1.0, the form in which pipelines collect what checks have found.

A rule is an element, a result what is to be looked at: whatever is neither covered nor not applicable. Offsets count
characters (code points) of the text as blacheck reads it, not bytes of the file; the page is given beside them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from blacheck.checklist import Element
from blacheck.model import Evidence, Finding, Part, Status
from blacheck.report.characters import printable
from blacheck.report.places import Places, places_of
from blacheck.report.reviewed import Item, Reviewed, Unread
from blacheck.report.wording import Wording

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Status, str] = {"contrary": "error", "mixed": "error", "missing": "warning", "partial": "note"}
"""Of what fails. An answer that could not be given is for review, which in SARIF has no level."""


def to_sarif(items: Iterable[Item], words: Wording) -> str:
    """The reviews as one run; files that could not be read are errors of the run."""
    rules: dict[str, dict[str, Any]] = {}
    results: list[dict[str, Any]] = []
    artifacts: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    program = ""
    for item in items:
        if isinstance(item, Unread):
            errors.append({"level": "error", "message": _message(item.error)})
            continue
        program = item.record.blacheck
        rules |= {element.id: _rule(element) for _, element, _ in item.answers if element.id not in rules}
        results += _results(item, len(artifacts), list(rules), words)
        artifacts.append(_artifact(item))
    driver = {"name": words.labels["name"], "rules": list(rules.values())}
    run = {
        "tool": {"driver": driver | ({"version": program} if program else {})},
        "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": errors}],
        "artifacts": artifacts,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(element: Element) -> dict[str, Any]:
    return {
        "id": element.id,
        "shortDescription": {"text": element.title},
        "fullDescription": {"text": element.question},
        "help": {"text": element.draft},
        "properties": {"theme": element.theme, "tier": element.tier},
    }


def _artifact(item: Reviewed) -> dict[str, Any]:
    document = item.record.document
    return {"location": _where(item), "hashes": {"sha-256": document.sha256}} | (
        {"description": _message(document.title)} if document.title else {}
    )


def _where(item: Reviewed) -> dict[str, str]:
    return {"uri": quote(printable(item.record.document.name))}


def _results(item: Reviewed, artifact: int, rules: list[str], words: Wording) -> Iterator[dict[str, Any]]:
    places = places_of(item.record, (), words)
    for _, element, finding in item.standing.answers:
        if finding.status in _LEVELS or finding.status == "unclear":
            yield _result(finding, element, rules.index(element.id), _Locations(item, artifact, places))


class _Locations:
    """The places of one agreement."""

    def __init__(self, item: Reviewed, artifact: int, places: Places) -> None:
        self._places = places
        self._file: dict[str, Any] = {**_where(item), "index": artifact}

    def of(self, finding: Finding) -> list[dict[str, Any]]:
        """Where the passages of a finding stand, or the file where there is none."""
        found = [self._at(evidence, part) for evidence in finding.evidence for part in evidence.parts]
        return found or [{"physicalLocation": {"artifactLocation": self._file}}]

    def _at(self, evidence: Evidence, part: Part) -> dict[str, Any]:
        region = {
            "charOffset": part.start,
            "charLength": part.end - part.start,
            "snippet": {"text": printable(part.quote)},
        }
        page = {} if part.page is None else {"properties": {"page": part.page}}
        file = {"uri": quote(printable(part.file))} if part.file else self._file
        return {
            "physicalLocation": {"artifactLocation": file, "region": region | page},
            "logicalLocations": [{"fullyQualifiedName": self._places.clause(evidence.clause), "kind": "clause"}],
            "message": {"text": evidence.stance},
        }


def _result(finding: Finding, element: Element, rule: int, locations: _Locations) -> dict[str, Any]:
    level = _LEVELS.get(finding.status)
    told = {
        "contrary": element.contrary_text,
        "mixed": element.contrary_text,
        "missing": element.missing_text,
        "partial": element.partial_text,
    }
    says = " ".join(filter(None, (*finding.reasons, told.get(finding.status), *finding.needs_review)))
    return {
        "ruleId": element.id,
        "ruleIndex": rule,
        "kind": "fail" if level else "review",
        "level": level or "none",
        "message": _message(f"{element.title}: {says}"),
        "locations": locations.of(finding),
        "partialFingerprints": {"elementQuotes/v1": _fingerprint(finding)},
        "properties": {"status": finding.status, "coverage": finding.coverage, "contrary": finding.contrary},
    }


def _fingerprint(finding: Finding) -> str:
    """The same for the same words on the same element, wherever they stand in a later draft."""
    quotes = [" ".join(part.quote.split()) for evidence in finding.evidence for part in evidence.parts]
    told = printable("\n".join([finding.element, finding.status, *quotes]))
    return hashlib.sha256(told.encode()).hexdigest()


def _message(text: str) -> dict[str, str]:
    return {"text": printable(text)}
