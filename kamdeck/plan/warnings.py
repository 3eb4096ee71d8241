"""What a plan that can be read probably does not mean; every command shows it, and `check` finds it."""

from collections.abc import Callable, Iterable

from kamdeck.plan.model import Plan
from kamdeck.plan.sources.yaml import path_of
from kamdeck.problems import PlanWarning

Where = tuple[int | str, ...]


def warning(plan: Plan, where: Where, english: str, chinese: str) -> PlanWarning:
    """A warning at a field of the plan; both sentences say what looks wrong and how to write what was meant."""
    return PlanWarning(english, path_of(where), plan.place(where), chinese, where)


FINDERS: tuple[Callable[[Plan], Iterable[PlanWarning]], ...] = ()
"""Each looks at a whole plan; a new one is a function of its own and a line here."""


def warnings_of(plan: Plan) -> tuple[PlanWarning, ...]:
    """Every warning of a plan, in the order of the finders; the plan already knows where its parts were written."""
    return tuple(each for find in FINDERS for each in find(plan))
