"""The command: what it prints, what it writes, and with which code it ends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import blacheck as package
from blacheck import cli
from blacheck.checklist import load_checklist
from support import AGREEMENT, Run


def test_version(blacheck: Run) -> None:
    assert blacheck("--version").out == f"blacheck {package.__version__}\n"


@pytest.mark.parametrize(
    "command",
    [[], ["review"], ["checklist"], ["checklist", "list"], ["checklist", "lint"], ["explain"], ["text"]],
)
def test_help_is_there_for_every_command(blacheck: Run, command: list[str]) -> None:
    ran = blacheck(*command, "--help")

    assert ran.code == 0
    assert ran.out.startswith("usage: blacheck")


# ---------------------------------------------------------------- review


def test_a_file_gives_a_page_and_json(blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path) -> None:
    ran = blacheck("review", agreement_file, "--checklist", small_file, "-o", tmp_path / "out")

    assert ran.code == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["alvora.html", "alvora.json"]
    assert f"The reports are in {tmp_path / 'out'}" in ran.out
    assert ran.err == ""


def test_the_summary_counts_what_the_reports_say(
    blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path
) -> None:
    ran = blacheck("review", agreement_file, "--checklist", small_file, "-o", tmp_path)

    head, row = (line.split() for line in ran.out.splitlines() if line.startswith((" agreement", " alvora")))
    said = dict(zip(head[1:], row[1:], strict=True))
    summary = package.Review.from_json((tmp_path / "alvora.json").read_text("utf-8")).summary
    assert said == {status.replace("not_applicable", "n/a"): str(count) for status, count in summary.items()}


def test_the_default_folder_is_in_the_current_one(
    blacheck: Run, agreement_file: Path, small_file: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    blacheck("review", agreement_file, "--checklist", small_file)

    assert (tmp_path / "blacheck-reports" / "alvora.html").is_file()


def test_one_format_only(blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path) -> None:
    blacheck("review", agreement_file, "--checklist", small_file, "-o", tmp_path / "out", "--format", "json")

    assert [file.name for file in (tmp_path / "out").iterdir()] == ["alvora.json"]


def test_the_date_is_the_one_passed_in(blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path) -> None:
    for folder, date in (("with", ["--date", "1987-06-05"]), ("without", [])):
        blacheck("review", agreement_file, "--checklist", small_file, "-o", tmp_path / folder, *date)

    assert "1987" in (tmp_path / "with" / "alvora.html").read_text("utf-8")
    assert "1987" not in (tmp_path / "without" / "alvora.html").read_text("utf-8")


def test_quiet_says_nothing(blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path) -> None:
    ran = blacheck("review", agreement_file, "--checklist", small_file, "-o", tmp_path, "-q")

    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_bad_file_stops_no_other_and_shows_in_the_summary(
    blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path
) -> None:
    broken = agreement_file.parent / "more" / "a.pdf"
    broken.parent.mkdir()
    broken.write_bytes(b"%PDF-1.4 cut off")

    ran = blacheck("review", agreement_file.parent, "--checklist", small_file, "-o", tmp_path / "out")

    assert ran.code == 3
    assert (tmp_path / "out" / "alvora.html").is_file()
    assert not (tmp_path / "out" / "a.html").exists()
    assert re.search(r" a \(not read\)(\s+-){7}", ran.out)
    assert re.fullmatch(r"blacheck: \S+a\.pdf: .+\n", ran.err)


def test_two_at_a_time_give_the_same(blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path) -> None:
    (agreement_file.parent / "other.txt").write_text(AGREEMENT + "\nArticle 3\nNothing.\n", "utf-8")

    outs = [
        blacheck("review", agreement_file.parent, "--checklist", small_file, "-o", tmp_path / "out", "-j", jobs).out
        for jobs in (1, 2)
    ]

    assert outs[0] == outs[1]


def test_equal_names_are_told_apart(blacheck: Run, small_file: str, tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "x.txt").write_text(AGREEMENT, encoding="utf-8")

    blacheck("review", tmp_path / "in", "--checklist", small_file, "-o", tmp_path / "out", "--format", "html")

    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "index.html",
        "north-x.html",
        "south-x.html",
    ]


@pytest.mark.parametrize(("condition", "code"), [("missing", 1), ("missing:standard", 0), ("contrary,missing:core", 1)])
def test_fail_on(
    blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path, condition: str, code: int
) -> None:
    ran = blacheck("review", agreement_file, "--checklist", small_file, "-o", tmp_path, "--fail-on", condition)

    assert ran.code == code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["review"], "PATH"),
        (["review", "x.txt", "--fail-on", "missing:important"], "missing:important is none of"),
        (["review", "x.txt", "--format", "doc"], "doc is none of html, json"),
        (["review", "x.txt", "--date", "31.3.2026"], "'31.3.2026' is no date"),
        (["review", "x.txt", "--time-limit", "-1"], "'-1' is no number above 0"),
        (["review", "x.txt", "--memory-limit", "0"], "'0' is no whole number above 0"),
        (["review", "gone.txt"], "gone.txt: there is no such file or folder"),
        (["checklist", "show", "nosuch"], "no checklist of that name; there are core"),
        (["explain", "nosuch"], "no element 'nosuch'"),
        ([], "COMMAND"),
    ],
)
def test_wrong_usage(
    blacheck: Run, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = blacheck(*words)

    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_nothing_to_review_says_what_was_looked_for(blacheck: Run, small_file: str, tmp_path: Path) -> None:
    ran = blacheck("review", tmp_path, "--checklist", small_file)

    assert ran.code == 2
    suffixes = ".pdf, .docx, .docm, .html, .htm, .txt"
    assert ran.err == f"blacheck: nothing to review: no file ending in {suffixes} in {tmp_path} or below\n"


def test_a_folder_that_cannot_be_made_is_one_line(blacheck: Run, agreement_file: Path, small_file: str) -> None:
    ran = blacheck("review", agreement_file, "--checklist", small_file, "-o", agreement_file / "out")

    assert ran.code == 3
    assert ran.err.startswith("blacheck: ")
    assert ran.err.count("\n") == 1


# ---------------------------------------------------------------- checklists


def test_list(blacheck: Run) -> None:
    ran = blacheck("checklist", "list")

    rows = {line.split()[0]: line.split()[1:4] for line in ran.out.splitlines() if line.split()}
    core = package.load_checklist("core")
    assert rows["core"] == ["checklist", core.version, str(len(core.elements))]
    assert set(package.available_checklists()) <= set(rows)


def test_show(blacheck: Run, small_file: str) -> None:
    ran = blacheck("checklist", "show", small_file)

    assert ran.code == 0
    assert "A checklist for tests (small 1, 3 elements)" in ran.out


def test_lint(blacheck: Run, small_file: str) -> None:
    ran = blacheck("checklist", "lint", small_file)

    assert ran.code == 1
    assert f"{small_file}: error: remains: has no cases" in ran.out
    assert f"{small_file}: error: remains-sent, pattern 2: no case exercises it" in ran.out
    assert re.search(r": \d+ errors, 1 warnings\n$", ran.out)


def test_cases_that_pass(blacheck: Run, small_file: str) -> None:
    ran = blacheck("checklist", "test", small_file)

    assert ran.code == 0
    assert ran.out == f"{small_file}: 4 cases, 0 failures, 1 known gaps\n"


def test_cases_that_fail(blacheck: Run, small_file: str, tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_bytes(Path(small_file).read_bytes())
    cases = Path(small_file).with_suffix(".cases.yml").read_text("utf-8")
    (tmp_path / "own.cases.yml").write_text(cases.replace("coverage: covered", "coverage: partial", 1), "utf-8")

    ran = blacheck("checklist", "test", tmp_path / "own.yml")

    assert ran.code == 1
    assert "own.yml: passports: stays-with-worker: expected partial, got covered\n" in ran.out


def test_explain_an_element(blacheck: Run, small_file: str) -> None:
    ran = blacheck("explain", "passports", "--checklist", small_file)

    assert ran.code == 0
    assert "Minimum     Passports stay with the worker." in ran.out


def test_explain_a_verdict(blacheck: Run, agreement_file: Path, small_file: str) -> None:
    ran = blacheck("explain", "passports", agreement_file, "--checklist", small_file)

    assert ran.code == 0
    assert "(passports): covered" in ran.out
    assert "“Passports of workers shall not be retained by the employer.”" in ran.out


def test_text_shows_the_tree(blacheck: Run, agreement_file: Path) -> None:
    ran = blacheck("text", agreement_file)

    assert ran.code == 0
    assert "The employer shall provide each worker" in ran.out


def test_what_cannot_be_read_is_one_line(blacheck: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 cut off")

    ran = blacheck("text", tmp_path / "x.pdf")

    assert ran.code == 3
    assert re.fullmatch(r"blacheck: x\.pdf: .+\n", ran.err)
    assert ran.err.count("\n") == 1


def test_a_document_gives_no_orders_to_the_terminal(blacheck: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Article 1\nThe employer\x1b[2J shall pay.\n", "utf-8")

    assert "\x1b" not in blacheck("text", tmp_path / "x.txt").out


# ---------------------------------------------------------------- ends


def test_an_interruption_ends_quietly(blacheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_list", interrupted)

    ran = blacheck("checklist", "list")

    assert (ran.code, ran.out, ran.err) == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently on Windows")
def test_a_reader_who_leaves_ends_it_quietly(small_file: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "wb") as closed:
        ran = subprocess.run(
            [sys.executable, "-m", "blacheck", "checklist", "show", small_file],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (ran.returncode, ran.stderr) == (130, b"")


def test_a_narrow_encoding_replaces_letters(agreement_file: Path, small_file: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "blacheck", "explain", "passports", agreement_file, "--checklist", small_file],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0
    assert "?Passports of workers" in ran.stdout


def test_reviews_are_held_against_codings(blacheck: Run, agreement_file: Path, small_file: str, tmp_path: Path) -> None:
    codings = tmp_path / "codings"
    codings.mkdir()
    heading = "element,coverage,contrary,clauses,adverse_clauses,note\n"
    ids = [element.id for element in load_checklist(small_file).elements]
    rows = "".join(f"{name},missing,no,,,\n" for name in ids)
    (codings / f"{agreement_file.stem}.csv").write_text(heading + rows, "utf-8")

    ran = blacheck("evaluate", codings, agreement_file.parent, "--checklist", small_file, "--errors")

    assert ran.code == 0
    assert f"1 agreements, {len(ids)} verdicts" in ran.out
    assert "kappa" in ran.out
    assert "coded missing, reviewed" in ran.out


def test_a_folder_without_codings_is_an_error(blacheck: Run, agreement_file: Path) -> None:
    ran = blacheck("evaluate", agreement_file.parent, agreement_file.parent)

    assert (ran.code, "has no coding" in ran.err) == (3, True)
