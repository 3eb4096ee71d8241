"""The accounts whose amounts are in one currency, and the sums of their amounts."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures import LOWER_IS_BETTER, Figure
from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.money_units import amounts_in
from kamdeck.dataclass import dataclass
from kamdeck.model import Money
from kamdeck.model.values import Amount, Quantity, Ratio, Share
from kamdeck.portfolio.rows import AccountRow, DealLine, StageLine, stage_lines

ADDED = ("pipeline", "weighted_pipeline", "period_pipeline", "undated", "won", "gap", "open_deals")
"""The figures that are added over all accounts."""
COMPARED = ("target", "forecast", "actual", "short")
"""The figures that are added over the accounts with both a target and a forecast, so that the sums are comparable."""


@dataclass(frozen=True)
class CurrencyGroup:
    """Accounts whose amounts are in one currency and unit; `alone` says that the portfolio has no other group."""

    money: Money
    accounts: tuple[AccountRow, ...]
    alone: bool = True

    @property
    def currency(self) -> str:
        """The currency of the amounts."""
        return self.money.currency

    @cached_property
    def compared(self) -> tuple[AccountRow, ...]:
        """The accounts with a target and a forecast, the largest target first."""
        known = [row for row in self.accounts if row.target is not None and row.forecast is not None]
        return tuple(sorted(known, key=lambda row: -row.target))

    @cached_property
    def stages(self) -> tuple[StageLine, ...]:
        """The open stages, then the deals won in the quarter."""
        return stage_lines(self.accounts, self.money)

    @cached_property
    def deals(self) -> tuple[DealLine, ...]:
        """Every open deal with an amount, the largest first."""
        lines = [DealLine(row, deal) for row in self.accounts for deal in row.summary.deals if deal.amount is not None]
        return tuple(sorted(lines, key=lambda line: -line.amount))

    def together(self, lines: Iterable[DealLine]) -> Amount:
        """The sum of the amounts of some deals."""
        return self._sum(line.amount for line in lines)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The sums over the accounts, and their ratios."""
        # Ratios are those of the sums; a mean of ratios would weigh small accounts like large ones.
        found = {name: self._added(name, self.accounts) for name in ADDED}
        found |= {name: self._added(name, self.compared) for name in COMPARED}
        found["attainment"] = divided("attainment", found["forecast"], found["target"], Share)
        found["pipeline_coverage"] = divided("pipeline_coverage", found["period_pipeline"], found["gap"], Ratio)
        return found

    def _added(self, name: str, rows: Iterable[AccountRow]) -> Figure:
        return added(name, rows, Quantity if name == "open_deals" else amounts_in(self.money))

    def _sum(self, values: Iterable[float | None]) -> Amount:
        return amounts_in(self.money)(total(values) or 0.0)


def added(name: str, rows: Iterable[AccountRow], kind: Callable[[float], Any]) -> Figure:
    """The sum of a figure over accounts as a `kind`; last quarter's sum is only known if all accounts have it."""
    known = [row for row in rows if getattr(row, name) is not None]
    # `short` is a figure of the portfolio only, which plans of last quarter do not have.
    before = [row.previous(name) for row in known] if name != "short" else []
    whole = bool(before) and all(value is not None for value in before)
    value = known_as(kind, total(getattr(row, name) for row in known)) if known else None
    return Figure(name, value, kind(sum(before)) if whole else None, lower_is_better=name in LOWER_IS_BETTER)


def divided(name: str, part: Figure, whole: Figure, kind: Callable[[float], Any]) -> Figure:
    """The quotient of two figures, now and last quarter.

    Args:
        name: The name of the new figure.
        part: The figure that is divided.
        whole: The figure by which it is divided.
        kind: Makes the values, such as `Share`.
    """
    before = known_as(kind, quotient(part.previous, whole.previous))
    return Figure(name, known_as(kind, quotient(part.value, whole.value)), before)
