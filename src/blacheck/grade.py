"""Grade: the only judge. From the evidence for its probes to one verdict for each element."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from blacheck.checklist import Checklist, Element
from blacheck.languages import is_supported, names_of
from blacheck.messages import say
from blacheck.model import Agreement, Coverage, Evidence, Finding, Likeness, Matches, ProbeResult, status_of

_ENOUGH = 5
"""Provisions of one probe and stance that a finding cites; "shall" alone would cite the whole agreement."""
_OPERATIVE = ("preamble", "heading", "article", "annex")
"""Kinds of clauses that can answer a question."""
_NAMED = 8
"""Clauses that a doubt names; the rest is counted."""


def grade(agreement: Agreement, checklist: Checklist, matches: Matches) -> tuple[Finding, ...]:
    """One finding for each element of the checklist, in its order."""
    by_probe: dict[str, list[Evidence]] = {}
    for evidence in matches.evidence:
        by_probe.setdefault(evidence.probe, []).append(evidence)
    return tuple(_finding(element, checklist, by_probe, matches, agreement) for element in checklist.elements)


def _finding(
    element: Element,
    checklist: Checklist,
    by_probe: Mapping[str, Sequence[Evidence]],
    matches: Matches,
    agreement: Agreement,
) -> Finding:
    met = frozenset(probe for probe in element.probe_ids() if _met(checklist, by_probe, probe))
    touched = frozenset(probe for probe in element.probe_ids() if by_probe.get(probe))
    by_rules = _coverage(element, met, touched), any(probe in touched for probe in element.contrary)
    against = {item.parts[-1].start for probe in element.contrary for item in by_probe.get(probe, ())}
    second = _second_reading(*by_rules, _not_against(matches.likenesses.get(element.id, ()), against))
    coverage, contrary = second.coverage, second.contrary
    doubts = tuple(_doubts(agreement))
    if coverage == "missing" and doubts:
        coverage = "unclear"
    favourable = (*element.covered.probes(), *(element.partial or ()), *element.desirable)
    cited = dict.fromkeys(
        [*favourable, *element.contrary, *(element.not_applicable if coverage == "not_applicable" else ())]
    )
    evidence = (*(item for probe in cited for item in by_probe.get(probe, ())), *second.evidence)
    near = matches.near_misses.get(element.id, ()) if coverage in ("missing", "unclear") else ()
    return Finding(
        element=element.id,
        status=status_of(coverage, contrary=contrary),
        coverage=coverage,
        contrary=contrary,
        probes=tuple(ProbeResult(probe, probe in met) for probe in element.probe_ids()),
        reasons=(*second.reasons, *_reasons(element, checklist, by_rules[0], met, touched, by_probe)),
        needs_review=doubts if coverage == "unclear" else (*second.doubts, *_thin(coverage, evidence)),
        searched=_searched(element, checklist, agreement) if coverage in ("missing", "unclear") else "",
        nearest_misses=near,
        evidence=_ordered(evidence),
    )


def _met(checklist: Checklist, by_probe: Mapping[str, Sequence[Evidence]], probe: str) -> bool:
    """A probe is met by full support in as many provisions as it asks for; an adverse one by any hit.

    Provisions that hold each for one group of the workers count in full where there are several such groups.
    """
    evidence = by_probe.get(probe, ())
    if checklist.probes[probe].adverse:
        return bool(evidence)
    limited = [item for item in evidence if item.group and item.notes == (say("only for", group=item.group),)]
    groups = {item.group.removesuffix("s") for item in limited}
    full = {item.parts[-1].start for item in evidence if item.stance == "supports"}
    if len(groups) > 1:
        full |= {item.parts[-1].start for item in limited}
    return len(full) >= checklist.probes[probe].times


def _coverage(element: Element, met: Set[str], touched: Set[str]) -> Coverage:
    if element.covered.holds(met):
        return "covered"
    partial = element.partial if element.partial is not None else list(element.covered.probes())
    if any(probe in touched for probe in partial):
        return "partial"
    if any(probe in met for probe in element.not_applicable):
        return "not_applicable"
    return "missing"


def _doubts(agreement: Agreement) -> list[str]:
    """Why silence cannot be told from not having read."""
    out = [
        say("page unread" if len(pages) == 1 else "pages unread", pages=", ".join(pages), reason=reason)
        for reason, pages in _unread(agreement).items()
    ]
    out += [say("part unread", part=part) for part in agreement.document.unread]
    return [*out, *_not_understood(agreement)]


def _not_understood(agreement: Agreement) -> Iterator[str]:
    """What of the agreement is in a language without rules, save what another version of it says in one with rules."""
    clauses = [clause for clause in agreement.clauses if clause.language not in agreement.versions[1:]]
    operative = [clause for clause in clauses if clause.kind in _OPERATIVE] or clauses
    foreign = [clause for clause in operative if not is_supported(clause.language)]
    languages = names_of(tuple(dict.fromkeys(clause.language for clause in foreign))) if foreign else ""
    if len(foreign) < len(operative) and foreign:
        numbers = list(dict.fromkeys(clause.number.split("(")[0] for clause in foreign if clause.number))
        more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
        where = ", ".join(numbers[:_NAMED]) + more or "one part"
        yield say("part foreign", where=where, languages=languages)
    elif foreign:
        yield say("foreign", languages=languages)


def _unread(agreement: Agreement) -> dict[str, list[str]]:
    """The pages that could not be read, by the reason."""
    pages: dict[str, list[str]] = {}
    for page in agreement.document.pages:
        if page.unreadable:
            place = f"{page.number} of {page.file}" if page.file else str(page.number)
            pages.setdefault(page.unreadable, []).append(place)
    return pages


@dataclass(frozen=True, slots=True)
class _Second:
    """A verdict after the wordings of provisions were held against those that people have coded."""

    coverage: Coverage
    contrary: bool
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


def _not_against(likenesses: Sequence[Likeness], against: Set[int]) -> Iterator[Likeness]:
    """The likenesses without those to favourable provisions that rest on what is contrary alone.

    Args:
        likenesses: Of one element.
        against: Where the provisions begin that rules find contrary.
    """
    for one in likenesses:
        kept = tuple(item for item in one.evidence if item.parts[-1].start not in against)
        gone = one.evidence and not kept
        yield one if one.aspect == "contrary" else replace(one, like=one.like and not gone, evidence=kept)


def _second_reading(coverage: Coverage, contrary: bool, likenesses: Iterable[Likeness]) -> _Second:
    """Likeness finds what no rule words, and doubts what rules find; it takes nothing away that a rule found."""
    by_aspect = {likeness.aspect: likeness for likeness in likenesses}
    used: list[Likeness] = []
    doubts: list[str] = []
    addressed, covered, against = (by_aspect.get(aspect) for aspect in ("addressed", "covered", "contrary"))
    judged = coverage
    if coverage == "missing" and addressed and addressed.like:
        judged, used = "partial", [addressed]
    if judged == "partial" and covered and covered.like:
        judged, used = "covered", [covered]
    if coverage == "covered" and covered and covered.unlike:
        judged, doubts = "partial", [say("unlike sufficient")]
    if not contrary and against and against.like:
        contrary, used = True, [*used, against]
    elif contrary and against and against.unlike:
        doubts.append(say("unlike contrary"))
    if used:
        doubts.append(say("by wording alone"))
    return _Second(
        judged,
        contrary,
        tuple(item for likeness in used for item in likeness.evidence),
        tuple(say(f"like {likeness.aspect}") for likeness in used),
        tuple(doubts),
    )


def _thin(coverage: Coverage, evidence: Sequence[Evidence]) -> list[str]:
    """Reasons for a second look although there is a verdict."""
    supporting = [item for item in evidence if item.stance == "supports"]
    if coverage == "covered" and len(supporting) == 1 and not supporting[0].bearer:
        return [say("no bearer")]
    return []


def _reasons(
    element: Element,
    checklist: Checklist,
    coverage: Coverage,
    met: Set[str],
    touched: Set[str],
    by_probe: Mapping[str, Sequence[Evidence]],
) -> list[str]:
    out = [checklist.probes[probe].says for probe in element.covered.probes() if probe in met]
    if coverage == "partial":
        weak = [probe for probe in (*element.covered.probes(), *(element.partial or ())) if probe in touched - met]
        out += [_weakly(checklist, probe, by_probe[probe]) for probe in dict.fromkeys(weak)]
        out += [
            say("not found", says=checklist.probes[probe].says)
            for probe in dict.fromkeys(element.covered.probes())
            if probe not in touched
        ]
    out += [checklist.probes[probe].flag or "" for probe in element.contrary if probe in touched]
    return out


def _weakly(checklist: Checklist, probe: str, evidence: Sequence[Evidence]) -> str:
    notes = dict.fromkeys(note for item in evidence for note in item.notes)
    says = checklist.probes[probe].says
    return say("limited", says=says, notes="; ".join(notes)) if notes else says


def _searched(element: Element, checklist: Checklist, agreement: Agreement) -> str:
    sought = "; ".join(checklist.probes[probe].says for probe in dict.fromkeys(element.covered.probes()))
    read = sum(is_supported(agreement.clause_of(provision).language) for provision in agreement.provisions)
    return say("looked for", provisions=read, says=sought)


def _ordered(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Contrary first, then full, then weak support, each in the order of the text.

    A provision is cited once for and once against; of one probe at most ``_ENOUGH`` provisions of a kind.
    """
    rank = {"contrary": 0, "supports": 1, "weak": 2}
    best: dict[tuple[int, bool], Evidence] = {}
    for item in sorted(evidence, key=lambda item: (rank[item.stance], item.parts[-1].start)):
        best.setdefault((item.parts[-1].start, item.stance == "contrary"), item)
    cited = Counter[tuple[str, str]]()
    kept = []
    for item in best.values():
        cited[item.probe, item.stance] += 1
        if cited[item.probe, item.stance] <= _ENOUGH:
            kept.append(item)
    return tuple(kept)
