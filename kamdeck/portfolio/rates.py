"""Exchange rates from a deployment's settings, which convert amounts between currencies and units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from kamdeck.analysis.figures.money_units import ONES
from kamdeck.model import Money
from kamdeck.problems import Problem, Problems

LARGEST_ERROR = 0.002
"""By how much a rate may change when it is rounded to two decimals, as a part of it."""


@dataclass(frozen=True)
class Rates:
    """Exchange rates: `factors` has the worth of one unit of each currency in `currency`; empty without rates."""

    currency: str = ""
    factors: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> "Rates":
        """The rates of settings such as {CNY: 1, EUR: 7.8}, which convert all amounts into the currency with rate 1.

        Raises `Problems` for every rate that is not a number above 0, and if no rate is 1.
        """
        factors = {str(name).strip().upper(): _factor(value) for name, value in settings.items()}
        problems = [
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
        return cls(base or "", known)

    def __hash__(self) -> int:
        # A mapping has no hash of its own.
        return hash((self.currency, tuple(sorted(self.factors.items()))))

    def quoted(self, currency: str) -> tuple[int, float]:
        """A rate as documents show it: a number of units of a currency, and their worth.

        Numbers have at most two decimals, so that a rate of 0.0471 is that of 100 units, 4.71.
        """
        factor, units = self.factors[currency], 1
        while abs(round(factor * units, 2) / (factor * units) - 1) > LARGEST_ERROR:
            units *= 10
        return units, factor * units

    def between(self, money: Money, other: Money) -> float | None:
        """The factor that converts an amount from `money` to `other`; none if a rate is missing."""
        sizes = ONES[money.unit] / ONES[other.unit]
        if money.currency == other.currency:
            return sizes
        one, two = self.factors.get(money.currency), self.factors.get(other.currency)
        return None if one is None or two is None else sizes * one / two


NO_RATES = Rates()


def _factor(value: Any) -> float | None:
    try:
        factor = float(value)
    except (TypeError, ValueError):
        return None
    # float(True) is 1.0, but `yes` is not a rate.
    return factor if isfinite(factor) and factor > 0 and not isinstance(value, bool) else None
