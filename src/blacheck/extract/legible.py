"""Whether the text layer of a page says what the page shows, as far as letters alone can tell.

A font without a true table of its letters, or bytes read in the wrong encoding, give text that looks like text to a
program. It must count as not read.
"""

import re
from collections.abc import Sequence

SCAN = "a picture of a page without a text layer (a scan)"
SHAPES = "its letters are drawn as shapes, not as text"
GARBLED = "its letters are stored without their meaning (a broken font encoding)"
UNDRAWN = "its picture is damaged, or drawing it needs more time or memory than allowed"
NO_TIME = "there was no time left to recognise its characters"
RECOGNISABLE = {SCAN, SHAPES, GARBLED}
"""Why a page could not be read, where character recognition can help."""

_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]|\\(cid:\\d+\\)")
_MOST_STRANGE = 0.2
"""Share of a page's characters that may be private or replacement characters, such as bullets."""
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_VOWELS = "aeiouyàâäáãåæèéêëìíîïòóôõöøœùúûüýÿıığ"
_VOWEL = re.compile(f"[{_VOWELS}]", re.IGNORECASE)
_FEWEST_VOWELS = 0.25
"""Languages in Latin letters have a third of vowels or more; texts read through the wrong encoding about a sixth."""
_HARD = re.compile(f"[^{_VOWELS}]{{5}}|[{_VOWELS}]{{4}}|^[^{_VOWELS}]+$")
_MOST_HARD = 0.15
"""Share of longer words with five consonants or four vowels in a row, or without vowels: 2 % in English, French and
Spanish, 6 % in German, and more than this in 97 of 100 texts whose letters are shuffled."""
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{4,}")
_FEWEST_LETTERS = 0.3
"""Share of letters and digits among the characters of a page; a table of figures has hardly fewer than all."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_MOST_MISREAD = 0.5
_SAMPLE, _ENOUGH, _SOME = 4000, 200, 8
"""Characters that are looked at; letters, and misread signs, from which anything can be concluded."""


def is_garbled(words: Sequence[str]) -> bool:
    """True for the words of a page that cannot be what is printed there."""
    text = " ".join(words)[:_SAMPLE]
    characters = len(text) - text.count(" ")
    strange = sum(len(found.group()) for found in _STRANGE.finditer(text))
    if strange > _MOST_STRANGE * characters > 0:
        return True
    return _is_symbols(text, characters) or _is_no_language(text) or _is_misdecoded(text)


def _is_symbols(text: str, characters: int) -> bool:
    """True where signs stand for the letters."""
    known = len(_LETTER.findall(text)) + sum(char.isdigit() or char in ".…_-–|" for char in text)
    return characters >= _ENOUGH and known < _FEWEST_LETTERS * characters


def _is_no_language(text: str) -> bool:
    """True for Latin letters that stand for others."""
    latin = len(_LATIN.findall(text))
    if latin < _ENOUGH:
        return False
    if len(_VOWEL.findall(text)) < _FEWEST_VOWELS * latin:
        return True
    words = _WORD.findall(text.casefold())
    return sum(_HARD.search(word) is not None for word in words) > _MOST_HARD * len(words)


def _is_misdecoded(text: str) -> bool:
    """True where most signs beyond ASCII are UTF-8 that was read as Windows-1252 ("Ã©" for "é")."""
    runs = _FOREIGN.findall(text)
    misread = sum(_is_utf8(run) for run in runs)
    return misread >= _SOME and misread > _MOST_MISREAD * len(runs)


def _is_utf8(run: str) -> bool:
    try:
        run.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True
