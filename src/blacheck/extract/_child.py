"""The child process of ``isolate``: does one task after another under limits, until its parent is gone.

It is run by its path in a bare interpreter. It takes the place of the packages above it by empty ones, so that none of
what they import (pydantic, spaCy) is loaded here.
"""

import contextlib
import gc
import importlib
import os
import pickle
import signal
import sys
import threading
import time
import types
from pathlib import Path
from typing import Any

_LENGTH = 8
"""As in ``isolate``."""
_GRACE = 5.0
"""Seconds by which the child outlives its limit, in case the parent that should end it is gone."""


def main() -> None:
    """Do the tasks that come on standard input."""
    gc.disable()  # many small objects and hardly a cycle
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # nothing that a library starts or prints must touch the two
    os.dup2(2, 1)
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    greeting = pickle.loads(_part(tasks))
    sys.path[:] = greeting["path"]
    _bare_packages(Path(greeting["package"]))
    while head := _part(tasks):
        data = _part(tasks)
        answer = _answer(pickle.loads(head), data, answers)
        _alarm(0)
        _send(answers, *answer)
        del answer, data
        gc.collect()


def _part(tasks: Any) -> bytes:
    part: bytes = tasks.read(int.from_bytes(tasks.read(_LENGTH)))
    return part


def _send(answers: Any, kind: str, content: Any) -> None:
    packed = pickle.dumps((kind, content), protocol=5)
    answers.write(len(packed).to_bytes(_LENGTH))
    answers.write(packed)
    answers.flush()


def _answer(request: dict[str, Any], data: bytes, answers: Any) -> tuple[str, Any]:
    from blacheck.errors import ExtractionError, NoTextError
    from blacheck.extract.limits import Errand, Limits

    def tell(kind: str, count: int) -> None:
        _send(answers, "told", (kind, count))
        _alarm(errand.left + _GRACE)

    errand = Errand(request["name"], Limits(*request["limits"]), tell)
    _limit(errand.limits.memory_mb)
    _alarm(errand.left + _GRACE)
    module, name = request["task"].split(":")
    try:
        task = getattr(importlib.import_module(f"blacheck.extract.{module}"), name)
        return "made", task(data, errand, **request["arguments"])
    except ExtractionError as error:
        kind = "no text" if isinstance(error, NoTextError) else "error"
        return kind, (error.problem, error.remedy, error.page)
    except MemoryError:
        return "memory", None
    except Exception as error:  # the parent cannot see a traceback
        problem = f"reading it failed unexpectedly ({_where(error)}: {type(error).__name__}: {error})"
        return "error", (problem, "Please report this with the file.", None)


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


# ---------------------------------------------------------------- limits and the end


def _limit(memory_mb: int) -> None:
    """Limit memory and forbid core dumps, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, memory_mb * 1024 * 1024), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _alarm(seconds: float) -> None:
    """Let the system end this process after so long, whatever it is busy with then; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _watch(parent: int) -> None:
    """End the process, and what it has started, when its parent is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
