"""Roles with too much to do: the chart's parts add up to demand and capacity, and the panel has every option."""

from types import SimpleNamespace

import pytest

from kamdeck.blocks.shortage import ShortageBlock
from kamdeck.document import Region
from kamdeck.flow import Box, Chart, Drawing
from kamdeck.model.values import Days, Month
from kamdeck.model.values import Text as PlanText
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import NARROW, REGIONS, SLIDE, shown_text


def month(number: int, demand: float, capacity: float | None = 44) -> SimpleNamespace:
    return SimpleNamespace(
        month=Month(f"2026-{number:02}"), demand=Days(demand), capacity=None if capacity is None else Days(capacity)
    )


def option(words: str, effect: str | None = "It costs a week", *, recommended: bool = False) -> SimpleNamespace:
    effect_text = PlanText(plain=effect) if effect else None
    return SimpleNamespace(text=PlanText(plain=words), effect=effect_text, recommended=recommended)


def row(*options: SimpleNamespace, free: bool = True) -> SimpleNamespace:
    months = (month(10, 38), month(11, 52), month(12, 39))
    return SimpleNamespace(
        role=PlanText(plain="Architects"),
        month=months[1].month,
        missing=Days(8),
        months=months,
        free=months[:1] if free else (),
        takers={months[2].month: Days(5)},
        options=options,
    )


def parts(*options: SimpleNamespace, region: Region = SLIDE) -> tuple[Chart, Drawing]:
    flows = ShortageBlock((row(*options),)).lower(region, spoken())
    (chart,) = (flow for flow in flows if isinstance(flow, Chart))
    (panel,) = (flow for flow in flows if isinstance(flow, Drawing))
    return chart, panel


def test_the_chart_shows_demand_up_to_the_capacity_then_what_is_over_and_where_it_could_go() -> None:
    chart, _ = parts()
    assert [series.values for series in chart.series] == [(38, 44, 39), (None, 8, None), (None, None, 5), (44, 44, 44)]
    assert [series.labels for series in chart.series[:3]] == [("38", "52", "39"), ("", "−8", ""), ("", "", "+5")]
    heads = [text for flow in ShortageBlock((row(),)).lower(SLIDE, spoken()) for text in flow.texts]
    assert "person-days, line: capacity 44, outlined: could take it" in " ".join(heads)


def test_the_chart_and_the_panel_can_stand_beside_each_other() -> None:
    shown = {part: ShortageBlock((row(),), part).lower(SLIDE, spoken()) for part in ("chart", "panel")}
    assert [type(flow) for flow in shown["chart"] if isinstance(flow, Chart | Drawing)] == [Chart]
    assert [type(flow) for flow in shown["panel"]] == [Drawing]


def test_of_many_months_those_around_the_worst_are_shown() -> None:
    months = tuple(month(number, 50 if number == 9 else 30) for number in range(1, 13))
    many = row()
    many.months, many.month, many.takers = months, months[8].month, {months[9].month: Days(6)}
    (chart,) = (flow for flow in ShortageBlock((many,)).lower(SLIDE, spoken()) if isinstance(flow, Chart))
    assert len(chart.categories) == 8
    assert chart.series[0].labels == ("30", "30", "30", "30", "50", "30", "30", "30")


@pytest.mark.parametrize("region", [*REGIONS, NARROW])
@pytest.mark.parametrize("words", ["Move it", "Verschiebungsvereinbarungen " * 5, "顺延" * 50])
def test_every_option_is_in_the_panel_and_fits(region: Region, words: str) -> None:
    _, panel = parts(option(words, recommended=True), option("Second"), option("Third", None), region=region)
    assert_fits((panel,), Region(region.width, 10_000))
    assert {words.strip(), "Second", "Third", "A", "B", "C"} <= {each.strip() for each in panel.texts}
    assert [item.fill for item in panel.frame.items if isinstance(item, Box)].count("primary") == 1


def test_without_options_the_panel_names_the_months_with_free_days() -> None:
    assert "Free days: Oct 2026 6" in shown_text(parts()[1:])
    flows = ShortageBlock((row(free=False),)).lower(SLIDE, spoken())
    assert "No month has free days" in shown_text(flows)
