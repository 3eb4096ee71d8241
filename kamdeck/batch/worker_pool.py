"""Applies a function to many inputs in an executor of `concurrent.futures`, and survives workers that die.

The executor may use processes of this machine or of a cluster.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import field
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

from kamdeck.batch.worker_processes import WorkerProcesses
from kamdeck.dataclass import dataclass
from kamdeck.problems import problem

Item = TypeVar("Item")
Result = TypeVar("Result")
# `Executor.map` of the standard library submits all inputs at once, and its first error ends it.
AHEAD = 2
"""Tasks submitted per worker: enough to keep workers busy, and few enough to keep memory use constant."""
MOST_ON_WINDOWS = 61
"""The most processes that Windows can wait for at once; `ProcessPoolExecutor` raises ValueError for more."""


@dataclass(frozen=True)
class TaskOutcome(Generic[Item, Result]):
    """An input with the function's result, or with the exception that it raised."""

    item: Item
    result: Result | None = None
    error: BaseException | None = None


@dataclass
class WorkerPool:
    """A pool of workers.

    Args:
        start_executor: Starts an executor; called again after a worker has died.
        worker_count: Returns the number of workers, which may change while the pool is in use.
    """

    start_executor: Callable[[], Executor]
    worker_count: Callable[[], int]
    _executor: Executor | None = field(default=None, init=False)

    def map_unordered(
        self, task: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[TaskOutcome[Item, Result]]:
        """The outcome for each input, in order of completion. Inputs are consumed as workers become free.

        An input whose task kills its worker has an error as its outcome; the other inputs are not affected.
        """
        supply = iter(items)
        waiting: dict[Future[Result], Item] = {}
        while True:
            lost = []
            for item in islice(supply, max(0, AHEAD * max(1, self.worker_count()) - len(waiting))):
                try:
                    waiting[self._running_executor().submit(task, item)] = item
                except BrokenExecutor:
                    lost.append(item)
            if not waiting and not lost:
                return
            finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                done = _done(waiting.pop(future), future)
                if isinstance(done.error, BrokenExecutor):
                    lost.append(done.item)
                else:
                    yield done
                # A future holds its result; without this, the last one would be kept until the next task is finished.
                del future, done
            # A broken executor finishes no further task, so that those still waiting are lost as well.
            if lost:
                lost += waiting.values()
                waiting.clear()
                yield from self._one_by_one(task, lost)

    def _one_by_one(self, task: Callable[[Item], Result], items: list[Item]) -> Iterator[TaskOutcome[Item, Result]]:
        """Repeats tasks one at a time after a worker has died, to find the one that kills it.

        When a worker dies, the executor breaks and loses the tasks of all workers.
        """
        for item in items:
            self._dismiss()
            done = _done(item, future := self._running_executor().submit(task, item))
            if isinstance(done.error, BrokenExecutor):
                self._dismiss()
                done = TaskOutcome(
                    item, error=problem("the process that worked on this plan died, perhaps for lack of memory")
                )
            yield done
            del future

    def _running_executor(self) -> Executor:
        if self._executor is None:
            self._executor = self.start_executor()
        return self._executor

    def _dismiss(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._executor is not None:
            # Other executors, such as Dask's, have no method that ends running tasks.
            if kind and isinstance(self._executor, WorkerProcesses):
                self._executor.stop()
            self._executor.shutdown(wait=kind is None)


def _done(item: Item, future: "Future[Result]") -> TaskOutcome[Item, Result]:
    try:
        return TaskOutcome(item, future.result())
    except Exception as error:
        return TaskOutcome(item, error=error)


def available() -> int:
    """The number of cores that this process may use."""
    # A container or `taskset` may allow fewer cores than the machine has. macOS and Windows cannot tell.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(count: int) -> WorkerPool:
    """A pool of `count` processes on this machine."""
    if os.name == "nt":
        count = min(count, MOST_ON_WINDOWS)
    return WorkerPool(lambda: WorkerProcesses(count), lambda: count)
