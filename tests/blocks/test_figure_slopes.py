"""Slopes of figures keep names, values and changes apart, in narrow columns as in wide ones."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.plan_io import load
from tests.drawn import faults, texts_of
from tests.example_decks import PLANS
from tests.layouts import lower_block

LINES = "figure_slopes: {rows: changes.key_figures, title: topic.figure_changes}"
COUNTED = LINES[:-1] + (
    ", counted: \"(figures.decision_makers_covered, figures.decision_makers) if row.name == 'decision_maker_coverage' "
    'else none"}'
)


@pytest.mark.parametrize("language", ["zh+en", "de"])
@pytest.mark.parametrize("height", [300.0, 400.0])
@pytest.mark.parametrize("width", [110.0, 130.0, 166.0, 210.0, 280.0, 420.0, 860.0])
def test_names_and_values_do_not_lie_on_each_other(tmp_path: Path, width: float, height: float, language: str):
    region = Region(width, height)
    flows = lower_block(tmp_path, LINES, load(PLANS / "huaxing-bank.yaml"), language, region)
    assert not list(faults(flows, region))


@pytest.mark.parametrize(("lines", "values"), [(LINES, {"50", "66.7", "%"}), (COUNTED, {"3", "4", "of 6"})])
def test_a_share_of_an_unchanged_whole_is_a_count_where_the_layout_says_so(
    tmp_path: Path, lines: str, values: set[str]
):
    flows = lower_block(tmp_path, lines, load(PLANS / "huaxing-bank.yaml"), "en", Region(300, 400))
    assert values <= set(texts_of(flows))


def test_scores_and_ratios_have_their_units(tmp_path: Path):
    flows = lower_block(tmp_path, LINES, load(PLANS / "huaxing-bank.yaml"), "en", Region(300, 400))
    assert {"of 5", "×"} <= set(texts_of(flows))
