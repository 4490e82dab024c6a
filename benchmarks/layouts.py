"""How exactly agreements are read in the layouts in which they come, and whether their verdicts survive it.

    python benchmarks/layouts.py FOLDER [FOLDER …] [--only NAME] [--texts N] [--details]

Each text of a FOLDER (``agreements/<name>.txt``, or ``corpus_samples``) is printed in each way that ``renderings.py``
registers and read back. The columns:

error %      characters to change, insert or delete for each expected, in all languages; plain pdfplumber beside, on
             three of the files
order        places where the reading jumps back in the text
boundaries   F1 of clauses that begin where they do in the clean text, under the same number
verdicts     share of verdicts on the 60 elements that are those of the clean text
p/s, MB      pages a second of processor time, and peak memory, of reading three of the files; plain pdfplumber beside
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.renderings import RENDERINGS, TARGETS, Rendered, Rendering
from blacheck.checklist import load_checklist
from blacheck.errors import ExtractionError
from blacheck.model import Agreement, Clause
from blacheck.pipeline import judge, read

_SHINGLE = 5
"""Words that are looked for together when the order of reading is followed."""
_ALIKE = 80
"""Likeness, of 100, from which the beginnings of two clauses are the same with a letter misread."""
_FIRST = 30
"""Letters at the beginning of a clause by which it is known."""
_NOTE = re.compile(r"\[\^\w+\]")
_BESIDE = 3
"""Files of each rendering that plain pdfplumber reads too: it takes long."""
_COSTS = """
import os, resource, sys

def ours(path):
    from blacheck.extract import Ocr, extract
    return len(extract(path, ocr=Ocr(cache=False)).pages)

def theirs(path):
    import pdfplumber
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)

def spent():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system

if __name__ == "__main__":
    read = ours if sys.argv[1] == "ours" else theirs
    read(sys.argv[2])  # warm
    start = spent()
    pages = sum(map(read, sys.argv[2:]))
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(pages / (spent() - start), max(resource.getrusage(each).ru_maxrss for each in who) / 1024)
"""


@dataclass(slots=True)
class Score:
    """What was counted over the texts of one rendering."""

    characters: int = 0
    wrong: int = 0
    plain_characters: int = 0
    plain_wrong: int = 0
    jumps: int = 0
    found: int = 0
    expected: int = 0
    shared: int = 0
    cells: int = 0
    same: int = 0
    files: list[Path] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def boundaries(self) -> float:
        """F1 of the clauses' beginnings."""
        return 2 * self.shared / ((self.found + self.expected) or 1)

    @property
    def verdicts(self) -> float:
        """Share of equal verdicts."""
        return self.same / (self.cells or 1)


# ---------------------------------------------------------------- what is compared


def without_notes(text: str) -> str:
    """The text without footnotes and their marks, which printed pages keep apart."""
    kept = (paragraph for paragraph in text.split("\n\n") if not _NOTE.match(paragraph))
    return _NOTE.sub("", "\n\n".join(kept))


def distance(one: str, other: str) -> int:
    """Levenshtein distance of two texts, white space counted once."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(" ".join(one.split()), " ".join(other.split()))


def jumps(expected: str, got: str) -> int:
    """Places where a reading goes back to words that come before those just read."""
    places = dict(_unique(expected))
    order = [places[shingle] for shingle, _ in _unique(got) if shingle in places]
    return sum(after < before for before, after in pairwise(order))


def _unique(text: str) -> list[tuple[tuple[str, ...], int]]:
    """The runs of words that come only once, with their places."""
    words = text.split()
    runs = [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]
    counts = Counter(runs)
    return [(run, at) for at, run in enumerate(runs) if counts[run] == 1]


def boundaries(agreement: Agreement, clauses: Sequence[Clause]) -> Counter[tuple[str, str]]:
    """Number and first letters of each operative clause."""
    text = agreement.document.text
    firsts = ("".join(filter(str.isalnum, clause.span.of(text)))[:_FIRST] for clause in clauses)
    pairs = zip(clauses, firsts, strict=True)
    return Counter((clause.number, first) for clause, first in pairs if clause.kind == "article")


def shared(wanted: Counter[tuple[str, str]], got: Counter[tuple[str, str]]) -> int:
    """How many clauses begin as they should: under the same number, with nearly the same letters."""
    from rapidfuzz.fuzz import ratio

    same = wanted & got
    by_number = defaultdict[str, list[str]](list)
    for number, first in (got - same).elements():
        by_number[number].append(first)
    count = same.total()
    for number, first in (wanted - same).elements():
        alike = next((other for other in by_number[number] if ratio(first, other) >= _ALIKE), None)
        if alike is not None:
            by_number[number].remove(alike)
            count += 1
    return count


def statuses(agreement: Agreement) -> list[str]:
    """The status of every element of the core checklist."""
    return [finding.status for finding in judge(agreement, load_checklist("core")).findings]


@cache
def clean(text: str) -> Agreement:
    """The agreement read from its source."""
    return read(text.encode(), name="source.txt")


@cache
def clean_statuses(text: str) -> tuple[str, ...]:
    """The verdicts on the source."""
    return tuple(statuses(clean(text)))


# ---------------------------------------------------------------- counting


def add(score: Score, made: Rendered, *, details: bool) -> None:
    """Read a rendering back and count."""
    try:
        agreement = read(made.path)
    except ExtractionError as error:
        score.unread.append(f"{made.path.name}: {error.problem}")
        return
    document = agreement.document
    expected = without_notes("\n\n".join(clean(text).document.text for text in made.texts.values()))
    got_text = without_notes(document.text)
    score.characters += len(expected)
    score.wrong += distance(expected, got_text)
    score.jumps += jumps(expected, got_text)
    if made.path.suffix == ".pdf" and len(score.files) < _BESIDE:
        score.plain_characters += len(expected)
        score.plain_wrong += distance(expected, plain_text(made.path))
    wanted, got = Counter[tuple[str, str]](), boundaries(agreement, agreement.clauses)
    for text in made.texts.values():
        wanted += boundaries(clean(text), clean(text).clauses)
    score.found += got.total()
    score.expected += wanted.total()
    score.shared += shared(wanted, got)
    before, after = clean_statuses(next(iter(made.texts.values()))), statuses(agreement)
    score.cells += len(before)
    score.same += sum(one == other for one, other in zip(before, after, strict=True))
    score.files.append(made.path)
    if details:
        print(f"  {made.path.stem}: lost {dict(wanted - got)}\n    found {dict(got - wanted)}", file=sys.stderr)


def plain_text(path: Path) -> str:
    """The text as pdfplumber gives it."""
    import pdfplumber

    pages = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            pages.append(page.extract_text())
            page.close()
    return "\n".join(pages)


def costs(whose: str, files: Sequence[Path]) -> tuple[float, float]:
    """Pages a second and peak memory in MB, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "costs.py")
        script.write_text(_COSTS, encoding="utf-8")
        # a process counts what its parent held when it began as its own peak: so a small shell stands in between
        command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, str(script), whose, *map(str, files)]
        rate, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(rate), float(peak)


def sources(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Name and source of each agreement of some folders."""
    for folder in folders:
        for path in (*sorted(folder.glob("agreements/*.txt")), *sorted(folder.glob("*/agreement.txt"))):
            name = path.parent.name if path.name == "agreement.txt" else path.stem
            yield name, path.read_text(encoding="utf-8")


def measured(way: Rendering, texts: Sequence[tuple[str, str]], folder: Path, *, details: bool) -> Score:
    """The score of one rendering over all texts."""
    score = Score()
    for name, text in texts:
        stem = folder / f"{name}.{way.name}".replace(" ", "-").replace("|", "")
        try:
            made = way.make(text, stem)
        except ValueError as error:  # no font at hand has one of its letters
            score.unread.append(f"{name} not printed: {error}")
            continue
        add(score, made, details=details)
    return score


def show(way: Rendering, score: Score) -> None:
    """Prints a row of the table."""
    target = TARGETS[way.kind]
    good = score.boundaries >= target.boundaries and score.verdicts >= target.verdicts
    rates = "-".rjust(11) + "-".rjust(9)
    plain = "-"
    if score.files and score.files[0].suffix == ".pdf":
        (ours, peak), (theirs, their_peak) = (costs(whose, score.files[:_BESIDE]) for whose in ("ours", "theirs"))
        rates = f"{f'{ours:.3g}/{theirs:.3g}':>11}{f'{peak:.0f}/{their_peak:.0f}':>9}"
        plain = f"{100 * score.plain_wrong / score.plain_characters:.1f}"
    error = f"{100 * score.wrong / (score.characters or 1):.2f}"
    print(
        f"{way.name:24}{len(score.files):>6}{error:>9}{plain:>8}{score.jumps:>7}{score.boundaries:>12.4f}"
        f"{score.verdicts:>10.4f}{rates}  {'' if good else 'below target'}",
        flush=True,
    )
    for line in score.unread:
        print(f"    {line}")


def main() -> None:
    """Prints, reads, compares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", action="append", choices=RENDERINGS, help="these renderings alone")
    parser.add_argument("--texts", type=int, help="the first so many texts alone")
    parser.add_argument("--details", action="store_true", help="name the clauses that do not begin where they should")
    args = parser.parse_args()
    texts = list(sources(args.folders))[: args.texts]
    print(f"{'':24}{'files':>6}{'error %':>9}{'plain':>8}{'order':>7}", end="")
    print(f"{'boundaries':>12}{'verdicts':>10}{'p/s':>11}{'MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name in args.only or RENDERINGS:
            way = RENDERINGS[name]
            show(way, measured(way, texts, Path(folder), details=args.details))


if __name__ == "__main__":
    main()
