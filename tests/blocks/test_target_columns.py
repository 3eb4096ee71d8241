"""Quarters as columns with their targets: what was sold, what is expected, and by how much a target is missed."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Chart
from tests.drawn import EVERY_REGION, drawn, faults, texts_of

BLOCK = "target_columns: {rows: targets, now: period, title: topic.targets}"
HEAD = "review_date: 2026-10-08\nmoney: {currency: CNY, unit: million}\ntargets:\n"
CLOSED = "  - {period: 2026-Q3, target: 98, actual: 96, forecast: 97}\n"
RUNNING = "  - {period: 2026-Q4, target: 120, actual: 24, forecast: 116}\n"


def values_of(folder: Path, rows: str) -> dict[str, tuple[float | None, ...]]:
    (chart,) = (flow for flow in drawn(folder, BLOCK, HEAD + rows) if isinstance(flow, Chart))
    return {series.name: series.values for series in chart.series}


def test_a_forecast_stands_on_what_was_sold_and_only_in_a_quarter_that_has_not_ended(tmp_path: Path) -> None:
    assert values_of(tmp_path, CLOSED + RUNNING) == {
        "Actual": (96, 24),
        "Still expected": (None, 92),
        "Target": (98, 120),
    }


def test_quarters_are_in_order_of_time_and_the_running_one_is_the_last(tmp_path: Path) -> None:
    rows = "".join(f"  - {{period: 20{n:02}-Q1, target: {n}, actual: {n}}}\n" for n in range(30, 20, -1))
    assert values_of(tmp_path, rows)["Target"] == (22, 23, 24, 25, 26)


def test_later_quarters_are_shown_where_hardly_any_other_is_known(tmp_path: Path) -> None:
    rows = "".join(f"  - {{period: 20{n}-Q4, target: {n}}}\n" for n in range(26, 40))
    assert values_of(tmp_path, rows)["Target"] == (26, 27, 28, 29, 30)


def test_the_gap_is_that_of_the_result_or_of_the_forecast(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, BLOCK, HEAD + CLOSED + RUNNING + "  - {period: 2027-Q1, target: 100}\n"))
    assert texts == ["−2", "−4"]


def test_quarters_without_numbers_are_left_out(tmp_path: Path) -> None:
    assert drawn(tmp_path, BLOCK, HEAD + "  - {period: 2026-Q4}\n") == []
    assert set(values_of(tmp_path, "  - {period: 2026-Q4}\n  - {period: 2026-Q3, actual: 5}\n")) == {"Actual"}


@pytest.mark.parametrize("region", EVERY_REGION)
@pytest.mark.parametrize("language", ["en", "zh", "de", "ja"])
def test_the_gaps_fit_below_the_chart(region: Region, language: str, tmp_path: Path) -> None:
    assert list(faults(drawn(tmp_path, BLOCK, HEAD + CLOSED + RUNNING, region, language), region)) == []


def test_in_a_report_the_gaps_are_part_of_the_names_of_the_quarters(tmp_path: Path) -> None:
    report = Region(450.0, 600.0, paged=False)
    flows = drawn(tmp_path, BLOCK, HEAD + CLOSED + RUNNING, report)
    (chart,) = (flow for flow in flows if isinstance(flow, Chart))
    assert [name.split("\n")[-1] for name in chart.categories] == ["−2", "−4"]
    assert texts_of(flows) == []
