"""`kamdeck batch`: its arguments, output, exit codes and report in JSON."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamdeck.cli import main
from tests.batch.batch_folder import BatchFolder, inline_processes
from tests.batch.test_batch import ACME, BETA
from tests.example_decks import ROOT


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["batch", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


@pytest.mark.long
def test_one_job_and_many_jobs_write_the_same_files_and_a_log_line_for_each_account(batch_folder: BatchFolder):
    for name in ("acme", "beta", "gamma"):
        batch_folder.plan(name)
    written = []
    for jobs in (1, 2):
        done = run("--jobs", jobs, "-o", f"out{jobs}", "--layout", batch_folder.layout)
        assert done.exit_code == 0
        assert re.search(r"(?m)^3/3  \w+: review written \(1 slide\), profile written$", done.stderr)
        assert "3 accounts: 6 documents written" in done.stdout
        folder = batch_folder.folder / f"out{jobs}"
        files = [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
        written.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert len(written[0]) == 8


def test_problems_are_printed_last_and_the_exit_code_is_1(batch_folder: BatchFolder):
    batch_folder.plan("acme", "deals: [{id: d, stage: sold}]")
    batch_folder.plan("beta")
    done = run("plans", "--jobs", 1, "--layout", batch_folder.layout, "--only", "review")
    assert done.exit_code == 1
    assert "acme.yaml:4:24" in done.stderr
    assert done.stderr.rstrip().endswith("1 problem; everything else was written.")
    assert (batch_folder.output / BETA).is_file()
    assert not (batch_folder.output / ACME).exists()


def test_with_json_nothing_but_the_report_is_printed(batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kamdeck.cli.batch.processes", inline_processes)
    batch_folder.plan("acme")
    answer = json.loads(run("plans", "--jobs", 1, "--layout", batch_folder.layout, "--json").stdout)
    assert answer["accounts"][0]["documents"][0]["file"] == ACME


def test_a_json_report_is_printed_even_if_no_plan_could_be_rendered(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.write("plans/kamdeck.yaml", "langauge: en\n")
    for arguments, message in ((["nowhere"], "no such file"), (["plans"], "not a setting")):
        done = run(*arguments, "--jobs", 1, "--json")
        answer = json.loads(done.stdout)
        assert done.exit_code == 1
        assert message in answer["problems"][0]["message"]
        assert not answer["accounts"]
    assert answer["problems"][0]["line"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], 1),
        (["plans", "--top", "0"], 2),
        (["plans", "--tier", "gold"], 2),
        (["plans", "--by", "pipeline"], 2),
        (["plans", "--only", "review", "--layout", "nowhere.yaml"], 1),
        (["plans", "--top", "1", "--by", "nothing"], 2),
        (["plans", "--cluster", "tcp://127.0.0.1:1"], 1),
        (["plans", "--cluster", "nonsense://"], 1),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_reported(
    batch_folder: BatchFolder, arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kamdeck.batch.dask_backend.SECONDS", 1)
    batch_folder.plan("acme", "deals: 3" if "--top" in arguments else "")
    done = run("--jobs", 1, *arguments)
    assert done.exit_code == code
    assert len(done.output.split()) > 4
    assert not list(batch_folder.output.glob("*/*"))


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_batch_that_is_killed_leaves_whole_files_and_no_worker_behind(batch_folder: BatchFolder):
    for number in range(24):
        batch_folder.plan(f"a{number:02}")
    command = [sys.executable, "-m", "kamdeck", "batch", "plans", "--jobs", "2", "--only", "review"]
    running = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(batch_folder.output.glob("*/*.pptx"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = children(running.pid)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert len(workers) >= 2
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(alive, workers))
    done = run("plans", "--jobs", 2, "--only", "review", "--json")
    states = [document["state"] for each in json.loads(done.stdout)["accounts"] for document in each["documents"]]
    assert len(states) == 24
    assert 3 <= states.count("unchanged") + 2 < 26
    assert not list(batch_folder.output.rglob("*.part"))


def children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
