"""The fixture that runs the command in an empty folder."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamdeck.cli import main
from tests.batch.batch_folder import inline_processes


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command in an empty folder, and checks that its output contains no traceback.

    Batches run without worker processes; tests/batch/test_command.py has some.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kamdeck.cli.batch.processes", inline_processes)

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(each) for each in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        assert "Traceback" not in result.output
        return result

    return call
