"""Insights on the customer's business: its revenue, margin and balance sheet, its CEO's goals, its competitors."""

from collections.abc import Iterable

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.growth import FLAT
from kamdeck.insights.change_messages import abs_of, growth_message
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses
from kamdeck.model.fact import Fact
from kamdeck.model.values import HistoryKind, Text, Threat

WINS, SETBACKS = (HistoryKind.WIN,), (HistoryKind.LOSS, HistoryKind.ISSUE)
"""The kinds of events that speak for us, and against us."""


@insight
def who_the_customer_is(analysis: Analysis) -> Answer:
    """A text for the agenda that fits any account."""
    return Message("insight.who_the_customer_is.always")


@insight
def revenue_and_share(analysis: Analysis) -> Answer:
    """The customer's revenue and our share of wallet, as far as they are known."""
    revenue, share = analysis.figures.revenue, analysis.figures.share_of_wallet
    return clauses(
        Message("insight.revenue_and_share.revenue", revenue=revenue) if revenue else None,
        Message("insight.revenue_and_share.share", share=share) if share else None,
    )


@insight
def business(analysis: Analysis) -> Answer:
    """The growth of revenue and the number of the CEO's goals, else the industry; and the strongest competitors."""
    plan = analysis.plan
    first = _subject(analysis)
    rivals = tuple(
        each.company for each in plan.profile.competitors if each.level == Threat.HIGH and each.company is not None
    )
    case = "rivals" if first else "only_rivals"
    values = {"count": len(rivals), "rivals": rivals, "account": plan.account.name}
    return clauses(first, Message(f"insight.business.{case}", **values) if rivals else None)


def _subject(analysis: Analysis) -> Answer:
    account, grown = analysis.plan.account, analysis.figures.revenue_on_year
    goals = len(analysis.plan.profile.ceo.goals)
    if grown:
        revenue = Message("insight.business.revenue", account=account.name, growth=growth_message(grown))
        case = "goals_too" if goals > 1 else "goal_too"
        return clauses(revenue, Message(f"insight.business.{case}", count=goals) if goals else None)
    if goals:
        return Message(f"insight.business.{'goals' if goals > 1 else 'goal'}", account=account.name, count=goals)
    if account.industry:
        return Message("insight.business.industry", account=account.name, industry=account.industry)
    return None


@insight
def ceo_goals(analysis: Analysis) -> Answer:
    """The number of the CEO's goals, if the plan names the person."""
    ceo = analysis.plan.profile.ceo
    if not ceo.person or not ceo.goals:
        return None
    case = "goals" if len(ceo.goals) > 1 else "goal"
    return Message(f"insight.ceo_goals.{case}", person=ceo.person, count=len(ceo.goals))


@insight
def revenue_and_margin(analysis: Analysis) -> Answer:
    """The growth of revenue over the years, and the net margin with its fall since its peak; nothing without growth."""
    figures, grown = analysis.figures, analysis.figures.revenue_over_years
    if grown is None:
        return None
    growth, fall = growth_message(grown), figures.net_margin_since_peak.value
    if fall is not None and fall <= -FLAT:
        case = "and_slipped" if grown.direction == "down" else "but_slipped"
        values = {"change": abs_of(fall), "year": figures.margin_peak_year, "margin": figures.net_margin}
        return Message(f"insight.revenue_and_margin.{case}", growth=growth, **values)
    return clauses(
        Message("insight.revenue_and_margin.revenue", growth=growth),
        Message("insight.revenue_and_margin.margin", margin=figures.net_margin) if figures.net_margin else None,
    )


@insight
def it_budget_of_revenue(analysis: Analysis) -> Answer:
    """The IT budget and its share of revenue, with the year if it is not the last one; nothing if either is unknown."""
    figures = analysis.figures
    if not figures.it_budget_of_revenue:
        return None
    year = figures.it_budget_years[-1].year
    values = {"budget": figures.it_budget, "share": figures.it_budget_of_revenue, "year": year}
    case = "share" if year == figures.years[-1].year else "share_of_year"
    return Message(f"insight.it_budget_of_revenue.{case}", **values)


@insight
def it_budget_and_equity(analysis: Analysis) -> Answer:
    """The IT budget's share of revenue, and the equity ratio if it is known; nothing if that share is unknown."""
    budget, ratio = it_budget_of_revenue(analysis), analysis.figures.equity_ratio
    if budget is None or ratio is None:
        return budget
    equity = Message("insight.it_budget_and_equity.equity", ratio=ratio)
    return Message("insight.it_budget_and_equity.both", budget=budget, equity=equity)


@insight
def equity_ratio(analysis: Analysis) -> Answer:
    """The equity as a share of total assets at the end of the last year; nothing if it is unknown."""
    figures = analysis.figures
    if figures.equity_ratio is None:
        return None
    last = figures.years[-1]
    case = "forecast" if last.forecast else "ratio"
    return Message(f"insight.equity_ratio.{case}", ratio=figures.equity_ratio, year=last.year)


@insight
def history(analysis: Analysis) -> Answer:
    """The number of events, and how many of several were wins and setbacks."""
    events = analysis.plan.profile.history
    if not events:
        return None
    counts = {
        name: sum(each.kind in kinds for each in events) for name, kinds in (("wins", WINS), ("setbacks", SETBACKS))
    }
    shown = Message("insight.history.events", count=len(events))
    kinds = tuple(Message(f"insight.history.{name}", count=count) for name, count in counts.items() if count)
    if len(events) == 1 or not kinds:
        return shown
    case = "all_of_them" if sum(counts.values()) == len(events) else "among_them"
    return Message(f"insight.history.{case}", events=shown, kinds=kinds)


# -- sources ---------------------------------------------------------------------------------------------------------


@insight
def references_source(analysis: Analysis) -> Answer:
    """The titles of the references; nothing where there are none."""
    titles = tuple(each.title for each in analysis.plan.profile.references if each.title)
    return Message("insight.references_source.titles", count=len(titles), titles=titles) if titles else None


@insight
def financials_source(analysis: Analysis) -> Answer:
    """The sources of the customer's financials; nothing where none is given."""
    sources = _sources(analysis.plan.profile.financials)
    return Message("insight.financials_source.sources", count=len(sources), sources=sources) if sources else None


def _sources(facts: Iterable[Fact]) -> tuple[Text, ...]:
    """The sources of facts, each once."""
    return tuple(dict.fromkeys(fact.source for fact in facts if fact.source))
