"""A number of the previous plan goes in; the same in this plan's unit of money comes out, so that the two compare."""

from typing import TypeVar

from kamdeck.plan.model import Money, Plan
from kamdeck.plan.numbers import Number
from kamdeck.plan.values import Amount, CustomerAmount, MoneyUnit

N = TypeVar("N", bound=Number)

SIZES = {MoneyUnit.ONE: 1.0, MoneyUnit.THOUSAND: 1e3, MoneyUnit.MILLION: 1e6, MoneyUnit.BILLION: 1e9}


def customer_money(plan: Plan) -> Money:
    """What the customer's own figures are counted in: its own money, or ours where the plan says none."""
    return plan.profile.money or plan.money


def in_money_of(plan: Plan, value: N | None, old: Plan) -> N | None:
    """A number of `old` in the unit of `plan`; unknown for money in another currency, as it is where no money."""
    if isinstance(value, Amount):
        return _converted(value, old.money, plan.money)
    if isinstance(value, CustomerAmount):
        return _converted(value, customer_money(old), customer_money(plan))
    return value


def _converted(value: N, old: Money, new: Money) -> N | None:
    if old.currency != new.currency:
        return None
    return value if old.unit == new.unit else type(value)(value * (SIZES[old.unit] / SIZES[new.unit]))
