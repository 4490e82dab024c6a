"""The small things a report is made of: how places and sources are cited, what is marked in a quotation, dates."""

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import blacheck.report
from blacheck.checklist import Instrument, Tier
from blacheck.model import Part, PartyRole, Stance, Strength
from blacheck.report.cards import STATUSES
from blacheck.report.places import Places
from blacheck.report.quotes import marked
from blacheck.report.sources import citations
from blacheck.report.wording import wording
from report_samples import checklist

WORDS = wording("en")
TEMPLATES = Path(blacheck.report.__file__).parent / "templates"


def part(page: int | None) -> Part:
    return Part("", 0, 0, page)


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("7(2)(b)", "Article 7(2)(b)"),
        ("IV(2)", "Article IV(2)"),
        ("Preamble 3", "Preamble 3"),
        ("Annex I 3", "Annex I 3"),
        ("Letter II", "Letter II"),
        ("Model Contract 12", "Model Contract 12"),
        ("", "Unnumbered passage"),
    ],
)
def test_a_clause_is_cited_by_its_number(number: str, cited: str) -> None:
    assert Places(WORDS, dotted=False, paginated=True).clause(number) == cited


def test_a_text_in_numbered_paragraphs_has_no_articles() -> None:
    assert Places(WORDS, dotted=True, paginated=True).clause("4.1") == "Clause 4.1"


@pytest.mark.parametrize(
    ("pages", "cited"),
    [([3], "page 3"), ([4, 3, 4], "pages 3 and 4"), ([1, 2, 3], "pages 1, 2 and 3"), ([None], ""), ([], "")],
)
def test_pages_of_a_passage(pages: list[int | None], cited: str) -> None:
    assert Places(WORDS, dotted=False, paginated=True).pages([part(page) for page in pages]) == cited


def test_a_source_without_pages_is_cited_by_paragraph() -> None:
    assert Places(WORDS, dotted=False, paginated=False).pages([part(12)]) == "paragraph 12"


def cited(*sources: dict[str, Any]) -> list[str]:
    given = {
        "C97": ("ILO Convention No. 97 (1949)", "convention"),
        "R86": ("ILO Recommendation No. 86 (1949)", "recommendation"),
        "P29": ("ILO Forced Labour Protocol (2014)", "treaty"),
        "UN": ("UN guidance (2022)", "guidance"),
        "ILO24": ("ILO elements (2005)", "guidance"),
        "KOSER": ("Koser (2013)", "study"),
    }
    instruments = {
        code: Instrument.model_validate({"short": short, "title": "T", "year": 2000, "kind": kind, "body": "B"})
        for code, (short, kind) in given.items()
    }
    element = checklist(1).elements[0]
    asked = [type(element.sources[0]).model_validate(source) for source in sources]
    found = citations(element.model_copy(update={"sources": asked}), instruments, WORDS)
    return [f"{citation.name}, {citation.provisions}" for citation in found]


@pytest.mark.parametrize(
    ("code", "article", "said"),
    [
        ("C97", "7(2)", "ILO Convention No. 97 (1949), Art. 7(2)"),
        ("C97", "1-2", "ILO Convention No. 97 (1949), Arts. 1\N{EN DASH}2"),
        ("C97", "Annex II Art. 4(2)", "ILO Convention No. 97 (1949), Annex II, Art. 4(2)"),
        ("R86", "¶18(2)", "ILO Recommendation No. 86 (1949), para. 18(2)"),
        ("R86", "Annex Art. 2", "ILO Recommendation No. 86 (1949), Annex, Art. 2"),
        ("P29", "1", "ILO Forced Labour Protocol (2014), Art. 1"),
        ("UN", "recruitment", "UN guidance (2022), “recruitment”"),
        ("ILO24", "5-8", "ILO elements (2005), items 5\N{EN DASH}8"),
        ("KOSER", "4.2", "Koser (2013), section 4.2"),
    ],
)
def test_a_source_is_cited_as_lawyers_do(code: str, article: str, said: str) -> None:
    assert cited({"instrument": code, "article": article, "verified": True}) == [said]


def test_law_comes_first_each_instrument_once_and_unread_ones_never() -> None:
    assert cited(
        {"instrument": "UN", "article": "recruitment", "verified": True},
        {"instrument": "C97", "article": "7(2)", "verified": True},
        {"instrument": "P29", "article": "1", "verified": False},
        {"instrument": "C97", "article": "8", "verified": False},
        {"instrument": "C97", "article": "9", "verified": True},
    ) == ["ILO Convention No. 97 (1949), Art. 7(2); Art. 9", "UN guidance (2022), “recruitment”"]


def shown(quotes: list[str], cues: list[str]) -> list[str]:
    signs = {"text": "{}", "cue": "[{}]", "cut": "…{}"}
    return ["".join(signs[piece.kind].format(piece.text) for piece in pieces) for pieces in marked(quotes, cues)]


@pytest.mark.parametrize(
    ("quotes", "cues", "said"),
    [
        (["The employer shall pay."], ["shall", "pay"], ["The employer [shall pay]."]),
        (["He SHALL  pay."], ["shall pay"], ["He [SHALL  pay]."]),
        (["Payment is due; he shall pay."], ["pay"], ["Payment is due; he shall [pay]."]),
        (["A fee, no fee."], ["no", "fee"], ["A fee, [no fee]."]),
        (["He shall:", "(a) pay the fee."], ["shall", "pay"], ["He [shall]:", "(a) [pay] the fee."]),
        (["He shall pay."], ["pay", "shall"], ["He [shall pay]."]),
        (["He shall not apply it."], ["shall not", "not apply"], ["He [shall not apply] it."]),
        (["a.b"], [".", "", "nowhere"], ["a.b"]),
        (["لا يجوز ذلك"], ["لا يجوز"], ["[لا يجوز] ذلك"]),
        ([], ["shall"], []),
    ],
)
def test_the_deciding_words_are_marked(quotes: list[str], cues: list[str], said: list[str]) -> None:
    assert shown(quotes, cues) == said


def test_a_long_quotation_is_cut_openly_and_never_at_a_deciding_word() -> None:
    long = "word " * 400
    (said,) = shown([f"{long}he shall pay {long}"], ["shall"])

    assert said.count("…") == 2
    assert " he [shall] pay " in said
    assert len(said) < 1000


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=8), max_size=4))
def test_marking_never_changes_a_word(quotes: list[str], cues: list[str]) -> None:
    assert ["".join(piece.text for piece in pieces) for pieces in marked(quotes, cues)] == quotes


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("1962-05-04", "4 May 1962"),
        ("1962-05", "May 1962"),
        ("2019", "2019"),
        ("last week", "last week"),
        ("2019-13-01", "2019-13-01"),
        ("", ""),
    ],
)
def test_dates_in_words(iso: str, said: str) -> None:
    assert WORDS.date(iso) == said


def test_numbers_agree_with_their_nouns() -> None:
    assert [WORDS.count("page", n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


def test_there_are_words_for_everything_that_can_be_said() -> None:
    labels = WORDS.labels

    assert tuple(labels["status"]) == STATUSES
    assert set(labels["strength"]) == set(get_args(Strength))
    assert set(labels["stance"]) == set(get_args(Stance))
    assert set(labels["roles"]) == set(get_args(PartyRole))
    assert set(labels["tier"]) == set(get_args(Tier))
    assert len(labels["months"]) == 12


def keys(tree: Any, path: str = "") -> set[str]:
    if not isinstance(tree, dict):
        return {path}
    return {key for name, inner in tree.items() for key in keys(inner, f"{path}.{name}")}


@pytest.mark.parametrize("file", sorted(TEMPLATES.glob("labels.*.yml")), ids=lambda file: file.name)
def test_every_language_has_the_same_labels(file: Path) -> None:
    labels = YAML(typ="safe").load(file)

    assert keys(labels) == keys(WORDS.labels)
    assert file.name == f"labels.{labels['language']}.yml"
