"""Character recognition: what is done around the engine, with answers made here, and with the engine."""

import os
import shutil
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image, ImageDraw

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import Limits, Ocr, extract
from blacheck.extract.legible import NO_TIME, UNDRAWN
from blacheck.extract.ocr import lacking, recognised_pages, tesseract
from blacheck.extract.ocr.hocr import lines_of
from blacheck.extract.ocr.kept import Pages
from blacheck.extract.ocr.languages import languages_in
from blacheck.extract.ocr.page import LEAST, RawToken, Recognised, is_blank, recognise, with_even_sizes
from blacheck.extract.ocr.tesseract import RecognitionError, Tesseract
from blacheck.extract.printed import swung
from blacheck.extract.scans import RawScan, slope
from blacheck.model import Document
from blacheck.result import review
from pdfs import PHRASES, SENTENCES, Press, articles, printed
from scanner import needs_tesseract, scanned

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page'><div class='ocr_carea'>
<p class='ocr_par'>{lines}</p></div></div></body></html>"""
LINE = """<span class='ocr_line' title="bbox 100 {top} 500 {bottom}; baseline 0.01 -6; x_size 30; x_descenders 6">
{words}</span>"""
WORD = "<span class='ocrx_word' title='bbox {x0} {top} {x1} {bottom}; x_wconf {sure}'>{text}</span>"


def hocr(*lines: list[tuple[str, int]]) -> str:
    """An answer of the engine: lines of words with how sure it is of each."""
    out = []
    for row, words in enumerate(lines):
        top, bottom = 100 + 40 * row, 130 + 40 * row
        spans = [
            WORD.format(x0=100 + 60 * at, x1=150 + 60 * at, top=top, bottom=bottom, sure=sure, text=text)
            for at, (text, sure) in enumerate(words)
        ]
        out.append(LINE.format(top=top, bottom=bottom, words="".join(spans)))
    return PAGE.format(lines="".join(out))


def scan_of(image: Image.Image) -> RawScan:
    return (1, 200.0, 300.0, 2.0, 0.0, *image.size, image.tobytes())


def inked() -> Image.Image:
    image = Image.new("L", (400, 600), 255)
    ImageDraw.Draw(image).rectangle((100, 100, 300, 130), fill=0)
    return image


def reading(*answers: str, turn: int = 0) -> Tesseract:
    """An engine that gives these answers one after another."""
    given: Iterator[str] = iter(answers)

    class Fake(Tesseract):
        def _run(self, image: Image.Image, dots: float, options: object, seconds: float) -> str:
            if "osd" in str(options):
                return f"Rotate: {turn}\n"
            answer = next(given)
            if answer == "late":
                raise RecognitionError("recognising its characters took too long")
            return answer

    return Fake("tesseract", "5.0", ("en",), orients=True)


def recognised(engine: Tesseract, image: Image.Image | None = None) -> Recognised:
    return recognise(scan_of(image or inked()), engine, ["en"], redraw=lambda *_: None, seconds=60)


# ---------------------------------------------------------------- the answer of the engine


def test_words_have_places_confidence_and_a_common_height() -> None:
    (line,) = lines_of(hocr([("The", 96), ("wage", 90)]))
    assert [(word.text, word.confidence) for word in line.words] == [("The", 0.96), ("wage", 0.9)]
    assert line.words[1].box == (160, 100, 210, 130)
    assert (line.slope, line.offset, line.size, line.descent) == (0.01, -6, 30, 6)
    page = recognised(reading(hocr([("The", 96), ("wage", 90)])))
    assert [word[0] for word in page.words] == ["The", "wage"]
    assert {word[4] - word[2] for word in page.words} == {15.0}  # 30 pixels at 2 pixels a point
    assert page.confidence == pytest.approx((3 * 0.96 + 4 * 0.90) / 7, abs=0.001)


def test_what_is_no_hocr_is_refused() -> None:
    with pytest.raises(ValueError, match=r"syntax error|no element"):
        lines_of("Error opening data file")


def test_a_sure_page_is_read_once_and_a_doubtful_one_again() -> None:
    sure, doubtful = hocr([("Article", 96)]), hocr([("Artide", 80), ("Wages", 60)])
    assert recognised(reading(sure)).text == "Article"
    assert recognised(reading(doubtful, sure)).text == "Article"
    assert recognised(reading(doubtful, hocr([("Art", 10)]))).text == "Artide Wages"


def test_a_line_that_only_the_other_reading_is_sure_of_is_added() -> None:
    doubtful = [[("The", 96), ("fee", 80), ("shall", 80)], [("oeS", 20), ("AA", 11)]]
    again = [[("The", 96), ("fee", 95), ("shall", 96), ("be", 96)]]
    more = [[("fhe", 79), ("fec", 79)], [("Article", 96), ("7", 95)], [("xq", 60), ("zw", 60)]]
    assert recognised(reading(hocr(*doubtful, []), hocr(*again))).text == "The fee shall be"
    page = recognised(reading(hocr(*more), hocr(*again)))
    assert page.text == "The fee shall be Article 7"


def test_low_confidence_makes_a_page_unread_and_names_it() -> None:
    answer = hocr([("The", 50), ("wage", 60)])
    page = recognised(reading(answer, answer))
    assert page.confidence is not None and page.confidence < LEAST
    assert page.reason is not None and "recognised with 56% confidence" in page.reason


def test_strokes_and_seals_go_to_the_margin_and_words_never_do() -> None:
    text = [
        ("|", 90),
        ("The", 96),
        ("fee", 12),
        ("shall", 96),
        ("not", 20),
        ("be", 96),
        ("—", 95),
        ("charged", 95),
        ("~", 10),
    ]
    seal = [("oeS", 20), ("AA", 11)]
    page = recognised(reading(*[hocr(text, seal)] * 2))
    assert page.text == "The fee shall not be — charged"
    assert [word[0] for word in page.noise] == ["|", "~", "oeS", "AA"]


def test_a_blank_page_is_read_and_a_picture_without_letters_is_not() -> None:
    nothing = hocr()
    blank = recognised(reading(nothing), Image.new("L", (400, 600), 240))
    assert (blank.reason, blank.words) == (None, ())
    picture = recognised(reading(nothing, nothing))
    assert picture.reason == "no characters could be recognised in its picture"
    assert is_blank(scan_of(Image.new("L", (400, 600), 255))) and not is_blank(scan_of(inked()))


def test_a_page_that_takes_too_long_is_unread_and_not_kept() -> None:
    page = recognised(reading("late"))
    assert page.reason == "recognising its characters took too long"
    Pages("a", "5").keep(page, ["en"])
    assert Pages("a", "5").get(1, ["en"]) is None


def all_pages(
    monkeypatch: pytest.MonkeyPatch, numbers: list[int], *, seconds: float, broken: Collection[int] = (1, 2)
) -> tuple[list[tuple[int, ...]], list[str | None]]:
    """Which pages were to be drawn together, and why each page could not be read, where some cannot be drawn."""
    engine = Tesseract("tesseract", "5.0", ("en", "fr"), orients=True)
    monkeypatch.setattr("blacheck.extract.ocr.installed", lambda: engine)
    monkeypatch.setattr(Tesseract, "_run", lambda *_: hocr())
    asked = list[tuple[int, ...]]()

    def draw(*, numbers: tuple[int, ...], turn: int) -> tuple[RawScan, ...]:
        asked.append(numbers)
        if set(broken) & set(numbers):
            raise ExtractionError("x.pdf", "reading it took longer than 20 seconds", "Allow more time.")
        image = Image.new("L", (400, 600), 255)
        return tuple((number, *scan_of(image)[1:]) for number in numbers if number != 9)

    pages = recognised_pages(numbers, draw=draw, document="", ocr=Ocr(), until=monotonic() + seconds)
    return asked, [page.reason for page in pages]


def test_a_page_that_cannot_be_drawn_within_the_limits_is_tried_once_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, reasons = all_pages(monkeypatch, [1], seconds=60)
    assert reasons == [UNDRAWN]
    assert asked == [(1,)]
    asked, reasons = all_pages(monkeypatch, [1, 2, 3, 9], seconds=60)
    assert reasons == [UNDRAWN, UNDRAWN, None, UNDRAWN]
    assert all(asked.count((number,)) == 1 for number in (1, 2, 9))


def test_once_the_time_is_over_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all_pages(monkeypatch, [1, 3], seconds=-1) == ([], [NO_TIME, NO_TIME])


def test_sizes_measured_inexactly_become_even() -> None:
    word = ("wage", 0.0, 0.0, 9.0, 9.0, 8.0)
    page = Recognised(1, tuple((*word, size) for size in (10.0, 10.4, 9.1, 10.0, 16.2, 6.9)))
    assert [word[6] for word in with_even_sizes([page])[0].words] == [10.0, 10.0, 10.0, 10.0, 16.0, 7.0]


def test_typewritten_words_stand_in_one_line_and_not_in_columns() -> None:
    spaced = Recognised(1, tuple(("wage", 40.0 * at, 0.0, 40.0 * at + 33, 9.0, 8.0, 7.4) for at in range(12)))
    close = Recognised(1, tuple(("wage", 36.0 * at, 0.0, 36.0 * at + 33, 9.0, 8.0, 7.4) for at in range(12)))
    assert {word[6] for word in with_even_sizes([spaced])[0].words} == {15.6}  # a space of 7 points
    assert {word[6] for word in with_even_sizes([close])[0].words} == {7.4}


def test_bullets_are_told_where_there_are_several() -> None:
    items = [[("e", 80), ("Training", 96)], [("«", 80), ("Road", 96)]]
    assert [word[0] for word in recognised(reading(*[hocr(*items)] * 2)).words] == ["e", "Training", "«", "Road"]
    apart = hocr(*items).replace("bbox 160", "bbox 190")
    assert [word[0] for word in recognised(reading(*[apart] * 2)).words] == ["•", "Training", "•", "Road"]


def test_scraps_apart_from_the_text_go_to_the_margin() -> None:
    line = [("je", 65), ("ARTICLE", 96), ("VI", 94)]
    far = hocr(line).replace("bbox 160", "bbox 350").replace("bbox 220", "bbox 415")
    assert recognised(reading(far)).text == "ARTICLE VI"
    assert recognised(reading(hocr(line))).text == "je ARTICLE VI"
    number = hocr([("2,", 42), ("The", 96), ("wages", 96)]).replace("bbox 160", "bbox 190")
    assert recognised(reading(*[number] * 2)).text == "2, The wages"


# ---------------------------------------------------------------- crooked pages


@pytest.mark.parametrize("angle", [-7.0, -1.2, 0.0, 3.4, 11.0])
def test_the_angle_of_a_page_is_found(angle: float) -> None:
    image = Image.new("L", (1000, 1400), 255)
    draw = ImageDraw.Draw(image)
    for line in range(150, 1250, 34):
        for x in range(130, 860, 70):
            draw.rectangle((x, line, x + 52, line + 14), fill=30)
    turned = image.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert slope(turned) == pytest.approx(angle, abs=0.25)


def test_a_box_turned_and_turned_back_is_where_it_was() -> None:
    box = (100.0, 50.0, 160.0, 62.0)
    there = swung(box, 5.0, (300, 400))
    assert there[0] < box[0] and there[1] > box[1]  # anticlockwise: what is upper left goes left and down
    assert swung(there, -5.0, (300, 400)) == pytest.approx(box)


# ---------------------------------------------------------------- cache


def test_what_was_recognised_is_kept_as_it_was() -> None:
    page = recognised(reading(hocr([("Zoë", 96), ("العمل", 91)])))
    pages = Pages("a", "5")
    pages.keep(page, ["en"])
    assert pages.get(1, ["en"]) == page


def test_a_page_is_kept_under_all_that_it_depends_on() -> None:
    Pages("a", "5").keep(Recognised(1), ["en"])
    assert Pages("a", "5").get(1, ["en"]) == Recognised(1)
    assert Pages("b", "5").get(1, ["en"]) is None
    assert Pages("a", "6").get(1, ["en"]) is None
    assert Pages("a", "5").get(2, ["en"]) is None
    assert Pages("a", "5").get(1, ["en", "fr"]) is None


def keep(page: Recognised) -> None:
    Pages("a", "5").keep(page, ["en"])


def test_two_processes_write_the_same_page(own_cache: Path) -> None:
    words: list[RawToken] = [("wage", at, at, at, at, at, at) for at in (1.0, 2.0, 3.0, 4.0)]
    pages = [Recognised(1, (word,) * 2000) for word in words]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(keep, pages * 5))
    assert Pages("a", "5").get(1, ["en"]) in pages
    assert len([file for file in own_cache.rglob("*") if file.is_file()]) == 1


# ---------------------------------------------------------------- without the engine


def test_without_the_engine_it_says_what_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blacheck.extract.ocr.installed", lambda: None)
    assert "Tesseract is not installed" in lacking()
    press = Press()
    press.picture()
    with pytest.raises(NoTextError, match=r"Tesseract.*README"):
        review(press.pdf())


def test_without_the_engine_the_other_pages_are_reviewed_and_silence_is_unclear() -> None:
    press = Press()
    for text in articles(2):
        press.paragraph(text)
    press.new_page()
    press.picture()
    done = review(press.pdf(), ocr=False)
    assert not done.missing and done.unclear
    assert "page 2 could not be read: a picture of a page" in done.unclear[0].needs_review[0]
    assert any("Tesseract" in warning for warning in done.document.warnings)
    assert done.document.recognised_pages == ()


def test_no_data_for_any_language_is_as_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/tesseract")
    answers = {"--version": "tesseract 5.3.0\n", "--list-langs": 'List of available languages in "x" (1):\nosd\n'}
    monkeypatch.setattr(tesseract, "_asked", lambda _, option: answers[option])
    assert tesseract.installed.__wrapped__() is None
    answers["--list-langs"] = "List of available languages (3):\neng\nfra\nosd\n"
    found = tesseract.installed.__wrapped__()
    assert found is not None and (found.version, found.languages, found.orients) == ("5.3.0", ("en", "fr"), True)


# ---------------------------------------------------------------- with the engine

TEXTS = ["Article 7", SENTENCES[0], SENTENCES[3], "Article 8", SENTENCES[1], SENTENCES[6]]


def read(data: bytes) -> Document:
    return extract(data, name="scan.pdf", ocr=Ocr())


def words_right(document: Document, texts: list[str]) -> float:
    wanted, got = " ".join(texts).split(), set(document.text.split())
    return sum(word in got for word in wanted) / len(wanted)


@needs_tesseract
@pytest.mark.parametrize("angle", [1.2, -4.0, 90, 180])
def test_a_scan_is_read_however_it_lies(angle: float) -> None:
    document = read(scanned(printed(TEXTS), angles=[angle]))
    assert words_right(document, TEXTS) > 0.95
    (page,) = document.pages
    assert page.unreadable is None and page.confidence is not None and page.confidence > 0.85
    assert document.text.split("\n\n")[0] == "Article 7"


@needs_tesseract
def test_the_boxes_lie_on_the_words_of_a_crooked_page() -> None:
    plain, crooked = (read(scanned(printed(TEXTS), angles=[angle])) for angle in (0.0, 5.0))
    (there,), (here,) = plain.pages, crooked.pages
    for line in (0, -1):
        box = swung(there.lines[line].words[0].box, 5.0, (there.width / 2, there.height / 2))
        assert here.lines[line].words[0].box == pytest.approx(box, abs=4)


@needs_tesseract
def test_only_pages_without_text_are_recognised() -> None:
    press = Press()
    press.paragraph(SENTENCES[0])
    press.new_page()
    press.picture()
    document = read(press.pdf())
    assert document.pages[0].confidence is None
    assert document.unreadable_pages == ()  # the second page is an even grey: blank
    assert document.text == SENTENCES[0]


@needs_tesseract
def test_a_garbled_layer_is_read_like_a_scan() -> None:
    press = Press()
    for line in range(12):
        press.words_at(72, 100 + 20 * line, "7KH HPSOR\\HU VKDOO SURYLGH WKH ZRUNHU ZLWK ORGJLQJ IUHH RI FKDUJH")
    (page,) = read(press.pdf()).pages
    assert page.confidence is not None


@needs_tesseract
def test_the_language_is_found() -> None:
    document = read(scanned(printed(list(PHRASES))))
    assert words_right(document, list(PHRASES)) > 0.95
    assert languages_in([" ".join(PHRASES)], ("en", "fr", "es", "ar")) == ("fr",)
    assert languages_in([" ".join(PHRASES), " ".join(SENTENCES)], ("en", "fr", "es")) == ("en", "fr")
    assert languages_in(["7 8 9"], ("en", "fr")) == ("en", "fr")


@needs_tesseract
def test_a_scan_is_recognised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = scanned(printed(TEXTS))
    first = read(data)
    monkeypatch.setattr(Tesseract, "_run", lambda *_: pytest.fail("recognised again"))
    assert read(data) == first
    with pytest.raises(pytest.fail.Exception):
        extract(data, name="scan.pdf", ocr=Ocr(cache=False))


@needs_tesseract
def test_progress_is_told_and_the_review_says_how_sure_it_is() -> None:
    told: list[tuple[int, int]] = []
    done = review(scanned(printed(TEXTS)), name="scan.pdf", ocr=Ocr(progress=lambda *counts: told.append(counts)))
    assert told == [(0, 1), (1, 1)]
    (page,) = done.document.recognised_pages
    assert page.page == 1 and page.confidence > 0.85
    assert f"{round(100 * page.confidence)} % sure of its letters" in done.to_html()
    assert '"recognised_pages"' in done.to_json()
    assert any(warning.startswith("page 1: read by character recognition") for warning in done.document.warnings)


@needs_tesseract
def test_a_page_that_is_too_slow_is_unread() -> None:
    with pytest.raises(ExtractionError, match="took too long"):
        extract(scanned(printed(TEXTS)), ocr=Ocr(seconds=0.05))


@needs_tesseract
def test_reading_and_recognising_share_the_time_of_one_document() -> None:
    data = scanned(printed(articles(60)), dpi=100)
    begun = monotonic()
    document = extract(data, limits=Limits(seconds=6), ocr=Ocr(cache=False, workers=1), even_empty=True)
    assert monotonic() - begun < 9
    assert document.pages[-2].unreadable == NO_TIME
    assert any("--time-limit" in warning for warning in document.warnings)
    with pytest.raises(NoTextError, match=r"no time left.*--time-limit"):
        extract(data, limits=Limits(seconds=0.9), ocr=Ocr(cache=False))


@needs_tesseract
@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the engine")
def test_an_engine_that_fails_costs_the_page_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "tesseract"
    script.write_text("#!/bin/sh\ncat >/dev/null\nexit 1\n")
    script.chmod(0o755)
    broken = Tesseract(str(script), "5.0", ("en",), orients=False)
    monkeypatch.setattr("blacheck.extract.ocr.installed", lambda: broken)
    press = Press()
    press.paragraph(SENTENCES[0])
    press.new_page()
    press.picture()
    document = read(press.pdf())
    assert document.text == SENTENCES[0]
    assert document.pages[1].unreadable == "character recognition failed on it"
