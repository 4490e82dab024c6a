"""Tells in which language each paragraph of a text is.

Long paragraphs say which languages a text has; among these alone each paragraph is then decided, and what is too short
to tell (a heading, a number) is in the language of what it stands beside: changes from one to another are few.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log
from typing import Any

from blacheck.languages import known_languages
from blacheck.model import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LONG = 30
"""Letters from which a paragraph says by itself in which language it is."""
_SHORT = 3
_SAMPLE = 500
"""Characters of a paragraph that are looked at."""
_SURE = 0.7
_CLEAR = 0.01
"""Cost of a language that leaves no doubt."""
_SELDOM, _OFTEN = 0.05, 0.7
"""Shares of paragraphs with another language than the one before, between which texts are thought to lie."""
_BEFORE_TEXT, _REPEATED = 0.3, 4.0
"""What more it costs to change before a sentence than before a heading, and not to where a line comes again at once
("Article 1" over each of two columns). A language ten times as likely is worth 2.3."""
_LEAST = 1e-4
"""Share of a language that is as good as none."""
_SHARE = 0.02
"""Share of the letters in long paragraphs from which a language counts as one of the text."""
_ENOUGH = 200
"""Letters that are needed for this, unless the text is short."""
_SHARE_OF_SHORT = 0.15
_STOPPED = re.compile(r"[.;:,،؛]\W*$")
_USUAL = "en"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph and its language."""

    span: Span
    language: str
    letters: int


def stretches_of(text: str, spans: Sequence[Span] | None = None) -> list[Stretch]:
    """The paragraphs of a text, or other stretches of it in order, with the language of each."""
    spans = list(_paragraphs(text)) if spans is None else spans
    samples = [span.of(text)[:_SAMPLE] for span in spans]
    letters = [sum(map(str.isalpha, span.of(text))) for span in spans]
    languages = _main_languages(samples, letters)
    found = [languages[0]] * len(spans) if len(languages) == 1 else _likeliest(languages, samples)
    return [Stretch(*row) for row in zip(spans, found, letters, strict=True)]


def languages_of(text: str) -> tuple[str, ...]:
    """ISO 639-1 codes, the commonest first; English where nothing tells."""
    return ranked(stretches_of(text))


def ranked(stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """The languages of some stretches, the commonest first; English where there is no stretch."""
    totals = Counter[str]()
    for stretch in stretches:
        totals[stretch.language] += stretch.letters
    return tuple(sorted(totals, key=lambda code: (-totals[code], code))) or (_USUAL,)


def language_at(span: Span, stretches: Sequence[Stretch]) -> str:
    """The language in which most of a span is written, given the stretches of its text in order."""
    first = bisect_right(stretches, span.start, key=lambda stretch: stretch.span.end)
    last = bisect_left(stretches, span.end, key=lambda stretch: stretch.span.start)
    return ranked(stretches[first:last])[0]


def _paragraphs(text: str) -> Iterator[Span]:
    for found in _PARAGRAPH.finditer(text):
        yield Span(*found.span())


def _main_languages(samples: Sequence[str], letters: Sequence[int]) -> list[str]:
    votes = Counter[str]()
    for sample, count in zip(samples, letters, strict=True):
        if count >= _LONG and (language := _told(sample)):
            votes[language] += count
    least = max(_SHARE * votes.total(), min(_ENOUGH, _SHARE_OF_SHORT * votes.total()))
    often = sorted((code for code in votes if votes[code] >= least), key=lambda code: (-votes[code], code))
    return often or [_told("\n".join(samples)[:_SAMPLE]) or _USUAL]


def _told(sample: str) -> str | None:
    language, share = _identifier().classify(sample)
    return str(language) if share >= _SURE else None


def _likeliest(languages: Sequence[str], samples: Sequence[str]) -> list[str]:
    """The languages of paragraphs that follow each other, as likely as may be with few changes from one to another.

    (The path of least cost, after Viterbi.)
    """
    each = [_costs(languages, sample) for sample in samples]
    change, stay = _habits(each)
    costs, choices = dict.fromkeys(languages, 0.0), list[dict[str, str]]()
    for before, sample, own in zip(("", *samples), samples, each, strict=False):
        going = change + (_BEFORE_TEXT if _STOPPED.search(sample) else 0.0)
        staying = stay + (_REPEATED if sample == before else 0.0)
        best, paths = dict[str, str](), dict[str, float]()
        for new in languages:
            to_new = {old: costs[old] + (staying if old == new else going) for old in languages}
            best[new] = min(to_new, key=to_new.__getitem__)
            paths[new] = to_new[best[new]] + own[new]
        choices.append(best)
        costs = paths
    path = [min(costs, key=costs.__getitem__)]
    for best in reversed(choices[1:]):
        path.append(best[path[-1]])
    return path[::-1]


def _habits(each: Sequence[dict[str, float]]) -> tuple[float, float]:
    """What it costs to change and to stay, by how often the paragraphs that leave no doubt change their language."""
    clear = [min(costs, key=costs.__getitem__) for costs in each if min(costs.values()) < _CLEAR]
    changes = sum(one != other for one, other in pairwise(clear))
    share = min(max(changes / (len(clear) or 1), _SELDOM), _OFTEN)
    return -log(share), -log(1 - share)


def _costs(languages: Sequence[str], sample: str) -> dict[str, float]:
    """How unlikely each language is for a paragraph: the negative logarithm of its share, within bounds."""
    if sum(map(str.isalpha, sample)) < _SHORT:
        return dict.fromkeys(languages, 0.0)
    shares = dict(_identifier(*sorted(languages)).rank(sample))
    return {language: -log(max(float(shares[language]), _LEAST)) for language in languages}


@cache
def _identifier(*languages: str) -> Any:
    """The detector for some languages, or for all that are known. It holds its model in its package."""
    if languages:
        narrowed = copy(_identifier())
        narrowed.set_languages(languages)
        return narrowed
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(known_languages())
    return identifier
