"""Languages: their names, how they are written, and for which of them there are rules."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal


def known_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that are told apart."""
    return tuple(_data()["names"])


def name_of(language: str) -> str:
    """The English name of a language; its code where it is none of those known."""
    return str(_data()["names"].get(language, language))


def names_of(languages: Sequence[str]) -> str:
    """Several languages in a phrase: "English, French and Arabic"."""
    *others, last = map(name_of, languages)
    return f"{', '.join(others)} and {last}" if others else last


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Whether a language is written from left to right or from right to left."""
    return "rtl" if language in _data()["right_to_left"] else "ltr"


@cache
def supported_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a lexicon, so that what is not found in them is missing."""
    names = sorted(file.name for file in files("blacheck.lexicons").iterdir() if file.name.endswith(".yml"))
    return tuple(name.removesuffix(".yml") for name in names)


def is_supported(language: str) -> bool:
    """True for a language with rules, and for "", where nobody asked for the language."""
    return not language or language in supported_languages()


@cache
def _data() -> dict[str, Any]:
    from ruamel.yaml import YAML

    text = files("blacheck").joinpath("languages.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return data
