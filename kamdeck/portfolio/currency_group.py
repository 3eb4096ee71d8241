"""The accounts whose amounts are counted in one money go in; what their amounts add up to comes out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures import LOWER_IS_BETTER, Figure
from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.money_units import amounts_in
from kamdeck.model import Money
from kamdeck.model.values import Amount, Quantity, Ratio, Share
from kamdeck.portfolio.rows import AccountRow, DealLine, StageLine, stage_lines

ADDED = ("pipeline", "weighted_pipeline", "period_pipeline", "undated", "won", "gap", "open_deals")
"""The figures that add up over accounts."""
COMPARED = ("target", "forecast", "actual", "short")
"""What adds up over the accounts that have both a target and a forecast, so that the sums compare."""


@dataclass(frozen=True)
class CurrencyGroup:
    """Accounts whose amounts are counted in one money; `alone` where the portfolio has no other."""

    money: Money
    accounts: tuple[AccountRow, ...]
    alone: bool = True

    @property
    def currency(self) -> str:
        """What the amounts are counted in."""
        return self.money.currency

    @cached_property
    def compared(self) -> tuple[AccountRow, ...]:
        """The accounts that have a target and a forecast, the largest target first."""
        known = [row for row in self.accounts if row.target is not None and row.forecast is not None]
        return tuple(sorted(known, key=lambda row: -row.target))

    @cached_property
    def ranking(self) -> tuple[AccountRow, ...]:
        """Every account: by forecast ÷ target, then those without by their pipeline."""

        def rank(row: AccountRow) -> tuple[bool, float, float]:
            return row.attainment is None, -(row.attainment or 0.0), -(row.pipeline or 0.0)

        return tuple(sorted(self.accounts, key=rank))

    @cached_property
    def behind(self) -> tuple[AccountRow, ...]:
        """The accounts whose forecast is below their target, the largest gap first."""
        return tuple(sorted((row for row in self.compared if row.short > 0), key=lambda row: -row.short))

    @cached_property
    def attention(self) -> tuple[AccountRow, ...]:
        """The accounts with signals, the most first."""
        known = [row for row in self.accounts if row.signals]
        return tuple(sorted(known, key=lambda row: (-len(row.signals), -(row.pipeline or 0.0))))

    @cached_property
    def selling(self) -> tuple[AccountRow, ...]:
        """The accounts with a weighted pipeline, the greatest first."""
        known = [row for row in self.accounts if row.weighted_pipeline]
        return tuple(sorted(known, key=lambda row: -(row.weighted_pipeline or 0.0)))

    @cached_property
    def standing(self) -> tuple[AccountRow, ...]:
        """The accounts with a share of wallet and a satisfaction, the greatest pipeline first."""
        known = [row for row in self.accounts if row.share_of_wallet is not None and row.satisfaction is not None]
        return tuple(sorted(known, key=lambda row: -(row.pipeline or 0.0)))

    @cached_property
    def overtaken(self) -> tuple[AccountRow, ...]:
        """The accounts of `standing` where a rival satisfies more than we do."""
        return tuple(row for row in self.standing if row.satisfaction_lead is not None and row.satisfaction_lead < 0)

    @cached_property
    def overtaken_pipeline(self) -> Amount:
        """The open pipeline of `overtaken`."""
        return self._sum(row.pipeline for row in self.overtaken)

    @cached_property
    def undated(self) -> tuple[AccountRow, ...]:
        """The accounts whose pipeline has deals without a date, which their coverage leaves out; the most first."""
        known = [row for row in self.ranking if row.undated and row.pipeline_coverage is not None]
        return tuple(sorted(known, key=lambda row: -(row.undated or 0.0)))

    @cached_property
    def stages(self) -> tuple[StageLine, ...]:
        """The open stages, and what was won in the quarter."""
        return stage_lines(self.accounts, self.money)

    @cached_property
    def deals(self) -> tuple[DealLine, ...]:
        """Every open deal with an amount, the largest first."""
        lines = [DealLine(row, deal) for row in self.accounts for deal in row.summary.deals if deal.amount is not None]
        return tuple(sorted(lines, key=lambda line: -line.amount))

    def together(self, lines: Iterable[DealLine]) -> Amount:
        """What some deals are worth together."""
        return self._sum(line.amount for line in lines)

    def lack(self, rows: Iterable[AccountRow]) -> Amount:
        """What some accounts lack of their targets together."""
        return self._sum(row.short for row in rows)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The sums over the accounts, and what follows from them."""
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
    """A sum over accounts beside last quarter's, which is only told where every account tells it."""
    known = [row for row in rows if getattr(row, name) is not None]
    before = [row.previous(name) for row in known] if name != "short" else []
    whole = bool(before) and all(value is not None for value in before)
    value = known_as(kind, total(getattr(row, name) for row in known)) if known else None
    return Figure(name, value, kind(sum(before)) if whole else None, lower_is_better=name in LOWER_IS_BETTER)


def divided(name: str, part: Figure, whole: Figure, kind: Callable[[float], Any]) -> Figure:
    """A part of a whole, now and last quarter."""
    before = known_as(kind, quotient(part.previous, whole.previous))
    return Figure(name, known_as(kind, quotient(part.value, whole.value)), before)
