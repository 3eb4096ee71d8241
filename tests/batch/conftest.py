"""A folder to render plans in."""

from pathlib import Path

import pytest

from tests.batch.batch_folder import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path)
