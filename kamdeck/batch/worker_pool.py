"""Applies a function to many inputs in an executor of `concurrent.futures`, and survives workers that die.

The executor may use processes of this machine or of a cluster.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

from kamdeck.batch.worker_processes import WorkerProcesses
from kamdeck.problems import problem

Thing = TypeVar("Thing")
Result = TypeVar("Result")
AHEAD = 2
"""Tasks submitted per worker: enough to keep workers busy, and few enough to keep memory use constant."""
MOST_ON_WINDOWS = 61
"""The most processes that Windows can wait for at once."""


@dataclass(frozen=True)
class TaskOutcome(Generic[Thing, Result]):
    """An input with the function's result, or with the exception that it raised."""

    thing: Thing
    result: Result | None = None
    error: BaseException | None = None


@dataclass
class WorkerPool:
    """A pool of workers; `hire` starts an executor, `width` returns its number of workers."""

    hire: Callable[[], Executor]
    width: Callable[[], int]
    _executor: Executor | None = field(default=None, init=False)

    def each(self, task: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[TaskOutcome[Thing, Result]]:
        """The outcome for each input, in order of completion. Inputs are consumed as workers become free."""
        supply = iter(things)
        waiting: dict[Future[Result], Thing] = {}
        while True:
            lost = []
            for thing in islice(supply, max(0, AHEAD * max(1, self.width()) - len(waiting))):
                try:
                    waiting[self._running_executor().submit(task, thing)] = thing
                except BrokenExecutor:
                    lost.append(thing)
            if not waiting and not lost:
                return
            finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                done = _done(waiting.pop(future), future)
                if isinstance(done.error, BrokenExecutor):
                    lost.append(done.thing)
                else:
                    yield done
                del future, done
            if lost:
                lost += waiting.values()
                waiting.clear()
                yield from self._one_by_one(task, lost)

    def _one_by_one(self, task: Callable[[Thing], Result], things: list[Thing]) -> Iterator[TaskOutcome[Thing, Result]]:
        """Repeats tasks one at a time after a worker has died, to find the one that kills it.

        When a worker dies, the executor breaks and loses the tasks of all workers.
        """
        for thing in things:
            self._dismiss()
            done = _done(thing, future := self._running_executor().submit(task, thing))
            if isinstance(done.error, BrokenExecutor):
                self._dismiss()
                done = TaskOutcome(
                    thing, error=problem("the process that worked on this plan died, perhaps for lack of memory")
                )
            yield done
            del future

    def _running_executor(self) -> Executor:
        if self._executor is None:
            self._executor = self.hire()
        return self._executor

    def _dismiss(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._executor is not None:
            if kind and isinstance(self._executor, WorkerProcesses):
                self._executor.stop()
            self._executor.shutdown(wait=kind is None)


def _done(thing: Thing, future: "Future[Result]") -> TaskOutcome[Thing, Result]:
    try:
        return TaskOutcome(thing, future.result())
    except Exception as error:
        return TaskOutcome(thing, error=error)


def available() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(count: int) -> WorkerPool:
    """A pool of `count` processes on this machine."""
    if os.name == "nt":
        count = min(count, MOST_ON_WINDOWS)
    return WorkerPool(lambda: WorkerProcesses(count), lambda: count)
