"""Several reviews as their user holds them: side by side, with the ways to show and keep them.

The module is not called ``portfolio`` because the function ``blacheck.portfolio`` is.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from blacheck import pipeline
from blacheck.checklist import Checklist
from blacheck.errors import BlacheckError
from blacheck.model import Status
from blacheck.pipeline import Entry, Item, Matrix, Neighbour, Reviewed, Unread
from blacheck.result import Review

INDEX = "index"
"""Name of what is written on a set, without suffix; no review is given it."""
Source = Review | Path | str | Unread
"""A review, the path of a saved one (``.json``), or a file that could not be read."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A set of agreements side by side.

    Attributes:
        matrix: The answers of each agreement, the elements asked, and the files that could not be read.
    """

    matrix: Matrix
    _sources: tuple[tuple[str, Source], ...]
    _checklist: Checklist | None
    _folder: Path

    @property
    def agreements(self) -> tuple[Entry, ...]:
        """The agreements in order, with the status and the clause of every answer; unread files with their error."""
        return self.matrix.entries

    def prevalence(self) -> dict[str, dict[Status, int]]:
        """How many agreements give each answer, by element."""
        return {column.element: dict(self.matrix.prevalence(column.element)) for column in self.matrix.columns}

    def neighbours(self, name: str) -> tuple[Neighbour, ...]:
        """The agreements that cover gaps of one, the nearest first, each with the gaps for which it is the nearest.

        How near two agreements are is counted in points: two for each party in common, one for the same kind, up to one
        for the years between them, up to one for like answers.

        Raises:
            KeyError: No agreement of the set has that name, or it could not be read.
        """
        for entry, near, _ in pipeline.neighbours(self.matrix):
            if entry.name == name:
                return near
        raise KeyError(f"no agreement {name!r}; there are {', '.join(entry.name for entry in self.matrix.read)}")

    def to_html(self, date: str = "") -> str:
        """The index as one self-contained page.

        Args:
            date: The date to print on it, as it should read.
        """
        return pipeline.index_html(self.matrix, date=date)

    def to_csv(self) -> str:
        """One row for each agreement, element and quote."""
        return pipeline.to_csv(self._items())

    def to_xlsx(self) -> bytes:
        """A workbook with the matrix, the elements, and a sheet for each agreement."""
        return pipeline.to_xlsx(self._items())

    def to_sarif(self) -> str:
        """What is to be looked at in all of them, as SARIF 2.1.0."""
        return pipeline.to_sarif(self._items())

    def to_junit(self) -> str:
        """A suite for each agreement, as JUnit XML."""
        return pipeline.to_junit(self._items())

    def save(self, path: str | Path, *, date: str = "") -> None:
        """Write the set to a file.

        Args:
            path: Where; its suffix decides the format: ``.html``, ``.csv``, ``.xlsx``, ``.sarif``, ``.xml`` for JUnit.
            date: The date to print on an HTML page.

        Raises:
            ValueError: The path has another suffix.
        """
        path = Path(path)
        form = path.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            listed = ", ".join(f".{known}" for known in FORMATS)
            raise ValueError(f"{path}: the suffix must be one of {listed} and is {path.suffix or 'missing'}")
        content = FORMATS[form](self, date)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def _items(self) -> Iterator[Item]:
        return _items(self._sources, self._checklist, self._folder)

    def _repr_html_(self) -> str:
        """A small table for notebooks: how many agreements give each answer to how many questions."""
        from html import escape

        rows = "".join(
            f"<tr><th>{escape(entry.name)}</th><td>{escape(entry.error) or entry.count('missing')}</td></tr>"
            for entry in self.agreements
        )
        return f"<table><caption>{len(self.agreements)} agreements, with their missing elements</caption>{rows}</table>"


FORMATS: Mapping[str, Callable[[Portfolio, str], str | bytes]] = {
    "html": Portfolio.to_html,
    "csv": lambda portfolio, _: portfolio.to_csv(),
    "xlsx": lambda portfolio, _: portfolio.to_xlsx(),
    "sarif": lambda portfolio, _: portfolio.to_sarif(),
    "xml": lambda portfolio, _: portfolio.to_junit(),
}
"""How a set is written, by suffix; what is made takes the set and the date to print."""


def portfolio(
    sources: Iterable[Source] | Mapping[str, Source], *, checklist: Checklist | None = None, folder: str | Path = "."
) -> Portfolio:
    """Set reviews side by side.

    Saved reviews are read one at a time, whenever something is made of them, so that a large set takes little memory.

    Args:
        sources: Reviews, or paths of saved ones (``.json``), or of folders of these; in a mapping each under the name
            that it should have, else under that of its document or file.
        checklist: The checklist they were made with; needed only if it was a file of one's own and they were saved.
        folder: Where the index will stand. The HTML report on an agreement is linked if it stands there, or beside the
            saved review, under the agreement's name.

    Returns:
        The set. What is no saved review is in it as a file that could not be read.
    """
    named = tuple(sources.items()) if isinstance(sources, Mapping) else tuple(_named(sources))
    where = Path(folder)
    return Portfolio(pipeline.matrix_of(_items(named, checklist, where)), named, checklist, where)


def saved_reviews(folder: Path) -> Sequence[Path]:
    """The JSON files in a folder, in order, without those of compared drafts, which are written there too."""
    return sorted(file for file in folder.glob("*.json") if file.is_file() and not _is_comparison(file))


def _is_comparison(file: Path) -> bool:
    raw = file.read_bytes()
    return b'"moves"' in raw and b'"findings"' not in raw


def _named(sources: Iterable[Source]) -> Iterator[tuple[str, Source]]:
    """Each source with a name that no other has."""
    taken: set[str] = set()
    for source in _unfolded(sources):
        first, turn = _name(source), 1
        name = first
        while name.casefold() in taken:
            turn += 1
            name = f"{first}-{turn}"
        taken.add(name.casefold())
        yield name, source


def _unfolded(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        if isinstance(source, str | Path) and Path(source).is_dir():
            yield from saved_reviews(Path(source))
        else:
            yield source


def _name(source: Source) -> str:
    match source:
        case Unread():
            return source.name
        case Review():
            return Path(source.document.name).stem
        case _:
            return Path(source).stem


def _items(sources: Sequence[tuple[str, Source]], checklist: Checklist | None, folder: Path) -> Iterator[Item]:
    for name, source in sources:
        yield _item(name, source, checklist, folder)


def _item(name: str, source: Source, checklist: Checklist | None, folder: Path) -> Item:
    if isinstance(source, Unread):
        return Unread(name, source.error)
    try:
        item = _reviewed(name, source, checklist, folder)
        item.answers  # noqa: B018  # asked for here, so that a checklist that does not fit costs the others nothing
    except (BlacheckError, OSError, UnicodeDecodeError) as err:
        return Unread(name, f"{err}" if isinstance(source, Review) else f"{source}: {err}")
    return item


def _reviewed(name: str, source: Review | Path | str, checklist: Checklist | None, folder: Path) -> Reviewed:
    if isinstance(source, Review):
        return source.as_item(name, _link(folder / f"{name}.html", folder))
    path = Path(source)
    review = Review.from_json(path.read_text(encoding="utf-8"), checklist=checklist)
    beside = path.with_suffix(".html")
    return review.as_item(name, _link(beside, folder) or _link(folder / f"{name}.html", folder))


def _link(report: Path, folder: Path) -> str:
    """Address of a report as seen from a folder, or "" where there is none."""
    if not report.is_file():
        return ""
    return quote(Path(os.path.relpath(report, folder)).as_posix())
