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

from kamdeck.gc_settings import collect_seldom

Result = TypeVar("Result")
SECONDS = 10
"""So long a worker may clean up when it is to end."""
STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_at_work = threading.Event()


class _Ended(BaseException):
    """Raised in a task whose process is to end, so that what the task was writing is removed."""


def settle_in() -> None:
    """Ctrl-C and a closed terminal are the parent's to handle; SIGTERM ends this process after the task's clean-up."""
    collect_seldom()
    for number in STOPPING:
        signal.signal(number, _end if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    threading.Thread(target=_outlive_nobody, daemon=True).start()


def do(task: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
    """One task, which SIGTERM interrupts; between two of them it ends the process at once."""
    _at_work.set()
    try:
        return task(*arguments, **named)
    except _Ended:
        os._exit(1)
    finally:
        _at_work.clear()


def _end(number: int, frame: FrameType | None) -> None:
    if not _at_work.is_set():
        os._exit(1)
    signal.signal(number, signal.SIG_IGN)
    raise _Ended


def _outlive_nobody() -> None:
    """Ends this process once its parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
            threading.Event().wait(SECONDS)
        os._exit(1)
