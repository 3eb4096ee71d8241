"""A function and what it is to be done with go in, one after the other; each comes back with what became of it.

Whoever does it (this machine's processes, another's) is an executor of `concurrent.futures`.
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
"""How many things wait for each worker, so that none waits for the next one; no more, so that memory stays flat."""
MOST_ON_WINDOWS = 61
"""So many processes Windows can wait for at once."""


@dataclass(frozen=True)
class TaskOutcome(Generic[Thing, Result]):
    """What became of a thing: its result, or the exception in place of it."""

    thing: Thing
    result: Result | None = None
    error: BaseException | None = None


@dataclass
class WorkerPool:
    """Workers; `hire` opens an executor, `width` tells how many work at a time."""

    hire: Callable[[], Executor]
    width: Callable[[], int]
    _executor: Executor | None = field(default=None, init=False)

    def each(self, task: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[TaskOutcome[Thing, Result]]:
        """What became of each thing, in the order in which they are done; only a few are held at a time."""
        supply = iter(things)
        waiting: dict[Future[Result], Thing] = {}
        while True:
            lost = []
            for thing in islice(supply, max(0, AHEAD * max(1, self.width()) - len(waiting))):
                try:
                    waiting[self._hired().submit(task, thing)] = thing
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
        """A worker has died, and the others with it: whatever lets it die again, alone, is what it died of."""
        for thing in things:
            self._dismiss()
            done = _done(thing, future := self._hired().submit(task, thing))
            if isinstance(done.error, BrokenExecutor):
                self._dismiss()
                done = TaskOutcome(
                    thing, error=problem("the process that worked on this plan died; it may lack memory")
                )
            yield done
            del future

    def _hired(self) -> Executor:
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
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(count: int) -> WorkerPool:
    """A crew of this machine's processes."""
    if os.name == "nt":
        count = min(count, MOST_ON_WINDOWS)
    return WorkerPool(lambda: WorkerProcesses(count), lambda: count)
