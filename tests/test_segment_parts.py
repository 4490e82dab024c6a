"""Several agreements in one file: told apart only where all signs agree, listed, and taken one by one."""

from pathlib import Path

import pytest

import blacheck as package
from blacheck.checklist import Checklist
from blacheck.errors import ExtractionError
from blacheck.extract import extract
from blacheck.model import Agreement
from blacheck.segment import segment
from pdfs import articles, printed
from support import Run
from test_together import ANNEX, BODY, LETTER

OTHER = """\
Memorandum of Understanding between the Government of Corvia and the Government of Benduria on Seasonal Work

The Government of Corvia and the Government of Benduria have agreed as follows:

Article 1
The employer shall provide each worker with suitable accommodation free of charge.

Article 2
This Memorandum enters into force on signature.

Done at Tarn on 9 June 2014.

For the Government of Corvia
For the Government of Benduria
"""
PROTOCOL = """\
Protocol to the Agreement between the Government of Alvora and the Government of Benduria

The Government of Alvora and the Government of Benduria have agreed as follows:

Article 1
The employer shall pay the return journey.

Done at Sorrel on 3 May 2012.

For the Government of Alvora
For the Government of Benduria
"""
ARRANGEMENT = PROTOCOL.replace("Protocol to the", "Administrative Arrangement implementing the")
CONTRACT = """\
Agreement of Employment

The employer and the worker have agreed as follows:

1. The employer shall pay the return journey.

Signed by the employer and the worker
"""
FRENCH = """\
Accord entre le Gouvernement de l'Alvora et le Gouvernement de la Bendurie relatif à l'emploi des travailleurs

Le Gouvernement de l'Alvora et le Gouvernement de la Bendurie sont convenus de ce qui suit :

Article premier
L'employeur fournit à chaque travailleur un logement convenable et gratuit pendant toute la durée du contrat.

Article 2
Le présent accord entre en vigueur à la date de sa signature par les deux gouvernements.

Fait à Sorrel, le 3 mai 2011, en deux exemplaires originaux.

Pour le Gouvernement de l'Alvora
"""


def read(*texts: str, part: int | None = None) -> Agreement:
    return segment(extract("\n".join(texts).encode(), name="x.txt"), part=part)


@pytest.mark.parametrize("between", [(), (ANNEX,), (LETTER,), (ANNEX, PROTOCOL)])
def test_another_agreement_is_told_and_listed(between: tuple[str, ...]) -> None:
    agreement = read(BODY, *between, OTHER)

    assert [part.number for part in agreement.parts] == [1, 2]
    assert [part.title.split()[0] for part in agreement.parts] == ["Agreement", "Memorandum"]
    text = agreement.document.text
    assert agreement.parts[1].span.of(text).startswith("Memorandum of Understanding")
    assert agreement.parts[0].span.end == agreement.parts[1].span.start
    assert "the file holds 2 agreements" in agreement.warnings[0]


@pytest.mark.parametrize(
    "annexed",
    [ANNEX, LETTER, PROTOCOL, ARRANGEMENT, CONTRACT, f"ANNEX II\n\n{OTHER}", FRENCH, OTHER.partition("Done at")[0]],
    ids=["annex", "letter", "protocol", "arrangement", "contract", "under-annex", "translation", "unsigned"],
)
def test_what_belongs_to_an_agreement_is_no_other_one(annexed: str) -> None:
    assert read(BODY, annexed).parts == ()


def test_all_agreements_are_read_with_their_own_numbers() -> None:
    agreement = read(BODY, OTHER)
    articles = [clause.number for clause in agreement.clauses if clause.kind == "article"]

    assert articles == ["1", "2", "Agreement 2 1", "Agreement 2 2"]
    assert {clause.part for clause in agreement.clauses} == {""}
    assert agreement.signed == "2011-05-03"


def test_one_agreement_can_be_taken_alone() -> None:
    agreement, alone = read(BODY, OTHER, part=2), read(OTHER)
    kept = [clause for clause in agreement.clauses if clause.kind != "other"]
    moved = agreement.parts[1].span.start

    assert [(c.number, c.kind, c.span.start - moved) for c in kept] == [
        (c.number, c.kind, c.span.start) for c in alone.clauses
    ]
    assert [one.text for one in agreement.provisions] == [one.text for one in alone.provisions]
    facts = ("title", "instrument", "parties", "signed", "binding")
    assert [getattr(agreement, name) for name in facts] == [getattr(alone, name) for name in facts]
    assert "of which only no. 2 was reviewed" in agreement.warnings[0]


def test_the_first_can_be_taken_alone() -> None:
    assert [one.text for one in read(BODY, OTHER, part=1).provisions] == [one.text for one in read(BODY).provisions]


def test_a_part_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ExtractionError, match="holds no part 3"):
        read(BODY, OTHER, part=3)
    assert read(BODY, part=1).parts == ()


def test_the_pages_of_each_are_said() -> None:
    head, *rest = BODY.split("\n\n")
    long = [head, rest[0], *articles(6), *rest[-2:]]
    document = extract(printed([*long, *OTHER.replace("\n\n", "\n").splitlines()]))
    warning = segment(document).warnings[0]

    assert len(document.pages) == 2
    assert "(pages 1 to 2)" in warning
    assert warning.endswith("(page 2)")


# ---------------------------------------------------------------- the command


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "two.txt"
    path.write_text(f"{BODY}\n{OTHER}", encoding="utf-8")
    return path


def test_text_lists_the_parts(blacheck: Run, two: Path) -> None:
    out = blacheck("text", two).out

    assert "part 1: Agreement between the Government of Alvora" in out
    assert "part 2: Memorandum of Understanding" in out


def test_review_takes_one_part(blacheck: Run, two: Path, small_file: str, tmp_path: Path) -> None:
    assert blacheck("review", two, "--part", 1, "--checklist", small_file, "-o", tmp_path / "out").code == 0
    made = package.Review.from_json((tmp_path / "out" / "two.json").read_text("utf-8"))

    assert made.finding("housing").status == "missing"
    assert made.finding("passports").status == "covered"


def test_review_of_a_part_that_is_not_there_fails(blacheck: Run, two: Path, small_file: str) -> None:
    ran = blacheck("review", two, "--part", 5, "--checklist", small_file)

    assert ran.code == 3
    assert "the file holds no part 5. 'blacheck text FILE' lists" in ran.err


def test_the_whole_is_reviewed_unless_a_part_is_asked_for(two: Path, small: Checklist) -> None:
    made = package.review(two, checklist=small)

    assert (made.finding("housing").status, made.finding("passports").status) == ("covered", "covered")
    assert package.review(two, checklist=small, part=2).finding("passports").status == "missing"
