"""The page that shows what was read: each page's picture beside its clauses, whole without network or script."""

import base64
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from blacheck import pipeline
from blacheck.extract import draw, extract, together
from blacheck.model import Agreement
from blacheck.segment import segment
from pdfs import Press, articles, printed
from report_page import read
from report_samples import HOSTILE
from support import Run
from test_together import ANNEX, BODY

PDF = printed(articles(9), Press(header=lambda _: "Gazette of Alvora", footer=lambda page: f"Page {page}"))


def agreement(data: bytes = PDF) -> Agreement:
    return segment(extract(data, name="x.pdf"))


@pytest.fixture(scope="module")
def html() -> str:
    return pipeline.reading_page(agreement(), [draw(PDF, width=300)])


def test_each_page_has_its_picture(html: str) -> None:
    pictures = re.findall(r'src="data:image/webp;base64,([^"]+)"', html)

    assert len(pictures) == len(agreement().document.pages) > 1
    for data in pictures:
        assert Image.open(io.BytesIO(base64.b64decode(data))).width == pytest.approx(300, abs=1)


def test_every_word_read_is_shown_once_and_furniture_apart(html: str) -> None:
    document = agreement().document
    sections = html.split('<section class="leaf')[1:]

    assert len(sections) == len(document.pages)
    for section, page in zip(sections, document.pages, strict=True):
        body, _, aside = section.partition('<div class="aside">')
        paragraphs = re.findall(r"<p>(.*?)</p>", body)
        shown = " ".join(re.sub(r"&#39;", "'", text) for text in paragraphs)
        assert shown.split() == " ".join(span.of(document.text) for span in page.spans).split()
        assert all(piece.text in aside for piece in page.furniture)
        assert page.furniture


def test_the_picture_is_marked_where_clauses_begin(html: str) -> None:
    begun = [clause for clause in agreement().clauses if clause.number]

    assert html.count('<rect class="begin"') == len(begun)
    assert html.count('<rect class="aside"') == sum(len(page.furniture) for page in agreement().document.pages)


def test_it_needs_nothing_else(html: str) -> None:
    page = read(html)

    assert "script" not in page.tags
    assert all(link.startswith(("#", "data:")) for link in page.links)
    assert {link[1:] for link in page.links if link.startswith("#")} - {""} <= set(page.ids)
    assert any("default-src 'none'" in value for _, name, value in page.attributes if name == "content")


def test_unreadable_pages_say_why() -> None:
    whole = agreement()
    first, *others = whole.document.pages
    unread = replace(first, spans=(), lines=(), unreadable="a picture of a page")
    page = pipeline.reading_page(replace(whole, document=replace(whole.document, pages=(unread, *others))), [()])

    assert "This page could not be read: a picture of a page." in page
    assert "No picture of this page could be drawn." in page


def test_text_files_are_shown_without_pages(tmp_path: Path) -> None:
    shown = pipeline.reading_page(segment(extract(BODY.encode(), name="x.txt")), [()])

    assert "Passports of workers shall not be retained" in shown
    assert "<figure>" not in shown


def test_several_files_are_told_apart() -> None:
    pdf = printed(ANNEX.replace("\n\n", "\n").splitlines())
    whole = segment(together([extract(BODY.encode(), name="a.txt"), extract(pdf, name="b.pdf")]))
    shown = pipeline.reading_page(whole, [(), draw(pdf, width=200)])

    assert shown.index("File: a.txt") < shown.index("Passports of workers") < shown.index("File: b.pdf")
    assert shown.count("data:image/webp") == 1


def test_nothing_in_a_document_is_markup() -> None:
    text = f"Article 1\n\n{HOSTILE}\n\nArticle 2\n\nIt is so."
    page = read(pipeline.reading_page(segment(extract(text.encode(), name=f"{HOSTILE}.txt")), [()]))

    assert "script" not in page.tags and "img" not in page.tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def test_the_same_input_gives_the_same_page(html: str) -> None:
    assert pipeline.reading_page(agreement(), [draw(PDF, width=300)]) == html


# ---------------------------------------------------------------- the command


def test_text_writes_the_page(blacheck: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(PDF)
    ran = blacheck("text", tmp_path / "x.pdf", "--format", "html", "-o", tmp_path / "x.html")
    written = (tmp_path / "x.html").read_text("utf-8")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert written.count("data:image/webp") == len(agreement().document.pages)
    assert blacheck("text", tmp_path / "x.pdf", "--format", "html").out == written
