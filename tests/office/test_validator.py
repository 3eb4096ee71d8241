"""The Open XML SDK finds no error in any deck."""

from pathlib import Path

import pytest

from tests.office.conftest import NAMES
from tests.validator import errors_in

pytestmark = pytest.mark.office


@pytest.mark.parametrize("name", NAMES)
def test_the_open_xml_sdk_finds_no_error(name: str, decks: dict[str, Path]):
    assert errors_in(decks[name]) == []


def test_the_validator_refuses_a_broken_deck(decks: dict[str, Path], tmp_path: Path):
    blob = decks["empty-en"].read_bytes()
    (tmp_path / "broken.pptx").write_bytes(blob[: len(blob) // 2])
    assert errors_in(tmp_path / "broken.pptx")
