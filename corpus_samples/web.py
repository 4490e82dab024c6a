"""Writes agreements in light markup as web pages whose lists the browser numbers."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from corpus_samples.source import NOTE_MARK, Block, parse

_TAGS = {"title": "h1", "annex": "h2", "caption": "h3", "heading": "h3", "subheading": "h4"}
_COUNTED = re.compile(r"(\d+)\.")


def render_web(text: str) -> str:
    """A source as a web page.

    Args:
        text: Markup as ``corpus_samples.source`` describes it.
    """
    blocks, notes = parse(text)
    runs = groupby(blocks, key=_is_counted)
    body = "\n".join(line for counted, run in runs for line in (_list(run) if counted else map(_block, run)))
    marks = "".join(f'<p id="fn-{mark}">{mark}. {escape(note)}</p>' for mark, note in notes.items())
    aside = f'<section role="doc-endnotes">{marks}</section>' if notes else ""
    title = escape(" ".join(block.text for block in blocks if block.kind == "title"))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>li { margin: 1em }</style></head>\n<body><nav><a href='/'>Home</a></nav>\n"
        f"<main>\n{body}\n{aside}\n</main>\n<script>var shown = true;</script></body></html>\n"
    )


def _is_counted(block: Block) -> bool:
    return block.kind == "item" and _COUNTED.fullmatch(block.marker) is not None


def _list(items: Iterator[Block]) -> Iterator[str]:
    yield "<ol>"
    last = 0
    for item in items:
        number = int(item.marker[:-1])
        value = "" if number == last + 1 else f' value="{number}"'
        yield f"<li{value}>{_marked(item.text)}</li>"
        last = number
    yield "</ol>"


def _block(block: Block) -> str:
    if block.kind == "table":
        return _table(block)
    tag = _TAGS.get(block.kind, "p")
    text = f"{block.marker} {block.text}" if block.marker else block.text
    return f"<{tag}>{_marked(text)}</{tag}>"


def _table(block: Block) -> str:
    head, *rest = (
        "".join(f"<{tag}>{_marked(cell)}</{tag}>" for cell in cells)
        for tag, cells in ((("th" if at == 0 else "td"), cells) for at, cells in enumerate(block.rows))
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rest)}</tbody></table>"


def _marked(text: str) -> str:
    """Text with line breaks and links to its notes."""
    marked = NOTE_MARK.sub(r'<sup><a href="#fn-\1">\1</a></sup>', escape(text, quote=False))
    return marked.replace("\n", "<br>\n")
