"""What the program says of its verdicts, as data: whoever reads in another language reads the same.

A review holds these sentences in English, with its words filled in; so it stays readable by itself. In another language
a sentence is recognised by the English template that it was made from, and the template of that language is filled.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SLOT = re.compile(r"\{(\w+)\}")


def say(key: str, **values: object) -> str:
    """The English sentence of that key.

    Raises:
        KeyError: There is no such sentence, or a value is missing.
    """
    return templates("en")[key].format(**values)


def told(message: str, language: str, phrases: Mapping[str, str]) -> str:
    """A sentence in another language; what nothing is known of stays as it is.

    Args:
        message: As ``say`` gave it, or several with "; " between them, or a phrase.
        language: ISO 639-1 code.
        phrases: Further English phrases with their translation, such as the texts of a checklist.
    """
    if message in phrases:
        return phrases[message]
    for key, pattern in _patterns():
        if (found := pattern.fullmatch(message)) and key in templates(language):
            values = {name: told(value, language, phrases) for name, value in found.groupdict().items()}
            return templates(language)[key].format(**values)
    first, mark, rest = message.partition("; ")
    return f"{told(first, language, phrases)}; {told(rest, language, phrases)}" if mark else message


@cache
def templates(language: str) -> Mapping[str, str]:
    """The sentences of a language by key, with their slots in braces; none of a language that has no such file."""
    from ruamel.yaml import YAML

    file = files("blacheck.messages").joinpath(f"{language}.yml")
    return YAML(typ="safe").load(file.read_bytes()) if file.is_file() else {}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How each English sentence is recognised, in the order of the file."""
    return tuple((key, re.compile(_pattern(text), re.DOTALL)) for key, text in templates("en").items())


def _pattern(template: str) -> str:
    *before, last = _SLOT.split(template)
    texts, names = before[::2], before[1::2]
    return "".join(f"{re.escape(text)}(?P<{name}>.+?)" for text, name in zip(texts, names, strict=True)) + re.escape(
        last
    )
