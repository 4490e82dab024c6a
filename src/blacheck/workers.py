"""Processes that review files side by side, and end with the one that started them, however that ends."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import active_children, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from blacheck.pipeline import children_kept

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_until_the_end = ExitStack()
"""What a worker keeps as long as it lives."""


@contextmanager
def workers(processes: int) -> Iterator["ProcessPoolExecutor"]:
    """Workers that are ended at once where the block is left by an error or an interruption, whatever they are at."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    others = active_children()
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start)
    try:
        yield pool
    except BaseException:
        for worker in active_children():
            if worker not in others:
                worker.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start() -> None:
    """Prepare a worker: its reading child goes on from file to file, and neither outlives who started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells all; the one that started it decides
    _until_the_end.enter_context(children_kept())
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
