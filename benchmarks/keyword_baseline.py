"""What counting keywords reaches: the baseline beside which the figures of quality are read.

    python benchmarks/keyword_baseline.py TEXT_DIR REVIEW_DIR

For each element its keywords are all wordings of the concepts that its ``about`` names. A paragraph with a keyword
and a mandatory verb makes it covered, a paragraph with a keyword alone partial. Nothing is ever contrary.
"""

import argparse
import json
import re
from pathlib import Path

from blacheck.checklist import Checklist, load_checklist
from blacheck.match.lexicon import Lexicon, load, plural

_MANDATORY = re.compile(r"\b(?:shall|must|will|undertakes?)\b", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:Article|Section|Annex|Appendix|Schedule|ARTICLE|SECTION|ANNEX|APPENDIX|SCHEDULE)\s*\(?(\w+)|(\d+)\."
)


def keywords(checklist: Checklist, lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """One pattern for each element."""
    out = {}
    for element in checklist.elements:
        names = [name for name in (element.about or "").split("|") if name in lexicon.concepts]
        words = [
            word
            for name in names
            for concept in [lexicon.concepts[name]]
            for word in (*concept.nouns, *map(plural, concept.nouns), *concept.forms, *concept.stems)
        ]
        out[element.id] = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
    return out


def review(text: str, patterns: dict[str, re.Pattern[str]]) -> list[dict[str, object]]:
    """Findings in the shape of a review."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [_finding(element, pattern, paragraphs) for element, pattern in patterns.items()]


def _finding(element: str, pattern: re.Pattern[str], paragraphs: list[str]) -> dict[str, object]:
    coverage, article, cited = "missing", "", []
    for paragraph in paragraphs:
        if heading := _HEADING.match(paragraph.strip()):
            article = heading[1] or heading[2]
        if pattern.search(paragraph):
            cited.append({"clause": article})
            coverage = "covered" if _MANDATORY.search(paragraph) or coverage == "covered" else "partial"
    return {"element": element, "coverage": coverage, "contrary": False, "evidence": cited}


def main() -> None:
    """Reviews every text of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("reviews", type=Path)
    args = parser.parse_args()
    args.reviews.mkdir(parents=True, exist_ok=True)
    patterns = keywords(load_checklist("core"), load("en"))
    for path in sorted(args.texts.glob("*.txt")):
        found = {"findings": review(path.read_text(encoding="utf-8"), patterns)}
        (args.reviews / f"{path.stem}.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
