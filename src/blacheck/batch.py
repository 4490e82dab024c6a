"""A folder run: which files, under which names the reports go, and one row for each file whatever happens to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from blacheck.checklist import Tier
from blacheck.collection import INDEX, Portfolio, portfolio
from blacheck.decisions import beside
from blacheck.errors import BlacheckError, ExtractionError
from blacheck.model import Decision, Status
from blacheck.pipeline import DEFAULT_LIMITS, Limits, Unread, is_report
from blacheck.result import review
from blacheck.views import Selection

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
    images: bool = True
    """Whether reports show pictures of pages."""
    kept: Path | None = None
    """Folder for the JSON of each review beside what is asked for, from which the index is made."""

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
        done = review(
            self.together or file,
            checklist=self.selection,
            language=self.language,
            limits=self.limits,
            part=self.part,
            decisions=self._decisions_on(file),
            password=self.password,
            partial=self.partial,
        )
        for suffix in self.formats:
            done.save(self.folder / f"{self.names[file]}.{suffix}", date=self.date, images=self.images)
        if self.kept:
            done.save(self.kept / f"{self.names[file]}.json")
        tiers = {element.id: element.tier for element in self.selection.checklist.elements}
        return Row(
            file,
            tuple((finding.status, tiers[finding.element]) for finding in done.findings),
            decided=tuple(
                (done.decided(finding.element), tiers[finding.element]) for finding in done.findings if done.decisions
            ),
            decisions=done.decisions,
        )

    def _decisions_on(self, file: Path) -> Path | None:
        if not self.heed_decisions:
            return None
        kept = self.decisions or beside(file)
        return kept if self.decisions or kept.exists() else None


def run(job: Job, files: Sequence[Path], *, processes: int = 1) -> Iterator[Row]:
    """One row for each file, in order.

    Args:
        job: What to do with each.
        files: The files.
        processes: How many files to work on at the same time.
    """
    if processes == 1:
        yield from map(job.do, files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(job.do, files)


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
