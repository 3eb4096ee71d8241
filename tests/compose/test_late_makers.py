"""What kamdeck's own layouts write is compiled when it is shown; what a company's layout writes, before anything is."""

from pathlib import Path

import pytest

from kamdeck.blocks import BLOCKS, fields_of_rows
from kamdeck.compose import layout as module
from kamdeck.compose.late_makers import unless_empty
from kamdeck.compose.layout import load_layout
from kamdeck.document import Block, _row_fields
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


def test_a_block_is_compiled_when_there_is_a_row_for_the_first_time():
    made = unless_empty(lambda scope: "made", [lambda scope: scope["rows"], lambda scope: scope["totals"]])
    found = [made({"rows": rows, "totals": totals}) for rows, totals in (((), ()), ((), (1,)), ((), ()))]
    assert found == [None, "made", "made"]


def test_a_block_without_fields_of_rows_is_made_at_once():
    assert unless_empty(lambda scope: "made", [])({}) == "made"


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_the_fields_of_rows_of_a_block_are_those_by_which_its_class_finds_it_empty(name: str):
    block = BLOCKS[name]
    by_rows = block.is_empty is Block.is_empty
    assert fields_of_rows(name) == (_row_fields(block) if by_rows else ())
