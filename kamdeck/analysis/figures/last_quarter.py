"""Figures of the quarter before the one under review: its result, its target, and what was won in it; in our money.

They need that quarter's plan as well, since `kamdeck next` removes closed deals from the new plan.
"""

from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.figures.pipeline import actual, closes_in, matched_deals, target
from kamdeck.documented import documented
from kamdeck.model import Deal, Plan
from kamdeck.model.values import Amount, Period, Share, Stage


def earlier_plan(plan: Plan, old: Plan | None) -> Plan | None:
    """The plan of an earlier quarter to compare with: `old` if it is one, else the plan's previous plan."""
    found = old if old is not None and old.period < plan.period else plan.previous_plan
    return found if found is not None and found.period < plan.period else None


def closed_deals(plan: Plan, old: Plan | None, stage: Stage, period: Period) -> tuple[tuple[Deal, Amount | None], ...]:
    """The deals of a stage (won or lost) that closed in a quarter, each with its amount in the money of `plan`.

    A deal in both plans is taken from `plan`; those that only `old` has come last.

    Args:
        plan: The plan of this quarter.
        old: The plan of last quarter, if there is one.
        stage: Won or lost.
        period: The quarter in which the deals closed.

    Returns:
        The deals, each with its amount; None where the amount is unknown or cannot be converted.
    """
    found = [(deal, deal.amount) for deal in plan.deals if deal.meaning == stage and closes_in(deal, period)]
    if old is not None:
        gone = [deal for deal in matched_deals(old, plan).gone if deal.meaning == stage and closes_in(deal, period)]
        found += [(deal, in_money_of(plan, deal.amount, old)) for deal in gone]
    return tuple(found)


# -- figures -------------------------------------------------------------------------------------------------------


@documented("Our sales target of the last quarter, from `targets` or else last quarter's plan; in our money.")
def last_target(plan: Plan, old: Plan | None = None) -> Amount | None:
    period, earlier = plan.period.previous(), earlier_plan(plan, old)
    own = target(plan, period)
    return own if own is not None or earlier is None else in_money_of(plan, target(earlier, period), earlier)


@documented("Our sales in the last quarter, from `targets`; in our money.")
def last_actual(plan: Plan) -> Amount | None:
    return actual(plan, plan.period.previous())


@documented("The sum of the deals won with `close` in the last quarter, of this plan and last quarter's; in our money.")
def last_won(plan: Plan, old: Plan | None = None) -> Amount | None:
    deals = closed_deals(plan, earlier_plan(plan, old), Stage.WON, plan.period.previous())
    return known_as(Amount, total(amount for _, amount in deals)) if deals else None


@documented(
    """The result of the last quarter: its `actual` in `targets`, else the sum of the deals won; in our money."""
)
def last_result(plan: Plan, old: Plan | None = None) -> Amount | None:
    own, won = last_actual(plan), last_won(plan, old)
    earlier = earlier_plan(plan, old)
    if own is not None or earlier is None:
        return own if own is not None else won
    # Last quarter's plan may have been written before its quarter was over, and more may have been won since.
    recorded = in_money_of(plan, actual(earlier, plan.period.previous()), earlier)
    known = [amount for amount in (recorded, won) if amount is not None]
    return max(known, default=None)


@documented("last_result ÷ last_target: how far the last quarter reached its target; a share (0 to 1).")
def last_attainment(plan: Plan, old: Plan | None = None) -> Share | None:
    return known_as(Share, quotient(last_result(plan, old), last_target(plan, old)))
