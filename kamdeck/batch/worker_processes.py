"""The processes of a batch on this machine: started unheard, and ended with whatever they were writing removed."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from kamdeck.worker_lifetime import CLEANUP_SECONDS, STOP_SIGNALS, prepare_worker, run_task

Result = TypeVar("Result")
QUIET = "ignore:resource_tracker:UserWarning"


class WorkerProcesses(ProcessPoolExecutor):
    """Processes of this machine, each of which starts anew and ends with this one."""

    def __init__(self, count: int) -> None:
        # Spawned everywhere: the same on every system, and safe where the caller has threads.
        with _unheard(), _without_warnings_of_the_tracker():
            super().__init__(count, multiprocessing.get_context("spawn"), initializer=prepare_worker)
        self._count = count
        self._started: set[BaseProcess] = set()

    def submit(self, task: Callable[..., Result], /, *arguments: Any, **named: Any) -> "Future[Result]":
        """Does a task in one of the processes, which are started as they are needed."""
        if len(self._started) == self._count:
            return super().submit(run_task, task, *arguments, **named)
        before = set(multiprocessing.active_children())
        with _unheard():
            future = super().submit(run_task, task, *arguments, **named)
        self._started |= set(multiprocessing.active_children()) - before
        return future

    def stop(self) -> None:
        """Ends every process, though a task is not done; what it was writing is removed."""
        self.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.terminate()
        for process in self._started:
            process.join(CLEANUP_SECONDS)
            if process.is_alive():
                process.kill()
        self.shutdown()


@contextmanager
def _unheard() -> Iterator[None]:
    """Processes and threads that are started meanwhile hear no signal: a process only once it has settled in.

    Otherwise one that is still importing would end with a traceback. A signal to this process waits until then.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_warnings_of_the_tracker() -> Iterator[None]:
    """Python's own process that removes the locks of a killed one is started meanwhile, and says nothing of that."""
    sys.warnoptions.append(QUIET)
    try:
        yield
    finally:
        sys.warnoptions.remove(QUIET)
