"""The accounts whose amounts are in one currency, and the sums and rankings of their amounts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures import LOWER_IS_BETTER, Figure
from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.money_units import amounts_in
from kamdeck.model import Money
from kamdeck.model.values import Amount, Quantity, Ratio, Share
from kamdeck.portfolio.rows import AccountRow, DealLine, StageLine, stage_lines, verdict

ADDED = ("pipeline", "weighted_pipeline", "period_pipeline", "undated", "won", "gap", "open_deals")
"""The figures that are added over all accounts."""
COMPARED = ("target", "forecast", "actual", "short")
"""The figures that are added over the accounts with both a target and a forecast, so that the sums are comparable."""

# The most rows of a chart or table on one slide; where there are more, the text below says how many are shown.
MOST_TARGETS = 8
MOST_RANKED = 10
MOST_SELLING = 10
MOST_DEALS = 12
MOST_STANDING = 24


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

    @property
    def largest_targets(self) -> tuple[AccountRow, ...]:
        """The first accounts of `compared`, as many as a slide shows."""
        return self.compared[:MOST_TARGETS]

    @cached_property
    def ranking(self) -> tuple[AccountRow, ...]:
        """Every account by forecast ÷ target, then those without by their pipeline, the greatest first."""

        def rank(row: AccountRow) -> tuple[bool, float, float]:
            return row.attainment is None, -(row.attainment or 0.0), -(row.pipeline or 0.0)

        return tuple(sorted(self.accounts, key=rank))

    @property
    def first_ranked(self) -> tuple[AccountRow, ...]:
        """The first accounts of `ranking`, as many as a slide shows."""
        return self.ranking[:MOST_RANKED]

    @property
    def is_long(self) -> bool:
        """Whether a slide cannot show all accounts."""
        return len(self.ranking) > MOST_RANKED

    @property
    def attained(self) -> tuple[AccountRow, ...]:
        """The accounts of `ranking` whose forecast ÷ target is known."""
        return tuple(row for row in self.ranking if row.attainment is not None)

    @cached_property
    def behind(self) -> tuple[AccountRow, ...]:
        """The accounts whose forecast is below their target, the largest gap first."""
        return tuple(sorted((row for row in self.compared if row.short > 0), key=lambda row: -row.short))

    @cached_property
    def attention(self) -> tuple[AccountRow, ...]:
        """The accounts with signals, those with the most signals first."""
        known = [row for row in self.accounts if row.signals]
        return tuple(sorted(known, key=lambda row: (-len(row.signals), -(row.pipeline or 0.0))))

    @cached_property
    def selling(self) -> tuple[AccountRow, ...]:
        """The accounts with a weighted pipeline, the greatest first."""
        known = [row for row in self.accounts if row.weighted_pipeline]
        return tuple(sorted(known, key=lambda row: -(row.weighted_pipeline or 0.0)))

    @property
    def largest_selling(self) -> tuple[AccountRow, ...]:
        """The first accounts of `selling`, as many as a slide shows."""
        return self.selling[:MOST_SELLING]

    @cached_property
    def standing(self) -> tuple[AccountRow, ...]:
        """The accounts with both a share of wallet and a satisfaction, the greatest pipeline first."""
        known = [row for row in self.accounts if row.share_of_wallet is not None and row.satisfaction is not None]
        return tuple(sorted(known, key=lambda row: -(row.pipeline or 0.0)))

    @property
    def largest_standing(self) -> tuple[AccountRow, ...]:
        """The first accounts of `standing`, as many as a slide shows."""
        return self.standing[:MOST_STANDING]

    @cached_property
    def overtaken(self) -> tuple[AccountRow, ...]:
        """The accounts of `standing` where a competitor has a higher satisfaction than we do."""
        return tuple(row for row in self.standing if row.overtaken)

    @cached_property
    def overtaken_pipeline(self) -> Amount:
        """The open pipeline of `overtaken`."""
        return self._sum(row.pipeline for row in self.overtaken)

    @cached_property
    def undated(self) -> tuple[AccountRow, ...]:
        """The accounts with undated deals, which are not in their pipeline coverage; the greatest amount first."""
        known = [row for row in self.ranking if row.undated and row.pipeline_coverage is not None]
        return tuple(sorted(known, key=lambda row: -(row.undated or 0.0)))

    @cached_property
    def stages(self) -> tuple[StageLine, ...]:
        """The open stages, then the deals won in the quarter."""
        return stage_lines(self.accounts, self.money)

    @cached_property
    def deals(self) -> tuple[DealLine, ...]:
        """Every open deal with an amount, the largest first."""
        lines = [DealLine(row, deal) for row in self.accounts for deal in row.summary.deals if deal.amount is not None]
        return tuple(sorted(lines, key=lambda line: -line.amount))

    @property
    def largest_deals(self) -> tuple[DealLine, ...]:
        """The first deals of `deals`, as many as a slide shows."""
        return self.deals[:MOST_DEALS]

    def together(self, lines: Iterable[DealLine]) -> Amount:
        """The sum of the amounts of some deals."""
        return self._sum(line.amount for line in lines)

    def lack(self, rows: Iterable[AccountRow]) -> Amount:
        """The sum of the gaps between target and forecast of some accounts."""
        return self._sum(row.short for row in rows)

    @property
    def forecast_status(self) -> str:
        """The forecast against the target as a status: good, warn or bad; empty if it is unknown."""
        attainment = self.figures["attainment"].value
        found = verdict(None if attainment is None else float(attainment))
        return found.status if found else ""

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
    """The quotient of two figures as a `kind`, now and last quarter."""
    before = known_as(kind, quotient(part.previous, whole.previous))
    return Figure(name, known_as(kind, quotient(part.value, whole.value)), before)
