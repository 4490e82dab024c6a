"""A small printing press for test documents: known paragraphs set in type, to compare the reading with.

All texts are invented for the tests.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SENTENCES = (
    "The employer shall provide each worker with suitable lodging free of charge for the duration of the contract.",
    "No fee, deposit or other sum shall be collected from the worker for recruitment, whether directly or indirectly.",
    "The competent authorities shall exchange information on vacancies and on the conditions of employment offered.",
    "Wages shall be paid monthly into an account held in the name of the worker, and deductions shall be itemised.",
    "A worker who has been dismissed without good reason is entitled to compensation equal to the remaining wages.",
    "The Joint Commission shall meet once a year, alternately in the two capitals, and shall adopt its own rules.",
    "Disputes concerning the interpretation of this instrument shall be settled by negotiation between the Parties.",
    "The travel expenses from the assembly centre to the place of work shall be borne by the undertaking concerned.",
)
PHRASES = (
    "L'employeur fournit à chaque travailleur un logement convenable et gratuit pendant toute la durée du contrat.",
    "Aucun frais ni aucune caution ne peut être perçu auprès du travailleur au titre de son recrutement.",
    "Les autorités compétentes échangent des renseignements sur les emplois vacants et les conditions offertes.",
    "Le salaire est versé chaque mois sur un compte ouvert au nom du travailleur, et les retenues sont détaillées.",
    "Le travailleur licencié sans motif valable a droit à une indemnité égale aux salaires restant à courir.",
    "La commission mixte se réunit une fois par an dans chacune des deux capitales et arrête son règlement.",
)


def articles(count: int, sentences: Sequence[str] = SENTENCES, *, each: int = 3) -> list[str]:
    """Headings and paragraphs of an invented agreement."""
    supply = cycle(sentences)
    out = list[str]()
    for number in range(1, count + 1):
        out.append(f"Article {number}")
        out += [f"{at}. {' '.join(islice(supply, each))}" for at in (1, 2)]
    return out


@dataclass
class Press:
    """Sets paragraphs line by line. Call ``pdf`` at the end."""

    size: float = 11
    leading: float = 14
    gap: float = 6
    indent: float = 0
    columns: int = 1
    gutter: float = 20
    hyphenate: bool = False
    justify: bool = True
    header: Callable[[int], str] | None = None
    footer: Callable[[int], str] | None = None
    note_room: float = 0
    password: str | None = None
    owner: str | None = None
    margin: float = 72
    _notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._buffer = io.BytesIO()
        lock = self.password is not None or self.owner is not None
        encryption = StandardEncryption(self.password or "", self.owner, canModify=0) if lock else None
        self.canvas = Canvas(self._buffer, pagesize=A4, encrypt=encryption, invariant=1)
        self.page, self._column = 1, 0
        self.width, self.height = float(A4[0]), float(A4[1])
        self._top = self._y = self._reach = self.height - self.margin

    # ------------------------------------------------------------ what can be printed

    def heading(self, text: str, *, across: bool = False, size: float | None = None) -> None:
        """A centred bold line, over all columns if ``across``."""
        size = size or self.size + 1
        if across:
            self._y, self._column = min(self._y, self._reach), self.columns - 1
        self._room(self.leading * 3)
        self._column = 0 if across else self._column
        x, width = (self.margin, self.width - 2 * self.margin) if across else (self._x, self._measure)
        self._y -= size * 1.6
        self.canvas.setFont("Times-Bold", size)
        self.canvas.drawCentredString(x + width / 2, self._y, text)
        self._y -= self.gap
        if across:
            self._top = self._y

    def paragraph(self, text: str) -> None:
        """A paragraph; ``word^1`` prints a raised mark behind the word."""
        lines = list(self._lines(text.split()))
        for at, words in enumerate(lines):
            self._room(self.leading)
            self._y -= self.leading
            self._print(words, indent=self.indent if at == 0 else 0, last=at == len(lines) - 1)
        self._y -= self.gap
        self._reach = min(self._reach, self._y)

    def note(self, text: str) -> None:
        """A footnote on this page, which needs ``note_room``."""
        self._notes.append(text)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, ruled: bool = True) -> None:
        """A table of one-line or wrapped cells."""
        for row in rows:
            cells = [list(_wrapped(cell, width - 8, self.size)) for cell, width in zip(row, widths, strict=True)]
            tall = max(map(len, cells)) * self.leading + 6
            self._room(tall)
            x = self._x
            for cell, width in zip(cells, widths, strict=True):
                if ruled:
                    self.canvas.rect(x, self._y - tall, width, tall)
                self.canvas.setFont("Times-Roman", self.size)
                for at, line in enumerate(cell):
                    self.canvas.drawString(x + 4, self._y - self.leading * (at + 1), line)
                x += width
            self._y -= tall
        self._y -= 2 * self.gap

    def picture(self, *, whole_page: bool = True) -> None:
        """A grey picture, as a scanner makes it."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.new("L", (80, 110), 200))
        if whole_page:
            self.canvas.drawImage(image, 0, 0, self.width, self.height)
        else:
            self.canvas.drawImage(image, self.margin, self.height / 3, 120, 80)

    def words_at(self, x: float, y: float, text: str, *, font: str = "Times-Roman", size: float = 11) -> None:
        """Words anywhere, ``y`` measured from the top."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def next_column(self) -> None:
        """Go on at the top of the next column."""
        self._reach = min(self._reach, self._y)
        self._column += 1
        self._y = self._top

    def new_page(self) -> None:
        """End the page with its furniture and begin another."""
        self._furnish()
        self.canvas.showPage()
        self.page += 1
        self._column = 0
        self._top = self._y = self._reach = self.height - self.margin

    def pdf(self) -> bytes:
        """The finished document."""
        self._furnish()
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()

    # ------------------------------------------------------------ how it is done

    @property
    def _measure(self) -> float:
        return (self.width - 2 * self.margin - (self.columns - 1) * self.gutter) / self.columns

    @property
    def _x(self) -> float:
        return self.margin + self._column * (self._measure + self.gutter)

    def _room(self, tall: float) -> None:
        if self._y - tall >= self.margin + self.note_room:
            return
        if self._column + 1 < self.columns:
            self.next_column()
        else:
            self.new_page()

    def _lines(self, words: list[str]) -> Iterator[list[str]]:
        words, first = list(words), True
        while words:
            measure = self._measure - (self.indent if first else 0)
            line = list[str]()
            while words and self._wide([*line, words[0]]) <= measure:
                line.append(words.pop(0))
            if words and self.hyphenate and len(words[0]) > 7 and words[0].isalpha():
                half = len(words[0]) // 2
                if self._wide([*line, words[0][:half] + "-"]) <= measure:
                    line.append(words[0][:half] + "-")
                    words[0] = words[0][half:]
            yield line
            first = False

    def _wide(self, words: Sequence[str]) -> float:
        space: float = stringWidth(" ", "Times-Roman", self.size) * (len(words) - 1)
        return space + sum(width for word in words for *_, width in self._runs(word))

    def _runs(self, word: str) -> Iterator[tuple[str, float, float, float]]:
        """The parts of ``body^mark.``: text, font size, rise, width."""
        body, _, rest = word.partition("^")
        mark = rest.rstrip(".,;:")
        for text, size, rise in (
            (body, self.size, 0.0),
            (mark, self.size * 0.6, self.size * 0.35),
            (rest[len(mark) :], self.size, 0.0),
        ):
            if text:
                yield text, size, rise, stringWidth(text, "Times-Roman", size)

    def _print(self, words: Sequence[str], *, indent: float, last: bool) -> None:
        space = stringWidth(" ", "Times-Roman", self.size)
        if self.justify and not last and len(words) > 1:
            space += (self._measure - indent - self._wide(words)) / (len(words) - 1)
        x = self._x + indent
        for word in words:
            for text, size, rise, width in self._runs(word):
                self.canvas.setFont("Times-Roman", size)
                self.canvas.drawString(x, self._y + rise, text)
                x += width
            x += space

    def _furnish(self) -> None:
        self.canvas.setFont("Times-Roman", 9)
        if self.header:
            self.canvas.drawString(self.margin, self.height - 40, self.header(self.page))
        if self.footer:
            self.canvas.drawCentredString(self.width / 2, 30, self.footer(self.page))
        if self._notes:
            y = self.margin + self.note_room - 14
            self.canvas.line(self.margin, y, self.margin + 120, y)
            self.canvas.setFont("Times-Roman", 8)
            for note in self._notes:
                y -= 10
                self.canvas.drawString(self.margin, y, note)
            self._notes = []


def _wrapped(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and stringWidth(f"{line} {word}", "Times-Roman", size) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def printed(paragraphs: Sequence[str], press: Press | None = None) -> bytes:
    """A document of these paragraphs; those that begin with "Article" are headings."""
    press = press or Press()
    for text in paragraphs:
        if text.startswith("Article "):
            press.heading(text)
        else:
            press.paragraph(text)
    return press.pdf()


def side_by_side(left: Sequence[str], right: Sequence[str]) -> bytes:
    """Two texts in two columns, paragraph beside paragraph."""
    press = Press(columns=2, justify=False)
    measure = press._measure
    y = press.height - press.margin
    for pair in zip(left, right, strict=True):
        wrapped = [list(_wrapped(text, measure, press.size)) for text in pair]
        tall = max(map(len, wrapped)) * press.leading + press.gap
        if y - tall < press.margin:
            press.new_page()
            y = press.height - press.margin
        for column, lines in enumerate(wrapped):
            for at, line in enumerate(lines):
                x = press.margin + column * (measure + press.gutter)
                press.words_at(x, press.height - y + press.leading * (at + 1), line)
        y -= tall
    return press.pdf()
