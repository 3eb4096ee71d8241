"""Slopes of figures keep names, values and changes apart, in narrow columns as in wide ones."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.plan_io import load
from tests.drawn import faults
from tests.example_decks import PLANS
from tests.layouts import lower_block

LINES = "figure_slopes: {rows: changes.key_figures, title: topic.figure_changes}"


@pytest.mark.parametrize("language", ["zh+en", "de"])
@pytest.mark.parametrize("height", [300.0, 400.0])
@pytest.mark.parametrize("width", [110.0, 130.0, 166.0, 210.0, 280.0, 420.0, 860.0])
def test_names_and_values_do_not_lie_on_each_other(tmp_path: Path, width: float, height: float, language: str):
    region = Region(width, height)
    flows = lower_block(tmp_path, LINES, load(PLANS / "huaxing-bank.yaml"), language, region)
    assert not list(faults(flows, region))
