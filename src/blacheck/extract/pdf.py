"""A PDF from bytes to plain data: PDFium's words, the ruled tables, the layout, the text. Runs in the child process."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any, Literal

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract.assemble import RawDocument, assemble
from blacheck.extract.characters import clean
from blacheck.extract.damage import damaged_pages
from blacheck.extract.layout import Layout, lay_out, printed_lines
from blacheck.extract.legible import GARBLED, NO_TIME, RECOGNISABLE, SCAN, SHAPES, is_garbled
from blacheck.extract.limits import Errand
from blacheck.extract.pdfium import Reader
from blacheck.extract.printed import Apart, PrintedPage, Token
from blacheck.extract.salvage import Salvage, salvage
from blacheck.extract.tables import find_grids

_HANDFUL = 60
"""A picture of a page with fewer characters than this beside it is a scan with a stamp."""
_NO_PAGES, _A_PAGE = re.compile(rb"/Count\s+0\b"), re.compile(rb"/Type\s*/Page\b")
_SHARE_FOR_DAMAGE = 0.2
"""Share of the time left after the words are read in which it is looked for damage."""
_SHARE_FOR_TABLES = 0.6
"""Share of the time left after the words are read in which pages are searched for ruled tables."""

Empty = Literal["refused", "recognisable", "accepted"]
EMPTY = "the PDF has no pages"
CUT_OFF = "the PDF is cut off: its end is missing"
LOST = "it is not, or not whole, in the file, which is cut off or damaged"
DAMAGED = "what it says is damaged in the file, so that part of it is lost or changed; fetch the file again"
REST = "the file is cut off or damaged, and how many pages followed is not known"
FETCH_AGAIN = "Fetch it again; the download was interrupted. --partial (partial=True) reviews the pages that are whole."
OCR = (
    'Let blacheck recognise its characters (needs Tesseract: see "Scans" in the README), or give a copy with a text'
    ' layer, as "ocrmypdf {}in.pdf out.pdf" makes it.'
)
MORE_TIME = "Allow more time (--time-limit, or limits=Limits(seconds=…) in Python)."
RESCAN = "Scan it again, straight, in grey and with 300 dots per inch, or give a copy with a text layer."


def read_pdf(
    data: bytes,
    errand: Errand,
    *,
    password: str | None = None,
    partial: bool = False,
    recognised: Sequence[dict[str, Any]] = (),
    empty: Empty = "refused",
) -> RawDocument:
    """Read a PDF.

    Args:
        data: The file.
        errand: Its name and the limits.
        password: What opens it, if it is locked.
        partial: Of a file that is cut off, read the pages that are there, and give the others as unreadable.
        recognised: Pages read by character recognition: ``ocr.Recognised`` as dicts.
        empty: Whether a document none of whose pages has text is wanted too: always ("accepted"), or if they can be
            recognised yet ("recognisable").

    Raises:
        ExtractionError: it is damaged, needs a password, or has no pages or too many.
        NoTextError: none of its pages has text.
    """
    name = errand.name
    reader, salvaged = opened_or_salvaged(data, name, password, partial=partial)
    if len(reader) == 0:
        raise ExtractionError(name, EMPTY, "Fetch it again or give another file.")
    if len(reader) > errand.limits.pages:
        problem = f"the PDF has {len(reader)} pages, more than the {errand.limits.pages} allowed"
        raise ExtractionError(name, problem, "Give the agreement alone, or allow more pages (--page-limit).")
    errand.expect(len(reader))
    instead = {page["number"]: page for page in recognised}
    pages = [_recognised(page, instead[page.number]) if page.number in instead else page for page in reader.pages()]
    harmed = damaged_pages(
        data, pages=len(reader), password=password, until=monotonic() + _SHARE_FOR_DAMAGE * errand.left
    )
    pages = [replace(page, damage=page.damage or DAMAGED) if page.number in harmed else page for page in pages]
    if salvaged:
        data, pages = salvaged.data, [*_without(pages, salvaged.lost), *_beyond(salvaged)]
    garbled = {page.number for page in pages if page.confidence is None and _is_garbled(page)}
    legible = [_blank(page) if page.number in garbled else page for page in pages]
    gridded = [page.number for page in legible if page.has_grid and page.tokens and not page.turn]
    grids, warnings = find_grids(data, gridded, password=password, until=monotonic() + _SHARE_FOR_TABLES * errand.left)
    layout = lay_out(legible, grids)
    reasons = _reasons(pages, layout, garbled)
    for number, page in instead.items():
        reasons[number - 1] = page["reason"]
    layout = _all_apart(layout, pages, reasons)
    wanted = empty == "accepted" or (empty == "recognisable" and RECOGNISABLE & set(reasons))
    if (all(reasons) or not any(layout.flows)) and not wanted:
        raise _no_text(name, pages, reasons)
    return assemble(pages, layout, reasons, [*_warnings(reader, data, pages, layout, reasons), *warnings])


def opened(data: bytes, name: str, password: str | None = None) -> Reader:
    """A PDF opened, or an error that says why it cannot be."""
    from pypdfium2 import PdfiumError

    try:
        return Reader(data, password)
    except PdfiumError as error:
        problem, remedy = _why_shut(str(error).lower(), data, password)
        raise ExtractionError(name, problem, remedy) from error


def _why_shut(cause: str, data: bytes, password: str | None) -> tuple[str, str]:
    if "password" in cause and password is not None:
        return "the password does not open the PDF", "Check it, or save an unlocked copy in a PDF viewer and use that."
    if "password" in cause:
        return (
            "the PDF is locked with a password",
            "Give it (--password, or password= in Python), or save an unlocked copy in a PDF viewer and use that.",
        )
    if "security" in cause:
        return "the PDF is locked in a way that is not supported", "Save an unlocked copy and use that."
    if _NO_PAGES.search(data) and not _A_PAGE.search(data):
        return EMPTY, "Fetch it again or give another file."
    if not _is_whole(data):
        return CUT_OFF, FETCH_AGAIN
    return "the PDF is damaged", "Fetch it again, or open it in a PDF viewer and save it anew."


# ---------------------------------------------------------------- files that are cut off


def opened_or_salvaged(data: bytes, name: str, password: str | None, *, partial: bool) -> tuple[Reader, Salvage | None]:
    """The file opened; of a file that is cut off, what could be saved."""
    saved = None if _is_whole(data) else salvage(data)
    if saved and not saved.is_whole and not partial:
        whole = saved.found - len(saved.lost)
        there = "1 whole page is" if whole == 1 else f"{whole or 'no'} whole pages are"
        raise ExtractionError(name, f"{CUT_OFF}; {there} there", FETCH_AGAIN)
    if saved is None or saved.is_whole:
        try:
            return opened(data, name, password), None
        except ExtractionError:
            saved = saved or (salvage(data) if partial else None)
            if not (saved and partial):
                raise
    return opened(saved.data, name), saved


def _without(pages: Sequence[PrintedPage], lost: Collection[int]) -> Iterator[PrintedPage]:
    for page in pages:
        yield replace(_blank(page), damage=LOST) if page.number in lost else page


def _beyond(saved: Salvage) -> Iterator[PrintedPage]:
    """The pages that were not found; one that stands for all where their number is not known."""
    if saved.total is None:
        yield PrintedPage(saved.found + 1, 0.0, 0.0, (), damage=REST)
    else:
        for number in range(saved.found + 1, saved.total + 1):
            yield PrintedPage(number, 0.0, 0.0, (), damage=LOST)


def _is_whole(data: bytes) -> bool:
    return b"%%EOF" in data[-4096:]


def _recognised(page: PrintedPage, read: dict[str, Any]) -> PrintedPage:
    """A page with the words that were recognised in its picture instead of those that the file holds."""
    words, noise = (tuple(Token(clean(text), *place) for text, *place in read[part]) for part in ("words", "noise"))
    return PrintedPage(
        page.number,
        page.width,
        page.height,
        words,
        noise,
        read["turn"],
        skew=read["skew"],
        confidence=read["confidence"],
    )


def _blank(page: PrintedPage) -> PrintedPage:
    return PrintedPage(page.number, page.width, page.height, ())


# ---------------------------------------------------------------- what cannot be read


def _is_garbled(page: PrintedPage) -> bool:
    return is_garbled([token.text for token in page.tokens])


def _reasons(pages: Sequence[PrintedPage], layout: Layout, garbled: set[int]) -> list[str | None]:
    """For each page why it cannot be read, or None."""
    characters = [0] * len(pages)
    for flow in layout.flows:
        for item in flow:
            for page, row in printed_lines(item):
                characters[page] += len(row.text)
    return [
        GARBLED if page.number in garbled else _reason(page, count)
        for page, count in zip(pages, characters, strict=True)
    ]


def _reason(page: PrintedPage, characters: int) -> str | None:
    if page.damage:
        return page.damage
    if characters < _HANDFUL and page.pictured > 0.5:
        return SCAN
    if characters == 0 and page.pictures and page.pictured > 0.1:
        return SCAN
    return SHAPES if characters == 0 and page.drawn > 40 else None


def _all_apart(layout: Layout, pages: Sequence[PrintedPage], reasons: Sequence[str | None]) -> Layout:
    """The layout with what little is printed on unreadable pages moved from the text to their furniture."""
    flows = tuple([item for item in flow if not reasons[item.page]] for flow in layout.flows)
    furniture = tuple(
        tuple(Apart("margin", token.text, token[1:5]) for token in (*page.tokens, *page.stray)) if reason else apart
        for page, reason, apart in zip(pages, reasons, layout.furniture, strict=True)
    )
    return Layout(flows, furniture)


def _no_text(name: str, pages: Sequence[PrintedPage], reasons: Sequence[str | None]) -> ExtractionError:
    named = sorted({reason for reason in reasons if reason})
    if not named:
        return NoTextError(name, "the PDF holds no text; its pages are blank", "Give another file.")
    if all(page.damage for page in pages):
        return ExtractionError(
            name, f"none of its pages can be read: {'; '.join(named)}", "Fetch it again or give another file."
        )
    if named == [SCAN]:
        each = "the page is" if len(reasons) == 1 else "every page is"
        return NoTextError(name, f"{each} {SCAN}", _remedy(reasons))
    if not RECOGNISABLE & set(named):
        remedy = MORE_TIME if NO_TIME in named else RESCAN
        return NoTextError(name, f"no page can be read by character recognition: {named[0]}", remedy)
    return NoTextError(name, "no page can be read: " + "; ".join(named), _remedy(reasons))


def _remedy(reasons: Sequence[str | None]) -> str:
    return OCR.format("--force-ocr " if {SHAPES, GARBLED} & set(reasons) else "")


# ---------------------------------------------------------------- what to warn of


def _warnings(
    reader: Reader, data: bytes, pages: Sequence[PrintedPage], layout: Layout, reasons: Sequence[str | None]
) -> list[str]:
    warnings = list[str]()
    for reason in dict.fromkeys(reason for reason in reasons if reason):
        numbers = [page.number for page, other in zip(pages, reasons, strict=True) if other == reason]
        warnings.append(f"{listed(numbers)} could not be read: {reason}")
    if RECOGNISABLE & set(reasons):
        warnings.append(_remedy(reasons))
    if NO_TIME in reasons:
        warnings.append(MORE_TIME)
    sure = {page.number: page.confidence for page in pages if page.confidence is not None}
    if sure:
        least = min(sure, key=lambda number: sure[number])
        mean = sum(sure.values()) / len(sure)
        lowest = f", page {least} with {sure[least]:.0%}" if len(sure) > 1 else ""
        warnings.append(f"{listed(list(sure))}: read by character recognition, with {mean:.0%} confidence{lowest}")
    turned = [page.number for page in pages if page.turn]
    if turned:
        warnings.append(f"{listed(turned)}: the text runs sideways or upside down and was turned to be read")
    covered = [page.number for page, reason in zip(pages, reasons, strict=True) if not reason and _hides_text(page)]
    if covered:
        warnings.append(f"{listed(covered)}: what the large picture there shows was not read")
    if reader.is_protected:
        warnings.append("the PDF is protected against changes; it was read all the same")
    if reader.has_form:
        warnings.append("the PDF is a form; what is entered in its fields was not read")
    if not _is_whole(data):
        warnings.append("the PDF lacks its end mark; pages may be missing")
    return warnings


def _hides_text(page: PrintedPage) -> bool:
    """True where a large picture has hardly any words on it, so that it is no scan with a text layer."""
    if page.pictured < 0.3:
        return False
    x0, top, x1, bottom = max(page.pictures, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    inside = sum(
        x0 <= token.x0 and token.x1 <= x1 and top <= token.top and token.bottom <= bottom for token in page.tokens
    )
    return inside < 20


def listed(numbers: Sequence[int]) -> str:
    """Page numbers in words: "page 3", "pages 1-4 and 7"."""
    runs = list[list[int]]()
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    together = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
    return f"page {together}" if len(numbers) == 1 else f"pages {together}"
