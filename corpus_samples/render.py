"""Prints agreements written in light markup as PDF, the same bytes every time, in one of four looks.

    text ─source→ blocks ─typeset→ strips ─pages→ pages ─render→ PDF

Run ``python -m corpus_samples.render`` at the top of the project to print the samples again.
"""

import argparse
from pathlib import Path
from textwrap import shorten
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from corpus_samples.pages import Page, Press
from corpus_samples.source import curly, parse
from corpus_samples.typeset import Layout, Setter

HERE = Path(__file__).parent

A4 = (595.0, 842.0)
LETTER = (612.0, 792.0)
ROYAL_OCTAVO = (451.0, 694.0)

RUNNING_HEAD = Layout(
    name="running head",
    page=A4,
    margins=(90, 78, 80, 78),
    size=10.5,
    leading=12.6,
    hyphenate=True,
    curly_quotes=True,
    running_head="{title}",
    folio="\N{EN DASH} {page} \N{EN DASH}",
)
GAZETTE = Layout(
    name="gazette",
    page=A4,
    margins=(84, 48, 70, 48),
    size=9.8,
    leading=12,
    columns=2,
    gutter=21,
    hyphenate=True,
    first_indent=9,
    title_rule=True,
    annex_on_new_page=False,
    running_head="OFFICIAL GAZETTE",
    folio_at="head outer",
    first_folio=417,
)
TREATY_SERIES = Layout(
    name="treaty series",
    page=ROYAL_OCTAVO,
    margins=(66, 57, 66, 57),
    size=10,
    leading=12,
    curly_quotes=True,
    first_indent=14,
    running_head="TREATY SERIES",
    folio_at="head outer",
)
MEMO = Layout(
    name="memo",
    page=LETTER,
    margins=(86, 96, 117, 112),
    roman="Helvetica",
    bold="Helvetica-Bold",
    italic="Helvetica-Oblique",
    size=10.4,
    leading=14.4,
    justify=False,
    centred=False,
    hang=38,
    title_rule=True,
    annex_on_new_page=False,
    folio="Page {page} of {pages}",
    folio_at="foot right",
)
LAYOUTS = (RUNNING_HEAD, GAZETTE, TREATY_SERIES, MEMO)

SAMPLES = {
    "costa-brumas-seasonal": MEMO,
    "olatuva-arrangement": MEMO,
    "qareen-bilad-manpower": GAZETTE,
    "ruzembe-kivuli-labour-migration": RUNNING_HEAD,
    "sundara-peninsula-mou": RUNNING_HEAD,
    "vallmark-marellia-recruitment": TREATY_SERIES,
}


def render(text: str, path: Path | str, *, layout: Layout) -> int:
    """Print a source as PDF.

    Args:
        text: Paragraphs with blank lines between them; tables as lines ``| a | b |``, header first; footnotes as
            ``[^1]`` in the text and ``[^1]: …`` in a paragraph of their own.
        path: The file to write.
        layout: How it is to look.

    Returns:
        The number of pages.

    Raises:
        ValueError: No font at hand has one of its characters.
        KeyError: A footnote is referred to and not given.
    """
    blocks, notes = parse(curly(text) if layout.curly_quotes else text)
    setter = Setter(layout)
    press = Press(layout, {mark: setter.note(mark, note) for mark, note in notes.items()})
    for section in setter.sections(blocks):
        press.add(section)
    titles = [block.text for block in blocks if block.kind == "title"]
    canvas = Canvas(str(path), pagesize=layout.page, invariant=1, pageCompression=1, lang="en")
    canvas.setTitle(" ".join(titles))
    for index, page in enumerate(press.pages):
        _draw(canvas, page, layout)
        _furniture(canvas, layout, "".join(titles[:1]), index, len(press.pages))
        canvas.showPage()
    canvas.save()
    return len(press.pages)


def _draw(canvas: Any, page: Page, layout: Layout) -> None:
    top, left = layout.page[1] - layout.margins[0], layout.margins[3]
    canvas.setLineWidth(0.5)
    for placed in page:
        x, y = left + placed.x, top - placed.y
        for run in placed.strip.runs:
            canvas.setFont(run.font, run.size)
            canvas.drawString(x + run.x, y - run.drop, run.text, wordSpace=run.spread)
        for x0, y0, x1, y1 in placed.strip.rules:
            canvas.line(x + x0, y - y0, x + x1, y - y1)


def _furniture(canvas: Any, layout: Layout, title: str, index: int, pages: int) -> None:
    """Running head and page number."""
    left, right = layout.margins[3], layout.page[0] - layout.margins[1]
    head, foot = layout.page[1] - layout.margins[0] * 0.62, layout.margins[2] * 0.55
    page = index + layout.first_folio
    folio = layout.folio.format(page=page, pages=pages)
    if layout.running_head and index:
        canvas.setFont(layout.italic, layout.size * 0.86)
        text = shorten(layout.running_head.format(title=title), 72, placeholder="\N{HORIZONTAL ELLIPSIS}")
        canvas.drawCentredString((left + right) / 2, head, text)
        canvas.line(left, head - 5, right, head - 5)
    canvas.setFont(layout.roman, layout.size * 0.92)
    if layout.folio_at == "foot centre":
        canvas.drawCentredString((left + right) / 2, foot, folio)
    elif layout.folio_at == "foot right":
        canvas.drawRightString(right, foot, folio)
    elif page % 2:
        canvas.drawRightString(right, head, folio)
    else:
        canvas.drawString(left, head, folio)


def main() -> None:
    """Print the samples named, or all of them, anew."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("sample", nargs="*", help=f"one of {', '.join(SAMPLES)}")
    named = ask.parse_args().sample
    unknown = set(named) - set(SAMPLES)
    if unknown:
        ask.error(f"no sample {', '.join(sorted(unknown))}")
    for sample in named or SAMPLES:
        source = HERE / sample / "agreement.txt"
        pages = render(source.read_text(encoding="utf-8"), HERE / sample / f"{sample}.pdf", layout=SAMPLES[sample])
        print(f"{sample}: {pages} pages, {SAMPLES[sample].name}")


if __name__ == "__main__":
    main()
