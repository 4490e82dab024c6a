"""Clauses: their numbers as a reader cites them, their kinds and parts, on texts in many drafting styles."""

from textwrap import dedent

import pytest

from blacheck.model import Agreement, Clause, Document, Page, Span, Table
from blacheck.segment import segment


def read(text: str, *tables: Table) -> Agreement:
    text = dedent(text).strip()
    page = Page(1, 0, 0, (Span(0, len(text)),), tables=tables)
    return segment(Document("a.txt", "", text, (page,), paginated=False))


def numbers(text: str, kind: str = "article") -> list[str]:
    return [clause.number for clause in read(text).clauses if clause.kind == kind]


def clause(text: str, number: str) -> Clause:
    return next(clause for clause in read(text).clauses if clause.number == number)


FRAME = """\
AGREEMENT BETWEEN THE GOVERNMENT OF ALDIA AND THE GOVERNMENT OF BORAN

The Government of Aldia and the Government of Boran,

Wishing to order the movement of workers,

Have agreed as follows:

"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Article 4\n\nWorkers are paid.\n\nArticle 5\n\nThey are housed.", ["4", "5"]),
        ("ARTICLE IV\n\nWorkers are paid.\n\nARTICLE V\n\nThey are housed.", ["IV", "V"]),
        ("Article (4)\n\nWorkers are paid.\n\nArticle (5)\n\nThey are housed.", ["4", "5"]),
        ("Article First\n\nWorkers are paid.\n\nArticle Second\n\nThey are housed.", ["1", "2"]),
        ("Art. 4. Workers are paid.\n\nArt. 5. They are housed.", ["4", "5"]),
        ("Article 4 — Pay\n\nWorkers are paid.\n\nArticle 4 bis\n\nThey are housed.", ["4", "4bis"]),
        ("Section 3\n\nWorkers are paid.\n\nSection 4\n\nThey are housed.", ["3", "4"]),
        ("Clause 5. Pay\n\nWorkers are paid.\n\nClause 6. Housing\n\nThey are housed.", ["5", "6"]),
        ("PARAGRAPH 2. PAY\n\n1) Workers are paid.\n\n2) They are housed.", ["2", "2(1)", "2(2)"]),
        ("§ 3 Workers are paid.\n\n§ 4 They are housed.", ["§ 3", "§ 4"]),
        ("Article 3\n\nWorkers are paid.\n\n§ 1 Pay is weekly.\n\n§ 2 Fines are barred.", ["3", "3 § 1", "3 § 2"]),
        ("Article 3\n\nWorkers are paid.\n\n§ sole. They are housed.", ["3", "3 § sole"]),
        ("First\n\nWorkers are paid.\n\nSecond\n\nThey are housed.", ["First", "Second"]),
        ("1. GENERAL\n\n(a) Workers are paid.\n\n(b) They are housed.", ["1", "1(a)", "1(b)"]),
        ("4. Pay\n\n4.1 Workers are paid.\n\n4.1.2 They are housed.", ["4", "4.1", "4.1.2"]),
        ("I. Pay\n\nI.1 Workers are paid.\n\nI.2 They are housed.", ["I", "I.1", "I.2"]),
        ("Article 1\n\n(1). Workers are paid.\n(2). They are housed.", ["1", "1(1)", "1(2)"]),
        ("Article 1\n\n1— Workers are paid.\n\n2 — They are housed.", ["1", "1(1)", "1(2)"]),
        ("Article i.\n\nWorkers are paid.\n\nArticle 2.\n\nThey are housed.", ["1", "2"]),
    ],
)
def test_a_unit_is_cited_by_its_number(body: str, expected: list[str]) -> None:
    assert numbers(FRAME + body) == expected


def test_nested_lists_are_cited_by_all_their_numbers() -> None:
    body = """Article 7

1. The employer pays.

2. The contract states:

(a) the wage;

(b) the hours, namely:

(i) those by day;

(ii) those by night;

(c) the place.

3. It is written."""
    expected = ["7", "7(1)", "7(2)", "7(2)(a)", "7(2)(b)", "7(2)(b)(i)", "7(2)(b)(ii)", "7(2)(c)", "7(3)"]
    assert numbers(FRAME + body) == expected


def test_i_after_h_is_a_letter() -> None:
    items = "\n\n".join(f"({letter}) item {letter};" for letter in "abcdefghij")
    assert numbers(FRAME + "Article 1\n\nThe list is:\n\n" + items)[-2:] == ["1(i)", "1(j)"]


def test_unnumbered_paragraphs_are_counted_where_there_are_several() -> None:
    body = "Article 4\n\nOne is free.\n\nArticle 5\n\nOne is bound.\n\nTwo is bound."
    assert numbers(FRAME + body) == ["4", "5", "5(1)", "5(2)"]


def test_a_list_in_the_first_unnumbered_paragraph_is_cited_without_it() -> None:
    body = "Article 2\n\nThis applies to:\n\na) nurses;\n\nb) cooks.\n\nIt does not apply to seamen."
    assert numbers(FRAME + body) == ["2", "2(1)", "2(a)", "2(b)", "2(2)"]


def test_text_between_the_items_of_a_list_belongs_to_the_item_before() -> None:
    body = "Article 2\n\nThe worker shows:\n\na) a passport.\n\nIt must be valid.\n\nb) a contract."
    read_clause = clause(FRAME + body, "2(a)")
    assert "It must be valid." in read_clause.span.of(read(FRAME + body).document.text)


def test_numbered_paragraphs_run_together_are_parted() -> None:
    body = "Article 6 (1) Workers are paid. (2) They are housed; see paragraph (1). (3) They are insured."
    assert numbers(FRAME + body) == ["6", "6(1)", "6(2)", "6(3)"][1:]


def test_a_list_inside_a_sentence_is_parted_and_a_mention_of_its_items_is_not() -> None:
    body = "Article 6\n\nThe employer pays: (a) the visa; (b) the journey. Paragraphs (a) and (b) bind the agent too."
    assert numbers(FRAME + body) == ["6", "6(a)", "6(b)"]


def test_paragraphs_broken_by_the_width_of_the_paper_are_whole_again() -> None:
    lines = [
        "The employer bears the cost of the journey of the worker from",
        "the place of recruitment to the place of work and, at the end",
        "of the contract, the cost of the journey home, as provided in",
        "Article 3. The worker bears none of these costs, nor those of",
        "the visa, of the examination and of the permit, whatever they",
        "are called and whoever may have advanced them in the country",
        "of origin or in the country of employment, directly or by the",
        "agency that placed the worker, and they may not be withheld",
        "from the wage.",
    ]
    text = FRAME + "\n\n".join(["Article 1", *lines, "Article 2", *lines])
    assert numbers(text) == ["1", "2"]
    assert sum("journey home, as provided in Article 3." in provision.text for provision in read(text).provisions) == 2


def test_words_that_group_articles_do_not_enter_their_numbers() -> None:
    body = "SECTION I\n\nGENERAL\n\nArticle 1\n\nOne is free.\n\nSECTION II — PAY\n\nArticle 2\n\nTwo is paid."
    agreement = read(FRAME + body)
    assert [clause.number for clause in agreement.clauses if clause.kind == "article"] == ["1", "2"]
    assert [clause.heading for clause in agreement.clauses if clause.kind == "heading"] == ["GENERAL", "PAY"]


def test_capital_letters_that_group_running_numbers_do_not_enter_them() -> None:
    body = "A. GENERAL\n\n1. One is free.\n\n2. Two is paid.\n\nB. PAY\n\n3. Three is paid."
    assert numbers(FRAME + body) == ["1", "2", "3"]


def test_headings_on_the_line_of_the_number_or_the_next() -> None:
    body = "Article 1\n\nScope\n\nOne is free.\n\nArticle 2: Pay\n\nTwo is paid.\n\nArticle 3. Three is bound."
    agreement = read(FRAME + body)
    assert [clause.heading for clause in agreement.clauses if clause.kind == "article"] == ["Scope", "Pay", ""]


def test_a_short_chapeau_is_no_heading() -> None:
    body = "Article 3. Any agreement by which\n\n(a) a fee is taken; or\n\n(b) the wage is cut,\n\nshall be void."
    agreement = read(FRAME + body)
    assert all(not clause.heading for clause in agreement.clauses if clause.kind == "article")


def test_recitals_are_counted_and_the_naming_of_the_parties_is_not() -> None:
    text = FRAME.replace("Have agreed", "Mindful of the Conventions of the Organisation,\n\nHave agreed")
    assert numbers(text + "Article 1\n\nOne is free.", "preamble") == [
        "Preamble",
        "Preamble 1",
        "Preamble 2",
        "Preamble",
    ]


def test_recitals_run_together_are_parted() -> None:
    text = """\
    Accord entre l'Aldie et le Boran

    Le Gouvernement d'Aldie et le Gouvernement du Boran, Considérant leurs liens, Désireux de les resserrer, \
Sont convenus de ce qui suit:

    Article premier

    Les travailleurs sont payés.
    """
    assert numbers(text, "preamble") == ["Preamble", "Preamble 1", "Preamble 2", "Preamble"]


def test_lettered_recitals_are_cited_by_their_letter() -> None:
    text = """\
    MEMORANDUM OF UNDERSTANDING

    RECITALS

    A. Aldia has need of nurses.

    B. Boran trains them.

    The Participants have reached the following understanding:

    1. Nurses are paid.
    """
    assert numbers(text, "preamble") == ["Preamble", "Recital A", "Recital B", "Preamble"]
    assert numbers(text) == ["1"]


SIGNED = "Article 1\n\nWorkers are paid. Annex I forms part of this Agreement.\n\nDone at Alda on 4 May 2001.\n\n"


@pytest.mark.parametrize(
    ("opener", "part"),
    [
        ("ANNEX I", "Annex I"),
        ("ANNEX (II)", "Annex II"),
        ("ANNEXE N° 2", "Annex 2"),
        ("ANEXO II", "Annex II"),
        ("APPENDIX C", "Appendix C"),
        ("FIRST SCHEDULE", "First Schedule"),
        ("Schedule B — Costs", "Schedule B"),
        ("ADDITIONAL PROTOCOL", "Protocol"),
        ("MODEL CONTRACT OF EMPLOYMENT", "Model Contract"),
        ("EXCHANGE OF LETTERS No. II", "Letter II"),
        ("Letter I", "Letter I"),
        ("ÉCHANGE DE NOTES", "Exchange of Notes"),
        ("Nr. III", "Nr. III"),
    ],
)
def test_what_is_annexed_is_a_part_with_numbers_of_its_own(opener: str, part: str) -> None:
    agreement = read(FRAME + SIGNED + opener + "\n\n1. One is paid.\n\n2. Two is housed.")
    assert [clause.number for clause in agreement.clauses][-3:] == [part, f"{part} 1", f"{part} 2"]
    assert [clause.kind for clause in agreement.clauses][-3:] == ["annex", "article", "article"]
    assert {clause.part for clause in agreement.clauses[-3:]} == {part}


def test_a_mention_of_an_annex_opens_none() -> None:
    body = "Article 1\n\nAnnex A shall form part of this Agreement.\n\nArticle 2\n\nTwo is paid."
    assert not numbers(FRAME + body, "annex")


def test_a_contract_in_an_annex_is_its_heading() -> None:
    agreement = read(FRAME + SIGNED + "ANNEX A\n\nMODEL CONTRACT OF EMPLOYMENT\n\nArticle 1. One is paid.")
    assert [clause.number for clause in agreement.clauses if clause.kind == "annex"] == ["Annex A"]
    assert agreement.clauses[-1].number == "Annex A 1"
    assert agreement.clauses[-1].heading == "MODEL CONTRACT OF EMPLOYMENT"


def test_a_protocol_by_its_own_title_is_the_body() -> None:
    text = "PROTOCOL\n\nThe Parties agree as follows:\n\n1. Workers are paid.\n\n2. They are housed."
    assert numbers(text) == ["1", "2"]
    assert not numbers(text, "annex")


def test_parts_of_an_annex_are_cited_only_where_numbering_begins_anew() -> None:
    runs_on = "Part 1\n\nFees\n\n1. Visa: employer.\n\nPart 2\n\nTravel\n\n2. Ticket: employer."
    anew = runs_on.replace("2. Ticket", "1. Ticket")
    assert numbers(FRAME + SIGNED + "ANNEX I\n\n" + runs_on)[-2:] == ["Annex I 1", "Annex I 2"]
    assert numbers(FRAME + SIGNED + "ANNEX I\n\n" + anew)[-2:] == ["Annex I Part 1 1", "Annex I Part 2 1"]


def test_letters_that_name_their_group_need_no_group() -> None:
    annex = "ANNEX I\n\nPART A. BORAN SHALL:\n\nA1. Pay.\n\nPART B. ALDIA SHALL:\n\nB1. Select.\n\nB2. Train."
    assert numbers(FRAME + SIGNED + annex)[-3:] == ["Annex I A1", "Annex I B1", "Annex I B2"]


def test_paragraphs_under_roman_headings_follow_them_after_a_space() -> None:
    body = "I. PAY\n\n1. It is monthly.\n\n2. It is the highest of:\n\na) the legal wage;\n\nb) that of the trade."
    assert numbers(FRAME + body + "\n\nII. REST\n\n1. It is weekly.") == [
        *("I", "I 1", "I 2", "I 2(a)", "I 2(b)"),
        *("II", "II 1"),
    ]


def test_headings_between_running_numbers() -> None:
    text = "ARRANGEMENT\n\nBackground\n\n1. One is old.\n\nPurpose\n\n2. Two is new.\n\n3. Three is both."
    agreement = read(text)
    assert [(clause.number, clause.heading) for clause in agreement.clauses if clause.kind == "article"] == [
        ("1", "Background"),
        ("2", "Purpose"),
        ("3", "Purpose"),
    ]


def test_a_paragraph_under_a_numbered_heading_belongs_to_it() -> None:
    body = "4. Framework\n\n(1) Exchange of letters\n\nThe sides write.\n\n(2) Talks\n\nThe sides will talk.\n\n5. End"
    assert numbers(FRAME + body) == ["4", "4(1)", "4(2)", "5"]


def test_a_row_is_cited_by_its_first_cell() -> None:
    rows = "| Item | Cost | Borne by |\n| 1 | Visa | Employer |\n| 2 | Ticket | Employer |"
    assert numbers(FRAME + SIGNED + "ANNEX I\n\n" + rows)[-2:] == ["Annex I item 1", "Annex I item 2"]
    assert numbers(FRAME + SIGNED + "ANNEX I\n\n" + rows.replace("Item", "No."))[-2:] == ["Annex I 1", "Annex I 2"]


def test_a_letter_after_the_signatures_is_an_annex_that_nothing_announces() -> None:
    letter = "Excellency,\n\nI have the honour to confirm the following:\n\n(a) One is paid.\n\nAccept my regards."
    assert numbers(FRAME + SIGNED + letter)[-1] == "Letter (a)"


def test_signatures_are_no_clauses_to_judge() -> None:
    agreement = read(FRAME + "Article 1\n\nOne is paid.\n\nIN WITNESS WHEREOF they have signed.\n\nFor Aldia: A. Smith")
    assert agreement.clauses[-1].kind == "signature"


def test_a_sentence_about_signing_closes_nothing() -> None:
    body = "Article 1\n\nSigned in two copies, the contract is valid.\n\nArticle 2\n\nTwo is paid."
    assert numbers(FRAME + body) == ["1", "2"]
    assert not numbers(FRAME + body, "signature")


def test_table_of_contents_cover_and_approving_law_are_other_matter() -> None:
    contents = "TABLE OF CONTENTS\n\nArticle 1 Scope ..... 2\n\nArticle 2 Pay ..... 3\n\nAnnex I Costs ..... 9\n\n"
    agreement = read("I certify that this is a true copy.\n\n" + contents + FRAME + "Article 1\n\nOne is paid.")
    assert [clause.kind for clause in agreement.clauses][:2] == ["other", "title"]
    law = """\
    LEY 25.000

    ARTICULO 1 — Apruébase el Convenio, cuyo texto forma parte de la presente ley.

    ARTICULO 2 — Comuníquese.

    CONVENIO ENTRE LA REPUBLICA DE ALDIA Y LA REPUBLICA DE BORAN

    La República de Aldia y la República de Boran,

    Convienen lo siguiente:

    ARTICULO 1

    Los trabajadores serán pagados.
    """
    assert [clause.kind for clause in read(law).clauses] == ["other", "title", "preamble", "preamble", "article"]


def test_contents_without_a_heading_are_known_by_coming_again() -> None:
    contents = "Article 1 Scope\n\nArticle 2 Pay\n\nArticle 3 Rest\n\n"
    body = "Article 1\n\nOne is free.\n\nArticle 2\n\nTwo is paid.\n\nArticle 3\n\nThree is bound."
    agreement = read(contents + FRAME + body)
    assert agreement.clauses[0].kind == "other"
    assert [clause.number for clause in agreement.clauses if clause.kind == "article"] == ["1", "2", "3"]


def test_a_list_of_short_entries_is_no_table_of_contents() -> None:
    entries = "\n\n".join(f"Item {place}. Fee {place}: {place}0" for place in range(1, 7))
    assert numbers(FRAME + SIGNED + "ANNEX I\n\n" + entries)[1:] == [f"Annex I item {place}" for place in range(1, 7)]


def test_an_agreement_that_numbers_nothing_has_its_paragraphs_counted() -> None:
    text = "Memorandum on Seasonal Work\n\nRecruitment\n\nEmployers will recruit.\n\nCosts\n\nEmployers will pay."
    agreement = read(text)
    articles = [clause for clause in agreement.clauses if clause.kind == "article"]
    assert [(clause.number, clause.heading) for clause in articles] == [
        ("paragraph 1", "Recruitment"),
        ("paragraph 2", "Costs"),
    ]
    assert agreement.warnings


def test_an_extract_begins_with_its_provisions() -> None:
    assert numbers("The employer pays.") == ["paragraph 1"]
    assert numbers("The employer shall:\n\n(a) pay;\n\n(b) insure.\n\nHe reports.") == [
        *("paragraph 1", "paragraph 1(a)", "paragraph 1(b)", "paragraph 2"),
    ]
    assert numbers("7. The agency will pay.\n\n12. It takes effect.") == ["7", "12"]


def test_a_gap_in_the_numbering_is_a_warning() -> None:
    body = "Article 1\n\nOne is paid.\n\nArticle 2\n\nTwo is paid.\n\nArticle 5\n\nFive is paid."
    assert read(FRAME + body).warnings == ("the numbering goes from 2 to 5; text may be missing in between",)


def test_the_parent_is_the_clause_above_in_the_numbering() -> None:
    agreement = read(FRAME + "Article 1\n\n1. The contract states:\n\n(a) the wage.")
    by_number = {clause.number: clause for clause in agreement.clauses}
    assert by_number["1(1)(a)"].parent == by_number["1(1)"].id
    assert by_number["1(1)"].parent == by_number["1"].id
    assert by_number["1"].parent is None
