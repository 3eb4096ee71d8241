"""A command that a signal stops: its exit code, its one line, and nothing that it leaves behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kamdeck.batch import processes
from tests.batch.batch_folder import Office
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
    pytest.mark.skipif(os.name == "nt", reason="signals are another thing there"),
]


def started(words: list[str], folder: Path) -> "subprocess.Popen[str]":
    """A command in a group of its own, as a shell starts it, with a temporary folder of its own."""
    (folder / "tmp").mkdir()
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")},
        # A shell that runs the tests in the background has its children ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def until(told: object, running: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 60
    while not told() and running.poll() is None and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.01)
    assert running.poll() is None


def gone_at_last(workers: list[int]) -> None:
    """Python's own process for locks ends by itself, a moment after the others."""
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, workers))


@pytest.mark.parametrize("everybody", [False, True], ids=["parent", "group"])
@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_batch_ends_with_its_workers_and_says_so_in_a_line(office: Office, name: str, code: int, everybody: bool):
    for number in range(24):
        office.plan(f"a{number:02}")
    running = started(["-m", "kamdeck", "batch", "plans", "--jobs", "2", "--only", "review"], office.folder)
    until(lambda: len(list(office.output.glob("*/*.pptx"))) >= 3, running)
    workers = children(running.pid)
    (os.killpg if everybody else os.kill)(running.pid, getattr(signal, name))
    _, said = running.communicate(timeout=60)
    lines = [line for line in said.splitlines() if line and "/24" not in line]
    assert (running.returncode, lines) == (code, [STOPPED])
    assert len(workers) >= 2
    gone_at_last(workers)
    assert not [*office.output.rglob("*.part"), *(office.folder / "tmp").iterdir()]


@pytest.mark.parametrize("name", [name for name, _ in SIGNALS])
def test_a_batch_that_is_stopped_while_its_workers_start_is_as_silent(office: Office, name: str):
    office.plan("acme")
    running = started(["-m", "kamdeck", "batch", "plans", "--jobs", "2"], office.folder)
    until(lambda: len(children(running.pid)) >= 2, running)
    os.killpg(running.pid, getattr(signal, name))
    _, said = running.communicate(timeout=60)
    assert said.strip() == STOPPED


@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_command_that_is_stopped_while_it_writes_leaves_nothing(tmp_path: Path, name: str, code: int):
    words = ["-c", WRITING.format(root=str(ROOT), plan=str(PLANS / "qinghe-retail.yaml"))]
    running = started(words, tmp_path)
    until((tmp_path / "here").exists, running)
    os.kill(running.pid, getattr(signal, name))
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said.strip()) == (code, STOPPED)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "tmp"]


def test_a_killed_batch_leaves_no_warning_of_its_locks(office: Office):
    for number in range(8):
        office.plan(f"a{number:02}")
    running = started(["-m", "kamdeck", "batch", "plans", "--jobs", "2", "--only", "review"], office.folder)
    until(lambda: len(list(office.output.glob("*/*.pptx"))) >= 1, running)
    running.kill()
    _, said = running.communicate(timeout=60)
    assert [line for line in said.splitlines() if line and "/8" not in line] == []


def ended(mark: tuple[int, str]) -> int:
    """Does its work, but ends its own process once, as an operator would."""
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
        done = {each.thing[0]: each for each in pool.each(ended, [(number, str(tmp_path)) for number in range(6)])}
    assert {number: each.result for number, each in done.items()} == {number: number for number in range(6)}
    assert [path.name for path in tmp_path.iterdir()] == ["once"]
