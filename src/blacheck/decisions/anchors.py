"""Where the words of a decision stand in an agreement, however that is numbered and printed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from blacheck.decisions.format import read_data
from blacheck.model import Agreement, Clause, Evidence, Finding
from blacheck.typography import plain

ELIDED = "[…]"
_ENUMERATOR = re.compile(
    r"^\s*(?:\d+[.)]+|\d+(?:\.\d+)+[.)]*|\(\w{1,4}\)|(?:[^\W\d_]|[ivxlc]{1,5})[.)])\s+(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_WORD = re.compile(r"\w+|#")
_ALIKE = 70  # of 100: from which similarity a clause is named as nearest to words that are gone


def normalised(text: str) -> str:
    """The words of a text in small letters with one space between them and around, without numbers of places."""
    unnumbered = _references().sub(r"\1 #", plain(_ENUMERATOR.sub("", text)))
    return f" {' '.join(_WORD.findall(unnumbered.casefold()))} "


@cache
def _references() -> re.Pattern[str]:
    data = read_data("references.yml")
    words, joining = ("|".join(map(re.escape, data[key])) for key in ("words", "joining"))
    number = r"(?:\d+(?:\.\d+)*|[IVXLC]+\b|[A-Z]\b)(?:\s?\(\w{1,4}\))*|\(\w{1,4}\)"
    return re.compile(rf"\b((?i:{words}))\.?\s+\(?(?:{number})\)?(?:(?:,\s*|\s+(?:{joining})\s+)(?:{number}))*")


def tidy(text: str) -> str:
    """The words with one space between them; paragraphs and items keep a line each, for their numbers open it."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def quote_of(evidence: Evidence) -> str:
    """The words of a piece of evidence; what lies between its parts is left out."""
    return f" {ELIDED} ".join(tidy(part.quote) for part in evidence.parts)


def against(finding: Finding) -> list[str]:
    """The words of a finding that go against good practice."""
    return list(dict.fromkeys(quote_of(evidence) for evidence in finding.evidence if evidence.stance == "contrary"))


def leading(finding: Finding) -> Evidence | None:
    """The evidence on which a verdict rests first: what goes against, else what supports, else what supports weakly."""
    for stance in ("contrary", "supports", "weak"):
        for evidence in finding.evidence:
            if evidence.stance == stance:
                return evidence
    return None


class Finder:
    """Looks for words in one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        text = agreement.document.text
        self._clauses = [clause for clause in agreement.clauses if normalised(clause.span.of(text)).strip()]
        self._keys = [normalised(clause.span.of(text)).rstrip() for clause in self._clauses]
        self._starts = list(accumulate(map(len, self._keys[:-1]), initial=0)) if self._keys else []
        self._text = "".join(self._keys) + " "

    def find(self, quote: str) -> Clause | None:
        """The clause in which the words stand: all their pieces, in this order. The last piece decides."""
        at, found = 0, None
        for piece in quote.split(ELIDED):
            key = normalised(piece)
            start = self._text.find(key, at) if key.strip() else -1
            if start < 0:
                return None
            at, found = start + len(key) - 1, start
        return None if found is None else self._clauses[bisect_right(self._starts, found + 1) - 1]

    def nearest(self, quote: str) -> Clause | None:
        """The clause that is most like words that are not there, or None where none is."""
        from rapidfuzz import fuzz, process

        key = normalised(quote)
        long_enough = {index: held for index, held in enumerate(self._keys) if 2 * len(held) > len(key)}
        hit = process.extractOne(key, long_enough, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE)
        return self._clauses[hit[2]] if hit else None


def clause_named(agreement: Agreement, name: str) -> list[Clause]:
    """The clauses that a reader may mean by a name: "7(2)", "Article 7(2)", "Annex II 3"."""
    wanted = {_cited(name), _cited(re.sub(r"^\w+\.?\s+(?=[\dIVX(])", "", name.strip()))}
    exact = [clause for clause in agreement.clauses if _cited(clause.number) == _cited(name)]
    return exact or [clause for clause in agreement.clauses if _cited(clause.number) in wanted]


def _cited(number: str) -> str:
    return re.sub(r"[\s()]+", " ", number.casefold()).strip()


def text_of(agreement: Agreement, clause: Clause) -> str:
    """The words of a clause and of all that stands under it."""
    inside = _descendants(agreement.clauses, clause.id)
    text = agreement.document.text
    return "\n".join(agreement.clauses[index].span.of(text) for index in inside)


def _descendants(clauses: Sequence[Clause], root: int) -> list[int]:
    inside = {root}
    for clause in clauses[root + 1 :]:
        if clause.parent in inside:
            inside.add(clause.id)
    return sorted(inside)
