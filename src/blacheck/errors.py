"""Every error that blacheck raises on purpose.

    BlacheckError
    ├── ExtractionError           the file cannot be read: says which file, where, and what to do
    │   └── NoTextError           it holds pictures of pages and no text
    ├── HandwrittenError          what a person wrote is wrong: says file, line, key, and what to do
    │   ├── DecisionError         a decision or a file of them
    │   └── CorrectionError       a corrected clause tree
    └── ChecklistError            a checklist, its cases or a lexicon is wrong: says file, element and key
        └── UnknownChecklistError no checklist of that name; lists those that exist

What is merely doubtful in an agreement is a warning or the verdict ``unclear``, never an exception.
"""


class BlacheckError(Exception):
    """Base of all errors raised on purpose; its text is meant for the user."""


class ExtractionError(BlacheckError):
    """A document could not be read.

    Args:
        name: The document as the user named it.
        problem: What is wrong, in one sentence without a full stop.
        remedy: What the user can do about it.
        page: The page on which it happened, counted from 1, where that is known.
    """

    def __init__(self, name: str, problem: str, remedy: str, *, page: int | None = None) -> None:
        self.name = name
        self.problem = problem
        self.remedy = remedy
        self.page = page
        where = f"{name}, page {page}" if page else name
        super().__init__(f"{where}: {problem}. {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from the child process that reads the document."""
        return _rebuild, (type(self), self.name, self.problem, self.remedy, self.page)


def _rebuild(kind: type[ExtractionError], name: str, problem: str, remedy: str, page: int | None) -> ExtractionError:
    return kind(name, problem, remedy, page=page)


class NoTextError(ExtractionError):
    """No page of the document has a text layer (a scan)."""


class HandwrittenError(BlacheckError):
    """A file that a person wrote about a document is wrong, or does not fit it.

    Args:
        name: The file.
        problem: What is wrong, in one sentence without a full stop.
        remedy: What the user can do about it.
        line: The line where it is wrong, counted from 1, where that is known.
        key: The key, with those that lead to it.
    """

    def __init__(self, name: str, problem: str, remedy: str, *, line: int | None = None, key: str = "") -> None:
        self.name = name
        self.problem = problem
        self.remedy = remedy
        self.line = line
        self.key = key
        where = f"{name}, line {line}" if line else name
        super().__init__(f"{where}: {key + ': ' if key else ''}{problem}. {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between processes."""
        return _rebuild_handwritten_error, (type(self), self.name, self.problem, self.remedy, self.line, self.key)


def _rebuild_handwritten_error(
    kind: type[HandwrittenError], name: str, problem: str, remedy: str, line: int | None, key: str
) -> HandwrittenError:
    return kind(name, problem, remedy, line=line, key=key)


class DecisionError(HandwrittenError):
    """A decision, or a file of decisions, is wrong."""


class CorrectionError(HandwrittenError):
    """A corrected clause tree breaks its format, or does not fit the document."""


class ChecklistError(BlacheckError):
    """A checklist, a cases file or a lexicon breaks its format.

    Args:
        file: The file that is wrong.
        problem: What is wrong and what was expected.
        place: The element, probe or key where it is wrong.
    """

    def __init__(self, file: str, problem: str, *, place: str = "") -> None:
        self.file = file
        self.problem = problem
        self.place = place
        super().__init__(f"{file}: {place}: {problem}" if place else f"{file}: {problem}")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between processes."""
        return _rebuild_checklist_error, (type(self), self.file, self.problem, self.place)


def _rebuild_checklist_error(kind: type[ChecklistError], file: str, problem: str, place: str) -> ChecklistError:
    return kind(file, problem, place=place)


class UnknownChecklistError(ChecklistError):
    """No checklist has the id asked for."""
