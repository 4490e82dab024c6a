"""Pages of an otherwise whole PDF whose text is damaged: streams that cannot be decoded, or not to what was written.

PDFium reads as far as it can and says nothing of the rest, and qpdf passes over checksums. So the compressed streams
that a page's text comes from (its contents, the forms it draws, the tables of its fonts' letters) are decoded here
once more.
"""

import io
import warnings
import zlib
from collections.abc import Iterator
from time import monotonic
from typing import Any

_MOST_BYTES = 200_000_000
"""Decoded bytes after which nothing more is checked: so many belong to no agreement."""
_AT_ONCE = 1_000_000
_DEEPEST = 8
"""Forms in forms that are followed."""
_WHITE = bytes(range(33))
_CHECKED = (("/FlateDecode",), ("/ASCII85Decode", "/FlateDecode"))
"""Ways of packing that are checked: those with a checksum, in which nearly all files are."""
_FILTERS = frozenset(
    (
        *("/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/Crypt"),
        *("/Fl", "/LZW", "/RL", "/A85", "/AHx"),
    )
)
"""All ways of packing in which text can be."""
_HEAD, _CHECKSUM = 2, 4
"""Bytes before and after what is compressed."""


def damaged_pages(data: bytes, *, pages: int, password: str | None, until: float) -> frozenset[int]:
    """Numbers of the pages part of whose text is lost or changed.

    None are found where the file cannot be followed page by page, as ``pages`` says how many it has for PDFium.

    Args:
        data: The file.
        pages: How many pages it has.
        password: What opens it, if it is locked.
        until: The time by ``monotonic`` after which no further page is looked at.
    """
    import pikepdf

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that no password was needed
            pdf = pikepdf.open(io.BytesIO(data), password=password or "", suppress_warnings=True)
        with pdf:
            return _damaged(pdf, until) if len(pdf.pages) == pages else frozenset()
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, MemoryError):
        return frozenset()


def _damaged(pdf: Any, until: float) -> frozenset[int]:
    check = _Check(pdf, until)
    harmed = {number for number, page in enumerate(pdf.pages, 1) if not check.is_whole(page.obj)}
    if pdf.get_warnings():  # objects had to be searched for; contents may be among those not found
        harmed |= {number for number, page in enumerate(pdf.pages, 1) if "/Contents" not in page}
    return frozenset(harmed)


class _Check:
    """Looks at each stream of a file once, up to a time by ``monotonic``."""

    def __init__(self, pdf: Any, until: float) -> None:
        self._pdf = pdf
        self._until = until
        self._left = _MOST_BYTES
        self._known = dict[tuple[int, int], bool]()

    def is_whole(self, page: Any) -> bool:
        """False for a page that has lost text."""
        contents = _parts(page.get("/Contents"))
        return all(map(self._decodes, [*contents, *_of_resources(page.get("/Resources"), _DEEPEST)]))

    def _decodes(self, stream: Any) -> bool:
        if stream.objgen not in self._known:
            self._known[stream.objgen] = self._is_intact(stream)
        return self._known[stream.objgen]

    def _is_intact(self, stream: Any) -> bool:
        import pikepdf

        if not isinstance(stream, pikepdf.Stream):
            return False
        try:
            filters = tuple(map(str, _parts(stream.get("/Filter"))))
            if filters not in _CHECKED or self._left <= 0 or monotonic() > self._until:
                return _FILTERS.issuperset(filters)
            packed = self._unlettered(stream.read_raw_bytes()) if filters[1:] else stream.read_raw_bytes()
        except (ValueError, pikepdf.PdfError):
            return False
        return not packed.strip(_WHITE) or self._inflates(packed)

    def _unlettered(self, raw: bytes) -> bytes:
        """Data written in base 85, as bytes, twenty times as fast as ``base64`` does it."""
        import pikepdf

        decoded: bytes = pikepdf.Stream(self._pdf, raw, Filter=pikepdf.Name.ASCII85Decode).read_bytes()
        return decoded

    def _inflates(self, packed: bytes) -> bool:
        """True for compressed data that come to their end; their checksum may be missing, but not wrong."""
        bare = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._ends(zlib.decompressobj(), packed) or (
            self._ends(bare, packed[_HEAD:]) and len(bare.unused_data) < _CHECKSUM
        )

    def _ends(self, decoder: Any, packed: bytes) -> bool:
        try:
            while packed and self._left > 0:
                self._left -= len(decoder.decompress(packed, _AT_ONCE))
                packed = decoder.unconsumed_tail
        except zlib.error:
            return False
        return decoder.eof or self._left <= 0


def _parts(one_or_more: Any) -> list[Any]:
    """What may stand alone or in a list."""
    import pikepdf

    if one_or_more is None:
        return []
    return list(one_or_more) if isinstance(one_or_more, pikepdf.Array) else [one_or_more]


def _of_resources(resources: Any, depth: int) -> Iterator[Any]:
    """The streams by which fonts and forms that a page may use give text."""
    import pikepdf

    if resources is None:
        return
    for font in dict(resources.get("/Font", {})).values():
        if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            yield font["/ToUnicode"]
    for drawn in dict(resources.get("/XObject", {})).values():
        if drawn.get("/Subtype") == "/Form":
            yield drawn
            yield from _of_resources(drawn.get("/Resources"), depth - 1) if depth else ()
