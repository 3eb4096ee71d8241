"""The quality of a plan: the findings of each rule, and scores from 0 to 100."""

from collections.abc import Iterable, Sequence

from kamdeck.analysis.memoize import memoize
from kamdeck.analysis.quality.rule import Area, Purpose, Rule, Severity
from kamdeck.analysis.quality.score import (
    AMBER,
    GREEN,
    AreaScore,
    Finding,
    IgnoredRule,
    Light,
    Quality,
    light_of,
    quality,
    rule_result,
)
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model import Plan
from kamdeck.model.neighbour import Neighbour

__all__ = [
    "AMBER",
    "GREEN",
    "Area",
    "AreaScore",
    "Finding",
    "IgnoredRule",
    "Light",
    "Neighbour",
    "Purpose",
    "Quality",
    "Rule",
    "Severity",
    "light_of",
    "quality_of",
]


def quality_of(plan: Plan, others: Iterable[Neighbour] = (), own: Sequence[Rule] = ()) -> Quality:
    """The quality of a plan.

    `others` are the other accounts, whose names must not appear in the plan; the plan's own account among them is
    ignored. `own` are the rules of the company, besides those of kamdeck.
    """
    neighbours = tuple(other for other in others if other.id != plan.account.id)
    return _among(plan, neighbours, own) if neighbours or own else _alone(plan)


@memoize
def _alone(plan: Plan) -> Quality:
    return _among(plan, (), ())


def _among(plan: Plan, neighbours: tuple[Neighbour, ...], own: Sequence[Rule]) -> Quality:
    # Most documents show no score, and need not wait for the import of all rules.
    from kamdeck.analysis.quality.rules import RULES

    review = PlanUnderReview(plan, neighbours)
    rules = (rule for rule in (*RULES, *own) if rule.id not in plan.deployment.rules.off)
    return quality(review, [rule_result(rule, review) for rule in rules])
