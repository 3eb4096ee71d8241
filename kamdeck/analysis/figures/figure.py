"""The type of a figure: a number derived from the plan, with last quarter's number and the goal."""

from decimal import Decimal

from kamdeck.analysis.figures.arithmetic import difference, known_as
from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import MOST_DECIMALS, decimals_at, decimals_needed, rounded
from kamdeck.model.numbers import AMOUNTS, Number, Ratio, Score
from kamdeck.model.values import Share

DECIMALS = 1
"""The decimals with which documents show ratios and scores."""
WHOLE_FROM = 0.1
"""The least share that documents show in whole per cent beside its change."""
PER_CENT = 0.01
"""The unit in which documents show shares."""


def as_shown(value: float, kind: type, divisor: float = 1.0, most: int = MOST_DECIMALS) -> Decimal:
    """A value as documents show it beside its change.

    Args:
        value: The value.
        kind: The type of the value, which decides how many decimals it has.
        divisor: The size of the unit in which it is shown.
        most: The decimals of amounts in this unit.
    """
    if issubclass(kind, Share):
        decimals = 0 if abs(value) >= WHOLE_FROM else DECIMALS
    elif issubclass(kind, Ratio | Score):
        decimals = DECIMALS
    elif issubclass(kind, AMOUNTS):
        decimals = decimals_at(abs(value / divisor), most)
    else:
        decimals = decimals_needed(abs(value / divisor))
    return rounded(value / divisor, decimals)


def shown_change(value: float, before: float, kind: type, divisor: float = 1.0, most: int = MOST_DECIMALS) -> Decimal:
    """The difference of two values as documents show them, so that a reader who subtracts them gets the same result.

    Args:
        value: The value now.
        before: The value that it is compared with.
        kind: The type of both values, which decides how many decimals they have.
        divisor: The size of the unit in which they are shown.
        most: The decimals of amounts in this unit.
    """
    return as_shown(value, kind, divisor, most) - as_shown(before, kind, divisor, most)


def change_between(value: Number | None, before: Number | None) -> Number | None:
    """value − before in the value's type, unknown if either is.

    That of ratios, scores and shares is the difference of the shown values. Amounts are shown in the unit of a
    document, which is not known here.
    """
    if value is None or before is None:
        return None
    kind = type(value)
    if not isinstance(value, Ratio | Score | Share):
        return known_as(kind, difference(value, before))
    unit = PER_CENT if isinstance(value, Share) else 1.0
    return kind(float(shown_change(value, before, kind, unit) * Decimal(str(unit))))


@dataclass(frozen=True, slots=True)
class AmountChange:
    """How far two amounts are apart, which depends on the unit in which a document shows them."""

    value: Number
    before: Number

    @property
    def size(self) -> Number:
        """The exact distance."""
        return type(self.value)(abs(self.value - self.before))


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
        """value − previous, by `change_between`; None if either is unknown."""
        return change_between(self.value, self.previous)

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
