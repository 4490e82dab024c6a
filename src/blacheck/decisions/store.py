"""The file of decisions beside an agreement: read strictly, written whole or not at all, comments kept."""

import io
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from blacheck.decisions.format import KEYS, DecisionFile, Entry
from blacheck.errors import DecisionError

__all__ = ["DecisionFile", "Entry", "beside", "load", "put", "remove"]

_SUFFIX = ".blacheck.yml"
_OPENING = """\
# What reviewers decided on the verdicts of blacheck. Written by "blacheck decide"; you may edit it and add comments.
"""
_REMEDIES = {
    "missing": "Add the key",
    "extra_forbidden": "Check its spelling, or remove it: the keys are {keys}",
    "literal_error": "Use one of these",
    "string_type": "Put it in quotation marks",
}


def beside(document: Path) -> Path:
    """Where the decisions on an agreement are kept: ``x.blacheck.yml`` beside ``x.pdf``."""
    return document.with_name(f"{document.stem}{_SUFFIX}")


def load(path: Path) -> DecisionFile:
    """The decisions in a file.

    Raises:
        DecisionError: It cannot be read, or breaks the format; names the line, the key and the remedy.
    """
    return _checked(_read(path), path)


def put(path: Path, entries: Iterable[Entry], *, document: str) -> tuple[Entry, ...]:
    """Write decisions into a file, each in the place of an earlier one on the same element.

    All else in the file stays as it is, comments included. The file is replaced in one step.

    Args:
        path: The file, which is made where there is none.
        entries: What was decided.
        document: Name of the agreement.

    Returns:
        The earlier decisions that were replaced by different ones.

    Raises:
        DecisionError: The file that is there cannot be read or breaks the format; it is left alone.
    """
    data = _read(path) if path.exists() else _new(document)
    before = {entry.element: entry for entry in _checked(data, path).decisions}
    if data.get("decisions") is None:
        data["decisions"] = []
    kept = data["decisions"]
    places = {old["element"]: index for index, old in enumerate(kept)}
    replaced = []
    for entry in entries:
        if entry.element in places:
            _rewrite(kept[places[entry.element]], entry)
            if before[entry.element] != entry:
                replaced.append(before[entry.element])
        else:
            places[entry.element] = len(kept)
            kept.append(_plain(entry))
    _write(path, data)
    return tuple(replaced)


def remove(path: Path, element: str) -> bool:
    """Take the decision on an element out of a file; False where there is none.

    Raises:
        DecisionError: The file cannot be read or breaks the format; it is left alone.
    """
    data = _read(path) if path.exists() else {}
    if not data or element not in {entry.element for entry in _checked(data, path).decisions}:
        return False
    data["decisions"] = [old for old in data["decisions"] if old["element"] != element]
    _write(path, data)
    return True


def _new(document: str) -> Any:
    text = f"{_OPENING}blacheck_decisions: 1\ndocument: ''\ndecisions: []\n"
    data = _yaml().load(text)
    data["document"] = document
    data["decisions"] = []
    return data


def _plain(entry: Entry) -> dict[str, Any]:
    from ruamel.yaml.scalarstring import LiteralScalarString

    values = entry.model_dump(exclude_defaults=True)
    return {key: LiteralScalarString(value) if "\n" in value else value for key, value in values.items()}


def _rewrite(old: Any, entry: Entry) -> None:
    """Key by key, so that comments between the keys stay."""
    values = _plain(entry)
    for key in [key for key in old if key not in values]:
        del old[key]
    for key, value in values.items():
        old[key] = value


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _read(path: Path) -> Any:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        data = _yaml().load(path.read_text(encoding="utf-8"))
    except OSError as err:
        raise DecisionError(str(path), f"cannot be read: {err.strerror}", "Check the path and its permissions") from err
    except UnicodeDecodeError as err:
        raise DecisionError(str(path), "is not text in UTF-8", "Save it as UTF-8") from err
    except (YAMLError, ValueError) as err:
        mark = err.problem_mark if isinstance(err, MarkedYAMLError) else None
        problem = f"is not valid YAML: {(isinstance(err, MarkedYAMLError) and err.problem) or err}"
        line = mark.line + 1 if mark else None
        raise DecisionError(str(path), problem, "Correct the line, or restore an earlier copy", line=line) from err
    if not hasattr(data, "lc") or not hasattr(data, "items"):
        raise DecisionError(str(path), "is not a file of decisions", f"It must have the keys {KEYS['']}")
    return data


def _checked(data: Any, path: Path) -> DecisionFile:
    try:
        return DecisionFile.model_validate(_unwrapped(data))
    except ValidationError as err:
        first = min(err.errors(), key=lambda error: error["type"] != "extra_forbidden")  # a key misspelt, not missing
        loc = first["loc"]
        message = first["msg"].removeprefix("Value error, ")
        if first["type"] == "value_error":
            problem, _, remedy = message.partition("; ")
        else:
            problem = message[:1].lower() + message[1:]
            remedy = _REMEDIES.get(first["type"], "").format(keys=KEYS["decisions" if len(loc) > 1 else ""])
        place = _place(data, loc)
        raise DecisionError(
            str(path), problem, _sentence(remedy) or "Correct it", line=_line(data, loc), key=place
        ) from err


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unwrapped(data: Any) -> Any:
    """Mappings and lists of the YAML library as plain ones; its numbers and words are plain already."""
    if hasattr(data, "items"):
        return {str(key): _unwrapped(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_unwrapped(value) for value in data]
    return str(data) if isinstance(data, str) else data


def _place(data: Any, loc: tuple[int | str, ...]) -> str:
    """The keys that lead to an error, with the element in the place of its index."""
    words = []
    for key in loc:
        data = data[key] if isinstance(key, int) or (hasattr(data, "get") and key in data) else None
        words.append(str(data.get("element", key + 1)) if isinstance(key, int) and hasattr(data, "get") else str(key))
    return " › ".join(words)


def _line(data: Any, loc: tuple[int | str, ...]) -> int:
    """The line of the last key that is there, counted from 1."""
    line = data.lc.line
    for key in loc:
        try:
            line = data.lc.item(key)[0] if isinstance(key, int) else data.lc.key(key)[0]
            data = data[key]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return int(line) + 1


def _write(path: Path, data: Any) -> None:
    """To a new file beside it, which then takes its place: a reader never meets half of it."""
    buffer = io.StringIO()
    _yaml().dump(data, buffer)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with new.open("x", encoding="utf-8", newline="\n") as file:
            file.write(buffer.getvalue())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
