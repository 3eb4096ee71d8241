"""A function of a plan goes in; one that works the same thing out only once for a plan comes out."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import NamedTuple, TypeVar

from kamdeck.model import Plan

KEPT = 4
"""Of how many plans each answer is remembered: a deck, a report and a line of the portfolio are made of one in turn."""

_T = TypeVar("_T")


class _ByIdentity(NamedTuple):
    """A plan that is looked up as the object that it is: plans never change, and comparing them would take longer."""

    plan: Plan | None

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.plan is other.plan


def memoize(work: Callable[[Plan], _T]) -> Callable[[Plan], _T]:
    """The function, remembering what it answered for the last plans, each with the previous one that it then had."""

    @lru_cache(maxsize=KEPT)
    def remembered(itself: _ByIdentity, previous: _ByIdentity) -> _T:
        assert itself.plan is not None
        return work(itself.plan)

    @wraps(work)
    def answered(plan: Plan) -> _T:
        return remembered(_ByIdentity(plan), _ByIdentity(plan.previous_plan))

    return answered
