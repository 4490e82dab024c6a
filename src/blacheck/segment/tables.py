"""Finds the rows of tables in a text and their cells."""

import re

from blacheck.model import Document, Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BAR = re.compile(r"\s*\|\s*")
_GAP = re.compile(r"\s{2,}|\t+")
_BARRED = re.compile(r"\s\|(?:\s|$)|^\s*\|\s")
_RULE = re.compile(r"[\s|:=+-]+")
_ROWS = 3
"""Lines in a row with as many cells parted by white space alone that make a table."""


def rows_of(document: Document) -> dict[int, tuple[Span, ...]]:
    """The cells of each line that is a table row, empty ones included, by where the line starts."""
    found = _extracted(document)
    run: list[tuple[int, tuple[Span, ...]]] = []
    for match in _LINE.finditer(document.text):
        line = match[0]
        start = match.end() - len(line.lstrip())
        barred = _BARRED.search(line) or ("|" in line and is_rule(line))
        if barred and len(cells := _barred(document.text, start, match.end())) > 1:
            found.setdefault(start, cells)
        elif ("  " in line or "\t" in line) and len(cells := _spaced(document.text, start, match.end())) >= _ROWS:
            run.append((start, cells))
            continue
        found |= dict(run) if len(run) >= _ROWS else {}
        run = []
    return found | (dict(run) if len(run) >= _ROWS else {})


def is_rule(line: str) -> bool:
    """True for a line that only rules a table: "|---|---|"."""
    return _RULE.fullmatch(line) is not None


def _extracted(document: Document) -> dict[int, tuple[Span, ...]]:
    """The rows that extraction found on the pages."""
    rows = (row for page in document.pages for table in page.tables for row in table.rows)
    filled = ((row, [cell.start for cell in row if cell.end > cell.start]) for row in rows)
    return {min(starts): row for row, starts in filled if starts}


def _barred(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells between bars; a bar at either end of the line is its frame."""
    cells = _parted(_BAR, text, start, end)
    if len(cells) > 1 and cells[0].start == cells[0].end:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1].start == cells[-1].end:
        cells = cells[:-1]
    return tuple(cells)


def _spaced(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(_parted(_GAP, text, start, end))


def _parted(separator: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    cells, at = [], start
    end = start + len(text[start:end].rstrip())
    for match in separator.finditer(text, start, end):
        cells.append(Span(at, match.start()))
        at = match.end()
    return [*cells, Span(at, end)]
