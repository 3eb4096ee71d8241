"""A command that is stopped by a signal: its exit code, its message, and no files or processes left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kamdeck.batch import processes
from kamdeck.batch.worker_processes import WorkerProcesses
from tests.batch.batch_folder import BatchFolder
from tests.batch.test_command import alive, children
from tests.example_decks import PLANS, ROOT

STOPPED = "Stopped; no file was left half written."
SIGNALS = [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)]
WRITING = """
import pathlib, sys, time
sys.path.insert(0, {root!r})
import kamdeck.pdf, kamdeck.ooxml.package as package
package.os.fsync = lambda _: (pathlib.Path('here').touch(), time.sleep(60))
import kamdeck.__main__ as program
sys.argv = ['kamdeck', 'review', {plan!r}, '-o', 'mine.pptx']
program.run()
"""
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="Windows has other signals"),
]


def start(words: list[str], folder: Path) -> "subprocess.Popen[str]":
    """Start a command in its own process group, as a shell does, with its own temporary folder."""
    (folder / "tmp").mkdir()
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")},
        preexec_fn=heed_signals,
    )


def heed_signals() -> None:
    """Undo that children of a shell ignore signals: of one in the background SIGINT, with `nohup` SIGHUP."""
    for name in ("SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def wait_until(happened: object, running: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 60
    while not happened() and running.poll() is None and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.01)
    assert running.poll() is None


def assert_all_end(workers: list[int]) -> None:
    """Wait until these processes have ended; Python's own resource tracker ends a moment after the others."""
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, workers))


@pytest.mark.parametrize("everybody", [False, True], ids=["parent", "group"])
@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_stopped_batch_ends_its_workers_and_prints_one_line(
    batch_folder: BatchFolder, name: str, code: int, everybody: bool
):
    for number in range(24):
        batch_folder.plan(f"a{number:02}")
    running = start(["-m", "kamdeck", "batch", "plans", "--jobs", "2", "--only", "review"], batch_folder.folder)
    wait_until(lambda: len(list(batch_folder.output.glob("*/*.pptx"))) >= 3, running)
    workers = children(running.pid)
    (os.killpg if everybody else os.kill)(running.pid, getattr(signal, name))
    _, errors = running.communicate(timeout=60)
    lines = [line for line in errors.splitlines() if line and "/24" not in line]
    assert (running.returncode, lines) == (code, [STOPPED])
    assert len(workers) >= 2
    assert_all_end(workers)
    assert not [*batch_folder.output.rglob("*.part"), *(batch_folder.folder / "tmp").iterdir()]


@pytest.mark.parametrize("name", [name for name, _ in SIGNALS])
def test_a_batch_that_is_stopped_while_its_workers_start_prints_one_line(batch_folder: BatchFolder, name: str):
    batch_folder.plan("acme")
    running = start(["-m", "kamdeck", "batch", "plans", "--jobs", "2"], batch_folder.folder)
    wait_until(lambda: len(children(running.pid)) >= 2, running)
    os.killpg(running.pid, getattr(signal, name))
    _, errors = running.communicate(timeout=60)
    assert errors.strip() == STOPPED


@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_command_that_is_stopped_while_it_writes_leaves_nothing(tmp_path: Path, name: str, code: int):
    words = ["-c", WRITING.format(root=str(ROOT), plan=str(PLANS / "qinghe-retail.yaml"))]
    running = start(words, tmp_path)
    wait_until((tmp_path / "here").exists, running)
    os.kill(running.pid, getattr(signal, name))
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors.strip()) == (code, STOPPED)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "tmp"]


def test_a_killed_batch_prints_no_warning_about_leaked_locks(batch_folder: BatchFolder):
    for number in range(8):
        batch_folder.plan(f"a{number:02}")
    running = start(["-m", "kamdeck", "batch", "plans", "--jobs", "2", "--only", "review"], batch_folder.folder)
    wait_until(lambda: len(list(batch_folder.output.glob("*/*.pptx"))) >= 1, running)
    running.kill()
    _, errors = running.communicate(timeout=60)
    assert [line for line in errors.splitlines() if line and "/8" not in line] == []


def test_a_stopped_pool_leaves_no_thread_that_python_would_wake_up_at_its_end():
    before = set(threading.enumerate())
    for _ in range(5):
        pool = WorkerProcesses(2)
        futures = [pool.submit(time.sleep, 60) for _ in range(4)]
        pool.stop()
        assert set(threading.enumerate()) == before
        assert all(future.cancelled() or future.exception() for future in futures)


def work_or_end_own_process(mark: tuple[int, str]) -> int:
    """Return a number; one call terminates its own process once, as an operator would."""
    number, folder = mark
    part = Path(folder, f"{number}.part")
    part.touch()
    try:
        if number == 2 and not Path(folder, "once").exists():
            Path(folder, "once").touch()
            os.kill(os.getpid(), signal.SIGTERM)
        return number
    finally:
        part.unlink()


def test_a_worker_that_is_terminated_cleans_up_and_its_job_is_repeated_by_another(tmp_path: Path):
    with processes(2) as pool:
        done = {
            each.item[0]: each
            for each in pool.map_unordered(work_or_end_own_process, [(number, str(tmp_path)) for number in range(6)])
        }
    assert {number: each.result for number, each in done.items()} == {number: number for number in range(6)}
    assert [path.name for path in tmp_path.iterdir()] == ["once"]
