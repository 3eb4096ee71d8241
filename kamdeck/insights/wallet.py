"""Insights on the customer's spending on IT and our share of it."""

from collections.abc import Iterable
from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.change_messages import abs_of, growth_message
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses
from kamdeck.model.values import Text

LEAST_LEAD = 0.05
"""A smaller difference between two scores is displayed as 0.0, and so counts as none."""


@insight
def it_budget_trend(analysis: Analysis) -> Answer:
    """The growth of the latest IT budget over the year before; its amount if that year is unknown."""
    budget, growth = analysis.figures.it_budget, analysis.figures.it_budget_on_year
    if growth:
        return Message("insight.it_budget_trend.growth", growth=growth_message(growth))
    return Message("insight.it_budget_trend.amount", amount=budget) if budget else None


@insight
def purchases_from_us(analysis: Analysis) -> Answer:
    """How many of the purchases came from us, and their amount and its share; nothing if no supplier is known."""
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
    """Our share of wallet with its change since last quarter, and the competitor that dominates a category most."""
    return clauses(_our_share(analysis), _strongest_rival(analysis))


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
    """Our share of the installed base, by amount or by quantity."""
    total = analysis.figures.installed_total
    if total is None or total.share is None:
        return None
    by = "by_value" if total.by_amount else "by_quantity"
    kind = "none" if not total.share else "all" if total.share >= 1 else by
    return Message(f"insight.share_of_installed_base.{kind}", share=total.share)


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
    """How many steps of the budget process we can influence, and how many advantages meet the IT strategy."""
    advantages = len(analysis.plan.profile.advantages)
    met = Message("insight.it_strategy_fit.advantages", count=advantages) if advantages else None
    return clauses(budget_influence(analysis), met)


@insight
def satisfaction_lead(analysis: Analysis) -> Answer:
    """The satisfaction with us, and how far it is ahead of or behind the best competitor's."""
    ours, lead = analysis.figures.satisfaction, analysis.figures.satisfaction_lead.value
    if not ours:
        return None
    if lead is None:
        return Message("insight.satisfaction_lead.alone", score=ours)
    kind = "level" if abs(lead) < LEAST_LEAD else "ahead" if lead > 0 else "behind"
    return Message(
        f"insight.satisfaction_lead.{kind}", score=ours, lead=abs_of(lead), rival=analysis.figures.best_rival
    )
