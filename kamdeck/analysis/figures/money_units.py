"""A number of another plan goes in; the same in one unit of money comes out, so that the two compare."""

from functools import cache
from typing import Any, TypeVar

from kamdeck.model import Money, Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Amount, CustomerAmount, MoneyUnit

N = TypeVar("N", bound=Number)

SIZES = {MoneyUnit.ONE: 1.0, MoneyUnit.THOUSAND: 1e3, MoneyUnit.MILLION: 1e6, MoneyUnit.BILLION: 1e9}


@cache
def amounts_in(money: Money) -> type[Amount]:
    """The kind of amounts that are counted in a money, whatever document they stand in: each tells it by its type."""
    counted_in = money

    class Counted(Amount):
        """An amount that tells what it is counted in."""

        __slots__ = ()
        money = counted_in

        def __reduce__(self) -> tuple[Any, ...]:
            return _counted, (counted_in, float(self))

    return Counted


def _counted(money: Money, value: float) -> Amount:
    return amounts_in(money)(value)


def in_money_of(plan: Plan, value: N | None, old: Plan) -> N | None:
    """A number of `old` in the unit of `plan`; unknown for money in another currency, as it is where no money."""
    if isinstance(value, Amount):
        return _converted(value, old.money, plan.money)
    if isinstance(value, CustomerAmount):
        return _converted(value, old.customer_money, plan.customer_money)
    return value


def _converted(value: N, old: Money, new: Money) -> N | None:
    if old.currency != new.currency:
        return None
    return value if old.unit == new.unit else type(value)(value * (SIZES[old.unit] / SIZES[new.unit]))
