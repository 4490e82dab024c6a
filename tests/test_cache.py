"""The cache of a folder run: never stale, never wrong, and the same bytes with and without it."""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files as files_of
from pathlib import Path

import pytest

from blacheck import batch, cache
from blacheck.batch import Job, Row, run
from blacheck.cache import Cache
from blacheck.pipeline import Limits
from blacheck.result import Review
from blacheck.views import select
from pdfs import articles, printed
from support import AGREEMENT, Run


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.txt"
        path.write_text(AGREEMENT.replace("Alvora", f"Alvora {name}"), encoding="utf-8")
        found.append(path)
    return found


@pytest.fixture
def job(files: list[Path], small_file: str, tmp_path: Path, own_cache: Path) -> Job:
    folder = tmp_path / "reports"
    folder.mkdir()
    return Job(select(small_file), folder, batch.report_names(files), cache=own_cache)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was reviewed anew."""
    seen = list[object]()
    review: Callable[..., Review] = batch.__dict__["review"]

    def counting(source: object, **options: object) -> Review:
        seen.append(source)
        return review(source, **options)

    monkeypatch.setattr(batch, "review", counting)
    return seen


def outputs(job: Job) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(job.folder.iterdir())}


def test_a_second_run_reviews_nothing_and_gives_the_same_bytes_and_rows(
    job: Job, files: list[Path], made: list[object]
) -> None:
    without = list(run(replace(job, cache=None), files)), outputs(job)
    for path in job.folder.iterdir():
        path.unlink()
    first = list(run(job, files)), outputs(job)
    for path in job.folder.iterdir():
        path.unlink()
    again = list(run(job, files)), outputs(job)
    assert without == first == again
    assert len(made) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"language": "en"},
        {"limits": Limits(pages=7)},
        {"date": "2026-03-31"},
        {"formats": ("json",)},
        {"partial": True},
        {"part": 1},
    ],
)
def test_another_option_makes_another_review(
    job: Job, files: list[Path], made: list[object], change: dict[str, object]
) -> None:
    list(run(job, files))
    list(run(replace(job, **change), files))  # type: ignore[arg-type]
    assert len(made) == 4


def test_another_checklist_another_text_or_another_program_makes_another_review(
    job: Job, files: list[Path], made: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    list(run(job, files[:1]))
    list(run(replace(job, selection=select("core")), files[:1]))
    assert len(made) == 2
    files[0].write_text(AGREEMENT.replace("shall not", "shall"), encoding="utf-8")
    changed = list(run(job, files[:1]))
    assert len(made) == 3
    monkeypatch.setattr(cache, "_program", lambda: "another")
    assert list(run(job, files[:1])) == changed
    assert len(made) == 4


def test_the_program_counts_with_its_lexicons_templates_and_checklists() -> None:
    names = {f"{package}/{name}" for package in cache._OWN for name, _ in cache._contents(files_of(package))}
    assert {
        "blacheck/lexicons/en.yml",
        "blacheck/extract/pdfium.py",
        "blacheck/report/templates/report.css",
        "blacheck.checklists/core.probes.yml",
    } <= names
    assert not [name for name in names if "__pycache__" in name]


def test_a_name_that_is_printed_counts(job: Job, files: list[Path], made: list[object]) -> None:
    list(run(job, files[:1]))
    other = files[0].rename(files[0].with_name("other.txt"))
    list(run(replace(job, names=batch.report_names([other])), [other]))
    assert len(made) == 2
    assert json.loads((job.folder / "other.json").read_text())["document"]["name"] == "other.txt"


def test_broken_entries_are_ignored_and_written_anew(
    job: Job, files: list[Path], made: list[object], own_cache: Path
) -> None:
    right = list(run(job, files[:1]))
    (entry,) = own_cache.glob("??/*")
    whole = entry.read_bytes()
    for broken in (b"", whole[:-10], whole[:40] + b"x" + whole[41:], bytes(len(whole))):
        entry.write_bytes(broken)
        assert list(run(job, files[:1])) == right
        assert entry.read_bytes() == whole
    assert len(made) == 5


def test_what_belongs_under_another_key_is_no_entry(own_cache: Path) -> None:
    kept = Cache(own_cache)
    kept.keep("aa1", b"content")
    (own_cache / "aa" / "1").rename(own_cache / "aa" / "2")
    assert kept.get("aa2") is None


def test_a_folder_that_cannot_be_written_to_is_no_cache(tmp_path: Path, job: Job, files: list[Path]) -> None:
    (tmp_path / "file").write_text("")
    assert [row.error for row in run(replace(job, cache=tmp_path / "file"), files)] == ["", ""]


def test_locked_files_and_those_with_unread_pages_are_not_kept(
    job: Job, files: list[Path], made: list[object], own_cache: Path, tmp_path: Path
) -> None:
    list(run(replace(job, password="secret"), files))
    cut = tmp_path / "cut.pdf"
    data = printed(articles(40))
    cut.write_bytes(data[: len(data) // 2])
    list(run(replace(job, names={cut: "cut"}, partial=True), [cut]))
    assert len(made) == 3
    assert not list(own_cache.rglob("*"))


def test_errors_are_not_kept(job: Job, tmp_path: Path, made: list[object], own_cache: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4")
    for _ in range(2):
        (row,) = run(replace(job, names={broken: "broken"}), [broken])
        assert row.error
    assert len(made) == 2


def test_what_has_not_been_used_for_longest_goes_first(own_cache: Path) -> None:
    kept = Cache(own_cache)
    for at, key in enumerate(("aa1", "bb2", "cc3")):
        kept.keep(key, os.urandom(1000))
        os.utime(own_cache / key[:2] / key[2:], (at, at))
    kept.get("aa1")
    kept.trim(2500)
    assert [kept.get(key) is not None for key in ("aa1", "bb2", "cc3")] == [True, False, True]


def test_several_processes_share_a_cache(job: Job, files: list[Path], own_cache: Path) -> None:
    alone = list(run(replace(job, cache=None), files)), outputs(job)
    assert (list(run(job, files, processes=2)), outputs(job)) == alone
    assert (list(run(job, files, processes=2)), outputs(job)) == alone
    assert len(list(own_cache.glob("??/*"))) == 2


def test_the_command_takes_no_cache(
    blacheck: Run, files: list[Path], small_file: str, tmp_path: Path, own_cache: Path
) -> None:
    blacheck("review", *files, "--checklist", small_file, "-o", tmp_path / "r", "--no-cache")
    assert not list(own_cache.rglob("*"))
    blacheck("review", *files, "--checklist", small_file, "-o", tmp_path / "r")
    assert len(list(own_cache.glob("reviews/??/*"))) == 2


class Killing(Job):
    """A job that one file ends, and the process with it."""

    def do(self, file: Path) -> Row:
        if file.name == "one.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return Job.do(self, file)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_a_file_that_ends_its_process_stops_no_other(job: Job, files: list[Path]) -> None:
    killing = Killing(job.selection, job.folder, job.names)
    one, two = run(killing, files, processes=2)
    assert "the process that reviewed it was ended" in one.error
    assert two.verdicts
