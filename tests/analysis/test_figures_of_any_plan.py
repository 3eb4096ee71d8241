"""Figures of random plans never raise errors, and their sums add up."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.model.values import Level, Stage
from tests.analysis.small_plans import ROWS, figures_of, plan_of

numbers = st.floats(-1e12, 1e12, allow_nan=False)
shares = st.floats(0, 1)
scores = st.floats(1, 5)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(str)
names = st.sampled_from(["We", "Rival", "Small", "others"])
quarters = st.sampled_from(["2026-Q2", "2026-Q3", "2026-Q4"])
years = st.integers(2022, 2027)


def some(most: int = 4, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Lists of mappings with any of these fields."""
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=most)


def words(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([word.value for word in kind])


def with_ids(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**entry, "id": f"X{number}"} for number, entry in enumerate(entries)]


deal_lists = some(
    amount=numbers,
    stage=words(Stage),
    probability=shares,
    close=days,
    opened=days,
    due=days,
    competitors=st.lists(names),
).map(with_ids)
people_lists = some(
    role=st.sampled_from(["decision_maker", "approver", "user"]),
    level=words(Level),
    contact=st.sampled_from(["none", "brief"]),
    owner=st.just("li"),
).map(with_ids)
profiles = st.fixed_dictionaries(
    {},
    optional={
        "financials": some(year=years, revenue=numbers, net_income=numbers, equity=numbers, assets=numbers),
        "budget": some(year=years, amount=numbers),
        "people": people_lists,
        "satisfaction": some(
            weight=st.floats(0, 10), ours=scores, competitors=st.dictionaries(names, scores, max_size=3)
        ),
        "it": st.fixed_dictionaries(
            {},
            optional={
                "budget": some(year=years, amount=numbers, category=st.sampled_from(["pc", "software"])),
                "suppliers": some(company=names, share=st.floats(0, 0.25), as_of=days),
                "installed_base": some(
                    supplier=names, quantity=st.floats(0, 1e9), amount=st.floats(0, 1e9), renewal=days, as_of=days
                ),
            },
        ),
    },
)
plans = st.fixed_dictionaries(
    {"period": quarters, "team": st.just([{"id": "li", "name": "Li"}])},
    optional={
        "deals": deal_lists,
        "profile": profiles,
        "targets": some(period=quarters, target=numbers, actual=numbers, forecast=numbers),
        "actions": some(due=days, status=st.sampled_from(["open", "done", "late", "dropped"])).map(with_ids),
        "resources": some(capacity=numbers, demand=st.dictionaries(st.sampled_from(["2026-10", "2026-11"]), numbers)),
        "strategy": st.fixed_dictionaries(
            {},
            optional={
                "whitespace": some(
                    potential=numbers,
                    revenue=numbers,
                    status=st.sampled_from(["ours", "competitor", "open", "no_need"]),
                )
            },
        ),
    },
)
PARTS_OF_ONE = (
    "share_of_wallet",
    "share_of_installed_base",
    "decision_maker_coverage",
    "action_completion",
    "win_rate",
)


@given(plans, plans)
def test_no_plan_makes_a_figure_fail(then: dict[str, Any], now: dict[str, Any]) -> None:
    found = figures_of(plan_of(**then), **now)
    for name in found:
        figure = found[name]
        assert (figure.change is None) == (None in (figure.value, figure.previous))
        assert figure.better in (None, True, False) and figure.reached is None
    for name in ROWS:
        getattr(found, name)
    for name in PARTS_OF_ONE:
        assert found[name].value is None or 0 <= found[name].value <= 1 + 1e-9
    if found.suppliers:
        assert sum(row.share for row in found.suppliers) == pytest.approx(1, abs=1e-3)


@given(deal_lists, deal_lists)
def test_the_waterfall_adds_up(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    found = figures_of(plan_of(deals=then), deals=now)
    steps = found.waterfall
    assert bool(steps) == bool(then or now)
    for step, following in pairwise(steps[:-1]):
        assert following.start == step.end
    for step in steps:
        assert step.start + step.value == pytest.approx(step.end, rel=1e-9, abs=1e-3)
    if steps:
        assert steps[-2].end == steps[-1].end == (found.weighted_pipeline.value or 0)
        assert steps[0].value == (found.weighted_pipeline.previous or 0)
