"""From the view to one HTML page. Templates, style and script are files of ``templates/``; all of it is inlined."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from blacheck.languages import direction_of
from blacheck.report.cards import STATUSES
from blacheck.report.characters import printable
from blacheck.report.deciding import decisions_of
from blacheck.report.view import Report
from blacheck.report.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ASIDE = re.compile(r"^\s*(?:/\*.*?\*/|//.*)?\s*", re.MULTILINE)
_LOOSE = re.compile(r" (?=\{)|(?<=\{) |;? (?=\})|(?<=[a-z]:) ")  # white in a style sheet that says nothing


def page(report: Report, words: Wording) -> str:
    """The report as one HTML page."""
    parts = ("report", "decision")
    decisions = decisions_of(report, words)
    return filled("report", words, styles=parts, scripts=parts, r=report, d=decisions, statuses=STATUSES)


def filled(
    template: str, words: Wording, *, styles: Sequence[str], scripts: Sequence[str] = (), **values: object
) -> str:
    """A page from its template, with the styles and scripts of those names inlined."""
    style, script = (
        Markup("\n").join(_asset(f"{name}.{suffix}") for name in names)
        for names, suffix in ((styles, "css"), (scripts, "js"))
    )
    return (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(t=words.labels, w=words, style=style, script=script, policy=_policy(style, script), **values)
    )


def _policy(style: str, script: str) -> str:
    """A content policy under which the browser runs our own style and script and fetches nothing at all."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script without its comments and indents, which make a fifth of it."""
    text = files("blacheck.report").joinpath("templates", name).read_text(encoding="utf-8")
    text = _ASIDE.sub("", text)
    return Markup(_LOOSE.sub("", text) if name.endswith(".css") else text)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("blacheck.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printable,
    )
    environment.tests["turned"] = lambda text: bool(_RIGHT_TO_LEFT.search(text))
    environment.tests["leftward"] = lambda language: direction_of(language) == "rtl"
    environment.filters["fill"] = lambda template, **values: template.format(**values)
    return environment


def _printable(value: Any) -> Any:
    """Characters that no HTML page may hold become the replacement character."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return printable(value)
    return value
