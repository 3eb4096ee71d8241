"""The rows of tables and charts over many accounts, with amounts in one currency."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures import FORMULAS
from kamdeck.analysis.figures.arithmetic import difference, known_as, quotient, total
from kamdeck.analysis.figures.coverage import Workload
from kamdeck.analysis.figures.money_units import amounts_in
from kamdeck.analysis.quality import Light
from kamdeck.analysis.verdicts import CLOSE_FROM, Signal, Verdict, verdict
from kamdeck.dataclass import dataclass
from kamdeck.model import Money, Target
from kamdeck.model.stages import DealStage
from kamdeck.model.values import Amount, Days, Health, Month, Period, Quantity, Ratio, Share, Text, Tier
from kamdeck.portfolio.summary import OpenDeal, Summary

ENOUGH_COVERED = 0.5
"""An account that covers a smaller share of its decision makers needs attention."""
OF_A_PERIOD = frozenset(
    {
        *("won", "gap", "period_pipeline", "pipeline_coverage", "weighted_forecast", "forecast_gap"),
        *("last_target", "last_actual", "last_won", "last_result", "last_attainment"),
    }
)
"""Figures that belong to a period. An older plan has those of its own period, so they are unknown for the portfolio."""


def ratio_text(part: float | None, whole: float | None) -> str | None:
    """A count as "4 / 6"; none if the whole is 0 or unknown."""
    return f"{part or 0:.0f} / {whole:.0f}" if whole else None


def below(value: float | None, least: float) -> bool:
    """Whether a number is known and less than `least`."""
    return value is not None and value < least


@dataclass(frozen=True)
class AccountRow:
    """An account of a portfolio; it has every figure of its plan as an attribute, with amounts in `money`.

    So it has the company's own fields of accounts. Targets are those for the portfolio's `period`. `factor` converts
    the plan's amounts to `money`. Values are cached, since many tables and charts sort and show the same rows.
    """

    # No `slots`, since cached values are kept in `__dict__`.
    summary: Summary
    period: Period
    money: Money
    factor: float

    def __getattr__(self, name: str) -> Any:
        if name not in FORMULAS:
            # A copy that is being unpickled has no summary yet.
            if name not in getattr(self.__dict__.get("summary"), "own", ()):
                raise AttributeError(f"'{name}' is neither a figure nor a field of an account")
            return self.own_value(name)
        unknown = name in OF_A_PERIOD and self.older
        value = None if unknown else self.converted(self.summary.figures[name].value)
        # `__getattr__` is only called for missing attributes, so that the second access takes no time.
        self.__dict__[name] = value
        return value

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *FORMULAS, *self.summary.own]

    def own_value(self, key: str) -> Any:
        """The value of a field that the company adds to accounts; none where it is not given."""
        return self.converted(self.summary.own[key].value) if key in self.summary.own else None

    def converted(self, value: Any) -> Any:
        """A value of the summary; an amount is converted to the row's money."""
        return amounts_in(self.money)(value * self.factor) if isinstance(value, Amount) else value

    def previous(self, name: str) -> Any:
        """A figure of last quarter; unknown if the plan is older than the portfolio."""
        return None if self.older else self.converted(self.summary.figures[name].previous)

    @property
    def id(self) -> str:
        """The account's id."""
        return self.summary.id

    @property
    def name(self) -> Text:
        """The account's name."""
        return self.summary.name

    @property
    def tier(self) -> Tier | None:
        """The tier of the account."""
        return self.summary.tier

    @property
    def manager(self) -> Text | None:
        """The manager of the account."""
        return self.summary.manager.name if self.summary.manager else None

    @cached_property
    def older(self) -> Period | None:
        """The period of the account's plan, if it is not the portfolio's."""
        return self.summary.period if self.summary.period != self.period else None

    @cached_property
    def _target(self) -> Target | None:
        return next((entry for entry in reversed(self.summary.targets) if entry.period == self.period), None)

    @cached_property
    def deciders(self) -> str | None:
        """How many decision makers are covered, as "4 / 6"; none if there are none."""
        return ratio_text(self.decision_makers_covered, self.decision_makers)

    @cached_property
    def target(self) -> Any:
        """Our sales target in the portfolio's period."""
        return self.converted(self._target.target) if self._target else None

    @cached_property
    def actual(self) -> Any:
        """Our sales in the portfolio's period."""
        return self.converted(self._target.actual) if self._target else None

    @cached_property
    def forecast(self) -> Any:
        """Our sales forecast for the portfolio's period."""
        return self.converted(self._target.forecast) if self._target else None

    @cached_property
    def short(self) -> Any:
        """target − forecast, negative if the forecast is higher."""
        return known_as(amounts_in(self.money), difference(self.target, self.forecast))

    @cached_property
    def attainment(self) -> Share | None:
        """forecast ÷ target."""
        return known_as(Share, quotient(self.forecast, self.target))

    @cached_property
    def verdict(self) -> Verdict | None:
        """The forecast compared with the target."""
        return verdict(self.attainment)

    @property
    def last_verdict(self) -> Verdict | None:
        """Last quarter's result compared with its target."""
        return verdict(self.last_attainment)

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The signals of the account: a forecast far below target, a small pipeline, and so on."""
        raised = {
            Signal.FORECAST: below(self.attainment, CLOSE_FROM),
            Signal.PIPELINE: below(self.pipeline_coverage, 1.0),
            Signal.SATISFACTION: below(self.satisfaction_lead, 0.0),
            Signal.COVERAGE: below(self.decision_maker_coverage, ENOUGH_COVERED),
            Signal.OVERDUE: (self.overdue or 0.0) > 0,
            Signal.LOAD: any(
                each.capacity is not None and each.demand > each.capacity for each in self.summary.resources
            ),
            Signal.OLD: self.older is not None,
        }
        return tuple(signal for signal, holds in raised.items() if holds)

    @property
    def overtaken(self) -> bool:
        """Whether a competitor has a higher satisfaction than we do."""
        return below(self.satisfaction_lead, 0.0)

    @cached_property
    def only_deal(self) -> "DealLine | None":
        """The only open deal that closes in the quarter, of an account below target; None where there are others."""
        closing = [deal for deal in self.summary.deals if deal.close and self.period.contains(deal.close)]
        is_decisive = below(self.attainment, 1.0) and len(closing) == 1 and closing[0].name
        return DealLine(self, closing[0]) if is_decisive else None

    @property
    def quality(self) -> int:
        """The quality score of the plan, from 0 to 100."""
        return self.summary.grade.score

    @property
    def light(self) -> Light:
        """The quality score as a traffic light."""
        return self.summary.grade.light

    def part_at(self, stage: str) -> Share | None:
        """Weighted pipeline in the stages of a meaning ÷ target; none instead of 0: charts draw no empty bar."""
        found = total(row.weighted for row in self.summary.stages if row.stage.meaning == stage)
        return known_as(Share, quotient(self.converted(Amount(found)) if found else None, self.target))

    @property
    def weighted_part(self) -> Ratio | None:
        """Weighted pipeline ÷ target."""
        return known_as(Ratio, quotient(self.weighted_pipeline, self.target))

    @property
    def pipeline_part(self) -> Ratio | None:
        """Open pipeline ÷ target."""
        return known_as(Ratio, quotient(self.pipeline, self.target))


@dataclass(frozen=True, slots=True)
class DealLine:
    """An open deal of an account."""

    account: AccountRow
    deal: OpenDeal

    @property
    def name(self) -> Text:
        """The deal's name."""
        return self.deal.name

    @property
    def amount(self) -> Any:
        """The amount of the deal."""
        return self.account.converted(self.deal.amount)

    @property
    def weighted(self) -> Any:
        """amount × probability."""
        return self.account.converted(self.deal.weighted)

    @property
    def part(self) -> Share | None:
        """weighted ÷ target of the account."""
        return known_as(Share, quotient(self.weighted, self.account.target))

    @property
    def owner(self) -> Text | None:
        """The owner of the deal in our team."""
        return self.deal.owner.name if self.deal.owner else None

    @property
    def stage(self) -> DealStage | None:
        """The stage of the deal."""
        return self.deal.stage

    @property
    def health(self) -> Health | None:
        """The health of the deal."""
        return self.deal.health


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the pipeline over all accounts."""

    stage: DealStage
    count: Quantity
    amount: Amount
    weighted: Amount


@dataclass(frozen=True, slots=True)
class StageCount:
    """The number of deals in a stage."""

    stage: DealStage
    count: Quantity


def stage_lines(rows: Sequence[AccountRow], money: Money) -> tuple[StageLine, ...]:
    """Every open stage, then the deals won in the quarter, with amounts in one currency; empty without deals."""
    found = [(row, line) for row in rows for line in row.summary.stages]
    amount = amounts_in(money)

    def line(stage: DealStage) -> StageLine:
        of_stage = [(row, each) for row, each in found if each.stage == stage]
        return StageLine(
            stage,
            Quantity(sum(each.count for _, each in of_stage)),
            amount(total(row.converted(each.amount) for row, each in of_stage) or 0.0),
            amount(total(row.converted(each.weighted) for row, each in of_stage) or 0.0),
        )

    # The accounts of a portfolio have one process, but the rows of a plan have no stage that only others use.
    stages = sorted({each.stage for _, each in found}, key=lambda stage: stage.number)
    return tuple(line(stage) for stage in stages)


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """A member of our team with overdue actions: their number, the accounts, and the most days that one is overdue."""

    owner: Text | None
    count: Quantity
    accounts: tuple[Text, ...]
    days: Days


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """An overdue action of an account."""

    account: AccountRow
    action: Text | None
    owner: Text | None
    due: date
    days: Days


@dataclass(frozen=True, slots=True)
class RoleMonth(Workload):
    """The demand of all accounts for a role in a month, in person-days.

    `load` is demand ÷ capacity; it is only known if all accounts that need the role give its capacity. `accounts` is
    their number.
    """

    role: Text | None
    month: Month
    demand: Days
    capacity: Days | None
    load: Share | None
    accounts: Quantity
