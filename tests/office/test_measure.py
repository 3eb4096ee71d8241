"""LibreOffice lays every text out inside its frame, every table at its height, nothing over anything else."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.office.conftest import NAMES

pytestmark = pytest.mark.office
PYTHON = "/usr/bin/python3"
"""The interpreter that LibreOffice's bridge belongs to."""
MEASURE = Path(__file__).parent / "measure.py"


@pytest.fixture(scope="session")
def measured(decks: dict[str, Path]) -> dict[str, list[dict[str, Any]]]:
    command = [PYTHON, str(MEASURE), *map(str, decks.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    found = json.loads(done.stdout)
    return {name: found[str(path)] for name, path in decks.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_text_stays_in_its_frame(name: str, measured: dict[str, list[dict[str, Any]]]):
    told = [" ".join(f"{key}={value}" for key, value in each.items()) for each in measured[name]]
    assert not told, "\n".join(told)
