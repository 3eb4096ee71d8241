"""A decorator for functions of a plan, which computes the result for a plan only once.

`functools.lru_cache` alone would compare whole plans, which takes longer than most of the functions.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import NamedTuple, TypeVar

from kamdeck.model import Plan

REMEMBERED = 4
"""How many results a function remembers: a deck, a report and a row of the portfolio are made from one plan in turn."""

_T = TypeVar("_T")


class _ByIdentity(NamedTuple):
    """A plan that is equal to itself only; this is enough, since plans never change."""

    plan: Plan | None

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.plan is other.plan


def memoize(function: Callable[[Plan], _T]) -> Callable[[Plan], _T]:
    """The function, which remembers its results for the last plans.

    The previous plan is a part of the key: it is attached to a plan after loading, and changes the results.
    """

    @lru_cache(maxsize=REMEMBERED)
    def remembered(key: _ByIdentity, previous: _ByIdentity) -> _T:
        assert key.plan is not None
        return function(key.plan)

    @wraps(function)
    def memoized(plan: Plan) -> _T:
        return remembered(_ByIdentity(plan), _ByIdentity(plan.previous_plan))

    return memoized
