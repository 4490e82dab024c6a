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
            found.setdefault(source.instrument, []).append(source.article)
    cited = [citation(code, articles, instruments, words) for code, articles in found.items()]
    return tuple(sorted(cited, key=lambda one: not one.law))


def citation(code: str, articles: Iterable[str], instruments: Mapping[str, Instrument], words: Wording) -> Citation:
    """One instrument with provisions of it; "" stands for one that is not numbered."""
    kind = instruments[code].kind
    provisions = "; ".join(_provision(article, kind, words) for article in articles if article)
    return Citation(code, instruments[code].short, provisions, kind in _LAW)


def bibliography(codes: Iterable[str], instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The instruments that a page names, law first, oldest first."""
    order = sorted(set(codes), key=lambda code: (instruments[code].kind not in _LAW, instruments[code].year, code))
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
