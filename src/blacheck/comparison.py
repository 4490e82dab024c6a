"""Two drafts compared, as their user holds it. Not called ``compare``: the function ``blacheck.compare`` is."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Unpack

from blacheck import pipeline
from blacheck.checklist import Checklist, load_checklist
from blacheck.compared import ArticleChange, ComparisonRecord, ElementMove
from blacheck.errors import BlacheckError, ExtractionError
from blacheck.pipeline import Reading, Source
from blacheck.result import Review, review
from blacheck.views import Selection, View


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts of an agreement held against each other.

    Attributes:
        record: The comparison as plain data, as the published JSON holds it.
        checklist: The checklist of the reviews; None where the comparison was read from JSON without one.
    """

    record: ComparisonRecord
    checklist: Checklist | None = None

    @property
    def elements(self) -> tuple[ElementMove, ...]:
        """How the verdict on each element moved, in the order of the checklist."""
        return self.record.elements

    @property
    def articles(self) -> tuple[ArticleChange, ...]:
        """What became of each article; empty where one side was a saved review."""
        return self.record.articles

    @property
    def moved(self) -> tuple[ElementMove, ...]:
        """The elements whose verdict moved."""
        return tuple(element for element in self.elements if element.moves != ("unchanged",))

    @property
    def regressions(self) -> tuple[ElementMove, ...]:
        """The elements on which workers are worse protected, or on which that cannot be excluded."""
        return tuple(element for element in self.elements if element.regressed)

    def element(self, element_id: str) -> ElementMove:
        """How the verdict on one element moved.

        Raises:
            KeyError: It was not asked of both drafts.
        """
        for element in self.elements:
            if element.element == element_id:
                return element
        raise KeyError(f"no comparison on {element_id!r}; there are {', '.join(e.element for e in self.elements)}")

    def to_html(self, date: str = "") -> str:
        """The comparison as one self-contained page.

        Args:
            date: The date to print on it, as it should read; a page has no clock of its own.

        Raises:
            ChecklistError: The comparison was read from JSON, and the checklist is not at hand or has lost an element.
        """
        checklist = self.checklist or load_checklist(self.record.checklists[0].id)
        return pipeline.comparison_to_html(self.record, checklist, date=date)

    def to_json(self) -> str:
        """The comparison in its published JSON format."""
        return pipeline.to_json(self.record)

    def save(self, path: str | Path, *, date: str = "") -> None:
        """Write the comparison to a file.

        Args:
            path: Where; the suffix ``.html`` or ``.json`` decides the format.
            date: The date to print on an HTML page.

        Raises:
            ValueError: The path has another suffix.
        """
        path = Path(path)
        match path.suffix.lower():
            case ".html":
                text = self.to_html(date)
            case ".json":
                text = self.to_json()
            case other:
                raise ValueError(f"{path}: the suffix must be .html or .json and is {other or 'missing'}")
        path.write_text(text, encoding="utf-8", newline="\n")

    @classmethod
    def from_json(cls, text: str, *, checklist: Checklist | None = None) -> "Comparison":
        """A comparison from its JSON.

        Args:
            text: What ``to_json`` gave.
            checklist: The checklist of the reviews; needed for HTML only, and only if it was a file of one's own.
        """
        return cls(pipeline.comparison_from_json(text), checklist)


def compare(
    old: Source | Review,
    new: Source | Review,
    *,
    checklist: str | Path | Checklist | View | Selection = "core",
    **reading: Unpack[Reading],
) -> Comparison:
    """Hold two drafts of an agreement against each other: what became of each article, and how each verdict moved.

    Of a saved review only the quoted passages are known. Where a side is one, articles are not compared, and of a
    sentence that the review did not quote it cannot be told whether it has changed.

    Args:
        old: The earlier draft: a PDF or text file (path, bytes or open file), a review, or the path of its ``.json``.
        new: The later draft, likewise.
        checklist: What to ask of both, as in ``review``; reviews that are made already keep what they asked.
        reading: How to read both (``language``, ``limits``, ``part``, ``password``, ``partial``, ``ocr``), as in
            ``review``.

    Raises:
        ExtractionError: A draft cannot be read.
        ChecklistError: The checklist breaks its format, or there is none of that id.
        BlacheckError: The two share no element.
    """
    before, after = (one if isinstance(one, Review) else _reviewed(one, checklist, reading) for one in (old, new))
    record = pipeline.compare(before.record, after.record, before.agreement, after.agreement)
    if not record.elements:
        raise BlacheckError(
            f"{before.document.name} and {after.document.name} were asked nothing in common."
            " Review both with the same checklist"
        )
    return Comparison(record, after.checklist or before.checklist)


def _reviewed(source: Source, checklist: str | Path | Checklist | View | Selection, reading: Reading) -> Review:
    if isinstance(source, str | PathLike) and Path(source).suffix.lower() == ".json":
        return saved_review(Path(source))
    return review(source, checklist=checklist, **reading)


def saved_review(path: Path) -> Review:
    """A review from the file that ``Review.save`` wrote.

    Raises:
        ExtractionError: It cannot be read, or is no review.
    """
    try:
        return Review.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as err:
        reason = err.strerror if isinstance(err, OSError) else "it is not text in UTF-8"
        raise ExtractionError(str(path), f"cannot be read: {reason}", "Give a saved review or an agreement") from err
    except BlacheckError as err:
        remedy = "Give the .json that 'blacheck review' wrote, or the agreement itself"
        raise ExtractionError(str(path), str(err).rstrip("."), remedy) from err
