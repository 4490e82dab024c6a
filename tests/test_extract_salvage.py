"""Files that are locked, cut off or too full: what is said, and what is read all the same."""

import io
from pathlib import Path

import pikepdf
import pytest

from blacheck.errors import ExtractionError
from blacheck.extract.document import document_of
from blacheck.extract.limits import Errand
from blacheck.extract.pdf import read_pdf
from blacheck.model import Document
from blacheck.result import review
from hostile import lines, page_tree_with_shared_branches, shapes
from pdfs import Press, articles, printed

TEXTS = articles(40)
WHOLE = printed(TEXTS)


def linearized() -> bytes:
    """As files for the web are: page after page, the number of pages at the beginning."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        pdf.save(out, linearize=True)
    return out.getvalue()


def read(data: bytes, *, password: str | None = None, partial: bool = False) -> Document:
    raw = read_pdf(data, Errand("x.pdf"), password=password, partial=partial)
    return document_of(raw, name="x.pdf", sha256="")


def texts(document: Document) -> list[str]:
    """The text of each page, or the reason why it cannot be read."""
    return [
        page.unreadable or " ".join(span.of(document.text) for span in sorted(page.spans)) for page in document.pages
    ]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.9])
@pytest.mark.parametrize("data", [WHOLE, linearized()], ids=["printed", "linearized"])
def test_of_a_file_that_is_cut_off_whole_pages_are_read_and_the_others_unreadable(data: bytes, share: float) -> None:
    cut = data[: int(share * len(data))]
    with pytest.raises(ExtractionError, match=r"cut off.* whole pages? (is|are) there"):
        read(cut)
    expected, found = texts(read(data)), texts(read(cut, partial=True))
    assert len(found) == len(expected)
    same = [page == whole for page, whole in zip(found, expected, strict=True)]
    assert any(same)
    assert not all(same)
    assert all("cut off" in page for page, is_same in zip(found, same, strict=True) if not is_same)


def test_where_the_number_of_pages_is_lost_one_page_stands_for_the_rest() -> None:
    cut = WHOLE[: int(0.9 * len(WHOLE))].replace(b"/Type /Pages", b"/Txxe /Pages")
    document = read(cut, partial=True)
    assert document.pages[-1].unreadable == "the file is cut off or damaged, and how many pages followed is not known"
    assert texts(document)[:7] == texts(read(WHOLE))[:7]


def test_what_the_pages_left_do_not_have_is_unclear(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(WHOLE[: len(WHOLE) // 2])
    made = review(path, partial=True)
    assert made.document.unreadable_pages
    assert made.unclear
    assert not made.missing
    assert any("could not be read" in warning for warning in made.document.warnings)
    assert review(WHOLE).missing


def test_a_damaged_page_tree_is_put_together_again_where_that_is_asked_for() -> None:
    broken = WHOLE.replace(b"/Root", b"/Rxxt").replace(b"/Catalog", b"/Cxxalog")
    with pytest.raises(ExtractionError):
        read(broken)
    assert texts(read(broken, partial=True)) == texts(read(WHOLE))


def test_a_locked_file_opens_with_its_password() -> None:
    locked = printed(TEXTS, Press(password="secret", owner="owner"))
    with pytest.raises(ExtractionError, match=r"locked with a password.*--password"):
        read(locked)
    with pytest.raises(ExtractionError, match="the password does not open"):
        read(locked, password="wrong")
    for password in ("secret", "owner"):
        assert read(locked, password=password).text == read(WHOLE).text
    assert read(WHOLE, password="secret").text == read(WHOLE).text


def test_tables_of_a_locked_file_are_found() -> None:
    press = Press(password="secret")
    press.table([["Item", "Borne by"], ["Air fare", "the employer"], ["Visa", "the employer"]], [90, 120])
    assert read(press.pdf(), password="secret").pages[0].tables


def test_a_page_that_holds_more_than_can_be_printed_is_unreadable() -> None:
    with pytest.raises(ExtractionError, match="more than can be printed on a page"):
        read(lines(30_000))


def test_a_drawing_of_many_lines_is_not_searched_for_tables() -> None:
    document = read(shapes(30_000, b"BT /F1 9 Tf 72 600 Td (Wages shall be paid monthly.) Tj ET"))
    assert document.text == "Wages shall be paid monthly."
    assert not document.pages[0].tables


def test_a_tree_of_more_pages_than_it_has_nodes_is_refused() -> None:
    with pytest.raises(ExtractionError):
        read(page_tree_with_shared_branches(4, 100))
