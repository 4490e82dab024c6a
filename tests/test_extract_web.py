"""Web pages: the text as a browser shows it."""

import pytest

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import extract
from blacheck.extract.limits import Errand
from blacheck.extract.web import decode_page, read_web


def read(page: str) -> tuple[list[str], list[tuple[str, str]], tuple[str, ...]]:
    """Paragraphs, furniture and warnings."""
    text, _, furniture, warnings, _ = read_web(page.encode(), Errand("x.html"))
    return text.split("\n\n"), furniture, warnings


def paragraphs(page: str) -> list[str]:
    return read(page)[0]


def test_pages_go_through_the_door_by_their_content() -> None:
    page = b"<?xml version='1.0'?><!-- saved --><!DOCTYPE html><html><h1>Article 1</h1><p>It <b>binds</b>.</p></html>"
    document = extract(page, name="draft.pdf")

    assert document.text == "Article 1\n\nIt binds."
    assert not document.paginated
    assert document.warnings == ("the name says PDF, but this is a web page (HTML)",)
    assert extract(b"<h1>Article 1</h1>", name="x").text == "Article 1"


def test_a_message_named_like_a_pdf_is_no_agreement() -> None:
    page = b"<html><body><h1>Sign in</h1><p>Please sign in to see this file.</p></body></html>"

    with pytest.raises(ExtractionError, match="such as servers send in place of a document"):
        extract(page, name="agreement.pdf")
    assert extract(page, name="agreement.html").text.startswith("Sign in")
    with pytest.raises(NoTextError):
        extract(b"<html><body><script>x</script></body></html>", name="x.html")


def test_blocks_are_paragraphs_and_the_rest_runs_on() -> None:
    page = "<div>The <i>employer</i>\n shall&nbsp;pay<p>and <span>lodge</span></p>the worker</div>"

    assert paragraphs(page) == ["The employer shall pay", "and lodge", "the worker"]


def test_line_breaks_part_paragraphs_where_a_line_begins_something() -> None:
    page = "<p>AGREEMENT<br>between the<br>two States</p><p>Article 1<br>(a) one;<br>(b) two that<br/>goes on</p>"

    found = ["AGREEMENT", "between the two States", "Article 1", "(a) one;", "(b) two that goes on"]
    assert paragraphs(page) == found


def test_lists_are_numbered_as_a_browser_shows_them() -> None:
    page = """
    <ol><li>a<li value=5>b<li><p>c</p><p>more</p><ol type=a><li>d</ol></ol>
    <ol start=3 type=I><li>e</ol><ol reversed><li>f<li>g</ol>
    <ol style="list-style-type: lower-roman"><li>h</ol><ol style="list-style: none"><li>(1) i</ol>
    <ul><li>j<li>k</ul>"""

    assert paragraphs(page) == [
        *("1. a", "5. b", "6. c", "more", "a. d", "III. e", "2. f", "1. g", "i. h", "(1) i", "• j", "• k"),
    ]


def test_what_a_browser_does_not_show_is_not_read() -> None:
    page = """<head><title>T</title><style>p {}</style></head><body><script>s</script><p hidden>a</p>
    <p style="color: red; display: none">b</p><select><option>c</select><template>d</template><!-- e -->
    <p>seen<span style="visibility:hidden">f</span></p></body>"""

    text, _, warnings = read(page)
    assert text == ["seen"]
    assert warnings == ("hidden text in 3 places was left out",)


def test_changes_are_read_as_if_accepted() -> None:
    text, _, warnings = read("<p>The employer <del>may</del><ins>shall</ins> <s>not</s> pay.</p>")

    assert text == ["The employer shall not pay."]
    assert warnings == (
        "the draft has tracked changes (1 insertion and 1 deletion); it was read as if all of them were accepted",
        "1 passage struck through by hand was read like any other",
    )


def test_menus_feet_and_notes_are_furniture() -> None:
    page = """<nav><ul><li>Home</ul></nav><main><p>The worker<sup><a href="#n1">1</a></sup> pays 5 m<sup>2</sup>
    under Article <a href="#a7">7</a>.</p><div style='mso-element:footnote-list'><p>1 As amended.</p></div></main>
    <footer><p>Contact</p></footer>"""

    text, furniture, _ = read(page)
    assert text == ["The worker pays 5 m2 under Article 7."]
    assert furniture == [("margin", "• Home"), ("footnote", "1 As amended."), ("footer", "Contact")]


def test_tables_with_merged_cells_and_tables_that_only_place_text() -> None:
    page = """<table><caption>Costs</caption><tr><th colspan=2>Cost</th><th>Payer</th></tr>
    <tr><td rowspan=2>Visa</td><td>fee</td><td>A</td></tr><tr><td>stamp</td><td>B</td></tr></table>
    <table><tr><td><h2>Article 1</h2><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"""

    assert paragraphs(page) == ["Costs", "Cost |  | Payer", "Visa | fee | A", " | stamp | B", "Article 1", "a | b"]


def test_text_as_typed_is_read_like_a_text_file() -> None:
    lines = "Article 1\n\nThe employer shall pay the\nworker every month.\n\nArticle 2"

    found = ["Before", "Article 1", "The employer shall pay the worker every month.", "Article 2"]
    assert paragraphs(f"<p>Before</p><pre>{lines}</pre>") == found


def test_lists_that_a_word_processor_wrote() -> None:
    page = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>(a)<span>&nbsp;&nbsp; </span></span><![endif]>the wage;<o:p></o:p></p>"""

    assert paragraphs(page) == ["(a) the wage;"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("utf-8", ""),
        ("cp1252", ""),
        ("utf-16", '<meta charset="utf-8">'),
        ("utf-8-sig", '<meta charset="cp1252">'),
        ("cp1256", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'),
        ("utf-8", '<meta charset="no-such-thing">'),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    text = "مادة ١" if encoding == "cp1256" else "Artículo 1 – «trabajador»"
    page = f"<html><head>{head}</head><body>{text}</body></html>"

    assert decode_page(page.encode(encoding, errors="replace")).endswith(
        text.encode(encoding, "replace").decode(encoding) + "</body></html>"
    )


def test_deep_and_broken_pages_end_in_an_error_or_a_text() -> None:
    assert paragraphs("<div>" * 1500 + "deep")[0] == "deep"
    with pytest.raises(ExtractionError, match="too deeply"):
        read("<div>" * 5000 + "deep")
    assert paragraphs("<td>a</td></table></ol><li>b<tr></div><table><li>c")
    wide = '<table><tr><td colspan="99999999" rowspan="99999999">a<td>b<tr><td>c</table>'
    assert len(extract(f"<html>{wide}".encode(), name="x").text) < 2000
