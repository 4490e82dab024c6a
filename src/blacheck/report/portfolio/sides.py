"""Which names are of the same side: "Republic of Lumbesh", "the Ministry of Labour of the Republic of Lumbesh".

The words for forms of state are data (``sides.yml``), for they are of many languages and a matter of judgement.
"""

import re
from functools import cache
from importlib.resources import files


@cache
def side(name: str) -> str:
    """A party's name without the office that signs for it and without the form of its state, for comparing and sorting.

    A name of which nothing else would be left stays as it is.
    """
    whole, before, after = _patterns()
    plain = " ".join(name.split())
    if whole.search(plain):
        return plain
    *_, rest = before.split(plain)
    return after.sub("", rest).strip(" ,") or plain


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    from ruamel.yaml import YAML

    source = files("blacheck.report").joinpath("templates", "sides.yml")
    words = YAML(typ="safe", pure=True).load(source.read_text(encoding="utf-8"))
    whole, before, after = ("|".join(map(re.escape, sorted(words[key], key=len, reverse=True))) for key in words)
    return (
        re.compile(rf"\b(?:{whole})\b", re.IGNORECASE),
        re.compile(rf"(?:^|.*?\s)(?:the\s+)?(?:{before})\s*|^the\s+", re.IGNORECASE),
        re.compile(rf"\s+(?:{after})$", re.IGNORECASE),
    )
