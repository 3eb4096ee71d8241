"""What is asked of the review: who decides is at the right, or below a text that would have too many lines there."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Table
from tests.drawn import drawn

LONG = "Fund the proof of concept of the core platform with CNY 1.8 m and 45 days of architects before the tender"
PLAN = "team: [{{id: chen, name: Chen Hao}}]\ndecisions: [{{ask: {ask}, of: chen, due: 2026-10-16}}]\n"


@pytest.mark.parametrize(
    ("ask", "cells"),
    [("Lower the price", ["Lower the price", "Chen Hao, 16\u00a0Oct\u00a02026"]),
     (LONG, [f"{LONG}\nChen Hao, 16\u00a0Oct\u00a02026", ""])],
)  # fmt: skip
def test_who_decides_stands_where_the_text_has_few_lines(ask: str, cells: list[str], tmp_path: Path) -> None:
    (table,) = drawn(tmp_path, "asks: {rows: decisions}", PLAN.format(ask=ask), Region(190, 300))
    assert isinstance(table, Table)
    assert [cell.text for cell in table.header.cells] == ["1", *cells]
