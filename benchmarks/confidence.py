"""What the confidence of character recognition is worth: known pages made worse step by step.

    python benchmarks/confidence.py

For each page: dots per inch, deviation of the noise, quality of the JPEG, the confidence of the page, and the share of
its words that were read right.
"""

import sys
from collections import Counter
from functools import partial
from itertools import product
from pathlib import Path
from time import monotonic

from blacheck.extract import Limits, Ocr
from blacheck.extract.isolate import run_isolated
from blacheck.extract.ocr import recognised_pages

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from pdfs import PHRASES, SENTENCES, printed
from scanner import scanned

_DPI = (200, 150, 100, 75, 60)
_NOISE = (10, 40, 70, 100)
_QUALITY = (60, 20)


def main() -> None:
    """Prints the table."""
    print(f"{'text':<8}{'dpi':>5}{'noise':>7}{'jpeg':>6}{'confidence':>12}{'words right':>13}")
    for (name, texts), dpi, noise, quality in product(
        {"English": SENTENCES, "French": PHRASES}.items(), _DPI, _NOISE, _QUALITY
    ):
        sure, right = measured(list(texts), dpi=dpi, noise=noise, quality=quality)
        print(f"{name:<8}{dpi:>5}{noise:>7}{quality:>6}{sure:>12.2f}{right:>13.2f}", flush=True)


def measured(texts: list[str], *, dpi: int, noise: int, quality: int) -> tuple[float, float]:
    """Confidence of a page, and share of its words that were read right."""
    scan = scanned(printed(texts), angles=(0.7,), dpi=dpi, noise=noise, quality=quality)
    draw = partial(run_isolated, "scans:draw_scans", scan, name="scan.pdf", limits=Limits())
    (page,) = recognised_pages([1], draw=draw, document="", ocr=Ocr(cache=False), until=monotonic() + 600)
    wanted, read = Counter(" ".join(texts).split()), Counter(page.text.split())
    return page.confidence or 0.0, (wanted & read).total() / wanted.total()


if __name__ == "__main__":
    main()
