"""How often verdicts equal a person's codings: the figures that ``<id>.accuracy.yml`` holds and a report prints."""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from blacheck.checklist import Accuracy, Checklist, Figure, Measurement, Share
from blacheck.evaluate import FIGURES, Cell, interval, same

PUBLISHED = ("missing F1", "contrary F1", "kappa", "right article")
"""The figures of ``blacheck.evaluate`` that are printed in a report."""
_Z = 1.959964  # of the normal distribution, for 95 %


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's method, which holds for few cases and for shares near 0 and 1."""
    share = right / n
    middle = share + _Z**2 / (2 * n)
    spread = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    return max(0.0, min(share, (middle - spread) / scale)), min(1.0, max(share, (middle + spread) / scale))


def measure(checklist: Checklist, texts: Mapping[str, Sequence[Cell]]) -> Accuracy:
    """The accuracy of a checklist.

    Args:
        checklist: What was measured.
        texts: The cells of each kind of texts, by its name; a kind without cells is left out.
    """
    kinds = {name: rows for name, rows in texts.items() if rows}
    themes = {element.id: element.theme for element in checklist.elements}
    every = [row for rows in kinds.values() for row in rows]
    return Accuracy(
        version=checklist.version,
        sha256=checklist.sha256,
        measured=[
            Measurement(
                texts=name,
                agreements=len({row.agreement for row in rows}),
                verdicts=len(rows),
                figures={name: _figure(rows, FIGURES[name]) for name in PUBLISHED},
                themes=_shares(rows, lambda row: themes[row.element], checklist.themes),
                elements=_shares(rows, lambda row: row.element, list(themes)),
            )
            for name, rows in kinds.items()
        ],
        elements=_shares(every, lambda row: row.element, list(themes)),
    )


def _figure(rows: Sequence[Cell], figure: Callable[[Sequence[Cell]], float]) -> Figure:
    low, high = interval(rows, figure)
    return Figure(value=round(figure(rows), 3), low=round(low, 3), high=round(high, 3))


def _shares(rows: Sequence[Cell], key: Callable[[Cell], str], order: Sequence[str]) -> dict[str, Share]:
    """The share of right verdicts under each key that has any, in that order."""
    found: dict[str, list[bool]] = {name: [] for name in order}
    for row in rows:
        found[key(row)].append(same(row))
    return {name: _share(verdicts) for name, verdicts in found.items() if verdicts}


def _share(verdicts: Sequence[bool]) -> Share:
    low, high = wilson(sum(verdicts), len(verdicts))
    return Share(n=len(verdicts), right=sum(verdicts), low=round(low, 3), high=round(high, 3))
