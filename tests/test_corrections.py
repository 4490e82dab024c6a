"""A clause tree as a file: unchanged it changes nothing, and each correction does what its user meant."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

import blacheck as package
from blacheck.checklist import Checklist
from blacheck.corrections import read_tree, tree_text
from blacheck.errors import CorrectionError
from blacheck.extract import extract, together
from blacheck.model import Agreement, Document
from blacheck.segment import segment
from pdfs import articles, printed
from support import Run
from test_segment_parts import OTHER
from test_segment_properties import read, texts
from test_segment_versions import LAID_OUT as VERSIONS
from test_together import ANNEX, BODY

TEXT = """\
Agreement between Alvora and Benduria on the Employment of Workers

The Government of Alvora and the Government of Benduria have agreed as follows:

Article 1
Passports
Passports of workers shall not be retained by the employer.

Article 2
The employer shall:
(a) pay the return journey;
(b) provide suitable accommodation free of charge. Wages shall be paid each month.

LIST OF COSTS

1. The visa is paid by the employer.
2. The medical examination is paid by the worker.

Done at Sorrel on 3 May 2011.
For the Government of Alvora
"""
DOCUMENT = extract(TEXT.encode(), name="x.txt")
Change = Callable[[str], str]


def corrected(tmp_path: Path, change: Change, document: Document = DOCUMENT) -> Agreement:
    file = tmp_path / "clauses.yml"
    file.write_text(change(tree_text(segment(document))), encoding="utf-8")
    return put_right(document, file)


def put_right(document: Document, file: Path) -> Agreement:
    return segment(document, clauses=read_tree(file).amendments(segment(document)))


def entry(number: str, text: str) -> str:
    """The entry of a clause in a file, with the blank line after it."""
    found = re.search(rf"- number: '?{re.escape(number)}'?\n(?:  .*\n)+\n?", text)
    assert found is not None, number
    return found[0]


def without(number: str) -> Change:
    return lambda text: text.replace(entry(number, text), "")


def changed(number: str, old: str, new: str) -> Change:
    def change(text: str) -> str:
        before = entry(number, text)
        assert old in before
        return text.replace(before, before.replace(old, new))

    return change


def provisions(agreement: Agreement) -> list[tuple[str, str]]:
    return [(agreement.clause_of(one).number, one.text) for one in agreement.provisions]


def numbers(agreement: Agreement) -> list[str]:
    return [clause.number for clause in agreement.clauses]


# ---------------------------------------------------------------- unchanged


@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT,
        extract(printed(articles(8))),
        together([extract(BODY.encode(), name="a.txt"), extract(ANNEX.encode(), name="b.txt")]),
        extract(f"{BODY}\n{OTHER}".encode()),
    ],
    ids=["text", "pdf", "files", "parts"],
)
def test_an_unchanged_file_changes_nothing(tmp_path: Path, document: Document) -> None:
    assert corrected(tmp_path, lambda text: text, document) == segment(document)


@given(texts)
def test_no_text_is_changed_by_an_unchanged_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    agreement = read(text)
    if not text.strip():
        return
    file = tmp_path_factory.getbasetemp() / "tree.yml"
    file.write_text(tree_text(agreement), encoding="utf-8", newline="")

    assert put_right(agreement.document, file) == agreement


def test_an_unchanged_file_gives_the_same_review(tmp_path: Path, small: Checklist) -> None:
    file = tmp_path / "clauses.yml"
    made = package.review(TEXT.encode(), checklist=small)
    assert made.agreement is not None
    file.write_text(tree_text(made.agreement), encoding="utf-8")

    assert package.review(TEXT.encode(), checklist=small, clauses=file).to_json() == made.to_json()


# ---------------------------------------------------------------- corrections


def test_joined_clauses_are_read_as_one(tmp_path: Path) -> None:
    agreement = corrected(tmp_path, without("2(b)"))

    assert "2(b)" not in numbers(agreement)
    said = [text for number, text in provisions(agreement) if number == "2(a)"]
    assert said == [
        "The employer shall: pay the return journey; (b) provide suitable accommodation free of charge.",
        "Wages shall be paid each month.",
    ]
    assert "the clauses were corrected by hand: 2 of them differ" in agreement.warnings[-1]


def test_a_clause_can_be_split(tmp_path: Path) -> None:
    new = '- number: "2(c)"\n  kind: article\n  parent: "2"\n  begins: Wages shall be paid\n\n'
    agreement = corrected(tmp_path, lambda text: text.replace(entry("2(b)", text), entry("2(b)", text) + new))

    said = dict(provisions(agreement))
    assert said["2(b)"] == "The employer shall: provide suitable accommodation free of charge."
    assert said["2(c)"].endswith("Wages shall be paid each month.")
    clause = next(clause for clause in agreement.clauses if clause.number == "2(c)")
    assert clause.span.of(agreement.document.text).startswith("Wages")
    assert clause.parent is not None and agreement.clauses[clause.parent].number == "2"


def test_the_number_of_a_split_clause_is_no_text(tmp_path: Path) -> None:
    def change(text: str) -> str:
        joined = text.replace(entry("2(b)", text), "")
        return joined.replace(
            entry("2(a)", joined), entry("2(a)", joined) + "- number: x\n  kind: article\n  begins: (b) provide\n\n"
        )

    said = dict(provisions(corrected(tmp_path, change)))
    assert said["x"] == "Wages shall be paid each month."
    assert said["2(a)"] == "The employer shall: pay the return journey;"
    spans = [text for number, text in provisions(corrected(tmp_path, change)) if number == "x"]
    assert spans[0] == "provide suitable accommodation free of charge."


def test_a_new_number_is_followed_by_what_is_counted_under_it(tmp_path: Path) -> None:
    agreement = corrected(tmp_path, changed("2", "number: '2'", "number: '7'"))

    assert [number for number in numbers(agreement) if number.startswith(("2", "7"))][:3] == ["7", "7(a)", "7(b)"]
    assert agreement.provisions == tuple(
        one.__class__(new.clause, one.kind, one.spans, one.text)
        for one, new in zip(segment(DOCUMENT).provisions, agreement.provisions, strict=True)
    )


def test_a_number_stands_as_it_is_written(tmp_path: Path) -> None:
    agreement = corrected(tmp_path, changed("1", "number: '1'", "number: 1.10"))

    assert "1.10" in numbers(agreement)


def test_matter_can_be_taken_out_and_put_in(tmp_path: Path) -> None:
    out = corrected(tmp_path, changed("1", "kind: article", "kind: other"))
    assert "1" not in dict(provisions(out))

    signed = corrected(tmp_path, changed("Signature", "kind: signature", "kind: article"))
    assert dict(provisions(signed))["Signature"] == "For the Government of Alvora"
    assert (segment(DOCUMENT).signed, signed.signed) == ("2011-05-03", "")


def test_an_annex_takes_along_what_stands_in_it(tmp_path: Path) -> None:
    number = next(c.number for c in segment(DOCUMENT).clauses if "LIST OF COSTS" in c.span.of(DOCUMENT.text))

    def change(text: str) -> str:
        if "begins: LIST OF COSTS" in text:
            before = next(one for one in re.split(r"(?<=\n)\n(?=- )", text) if "begins: LIST" in one)
            after = re.sub(r"number: .*\n  kind: \w+", "number: Annex I\n  kind: annex", before)
            return text.replace(before, re.sub(r"  parent: .*\n", "", after))
        new = "- number: Annex I\n  kind: annex\n  heading: LIST OF COSTS\n  begins: LIST OF COSTS\n\n"
        return text.replace(entry(number, text), entry(number, text) + new)

    agreement = corrected(tmp_path, change)
    annexed = [clause for clause in agreement.clauses if clause.part == "Annex I"]

    assert annexed[0].kind == "annex"
    assert len(annexed) > 1
    assert all(clause.number.startswith("Annex I") for clause in annexed)
    assert next(clause for clause in agreement.clauses if clause.kind == "signature").part == ""
    assert agreement.signed == "2011-05-03"


def test_an_annex_that_is_none_gives_back_what_stands_in_it(tmp_path: Path) -> None:
    document = extract(f"{BODY}\n{ANNEX}".encode(), name="x.txt")
    agreement = corrected(tmp_path, changed("Annex I", "kind: annex", "kind: heading"), document)

    assert {clause.part for clause in agreement.clauses} == {""}


def test_a_heading_is_no_longer_judged_and_can_be_taken_back(tmp_path: Path) -> None:
    def named(text: str) -> str:
        return changed("1", "heading: Passports", 'heading: ""')(text)

    agreement = corrected(tmp_path, named)
    assert dict(provisions(agreement))["1"].endswith("Passports of workers shall not be retained by the employer.")
    assert next(text for number, text in provisions(agreement) if number == "1").startswith("Passports")
    clause = next(clause for clause in agreement.clauses if clause.number == "1")
    assert clause.heading == ""

    document = extract(b"Article 1\nOn lodging. The employer shall lodge the worker.\n\nArticle 2\nIt is so.", name="y")
    before = [text for number, text in provisions(segment(document)) if number == "1"]
    named_now = corrected(tmp_path, changed("1", "kind: article", "kind: article\n  heading: On lodging"), document)
    assert before[0].startswith("On lodging")
    assert ("1", "The employer shall lodge the worker.") in provisions(named_now)
    assert next(clause for clause in named_now.clauses if clause.number == "1").heading == "On lodging"


def test_a_clause_under_another_is_read_with_its_words(tmp_path: Path) -> None:
    document = extract(b"1. The employer shall:\n\n2. Pay the fare;\n\n3. It is so.", name="y")
    agreement = corrected(tmp_path, changed("2", "kind: article", 'kind: article\n  parent: "1"'), document)

    assert ("2", "The employer shall: Pay the fare;") in provisions(agreement)
    assert agreement.clauses[1].parent == 0


@given(texts)
def test_clauses_tile_the_text_whatever_is_deleted(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    agreement = read(text)
    if not text.strip():
        return
    file = tmp_path_factory.getbasetemp() / "half.yml"
    head, *entries = re.split(r"(?<=\n)\n(?=- )", tree_text(agreement))
    file.write_text("\n".join([head, *entries[::2]]), encoding="utf-8", newline="")
    try:
        half = put_right(agreement.document, file)
    except CorrectionError as error:
        assert error.key == "parent"
        return

    assert "".join(clause.span.of(text) for clause in half.clauses) == text
    assert all(clause.parent is None or clause.parent < clause.id for clause in half.clauses)
    for provision in half.provisions:
        assert all(0 <= span.start < span.end <= len(text) for span in provision.spans)
        own, clause = provision.spans[-1], half.clause_of(provision)
        assert clause.span.start <= own.start and own.end <= clause.span.end


# ---------------------------------------------------------------- what is wrong is said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("kind: title", "kind: headline"), r"line \d+: kind: Input should be 'title'"),
        (lambda text: text.replace("number: Title", "nummer: Title"), r"line \d+: nummer: Extra inputs|number: Field"),
        (lambda text: text.replace("sha256: ", "sha256: 0"), r"line 12: sha256: it was written for another file"),
        (changed("2", "Article 2 The", "Artikel 2 The"), r"“Artikel 2.*do not stand between .*Copy its first"),
        (changed("2(a)", "parent: '2'", "parent: '9'"), r"parent: no clause above has the number “9”"),
        (without("Title"), r"the first clause must begin where the text begins.* Begin with “Agreement between"),
        (lambda text: text + "\n- [", r"line \d+: this is not valid YAML"),
        (lambda text: text.replace("kind: title", "kind: title\n  kind: other"), r"kind: this key is given twice"),
        (lambda text: text.replace("kind: title", "kind: [[title]]"), r"nested too deeply"),
        (lambda _: "", r"Field required"),
        (lambda _: "- 1", r"valid dictionary"),
        (
            lambda text: text + "\n- number: z\n  kind: other\n  begins: Passports\n  at: 160\n",
            r"begins: .* before the",
        ),
    ],
)
def test_what_is_wrong_names_line_key_and_remedy(tmp_path: Path, change: Change, said: str) -> None:
    with pytest.raises(CorrectionError, match=said) as caught:
        corrected(tmp_path, change)
    assert str(caught.value).startswith(f"{tmp_path / 'clauses.yml'}")
    assert caught.value.remedy


def test_words_that_stand_twice_are_asked_for_again(tmp_path: Path) -> None:
    new = "- number: x\n  kind: article\n  begins: shall\n\n"
    with pytest.raises(CorrectionError, match=r"stand \d times .* Give more words"):
        corrected(
            tmp_path,
            lambda text: without("2(a)")(without("2(b)")(text)).replace(entry("2", text), entry("2", text) + new),
        )


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="it cannot be read"):
        read_tree(tmp_path / "none.yml")


# ---------------------------------------------------------------- the command


def test_from_text_to_review(blacheck: Run, tmp_path: Path, small_file: str) -> None:
    source, tree = tmp_path / "x.txt", tmp_path / "x.yml"
    source.write_text(TEXT, encoding="utf-8")

    assert blacheck("text", source, "--format", "yaml", "-o", tree).code == 0
    tree.write_text(changed("1", "kind: article", "kind: other")(tree.read_text("utf-8")), encoding="utf-8")
    ran = blacheck("review", source, "--clauses", tree, "--checklist", small_file, "-o", tmp_path / "out")

    assert ran.code == 0
    made = package.Review.from_json((tmp_path / "out" / "x.json").read_text("utf-8"))
    assert made.finding("passports").status == "missing"
    assert any("corrected by hand" in warning for warning in made.document.warnings)
    assert " other " in blacheck("text", source, "--clauses", tree).out


def test_a_wrong_file_is_wrong_usage(blacheck: Run, tmp_path: Path, small_file: str) -> None:
    source, tree = tmp_path / "x.txt", tmp_path / "x.yml"
    source.write_text(TEXT, encoding="utf-8")
    tree.write_text("clauses: []", encoding="utf-8")

    ran = blacheck("review", source, "--clauses", tree, "--checklist", small_file)
    assert ran.code == 2
    assert f"{tree}" in ran.err
    assert blacheck("review", source, source.parent, "--clauses", tree, "--checklist", small_file).code == 2


# ---------------------------------------------------------------- versions


@pytest.mark.parametrize("text", VERSIONS.values(), ids=VERSIONS.keys())
def test_versions_in_several_languages_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    document = extract(text.encode(), name="x.txt")
    agreement = segment(document)

    assert agreement.versions
    assert corrected(tmp_path, lambda same: same, document) == agreement


def test_a_clause_of_one_version_can_be_put_right(tmp_path: Path) -> None:
    document = extract(next(iter(VERSIONS.values())).encode(), name="x.txt")
    before = [clause for clause in segment(document).clauses if clause.kind == "article" and not clause.parent]
    number = before[0].number
    agreement = corrected(tmp_path, changed(number, "kind: article", "kind: other"), document)

    assert agreement.versions == segment(document).versions
    assert agreement.clauses[before[0].id].kind == "other"
    assert "".join(clause.span.of(agreement.document.text) for clause in agreement.clauses) == agreement.document.text
