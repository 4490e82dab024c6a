"""The cases of a checklist: short texts with the verdict that each must get, and the run that compares.

They stand in ``<id>.cases.yml`` beside ``<id>.yml``: for each element a list of cases.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from blacheck import pipeline
from blacheck.checklist import Checklist, Slug, available
from blacheck.errors import ChecklistError
from blacheck.model import Agreement, Coverage


class Case(BaseModel):
    """A short agreement and the verdict it must get on one element."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: Slug
    lang: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    text: str
    coverage: Coverage
    contrary: bool
    why: str
    """Why it is coded so, in a few words."""
    known_gap: bool = False
    """True for a verdict that blacheck is known to get wrong; the run complains when it gets it right."""

    def agreement(self) -> Agreement:
        """The text as read by the pipeline."""
        return pipeline.read(self.text.encode(), name=f"{self.name}.txt", language=self.lang)


Cases = Mapping[str, tuple[Case, ...]]
"""Cases by element."""
_FORMAT = TypeAdapter(dict[Slug, list[Case]])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case got."""

    element: str
    case: Case
    coverage: Coverage
    contrary: bool
    reasons: tuple[str, ...]

    @property
    def as_expected(self) -> bool:
        """True where the verdict is the one the case asks for."""
        return (self.coverage, self.contrary) == (self.case.coverage, self.case.contrary)

    @property
    def failure(self) -> str:
        """What is wrong, in words; "" where all is well."""
        if self.as_expected:
            return "is marked as a known gap and passes: take the mark away" if self.case.known_gap else ""
        if self.case.known_gap:
            return ""
        expected, got = _verdict(self.case.coverage, self.case.contrary), _verdict(self.coverage, self.contrary)
        return f"expected {expected}, got {got}"


def _verdict(coverage: Coverage, contrary: bool) -> str:
    return f"{coverage} and contrary" if contrary else coverage


def load_cases(id_or_file: str) -> Cases:
    """The cases of a checklist, given as ``load_checklist`` takes it; empty where it has no cases file.

    Raises:
        ChecklistError: The file breaks the format; names the file, the element and what was expected.
    """
    if id_or_file in available():
        source = files("blacheck.checklists").joinpath(f"{id_or_file}.cases.yml")
        return _parse(source.read_bytes(), source.name) if source.is_file() else {}
    path = Path(id_or_file).with_suffix(".cases.yml")
    return _parse(path.read_bytes(), str(path)) if path.is_file() else {}


def _parse(raw: bytes, file: str) -> Cases:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(raw)
        return {element: tuple(cases) for element, cases in _FORMAT.validate_python(data).items()}
    except YAMLError as err:
        raise ChecklistError(file, f"is not valid YAML: {err}") from err
    except ValidationError as err:
        first = err.errors()[0]
        raise ChecklistError(file, first["msg"], place=" > ".join(str(key) for key in first["loc"])) from err


def run(checklist: Checklist, cases: Cases) -> Iterator[Outcome]:
    """The outcome of each case, in order. Cases for elements that the checklist lacks are left to ``lint``."""
    known = {element.id for element in checklist.elements}
    for element, listed in cases.items():
        if element in known:
            yield from (run_one(checklist, element, case) for case in listed)


def run_one(checklist: Checklist, element: str, case: Case) -> Outcome:
    """What one case gets on its element by the rules of the checklist; likeness is measured, not put to cases."""
    record = pipeline.judge(case.agreement(), checklist.rules)
    finding = next(finding for finding in record.findings if finding.element == element)
    return Outcome(element, case, finding.coverage, finding.contrary, finding.reasons)
