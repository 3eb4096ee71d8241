"""Insights on the accounts of a portfolio: our standing, people, work, and the quality of the plans."""

from collections.abc import Sequence

from kamdeck.analysis.quality import Light
from kamdeck.analysis.quality.score import AMBER, GREEN
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses
from kamdeck.portfolio import AccountRow, Portfolio
from kamdeck.portfolio.portfolio import ListedSection

MOST_GAPS = 2
"""The most accounts with gaps that a sentence names; more are only counted."""

# -- cover and agenda ----------------------------------------------------------------------------------------------


@insight
def portfolio_accounts(portfolio: Portfolio) -> Answer:
    """The number of accounts."""
    return Message("counted.accounts", count=len(portfolio.accounts))


@insight
def portfolio_as_of(portfolio: Portfolio) -> Answer:
    """The day of the plans: the latest review date."""
    return Message("insight.portfolio_as_of.plans", day=portfolio.review_date)


@insight
def portfolio_agenda(portfolio: Portfolio, sections: Sequence[ListedSection]) -> Answer:
    """The number of accounts, and of the document's sections that have a number."""
    accounts = Message("counted.accounts", count=len(portfolio.accounts))
    numbered = [each for each in sections if each.number]
    return Message("insight.portfolio_agenda.sections", accounts=accounts, count=len(numbered))


# -- our standing --------------------------------------------------------------------------------------------------


@insight
def portfolio_standing(portfolio: Portfolio) -> Answer:
    """The mean satisfaction, and the share of those who decide that is covered."""
    score, share = portfolio.figures["satisfaction"], portfolio.figures["decision_maker_coverage"]
    return clauses(
        Message("insight.portfolio_standing.satisfaction", score=score) if score else None,
        Message("insight.portfolio_standing.coverage", share=share) if share else None,
    )


@insight
def portfolio_rivals(portfolio: Portfolio) -> Answer:
    """At which accounts a competitor satisfies more than we do: none, one by its name, some or all."""
    ahead, known = portfolio.sales.overtaken, portfolio.sales.standing
    if not ahead:
        return _no_rivals(known) if known else None
    if len(ahead) == 1:
        return Message("insight.portfolio_rivals.one", account=ahead[0].name)
    kind = "all" if len(ahead) == len(known) else "some"
    return Message(f"insight.portfolio_rivals.{kind}", count=len(ahead), all=len(known))


def _no_rivals(known: Sequence[AccountRow]) -> Message:
    if len(known) == 1:
        return Message("insight.portfolio_rivals.none_of_one", account=known[0].name)
    return Message("insight.portfolio_rivals.none", count=len(known))


@insight
def portfolio_rivals_source(portfolio: Portfolio) -> Answer:
    """What the bubbles or cells show, and which accounts are left out."""
    return Message(f"insight.portfolio_rivals_source.{'cells' if portfolio.sales.is_crowded else 'all'}")


@insight
def portfolio_coverage(portfolio: Portfolio) -> Answer:
    """How many of those who decide are covered: none, some or all, and which accounts have gaps."""
    covered = portfolio.figures["decision_makers_covered"].value or 0
    deciders = portfolio.figures["decision_makers"].value or 0
    if not deciders:
        return None
    if deciders == 1:
        return Message(f"insight.portfolio_coverage.{'only_covered' if covered else 'only_not'}")
    if not covered or covered == deciders:
        return Message(f"insight.portfolio_coverage.{'all' if covered else 'none'}", count=deciders)
    gaps, some = portfolio.uncovered, Message("insight.portfolio_coverage.some", count=covered, all=deciders)
    if len(gaps) <= MOST_GAPS:
        names = tuple(row.name for row in gaps)
        return clauses(some, Message("insight.portfolio_coverage.named_gaps", names=names, count=len(gaps)))
    return clauses(some, Message("insight.portfolio_coverage.gaps", count=len(gaps)))


@insight
def portfolio_coverage_source(portfolio: Portfolio) -> Answer:
    """Who counts as covered, and how many accounts are shown."""
    shown, known = len(portfolio.least_covered), len(portfolio.covering)
    kind = "least" if shown < known else "all"
    return Message(f"insight.portfolio_coverage_source.{kind}", count=shown, all=known)


# -- work ----------------------------------------------------------------------------------------------------------


@insight
def portfolio_work(portfolio: Portfolio) -> Answer:
    """The number of overdue actions, and the highest load of a role."""
    overdue, peak = portfolio.figures["overdue"], portfolio.load_peak
    return clauses(
        Message("insight.portfolio_work.overdue", count=overdue.value) if overdue else None,
        Message(f"insight.portfolio_work.{'no_capacity' if peak.load is None else 'load'}", load=peak.load)
        if peak
        else None,
    )


@insight
def portfolio_overdue(portfolio: Portfolio) -> Answer:
    """The action that is longest overdue with its account, how many more there are, and whose most of them are."""
    lines = portfolio.overdue
    if not lines:
        return None
    days, most = Message("counted.days", count=lines[0].days), portfolio.owners[0]
    values = {"account": lines[0].account.name, "action": lines[0].action, "days": days}
    named = "_named" if quotable(lines[0].action) else ""
    if len(lines) == 1:
        text, kind = Message(f"insight.portfolio_overdue.one{named}", **values), "owner_of_one"
    else:
        count = len(lines) - 1 if named else len(lines)
        text = Message(f"insight.portfolio_overdue.several{named}", count=count, **values)
        kind = "owner" if most.count < len(lines) else "owner_of_all"
    # Where each owner has a single action, none of them has the most.
    owned = most.owner and (most.count > 1 or len(lines) == 1)
    owner = Message(f"insight.portfolio_overdue.{kind}", owner=most.owner, count=most.count) if owned else None
    return clauses(text, owner)


@insight
def portfolio_overdue_source(portfolio: Portfolio) -> Answer:
    """When an action is overdue."""
    return Message("insight.portfolio_overdue_source.overdue")


@insight
def portfolio_load(portfolio: Portfolio) -> Answer:
    """The role and month with the highest load; where no capacity is known, that the demand is shown."""
    peak = portfolio.load_peak
    if not peak:
        return Message("insight.portfolio_load.demand") if portfolio.load else None
    kind = "peak" if peak.load is not None else "no_capacity"
    kind = kind if peak.role else f"{kind}_of_any"
    return Message(f"insight.portfolio_load.{kind}", role=peak.role, load=peak.load, month=peak.month)


@insight
def portfolio_load_source(portfolio: Portfolio) -> Answer:
    """What the cells of the load show."""
    return Message("insight.portfolio_load_source.demand")


# -- quality of the plans ------------------------------------------------------------------------------------------


@insight
def portfolio_weak_plans(portfolio: Portfolio) -> Answer:
    """How many plans are weak: none, one by its account, some or all."""
    weak, count = portfolio.weak, len(portfolio.accounts)
    if not weak:
        return Message("insight.portfolio_weak_plans.none")
    if len(weak) == 1:
        return Message("insight.portfolio_weak_plans.one", account=weak[0].name)
    kind = "all" if len(weak) == count else "some"
    return Message(f"insight.portfolio_weak_plans.{kind}", count=len(weak), all=count)


@insight
def portfolio_quality(portfolio: Portfolio) -> Answer:
    """How many plans are weak or fair, and the lowest score."""
    lowest = portfolio.graded[0]
    score = {"account": lowest.name, "score": lowest.quality}
    if len(portfolio.accounts) == 1:
        kind = {Light.RED: "one_weak", Light.AMBER: "one_fair", Light.GREEN: "one_good"}[lowest.light]
        return Message(f"insight.portfolio_quality.{kind}", **score)
    weak, fair = len(portfolio.weak), len(portfolio.fair)
    if not weak and not fair:
        return Message("insight.portfolio_quality.good", **score)
    kind = "fair" if not weak else "weak_and_fair" if fair else "weak"
    found = Message(f"insight.portfolio_quality.{kind}", count=weak or fair, fair=fair)
    return clauses(found, Message("insight.portfolio_quality.lowest", **score))


@insight
def portfolio_quality_source(portfolio: Portfolio) -> Answer:
    """What the scores mean, and how many plans are shown."""
    shown, count = len(portfolio.weakest), len(portfolio.accounts)
    kind = "weakest" if shown < count else "all"
    return Message(f"insight.portfolio_quality_source.{kind}", count=shown, all=count, good=GREEN, fair=AMBER)


# -- appendix ------------------------------------------------------------------------------------------------------


@insight
def portfolio_appendix(portfolio: Portfolio) -> Answer:
    """That the appendix has all accounts."""
    return Message("insight.portfolio_appendix.all")


@insight
def portfolio_all_quality(portfolio: Portfolio) -> Answer:
    """The number of accounts in the appendix, and how their plans are sorted."""
    return Message("insight.portfolio_all_quality.all", count=len(portfolio.accounts))
