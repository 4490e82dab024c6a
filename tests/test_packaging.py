"""What is built is what is in the folder: every package is listed, every data file is shipped and can be read."""

import tomllib
from fnmatch import fnmatch
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path

import pytest

import blacheck
from blacheck.checklist import available
from blacheck.views import load

ROOT = Path(__file__).parents[1]
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETUPTOOLS = SETUP["tool"]["setuptools"]
HOMES = {"blacheck": ROOT / "src" / "blacheck", "blacheck.checklists": ROOT / "checklists"}


def package_folder(name: str) -> Path:
    return HOMES.get(name) or ROOT / "src" / Path(*name.split("."))


def test_every_package_is_listed() -> None:
    found = {file.parent for file in (ROOT / "src").rglob("__init__.py")} | {ROOT / "checklists"}

    assert found <= {package_folder(name) for name in SETUPTOOLS["packages"]}


@pytest.mark.parametrize("name", SETUPTOOLS["packages"])
def test_every_data_file_is_shipped(name: str) -> None:
    folder = package_folder(name)
    patterns = SETUPTOOLS["package-data"].get(name, [])
    others = [package_folder(other) for other in SETUPTOOLS["packages"] if other != name]

    for file in folder.rglob("*"):
        mine = not any(file.is_relative_to(other) and other.is_relative_to(folder) for other in others)
        if mine and file.is_file() and file.suffix not in (".py", ".pyc"):
            relative = file.relative_to(folder).as_posix()
            assert any(fnmatch(relative, pattern) for pattern in patterns), f"{name}: {relative} is in no package-data"


def test_the_installed_package_has_its_version() -> None:
    assert blacheck.__version__ == version("blacheck") == SETUP["project"]["version"]


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{SETUP['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_command_is_installed() -> None:
    (script,) = entry_points(group="console_scripts", name="blacheck")

    assert callable(script.load())


@pytest.mark.parametrize("name", available())
def test_every_checklist_loads_from_the_installed_package(name: str) -> None:
    assert load(name).id == name


def test_the_checklists_come_with_their_guide() -> None:
    assert files("blacheck.checklists").joinpath("README.md").is_file()
    assert "core" in available()


def test_no_dependency_is_named_in_two_places() -> None:
    project = SETUP["project"]
    named = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    bare = [name.split(">")[0].split("[")[0] for name in named]

    assert len(bare) == len(set(bare))
