"""Passages on pictures of their pages: each page once in the file, outlines where the words are."""

import io
import re
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image

import blacheck
from blacheck.model import Document, Evidence, Line, Page, Part, Picture, Span, Word
from blacheck.report.album import Album, album_of
from blacheck.report.outline import crops_of, whole
from blacheck.result import Review
from pdfs import Press, articles, printed

TEXT = (
    "AGREEMENT ON LABOUR MIGRATION BETWEEN LUMBESH AND OSTRANA",
    "Article 1",
    "The employer shall bear the cost of the journey of the worker to the place of work and of the journey home.",
    *(f"Article {number}\n\nThe Parties shall meet in the city of Vell." for number in range(2, 60)),
    "Article 60",
    "The employer shall keep the passport of the worker during the whole of the employment.",
)


@pytest.fixture(scope="module")
def review() -> Review:
    return blacheck.review(printed(TEXT), name="lumbesh.pdf")


@pytest.fixture(scope="module")
def html(review: Review) -> str:
    return review.to_html()


def images(html: str) -> dict[str, Image.Image]:
    found = re.findall(r'<image id="([\w-]+)"[^>]* href="data:image/webp;base64,([\w+/=]+)"', html)
    return {name: Image.open(io.BytesIO(b64decode(data))) for name, data in found}


def test_each_quoted_page_is_in_the_file_once(review: Review, html: str) -> None:
    quoted = {
        int(page)
        for card in re.findall(r"<article.*?</article>", html, re.DOTALL)
        for page in re.findall(r'<use href="#p(\d+)-0"', card)
    }

    assert sorted(images(html)) == sorted(f"p{page}-0" for page in quoted)
    assert max(quoted) + 1 == review.document.pages > 1
    assert html.count('<use href="#p0-0"') > 1
    assert all(image.format == "WEBP" for image in images(html).values())


def test_a_passage_has_its_strip_and_its_page_and_both_say_what_they_are(html: str) -> None:
    card = html[html.index('id="e-identity-documents"') :]
    figure = card[card.index("<figure") : card.index("</figure>")]

    assert re.search(r'<svg class="crop" [^>]* aria-label="The passage on page \d, outlined"', figure)
    assert re.search(r"<details class=\"sheet-of\"><summary>Whole page \d</summary>", figure)
    assert figure.count("<path d=") == 2


def test_pictures_can_be_left_out(review: Review) -> None:
    plain = review.to_html(images=False)

    assert not images(plain)
    assert "Whole page" not in plain
    assert "No picture" not in plain


def test_a_second_run_gives_the_same_bytes(review: Review, html: str) -> None:
    assert review.to_html() == html


def test_a_text_and_a_review_from_json_have_no_pictures(review: Review) -> None:
    text = blacheck.review("\n\n".join(TEXT).encode(), name="lumbesh.txt")

    assert not images(text.to_html())
    assert not images(Review.from_json(review.to_json()).to_html())


def test_pages_of_several_files_are_told_apart() -> None:
    review = blacheck.review([printed(TEXT[:3]), printed(TEXT[-2:])])

    html = review.to_html()

    assert sorted(images(html)) == ["p0-0", "p1-0"]
    assert images(html)["p0-0"].tobytes() != images(html)["p1-0"].tobytes()


def test_pages_that_cannot_be_drawn_are_named(review: Review) -> None:
    broken = Review(review.record, review.checklist, review.agreement, (b"%PDF-1.7 of nothing",))

    html = broken.to_html()

    assert "No picture could be made of these pages: 1" in html
    assert 'class="crop"' not in html


def test_the_command_leaves_pictures_out_where_asked(tmp_path: Path) -> None:
    from blacheck.cli import main

    (tmp_path / "x.pdf").write_bytes(printed(TEXT[:3]))
    for options in ([], ["--no-images"]):
        assert main(["review", str(tmp_path / "x.pdf"), "-o", str(tmp_path / "out"), "-q", *options]) == 0
        assert bool(images((tmp_path / "out" / "x.html").read_text("utf-8"))) == (not options)


# ---------------------------------------------------------------- outlines

WORDS = ("The", "worker", "pays", "the", "fee", "at", "once")


def page_of_lines(per_line: int, *, leading: float = 14.0) -> Document:
    """Words of 50 points each, so many to a line."""
    text, at, words = " ".join(WORDS), 0, []
    for index, word in enumerate(WORDS):
        row, column = divmod(index, per_line)
        left, top = 100.0 + 60 * column, 100.0 + leading * row
        words.append(Word(Span(at, at + len(word)), (left, top, left + 50, top + 10)))
        at += len(word) + 1
    rows = [tuple(words[start : start + per_line]) for start in range(0, len(words), per_line)]
    lines = tuple(
        Line(Span(row[0].span.start, row[-1].span.end), (*row[0].box[:2], *row[-1].box[2:]), row) for row in rows
    )
    return Document("x.pdf", "", text, (Page(1, 595.0, 842.0, (Span(0, len(text)),), lines),))


def evidence(document: Document, *quotes: str) -> Evidence:
    starts = [document.text.index(quote) for quote in quotes]
    parts = tuple(Part(quote, start, start + len(quote), 1) for quote, start in zip(quotes, starts, strict=True))
    return Evidence("p", "1", "", "supports", "obligation", "", (), parts)


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


def test_running_text_is_outlined_from_its_first_word_to_its_last() -> None:
    document = page_of_lines(3)
    (crop,) = crops_of(evidence(document, "worker pays the fee"), document)

    corners = points(crop.path)
    assert (157.0, 97.0) in corners  # before "worker", not before "The"
    assert (213.0, 127.0) in corners  # after "fee", not after "at"
    assert min(x for x, _ in corners) == 97.0
    assert max(x for x, _ in corners) == 273.0


def test_a_strip_shows_the_lines_in_the_width_of_the_text() -> None:
    document = page_of_lines(3)
    (crop,) = crops_of(evidence(document, "the fee"), document)

    assert crop.view == "88 102 194 34"


def test_parts_with_text_between_them_are_outlined_apart() -> None:
    document = page_of_lines(1)
    (crop,) = crops_of(evidence(document, "The", "the fee"), document)

    assert crop.path.count("M") == 2
    assert not [y for _, y in points(crop.path) if 114 < y < 139]


def test_parts_far_from_each_other_have_a_strip_each() -> None:
    document = page_of_lines(1, leading=50)
    apart = crops_of(evidence(document, "The", "fee"), document)

    assert len(apart) == 2
    (page,) = whole(apart, document)
    assert page.view == "0 0 595 842"
    assert page.path == apart[0].path + apart[1].path


# ---------------------------------------------------------------- how much


def pictured(document: Document) -> Picture:
    file = io.BytesIO()
    Image.effect_noise((595, 842), 80).save(file, "WEBP", lossless=True)
    return Picture(1, 595, 842, file.getvalue())


def test_above_the_limit_only_strips_are_kept() -> None:
    document = page_of_lines(1, leading=50)
    crops = crops_of(evidence(document, "The", "fee"), document)
    picture = pictured(document)

    full = album_of({0: picture}, crops, document, most=len(picture.webp) * 4 // 3)
    cut = album_of({0: picture}, crops, document, most=len(picture.webp))

    assert (full.whole, cut.whole) == (True, False)
    assert [(strip.top, strip.bottom) for strip in full.strips] == [(0.0, 842.0)]
    assert [(strip.top, strip.bottom) for strip in cut.strips] == [(88.0, 123.0), (288.0, 323.0)]
    assert sum(len(strip.data) for strip in cut.strips) * 5 < len(picture.webp)
    assert all(album.of(crop) for crop in crops for album in (full, cut))
    strip, original = cut.strips[1], Image.open(io.BytesIO(picture.webp))
    kept = Image.open(io.BytesIO(b64decode(strip.data)))
    assert kept.tobytes() == original.crop((0, 288, 595, 323)).tobytes()


def test_a_report_without_whole_pages_says_so(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "blacheck.report.view.album_of", lambda pictures, crops, document: album_of(pictures, crops, document, most=1)
    )

    html = review.to_html()

    assert "larger than 20 MB: only the passages are shown" in html
    assert "Whole page" not in html
    assert images(html)
    assert set(re.findall(r'<use href="#(p\d+-\d+)"', html)) == set(images(html))


def test_nothing_is_in_an_empty_album() -> None:
    assert Album().complete


def test_a_locked_file_has_pictures_too() -> None:
    locked = printed(articles(2), Press(password="secret"))
    done = blacheck.review(locked, password="secret")
    assert "data:image/webp" in done.to_html()
    assert "secret" not in repr(done) and "secret" not in done.to_html()
