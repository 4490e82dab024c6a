"""The words of the outputs beside the report: its labels, and those that only a sheet, a brief or an index needs."""

from dataclasses import replace
from functools import cache
from importlib.resources import files

from blacheck.report.wording import Wording, wording


@cache
def vocabulary(language: str) -> Wording:
    """The report's words in a language together with those of the other outputs."""
    from ruamel.yaml import YAML

    source = files("blacheck.report").joinpath("templates", f"outputs.{language}.yml")
    own = YAML(typ="safe", pure=True).load(source.read_text(encoding="utf-8"))
    words = wording(language)
    return replace(words, labels={**words.labels, **own})
