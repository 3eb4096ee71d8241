"""Exchange rates from a deployment's settings, which convert amounts between currencies and units."""

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from math import isfinite
from typing import Any, Protocol

from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import UNITS
from kamdeck.message import Message
from kamdeck.model.dates import read_day
from kamdeck.problems import Problem, Problems

CODE = re.compile("[A-Z]{3}")
"""The code of a currency."""
LARGEST_ERROR = 0.002
"""By how much a rate may change when it is rounded to two decimals, as a part of it."""


class CountedMoney(Protocol):
    """What amounts are counted in; the class of a plan's money is of a higher module."""

    @property
    def currency(self) -> str:
        """The currency, by ISO 4217."""

    @property
    def unit(self) -> str:
        """What one stands for, such as million."""


@dataclass(frozen=True)
class Rates:
    """Exchange rates: `factors` has the worth of one unit of each currency in `currency`; empty without rates.

    `as_of` is the day on which they were so, where it is known.
    """

    currency: str = ""
    factors: Mapping[str, float] = field(default_factory=dict)
    as_of: date | None = None

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> "Rates":
        """The rates of settings such as {CNY: 1, EUR: 7.8}, which convert all amounts into the currency with rate 1.

        `as_of` among them is the day of the rates.

        Raises:
            Problems: For each rate that is not a number above 0, each name that is not the code of a currency, and if
                no rate is 1.
        """
        day, settings = settings.get("as_of"), {name: rate for name, rate in settings.items() if name != "as_of"}
        factors = {str(name).strip().upper(): _factor(value) for name, value in settings.items()}
        problems = [
            Problem(f"'{name}' is not a currency; write the three letters of ISO 4217, such as EUR", f"rates.{name}")
            for name in settings
            if not CODE.fullmatch(str(name).strip().upper())
        ]
        problems += [
            Problem(f"expected a number above 0, such as 7.8, found '{settings[name]}'", f"rates.{name}")
            for name in settings
            if factors[str(name).strip().upper()] is None
        ]
        known = {name: factor for name, factor in factors.items() if factor is not None}
        base = next((name for name, factor in known.items() if factor == 1), None)
        if settings and base is None and not problems:
            message = "one of the rates must be 1: that of the currency into which the others are converted"
            problems.append(Problem(message, "rates"))
        if problems:
            raise Problems(problems)
        return cls(base or "", known, read_day(day) if day else None)

    def __hash__(self) -> int:
        # A mapping has no hash of its own.
        return hash((self.currency, self.as_of, tuple(sorted(self.factors.items()))))

    def message(self, currency: str, into: str) -> Message | None:
        """A rate as documents say it, "1 USD = 7.2 CNY"; none if it is unknown."""
        if (factor := self.factor(currency, into)) is None:
            return None
        units, worth = quoted(factor)
        return Message("word.rate", units=units, currency=currency, worth=worth, base=into)

    def quoted(self, currency: str) -> tuple[int, float]:
        """The worth of a currency in that of the rates, as `quoted` gives it."""
        return quoted(self.factors[currency])

    def factor(self, currency: str, into: str) -> float | None:
        """The factor that converts amounts of one currency into another; none if a rate is missing."""
        one, two = self.factors.get(currency), self.factors.get(into)
        return None if one is None or two is None else one / two

    def between(self, money: CountedMoney, other: CountedMoney) -> float | None:
        """The factor that converts an amount from `money` to `other`; none if a rate is missing."""
        sizes = UNITS[money.unit] / UNITS[other.unit]
        if money.currency == other.currency:
            return sizes
        factor = self.factor(money.currency, other.currency)
        return None if factor is None else sizes * factor


def quoted(factor: float) -> tuple[int, float]:
    """A rate as documents show it: a number of units of a currency, and their worth.

    Numbers have at most two decimals, so that a rate of 0.0471 is that of 100 units, 4.71.
    """
    units = 1
    while abs(round(factor * units, 2) / (factor * units) - 1) > LARGEST_ERROR:
        units *= 10
    return units, factor * units


NO_RATES = Rates()


def _factor(value: Any) -> float | None:
    try:
        factor = float(value)
    except (TypeError, ValueError):
        return None
    # float(True) is 1.0, but `yes` is not a rate.
    return factor if isfinite(factor) and factor > 0 and not isinstance(value, bool) else None
