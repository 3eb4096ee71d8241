"""Warnings about values that can be read but were probably not meant.

Every command shows them, and `check` reports them as findings of the rules K715 and K527.
"""

from collections.abc import Callable, Iterable

from kamdeck.model import Plan
from kamdeck.model.plausible_amounts import amount_warnings
from kamdeck.plan_io.warnings.hidden_texts import hidden_texts
from kamdeck.plan_io.warnings.joined_companies import companies_in_one
from kamdeck.plan_io.warnings.plan_warning import plan_warning
from kamdeck.problems import PlanWarning

__all__ = ["PlanWarnings", "hidden_texts", "plan_warning", "warnings_of"]

FINDERS: tuple[Callable[[Plan], Iterable[PlanWarning]], ...] = (companies_in_one, amount_warnings)
"""The functions that find warnings in a plan; add new ones here."""


def warnings_of(plan: Plan) -> tuple[PlanWarning, ...]:
    """Every warning of a plan, in the order of `FINDERS`."""
    return tuple(each for find in FINDERS for each in find(plan))


class PlanWarnings:
    """The warnings of a plan, found when they are asked for first, as they hardly are for last quarter's plan.

    All instances are equal, so that plans with the same content are equal wherever they were written.
    """

    def __init__(self, find: Callable[[Plan], tuple[PlanWarning, ...]]) -> None:
        self._find = find
        self._found: tuple[PlanWarning, ...] | None = None

    def __call__(self, plan: Plan) -> tuple[PlanWarning, ...]:
        """The warnings of the plan."""
        if self._found is None:
            self._found = self._find(plan)
        return self._found

    # Pydantic compares private attributes, too, and this is one of them (`Plan._warnings`).
    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlanWarnings)

    def __hash__(self) -> int:
        return hash(PlanWarnings)
