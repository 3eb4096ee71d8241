"""A plan goes in, how good it is comes out: what each rule finds, and scores from 0 to 100."""

from collections.abc import Iterable

from kamdeck.analysis.memoize import memoize
from kamdeck.analysis.quality.finding import Phrase, Term
from kamdeck.analysis.quality.rule import Area, Purpose, Rule, Severity
from kamdeck.analysis.quality.rules import RULES
from kamdeck.analysis.quality.score import AreaScore, Finding, Light, Passed, Quality, light_of, quality, rule_result
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model import Plan
from kamdeck.model.neighbour import Neighbour

__all__ = [
    "RULES",
    "Area",
    "AreaScore",
    "Finding",
    "Light",
    "Neighbour",
    "Passed",
    "Phrase",
    "Purpose",
    "Quality",
    "Rule",
    "Severity",
    "Term",
    "light_of",
    "quality_of",
]


def quality_of(plan: Plan, others: Iterable[Neighbour] = ()) -> Quality:
    """How good a plan is; `others` are the accounts that it must not be mixed up with, itself passed over."""
    met = tuple(other for other in others if other.id != plan.account.id)
    return _among(plan, met) if met else _alone(plan)


@memoize
def _alone(plan: Plan) -> Quality:
    return _among(plan, ())


def _among(plan: Plan, others: tuple[Neighbour, ...]) -> Quality:
    case = PlanUnderReview(plan, others)
    return quality(case, [rule_result(rule, case) for rule in RULES])
