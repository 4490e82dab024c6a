"""Pages whose text is damaged in a file that can be opened: they are told, and what they lack is not called missing."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from blacheck.extract import extract
from blacheck.result import review
from pdfs import articles, printed

WHOLE = printed(articles(12))
LOST = "what it says is damaged in the file, so that part of it is lost or changed; fetch the file again"


def with_second_page(change: Callable[[bytes], bytes]) -> bytes:
    """The document with other compressed contents of its second page."""
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        contents = pdf.pages[1].Contents
        contents.write(change(zlib.compress(contents.read_bytes())), filter=pikepdf.Name.FlateDecode)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def flipped(packed: bytes, at: int) -> bytes:
    return packed[:at] + bytes([packed[at] ^ 16]) + packed[at + 1 :]


def reasons(data: bytes) -> list[str | None]:
    return [page.unreadable for page in extract(data).pages]


@pytest.mark.parametrize(
    "change",
    [
        lambda packed: flipped(packed, len(packed) // 2),
        lambda packed: flipped(packed, len(packed) - 1),
        lambda packed: packed[: len(packed) // 2],
        lambda packed: b"x" + packed,
    ],
    ids=["a bit", "checksum", "cut off", "no head"],
)
def test_a_page_with_damaged_contents_counts_as_unread(change: Callable[[bytes], bytes]) -> None:
    document = extract(with_second_page(change))
    whole = extract(WHOLE)
    assert [page.unreadable for page in document.pages] == [None, LOST, *[None] * (len(whole.pages) - 2)]
    assert f"page 2 could not be read: {LOST}" in document.warnings
    assert [span.of(document.text) for span in document.pages[2].spans] == [
        span.of(whole.text) for span in whole.pages[2].spans
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda packed: packed,
        lambda packed: packed[:-4],
        lambda packed: packed + b"\n",
        lambda packed: packed[:-4] + b"\n",
        lambda _: b"",
    ],
    ids=["whole", "no checksum", "line end", "line end for checksum", "nothing"],
)
def test_what_can_be_decoded_in_full_is_whole(change: Callable[[bytes], bytes]) -> None:
    assert reasons(with_second_page(change))[1] is None


def test_damaged_base_85_is_told() -> None:
    at = WHOLE.index(b"stream", WHOLE.index(b"/ASCII85Decode")) + 200
    assert LOST in reasons(WHOLE[:at] + b"~" + WHOLE[at + 1 :])


def test_contents_that_are_lost_are_told() -> None:
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        number = pdf.pages[1].Contents.objgen[0]
    assert reasons(WHOLE.replace(b"\n%d 0 obj" % number, b"\n%d 0 xbj" % number))[1] == LOST


def test_a_way_of_packing_that_does_not_exist_is_told() -> None:
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        pdf.pages[1].Contents.Filter = pikepdf.Name.FlateDecoqe
        data = saved(pdf)
    assert reasons(data)[1] == LOST


def test_damage_in_what_a_page_draws_is_told_of_each_page_that_draws_it() -> None:
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        packed = zlib.compress(pdf.pages[0].Contents.read_bytes())
        form = pdf.make_stream(
            flipped(packed, len(packed) // 2), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        form.Filter = pikepdf.Name.FlateDecode
        for page in pdf.pages[:2]:
            page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.F)
        data = saved(pdf)
    assert reasons(data)[:3] == [LOST, LOST, None]


def test_damage_in_a_locked_file_is_told() -> None:
    with pikepdf.open(io.BytesIO(with_second_page(lambda packed: flipped(packed, 90)))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="u", owner="o"), compress_streams=False)
    document = extract(out.getvalue(), password="u")
    assert document.pages[1].unreadable == LOST
    assert document.pages[0].unreadable is None


def test_what_the_other_pages_do_not_have_is_unclear() -> None:
    made = review(with_second_page(lambda packed: flipped(packed, len(packed) // 2)))
    assert made.document.unreadable_pages == (2,)
    assert made.unclear
    assert not made.missing
