"""Small builders shared by the tests of the matcher."""

from functools import cache

from blacheck.checklist import Checklist, Probe
from blacheck.match.frames import Frame, frames
from blacheck.match.lexicon import Tagger, load
from blacheck.match.sentence import Sentence
from blacheck.model import Agreement, Clause, ClauseKind, Document, Page, Provision, Span
from blacheck.segment import segment


@cache
def english() -> Tagger:
    """The compiled English lexicon, made once."""
    return Tagger(load("en"))


def frames_of(text: str, *, row: bool = False) -> list[Frame]:
    """The predications of a sentence."""
    tagger = english()
    doc = tagger.read(text)
    return frames(Sentence(doc, tagger.tags(doc), tagger.marks(doc), tagger.lexicon, row=row))


def segmented(text: str) -> Agreement:
    """A text as the segmenter reads it."""
    return segment(agreement_of(text).document)


def agreement_of(text: str) -> Agreement:
    """An agreement that is one text without structure."""
    page = Page(number=1, width=0, height=0, spans=(Span(0, len(text)),))
    return Agreement(Document("x.txt", "", text, (page,), paginated=False), clauses=(), provisions=())


def checklist_of(probes: dict[str, Probe], **rules: object) -> Checklist:
    """A checklist of one element ``x`` over some probes."""
    texts = dict.fromkeys(
        ("theme", "title", "question", "why", "minimum", "draft", "partial_text", "missing_text"), "t"
    )
    source = {"instrument": "C97", "article": "1", "verified": True}
    instrument = {"short": "S", "title": "T", "year": 1949, "body": "B", "kind": "convention"}
    element = {"id": "x", "tier": "core", **texts, "sources": [source], **rules}
    return Checklist.model_validate(
        {
            "id": "c",
            "version": "1",
            "title": "T",
            "instruments": {"C97": instrument},
            "probes": probes,
            "elements": [element],
        }
    )


def provisions_of(*texts: str, kind: ClauseKind = "article") -> Agreement:
    """An agreement with one article for each text."""
    body = agreement_of("\n\n".join(texts))
    clauses, provisions, start = [], [], 0
    for number, text in enumerate(texts):
        span = Span(start, start + len(text))
        clauses.append(Clause(number, str(number + 1), kind, span))
        provisions.append(Provision(number, "sentence", (span,), text))
        start += len(text) + 2
    return Agreement(body.document, tuple(clauses), tuple(provisions))
