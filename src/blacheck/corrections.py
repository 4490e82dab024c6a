"""The clause tree as a file that a person can correct, and the way back.

agreement ─tree_text→ YAML ─by hand→ YAML ─read_tree→ Tree ─amendments→ clauses as wanted

A clause begins where its first words stand in the text and reaches as far as the next one begins: so the clauses of a
file always cover the whole text. A file fits the document it was written for, and says so where it does not.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from blacheck.errors import CorrectionError
from blacheck.model import Agreement, Amendment, Clause, ClauseKind, Document

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

_HEADER = """\
# The clauses of this agreement as they were read. Correct them, then run: blacheck review --clauses THIS-FILE AGREEMENT
#
# A clause begins with the words under "begins" and reaches as far as the next one begins.
#   join with the clause above   delete the entry
#   split                        add an entry with "begins" (the words in the middle of a clause), "number" and "kind"
#   renumber, rename, move       change number, heading, or parent (the number of the clause that contains it)
#   take out of the agreement    set kind: other; what must be reviewed is article, heading, annex or preamble
#   make an annex of it          set kind: annex and its number ("Annex II"); the clauses below it go with it
# Kinds: title, preamble, heading, article, annex, signature, other. "at" (the place in the text, in characters) finds
# the words; leave it out of an entry that you add. "page" and "file" are for your information only.
"""
_FIRST_WORDS = 9
_KEEP_WORDS = "Copy its first words from 'blacheck text FILE --format yaml', or delete the entry."
_NEW_FILE = "Write a new file with 'blacheck text FILE --format yaml' and correct that."
_EXPECTED = "See the comment at the top of a file that 'blacheck text FILE --format yaml' writes."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Strict):
    """A clause in the file."""

    begins: str = Field(min_length=1)
    """Its first words."""
    number: str
    kind: ClauseKind
    heading: str = ""
    part: str = ""
    """The annex it stands in."""
    parent: str = ""
    """Number of the clause above that contains it."""
    at: int | None = Field(default=None, ge=0)
    """Where it begins, in characters of the text as read."""
    page: str = ""
    file: str = ""


class Tree(_Strict):
    """A clause tree as a file holds it."""

    document: str = ""
    sha256: str
    """Of the document it was written for."""
    clauses: list[Entry] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Corrections:
    """A corrected clause tree with the lines on which everything stands."""

    file: str
    """As messages call it."""
    tree: Tree
    lines: Mapping[tuple[int | str, ...], int]
    """By the keys that lead there."""

    def amendments(self, agreement: Agreement) -> list[Amendment]:
        """The clauses as wanted.

        Args:
            agreement: The agreement as it was recognised.

        Raises:
            CorrectionError: The file was written for another document, or names words or clauses that are not there.
        """
        document, read = agreement.document, agreement.clauses
        if self.tree.sha256 != document.sha256:
            problem = f"it was written for another file than {document.name} (the two have different sha256)"
            raise CorrectionError(self.file, problem, _NEW_FILE, line=self.lines.get(("sha256",)), key="sha256")
        starts = self._starts(document)
        places = {start: index for index, start in reversed(list(enumerate(starts)))}
        bases = {
            (clause.span.start, read[clause.parent].number): places.get(read[clause.parent].span.start)
            for clause in read
            if clause.parent is not None
        }
        return [
            Amendment(start, entry.number, entry.kind, entry.heading, entry.part, self._parent(index, start, bases))
            for index, (start, entry) in enumerate(zip(starts, self.tree.clauses, strict=True))
        ]

    def _error(self, index: int, key: str, problem: str, remedy: str) -> CorrectionError:
        line = self.lines.get(("clauses", index, key)) or self.lines.get(("clauses", index))
        return CorrectionError(self.file, problem, remedy, line=line, key=key)

    # ---------------------------------------------------------------- where clauses begin

    def _starts(self, document: Document) -> list[int]:
        entries, text = self.tree.clauses, document.text
        known = [_exact(entry, text) for entry in entries]
        starts: list[int] = []
        for index, entry in enumerate(entries):
            start = known[index]
            if start is None:
                after = starts[-1] + 1 if starts else 0
                before = next((place for place in known[index + 1 :] if place is not None), len(text))
                start = self._found(index, entry, text, after, before)
            if starts and start < starts[-1]:
                raise self._error(index, "begins", "it begins before the clause above it", "Put the clauses in order.")
            starts.append(start)
        if text[: starts[0]].strip():
            words = " ".join(text[:200].split()[:_FIRST_WORDS])
            problem = "the first clause must begin where the text begins, for every word belongs to a clause"
            raise self._error(0, "begins", problem, f"Begin with “{words}”; set kind: other if it is no part of it.")
        return [0, *starts[1:]]

    def _found(self, index: int, entry: Entry, text: str, after: int, before: int) -> int:
        """Where the words of an entry stand that has no valid place of its own."""
        places = [match.start() for match in _pattern(entry.begins).finditer(text, after, before)]
        if not places:
            problem = f"the words “{entry.begins}” do not stand between the clauses above and below"
            raise self._error(index, "begins", problem, _KEEP_WORDS)
        at = entry.at
        if at is not None:
            return min(places, key=lambda place: (abs(place - at), place))
        if len(places) > 1:
            problem = f"the words “{entry.begins}” stand {len(places)} times between the clauses above and below"
            raise self._error(index, "begins", problem, "Give more words, so that they stand there once.")
        return places[0]

    def _parent(self, index: int, start: int, bases: Mapping[tuple[int, str], int | None]) -> int | None:
        """The clause that was read as the parent under that number, else the nearest above that has the number now."""
        wanted = self.tree.clauses[index].parent
        if not wanted:
            return None
        as_read = bases.get((start, wanted))
        if as_read is not None:
            return as_read
        above = next((i for i in range(index - 1, -1, -1) if self.tree.clauses[i].number == wanted), None)
        if above is None:
            problem = f"no clause above has the number “{wanted}”"
            raise self._error(index, "parent", problem, "Give the number of a clause above, or leave parent out.")
        return above


def _exact(entry: Entry, text: str) -> int | None:
    """Its place, where that is given and right."""
    return entry.at if entry.at is not None and _pattern(entry.begins).match(text, entry.at) else None


def _pattern(words: str) -> re.Pattern[str]:
    whole = r"\s+".join(map(re.escape, words.rstrip("… ").split()))
    return re.compile(rf"(?<!\w){whole}" if words[:1].isalnum() else whole)


# ---------------------------------------------------------------- from a file


def read_tree(path: str | PathLike[str]) -> Corrections:
    """A corrected clause tree from a file.

    Raises:
        CorrectionError: It cannot be read, is no YAML, or breaks the format.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise CorrectionError(str(path), f"it cannot be read ({problem})", "Check the path.") from error
    lines: dict[tuple[int | str, ...], int] = {}
    data = _plain(_composed(text, str(path)), (), lines, str(path))
    try:
        return Corrections(str(path), Tree.model_validate(data), lines)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(first["loc"])
        line = next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), None)
        key = str(place[-1]) if place else ""
        raise CorrectionError(str(path), first["msg"], _EXPECTED, line=line, key=key) from error


def _composed(text: str, file: str) -> "Node | None":
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        node: Node | None = YAML(pure=True).compose(io.StringIO(text))
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = f"this is not valid YAML ({getattr(error, 'problem', None) or 'a character that YAML forbids'})"
        remedy = "Put words with a colon or a # in quotation marks, and keep the indentation."
        raise CorrectionError(file, problem, remedy, line=mark.line + 1 if mark else None) from error
    return node


def _plain(
    node: "Node | None", place: tuple[int | str, ...], lines: dict[tuple[int | str, ...], int], file: str
) -> Any:
    """What a node holds, each scalar as the words that stand there: "1.10" is the number of a clause."""
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if node is None:
        return {}
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, ScalarNode):
        return "" if node.style is None and node.value in ("", "~", "null") else str(node.value)
    if len(place) > 2 or not isinstance(node, MappingNode | SequenceNode):
        raise CorrectionError(file, "this is nested too deeply", _EXPECTED, line=node.start_mark.line + 1)
    if isinstance(node, SequenceNode):
        return [_plain(value, (*place, index), lines, file) for index, value in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in data:
            raise CorrectionError(file, "this key is given twice", "Keep one.", line=key.start_mark.line + 1, key=name)
        lines[(*place, name)] = key.start_mark.line + 1
        data[name] = _plain(value, (*place, name), lines, file)
    return data


# ---------------------------------------------------------------- to a file


def tree_text(agreement: Agreement) -> str:
    """The clauses of an agreement as YAML, with a comment that says how to correct them."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 110
    yaml.allow_unicode = True
    document = agreement.document
    out = io.StringIO()
    out.write(_HEADER)
    clauses = [dict(_entry(clause, agreement)) for clause in agreement.clauses]
    yaml.dump({"document": document.name, "sha256": document.sha256, "clauses": clauses}, out)
    return out.getvalue().replace("\n- ", "\n\n- ").rstrip("\n")


def _entry(clause: Clause, agreement: Agreement) -> Iterator[tuple[str, str | int]]:
    yield "number", clause.number
    yield "kind", clause.kind
    if clause.heading and clause.heading != _inherited(clause, agreement.clauses):
        yield "heading", clause.heading
    if clause.part:
        yield "part", clause.part
    if clause.parent is not None:
        yield "parent", agreement.clauses[clause.parent].number
    yield from _place(clause, agreement.document)
    begins = clause.span.of(agreement.document.text) or agreement.document.text[clause.span.start :]
    yield "begins", " ".join(begins.split()[:_FIRST_WORDS])
    yield "at", clause.span.start


def _inherited(clause: Clause, clauses: Sequence[Clause]) -> str:
    """The heading that a clause has from the one that contains it, or from the annex it stands in."""
    if clause.parent is not None:
        return clauses[clause.parent].heading
    above = (one for one in reversed(clauses[: clause.id]) if one.kind in ("annex", "heading"))
    return next((one.heading for one in above if one.part == clause.part), "")


def _place(clause: Clause, document: Document) -> Iterator[tuple[str, str | int]]:
    file = document.file_at(clause.span.start)
    if file.paginated if file else document.paginated:
        yield from (("page", page.number) for page in document.pages_of(clause.span)[:1])
    if file:
        yield "file", file.name
