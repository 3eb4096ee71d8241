"""The fill and border of a chart's marks, as roles of the theme."""

from kamdeck.dataclass import dataclass
from kamdeck.flow.chart import Chart
from kamdeck.ooxml.workbook_columns import WorkbookColumn
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS

_BETWEEN, _BESIDE_OURS = 0.75, 2.25
"""The thickness in points of borders between parts, and of the one around ours."""


@dataclass(frozen=True, slots=True)
class Shade:
    """How a mark is drawn; colours are roles, an empty `line` means no border, and `thickness` is in points."""

    fill: str
    line: str = ""
    dashed: bool = False
    thickness: float = _BETWEEN


def shade(chart: Chart, column: WorkbookColumn, index: int = -1) -> Shade:
    """How the point at an index of a column's series is drawn; the index -1 means the whole series."""
    series = column.series
    colour = series.points[index] if 0 <= index < len(series.points) and series.points[index] else series.colour
    if chart.kind == "doughnut" and not series.points:
        colour = CATEGORIES[index % len(CATEGORIES)] if index >= 0 else series.colour
    if series.forecast is not None and index >= series.forecast:
        own = colour.partition(":")[0]
        return Shade(f"{own}:20", own, dashed=True)
    if chart.kind == "bubble":
        # A border separates bubbles that overlap, in black and white as well.
        return Shade(colour, "ground" if ":" not in colour else colour.partition(":")[0])
    if series.outlined or colour in ("grey4", OTHERS):
        return Shade(colour if colour == OTHERS else "grey4", "grey2")
    if chart.kind not in ("stacked_column", "stacked_bar", "doughnut"):
        return Shade(colour)
    # A border in the background colour separates adjacent parts, in black and white as well; ours has a wider one,
    # since it may have the lightness of a competitor's grey.
    return Shade(colour, "ground", thickness=_BESIDE_OURS if is_ours(chart, colour) else _BETWEEN)


def is_ours(chart: Chart, colour: str) -> bool:
    """Whether a mark of a colour is ours in a chart that shows competitors too."""
    roles = {role for one in chart.series for role in (one.colour, *one.points)}
    return colour == "primary" and not roles.isdisjoint((*RIVALS, OTHERS))
