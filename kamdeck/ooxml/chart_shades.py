"""The fill and border of a chart's marks, as roles of the theme."""

from dataclasses import dataclass

from kamdeck.flow.chart import Chart
from kamdeck.ooxml.workbook_columns import WorkbookColumn

_SLICES = ("primary", "grey1", "grey2", "grey3", "grey4")


@dataclass(frozen=True, slots=True)
class Shade:
    """How a mark is drawn; colours are roles, and an empty `line` means no border."""

    fill: str
    line: str = ""
    dashed: bool = False


def shade(chart: Chart, column: WorkbookColumn, index: int = -1) -> Shade:
    """How the point at an index of a column's series is drawn; the index -1 means the whole series."""
    series = column.series
    colour = series.points[index] if 0 <= index < len(series.points) and series.points[index] else series.colour
    if chart.kind == "doughnut" and not series.points:
        colour = _SLICES[index % len(_SLICES)] if index >= 0 else series.colour
    if series.forecast is not None and index >= series.forecast:
        own = colour.partition(":")[0]
        return Shade(f"{own}:20", own, dashed=True)
    if chart.kind == "bubble":
        # A border separates bubbles that overlap, in black and white as well.
        return Shade(colour, "ground" if ":" not in colour else colour.partition(":")[0])
    if series.outlined or colour == "grey4":
        return Shade("grey4", "grey2")
    # A thin border in the background colour separates adjacent parts, in black and white as well.
    return Shade(colour, "ground" if chart.kind in ("stacked_column", "stacked_bar", "doughnut") else "")
