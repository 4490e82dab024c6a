"""The child process of ``isolate``: reads one PDF from standard input under limits, writes plain data, ends.

It is run by its path in a bare interpreter. It takes the place of the packages above it by empty ones, so that none of
what they import (pydantic, spaCy) is loaded here.
"""

import contextlib
import gc
import math
import os
import pickle
import sys
import threading
import time
import types
from pathlib import Path
from typing import Any

_GRACE = 5.0
"""Seconds by which the child outlives its limit, in case the parent that should end it is gone."""


def main() -> None:
    """Answer the one request on standard input."""
    gc.disable()  # a short life with many small objects and hardly a cycle
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the answer
    request = pickle.load(sys.stdin.buffer)
    sys.path[:] = request["path"]
    _limit(request["seconds"], request["memory_mb"])
    threading.Thread(target=_watch, args=(request["seconds"] + _GRACE, os.getppid()), daemon=True).start()
    _bare_packages(Path(request["package"]))
    with output:
        pickle.dump(_read(request), output, protocol=5)


def _read(request: dict[str, Any]) -> tuple[str, Any]:
    from blacheck.errors import ExtractionError, NoTextError

    try:
        data = sys.stdin.buffer.read()
        return "read", _draw(data, request) if request["pictures"] else _text(data, request)
    except ExtractionError as error:
        kind = "no text" if isinstance(error, NoTextError) else "error"
        return kind, (error.problem, error.remedy, error.page)
    except MemoryError:
        return "memory", None
    except Exception as error:  # the parent cannot see a traceback
        problem = f"reading it failed unexpectedly ({_where(error)}: {type(error).__name__}: {error})"
        return "error", (problem, "Please report this with the file.", None)


def _text(data: bytes, request: dict[str, Any]) -> Any:
    from blacheck.extract.pdf import read_pdf

    return read_pdf(data, name=request["name"], seconds=request["seconds"], most_pages=request["pages"])


def _draw(data: bytes, request: dict[str, Any]) -> Any:
    from blacheck.extract.pictures import draw_pages

    return draw_pages(data, name=request["name"], seconds=request["seconds"], **request["pictures"])


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _bare_packages(package: Path) -> None:
    for name, folder in (("blacheck", package), ("blacheck.extract", package / "extract")):
        bare = types.ModuleType(name)
        bare.__path__ = [str(folder)]
        sys.modules[name] = bare


def _limit(seconds: float, memory_mb: int) -> None:
    """Limit memory and processor time and forbid core dumps, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    memory, processor = memory_mb * 1024 * 1024, math.ceil(seconds) + 1
    wanted = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, processor), (resource.RLIMIT_CORE, 0))
    for kind, most in wanted:
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, hard))


def _watch(seconds: float, parent: int) -> None:
    """End the process when its time is over or its parent is gone."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
