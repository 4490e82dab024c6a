"""Likeness: how far a provision is worded like those that people have coded.

Rules know the wordings that somebody thought of. Beside them a linear model reads the words of every provision and says
for each element whether provisions so worded were coded as dealing with it, as sufficient, and as contrary. Its weights
are a file beside the checklist (``<id>.likeness.json``), trained by ``benchmarks/train_likeness.py``. It says no more
than like, unlike or neither; ``grade`` judges.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Any, get_args

from blacheck.match.frames import Frame
from blacheck.match.lexicon import Lexicon
from blacheck.match.probes import Reading
from blacheck.model import Aspect

if TYPE_CHECKING:
    from numpy import ndarray

    Numbers = ndarray[Any, Any]

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
BINDING = ("prohibition", "obligation", "right")
"""Forces of which a provision must have one to be like a sufficient one."""
_CITED = 2
"""Provisions that stand for a likeness."""
_TRIED = 6
"""Provisions that are tried for it."""
_WORDS = 4
"""Words of a provision that are named as those that made it alike."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Scores from which a provision is like others, and below which the closest one is unlike them."""

    like: float
    unlike: float


@dataclass(frozen=True, slots=True)
class Closest:
    """What the model says of one aspect of an element, and the provisions that come closest."""

    element: str
    aspect: Aspect
    like: bool
    unlike: bool
    found: tuple[tuple[Reading, Frame, tuple[int, ...]], ...]
    """Of those that are like: reading, predication, and the tokens that made it so."""


def features(reading: Reading, lexicon: Lexicon) -> Counter[str]:
    """What the model sees of a provision: its word stems and pairs of them, actors by their role, and its concepts.

    Words of its heading are marked "h:", concepts "+" and those of its heading "h+".
    """
    words = [word for word, _ in _words(reading, lexicon)]
    found = Counter([*words, *(f"{one} {two}" for one, two in pairwise(words))])
    found.update(f"+{tag}" for tag in {tag.concept for tag in reading.sentence.tags} if _is_concept(tag))
    found.update(f"h:{word}" for word in reading.heading_words)
    found.update(f"h+{tag}" for tag in reading.heading if _is_concept(tag))
    return found


def _is_concept(tag: str) -> bool:
    """False for the phrases that a checklist asks for literally."""
    return tag[:1].isupper()


def _words(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Stems with the token at which each stands; whatever an agreement calls an actor, its role stands for it."""
    doc = reading.sentence.doc
    actors = {tag.start: tag for tag in reversed(reading.sentence.tags) if tag.concept in lexicon.roles}
    position = 0
    while position < len(doc):
        if actor := actors.get(position):
            yield f"@{actor.concept}", position
        elif doc[position].is_alpha:
            yield doc[position].norm_, position
        elif doc[position].text[:1].isdigit():
            yield "#", position
        position = max(actor.end if actor else 0, position + 1)


def weighed(found: Mapping[str, int]) -> dict[str, float]:
    """Counts of features, the tenth time counting less than the first."""
    return {feature: 1 + log(count) for feature, count in found.items()}


class Model:
    """Weights of each element and aspect over features of provisions."""

    def __init__(self, raw: bytes) -> None:
        import numpy as np

        data = json.loads(raw)
        self.bars = {aspect: Bars(**data["bars"][aspect]) for aspect in ASPECTS}
        self._index = {feature: number for number, feature in enumerate(data["features"])}
        self._rarity = np.array(data["rarity"], dtype=np.float32) / data["scale"]
        self.columns = [(element, aspect) for element, has in data["elements"].items() for aspect in has]
        self._weights = np.zeros((len(self._index), len(self.columns)), dtype=np.float32)
        self._bias = np.zeros(len(self.columns), dtype=np.float32)
        for column, (element, aspect) in enumerate(self.columns):
            has = data["elements"][element][aspect]
            self._weights[np.cumsum(has["steps"]), column] = np.array(has["weights"], dtype=np.float32) / data["scale"]
            self._bias[column] = has["bias"] / data["scale"]

    def scores(self, found: Mapping[str, int]) -> "Numbers":
        """The score of a provision under each of ``columns``."""
        import numpy as np

        known = {self._index[name]: value for name, value in weighed(found).items() if name in self._index}
        rows = np.fromiter(known.keys(), dtype=np.intp, count=len(known))
        values = np.fromiter(known.values(), dtype=np.float32, count=len(known)) * self._rarity[rows]
        length = float(np.sqrt((values * values).sum())) or 1.0
        scores: Numbers = (values / length) @ self._weights[rows] + self._bias
        return scores

    def telling(self, reading: Reading, lexicon: Lexicon, column: int) -> tuple[int, ...]:
        """The tokens of a provision that speak most for a column, in the order of the text."""
        weight = {
            position: float(self._weights[self._index[word], column] * self._rarity[self._index[word]])
            for word, position in _words(reading, lexicon)
            if word in self._index
        }
        best = sorted((position for position in weight if weight[position] > 0), key=lambda at: (-weight[at], at))
        return tuple(sorted(best[:_WORDS]))


@lru_cache(maxsize=4)
def model_of(raw: bytes) -> Model:
    """The model that a checklist's file holds."""
    return Model(raw)


def closest(
    readings: Sequence[Reading], model: Model, lexicon: Lexicon, denied: Callable[[str, Reading], bool]
) -> Iterator[Closest]:
    """What the model says of each element and aspect. What only the preamble says is like nothing.

    Args:
        readings: The provisions.
        model: The weights.
        lexicon: The language.
        denied: Whether a provision denies what an element asks for: for a linear model "shall not pay" and "shall pay"
            are nearly the same.
    """
    import numpy as np

    inside = [one for one in readings if one.frames and one.place != "preamble" and not one.informative]
    if not inside:
        return
    scores = np.array([model.scores(features(reading, lexicon)) for reading in inside])
    binding = np.array([_main(reading).force in BINDING for reading in inside])
    for column, (element, aspect) in enumerate(model.columns):
        bars, own = model.bars[aspect], scores[:, column]
        fit = np.where(binding, own, -np.inf) if aspect == "covered" else own
        near = [inside[at] for at in np.argsort(-fit, kind="stable")[:_TRIED] if fit[at] >= bars.like]
        like = [one for one in near if aspect == "contrary" or not denied(element, one)][:_CITED]
        yield Closest(
            element=element,
            aspect=aspect,
            like=bool(like),
            unlike=bool(own.max() < bars.unlike),
            found=tuple((one, _main(one), model.telling(one, lexicon, column)) for one in like),
        )


def _main(reading: Reading) -> Frame:
    """The predication that says most: the first that binds."""
    return next((frame for frame in reading.frames if frame.force in BINDING), reading.frames[0])
