"""A folder run finds each file once, gives no two reports one name, and survives every bad file."""

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blacheck import batch
from blacheck.checklist import Checklist
from blacheck.result import review
from blacheck.views import selection_of


def touch(folder: Path, *names: str) -> list[Path]:
    files = [folder / name for name in names]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return files


def test_folders_are_searched_in_order_for_agreements(tmp_path: Path) -> None:
    wanted = touch(tmp_path, "a.docx", "a.pdf", "b/c.TXT", "b/d/e.pdf", "b/d/f.htm", "g.DOCM", "h.html")
    touch(tmp_path, "b/notes.md", ".hidden/f.pdf", ".g.txt", "~$a.docx")

    assert batch.sources([tmp_path]) == wanted


def test_a_text_beside_a_pdf_is_taken_for_its_source(tmp_path: Path) -> None:
    (printed, source) = touch(tmp_path, "a.pdf", "a.txt")

    assert batch.sources([tmp_path]) == [printed]
    assert batch.sources([source]) == [source]


def test_reports_in_a_folder_are_not_reviewed(tmp_path: Path, small: Checklist, agreement_file: Path) -> None:
    for suffix in ("html", "docx"):
        review(agreement_file, checklist=small).save(tmp_path / f"report.{suffix}")

    assert batch.sources([tmp_path]) == [agreement_file]


def test_a_file_that_is_named_may_have_any_suffix(tmp_path: Path) -> None:
    files = touch(tmp_path, "a.bin")

    assert batch.sources(files) == files


def test_a_file_is_found_once(tmp_path: Path) -> None:
    (file,) = touch(tmp_path, "a.pdf")

    assert batch.sources([file, tmp_path, tmp_path / "." / "a.pdf"]) == [file]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone.pdf: there is no such file"):
        batch.sources([tmp_path / "gone.pdf"])


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a/x.pdf", "a/y.pdf"], ["x", "y"]),
        (["a/x.pdf", "a/x.txt", "a/y.pdf"], ["x.pdf", "x.txt", "y"]),
        (["north/x.pdf", "south/x.pdf"], ["north-x", "south-x"]),
        (["north/x.pdf", "south/x.pdf", "south/x.txt"], ["north-x", "south-x", "x.txt"]),
        (["1/a/x.pdf", "2/a/x.pdf"], ["1-a-x", "2-a-x"]),
        (["a/X.pdf", "b/x.pdf"], ["a-X", "b-x"]),
        (["a/x.v2.pdf"], ["x.v2"]),
    ],
)
def test_reports_have_the_shortest_names_that_differ(tmp_path: Path, files: list[str], names: list[str]) -> None:
    assert list(batch.report_names([tmp_path / file for file in files]).values()) == names


@given(st.lists(st.sampled_from(["a", "b", "a-b", "a.pdf", "A"]).flatmap(
    lambda part: st.tuples(st.just(part), st.sampled_from(["a", "b", "a-b"]), st.sampled_from([".pdf", ".txt", ""]))
), unique=True))  # fmt: skip
def test_no_two_reports_share_a_name(parts: list[tuple[str, str, str]]) -> None:
    files = [Path("/top") / folder / f"{stem}{suffix}" for folder, stem, suffix in parts]

    names = batch.report_names(files)

    assert list(names) == files
    assert len({name.casefold() for name in names.values()}) == len(files)
    assert all(PureWindowsPath(name).name == name for name in names.values())


def job(small: Checklist, folder: Path, *files: Path) -> batch.Job:
    return batch.Job(selection_of(small), folder, batch.report_names(files))


def test_a_bad_file_is_a_row_and_the_others_are_reviewed(
    agreement_file: Path, tmp_path: Path, small: Checklist
) -> None:
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"%PDF-1.7 and then nothing")

    rows = list(batch.run(job(small, tmp_path, bad, agreement_file), [bad, agreement_file]))

    assert rows[0].error.startswith(f"{bad}: ")
    assert rows[1] == batch.Row(agreement_file, (("covered", "core"), ("covered", "standard"), ("missing", "core")))
    assert not (tmp_path / "a.html").exists()
    assert (tmp_path / "alvora.html").is_file()


def test_even_a_fault_of_ours_is_a_row(
    agreement_file: Path, small: Checklist, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(batch, "review", lambda *_, **__: 1 / 0)

    (row,) = batch.run(job(small, tmp_path, agreement_file), [agreement_file])

    assert row.error == f"{agreement_file}: unexpected ZeroDivisionError: division by zero. Please report this"


def test_a_report_that_cannot_be_written_is_a_row(agreement_file: Path, small: Checklist, tmp_path: Path) -> None:
    (row,) = batch.run(job(small, tmp_path / "nowhere", agreement_file), [agreement_file])

    assert "No such file" in row.error


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ([], 0),
        (["missing"], 1),
        (["missing:core"], 1),
        (["missing:standard"], 0),
        (["contrary", "mixed", "unclear"], 0),
        (["contrary", "missing:core"], 1),
    ],
)
def test_conditions(conditions: list[str], code: int) -> None:
    row = batch.Row(Path("x"), (("covered", "standard"), ("missing", "core")))

    assert batch.exit_code([row], conditions) == code


def test_an_unread_file_goes_before_a_condition() -> None:
    rows = [batch.Row(Path("x"), error="x"), batch.Row(Path("y"), (("missing", "core"),))]

    assert batch.exit_code(rows, ["missing"]) == 3
