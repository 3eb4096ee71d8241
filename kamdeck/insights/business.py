"""Insights on the customer's business: its revenue, margin and balance sheet, its CEO's goals, its competitors."""

from collections.abc import Iterable, Sequence

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import BusinessYear
from kamdeck.analysis.figures.growth import FLAT, Growth
from kamdeck.insights.change_messages import abs_of, growth_message
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import MOST_LEAD, quotable
from kamdeck.message import Message, clauses
from kamdeck.model.fact import Fact
from kamdeck.model.profile import CustomerCompetitor, HistoryEvent
from kamdeck.model.values import CustomerAmount, HistoryKind, Share, Text, Threat, Year

WINS, LOSSES = (HistoryKind.WIN,), (HistoryKind.LOSS,)
"""The kinds of events that end a deal."""
MOST_RIVALS, MOST_SOURCES = 2, 8
"""The most competitors of the customer, and the most references, that a sentence names."""


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
    """The first goal of the customer's CEO, else the growth of revenue or the industry; and the main threats."""
    plan = analysis.plan
    first = first_goal(analysis) or _subject(analysis)
    rivals = tuple(each.company for each in _strongest(analysis) if each.company is not None)
    rivals = rivals if len(rivals) <= MOST_RIVALS else ()
    case = "rivals" if first else "only_rivals"
    values = {"count": len(rivals), "rivals": rivals, "account": plan.account.name}
    return clauses(first, Message(f"insight.business.{case}", **values) if rivals else None)


def _strongest(analysis: Analysis) -> tuple[CustomerCompetitor, ...]:
    """The customer's competitors of high threat."""
    return tuple(each for each in analysis.plan.profile.competitors if each.level == Threat.HIGH)


def _subject(analysis: Analysis) -> Answer:
    account, grown = analysis.plan.account, analysis.figures.revenue_on_year
    if grown:
        return Message("insight.business.revenue", account=account.name, growth=growth_message(grown))
    if account.industry:
        return Message("insight.business.industry", account=account.name, industry=account.industry)
    return None


@insight
def first_goal(analysis: Analysis) -> Answer:
    """The first goal of the customer's CEO that is short enough to be quoted, with the person's name if it is known."""
    ceo = analysis.plan.profile.ceo
    goal = next((goal for goal in ceo.goals if quotable(goal)), None)
    if goal is None:
        return None
    return Message(f"insight.first_goal.{'goal_of' if ceo.person else 'goal'}", person=ceo.person, goal=goal)


@insight
def rival_threat(analysis: Analysis) -> Answer:
    """What makes the strongest competitor of the customer dangerous; else the first challenge of the CEO."""
    found = next((each for each in _strongest(analysis) if each.company and quotable(each.threat, MOST_LEAD)), None)
    if found:
        return Message("insight.rival_threat.threat", rival=found.company, threat=found.threat)
    challenge = next((each for each in analysis.plan.profile.ceo.challenges if quotable(each, MOST_LEAD)), None)
    return Message("insight.rival_threat.challenge", challenge=challenge) if challenge else None


@insight
def revenue_and_margin(analysis: Analysis) -> Answer:
    """The growth of revenue over the years, and the net margin with its fall since its peak; nothing without growth."""
    figures, grown = analysis.figures, analysis.figures.revenue_over_years
    if grown is None:
        return None
    growth, fall = growth_message(grown), figures.net_margin_since_peak.value
    if fall is not None and fall <= -FLAT:
        case = _case_of_margin(analysis, grown)
        values = {"change": abs_of(fall), "year": figures.margin_peak_year, "margin": figures.net_margin}
        return Message(f"insight.revenue_and_margin.{case}", growth=growth, **values)
    return clauses(
        Message("insight.revenue_and_margin.revenue", growth=growth),
        Message("insight.revenue_and_margin.margin", margin=figures.net_margin) if figures.net_margin else None,
    )


def _case_of_margin(analysis: Analysis, grown: Growth) -> str:
    """The case of a net margin below its peak; one that has risen since the year before has not slipped."""
    margins = [year.net_margin for year in analysis.figures.years if year.net_margin is not None]
    if margins[-1] - margins[-2] >= FLAT:
        return "below_peak"
    return "and_slipped" if grown.direction == "down" else "but_slipped"


@insight
def point_of_margin(analysis: Analysis) -> Answer:
    """What one point of net margin is worth, as a share of the IT budget if that is known; nothing without revenue."""
    revenue, budget = analysis.figures.revenue.value, analysis.figures.it_budget.value
    if not revenue or not analysis.figures.net_margin:
        return None
    point = CustomerAmount(revenue / 100)
    if not budget:
        return Message("insight.point_of_margin.worth", amount=point)
    return Message("insight.point_of_margin.of_budget", amount=point, budget=budget, share=Share(point / budget))


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
    """The equity as a share of total assets at the end of the last year, and since the first; nothing if it is unknown.

    Without a balance sheet: the customer's budget.
    """
    figures, known = analysis.figures, [year for year in analysis.figures.years if year.equity_ratio is not None]
    if figures.equity_ratio is None:
        return _customer_budget(analysis)
    first, last = known[0], figures.years[-1]
    values = {"ratio": figures.equity_ratio, "first": first.year, "before": first.equity_ratio}
    change = figures.equity_ratio - (first.equity_ratio or 0.0)
    if first.year == last.year or abs(change) < FLAT:
        case = "forecast" if last.forecast else "ratio"
        return Message(f"insight.equity_ratio.{case}", ratio=figures.equity_ratio, year=last.year)
    return Message(f"insight.equity_ratio.{'rose' if change > 0 else 'fell'}", last=_year_of(last), **values)


def _year_of(year: BusinessYear) -> Message:
    """A year, which says that it is a forecast if it is not over."""
    return Message(f"insight.equity_ratio.{'forecast_year' if year.forecast else 'year'}", year=year.year)


def _customer_budget(analysis: Analysis) -> Message | None:
    budget = analysis.figures.customer_budget
    return Message("insight.equity_ratio.budget", amount=budget) if budget else None


@insight
def return_on_equity(analysis: Analysis) -> Answer:
    """How the return on equity has moved from the first year to the last; nothing with fewer than two years."""
    known = [year for year in analysis.figures.years if year.return_on_equity is not None]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    change = (last.return_on_equity or 0.0) - (first.return_on_equity or 0.0)
    case = "flat" if abs(change) < FLAT else "rose" if change > 0 else "fell"
    values = {"before": first.return_on_equity, "first": first.year, "last": _year_of(last)}
    return Message(f"insight.return_on_equity.{case}", rate=last.return_on_equity, **values)


@insight
def history(analysis: Analysis) -> Answer:
    """How often we have won and lost since the first of these events, and the latest win; else the latest event."""
    closed = _events(analysis, *WINS, *LOSSES)
    if not closed:
        return _latest(analysis.plan.profile.history, "latest_event")
    won, lost = (len(_events(analysis, *kinds)) for kinds in (WINS, LOSSES))
    case = "_and_".join(name for name, count in (("won", won), ("lost", lost)) if count)
    counted = {name: Message("counted.times", count=count) for name, count in (("won", won), ("lost", lost)) if count}
    result = Message(f"insight.history.{case}", since=Year(int(str(closed[0].date)[:4])), **counted)
    return clauses(result, _latest(_events(analysis, *WINS), "latest_win"))


def _events(analysis: Analysis, *kinds: HistoryKind) -> list[HistoryEvent]:
    """The dated events of some kinds, the earliest first."""
    dated = [event for event in analysis.plan.profile.history if event.kind in kinds and event.date]
    return sorted(dated, key=lambda event: str(event.date))


def _latest(events: Sequence[HistoryEvent], case: str) -> Message | None:
    """The latest of some events that can be quoted, and when it was."""
    known = [event for event in events if quotable(event.event, MOST_LEAD) and event.date]
    latest = max(known, key=lambda event: str(event.date), default=None)
    return Message(f"insight.history.{case}", event=latest.event, date=latest.date) if latest else None


@insight
def latest_setback(analysis: Analysis) -> Answer:
    """The latest loss or issue, and when it was; nothing where there is none that can be quoted."""
    return _latest(_events(analysis, *LOSSES, HistoryKind.ISSUE), "latest_setback")


# -- sources ---------------------------------------------------------------------------------------------------------


@insight
def references_source(analysis: Analysis) -> Answer:
    """The titles of the references, of many the first eight; nothing where there are none."""
    titles = tuple(each.title for each in analysis.plan.profile.references if each.title)
    if len(titles) > MOST_SOURCES:
        more = len(titles) - MOST_SOURCES
        return Message("insight.references_source.first_titles", count=more, titles=titles[:MOST_SOURCES])
    return Message("insight.references_source.titles", count=len(titles), titles=titles) if titles else None


@insight
def financials_source(analysis: Analysis) -> Answer:
    """The sources of the customer's financials; nothing where none is given."""
    sources = _sources(analysis.plan.profile.financials)
    return Message("insight.financials_source.sources", count=len(sources), sources=sources) if sources else None


def _sources(facts: Iterable[Fact]) -> tuple[Text, ...]:
    """The sources of facts, each once."""
    return tuple(dict.fromkeys(fact.source for fact in facts if fact.source))
