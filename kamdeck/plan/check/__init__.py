"""A plan goes in, how good it is comes out: what each rule finds, and scores from 0 to 100."""

from collections.abc import Iterable

from kamdeck.plan.check.accounts import neighbours
from kamdeck.plan.check.case import Case, Neighbour
from kamdeck.plan.check.finding import Said, Term
from kamdeck.plan.check.rule import Area, Purpose, Rule, Severity
from kamdeck.plan.check.rules import RULES
from kamdeck.plan.check.score import Finding, Light, Passed, Quality, Score, light_of, quality, tally
from kamdeck.plan.model import Plan
from kamdeck.plan.once import once

__all__ = [
    "RULES",
    "Area",
    "Finding",
    "Light",
    "Neighbour",
    "Passed",
    "Purpose",
    "Quality",
    "Rule",
    "Said",
    "Score",
    "Severity",
    "Term",
    "light_of",
    "neighbours",
    "quality_of",
]


def quality_of(plan: Plan, others: Iterable[Neighbour] = ()) -> Quality:
    """How good a plan is; `others` are the accounts that it must not be mixed up with, itself passed over."""
    met = tuple(other for other in others if other.id != plan.account.id)
    return _among(plan, met) if met else _alone(plan)


@once
def _alone(plan: Plan) -> Quality:
    return _among(plan, ())


def _among(plan: Plan, others: tuple[Neighbour, ...]) -> Quality:
    case = Case(plan, others)
    return quality(case, [tally(rule, case) for rule in RULES])
