"""The fixture of a folder to render plans in."""

from pathlib import Path

import pytest

from tests.batch.batch_folder import BatchFolder


@pytest.fixture
def batch_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BatchFolder:
    monkeypatch.chdir(tmp_path)
    return BatchFolder(tmp_path)
