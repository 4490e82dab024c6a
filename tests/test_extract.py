"""The door of the extract stage: what may be handed in, and what is said of what cannot be read."""

import io
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import Limits, extract
from pdfs import Press, articles, printed
from words import archive

TEXTS = articles(2)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(TEXTS)


def refusal(data: bytes, **options: object) -> ExtractionError:
    with pytest.raises(ExtractionError) as caught:
        extract(data, name="given.pdf", **options)  # type: ignore[arg-type]
    assert caught.value.name == "given.pdf"
    assert caught.value.remedy.endswith(".")
    assert not caught.value.problem.endswith(".")
    return caught.value


def test_a_path_bytes_and_a_stream_give_the_same_document(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "agreement.pdf"
    path.write_bytes(pdf)
    document = extract(path)
    assert document.name == "agreement.pdf"
    assert document.sha256 == sha256(pdf).hexdigest()
    assert document.text.split("\n\n") == TEXTS
    assert extract(str(path)) == document
    assert extract(pdf, name="agreement.pdf") == document
    with path.open("rb") as stream:
        assert extract(stream) == document
    assert replace(extract(io.BytesIO(pdf)), name="agreement.pdf") == document


def test_the_name_given_is_the_name_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Article 1")
    assert extract(path, name="Treaty of 1964").name == "Treaty of 1964"


def test_content_decides_not_the_suffix(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "pdf.txt").write_bytes(pdf)
    assert extract(tmp_path / "pdf.txt").paginated
    (tmp_path / "text.pdf").write_text("Article 1\n\nThe Parties agree.")
    document = extract(tmp_path / "text.pdf")
    assert not document.paginated
    assert document.warnings == ("the name says PDF, but this is a plain text file",)


def test_what_stands_before_a_pdf_is_passed_over(pdf: bytes) -> None:
    assert extract(b"\r\nHTTP/1.1 200 OK\r\n\r\n" + pdf).text.split("\n\n") == TEXTS


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="no such file") as caught:
        extract(tmp_path / "none.pdf")
    assert "none.pdf" in caught.value.name
    with pytest.raises(ExtractionError, match="this is a folder"):
        extract(tmp_path)


def test_a_text_stream_is_refused() -> None:
    with pytest.raises(ExtractionError, match="gives text, not bytes"):
        extract(io.StringIO("Article 1"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html><body>404 Not Found</body></html>", "web page (HTML) without a numbered clause"),
        (b"\xef\xbb\xbf\n<HTML><head>", "the web page holds no text"),
        (b"PK\x03\x04" + bytes(40), "a ZIP archive"),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
            "an OpenDocument text",
        ),
        (archive({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office document (such as .doc)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "an XML file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web archive"),
        (b"{\\rtf1\\ansi Article 1}", "a rich text document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "a picture (JPEG)"),
        (b"II*\x00" + bytes(40), "a picture (TIFF)"),
        (bytes(range(256)) * 20, "neither a PDF, a Word document nor a text file"),
        (b" \n\t\n ", "the file holds no text"),
        (b"%PDF-1.7\nnothing of the kind\n%%EOF\n", "the PDF is damaged"),
    ],
)
def test_what_is_no_document_is_called_by_its_name(data: bytes, what: str) -> None:
    assert what in refusal(data).problem


def test_a_truncated_pdf_is_called_cut_off(pdf: bytes) -> None:
    for kept in (len(pdf) // 2, len(pdf) - 200, 1000):
        assert "cut off" in refusal(pdf[:kept]).problem


def test_a_pdf_locked_with_a_password_is_refused_and_a_protected_one_is_read_with_a_warning() -> None:
    assert "password" in refusal(printed(TEXTS, Press(password="secret"))).problem
    document = extract(printed(TEXTS, Press(owner="master")))
    assert document.text.split("\n\n") == TEXTS
    assert document.warnings == ("the PDF is protected against changes; it was read all the same",)


def bare_pdf(*objects: bytes) -> bytes:
    """A PDF of raw objects."""
    out, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))


def test_no_pages_and_too_many(pdf: bytes) -> None:
    empty = bare_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    assert refusal(empty).problem == "the PDF has no pages"
    press = Press()
    press.new_page()
    press.paragraph("The end.")
    assert "2 pages, more than the 1 allowed" in refusal(press.pdf(), limits=Limits(pages=1)).problem


def test_pages_that_cannot_be_opened() -> None:
    circle = bare_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    error = refusal(circle)
    assert not isinstance(error, NoTextError)


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as stream:
        stream.truncate(3_000_000)
    with pytest.raises(ExtractionError, match="3 MB, more than the 2 MB allowed"):
        extract(path, limits=Limits(memory_mb=2))
    with pytest.raises(ExtractionError, match="3 MB"):
        extract(bytes(3_000_000), limits=Limits(memory_mb=2))


def scan(press: Press) -> None:
    press.picture()


def stamped_scan(press: Press) -> None:
    press.picture()
    press.words_at(430, 800, "MadeByScanner")


def broken_letters(press: Press) -> None:
    for line in range(12):
        press.words_at(72, 100 + 20 * line, "7KH HPSOR\\HU VKDOO SURYLGH WKH ZRUNHU ZLWK ORGJLQJ IUHH RI FKDUJH")


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (scan, "a picture of a page without a text layer (a scan)"),
        (stamped_scan, "a picture of a page without a text layer (a scan)"),
        (broken_letters, "its letters are stored without their meaning (a broken font encoding)"),
    ],
)
def test_a_page_that_cannot_be_read_is_named_and_the_others_are_read(
    draw: Callable[[Press], None], reason: str
) -> None:
    press = Press()
    press.paragraph(TEXTS[1])
    press.new_page()
    draw(press)
    press.new_page()
    press.paragraph(TEXTS[2])
    document = extract(press.pdf())
    assert document.unreadable_pages == (2,)
    assert document.pages[1].unreadable == reason
    assert document.pages[1].spans == ()
    unread, remedy = document.warnings
    assert unread == f"page 2 could not be read: {reason}"
    assert "Tesseract" in remedy
    assert document.text.split("\n\n") == [TEXTS[1], TEXTS[2]]


def test_a_stamp_on_a_scan_is_kept_as_furniture() -> None:
    press = Press()
    press.paragraph(TEXTS[1])
    press.new_page()
    stamped_scan(press)
    document = extract(press.pdf())
    assert [piece.text for piece in document.pages[1].furniture] == ["MadeByScanner"]


def test_a_scan_has_no_text_and_the_error_names_the_remedy() -> None:
    press = Press()
    press.picture()
    press.new_page()
    press.picture()
    error = refusal(press.pdf())
    assert isinstance(error, NoTextError)
    assert "every page is a picture" in error.problem
    assert "ocrmypdf" in error.remedy


def test_a_blank_page_is_readable_and_a_blank_document_has_no_text() -> None:
    press = Press()
    press.paragraph(TEXTS[1])
    press.new_page()
    document = extract(press.pdf())
    assert document.unreadable_pages == ()
    assert document.pages[1].spans == ()
    assert isinstance(refusal(Press().pdf()), NoTextError)


def test_a_large_picture_beside_text_is_warned_of() -> None:
    press = Press()
    press.canvas.saveState()
    press.canvas.translate(0, -press.height / 2)
    press.picture()
    press.canvas.restoreState()
    press.paragraph(" ".join(TEXTS[1:3]))
    assert extract(press.pdf()).warnings == ("page 1: what the large picture there shows was not read",)
