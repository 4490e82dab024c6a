"""Rules that a checklist and its cases must keep beyond their format: a rule arrives with its sources and its cases."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from blacheck import pipeline
from blacheck.cases import Case, Cases
from blacheck.checklist import Checklist, Element, Expression
from blacheck.translation import lacking, translation
from blacheck.views import View

AT_LEAST = {"cases": 8, "covered": 2, "partial": 2, "look-alikes that stay missing": 3}
"""How many cases of each kind an element needs in each language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is broken, and where."""

    level: Literal["error", "warning"]
    place: str
    """The element, probe or pattern."""
    text: str


def lint(checklist: Checklist, cases: Cases) -> tuple[Problem, ...]:
    """All broken rules of a checklist and its cases, in the order of the checklist."""
    return (
        *_sources(checklist),
        *_unused(checklist),
        *_cases(checklist, cases),
        *_strangers(checklist, cases),
        *_translations(checklist),
        *(Problem("error", place, "no case exercises it") for place in unexercised(checklist, cases)),
    )


def lint_view(view: View, checklist: Checklist) -> tuple[Problem, ...]:
    """All broken rules of a view, in its order; what it refers to exists, for it could not be loaded otherwise."""
    items = [item for group in view.of(checklist).groups for item in group.items]
    used = {item.instrument for item in items}
    return (
        *(Problem("error", code, "no item is taken from this source") for code in view.sources if code not in used),
        *(
            Problem("warning", item.name, "is not verified in its source, so the report cites none")
            for item in items
            if item.instrument and not item.verified
        ),
    )


def _sources(checklist: Checklist) -> Iterator[Problem]:
    for element in checklist.elements:
        if not any(source.verified for source in element.sources):
            yield Problem("warning", element.id, "none of its sources is verified, so the report cites none")


def _unused(checklist: Checklist) -> Iterator[Problem]:
    used = {probe for element in checklist.elements for probe in element.probe_ids()}
    for probe in checklist.probes:
        if probe not in used:
            yield Problem("error", probe, "no element uses this probe")


def _translations(checklist: Checklist) -> Iterator[Problem]:
    for language in checklist.translations:
        if given := translation(checklist, language):
            for place, problem in lacking(checklist, given):
                yield Problem("warning", f"{language}: {place}", problem)


def _cases(checklist: Checklist, cases: Cases) -> Iterator[Problem]:
    for element in checklist.elements:
        listed = cases.get(element.id, ())
        if not listed:
            yield Problem("error", element.id, "has no cases")
        for name, count in Counter(case.name for case in listed).items():
            if count > 1:
                yield Problem("error", element.id, f"has {count} cases named {name}")
        for language in sorted({case.lang for case in listed}):
            yield from _too_few(element, language, [case for case in listed if case.lang == language])


def _too_few(element: Element, language: str, cases: list[Case]) -> Iterator[Problem]:
    counts = {
        "cases": len(cases),
        "covered": sum(case.coverage == "covered" for case in cases),
        "partial": sum(case.coverage == "partial" for case in cases),
        "look-alikes that stay missing": sum(case.coverage == "missing" and not case.contrary for case in cases),
    }
    for kind, wanted in AT_LEAST.items():
        if counts[kind] < wanted:
            yield Problem("error", element.id, f"{language}: {counts[kind]} {kind}, at least {wanted} are needed")
    if element.contrary and not any(case.contrary for case in cases):
        yield Problem("error", element.id, f"{language}: has an adverse form and no contrary case")


def _strangers(checklist: Checklist, cases: Cases) -> Iterator[Problem]:
    known = {element.id for element in checklist.elements}
    for element in cases:
        if element not in known:
            yield Problem("error", element, "has cases and is no element of the checklist")


def unexercised(checklist: Checklist, cases: Cases) -> tuple[str, ...]:
    """Patterns that match in no case, as "probe, pattern 2"."""
    split = _one_pattern_each(checklist.rules)
    texts = {(case.lang, case.text): case for listed in cases.values() for case in listed}
    hit = {evidence.probe for case in texts.values() for evidence in pipeline.search(case.agreement(), split).evidence}
    return tuple(
        f"{probe}, pattern {number}"
        for probe, patterns in checklist.probes.items()
        for number, _ in enumerate(patterns.any, start=1)
        if f"{probe}-pattern-{number}" not in hit
    )


def _one_pattern_each(checklist: Checklist) -> Checklist:
    """The same patterns, each as a probe of its own, so that evidence tells which of them matched."""
    probes = {
        f"{name}-pattern-{number}": probe.model_copy(update={"any": [pattern]})
        for name, probe in checklist.probes.items()
        for number, pattern in enumerate(probe.any, start=1)
    }
    element = checklist.elements[0].model_copy(
        update={
            "covered": Expression(any=list(probes)),
            "partial": None,
            "desirable": [],
            "contrary": [],
            "not_applicable": [],
        }
    )
    return checklist.model_copy(update={"probes": probes, "elements": [element], "sha256": ""})
