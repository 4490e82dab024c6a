"""What all tests may use: a small checklist with its cases, a small agreement, and the command run in this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from blacheck.checklist import Checklist, load_checklist
from blacheck.cli import main
from support import AGREEMENT, Ran, Run

settings.register_profile("steady", deadline=None, derandomize=True)  # the same on a busy machine, the same every time
settings.load_profile("steady")

DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that no other test has written to."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("BLACHECK_CACHE", str(folder))
    return folder


@pytest.fixture(scope="module")
def rules_alone() -> Iterator[None]:
    """Verdicts by rules alone: for tests of what is made of verdicts, on texts that were written for the rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blacheck.match._likenesses", lambda *_: {})
        yield


@pytest.fixture
def small_file() -> str:
    """Path of a checklist of three elements that is no part of the package."""
    return str(DATA / "small.yml")


@pytest.fixture
def small(small_file: str) -> Checklist:
    return load_checklist(small_file)


@pytest.fixture
def agreement_file(tmp_path: Path) -> Path:
    """An agreement that covers two elements of the small checklist and is silent on the third."""
    path = tmp_path / "alvora.txt"
    path.write_text(AGREEMENT, encoding="utf-8")
    return path


@pytest.fixture
def blacheck(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, run in this process."""

    def run(*words: object) -> Ran:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:  # argparse leaves in this way
            code = int(stop.code or 0)
        return Ran(code, *capsys.readouterr())

    return run
