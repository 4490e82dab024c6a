"""SARIF and JUnit XML: what programs that collect findings expect, and nothing lost on the way."""

import json
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from blacheck.report import Reviewed, Unread, to_junit, to_sarif
from report_samples import HOSTILE, agreement, checklist, review

CHECKS = checklist(10)
TEXT = agreement()
ITEM = Reviewed(review(CHECKS, TEXT), CHECKS, "lumbesh-ostrana")
UNREAD = Unread("broken", f"broken.pdf: is no PDF {HOSTILE}\x00")


def test_sarif_keeps_the_schema_of_the_standard() -> None:
    Sarif.model_validate_json(to_sarif([ITEM, UNREAD, replace(ITEM, name="second")]))


def test_what_is_to_be_looked_at_is_a_result() -> None:
    (run,) = json.loads(to_sarif([ITEM]))["runs"]

    told = {result["ruleId"]: (result["kind"], result["level"]) for result in run["results"]}
    assert told == {
        "element-1": ("fail", "warning"),
        "element-3": ("fail", "note"),
        "element-4": ("fail", "warning"),
        "element-5": ("fail", "error"),
        "element-7": ("fail", "error"),
        "element-8": ("review", "none"),
    }
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_locations_lead_to_the_words() -> None:
    (run,) = json.loads(to_sarif([ITEM]))["runs"]

    result = next(result for result in run["results"] if result["ruleId"] == "element-7")
    (location,) = result["locations"]
    region = location["physicalLocation"]["region"]
    start = region["charOffset"]
    assert TEXT.document.text[start : start + region["charLength"]] == region["snippet"]["text"]
    assert region["properties"]["page"] == 2
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "Article 3(1)"
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "lumbesh-ostrana.pdf", "index": 0}


def test_an_address_is_encoded_and_several_files_stay_apart() -> None:
    odd = replace(ITEM, record=replace(ITEM.record, document=replace(ITEM.record.document, name="ä b#.pdf")))

    (run,) = json.loads(to_sarif([ITEM, odd]))["runs"]

    assert [file["location"]["uri"] for file in run["artifacts"]] == ["lumbesh-ostrana.pdf", "%C3%A4%20b%23.pdf"]
    indices = [result["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for result in run["results"]]
    assert indices == [0] * 6 + [1] * 6
    assert len(run["tool"]["driver"]["rules"]) == 10


def test_a_result_keeps_its_fingerprint_when_the_clause_moves() -> None:
    def prints(item: Reviewed) -> list[str]:
        (run,) = json.loads(to_sarif([item]))["runs"]
        return [result["partialFingerprints"]["elementQuotes/v1"] for result in run["results"]]

    moved = tuple(
        replace(
            finding,
            evidence=tuple(
                replace(told, clause="99", parts=tuple(replace(part, start=part.start + 7) for part in told.parts))
                for told in finding.evidence
            ),
        )
        for finding in ITEM.record.findings
    )
    assert prints(replace(ITEM, record=replace(ITEM.record, findings=moved))) == prints(ITEM)
    assert len(set(prints(ITEM))) == 6


def test_a_file_that_could_not_be_read_is_an_error_of_the_run() -> None:
    (run,) = json.loads(to_sarif([UNREAD]))["runs"]

    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].startswith("broken.pdf: is no PDF")


def test_each_element_is_a_test() -> None:
    root = Xml.fromstring(to_junit([ITEM, UNREAD]))

    reviewed, unread = root
    assert reviewed.attrib == {"name": "lumbesh-ostrana", "tests": "10", "failures": "4", "errors": "0", "skipped": "2"}
    assert unread.attrib["errors"] == "1"
    outcomes = {case.get("name"): [part.tag for part in case] for case in reviewed}
    assert outcomes["element-7"] == ["failure"]
    assert outcomes["element-8"] == ["skipped"]
    assert outcomes["element-3"] == ["system-out"]
    assert outcomes["element-2"] == []


def test_a_failed_test_quotes_the_clause() -> None:
    root = Xml.fromstring(to_junit([ITEM]))

    failure = root.find(".//testcase[@name='element-7']/failure")
    assert failure is not None
    assert failure.get("type") == "contrary"
    assert "Article 3(1), page 2 (contrary): 1. The employer shall keep the passport" in (failure.text or "")


@pytest.mark.parametrize("words", [HOSTILE, "a\x00b\ud800c"])
def test_a_document_puts_no_markup_into_xml(words: str) -> None:
    root = Xml.fromstring(to_junit([replace(ITEM, name=words)]))

    assert [suite.get("name") for suite in root] == [words.replace("\x00", "�").replace("\ud800", "�")]
