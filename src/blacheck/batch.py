"""A folder run: which files, under which names the reports go, and one row for each file whatever happens to it."""

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blacheck.cache import Cache, key_of
from blacheck.checklist import Tier
from blacheck.collection import INDEX, Portfolio, portfolio
from blacheck.corrections import Corrections
from blacheck.decisions import beside
from blacheck.errors import BlacheckError, ExtractionError
from blacheck.model import Decision, Status
from blacheck.pipeline import DEFAULT_LIMITS, Limits, Ocr, Unread, children_kept, is_report, recogniser
from blacheck.result import review
from blacheck.views import Selection
from blacheck.workers import workers

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SUFFIXES = (".pdf", ".docx", ".docm", ".html", ".htm", ".txt")
"""What is looked for in folders: a text only where no PDF stands beside it, for there it is taken to be its source, and
no page that blacheck wrote. A file that is named itself may have any suffix."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file: the status and tier of every element, or the error that prevented it."""

    path: Path
    verdicts: tuple[tuple[Status, Tier], ...] = ()
    error: str = ""
    decided: tuple[tuple[Status, Tier], ...] = ()
    """The same with what reviewers decided, as far as their decisions are current; empty where they decided nothing."""
    decisions: tuple[Decision, ...] = ()

    def count(self, condition: str, *, decided: bool = False) -> int:
        """How many elements are what a condition names: a status (``missing``) or one in a tier (``missing:core``).

        Args:
            condition: Its name; ``stale`` counts the decisions that need another look.
            decided: Whether what reviewers decided goes before what the program said.
        """
        status, _, tier = condition.partition(":")
        if status == "stale":
            return sum(decision.state == "stale" for decision in self.decisions)
        verdicts = (self.decided or self.verdicts) if decided else self.verdicts
        return sum(verdict[0] == status and tier in ("", verdict[1]) for verdict in verdicts)


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with each file: what to ask, how to read, and which reports to leave where."""

    selection: Selection
    folder: Path
    names: Mapping[Path, str]
    """Names of the reports, without suffix."""
    formats: Sequence[str] = ("html", "json")
    date: str = ""
    language: str | None = None
    limits: Limits = DEFAULT_LIMITS
    together: Sequence[Path] = ()
    """The files to review as one, under the name of the first; () where each is an agreement of its own."""
    part: int | None = None
    decisions: Path | None = None
    """A file of decisions for all; by default that beside each agreement, if there is one."""
    heed_decisions: bool = True
    password: str | None = field(default=None, repr=False)
    partial: bool = False
    brief: bool = False
    """Whether to write the two pages for negotiators as well."""
    report_language: str = "en"
    ocr: bool | Ocr = True
    images: bool = True
    """Whether reports show pictures of pages."""
    kept: Path | None = None
    """Folder for the JSON of each review beside what is asked for, from which the index is made."""
    cache: Path | None = None
    """Folder in which reviews are kept for the next run; None for no such thing."""
    clauses: Corrections | None = None

    def do(self, file: Path) -> Row:
        """Review one file and write its reports. Whatever goes wrong is told in the row and stops nothing."""
        try:
            return self._reviewed(file)
        except ExtractionError as err:
            named = err.name if self.together else str(file)
            where = f"{named}, page {err.page}" if err.page else named
            return Row(file, error=f"{where}: {err.problem}. {err.remedy}")
        except (BlacheckError, OSError) as err:
            return Row(file, error=f"{file}: {err}")
        except Exception as err:  # a fault of ours that one file brings to light must not cost the others their review
            return Row(file, error=f"{file}: unexpected {type(err).__name__}: {err}. Please report this")

    def _reviewed(self, file: Path) -> Row:
        if self.cache is None or self.password is not None:  # what is locked away must not lie about in a cache
            return self._made(file)[0]
        cache, key = Cache(self.cache), self._key(file)
        if kept := cache.get(key):
            return self._again(file, kept)
        row, is_final = self._made(file)
        if is_final and key == self._key(file):
            cache.keep(key, self._to_keep(row))
        return row

    def _made(self, file: Path) -> tuple[Row, bool]:
        """The row of a file reviewed now, and whether another run would come to the same."""
        done = review(
            self.together or file,
            checklist=self.selection,
            language=self.language,
            limits=self.limits,
            part=self.part,
            decisions=self._decisions_on(file),
            password=self.password,
            partial=self.partial,
            clauses=self.clauses,
            ocr=self.ocr,
        )
        for form, path in self._outputs(file).items():
            done.save(
                path,
                date=self.date,
                images=self.images,
                language=self.report_language,
                form=form if form == "brief" else None,
            )
        tiers = {element.id: element.tier for element in self.selection.checklist.elements}
        row = Row(
            file,
            tuple((finding.status, tiers[finding.element]) for finding in done.findings),
            decided=tuple(
                (done.decided(finding.element), tiers[finding.element]) for finding in done.findings if done.decisions
            ),
            decisions=done.decisions,
        )
        return row, not done.document.unreadable_pages

    def _outputs(self, file: Path) -> dict[str, Path]:
        name = self.names[file]
        asked = {suffix: self.folder / f"{name}.{suffix}" for suffix in self.formats}
        if self.brief:
            asked["brief"] = self.folder / f"{name}.brief.html"
        return {**asked, "kept": self.kept / f"{name}.json"} if self.kept else asked

    def _key(self, file: Path) -> str:
        """Names all that the row and the outputs depend on."""
        files, decisions = [*(self.together or [file])], self._decisions_on(file)
        facts = {part.name: getattr(self, part.name) for part in fields(self) if part.name not in _NOT_IN_KEY}
        facts |= {
            "asked": self.selection.refs,
            "outputs": [*self._outputs(file)],
            "names": [path.name for path in files],
            "decided": decisions is not None,
            "recogniser": recogniser() if self.ocr else "",
        }
        return key_of(facts, [*files, *([decisions] if decisions else [])])

    def _to_keep(self, row: Row) -> bytes:
        outputs = {suffix: b64encode(path.read_bytes()).decode() for suffix, path in self._outputs(row.path).items()}
        return json.dumps({"row": _rows().dump_python(row, mode="json"), "outputs": outputs}).encode()

    def _again(self, file: Path, kept: bytes) -> Row:
        """The row and the outputs of an earlier run."""
        parts = json.loads(kept)
        for suffix, path in self._outputs(file).items():
            path.write_bytes(b64decode(parts["outputs"][suffix]))
        return replace(_rows().validate_python(parts["row"]), path=file)

    def _decisions_on(self, file: Path) -> Path | None:
        if not self.heed_decisions:
            return None
        kept = self.decisions or beside(file)
        return kept if self.decisions or kept.exists() else None


_NOT_IN_KEY = ("selection", "folder", "names", "formats", "kept", "together", "decisions", "password", "cache", "ocr")
"""Parts of a job that outputs do not depend on, or that the key names in another way."""


@cache
def _rows() -> "TypeAdapter[Row]":
    from pydantic import TypeAdapter

    return TypeAdapter(Row)


def run(job: Job, files: Sequence[Path], *, processes: int = 1) -> Iterator[Row]:
    """One row for each file, in order.

    Args:
        job: What to do with each.
        files: The files.
        processes: How many files to work on at the same time.
    """
    try:
        if processes == 1:
            with children_kept():
                yield from map(job.do, files)
        else:
            yield from _side_by_side(job, files, processes)
    finally:
        if job.cache:
            Cache(job.cache).trim()


def _side_by_side(job: Job, files: Sequence[Path], processes: int) -> Iterator[Row]:
    from concurrent.futures.process import BrokenProcessPool

    with workers(processes) as pool:
        rows = [pool.submit(job.do, file) for file in files]
        for file, row in zip(files, rows, strict=True):
            try:
                yield row.result()
            except BrokenProcessPool:  # by this file or by one beside it
                yield _alone(job, file)


def _alone(job: Job, file: Path) -> Row:
    """The row of a file reviewed in a process that no other file shares."""
    from concurrent.futures.process import BrokenProcessPool

    with workers(1) as pool:
        try:
            return pool.submit(job.do, file).result()
        except BrokenProcessPool:
            return Row(file, error=f"{file}: the process that reviewed it was ended, perhaps for lack of memory")


def as_portfolio(rows: Sequence[Row], job: Job) -> Portfolio:
    """What a run has reviewed side by side, those that could not be read too."""
    if job.kept is None:
        raise ValueError("the run kept no reviews")
    sources = {
        job.names[row.path]: Unread(job.names[row.path], row.error)
        if row.error
        else job.kept / f"{job.names[row.path]}.json"
        for row in rows
    }
    return portfolio(sources, checklist=job.selection.checklist, folder=job.folder)


def exit_code(rows: Sequence[Row], conditions: Sequence[str]) -> int:
    """3 where a file could not be reviewed, else 1 where a condition holds for any element, else 0.

    What reviewers decided goes before what the program said; a decision that needs another look counts for nothing.
    """
    if any(row.error for row in rows):
        return 3
    return int(any(row.count(condition, decided=True) for row in rows for condition in conditions))


def sources(paths: Iterable[Path]) -> list[Path]:
    """The files to review: those named, and in folders every PDF, Word document, web page and text below.

    Each comes once. Inside folders texts beside a PDF, reports, what word processors leave behind while a document is
    open, and files and folders whose names begin with a dot are passed over.

    Raises:
        FileNotFoundError: A path does not exist.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: there is no such file or folder")
        for file in sorted(_below(path)) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        wanted = file.suffix.lower() in SUFFIXES and not hidden and file.is_file()
        if wanted and not _is_source(file) and not _is_report(file):
            yield file


def _is_source(file: Path) -> bool:
    """True for a text beside a PDF."""
    return file.suffix.lower() == ".txt" and any(other.suffix.lower() == ".pdf" for other in file.parent.iterdir())


def _is_report(file: Path) -> bool:
    """True for a report of ours; of a file that cannot be opened the review will tell."""
    try:
        with file.open("rb") as opened:
            return is_report(opened)
    except OSError:
        return False


def report_names(files: Sequence[Path]) -> dict[Path, str]:
    """A name without suffix for the reports on each file: no two alike, even where case does not count.

    ``x.pdf`` gives ``x``. Files that would share a name keep their suffix in it (``x.pdf`` and ``x.txt``), or the
    folders they stand in (``north-x`` and ``south-x``), or both. So does a file called ``index``, for this is the name
    of what is written on all of them.
    """
    levels = dict.fromkeys(files, 0)
    while True:
        names = {file: _name(file, level) for file, level in levels.items()}
        count = Counter(name.casefold() for name in names.values())
        count[INDEX] += 1
        shared = [file for file, name in names.items() if count[name.casefold()] > 1]
        movable = [file for file in shared if levels[file] < 2 * len(file.resolve().parts)]
        if not movable:
            return {file: f"{name}-{files.index(file)}" if file in shared else name for file, name in names.items()}
        for file in movable:
            levels[file] += 1


def _name(file: Path, level: int) -> str:
    """Candidates in order: stem, name, folder and stem, folder and name, two folders and stem …"""
    folders, with_suffix = divmod(level, 2)
    parents = file.resolve().parts[1:-1]
    above = parents[len(parents) - folders :] if folders else ()
    return "-".join([*above, file.name if with_suffix else file.stem])
