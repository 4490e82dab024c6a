"""What must hold of every text whatever is in it."""

from hypothesis import given
from hypothesis import strategies as st

from blacheck.model import Agreement, Document, Page, Span
from blacheck.segment import segment

WORDS = (
    "The employer",
    "worker",
    "shall",
    "pay",
    "the wage",
    "is free",
    "No. 5",
    "Art. 3",
    "Mr. A. B.",
    "fee",
    "in 1999",
)
PIECES = (
    *("Article 1", "Article II", "Article (3).", "SECTION I", "Part 2", "§ 4 ", "First", "Item 3. "),
    *("1. ", "2. ", "(1) ", "(a) ", "(i) ", "b) ", "4.1 ", "A1. ", "A. ", "I — ", "• ", "- ", "3. (1) "),
    *("ANNEX I", "SCHEDULE", "PROTOCOL", "Letter I", "Nr. II", "MODEL CONTRACT", "CONTENTS", "PREAMBLE"),
    *("WHEREAS it is so;", "have agreed as follows:", "Done at Alda on 4 May 2001.", "For the Government of Aldia"),
    *("Excellency,", "| No. | Cost |", "| 1 | Visa |", "a   b   c", "Article 1 ..... 3", "[^1]: a note", "LEY 25.000"),
    *(": (a) one; (b) two.", "The employer shall:", "shall be void.", "Scope", "COSTS", "........", "\t", "\n", "\n\n"),
)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*PIECES, *WORDS, "\n\n", "\n\n", ".", " "]), max_size=60).map(" ".join),
    st.lists(st.sampled_from([*PIECES, *(f"{word}." for word in WORDS)]), max_size=60).map("\n\n".join),
)


def read(text: str) -> Agreement:
    return segment(Document("a.txt", "", text, (Page(1, 0, 0, (Span(0, len(text)),)),), paginated=False))


@given(texts)
def test_clauses_tile_the_text(text: str) -> None:
    clauses = read(text).clauses
    assert [clause.id for clause in clauses] == list(range(len(clauses)))
    assert "".join(clause.span.of(text) for clause in clauses) == text
    assert all(clause.parent is None or clause.parent < clause.id for clause in clauses)


@given(texts)
def test_provisions_lie_in_the_text_and_each_reads_its_own_words(text: str) -> None:
    agreement = read(text)
    last = 0
    for provision in agreement.provisions:
        assert all(0 <= span.start < span.end <= len(text) for span in provision.spans)
        own, clause = provision.spans[-1], agreement.clause_of(provision)
        assert clause.span.start <= own.start
        assert own.end <= clause.span.end
        assert own.start >= last
        assert provision.text.strip()
        last = own.end


@given(st.lists(st.sampled_from(["sentence", "number", "item", "article", "annex", "words"]), max_size=40))
def test_each_sentence_is_once_the_own_words_of_a_provision(plan: list[str]) -> None:
    parts, planted, number = ["AGREEMENT ON WORK", "The Parties have agreed as follows:", "Article 1"], [], 1
    for kind in plan:
        number += 1
        sentence = f"The employer shall pay the sum of {number} thousand crowns."
        before = {"number": "1. ", "item": "(a) ", "words": "In any case, "}.get(kind, "")
        if kind in ("article", "annex"):
            parts.append(f"Article {number}" if kind == "article" else f"ANNEX {number}")
        planted.append(sentence)
        parts.append(before + sentence)
    text = "\n\n".join(parts)
    own = [provision.spans[-1].of(text) for provision in read(text).provisions]
    assert all(sum(sentence in words for words in own) == 1 for sentence in planted)


@given(texts)
def test_the_same_text_gives_the_same_agreement(text: str) -> None:
    assert read(text) == read(text)
