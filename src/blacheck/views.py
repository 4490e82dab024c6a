"""Views: other orders of the elements of a checklist, and the choice of checklist and views for a review.

A view is a list of references (the 24 elements of the ILO, the articles of a model agreement) and holds no rule.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from blacheck.checklist import (
    Checklist,
    Slug,
    Strict,
    available,
    find,
    kind_of,
    load_checklist,
    read_mapping,
    validated,
)
from blacheck.errors import ChecklistError
from blacheck.model import ChecklistRef, ViewGroup, ViewItem, ViewRecord

Names = Annotated[list[str], Field(min_length=2, max_length=2)]
"""What one item and what several are called elsewhere: [ILO basic element, ILO basic elements]."""
_TIERS = ("core", "standard", "context")
_SEVERITIES = {"binding instrument": "a binding instrument", "good practice": "good practice"}


class Reference(Strict):
    """Where an item stands in a source."""

    instrument: str
    """Code of an instrument of the checklist."""
    article: str = ""
    """"" where the source does not number it."""


class Item(Strict):
    """Something that the view asks for, and the elements that answer it."""

    number: str
    title: str
    elements: list[Slug] = Field(min_length=1)
    source: Reference | None = None
    """By default the source of the group; where that has none, the view's only source at the item's number."""
    verified: bool
    """True where number and subject of the item were read in the source; else the source is never printed."""


class Group(Strict):
    """Items under a heading."""

    title: str
    names: Names | None = None
    """By default those of the view."""
    source: Reference | None = None
    """Where all its items stand, unless an item says otherwise."""
    items: list[Item] = Field(min_length=1)


class View(Strict):
    """Another order of a checklist's elements, under an id, a version and titles of its own."""

    id: Slug
    version: str
    title: str
    note: str = ""
    """What a reader should know of this view before trusting it."""
    view_of: str
    """Id of the checklist whose elements it refers to."""
    sources: list[str] = Field(default=[])
    """Codes of the instruments it is drawn from."""
    names: Names
    article: str = "{number}"
    """How an item is cited by its number, where the view has only one source: "Annex Art. {number}"."""
    groups: list[Group] = Field(default=[])
    adverse: Literal["all"] | None = None
    """``all``: instead of groups, every adverse probe of the checklist, the most severe first."""
    sha256: str = ""
    """Of the file it was read from."""

    @model_validator(mode="after")
    def _coherent(self) -> "View":
        if bool(self.groups) == bool(self.adverse):
            raise ValueError("give exactly one of 'groups' and 'adverse'")
        seen: set[tuple[str, str]] = set()
        for group, item in self.items():
            name = (self._names(group)[0], item.number)
            if problem := "its number occurs twice" if name in seen else self._problem(group, item):
                raise ValueError(f"group {group.title!r}, item {item.number!r}: {problem}")
            seen.add(name)
        return self

    def _problem(self, group: Group, item: Item) -> str:
        reference = self.reference(group, item)
        if len(set(item.elements)) < len(item.elements):
            return "it names an element twice"
        if reference is None and self.sources:
            return "it does not say which of 'sources' it is from"
        if reference is not None and reference.instrument not in self.sources:
            return f"{reference.instrument!r} is not among 'sources'"
        return ""

    def items(self) -> Iterator[tuple[Group, Item]]:
        """All items with their groups, in order."""
        return ((group, item) for group in self.groups for item in group.items)

    def _names(self, group: Group) -> list[str]:
        return group.names or self.names

    def reference(self, group: Group, item: Item) -> Reference | None:
        """Where an item is taken from; None where nothing says so."""
        if item.source or group.source or len(self.sources) != 1:
            return item.source or group.source
        return Reference(instrument=self.sources[0], article=self.article.replace("{number}", item.number))

    def of(self, checklist: Checklist) -> ViewRecord:
        """The view as a review holds it, its references resolved.

        Raises:
            ChecklistError: It refers to an element that the checklist does not have.
        """
        groups = tuple(_adverse(self, checklist)) if self.adverse else tuple(self._resolved(checklist))
        return ViewRecord(self.id, self.title, self.note, groups)

    def _resolved(self, checklist: Checklist) -> Iterator[ViewGroup]:
        known = {element.id for element in checklist.elements}
        for group, item in self.items():
            if strangers := [element for element in item.elements if element not in known]:
                place = f"{group.title} › {item.number}"
                raise ChecklistError(self.id, f"{checklist.id} has no element {strangers[0]!r}", place=place)
        for group in self.groups:
            one, many = self._names(group)
            yield ViewGroup(group.title, (one, many), tuple(self._item(group, item) for item in group.items))

    def _item(self, group: Group, item: Item) -> ViewItem:
        reference = self.reference(group, item)
        return ViewItem(
            number=item.number,
            name=f"{self._names(group)[0]} {item.number}",
            title=item.title,
            elements=tuple(item.elements),
            instrument=reference.instrument if reference else "",
            article=reference.article if reference else "",
            verified=item.verified,
        )


def _adverse(view: View, checklist: Checklist) -> Iterator[ViewGroup]:
    """Every adverse probe that an element looks at: a group for each severity, in it the gravest tier first."""
    used: dict[str, list[str]] = {}
    for element in sorted(checklist.elements, key=lambda element: _TIERS.index(element.tier)):
        for probe in element.contrary:
            used.setdefault(probe, []).append(element.id)
    number = 0
    one, many = view.names
    for severity, words in _SEVERITIES.items():
        items = []
        for probe in (name for name in used if checklist.probes[name].severity == severity):
            number += 1
            title = checklist.probes[probe].flag or checklist.probes[probe].says
            items.append(ViewItem(str(number), f"{one} {number}", title, tuple(used[probe]), probes=(probe,)))
        if items:
            yield ViewGroup(f"Against {words}", (one, many), tuple(items))


@dataclass(frozen=True, slots=True)
class Selection:
    """What a review is asked: a checklist, or views of it, or both."""

    checklist: Checklist
    """Whole, whatever is asked of it."""
    views: tuple[View, ...] = ()
    order: tuple[str, ...] = ()
    """Ids as asked for; where the first is a view, it groups the report. By default the checklist alone."""

    @property
    def records(self) -> tuple[ViewRecord, ...]:
        """The views with their references resolved."""
        return tuple(view.of(self.checklist) for view in self.views)

    @property
    def asked(self) -> Checklist:
        """The checklist with the elements that are asked: all, unless only views of it were named."""
        if self.checklist.id in (self.order or (self.checklist.id,)):
            return self.checklist
        groups = (group for record in self.records for group in record.groups)
        return self.checklist.only({element for group in groups for item in group.items for element in item.elements})

    @property
    def refs(self) -> tuple[ChecklistRef, ...]:
        """Id, version and hash of everything named, and of the checklist in any case."""
        parts: tuple[Checklist | View, ...] = (self.checklist, *self.views)
        named = {part.id: ChecklistRef(part.id, part.version, part.sha256) for part in parts}
        return tuple(named[part] for part in dict.fromkeys((*self.order, self.checklist.id)))


@cache
def load_view(id_or_file: str) -> View:
    """A view by its id, or from a file of one's own.

    Args:
        id_or_file: An id of ``available("view")``, or the path of a ``.yml`` file in the same format.

    Raises:
        UnknownChecklistError: There is no such id and no such file.
        ChecklistError: The file breaks the format, or its checklist lacks an element; names file and place.
    """
    folder, file = find(id_or_file)
    raw = folder.joinpath(Path(file).name).read_bytes()
    data = read_mapping(raw, file)
    if "view_of" not in data:
        raise ChecklistError(file, "is no view: it has no key 'view_of'")
    beside = Path(file).parent / f"{data['view_of']}.yml"
    if data["view_of"] not in available() and beside.is_file():
        data["view_of"] = str(beside)
    view = validated(View, {**data, "sha256": hashlib.sha256(raw).hexdigest()}, file)
    checklist = load_checklist(view.view_of)
    unknown = [code for code in view.sources if code not in checklist.instruments]
    if unknown:
        raise ChecklistError(file, f"there is no instrument {unknown[0]!r}", place="sources")
    try:
        view.of(checklist)
    except ChecklistError as err:
        raise ChecklistError(file, err.problem, place=err.place) from err
    return view


def load(id_or_file: str) -> Checklist | View:
    """A checklist or a view, whichever has that id or file.

    Raises:
        UnknownChecklistError: There is no such id and no such file.
        ChecklistError: The file breaks the format.
    """
    return load_view(id_or_file) if kind_of(id_or_file) == "view" else load_checklist(id_or_file)


def select(names: str) -> Selection:
    """What some ids or files, separated by commas, ask for; the first groups the report.

    Raises:
        UnknownChecklistError: There is no such id and no such file.
        ChecklistError: A file breaks its format, or two checklists are asked for, be it through their views.
    """
    listed = [names] if Path(names).is_file() else [name.strip() for name in names.split(",")]
    return selection_of(*(load(name) for name in listed))


def selection_of(*parts: Checklist | View) -> Selection:
    """A checklist and views of it, asked together.

    Raises:
        ChecklistError: They are not all of one checklist.
    """
    views = {part.id: part for part in parts if isinstance(part, View)}
    bases = [part if isinstance(part, Checklist) else load_checklist(part.view_of) for part in parts]
    other = next((base for base in bases if base.id != bases[0].id), None)
    if other is not None:
        problem = f"cannot be asked together with {other.id}: give one checklist, or views of one"
        raise ChecklistError(bases[0].id, problem)
    return Selection(bases[0], tuple(views.values()), tuple(dict.fromkeys(part.id for part in parts)))
