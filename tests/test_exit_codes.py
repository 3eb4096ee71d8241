"""A command ends with its exit code, after what others do at its end and after its output was written."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.example_decks import ROOT

PROGRAM = """
import atexit, sys
from kamdeck.exit_codes import QuickEnd
class Freed:
    def __del__(self): print("freed")
kept = Freed()
end = QuickEnd()
atexit.register(print, "at exit")
print("written", end=" ")
try:
    sys.exit({code})
except SystemExit as done:
    end.with_code(done.code)
    raise
"""


def ended(program: str, *options: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, *options, "-c", program]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("code", "number"), [("", 0), ("0", 0), ("3", 3), ("True", 1)])
def test_a_process_ends_with_its_code_after_what_others_do_at_its_end_and_frees_nothing(code: str, number: int):
    done = ended(PROGRAM.format(code=code))
    assert (done.returncode, done.stdout, done.stderr) == (number, "written at exit\n", "")


def test_a_text_instead_of_a_code_is_printed():
    done = ended(PROGRAM.format(code="'no code'"))
    assert (done.returncode, done.stdout, done.stderr) == (1, "written at exit\nfreed\n", "no code\n")


def test_a_process_that_is_measured_ends_as_usual():
    program = "import atexit, sys; sys.setprofile(lambda *_: None); atexit.register(print, 'measured')\n"
    assert ended(program + PROGRAM.format(code="0")).stdout.startswith("written at exit\nmeasured\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_output_that_cannot_be_written_at_the_end_is_reported():
    program = "import sys; sys.stdout = open('/dev/full', 'w')\n" + PROGRAM.format(code="0")
    assert "No space left" in ended(program).stderr
