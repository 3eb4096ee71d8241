"""The geometry of a bubble chart: the scales of its axes, and positions of labels that do not overlap.

Office places labels without regard to each other, so each label's side is chosen here and written into the file.
"""

import math
from collections.abc import Iterable
from functools import cached_property

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.plot import Plot, text_width

Axis = tuple[float, float, float]
"""The minimum, the maximum, and the distance of the grid lines."""
_GREATEST, _LEAST = 58.0, 12.0
"""The greatest and the least diameter of the largest bubble, in points."""
_COVERED = 0.1
"""The part of the plot that all bubbles cover together; more of them would hide each other."""
# Office makes the largest bubble as wide as a quarter of the plot's shorter side, times `c:bubbleScale`.
_OFFICE_SHARE = 0.25
# The schema allows `c:bubbleScale` up to 300 %.
_MOST_SCALE = 3.0
_BOTTOM, _LEFT, _EDGE = 40.0, 52.0, 6.0
_SIDES = ("r", "l", "t", "b")
_MANY = 12
_SMALLEST_SPAN = 1e-300
"""Values closer than this are equal: dividing a smaller span leaves the range of floating-point numbers."""
_READABLE = 0.25
"""The part of a label's area that may lie on other bubbles."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble; `index` is its row in the workbook. Without sizes, all bubbles have the same."""

    index: int
    name: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class PlotArea:
    """A rectangle in points from the upper left corner of the chart's frame."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "PlotArea") -> float:
        """The area that two rectangles share, in square points."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


@dataclass(frozen=True)
class Bubbles:
    """The bubbles of a chart, whose series are x, y and size."""

    plot: Plot

    @cached_property
    def drawable(self) -> tuple[Bubble, ...]:
        """The bubbles with all values, the largest first, so that no small one is hidden behind it."""
        rows = zip(*(column.values for column in self.plot.columns[:3]), strict=True)
        found = []
        for index, row in enumerate(rows):
            x, y, size = (*row, 1.0, 1.0)[:3]
            if x is not None and y is not None and size is not None and size > 0:
                found.append(Bubble(index, self.plot.chart.categories[index], x, y, size))
        return tuple(sorted(found, key=lambda bubble: -bubble.size))

    @cached_property
    def plot_area(self) -> PlotArea:
        """The area inside the axes."""
        return PlotArea(_LEFT, _EDGE, self.plot.width - _EDGE, max(_EDGE + 20, self.plot.height - _BOTTOM))

    @cached_property
    def x_axis(self) -> Axis:
        """The horizontal axis."""
        return _axis((bubble.x for bubble in self.drawable), self.plot_area.right - self.plot_area.left, self.diameter)

    @cached_property
    def y_axis(self) -> Axis:
        """The vertical axis."""
        return _axis((bubble.y for bubble in self.drawable), self.plot_area.bottom - self.plot_area.top, self.diameter)

    @cached_property
    def diameter(self) -> float:
        """The diameter of the largest bubble, in points: smaller where there are many."""
        area = self.plot_area
        largest = self.drawable[0].size if self.drawable else 1.0
        parts = math.fsum(bubble.size / largest for bubble in self.drawable) or 1.0
        covering = _COVERED * (area.right - area.left) * (area.bottom - area.top)
        wanted = math.sqrt(covering / parts * 4 / math.pi)
        return min(max(wanted, _LEAST), _GREATEST, _MOST_SCALE * self._office_diameter)

    @cached_property
    def scale(self) -> int:
        """The value of `c:bubbleScale`, in percent of the size that Office gives to bubbles by itself."""
        return max(round(self.diameter / self._office_diameter * 100), 100)

    @cached_property
    def anchor(self) -> Bubble | None:
        """A bubble in the middle, not to be seen, by whose size the others are as small as wanted.

        `c:bubbleScale` below 100 would do the same in Office, but LibreOffice ignores it.
        """
        if not self.drawable or self.diameter >= self._office_diameter:
            return None
        size = self.drawable[0].size * (self._office_diameter / self.diameter) ** 2
        return Bubble(-1, "", sum(self.x_axis[:2]) / 2, sum(self.y_axis[:2]) / 2, size)

    @property
    def _office_diameter(self) -> float:
        """The diameter that Office gives to the largest bubble, in points."""
        return _OFFICE_SHARE * self._shorter

    @property
    def _shorter(self) -> float:
        return min(self.plot_area.right - self.plot_area.left, self.plot_area.bottom - self.plot_area.top)

    @property
    def label_size(self) -> float:
        """The font size of the labels, smaller if there are many."""
        return self.plot.size if len(self.drawable) <= _MANY else self.plot.legend_size

    def disc(self, bubble: Bubble) -> PlotArea:
        """The square around a bubble."""
        # The chart says that sizes are areas (`c:sizeRepresents`), so diameters grow with their square roots.
        radius = self.diameter / 2 * math.sqrt(bubble.size / self.drawable[0].size)
        x = self.plot_area.left + (self.plot_area.right - self.plot_area.left) * _part(bubble.x, self.x_axis)
        y = self.plot_area.bottom - (self.plot_area.bottom - self.plot_area.top) * _part(bubble.y, self.y_axis)
        return PlotArea(x - radius, y - radius, x + radius, y + radius)

    @cached_property
    def labels(self) -> dict[int, str]:
        """The side of each bubble that its label is on; bubbles without a free place have none.

        The largest bubbles choose first. Among free places, the label takes the one that covers other bubbles least.
        """
        discs = {bubble.index: self.disc(bubble) for bubble in self.drawable}
        taken: list[PlotArea] = []
        places: dict[int, str] = {}
        for bubble in self.drawable:
            free = []
            for side in _SIDES:
                area = self._label(bubble, discs[bubble.index], side)
                wide = (area.right - area.left) * (area.bottom - area.top)
                covered = sum(area.shared(disc) for index, disc in discs.items() if index != bubble.index)
                if not self._inside(area) or covered > _READABLE * wide:
                    continue
                if not any(area.shared(other) for other in taken):
                    free.append((covered, side, area))
            if free and bubble.name:
                _, side, area = min(free, key=lambda each: each[0])
                places[bubble.index] = side
                taken.append(area)
        return places

    def _label(self, bubble: Bubble, disc: PlotArea, side: str) -> PlotArea:
        wide, high = text_width(bubble.name, self.label_size) + 6, self.label_size * 1.2 + 2
        x, y = (disc.left + disc.right) / 2, (disc.top + disc.bottom) / 2
        match side:
            case "r":
                return PlotArea(disc.right, y - high / 2, disc.right + wide, y + high / 2)
            case "l":
                return PlotArea(disc.left - wide, y - high / 2, disc.left, y + high / 2)
            case "t":
                return PlotArea(x - wide / 2, disc.top - high, x + wide / 2, disc.top)
            case _:
                return PlotArea(x - wide / 2, disc.bottom, x + wide / 2, disc.bottom + high)

    def _inside(self, area: PlotArea) -> bool:
        plot_area = self.plot_area
        return (
            plot_area.left <= area.left
            and area.right <= plot_area.right
            and plot_area.top <= area.top <= plot_area.bottom - 8
        )


def _axis(values: Iterable[float], length: float, diameter: float) -> Axis:
    """An axis with space for half a bubble beyond the outer ones, beginning at a grid line.

    A single value is in its middle.
    """
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if high - low < _SMALLEST_SPAN:
        reach = (abs(low) if abs(low) > _SMALLEST_SPAN else 1.0) / 4
        low, high = low - reach, high + reach
    span = high - low
    edge = min((diameter / 2 + 4) / length, 0.3)
    margin = span * edge / (1 - 2 * edge)
    unit = _unit(span + 2 * margin)
    least = math.floor((low - margin) / unit) * unit
    return _tidy(least), _tidy((high - edge * least) / (1 - edge)), _tidy(unit)


def _unit(span: float) -> float:
    power = 10.0 ** math.floor(math.log10(span / 5))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power * 6 >= span * 0.999)


def _part(value: float, axis: Axis) -> float:
    return (value - axis[0]) / (axis[1] - axis[0])


def _tidy(value: float) -> float:
    return float(f"{value:.6g}")
