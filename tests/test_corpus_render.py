"""The sample corpus is complete, coded by the checklist's ids, and printed: all of it, and the same each time."""

import json
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the samples belong to the repository, not to the package

from corpus_samples.pages import Placed, Press  # noqa: E402
from corpus_samples.render import GAZETTE, LAYOUTS, MEMO, SAMPLES, TREATY_SERIES, render  # noqa: E402
from corpus_samples.source import curly, parse  # noqa: E402
from corpus_samples.typeset import Layout, Setter, divisions  # noqa: E402

CORPUS = ROOT / "corpus_samples"
ELEMENTS = YAML(typ="safe").load((ROOT / "checklists" / "core.yml").read_text("utf-8"))["elements"]

each_sample = pytest.mark.parametrize("slug", SAMPLES)
each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


def source(slug: str) -> str:
    return (CORPUS / slug / "agreement.txt").read_text("utf-8")


def no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def coding(slug: str) -> dict[str, Any]:
    text = (CORPUS / slug / "expected.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text, object_pairs_hook=no_key_twice)
    return found


def page_texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def words(text: str) -> Counter[str]:
    """The words of a text, whatever its quotation marks and however they were divided at line ends."""
    whole = re.sub(r"[\x02\N{SOFT HYPHEN}-]\s*", "", text)
    return Counter(re.findall(r"\w+", whole))


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def printed(text: str, layout: Layout) -> Press:
    blocks, notes = parse(curly(text) if layout.curly_quotes else text)
    setter = Setter(layout)
    press = Press(layout, {mark: setter.note(mark, note) for mark, note in notes.items()})
    for section in setter.sections(blocks):
        press.add(section)
    return press


# ---------------------------------------------------------------- what there is


def test_every_folder_is_a_sample_and_every_sample_a_folder() -> None:
    assert {path.parent.name for path in CORPUS.glob("*/agreement.txt")} == set(SAMPLES)


def test_every_look_is_shown() -> None:
    assert {layout.name for layout in SAMPLES.values()} == {layout.name for layout in LAYOUTS}


@each_sample
def test_a_sample_is_text_pdf_and_coding(slug: str) -> None:
    names = {path.name for path in (CORPUS / slug).iterdir()}

    assert names == {"agreement.txt", "expected.json", f"{slug}.pdf"}


@each_sample
def test_the_readme_names_the_sample_and_its_look(slug: str) -> None:
    rows = [line for line in (CORPUS / "README.md").read_text("utf-8").splitlines() if f"`{slug}`" in line]

    assert any(SAMPLES[slug].name in row for row in rows)


# ---------------------------------------------------------------- the coding


@each_sample
def test_every_element_is_coded_once_in_the_order_of_the_checklist(slug: str) -> None:
    assert list(coding(slug)) == [element["id"] for element in ELEMENTS]


@each_sample
def test_codings_hold_legal_values(slug: str) -> None:
    for element, row in coding(slug).items():
        assert list(row) == ["coverage", "contrary", "clauses", "adverse_clauses", "note"], element
        assert row["coverage"] in ("covered", "partial", "missing", "not_applicable"), element
        assert all(clause and clause == clause.strip() for clause in row["clauses"] + row["adverse_clauses"]), element
        assert 1 <= len(row["note"].split()) <= 15, element


@each_sample
def test_a_verdict_cites_its_clauses(slug: str) -> None:
    for element, row in coding(slug).items():
        assert row["contrary"] is bool(row["adverse_clauses"]), element
        if row["coverage"] != "not_applicable":
            assert bool(row["clauses"]) is (row["coverage"] != "missing"), element


@each_sample
def test_only_elements_that_depend_on_the_scope_are_not_applicable(slug: str) -> None:
    depends = {element["id"] for element in ELEMENTS if element["tier"] == "context"}

    assert {element for element, row in coding(slug).items() if row["coverage"] == "not_applicable"} <= depends


# ---------------------------------------------------------------- printing


@each_sample
def test_the_pdf_is_what_the_source_prints_today(slug: str, tmp_path: Path) -> None:
    render(source(slug), tmp_path / "fresh.pdf", layout=SAMPLES[slug])

    assert page_texts(CORPUS / slug / f"{slug}.pdf") == page_texts(tmp_path / "fresh.pdf")


@each_layout
def test_the_same_source_gives_the_same_bytes(layout: Layout, tmp_path: Path) -> None:
    text = source("vallmark-marellia-recruitment")

    for name in ("first.pdf", "second.pdf"):
        render(text, tmp_path / name, layout=layout)

    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()


@each_layout
@each_sample
def test_no_word_of_the_source_is_lost(slug: str, layout: Layout, tmp_path: Path) -> None:
    text = re.sub(r"\[\^\w+\]:?", "", source(slug))

    render(source(slug), tmp_path / "all.pdf", layout=replace(layout, running_head="", folio=""))

    assert not words(text) - words("\n".join(page_texts(tmp_path / "all.pdf")))


def overlap(one: Placed, other: Placed) -> bool:
    return one.x == other.x and one.y < other.y + other.strip.height - 0.1 and other.y < one.y + one.strip.height - 0.1


@each_layout
@each_sample
def test_nothing_leaves_the_page_or_lies_on_something_else(slug: str, layout: Layout) -> None:
    for page in printed(source(slug), layout).pages:
        text = [placed for placed in page if placed.strip.runs]
        assert all(placed.y + placed.strip.height < layout.depth + 0.1 for placed in text)
        assert not any(overlap(one, other) for at, one in enumerate(text) for other in text[:at])


@each_sample
def test_some_sentence_runs_over_a_page_break(slug: str) -> None:
    pages = [letters(page) for page in page_texts(CORPUS / slug / f"{slug}.pdf")]
    paragraphs = [paragraph for paragraph in source(slug).split("\n\n") if not paragraph.startswith(("|", "[^"))]
    sentences = [letters(part) for paragraph in paragraphs for part in re.split(r"(?<=[.;:]) ", paragraph)]

    assert any(all(sentence not in page for page in pages) for sentence in sentences)


@each_layout
@pytest.mark.parametrize("slug", ["ruzembe-kivuli-labour-migration", "vallmark-marellia-recruitment"])
def test_a_footnote_stands_in_the_column_that_refers_to_it(slug: str, layout: Layout) -> None:
    pages = printed(source(slug), layout).pages

    for mark in parse(source(slug))[1]:
        [page] = [page for page in pages if any(mark in placed.strip.notes for placed in page)]
        raised, note = (placed for placed in page if mark in placed.strip.notes)
        assert raised.x == note.x
        assert raised.y < note.y
        if layout.columns == 1:
            body = [placed for placed in page if placed.strip.height == layout.leading]
            assert all(placed.y < note.y for placed in body)


def test_a_table_goes_on_under_its_header() -> None:
    rows = "\n".join(f"| {number} | Journey number {number} | Employer |" for number in range(90))

    pages = printed(f"AGREEMENT\n\nThe costs are these.\n\n| No. | Cost | Borne by |\n{rows}", MEMO).pages

    assert len(pages) > 2
    for page in pages[1:]:
        top = min((placed for placed in page if placed.strip.runs), key=lambda placed: placed.y)
        assert [run.text for run in top.strip.runs] == ["No.", "Cost", "Borne by"]


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    text = "AGREEMENT\n\n" + "\n\n".join(f"Article {number}\n\nThe parties agree on this." for number in range(1, 200))

    for page in printed(text, TREATY_SERIES).pages:
        last = max((placed for placed in page if placed.strip.runs), key=lambda placed: placed.y)
        assert last.strip.runs[0].text.startswith("The parties")


def test_the_gazette_has_two_columns_under_a_title_across_both(tmp_path: Path) -> None:
    pages = printed(source("qareen-bilad-manpower"), GAZETTE).pages
    title, *_ = (placed for placed in pages[0] if placed.strip.runs)
    columns = {placed.x for page in pages for placed in page if placed.strip.runs}

    assert title.strip.runs[0].x > GAZETTE.column / 2
    assert columns == {0, GAZETTE.column + GAZETTE.gutter}


# ---------------------------------------------------------------- words and characters


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("employment", ["em-ployment", "employ-ment"]),
        ("occupation", ["oc-cupation", "occupa-tion"]),
        ("pre-departure", ["pre-departure"]),
        ("(international", ["(inter-national", "(interna-tional"]),
        ("English", []),
        ("passport", []),
        ("ARTICLES", []),
    ],
)
def test_words_are_divided_where_a_reader_expects_it(word: str, parts: list[str]) -> None:
    assert [head + tail for head, tail in divisions(word)] == parts


@each_layout
def test_letters_outside_the_standard_fonts_are_printed_in_another(layout: Layout, tmp_path: Path) -> None:
    render("AGREEMENT\n\nDone at Łask, for Señor Muñoz and Mr Şahin.", tmp_path / "names.pdf", layout=layout)

    [text] = page_texts(tmp_path / "names.pdf")
    assert "Łask, for Señor Muñoz and Mr Şahin." in " ".join(text.split())


def test_a_letter_that_no_font_has_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="協"):
        render("AGREEMENT\n\n協定 is no English.", tmp_path / "never.pdf", layout=MEMO)


def test_quotation_marks_are_set_as_printers_do() -> None:
    assert curly('"the Worker\'s" ("Party")') == "“the Worker’s” (“Party”)"
