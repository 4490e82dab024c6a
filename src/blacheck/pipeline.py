"""The five stages joined: extract → segment → match → grade → report. No other module imports a stage.

source ─read→ Agreement ─search→ Matches ─judge→ ReviewRecord ─to_html, to_json …→ text
ReviewRecord × ReviewRecord ─compare→ ComparisonRecord ─comparison_to_html, to_json→ text
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from os import PathLike
from typing import Any, BinaryIO, TypedDict, get_args

from blacheck.checklist import Checklist
from blacheck.corrections import Corrections, read_tree
from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import (
    Limits,
    Ocr,
    children_kept,
    draw,
    extract,
    is_report,
    lacking_for_ocr,
    read_source,
    recogniser,
    together,
)
from blacheck.grade import grade
from blacheck.match import match
from blacheck.model import (
    Agreement,
    Document,
    DocumentFacts,
    FileFacts,
    Matches,
    Picture,
    RecognisedPage,
    ReviewRecord,
    Status,
)
from blacheck.redraft import compare
from blacheck.report import (
    Entry,
    Item,
    Matrix,
    Neighbour,
    Reviewed,
    Unread,
    comparison_from_json,
    comparison_json_schema,
    comparison_to_html,
    from_json,
    index_html,
    json_schema,
    languages,
    matrix_of,
    neighbours,
    quoted_pages,
    reading_to_html,
    to_brief,
    to_csv,
    to_docx,
    to_html,
    to_json,
    to_junit,
    to_markdown,
    to_sarif,
    to_xlsx,
)
from blacheck.segment import segment
from blacheck.views import Selection, selection_of

__all__ = [
    "Entry",
    "Item",
    "Limits",
    "Matrix",
    "Neighbour",
    "Ocr",
    "Reading",
    "Reviewed",
    "Source",
    "Sources",
    "Unread",
    "children_kept",
    "compare",
    "comparison_from_json",
    "comparison_json_schema",
    "comparison_to_html",
    "draw",
    "fetch",
    "from_json",
    "index_html",
    "is_report",
    "json_schema",
    "judge",
    "lacking_for_ocr",
    "languages",
    "matrix_of",
    "neighbours",
    "pictures",
    "read",
    "read_files",
    "reading_page",
    "recogniser",
    "search",
    "to_brief",
    "to_csv",
    "to_docx",
    "to_html",
    "to_json",
    "to_junit",
    "to_markdown",
    "to_sarif",
    "to_xlsx",
]

Source = str | PathLike[str] | bytes | BinaryIO
"""A path, the bytes of a file, or a file opened for reading bytes."""

Sources = Source | Sequence[Source]
"""One file, or the several files that an agreement lies in: the agreement itself first, then what is annexed to it."""

DEFAULT_LIMITS = Limits()


class Reading(TypedDict, total=False):
    """How to read: the options of ``read``, for functions that hand them on."""

    language: str | None
    limits: Limits
    part: int | None
    password: str | None
    partial: bool
    ocr: bool | Ocr


Fetched = tuple[str, bytes]
"""The name and the bytes of a file."""


def fetch(source: Sources, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> tuple[Fetched, ...]:
    """The files of a source, a single one under the name that is given.

    Raises:
        ExtractionError: One is missing, empty or too large, or cannot be opened.
    """
    most = limits.memory_mb * 1_000_000
    if isinstance(source, Sequence) and not isinstance(source, str | bytes):
        return tuple(read_source(one, name=None, most_bytes=most) for one in source)
    return (read_source(source, name=name, most_bytes=most),)


def read(
    source: Sources,
    *,
    name: str | None = None,
    language: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    part: int | None = None,
    password: str | None = None,
    partial: bool = False,
    clauses: str | PathLike[str] | Corrections | None = None,
    ocr: bool | Ocr = True,
) -> Agreement:
    """An agreement with its structure, read from a PDF, Word document, web page or text file, or from several of them.

    Args:
        source: Where it is.
        name: What to call it; by default the name of the file or files.
        language: ISO 639-1 code of its language, or of the version of it to review; by default the language
            is recognised, and the version reviewed for which there are rules.
        limits: What reading may cost.
        part: Which agreement to keep to, counted from 1, where one file holds several; by default all of them.
        password: What opens a PDF that is locked.
        partial: Of a PDF that is cut off, read the pages that are whole.
        clauses: A corrected clause tree, to be taken in place of the one that would be recognised: a file such as
            ``blacheck text --format yaml`` writes, or one that was read before.
        ocr: Whether, or how, characters are recognised on pages without usable text, if what that needs is installed.

    Raises:
        ExtractionError: The document cannot be read, or holds no such part.
        CorrectionError: The clause tree breaks its format or does not fit the document.
    """
    files = fetch(source, name=name, limits=limits)
    return read_files(
        files,
        name=name,
        language=language,
        limits=limits,
        part=part,
        password=password,
        partial=partial,
        clauses=clauses,
        ocr=ocr,
    )


def read_files(
    files: Sequence[Fetched],
    *,
    name: str | None = None,
    language: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    part: int | None = None,
    password: str | None = None,
    partial: bool = False,
    ocr: bool | Ocr = True,
    clauses: str | PathLike[str] | Corrections | None = None,
) -> Agreement:
    """An agreement with its structure, from files that were fetched; otherwise as ``read``."""
    how = _recognition(ocr)
    document = together(_documents(files, limits=limits, password=password, partial=partial, ocr=how), name=name)
    agreement = segment(document, language=language, part=part)
    if clauses is None:
        return agreement
    tree = clauses if isinstance(clauses, Corrections) else read_tree(clauses)
    wanted = tree.amendments(agreement)
    return segment(document, language=language, part=part, clauses=wanted)


def _documents(files: Sequence[Fetched], **how: Any) -> list[Document]:
    """Each file read. One that holds no text counts as unread pages beside others that do."""
    documents, empty = list[Document](), list[NoTextError]()
    for name, data in files:
        try:
            documents.append(extract(data, name=name, **how))
        except NoTextError as error:
            empty.append(error)
            if len(empty) == len(files):
                raise empty[0] from None
            documents.append(extract(data, name=name, even_empty=True, **how))
    return documents


def reading_page(agreement: Agreement, pictures: Sequence[Sequence[Picture]]) -> str:
    """An agreement as read, page by page beside the pictures of its pages, as one HTML page.

    Args:
        agreement: The agreement as read.
        pictures: For each of its files in order the pictures that ``draw`` gave.
    """
    import blacheck

    names = [file.name for file in agreement.document.files] or [""]
    return reading_to_html(agreement, dict(zip(names, pictures, strict=True)), version=blacheck.__version__)


def _recognition(ocr: bool | Ocr) -> Ocr | None:
    if not ocr or lacking_for_ocr():
        return None
    return Ocr() if ocr is True else ocr


def search(agreement: Agreement, checklist: Checklist) -> Matches:
    """All that an agreement says on the probes of a checklist."""
    return match(agreement, checklist)


def judge(agreement: Agreement, checklist: Checklist | Selection) -> ReviewRecord:
    """The finished review of an agreement: one finding for each element of the checklist that is asked."""
    import blacheck

    selection = selection_of(checklist) if isinstance(checklist, Checklist) else checklist
    asked = selection.asked
    findings = grade(agreement, asked, search(agreement, asked))
    counts = Counter(finding.status for finding in findings)
    return ReviewRecord(
        blacheck=blacheck.__version__,
        document=_facts(agreement),
        checklists=selection.refs,
        findings=findings,
        summary={status: counts[status] for status in get_args(Status)},
        views=selection.records,
    )


def pictures(
    files: Sequence[bytes],
    record: ReviewRecord,
    agreement: Agreement,
    *,
    limits: Limits = DEFAULT_LIMITS,
    password: str | None = None,
) -> dict[int, Picture]:
    """Pictures of the pages that a report on a review quotes, by the place of each in ``Document.pages``.

    Pages that cannot be drawn within the limits have none; the report names them.
    """
    document, found = agreement.document, dict[int, Picture]()
    quoted = quoted_pages(record, agreement)
    for name, data in zip([file.name for file in document.files] or [""], files, strict=True):
        places = {document.pages[at].number: at for at in quoted if document.pages[at].file == name}
        with suppress(ExtractionError):
            drawn = draw(data, numbers=tuple(places), limits=limits, password=password) if places else ()
            found |= {places[picture.page]: picture for picture in drawn}
    return found


def _facts(agreement: Agreement) -> DocumentFacts:
    document = agreement.document
    files = tuple(_file_facts(document))
    return DocumentFacts(
        name=document.name,
        sha256=document.sha256,
        pages=sum(file.pages for file in files) if files else len(document.pages) if document.paginated else 0,
        unreadable_pages=document.unreadable_pages,
        recognised_pages=tuple(
            RecognisedPage(page.number, page.confidence, page.file)
            for page in document.pages
            if page.confidence is not None
        ),
        languages=agreement.languages,
        versions=agreement.versions,
        title=agreement.title,
        instrument=agreement.instrument,
        parties=agreement.parties,
        signed=agreement.signed,
        binding_signals=agreement.binding,
        clauses=sum(clause.kind == "article" for clause in agreement.clauses),
        warnings=(*document.warnings, *agreement.warnings),
        files=files,
    )


def _file_facts(document: Document) -> Iterator[FileFacts]:
    for file in document.files:
        pages = [page for page in document.pages if page.file == file.name]
        unreadable = tuple(page.number for page in pages if page.unreadable)
        yield FileFacts(file.name, file.sha256, len(pages) if file.paginated else 0, unreadable)
