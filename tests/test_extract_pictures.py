"""Pictures of pages: what they show, and that they are drawn under the limits of reading."""

import io
import sys
from itertools import pairwise

import pytest
from PIL import Image

from blacheck.errors import ExtractionError
from blacheck.extract import Limits, draw, extract
from blacheck.extract.limits import Errand
from blacheck.extract.pictures import draw_pages
from pdfs import Press, articles, printed

PDF = printed(articles(12))


def test_every_page_has_a_picture_of_the_width_asked_for() -> None:
    document, pictures = extract(PDF), draw(PDF, width=500)
    assert len(document.pages) > 1
    assert [picture.page for picture in pictures] == [page.number for page in document.pages]
    for picture, page in zip(pictures, document.pages, strict=True):
        image = Image.open(io.BytesIO(picture.webp))
        assert image.format == "WEBP"
        assert image.size == (picture.width, picture.height)
        assert abs(picture.width - 500) <= 1
        assert picture.height / picture.width == pytest.approx(page.height / page.width, rel=0.01)


def test_ink_stands_where_words_were_read() -> None:
    """A box of the document, scaled, frames dark pixels of the picture: pictures and boxes share one corner."""
    page, picture = extract(PDF).pages[0], draw(PDF, numbers=[1], width=800)[0]
    image = Image.open(io.BytesIO(picture.webp)).convert("L")
    scale = picture.width / page.width
    for line in page.lines:
        assert image.crop(tuple(round(edge * scale) for edge in line.box)).getextrema()[0] < 100  # type: ignore[arg-type, operator]
    for above, below in pairwise(page.lines):
        gap = (above.box[0], above.box[3] + 0.5, above.box[2], below.box[1] - 0.5)
        if gap[3] - gap[1] > 3:
            assert image.crop(tuple(round(edge * scale) for edge in gap)).getextrema() == (255, 255)  # type: ignore[arg-type]


def test_only_the_pages_asked_for_are_drawn() -> None:
    assert [picture.page for picture in draw(PDF, numbers=[2, 99], width=300)] == [2]


def test_the_same_page_gives_the_same_bytes() -> None:
    assert draw(PDF, width=300) == draw(PDF, width=300)


def test_a_text_has_no_pictures() -> None:
    assert draw(b"Article 1\n\nNo fee shall be charged.") == ()


def test_pages_without_time_left_have_no_picture() -> None:
    assert draw_pages(PDF, Errand("x", Limits(seconds=0)), numbers=None, width=300) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not limit memory")
def test_memory_is_limited() -> None:
    with pytest.raises(ExtractionError, match="more than the 400 MB"):
        draw(PDF, width=30_000, limits=Limits(memory_mb=400))


def test_a_locked_file_is_drawn_with_its_password() -> None:
    locked = printed(articles(2), Press(password="secret"))

    assert len(draw(locked, width=200, password="secret")) == 1
    with pytest.raises(ExtractionError, match="password"):
        draw(locked, width=200)


def test_what_cannot_be_opened_is_said() -> None:
    with pytest.raises(ExtractionError, match="document: the PDF is cut off"):
        draw(b"%PDF-1.4 nothing of the kind")
