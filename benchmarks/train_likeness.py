"""Trains the model of likeness of ``core``: which wordings people have coded how (see ``blacheck.match.likeness``).

    python benchmarks/train_likeness.py FOLDER [FOLDER …] [--provisions FOLDER] [-o FILE]

FOLDERs are those that ``quality.py`` takes; never one that is left out for measuring. To the provisions of their
agreements come those of ``provisions/``, single provisions in many drafting traditions, and the cases of the checklist.
Needs ``pip install .[test]``. Train again when provisions are added or the lexicon has changed; then measure.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from blacheck.cases import load_cases
from blacheck.checklist import Checklist, load_checklist
from blacheck.evaluate import article
from blacheck.match import described
from blacheck.match.likeness import ASPECTS, weighed
from blacheck.model import Aspect
from blacheck.pipeline import read

HERE = Path(__file__).parent
TARGET = HERE.parent / "checklists" / "core.likeness.json"
BARS = {
    "addressed": {"like": -0.1, "unlike": -2.0},
    "covered": {"like": 0.4, "unlike": -1.4},
    "contrary": {"like": 0.4, "unlike": -2.0},
}
"""Chosen on twelve agreements that neither the model nor the rules of that time had seen; see README.md."""
RARE = 2
"""Examples in which a feature must occur."""
KEPT = 2000
"""Features with which each column is content: those that decide most. The others count as they do on average."""
SCALE = 100
"""Numbers are written as whole hundredths."""


@dataclass(frozen=True, slots=True)
class Example:
    """A provision, or several that were coded as one, and the elements that they were coded for."""

    features: Counter[str]
    coded: Mapping[Aspect, frozenset[str]]
    asked: str = ""
    """The one element that its coder was asked about; "" for all."""


@dataclass(slots=True)
class Coding:
    """The clauses that a coder cites for each element."""

    clauses: dict[tuple[str, Aspect], list[str]] = field(default_factory=dict)

    def add(self, element: str, coverage: str, clauses: Sequence[str], adverse: Sequence[str]) -> None:
        """One row of a coding."""
        if coverage in ("covered", "partial"):
            self.clauses[element, "addressed"] = list(clauses)
        if coverage == "covered":
            self.clauses[element, "covered"] = list(clauses)
        self.clauses[element, "contrary"] = list(adverse)


# ---------------------------------------------------------------- agreements


def codings(folder: Path) -> Iterator[tuple[Path, Coding]]:
    """Text and coding of each agreement of a folder."""
    for table in sorted((folder / "gold").glob("*.en.csv")):
        coding = Coding()
        with table.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                cited = [[part for part in re.split(r"[;|]", row[name]) if part.strip()] for name in _CITED]
                coding.add(row["element"], row["coverage"], *cited)
        yield folder / "agreements" / f"{table.stem}.txt", coding
    for expected in sorted(folder.glob("*/expected.json")):
        coding = Coding()
        for element, has in json.loads(expected.read_text("utf-8")).items():
            coding.add(element, has["coverage"], has["clauses"], has["adverse_clauses"])
        yield expected.parent / "agreement.txt", coding


_CITED = ("clauses", "adverse_clauses")


def of_agreement(text: Path, coding: Coding, checklist: Checklist) -> Iterator[Example]:
    """An example for each provision of an agreement."""
    agreement = read(text)
    numbers, found = zip(
        *((agreement.clause_of(provision).number, seen) for provision, seen in described(agreement, checklist)),
        strict=True,
    )
    cited = {key: cited_provisions(clauses, numbers) for key, clauses in coding.clauses.items()}
    for place, seen in enumerate(found):
        coded: dict[Aspect, frozenset[str]] = {
            aspect: frozenset(element for (element, of), places in cited.items() if of == aspect and place in places)
            for aspect in ASPECTS
        }
        yield Example(seen, coded)


def cited_provisions(clauses: Iterable[str], numbers: Sequence[str]) -> set[int]:
    """The provisions that stand in cited clauses; in the whole article where the clause itself is not to be found."""
    places: set[int] = set()
    for clause in clauses:
        exact = {place for place, number in enumerate(numbers) if _same_clause(plain(clause), plain(number))}
        places |= exact or {place for place, number in enumerate(numbers) if article(number) == article(clause)}
    return places


def _same_clause(cited: str, number: str) -> bool:
    return bool(cited and number) and (
        cited == number or number.startswith(f"{cited} ") or cited.startswith(f"{number} ")
    )


@cache
def plain(number: str) -> str:
    """A clause number without its punctuation: "Article 7(2)" gives "7 2"."""
    bare = re.sub(r"^(articles?|art\.?|sections?|paragraphs?|para|clauses?|§)\s*", "", number.strip().lower())
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


# ---------------------------------------------------------------- single provisions


def of_provision(prelude: str, text: str, checklist: Checklist) -> Counter[str]:
    """What is seen of a text under the definitions that stand before it."""
    before = f"{prelude.strip()}\n\n" if prelude else ""
    agreement = read(f"{before}{text.strip()}\n".encode(), name="provision.txt")
    begins = max(len(before) - 3, 0)  # reading may drop white space
    seen = [found for provision, found in described(agreement, checklist) if provision.spans[-1].start >= begins]
    return sum(seen, Counter())


def provisions(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Prelude, text and codes by element of each single provision."""
    for file in sorted(folder.glob("*.jsonl")):
        prelude = ""
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "prelude" in row:
                prelude = row["prelude"]
            else:
                yield prelude, row["text"], {**row["also"], row["element"]: row["code"]}


def coded_as(codes: Mapping[str, str]) -> dict[Aspect, frozenset[str]]:
    """The elements under each aspect."""
    means: dict[Aspect, tuple[str, ...]] = {
        "addressed": ("covered", "partial"),
        "covered": ("covered",),
        "contrary": ("contrary",),
    }
    return {aspect: frozenset(name for name, code in codes.items() if code in means[aspect]) for aspect in ASPECTS}


def of_cases(checklist: Checklist) -> Iterator[tuple[str, dict[Aspect, frozenset[str]], str]]:
    """Text, coding and element of each case of the checklist."""
    for element, cases in load_cases(checklist.id).items():
        for case in cases:
            coded = coded_as({element: case.coverage})
            yield case.text, {**coded, "contrary": frozenset([element] if case.contrary else [])}, element


# ---------------------------------------------------------------- examples


def _agreement_examples(job: tuple[Path, Coding]) -> list[Example]:
    return list(of_agreement(*job, load_checklist("core")))


def _provision_example(job: tuple[str, str, dict[Aspect, frozenset[str]], str]) -> Example:
    prelude, text, coded, asked = job
    return Example(of_provision(prelude, text, load_checklist("core")), coded, asked)


def examples(folders: Sequence[Path], bank: Path, processes: int) -> list[Example]:
    """All that is learned from, in a fixed order."""
    checklist = load_checklist("core")
    singles = [(prelude, text, coded_as(codes), "") for prelude, text, codes in provisions(bank)]
    singles += [("", text, coded, element) for text, coded, element in of_cases(checklist)]
    with Pool(processes) as pool:
        agreements = pool.map(_agreement_examples, [job for folder in folders for job in codings(folder)])
        found = pool.map(_provision_example, singles, chunksize=50)
    return [one for one in (*(one for part in agreements for one in part), *found) if one.features]


# ---------------------------------------------------------------- training


def matrix(learned: Sequence[Example]) -> tuple[list[str], "np.ndarray[Any, Any]", csr_matrix]:
    """Features, their rarity, and the examples over them."""
    often = Counter(feature for one in learned for feature in one.features)
    rows = [
        {feature: value for feature, value in weighed(one.features).items() if often[feature] >= RARE}
        for one in learned
    ]
    vectorizer, rarity = DictVectorizer(dtype=np.float32), TfidfTransformer()
    counted = rarity.fit_transform(vectorizer.fit_transform(rows))
    return list(vectorizer.get_feature_names_out()), rarity.idf_, counted


def _fit(job: tuple[csr_matrix, "np.ndarray[Any, Any]"]) -> tuple["np.ndarray[Any, Any]", float]:
    counted, right = job
    model = LogisticRegression(C=10, class_weight="balanced", solver="liblinear", tol=1e-2, random_state=0)
    model.fit(counted, right)
    return model.coef_[0], float(model.intercept_[0])


def train(learned: Sequence[Example], elements: Sequence[str], processes: int) -> dict[str, Any]:
    """The content of the file."""
    names, rarity, counted = matrix(learned)
    spread = np.sqrt(np.asarray(counted.multiply(counted).mean(axis=0))).ravel()
    columns = [(element, aspect) for element in elements for aspect in ASPECTS]
    jobs, trained = [], []
    for element, aspect in columns:
        rows = [place for place, one in enumerate(learned) if one.asked in ("", element)]
        right = np.array([element in learned[place].coded[aspect] for place in rows])
        if right.sum() >= RARE:
            trained.append((element, aspect))
            jobs.append((rows, right))
    with Pool(processes) as pool:
        fitted = pool.map(_fit, ((counted[rows], right) for rows, right in jobs), chunksize=1)
    usual = np.asarray(counted.mean(axis=0)).ravel()
    kept = [np.argsort(-np.abs(weights) * spread, kind="stable")[:KEPT] for weights, _ in fitted]
    found: dict[str, dict[str, Any]] = {}
    for (element, aspect), (weights, bias), places in zip(trained, fitted, kept, strict=True):
        chosen = np.sort(places)
        left_out = float(usual @ weights - usual[chosen] @ weights[chosen])
        found.setdefault(element, {})[aspect] = {
            "bias": round((bias + left_out) * SCALE),
            "steps": [here - before for before, here in pairwise([0, *chosen.tolist()])],
            "weights": [round(float(weights[place]) * SCALE) for place in chosen],
        }
    return {
        "note": "Generated by benchmarks/train_likeness.py, do not edit.",
        "examples": len(learned),
        "scale": SCALE,
        "bars": BARS,
        "features": names,
        "rarity": [round(float(value) * SCALE) for value in rarity],
        "elements": found,
    }


def main() -> None:
    """Reads, learns, writes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--provisions", type=Path, default=HERE / "provisions", metavar="FOLDER")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path, default=TARGET, help="where the model goes (%(default)s)")
    args = parser.parse_args()
    checklist = load_checklist("core")
    learned = examples(args.folders, args.provisions, args.processes)
    print(f"{len(learned)} examples", file=sys.stderr)
    model = train(learned, [element.id for element in checklist.elements], args.processes)
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    args.output.write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8", newline="\n")
    print(f"{len(model['features'])} features, written to {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
