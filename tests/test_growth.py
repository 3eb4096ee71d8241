"""Growth is shown with its years, as an average over several years, and as a forecast only if the plan says so."""

import json
import re

import pytest

from kamdeck.analysis.figures import Growth, figures
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, loads
from kamdeck.render import render
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import Deck
from tests.words import change_sentence

HEAD = "account: {id: acme, name: Acme}\nmoney: {currency: EUR, unit: million}\n"


def plan_of(years: dict[int, float | None], *, forecast: int | None = None, review: str = "2026-10-01") -> Plan:
    rows = ", ".join(
        f"{{year: {year}{'' if revenue is None else f', revenue: {revenue}'}{', forecast: yes' if year == forecast else ''}}}"
        for year, revenue in years.items()
    )
    return loads(f"period: 2026-Q4\nreview_date: {review}\n{HEAD}profile: {{financials: [{rows}]}}")


def growth_sentence(growth: Growth | None, plan: Plan, language: str) -> str:
    wording = Wording(language, Words(), plan)
    return change_sentence(growth, wording).replace("\u00a0", " ") if growth else ""


@pytest.mark.parametrize(
    ("years", "english", "chinese"),
    [
        ({}, "", ""),
        ({2025: 100}, "", ""),
        ({2024: 100, 2025: 104}, "grew 4.0 % on 2024 to EUR 104 m", "比2024年增长4.0%，达1.04亿欧元"),
        ({2024: 100, 2025: 97}, "fell 3.0 % on 2024 to EUR 97 m", "比2024年下降3.0%，降至9,700万欧元"),
        ({2024: 100, 2025: 100}, "stood at EUR 100 m, as in 2024", "与2024年持平，为1亿欧元"),
        ({2024: 100, 2025: 104, 2026: None}, "grew 4.0 % on 2024 to EUR 104 m", "比2024年增长4.0%，达1.04亿欧元"),
        ({2023: 100, 2025: 121}, "grew 10.0 % a year on average 2023–2025 to EUR 121 m", "2023—2025年年均增长10.0%，达1.21亿欧元"),
        ({2023: 121, 2024: 110, 2025: 100}, "fell 9.1 % a year on average 2023–2025 to EUR 100 m", "2023—2025年年均下降9.1%，降至1亿欧元"),
        (
            {2021: 100, 2024: 130, 2025: 121},
            "grew 4.9 % a year on average 2021–2025 to EUR 121 m, down 6.9 % on 2024",
            "2021—2025年年均增长4.9%，达1.21亿欧元，比2024年下降6.9%",
        ),
        (
            {2023: 121, 2024: 90, 2025: 100},
            "fell 9.1 % a year on average 2023–2025 to EUR 100 m, up 11.1 % on 2024",
            "2023—2025年年均下降9.1%，降至1亿欧元，比2024年增长11.1%",
        ),
        ({2023: 100, 2024: 90, 2025: 100}, "stood at EUR 100 m in 2025, as in 2023", "2025年与2023年持平，为1亿欧元"),
    ],
)  # fmt: skip
def test_growth_over_years_names_the_years(years: dict[int, float | None], english: str, chinese: str):
    plan = plan_of(years)
    assert growth_sentence(figures(plan).revenue_over_years, plan, "en") == english
    assert growth_sentence(figures(plan).revenue_over_years, plan, "zh") == chinese


@pytest.mark.parametrize(
    ("years", "english", "chinese"),
    [
        ({2024: 100, 2025: 104}, "is forecast to grow 4.0 % on 2024 to EUR 104 m", "预计比2024年增长4.0%，达1.04亿欧元"),
        ({2024: 100, 2025: 97}, "is forecast to fall 3.0 % on 2024 to EUR 97 m", "预计比2024年下降3.0%，降至9,700万欧元"),
        ({2024: 100, 2025: 100}, "is forecast at EUR 100 m, as in 2024", "预计与2024年持平，为1亿欧元"),
        ({2023: 100, 2024: 110, 2025: 121}, "grows 10.0 % a year on average 2023–2025 to EUR 121 m (forecast)", "2023—2025年年均增长10.0%，达1.21亿欧元（预测）"),
        ({2023: 121, 2024: 110, 2025: 100}, "falls 9.1 % a year on average 2023–2025 to EUR 100 m (forecast)", "2023—2025年年均下降9.1%，降至1亿欧元（预测）"),
    ],
)  # fmt: skip
def test_growth_to_a_forecast_is_marked(years: dict[int, float | None], english: str, chinese: str):
    plan = plan_of(years, forecast=2025)
    assert growth_sentence(figures(plan).revenue_over_years, plan, "en") == english
    assert growth_sentence(figures(plan).revenue_over_years, plan, "zh") == chinese


def test_growth_over_the_year_before_needs_that_year():
    assert figures(plan_of({2022: 90, 2023: 100, 2025: 121})).revenue_on_year is None


def test_the_it_budget_grows_over_the_year_before():
    text = "profile: {it: {budget: [{year: 2025, amount: 8}, {year: 2026, amount: 10}]}}"
    plan = loads(f"period: 2026-Q4\n{HEAD}{text}")
    assert growth_sentence(figures(plan).it_budget_on_year, plan, "en") == "grew 25.0 % on 2025 to EUR 10 m"
    assert growth_sentence(figures(plan).it_budget_on_year, plan, "zh") == "比2025年增长25.0%，达1,000万欧元"


def titles(plan: Plan, language: str) -> str:
    return re.sub(r"\s+", " ", "; ".join(slide.title for slide in Deck(render(plan, Rendering(language)).blob).slides))


def test_two_headlines_of_one_growth_do_not_contradict_each_other():
    plan = loads(
        f"period: 2026-Q4\n{HEAD}profile: {{trends: [Grow], financials: [{{year: 2023, revenue: 100}}, "
        "{year: 2024, revenue: 130}, {year: 2025, revenue: 121}]}"
    )
    english, chinese = titles(plan, "en"), titles(plan, "zh").replace(" ", "")
    assert "Acme: revenue fell 6.9 % on 2024 to EUR 121 m" in english
    assert "Revenue grew 10.0 % a year on average 2023–2025 to EUR 121 m, down 6.9 % on 2024" in english
    assert "Acme收入比2024年下降6.9%，降至1.21亿欧元" in chinese
    assert "收入2023—2025年年均增长10.0%，达1.21亿欧元，比2024年下降6.9%" in chinese


@pytest.mark.parametrize("review", ["2017-10-01", "2016-10-01", "2025-10-01"])
def test_a_year_is_marked_as_forecast_only_if_the_plan_does(review: str):
    for forecast in (None, 2017):
        deck = Deck(render(plan_of({2016: 100, 2017: 104}, forecast=forecast, review=review), Rendering("en")).blob)
        shown = [text for slide in deck.slides for text in slide.paragraphs]
        assert ("2017F" in shown) == (forecast == 2017)
        assert ("forecast" in " ".join(slide.title for slide in deck.slides)) == (forecast == 2017)


@pytest.mark.parametrize(
    ("revenues", "budgets", "part"),
    [
        ({2025: 100, 2026: 110}, {2026: 5.5}, "is 5.0 % of revenue."),
        ({2026: 110, 2027: 125, 2028: 130}, {2026: 4, 2027: 5}, "is 4.0 % of revenue in 2027."),
        ({2024: 110, 2025: 100}, {2024: 11, 2026: 9}, ""),
        ({2025: 100}, {2026: 9}, ""),
    ],
)
@pytest.mark.parametrize("layout", ["review", "profile"])
def test_the_it_budget_is_compared_with_the_revenue_of_its_own_year(
    layout: str, revenues: dict[int, float], budgets: dict[int, float], part: str
):
    financials = [{"year": year, "revenue": revenue} for year, revenue in revenues.items()]
    rows = [{"year": year, "category": "hardware", "amount": amount} for year, amount in budgets.items()]
    text = (
        f"period: 2026-Q4\n{HEAD}profile: {{financials: {json.dumps(financials)}, it: {{budget: {json.dumps(rows)}}}}}"
    )
    shown = deck_text(loads(text), layout)
    assert ("of revenue" in shown) is bool(part)
    assert part in shown


def deck_text(plan: Plan, layout: str) -> str:
    deck = Deck(render(plan, Rendering("en", layout, medium="deck")).blob)
    return "\n".join(text for slide in deck.slides for text in slide.paragraphs).replace("\u00a0", " ")


def test_a_slide_with_only_the_budget_is_not_called_a_balance_sheet():
    shown = deck_text(loads(f"period: 2026-Q4\n{HEAD}profile: {{budget: [{{year: 2026, amount: 9}}]}}"), "review")
    assert "The customer's annual budget" in shown
    assert "Balance sheet" not in shown


@pytest.mark.parametrize(
    ("influenced", "phrase"),
    [
        ((False,), "We cannot influence the one step of the budget"),
        ((True,), "We can influence the one step of the budget"),
        ((False, False), "We can influence none of the 2 steps of the budget"),
        ((True, False), "We can influence 1 of 2 steps of the budget"),
    ],
)
@pytest.mark.parametrize("layout", ["review", "profile"])
def test_the_share_of_the_budget_process_that_we_influence_is_correct_english(
    layout: str, influenced: tuple[bool, ...], phrase: str
):
    steps = [{"step": "A step", "when": "May", "can_influence": each} for each in influenced]
    text = f"period: 2026-Q4\n{HEAD}profile: {{it: {{strategy: Grow, budget_process: {json.dumps(steps)}}}}}"
    assert phrase in re.sub(r"\s+", " ", deck_text(loads(text), layout))
