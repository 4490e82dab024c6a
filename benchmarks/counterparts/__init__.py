"""A text in another language with the headings, numbers and lists of an English one, put together from phrases."""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from corpus_samples.source import Block, parse
from ruamel.yaml import YAML

_HEAD = re.compile(
    r"(article|part|chapter|section|letter|preamble|annex|appendix|schedule|additional protocol|protocol|"
    r"model contract|exchange of letters)\b\s*(\(?(?:\d+|[ivxlc]+|[a-z])\)?(?![a-z]))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d+|[IVX]+|[A-Z])\.\s")


class Counterpart:
    """Puts together the other version of an agreement, block by block, the same every time.

    Args:
        language: Code of a file of phrases in this folder.
    """

    def __init__(self, language: str) -> None:
        text = (Path(__file__).parent / f"{language}.yml").read_text(encoding="utf-8")
        self.phrases: dict[str, Any] = YAML(typ="safe").load(text)
        self.direction: str = self.phrases["direction"]
        self.font: str = self.phrases["font"]
        kinds = ("titles", "headings", "chapeaux", "items", "sentences", "signatures", "cells")
        self._next = {kind: cycle(self.phrases[kind]) for kind in kinds}

    def blocks(self, text: str) -> list[Block]:
        """The other version's blocks, one for each block of an English source."""
        return [self._block(block) for block in parse(text)[0]]

    def _block(self, block: Block) -> Block:
        if block.kind == "table":
            return Block("table", rows=tuple(self._row(row) for row in block.rows))
        return Block(block.kind, self._text(block), self._marker(block.marker))

    def _row(self, row: Sequence[str]) -> tuple[str, ...]:
        return tuple(cell if re.fullmatch(r"[\d.,% ]*", cell) else next(self._next["cells"]) for cell in row)

    def _marker(self, marker: str) -> str:
        """The number, with the language's own letters where it has any: "(a)" becomes "(أ)"."""
        letters, found = self.phrases["letters"], re.fullmatch(r"\(([a-t])\)", marker)
        return f"({letters[ord(found[1]) - ord('a')]})" if letters and found else marker

    def _text(self, block: Block) -> str:
        match block.kind:
            case "title":
                return str(next(self._next["titles"]))
            case "annex" | "heading":
                return " ".join(self._heading(block.text))
            case "caption" | "subheading":
                return str(next(self._next["headings"]))
            case "signature":
                return str(next(self._next["signatures"]))
            case _:
                return self._running(block.text)

    def _heading(self, text: str) -> Iterator[str]:
        number = _NUMBER.match(text)
        found = _HEAD.match(text)
        if found:
            yield self.phrases["words"][found[1].lower()]
            yield from filter(None, [found[2]])
            if not text[found.end() :].strip(" .:–-"):
                return
            yield "–"
        elif number:
            yield number.group().strip()
        yield next(self._next["headings"])

    def _running(self, text: str) -> str:
        if text.endswith(":"):
            return str(next(self._next["chapeaux"]))
        if text.endswith((";", "; and", "; or")):
            return str(next(self._next["items"]))
        out = str(next(self._next["sentences"]))
        while len(out) < 0.8 * len(text):
            out += " " + next(self._next["sentences"])
        return out


def source_of(blocks: Sequence[Block]) -> str:
    """Blocks as a plain text in the markup of the samples."""
    return "\n\n".join(
        "\n".join(f"| {' | '.join(row)} |" for row in block.rows)
        if block.kind == "table"
        else f"{block.marker} {block.text}".strip()
        for block in blocks
    )
