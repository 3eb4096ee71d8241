"""Failures that no input causes: full disk, bug, Ctrl-C, closed pipe. Each gives one line and no traceback."""

import errno
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner, Result

from kamdeck.blocks.rows import MissingField
from kamdeck.cli import main, program, render_commands
from kamdeck.document import Block, LayoutBlock, Region, RenderContext
from kamdeck.flow import Flow
from kamdeck.problems import Place, Problems
from kamdeck.unshowable import UnshowableError
from tests.choices import in_ci
from tests.example_decks import PLANS, ROOT

SMALL_PLAN = str(PLANS / "qinghe-retail.yaml")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "KAMDECK_DEBUG": ""}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch):
    """Runs a command in which loading the plan raises this error."""

    def run(error: BaseException) -> Result:
        def raising(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(render_commands, "load", raising)
        return CliRunner().invoke(main, ["review", SMALL_PLAN])

    return run


def test_a_bug_gives_one_line_that_asks_to_report_it(failing):
    done = failing(KeyError("price"))
    assert done.exit_code == 1
    (line,) = done.output.splitlines()
    assert line.startswith("This is a bug in kamdeck ")
    assert "KeyError at test_failures.py:" in line
    assert "Please report it; KAMDECK_DEBUG=1 shows the traceback" in line


def test_the_traceback_of_a_bug_is_shown_on_request(failing, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KAMDECK_DEBUG", "1")
    assert "Traceback (most recent call last)" in failing(KeyError("price")).output


class Faulty(Block):
    """A block that raises an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        raise self.error


def lowered(error: Exception) -> None:
    block = LayoutBlock(Faulty(error), "table", Place("mine.yaml", 4, 9))
    block.lower(Region(1, 1), cast(RenderContext, None))


@pytest.mark.parametrize(
    "error", [TypeError("no"), ValueError("no"), AttributeError("no"), KeyError("no"), IndexError()]
)
def test_a_bug_in_a_block_is_not_blamed_on_the_layout(failing, error: Exception, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(type(error)):
        lowered(error)
    assert failing(error).output.startswith("This is a bug in kamdeck ")
    monkeypatch.setenv("KAMDECK_DEBUG", "1")
    output = failing(error).output
    assert "Traceback (most recent call last)" in output
    assert "in the block 'table' at mine.yaml:4:9" in output


def test_a_field_that_is_missing_is_blamed_on_the_layout_at_its_line():
    with pytest.raises(Problems, match=r"^mine\.yaml:4:9: table: this mapping has no 'nmae'; did you mean 'name'\?$"):
        lowered(MissingField({"name": "Core"}, "nmae"))


def test_the_cause_of_a_problem_is_shown_on_request(failing, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Problems) as found:
        lowered(UnshowableError(None))
    assert failing(found.value).output.startswith("mine.yaml:4:9: table: something here has no value in this plan; ")
    monkeypatch.setenv("KAMDECK_DEBUG", "1")
    assert "UnshowableError: something here has no value" in failing(found.value).output


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "deck.pptx: the disk is full; free some space"),
        (errno.EACCES, "deck.pptx: you have no permission for this; ask for it"),
        (errno.EROFS, "deck.pptx: this disk is read-only; choose another place"),
        (errno.EMFILE, "deck.pptx: too many files are open at once; close"),
        (errno.ECONNRESET, "deck.pptx: Connection reset by peer; nothing was written."),
    ],
)
def test_an_error_of_the_operating_system_is_reported_with_a_fix(failing, number: int, message: str):
    done = failing(OSError(number, os.strerror(number), "deck.pptx"))
    assert done.exit_code == 1
    assert done.output.startswith(message)
    assert len(done.output.splitlines()) == 1


@pytest.mark.parametrize(("error", "message"), [(MemoryError(), "Out of memory"), (RecursionError(), "a bug")])
def test_running_out_of_memory_or_stack_gives_one_line(failing, error: Exception, message: str):
    assert message in failing(error).output


def test_ctrl_c_exits_with_130_and_one_line(failing):
    done = failing(KeyboardInterrupt())
    assert done.exit_code == 130
    assert done.output.strip() == "Stopped; no file was left half written."


@pytest.mark.parametrize("words", [["review", SMALL_PLAN], ["batch", "--help"]])
def test_ctrl_c_while_a_command_is_imported_exits_with_130_and_one_line(
    words: list[str], monkeypatch: pytest.MonkeyPatch
):
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "import_module", interrupted)
    monkeypatch.setattr(main, "commands", {})
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.output.strip()) == (130, "Stopped; no file was left half written.")


@pytest.mark.parametrize("module", ["kamdeck.cli", "click", "kamdeck.cli.blocks", "kamdeck.reference"])
def test_ctrl_c_while_any_module_is_imported_exits_with_130_and_one_line(module: str):
    """For both entry points: `python -m kamdeck` and the console script."""
    finder = f"""
import runpy, sys
class Interrupted:
    def find_spec(self, name, *rest):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
sys.argv = ["kamdeck", "blocks"]
"""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    home, _, function = scripts["kamdeck"].partition(":")
    for way in ("runpy.run_module('kamdeck', run_name='__main__')", f"from {home} import {function}; {function}()"):
        words = [sys.executable, "-c", finder + way]
        done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stderr.strip()) == (130, "Stopped; no file was left half written."), way


def command(*arguments: str, **how: object) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "kamdeck", *arguments]
    return subprocess.Popen(words, stderr=subprocess.PIPE, env=ENVIRONMENT, **how)  # type: ignore[call-overload]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_real_interrupt_exits_with_130():
    code = "import sys, kamdeck.cli.render_commands as r; r.load = lambda *_: (print('here', flush=True), sys.stdin.read())\n"
    # A shell that runs the tests in the background has its children ignore the signal.
    code += "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += f"from kamdeck.cli import main; main(['review', {SMALL_PLAN!r}], prog_name='kamdeck')"
    running = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert running.stdout
    assert running.stdout.readline() == b"here\n"
    running.send_signal(signal.SIGINT)
    _, message = running.communicate(timeout=60)
    assert (running.returncode, message.decode().strip()) == (130, "Stopped; no file was left half written.")


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes")
def test_a_closed_pipe_gives_no_error_message():
    reader, writer = os.pipe()
    os.close(reader)
    running = command("blocks", stdout=writer)
    os.close(writer)
    _, message = running.communicate(timeout=60)
    assert message == b""
    assert running.returncode in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_that_receives_the_output_is_reported():
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        running = command("blocks", stdout=full)
    _, message = running.communicate(timeout=60)
    assert (running.returncode, message.decode().splitlines()[0][:17]) == (1, "the disk is full;")


def test_characters_that_a_terminal_cannot_show_are_escaped(tmp_path: Path):
    (tmp_path / "银行.yaml").write_text("period: 2026-Q4\naccount: {id: a, name: A}\nprofil: 1\n", "utf-8")
    words = [sys.executable, "-m", "kamdeck", "review", "银行.yaml"]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(rb"\u94f6\u884c.yaml:3:1: 'profil' is not a field of a plan")


@pytest.mark.parametrize(
    "command", [("review",), ("check",), *in_ci([(("batch", "--only", "review", "--jobs", "1"),)])]
)
def test_the_traceback_of_a_problem_is_shown_on_request_by_every_command(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def printed() -> str:
        done = CliRunner().invoke(main, [*command, "plan.yaml"])
        assert done.exit_code == 1
        # The worker process of a batch writes to the file that this process calls 2, and not to its `sys.stderr`.
        return done.stderr + capfd.readouterr().err

    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text("period: 2026-Q4\naccount: {id: a, name: A, tier: gold}\n", "utf-8")
    monkeypatch.setenv("KAMDECK_DEBUG", "1")
    output = printed()
    assert "Traceback (most recent call last)" in output
    assert "'gold' is not a tier" in output
    monkeypatch.setenv("KAMDECK_DEBUG", "")
    assert "Traceback" not in printed()
