"""Two drafts compared: the known changes are found, through the API, the command, the JSON and the page."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import blacheck as package
from blacheck.compared import Change, Passage
from blacheck.comparison import Comparison, compare
from blacheck.errors import BlacheckError, ExtractionError
from blacheck.pipeline import comparison_json_schema
from blacheck.result import review
from draft_samples import NEW, OLD
from report_page import read
from support import Run

pytestmark = pytest.mark.usefixtures("rules_alone")


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("drafts")
    files = folder / "old.txt", folder / "new.txt"
    for file, text in zip(files, (OLD, NEW), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def compared(drafts: tuple[Path, Path]) -> Comparison:
    return compare(*drafts)


def became(compared: Comparison, change: Change) -> list[tuple[list[str], list[str]]]:
    """Old and new numbers of the articles of which that became."""
    return [
        ([side.number for side in part.old], [side.number for side in part.new])
        for part in compared.articles
        if part.change == change
    ]


def differing(passage: Passage) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text.strip()) for piece in passage.pieces if piece.kind != "same"]


def test_all_seven_changes_are_found(compared: Comparison) -> None:
    assert became(compared, "removed") == [(["2"], [])]
    assert became(compared, "renumbered") == [(["3"], ["2"]), (["7"], ["8"])]
    assert became(compared, "split") == [(["4"], ["3", "4"])]
    assert became(compared, "merged") == [(["8", "9"], ["9"])]
    assert became(compared, "changed") == [(["5"], ["5"]), (["6"], ["6"])]
    assert became(compared, "added") == [([], ["7"])]
    assert became(compared, "rearranged") == []

    moves = {element.element: element.moves[0] for element in compared.moved}
    assert moves["pre-departure-information"] == "lost"
    assert moves["housing-and-food"] == "strengthened"
    assert moves["return-travel-costs"] == "weakened"
    assert moves["identity-documents"] == "turned_contrary"
    assert "no-recruitment-fees" not in moves
    assert "written-contract" not in moves


def test_changed_words_are_shown_and_quoted_from_both(drafts: tuple[Path, Path], compared: Comparison) -> None:
    texts = [agreement.document.text for file in drafts if (agreement := review(file).agreement)]
    ground = compared.element("return-travel-costs").grounds[0]

    assert differing(ground.passage) == [("deleted", "shall"), ("inserted", "may")]
    assert (ground.old_strength, ground.new_strength) == ("obligation", "permission")
    assert (ground.passage.old[0].clause, ground.passage.new[0].clause) == ("6", "6")
    for element in compared.elements:
        for one in element.grounds:
            for text, places in zip(texts, (one.passage.old, one.passage.new), strict=True):
                assert all(text[place.start : place.end] == place.quote for place in places)


def test_a_lost_verdict_says_what_became_of_its_clause(compared: Comparison) -> None:
    ground = compared.element("pre-departure-information").grounds[0]

    assert ground.passage.old[0].quote.startswith("The Ministry of Labour of Tessaly shall give")
    assert (ground.old_stance, ground.passage.new, ground.new_stance) == ("supports", (), None)


def test_regressions_are_what_leaves_workers_worse_protected(compared: Comparison) -> None:
    elements = {element.element for element in compared.regressions}

    assert {"pre-departure-information", "return-travel-costs", "identity-documents"} <= elements
    assert "housing-and-food" not in elements


def test_a_draft_and_itself_differ_in_nothing(drafts: tuple[Path, Path]) -> None:
    same = compare(drafts[0], drafts[0])

    assert same.moved == ()
    assert {part.change for part in same.articles} == {"unchanged"}


def test_the_way_back_finds_the_opposite(drafts: tuple[Path, Path]) -> None:
    back = compare(*reversed(drafts))

    assert became(back, "split") == [(["9"], ["8", "9"])]
    assert became(back, "merged") == [(["3", "4"], ["4"])]
    moves = {element.element: element.moves[0] for element in back.moved}
    assert moves["pre-departure-information"] == "gained"
    assert moves["return-travel-costs"] == "strengthened"
    assert moves["identity-documents"] == "contrary_removed"


def test_a_moved_article_is_not_a_new_one(drafts: tuple[Path, Path]) -> None:
    journey = OLD[OLD.index("Article 6\n") : OLD.index("Article 7\n")]
    elsewhere = OLD.replace(journey, "").replace("Done at", journey.replace("Article 6", "Article 11") + "Done at")
    moved = compare(drafts[0], elsewhere.encode())

    assert became(moved, "renumbered") == [(["6"], ["11"])]
    assert moved.moved == ()


def test_typography_is_no_change() -> None:
    old = OLD.replace("Done at", 'The "Office" is the worker\'s first door - always.\n\nDone at')
    new = OLD.replace("Done at", "The “Office” is the worker’s first door – always.\n\nDone at")

    assert {part.change for part in compare(old.encode(), new.encode()).articles} == {"unchanged"}


def test_a_further_contrary_clause_is_a_regression(drafts: tuple[Path, Path]) -> None:
    more = NEW.replace(
        "Done at", "Article 11\n\nThe recruiting agency shall hold the passports of the workers.\n\nDone at"
    )
    moved = compare(drafts[1], more.encode()).element("identity-documents")

    assert moved.old.contrary and moved.new.contrary
    assert moved.moves == ("more_contrary",)
    assert moved.regressed


def test_what_can_no_longer_be_read_is_unclear_and_a_regression(drafts: tuple[Path, Path]) -> None:
    old, new = (review(file) for file in drafts)
    finding = replace(new.finding("no-recruitment-fees"), status="unclear", coverage="unclear", contrary=False)
    others = tuple(finding if other.element == finding.element else other for other in new.findings)
    moved = compare(old, replace(new, record=replace(new.record, findings=others))).element("no-recruitment-fees")

    assert moved.moves == ("now_unclear",)
    assert moved.regressed


def test_saved_reviews_are_compared_by_their_quotes(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    for file in drafts:
        review(file).save(tmp_path / f"{file.stem}.json")
    saved = compare(tmp_path / "old.json", tmp_path / "new.json")

    assert saved.record.notes == ("old is a saved review", "new is a saved review")
    assert saved.articles == ()
    assert saved.element("return-travel-costs").moves == ("weakened",)
    assert differing(saved.element("return-travel-costs").grounds[0].passage) == [
        ("deleted", "shall"),
        ("inserted", "may"),
    ]
    assert "was given as a saved review" in read(saved.to_html()).texts["notes"]


def test_a_comparison_survives_json_and_gives_the_same_page(compared: Comparison) -> None:
    again = Comparison.from_json(compared.to_json())

    assert again.record == compared.record
    assert again.to_json() == compared.to_json()
    assert again.to_html("2026-03-31") == compared.to_html("2026-03-31")


def test_the_json_keeps_to_its_schema(compared: Comparison) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(compared.to_json()), comparison_json_schema())


def test_other_json_is_refused_with_the_file_and_a_remedy(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"a": 1}', encoding="utf-8")

    with pytest.raises(ExtractionError, match=r"wrong\.json: .*not the JSON of a review.*'blacheck review'"):
        compare(wrong, drafts[1])


def test_reviews_that_asked_nothing_in_common_are_refused(drafts: tuple[Path, Path], small_file: str) -> None:
    with pytest.raises(BlacheckError, match="nothing in common"):
        compare(review(drafts[0], checklist=small_file), review(drafts[1], checklist="core"))


def test_the_page_shows_words_of_both_and_escapes_them(compared: Comparison) -> None:
    page = read(compared.to_html())

    assert page.texts["e-return-travel-costs"].count("pay for the journey home") == 1
    assert {"del", "ins"} <= set(page.tags)
    assert "script" not in page.tags
    assert all(link.startswith("#") or link == "data:," for link in page.links)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    hostile = compare(OLD.encode(), OLD.replace("journey home", "<script>alert(1)</script> home").encode())
    assert "<script" not in hostile.to_html()


def test_the_command_writes_both_formats(blacheck: Run, drafts: tuple[Path, Path], tmp_path: Path) -> None:
    ran = blacheck("compare", *drafts, "-o", tmp_path)

    assert ran.code == 0, ran.err
    assert "return-travel-costs" in ran.out and "weakened" in ran.out
    assert sorted(file.name for file in tmp_path.iterdir()) == ["old-new.html", "old-new.json"]


def test_the_command_fails_on_a_regression_only(blacheck: Run, drafts: tuple[Path, Path], tmp_path: Path) -> None:
    options = ("-o", tmp_path, "--format", "json", "--fail-on-regression", "--quiet")

    assert blacheck("compare", *drafts, *options).code == 1
    assert blacheck("compare", drafts[0], drafts[0], *options).code == 0


def test_a_draft_that_cannot_be_read_is_named(blacheck: Run, drafts: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    ran = blacheck("compare", drafts[0], broken, "-o", tmp_path)

    assert ran.code == 3
    assert "broken.pdf" in ran.err
    assert "Traceback" not in ran.err


def test_compare_is_public() -> None:
    assert package.compare is compare
    assert package.Comparison is Comparison
