"""The worker processes of a batch on this machine, which can be stopped at any time without leaving partial files."""

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
    """A process pool whose workers end together with this process."""

    def __init__(self, count: int) -> None:
        # "spawn" works the same on all systems, and forking is unsafe if the caller has threads. The price is that a
        # script must guard its own code with `if __name__ == "__main__":`, since each process imports it.
        with _signals_blocked(), _tracker_warnings_off():
            super().__init__(count, multiprocessing.get_context("spawn"), initializer=prepare_worker)
        self._count = count
        self._started: set[BaseProcess] = set()

    def submit(self, task: Callable[..., Result], /, *arguments: Any, **named: Any) -> "Future[Result]":
        """Submits a task; processes are started as they are needed."""
        # `stop` needs the processes, which ProcessPoolExecutor has in a private attribute only. So the children of this
        # process are compared before and after each submission, until all processes have been started.
        if len(self._started) == self._count:
            return super().submit(run_task, task, *arguments, **named)
        before = set(multiprocessing.active_children())
        with _signals_blocked():
            future = super().submit(run_task, task, *arguments, **named)
            self._started |= set(multiprocessing.active_children()) - before
        return future

    def stop(self) -> None:
        """Ends all processes, even in the middle of a task, and removes the files that they were writing."""
        # Running tasks cannot be cancelled: `shutdown` alone would wait for them. The end of the first process breaks
        # the pool, so that no other task begins. On Windows, `terminate` ends a process without its clean-up; the next
        # batch removes the partial files.
        for process in self._started:
            process.terminate()
        for process in self._started:
            # All were asked to end before the first is waited for, so that they clean up at the same time.
            process.join(CLEANUP_SECONDS)
            if process.is_alive():
                process.kill()
        # The pool's thread must have ended before Python does: at its end, Python writes to a pipe that the thread
        # closes, and would print a traceback. A `shutdown` that does not wait would let go of the thread.
        self.shutdown(cancel_futures=True)


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Blocks signals while processes and threads are started, which inherit the block.

    A new process unblocks them once its handlers are set; a signal during its imports would end it with a traceback.
    Signals to this process are delivered when the block ends.
    """
    # Windows has no signal masks.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _tracker_warnings_off() -> Iterator[None]:
    """Suppresses the warnings of Python's resource tracker about processes that were killed.

    The tracker is started here, and takes its warning options from this process.
    """
    # A batch that is killed cannot release its semaphores. The tracker does so, and would print a warning about it. As
    # the tracker is another process, `warnings.filterwarnings` has no effect on it: it only inherits the options.
    sys.warnoptions.append(QUIET)
    try:
        yield
    finally:
        sys.warnoptions.remove(QUIET)
