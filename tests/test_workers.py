"""Processes side by side: they keep their reading child, and none outlives the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from blacheck.workers import workers
from pdfs import articles, printed

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and process ids as on POSIX")

PARENT = """
import signal
from slow import wait
from blacheck.workers import workers

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what starts in the background ignores it
    with workers(2) as pool:
        for done in [pool.submit(wait, name) for name in "ab"]:
            done.result()
"""
SLOW = """
import os, time
from pathlib import Path

def wait(name):
    Path(name).write_text(str(os.getpid()))
    time.sleep(60)
"""


def read_by(data: bytes) -> list[str]:
    """The children that read a document twice, in a worker. Runs there."""
    from blacheck.extract import extract, isolate

    texts = {extract(data).text for _ in range(2)}
    assert len(texts) == 1
    return [str(child._process.pid) for child in isolate._idle or []]


def test_a_worker_reads_one_document_after_another_in_the_same_child() -> None:
    with workers(1) as pool:
        data = printed(articles(2))
        first, second = (pool.submit(read_by, data).result() for _ in range(2))
    assert len(first) == 1
    assert first == second


def is_gone(process: int) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@POSIX
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_at_once_with_the_one_that_started_them(tmp_path: Path, end: signal.Signals) -> None:
    (tmp_path / "parent.py").write_text(PARENT)
    (tmp_path / "slow.py").write_text(SLOW)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    parent = subprocess.Popen([sys.executable, "parent.py"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    files = [tmp_path / name for name in "ab"]
    try:
        while not all(file.exists() and file.read_text() for file in files):
            assert parent.poll() is None
            time.sleep(0.05)
        parent.send_signal(end)
        parent.communicate(timeout=20)
    finally:
        parent.kill()
    assert all(is_gone(int(file.read_text())) for file in files)
