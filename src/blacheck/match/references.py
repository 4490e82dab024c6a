"""References: what a provision says by pointing elsewhere.

"The costs referred to in Article 7 are borne by …" speaks of the costs of Article 7; an annex that is "for information
only" binds nobody, whatever its words are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blacheck.model import Agreement, Clause, Provision

_POINTER = re.compile(
    r"\b(?P<kind>article|art\.|section|paragraph|clause|annex|appendix|schedule|protocol)s?\s+\(?(?P<number>[0-9]+|[ivxlc]+|[a-z])\b\)?"
    r"(?!\s*(?:\([^)]*\)\s*)*(?:of|in) the (?!present|agreement|memorandum|protocol|convention))",
    re.IGNORECASE,
)
_ANNEXES = ("annex", "appendix", "schedule", "protocol")
_INFORMATIVE = re.compile(
    r"\bfor (?:the )?(?:information|reference|guidance|illustration)(?: purposes)?(?: only)?\b", re.IGNORECASE
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class References:
    """Where the provisions of an agreement point."""

    targets: dict[str, tuple[int, ...]]
    """Clause ids under each article or annex, by its plain number: "7", "annex 2"."""
    informative: frozenset[str]
    """Annexes that are given for information only."""

    def of(self, provision: Provision) -> tuple[int, ...]:
        """Ids of the clauses that a provision points to."""
        found = (_key(match["kind"], match["number"]) for match in _POINTER.finditer(provision.text))
        return tuple(dict.fromkeys(clause for key in found for clause in self.targets.get(key, ())))


def references(agreement: Agreement) -> References:
    """Reads the places that an agreement's provisions can point to."""
    targets: dict[str, list[int]] = {}
    for clause in agreement.clauses:
        for key in _keys(clause):
            targets.setdefault(key, []).append(clause.id)
    return References(
        targets={key: tuple(ids) for key, ids in targets.items()},
        informative=frozenset(_informative(agreement.clauses, agreement)),
    )


def _keys(clause: Clause) -> Iterator[str]:
    if clause.part:
        kind, _, rest = clause.part.lower().partition(" ")
        yield f"{kind} {plain(rest.split(' ')[0])}".strip()
    elif number := re.match(r"\W*(\w+)", clause.number):
        yield plain(number[1])


def _key(kind: str, number: str) -> str:
    kind = kind.lower()
    return f"{kind} {plain(number)}" if kind in _ANNEXES else plain(number)


def plain(number: str) -> str:
    """An article's number in digits: "IV" gives "4"; anything else in small letters."""
    text = number.lower()
    if not text or set(text) - set(_ROMAN):
        return text
    values = [_ROMAN[letter] for letter in text]
    return str(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))


def _informative(clauses: Sequence[Clause], agreement: Agreement) -> Iterator[str]:
    for clause in clauses:
        if clause.kind == "annex" and _INFORMATIVE.search(clause.span.of(agreement.document.text)[:400]):
            yield clause.part
