"""An agreement in several files is one document: one text, one numbering, and every place with its file."""

import json
from pathlib import Path

import pytest

import blacheck as package
from blacheck.checklist import Checklist
from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import extract, together
from blacheck.model import Agreement, Document
from blacheck.segment import segment
from pdfs import Press, printed
from support import Run

BODY = """\
Agreement between the Government of Alvora and the Government of Benduria on the Employment of Workers

The Government of Alvora and the Government of Benduria, desiring to cooperate, have agreed as follows:

Article 1
Passports of workers shall not be retained by the employer.

Article 2
The conditions of lodging are those set out in Annex I.

Done at Sorrel on 3 May 2011 in two originals.

For the Government of Alvora
For the Government of Benduria
"""
ANNEX = """\
ANNEX I

MODEL CONTRACT OF EMPLOYMENT

1. The employer shall provide each worker with suitable accommodation free of charge.
2. The worker is entitled to one day of rest in each week.
"""
LETTER = """\
Excellency,

I have the honour to confirm that wages shall be paid monthly into a bank account in the name of the worker.

Accept, Excellency, the assurances of my highest consideration.
"""
WITHOUT_LABEL = "1. The employer shall pay the return journey.\n\n2. No fee shall be charged to the worker.\n"


def document(*texts: str, names: tuple[str, ...] = ("body.txt", "annex.txt")) -> Document:
    return together([extract(text.encode(), name=name) for text, name in zip(texts, names, strict=True)])


def numbers(agreement: Agreement) -> list[str]:
    return [clause.number for clause in agreement.clauses if clause.kind in ("article", "annex")]


@pytest.mark.parametrize("parts", [(BODY, ANNEX), (BODY, f"{ANNEX}\n{LETTER}")])
def test_files_are_read_as_the_same_text_in_one_file_is(parts: tuple[str, str], small: Checklist) -> None:
    apart, whole = package.review([text.encode() for text in parts], checklist=small), "\n".join(parts)
    as_one = package.review(whole.encode(), checklist=small)

    assert apart.agreement is not None and as_one.agreement is not None
    assert apart.agreement.document.text == as_one.agreement.document.text
    assert apart.agreement.clauses == as_one.agreement.clauses
    assert apart.agreement.provisions == as_one.agreement.provisions
    assert apart.summary == as_one.summary
    assert apart.document.title == as_one.document.title
    assert apart.document.signed == "2011-05-03"


def test_every_place_moves_with_its_file() -> None:
    body, annex = printed(BODY.replace("\n\n", "\n").splitlines()), printed(ANNEX.replace("\n\n", "\n").splitlines())
    whole = together([extract(body, name="a.pdf"), extract(annex, name="b.pdf")])

    assert [page.file for page in whole.pages] == ["a.pdf", "b.pdf"]
    assert [page.number for page in whole.pages] == [1, 1]
    for page, source in zip(whole.pages, (extract(body), extract(annex)), strict=True):
        there = [(word.span.of(whole.text), word.box) for line in page.lines for word in line.words]
        alone = [(word.span.of(source.text), word.box) for line in source.pages[0].lines for word in line.words]
        assert there == alone
    assert [file.span.of(whole.text) for file in whole.files] == [extract(body).text, extract(annex).text]


def test_the_cells_of_tables_move_too() -> None:
    table = "ANNEX I\n\nItem      Borne by\nVisa      Employer\nMedical   Worker\nTravel    Employer\n"
    whole = document(BODY, table)
    rows = [[cell.of(whole.text) for cell in row] for page in whole.pages for one in page.tables for row in one.rows]

    assert ["Visa", "Employer"] in rows


def test_a_quotation_names_its_file_and_the_page_in_it(small: Checklist) -> None:
    made = package.review([BODY.encode(), printed(ANNEX.replace("\n\n", "\n").splitlines())], checklist=small)
    housing, passport = made.finding("housing"), made.finding("passports")

    assert [(part.file, part.page) for part in housing.evidence[-1].parts] == [("document (2)", 1)]
    assert passport.evidence[0].parts[0].file == "document"
    for evidence in (*housing.evidence, *passport.evidence):
        for part in evidence.parts:
            assert made.agreement is not None
            assert made.agreement.document.text[part.start : part.end] == part.quote


def test_a_reference_reaches_into_the_other_file(small: Checklist) -> None:
    """Article 2 of the body says nothing on lodging but "Annex I", which another file holds."""
    made = package.review([BODY.encode(), ANNEX.encode()], checklist=small)
    alone = package.review(BODY.encode(), checklist=small)

    assert made.finding("housing").evidence[0].clause == "2"
    assert alone.finding("housing").evidence == ()


def test_paragraphs_are_counted_in_their_file(small: Checklist) -> None:
    made = package.review([BODY.encode(), ANNEX.encode()], checklist=small)
    alone = package.review(ANNEX.encode(), checklist=small)

    pages = [one.finding("housing").evidence[-1].parts[0].page for one in (made, alone)]
    assert pages == [3, 3]


def test_the_facts_list_all_files(small: Checklist) -> None:
    facts = package.review([BODY.encode(), printed(ANNEX.replace("\n\n", "\n").splitlines())], checklist=small).document

    assert facts.name == "document + document (2)"
    assert [(file.name, file.pages) for file in facts.files] == [("document", 0), ("document (2)", 1)]
    assert [file.sha256 for file in facts.files] == [
        package.review(source, checklist=small).document.sha256
        for source in (BODY.encode(), printed(ANNEX.replace("\n\n", "\n").splitlines()))
    ]
    assert facts.pages == 1


def test_a_review_of_several_files_comes_back_from_json(small: Checklist) -> None:
    made = package.review([BODY.encode(), ANNEX.encode()], checklist=small)

    assert package.Review.from_json(made.to_json(), checklist=small).record == made.record


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        (ANNEX, "x.txt", "Annex I"),
        ("Gazette of Alvora\n\n" + ANNEX, "x.txt", "Annex I"),
        (ANNEX.removeprefix("ANNEX I\n\n"), "x.txt", "Model Contract"),
        (ANNEX.removeprefix("ANNEX I\n\n"), "annex-2_model.txt", "Annex 2 Model Contract"),
        (LETTER, "x.txt", "Letter"),
        (WITHOUT_LABEL, "x.txt", "File 2"),
        (WITHOUT_LABEL, "Annex_B.txt", "Annex B"),
        ("PROTOCOL\n\nTO THE AGREEMENT ON WORKERS\n\n" + WITHOUT_LABEL, "x.txt", "Protocol"),
    ],
)
def test_a_further_file_is_cited_by_what_opens_it(text: str, name: str, first: str) -> None:
    agreement = segment(document(BODY, text, names=("body.txt", name)))
    start = agreement.document.files[1].span.start
    annexed = [clause for clause in agreement.clauses if clause.span.start >= start and clause.kind != "other"]

    assert annexed[0].number == first
    assert {clause.part for clause in annexed} == {first}
    assert agreement.clauses[-1].span.end == len(agreement.document.text)


def test_the_articles_of_the_body_are_not_continued_by_a_file() -> None:
    assert numbers(segment(document(BODY, WITHOUT_LABEL))) == ["1", "2", "File 2", "File 2 1", "File 2 2"]


def test_the_report_names_files(small: Checklist) -> None:
    made = package.review([BODY.encode(), printed(ANNEX.replace("\n\n", "\n").splitlines())], checklist=small)
    html = made.to_html()

    assert "page 1 of document (2)" in html
    assert "File: document (2)" in html
    assert all(file.sha256 in html for file in made.document.files)


def test_unreadable_pages_are_said_with_their_file(small: Checklist) -> None:
    from dataclasses import replace

    from blacheck.grade import grade
    from blacheck.model import Matches

    whole = document(BODY, ANNEX)
    unread = replace(whole, pages=(whole.pages[0], replace(whole.pages[1], unreadable="a scan")))
    findings = grade(segment(unread), small, Matches((), {}))

    assert findings[0].needs_review == ("page 1 of annex.txt could not be read: a scan",)


# ---------------------------------------------------------------- the command


def test_together_gives_one_report(blacheck: Run, tmp_path: Path, small_file: str) -> None:
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ANNEX, encoding="utf-8")
    out = tmp_path / "out"
    ran = blacheck("review", "--together", tmp_path / "b.txt", tmp_path / "a.txt", "--checklist", small_file, "-o", out)

    assert ran.code == 0
    assert sorted(file.name for file in out.iterdir()) == ["b.html", "b.json"]
    data = json.loads((out / "b.json").read_text("utf-8"))
    assert [file["name"] for file in data["document"]["files"]] == ["b.txt", "a.txt"]
    cited = {part["file"] for finding in data["findings"] for ev in finding["evidence"] for part in ev["parts"]}
    assert cited == {"b.txt", "a.txt"}


def test_an_error_names_the_file_that_is_wrong(blacheck: Run, tmp_path: Path, small_file: str) -> None:
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    ran = blacheck("review", "--together", tmp_path / "b.txt", tmp_path / "a.pdf", "--checklist", small_file)

    assert ran.code == 3
    assert ran.err.startswith("blacheck: a.pdf: the PDF is cut off")
    with pytest.raises(ExtractionError, match=r"a\.pdf"):
        package.review([tmp_path / "b.txt", tmp_path / "a.pdf"], checklist=small_file)


def test_text_shows_several_files_as_one_tree(blacheck: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ANNEX, encoding="utf-8")
    out = blacheck("text", tmp_path / "b.txt", tmp_path / "a.txt").out

    assert out.startswith("b.txt + a.txt: Agreement between")
    assert "Annex I 2: 2. The worker" in out


def test_several_agreements_in_an_annexed_file_are_told() -> None:
    other = BODY.replace("Employment of Workers", "Recruitment of Seafarers").replace("Sorrel", "Linden")
    two = segment(document(BODY, f"{BODY}\n{other}"))
    said = [warning for warning in two.warnings if "annex.txt holds 2 agreements" in warning]
    assert len(said) == 1
    assert segment(document(f"{BODY}\n{other}", ANNEX)).parts
    assert not any("holds" in warning for warning in segment(document(BODY, ANNEX)).warnings)


def test_a_file_that_is_a_scan_counts_as_unread_pages_beside_the_others() -> None:
    press = Press()
    press.picture()
    scan = press.pdf()
    done = package.review([BODY.encode(), scan], ocr=False)
    assert done.unclear and not done.missing
    assert [file.unreadable_pages for file in done.document.files] == [(), (1,)]
    assert "a picture of a page" in done.unclear[0].needs_review[0]
    done = package.review([scan, BODY.encode()], ocr=False)
    assert done.finding("identity-documents").status == "covered"
    with pytest.raises(NoTextError, match=r"document: the page is a picture"):
        package.review([scan, scan], ocr=False)
