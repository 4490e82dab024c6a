"""What can be saved of a PDF that is cut off: its whole pages, and which of its pages are lost.

The objects that are there are found by pikepdf (qpdf). A page counts only if its contents and its fonts are there: what
is printed on half a page, or in another font, is not what the agreement says.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})\s+(\d{1,5})\s+obj\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,7})\s+\d{1,5}\s+(?:obj|R)\b")
_A_PAGE = re.compile(rb"/Type\s*/Page\b")
_A_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})\b")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,500}?/N\s+(\d{1,6})\b")
"""What a PDF that is made for the web says at its beginning: how many pages it has."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """A PDF with the pages that were found, and what is missing of it."""

    data: bytes
    lost: frozenset[int]
    """Numbers of the pages whose contents or fonts are missing."""
    found: int
    """Number of pages, the lost ones among them."""
    total: int | None
    """How many pages the whole file has, as far as it says so."""

    @property
    def is_whole(self) -> bool:
        """True where no page is missing."""
        return not self.lost and self.total is not None and self.total <= self.found


def salvage(data: bytes) -> Salvage | None:
    """What is left of a PDF; None where no page is."""
    import pikepdf

    for attempt in (_as_it_is, _with_a_page_tree):
        try:
            with pikepdf.open(io.BytesIO(attempt(data)), suppress_warnings=True) as pdf:
                if len(pdf.pages):
                    return _salvaged(pdf, data)
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError):
            continue
    return None


def _salvaged(pdf: Any, data: bytes) -> Salvage:
    lost = frozenset(number for number, page in enumerate(pdf.pages, 1) if not _is_whole(page.obj))
    out = io.BytesIO()
    pdf.save(out)
    return Salvage(out.getvalue(), lost, len(pdf.pages), max(_counts(data), default=None))


def _counts(data: bytes) -> Iterator[int]:
    """How many pages the file says it has, wherever it does."""
    yield from (int(found[1]) for found in _LINEARIZED.finditer(data))
    for _, head in _objects(data):
        if _A_TREE.search(head):
            yield from (int(found[1]) for found in _COUNT.finditer(head))


def _objects(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The reference to each object that is there as plain text, and what it says before its stream, if it has one."""
    objects = list(_OBJECT.finditer(data))
    ends = [*(below.start() for _, below in pairwise(objects)), len(data)]
    for found, end in zip(objects, ends, strict=True):
        yield b"%b %b R" % found.groups(), data[found.end() : end].partition(b"stream")[0]


def _as_it_is(data: bytes) -> bytes:
    return data


def _with_a_page_tree(data: bytes) -> bytes:
    """The whole objects of a file that has lost its page tree, with a new one of all pages."""
    data = data[: data.rfind(b"endobj") + len(b"endobj")]
    pages = [reference for reference, head in _objects(data) if _A_PAGE.search(head)]
    free = 1 + max((int(found[1]) for found in _NUMBER.finditer(data)), default=0)
    tree = b"%d 0 obj<</Type/Pages/Count %d/Kids[%b]>>endobj" % (free, len(pages), b" ".join(pages))
    catalogue = b"%d 0 obj<</Type/Catalog/Pages %d 0 R>>endobj" % (free + 1, free)
    trailer = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % (free + 2, free + 1)
    return b"\n".join((data, tree, catalogue, trailer))


def _is_whole(page: Any) -> bool:
    """True for a page whose contents are there, and of its fonts as much as it takes to know their letters."""
    import pikepdf

    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    resources = page.get("/Resources")
    fonts = resources.get("/Font", {}) if resources is not None else {}
    return all(isinstance(part, pikepdf.Stream) for part in parts) and all(map(_has_meaning, dict(fonts).values()))


def _has_meaning(font: Any) -> bool:
    return "/Subtype" in font and (font["/Subtype"] != "/Type0" or "/ToUnicode" in font)
