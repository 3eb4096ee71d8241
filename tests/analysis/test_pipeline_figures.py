"""The figures of deals and targets in small plans, compared with values computed by hand."""

from typing import Any

import pytest

from kamdeck.model.values import Ratio, Stage
from tests.analysis.small_plans import deal, figures_of, plan_of

DEALS = [
    deal("D1", amount=100, probability=0.4, close="2027-02-01"),
    deal("D2", amount=60, stage="negotiate", probability=0.7, close="2026-11-20", due="2026-09-29"),
    deal("D3", amount=20, stage="prospect", probability=0.1, close="2026-12-31"),
    deal("D4", amount=24, stage="won", close="2026-10-02"),
    deal("D5", amount=6, stage="won", close="2026-09-24"),
    deal("D6", amount=14, stage="lost", close="2026-09-10"),
    deal("D7", amount=None, stage="qualify"),
]
TARGETS = [
    {"period": "2026-Q3", "target": 98, "actual": 96},
    {"period": "2026-Q4", "target": 120, "forecast": 116},
]


def test_the_pipeline_and_the_quarter_follow_their_formulas() -> None:
    found = figures_of(deals=DEALS, targets=TARGETS, goals={"pipeline_coverage": 2})
    summary = {name: found[name].value for name in ("pipeline", "weighted_pipeline", "won", "gap", "period_pipeline")}
    expected = {"pipeline": 180, "weighted_pipeline": 84, "won": 24, "gap": 96, "period_pipeline": 80}
    assert summary == expected
    assert found.pipeline_coverage.value == Ratio(80 / 96) and found.pipeline_coverage.reached is False
    assert found.win_rate.value == pytest.approx(2 / 3) and found.open_deals.value == 4
    assert found.weighted_forecast.value == 24 + 42 + 2
    assert (found.target.value, found.forecast.value, found.actual.value) == (120, 116, None)
    assert (found.forecast_gap.value, found.last_target.value, found.last_actual.value) == (4, 98, 96)


def test_a_gap_is_never_under_zero_and_has_no_coverage() -> None:
    found = figures_of(deals=DEALS, targets=[{"period": "2026-Q4", "target": 20}])
    assert found.gap.value == 0 and found.pipeline_coverage.value is None


def test_a_forecast_is_compared_with_the_earlier_forecast_of_the_same_quarter() -> None:
    earlier = [{"period": "2026-Q3", "forecast": 97}, {"period": "2026-Q4", "forecast": 110, "target": 120}]
    found = figures_of(plan_of(period="2026-Q3", targets=earlier), targets=TARGETS)
    assert found.forecast.previous == 110 and found.forecast.change == 6
    assert found.target.change == 0 and found.target.better is None


def test_last_quarters_money_is_converted_to_this_quarters_unit() -> None:
    thousands = plan_of(deals=[deal("D1", amount=9000)], money={"currency": "CNY", "unit": "thousand"})
    euros = plan_of(deals=[deal("D1", amount=9)], money={"currency": "EUR", "unit": "million"})
    now: dict[str, Any] = {"deals": [deal("D1")], "money": {"currency": "CNY", "unit": "million"}}
    assert figures_of(thousands, **now).pipeline.change == pytest.approx(1)
    assert figures_of(euros, **now).pipeline.previous is None and figures_of(euros, **now).waterfall == ()


def test_stages_count_the_open_deals_and_what_was_won_in_the_quarter() -> None:
    rows = figures_of(deals=DEALS).stages
    assert [(row.stage, row.count, row.amount, row.weighted) for row in rows] == [
        (Stage.PROSPECT, 1, 20, 2),
        (Stage.QUALIFY, 1, 0, None),
        (Stage.PROPOSE, 1, 100, 40),
        (Stage.NEGOTIATE, 1, 60, 42),
        (Stage.WON, 1, 24, 24),
    ]


def test_deals_are_sorted_by_amount_with_their_weight_and_gaps() -> None:
    found = figures_of(deals=[*DEALS, deal("D8", amount=1, meddpicc={"pain": "Slow", "champion": "Gao"})])
    assert [row.deal.id for row in found.deals] == ["D1", "D2", "D4", "D3", "D6", "D5", "D8", "D7"]
    second = found.deals[1]
    assert (second.weighted, second.upside, second.in_period, second.overdue) == (42, 18, True, 2)
    assert found.deals[2].weighted is None and not found.deals[2].open
    assert found.deals[6].known == ("pain", "champion") and len(found.deals[6].missing) == 6
    assert [row.deal.id for row in found.pipeline_deals] == ["D1", "D2", "D3", "D8", "D7"]


def test_a_closed_deal_has_no_health_and_need_not_have_a_next_step() -> None:
    closed = deal("D2", stage="won", health="red")
    found = figures_of(deals=[deal("D1", health="red", next_step="Call the CIO"), closed])
    assert [row.health for row in found.deals] == ["red", None]


def test_the_waterfall_explains_the_change_of_the_weighted_pipeline() -> None:
    before = plan_of(
        deals=[
            deal("won", amount=20, probability=0.9),
            deal("lost", amount=10, probability=0.2),
            deal("gone", amount=5, probability=0.4),
            deal("up", amount=100, probability=0.25),
            deal("down", amount=50, probability=0.5),
            deal("same", amount=8),
            deal("back", stage="lost"),
        ]
    )
    found = figures_of(
        before,
        deals=[
            deal("won", amount=20, stage="won"),
            deal("lost", amount=10, stage="lost"),
            deal("up", amount=100, probability=0.4),
            deal("down", amount=50, probability=0.3),
            deal("same", amount=8),
            deal("back", amount=10, probability=0.1),
            deal("new", amount=22, probability=0.1),
        ],
    )
    summary = [(step.step, pytest.approx(step.value), [each.id for each in step.deals]) for step in found.waterfall]
    assert summary == [
        ("previous", 76.0, []),
        ("won", -18.0, ["won"]),
        ("lost", -2.0, ["lost"]),
        ("dropped", -2.0, ["gone"]),
        ("moved_up", 15.0, ["up"]),
        ("moved_down", -10.0, ["down"]),
        ("new", 3.2, ["back", "new"]),
        ("now", 62.2, []),
    ]
    assert found.waterfall[-1].value == found.weighted_pipeline.value
    assert [step.level for step in found.waterfall] == [True, *[False] * 6, True]


def test_without_last_quarters_plan_there_is_no_waterfall() -> None:
    assert figures_of(deals=DEALS).waterfall == ()


def test_the_weighted_amount_of_a_stage_is_unknown_if_no_probability_is_known():
    deals = [
        {"id": "D1", "stage": "propose", "amount": 10},
        {"id": "D2", "stage": "qualify", "amount": 10},
        {"id": "D3", "stage": "qualify", "amount": 4, "probability": "50 %"},
    ]
    found = {str(row.stage.meaning): row.weighted for row in figures_of(deals=deals).stages}
    assert (found["propose"], found["qualify"], found["prospect"]) == (None, 2, 0)
