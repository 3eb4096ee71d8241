"""A decorator for functions of a plan, which computes the result for a plan only once.

All results for one plan are remembered and forgotten together. If each function forgot by itself, one result could hold
values of another that has been computed anew since, and the origin of a value could no longer be found by its identity.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import field
from functools import wraps
from typing import Any, TypeVar, cast

from kamdeck.dataclass import dataclass
from kamdeck.model import Plan

REMEMBERED = 8
"""How many plans are remembered: a deck, a report and a row of the portfolio are made from one plan and the one before
it in turn.
"""

_T = TypeVar("_T")
_Function = Callable[[Plan], Any]


@dataclass(frozen=True)
class _Results:
    """The results of functions for a plan, which is kept so that no other plan gets its identity."""

    plan: Plan
    previous: Plan | None
    known: dict[_Function, Any] = field(default_factory=dict)


_remembered: OrderedDict[tuple[int, int], _Results] = OrderedDict()


def memoize(function: Callable[[Plan], _T]) -> Callable[[Plan], _T]:
    """The function, which remembers its results for the last plans.

    The previous plan is a part of the key: it is attached to a plan after loading, and changes the results.
    """

    @wraps(function)
    def memoized(plan: Plan) -> _T:
        known = _results(plan).known
        if function not in known:
            known[function] = function(plan)
        return cast(_T, known[function])

    return memoized


def _results(plan: Plan) -> _Results:
    """The results of a plan, which becomes the last one used, after the plan before it."""
    # By identity, since plans never change, and comparing whole plans takes longer than most of the functions.
    key = (id(plan), id(plan.previous_plan))
    if (found := _remembered.get(key)) is None:
        found = _remembered[key] = _Results(plan, plan.previous_plan)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
    for each in filter(None, (plan.previous_plan, plan)):
        if (used := (id(each), id(each.previous_plan))) in _remembered:
            _remembered.move_to_end(used)
    return found
