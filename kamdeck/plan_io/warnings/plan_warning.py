"""Creates a warning for a field of a plan."""

from kamdeck.message import Message
from kamdeck.model import Plan
from kamdeck.model.paths import Where, path_of
from kamdeck.problems import PlanWarning


def plan_warning(plan: Plan, where: Where, message: Message) -> PlanWarning:
    """A warning at the place of a field.

    Args:
        plan: The plan.
        where: The path of the field.
        message: What looks wrong, and how to write what was meant.
    """
    return PlanWarning(message, path_of(where), plan.place(where), where)
