"""References: what a provision says by pointing elsewhere.

"The costs referred to in Article 7 are borne by …" speaks of the costs of Article 7; an annex that is "for information
only" binds nobody, whatever its words are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from blacheck.model import Agreement, Clause, Provision
from blacheck.numerals import arabic

_NUMBER = r"\s+\(?(?P<number>[0-9]+|[ivxlc]+|[a-z])\b\)?"
_ANNEXES = ("ann", "app", "sch", "pro", "ane", "apé")
"""How the names of annexes begin in the languages we read."""


@dataclass(frozen=True, slots=True)
class References:
    """Where the provisions of an agreement point."""

    targets: dict[str, tuple[int, ...]]
    """Clause ids under each article or annex, by its plain number: "7", "annex 2"."""
    informative: frozenset[str]
    """Annexes that are given for information only."""
    pattern: re.Pattern[str]
    """What a reference looks like in the language."""

    def of(self, provision: Provision) -> tuple[int, ...]:
        """Ids of the clauses that a provision points to."""
        found = (_key(match["kind"], match["number"]) for match in self.pattern.finditer(provision.text))
        return tuple(dict.fromkeys(clause for key in found for clause in self._under(key, provision.text)))

    def _under(self, key: str, text: str) -> tuple[int, ...]:
        """The clauses under a key; where no annex has the number, those of the one that the text names beside it.

        "The model contract in Annex I" may stand in a file that is headed "Model Contract" and nothing else.
        """
        if key in self.targets or key[:3] not in _ANNEXES:
            return self.targets.get(key, ())
        named = (part for part in self.targets if " " in part and not part[-1].isdigit() and part in text.lower())
        return next((self.targets[part] for part in named), ())


def references(agreement: Agreement, patterns: Mapping[str, str]) -> References:
    """Reads the places that an agreement's provisions can point to.

    Args:
        agreement: The agreement.
        patterns: The lexicon's ``pointing``, ``reference``, ``elsewhere`` and ``informative``.
    """
    targets: dict[str, list[int]] = {}
    for clause in agreement.clauses:
        for key in _keys(clause):
            targets.setdefault(key, []).append(clause.id)
    return References(
        targets={key: tuple(ids) for key, ids in targets.items()},
        informative=frozenset(_informative(agreement, patterns["informative"])),
        pattern=re.compile(
            rf"{patterns['pointing']}(?P<kind>{patterns['reference']}){_NUMBER}{patterns['elsewhere']}", re.IGNORECASE
        ),
    )


def _keys(clause: Clause) -> Iterator[str]:
    if clause.part:
        kind, _, rest = clause.part.lower().partition(" ")
        yield f"{kind} {arabic(rest.split(' ')[0])}".strip()
    elif number := re.match(r"\W*(\w+)", clause.number):
        yield arabic(number[1])


def _key(kind: str, number: str) -> str:
    """Articles go by their number alone, annexes by kind and number."""
    kind = kind.lower().removesuffix("s")
    return f"{kind} {arabic(number)}" if kind[:3] in _ANNEXES else arabic(number)


def _informative(agreement: Agreement, pattern: str) -> Iterator[str]:
    for clause in agreement.clauses:
        opening = clause.span.of(agreement.document.text)[:400]
        if clause.kind == "annex" and re.search(pattern, opening, re.IGNORECASE):
            yield clause.part
