"""What currencies are worth goes in, as a deployment writes it; amounts of one money come out in another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from kamdeck.analysis.figures.money_units import ONES
from kamdeck.model import Money
from kamdeck.problems import Problem, Problems


@dataclass(frozen=True)
class Rates:
    """What one of each currency is worth in `currency`; empty where a deployment gives none."""

    currency: str = ""
    factors: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Rates":
        """From {CNY: 1, EUR: 7.8}: the currency that is worth 1 is the one that all are converted into.

        Raises `Problems` with every rate that is none.
        """
        factors = {str(name).strip().upper(): _factor(value) for name, value in written.items()}
        problems = [
            Problem(f"expected a number above 0, such as 7.8, found '{written[name]}'", f"rates.{name}")
            for name in written
            if factors[str(name).strip().upper()] is None
        ]
        known = {name: factor for name, factor in factors.items() if factor is not None}
        base = next((name for name, factor in known.items() if factor == 1), None)
        if written and base is None and not problems:
            problems.append(Problem("one of the rates is 1: that of the currency that the others become", "rates"))
        if problems:
            raise Problems(problems)
        return cls(base or "", known)

    def __hash__(self) -> int:
        # A mapping has no hash of its own.
        return hash((self.currency, tuple(sorted(self.factors.items()))))

    def between(self, money: Money, other: Money) -> float | None:
        """What an amount in one money is multiplied with to be in another; none where nobody can tell."""
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
    return factor if isfinite(factor) and factor > 0 and not isinstance(value, bool) else None
