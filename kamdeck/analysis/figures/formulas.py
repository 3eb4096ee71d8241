"""The formula of every figure by its name, and what a comparison with last quarter needs for each."""

from collections.abc import Callable

from kamdeck.analysis.figures import business, coverage, last_quarter, pipeline, satisfaction, wallet, work
from kamdeck.model import Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Period

Formula = Callable[[Plan], Number | None]

FORMULAS: dict[str, Formula] = {
    formula.__name__: formula
    for formula in (
        pipeline.target,
        pipeline.actual,
        pipeline.forecast,
        pipeline.forecast_gap,
        pipeline.attainment,
        pipeline.year_booked,
        pipeline.year_orders,
        last_quarter.last_target,
        last_quarter.last_actual,
        last_quarter.last_won,
        last_quarter.last_result,
        last_quarter.last_attainment,
        pipeline.won,
        pipeline.gap,
        pipeline.pipeline,
        pipeline.weighted_pipeline,
        pipeline.undated,
        pipeline.period_pipeline,
        pipeline.weighted_forecast,
        pipeline.pipeline_coverage,
        pipeline.open_deals,
        pipeline.win_rate,
        wallet.share_of_wallet,
        wallet.wallet,
        wallet.share_of_installed_base,
        satisfaction.satisfaction,
        satisfaction.satisfaction_best_rival,
        satisfaction.satisfaction_lead,
        coverage.decision_maker_coverage,
        coverage.decision_makers,
        coverage.decision_makers_covered,
        coverage.executive_coverage,
        coverage.management_coverage,
        coverage.operational_coverage,
        satisfaction.whitespace_open,
        satisfaction.whitespace_open_fields,
        satisfaction.whitespace_ours,
        satisfaction.whitespace_theirs,
        business.revenue,
        business.revenue_growth,
        business.revenue_cagr,
        business.net_income,
        business.net_margin,
        business.net_margin_change,
        business.net_margin_since_peak,
        business.return_on_equity,
        business.customer_budget,
        business.it_budget,
        business.it_budget_growth,
        business.it_budget_of_revenue,
        work.action_completion,
        work.actions_total,
        work.actions_done,
        work.actions_open,
        work.overdue,
        work.assumptions,
        coverage.load,
    )
}
"""Every figure by its name, in the order of the documents; the description of each gives its formula and unit."""

FOR_EVERYONE = frozenset(
    {
        "revenue",
        "revenue_growth",
        "revenue_cagr",
        "net_income",
        "net_margin",
        "net_margin_change",
        "net_margin_since_peak",
        "return_on_equity",
    }
)
"""The figures that the customer may see: those of fields for everyone alone. All others are of deals, targets, people's
stances, shares or scores, and a number of these can reveal one of them, so that they are internal themselves."""

LOWER_IS_BETTER = frozenset(
    {
        "gap",
        "forecast_gap",
        "undated",
        "satisfaction_best_rival",
        "whitespace_theirs",
        "actions_open",
        "overdue",
        "assumptions",
        "load",
    }
)
"""The figures that improve as they fall."""

OF_A_PERIOD: dict[str, Callable[[Plan, Period], Number | None]] = {
    "target": pipeline.target,
    "actual": pipeline.actual,
    "forecast": pipeline.forecast,
    "forecast_gap": pipeline.forecast_gap,
}
"""Figures that are compared with last quarter's plan for *this* quarter, since both forecast the same orders."""

OF_DEALS_OF_A_PERIOD = frozenset({"won", "gap", "period_pipeline", "weighted_forecast", "pipeline_coverage"})
"""Figures of the deals that close in the quarter: a plan without such deals would be compared as one with 0 of them."""

OF_LAST_QUARTER: dict[str, Callable[[Plan, Plan | None], Number | None]] = {
    "last_target": last_quarter.last_target,
    "last_won": last_quarter.last_won,
    "last_result": last_quarter.last_result,
    "last_attainment": last_quarter.last_attainment,
}
"""Figures of last quarter, which need last quarter's plan as well."""
