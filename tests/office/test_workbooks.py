"""The Open XML SDK finds no error in any workbook of a plan."""

from pathlib import Path

import pytest

from kamdeck.plan_io.new_plan import new_plan
from kamdeck.plan_io.save import save
from tests.example_decks import EVERY_EXAMPLE, plan_of
from tests.validator import errors_in

pytestmark = pytest.mark.office


def assert_valid(path: Path, blob: bytes) -> None:
    path.write_bytes(blob)
    assert errors_in(path) == []


@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_a_new_plans_workbook_is_valid(tmp_path: Path, language: str):
    assert_valid(tmp_path / "acme.xlsx", new_plan("acme", tmp_path / "acme.xlsx", language))


@pytest.mark.parametrize(("name", "language"), EVERY_EXAMPLE)
def test_an_examples_workbook_is_valid(tmp_path: Path, name: str, language: str):
    assert_valid(tmp_path / "plan.xlsx", save(plan_of(name), tmp_path / "plan.xlsx", language))
