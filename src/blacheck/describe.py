"""Checklists, findings and clause trees in words for a terminal. Builds text; prints nothing."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from blacheck.checklist import Checklist, Element, Expression, Pattern, Terms
from blacheck.model import (
    Agreement,
    Clause,
    Decision,
    Document,
    DocumentFacts,
    Evidence,
    Finding,
    Part,
    ViewItem,
)
from blacheck.views import View, selection_of

WIDTH = 100
_BETWEEN = "\n\n"
"""What stands between two paragraphs of a text."""
_LABEL = 12
_POLARITIES = {"positive": "", "negative": "negated", "any": "negated or not"}
_ASSERTIONS = {
    "yes": "",
    "exception": "in an exception",
    "condition": "in a condition",
    "any": "also in exceptions and conditions",
}


def checklist_text(checklist: Checklist) -> str:
    """A checklist by themes: each element with its question and its minimum."""
    lines = [f"{checklist.title} ({checklist.id} {checklist.version}, {len(checklist.elements)} elements)"]
    lines += _wrapped(checklist.note, "")
    for theme in checklist.themes:
        lines += ["", theme, "-" * len(theme)]
        for element in checklist.elements:
            if element.theme == theme:
                lines += ["", f"{element.id}  ({element.tier})"]
                lines += _wrapped(element.question, "  ") + _wrapped(f"Minimum: {element.minimum}", "  ")
    return "\n".join(lines)


def view_text(view: View, checklist: Checklist) -> str:
    """A view by its groups: each item with its source, where that is verified, and the elements that answer it."""
    asked = len(selection_of(view).asked.elements)
    lines = [f"{view.title} ({view.id} {view.version}, a view of {checklist.id}, {asked} elements)"]
    lines += _wrapped(view.note, "")
    for group in view.of(checklist).groups:
        lines += ["", group.title, "-" * len(group.title)]
        for item in group.items:
            lines += ["", *_wrapped(f"{item.number}. {item.title}", "", hang="   ")]
            lines += _wrapped(_item_source(item, checklist), "  ")
            for element in item.elements:
                lines += _wrapped(f"{element}: {checklist.element(element).question}", "  ", hang="    ")
    return "\n".join(lines)


def _item_source(item: ViewItem, checklist: Checklist) -> str:
    if item.probes:
        return f"found by {', '.join(item.probes)}"
    if not item.instrument:
        return ""
    if not item.verified:
        return "not verified in the source"
    return ": ".join(filter(None, (checklist.instruments[item.instrument].short, item.article)))


def element_text(checklist: Checklist, element: Element) -> str:
    """What an element asks, on what sources, and the probes and patterns by which it is found."""
    lines = [f"{element.title}  ({element.id}, {element.tier}, {element.theme})", ""]
    lines += _field("Question", element.question) + _field("Why", element.why) + _field("Minimum", element.minimum)
    lines += _field("Adverse", element.adverse) + _field("Applies", element.applies)
    for number, source in enumerate(_citations(checklist, element)):
        lines += _field("" if number else "Sources", source)
    lines += _field("Drafting", element.draft)
    lines += ["", *_field("Covered", expression_text(element.covered))]
    lines += _field("Partial", " or ".join(element.partial or element.covered.probes()) + " (be it weakly)")
    lines += _field("Desirable", ", ".join(element.desirable)) + _field("Contrary", " or ".join(element.contrary))
    lines += _field("Not applic.", " or ".join(element.not_applicable))
    for name in element.probe_ids():
        probe = checklist.probes[name]
        lines += ["", *_wrapped(f"{name}: {probe.says}" + (" (adverse)" if probe.adverse else ""), "")]
        for number, pattern in enumerate(probe.any, start=1):
            lines += _wrapped(f"{number}. {pattern_text(pattern)}", "  ", hang="     ")
    return "\n".join(lines)


def _citations(checklist: Checklist, element: Element) -> Iterator[str]:
    for source in element.sources:
        if source.verified:
            yield f"{checklist.instruments[source.instrument].short}: {source.article}"


def expression_text(expression: Expression) -> str:
    """An expression in words: "a and (b or c)", "at least 2 of (a, b, c)"."""
    parts = [
        part
        if isinstance(part, str)
        else f"({expression_text(part)})"
        if len(part.parts()) > 1
        else expression_text(part)
        for part in expression.parts()
    ]
    if expression.at_least:
        return f"at least {expression.at_least} of ({', '.join(parts)})"
    if expression.none:
        return f"none of ({', '.join(parts)})"
    return (" and " if expression.all else " or ").join(parts)


def pattern_text(pattern: Pattern) -> str:
    """A pattern in words."""
    said = [
        ("", " and ".join(_terms(terms) for terms in pattern.has)),
        ("bearer", _terms(pattern.bearer)),
        ("bearer is not", _terms(pattern.not_bearer)),
        ("paid by", _terms(pattern.payer)),
        ("free for", _terms(pattern.spared)),
        ("without", " and without ".join(_terms(terms) for terms in pattern.without)),
        ("force", " or ".join(pattern.force or [])),
        ("stands in", " or ".join(pattern.place or [])),
        ("under the heading", _terms(pattern.part)),
        ("", _POLARITIES[pattern.polarity]),
        ("", _ASSERTIONS[pattern.asserted]),
        ("all within", f"{pattern.near} words" if pattern.near else ""),
        ("", "a mention is enough" if pattern.mentions else ""),
        ("weak:", pattern.weak or ""),
    ]
    return "; ".join(f"{label} {words}".strip() for label, words in said if words) or "anything"


def _terms(terms: Terms | None) -> str:
    alternatives = [term.strip() for term in (terms or "").split("|") if term.strip()]
    return f"({' or '.join(alternatives)})" if len(alternatives) > 1 else "".join(alternatives)


def finding_text(checklist: Checklist, element: Element, finding: Finding, about: DocumentFacts) -> str:
    """The full trace of a finding: probes met or not, evidence with its quotes, what came near and why it failed.

    Args:
        checklist: The checklist that the review was made with.
        element: The element.
        finding: What was found on it.
        about: The document that was reviewed.
    """
    lines = [f"{element.title}  ({element.id}): {finding.status.replace('_', ' ')}", ""]
    for label, texts in (
        ("Reasons", finding.reasons),
        ("Check", finding.needs_review),
        ("Searched", [finding.searched]),
    ):
        for number, text in enumerate(filter(None, texts)):
            lines += _field("" if number else label, text)
    lines += ["", "Probes"]
    for result in finding.probes:
        lines += _wrapped(
            f"{'met    ' if result.met else 'not met'}  {result.id}: {checklist.probes[result.id].says}", "  "
        )
    lines += ["", "Evidence" if finding.evidence else "Evidence: none"]
    for evidence in finding.evidence:
        lines += _evidence_lines(evidence, about)
    if finding.nearest_misses:
        lines += ["", "Nearest misses"]
        for miss in finding.nearest_misses:
            lines += _wrapped(f"{miss.clause}: {miss.why}", "  ", hang="    ")
    return "\n".join(lines)


def _evidence_lines(evidence: Evidence, about: DocumentFacts) -> list[str]:
    where = f"{evidence.clause} [{evidence.heading}]" if evidence.heading else evidence.clause
    bearer = f", {evidence.bearer}" if evidence.bearer else ""
    lines = _wrapped(f"{where}: {evidence.stance} {evidence.probe} ({evidence.strength}{bearer})", "  ")
    for part in evidence.parts:
        place = _cited(part, about)
        lines += _wrapped(f"{place}“{part.quote}”", "    ", hang="      ")
    lines += _wrapped(f"cues: {', '.join(evidence.cues)}", "    ") if evidence.cues else []
    lines += _wrapped(f"note: {'; '.join(evidence.notes)}", "    ") if evidence.notes else []
    return lines


def _cited(part: Part, about: DocumentFacts) -> str:
    """Where a quote stands: page, or paragraph in a file without pages, and the file where there are several."""
    if part.page is None:
        return ""
    pages = {file.name: file.pages for file in about.files}.get(part.file, about.pages)
    return f"{'p.' if pages else 'paragraph'} {part.page}{f' of {part.file}' if part.file else ''}: "


def agreement_text(agreement: Agreement) -> str:
    """An agreement as read: facts, the tree of its clauses, and what was set aside or could not be read."""
    document = agreement.document
    lines = [f"{document.name}: {agreement.title or 'no title found'}"]
    lines += [f"{agreement.instrument}; languages {', '.join(agreement.languages)}; signed {agreement.signed or '?'}"]
    for party in agreement.parties:
        lines += [f"party: {party.name} ({party.role}); {', '.join(party.aliases)}".rstrip("; ")]
    lines += [f"part {part.number}: {part.title}" for part in agreement.parts]
    lines += ["", *_tree(agreement), ""]
    lines += [f"{len(agreement.clauses)} clauses, {len(agreement.provisions)} provisions, {_length(document)}"]
    counts = Counter(piece.kind for page in document.pages for piece in page.furniture)
    lines += ["set aside: " + (", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())) or "nothing")]
    lines += [f"page {page.number} could not be read: {page.unreadable}" for page in document.pages if page.unreadable]
    recognised = [page for page in document.pages if page.confidence is not None]
    lines += [f"page {page.number}: characters recognised, {page.confidence:.0%} confidence" for page in recognised]
    lines += [f"warning: {warning}" for warning in (*document.warnings, *agreement.warnings)]
    return "\n".join(lines)


def _length(document: Document) -> str:
    if document.paginated:
        return f"{len(document.pages)} pages"
    return f"{document.text.count(_BETWEEN) + 1} paragraphs"


def _tree(agreement: Agreement) -> Iterator[str]:
    heading = ""
    for clause in agreement.clauses:
        place = _place(agreement.document, clause)
        title = f" [{clause.heading}]" if clause.heading not in ("", heading) else ""
        heading = clause.heading
        indent = "  " * _above(agreement, clause)
        words = " ".join(clause.span.of(agreement.document.text).split())
        line = f"{place:<6}{clause.kind:<10} {indent}{clause.number}{title}: {words}"
        yield line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _place(document: Document, clause: Clause) -> str:
    """The page on which a clause begins, or its paragraph where there are no pages."""
    if not document.paginated_at(clause.span.start):
        return f"¶{document.paragraph_at(clause.span.start)}"
    pages = document.pages_of(clause.span)
    return f"p.{pages[0].number}" if pages else ""


def _above(agreement: Agreement, clause: Clause) -> int:
    """How many clauses a clause stands in."""
    depth = 0
    while clause.parent is not None:
        clause = agreement.clauses[clause.parent]
        depth += 1
    return depth


def _field(label: str, text: str | None) -> list[str]:
    return _wrapped(text or "", f"{label:<{_LABEL}}", hang=" " * _LABEL)


def _wrapped(text: str, indent: str, *, hang: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent if hang is None else hang, break_on_hyphens=False
    )


def decision_line(decision: Decision) -> str:
    """A decision in one line: what the program said, what was decided, by whom and why, and whether it stands."""
    said = f"{decision.machine or '?'} -> {decision.status}".replace("_", " ")
    made = " ".join(filter(None, (decision.decision, "by", decision.by, decision.date)))
    state: str = decision.state
    if decision.why:
        state += f" ({', '.join(decision.why)})"
    if decision.nearest:
        state += f", nearest now {decision.nearest}"
    place = f", at {decision.clause}" if decision.clause else ""
    return f"{decision.element}: {said}, {made} ({decision.reason}){place}: {state}"
