"""The scales of axes, with space for the labels beside marks."""

import math

from kamdeck.ooxml.plot import PITCH, Plot
from kamdeck.ooxml.workbook_columns import WorkbookColumn

Scale = tuple[float, float]
# The least margin above the greatest mark, as a part of the axis: the axis ends at 1.12 times the greatest value.
_LEAST_MARGIN = 1 - 1 / 1.12
_RADAR = 5.0
# In points: the width of the numbers beside a radar's first spoke, and half their height with half a marker added.
_NUMBER, _HALF_NUMBER = 16.0, 9.0


def main_scale(plot: Plot) -> Scale:
    """The minimum and maximum of the axis of bars, or of the lines of a line chart."""
    if plot.chart.kind == "line":
        return _line_chart_scale(plot, _values(plot.of("line", "forecast")))
    low, high = plot.extent
    if plot.chart.greatest_value is not None:
        high = plot.chart.greatest_value
    if low == high:
        return 0.0, 1.0
    under, over = _label_margins(plot, low, high)
    return _tidy(low - under), _tidy(high + over)


def line_scale(plot: Plot) -> Scale:
    """The second axis of a combination, on which its lines run above the columns and their labels."""
    values = _values(plot.of("line", "forecast")) or [0.0]
    bottom, top = _columns_share(plot) + plot.label_share, 1 - plot.label_share
    axis = _span(values) / max(top - bottom, 0.1)
    return _tidy(min(values) - bottom * axis), _tidy(min(values) + (1 - bottom) * axis)


def radar_scale(plot: Plot) -> tuple[float, float, float]:
    """A radar's axis from the centre to the edge, and the distance of its rings.

    The edge is 5, unless the chart says otherwise or a value is greater.
    """
    values = _values(list(plot.columns))
    low, high = min([0.0, *values]), max([plot.chart.greatest_value or _RADAR, *values])
    unit = _round_unit(high - low)
    return math.floor(low / unit) * unit, math.ceil(high / unit) * unit, unit


def radar_label_gaps(plot: Plot) -> tuple[float, float]:
    """The values below and above which a radar's numbers are not crossed by a line.

    The numbers are beside the first spoke: Office writes them left of it, LibreOffice right.
    """
    low, high, _ = radar_scale(plot)
    spokes = len(plot.chart.categories)
    unit = (plot.height - plot.bottom_height - 2 * PITCH * plot.size) / 2 / (high - low)
    if spokes < 3 or unit <= 0:
        return high, high
    turn, passed = 2 * math.pi / spokes, []
    for values in (one.values for one in plot.columns):
        first = values[0]
        if first is None:
            continue
        passed.append(first)
        for beside in (values[-1], values[1]):
            if beside is not None and beside > low:
                # The line to the neighbouring spoke leaves the space of the numbers where it is that far from the first
                # spoke.
                part = min(1.0, _NUMBER / ((beside - low) * unit * math.sin(turn)))
                passed.append(first + part * (low + (beside - low) * math.cos(turn) - first))
    half = _HALF_NUMBER / unit
    return min(passed, default=high) - half, max(passed, default=low) + half


def _line_chart_scale(plot: Plot, values: list[float]) -> Scale:
    """An axis from zero, unless all values are far from zero, where the line would be flat."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    share = plot.label_share
    if plot.chart.greatest_value is not None or (low >= 0 and (low < high / 2 or low == high)):
        greatest = plot.chart.greatest_value or high or 1.0
        return min(0.0, low), _tidy(greatest / (1 - share))
    # A third of the height stays empty below the line, as a sign that the axis does not begin at zero.
    axis = _span(values) / max(0.67 - share, 0.2)
    return _tidy(low - 0.33 * axis), _tidy(low + 0.67 * axis)


def _label_margins(plot: Plot, low: float, high: float) -> tuple[float, float]:
    """What the axis needs below and above its marks for labels."""
    if plot.stacked and not (plot.sums or plot.chart.kind in ("waterfall", "bullet")):
        return 0.0, 0.02 * high
    if plot.chart.kind == "combination":
        return 0.0, high / _columns_share(plot) - high
    sides = (low < 0) + (high > 0)
    share = max(plot.label_share, _LEAST_MARGIN)
    # A fifth of the axis is left for the marks, however large their labels are.
    margin = (high - low) * share / max(1 - sides * share, 0.2)
    return margin if low < 0 else 0.0, margin if high > 0 else 0.0


def _columns_share(plot: Plot) -> float:
    """The share of a combination's height that its columns fill.

    Two rows of labels and a fifth of the height for the lines are left above the columns, unless less than a quarter
    would remain for them.
    """
    return max(0.25, min(0.6, 0.8 - 2 * plot.label_share))


def _values(columns: list[WorkbookColumn]) -> list[float]:
    return [value for one in columns for value in one.values if value is not None]


def _span(values: list[float]) -> float:
    return max(values) - min(values) or abs(max(values)) or 1.0


def _round_unit(span: float) -> float:
    """1, 2 or 5 times a power of ten, of which at most five cover the span."""
    power = 10.0 ** math.floor(math.log10(span / 5))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power * 5 >= span * 0.999)


def _tidy(value: float) -> float:
    """The value with six significant digits, which are enough for an axis."""
    return float(f"{value:.6g}")
