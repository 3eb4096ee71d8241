"""Numbers that are measured in units of their own or by figures: values of objectives, decisions and outcomes."""

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.arithmetic import difference
from kamdeck.dataclass import dataclass
from kamdeck.model import FIGURES, FigureName
from kamdeck.model.numbers import Number
from kamdeck.model.values import MeasuredValue, Share, Text


@dataclass(frozen=True, slots=True)
class InUnit:
    """A number or share with its own digits, such as 28 seconds or 99.95 %, which no column rounds."""

    value: Number
    unit: Text | None


Shown = Number | InUnit | None
"""A value as documents show it: with its unit, or none."""


def with_unit(value: Number | None, unit: Text | None) -> Shown:
    """A value with its unit; values of figures that are no shares, such as amounts, as they are."""
    return InUnit(value, unit) if isinstance(value, MeasuredValue | Share) else value


def without_unit(value: object) -> object:
    """A value of `with_unit` without its unit, for a place where the unit stands beside several values."""
    return InUnit(value.value, None) if isinstance(value, InUnit) else value


def unit_of(value: object) -> Text | None:
    """The unit of a value of `with_unit`; none for a value without one."""
    return value.unit if isinstance(value, InUnit) else None


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
    gone, way = difference(value, start), difference(end, start)
    return None if gone is None or not way else Share(gone / way)
