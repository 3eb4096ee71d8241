"""A real Dask scheduler with two workers, one of which is killed during the batch."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kamdeck.batch import dask_backend_at
from kamdeck.batch.run import ProgressListener
from kamdeck.problems import Problems
from tests.batch.batch_folder import BatchFolder, RecordingProgress, states
from tests.example_decks import ROOT

pytestmark = pytest.mark.office
COUNT = 40
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program of the scheduler or of a worker; all of them are ended after the test."""
    running = []

    def begin(program: str, *options: str, house: Path = ROOT) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{program}",
            "--scheduler-file",
            str(tmp_path / "scheduler.json"),
        ]
        environment = {**os.environ, "PYTHONPATH": str(house), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
        with (tmp_path / f"{program}-{len(running)}.log").open("wb") as log:
            running.append(
                subprocess.Popen([*command, "--no-dashboard", *options], env=environment, stdout=log, stderr=log)
            )
        return running[-1]

    yield begin
    for each in reversed(running):
        each.kill()
        each.wait()


@pytest.fixture
def address(start: Start, tmp_path: Path) -> str:
    start("dask_scheduler", "--port", "0", "--host", "127.0.0.1")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return str(json.loads((tmp_path / "scheduler.json").read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")


def wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


class WorkerKiller(RecordingProgress):
    """Kills a worker after five accounts."""

    def __init__(self, worker: "subprocess.Popen[bytes]") -> None:
        super().__init__()
        self.worker = worker

    def done(self, line: str) -> None:
        super().done(line)
        if len(self.lines) == 5:
            self.worker.kill()


def test_every_account_is_written_once_though_a_worker_is_killed(batch_folder: BatchFolder, address: str, start: Start):
    from kamdeck.batch import batch

    for number in range(COUNT):
        batch_folder.plan(f"a{number:02}")
    _, victim = (start("dask_worker", "--no-nanny", "--nthreads", "1") for _ in range(2))
    wait_for(address, 2)
    progress: ProgressListener = WorkerKiller(victim)
    with dask_backend_at(address) as backend:
        report = batch(batch_folder.request, backend, progress)
    assert victim.wait(10) < 0
    assert not report.every
    assert list(states(report).values()) == ["written"] * COUNT
    assert len(progress.lines) == len(set(progress.lines)) == COUNT
    written = {path: path.read_bytes() for path in batch_folder.output.glob("*/*.pptx")}
    assert len(written) == COUNT
    batch_folder.batch(force=True)
    assert {path: path.read_bytes() for path in written} == written


def test_a_worker_of_another_version_is_refused(batch_folder: BatchFolder, address: str, start: Start, tmp_path: Path):
    other = tmp_path / "other" / "kamdeck"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text('__version__ = "0.0.1"\n')
    batch_folder.plan("acme")
    start("dask_worker", "--no-nanny", "--nthreads", "1", house=other.parent)
    wait_for(address, 1)
    with pytest.raises(Problems, match=r"has 0\.0\.1"), dask_backend_at(address):
        pass
