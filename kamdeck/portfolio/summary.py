"""The summary of a plan for documents over many plans: small, immutable, and picklable.

A batch makes it in the worker that has the plan, so that no process holds hundreds of plans.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from kamdeck.analysis.figures import Figure, StageRow, figures
from kamdeck.analysis.quality import Area, Light, Rule, light_of, quality_of
from kamdeck.dataclass import dataclass
from kamdeck.model import Money, Plan, Target
from kamdeck.model.stages import DealStage
from kamdeck.model.values import (
    Amount,
    Company,
    Days,
    Health,
    Language,
    Level,
    MemberId,
    Month,
    Period,
    PlanStatus,
    Quantity,
    Share,
    Text,
    Tier,
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of our team, by the id and name in the account's plan."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """An open deal; amounts are in the summary's money."""

    id: str
    name: Text
    stage: DealStage | None
    amount: Amount | None
    weighted: Amount | None
    probability: Share | None
    close: date | None
    health: Health | None
    owner: Colleague | None
    next_step: Text | None
    overdue: Days | None


@dataclass(frozen=True, slots=True)
class AskedDecision:
    """A decision that is asked for: what, of whom (by name), and by when."""

    ask: Text
    of: Text | None
    due: date | None


@dataclass(frozen=True, slots=True)
class OverdueSummary:
    """An overdue action, its owner (none if it has none), and by how many days it is overdue."""

    action: Text | None
    owner: Colleague | None
    due: date
    days: Days


@dataclass(frozen=True, slots=True)
class RoleDemand:
    """The demand for a role in a month and its capacity, in person-days; `capacity` is none if unknown."""

    role: Text | None
    month: Month
    demand: Days
    capacity: Days | None


@dataclass(frozen=True, slots=True)
class LevelSummary:
    """The number of decision makers at a level, and of those covered; `level` is none if the plan does not give it."""

    level: Level | None
    total: Quantity
    covered: Quantity


@dataclass(frozen=True, slots=True)
class AccountValue:
    """The value of a field that the company adds to accounts, and the field's name; none where it is not given."""

    name: Text
    value: Any


@dataclass(frozen=True, slots=True)
class Grade:
    """The quality scores of a plan, from 0 to 100: the whole, and each section that has content."""

    score: int
    sections: Mapping[Area, int]

    @property
    def light(self) -> Light:
        """Green, amber or red."""
        return light_of(self.score)


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of an account; `figures` are all figures by name, with amounts in `money` or `customer_money`.

    `own` are the values of the company's own fields of accounts by their keys.
    """

    id: str
    name: Text
    period: Period
    review_date: date
    language: Language | None
    status: PlanStatus | None
    classification: Text | None
    vendor: Text
    tier: Tier | None
    industry: Text | None
    region: Text | None
    manager: Colleague | None
    sponsor: Colleague | None
    money: Money
    customer_money: Money
    figures: Mapping[str, Figure]
    best_rival: Company | None
    targets: tuple[Target, ...]
    stages: tuple[StageRow, ...]
    deals: tuple[OpenDeal, ...]
    decision: AskedDecision | None
    overdue: tuple[OverdueSummary, ...]
    resources: tuple[RoleDemand, ...]
    coverage: tuple[LevelSummary, ...]
    grade: Grade
    own: Mapping[str, AccountValue] = field(default_factory=dict)


def summary_of(plan: Plan, rules: Sequence[Rule] = ()) -> Summary:
    """The summary of a plan."""
    account, computed = plan.account, figures(plan)
    return Summary(
        id=account.id,
        name=account.name,
        period=plan.period,
        review_date=plan.review_date,
        language=plan.language,
        status=plan.status,
        classification=plan.classification,
        vendor=plan.vendor.name,
        tier=account.tier,
        industry=account.industry,
        region=account.region,
        manager=_colleague(plan, account.manager),
        sponsor=_colleague(plan, account.sponsor),
        money=plan.money,
        customer_money=plan.customer_money,
        figures=dict(computed),
        best_rival=computed.best_rival,
        targets=plan.targets,
        stages=computed.stages,
        deals=_deals(plan),
        decision=_decision(plan),
        overdue=tuple(
            OverdueSummary(row.action.action, _colleague(plan, row.action.owner), row.action.due, row.days)
            for row in computed.overdue_actions
            if row.action.due is not None
        ),
        resources=tuple(RoleDemand(row.role, row.month, row.demand, row.capacity) for row in computed.load_rows),
        coverage=tuple(LevelSummary(row.level, row.total, row.covered) for row in computed.coverage_by_level),
        grade=_grade(plan, rules),
        own={
            key: AccountValue(each.name, account.own[key])
            for key, each in plan.deployment.fields_of(type(account)).items()
        },
    )


def _grade(plan: Plan, rules: Sequence[Rule]) -> Grade:
    quality = quality_of(plan, own=rules)
    sections = {each.of: each.score for each in quality.sections if isinstance(each.of, Area)}
    return Grade(quality.score, sections)


def _decision(plan: Plan) -> AskedDecision | None:
    """The first decision that is asked for."""
    asked = next((each for each in plan.decisions if each.ask), None)
    if asked is None or asked.ask is None:
        return None
    return AskedDecision(asked.ask, plan.member(asked.of).name if asked.of else None, asked.due)


def _deals(plan: Plan) -> tuple[OpenDeal, ...]:
    return tuple(
        OpenDeal(
            id=str(row.deal.id),
            name=row.deal.name,
            stage=row.deal.stage,
            amount=row.deal.amount,
            weighted=row.weighted,
            probability=row.deal.probability,
            close=row.deal.close,
            health=row.deal.health,
            owner=_colleague(plan, row.deal.owner),
            next_step=row.deal.next_step,
            overdue=row.overdue,
        )
        for row in figures(plan).pipeline_deals
    )


def _colleague(plan: Plan, member: MemberId | None) -> Colleague | None:
    return Colleague(str(member), plan.member(member).name) if member else None
