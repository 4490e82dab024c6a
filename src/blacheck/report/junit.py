"""Reviews as JUnit XML, for pipelines that show tests: an agreement is a suite, an element a test.

What goes against good practice or is missing fails; what could not be judged or does not arise is skipped; what is only
partly covered passes with a remark. A file that could not be read is a suite with an error.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from blacheck.checklist import Element
from blacheck.model import Finding
from blacheck.report.characters import printable
from blacheck.report.places import Places, places_of
from blacheck.report.reviewed import Item, Reviewed, Unread
from blacheck.report.wording import Wording

_OUTCOMES = {
    "contrary": "failure",
    "mixed": "failure",
    "missing": "failure",
    "unclear": "skipped",
    "not_applicable": "skipped",
    "partial": "system-out",
}


def to_junit(items: Iterable[Item], words: Wording) -> str:
    """The reviews as JUnit XML."""
    root = Xml.Element("testsuites", name=words.labels["name"])
    for item in items:
        suite = _unread(item) if isinstance(item, Unread) else _suite(item, words)
        for outcome in ("failure", "error", "skipped"):
            key = "skipped" if outcome == "skipped" else f"{outcome}s"
            suite.set(key, str(sum(1 for _ in suite.iter(outcome))))
        suite.set("tests", str(sum(1 for _ in suite.iter("testcase"))))
        root.append(suite)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _unread(item: Unread) -> Xml.Element:
    suite = Xml.Element("testsuite", name=printable(item.name))
    case = Xml.SubElement(suite, "testcase", classname=printable(item.name), name="read")
    Xml.SubElement(case, "error", message=printable(item.error))
    return suite


def _suite(item: Reviewed, words: Wording) -> Xml.Element:
    suite = Xml.Element("testsuite", name=printable(item.name))
    places = places_of(item.record, (), words)
    for _, element, finding in item.standing.answers:
        case = Xml.SubElement(suite, "testcase", classname=element.theme, name=element.id)
        if outcome := _OUTCOMES.get(finding.status):
            _tell(case, outcome, element, finding, places)
    return suite


def _tell(case: Xml.Element, outcome: str, element: Element, finding: Finding, places: Places) -> None:
    told = Xml.SubElement(case, outcome)
    if outcome != "system-out":
        told.set("message", printable(f"{element.title}: {finding.status.replace('_', ' ')}"))
    if outcome == "failure":
        told.set("type", finding.status)
    lines = [*finding.reasons, *finding.needs_review]
    for evidence in finding.evidence:
        quote = " ".join(part.quote for part in evidence.parts)
        lines.append(f"{places.full(evidence)} ({evidence.stance}): {quote}")
    told.text = printable("\n".join(lines or [element.missing_text]))
