"""Evaluate: reviews against a person's codings of the same agreements.

A coding is a CSV with the columns ``element,coverage,contrary,clauses,adverse_clauses,note`` (coverage: covered,
partial, missing or na; contrary: yes or no; clauses separated by semicolons). A cell is one element of one agreement.
"""

import csv
import json
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from blacheck.errors import BlacheckError
from blacheck.model import Finding
from blacheck.numerals import arabic

CLASSES = ("covered", "partial", "missing")
_ANNEX = re.compile(
    r"(annexe?|anexo|appendix|schedule|protocol[eo]?|letters?|lettre|exchange of letters|exchange of notes|attachment)"
    r"\W*(?:no\W+)?(\w*)"
)
_NUMBER = re.compile(r"\W*(\d+|[ivxlc]+\b)")


class CodingError(BlacheckError):
    """A coding file breaks the format; says which file, line and value."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a coder or a review says of one element."""

    coverage: str
    contrary: bool
    articles: frozenset[str]
    """The articles and annexes that carry it, in plain form ("7", "annex 2")."""

    @property
    def addressed(self) -> bool:
        """True where the subject is dealt with, well or badly."""
        return self.coverage in ("covered", "partial") or self.contrary


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of one agreement, as coded and as reviewed."""

    agreement: str
    element: str
    coded: Verdict
    reviewed: Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean; 0 where there is nothing to count."""

    right: int
    wrong: int
    overlooked: int

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that was said."""
        return self.right / (self.right + self.overlooked) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def article(number: str) -> str:
    """The article or annex of a clause number in plain form: "IV(2)(b)" gives "4", "Annex I 3" gives "annex 1"."""
    text = number.strip().lower()
    text = re.sub(r"^(?:articles?|art\b\.?|sections?|paragraphs?|para\b\.?|clauses?|§)\s*", "", text)
    if text.startswith(("preamb", "préamb", "preámb")):
        return "preamble"
    if found := _ANNEX.match(text):
        kind = "letter" if "letter" in found[1] or "note" in found[1] else found[1].removesuffix("e")
        return f"{kind} {arabic(found[2])}".strip()
    found = _NUMBER.match(text)
    return arabic(found[1]) if found else text


def read_coding(path: Path) -> dict[str, Verdict]:
    """A person's coding, by element.

    Raises:
        CodingError: The file has no such columns, or a value outside the codebook.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"element", "coverage", "contrary"} <= set(rows[0]):
        raise CodingError(
            f"{path}: is no coding; it needs a heading element,coverage,contrary,clauses,adverse_clauses,note"
        )
    return {row["element"]: _verdict(row, path, line) for line, row in enumerate(rows, 2)}


def _verdict(row: Mapping[str, str], path: Path, line: int) -> Verdict:
    coverage, contrary = row["coverage"].strip(), row["contrary"].strip()
    if coverage not in (*CLASSES, "na") or contrary not in ("yes", "no"):
        raise CodingError(
            f"{path}, line {line}: coverage is covered, partial, missing or na and contrary yes or no, "
            f"not {coverage!r} and {contrary!r}"
        )
    cited = f"{row.get('clauses') or ''};{row.get('adverse_clauses') or ''}"
    numbers = frozenset(article(number) for number in re.split(r"[;|]", cited) if number.strip())
    return Verdict(coverage, contrary == "yes", numbers)


def verdicts(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """A review in the same form."""
    return {
        finding.element: Verdict(
            finding.coverage, finding.contrary, frozenset(article(item.clause) for item in finding.evidence)
        )
        for finding in findings
    }


def cells(agreement: str, coded: Mapping[str, Verdict], reviewed: Mapping[str, Verdict]) -> list[Cell]:
    """The comparable cells of one agreement: elements that both know and the coder did not put out of scope."""
    shared = [element for element in coded if element in reviewed and coded[element].coverage != "na"]
    return [Cell(agreement, element, coded[element], reviewed[element]) for element in shared]


def score(rows: Sequence[Cell], test: Callable[[Verdict], bool]) -> Score:
    """How well reviews agree with the coder on a yes-or-no question."""
    pairs = [(test(cell.coded), test(cell.reviewed)) for cell in rows]
    return Score(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


def kappa(rows: Sequence[Cell]) -> float:
    """Cohen's kappa of covered, partial and missing (and unclear), over cells that the coder did not find contrary."""
    pairs = [(cell.coded.coverage, cell.reviewed.coverage) for cell in _plain_cells(rows)]
    if not pairs:
        return 1.0
    labels = {label for pair in pairs for label in pair}
    observed = sum(one == other for one, other in pairs) / len(pairs)
    chance = (
        sum(sum(one == label for one, _ in pairs) * sum(other == label for _, other in pairs) for label in labels)
        / len(pairs) ** 2
    )
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def right_article(rows: Sequence[Cell]) -> float:
    """Of the cells addressed by both, the share whose evidence stands in an article that the coder names too."""
    both = [cell for cell in rows if cell.coded.addressed and cell.reviewed.addressed]
    return sum(bool(cell.coded.articles & cell.reviewed.articles) for cell in both) / len(both) if both else 0.0


def interval(
    rows: Sequence[Cell], figure: Callable[[Sequence[Cell]], float], *, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure, drawing whole agreements with replacement."""
    groups: dict[str, list[Cell]] = {}
    for cell in rows:
        groups.setdefault(cell.agreement, []).append(cell)
    names, dice = sorted(groups), random.Random(seed)
    values = sorted(
        figure([cell for name in dice.choices(names, k=len(names)) for cell in groups[name]]) for _ in range(draws)
    )
    return values[int(0.025 * draws)], values[int(0.975 * draws) - 1]


FIGURES: dict[str, Callable[[Sequence[Cell]], float]] = {
    "addressed F1": lambda rows: score(rows, lambda verdict: verdict.addressed).f1,
    "missing F1": lambda rows: score(rows, lambda verdict: not verdict.addressed and verdict.coverage != "unclear").f1,
    "contrary F1": lambda rows: score(rows, lambda verdict: verdict.contrary).f1,
    "covered F1": lambda rows: score(_plain_cells(rows), lambda verdict: verdict.coverage == "covered").f1,
    "partial F1": lambda rows: score(_plain_cells(rows), lambda verdict: verdict.coverage == "partial").f1,
    "kappa": kappa,
    "right article": right_article,
}
"""The published figures of quality, by name."""


def _plain_cells(rows: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in rows if not cell.coded.contrary]


def same(cell: Cell) -> bool:
    """True where coder and review agree on coverage and contrary."""
    return (cell.coded.coverage, cell.coded.contrary) == (cell.reviewed.coverage, cell.reviewed.contrary)


def error_line(cell: Cell) -> str:
    """A disagreement in words."""
    want, got = (f"{v.coverage}{' and contrary' if v.contrary else ''}" for v in (cell.coded, cell.reviewed))
    return f"{cell.agreement}: {cell.element}: coded {want}, reviewed {got}"


_DOCUMENTS = (".docx", ".json", ".pdf", ".txt")
"""Suffixes of documents and of finished reviews; of several of one name the last counts."""


def pairs(codings: Path, documents: Path) -> list[tuple[Path, Path]]:
    """Each coding of a folder with the document or review of the same name, whatever its suffix.

    Raises:
        CodingError: There is no coding, or a coding has no document.
    """
    found = sorted(codings.glob("*.csv"))
    if not found:
        raise CodingError(f"{codings}: has no coding (a file ending in .csv)")
    files = {path.stem: path for path in sorted(documents.iterdir()) if path.suffix in _DOCUMENTS}
    missing = [path.name for path in found if path.stem not in files]
    if missing:
        kinds = f"{', '.join(_DOCUMENTS[:-1])} or {_DOCUMENTS[-1]}"
        raise CodingError(f"{documents}: has no {kinds} of the same name for {', '.join(missing)}")
    return [(path, files[path.stem]) for path in found]


def read_review(path: Path) -> dict[str, Verdict]:
    """One finished review."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        row["element"]: Verdict(
            row["coverage"], bool(row["contrary"]), frozenset(article(item["clause"]) for item in row["evidence"])
        )
        for row in data["findings"]
    }
