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
    ", whole: \"figures.decision_makers if row.name == 'decision_makers_covered' else none\", "
    "name: \"'decision_maker_coverage' if row.name == 'decision_makers_covered' else row.name\"}"
)


@pytest.mark.parametrize("language", ["zh+en", "de"])
@pytest.mark.parametrize("height", [300.0, 400.0])
@pytest.mark.parametrize("width", [110.0, 130.0, 166.0, 210.0, 280.0, 420.0, 860.0])
def test_names_and_values_do_not_lie_on_each_other(tmp_path: Path, width: float, height: float, language: str):
    region = Region(width, height)
    flows = lower_block(tmp_path, LINES, load(PLANS / "huaxing-bank.yaml"), language, region)
    assert not list(faults(flows, region))


@pytest.mark.parametrize(
    ("lines", "name", "shown"), [(LINES, "Deciders covered, number", False), (COUNTED, "Deciders covered", True)]
)
def test_a_count_has_the_name_and_the_whole_that_the_layout_says(tmp_path: Path, lines: str, name: str, shown: bool):
    texts = set(texts_of(lower_block(tmp_path, lines, load(PLANS / "huaxing-bank.yaml"), "en", Region(300, 400))))
    assert {name, "3", "4"} <= texts
    assert ("of 6" in texts) == shown


def test_scores_and_ratios_have_their_units(tmp_path: Path):
    flows = lower_block(tmp_path, LINES, load(PLANS / "huaxing-bank.yaml"), "en", Region(300, 400))
    assert {"of 5", "×"} <= set(texts_of(flows))


def test_a_slope_shows_the_change_that_a_card_shows(tmp_path: Path):
    plan = load(PLANS / "huaxing-bank.yaml")
    texts = set(texts_of(lower_block(tmp_path, LINES, plan, "en", Region(420, 400))))
    cards = " ".join(texts_of(lower_block(tmp_path, "cards: {items: [figures.pipeline_coverage]}", plan, "en")))
    assert "↑\u00a00.3 from 1.2×".replace("\u00a0", " ") in cards.replace("\u00a0", " ")
    assert {"1.2", "1.5", "↑\u00a0+0.3"} <= texts
