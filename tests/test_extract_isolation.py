"""The child process: its limits, its end, and what it does not load."""

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from blacheck.errors import ExtractionError
from blacheck.extract import Limits, children_kept, extract, isolate
from blacheck.extract.isolate import run_isolated
from hostile import bomb
from pdfs import articles, printed

TEXTS = articles(1)
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and process ids as on POSIX")


LOADING = f"""
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("child", {str(isolate._CHILD)!r})
child = importlib.util.module_from_spec(spec)
spec.loader.exec_module(child)
"""


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
        (signal.SIGSEGV, "the reader crashed on it (SIGSEGV)"),
        (signal.SIGABRT, "reading it needed more than the 2048 MB allowed, or broke the reader (SIGABRT)"),
        (signal.SIGKILL, "reading it needed more than the 2048 MB allowed, or broke the reader (SIGKILL)"),
    ],
)
def test_a_crash_is_an_error(child: Path, end: signal.Signals, said: str) -> None:
    child.write_text(
        f"import os, resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nos.kill(os.getpid(), {int(end)})\n"
    )
    assert problem() == said


def test_an_answer_that_is_none_is_an_error(child: Path) -> None:
    child.write_text("print('nonsense')\nraise SystemExit(3)\n")
    assert problem() == "the reader crashed on it (code 3)"


class Attack:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("attacked",)


def test_an_answer_can_run_nothing(child: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    attack = pickle.dumps(("made", Attack()))
    child.write_text(f"import sys\nsys.stdout.buffer.write({len(attack).to_bytes(8) + attack!r})\n")
    assert "crashed" in problem()
    assert not (tmp_path / "attacked").exists()


def test_a_failure_of_our_own_says_where() -> None:
    with pytest.raises(ExtractionError, match=r"failed unexpectedly \(_child.py:\d+: AttributeError: .*'no_such_task'"):
        run_isolated("pdf:no_such_task", b"", name="x", limits=Limits())


def test_the_child_loads_neither_pydantic_nor_spacy_nor_the_table_library(child: Path, tmp_path: Path) -> None:
    child.write_text(
        LOADING
        + f"""
answer = child._answer
def recording(*task):
    made = answer(*task)
    open({str(tmp_path / "loaded")!r}, "w").write(chr(10).join(sys.modules))
    return made
child._answer = recording
child.main()
"""
    )
    assert extract(printed(TEXTS)).text
    loaded = set((tmp_path / "loaded").read_text().split())
    assert "pypdfium2" in loaded
    assert not loaded & {"pydantic", "spacy", "pdfplumber", "numpy", "blacheck.pipeline"}


# ---------------------------------------------------------------- children that go on to the next document


def processes(child: Path, tmp_path: Path) -> Callable[[], list[str]]:
    """Lets each child note its process id at every document; gives the ids so far."""
    log = tmp_path / "log"
    child.write_text(
        LOADING
        + f"""
answer = child._answer
def noting(request, data, answers):
    open({str(log)!r}, "a").write(f"{{os.getpid()}} ")
    if b"CRASH" in data[:100]:
        os.abort()
    return answer(request, data, answers)
child._answer = noting
child.main()
"""
    )
    return lambda: log.read_text().split()


def test_each_document_has_a_child_of_its_own(child: Path, tmp_path: Path) -> None:
    seen = processes(child, tmp_path)
    for _ in range(2):
        extract(printed(TEXTS))
    assert len(set(seen())) == 2
    assert all(is_gone(int(process)) for process in seen())


def test_a_child_goes_on_to_the_next_document_until_one_breaks_it(child: Path, tmp_path: Path) -> None:
    seen = processes(child, tmp_path)
    with children_kept():
        texts = [extract(printed(TEXTS)).text for _ in range(3)]
        assert len(set(seen())) == 1
        with pytest.raises(ExtractionError, match="SIGABRT"):
            extract(b"%PDF-1.4 CRASH")
        assert len(seen()) == 5  # once more in a fresh child, so that no document pays for another
        assert extract(printed(TEXTS)).text == texts[0]
        assert len(set(seen())) == 3
    assert all(is_gone(int(process)) for process in seen())
    assert len(set(texts)) == 1


def test_documents_have_their_own_limits_in_a_child_that_is_kept() -> None:
    with children_kept():
        extract(printed(TEXTS))
        with pytest.raises(ExtractionError, match="1 allowed"):
            extract(printed(articles(12)), limits=Limits(pages=1))
        if sys.platform == "linux":
            with pytest.raises(ExtractionError, match="more than the 300 MB"):
                extract(bomb(400), limits=Limits(memory_mb=300))
        extract(printed(articles(12)))


# ---------------------------------------------------------------- no orphans


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
        import signal
        from pathlib import Path
        from blacheck.extract import extract, isolate
        signal.signal(signal.SIGINT, signal.default_int_handler)  # what starts in the background ignores it
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
    watcher = (
        LOADING
        + """
open("pid", "w").write(str(os.getpid()))
child._watch(int(os.environ["PARENT"]))
"""
    )
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
