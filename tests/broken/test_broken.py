"""Some 250 broken inputs: each gives exactly the recorded message, with place, fault and fix."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from kamdeck.cli.program import MODULES
from tests.batch.batch_folder import inline_backend
from tests.broken.binary_cases import BINARY_CASES
from tests.broken.text_cases import TextCase, run_command, write_files
from tests.broken.workbook_cases import WORKBOOK_CASES

FILES = sorted((Path(__file__).parent / "cases").glob("*.case"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KAMDECK_DEBUG", raising=False)
    monkeypatch.setattr("kamdeck.cli.batch._backend", lambda jobs, address: nullcontext(inline_backend()))
    return tmp_path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_input_gives_this_message(path: Path, folder: Path, request: pytest.FixtureRequest):
    case = TextCase.read(path.read_text("utf-8"))
    write_files(case.files, folder)
    words, code = run_command(case.command, folder)
    if request.config.getoption("--accept"):
        path.write_text(case.written(words, code), "utf-8")
        return
    assert (words, code) == (case.says, case.code)
    assert code in (1, 2)


@pytest.mark.parametrize("name", BINARY_CASES)
def test_a_broken_file_gives_this_message(name: str, folder: Path):
    case = BINARY_CASES[name]
    case.build(folder)
    words, code = run_command(case.command, folder)
    assert case.says in words
    assert code == 1


def test_there_are_enough_cases():
    assert len(FILES) + len(BINARY_CASES) >= 250
    assert len(WORKBOOK_CASES) >= 40


def test_every_command_has_cases():
    commands = {TextCase.read(path.read_text("utf-8")).command[0] for path in FILES}
    assert set(MODULES) - {"schema"} <= commands, "schema takes no input"


def test_no_message_shows_internals_of_the_program():
    for path in FILES:
        words = TextCase.read(path.read_text("utf-8")).says
        for inner in ("Traceback", "object at 0x", "NoneType", "Errno", "pydantic", "ValidationError", "<class"):
            assert inner not in words, path.stem
