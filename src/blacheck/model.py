"""The objects that flow from stage to stage, in the order in which they arise.

    bytes ─extract→ Document ─segment→ Agreement ─match→ Evidence ─grade→ Finding ─report→ Review as HTML or JSON

All are immutable. There is one coordinate system: half-open character offsets into ``Document.text``. Page, line and
box are looked up from an offset and never stored beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in PDF points (1/72 inch), measured from the top left corner of the page."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


# ---------------------------------------------------------------- extract → Document


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word and its place on the page."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of body text, in reading order."""

    span: Span
    box: Box
    words: tuple[Word, ...]
    size: float = 0.0
    """Font size of its first word in points; 0 where the source has none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: each row a tuple of cells, each cell a span of the text (empty spans for empty cells).

    The first row is the header where the source prints one.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]


FurnitureKind = Literal["header", "footer", "page number", "footnote", "margin"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Printed text that belongs to the page and not to the agreement: kept, shown, never matched."""

    kind: FurnitureKind
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Every word printed on it is in the text under ``spans`` or in its ``furniture``."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    spans: tuple[Span, ...]
    """Where its text lies in ``Document.text``; empty for an unreadable page."""
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    unreadable: str | None = None
    """Why the page could not be read, or None."""
    confidence: float | None = None
    """Between 0 and 1: how sure character recognition was of the page, each word weighed by its length; None for a page
    with a text layer."""
    file: str = ""
    """Name of its file in a document made of several, in which ``number`` counts; else ""."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One of the files that a document is made of."""

    name: str
    """As the user named it; two that have the same name are told apart by a number."""
    sha256: str
    span: Span
    """Where its text lies in ``Document.text``."""
    paginated: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: one text and the way back to the pages.

    ``text`` is made of paragraphs separated by one blank line. Line breaks inside a paragraph have become spaces and
    words divided at line ends are whole again. A table row is a paragraph whose cells are separated by " | ".
    """

    name: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    paginated: bool = True
    """False for sources without pages (text files): places are then paragraphs, not pages."""
    warnings: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """What of a source without pages could not be read, in words."""
    files: tuple[SourceFile, ...] = ()
    """The files it is made of, where they are several: their texts follow each other in its text."""

    def file_at(self, offset: int) -> SourceFile | None:
        """The file in which a place of the text stands; None for a document that is one file."""
        return next((file for file in reversed(self.files) if file.span.start <= offset), None)

    def paginated_at(self, offset: int) -> bool:
        """True where the file in which a place stands has pages."""
        file = self.file_at(offset)
        return file.paginated if file else self.paginated

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph in which a place stands, counted from 1 in its file."""
        file = self.file_at(offset)
        return self.text.count("\n\n", file.span.start if file else 0, offset) + 1

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """Numbers of the pages that could not be read."""
        return tuple(page.number for page in self.pages if page.unreadable)

    def pages_of(self, span: Span) -> tuple[Page, ...]:
        """The pages on which a span is printed, in order."""
        return tuple(page for page in self.pages if any(span.overlaps(part) for part in page.spans))

    def boxes_of(self, span: Span, page: Page) -> tuple[Box, ...]:
        """One box for each printed line of the span on that page."""
        return tuple(_boxes(span, page))


def _boxes(span: Span, page: Page) -> Iterator[Box]:
    for line in page.lines:
        hit = [word.box for word in line.words if word.span.overlaps(span)]
        if hit:
            yield (
                min(box[0] for box in hit),
                min(box[1] for box in hit),
                max(box[2] for box in hit),
                max(box[3] for box in hit),
            )


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page looks like, upright as it is shown, in greys."""

    page: int
    """Number of the page, counted from 1."""
    width: int
    """In pixels."""
    height: int
    webp: bytes
    """The picture as a WebP file without loss."""


# ---------------------------------------------------------------- segment → Agreement

ClauseKind = Literal["title", "preamble", "heading", "article", "annex", "signature", "other"]
"""``article`` is any operative unit, whatever the text calls it; ``annex`` opens an annex, schedule, protocol, letter
or annexed contract, and the units inside it are articles whose ``part`` names it; ``other`` is matter that is not part
of the agreement (a certified-copy cover, a table of contents, the approving law)."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit of the agreement as printed. The clauses of an agreement tile its text: nothing is silently unread."""

    id: int
    """Its index in ``Agreement.clauses``."""
    number: str
    """As a reader cites it: "7(2)(b)", "4.1", "Preamble 3", "Annex I 3", "Schedule B item 9", "Model Contract 12"."""
    kind: ClauseKind
    span: Span
    heading: str = ""
    """Its own heading or that of the article it stands in."""
    part: str = ""
    """"" for the body, else the annex it stands in: "Annex I", "Protocol", "Model Contract", "Letter II"."""
    parent: int | None = None
    """Id of the clause that contains it in the numbering, whose text governs it (the chapeau), or None."""
    language: str = ""
    """ISO 639-1 code of the language in which most of it is written; "" where it was not asked for."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A clause as a person wants it, who corrects what was read. It reaches as far as the next one begins."""

    start: int
    """Where it begins in ``Document.text``."""
    number: str
    kind: ClauseKind
    heading: str = ""
    """Its own heading; "" where it has none of its own."""
    part: str = ""
    parent: int | None = None
    """Index of the clause that contains it in the numbering, or None."""


ProvisionKind = Literal["sentence", "item", "row"]


@dataclass(frozen=True, slots=True)
class Rendition:
    """Where another language version of the agreement says the same."""

    clause: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """The unit that is judged: a sentence, a list item read with its chapeau, or a table row read with its header.

    ``spans`` are the places it is made of, chapeau or header row first; ``text`` is their reading text: chapeau and
    item joined by a space; for a row ``header: cell; header: cell``.
    """

    clause: int
    kind: ProvisionKind
    spans: tuple[Span, ...]
    text: str
    renditions: tuple[Rendition, ...] = ()
    """The same in the document's other language versions, one for each that has it."""


PartyRole = Literal["origin", "destination", "unknown"]


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the agreement."""

    name: str
    """The country or body as the title or the opening names it: "Republic of Lumbesh"."""
    role: PartyRole = "unknown"
    aliases: tuple[str, ...] = ()
    """What else the text calls it: "the Second Party", "the Sending Country"."""


@dataclass(frozen=True, slots=True)
class BindingSignals:
    """Words that speak for and against the instrument being legally binding, as found. No verdict."""

    signals_for: tuple[str, ...] = ()
    signals_against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """One of several agreements in one file."""

    number: int
    """Counted from 1."""
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Agreement:
    """A document with its structure."""

    document: Document
    clauses: tuple[Clause, ...]
    provisions: tuple[Provision, ...]
    """In reading order; each sentence of preamble, articles and annexes is in exactly one of them as its own part. In a
    document with versions in several languages, those of the version that is reviewed."""
    title: str = ""
    instrument: str = "agreement"
    """agreement, memorandum, protocol, convention, arrangement, exchange of letters or other."""
    parties: tuple[Party, ...] = ()
    signed: str = ""
    """Date of signature, ISO 8601, as far as the text gives it ("1962-05-14", "2019"), or ""."""
    languages: tuple[str, ...] = ("en",)
    """ISO 639-1 codes, the commonest first."""
    binding: BindingSignals = field(default_factory=BindingSignals)
    warnings: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    """Languages of the versions of the agreement that the document holds, where they are several, the one that is
    reviewed first; its clauses are in the order of the text."""
    parts: tuple[AgreementPart, ...] = ()
    """The agreements of a file that holds several; the facts are those of the first, or of the one that was chosen."""

    def clause_of(self, provision: Provision) -> Clause:
        """The clause in which a provision stands."""
        return self.clauses[provision.clause]


# ---------------------------------------------------------------- match → Evidence

Stance = Literal["supports", "weak", "contrary"]
Strength = Literal["prohibition", "obligation", "right", "best efforts", "permission", "declaratory"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of evidence as it stands in the document: always ``text[start:end] == quote``."""

    quote: str
    start: int
    end: int
    page: int | None
    """Page number, or the number of the paragraph in sources without pages; None where it is not known."""
    boxes: tuple[Box, ...] = ()
    file: str = ""
    """Name of the file in which the page or paragraph is counted, where the document is made of several; else ""."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What stands in the place of evidence in another language version."""

    language: str
    """ISO 639-1 code."""
    clause: str
    """The clause's number as that version prints it."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A provision in which a probe's proposition was found, and what it was found by."""

    probe: str
    clause: str
    """The clause's number as a reader cites it."""
    heading: str
    stance: Stance
    strength: Strength
    bearer: str
    """Who is bound, in plain words ("employer", "both parties"), or "" where the text names nobody."""
    cues: tuple[str, ...]
    """The words that decided it, in the order of the text."""
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    """Why it is weak or limited, in words: "only in the preamble", "best efforts", "only for Caregivers"."""
    group: str = ""
    """The part of the workers or employers to which alone it applies, as the agreement calls it, or ""."""
    language: str = ""
    """ISO 639-1 code of the language of its words, or ""."""
    counterparts: tuple[Counterpart, ...] = ()
    """The same in the document's other language versions."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A clause that speaks of the subject and in which no probe held."""

    clause: str
    why: str


Aspect = Literal["addressed", "covered", "contrary"]
"""What provisions can be coded as: dealing with an element, sufficient for it, contrary to it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether provisions are worded like those that people have coded so. Neither like nor unlike: one cannot tell."""

    aspect: Aspect
    like: bool
    unlike: bool
    """True where even the closest provision is worded otherwise."""
    evidence: tuple[Evidence, ...]
    """Of a likeness: the closest provisions first."""


@dataclass(frozen=True, slots=True)
class Matches:
    """All that was found of a checklist's probes in an agreement."""

    evidence: tuple[Evidence, ...]
    """In the order of the text."""
    near_misses: dict[str, tuple[NearMiss, ...]]
    """By element: clauses that speak of its subject, the closest first."""
    likenesses: dict[str, tuple[Likeness, ...]] = field(default_factory=dict)
    """By element, one for each aspect that coded provisions are known of; empty for a checklist without any."""


# ---------------------------------------------------------------- grade → Finding, ReviewRecord

Coverage = Literal["covered", "partial", "missing", "unclear", "not_applicable"]
Status = Literal["covered", "partial", "missing", "unclear", "not_applicable", "mixed", "contrary"]


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """Whether a probe of the element was met."""

    id: str
    met: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one element. A review has exactly one for each element of its checklist."""

    element: str
    status: Status
    coverage: Coverage
    contrary: bool
    probes: tuple[ProbeResult, ...] = ()
    reasons: tuple[str, ...] = ()
    needs_review: tuple[str, ...] = ()
    searched: str = ""
    """For a missing element: what was looked for and in how many provisions."""
    nearest_misses: tuple[NearMiss, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def status_of(coverage: Coverage, *, contrary: bool) -> Status:
    """The status shown: contrary beside support is mixed, contrary alone is contrary, else the coverage."""
    if not contrary:
        return coverage
    return "mixed" if coverage in ("covered", "partial") else "contrary"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a review says of one of the files that its document is made of."""

    name: str
    sha256: str
    pages: int
    """0 for a file without pages."""
    unreadable_pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page that character recognition was tried on."""

    page: int
    confidence: float
    """Between 0 and 1, each word weighed by its length. Too low a confidence makes the page an unreadable one."""
    file: str = ""
    """Its file, where the document is made of several; else ""."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a review says of the document it is about."""

    name: str
    sha256: str
    pages: int
    """0 for sources without pages."""
    unreadable_pages: tuple[int, ...]
    languages: tuple[str, ...]
    title: str
    instrument: str
    parties: tuple[Party, ...]
    signed: str
    binding_signals: BindingSignals
    clauses: int
    """Number of articles and items read."""
    warnings: tuple[str, ...]
    versions: tuple[str, ...] = ()
    """Languages of the versions that the document holds, where they are several, the one that was reviewed first."""
    files: tuple[FileFacts, ...] = ()
    """The files it is made of, where they are several; pages are counted in each anew."""
    recognised_pages: tuple[RecognisedPage, ...] = ()
    """Pages read by character recognition, in order."""


@dataclass(frozen=True, slots=True)
class ChecklistRef:
    """The checklist a review was made with."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ViewItem:
    """An item of a view with the elements that answer it."""

    number: str
    name: str
    """How it is named elsewhere: "ILO basic element 9"."""
    title: str
    elements: tuple[str, ...]
    probes: tuple[str, ...] = ()
    """Where given, the item asks for these probes alone, and its elements are those that look at them."""
    instrument: str = ""
    """Code of the instrument it is taken from, or ""."""
    article: str = ""
    verified: bool = False
    """True where number and subject were read in the source; else the source is not printed."""


@dataclass(frozen=True, slots=True)
class ViewGroup:
    """Items of a view under a heading."""

    title: str
    names: tuple[str, str]
    """What one of its items and what several are called: "ILO basic element", "ILO basic elements"."""
    items: tuple[ViewItem, ...]


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """A view that a review was asked for: its own order of the elements of a checklist."""

    id: str
    title: str
    note: str
    groups: tuple[ViewGroup, ...]


DecisionKind = Literal["accept", "overrule", "not-applicable"]
Staleness = Literal["quote gone", "verdict changed", "contrary added"]
"""Why a decision needs another look: its words are no longer in the text, the program judges otherwise than when it was
made, or a clause against good practice has been added."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided on the verdict on one element. It stands beside the finding and never changes it."""

    element: str
    decision: DecisionKind
    status: Status
    """The status that the element has by this decision."""
    reason: str
    """Code from the closed list of reasons."""
    note: str
    by: str
    date: str
    """ISO 8601, or "" where none was given."""
    machine: Status | None
    """The program's verdict when it was decided; None where the file does not tell."""
    quote: str
    """The words it rests on, or "" where it rests on none."""
    clause: str
    """Where they stand now; in a stale decision, where they stood."""
    state: Literal["current", "stale", "not asked"]
    """Only a current decision counts. ``not asked``: the checklist of this review does not have the element."""
    why: tuple[Staleness, ...] = ()
    nearest: str = ""
    """For words that are gone: the clause that is most like them, or ""."""


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A finished review as plain data: what the published JSON holds, and nothing that depends on when it was made."""

    blacheck: str
    """Version of the program."""
    document: DocumentFacts
    checklists: tuple[ChecklistRef, ...]
    """The checklist and the views of it, in the order asked for; where the first is a view, it groups the report."""
    findings: tuple[Finding, ...]
    summary: dict[Status, int]
    """Number of findings with each status, in the order of ``Status``; every status is present."""
    schema_version: str = "1"
    views: tuple[ViewRecord, ...] = ()
    """The views among ``checklists``, with all that is needed to group the findings by their items."""
    decisions: tuple[Decision, ...] = ()
    """What reviewers decided, in the order of their file."""


def decided(record: ReviewRecord, finding: Finding) -> Status:
    """The status of an element by the reviewer's decision where a current one stands, else by the program."""
    current = (one for one in record.decisions if one.element == finding.element and one.state == "current")
    return next((decision.status for decision in current), finding.status)
