"""What a plan that can be read probably does not mean; every command shows it, and `check` finds it (K715, K527)."""

from collections.abc import Callable, Iterable

from kamdeck.plan.magnitudes import unit_warnings
from kamdeck.plan.model import Plan
from kamdeck.plan.warnings.companies import companies_in_one
from kamdeck.plan.warnings.hidden import hidden_texts
from kamdeck.plan.warnings.warning import warning
from kamdeck.problems import PlanWarning

__all__ = ["hidden_texts", "warning", "warnings_of"]

FINDERS: tuple[Callable[[Plan], Iterable[PlanWarning]], ...] = (companies_in_one, unit_warnings)
"""Each looks at a whole plan, which already knows where its parts were written; a new one is a function and a line."""


def warnings_of(plan: Plan) -> tuple[PlanWarning, ...]:
    """Every warning of a plan, in the order of the finders."""
    return tuple(each for find in FINDERS for each in find(plan))
