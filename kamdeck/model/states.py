"""Says which deals are open, which actions are finished and which target a quarter has, for all packages alike."""

from kamdeck.model.account import Target
from kamdeck.model.periods import Period
from kamdeck.model.plan import Plan
from kamdeck.model.sales import Deal
from kamdeck.model.values import ActionStatus

FINISHED = (ActionStatus.DONE, ActionStatus.DROPPED)


def is_open(deal: Deal) -> bool:
    """Whether a deal is in the pipeline, in a stage that means prospect, qualify, propose or negotiate."""
    # A deal without a stage is neither open nor closed.
    return deal.stage is not None and deal.stage.is_open


def targets_of(plan: Plan, period: Period) -> Target | None:
    """The entry of a quarter in `targets`, or the last one if there are several; None if there is none."""
    return next((entry for entry in reversed(plan.targets) if entry.period == period), None)
