"""Summaries go in; the rows that tables and charts over many accounts show come out, amounts in one money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures import FORMULAS
from kamdeck.analysis.figures.arithmetic import difference, known_as, quotient, total
from kamdeck.analysis.figures.coverage import band
from kamdeck.analysis.figures.money_units import amounts_in
from kamdeck.analysis.quality import Area, Light, light_of
from kamdeck.model import Money, Target
from kamdeck.model.numbers import Number
from kamdeck.model.states import OPEN_STAGES
from kamdeck.model.values import Amount, Days, Health, Level, Month, Quantity, Quarter, Share, Stage, Text, Tier, Word
from kamdeck.portfolio.summary import OpenDeal, Summary

NEARLY = 0.9
"""A forecast from this part of its target on is short, one below is far off."""

ENOUGH_COVERED = 0.5
"""Under this part of those who decide, an account is covered too little."""
OF_A_PERIOD = frozenset(
    {
        *("won", "gap", "period_pipeline", "pipeline_coverage", "weighted_forecast", "forecast_gap"),
        *("last_target", "last_actual", "last_won", "last_result", "last_attainment"),
    }
)
"""What an older plan says of its own period, and nobody of the portfolio's."""


class Signal(Word):
    """Something about an account that wants its director's attention."""

    FORECAST = "forecast"
    PIPELINE = "pipeline"
    SATISFACTION = "satisfaction"
    COVERAGE = "coverage"
    OVERDUE = "overdue"
    LOAD = "load"
    OLD = "old"


class Everyone(Word):
    """All levels of an organisation together."""

    ALL_LEVELS = "all_levels"


class Everything(Word):
    """All sections of a plan together."""

    WHOLE_PLAN = "whole_plan"


class Verdict(Word):
    """How a forecast stands to its target."""

    ON_TARGET = "on_target"
    SHORT = "short"
    FAR_BELOW = "far_below"

    @property
    def status(self) -> str:
        """The same as a status: good, warn or bad."""
        return {"on_target": "good", "short": "warn", "far_below": "bad"}[self.value]


def verdict(attainment: float | None) -> Verdict | None:
    """How a forecast stands to its target; nothing where either is unknown."""
    if attainment is None:
        return None
    return Verdict.ON_TARGET if attainment >= 1 else Verdict.SHORT if attainment >= NEARLY else Verdict.FAR_BELOW


def of_all(part: float | None, whole: float | None) -> str | None:
    """A count of a whole, "4 / 6"; none for no whole."""
    return f"{part or 0:.0f} / {whole:.0f}" if whole else None


def below(value: float | None, least: float) -> bool:
    """Whether a number is known, and less than it should be."""
    return value is not None and value < least


@dataclass(frozen=True)
class AccountRow:
    """An account in a portfolio of a period: any figure of its plan by its name, amounts in `money`.

    Targets are those that the plan gives for the portfolio's period; `older` is the plan's own, where it is another.
    Many tables and charts sort and show the same rows, so whatever was asked for is remembered.
    """

    summary: Summary
    period: Quarter
    money: Money
    factor: float

    def __getattr__(self, name: str) -> Number | None:
        if name not in FORMULAS:
            raise AttributeError(f"'{name}' is not a figure of an account")
        unknown = name in OF_A_PERIOD and self.older
        value: Number | None = None if unknown else self.converted(self.summary.figures[name].value)
        self.__dict__[name] = value
        return value

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *FORMULAS]

    def converted(self, value: Any) -> Any:
        """A value of the summary's, an amount in the row's money."""
        return amounts_in(self.money)(value * self.factor) if isinstance(value, Amount) else value

    def previous(self, name: str) -> Any:
        """A figure as it was last quarter; unknown where the plan is older than the portfolio."""
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
        """How we treat the account."""
        return self.summary.tier

    @property
    def manager(self) -> Text | None:
        """Who of ours answers for the account."""
        return self.summary.manager.name if self.summary.manager else None

    @cached_property
    def older(self) -> Quarter | None:
        """The period of the account's plan, where it is not the portfolio's."""
        return self.summary.period if self.summary.period != self.period else None

    @cached_property
    def _target(self) -> Target | None:
        return next((entry for entry in reversed(self.summary.targets) if entry.period == self.period), None)

    @cached_property
    def deciders(self) -> str | None:
        """How many of those who decide are covered, as "4 / 6"; none where nobody decides."""
        return of_all(self.decision_makers_covered, self.decision_makers)

    @cached_property
    def target(self) -> Any:
        """What we are to sell in the portfolio's period."""
        return self.converted(self._target.target) if self._target else None

    @cached_property
    def actual(self) -> Any:
        """What we have sold in the portfolio's period."""
        return self.converted(self._target.actual) if self._target else None

    @cached_property
    def forecast(self) -> Any:
        """What we expect to sell in the portfolio's period."""
        return self.converted(self._target.forecast) if self._target else None

    @cached_property
    def short(self) -> Any:
        """target − forecast, under 0 where we expect more."""
        return known_as(amounts_in(self.money), difference(self.target, self.forecast))

    @cached_property
    def attainment(self) -> Share | None:
        """forecast ÷ target."""
        return known_as(Share, quotient(self.forecast, self.target))

    @cached_property
    def verdict(self) -> Verdict | None:
        """How the forecast stands to the target."""
        return verdict(self.attainment)

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What wants attention: far below target, a thin pipeline, behind a rival, and so on."""
        raised = {
            Signal.FORECAST: self.verdict == Verdict.FAR_BELOW,
            Signal.PIPELINE: below(self.pipeline_coverage, 1.0),
            Signal.SATISFACTION: below(self.satisfaction_lead, 0.0),
            Signal.COVERAGE: below(self.decision_maker_coverage, ENOUGH_COVERED),
            Signal.OVERDUE: (self.overdue or 0.0) > 0,
            Signal.LOAD: (self.load or 0.0) > 1,
            Signal.OLD: self.older is not None,
        }
        return tuple(signal for signal, holds in raised.items() if holds)

    @property
    def quality(self) -> int:
        """How good the plan is, of 100."""
        return self.summary.grade.score

    @property
    def light(self) -> Light:
        """How that is to be read."""
        return self.summary.grade.light

    def weighted_at(self, stage: str) -> Any:
        """The weighted pipeline in a stage; unknown where there is none, so that no chart draws a bar of nothing."""
        found = next((row.weighted for row in self.summary.stages if row.stage == stage), None)
        return self.converted(found) if found else None


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
        """What it is worth."""
        return self.account.converted(self.deal.amount)

    @property
    def weighted(self) -> Any:
        """amount × probability."""
        return self.account.converted(self.deal.weighted)

    @property
    def owner(self) -> Text | None:
        """Who of ours."""
        return self.deal.owner.name if self.deal.owner else None

    @property
    def stage(self) -> Stage | None:
        """Where it stands."""
        return self.deal.stage

    @property
    def health(self) -> Health | None:
        """How well it goes."""
        return self.deal.health


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the pipeline over all accounts."""

    stage: Stage
    count: Quantity
    amount: Amount
    weighted: Amount


def stage_lines(rows: Sequence[AccountRow], money: Money) -> tuple[StageLine, ...]:
    """Every open stage, and what was won in the quarter; none without deals."""
    found = [(row, line) for row in rows for line in row.summary.stages]
    amount = amounts_in(money)

    def line(stage: Stage) -> StageLine:
        of_stage = [(row, each) for row, each in found if each.stage == stage]
        return StageLine(
            stage,
            Quantity(sum(each.count for _, each in of_stage)),
            amount(total(row.converted(each.amount) for row, each in of_stage) or 0.0),
            amount(total(row.converted(each.weighted) for row, each in of_stage) or 0.0),
        )

    return tuple(line(stage) for stage in (*OPEN_STAGES, Stage.WON)) if found else ()


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """Those who decide at a level of an account; `level` none is all of them, `share` none where nobody is."""

    account: AccountRow
    level: Level | None
    total: Quantity
    covered: Quantity
    share: Share | None

    @property
    def heading(self) -> Level | Everyone:
        """What heads its column."""
        return self.level or Everyone.ALL_LEVELS

    @property
    def told(self) -> str | None:
        """How many are covered, as "4 / 6"; none where nobody decides."""
        return of_all(self.covered, self.total)

    @property
    def status(self) -> str:
        """Good where all are covered, warn where some, bad where nobody is."""
        if self.share is None:
            return ""
        return "good" if self.share >= 1 else "warn" if self.share > 0 else "bad"


@dataclass(frozen=True, slots=True)
class QualityCell:
    """How good an account's plan is in a section; `area` none is the whole, `score` none where it has nothing of it."""

    account: AccountRow
    area: Area | None
    score: int | None

    @property
    def heading(self) -> Area | Everything:
        """What heads its column."""
        return self.area or Everything.WHOLE_PLAN

    @property
    def light(self) -> Light | None:
        """How the score is to be read."""
        return None if self.score is None else light_of(self.score)

    @property
    def status(self) -> str:
        """Good, warn or bad."""
        return self.light.status if self.light else ""


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One of ours with overdue actions: how many, in which accounts, and by how many days the oldest."""

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
class RoleMonth:
    """What all accounts want of a role in a month, in person-days.

    `load` is demand ÷ capacity, unknown unless every account that wants the role tells its capacity.
    """

    role: Text | None
    month: Month
    demand: Days
    capacity: Days | None
    load: Share | None
    accounts: Quantity

    @property
    def over(self) -> bool:
        """Whether more is wanted than there is."""
        return self.load is not None and self.load > 1

    @property
    def band(self) -> str:
        """How high the load is, as heat maps name it."""
        return band(self.load)
