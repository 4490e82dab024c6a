"""Work on a document in a child process with limits, so that no hostile file can stop, hang or starve the caller.

The child is a fresh interpreter, not a fork: so it works from scripts without a main guard, from notebooks and from
standard input. The document goes in on its standard input, plain data come out on its standard output. The child leads
a process group of its own, which is ended as a whole; and it ends itself when its parent is gone.
"""

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

from blacheck.errors import ExtractionError, NoTextError
from blacheck.extract.document import collector_at_rest
from blacheck.extract.limits import Limits

_CHILD = Path(__file__).with_name("_child.py")
_CRASHES = ("SIGABRT", "SIGTRAP", "SIGILL", "SIGKILL")
"""How a process ends that gets no more memory; now and then also one that is broken."""
_DISTRUST = "The file may be damaged or hostile; allow more {0} (--{0}-limit) if you trust it."
Message = tuple[str, Any]
"""Its kind and its content. Those of the kind "told" come before the answer."""
_LENGTH = 8
"""Bytes before each message that say how long it is."""
_PAGES_OF_A_CHILD = 500
"""After as many pages a child that is kept makes room for a fresh one."""


def run_isolated(task: str, data: bytes, *, name: str, limits: Limits, **arguments: Any) -> Any:
    """What a function of this package makes of a document, called in a child process.

    Args:
        task: The function, as in ``"pdf:read_pdf"``: a module of ``blacheck.extract`` and a name in it. It is called
            with the document's bytes, an ``Errand`` and the arguments, and returns plain data (numbers, strings, bytes,
            tuples, lists, dicts, None).
        data: The document.
        name: How errors call the document.
        limits: What it may cost.
        arguments: More for the function, as plain data.

    Raises:
        ExtractionError: The function raised it, or it cannot be done within the limits.
        NoTextError: The function raised it.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        problem = "there is no Python interpreter to read documents with"
        raise ExtractionError(name, problem, "Run blacheck from a Python installation.")
    request = (_packed({"task": task, "name": name, "limits": astuple(limits), "arguments": arguments}), data)
    while True:
        child, is_used = _take(name)
        try:
            kind, content = child.ask(request, limits)
        except _NoAnswerError as failure:
            if is_used and not failure.late:
                continue  # what came before it in this process may be the cause: once more in a fresh one
            raise failure.error(name, limits) from failure
        _give_back(child)
        return _answer(kind, content, name, limits)


# ---------------------------------------------------------------- children kept for the next document

_idle: list["_Child"] | None = None
"""Children that wait for work; None where each is ended after its document."""


@contextmanager
def children_kept() -> Iterator[None]:
    """Inside it a child goes on to the next document, which saves its start; one that fails is ended.

    Each document's limits are its own all the same.
    """
    global _idle
    before, _idle = _idle, []
    try:
        yield
    finally:
        for child in _idle:
            child.end()
        _idle = before


def _take(name: str) -> tuple["_Child", bool]:
    """A child, and whether it has worked on other documents before."""
    with suppress(IndexError):
        while _idle:
            child = _idle.pop()
            if child.owner == os.getpid():
                return child, True
    try:
        return _Child(), False
    except OSError as error:
        problem = f"the process that reads documents could not be started ({error.strerror or error})"
        raise ExtractionError(name, problem, "Close other programs and try again.") from error


def _give_back(child: "_Child") -> None:
    if _idle is None or child.is_tired:
        child.end()
    else:
        _idle.append(child)


# ---------------------------------------------------------------- one child


class _NoAnswerError(Exception):
    """A child gave no answer.

    Args:
        code: How it ended.
        late: True where it was ended because its time was over.
        seconds: The time it had been allowed.
    """

    def __init__(self, code: int, *, late: bool = False, seconds: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.late = late
        self.seconds = seconds

    def error(self, name: str, limits: Limits) -> ExtractionError:
        """What to tell the user."""
        ended = _signal(self.code)
        if self.late:
            problem = f"reading it took longer than {self.seconds:g} seconds"
            return ExtractionError(name, problem, _DISTRUST.format("time"))
        if ended in _CRASHES:
            problem = f"reading it needed more than the {limits.memory_mb} MB allowed, or broke the reader ({ended})"
            return ExtractionError(name, problem, _DISTRUST.format("memory"))
        how = ended or f"code {self.code}"
        remedy = "The file is damaged or hostile; open it in a viewer and save it anew."
        return ExtractionError(name, f"the reader crashed on it ({how})", remedy)


class _Child:
    """A child process. Whoever starts one must end it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._done = 0
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        path = [os.path.abspath(entry) for entry in sys.path if isinstance(entry, str)]  # noqa: PTH100 - keeps links
        self._greeting: tuple[bytes, ...] = (_packed({"path": path, "package": str(Path(__file__).parent.parent)}),)

    @property
    def is_tired(self) -> bool:
        """True for a child that has read much, and may hold on to much memory."""
        return self._done >= _PAGES_OF_A_CHILD

    def ask(self, request: tuple[bytes, ...], limits: Limits) -> Message:
        """The kind and the content of the child's answer. Where there is none the child is ended.

        Raises:
            _NoAnswerError: There was no answer, or none in time.
        """
        parts, self._greeting = self._greeting + request, ()
        messages = SimpleQueue[Message | Exception]()
        Thread(target=self._converse, args=(parts, limits.memory_mb * 1024 * 1024, messages), daemon=True).start()
        try:
            return self._listen(messages, limits)
        except BaseException:
            self.end()
            raise

    def _converse(self, parts: tuple[bytes, ...], most: int, messages: SimpleQueue[Message | Exception]) -> None:
        """Write the request and read messages up to the answer. Runs in a thread, so that neither can block."""
        given, taken = self._process.stdin, self._process.stdout
        assert given and taken
        try:
            for part in parts:
                given.write(len(part).to_bytes(_LENGTH))
                given.write(part)
            given.flush()
            kind = "told"
            while kind == "told":
                message = kind, _ = _unpacked(taken, most)
                messages.put(message)
        except Exception as error:
            messages.put(error)

    def _listen(self, messages: SimpleQueue[Message | Exception], limits: Limits) -> Message:
        begun, pages = monotonic(), 0
        while True:
            allowed = limits.allowed(pages)
            try:
                message = messages.get(timeout=max(0.0, begun + allowed - monotonic()))
            except Empty:
                raise _NoAnswerError(0, late=True, seconds=allowed) from None
            match message:
                case Exception():
                    raise _NoAnswerError(self._code()) from message
                case "told", ("pages", pages):
                    pass
                case _:
                    self._done += max(1, pages)
                    return message

    def _code(self) -> int:
        """How the process ended; it is given a moment to do so."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout=2)
        return 0

    def end(self) -> None:
        """End the process and all that it has started."""
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for pipe in filter(None, (self._process.stdin, self._process.stdout)):
            with suppress(OSError):
                pipe.close()


# ---------------------------------------------------------------- messages


class _Plain(pickle.Unpickler):
    """Takes nothing but plain data: a child that a document has taken over cannot make us run anything."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")


def _packed(content: Any) -> bytes:
    return pickle.dumps(content, protocol=5)


def _unpacked(pipe: IO[bytes], most: int) -> Message:
    """The next message.

    Raises:
        Exception: There is none, or it is broken or larger than ``most`` bytes.
    """
    length = int.from_bytes(pipe.read(_LENGTH))
    if not 0 < length <= most:
        raise EOFError
    with collector_at_rest():
        kind, content = _Plain(io.BytesIO(pipe.read(length))).load()
    return kind, content


def _answer(kind: str, content: Any, name: str, limits: Limits) -> Any:
    if kind == "made":
        return content
    if kind == "memory":
        problem = f"reading it needed more than the {limits.memory_mb} MB of memory allowed"
        raise ExtractionError(name, problem, _DISTRUST.format("memory"))
    problem, remedy, page = content
    raise (NoTextError if kind == "no text" else ExtractionError)(name, problem, remedy, page=page)


def _signal(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else ""
    except ValueError:
        return f"signal {-code}"
