"""Which languages a scan is in, told from a first recognition with all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CHUNK = 300
"""Characters that are judged together: some lines."""
_SHARE = 0.08
"""Share of a text from which a language counts: a column of a page, one annex of several."""


def languages_in(texts: Iterable[str], candidates: Sequence[str]) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that make up the texts, the commonest first; all where nothing tells.

    Args:
        texts: Of pages.
        candidates: The languages that come into question.
    """
    counts = Counter[str]()
    for text in texts:
        for at in range(0, len(text), _CHUNK):
            chunk = text[at : at + _CHUNK]
            if sum(map(str.isalpha, chunk)) > _CHUNK / 4:
                counts[_language(chunk, tuple(candidates))] += len(chunk)
    found = tuple(code for code, count in counts.most_common() if count >= _SHARE * counts.total())
    return found or tuple(candidates)


def _language(text: str, candidates: tuple[str, ...]) -> str:
    return str(_identifier(candidates).classify(text)[0])


@cache
def _identifier(candidates: tuple[str, ...]) -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(candidates))
    return identifier
