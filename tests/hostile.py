"""Files that hang or exhaust a PDF library, made by code: a few kilobytes each."""

import zlib
from collections.abc import Sequence


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    body, places = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries, content)


def one_page(packed: bytes) -> bytes:
    """A PDF of one page with a deflated content stream."""
    fonts = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R%b>>" % fonts,
            stream(packed, b"/Filter/FlateDecode"),
        ]
    )


def deflated(piece: bytes, times: int, end: bytes = b"") -> bytes:
    """A piece over and over, deflated without ever being in memory as a whole."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.compress(end), packer.flush()])


def bomb(megabytes: int) -> bytes:
    """A page whose content stream unpacks to so many megabytes of spaces."""
    return one_page(deflated(b" " * 1_000_000, megabytes))
