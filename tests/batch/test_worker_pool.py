"""How many tasks of a worker pool wait at a time, and what happens when a worker dies."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kamdeck.batch import WorkerPool, available, processes
from tests.batch.batch_folder import InlineExecutor


def half(number: int) -> float:
    return number / (number - 3) / 2


def work_or_die(mark: tuple[int, str]) -> int:
    """Return a number; the process that gets number 2 dies, and the executor ends its other workers with it."""
    number, folder = mark
    Path(folder, f"{number}-{time.monotonic_ns()}").touch()
    if number == 2:
        os._exit(9)
    return number


def test_each_task_returns_its_result_or_its_error():
    done = list(WorkerPool(InlineExecutor, lambda: 1).map_unordered(half, range(5)))
    assert {each.item: each.result for each in done if not each.error} == {0: 0, 1: -0.25, 2: -1, 4: 2}
    assert [(each.item, type(each.error)) for each in done if each.error] == [(3, ZeroDivisionError)]


@pytest.mark.parametrize("worker_count", [1, 3])
def test_only_a_few_tasks_wait_at_a_time(worker_count: int):
    taken = 0

    def supply() -> Iterator[int]:
        nonlocal taken
        for number in range(50):
            taken = number + 1
            yield number

    with WorkerPool(lambda: ThreadPoolExecutor(worker_count), lambda: worker_count) as pool:
        for count, _ in enumerate(pool.map_unordered(str, supply())):
            assert taken - count <= 2 * worker_count + worker_count
    assert taken == 50


def test_no_executor_is_opened_without_tasks():
    assert list(WorkerPool(lambda: pytest.fail("opened"), lambda: 1).map_unordered(half, [])) == []


@pytest.mark.long
def test_a_dying_worker_costs_only_the_task_that_killed_it(tmp_path: Path):
    items = [(number, str(tmp_path)) for number in range(6)]
    with processes(2) as pool:
        done = {each.item[0]: each for each in pool.map_unordered(work_or_die, items)}
    assert sorted(done) == [0, 1, 2, 3, 4, 5]
    assert [number for number, each in done.items() if each.error] == [2]
    assert "died" in str(done[2].error)
    assert all(done[number].result == number for number in (0, 1, 3, 4, 5))


def test_only_the_cores_that_the_process_may_use_are_counted():
    assert 1 <= available() <= (os.cpu_count() or 1)


def test_windows_gets_at_most_as_many_processes_as_it_can_wait_for(monkeypatch: pytest.MonkeyPatch):
    assert processes(99).worker_count() == 99
    with monkeypatch.context() as windows:
        windows.setattr("os.name", "nt")
        worker_counts = [processes(count).worker_count() for count in (4, 99)]
    assert worker_counts == [4, 61]
