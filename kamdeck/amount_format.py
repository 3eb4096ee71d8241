"""Formats amounts of money, and decides in which unit the amounts of a sentence, column or topic are shown.

The columns, charts and cards of a topic show the amounts of a currency in one unit. A sentence says each amount in the
unit that suits it, which amounts beside each other share where it suits them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, cast

from kamdeck.analysis.figures.figure import AmountChange, shown_change
from kamdeck.characters import MINUS
from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import (
    ALWAYS_FROM,
    SMALLEST_PART,
    UNITS,
    Magnitude,
    are_exact,
    column_decimals,
    decimals_at,
    decimals_for,
    number_decimals,
    rounded,
    unit_of,
)
from kamdeck.model import Money
from kamdeck.model.numbers import AMOUNTS, InOwnCurrency, Number
from kamdeck.model.values import Amount, CustomerAmount, Share
from kamdeck.number_format import NumberFormat
from kamdeck.subject_protocol import DocumentSubject, Scale
from kamdeck.unshowable import showable_number

Sizes = Mapping[str, Sequence[float]]
"""The sizes of amounts in ones, by currency."""
MOST_WRITTEN = 2
"""The most decimals of the customer's amounts, as many as an amount with three significant digits has from 1 on."""
MOST_WITH_DECIMALS = 99.0
"""Up to this many of a unit, the sum of amounts decides how many decimals each of them has."""
LEAST_IN_NEXT = 1e4
"""The least number of the unit of our deals and targets from which on an amount is shown in a greater one."""
LEAST_IN_COMMON = 0.01
"""The smallest part of the unit of a topic: columns that are smaller still would lose their digits in it."""


@dataclass(frozen=True, eq=False)
class AmountFormat:
    """The format of amounts in one language.

    Args:
        format: The formats of the language.
        subject: The plan or portfolio that has the amounts.
        units: The unit of the columns and charts of a topic by currency; a currency that is missing has none.
    """

    format: NumberFormat
    subject: DocumentSubject
    units: Mapping[str, Magnitude] = field(default_factory=dict)

    def money(self, value: float, *, signed: bool = False, bare: bool = False, beside: Sequence[float] = ()) -> str:
        """An amount with its currency.

        Args:
            value: The amount, in the unit and currency of its money.
            signed: Whether an amount above 0 has a plus sign; one below 0 always has a minus sign.
            bare: Whether the currency is left out, in languages that allow it.
            beside: The amounts that it is compared with; it shares its unit with them.
        """
        money = self._money(value)
        size, unit = self._in_unit(value, money, beside)
        digits = self._decimals_in(unit, type(value), money)
        if digits is None:
            number, name = self._written(size, unit, _decimals(size, beside))
        else:
            number, name = self.format.number(size, decimals_at(size, digits)), unit.name
        # The sign is that of the rounded number.
        sign = "" if not number.strip("0.,") else MINUS if value < 0 else "+" if signed and value > 0 else ""
        return self.format.amount(sign + number, name, money.currency, bare=bare)

    def _written(self, size: float, unit: Magnitude, decimals: int) -> tuple[str, str]:
        """A size in a unit as a sentence writes it, and the name of the unit that ends it.

        A language with split units writes the part below one in the next smaller unit instead of as decimals.
        """
        smaller = next((each for each in self._units if each.ones < unit.ones), None)
        shown = rounded(size, decimals)
        if self.format.pattern("split_units") and smaller and smaller.name and (part := shown % 1):
            below = self.format.number(float(part) * unit.ones / smaller.ones, 0)
            whole = self.format.number(int(shown), 0) + unit.name if shown >= 1 else ""
            return whole + below, smaller.name
        return self.format.trimmed(size, decimals), unit.name

    def apart(self, change: AmountChange) -> Number:
        """How far two amounts are apart as shown beside each other; the exact distance where they are shown alike."""
        value, before = change.value, change.before
        scale = self.money_scale(value, (before,))
        shown = float(shown_change(value, before, type(value), scale.divisor, scale.most_decimals)) * scale.divisor
        return type(value)(abs(shown)) if shown else change.size

    def own_money(self, amount: InOwnCurrency) -> str:
        """An amount of another currency, as it was written; its unit is that of the plan's amounts."""
        money = self._money(cast(float, amount))
        own = Money(currency=amount.currency, unit=money.unit)
        size, unit = self._in_unit(amount.own, own, ())
        sign = MINUS if amount.own < 0 else ""
        number, name = self._written(size, unit, decimals_for(size))
        return self.format.amount(sign + number, name, own.currency)

    def money_scale(self, value: float, beside: Sequence[float] = ()) -> Scale:
        """The scale in which `money` displays an amount."""
        money = self._money(value)
        size, unit = self._in_unit(value, money, beside)
        decimals = self._decimals_in(unit, type(value), money)
        shown = _decimals(size, beside) if decimals is None else decimals
        return Scale(unit.ones / UNITS[money.unit], self._unit_name(unit, money), shown, decimals is not None)

    def scale(self, values: Iterable[float | None], beside: Iterable[Any] = ()) -> Scale:
        """One scale for the numbers of a column or series; amounts `beside` it in the table or chart share its unit."""
        numbers = [showable_number(value) for value in values if value is not None]
        if not numbers:
            return Scale()
        if all(isinstance(value, Share) for value in numbers):
            sizes = [value * 100 for value in numbers]
            return Scale(
                0.01, "%", 0 if all(abs(size - round(size)) < 0.01 for size in sizes) else number_decimals(sizes)
            )
        money = next((self._money(value) for value in numbers if isinstance(value, AMOUNTS)), None)
        if money is None:
            return Scale(1.0, "", number_decimals(numbers))
        own = [abs(value) * UNITS[money.unit] for value in numbers if value]
        unit = self.units.get(money.currency) or self._column_unit([*own, *self._sizes(beside, money)], money)
        kind = next(type(value) for value in numbers if isinstance(value, AMOUNTS))
        decimals = self._decimals_in(unit, kind, money)
        shown = column_decimals(size / unit.ones for size in own) if decimals is None else decimals
        return Scale(unit.ones / UNITS[money.unit], self._unit_name(unit, money), shown, decimals is not None)

    def share_money(self, values: Iterable[Any]) -> bool:
        """Whether those values that are amounts are in one currency and unit, so that they can have one scale."""
        moneys = [self._money(value) for value in values if isinstance(value, AMOUNTS)]
        return all(money == moneys[0] for money in moneys[1:])

    def sizes(self, values: Iterable[Any]) -> dict[str, list[float]]:
        """The sizes of those values that are amounts and not 0."""
        found: dict[str, list[float]] = {}
        for value in values:
            if isinstance(value, AMOUNTS) and value:
                money = self._money(value)
                found.setdefault(money.currency, []).append(abs(showable_number(value)) * UNITS[money.unit])
        return found

    def common_units(self, sizes: Sizes) -> dict[str, Magnitude]:
        """The unit of each currency for amounts of several columns and charts; none where they differ too much."""
        units = {}
        for currency, known in sizes.items():
            unit = self._usual_for(known, currency) or unit_of(min(known), max(known), self._units, self._smallest_part)
            if min(known) >= LEAST_IN_COMMON * unit.ones:
                units[currency] = unit
        return units

    @property
    def has_large_steps(self) -> bool:
        """Whether a unit is 10^4 times the next one, so that an amount in another unit is hard to compare."""
        return self._smallest_part >= 1

    def _usual_for(self, sizes: Sequence[float], currency: str) -> Magnitude | None:
        """The unit of our deals and targets, if all of some sizes can be shown in it beside each other."""
        unit = None if self.has_large_steps else self._usual_units.get(currency)
        most = LEAST_IN_NEXT * unit.ones if unit else 0.0
        return unit if unit and sizes and LEAST_IN_COMMON * unit.ones <= min(sizes) and max(sizes) < most else None

    @cached_property
    def _usual_units(self) -> dict[str, Magnitude]:
        """The unit by currency in which most readers know our deals and targets."""
        return {key: unit_of(min(known), max(known), self._units) for key, known in self._sales.items()}

    def _decimals_in(self, unit: Magnitude, kind: type, money: Money) -> int | None:
        """The decimals of our amounts, or of the customer's, in a unit; None where the plan has none in it.

        Our amounts are taken as one column, since readers compare and add them. Of the customer's amounts, which differ
        more, each has three significant digits at most.
        """
        # Units that are 10^4 apart leave an amount too few digits for one number of decimals.
        if self.has_large_steps:
            return None
        theirs = issubclass(kind, CustomerAmount)
        written = [each for each in self.subject.written_amounts if isinstance(each, CustomerAmount) == theirs]
        known = self.sizes(written).get(money.currency, ())
        sizes = [size / unit.ones for size in known if self._own_unit(size, money.currency) == unit]
        if not sizes:
            return None
        if theirs:
            return next((digits for digits in range(MOST_WRITTEN) if are_exact(sizes, digits)), MOST_WRITTEN)
        # Amounts of 9.89 and 0.51 have as many decimals as their sum of 10.4; a greater sum does not matter.
        return column_decimals([*sizes, min(sum(sizes), MOST_WITH_DECIMALS)])

    def _own_unit(self, size: float, currency: str) -> Magnitude:
        """The unit of an amount that stands alone."""
        usual = self._usual_for([size], currency)
        return usual if usual and size >= SMALLEST_PART * usual.ones else unit_of(size, size, self._units)

    @cached_property
    def _sales(self) -> dict[str, list[float]]:
        """The sizes of the amounts of our deals and targets."""
        return self.sizes(self.subject.sales_amounts)

    def _in_unit(self, value: float, money: Money, beside: Sequence[float]) -> tuple[float, Magnitude]:
        """The size of an amount in the unit in which a sentence displays it, and the unit."""
        size = abs(showable_number(value)) * UNITS[money.unit]
        unit: Magnitude | None = None
        if not self.has_large_steps and size and money.currency in self._usual_units:
            own = self._own_unit(size, money.currency)
            unit = own if own == self._usual_units[money.currency] else None
        if beside and not unit:
            greatest = max((size, *self._sizes(beside, money)))
            unit = self._fitting(size, unit_of(greatest, greatest, self._units))
        unit = unit or unit_of(size, size, self._units)
        return size / unit.ones, unit

    def _fitting(self, size: float, common: Magnitude) -> Magnitude | None:
        """The common unit, None for a size that is too small for it or would be too long in it."""
        own = unit_of(size, size, self._units)
        too_long = own.ones > common.ones and size >= ALWAYS_FROM * own.ones
        too_small = size and size < self._smallest_part * common.ones
        return None if too_long or too_small else common

    def _column_unit(self, sizes: Sequence[float], money: Money) -> Magnitude:
        # If all are 0, the plan's own unit is the best guess of how large they would be.
        sizes = sizes or [UNITS[money.unit]]
        if usual := self._usual_for(sizes, money.currency):
            return usual
        # The unit of 10^12 is 10^4 times the next one: smaller amounts beside it would lose their digits.
        part = self._smallest_part if max(sizes) >= 1e12 else SMALLEST_PART
        return unit_of(min(sizes), max(sizes), self._units, part)

    @cached_property
    def _units(self) -> tuple[Magnitude, ...]:
        return self.format.magnitudes

    @cached_property
    def _smallest_part(self) -> float:
        return float(self.format.pattern("smallest_part") or SMALLEST_PART)

    def _money(self, value: float) -> Money:
        # Amounts of a portfolio have their money in their types, since its accounts have different currencies.
        if isinstance(value, CustomerAmount):
            return self.subject.customer_money
        return (value.money if isinstance(value, Amount) else None) or self.subject.money

    def _sizes(self, values: Iterable[Any], money: Money) -> list[float]:
        """The sizes of those values that are amounts in the currency of `money` and not 0."""
        return self.sizes(values).get(money.currency, [])

    def _unit_name(self, unit: Magnitude, money: Money) -> str:
        return self.format.unit(unit.name, money.currency)


def _decimals(size: float, beside: Sequence[float]) -> int:
    """The decimals of a size in the unit in which a sentence displays it.

    A part of the unit that it shares with greater amounts has two, as these have: "1.23 m, 0.33 m above target".
    """
    return 2 if beside and SMALLEST_PART <= size < 1 else decimals_for(size)
