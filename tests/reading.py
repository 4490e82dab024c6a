"""Small builders shared by the tests of the matcher."""

from functools import cache

from blacheck.match.frames import Frame, Sentence
from blacheck.match.lexicon import Tagger, load
from blacheck.model import Agreement, Document, Page, Span


@cache
def english() -> Tagger:
    """The compiled English lexicon, made once."""
    return Tagger(load("en"))


def frames_of(text: str, *, row: bool = False) -> list[Frame]:
    """The predications of a sentence."""
    tagger = english()
    doc = tagger.read(text)
    return Sentence(doc, tagger.tags(doc), tagger.marks(doc), tagger.lexicon, row=row).frames()


def agreement_of(text: str) -> Agreement:
    """An agreement that is one text without structure."""
    page = Page(number=1, width=0, height=0, spans=(Span(0, len(text)),))
    return Agreement(Document("x.txt", "", text, (page,), paginated=False), clauses=(), provisions=())
