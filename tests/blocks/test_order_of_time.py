"""Charts and tables show years and periods in chronological order."""

from pathlib import Path

import pytest

from kamdeck.flow import Chart, Table
from kamdeck.plan_io import loads
from tests.example_decks import to_yaml
from tests.layouts import lower_block

TIMES = {
    "year": ([2027, 2025, 2026], "2025 2026 2027"),
    "period": (["2026-Q4", "2026-Q2", "2026-Q3"], "2026-Q2 2026-Q3 2026-Q4"),
}


@pytest.mark.parametrize("part", ["financials", "targets", "it"])
def test_charts_and_tables_are_in_chronological_order_whatever_the_order_in_the_plan(tmp_path: Path, part: str):
    field = "period" if part == "targets" else "year"
    times, ordered = TIMES[field]
    rows = [{field: time, "revenue": 1} for time in times]
    if part != "financials":
        rows = [{field: time, "target" if part == "targets" else "amount": 2} for time in times]
    written_in = {"targets": rows} if part == "targets" else {"profile": {part: {"budget": rows}}}
    if part == "financials":
        written_in = {"profile": {part: rows}}
    plan = loads(to_yaml({"period": "2026-Q4", "account": {"id": "a", "name": "A"}, **written_in}))
    named = {"targets": "targets", "it": "profile.it.budget", "financials": "profile.financials"}[part]
    value = next(key for key in rows[0] if key != field)
    (chart,) = lower_block(tmp_path, f"chart: {{kind: column, rows: {named}, x: {field}, y: [{value}]}}", plan)
    assert isinstance(chart, Chart)
    assert " ".join(chart.categories) == ordered
    across = f"table: {{rows: {named}, across: {field}, columns: [{value}]}}"
    down = f"table: {{rows: \"{named} | earliest('{field}')\", columns: [{field}]}}"
    (first,), (second,) = lower_block(tmp_path, across, plan), lower_block(tmp_path, down, plan)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert " ".join(cell.text for cell in first.header.cells[1:]) == ordered
    assert " ".join(row.cells[0].text for row in second.rows) == ordered


def test_rows_without_times_keep_the_order_of_the_plan(tmp_path: Path):
    deals = [{"id": name, "name": name, "amount": 1} for name in "cab"]
    plan = loads(to_yaml({"period": "2026-Q4", "account": {"id": "a", "name": "A"}, "deals": deals}))
    (chart,) = lower_block(tmp_path, "chart: {kind: bar, rows: deals, x: name, y: [amount]}", plan)
    assert isinstance(chart, Chart)
    assert chart.categories == ("c", "a", "b")
