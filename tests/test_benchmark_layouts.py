"""The benchmark of layouts: what it counts, and the counterparts that it prints."""

from pathlib import Path

import pytest
from benchmarks import renderings
from benchmarks.counterparts import Counterpart, source_of
from benchmarks.layouts import Score, add, jumps
from corpus_samples.source import parse

TEXT = """AGREEMENT BETWEEN THE REPUBLIC OF OST AND THE REPUBLIC OF WEST ON LABOUR

Article 1

The employer shall provide each worker with suitable lodging free of charge for the duration of the contract.

Article 2

(1) The employer shall:

(a) pay the wages each month into an account held in the name of the worker; and

(b) keep a record of all deductions.
"""


def test_a_reading_across_columns_jumps_back() -> None:
    left = "The employer shall provide each worker with suitable lodging free of charge for the duration of it"
    right = "No fee or deposit may be collected from any person for recruitment whether directly or by way of others"
    mixed = " ".join(
        f"{' '.join(left.split()[at : at + 6])} {' '.join(right.split()[at : at + 6])}" for at in range(0, 18, 6)
    )
    assert jumps(f"{left} {right}", f"{left} {right}") == 0
    assert jumps(f"{left} {right}", mixed) == 2


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_counterparts_keep_blocks_and_numbers(language: str) -> None:
    ours, theirs = parse(TEXT)[0], Counterpart(language).blocks(TEXT)
    assert [block.kind for block in ours] == [block.kind for block in theirs]
    assert [block.marker for block in theirs] == [
        "" if not b.marker else m.marker for b, m in zip(ours, theirs, strict=True)
    ]
    heads = [block.text.split()[-1] for block in theirs if block.kind == "heading"]
    assert heads == ["1", "2"]
    assert source_of(ours) == TEXT.strip()


def test_every_rendering_has_a_target() -> None:
    assert {way.kind for way in renderings.RENDERINGS.values()} <= set(renderings.TARGETS)


def test_a_faithful_rendering_scores_in_full(tmp_path: Path) -> None:
    score = Score()
    add(score, renderings.single(TEXT, tmp_path / "x"), details=False)
    assert (score.wrong, score.jumps, score.boundaries, score.verdicts) == (0, 0, 1.0, 1.0)
