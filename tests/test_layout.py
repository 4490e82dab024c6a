"""The architecture holds: imports point one way, starting is light, and the README knows what there is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import blacheck
from blacheck.checklist import available

PACKAGE = Path(blacheck.__file__).parent
ROOT = Path(__file__).parents[1]
STAGES = ("extract", "segment", "match", "grade", "report")
ALLOWED = {
    "model": set[str](),
    "errors": set[str](),
    "numerals": set[str](),
    "cache": set[str](),
    "languages": set[str](),
    "messages": set[str](),
    "typography": set[str](),
    "checklist": {"errors"},
    "translation": {"checklist"},
    "views": {"model", "errors", "checklist"},
    "compared": {"model"},
    "corrections": {"model", "errors"},
    "decisions": {"model", "errors", "typography"},
    "redraft": {"model", "compared", "typography"},
    "extract": {"model", "errors", "cache"},
    "segment": {"model", "errors", "languages"},
    "match": {"model", "errors", "checklist", "numerals", "languages", "messages"},
    "grade": {"model", "errors", "checklist", "languages", "messages"},
    "report": {"model", "errors", "checklist", "translation", "languages", "messages", "compared", "decisions"},
}
HEAVY = ("spacy", "pdfplumber", "pypdfium2", "jinja2")


def modules() -> dict[str, list[Path]]:
    """The files of each top-level module of the package, be it a file or a folder."""
    found: dict[str, list[Path]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        found.setdefault(file.relative_to(PACKAGE).parts[0].removesuffix(".py"), []).append(file)
    return found


def imported(file: Path) -> Iterator[str]:
    """Top-level modules of ours that a file imports anywhere, also inside functions and for types only."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the direction"
            if node.module == "blacheck":
                yield from (name.name for name in node.names)
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("blacheck."))


@pytest.mark.parametrize("name", ALLOWED)
def test_a_module_imports_only_what_lies_below_it(name: str) -> None:
    files = modules()[name]

    ours = {other for file in files for other in imported(file)} - {name, "lexicons"}

    assert ours <= ALLOWED[name]


def test_only_the_pipeline_joins_the_stages() -> None:
    for name, files in modules().items():
        if name not in ("pipeline", *STAGES):
            assert not {other for file in files for other in imported(file)} & set(STAGES), name


def test_only_the_command_prints() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        prints = any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)
        assert not prints or file.name == "cli.py", file


@pytest.mark.parametrize(
    "code",
    [
        "import blacheck",
        "import blacheck; blacheck.review, blacheck.Review, blacheck.load_checklist",
        "from blacheck.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from blacheck.cli import main; assert main(['checklist', 'list']) == 0",
        "from blacheck.cli import main; assert main(['explain', 'passports', '--checklist', {small!r}]) == 0",
    ],
)
def test_starting_is_light(code: str, small_file: str) -> None:
    asked = f"\nimport sys; assert not {set(HEAVY)!r} & set(sys.modules), sorted({set(HEAVY)!r} & set(sys.modules))"

    ran = subprocess.run(
        [sys.executable, "-c", code.replace("{small!r}", repr(small_file)) + asked],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", available())
def test_the_readme_names_every_checklist(name: str) -> None:
    assert f"`{name}`" in (ROOT / "README.md").read_text("utf-8")
