"""Conversion of amounts between the units of money of two plans, so that they can be compared."""

from functools import cache
from typing import Any, TypeVar, cast

from kamdeck.model import Money, Plan
from kamdeck.model.numbers import InOwnCurrency, Number
from kamdeck.model.values import Amount, CustomerAmount, MoneyUnit

N = TypeVar("N", bound=Number)

ONES = {MoneyUnit.ONE: 1.0, MoneyUnit.THOUSAND: 1e3, MoneyUnit.MILLION: 1e6, MoneyUnit.BILLION: 1e9}


@cache
def amounts_in(money: Money) -> type[Amount]:
    """A type of amounts with a currency and unit of their own, for documents over plans in several currencies."""
    own_money = money

    class AmountInMoney(Amount):
        """An amount whose type knows its currency and unit."""

        __slots__ = ()
        money = own_money

        def __reduce__(self) -> tuple[Any, ...]:
            # A local class cannot be pickled by its name.
            return _amount_in, (own_money, float(self))

    return AmountInMoney


def _amount_in(money: Money, value: float) -> Amount:
    return amounts_in(money)(value)


def in_money_of(plan: Plan, value: N | None, old: Plan) -> N | None:
    """A number of the plan `old` in the unit of `plan`: unknown if the currencies differ, unchanged if not money."""
    if isinstance(value, Amount):
        return _converted(value, old.money, plan.money)
    if isinstance(value, CustomerAmount):
        return _converted(value, old.customer_money, plan.customer_money)
    return value


def _converted(value: N, old: Money, new: Money) -> N | None:
    if old.currency != new.currency:
        return None
    if old.unit == new.unit:
        return value
    sizes = ONES[old.unit] / ONES[new.unit]
    if isinstance(value, InOwnCurrency):
        factor = value / value.own if value.own else 1.0
        kind = Amount if isinstance(value, Amount) else CustomerAmount
        return cast(N, kind.converted(value.own * sizes, value.currency, factor))
    return type(value)(value * sizes)
