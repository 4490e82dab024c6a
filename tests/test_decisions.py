"""Decisions of reviewers: kept, found again in other drafts, called stale when their ground has gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from blacheck.decisions import DecisionFile, Entry, Wish, entry_of, load, put, reasons
from blacheck.errors import DecisionError
from blacheck.model import Decision, Status
from blacheck.result import Review, review
from draft_samples import OLD
from support import Run

pytestmark = pytest.mark.usefixtures("rules_alone")

Decide = Callable[..., Entry]

# Articles 6 and 7 change places with a new Article 6, and the text is set in other marks.
RENUMBERED = (
    OLD.replace("Article 10\n", "Article 11\n")
    .replace("Article 9\n", "Article 10\n")
    .replace("Article 8\n", "Article 9\n")
    .replace("Article 7\n", "Article 8\n")
    .replace("Article 6\n", "Article 6\nFlags\n\nEach Party may fly its flag at the port.\n\nArticle 7\n")
)


@pytest.fixture(scope="module")
def old() -> Review:
    return review(OLD.encode(), name="old.txt")


def entry(old: Review, element: str, decision: str, reason: str, **more: str) -> Entry:
    assert old.agreement is not None
    wish = Wish(element, decision, reason, by="Ana Quispe", date="2026-03-31", **more)  # type: ignore[arg-type]
    return entry_of(wish, old.record, old.agreement)


@pytest.fixture(scope="module")
def accepted(old: Review) -> Entry:
    """A covered element, accepted."""
    return entry(old, "return-travel-costs", "accept", "read-and-agree")


@pytest.fixture(scope="module")
def found(old: Review) -> Entry:
    """A missing element of which the reviewer has found a clause."""
    return entry(old, "inspection-and-sanctions", "overrule", "other-words", status="partial", clause="Article 7")


def on(text: str, *entries: Entry) -> Review:
    return review(text.encode(), decisions=DecisionFile(blacheck_decisions=1, decisions=list(entries)))


def only(reviewed: Review) -> Decision:
    (decision,) = reviewed.decisions
    return decision


def test_a_decision_stands_beside_the_verdict_of_the_program(old: Review, found: Entry) -> None:
    reviewed = on(OLD, found)

    assert reviewed.finding("inspection-and-sanctions") == old.finding("inspection-and-sanctions")
    assert reviewed.finding("inspection-and-sanctions").status == "missing"
    assert reviewed.decided("inspection-and-sanctions") == "partial"
    assert reviewed.decided("return-travel-costs") == "covered"
    assert (only(reviewed).state, only(reviewed).machine, only(reviewed).clause) == ("current", "missing", "7")


def test_overruling_a_missing_rests_on_the_words_of_the_clause_that_was_found(found: Entry) -> None:
    assert found.quote.startswith("Article 7")
    assert "the Labour Office shall decide it within thirty days" in found.quote


def test_decisions_survive_a_renumbered_draft(accepted: Entry, found: Entry) -> None:
    reviewed = on(RENUMBERED, accepted, found)

    assert [(one.state, one.clause) for one in reviewed.decisions] == [("current", "7"), ("current", "8")]
    assert reviewed.decided("inspection-and-sanctions") == "partial"


def test_numbers_of_places_and_printing_count_for_nothing(old: Review) -> None:
    text = OLD.replace(
        "settled by consultation", 'settled under Article 8(2) and the worker\'s "file" - by consultation'
    )
    made = entry(
        review(text.encode()), "inspection-and-sanctions", "overrule", "other-words", status="partial", clause="9"
    )
    other = text.replace("Article 8(2)", "Article 11(4)").replace('worker\'s "file" -', "worker’s “file” –")

    assert only(on(other, made)).state == "current"
    assert only(on(other.replace("consultation", "negotiation"), made)).why == ("quote gone",)


def test_items_that_change_their_letters_are_the_same_clause() -> None:
    text = "\n\n1. The Parties shall:\n\n(a) exchange lists of agencies; and\n\n(b) inspect farms at harvest.\n\n"
    before = OLD.replace("Article 9\n", f"Article 11\nTasks{text}Article 9\n")
    made = entry(
        review(before.encode()), "candidate-selection", "overrule", "other-words", status="partial", clause="11(1)"
    )
    after = before.replace("(a) exchange", "(c) exchange").replace("(b) inspect", "(d) inspect")

    assert "(b) inspect farms" in made.quote
    assert only(on(after, made)).state == "current"
    assert only(on(after.replace("at harvest", "at night"), made)).state == "stale"


def test_a_decision_whose_words_have_gone_is_stale_and_names_what_is_nearest(found: Entry) -> None:
    changed = OLD.replace("shall decide it within thirty days", "shall decide it within ninety days")
    reviewed = on(changed, found)

    assert (only(reviewed).state, only(reviewed).why, only(reviewed).nearest) == ("stale", ("quote gone",), "7")
    assert reviewed.decided("inspection-and-sanctions") == "missing"


def test_a_decision_on_another_verdict_is_stale(accepted: Entry) -> None:
    weaker = OLD.replace("The employer shall pay for the journey home", "The employer may pay for the journey home")

    assert set(only(on(weaker, accepted)).why) == {"quote gone", "verdict changed"}


def test_a_new_clause_against_workers_is_never_masked_by_a_decision() -> None:
    contrary = "The employer shall keep the passport of the worker until the end of the contract."
    before = OLD.replace("Done at", f"Article 11\n\n{contrary}\n\nDone at")
    made = entry(review(before.encode()), "identity-documents", "overrule", "misunderstood", status="missing")
    after = before.replace("Done at", "Article 12\n\nThe agency shall hold the passports of the workers.\n\nDone at")

    assert only(on(before, made)).state == "current"
    assert only(on(after, made)).why == ("contrary added",)


def test_a_decision_on_what_is_not_asked_is_kept_and_said(found: Entry) -> None:
    other = Entry.model_validate({**found.model_dump(), "element": "of-another-checklist"})

    assert only(on(OLD, other)).state == "not asked"


def test_a_review_with_decisions_survives_json(found: Entry) -> None:
    reviewed = on(OLD, found)
    again = Review.from_json(reviewed.to_json())

    assert again.record == reviewed.record
    assert again.decided("inspection-and-sanctions") == "partial"


@pytest.mark.parametrize(
    ("decision", "reason", "more", "problem"),
    [
        ("overrule", "other-words", {"status": "covered"}, "no words of it are known.*--clause"),
        ("overrule", "other-words", {"status": "covered", "clause": "99"}, "no clause '99'.*blacheck text"),
        ("overrule", "other-words", {"status": "covered", "quote": "no such words"}, "not in the text"),
        ("overrule", "other-words", {"status": "missing"}, "is missing already.*[Aa]ccept"),
        ("overrule", "other-words", {"clause": "7"}, "overrule needs it"),
        ("accept", "other-words", {}, "does not go with accept.*read-and-agree"),
        ("accept", "no-such-reason", {}, "read-and-agree, other"),
        ("not-applicable", "other", {}, "without a note"),
        ("accept", "read-and-agree", {"machine": None, "date": "31 March"}, "no day like 2026-03-31"),
    ],
)
def test_what_does_not_go_together_is_refused_with_a_remedy(
    old: Review, decision: str, reason: str, more: dict[str, str], problem: str
) -> None:
    assert old.agreement is not None
    wish = Wish("inspection-and-sanctions", decision, reason, by="Ana", **more)  # type: ignore[arg-type]

    with pytest.raises(DecisionError, match=problem):
        entry_of(wish, old.record, old.agreement)


def test_another_instrument_needs_no_words_but_a_note(old: Review) -> None:
    made = entry(
        old,
        "inspection-and-sanctions",
        "overrule",
        "other-instrument",
        status="covered",
        note="Labour code, section 12",
    )

    assert made.quote == ""
    assert only(on(OLD, made)).state == "current"


HEAD = "blacheck_decisions: 1\ndocument: x.pdf\ndecisions:\n"
GOOD = """\
  # spoken over with the delegation
  - element: inspection-and-sanctions
    decision: accept # on second reading
    reason: read-and-agree
    by: Ana
    date: 2026-03-31
    machine: missing
    clause: 7
"""


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (HEAD + GOOD.replace("    by: Ana\n", ""), 5, "inspection-and-sanctions › by.*Add the key"),
        (HEAD + GOOD.replace("reason:", "raison:"), 7, "raison.*the keys are element, decision"),
        (HEAD + GOOD.replace("decision: accept", "decision: agree"), 6, "decision.*'accept'"),
        (HEAD + GOOD.replace("machine: missing", "machine: absent"), 10, "machine.*'missing'"),
        (HEAD + GOOD.replace("clause: 7", "clause: 7.10"), 11, "clause.*quotation marks"),
        (HEAD + GOOD.replace("reason: read-and-agree", "reason: because"), 5, "does not go with accept.*Use one of"),
        (HEAD + GOOD.replace("2026-03-31", "soon"), 5, "no day like"),
        (HEAD + GOOD + GOOD, 1, "decided twice.*Keep one"),
        (HEAD.replace("1", "2") + GOOD, 1, "blacheck_decisions"),
        (HEAD + "  - {", 4, "not valid YAML"),
    ],
)
def test_a_wrong_file_is_told_with_line_key_and_remedy(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = tmp_path / "x.blacheck.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DecisionError, match=told) as caught:
        load(path)
    assert caught.value.line == line
    assert str(path) in str(caught.value)
    with pytest.raises(DecisionError):
        put(path, [], document="x.pdf")
    assert path.read_text(encoding="utf-8") == text


def test_writing_keeps_comments_and_all_other_decisions(tmp_path: Path, found: Entry) -> None:
    path = tmp_path / "x.blacheck.yml"
    other = GOOD.replace("inspection-and-sanctions", "of-another-checklist").replace("spoken over", "kept for later")
    path.write_text(f"# ours\n{HEAD}{GOOD}{other}", encoding="utf-8")
    replaced = put(path, [found], document="x.pdf")
    text = path.read_text(encoding="utf-8")

    assert [one.decision for one in replaced] == ["accept"]
    assert [one.element for one in load(path).decisions] == ["inspection-and-sanctions", "of-another-checklist"]
    assert load(path).decisions[0] == found
    for comment in ("# ours", "# spoken over with the delegation", "# on second reading", "# kept for later"):
        assert comment in text
    assert [file.name for file in tmp_path.iterdir()] == ["x.blacheck.yml"]


def test_writing_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, found: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.blacheck.yml"
    path.write_text(HEAD + GOOD, encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        put(path, [found], document="x.pdf")
    assert path.read_text(encoding="utf-8") == HEAD + GOOD
    assert [file.name for file in tmp_path.iterdir()] == ["x.blacheck.yml"]


def test_every_reason_has_words_in_each_language() -> None:
    for reason in reasons().values():
        assert reason.decisions
        assert len({reason.words(language) for language in ("en", "fr", "es")}) == 3


# ---------------------------------------------------------------- the command


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(OLD, encoding="utf-8")
    return path


WHO = ("--by", "Ana Quispe", "--date", "2026-03-31")
OVERRULE = ("--overrule", "partial", "--reason", "other-words", "--clause", "7", *WHO)


def test_the_command_records_lists_replaces_and_removes(blacheck: Run, kept: Path) -> None:
    assert blacheck("decide", kept, "inspection-and-sanctions", *OVERRULE).code == 0
    listed = blacheck("decide", kept)
    assert (
        "inspection-and-sanctions: missing -> partial, overrule by Ana Quispe 2026-03-31 (other-words), at 7: current"
        in listed.out
    )

    again = blacheck("decide", kept, "inspection-and-sanctions", "--accept", "--reason", "read-and-agree", *WHO)
    assert "Replaced: inspection-and-sanctions: overrule by Ana Quispe" in again.out

    assert blacheck("decide", kept, "inspection-and-sanctions", "--remove").code == 0
    assert load(kept.with_name("draft.blacheck.yml")).decisions == []
    assert blacheck("decide", kept, "inspection-and-sanctions", "--remove").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("inspection-and-sanctions",), "say what you decide"),
        (("inspection-and-sanctions", "--accept", "--by", "Ana"), "--reason is missing"),
        (("inspection-and-sanctions", "--accept", "--reason", "read-and-agree"), "--by is missing"),
        (("no-such-element", *OVERRULE), "no element 'no-such-element'"),
    ],
)
def test_the_command_says_what_is_missing(blacheck: Run, kept: Path, words: tuple[str, ...], told: str) -> None:
    ran = blacheck("decide", kept, *words)

    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert not kept.with_name("draft.blacheck.yml").exists()


def reviewing(blacheck: Run, kept: Path, *words: object) -> int:
    return blacheck("review", kept, "-o", kept.parent / "out", "--format", "json", *words).code


def test_fail_on_looks_at_what_was_decided_while_that_stands(blacheck: Run, tmp_path: Path, small_file: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(OLD, encoding="utf-8")
    before = review(file, checklist=small_file)
    missing = [finding.element for finding in before.missing]
    assert missing, "the sample must lack something"
    options = ("--checklist", small_file, "--fail-on", "missing,stale")
    assert reviewing(blacheck, file, *options) == 1
    for element in missing:
        words = ("--checklist", small_file, "--not-applicable", "--reason", "out-of-scope", "--by", "Ana")
        assert blacheck("decide", file, element, *words).code == 0

    assert reviewing(blacheck, file, *options) == 0
    assert reviewing(blacheck, file, *options, "--no-decisions") == 1
    saved = Review.from_json((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))
    assert saved.decisions == ()
    assert reviewing(blacheck, file, *options, "--decisions", tmp_path / "none.yml") == 3


def test_a_stale_decision_fails_on_stale_and_counts_for_nothing(blacheck: Run, kept: Path) -> None:
    blacheck("decide", kept, "inspection-and-sanctions", *OVERRULE)
    kept.write_text(OLD.replace("within thirty days", "within ninety days"), encoding="utf-8")
    ran = blacheck("review", kept, "-o", kept.parent / "out", "--format", "json", "--fail-on", "stale")

    assert ran.code == 1
    assert "inspection-and-sanctions: missing -> partial" in ran.out
    assert "stale (quote gone), nearest now 7" in ran.out


def test_a_wrong_file_of_decisions_stops_no_other_file(blacheck: Run, kept: Path) -> None:
    other = kept.with_name("other.txt")
    other.write_text(OLD, encoding="utf-8")
    kept.with_name("draft.blacheck.yml").write_text("decisions: 3\n", encoding="utf-8")
    ran = blacheck("review", kept, other, "-o", kept.parent / "out", "--format", "json")

    assert ran.code == 3
    assert "draft.blacheck.yml, line 1" in ran.err
    assert (kept.parent / "out" / "other.json").exists()
    assert not (kept.parent / "out" / "draft.json").exists()


def test_decisions_are_taken_over_from_the_file_of_an_earlier_draft(blacheck: Run, kept: Path) -> None:
    blacheck("decide", kept, "inspection-and-sanctions", *OVERRULE)
    later = kept.with_name("later.txt")
    later.write_text(RENUMBERED, encoding="utf-8")
    ran = blacheck("decide", later, "--import", kept.with_name("draft.blacheck.yml"))

    assert ran.code == 0, ran.err
    assert "at 8: current" in ran.out
    assert load(later.with_name("later.blacheck.yml")).decisions[0].machine == "missing"


def test_what_the_page_exports_is_completed_from_the_same_text_only(blacheck: Run, kept: Path) -> None:
    export = kept.with_name("export.yml")
    digest = review(kept).document.sha256
    text = (
        f"blacheck_decisions: 1\nsha256: {digest}\ndecisions:\n"
        '  - {"element": "inspection-and-sanctions", "decision": "overrule", "status": "partial",'
        ' "reason": "other-words", "by": "Ana", "machine": "missing", "clause": "7"}\n'
    )
    export.write_text(text, encoding="utf-8")
    assert blacheck("decide", kept, "--import", export).code == 0
    made = load(kept.with_name("draft.blacheck.yml")).decisions[0]
    assert "thirty days" in made.quote

    export.write_text(text.replace(digest, "f" * 64), encoding="utf-8")
    refused = blacheck("decide", kept, "--import", export)
    assert refused.code == 2
    assert "another version" in refused.err


def test_reasons_are_listed(blacheck: Run) -> None:
    assert "other-words (overrule)" in blacheck("decide", "--reasons").out


def _statuses(reviewed: Review) -> list[Status]:
    return [finding.status for finding in reviewed.findings]


def test_decisions_change_no_finding(old: Review, found: Entry, accepted: Entry) -> None:
    assert _statuses(on(OLD, found, accepted)) == _statuses(old)
    assert on(OLD, found, accepted).summary == old.summary
