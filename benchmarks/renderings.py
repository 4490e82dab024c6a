"""The ways in which ``layouts.py`` prints a known text before it is read back. To add one, add a function.

A rendering takes an agreement in the markup of ``corpus_samples`` and a path without suffix, writes a file there and
says what a reader should find in it. ``@rendering(name, kind)`` enters it in ``RENDERINGS``; the kind decides which
targets it is held against.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from corpus_samples.render import GAZETTE, RUNNING_HEAD, TREATY_SERIES, render
from corpus_samples.source import NOTE_MARK, Block, parse
from corpus_samples.typeset import Layout
from corpus_samples.web import render_web
from corpus_samples.word import render_side_by_side, render_word

from benchmarks.counterparts import Counterpart, source_of

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from scanner import scanned


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file in which a text was printed."""

    path: Path
    texts: dict[str, str]
    """What it holds, by language, in the markup of the samples: English first, then its counterpart if there is one."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a kind of rendering must reach."""

    boundaries: float
    """F1 of clauses that begin where they should under the number they should have."""
    verdicts: float
    """Share of verdicts that are those of the clean text."""


TARGETS = {
    "single": Target(0.995, 0.97),
    "columns": Target(0.98, 0.97),
    "bilingual": Target(0.98, 0.97),
    "ocr": Target(0.95, 0.93),
    "draft": Target(0.995, 0.97),
}
"""By kind of rendering."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way of printing a text."""

    name: str
    kind: str
    """A key of ``TARGETS``."""
    make: Callable[[str, Path], Rendered]


RENDERINGS: dict[str, Rendering] = {}
"""By name, in the order in which they are reported."""


def rendering(name: str, kind: str) -> Callable[[Callable[[str, Path], Rendered]], Callable[[str, Path], Rendered]]:
    """Enters a function in ``RENDERINGS``."""

    def enter(make: Callable[[str, Path], Rendered]) -> Callable[[str, Path], Rendered]:
        RENDERINGS[name] = Rendering(name, kind, make)
        return make

    return enter


# ---------------------------------------------------------------- printed with reportlab


def _printed(text: str, path: Path, layout: Layout) -> Rendered:
    path = path.with_suffix(".pdf")
    render(text, path, layout=layout)
    return Rendered(path, {"en": text})


@rendering("single column", "single")
def single(text: str, path: Path) -> Rendered:
    """One justified column under a running head, page numbers at the foot."""
    return _printed(text, path, RUNNING_HEAD)


@rendering("headers and footnotes", "single")
def footnotes(text: str, path: Path) -> Rendered:
    """Small pages of a treaty series; each fifth paragraph gets a footnote."""
    return _printed(_with_notes(text), path, TREATY_SERIES)


@rendering("two columns", "columns")
def columns(text: str, path: Path) -> Rendered:
    """A gazette: two columns under titles across both."""
    return _printed(text, path, GAZETTE)


def _with_notes(text: str) -> str:
    """The text with a footnote at the end of every fifth long paragraph."""
    paragraphs, notes = text.strip().split("\n\n"), list[str]()
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph) > 120 and at % 5 == 0 and "|" not in paragraph and "[^" not in paragraph:
            mark = f"n{len(notes) + 1}"
            paragraphs[at] = f"{paragraph}[^{mark}]"
            notes.append(f"[^{mark}]: See the note verbale of 12 March, paragraph {at}, on the transitional rules.")
    return "\n\n".join([*paragraphs, *notes])


# ---------------------------------------------------------------- printed with WeasyPrint, which shapes Arabic

_STYLE = """
@page { size: A4; margin: 22mm 18mm; @top-center { content: "Official Gazette"; font-size: 8pt }
  @bottom-center { content: counter(page); font-size: 8pt } }
body { font: 9pt/1.3 "DejaVu Serif", serif } p { margin: 0 0 5pt; text-align: justify; hyphens: auto }
h1, h2 { font-size: 10pt; text-align: center; margin: 8pt 0 4pt; break-after: avoid }
table.pair { width: 100%; table-layout: fixed; border-spacing: 0 }
table.pair td { width: 50%; vertical-align: top; padding: 0 8pt }
table.ruled { width: 100%; border-collapse: collapse; margin: 4pt 0 8pt }
table.ruled td { border: .5pt solid; padding: 3pt }
"""


def _page(body: str, style: str = "") -> str:
    return (
        f'<html lang="en"><head><meta charset="utf-8"><style>{_STYLE}{style}</style></head><body>{body}</body></html>'
    )


def _html(block: Block) -> str:
    text = escape(NOTE_MARK.sub("", f"{block.marker} {block.text}".strip()))
    match block.kind:
        case "table":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.rows)
            return f'<table class="ruled">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
        case "title" | "annex":
            return f"<h1>{text}</h1>"
        case "caption" | "heading" | "subheading":
            return f"<h2>{text}</h2>"
        case _:
            return f"<p>{text}</p>"


def _print(html: str, path: Path) -> Path:
    from weasyprint import HTML  # type: ignore[import-untyped]

    path = path.with_suffix(".pdf")
    HTML(string=html).write_pdf(path)
    return path


@rendering("three columns", "columns")
def three_columns(text: str, path: Path) -> Rendered:
    """Three narrow columns under titles across all."""
    blocks = parse(text)[0]
    parts = []
    for across, group in groupby(blocks, key=lambda block: block.kind in ("title", "annex", "table")):
        inside = "".join(map(_html, group))
        parts.append(inside if across else f'<div class="columns">{inside}</div>')
    style = "body { font-size: 8pt } .columns { columns: 3; column-gap: 14pt } @page { margin: 18mm 13mm }"
    return Rendered(_print(_page("".join(parts), style), path), {"en": text})


Pair = tuple[Block, Block]


def _articles(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs of blocks, an article to a group, tables apart."""
    group = list[Pair]()
    for pair in pairs:
        if group and (pair[0].kind in ("heading", "annex", "table") or group[-1][0].kind == "table"):
            yield group
            group = []
        group.append(pair)
    yield group


def _side_by_side(text: str, path: Path, language: str, *, by_article: bool) -> Rendered:
    """English to the left, its counterpart to the right; what is ruled stands across the page, English first."""
    counterpart = Counterpart(language)
    ours, theirs = parse(text)[0], counterpart.blocks(text)
    pairs = list(zip(ours, theirs, strict=True))
    foreign = f'lang="{language}" dir="{counterpart.direction}"'
    rows = []
    for group in _articles(pairs) if by_article else ([pair] for pair in pairs):
        left, right = ("".join(_html(pair[side]) for pair in group) for side in (0, 1))
        if group[0][0].kind == "table":
            rows.append(f"{left}<div {foreign}>{right}</div>")
        else:
            rows.append(f'<table class="pair"><tr><td>{left}</td><td {foreign}>{right}</td></tr></table>')
    style = f'[lang="{language}"] {{ font-family: "{counterpart.font}", serif }}'
    printed = _print(_page("".join(rows), style), path)
    return Rendered(printed, {"en": text, language: source_of(theirs)})


@rendering("English | French", "bilingual")
def with_french(text: str, path: Path) -> Rendered:
    """Two languages side by side, level paragraph by paragraph."""
    return _side_by_side(text, path, "fr", by_article=False)


@rendering("English | Arabic", "bilingual")
def with_arabic(text: str, path: Path) -> Rendered:
    """Two languages side by side, level article by article, the second from right to left."""
    return _side_by_side(text, path, "ar", by_article=True)


@rendering("English, then French", "bilingual")
def then_french(text: str, path: Path) -> Rendered:
    """One version after the other in a text file."""
    other = source_of(Counterpart("fr").blocks(text))
    path = path.with_suffix(".txt")
    path.write_text(f"{text.strip()}\n\n{other}\n", encoding="utf-8")
    return Rendered(path, {"en": text, "fr": other})


# ---------------------------------------------------------------- scans


@rendering("scan, one column", "ocr")
def scan(text: str, path: Path) -> Rendered:
    """One column, scanned at 200 dpi with noise, each page laid crooked by 1.2 degrees to one side or the other."""
    return _scanned(single(text, path))


@rendering("scan, two columns", "ocr")
def scan_of_columns(text: str, path: Path) -> Rendered:
    """A gazette, scanned likewise."""
    return _scanned(columns(text, path))


def _scanned(printed: Rendered) -> Rendered:
    printed.path.write_bytes(scanned(printed.path.read_bytes(), angles=(1.2, -1.2)))
    return printed


# ---------------------------------------------------------------- drafts


@rendering("Word", "draft")
def word(text: str, path: Path) -> Rendered:
    """A Word document, its numbers counted by lists and styles."""
    path = path.with_suffix(".docx")
    render_word(text, path)
    return Rendered(path, {"en": text})


@rendering("web page", "draft")
def web(text: str, path: Path) -> Rendered:
    """A web page with numbered lists, tables and a menu."""
    path = path.with_suffix(".html")
    path.write_text(render_web(text), encoding="utf-8")
    return Rendered(path, {"en": text})


@rendering("Word, English | French", "bilingual")
def word_with_french(text: str, path: Path) -> Rendered:
    """A Word document of one table, level paragraph by paragraph."""
    return _word_side_by_side(text, path, "fr", by_article=False)


@rendering("Word, English | Arabic", "bilingual")
def word_with_arabic(text: str, path: Path) -> Rendered:
    """A Word document of one table, level article by article."""
    return _word_side_by_side(text, path, "ar", by_article=True)


def _word_side_by_side(text: str, path: Path, language: str, *, by_article: bool) -> Rendered:
    counterpart = Counterpart(language)
    ours, theirs = parse(text)[0], counterpart.blocks(text)
    pairs = list(zip(ours, theirs, strict=True))
    groups = list(_articles(pairs)) if by_article else [[pair] for pair in pairs]
    path = path.with_suffix(".docx")
    render_side_by_side([tuple([pair[side] for pair in group] for side in (0, 1)) for group in groups], path)
    return Rendered(path, {"en": text, language: source_of(theirs)})
