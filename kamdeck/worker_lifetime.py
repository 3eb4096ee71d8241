"""Makes a worker process of a batch end with its parent, and never while it is writing a file.

This module imports no library, so that a worker can be ended while it is importing those of its first task.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

from kamdeck.gc_settings import collect_rarely

Result = TypeVar("Result")
CLEANUP_SECONDS = 10
"""How long, in seconds, a worker may clean up before it is ended."""
STOP_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_task_running = threading.Event()


class _WorkerEnded(BaseException):
    """Raised inside a task when its process has to end, so that the task removes unfinished files."""


def prepare_worker() -> None:
    """Prepare a new worker: SIGTERM ends it after the task's clean-up, and Ctrl-C is left to the parent."""
    collect_rarely()
    # A terminal sends SIGINT and SIGHUP to workers as well as to the parent, which then ends them with SIGTERM. If they
    # reacted to both, each would print a traceback of its own.
    for number in STOP_SIGNALS:
        signal.signal(number, _end if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        # The parent blocks these signals while it starts workers, which inherit the mask.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def run_task(task: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
    """Run a task, which SIGTERM interrupts; between tasks, SIGTERM ends the process at once."""
    _task_running.set()
    try:
        return task(*arguments, **named)
    except _WorkerEnded:
        # Not sys.exit, whose exception the executor would send to the parent as the result of the task.
        os._exit(1)
    finally:
        _task_running.clear()


def _end(number: int, frame: FrameType | None) -> None:
    # Between tasks, an exception would be raised in code of `multiprocessing`, which prints its traceback.
    if not _task_running.is_set():
        os._exit(1)
    # A second SIGTERM must not interrupt the clean-up: both the parent and `_end_with_parent` send one.
    signal.signal(number, signal.SIG_IGN)
    raise _WorkerEnded


def _end_with_parent() -> None:
    """End this process when its parent has ended for any reason, a kill included."""
    # A parent that is killed cannot end its workers, which would go on without it.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if hasattr(signal, "pthread_kill"):
            # A thread cannot raise an exception in the main thread, but a signal does.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
            threading.Event().wait(CLEANUP_SECONDS)
        # Windows has no `pthread_kill`: the process ends at once there, and the next batch removes its partial files.
        os._exit(1)
