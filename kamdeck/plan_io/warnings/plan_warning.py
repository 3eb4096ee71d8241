"""Creates a warning for a field of a plan."""

from kamdeck.model import Plan
from kamdeck.model.paths import Where, path_of
from kamdeck.problems import PlanWarning


def plan_warning(plan: Plan, where: Where, english: str, chinese: str) -> PlanWarning:
    """A warning at the place of a field.

    Args:
        plan: The plan.
        where: The path of the field.
        english: What looks wrong, and how to write what was meant.
        chinese: The same in Chinese.
    """
    return PlanWarning(english, path_of(where), plan.place(where), chinese, where)
