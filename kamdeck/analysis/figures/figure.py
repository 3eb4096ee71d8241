"""A figure: a number derived from the plan, beside last quarter's and its goal."""

from dataclasses import dataclass

from kamdeck.analysis.figures.arithmetic import difference, known_as
from kamdeck.model.numbers import Number


@dataclass(frozen=True, slots=True)
class Figure:
    """A derived number under its name; `value` tells by its type what it counts, and is none where nothing tells it.

    `previous` is the same figure in last quarter's plan, in this plan's unit of money; `goal` is the plan's own.
    A figure that `falls` is the better the lower it is.
    """

    name: str
    value: Number | None
    previous: Number | None = None
    goal: Number | None = None
    falls: bool = False

    def __bool__(self) -> bool:
        return self.value is not None

    @property
    def change(self) -> Number | None:
        """value − previous in the value's type, a share's in shares of one; none where either is."""
        return known_as(type(self.value), difference(self.value, self.previous)) if self.value is not None else None

    @property
    def to_goal(self) -> Number | None:
        """goal − value in the value's type: what is missing, under 0 where the value is above the goal."""
        return known_as(type(self.value), difference(self.goal, self.value)) if self.value is not None else None

    @property
    def reached(self) -> bool | None:
        """Whether the value is as good as the goal; none where either is."""
        if self.value is None or self.goal is None:
            return None
        return self.value <= self.goal if self.falls else self.value >= self.goal

    @property
    def better(self) -> bool | None:
        """Whether the figure is better than last quarter; none where it is the same, or was not known."""
        return None if not self.change else (self.change < 0) == self.falls
