"""The report in other languages: every label, the checklist's texts, and what the program says of its verdicts."""

import re
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import blacheck
from blacheck.checklist import Checklist, load_checklist
from blacheck.errors import ChecklistError
from blacheck.lint import lint
from blacheck.messages import say, templates, told
from blacheck.report import languages, to_html
from blacheck.report.wording import wording
from blacheck.translation import lacking, translated, translation
from report_page import read
from report_samples import agreement, checklist, review

OTHERS = [language for language in languages() if language != "en"]
CHECKS, AGREEMENT = checklist(), agreement()
GIVEN = """
language: fr
themes: {Recruitment: Recrutement}
elements:
  element-5: {title: Frais de l'étape 5, draft: Nommez le payeur.}
probes:
  good: {says: l'employeur supporte les frais}
  worse: {says: x, flag: Un employeur peut garder le passeport.}
instruments:
  C97: {short: Convention n° 97 de l'OIT (1949)}
phrases: {employer: employeur, recruiter: recruteur}
"""


def labels(language: str, part: str = "labels") -> Any:
    text = files("blacheck.report").joinpath("templates", f"{part}.{language}.yml").read_text("utf-8")
    return YAML(typ="safe", pure=True).load(text)


def leaves(value: Any, at: str = "") -> dict[str, str]:
    """Each text under its path."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = {name: text for key, inner in pairs for name, text in leaves(inner, f"{at}/{key}").items()}
    return found or {at: str(value)}


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


# ---------------------------------------------------------------- labels and messages


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("part", ["labels", "brief", "decision"])
def test_every_label_exists_with_the_same_slots(language: str, part: str) -> None:
    own, other = leaves(labels("en", part)), leaves(labels(language, part))
    assert {name for name in {*own} ^ {*other} if not name.startswith("/limits/points/")} == set()
    assert [name for name in own if name in other and slots(own[name]) != slots(other[name])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_core_checklist_is_translated_as_a_whole(language: str) -> None:
    core = load_checklist("core")

    assert [*lacking(core, translation(core, language))] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_exists_with_the_same_slots(language: str) -> None:
    assert [*templates(language)] == [*templates("en")]
    assert all(slots(text) == slots(templates("en")[key]) for key, text in templates(language).items())


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_recognised(language: str) -> None:
    for key, text in templates("en").items():
        values = {name: f"<{name}>" for name in slots(text)}

        assert told(say(key, **values), language, {}) == templates(language)[key].format(**values), key


def test_messages_inside_messages_are_told_too() -> None:
    limits = "; ".join([say("only in the preamble"), "left to law"])
    message = say("limited", says="the employer pays", notes=limits)

    assert told(message, "fr", {"the employer pays": "l’employeur paie"}) == (
        "l’employeur paie (dans le préambule seulement; left to law)"
    )
    assert told("nothing that is known", "fr", {}) == "nothing that is known"


def test_a_language_without_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="'xx'; there are en, es, fr"):
        wording("xx")


# ---------------------------------------------------------------- a checklist in another language


def given(text: str = GIVEN) -> Checklist:
    return CHECKS.model_copy(update={"translations": {"fr": text}})


def test_texts_are_taken_from_the_translation_and_else_stay() -> None:
    html = to_html(review(CHECKS, AGREEMENT), given(), AGREEMENT, language="fr", date="2025-05-03")
    page = read(html)
    card = " ".join(page.texts["e-element-5"].split())

    assert '<html lang="fr">' in html
    assert "Frais de l'étape 5" in card
    assert "Note de rédaction Nommez le payeur." in card
    assert "Does the agreement say who pays at stage 5" in card
    assert "Convention n° 97 de l'OIT (1949)" in card
    assert "Qui est obligé : recruteur · Force : faculté" in card
    assert "Un employeur peut garder le passeport." in page.text
    assert "Recrutement" in page.text
    assert "3 mai 2025" in page.text
    assert "dans le préambule seulement" in page.texts["e-element-3"]


def test_quotations_keep_their_language() -> None:
    assert '<blockquote lang="en">' in to_html(review(CHECKS, AGREEMENT), given(), AGREEMENT, language="fr")


def test_the_rules_and_the_figures_are_those_of_the_checklist() -> None:
    core = load_checklist("core")
    into = translated(core, "fr").checklist

    assert [element.covered for element in into.elements] == [element.covered for element in core.elements]
    assert into.sha256 == core.sha256
    assert into.accuracy
    assert set(into.accuracy.measured[0].themes) <= set(into.themes)


def test_what_a_translation_lacks_is_said() -> None:
    found = dict.fromkeys(lacking(given(), translation(given(), "fr")))  # type: ignore[arg-type]

    assert ("element-5", "lacks 'question'") in found
    assert ("element-5", "lacks 'draft'") not in found
    assert ("themes", "lacks 'Work and wages'") in found
    assert ("bad", "lacks 'flag'") in found
    assert ("fr: element-5", "lacks 'question'") in {(p.place, p.text) for p in lint(given(), {})}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language: fr\nelements: {element-99: {title: x}}", "element-99"),
        ("language: fr\nelements: {element-1: {titre: x}}", "'titre', which is no text of it"),
        ("language: fr\nthemes: {Nonsense: x}", "Nonsense"),
    ],
)
def test_a_translation_of_nothing_is_found(text: str, said: str) -> None:
    assert any(said in what for _, what in lacking(given(text), translation(given(text), "fr")))  # type: ignore[arg-type]


def test_a_translation_that_breaks_its_format_is_an_error_that_names_the_file() -> None:
    with pytest.raises(ChecklistError, match=r"sample\.fr\.yml"):
        to_html(review(CHECKS, AGREEMENT), given("language: fr\nwords: {}"), language="fr")


def test_a_translation_beside_a_checklist_of_ones_own_is_used(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent / "data" / "small.yml", tmp_path / "mine.yml")
    (tmp_path / "mine.fr.yml").write_text("language: fr\ntitle: La mienne", "utf-8")

    assert [*load_checklist(str(tmp_path / "mine.yml")).translations] == ["fr"]


# ---------------------------------------------------------------- end to end


@pytest.mark.parametrize(("language", "word"), [("fr", "Couvert en partie"), ("es", "Cubierto en parte")])
def test_the_command_writes_reports_in_that_language(language: str, word: str, tmp_path: Path) -> None:
    from blacheck.cli import main

    (tmp_path / "x.txt").write_text("AGREEMENT\n\nArticle 1\n\nThe employer shall pay the fare.", "utf-8")
    options = ["-o", str(tmp_path / "out"), "-q", "--brief", "--report-language", language]

    assert main(["review", str(tmp_path / "x.txt"), *options]) == 0
    for name in ("x.html", "x.brief.html"):
        assert f'<html lang="{language}">' in (tmp_path / "out" / name).read_text("utf-8")
    assert word in (tmp_path / "out" / "x.html").read_text("utf-8")


def test_the_same_review_reads_in_every_language() -> None:
    done = blacheck.review(b"AGREEMENT\n\nArticle 1\n\nThe employer shall pay the fare.", name="x.txt")

    pages = [read(done.to_html(language=language)) for language in languages()]

    assert len({tuple(page.ids) for page in pages}) == 1
    assert replace(done, agreement=None).to_html(language="fr") != replace(done, agreement=None).to_html()
