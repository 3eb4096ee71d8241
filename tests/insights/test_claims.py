"""What headlines and leads claim about a plan holds, and no two of a deck contradict each other.

Claims are checked from the keys and values of messages, by predicates over the analysis that do not use insights.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kamdeck import load
from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import Figure
from kamdeck.analysis.figures.coverage import deciders, is_covered
from kamdeck.analysis.figures.people_groups import AGAINST_US, FOR_US
from kamdeck.analysis.figures.wallet import identity
from kamdeck.insights import insights
from kamdeck.message import Clauses, Message
from kamdeck.model import Plan
from kamdeck.model.states import is_open
from kamdeck.model.values import PromiseStatus, RoadmapStatus, SupportStatus, Threat, WhitespaceStatus
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.choices import in_ci
from tests.example_decks import plan_of
from tests.plan_strategies import plans

SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.reuse, Phase.generate))
# Plans are too large to be shrunk within the time of a test.
Claim = Callable[[Analysis, dict[str, Any]], bool]


def closing(analysis: Analysis) -> list[Any]:
    """The open deals that close in the quarter."""
    period = analysis.plan.period
    return [deal for deal in analysis.plan.deals if is_open(deal) and deal.close and period.contains(deal.close)]


def short_by(analysis: Analysis) -> float:
    return (analysis.figures.target.value or 0) - (analysis.figures.forecast.value or 0)


def scores(analysis: Analysis) -> tuple[float, float]:
    figures = analysis.figures
    return round(figures.satisfaction.value or 0, 1), round(figures.satisfaction_best_rival.value or 0, 1)


def lead_in(analysis: Analysis, criterion: object) -> list[float]:
    """Our leads in the criteria of a name."""
    rows = analysis.figures.satisfaction_rows
    return [row.lead for row in rows if row.criterion == criterion and row.lead is not None]


def change_of(analysis: Analysis, name: str) -> float:
    return analysis.figures[name].change or 0


def covered(analysis: Analysis) -> int:
    return sum(map(is_covered, deciders(analysis.plan)))


def margins(analysis: Analysis) -> list[float]:
    return [year.net_margin for year in analysis.figures.years if year.net_margin is not None]


def years_with(analysis: Analysis, name: str) -> list[float]:
    return [value for year in analysis.figures.years if (value := getattr(year, name)) is not None]


def stake(analysis: Analysis, company: Any) -> list[Any]:
    """The open deals that name a competitor."""
    named = (deal for deal in analysis.plan.deals if is_open(deal))
    return [deal for deal in named if identity(company) in map(identity, deal.competitors)]


def overdue(analysis: Analysis) -> list[Any]:
    plan, finished = analysis.plan, ("done", "dropped")
    return [each for each in plan.actions if each.due and each.due < plan.review_date and each.status not in finished]


def late_promises(analysis: Analysis) -> list[Any]:
    plan = analysis.plan
    pending = [each for each in plan.promises if each.status in (None, PromiseStatus.OPEN)]
    return [each for each in pending if each.due and each.due < plan.review_date]


def inner(analysis: Analysis) -> list[Any]:
    return [person for person in analysis.plan.profile.people if person.circle == "inner"]


def sold(analysis: Analysis) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in analysis.plan.profile.it.purchases:
        found[identity(each.supplier)] = found.get(identity(each.supplier), 0) + each.amount
    return found


def budget(analysis: Analysis) -> list[float]:
    return [year.total for year in analysis.figures.it_budget_years]


CLAIMS: dict[str, Claim] = {
    # the forecast and the target
    "summary.short": lambda a, v: short_by(a) > 0 and v["gap"] == pytest.approx(short_by(a)),
    "summary.above": lambda a, v: short_by(a) < 0 and v["gap"] == pytest.approx(-short_by(a)),
    "summary.on_target": lambda a, v: short_by(a) == 0,
    "summary.lifted": lambda a, v: v["forecast"] >= a.figures.target.value > a.figures.forecast.value,
    "summary.lifted_short": lambda a, v: a.figures.forecast.value <= v["forecast"] < a.figures.target.value,
    "summary.without": lambda a, v: v["forecast"] < a.figures.forecast.value or v["forecast"] == 0,
    "summary.nothing_closes": lambda a, v: not closing(a) and short_by(a) > 0,
    "funnel.short": lambda a, v: short_by(a) > 0 and v["count"] == len(closing(a)),
    "funnel.above": lambda a, v: short_by(a) < 0 and v["count"] == len(closing(a)),
    "funnel.on_target": lambda a, v: short_by(a) == 0 and v["count"] == len(closing(a)),
    "funnel.booked": lambda a, v: v["booked"] == a.figures.actual.value != 0,
    "funnel.nothing_booked": lambda a, v: a.figures.actual.value == 0,
    "coverage_of_gap.ratio": lambda a, v: v["ratio"] == pytest.approx(v["pipeline"] / v["gap"]),
    "forecast_note.short": lambda a, v: short_by(a) > 0,
    "forecast_note.above": lambda a, v: short_by(a) < 0,
    # what has changed
    "pipeline_and_deals.rose": lambda a, v: change_of(a, "weighted_pipeline") > 0,
    "pipeline_and_deals.still_rose": lambda a, v: change_of(a, "weighted_pipeline") > 0,
    "pipeline_and_deals.fell": lambda a, v: change_of(a, "weighted_pipeline") < 0,
    "share_of_wallet.up": lambda a, v: change_of(a, "share_of_wallet") > 0,
    "share_of_wallet.down": lambda a, v: change_of(a, "share_of_wallet") < 0,
    # the customer's business
    "revenue_and_margin.but_slipped": lambda a, v: (
        margins(a)[-1] < max(margins(a)) and margins(a)[-1] < margins(a)[-2] + 5e-4
    ),
    "revenue_and_margin.and_slipped": lambda a, v: (
        margins(a)[-1] < max(margins(a)) and margins(a)[-1] < margins(a)[-2] + 5e-4
    ),
    "revenue_and_margin.below_peak": lambda a, v: margins(a)[-2] < margins(a)[-1] < max(margins(a)),
    "equity_ratio.rose": lambda a, v: years_with(a, "equity_ratio")[-1] > years_with(a, "equity_ratio")[0],
    "equity_ratio.fell": lambda a, v: years_with(a, "equity_ratio")[-1] < years_with(a, "equity_ratio")[0],
    "return_on_equity.rose": lambda a, v: years_with(a, "return_on_equity")[-1] > years_with(a, "return_on_equity")[0],
    "return_on_equity.fell": lambda a, v: years_with(a, "return_on_equity")[-1] < years_with(a, "return_on_equity")[0],
    # people
    "power.all": lambda a, v: covered(a) == len(deciders(a.plan)) == v["count"],
    "power.some": lambda a, v: 0 < covered(a) == v["count"] < len(deciders(a.plan)) == v["total"],
    "power.none": lambda a, v: not covered(a) and v["count"] == len(deciders(a.plan)),
    "power.unopposed": lambda a, v: not any(each.support in AGAINST_US for each in deciders(a.plan)),
    "power.against": lambda a, v: v["count"] == sum(each.support in AGAINST_US for each in deciders(a.plan)),
    "power.open": lambda a, v: v["count"] == len(deciders(a.plan)) - covered(a),
    "coverage_plan.uncovered": lambda a, v: v["count"] == len(deciders(a.plan)) - covered(a) == len(v["reasons"]),
    "coverage_plan.uncovered_most": lambda a, v: v["count"] == len(deciders(a.plan)) - covered(a),
    "coverage_plan.covered": lambda a, v: covered(a) == len(deciders(a.plan)) == v["count"],
    "decider_coverage.all": lambda a, v: covered(a) == len(deciders(a.plan)),
    "decider_coverage.none": lambda a, v: not covered(a),
    "inner_circle.all": lambda a, v: all(each.support in FOR_US for each in inner(a)),
    "inner_circle.none": lambda a, v: not any(each.support in FOR_US for each in inner(a)),
    "inner_circle.some": lambda a, v: v["count"] == sum(each.support in FOR_US for each in inner(a)),
    "stances.all": lambda a, v: all(each.support in FOR_US for each in a.plan.profile.people),
    "stances.none": lambda a, v: not any(each.support in FOR_US for each in a.plan.profile.people),
    "against_us.many": lambda a, v: v["count"] == sum(each.support in AGAINST_US for each in a.plan.profile.people),
    # our position
    "satisfaction_lead.ahead": lambda a, v: scores(a)[0] > scores(a)[1],
    "satisfaction_lead.ahead_thanks": lambda a, v: scores(a)[0] > scores(a)[1] and max(lead_in(a, v["criterion"])) > 0,
    "satisfaction_lead.behind": lambda a, v: scores(a)[0] < scores(a)[1],
    "satisfaction_lead.level": lambda a, v: scores(a)[0] == scores(a)[1],
    "satisfaction_lead.trail": lambda a, v: min(lead_in(a, v["criterion"])) < 0,
    "satisfaction_lead.lead": lambda a, v: max(lead_in(a, v["criterion"])) > 0,
    "satisfaction_note.ahead": lambda a, v: scores(a)[0] > scores(a)[1],
    "satisfaction_note.behind": lambda a, v: scores(a)[0] < scores(a)[1],
    "it_budget_trend.grew": lambda a, v: budget(a)[-1] > budget(a)[0],
    "it_budget_trend.fell": lambda a, v: budget(a)[-1] < budget(a)[0],
    "purchases_from_us.largest": lambda a, v: v["amount"] == pytest.approx(max(sold(a).values())),
    "whitespace.open_worth": lambda a, v: (
        v["count"] == sum(cell.status == WhitespaceStatus.OPEN for cell in a.plan.strategy.whitespace)
    ),
    "whitespace.prize": lambda a, v: (
        v["amount"]
        == max(
            cell.potential
            for cell in a.plan.strategy.whitespace
            if cell.status in (WhitespaceStatus.OPEN, WhitespaceStatus.COMPETITOR) and cell.potential is not None
        )
    ),
    "competition.contests": lambda a, v: (
        v["amount"] == pytest.approx(sum(deal.amount or 0 for deal in stake(a, v["rival"])))
    ),
    "competition.contests_deals": lambda a, v: v["count"] == len(stake(a, v["rival"])),
    "competition.threat": lambda a, v: any(
        rival.threat == Threat.HIGH for rival in a.plan.competition if rival.company == v["rival"]
    ),
    # work
    "actions.all_done": lambda a, v: not overdue(a),
    "actions.late": lambda a, v: v["count"] == len(overdue(a)),
    "actions.late_named": lambda a, v: v["count"] == len(overdue(a)) - 1,
    "actions.overdue": lambda a, v: v["count"] == len(overdue(a)),
    "late_and_next.nothing_late": lambda a, v: not overdue(a) and not late_promises(a),
    "support.late": lambda a, v: v["count"] == len(late_promises(a)),
    "support.one_late": lambda a, v: len(late_promises(a)) == 1,
    "support.all_kept": lambda a, v: not late_promises(a),
    "support.all_pending": lambda a, v: all(each.status == SupportStatus.REQUESTED for each in a.plan.support),
    "roadmap.late": lambda a, v: (
        v["count"] == sum(step.status == RoadmapStatus.LATE for step in a.plan.strategy.roadmap)
    ),
    "roadmap.none_late": lambda a, v: all(step.status != RoadmapStatus.LATE for step in a.plan.strategy.roadmap),
    "decisions.forecast": lambda a, v: v["after"] > a.figures.forecast.value,
    "decisions.forecast_cut": lambda a, v: v["after"] < a.figures.forecast.value,
    "resources.short": lambda a, v: v["load"] > 1,
    "resources.peak": lambda a, v: v["load"] <= 1,
    "deals.largest": lambda a, v: (
        v["amount"] == max(deal.amount for deal in a.plan.deals if is_open(deal) and deal.amount is not None)
    ),
    "deals.only": lambda a, v: sum(map(is_open, a.plan.deals)) == 1,
    "deals.none_open": lambda a, v: not any(map(is_open, a.plan.deals)),
}
"""What a message claims, by its key without "insight."."""

OPPOSITES = [
    (("satisfaction_lead.ahead", "satisfaction_lead.ahead_thanks", "satisfaction_note.ahead"),
     ("satisfaction_lead.behind", "satisfaction_lead.level", "satisfaction_note.behind", "satisfaction_note.level")),
    (("summary.short", "funnel.short"), ("summary.above", "summary.on_target", "funnel.above", "funnel.on_target")),
    (("power.all", "coverage_plan.covered", "decider_coverage.all"),
     ("power.some", "power.none", "coverage_plan.uncovered", "coverage_plan.uncovered_most", "decider_coverage.none")),
    (("power.unopposed",), ("power.against",)),
    (("pipeline_and_deals.rose", "pipeline_and_deals.still_rose"), ("pipeline_and_deals.fell",)),
    (("share_of_wallet.up",), ("share_of_wallet.down",)),
    (("figures_and_problems.all_rose", "figures_and_problems.some_rose"),
     ("pipeline_and_deals.fell", "share_of_wallet.down", "figures_and_problems.all_fell")),
    (("rating_changes.higher_in_all",), ("rating_changes.lower_in_all",)),
    (("actions.all_done", "late_and_next.nothing_late"), ("actions.late", "actions.late_named", "actions.overdue")),
    (("roadmap.none_late",), ("roadmap.late", "roadmap.all_late", "roadmap.one_late")),
    (("support.all_kept",), ("support.late", "support.one_late", "support.none_kept")),
]  # fmt: skip
"""Groups of messages, one of each of which must not stand in one deck."""


def said(answer: object) -> Iterator[Message]:
    """A message and all those in its values."""
    match answer:
        case Message():
            yield answer
            for value in answer.values.values():
                yield from said(value)
        case Clauses(parts) | tuple(parts) | list(parts):
            for part in parts:
                yield from said(part)


def answers(plan: Plan) -> dict[str, Any]:
    """What each insight on a plan says, by its name; on deals once for each."""
    scope: dict[str, Any] = {"analysis": Analysis(plan), "sections": ()}
    found = {}
    for name, each in insights().items():
        if each.parameters[0] in ("analysis", "deal"):
            for number, deal in enumerate(plan.deals if "deal" in each.parameters else [None]):
                found[f"{name}:{number}"] = each.answer({**scope, "deal": deal})
    return found


def check(plan: Plan) -> None:
    analysis, found = Analysis(plan), answers(plan)
    messages = [message for answer in found.values() for message in said(answer)]
    for message in messages:
        claim = CLAIMS.get(message.key.removeprefix("insight."))
        values = {name: each.value if isinstance(each, Figure) else each for name, each in message.values.items()}
        assert claim is None or claim(analysis, values), message
    keys = {message.key.removeprefix("insight.") for message in messages}
    contradictions = [pair for one, other in OPPOSITES for pair in product(one, other) if keys.issuperset(pair)]
    assert contradictions == []
    for language in ("en", "zh"):
        wording = Wording(language, Words(), plan)
        for answer in filter(None, found.values()):
            assert not re.search(r"\bNone\b|\{|^\s*$", _without_texts(wording.sentence(answer), plan))


def _without_texts(sentence: str, plan: Plan) -> str:
    """A sentence unless the plan's own texts have braces or "None"."""
    return "text" if re.search(r"None|\{", repr(plan)) and re.search(r"None|\{", sentence) else sentence


@st.composite
def compared_plans(draw: st.DrawFn) -> Plan:
    """Plans, half of them with a plan of the quarter before."""
    plan = load(draw(plans()))
    if draw(st.booleans()):
        plan._previous = load({**draw(plans()), "period": str(plan.period.previous())})
    return plan


@settings(SETTINGS, max_examples=6)
@given(compared_plans())
def test_what_headlines_claim_holds_for_random_plans(plan: Plan):
    check(plan)


@pytest.mark.long
@settings(SETTINGS, max_examples=200)
@given(compared_plans())
def test_what_headlines_claim_holds_for_many_random_plans(plan: Plan):
    check(plan)


@pytest.mark.parametrize("name", ["qinghe-retail", *in_ci(["huaxing-bank", "meridian-motion"])])
def test_what_headlines_claim_holds_for_the_example_plans(name: str):
    check(plan_of(name))
