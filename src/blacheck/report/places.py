"""Where a passage stands, as one would say it across the table: "Article 7(2), page 3"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from blacheck.model import DocumentFacts, Evidence, Finding, Part, ReviewRecord
from blacheck.report.wording import Wording

_DOTTED = re.compile(r"\d+\.\d")
_NUMBER = re.compile(r"\(?(?:\d|[IVXLCDM]+(?![^\W\d_]))")  # "7(2)", "(7)", "IV(2)"; not "Letter II", "Annex I 3"


@dataclass(frozen=True, slots=True)
class Places:
    """How one document is cited: by articles or by clauses, by pages or by paragraphs."""

    words: Wording
    dotted: bool
    paginated: bool
    files: Mapping[str, bool] = field(default_factory=dict)
    """The files of a document made of several, and whether they have pages."""

    def clause(self, number: str) -> str:
        """A clause by its number: "Article 7(2)", "Clause 4.1", "Annex I 3"."""
        place = self.words.labels["place"]
        if not number:
            return str(place["unnumbered"])
        if not _NUMBER.match(number):
            return number
        return str(place["clause" if self.dotted else "article"]).format(number=number)

    def pages(self, parts: Sequence[Part]) -> str:
        """The pages (or paragraphs, in a source without pages) of a passage, or "" where they are not known."""
        return self.on((part.page for part in parts), parts[0].file if parts else "")  # a passage stands in one file

    def on(self, pages: Iterable[int | None], file: str = "") -> str:
        """Pages (or paragraphs) by their numbers, or "" where none is known."""
        numbers = sorted({page for page in pages if page is not None})
        if not numbers:
            return ""
        kind = "page" if self.files.get(file, self.paginated) else "paragraph"
        label = self.words.labels["place"][kind if len(numbers) == 1 else f"{kind}s"]
        place = str(label).format(n=self.words.list(numbers))
        return str(self.words.labels["place"]["in_file"]).format(place=place, file=file) if file else place

    def full(self, evidence: Evidence) -> str:
        """Clause and page of a passage."""
        return ", ".join(filter(None, (self.clause(evidence.clause), self.pages(evidence.parts))))


def places_of(record: ReviewRecord, clauses: Iterable[str], words: Wording) -> Places:
    """How the document of a review is cited, given the numbers of its clauses as far as they are known."""
    return places_in(record.document, [*clauses, *_cited(record.findings)], words)


def places_in(document: DocumentFacts, clauses: Iterable[str], words: Wording) -> Places:
    """How a document is cited, given the numbers of its clauses as far as they are known."""
    files = {file.name: file.pages > 0 for file in document.files}
    return Places(words, dotted(clauses), paginated=document.pages > 0, files=files)


def dotted(clauses: Iterable[str]) -> bool:
    """True where clauses are numbered like "4.1", as those are that are called clauses and not articles."""
    return any(_DOTTED.match(number) for number in clauses)


def _cited(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        yield from (evidence.clause for evidence in finding.evidence)
        yield from (miss.clause for miss in finding.nearest_misses)
