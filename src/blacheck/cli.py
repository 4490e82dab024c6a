"""The command ``blacheck``. Parses what is asked, calls the library, and alone prints.

Modules of the library are imported where they are needed, so that ``--help`` answers at once.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from blacheck.errors import BlacheckError, ChecklistError, ExtractionError, HandwrittenError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID
    from rich.table import Table
    from rich.text import Text

    from blacheck.batch import Row
    from blacheck.collection import Portfolio
    from blacheck.decisions import Entry, Wish
    from blacheck.model import Agreement, Decision, Picture, Status
    from blacheck.pipeline import Limits, Ocr, Reading, Sources
    from blacheck.result import Review

DONE, CONDITION, USAGE, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130
_EXIT_CODES = (
    "exit codes: 0 done, 1 a condition of --fail-on holds or a check fails, 2 wrong usage, 3 could not be read"
)
_CONDITIONS = ("missing", "contrary", "mixed", "unclear", "partial", "stale")
_TIERS = ("core", "standard", "context")
_FORMATS = ("html", "json", "csv", "xlsx", "md", "docx", "sarif", "xml")
_USUAL_FORMATS = ["html", "json"]
_COLUMNS: tuple["Status", ...] = ("covered", "partial", "mixed", "contrary", "missing", "unclear", "not_applicable")
_PASSWORD = "BLACHECK_PASSWORD"
_ANY_WIDTH = 10_000
"""Of tables that go to a file or a pipe, where nothing need be broken."""


_Step = TypeVar("_Step")


class UsageError(BlacheckError):
    """What is asked makes no sense as asked."""


# ---------------------------------------------------------------- the command line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: Words after the command's name; by default those of this process.

    Returns:
        The exit code: 0 done, 1 a condition of ``--fail-on`` holds or a check fails, 2 wrong usage, 3 something could
        not be read, 130 interrupted.
    """
    _tolerate_narrow_encodings()
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BlacheckError as err:
        _complain(str(err))
        return USAGE if isinstance(err, UsageError | ChecklistError | HandwrittenError) else UNREADABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the exit flushes in peace
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as err:
        _complain(f"{err.filename or ''}: {err.strerror or err}".removeprefix(": "))
        return UNREADABLE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="blacheck",
        description="Review bilateral labour agreements for the protection of migrant workers.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _review_parser(commands)
    _compare_parser(commands)
    _decide_parser(commands)
    _checklist_parser(commands)

    explain = commands.add_parser(
        "explain", help="what an element asks and how it is found; with a file: why it got its verdict"
    )
    explain.add_argument("element", metavar="ELEMENT", help="id of an element, as in 'checklist show core'")
    explain.add_argument("file", metavar="FILE", nargs="?", type=Path, help="an agreement to explain the verdict on")
    _add_checklist_option(explain)
    _add_reading_options(explain)
    _add_clauses_option(explain)
    explain.set_defaults(run=_explain)

    _portfolio_parser(commands)
    _evaluate_parser(commands)

    schema = commands.add_parser("schema", help="the JSON Schema of the .json of a review, or of compared drafts")
    schema.add_argument("of", nargs="?", choices=("review", "comparison"), default="review", help="(%(default)s)")
    schema.set_defaults(run=_schema)

    text = commands.add_parser("text", help="the tree of clauses of an agreement, as read")
    text.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="the agreement; further files are read as annexed to it"
    )
    text.add_argument(
        "--format",
        choices=("txt", "yaml", "html"),
        default="txt",
        help="txt to read; yaml to correct and give back with --clauses; html with pictures of the pages (%(default)s)",
    )
    text.add_argument("-o", "--output", metavar="FILE", type=Path, help="where to write it (the terminal)")
    _add_reading_options(text)
    _add_clauses_option(text)
    text.set_defaults(run=_text)
    return parser


def _review_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("review", help="review agreements and write reports", epilog=_EXIT_CODES)
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help="files (PDF, Word, HTML, text), or folders of them"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("blacheck-reports"),
        help="where the reports go (%(default)s)",
    )
    _add_checklist_option(parser)
    parser.add_argument(
        "--format",
        type=_words(*_FORMATS),
        default=_USUAL_FORMATS,
        metavar="FORMAT",
        help="several of html (report), json (all data), csv and xlsx (tables), md and docx (brief), sarif and xml"
        " (JUnit; for pipelines), comma-separated (html,json)",
    )
    _add_reading_options(parser)
    _add_clauses_option(parser)
    parser.add_argument(
        "--together",
        action="store_true",
        help="the files are one agreement: itself first, then its protocol, letters or model contract",
    )
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="date to print on the reports (none)")
    parser.add_argument(
        "--report-language",
        metavar="CODE",
        choices=("en", "es", "fr"),
        default="en",
        help="language of the HTML, whatever that of the agreement: en, es or fr (%(default)s)",
    )
    parser.add_argument(
        "--brief",
        action="store_true",
        help="also write NAME.brief.html: what a negotiator takes into the room, printed on two pages",
    )
    parser.add_argument(
        "--no-images",
        dest="images",
        action="store_false",
        help="leave the pictures of pages out of the HTML: 0.3 MB instead of up to 2, and less time",
    )
    parser.add_argument(
        "--fail-on",
        type=_words(*_CONDITIONS, *(f"{status}:{tier}" for status in _CONDITIONS[:-1] for tier in _TIERS)),
        default=[],
        metavar="CONDITION",
        help=f"exit with 1 where an element is so: {', '.join(_CONDITIONS)}; narrowed to a tier as in missing:core;"
        " several comma-separated. What a reviewer decided counts in the place of the verdict; stale: a decision that"
        " needs another look, and counts for nothing until then",
    )
    _add_decisions_options(parser)
    parser.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_positive_whole,
        default=1,
        help="files to work on at the same time (%(default)s)",
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="review files (and recognise scans) again that have not changed since an earlier run, instead of taking"
        " what it kept",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    parser.set_defaults(run=_review)


def _compare_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "compare",
        help="two drafts of an agreement: what became of each article, and how each verdict moved",
        epilog=_EXIT_CODES,
    )
    for side in ("old", "new"):
        parser.add_argument(
            side, metavar=side.upper(), type=Path, help=f"the {side} draft, or its saved review (.json)"
        )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("blacheck-reports"),
        help="where the comparison goes (%(default)s)",
    )
    _add_checklist_option(parser)
    parser.add_argument(
        "--format",
        type=_words("html", "json"),
        default=["html", "json"],
        help="html, json or both, comma-separated (both)",
    )
    _add_reading_options(parser)
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="date to print on the page (none)")
    parser.add_argument(
        "--fail-on-regression",
        action="store_true",
        help="exit with 1 where a verdict was lost, weakened, turned contrary or became unclear",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors only")
    parser.set_defaults(run=_compare)


def _decide_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "decide",
        help="record, list and remove what a reviewer decides on verdicts; import decisions from the page",
        description="Without ELEMENT: list the decisions on an agreement. They are kept beside it, in x.blacheck.yml"
        " for x.pdf, and anchored on the words they rest on, so that they survive a new draft with other numbers. One"
        " whose words have gone or whose verdict has changed is stale: shown, but not counted until decided again.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--reasons", action=_Reasons)
    parser.add_argument("file", metavar="FILE", type=Path, help="the agreement")
    parser.add_argument("element", metavar="ELEMENT", nargs="?", help="id of an element, as in 'checklist show core'")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--accept", action="store_true", help="the verdict is right")
    what.add_argument("--overrule", metavar="STATUS", choices=_COLUMNS[:-1], help="it should be covered, partial …")
    what.add_argument("--not-applicable", action="store_true", help="the element does not arise here")
    what.add_argument("--remove", action="store_true", help="take the decision on the element out of the file")
    what.add_argument("--import", dest="imported", metavar="FILE", type=Path, help="take over the decisions of a file")
    parser.add_argument("--reason", metavar="CODE", help="why: a code of --reasons")
    parser.add_argument("--note", metavar="TEXT", default="", help="more on the reason, in your own words")
    parser.add_argument("--by", metavar="NAME", help="who decides")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="when")
    parser.add_argument("--clause", metavar="NUMBER", default="", help="where you found it, such as 7(2)")
    parser.add_argument("--quote", metavar="WORDS", default="", help="its words, where not the whole clause is meant")
    parser.add_argument(
        "--decisions", metavar="FILE", type=Path, help="file of decisions (the one beside the agreement)"
    )
    _add_checklist_option(parser)
    _add_reading_options(parser)
    parser.set_defaults(run=_decide)


def _add_decisions_options(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--decisions", metavar="FILE", type=Path, help="what reviewers decided (x.blacheck.yml beside x.pdf, if there)"
    )
    which.add_argument("--no-decisions", action="store_true", help="leave decisions aside")


def _portfolio_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("portfolio", help="set saved reviews side by side, as a run on a folder does")
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="saved reviews (.json), or folders of them")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="where the index goes (beside the reviews)")
    parser.add_argument(
        "--format",
        type=_words("html", "csv", "xlsx", "sarif", "xml"),
        default=["html"],
        metavar="FORMAT",
        help="several of html (the index), csv and xlsx (tables), sarif and xml (JUnit), comma-separated (html)",
    )
    parser.add_argument(
        "--checklist", metavar="FILE", help="the checklist they were made with, if it is none of blacheck's"
    )
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="date to print on the index (none)")
    parser.set_defaults(run=_portfolio)


def _evaluate_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("evaluate", help="hold reviews against a person's codings of the same agreements")
    parser.add_argument("codings", metavar="CODINGS", type=Path, help="folder of .csv files, one for each agreement")
    parser.add_argument(
        "documents",
        metavar="DOCUMENTS",
        type=Path,
        help="folder of agreements or reviews (.docx, .pdf, .txt, .json) so named",
    )
    parser.add_argument("--errors", action="store_true", help="name each verdict on which they disagree")
    _add_checklist_option(parser)
    parser.set_defaults(run=_evaluate)


def _checklist_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("checklist", help="list, show and check checklists and views")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("list", help="the checklists and views that come with blacheck").set_defaults(run=_list)
    show = actions.add_parser(
        "show", help="the elements of a checklist by theme, or the items of a view with the elements behind them"
    )
    show.add_argument("checklist", metavar="ID|FILE")
    show.set_defaults(run=_show)
    lint = actions.add_parser("lint", help="check that elements have sources and cases, and items of views a source")
    lint.add_argument("checklist", metavar="ID|FILE", nargs="?", help="by default all that come with blacheck")
    lint.set_defaults(run=_lint)
    test = actions.add_parser("test", help="run the cases of a checklist")
    test.add_argument("checklist", metavar="ID|FILE", nargs="?", help="by default all that come with blacheck")
    test.set_defaults(run=_test)


def _add_checklist_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--checklist",
        metavar="ID|FILE",
        default="core",
        help="which checklist or view of it (%(default)s); several comma-separated, the first groups the report",
    )


def _add_clauses_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--clauses",
        metavar="FILE",
        type=Path,
        help="the clause tree, corrected by hand, that 'blacheck text --format yaml' wrote (recognised)",
    )


def _add_reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language", metavar="CODE", help="language of the text, or of its version to review, such as en (recognised)"
    )
    parser.add_argument(
        "--part",
        metavar="N",
        type=_positive_whole,
        help="which agreement to take where a file holds several, as listed by 'blacheck text' (all as one)",
    )
    parser.add_argument(
        "--time-limit",
        metavar="S",
        type=_positive,
        help="seconds that reading one file may take (60, and 0.1 for each page)",
    )
    parser.add_argument(
        "--memory-limit", metavar="MB", type=_positive_whole, help="memory that reading one file may take (2048)"
    )
    parser.add_argument("--page-limit", metavar="N", type=_positive_whole, help="pages that one file may have (3000)")
    parser.add_argument(
        "--password",
        metavar="TEXT",
        help=f"what opens locked PDFs; - asks for it, and {_PASSWORD} in the environment hides it from other users",
    )
    parser.add_argument(
        "--partial",
        action="store_true",
        help="of a PDF that is cut off, read the pages that are whole; what they do not have is unclear",
    )
    parser.add_argument(
        "--ocr",
        action=argparse.BooleanOptionalAction,
        help="recognise the characters of pages that are pictures (where Tesseract is installed)",
    )


class _Version(argparse.Action):
    """``--version``, asking for the version only when it is wanted."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import blacheck

        print(f"blacheck {blacheck.__version__}")
        parser.exit()


class _Reasons(argparse.Action):
    """``--reasons``, reading the list only when it is wanted."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="list the reasons that may be given")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from blacheck.decisions import reasons

        for code, reason in reasons().items():
            print(f"{code} ({', '.join(reason.decisions)}): {reason.words('en')}")
        parser.exit()


def _words(*allowed: str) -> Callable[[str], list[str]]:
    """Type of an option that takes several of some words, separated by commas."""

    def parse(value: str) -> list[str]:
        words = [word.strip() for word in value.split(",") if word.strip()]
        wrong = [word for word in words if word not in allowed]
        if wrong or not words:
            raise argparse.ArgumentTypeError(f"{', '.join(wrong) or 'nothing'} is none of {', '.join(allowed)}")
        return words

    return parse


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as err:
        raise argparse.ArgumentTypeError(f"{value!r} is no date like 2026-03-31") from err


def _positive(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{value!r} is no number above 0")
    return number


def _positive_whole(value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise argparse.ArgumentTypeError(f"{value!r} is no whole number above 0")
    return int(value)


# ---------------------------------------------------------------- review and text


def _review(options: argparse.Namespace) -> int:
    from blacheck import batch
    from blacheck.cache import folder
    from blacheck.corrections import read_tree
    from blacheck.views import select

    files = _files(options.paths)
    together = tuple(files) if options.together else ()
    files = files[:1] if together else files
    if options.clauses and len(files) > 1:
        raise UsageError("--clauses corrects the clauses of one agreement; name one file, or several with --together")
    selection = select(options.checklist)
    options.output.mkdir(parents=True, exist_ok=True)
    processes, pages = min(options.jobs, len(files)), _Pages()
    job = batch.Job(
        selection=selection,
        folder=options.output,
        names=batch.report_names(files),
        formats=options.format,
        date=options.date or "",
        together=together,
        decisions=options.decisions,
        heed_decisions=not options.no_decisions,
        cache=None if options.no_cache else folder(),
        clauses=read_tree(options.clauses) if options.clauses else None,
        **_reading(options, pages, processes=processes),
        brief=options.brief,
        report_language=options.report_language,
        images=options.images,
    )
    several = not together and (len(files) > 1 or any(path.is_dir() for path in options.paths))
    with TemporaryDirectory() as kept:
        job = replace(job, kept=Path(kept) if several else None)
        steps = batch.run(job, files, processes=processes)
        rows = list(steps if options.quiet else _with_progress(steps, len(files), pages))
        for row in rows:
            if row.error:
                _complain(row.error)
        if several:
            _write_index(batch.as_portfolio(rows, job), options.output, options.format, job.date)
    if not options.quiet:
        _print_table(_summary(rows, job.names))
        for row in rows:
            for line in _decisions_told(row.decisions):
                _say(f"{job.names[row.path]}: {line}")
        _say(f"The reports are in {options.output}{os.sep}")
    return batch.exit_code(rows, options.fail_on)


def _write_index(portfolio: "Portfolio", folder: Path, formats: Sequence[str], date: str) -> None:
    from blacheck.collection import FORMATS, INDEX

    for suffix in FORMATS:
        if suffix in formats:
            portfolio.save(folder / f"{INDEX}.{suffix}", date=date)


def _portfolio(options: argparse.Namespace) -> int:
    from blacheck.checklist import load_checklist
    from blacheck.collection import portfolio

    missing = [path for path in options.paths if not path.exists()]
    if missing:
        raise UsageError(f"{missing[0]}: there is no such file or folder")
    folder = options.output or (options.paths[0] if options.paths[0].is_dir() else options.paths[0].parent)
    checklist = load_checklist(options.checklist) if options.checklist else None
    made = portfolio(options.paths, checklist=checklist, folder=folder)
    if not made.agreements:
        raise UsageError(f"no saved review: no file ending in .json in {', '.join(map(str, options.paths))}")
    folder.mkdir(parents=True, exist_ok=True)
    _write_index(made, folder, options.format, options.date or "")
    unread = [entry for entry in made.agreements if entry.error]
    for entry in unread:
        _complain(entry.error)
    _say(f"{len(made.agreements) - len(unread)} agreements side by side in {folder}{os.sep}")
    return UNREADABLE if unread else DONE


def _files(paths: list[Path]) -> list[Path]:
    from blacheck import batch

    try:
        files = batch.sources(paths)
    except FileNotFoundError as err:
        raise UsageError(str(err)) from err
    if not files:
        looked = ", ".join(map(str, paths))
        raise UsageError(f"nothing to review: no file ending in {', '.join(batch.SUFFIXES)} in {looked} or below")
    return files


def _sources(files: list[Path]) -> "Sources":
    return files if len(files) > 1 else files[0]


def _limits(options: argparse.Namespace) -> "Limits":
    from blacheck.pipeline import Limits

    usual = Limits()
    return Limits(
        seconds=options.time_limit,
        memory_mb=options.memory_limit or usual.memory_mb,
        pages=options.page_limit or usual.pages,
    )


def _reading(options: argparse.Namespace, pages: "_Pages", *, processes: int = 1) -> "Reading":
    return {
        "language": options.language,
        "limits": _limits(options),
        "part": options.part,
        "password": _password(options.password),
        "partial": options.partial,
        "ocr": _ocr(options, pages, processes=processes),
    }


def _ocr(options: argparse.Namespace, pages: "_Pages", *, processes: int) -> "bool | Ocr":
    """How to recognise characters; where it is asked for expressly and cannot be done, that is an error."""
    from blacheck.pipeline import Ocr, lacking_for_ocr

    if options.ocr is False:
        return False
    if options.ocr and (lack := lacking_for_ocr()):
        raise UsageError(f'--ocr: {lack}; see "Scans" in the README')
    kept = not getattr(options, "no_cache", False)
    if processes == 1:
        return Ocr(cache=kept, progress=pages.tell)
    return Ocr(cache=kept, workers=max(1, Ocr().processes // processes))


def _password(given: str | None) -> str | None:
    if given != "-":
        return given or os.environ.get(_PASSWORD)
    from getpass import getpass

    return getpass("Password of the locked PDFs: ")


def _summary(rows: "Sequence[Row]", names: Mapping[Path, str]) -> "Table":
    figures = tuple(status.replace("not_applicable", "n/a") for status in _COLUMNS)
    table = _table("agreement", *figures, figures=figures)
    for row in rows:
        counts = ["-" if row.error else str(row.count(status)) for status in _COLUMNS]
        table.add_row(_cell(names[row.path] + (" (not read)" if row.error else "")), *counts)
    return table


def _compare(options: argparse.Namespace) -> int:
    from blacheck.comparison import compare
    from blacheck.views import select

    selection = select(options.checklist)
    pages = _Pages()
    done = _watched(partial(compare, options.old, options.new, checklist=selection, **_reading(options, pages)), pages)
    options.output.mkdir(parents=True, exist_ok=True)
    for suffix in options.format:
        done.save(options.output / f"{options.old.stem}-{options.new.stem}.{suffix}", date=options.date or "")
    if not options.quiet:
        table = _table("element", "moved", "old", "new", figures=())
        for element in done.moved:
            told = ", ".join(move.replace("_", " ") for move in element.moves)
            table.add_row(_cell(element.element), told, _shown(element.old.status), _shown(element.new.status))
        _print_table(table)
        _say(f"The comparison is in {options.output}{os.sep}")
    return CONDITION if options.fail_on_regression and done.regressions else DONE


def _shown(status: "Status") -> str:
    return status.replace("_", " ")


def _decide(options: argparse.Namespace) -> int:
    from blacheck import decisions
    from blacheck.result import review

    kept = options.decisions or decisions.beside(options.file)
    if options.remove:
        if not decisions.remove(kept, _needed(options, "element")):
            raise UsageError(f"{kept}: there is no decision on {options.element}")
        _say(f"Removed the decision on {options.element} from {kept}")
        return DONE
    pages = _Pages()
    reviewed = _watched(partial(review, options.file, checklist=options.checklist, **_reading(options, pages)), pages)
    assert reviewed.agreement is not None
    if options.imported or options.element:
        entries = _entries(options, reviewed)
        for old in decisions.put(kept, entries, document=options.file.name):
            _say(f"Replaced: {old.element}: {old.decision} by {old.by} {old.date}".rstrip())
        _say(f"Kept {len(entries)} in {kept}")
    if not kept.exists():
        _say(f"No decisions on {options.file}; they would be in {kept}")
        return DONE
    record = decisions.applied(reviewed.record, reviewed.agreement, decisions.load(kept))
    for line in _decisions_told(record.decisions):
        _say(line)
    return DONE


def _entries(options: argparse.Namespace, reviewed: "Review") -> "Sequence[Entry]":
    from blacheck import decisions

    assert reviewed.agreement is not None
    if options.imported is None:
        return [decisions.entry_of(_wish(options), reviewed.record, reviewed.agreement)]
    file = decisions.load(options.imported)
    return decisions.completed(file, reviewed.record, reviewed.agreement, str(options.imported))


def _wish(options: argparse.Namespace) -> "Wish":
    from blacheck.decisions import Wish

    if not (options.accept or options.overrule or options.not_applicable):
        raise UsageError("say what you decide: --accept, --overrule STATUS or --not-applicable")
    return Wish(
        element=options.element,
        decision="accept" if options.accept else "overrule" if options.overrule else "not-applicable",
        status=options.overrule,
        reason=_needed(options, "reason"),
        by=_needed(options, "by"),
        note=options.note,
        date=options.date or "",
        clause=options.clause,
        quote=options.quote,
    )


def _needed(options: argparse.Namespace, name: str) -> str:
    value: str = getattr(options, name) or ""
    if not value:
        raise UsageError(f"{name.upper() if name == 'element' else f'--{name}'} is missing")
    return value


def _decisions_told(listed: "Sequence[Decision]") -> Iterator[str]:
    """One line for each decision, with the program's verdict beside it."""
    from blacheck.describe import decision_line

    return map(decision_line, listed)


def _evaluate(options: argparse.Namespace) -> int:
    from blacheck import evaluate
    from blacheck.result import review
    from blacheck.views import select

    for folder in (options.codings, options.documents):
        if not folder.is_dir():
            raise UsageError(f"{folder}: is no folder")
    selection = select(options.checklist)
    listed = evaluate.pairs(options.codings, options.documents)
    rows: list[evaluate.Cell] = []
    for coding, document in _with_progress(iter(listed), len(listed)):
        made = document.suffix == ".json"
        reviewed = (
            evaluate.read_review(document)
            if made
            else evaluate.verdicts(review(document, checklist=selection).findings)
        )
        rows += evaluate.cells(coding.stem, evaluate.read_coding(coding), reviewed)
    table = _table("figure", "value", "95 % interval", figures=("value", "95 % interval"))
    for name, figure in evaluate.FIGURES.items():
        low, high = evaluate.interval(rows, figure)
        table.add_row(name, f"{figure(rows):.3f}", f"{low:.3f} - {high:.3f}")
    _say(f"{len(listed)} agreements, {len(rows)} verdicts")
    _print_table(table)
    if options.errors:
        for row in rows:
            if not evaluate.same(row):
                _say(evaluate.error_line(row))
    return DONE


def _schema(options: argparse.Namespace) -> int:
    import json

    from blacheck.pipeline import comparison_json_schema, json_schema

    schema = comparison_json_schema() if options.of == "comparison" else json_schema()
    print(json.dumps(schema, indent=2, ensure_ascii=False))
    return DONE


def _text(options: argparse.Namespace) -> int:
    from blacheck import pipeline

    pages = _Pages()
    reading = _reading(options, pages)
    agreement = _watched(partial(pipeline.read, _sources(options.files), clauses=options.clauses, **reading), pages)
    text = _as_read(agreement, options, reading)
    if options.output:
        options.output.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    elif options.format == "html":
        sys.stdout.buffer.write(f"{text}\n".encode())
    else:
        _say(text)
    return DONE


def _as_read(agreement: "Agreement", options: argparse.Namespace, reading: "Reading") -> str:
    """An agreement as read, in the format asked for."""
    from blacheck import corrections, describe, pipeline

    match options.format:
        case "yaml":
            return corrections.tree_text(agreement)
        case "html":
            return pipeline.reading_page(agreement, [_pictures(file, reading) for file in options.files])
        case _:
            return describe.agreement_text(agreement)


def _pictures(file: Path, reading: "Reading") -> "Sequence[Picture]":
    """The pictures of a file's pages; without them the page is still worth having."""
    from blacheck import pipeline

    try:
        return pipeline.draw(file, limits=reading["limits"], password=reading["password"])
    except ExtractionError as err:
        _complain(f"{file}: no pictures of the pages: {err.problem}")
        return ()


# ---------------------------------------------------------------- checklists


def _list(_: argparse.Namespace) -> int:
    from blacheck.checklist import available
    from blacheck.views import load, selection_of

    table = _table("id", "kind", "version", "elements", "title", figures=("elements",))
    for kind in ("checklist", "view"):
        for name in available(kind):
            part = load(name)
            elements = len(selection_of(part).asked.elements)
            table.add_row(_cell(name), kind, _cell(part.version), str(elements), _cell(part.title))
    _print_table(table)
    return DONE


def _show(options: argparse.Namespace) -> int:
    from blacheck.checklist import Checklist, load_checklist
    from blacheck.describe import checklist_text, view_text
    from blacheck.views import load

    part = load(options.checklist)
    shown = checklist_text(part) if isinstance(part, Checklist) else view_text(part, load_checklist(part.view_of))
    _say(shown)
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from blacheck import describe
    from blacheck.views import select

    checklist = select(options.checklist).checklist
    element = checklist.element(options.element)
    if options.file is None:
        _say(describe.element_text(checklist, element))
        return DONE
    from blacheck.result import review

    pages = _Pages()
    make = partial(review, options.file, checklist=checklist, clauses=options.clauses, **_reading(options, pages))
    reviewed = _watched(make, pages)
    _say(describe.finding_text(checklist, element, reviewed.finding(element.id), reviewed.document))
    return DONE


def _lint(options: argparse.Namespace) -> int:
    from blacheck.cases import load_cases
    from blacheck.checklist import Checklist, available, load_checklist
    from blacheck.lint import lint, lint_view
    from blacheck.views import load

    failed = False
    for name in (options.checklist,) if options.checklist else available():
        part = load(name)
        problems = (
            lint(part, load_cases(name))
            if isinstance(part, Checklist)
            else lint_view(part, load_checklist(part.view_of))
        )
        for problem in problems:
            _say(f"{name}: {problem.level}: {problem.place}: {problem.text}")
        errors = sum(problem.level == "error" for problem in problems)
        _say(f"{name}: {errors} errors, {len(problems) - errors} warnings")
        failed = failed or errors > 0
    return CONDITION if failed else DONE


def _test(options: argparse.Namespace) -> int:
    from blacheck import cases
    from blacheck.checklist import available, load_checklist

    failed = 0
    for name in (options.checklist,) if options.checklist else available("checklist"):
        listed = cases.load_cases(name)
        total = sum(len(of_element) for of_element in listed.values())
        outcomes = list(_with_progress(cases.run(load_checklist(name), listed), total))
        failures = [outcome for outcome in outcomes if outcome.failure]
        for outcome in failures:
            _say(f"{name}: {outcome.element}: {outcome.case.name}: {outcome.failure}")
        gaps = sum(outcome.case.known_gap for outcome in outcomes)
        _say(f"{name}: {len(outcomes)} cases, {len(failures)} failures, {gaps} known gaps")
        failed += len(failures)
    return CONDITION if failed else DONE


# ---------------------------------------------------------------- printing


def _say(text: str) -> None:
    print(_harmless(text))


def _complain(text: str) -> None:
    print(f"blacheck: {_harmless(' '.join(text.split()))}", file=sys.stderr)


def _harmless(text: str) -> str:
    """Without control characters, by which a document could give orders to a terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


def _table(*columns: str, figures: Sequence[str]) -> "Table":
    """An empty table; columns of figures are set to the right and never broken."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        is_figures = column in figures
        table.add_column(column, justify="right" if is_figures else "left", no_wrap=is_figures, overflow="fold")
    return table


def _cell(text: str) -> "Text":
    from rich.text import Text

    return Text(_harmless(text))


def _print_table(table: "Table") -> None:
    """Through ``print``, so that a reader who leaves early is met in one place."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else _ANY_WIDTH)
    with console.capture() as capture:
        console.print(table)
    print(capture.get(), end="")


class _Pages:
    """Pages of scans being recognised, shown below the progress bar."""

    def __init__(self) -> None:
        self.bar: Progress | None = None
        self._task: TaskID | None = None

    def tell(self, done: int, pages: int) -> None:
        """Show how many pages of a document are done."""
        if self.bar is None:
            return
        if self._task is None:
            self._task = self.bar.add_task("Recognising pages", total=pages)
        self.bar.update(self._task, completed=done, total=pages, visible=done < pages)


def _with_progress(steps: Iterator[_Step], total: int, pages: _Pages | None = None) -> Iterator[_Step]:
    """The steps as they come, under a progress bar where a person is watching."""
    if not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        if pages:
            pages.bar = bar
        yield from bar.track(steps, total=total, description="Working")


def _watched(make: Callable[[], _Step], pages: _Pages) -> _Step:
    """What is made in one step, while the pages recognised for it are shown."""
    (made,) = _with_progress((make() for _ in range(1)), 1, pages)
    return made


def _tolerate_narrow_encodings() -> None:
    """Prints a replacement for a letter that the terminal cannot show, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
