"""Tells the languages of a text by its commonest small words."""

from collections import Counter

from blacheck.segment import words

_SHARE = 0.15
"""Share of a text's paragraphs, by words, from which a language counts as one of the text."""
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _table in words.LANGUAGES.items():
    for _word in _table.stop_words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_code)


def languages_of(text: str) -> tuple[str, ...]:
    """ISO 639-1 codes, the commonest first; English where nothing tells."""
    totals: Counter[str] = Counter()
    for paragraph in text.lower().split("\n\n"):
        found = paragraph.split()
        known = [word for word in found if word in _LANGUAGES_OF]
        if known:
            counts = Counter(code for word in known for code in _LANGUAGES_OF[word])
            totals[min(counts, key=lambda code: (-counts[code], code))] += len(found)
    ranked = sorted(totals, key=lambda code: (-totals[code], code))
    return tuple(code for code in ranked if totals[code] >= _SHARE * totals.total()) or ("en",)
