"""Reading in a child process with limits, so that no hostile PDF can stop, hang or starve the caller.

The child is a fresh interpreter, not a fork: so it works from scripts without a main guard, from notebooks and from
standard input. The PDF goes in on its standard input, plain data comes out on its standard output.
"""

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract.document import collector_at_rest

if TYPE_CHECKING:
    from blacheck.extract.assemble import RawDocument
    from blacheck.extract.pictures import RawPicture

_CHILD = Path(__file__).with_name("_child.py")
_CRASHES = ("SIGABRT", "SIGTRAP", "SIGILL", "SIGKILL")
"""How a process ends that gets no more memory; now and then also one that is broken."""
_DISTRUST = "The file may be damaged or hostile; allow more {} if you trust it."


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one document may cost."""

    seconds: float = 60
    """Wall-clock time of the child process."""
    memory_mb: int = 2048
    """Address space of the child process where the system can limit it, and the largest file accepted."""
    pages: int = 3000
    """Most pages a document may have."""


def read_isolated(data: bytes, *, name: str, limits: Limits) -> "RawDocument":
    """Read a PDF in a child process, which is gone when this returns or raises.

    Raises:
        ExtractionError: it cannot be read within the limits.
        NoTextError: it has no text.
    """
    return _answered(_request(name, limits), data, name, limits)  # type: ignore[no-any-return]


def draw_isolated(
    data: bytes, *, name: str, limits: Limits, numbers: Sequence[int] | None, width: int
) -> "tuple[RawPicture, ...]":
    """Draw pages of a PDF in a child process, which is gone when this returns or raises.

    Raises:
        ExtractionError: it cannot be opened or drawn within the limits.
    """
    pictures = {"numbers": None if numbers is None else tuple(numbers), "width": width}
    return _answered(_request(name, limits, pictures), data, name, limits)  # type: ignore[no-any-return]


def _answered(request: bytes, data: bytes, name: str, limits: Limits) -> Any:
    if not sys.executable or getattr(sys, "frozen", False):
        raise ExtractionError(
            name, "there is no Python interpreter to read PDFs with", "Run blacheck from a Python installation."
        )
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_CHILD)],
            input=request + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise _out_of_time(name, limits) from error
    except OSError as error:
        problem = f"the process that reads PDFs could not be started ({error.strerror or error})"
        raise ExtractionError(name, problem, "Close other programs and try again.") from error
    return _answer(done.stdout, done.returncode, name, limits)


def _request(name: str, limits: Limits, pictures: Mapping[str, object] | None = None) -> bytes:
    """A pickle: where the child finds its modules, its limits, and which pictures to draw in place of reading."""
    return pickle.dumps(
        {
            "path": [os.path.abspath(entry) for entry in sys.path if isinstance(entry, str)],  # noqa: PTH100 - keeps links
            "package": str(_CHILD.parent.parent),
            "name": name,
            "seconds": limits.seconds,
            "memory_mb": limits.memory_mb,
            "pages": limits.pages,
            "pictures": pictures,
        }
    )


class _Plain(pickle.Unpickler):
    """Takes nothing but plain data: a child that a PDF has taken over cannot make us run anything."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")


def _answer(output: bytes, code: int, name: str, limits: Limits) -> Any:
    try:
        with collector_at_rest():
            kind, content = _Plain(io.BytesIO(output)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, IndexError, KeyError, AttributeError) as error:
        raise _crash(code, name, limits) from error
    if kind == "read":
        return content
    if kind == "memory":
        raise _out_of_memory(name, limits)
    problem, remedy, page = content
    raise (NoTextError if kind == "no text" else ExtractionError)(name, problem, remedy, page=page)


def _crash(code: int, name: str, limits: Limits) -> ExtractionError:
    ended = _signal(code)
    if ended == "SIGXCPU":
        return _out_of_time(name, limits)
    if ended in _CRASHES:
        problem = f"reading it needed more than the {limits.memory_mb} MB allowed, or broke the PDF reader ({ended})"
        return ExtractionError(name, problem, _DISTRUST.format("memory"))
    how = ended or f"code {code}"
    remedy = "The file is damaged or hostile; open it in a PDF viewer and save it anew."
    return ExtractionError(name, f"the PDF reader crashed on it ({how})", remedy)


def _signal(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else ""
    except ValueError:
        return f"signal {-code}"


def _out_of_time(name: str, limits: Limits) -> ExtractionError:
    return ExtractionError(name, f"reading it took longer than {limits.seconds:g} seconds", _DISTRUST.format("time"))


def _out_of_memory(name: str, limits: Limits) -> ExtractionError:
    problem = f"reading it needed more than the {limits.memory_mb} MB of memory allowed"
    return ExtractionError(name, problem, _DISTRUST.format("memory"))
