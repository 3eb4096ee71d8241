"""The figures of the customer and of our position in small plans, compared with values computed by hand."""

from datetime import date
from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import FORMULAS, LOWER_IS_BETTER, Figure, Figures
from kamdeck.analysis.figures.coverage import band
from kamdeck.documented import documentation_of
from kamdeck.model import FIGURES
from kamdeck.model.values import Amount, Company, CustomerAmount, Ratio, Score, Share
from tests.analysis.small_plans import ROWS, deal, figures_of, plan_of


def financials(*years: dict[str, Any]) -> dict[str, Any]:
    return {"financials": list(years)}


# -- the figure ----------------------------------------------------------------------------------------------------


def test_a_ratio_that_is_shown_like_the_one_before_has_not_changed() -> None:
    changes = [Figure("pipeline_coverage", Ratio(now), Ratio(before)) for now, before in ((0.37, 0.36), (0.36, 0.34))]
    assert [(each.change, each.better) for each in changes] == [(0, None), (pytest.approx(0.1), True)]


def test_the_change_of_a_figure_has_its_type() -> None:
    figure = Figure("share_of_wallet", Share(0.31), Share(0.3), Share(0.3))
    assert figure.change == Share(0.01) and isinstance(figure.change, Share)
    assert figure.reached is True and figure.better is True
    assert figure.to_goal == Share(-0.01)


def test_a_figure_whose_lower_values_are_better_improves_as_it_falls() -> None:
    figure = Figure("overdue", Amount(2), Amount(3), Amount(1), lower_is_better=True)
    assert figure.better is True and figure.reached is False


def test_a_figure_without_a_value_is_false_and_one_of_zero_is_true() -> None:
    assert not Figure("won", None, Amount(1), Amount(1))
    assert Figure("won", Amount(0))
    assert Figure("won", None, Amount(1)).change is None and Figure("won", None, None, Amount(1)).reached is None


def test_an_empty_plan_has_no_figures_and_no_rows() -> None:
    found = figures_of()
    assert [name for name in found if found[name]] == []
    assert [name for name in ROWS if getattr(found, name)] == []


def test_figures_are_read_by_attribute_or_name_and_computed_once() -> None:
    found = figures_of(deals=[deal("D1")])
    assert found.pipeline is found["pipeline"] and found.pipeline.value == 10
    assert "pipeline" in found and list(found) == list(FORMULAS) and len(found) == len(FORMULAS)


def test_a_figure_that_does_not_exist_gets_a_suggestion() -> None:
    with pytest.raises(AttributeError, match="did you mean 'pipeline'"):
        _ = figures_of().pipelin
    with pytest.raises(KeyError):
        _ = figures_of()["pipelin"]


def test_every_figure_that_may_have_a_goal_is_computed_in_the_goals_type() -> None:
    assert set(FORMULAS) >= set(FIGURES) and set(FORMULAS) >= LOWER_IS_BETTER
    goals: dict[str, Any] = dict.fromkeys(FIGURES, 1)
    found = figures_of(goals=goals)
    assert all(type(found[name].goal) is kind for name, kind in FIGURES.items())


def test_every_formula_has_a_description() -> None:
    assert [name for name, formula in FORMULAS.items() if not documentation_of(formula)] == []


# -- the customer's business ---------------------------------------------------------------------------------------


def test_growth_cagr_and_margin_follow_their_formulas() -> None:
    found = figures_of(
        profile=financials(
            {"year": 2026, "revenue": 121, "net_income": 12.1, "equity": 50},
            {"year": 2024, "revenue": 100, "net_income": 15},
            {"year": 2025, "revenue": 110, "net_income": 22},
        )
    )
    assert found.revenue.value == CustomerAmount(121) and isinstance(found.revenue.value, CustomerAmount)
    assert found.revenue_growth.value == pytest.approx(0.1) and found.revenue_cagr.value == pytest.approx(0.1)
    assert found.net_margin.value == pytest.approx(0.1)
    assert found.net_margin_change.value == pytest.approx(-0.05)
    assert found.net_margin_since_peak.value == pytest.approx(-0.1) and found.margin_peak_year == 2025
    assert found.return_on_equity.value == pytest.approx(0.242)
    assert [year.year for year in found.years] == [2024, 2025, 2026]
    assert [year.growth for year in found.years] == [None, pytest.approx(0.1), pytest.approx(0.1)]


def test_one_year_has_no_growth_and_no_cagr() -> None:
    found = figures_of(profile=financials({"year": 2025, "revenue": 100, "net_income": 5}))
    assert found.revenue_growth.value is None and found.revenue_cagr.value is None
    assert found.net_margin.value == 0.05 and found.net_margin_change.value is None


def test_years_without_assets_are_not_in_the_balance_sheet() -> None:
    years = ({"year": 2024, "assets": 100, "equity": 8}, {"year": 2025, "revenue": 12, "market_share": 0.2})
    found = figures_of(profile=financials(*years))
    assert [year.year for year in found.balance_years] == [2024]
    assert (found.market_share, found.equity_ratio) == (0.2, None)
    assert figures_of(profile=financials(years[0])).equity_ratio == pytest.approx(0.08)
    assert figures_of().balance_years == ()
    assert figures_of().market_share is figures_of().equity_ratio is None


def test_growth_is_known_for_consecutive_years_only() -> None:
    found = figures_of(profile=financials({"year": 2020, "revenue": 100}, {"year": 2024, "revenue": 146.41}))
    assert found.revenue_growth.value is None and found.revenue_cagr.value == pytest.approx(0.1)


def test_a_division_by_zero_gives_an_unknown_figure() -> None:
    found = figures_of(profile=financials({"year": 2024, "revenue": 0, "net_income": 3}, {"year": 2025, "revenue": 5}))
    assert found.net_margin.value is None and found.revenue_growth.value is None and found.revenue_cagr.value is None


def test_a_year_is_a_forecast_only_if_the_plan_says_so() -> None:
    years = [{"year": 2025, "forecast": True}, {"year": 2026}, {"year": 2027, "forecast": False}, {"year": 2031}]
    assert [year.forecast for year in figures_of(profile=financials(*years)).years] == [True, False, False, False]


def test_the_it_budget_adds_up_by_year_and_category() -> None:
    budget = [
        {"year": 2026, "category": "pc", "amount": 30},
        {"year": 2025, "category": "pc", "amount": 50},
        {"year": 2026, "category": "software", "amount": 20},
        {"year": 2026, "category": "pc", "amount": 10},
        {"year": 2026, "category": "services"},
    ]
    found = figures_of(profile={"it": {"budget": budget}, **financials({"year": 2026, "revenue": 600})})
    assert found.it_budget.value == CustomerAmount(60) and found.it_budget_growth.value == pytest.approx(0.2)
    assert found.it_budget_of_revenue.value == pytest.approx(0.1)
    last = found.it_budget_years[-1]
    summary = [(str(each.category), each.amount, each.share) for each in last.categories]
    assert summary == [("pc", 40, pytest.approx(2 / 3)), ("software", 20, pytest.approx(1 / 3))]


# -- the wallet and the installed base -----------------------------------------------------------------------------


def test_suppliers_are_sorted_by_share_with_the_rest_last() -> None:
    before = plan_of(
        profile={"it": {"suppliers": [{"company": "We", "share": 0.3}, {"company": "Rival", "share": 0.6}]}}
    )
    now = [{"company": "we", "share": 0.31}, {"company": "Rival", "share": "50 %"}, {"company": "New", "share": 0.05}]
    found = figures_of(before, profile={"it": {"suppliers": now, "budget": [{"year": 2026, "amount": 200}]}})
    summary = [(str(row.company), row.share, row.previous, row.change) for row in found.suppliers[:3]]
    assert summary == [("Rival", 0.5, 0.6, -0.1), ("We", 0.31, 0.3, 0.01), ("New", 0.05, None, None)]
    rest = found.suppliers[3]
    assert rest.others and rest.company is None and rest.share == pytest.approx(0.14)
    assert rest.previous == pytest.approx(0.1) and found.suppliers[1].ours and not found.suppliers[0].ours
    assert found.share_of_wallet.value == 0.31 and found.share_of_wallet.previous == 0.3
    assert found.wallet.value == CustomerAmount(62) and found.suppliers[0].amount == CustomerAmount(100)


def test_shares_that_leave_nothing_have_no_rest() -> None:
    found = figures_of(profile={"it": {"suppliers": [{"company": "A", "share": 0.7}, {"company": "B", "share": 0.3}]}})
    assert [row.others for row in found.suppliers] == [False, False] and found.share_of_wallet.value is None


def test_others_in_a_plan_are_the_rest() -> None:
    suppliers = [{"company": "We", "share": 0.4}, {"company": "其他", "share": 0.5}]
    rows = figures_of(profile={"it": {"suppliers": suppliers}}).suppliers
    assert [(row.others, row.share) for row in rows] == [(False, 0.4), (True, 0.6)]


@pytest.mark.parametrize(
    ("purchases", "expected"),
    [
        ([{"item": "A"}], (1, 0, None, None, False)),
        ([{"item": "A", "supplier": "Rival", "amount": 5}], (1, 0, None, None, True)),
        ([{"item": "A", "supplier": "We", "amount": 3}, {"item": "B", "amount": 9}], (2, 1, 3, 0.25, True)),
        ([{"item": "A", "supplier": "We", "amount": 3}, {"item": "B"}], (2, 1, 3, None, True)),
        ([{"item": "A", "supplier": "We", "amount": 3}, {"item": "B", "supplier": "We"}], (2, 2, None, None, True)),
    ],
)
def test_purchases_from_us_have_an_amount_if_each_has_one(purchases: list[dict[str, Any]], expected: Any) -> None:
    found = figures_of(profile={"it": {"purchases": purchases}}).purchases
    assert found is not None
    assert (found.count, found.ours, found.our_amount, found.our_share, found.supplier_known) == expected


INSTALLED = [
    {"supplier": "We", "category": "pc", "quantity": 60, "amount": 30, "renewal": "2026-12-31"},
    {"supplier": "Rival", "category": "pc", "quantity": 30, "amount": 60, "renewal": "2027-06-30"},
    {"supplier": "Small", "category": "pc", "quantity": 10, "amount": 10, "renewal": "2027-01-31"},
    {"supplier": "Others", "category": "software", "quantity": 100, "amount": 50, "renewal": "2026-09-30"},
]


def test_the_installed_base_is_shared_by_amount() -> None:
    found = figures_of(profile={"it": {"installed_base": INSTALLED}})
    pcs, software = found.installed_base
    assert pcs.share == 0.3 and pcs.by_amount and (pcs.ours, pcs.theirs, pcs.amount) == (60, 40, 100)
    assert str(pcs.competitor) == "Rival" and pcs.competitor_quantity == 30 and pcs.competitor_share == 0.6
    assert pcs.renewal == date(2027, 6, 30) and pcs.next_renewal == date(2027, 1, 31)
    assert software.competitor is None and software.share == 0 and software.next_renewal is None
    assert found.share_of_installed_base.value == 0.2


def test_the_installed_base_is_shared_by_quantity_if_amounts_are_missing() -> None:
    installed = [{**INSTALLED[0], "amount": None}, *INSTALLED[1:]]
    found = figures_of(profile={"it": {"installed_base": installed}})
    assert found.installed_base[0].share == 0.6 and not found.installed_base[0].by_amount
    assert found.share_of_installed_base.value == 0.3


# -- satisfaction and whitespace -----------------------------------------------------------------------------------

SATISFACTION = [
    {"criterion": "Price", "weight": 3, "ours": 4, "competitors": {"Rival": 5, "Small": 2}},
    {"criterion": "Service", "weight": 1, "ours": 5, "competitors": {"Rival": 3}},
]


def test_satisfaction_is_a_weighted_mean_and_leads_the_best_rival() -> None:
    found = figures_of(profile={"satisfaction": SATISFACTION}, goals={"satisfaction": 4})
    assert found.satisfaction.value == Score(4.25) and found.satisfaction.reached is True
    assert found.satisfaction_best_rival.value == Score(4.5) and str(found.best_rival) == "Rival"
    assert found.satisfaction_lead.value == -0.25
    price, service = found.satisfaction_rows
    assert (price.weight, price.lead, service.lead) == (0.75, -1, 2)
    assert [(str(rival.company), rival.score) for rival in service.rivals] == [("Rival", 3), ("Small", None)]


def test_rows_of_satisfaction_name_the_first_two_rivals_and_the_best() -> None:
    found = figures_of(profile={"satisfaction": SATISFACTION})
    price, service = found.satisfaction_rows
    assert (str(found.first_rival), str(found.second_rival)) == ("Rival", "Small")
    assert (price.first_rival_score, price.second_rival_score) == (5, 2) and service.second_rival_score is None
    assert (str(price.best_rival), price.best_score) == ("Rival", 5)
    alone = figures_of(profile={"satisfaction": [{"criterion": "Price", "ours": 4}]})
    (row,) = alone.satisfaction_rows
    assert (row.first_rival_score, row.best_rival, row.best_score) == (None, None, None)
    assert alone.first_rival is None and alone.second_rival is None


def test_a_criterion_without_a_weight_counts_one() -> None:
    rows = [{**row, "weight": None} for row in SATISFACTION]
    assert figures_of(profile={"satisfaction": rows}).satisfaction.value == Score(4.5)


def test_whitespace_adds_up_by_status_unit_and_offering() -> None:
    vendor = {"id": "we", "name": "We", "offerings": [{"id": "pcs", "name": "PCs"}, {"id": "net", "name": "Net"}]}
    cells = [
        {"unit": "Retail", "offering": "pcs", "status": "ours", "potential": 50, "revenue": 40},
        {"unit": "Retail", "offering": "net", "status": "competitor", "supplier": "Rival", "potential": 30},
        {"unit": "Risk", "offering": "pcs", "status": "open", "potential": 12},
        {"unit": "Risk", "offering": "net", "status": "no_need"},
    ]
    found = figures_of(vendor=vendor, strategy={"whitespace": cells})
    named = ("whitespace_ours", "whitespace_theirs", "whitespace_open", "whitespace_open_fields")
    assert [found[name].value for name in named] == [40, 30, 12, 1]
    assert [(str(row.unit), row.ours, row.theirs, row.open) for row in found.whitespace_units] == [
        ("Retail", 40, 30, 0),
        ("Risk", 0, 0, 12),
    ]
    assert [(row.offering, row.ours, row.open) for row in found.whitespace_offerings] == [
        ("pcs", 40, 12),
        ("net", 0, 0),
    ]
    assert [cell.potential for cell in found.whitespace_prizes] == [30, 12]


def test_a_whitespace_cell_shows_its_amount_and_its_holder() -> None:
    vendor = {"id": "we", "name": "We", "offerings": [{"id": "pc", "name": "PCs"}]}
    cells = [
        {"offering": "pc", "status": "ours", "revenue": 8, "potential": 20},
        {"offering": "pc", "status": "ours", "potential": 20},
        {"offering": "pc", "status": "competitor", "supplier": "Fabrikam", "potential": 30},
        {"offering": "pc", "status": "competitor", "potential": 30},
        {"offering": "pc", "status": "open", "revenue": 1, "potential": 12},
    ]
    found = figures_of(vendor=vendor, strategy={"whitespace": cells}).whitespace_cells
    assert [cell.amount for cell in found] == [8, 20, 30, 30, 12]
    assert [cell.held for cell in found] == [True, True, True, True, False]
    holders = [str(cell.holder.name) if isinstance(cell.holder, Company) else cell.holder for cell in found]
    assert holders == ["ours", "ours", "Fabrikam", "competitor", "open"]


def test_the_roles_that_lack_days_come_with_the_month_in_which_most_are_missing() -> None:
    resources = [
        {"role": "a", "capacity": 10, "demand": {"2026-10": 11, "2026-11": 5}},
        {"role": "b", "capacity": 10, "demand": {"2026-10": 12, "2026-11": 15}, "options": [{"text": "move"}]},
        {"role": "c", "capacity": 10, "demand": {"2026-10": 10}},
        {"role": "d", "demand": {"2026-10": 10}},
    ]
    found = Analysis(plan_of(resources=resources)).shortages
    assert [(str(each.role), str(each.month), each.missing, len(each.options)) for each in found] == [
        ("b", "2026-11", 5, 1),
        ("a", "2026-10", 1, 0),
    ]
    assert [str(row.month) for row in found[1].free] == ["2026-11"]


@pytest.mark.parametrize(
    ("load", "name"), [(0.49, "low"), (0.5, "fair"), (0.7, "middle"), (0.9, "high"), (1.0, "high"), (1.01, "over")]
)
def test_a_load_belongs_to_the_band_that_begins_at_or_below_it(load: float, name: str) -> None:
    assert band(Share(load)) == name


def test_categories_of_the_budget_are_sorted_by_growth_and_the_one_with_our_highest_share_is_marked() -> None:
    budget = [
        {"year": year, "category": name, "amount": amount}
        for year, amounts in ((2025, {"pc": 100, "software": 100}), (2026, {"pc": 90, "software": 150, "cloud": 10}))
        for name, amount in amounts.items()
    ]
    offerings = [{"id": name, "name": name, "category": name} for name in ("pc", "software")]
    whitespace = [
        {"unit": "u", "offering": "pc", "status": "ours", "supplier": "us", "potential": 45, "revenue": 45},
        {"unit": "u", "offering": "software", "status": "open", "potential": 45},
    ]
    vendor = {"id": "us", "name": "Us", "offerings": offerings}
    plan = plan_of(vendor=vendor, profile={"it": {"budget": budget}}, strategy={"whitespace": whitespace})
    found = Analysis(plan)
    shown = [(str(row.category), row.growth, row.share, row.marked) for row in found.category_growth]
    assert shown == [
        ("software", pytest.approx(0.5), 0, False),
        ("pc", pytest.approx(-0.1), pytest.approx(0.5), True),
        ("cloud", None, None, False),
    ]
    assert [row.ours for row in found.budget_years] == [None, pytest.approx(45)]
    assert found.budget_span == "2025–2026"


def test_renewals_are_apart_for_us_and_the_others_and_the_quarter_with_most_of_theirs_is_marked() -> None:
    base = [
        {"supplier": "us", "category": "pc", "amount": 9, "renewal": "2027-01-31"},
        {"supplier": "Rival", "category": "pc", "amount": 5, "renewal": "2027-01-31"},
        {"supplier": "Rival", "category": "software", "amount": 7, "renewal": "2027-05-31"},
        {"supplier": "Rival", "category": "cloud", "renewal": "2027-08-31"},
    ]
    vendor = {"id": "us", "name": "Us"}
    found = Analysis(plan_of(vendor=vendor, profile={"it": {"installed_base": base}})).renewals_due
    shown = [(str(row.quarter), len(row.our_groups), len(row.their_groups), row.marked) for row in found]
    assert shown == [("2027-Q1", 1, 1, False), ("2027-Q2", 0, 1, True)]


def test_a_share_of_more_than_the_whole_category_is_not_said() -> None:
    def share(revenue: float) -> float | None:
        offerings = [{"id": "servers", "name": "Servers", "category": "hardware"}]
        cell = {"unit": "a", "offering": "servers", "status": "ours", "revenue": revenue}
        vendor = {"id": "we", "name": "We", "offerings": offerings}
        it = {"budget": [{"year": 2026, "category": "hardware", "amount": 100}]}
        found = figures_of(vendor=vendor, profile={"it": it}, strategy={"whitespace": [cell]})
        return found.budget_categories[0].share

    assert (share(60), share(344)) == (0.6, None)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (Ratio(1.46), Ratio(1.24), Ratio(0.3)),
        (Score(4.12), Score(3.93), Score(0.2)),
        (Share(0.314), Share(0.296), Share(0.01)),
        (Share(0.311), Share(0.309), Share(0)),
        (Share(0.12), Share(0.096), Share(0.024)),
    ],
)
def test_the_change_is_that_of_the_shown_values(now: Any, before: Any, change: Any) -> None:
    found = Figure("any", now, before).change
    assert type(found) is type(change) and found == pytest.approx(change)


@pytest.mark.parametrize(("close", "before"), [("2026-12-01", None), ("2026-09-01", Ratio(0.5))])
def test_a_quarter_without_deals_is_not_compared(close: str, before: Ratio | None) -> None:
    target = [{"period": "2026-Q3", "target": 20}, {"period": "2026-Q4", "target": 20}]
    old = plan_of(period="2026-Q3", targets=target, deals=[deal("D1", amount=10, close=close)])
    new = plan_of(targets=target, deals=[deal("D1", amount=10, close="2026-12-01")])
    found = Figures(new, old).pipeline_coverage
    assert (found.value, found.previous) == (Ratio(0.5), before)
