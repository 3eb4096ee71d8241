"""One warning of a plan, at the place that it was written at."""

from kamdeck.model import Plan
from kamdeck.model.paths import Where, path_of
from kamdeck.problems import PlanWarning


def plan_warning(plan: Plan, where: Where, english: str, chinese: str) -> PlanWarning:
    """A warning at a field of the plan; both sentences say what looks wrong and how to write what was meant."""
    return PlanWarning(english, path_of(where), plan.place(where), chinese, where)
