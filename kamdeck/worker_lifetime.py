"""What holds inside a worker process of a batch: it ends with its parent, and never in the middle of a file.

It imports no library, so that a worker can be ended while it is still importing what its first task needs.
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
"""So long a worker may clean up when it is to end."""
STOP_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_task_running = threading.Event()


class _WorkerEnded(BaseException):
    """Raised in a task whose process is to end, so that what the task was writing is removed."""


def prepare_worker() -> None:
    """Ctrl-C and a closed terminal are the parent's to handle; SIGTERM ends this process after the task's clean-up."""
    collect_rarely()
    for number in STOP_SIGNALS:
        signal.signal(number, _end if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def run_task(task: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
    """One task, which SIGTERM interrupts; between two of them it ends the process at once."""
    _task_running.set()
    try:
        return task(*arguments, **named)
    except _WorkerEnded:
        os._exit(1)
    finally:
        _task_running.clear()


def _end(number: int, frame: FrameType | None) -> None:
    if not _task_running.is_set():
        os._exit(1)
    signal.signal(number, signal.SIG_IGN)
    raise _WorkerEnded


def _end_with_parent() -> None:
    """Ends this process once its parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
            threading.Event().wait(CLEANUP_SECONDS)
        os._exit(1)
