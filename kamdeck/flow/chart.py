"""The chart flow: categories, series and how they are drawn; what the chart shows is all that its workbook holds."""

from dataclasses import dataclass, replace
from typing import Literal

from kamdeck.flow.style import Style

NAMED = 0.93
"""The part of its slot that a column's name may fill before it goes on to a further line."""
ChartKind = Literal[
    "column", "stacked_column", "bar", "stacked_bar", "line", "doughnut", "radar", "combination", "waterfall", "bubble"
]


@dataclass(frozen=True, slots=True)
class Series:
    """One series; `values` has one number, or a gap, a category.

    `colour` is a theme's role; `points` gives single points another one. `line` draws it as a line on the second
    axis of a combination. From `forecast` on (an index into the values) it is drawn as not yet real: dashed and tinted.
    `outlined` draws it unfilled (others, the rest). `hidden` holds a waterfall's bars up. `labels` replaces the
    numbers' labels where given (an empty one does not).
    """

    name: str
    values: tuple[float | None, ...]
    colour: str = "primary"
    points: tuple[str, ...] = ()
    line: bool = False
    forecast: int | None = None
    outlined: bool = False
    hidden: bool = False
    labelled: bool = True
    number_format: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A native chart with its workbook; lengths in points.

    `number_format` is an Office format code for the labels. `height` is what it wants, `least` the smallest
    height in which it can be read. `category_name` heads the workbook's first column. `sums` writes each stack's
    total at its end. A waterfall's single series has the changes; those at the indices `totals` are levels instead.
    A bubble's name is its category; its series are what stands across, what stands up, and what its area tells.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    number_format: str = "#,##0"
    category_name: str = ""
    size: float = 12.0
    legend: bool = False
    wanted: float = 260.0
    least: float = 150.0
    greatest_value: float | None = None
    sums: bool = False
    totals: tuple[int, ...] = ()
    keep: bool = False

    def height(self, width: float, style: Style) -> float:
        """The least height; a page with room to spare gives it what it wants."""
        return self.least

    def split(self, height: float, width: float, style: Style) -> tuple["Chart | None", "Chart | None"]:
        """A chart moves whole; on a page too low for its least height it is drawn as high as the page."""
        return (self, None) if height >= self.least - 0.01 else (None, self)

    def lowered_to(self, height: float) -> "Chart":
        """The chart for a page that is lower than its least height."""
        return replace(self, least=min(self.least, height), wanted=min(self.wanted, height))

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it, in reading order."""
        return (*self.categories, *(series.name for series in self.series if not series.hidden))
