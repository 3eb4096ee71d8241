"""Drawings of rows that share columns: as many rows as fit a height, in the largest sizes in which their texts suit."""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Protocol, TypeVar

from kamdeck.document import LEAST_HEIGHT, Region, RenderContext
from kamdeck.flow import FLOW_GAP, Drawing, Flow, Frame, Item


class RowSheet(Protocol):
    """The drawing of some rows; `height` is in points, and it `suits` if no text breaks a word or is too long."""

    @property
    def height(self) -> float:
        """The height of the drawing."""

    @property
    def suits(self) -> bool:
        """Whether all texts are shown well."""

    def items(self) -> list[Item]:
        """What is drawn."""

    def described(self) -> str:
        """The alternative text."""


class PartSheet(RowSheet, Protocol):
    """The drawing of the first of some rows; the others are on further drawings."""

    @property
    def rows(self) -> Sequence[object]:
        """The rows that are drawn."""


SheetType = TypeVar("SheetType", bound=RowSheet)
RowType = TypeVar("RowType")
StepType = TypeVar("StepType")
StretchedType = TypeVar("StretchedType")


def height_taken(flows: Iterable[Flow], region: Region, context: RenderContext) -> float:
    """The height in points that flows above a drawing take in a region, with the gap below each."""
    return sum(flow.height(region.width, context.style) + FLOW_GAP for flow in flows)


def height_below(heads: Iterable[Flow], region: Region, context: RenderContext) -> float:
    """The height in points that heads leave in a region for a drawing below them."""
    return max(region.height, LEAST_HEIGHT) - height_taken(heads, region, context)


def largest_fitting(
    count: int, steps: Sequence[StepType], make: Callable[[int, StepType], SheetType], height: float
) -> SheetType:
    """The sheet of as many rows as fit a height, at least one, in the first of the steps that suits.

    Args:
        count: The number of all rows.
        steps: The sizes to try, the largest first. The last one counts even if it does not suit.
        make: Gives the sheet of so many rows in the sizes of a step.
        height: The height in points.
    """
    for shown in range(count, 0, -1):
        if sheet := all_fitting(shown, steps, make, height):
            return sheet
    return make(1, steps[-1])


def all_fitting(
    count: int, steps: Sequence[StepType], make: Callable[[int, StepType], SheetType], height: float
) -> SheetType | None:
    """The sheet of all rows in the first of the steps that suits and fits a height.

    Args:
        count: The number of rows.
        steps: The sizes to try, the largest first. The last one counts even if it does not suit.
        make: Gives the sheet of so many rows in the sizes of a step.
        height: The height in points.

    Returns:
        The sheet; None if no step fits.
    """
    for step in steps:
        sheet = make(count, step)
        if sheet.height <= height and (sheet.suits or step is steps[-1]):
            return sheet
    return None


def row_stretch(spare: float, count: int, pitch: float, highest: float) -> float:
    """By how many points each of `count` rows grows.

    Args:
        spare: The height that a drawing leaves free, in points; less than 0 where it is too high.
        count: The number of rows, at least one.
        pitch: Their height in points.
        highest: The height that they have at most, in points.
    """
    return max(0.0, min(spare / count, highest - pitch))


def stretched_by(sheet: StretchedType, stretch: float) -> StretchedType:
    """A frozen sheet whose field `stretch` has another value, in points, with what has been measured of it.

    Its cached properties must not depend on the stretch. Measuring the texts of a stretched sheet again would take as
    long as drawing it.
    """
    found = copy(sheet)
    object.__setattr__(found, "stretch", stretch)
    return found


def drawing_of(sheet: RowSheet, region: Region) -> Drawing:
    """A sheet as a drawing in the width of a region."""
    return Drawing(Frame(region.width, sheet.height, tuple(sheet.items())), sheet.described())


def drawn_in_parts(
    rows: Sequence[RowType],
    fit: Callable[[Sequence[RowType]], PartSheet],
    region: Region,
    heads: Sequence[Flow],
) -> list[Flow]:
    """The drawings of all rows, each below the same heads.

    Args:
        rows: The rows.
        fit: Gives the sheet of as many of the first of some rows as a drawing holds, at least one.
        region: The region of the block.
        heads: What stands above each drawing.
    """
    flows: list[Flow] = []
    rest = rows
    while rest:
        sheet = fit(rest)
        flows += [*heads, drawing_of(sheet, region)]
        rest = rest[len(sheet.rows) :]
    return flows
