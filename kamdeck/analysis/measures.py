"""Numbers that are measured in units of their own or by figures: values of objectives, decisions and outcomes."""

from dataclasses import dataclass

from kamdeck.analysis.figures import Figures
from kamdeck.model import FIGURES, FigureName
from kamdeck.model.numbers import Number
from kamdeck.model.values import MeasuredValue, Share, Text


@dataclass(frozen=True, slots=True)
class InUnit:
    """A number in a unit of its own, such as 28 seconds."""

    value: Number
    unit: Text


Shown = Number | InUnit | None
"""A value as documents show it: with its unit, or none."""


def with_unit(value: Number | None, unit: Text | None) -> Shown:
    """A value with its unit; amounts, shares and values without a unit as they are."""
    if value is None or unit is None or not isinstance(value, MeasuredValue):
        return value
    return InUnit(value, unit)


def typed(value: Number | None, figure: FigureName | None) -> Number | None:
    """A value that was written for a figure as a number of the figure's type, so that it is shown like the figure."""
    if value is None or figure is None or isinstance(value, Share):
        return value
    return FIGURES[figure.value](value)


def computed(figures: Figures, figure: FigureName | None) -> Number | None:
    """The value of a figure; none without a figure."""
    return figures[figure.value].value if figure else None


def share_of_way(start: Number | None, value: Number | None, end: Number | None) -> Share | None:
    """How much of the way from a start to an end a value has gone; none if the start is the end, or one is unknown."""
    if start is None or value is None or end is None or end == start:
        return None
    return Share((value - start) / (end - start))
