"""Broken files: each gives a review or a clear error, and leaves no process behind.

Twenty in a quick run; BLACHECK_FUZZ sets another number, and ``.ci/run`` asks for 200. ``benchmarks/fuzz.py`` tries
thousands made from files of one's own.
"""

import io
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from benchmarks.fuzz import tried

from blacheck.pipeline import children_kept
from mutations import mutant
from pdfs import PHRASES, Press, articles, printed, side_by_side
from support import AGREEMENT

COUNT = int(os.environ.get("BLACHECK_FUZZ", "20"))


def packed(data: bytes) -> bytes:
    """With its objects in compressed streams, as most programs write them today."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    return out.getvalue()


def word() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Agreement between Alvora and Benduria", 0)
    for text in articles(4):
        document.add_paragraph(text, style="List Number" if text.startswith("Article") else None)
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "borne by the employer"
    document.save(out)
    return out.getvalue()


def originals() -> list[bytes]:
    tabled = Press()
    tabled.table([["Item", "Borne by"], ["Air fare", "the employer"], ["Visa", "the worker"]], [90, 120])
    plain = printed(articles(8))
    page = "<html><body><h1>Agreement</h1>" + "".join(f"<p>{text}</p>" for text in articles(3)) + "</body></html>"
    return [
        plain,
        packed(plain),
        printed(articles(8), Press(columns=2, owner="owner")),
        side_by_side(articles(3), articles(3, PHRASES)),
        tabled.pdf(),
        word(),
        page.encode(),
        AGREEMENT.encode(),
    ]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the processes that were started."""
    processes = list[int]()

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **options: Any) -> None:
            super().__init__(*words, **options)
            processes.append(self.pid)

    monkeypatch.setattr("blacheck.extract.isolate.subprocess.Popen", Noted)
    return processes


def test_the_same_seed_breaks_a_file_in_the_same_way() -> None:
    files = [printed(articles(2)), AGREEMENT.encode()]
    assert [mutant(seed, files) for seed in range(30)] == [mutant(seed, files) for seed in range(30)]
    assert sum(mutant(seed, files) not in files for seed in range(30)) > 25


def test_broken_files_give_a_review_or_a_clear_error_in_time(started: list[int]) -> None:
    files = originals()
    with children_kept():
        outcomes = [tried(seed, files, read_only=seed % 10 > 0) for seed in range(COUNT)]
    assert [outcome for outcome in outcomes if outcome.kind not in ("review", "error")] == []
    kinds = {outcome.kind for outcome in outcomes}
    assert kinds == {"review", "error"}
    assert started
    if sys.platform == "linux":
        time.sleep(0.1)
        assert [process for process in started if Path(f"/proc/{process}").exists()] == []
