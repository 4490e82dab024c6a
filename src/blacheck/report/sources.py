"""How the sources of an element are named: "ILO Convention No. 97 (1949), Art. 7(2)". Unverified ones never are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from blacheck.checklist import Element, Instrument
from blacheck.report.wording import Wording

_LAW = ("convention", "treaty")
_SEVERAL = re.compile(r"\d\S*[-,]\s*\d|\sand\s")


@dataclass(frozen=True, slots=True)
class Citation:
    """One instrument that an element cites, with all provisions of it."""

    code: str
    name: str
    provisions: str
    law: bool
    """True for conventions and other treaties, false for recommendations, guidance and studies."""


def citations(element: Element, instruments: Mapping[str, Instrument], words: Wording) -> tuple[Citation, ...]:
    """The verified sources of an element, law first, each instrument once."""
    found: dict[str, list[str]] = {}
    for source in element.sources:
        if source.verified:
            kind = instruments[source.instrument].kind
            found.setdefault(source.instrument, []).append(_provision(source.article, kind, words))
    cited = [
        Citation(code, instruments[code].short, "; ".join(provisions), instruments[code].kind in _LAW)
        for code, provisions in found.items()
    ]
    return tuple(sorted(cited, key=lambda citation: not citation.law))


def bibliography(elements: Iterable[Element], instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The instruments that the elements cite with a verified source, law first, oldest first."""
    cited = {source.instrument for element in elements for source in element.sources if source.verified}
    order = sorted(cited, key=lambda code: (instruments[code].kind not in _LAW, instruments[code].year, code))
    return {code: instruments[code] for code in order}


def _provision(article: str, kind: str, words: Wording) -> str:
    labels = words.labels["sources"]
    if article.startswith("¶"):
        return str(labels["paragraph"]).format(number=article[1:])
    if article[:1].isdigit():
        return str(labels[_unit(article, kind)]).format(number=article.replace("-", "\N{EN DASH}"))
    if article[:1].islower():
        return str(labels["topic"]).format(words=article)
    return article.replace(" Art. ", ", Art. ")


def _unit(article: str, kind: str) -> str:
    several = bool(_SEVERAL.search(article))
    if kind in _LAW:
        return "articles" if several else "article"
    if kind == "recommendation":
        return "paragraph"
    if kind == "study":
        return "section"
    return "entries" if several else "item"
