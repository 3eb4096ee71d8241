"""The Open XML SDK finds no error in any deck."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.office.conftest import NAMES

pytestmark = pytest.mark.office
VALIDATOR = os.environ.get("KAMDECK_VALIDATOR", "ooxml-validator")
"""A validator that is not there fails the tests: what is not validated is not known to be valid."""


@pytest.mark.parametrize("name", NAMES)
def test_the_open_xml_sdk_finds_no_error(name: str, decks: dict[str, Path]):
    done = subprocess.run([VALIDATOR, str(decks[name])], capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert answer["ok"], "\n".join(map(str, answer["errors"][:20]))
    assert not answer["errors"]
    assert not done.returncode


def test_the_validator_refuses_a_broken_deck(decks: dict[str, Path], tmp_path: Path):
    blob = decks["empty-en"].read_bytes()
    (tmp_path / "broken.pptx").write_bytes(blob[: len(blob) // 2])
    done = subprocess.run([VALIDATOR, str(tmp_path / "broken.pptx")], capture_output=True, text=True, check=False)
    assert done.returncode or not json.loads(done.stdout)["ok"]
