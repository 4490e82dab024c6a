"""The texts of a checklist in another language, for reports. Rules, ids and sources stay as they are.

``<id>.<language>.yml`` stands beside the checklist. What it lacks is shown in the checklist's own language, and
``blacheck checklist lint`` says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import Field

from blacheck.checklist import Accuracy, Checklist, Element, Instrument, Probe, Slug, Strict, read_mapping, validated

ELEMENT_TEXTS = (
    "title", "question", "why", "minimum", "draft", "applies", "partial_text", "missing_text", "contrary_text",
)  # fmt: skip
"""What a report prints of an element."""
_PROBE_TEXTS = ("says", "flag")
_INSTRUMENT_TEXTS = ("short", "title", "body")

Texts = dict[str, str]
_Part = TypeVar("_Part", Probe, Instrument)


class Translation(Strict):
    """Texts of a checklist in another language; each may be left out."""

    language: str
    title: str = ""
    note: str = ""
    themes: Texts = Field(default={})
    """By the name of the theme."""
    elements: dict[Slug, Texts] = Field(default={})
    """By id and by the name of the text: see ``ELEMENT_TEXTS``."""
    probes: dict[Slug, Texts] = Field(default={})
    """By id: ``says`` and, of adverse ones, ``flag``."""
    limits: Texts = Field(default={})
    """By the words under ``weak`` of a pattern."""
    instruments: dict[str, Texts] = Field(default={})
    """By code: ``short``, ``title`` and ``body``."""
    phrases: Texts = Field(default={})
    """Anything else that is printed, by its words: who is bound, titles and items of views."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A checklist in another language."""

    checklist: Checklist
    phrases: Mapping[str, str]
    """Its texts by the words that they had: a review holds those of the checklist's own language."""


def translated(checklist: Checklist, language: str) -> Translated:
    """A checklist with its texts in another language, as far as there is a translation.

    Raises:
        ChecklistError: The translation breaks its format.
    """
    given = translation(checklist, language)
    if given is None:
        return Translated(checklist, {})
    themes = {theme: given.themes.get(theme, theme) for theme in checklist.themes}
    changed = checklist.model_copy(
        update={
            "title": given.title or checklist.title,
            "note": given.note or checklist.note,
            "elements": [_element(element, given, themes) for element in checklist.elements],
            "probes": {name: _with(probe, given.probes.get(name, {})) for name, probe in checklist.probes.items()},
            "instruments": {
                code: _with(instrument, given.instruments.get(code, {}))
                for code, instrument in checklist.instruments.items()
            },
            "accuracy": _accuracy(checklist.accuracy, themes),
        }
    )
    return Translated(changed, {**given.phrases, **given.limits, **themes, **dict(_pairs(checklist, changed))})


def translation(checklist: Checklist, language: str) -> Translation | None:
    """The translation of a checklist into a language; None where there is none.

    Raises:
        ChecklistError: It breaks its format.
    """
    text = checklist.translations.get(language)
    if text is None:
        return None
    file = f"{checklist.id}.{language}.yml"
    return validated(Translation, read_mapping(text.encode(), file), file)


def lacking(checklist: Checklist, given: Translation) -> Iterator[tuple[str, str]]:
    """Where and what: each text that a translation lacks, and each that it has of something unknown."""
    for element in checklist.elements:
        yield from _lacking(element.id, element, ELEMENT_TEXTS, given.elements.get(element.id, {}))
    for name, probe in checklist.probes.items():
        yield from _lacking(name, probe, _PROBE_TEXTS, given.probes.get(name, {}))
    for code, instrument in checklist.instruments.items():
        yield from _lacking(code, instrument, _INSTRUMENT_TEXTS, given.instruments.get(code, {}))
    limits = {pattern.weak for probe in checklist.probes.values() for pattern in probe.any if pattern.weak}
    for group, wanted, has in (("themes", {*checklist.themes}, given.themes), ("limits", limits, given.limits)):
        yield from ((group, f"lacks {name!r}") for name in sorted(wanted - has.keys()))
        yield from ((group, f"has {name!r}, which the checklist has not") for name in sorted(has.keys() - wanted))
    known = {"elements": {element.id for element in checklist.elements}, "probes": checklist.probes.keys()}
    for group, ids in known.items():
        strangers = getattr(given, group).keys() - ids
        yield from ((group, f"has {name!r}, which the checklist has not") for name in sorted(strangers))


def _lacking(place: str, of: Strict, names: tuple[str, ...], has: Texts) -> Iterator[tuple[str, str]]:
    yield from ((place, f"lacks {name!r}") for name in names if getattr(of, name) and not has.get(name))
    yield from ((place, f"has {name!r}, which is no text of it") for name in has if name not in names)


def _element(element: Element, given: Translation, themes: Mapping[str, str]) -> Element:
    texts: dict[str, Any] = {**given.elements.get(element.id, {}), "theme": themes[element.theme]}
    return element.model_copy(update=texts)


def _with(part: _Part, texts: Texts) -> _Part:
    return part.model_copy(update=texts) if texts else part


def _accuracy(accuracy: Accuracy | None, themes: Mapping[str, str]) -> Accuracy | None:
    if accuracy is None:
        return None
    measured = [
        kind.model_copy(update={"themes": {themes.get(name, name): share for name, share in kind.themes.items()}})
        for kind in accuracy.measured
    ]
    return accuracy.model_copy(update={"measured": measured})


def _pairs(before: Checklist, after: Checklist) -> Iterator[tuple[str, str]]:
    for old, new in zip(before.elements, after.elements, strict=True):
        yield from _texts(old, new, ELEMENT_TEXTS)
    for name, probe in before.probes.items():
        yield from _texts(probe, after.probes[name], _PROBE_TEXTS)
    for code, instrument in before.instruments.items():
        yield from _texts(instrument, after.instruments[code], _INSTRUMENT_TEXTS)


def _texts(old: Strict, new: Strict, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((text, getattr(new, name)) for name in names if (text := getattr(old, name)))
