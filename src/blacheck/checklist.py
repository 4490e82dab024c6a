"""The format of a checklist, and the door through which checklists are read.

A checklist is data that people write: elements (what is asked, why, on what source) over probes (propositions that a
provision may assert). Everything a lawyer could argue about is here and not in Python.
"""

import builtins
import hashlib
import re
from collections.abc import Container, Iterator, Set
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from blacheck.errors import ChecklistError, UnknownChecklistError

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Terms = str
"""Alternatives between bars: "FEE|COMMISSION|'service charge'". A name in capitals is a concept of the lexicon; a
phrase in small letters is matched by its word stems."""
Tier = Literal["core", "standard", "context"]
Place = Literal["operative", "preamble", "definition", "annex", "contract"]
Kind = Literal["checklist", "view"]
ForceName = Literal["prohibition", "obligation", "right", "best efforts", "permission", "declaratory"]

_VIEW_OF = re.compile(rb"^view_of:", re.MULTILINE)


class Strict(BaseModel):
    """Base of what people write: unknown keys and other types than asked for are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Pattern(Strict):
    """One way in which a provision asserts a probe's proposition. All conditions given must hold in one predication."""

    has: list[Terms] = []
    """Each of these must occur in the predication or in a condition or chapeau that governs it."""
    without: list[Terms] = []
    """None of these may occur in the predication."""
    bearer: Terms | None = None
    """Who is bound or holds the right: the active subject, or the actor a passive is done by."""
    not_bearer: Terms | None = None
    """Who must not be the bearer."""
    payer: Terms | None = None
    """Who pays or bears the cost by this predication. NOBODY-NAMED: a cost with no payer."""
    spared: Terms | None = None
    """Who is expressly not to pay: "free of charge to", "no … may be charged to", "at the expense of" another."""
    polarity: Literal["positive", "negative", "any"] = "positive"
    force: list[ForceName] | None = None
    """Only predications of these forces, and each of them counts in full; by default any, and best efforts, permissions
    and declarations count as weak."""
    asserted: Literal["yes", "exception", "condition", "any"] = "yes"
    """Whether it must be asserted outright, or stand in an exception or a condition."""
    mentions: bool = False
    """True: also count what is only named as the content of a document, a talk, a report or a committee's agenda."""
    near: int | None = Field(default=None, ge=1)
    """All terms of ``has`` within this many words of each other."""
    place: list[Place] | None = None
    """Where it may stand; by default anywhere (what stands in the preamble is weak)."""
    part: Terms | None = None
    """Terms that the heading of the article or annex must contain."""
    weak: str | None = None
    """Where given, a hit supports only weakly, for this reason in words."""


class Probe(Strict):
    """A proposition that an agreement may assert."""

    says: str
    """The proposition in words, for readers of a trace: "the employer pays the journey home"."""
    any: list[Pattern] = Field(min_length=1)
    times: int = Field(default=1, ge=1)
    """In how many different provisions it must be found to be met in full; fewer support weakly."""
    adverse: bool = False
    """True for what goes against good practice."""
    of_groups: bool = False
    """True for what names parts of the workers by its nature, such as a scope: to name one does not weaken it."""
    severity: Literal["binding instrument", "good practice"] | None = None
    """For adverse probes: what the clause goes against."""
    flag: str | None = None
    """For adverse probes: one sentence for the list of red flags."""

    @model_validator(mode="after")
    def _adverse_is_complete(self) -> "Probe":
        if self.adverse and not (self.severity and self.flag):
            raise ValueError("an adverse probe needs 'severity' and 'flag'")
        return self


class Expression(Strict):
    """Probes joined: ``all``, ``any`` or ``none`` of them, or ``at_least`` a number ``of`` them. They may be nested."""

    all: list["Slug | Expression"] | None = None
    any: list["Slug | Expression"] | None = None
    none: list["Slug | Expression"] | None = None
    at_least: int | None = Field(default=None, ge=1)
    of: list["Slug | Expression"] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Expression":
        if sum(form is not None for form in (self.all, self.any, self.none, self.at_least)) != 1:
            raise ValueError("give exactly one of 'all', 'any', 'none' and 'at_least'")
        if (self.at_least is None) != (self.of is None):
            raise ValueError("'at_least' goes with 'of'")
        return self

    def parts(self) -> list["str | Expression"]:
        """The probes and expressions it is made of."""
        return list(self.all or self.any or self.none or self.of or [])

    def probes(self) -> Iterator[str]:
        """Ids of all probes that speak for it, in order."""
        for part in self.parts() if self.none is None else ():
            if isinstance(part, str):
                yield part
            else:
                yield from part.probes()

    def named(self) -> Iterator[str]:
        """Ids of all probes in it, those under ``none`` too."""
        for part in self.parts():
            if isinstance(part, str):
                yield part
            else:
                yield from part.named()

    def holds(self, met: Set[str]) -> bool:
        """Whether it is true where just these probes are met."""
        results = [part in met if isinstance(part, str) else part.holds(met) for part in self.parts()]
        if self.all is not None:
            return builtins.all(results)
        if self.none is not None:
            return not builtins.any(results)
        return sum(results) >= (self.at_least or 1)


class Source(Strict):
    """Where in law or guidance an element is asked for."""

    instrument: str
    """Code of an instrument of ``sources.yml``."""
    article: str
    verified: bool
    """False: not yet read in the source itself; such a source is never printed as a citation."""


class Instrument(Strict):
    """A convention, recommendation, guidance or study that elements cite."""

    short: str
    """How it is cited: "ILO Convention No. 97 (1949)"."""
    title: str
    year: int
    body: str
    kind: Literal["convention", "recommendation", "guidance", "study", "treaty"]


class Element(Strict):
    """A question that a good agreement answers."""

    id: Slug
    theme: str
    title: str
    tier: Tier
    question: str
    why: str
    minimum: str
    """What an agreement must say to be covered, in words."""
    adverse: str | None = None
    """What counts as contrary, in words."""
    applies: str | None = None
    """For tier ``context``: when the element applies, in words."""
    sources: list[Source] = Field(min_length=1)
    draft: str
    """Drafting note for a negotiator who wants to fill the gap."""
    partial_text: str
    missing_text: str
    contrary_text: str | None = None
    covered: Expression
    partial: list[Slug] | None = None
    """Probes any of which makes it partial; by default those of ``covered``."""
    desirable: list[Slug] = []
    """Probes beyond the minimum; unmet ones are reported as "could be stronger"."""
    contrary: list[Slug] = []
    not_applicable: list[Slug] = []
    """Probes any of which makes it not applicable where nothing covers it."""
    about: Terms | None = None
    """Terms by which near misses are found where the element is missing."""

    def probe_ids(self) -> tuple[str, ...]:
        """All probes the element looks at, each once, in order."""
        named = [
            *self.covered.named(), *(self.partial or []), *self.desirable, *self.contrary, *self.not_applicable,
        ]  # fmt: skip
        return tuple(dict.fromkeys(named))


class Share(Strict):
    """How many of some verdicts were right, with the 95 % interval of their share."""

    n: int = Field(ge=1)
    right: int = Field(ge=0)
    low: float
    high: float


class Figure(Strict):
    """A figure of agreement with a coder, with its 95 % interval."""

    value: float
    low: float
    high: float


class Measurement(Strict):
    """What was measured on one kind of texts."""

    texts: str
    """Which texts: "texts the rules were developed on"."""
    agreements: int = Field(ge=1)
    verdicts: int = Field(ge=1)
    figures: dict[str, Figure]
    """By the names of ``blacheck.evaluate.FIGURES``."""
    themes: dict[str, Share]
    """By theme of the checklist."""
    elements: dict[Slug, Share]


class Accuracy(Strict):
    """How often the verdicts of a checklist equalled a person's codings of the same agreements."""

    version: str
    """Of the checklist that was measured."""
    sha256: str
    """Of the checklist that was measured; the rules have changed since where it is another now."""
    measured: list[Measurement] = Field(min_length=1)
    elements: dict[Slug, Share]
    """By element, over all texts."""


class Checklist(Strict):
    """Elements over probes, under an id and a version."""

    id: Slug
    version: str
    title: str
    note: str = ""
    """What a reader should know of this checklist before trusting it."""
    instruments: dict[str, Instrument]
    probes: dict[Slug, Probe]
    elements: list[Element]
    sha256: str = ""
    """Of the file it was read from."""
    translations: dict[str, str] = Field(default={}, repr=False)
    """Its texts in other languages: the content of ``<id>.<language>.yml`` where that stands beside it, by language."""
    accuracy: Accuracy | None = None
    """How well its verdicts did in tests, from ``<id>.accuracy.yml`` where that stands beside it."""
    likeness: bytes = Field(default=b"", repr=False)
    """What wordings were coded how: the content of ``<id>.likeness.json`` where that stands beside it."""

    def element(self, element_id: str) -> Element:
        """The element with that id.

        Raises:
            ChecklistError: It has no such element.
        """
        for element in self.elements:
            if element.id == element_id:
                return element
        known = ", ".join(element.id for element in self.elements)
        raise ChecklistError(self.id, f"no element {element_id!r}; it has {known}")

    def only(self, element_ids: Container[str]) -> "Checklist":
        """The same checklist with those of its elements alone, in its order."""
        return self.model_copy(update={"elements": [item for item in self.elements if item.id in element_ids]})

    @property
    def rules(self) -> "Checklist":
        """The same checklist without likeness: what its rules find by themselves."""
        return self.model_copy(update={"likeness": b""})

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes in the order of their first element."""
        return tuple(dict.fromkeys(element.theme for element in self.elements))

    @model_validator(mode="after")
    def _coherent(self) -> "Checklist":
        seen: set[str] = set()
        for element in self.elements:
            if element.id in seen:
                raise ValueError(f"element {element.id}: the id occurs twice")
            seen.add(element.id)
            for probe in element.probe_ids():
                if probe not in self.probes:
                    raise ValueError(f"element {element.id}: there is no probe {probe!r}")
            for probe in element.contrary:
                if not self.probes[probe].adverse:
                    raise ValueError(f"element {element.id}: probe {probe!r} under 'contrary' is not adverse")
            for source in element.sources:
                if source.instrument not in self.instruments:
                    raise ValueError(f"element {element.id}: there is no instrument {source.instrument!r}")
        return self


def available(kind: Kind | None = None) -> tuple[str, ...]:
    """Ids of the checklists and views that come with blacheck, or of one kind of them, in alphabetical order."""
    return tuple(name for name, its_kind in _shipped() if kind in (None, its_kind))


@cache
def _shipped() -> tuple[tuple[str, Kind], ...]:
    """Companions of a checklist have a dot in their stem: ``core.probes.yml``."""
    entries = sorted(files("blacheck.checklists").iterdir(), key=lambda entry: entry.name)
    named = [(entry.name.removesuffix(".yml"), entry) for entry in entries if entry.name.endswith(".yml")]
    return tuple((name, _kind(entry.read_bytes())) for name, entry in named if "." not in name and name != "sources")


def _kind(raw: bytes) -> Kind:
    return "view" if _VIEW_OF.search(raw) else "checklist"


@cache
def load_checklist(id_or_file: str) -> Checklist:
    """A checklist by its id, or from a file of one's own.

    Args:
        id_or_file: An id of ``available("checklist")``, or the path of a ``.yml`` file in the same format.

    Raises:
        UnknownChecklistError: There is no such id and no such file.
        ChecklistError: The file breaks the format, or holds a view; names the file, the place and what was expected.
    """
    folder, file = find(id_or_file)
    stem = Path(file).stem
    raw = folder.joinpath(Path(file).name).read_bytes()
    if _kind(raw) == "view":
        raise ChecklistError(file, "is a view of a checklist and holds no elements of its own")
    probes, accuracy = (_beside(folder, f"{stem}.{companion}.yml") for companion in ("probes", "accuracy"))
    data = read_mapping(raw, file)
    if probes:
        data["probes"] = {**read_mapping(probes, f"{stem}.probes.yml"), **data.get("probes", {})}
    if accuracy:
        data["accuracy"] = read_mapping(accuracy, f"{stem}.accuracy.yml")
    data["likeness"] = likeness = _beside(folder, f"{stem}.likeness.json")
    data["translations"] = dict(_translations(folder, stem))
    data.setdefault("instruments", _instruments())
    return validated(Checklist, {**data, "sha256": hashlib.sha256(raw + probes + likeness).hexdigest()}, file)


def _beside(folder: Traversable, name: str) -> bytes:
    file = folder.joinpath(name)
    return file.read_bytes() if file.is_file() else b""


def _translations(folder: Traversable, stem: str) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if found := re.fullmatch(rf"{re.escape(stem)}\.([a-z]{{2}})\.yml", file.name):
            yield found[1], file.read_text(encoding="utf-8")


def find(id_or_file: str) -> tuple[Traversable, str]:
    """The folder and the name (or path) of the file behind an id or a path.

    Raises:
        UnknownChecklistError: There is no such id and no such file.
    """
    if id_or_file in available():
        return files("blacheck.checklists"), f"{id_or_file}.yml"
    path = Path(id_or_file)
    if path.suffix in (".yml", ".yaml") and path.is_file():
        return path.parent, str(path)
    raise UnknownChecklistError(id_or_file, f"no checklist of that name; there are {', '.join(available())}")


def kind_of(id_or_file: str) -> Kind:
    """Whether an id or a file is that of a checklist or of a view.

    Raises:
        UnknownChecklistError: There is no such id and no such file.
    """
    folder, file = find(id_or_file)
    return _kind(folder.joinpath(Path(file).name).read_bytes())


_Model = TypeVar("_Model", bound=BaseModel)


def validated(model: type[_Model], data: dict[str, Any], file: str) -> _Model:
    """What a file holds, as a model of it.

    Raises:
        ChecklistError: It breaks the format; names the file, the place and what was expected.
    """
    try:
        return model.model_validate(data)
    except ValidationError as err:
        first = err.errors()[0]
        raise ChecklistError(file, first["msg"], place=_place(data, first["loc"])) from err


def read_mapping(raw: bytes, file: str) -> dict[str, Any]:
    """The mapping that a YAML 1.2 file holds ("no" is a word in it, and not false).

    Raises:
        ChecklistError: It is no valid YAML, or not a mapping; names the file and the line.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe").load(raw)
    except YAMLError as err:
        raise ChecklistError(file, f"is not valid YAML: {err}") from err
    if not isinstance(data, dict):
        raise ChecklistError(file, "is not a mapping; a checklist has id, version, title, probes and elements")
    return data


def _instruments() -> dict[str, Any]:
    return read_mapping(files("blacheck.checklists").joinpath("sources.yml").read_bytes(), "sources.yml")


def _place(data: object, loc: tuple[int | str, ...]) -> str:
    """Where in the file an error lies, with an element's id instead of its index."""
    words: list[str] = []
    for key in loc:
        try:
            data = data[key]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            data = None
        name = data.get("id") if isinstance(data, dict) and isinstance(key, int) else None
        words.append(str(name or key))
    return " › ".join(words)
