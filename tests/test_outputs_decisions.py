"""Outputs heed what reviewers decided: tables show it beside the verdict, briefs, pipelines and the index go by it."""

import csv
import io
import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as Xml

import openpyxl

from blacheck.model import Decision, Status
from blacheck.report import matrix_of, to_csv, to_junit, to_markdown, to_sarif, to_xlsx
from portfolio_samples import CHECKS, RECORD, agreed


def decision(element: str, status: Status, state: Any = "current") -> Decision:
    return Decision(element, "overrule", status, "other-clause", "in the annex", "A. Reviewer", "", None, "", "", state)


DECISIONS = (
    decision("element-1", "covered"),
    decision("element-7", "not_applicable"),
    decision("element-4", "covered", "stale"),
)
ITEM = replace(agreed("decided"), record=replace(RECORD, decisions=DECISIONS))


def test_tables_show_the_decision_beside_the_verdict() -> None:
    rows = {row["element"]: row for row in csv.DictReader(io.StringIO(to_csv([ITEM]).removeprefix("\ufeff")))}

    told = {name: (row["status"], row["decided"], row["decided_by"]) for name, row in rows.items()}
    assert told["element-1"] == ("missing", "covered", "A. Reviewer")
    assert told["element-4"] == ("missing", "", "")
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([ITEM])))
    assert [cell.value for cell in book["decided"][2]][-1] == "Covered (A. Reviewer): in the annex"
    assert book["decided"]["D2"].value == "Missing"
    assert book["Matrix"]["M2"].value == "Covered"


def test_what_is_settled_is_no_gap_and_no_flag_of_the_brief() -> None:
    before, after = (to_markdown(item) for item in (replace(ITEM, record=RECORD), ITEM))

    for title in (CHECKS.elements[0].title, "An employer may keep a worker's passport."):
        assert f"**{title}**" in before
        assert f"**{title}**" not in after
    assert f"**{CHECKS.elements[3].title}**" in after
    assert "decisions heeded:** 2" in after


def test_pipelines_and_the_index_go_by_the_decision() -> None:
    (run,) = json.loads(to_sarif([ITEM]))["runs"]
    suite = Xml.fromstring(to_junit([ITEM]))[0]
    (entry,) = matrix_of([ITEM]).entries

    assert [result["ruleId"] for result in run["results"]] == ["element-3", "element-4", "element-5", "element-8"]
    assert suite.get("failures") == "2"
    assert {name: entry.answers[name].status for name in ("element-1", "element-4", "element-7")} == {
        "element-1": "covered",
        "element-4": "missing",
        "element-7": "not_applicable",
    }
