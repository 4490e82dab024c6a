"""Whether verdicts move as they must when a text is changed in a known way.

    python benchmarks/metamorphic.py [--failures]

Each change is made to the cases of the core checklist that blacheck gets right, wherever it applies: "shall" becomes
"may", a duty is negated, moved to the preamble, deleted; articles are renumbered; an unrelated article is added.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from blacheck.cases import Case, load_cases
from blacheck.checklist import Checklist, load_checklist
from blacheck.model import Finding
from blacheck.pipeline import judge

_RANK = {"not_applicable": 0, "missing": 0, "unclear": 0, "partial": 1, "covered": 2}
_UNRELATED = "Article 99\n\nThe flags of both countries are flown side by side on the day of signature.\n"
_PREAMBLE = (
    "The Government of Aland and the Government of Beland,\n\nRecognising that {body},\n\nHave agreed as follows:\n\n"
    "Article 1\n\nThis text is done in two copies.\n"
)
_ARTICLE = re.compile(r"^(Article|Section|Paragraph) (\d+)", re.MULTILINE)

Verdict = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Change:
    """A change to a text and the transition that it must bring about."""

    name: str
    make: Callable[[str], str]
    """The changed text; the same text where the change does not apply."""
    holds: Callable[[Verdict, Verdict], bool]
    """Whether the verdict moved as it must, given the verdicts before and after."""
    of_duties: bool = False
    """True for changes of a verb that mean something only where others than the workers are obliged."""


def same(before: Verdict, after: Verdict) -> bool:
    """Nothing moved."""
    return before == after


def weaker(before: Verdict, after: Verdict) -> bool:
    """No longer covered."""
    return _RANK[after[0]] < 2


def no_better(before: Verdict, after: Verdict) -> bool:
    """Not better covered than before."""
    return _RANK[after[0]] <= _RANK[before[0]]


def only_duty(text: str, pattern: str, put: str) -> str:
    """Replaces a mandatory verb, where a text has just one and nothing else that binds."""
    return re.sub(pattern, put, text) if len(re.findall(r"\b(?:shall|must|will)\b", text)) == 1 else text


def body(text: str) -> str:
    """A one-article text as a phrase for a recital; "" where it has several articles or a list."""
    parts = [part for part in text.split("\n") if part.strip()]
    plain = len(parts) == 2 and len(_ARTICLE.findall(text)) == 1
    return parts[1].rstrip(". ") if plain and not _ARTICLE.match(parts[1]) else ""


def to_preamble(text: str) -> str:
    """The article's text as a recital."""
    words = body(text)
    return _PREAMBLE.format(body=words[0].lower() + words[1:]) if words else text


def add_unrelated(text: str) -> str:
    """One more article, where the text is made of articles."""
    return f"{text.rstrip()}\n\n{_UNRELATED}" if text.startswith("Article ") else text


CHANGES = (
    Change("renumber", lambda text: _ARTICLE.sub(lambda m: f"{m[1]} {int(m[2]) + 7}", text), same),
    Change("add an unrelated article", add_unrelated, same),
    Change("shall → must", lambda text: re.sub(r"\bshall\b(?! be (?:free|exempt))", "must", text), same),
    Change("shall → may", lambda text: only_duty(text, r"\bshall\b(?! not)", "may"), weaker, of_duties=True),
    Change(
        "shall → endeavour",
        lambda text: only_duty(text, r"\bshall (?!not|be)", "shall endeavour to "),
        weaker,
        of_duties=True,
    ),
    Change("negate", lambda text: only_duty(text, r"\bshall\b(?! not)", "shall not"), weaker, of_duties=True),
    Change("move to the preamble", to_preamble, weaker),
    Change("delete", lambda text: _ARTICLE.split(text)[0] + _UNRELATED, no_better),
)


def outcomes(checklist: Checklist, *, every: int = 1) -> Iterator[tuple[Change, str, Case, bool]]:
    """Each change on each case that it applies to, with whether the verdict moved as it must.

    Args:
        checklist: The checklist whose cases are changed.
        every: Take only every so many-th case of an element.
    """
    for element, cases in load_cases(checklist.id).items():
        for case in cases[::every]:
            finding = judged(checklist, element, case)
            before = (finding.coverage, finding.contrary)
            if before != ("covered", False) or before != (case.coverage, case.contrary):
                continue
            for change in CHANGES:
                text = change.make(case.text)
                if text != case.text and (not change.of_duties or on_others(finding)):
                    after = judged(checklist, element, case.model_copy(update={"text": text}))
                    yield change, element, case, change.holds(before, (after.coverage, after.contrary))


def on_others(finding: Finding) -> bool:
    """True where all support is a duty on somebody, and not on the workers."""
    support = [item for item in finding.evidence if item.stance == "supports"]
    return all(item.strength == "obligation" and item.bearer and "worker" not in item.bearer for item in support)


def judged(checklist: Checklist, element: str, case: Case) -> Finding:
    """The finding on a case's element."""
    record = judge(case.agreement(), checklist)
    return next(finding for finding in record.findings if finding.element == element)


def main() -> None:
    """Prints the share of changes that move verdicts as they must."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--failures", action="store_true", help="name each change that did not")
    args = parser.parse_args()
    tried, held = Counter[str](), Counter[str]()
    for change, element, case, good in outcomes(load_checklist("core")):
        tried[change.name] += 1
        held[change.name] += good
        if args.failures and not good:
            print(f"{change.name}: {element} {case.name}", file=sys.stderr)
    for name, number in tried.items():
        print(f"{name:28}{held[name]:>5} of {number:<5}{held[name] / number:.3f}")
    print(f"{'all':28}{held.total():>5} of {tried.total():<5}{held.total() / tried.total():.3f}")


if __name__ == "__main__":
    main()
