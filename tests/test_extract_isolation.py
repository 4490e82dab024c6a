"""The child process: its limits, its end, and what it does not load."""

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from blacheck.errors import ExtractionError
from blacheck.extract import Limits, extract, isolate
from hostile import bomb
from pdfs import articles, printed

TEXTS = articles(1)
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and process ids as on POSIX")


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is run in place of the child."""
    path = tmp_path / "child.py"
    monkeypatch.setattr(isolate, "_CHILD", path)
    return path


def problem(limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(ExtractionError) as caught:
        extract(printed(TEXTS), name="x.pdf", limits=limits)
    return caught.value.problem


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def is_gone(process: int, *, within: float = 5.0) -> bool:
    end = time.monotonic() + within
    while is_running(process) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_running(process)


@POSIX
def test_time_is_limited_and_the_child_is_gone(child: Path, tmp_path: Path) -> None:
    child.write_text(f"import os, time\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    start = time.monotonic()
    assert problem(Limits(seconds=1.5)) == "reading it took longer than 1.5 seconds"
    assert time.monotonic() - start < 20
    assert is_gone(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not limit memory")
def test_memory_is_limited() -> None:
    with pytest.raises(ExtractionError, match="more than the 300 MB"):
        extract(bomb(400), limits=Limits(memory_mb=300))


@POSIX
@pytest.mark.parametrize(
    ("end", "said"),
    [
        (signal.SIGSEGV, "the PDF reader crashed on it (SIGSEGV)"),
        (signal.SIGABRT, "reading it needed more than the 2048 MB allowed, or broke the PDF reader (SIGABRT)"),
        (signal.SIGKILL, "reading it needed more than the 2048 MB allowed, or broke the PDF reader (SIGKILL)"),
    ],
)
def test_a_crash_is_an_error(child: Path, end: signal.Signals, said: str) -> None:
    child.write_text(
        f"import os, resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nos.kill(os.getpid(), {int(end)})\n"
    )
    assert problem() == said


def test_an_answer_that_is_none_is_an_error(child: Path) -> None:
    child.write_text("print('nonsense')\nraise SystemExit(3)\n")
    assert problem() == "the PDF reader crashed on it (code 3)"


class Attack:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("attacked",)


def test_an_answer_can_run_nothing(child: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    child.write_text(f"import sys\nsys.stdout.buffer.write({pickle.dumps(('read', Attack()))!r})\n")
    assert "crashed" in problem()
    assert not (tmp_path / "attacked").exists()


def test_a_failure_of_our_own_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = (isolate._CHILD).read_text(encoding="utf-8")
    broken = tmp_path / "child.py"
    broken.write_text(source.replace("data = sys.stdin.buffer.read()", "data = len(0)"), encoding="utf-8")
    request = isolate._request

    def with_package(name: str, limits: Limits) -> bytes:
        monkeypatch.setattr(isolate, "_CHILD", original)
        try:
            return request(name, limits)
        finally:
            monkeypatch.setattr(isolate, "_CHILD", broken)

    original = isolate._CHILD
    monkeypatch.setattr(isolate, "_request", with_package)
    monkeypatch.setattr(isolate, "_CHILD", broken)
    assert "failed unexpectedly (child.py:" in problem()


def test_the_child_loads_neither_pydantic_nor_spacy_nor_the_table_library(tmp_path: Path) -> None:
    request = isolate._request("x.pdf", Limits()) + printed(TEXTS)
    command = [sys.executable, "-I", "-S", "-X", "importtime", str(isolate._CHILD)]
    done = subprocess.run(command, input=request, capture_output=True, check=True)
    loaded = {line.split(b"|")[-1].strip() for line in done.stderr.splitlines()}
    assert b"pypdfium2" in loaded
    assert not loaded & {b"pydantic", b"spacy", b"pdfplumber", b"numpy", b"blacheck.pipeline"}


SCRIPT = """
import sys
from blacheck.extract import extract
print(extract(sys.argv[1]).text.splitlines()[0])
"""


def test_it_works_from_a_script_without_a_guard_and_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(printed(TEXTS))
    (tmp_path / "script.py").write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for command, given in ((["script.py"], None), (["-"], SCRIPT)):
        done = subprocess.run(
            [sys.executable, *command, "x.pdf"],
            input=given,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        assert done.stdout == "Article 1\n", done.stderr


@POSIX
def test_an_interrupt_leaves_no_orphan(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(printed(TEXTS))
    (tmp_path / "child.py").write_text("import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    parent = textwrap.dedent(
        """
        from pathlib import Path
        from blacheck.extract import extract, isolate
        isolate._CHILD = Path("child.py")
        extract("x.pdf")
        """
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    running = subprocess.Popen([sys.executable, "-c", parent], cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert b"KeyboardInterrupt" in said
    assert is_gone(int((tmp_path / "pid").read_text()))


@POSIX
def test_the_child_ends_by_itself_when_its_parent_is_gone(tmp_path: Path) -> None:
    watcher = f"""
import importlib.util, os
spec = importlib.util.spec_from_file_location("child", {str(isolate._CHILD)!r})
child = importlib.util.module_from_spec(spec)
spec.loader.exec_module(child)
open("pid", "w").write(str(os.getpid()))
child._watch(60, int(os.environ["PARENT"]))
"""
    parent = (
        "import os, subprocess, sys; "
        "subprocess.Popen([sys.executable, '-c', sys.argv[1]], env={**os.environ, 'PARENT': str(os.getpid())})"
    )
    subprocess.run([sys.executable, "-c", parent, watcher], cwd=tmp_path, check=True)
    end = time.monotonic() + 20
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert is_gone(int((tmp_path / "pid").read_text()))
