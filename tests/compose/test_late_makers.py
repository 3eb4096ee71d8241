"""What kamdeck's own layouts write is compiled when it is shown; what a company's layout writes, before anything is."""

from pathlib import Path

import pytest

from kamdeck.compose import layout as module
from kamdeck.compose.layout import load_layout
from kamdeck.problems import Problems
from kamdeck.resources import LAYOUTS

TOPIC = """
extends: review
topics:
  deals:
    when: deals |
"""


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_kamdecks_own_layouts_have_no_mistake(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "is_own", lambda node: False)
    assert load_layout(path).sections


def test_the_layout_of_the_review_compiles_nothing_before_it_is_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "kamdeck.compose.expressions.ExpressionSource.expression", lambda source: pytest.fail("compiled")
    )
    assert load_layout(LAYOUTS / "review.yaml").sections


def test_a_mistake_in_a_topic_of_a_companys_layout_is_reported_when_the_layout_is_read(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(TOPIC, "utf-8")
    with pytest.raises(Problems) as raised:
        load_layout(path)
    assert [(each.place.line, "complete it" in each.message) for each in raised.value.problems if each.place] == [
        (5, True)
    ]
