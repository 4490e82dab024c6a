"""A brief as Markdown (CommonMark). Words of a document are escaped: they can be no markup and no HTML."""

import re
from collections.abc import Iterator

from blacheck.report.brief import Brief, Point
from blacheck.report.characters import printable
from blacheck.report.wording import Wording

_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~$!]")
_OPENING = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
"""What would begin a list or a heading where it stands first on a line."""


def to_markdown(brief: Brief, words: Wording) -> str:
    """The brief as Markdown."""
    return "\n".join(_lines(brief, words.labels["brief"], words)) + "\n"


def _lines(brief: Brief, labels: dict[str, str], words: Wording) -> Iterator[str]:
    yield from (f"# {_escaped(brief.title)}", "", f"*{_escaped(labels['kicker'])}*", "")
    yield from (f"- **{_escaped(label)}:** {_escaped(value)}" for label, value in brief.facts)
    yield f"- **{_escaped(labels['tally'])}:** {_escaped(brief.tally)}"
    if brief.heed:
        yield from ("", f"## {_escaped(words.labels['warnings']['heading'])}", "")
        yield from (f"- {_escaped(line)}" for line in brief.heed)
    yield from ("", f"## {_escaped(words.labels['flags']['heading'])}", "")
    for number, point in enumerate(brief.flags, start=1):
        yield from _point(point, f"{number}. ", words)
    if not brief.flags:
        yield from (_escaped(brief.no_flags), "")
    yield from (f"## {_escaped(words.labels['gaps']['heading'])}", "")
    for theme, points in brief.gaps:
        yield from (f"### {_escaped(theme)}", "")
        for point in points:
            yield from _point(point, "- ", words)
    if not brief.gaps:
        yield from (_escaped(brief.no_gaps), "")
    if brief.others:
        yield from (f"## {_escaped(labels['others'])}", "")
        yield from (f"- **{_escaped(theme)}:** {_escaped(titles)}" for theme, titles in brief.others)
        yield ""
    yield _escaped(brief.made)


def _point(point: Point, mark: str, words: Wording) -> Iterator[str]:
    """A list item: what it is, what stands in the agreement, what might stand there. Blank lines part paragraphs."""
    indent, labels = " " * len(mark), words.labels["brief"]
    status = f" ({_escaped(point.status)})" if point.status else ""
    yield from (f"{mark}**{_escaped(point.title)}**{status}", "")
    if point.says:
        yield from (f"{indent}{_escaped(point.says)}", "")
    for quotation in point.quotations:
        quoted = words.quote(_escaped(quotation.words, inside=True))
        yield from (f"{indent}> {quoted} ({_escaped(quotation.place, inside=True)})", "")
    if point.near:
        yield from (f"{indent}{_escaped(point.near)}", "")
    if point.draft:
        yield from (f"{indent}*{_escaped(labels['draft'])}:* {_escaped(point.draft)}", "")


def _escaped(text: str, *, inside: bool = False) -> str:
    """The text on one line, with a backslash before what Markdown would read as markup.

    Args:
        text: Any text.
        inside: True where it does not stand first on its line.
    """
    plain = _MARKUP.sub(r"\\\g<0>", " ".join(printable(text).split()))
    return plain if inside else _OPENING.sub(_harmless, plain)


def _harmless(opening: re.Match[str]) -> str:
    return f"{opening[0]}\\" if opening[0].isdigit() else f"\\{opening[0]}"
