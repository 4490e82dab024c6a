"""Word documents: the text as Word shows it, tracked changes accepted, and what is told about the rest."""

import sys
from typing import Any

import pytest

import words
from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract import Limits, extract
from blacheck.result import review
from words import cell, docx, paragraph, row, run, table, text_of

INS, DEL = '<w:ins w:author="A">', '<w:del w:author="A">'


def paragraphs(*blocks: str, **parts: Any) -> list[str]:
    return text_of(docx("".join(blocks), **parts))[0]


def warnings(*blocks: str, **parts: Any) -> tuple[str, ...]:
    return text_of(docx("".join(blocks), **parts))[2]


def deleted(text: str) -> str:
    return f"{DEL}<w:r><w:delText>{text}</w:delText></w:r></w:del>"


# ---------------------------------------------------------------- through the door


def test_places_are_paragraphs_and_what_it_is_shows_in_its_content() -> None:
    document = extract(docx(paragraph("Article 1") + paragraph("The Parties agree.")), name="draft.pdf")

    assert document.text == "Article 1\n\nThe Parties agree."
    assert not document.paginated
    assert document.paragraph_at(document.text.index("Parties")) == 2
    assert document.warnings == ("the name says PDF, but this is a Word document",)


def test_documents_with_macros_are_read_and_say_so() -> None:
    data = docx(paragraph("Article 1"), main=words.MACROS)

    assert text_of(data)[0] == ["Article 1"]
    assert text_of(data)[2] == ("the document holds macros; they were not run",)


def test_documents_saved_as_strict_are_read() -> None:
    def strict(xml: str) -> str:
        for kind in ("officeDocument/2006/relationships", "wordprocessingml/2006/main"):
            old = f"http://schemas.openxmlformats.org/{kind}"
            xml = xml.replace(old, f"http://purl.oclc.org/ooxml/{kind.replace('2006/', '')}")
        return xml

    body = paragraph("one", listed=(1, 0))
    numbering = words.definition(0, words.level(0, "decimal", "%1.")) + words.listing(1, 0)
    members = words.members(docx(body, numbering=numbering))
    data = words.archive({name: strict(content) for name, content in members.items()})

    assert text_of(data)[0] == ["1. one"]


def test_the_lost_file_of_a_picture_does_not_matter() -> None:
    rels = words.relations(words.relation("p", "image", "NULL"))

    assert text_of(docx(paragraph("Article 1"), extra={"word/_rels/document.xml.rels": rels}))[0] == ["Article 1"]


# ---------------------------------------------------------------- tracked changes


def test_tracked_changes_are_read_as_if_accepted_and_counted() -> None:
    one = paragraph("The employer ", deleted("may"), f"{INS}{run('shall')}</w:ins>", " pay.")

    assert paragraphs(one) == ["The employer shall pay."]
    assert warnings(one) == (
        "the draft has tracked changes (1 insertion and 1 deletion); it was read as if all of them were accepted",
    )


def test_moved_text_stands_where_it_was_moved_to() -> None:
    gone = f'<w:moveFrom w:author="A">{run("moved")}</w:moveFrom>'
    here = f'<w:moveTo w:author="A">{run("moved")}</w:moveTo>'

    assert paragraphs(paragraph("a", gone), paragraph(here, "b")) == ["a", "movedb"]


def test_what_was_inserted_over_several_paragraphs_by_one_person_is_one_insertion() -> None:
    inserted = paragraph(f"{INS}{run('new')}</w:ins>", mark='<w:ins w:author="A"/>')
    by_another = paragraph(f'<w:ins w:author="B">{run("other")}</w:ins>')

    assert "(2 insertions and 0 deletions)" in warnings(paragraph("old"), inserted, inserted, by_another)[0]


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    first = paragraph("The employer shall ", style="", mark='<w:del w:author="A"/>')

    assert paragraphs(first, paragraph("pay.")) == ["The employer shall pay."]


def test_a_deleted_paragraph_is_gone_with_its_number() -> None:
    numbering = words.definition(0, words.level(0, "decimal", "%1.")) + words.listing(1, 0)
    gone = paragraph(deleted("no"), listed=(1, 0), mark='<w:del w:author="A"/>')

    found = paragraphs(paragraph("a", listed=(1, 0)), gone, paragraph("b", listed=(1, 0)), numbering=numbering)
    assert found == ["1. a", "2. b"]


def test_deleted_rows_and_cells_are_gone() -> None:
    struck = cell("x", properties='<w:cellDel w:author="A"/>')
    rows = (
        row("Cost", "Payer"),
        row("Visa", "Worker", properties='<w:del w:author="A"/>'),
        row("Fare", "Employer", struck),
    )

    assert paragraphs(table(*rows)) == ["Cost | Payer", "Fare | Employer"]


def test_former_properties_are_no_text_and_no_numbers() -> None:
    numbering = words.definition(0, words.level(0, "decimal", "%1.")) + words.listing(1, 0)
    former = '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    body = f"<w:p><w:pPr>{former}</w:pPr>{run('plain')}</w:p>"

    assert paragraphs(body, numbering=numbering) == ["plain"]


# ---------------------------------------------------------------- what stands in a paragraph


def test_fields_show_their_result_and_links_their_text() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> IF x </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("hidden result of the condition") + mark("end")
    field = mark("begin") + code + inner + mark("separate") + run("7") + mark("end")
    link = f"<w:hyperlink>{run('the annex')}</w:hyperlink>"
    simple = f'<w:fldSimple w:instr=" REF ">{run("8")}</w:fldSimple>'

    assert paragraphs(paragraph("Articles ", field, " and ", simple, " and ", link)) == [
        "Articles 7 and 8 and the annex"
    ]


def test_a_field_without_end_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert paragraphs(paragraph(begin, "a"), paragraph("b")) == ["a", "b"]


def test_content_controls_text_boxes_and_formulas_are_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
    inline = paragraph("a ", f"<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>")
    box = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
    both = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    formula = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"

    found = paragraphs(
        control,
        inline,
        paragraph("anchor", f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"),
        paragraph("so ", formula),
    )
    assert found == ["in a control", "a b", "anchor", "in a box", "so x=2"]


def test_hidden_text_is_left_out_with_a_warning() -> None:
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph("seen", run(" direct", "<w:vanish/>"), run(" by style", '<w:rStyle w:val="Secret"/>'))
    shown = paragraph(run("shown", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'))

    assert paragraphs(body, shown, styles=styles) == ["seen", "shown"]
    assert warnings(body, styles=styles) == ("hidden text in 2 places was left out",)


def test_a_hidden_end_of_a_heading_lets_the_text_run_on() -> None:
    heading = paragraph("Wages.", mark="<w:vanish/><w:specVanish/>")

    assert paragraphs(heading, paragraph(" The employer pays.")) == ["Wages. The employer pays."]


def test_capitals_that_formatting_makes_are_capitals() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:caps/></w:rPr></w:style>'

    assert paragraphs(paragraph("Scope", style="H"), styles=styles) == ["SCOPE"]


def test_text_struck_through_by_hand_is_read_and_told() -> None:
    body = paragraph("The worker ", run("pays", "<w:strike/>"))

    assert paragraphs(body) == ["The worker pays"]
    assert warnings(body) == ("1 passage struck through by hand was read like any other",)


def test_line_breaks_tabs_and_special_hyphens() -> None:
    broken = (
        "<w:r><w:t>AGREEMENT</w:t><w:br/><w:t>between</w:t><w:tab/><w:t>the two</w:t><w:br/><w:t>Article 1</w:t></w:r>"
    )
    hyphen = "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>be</w:t><w:softHyphen/><w:t>ing</w:t></w:r>"

    assert paragraphs(paragraph(broken), paragraph(hyphen)) == [
        "AGREEMENT",
        "between the two",
        "Article 1",
        "well-being",
    ]


# ---------------------------------------------------------------- what belongs to the pages


def test_notes_heads_feet_and_contents_are_furniture() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Inhalt1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("Article 1 ... 3", style="Inhalt1") + paragraph(
        "The worker", '<w:r><w:footnoteReference w:id="7"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>', "."
    )
    text, furniture, _ = text_of(
        docx(
            body,
            styles=styles,
            footnotes=f'<w:footnote w:id="7">{paragraph("As amended.")}</w:footnote>',
            endnotes=f'<w:endnote w:id="2">{paragraph("In cash.")}</w:endnote>',
            header=paragraph("DRAFT"),
            footer=paragraph("Page 1"),
        )
    )

    assert text == ["The worker."]
    assert furniture == [
        ("margin", "Article 1 ... 3"),
        ("footnote", "1 As amended."),
        ("footnote", "2 In cash."),
        ("header", "DRAFT"),
        ("footer", "Page 1"),
    ]


def test_comments_are_counted_and_not_read() -> None:
    comments = f'<w:comment w:id="1">{paragraph("Really?")}</w:comment>'

    assert paragraphs(paragraph("a"), comments=comments) == ["a"]
    assert warnings(paragraph("a"), comments=comments) == ("1 comment in the margin was not read",)


def test_large_pictures_and_embedded_files_are_told() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:extent cx="{0}" cy="{0}"/><pic:pic/></wp:inline></w:drawing></w:r>'
    body = paragraph("a", picture.format(5_000_000), picture.format(500_000)) + '<w:altChunk r:id="x"/>'

    assert warnings(body) == ("what 1 large picture may show was not read", "1 embedded file was not read")
    with pytest.raises(NoTextError, match="pictures and no text"):
        text_of(docx(paragraph(picture.format(5_000_000))))


def test_what_a_picture_as_large_as_a_page_says_is_unclear_and_not_missing() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:extent cx="{}" cy="{}"/><pic:pic/></wp:inline></w:drawing></w:r>'.format
    clauses = [paragraph("Article 1"), paragraph("Passports of workers shall not be retained by the employer.")]
    page = docx("".join([*clauses, paragraph("", picture(5_700_000, 8_100_000))]))
    chart = docx("".join([*clauses, paragraph("", picture(5_700_000, 3_000_000))]))
    done, other = review(page), review(chart)

    assert done.unclear and not done.missing
    assert done.unclear[0].needs_review[0].endswith("what 1 picture as large as a page may say was not read")
    assert "what 1 picture as large as a page may say was not read" in done.document.warnings
    assert "n’a pas été lu" in done.to_html(language="fr")
    assert other.missing and not other.unclear
    assert done.covered == other.covered


# ---------------------------------------------------------------- tables


def test_rows_of_tables_with_merged_cells() -> None:
    merged = cell("Costs", properties='<w:gridSpan w:val="2"/>')
    below = cell("", properties="<w:vMerge/>")
    rows = (
        row(merged, "Payer"),
        row(cell("Visa", properties='<w:vMerge w:val="restart"/>'), "fee", "A"),
        row(below, "stamp", "B"),
    )
    document = extract(docx(paragraph("Annex") + table(*rows) + paragraph("End")))

    assert document.text.split("\n\n") == ["Annex", "Costs |  | Payer", "Visa | fee | A", " | stamp | B", "End"]
    (found,) = document.pages[0].tables
    cells = [[span.of(document.text) for span in spans] for spans in found.rows]
    assert cells == [["Costs", "", "Payer"], ["Visa", "fee", "A"], ["", "stamp", "B"]]


LONG = "The employer shall pay the worker every month and shall give the worker a statement of all sums. " * 3


def test_a_frame_of_one_column_is_text() -> None:
    assert paragraphs(table(row(cell("Article 1", "The wage")), row("Article 2"))) == [
        "Article 1",
        "The wage",
        "Article 2",
    ]


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    rows = row(f"Article 1 {LONG}", f"Artículo 1 {LONG}"), row(f"Article 2 {LONG}", f"Artículo 2 {LONG}")

    assert [text[:10].strip() for text in paragraphs(table(*rows))] == [
        "Article 1",
        "Article 2",
        "Artículo 1",
        "Artículo 2",
    ]


def test_tables_of_two_languages_run_on_until_other_text_comes() -> None:
    heads, items = row("Article 1", "Article premier"), row("Article 2", "Article 2")
    one, two = (
        table(heads, row("one", "un"), items),
        table(row("Article 3", "Article 3"), row("Article 4", "Article 4")),
    )

    found = paragraphs(one, paragraph(" "), two, paragraph("End"), two)
    assert found[:10] == [
        *("Article 1", "one", "Article 2", "Article 3", "Article 4"),
        *("Article premier", "un", "Article 2", "Article 3", "Article 4"),
    ]
    assert found[10:] == ["End", "Article 3", "Article 4", "Article 3", "Article 4"]


def test_numbers_in_a_column_of_their_own_stand_before_their_text() -> None:
    found = paragraphs(table(row("1.", cell(LONG, "More.")), row("Article 2", LONG)))

    assert [text[:12] for text in found] == ["1. The emplo", "More.", "Article 2", "The employer"]


def test_tables_in_tables() -> None:
    inner = table(row("a", "b"), row("c", "d"))

    assert paragraphs(table(row(cell("x", inner), "y"), row("z", "w"))) == ["x a | b c | d | y", "z | w"]


# ---------------------------------------------------------------- what cannot be read


def refusal(data: bytes, limits: Limits = Limits()) -> ExtractionError:  # noqa: B008 - frozen
    with pytest.raises(ExtractionError) as caught:
        extract(data, name="x.docx", limits=limits)
    return caught.value


def test_damaged_and_foreign_archives_are_named() -> None:
    good = docx(paragraph("Article 1"))

    assert "damaged" in refusal(good[: len(good) // 2]).problem
    assert "damaged" in refusal(docx("<w:p>")).problem
    assert "no Word document" in refusal(docx("", extra={"_rels/.rels": words.relations()})).problem
    assert "no Word document" in refusal(docx("", extra={"word/document.xml": "<html><body/></html>"})).problem
    assert isinstance(refusal(docx(paragraph(" "))), NoTextError)


def test_declared_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    for encoded in (bomb.encode(), ('<?xml version="1.0" encoding="UTF-16"?>' + bomb).encode("utf-16")):
        data = docx("", extra={"word/document.xml": encoded + b"<x>&b;</x>"})
        assert "declares entities" in refusal(data).problem


def test_an_archive_that_would_unpack_to_too_much_is_refused_before_it_is_unpacked() -> None:
    data = docx("", extra={"word/document.xml": " " * 60_000_000})

    assert len(data) < 100_000
    assert "unpacks to 60 MB, more than the 32 MB allowed" in refusal(data, Limits(memory_mb=512)).problem


def test_parts_that_need_more_memory_than_there_is() -> None:
    many = "<w:p/>" * 1_500_000

    if sys.platform == "linux":
        assert "more than the 150 MB of memory" in refusal(docx(many), Limits(memory_mb=150)).problem


def test_deep_nesting_and_wide_tables_end_in_an_error_or_a_text() -> None:
    deep = paragraph("a")
    for _ in range(300):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    wide = cell("a", properties='<w:gridSpan w:val="999999999"/>')

    assert "damaged" in refusal(docx(deep)).problem
    assert len(extract(docx(table(row(wide, "b"), row("c", "d")))).text) < 1000
