"""The report's own words. They are data: another language is another labels file, and no other change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from blacheck.messages import told

OWN = "en"
"""The language in which reviews are held, and in which every label exists."""
_LABELS = re.compile(r"labels\.([a-z]{2})\.yml")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of one language and the few things that are said with them."""

    labels: Mapping[str, Any]
    phrases: Mapping[str, str] = field(default_factory=dict)
    """Words of a checklist in its own language, and what they are in this one."""

    def count(self, key: str, n: int) -> str:
        """A number with its noun: "1 page", "12 pages"."""
        one, many = self.labels["count"][key]
        return str(one if n == 1 else many).format(n=n)

    def list(self, items: Sequence[object]) -> str:
        """Items in a phrase: "3", "3 and 4", "3, 4 and 7"."""
        words = [str(item) for item in items]
        if len(words) < 2:
            return "".join(words)
        marks = self.labels["punctuation"]
        return f"{marks['list'].join(words[:-1])}{marks['last']}{words[-1]}"

    def said(self, message: str) -> str:
        """A message of the program (a reason, a limit, a warning) in this language."""
        language = str(self.labels["language"])
        return message if language == OWN else told(message, language, self.phrases)

    def all_said(self, messages: Sequence[str]) -> str:
        """Several of them in a row."""
        return "; ".join(map(self.said, messages))

    def bearers(self, names: str) -> str:
        """Who is bound, in this language."""
        if self.labels["language"] == OWN:
            return names
        if names in self.phrases:
            return self.phrases[names]
        first, _, rest = names.partition(" and ")
        return self.list([self.phrases.get(first, first), *([self.bearers(rest)] if rest else [])])

    def quote(self, words: str) -> str:
        """The words in quotation marks."""
        return str(self.labels["punctuation"]["quote"]).format(words=words)

    def date(self, iso: str) -> str:
        """An ISO date as far as it goes ("14 May 1962", "May 1962", "1962"); anything else as it is."""
        parts = _DATE.fullmatch(iso)
        if not parts or not 1 <= int(parts[2]) <= 12:
            return iso
        form = self.labels["date"] if parts[3] else self.labels["month"]
        month = self.labels["months"][int(parts[2]) - 1]
        return str(form).format(day=int(parts[3] or 0), month=month, year=parts[1])

    def named(self, group: str, key: str) -> str:
        """A label by a name that comes from the data; the name itself where there is no label for it."""
        return str(self.labels[group].get(key, key))

    def names(self, group: str, keys: Sequence[str]) -> str:
        """Several labels in one phrase."""
        return self.list([self.named(group, key) for key in keys])


def languages() -> tuple[str, ...]:
    """The languages in which there are labels, as ISO 639-1 codes in alphabetical order."""
    names = (file.name for file in files("blacheck.report").joinpath("templates").iterdir())
    return tuple(sorted(found[1] for name in names if (found := _LABELS.fullmatch(name))))


@cache
def wording(language: str, *parts: str) -> Wording:
    """The report's words in a language; what a file of labels lacks stands in English.

    Args:
        language: ISO 639-1 code.
        parts: Names of further files, whose words come under that name: ``comparison`` for ``comparison.en.yml``.

    Raises:
        ValueError: There are no labels in that language.
    """
    if language not in languages():
        raise ValueError(f"no report in {language!r}; there are {', '.join(languages())}")
    own, other = ({**_read("labels", code), **{part: _read(part, code) for part in parts}} for code in (OWN, language))
    return Wording(_over(own, other))


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two mappings as one, whose values are taken from the second where it has them."""
    both = {**below, **above}
    return {key: _over(below[key], value) if _are_maps(below.get(key), value) else value for key, value in both.items()}


def _are_maps(*values: object) -> bool:
    return all(isinstance(value, Mapping) for value in values)


def _read(part: str, language: str) -> dict[str, Any]:
    from ruamel.yaml import YAML

    source = files("blacheck.report").joinpath("templates", f"{part}.{language}.yml")
    labels: dict[str, Any] = (
        YAML(typ="safe", pure=True).load(source.read_text(encoding="utf-8")) if source.is_file() else {}
    )
    return labels
