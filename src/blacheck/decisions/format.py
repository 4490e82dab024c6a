"""The format of a file of decisions, which people may write by hand."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from blacheck.model import DecisionKind, Status

OF_TEXT: tuple[Status, ...] = ("covered", "partial", "mixed", "contrary")
"""Statuses that say something of words in the agreement, which a decision for them must show."""


class Reason(BaseModel):
    """A reason from the closed list, with its words in each language."""

    model_config = ConfigDict(extra="allow", frozen=True)

    decisions: list[DecisionKind] = Field(alias="for")
    anchor: Literal["words", "none"] = "words"
    note: Literal["optional", "required"] = "optional"

    def words(self, language: str) -> str:
        """What it says."""
        said = self.model_extra or {}
        return str(said.get(language) or said["en"])


@cache
def reasons() -> dict[str, Reason]:
    """The closed list of reasons by their codes."""
    return {code: Reason.model_validate(reason) for code, reason in read_data("reasons.yml").items()}


def read_data(name: str) -> dict[str, Any]:
    """A file of this folder."""
    from ruamel.yaml import YAML

    data: dict[str, Any] = YAML(typ="safe").load(files("blacheck.decisions").joinpath(name).read_text("utf-8"))
    return data


def _day(value: Any) -> Any:
    """YAML takes 2026-03-31 for a date."""
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Any) -> Any:
    """YAML takes the clause 7 for a number; that of 7.10 loses its nought, and is refused."""
    return str(int(value)) if isinstance(value, int) and not isinstance(value, bool) else value


def _real_day(value: str) -> str:
    if value:
        date.fromisoformat(value)
    return value


class Entry(BaseModel):
    """A decision as it is kept."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    element: str = Field(min_length=1)
    decision: DecisionKind
    status: Status | None = None
    """What an overruled verdict should be."""
    reason: str
    note: str = ""
    by: str = Field(min_length=1)
    date: Annotated[str, BeforeValidator(_day)] = ""
    machine: Status | None = None
    """The program's verdict when it was decided."""
    clause: Annotated[str, BeforeValidator(_number)] = ""
    """Where the words stood then; for people to read. The anchor is the quotation."""
    quote: str = ""
    """The words on which the decision rests; "[…]" stands between words that are apart."""
    against: list[str] = []
    """The words that went against good practice when it was decided: a new one asks for another look."""

    @property
    def decided(self) -> Status:
        """The status that the element has by this decision."""
        if self.decision == "not-applicable":
            return "not_applicable"
        status = self.status or self.machine
        assert status is not None  # the validator sees to it
        return status

    @model_validator(mode="after")
    def _sensible(self) -> "Entry":
        known = reasons()
        fitting = [code for code, reason in known.items() if self.decision in reason.decisions]
        if self.reason not in fitting:
            raise ValueError(
                f"reason {self.reason!r} does not go with {self.decision}; use one of {', '.join(fitting)}"
            )
        if known[self.reason].note == "required" and not self.note.strip():
            raise ValueError(f"reason {self.reason!r} says nothing without a note; add 'note'")
        if (self.decision == "overrule") != (self.status is not None):
            raise ValueError("'status' goes with overrule, and overrule needs it")
        if self.decision == "accept" and self.machine is None:
            raise ValueError("'machine' is missing; add the verdict that is accepted")
        if self.status is not None and self.status == self.machine:
            raise ValueError(f"the program's verdict is {self.status} already; accept it instead")
        try:
            _real_day(self.date)
        except ValueError as err:
            raise ValueError(f"date {self.date!r} is no day like 2026-03-31") from err
        return self


class DecisionFile(BaseModel):
    """All decisions on one agreement."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    blacheck_decisions: Literal[1]
    """Version of the format."""
    document: str = ""
    """Name of the agreement they were made on; for people to read."""
    sha256: str = ""
    """Of the agreement, in a file that the page exports."""
    decisions: list[Entry] = []

    @model_validator(mode="after")
    def _one_each(self) -> "DecisionFile":
        seen: set[str] = set()
        for entry in self.decisions:
            if entry.element in seen:
                raise ValueError(f"element {entry.element!r} is decided twice; keep one of the two")
            seen.add(entry.element)
        return self


KEYS = {"decisions": ", ".join(Entry.model_fields), "": ", ".join(DecisionFile.model_fields)}
"""The keys that an entry and the file may have, for messages."""
