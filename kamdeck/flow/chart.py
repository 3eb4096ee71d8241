"""The chart flow: categories, series, and how they are drawn.

The chart's workbook holds exactly the values that the chart shows.
"""

from dataclasses import replace
from typing import Literal

from kamdeck.dataclass import dataclass
from kamdeck.flow.style import Style

LABEL_SHARE = 0.93
"""The part of the width of its category that a label may fill before it continues on another line."""
ChartKind = Literal[
    "column",
    "stacked_column",
    "bar",
    "stacked_bar",
    "line",
    "doughnut",
    "radar",
    "combination",
    "waterfall",
    "bubble",
    "bullet",
]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; `values` has a number or a gap (None) for each category.

    `colour` is a role of the theme, and `points` gives single points another one. `line` draws the series as a line on
    the second axis of a combination, and as a dash across each column of a bullet chart. Values from the index
    `forecast` on are drawn as forecasts: dashed and tinted; of a line they are a series of their own in the workbook,
    named `forecast_name`.
    `outlined` draws the series unfilled (such as "others"). `hidden` makes it the invisible support below a waterfall's
    bars. `labelled` says whether its values have labels at all, and `labels` replaces them; an empty label keeps the
    value's own. `number_format` is an Office format code.
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
    forecast_name: str = ""


@dataclass(frozen=True)
class Chart:
    """A native chart with its workbook; lengths are in points.

    `alt` is the alternative text. `number_format` is the Office format code of labels, and `category_name` the header
    of the workbook's first column. `size` is the font size of its texts. The chart is drawn `preferred_height` high
    where the page has space, and never lower than `min_height`, the smallest height at which it can be read.
    `greatest_value` fixes the end of the value axis. `sums` writes each stack's total at its end, or the text of `ends`
    in its place. A waterfall has one
    series of changes, in which the values at the indices `totals` are levels. A bubble chart has a category for each
    bubble and the series x, y and size. A bullet chart has stacked columns. `leaders` labels only our parts of stacks,
    and of each stack the largest competitor's, by its name too where this has space.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    number_format: str = "#,##0"
    category_name: str = ""
    size: float = 12.0
    legend: bool = False
    preferred_height: float = 260.0
    min_height: float = 150.0
    greatest_value: float | None = None
    sums: bool = False
    ends: tuple[str, ...] = ()
    totals: tuple[int, ...] = ()
    leaders: bool = False
    keep_with_next: bool = False

    def height(self, width: float, style: Style) -> float:
        """The minimum height; typesetting gives a chart the spare height of its page."""
        return self.min_height

    def split(self, height: float, width: float, style: Style) -> tuple["Chart | None", "Chart | None"]:
        """Move the chart as a whole; None is the part that does not exist."""
        # The tolerance of 0.01 points, here and in other flows, is for sums of heights that should be equal.
        return (self, None) if height >= self.min_height - 0.01 else (None, self)

    def limited_to(self, height: float) -> "Chart":
        """The chart for a page that is lower than its minimum height."""
        return replace(
            self, min_height=min(self.min_height, height), preferred_height=min(self.preferred_height, height)
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the chart, in reading order."""
        return (*self.categories, *(series.name for series in self.series if not series.hidden))
