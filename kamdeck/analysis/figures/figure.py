"""The type of a figure: a number derived from the plan, with last quarter's number and the goal."""

from decimal import Decimal

from kamdeck.analysis.figures.arithmetic import difference, known_as
from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import rounded
from kamdeck.model.numbers import Number, Ratio, Score

DECIMALS = 1
"""The decimals with which documents show ratios and scores."""


def _as_shown(value: float) -> Decimal:
    return rounded(value, DECIMALS)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number derived from the plan; the type of `value` is its unit, and `value` is none if it is unknown.

    `previous` is the same figure in last quarter's plan, in this plan's unit of money; `goal` is from the plan.
    `lower_is_better` says that the figure improves as it falls.
    """

    name: str
    value: Number | None
    previous: Number | None = None
    goal: Number | None = None
    lower_is_better: bool = False

    def __bool__(self) -> bool:
        return self.value is not None

    @property
    def change(self) -> Number | None:
        """value − previous in the value's type; none if either is unknown, and 0 if documents show both alike."""
        if self.value is None or self.previous is None:
            return None
        if isinstance(self.value, Ratio | Score) and _as_shown(self.value) == _as_shown(self.previous):
            return type(self.value)(0)
        return known_as(type(self.value), difference(self.value, self.previous))

    @property
    def to_goal(self) -> Number | None:
        """goal − value in the value's type, negative if the value is above the goal; none if either is unknown."""
        return known_as(type(self.value), difference(self.goal, self.value)) if self.value is not None else None

    @property
    def reached(self) -> bool | None:
        """Whether the value is at least as good as the goal; none if either is unknown."""
        if self.value is None or self.goal is None:
            return None
        return self.value <= self.goal if self.lower_is_better else self.value >= self.goal

    @property
    def better(self) -> bool | None:
        """Whether the figure is better than last quarter; none if it is the same, or was unknown."""
        return None if not self.change else (self.change < 0) == self.lower_is_better
