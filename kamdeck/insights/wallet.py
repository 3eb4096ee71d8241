"""Insights on the customer's spending on IT and our share of it."""

from collections.abc import Iterable
from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import SatisfactionRow
from kamdeck.analysis.figures.arithmetic import growth
from kamdeck.analysis.figures.growth import FLAT
from kamdeck.analysis.figures.wallet import identity, is_rest
from kamdeck.insights.change_messages import abs_of
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import MOST_LEAD, quotable
from kamdeck.magnitudes import rounded
from kamdeck.message import Message, clauses
from kamdeck.model.states import FINISHED
from kamdeck.model.values import Company, CustomerAmount, Share, Text

LEAST_LEAD = 0.05
"""A smaller difference between two scores is displayed as 0.0, and so counts as none."""
HALF = 0.5
"""The share of a category from which on it is mostly ours."""
MOST_CATEGORIES = 3
"""The most categories that a sentence names."""


@insight
def it_budget_trend(analysis: Analysis) -> Answer:
    """The growth of the IT budget over all its years, or its amount; and the category where our share is highest.

    Our share of a category is left out if no growth of it is known.
    """
    years = analysis.figures.it_budget_years
    if not years:
        return None
    first, last = years[0], years[-1]
    rate = growth(last.total, first.total) if first.year != last.year else None
    values = {"amount": last.total, "first": first.year, "last": last.year}
    if rate is None:
        budget = Message("insight.it_budget_trend.amount", **values)
    else:
        case = "flat" if abs(rate) < FLAT else "grew" if rate > 0 else "fell"
        budget = Message(f"insight.it_budget_trend.{case}", rate=abs_of(Share(rate)), **values)
    return clauses(budget, _highest_share(analysis))


@insight
def budget_share_source(analysis: Analysis) -> Answer:
    """What our part of the IT budget is the sum of, where it differs from our share of wallet; nothing otherwise."""
    last, share = next(reversed(analysis.budget_years), None), analysis.figures.share_of_wallet
    if last is None or last.ours is None or not last.total or share.value is None:
        return None
    ours = last.ours / last.total
    if rounded(ours * 100, 0) == rounded(share.value * 100, 0):
        return None
    return Message("insight.budget_share_source.differs", ours=Share(ours), share=share)


def _highest_share(analysis: Analysis) -> Message | None:
    """The category of the IT budget in which our share is highest; none unless there are several with known growth."""
    known = [each for each in analysis.figures.budget_categories if each.share is not None and each.growth is not None]
    highest = max(known, key=lambda each: each.share or 0.0, default=None)
    if highest is None or len(known) == 1 or not highest.share:
        return None
    rate = highest.growth or Share(0)
    case = "steady" if abs(rate) < FLAT else "grows" if rate > 0 else "shrinks"
    values = {"share": highest.share, "category": highest.category, "rate": abs_of(rate)}
    return Message(f"insight.it_budget_trend.{case}", **values)


@insight
def fastest_category(analysis: Analysis) -> Answer:
    """The category of the IT budget that grows most, and our share of it if it is known; nothing where none grows."""
    growing = [each for each in analysis.figures.budget_categories if each.growth and each.growth >= FLAT]
    fastest = max(growing, key=lambda each: each.growth or 0.0, default=None)
    if fastest is None:
        return None
    case = "grows" if fastest.share is None else "grows_with_share" if fastest.share else "grows_without_us"
    values = {"category": fastest.category, "rate": fastest.growth, "share": fastest.share}
    return Message(f"insight.fastest_category.{case}", **values)


@insight
def purchases_from_us(analysis: Analysis) -> Answer:
    """How many of the purchases came from us, and their amount and its share; and who has sold more than we have.

    Nothing if no supplier is known.
    """
    return clauses(_purchases_from_us(analysis), _largest_seller(analysis))


def _largest_seller(analysis: Analysis) -> Message | None:
    """The supplier of the greatest part of the purchases, if that is not us; none unless all amounts are known."""
    bought = analysis.plan.profile.it.purchases
    if len(bought) < 2 or any(each.amount is None or each.supplier is None for each in bought):
        return None
    sold: dict[str, tuple[Company, float]] = {}
    for each in bought:
        if each.supplier is not None:
            key = identity(each.supplier)
            sold[key] = (each.supplier, sold.get(key, (each.supplier, 0.0))[1] + (each.amount or 0.0))
    most, amount = max(sold.values(), key=lambda pair: pair[1])
    if most.ours or is_rest(most):
        return None
    return Message("insight.purchases_from_us.largest", company=most, amount=CustomerAmount(amount))


@insight
def latest_lost_purchase(analysis: Analysis) -> Answer:
    """The latest purchase that came from somebody else: what, from whom, and for how much."""
    bought = [each for each in analysis.plan.profile.it.purchases if each.supplier and not each.supplier.ours]
    known = [each for each in bought if each.date and quotable(each.item) and each.supplier]
    latest = max(known, key=lambda each: str(each.date), default=None)
    if latest is None:
        return None
    case = "bought" if latest.amount is None else "worth"
    values = {"item": latest.item, "supplier": latest.supplier, "amount": latest.amount, "date": latest.date}
    return Message(f"insight.latest_lost_purchase.{case}", **values)


def _purchases_from_us(analysis: Analysis) -> Message | None:
    bought = analysis.figures.purchases
    if bought is None or not bought.supplier_known:
        return None
    if bought.count == 1:
        return Message(f"insight.purchases_from_us.{'one_ours' if bought.ours else 'one_theirs'}")
    if not bought.ours:
        return Message("insight.purchases_from_us.none", count=bought.count)
    if bought.ours == bought.count:
        text = Message("insight.purchases_from_us.all", count=bought.count)
    else:
        text = Message("insight.purchases_from_us.some", count=bought.ours, total=bought.count)
    if not bought.our_amount:
        return text
    if bought.our_share is None or bought.ours == bought.count:
        return Message("insight.purchases_from_us.worth", text=text, amount=bought.our_amount)
    return Message("insight.purchases_from_us.part", text=text, amount=bought.our_amount, share=bought.our_share)


@insight
def share_of_wallet(analysis: Analysis) -> Answer:
    """Our share of wallet with its change since last quarter, and the largest renewals of rivals within a year.

    Without renewals: the competitor that dominates a category most; without an installed base, the largest other share.
    """
    share = _our_share(analysis)
    other = _renewals(analysis) or _strongest_rival(analysis)
    return clauses(share, other or (_largest_other(analysis) if share else None))


def _largest_other(analysis: Analysis) -> Message | None:
    """The largest share of wallet besides ours; none where none is known."""
    rows = [row for row in analysis.figures.suppliers if row.company and not row.company.ours and row.share]
    largest = max(rows, key=lambda row: row.share or 0.0, default=None)
    if largest is None or largest.company is None or is_rest(largest.company):
        return None
    return Message("insight.share_of_wallet.largest_other", rival=largest.company, share=largest.share)


def _renewals(analysis: Analysis) -> Message | None:
    """The largest rival's contracts in the quarter with most renewals, within a year from the one under review."""
    found = analysis.rival_renewal
    if found is None:
        return None
    values = {"rival": found.rival, "amount": found.amount, "quarter": found.quarter, "count": found.contracts}
    if found.category is not None:
        return Message("insight.share_of_wallet.renewal_of", category=found.category, **values)
    return Message("insight.share_of_wallet.renewals", **values)


@insight
def largest_holding(analysis: Analysis) -> Answer:
    """The category in which a competitor earns most, with its share; nothing where no amounts are known."""
    rows = [row for row in analysis.figures.installed_base if row.by_amount and row.competitor_amount]
    if not rows:
        return None
    most = max(rows, key=lambda row: row.competitor_amount or 0.0)
    values = {"rival": most.competitor, "category": most.category, "amount": most.competitor_amount}
    if not most.category or not most.competitor_share:
        return None
    return Message("insight.largest_holding.share", share=most.competitor_share, **values)


@insight
def wallet_trend(analysis: Analysis) -> Answer:
    """Our share of wallet with its change since last quarter."""
    return _our_share(analysis)


def _our_share(analysis: Analysis) -> Message | None:
    share = analysis.figures.share_of_wallet
    if share.value is None:
        return None
    if not share.change:
        return Message("insight.share_of_wallet.share", share=share)
    kind = "up" if share.change > 0 else "down"
    return Message(f"insight.share_of_wallet.{kind}", share=share, change=abs_of(share.change))


def _strongest_rival(analysis: Analysis) -> Message | None:
    rivals = [row for row in analysis.figures.installed_base if row.competitor_share]
    if not rivals:
        return None
    most = max(rivals, key=lambda row: (row.competitor_share or 0.0, row.their_amount or 0.0))
    return Message(
        "insight.share_of_wallet.rival", rival=most.competitor, category=most.category, share=most.competitor_share
    )


@insight
def spend_with_us(analysis: Analysis) -> Answer:
    """What the customer spends with us of its IT budget, and the largest other supplier; nothing if that is nothing."""
    figures = analysis.figures
    if not figures.wallet.value:
        return None
    values: dict[str, Any] = {"budget": figures.it_budget, "amount": figures.wallet}
    other = next((row for row in figures.suppliers if row.company and not row.ours), None)
    if other is None:
        return Message("insight.spend_with_us.alone", **values)
    return Message("insight.spend_with_us.beside", company=other.company, share=other.share, **values)


@insight
def suppliers_source(analysis: Analysis) -> Answer:
    """Where the suppliers' shares are from."""
    sources = _distinct(entry.source for entry in analysis.plan.profile.it.suppliers)
    return Message("insight.suppliers_source.sources", sources=sources, count=len(sources)) if sources else None


def _distinct(texts: Iterable[Text | None]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


@insight
def share_of_installed_base(analysis: Analysis) -> Answer:
    """Our share of the installed base, by amount or by quantity, and the categories of which we have more than half.

    Where all of some categories is ours, these are named instead.
    """
    total = analysis.figures.installed_total
    if total is None or total.share is None:
        return None
    by = "by_value" if total.by_amount else "by_quantity"
    kind = "none" if not total.share else "all" if total.share >= 1 else by
    share = Message(f"insight.share_of_installed_base.{kind}", share=total.share)
    rows = [row for row in analysis.figures.installed_base if row.category and row.share is not None]
    whole = tuple(row.category for row in rows if (row.share or 0.0) >= 1)
    led = whole or tuple(row.category for row in rows if (row.share or 0.0) > HALF)
    if kind != by or not 0 < len(led) <= MOST_CATEGORIES or len(rows) == len(led):
        return share
    case = "whole" if whole else "led"
    return clauses(share, Message(f"insight.share_of_installed_base.{case}", categories=led, count=len(led)))


@insight
def next_rival_renewal(analysis: Analysis) -> Answer:
    """The next contract of a competitor that comes up for renewal, with its amount if that is known."""
    groups = [
        (each.quarter, group)
        for each in analysis.figures.renewals
        for group in each.groups
        if group.supplier and not group.supplier.ours and not is_rest(group.supplier) and group.category
    ]
    if not groups:
        return None
    quarter, group = groups[0]
    case = "worth" if group.amount else "due"
    values = {"rival": group.supplier, "category": group.category, "amount": group.amount, "quarter": quarter}
    return Message(f"insight.next_rival_renewal.{case}", **values)


@insight
def installed_base_source(analysis: Analysis) -> Answer:
    """Where the installed base is from: each source after the categories that it is about."""
    entries = analysis.plan.profile.it.installed_base
    parts = []
    for source in _distinct(entry.source for entry in entries):
        categories = _distinct(entry.category for entry in entries if entry.source == source)
        kind = "of_categories" if categories else "of_all"
        parts.append(Message(f"insight.installed_base_source.{kind}", source=source, categories=categories))
    return clauses(*parts)


@insight
def budget_influence(analysis: Analysis) -> Message | None:
    """How many steps of the budget process we can influence; nothing if it is known of no step."""
    steps = analysis.plan.profile.it.budget_process
    if all(step.can_influence is None for step in steps):
        return None
    ours = sum(bool(step.can_influence) for step in steps)
    if len(steps) == 1:
        return Message(f"insight.budget_influence.{'one_ours' if ours else 'one_not'}")
    kind = "all" if ours == len(steps) else "some" if ours else "none"
    return Message(f"insight.budget_influence.{kind}", count=ours, total=len(steps))


@insight
def it_strategy_fit(analysis: Analysis) -> Answer:
    """How many advantages meet the IT strategy; nothing where the plan names none."""
    advantages = len(analysis.plan.profile.advantages)
    return Message("insight.it_strategy_fit.advantages", count=advantages) if advantages else None


@insight
def first_advantage(analysis: Analysis) -> Answer:
    """The first of our advantages that can be quoted."""
    found = next((each for each in analysis.plan.profile.advantages if quotable(each, MOST_LEAD)), None)
    return Message("insight.first_advantage.advantage", advantage=found) if found else None


@insight
def satisfaction_lead(analysis: Analysis) -> Answer:
    """Our score against the best competitor's, the criterion that explains it, and the one in which we trail most.

    A criterion explains it by weight × lead. If we trail in none, the criterion in which we lead. Without competitors'
    scores: ours, and the criterion with the lowest.
    """
    ours, other = analysis.figures.satisfaction, analysis.figures.satisfaction_best_rival
    if not ours:
        return None
    trailing, leading = _trailing(analysis), _leading(analysis)
    if other.value is None:
        return clauses(Message("insight.satisfaction_lead.alone", score=ours), _lowest(analysis))
    values = {"score": ours, "other": other, "rival": analysis.figures.best_rival}
    kind = analysis.figures.satisfaction_standing
    if kind == "ahead" and leading:
        text = Message("insight.satisfaction_lead.ahead_thanks", criterion=leading.criterion, **values)
        return clauses(text, _gap("trail", trailing))
    text = Message(f"insight.satisfaction_lead.{kind}", **values)
    return clauses(text, _gap("trail", trailing) or (_gap("lead", leading) if kind != "ahead" else None))


def _lowest(analysis: Analysis) -> Message | None:
    """The criterion with our lowest score; none where all have the same, or it cannot be quoted."""
    rows = [row for row in analysis.figures.satisfaction_rows if row.ours is not None]
    lowest = min(rows, key=lambda row: row.ours or 0.0, default=None)
    if lowest is None or not quotable(lowest.criterion):
        return None
    if max(row.ours or 0.0 for row in rows) - (lowest.ours or 0.0) < LEAST_LEAD:
        return None
    return Message("insight.satisfaction_lead.lowest", criterion=lowest.criterion, score=lowest.ours)


def _gap(case: str, row: SatisfactionRow | None) -> Message | None:
    if row is None or row.lead is None:
        return None
    values = {"criterion": row.criterion, "rival": row.best_rival, "gap": abs_of(row.lead)}
    return Message(f"insight.satisfaction_lead.{case}", **values)


def _trailing(analysis: Analysis) -> SatisfactionRow | None:
    """The criterion in which we are furthest behind, by weight × gap."""
    rows = [row for row in _compared(analysis) if (row.lead or 0.0) <= -LEAST_LEAD]
    return min(rows, key=lambda row: (row.weight or 0.0) * (row.lead or 0.0), default=None)


def _leading(analysis: Analysis) -> SatisfactionRow | None:
    """The criterion in which we are furthest ahead, by weight × lead."""
    rows = [row for row in _compared(analysis) if (row.lead or 0.0) >= LEAST_LEAD]
    return max(rows, key=lambda row: (row.weight or 0.0) * (row.lead or 0.0), default=None)


def _compared(analysis: Analysis) -> list[SatisfactionRow]:
    rows = analysis.figures.satisfaction_rows
    return [row for row in rows if row.lead is not None and row.criterion and quotable(row.criterion)]


@insight
def gap_answer(analysis: Analysis) -> Answer:
    """What we do about the criterion in which we trail most, and whether that is late; or that nothing is planned."""
    row = _trailing(analysis)
    if row is None:
        return None
    entry = next((each for each in analysis.plan.profile.satisfaction if each.criterion == row.criterion), None)
    action = analysis.plan.action(entry.action) if entry and entry.action else None
    if action is None or not quotable(action.action):
        return None if action else Message("insight.gap_answer.nothing", criterion=row.criterion)
    values = {"criterion": row.criterion, "action": action.action, "due": action.due}
    late = next((each for each in analysis.figures.overdue_actions if each.action is action), None)
    if late:
        return Message("insight.gap_answer.late", days=Message("counted.days", count=late.days), **values)
    if action.status in FINISHED or not action.due:
        return Message("insight.gap_answer.action", **values)
    return Message("insight.gap_answer.due", **values)
