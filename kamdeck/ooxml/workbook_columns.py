"""The columns of a chart's workbook, with those that only help to draw the chart.

Both the chart's markup and its workbook are written from them, so that the workbook holds exactly what the chart
shows.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Literal

from kamdeck.dataclass import dataclass
from kamdeck.flow.chart import Chart, Series
from kamdeck.ooxml.waterfall import Waterfall, waterfall

Part = Literal["mark", "line", "forecast", "support", "connector", "caption", "sum", "target", "dash", "lift", "above"]
"""What a column draws: a bar, slice or spoke; a line; its dashed forecast; the support of bars; a line between a
waterfall's bars; its labels; the total of a stack; the support of a dash across the columns of a bullet
chart, the dash, what raises its label above a column that passes it by little, and the place of the label.
"""


_DASH = 0.022
"""The thickness of a dash, as a part of the greatest value."""
_LITTLE = 0.15
"""By how much a column passes a dash whose label stands above the column, as a part of the greatest value."""


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """A series with a value or gap for each category, what it draws, and its letter in the workbook.

    `of` is the letter of the line that a forecast continues.
    """

    part: Part
    series: Series
    letter: str
    of: str = ""

    @property
    def values(self) -> tuple[float | None, ...]:
        """A value or gap for each category."""
        return self.series.values


def columns(chart: Chart) -> tuple[WorkbookColumn, ...]:
    """The chart's series followed by helper series, in the order of the workbook from its second column on."""
    series = [replace(one, values=_complete(one.values, len(chart.categories))) for one in chart.series]
    steps = chart.kind == "waterfall" and not all(one.hidden for one in series)
    parts = _of_waterfall(waterfall(chart, series)) if steps else _of_series(chart, series)
    kept = [WorkbookColumn(part, one, letters(index)) for index, (part, one) in enumerate(parts, 2)]
    return (*(_until_forecast(one) for one in kept), *_forecasts(kept))


def letters(index: int) -> str:
    """The letters of a column of a workbook, counted from 1."""
    name = ""
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The number of a column of a workbook, counted from 1, by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _forecast_start(column: WorkbookColumn) -> int:
    """The index from which a line is a forecast; 0 if it has none, or is one as a whole."""
    first = column.series.forecast or 0
    return first if column.part == "line" and first < len(column.values) else 0


def _until_forecast(column: WorkbookColumn) -> WorkbookColumn:
    first = _forecast_start(column)
    if not first:
        return column
    values = (*column.values[:first], *[None] * (len(column.values) - first))
    return replace(column, series=replace(column.series, values=values))


def _forecasts(kept: list[WorkbookColumn]) -> list[WorkbookColumn]:
    """Dashed lines that continue others from their last real value.

    A single series with dashed points would do as well, but LibreOffice does not draw those dashed.
    """
    forecasts: list[WorkbookColumn] = []
    for column in kept:
        first = _forecast_start(column)
        if first:
            values = (*[None] * (first - 1), *column.values[first - 1 :])
            series = replace(column.series, name=column.series.forecast_name, values=values)
            forecasts.append(WorkbookColumn("forecast", series, letters(len(kept) + len(forecasts) + 2), column.letter))
    return forecasts


def _complete(values: tuple[float | None, ...], count: int) -> tuple[float | None, ...]:
    known = [value if value is not None and isfinite(value) else None for value in values[:count]]
    return (*known, *[None] * (count - len(known)))


def _of_series(chart: Chart, series: list[Series]) -> list[tuple[Part, Series]]:
    parts: list[tuple[Part, Series]] = [(_part(chart, one), one) for one in series]
    if chart.kind == "bullet":
        parts += _dashes(series)
    if chart.sums and series and chart.kind in ("stacked_column", "stacked_bar"):
        rows = zip(*(one.values for one in series), strict=True)
        values = tuple(_sum(row) for row in rows)
        # LibreOffice counts the legend entries of bars from the other end, so deleting this one would remove another.
        # An invisible mark with a blank name needs no deletion.
        name = " " if chart.legend else "Σ"
        parts.append(("sum", Series(name, values, number_format=series[0].number_format, labels=chart.ends)))
    return parts


def _dashes(series: list[Series]) -> list[tuple[Part, Series]]:
    """The dashes of a bullet chart as thin bars on their values, and the places of labels above them.

    A marker would be simpler, but it is as thick as a fourth of its length.
    """
    greatest = max((abs(value) for one in series for value in one.values if value is not None), default=0.0)
    thin = float(f"{_DASH * greatest:.2g}")
    found: list[tuple[Part, Series]] = []
    stacks = [_sum(row) or 0.0 for row in zip(*(one.values for one in series if not one.line), strict=True)]
    for one in (each for each in series if each.line and not each.hidden):
        thickness = tuple(None if value is None else thin for value in one.values)
        found.append(("dash", replace(one, name=" ", values=thickness)))
        if any(lifts := _lifts(one.values, stacks or [0.0] * len(one.values), thin, greatest * _LITTLE)):
            found.append(("lift", replace(one, name=" ", values=lifts)))
        found.append(("above", replace(one, name=" ")))
    return found


def _lifts(
    dashes: Sequence[float | None], stacks: Sequence[float], thin: float, most: float
) -> tuple[float | None, ...]:
    """What a column has above its dash, where this is too little for a label between them."""
    apart = (
        0.0 if dash is None else round(stack - dash - thin, 10) for dash, stack in zip(dashes, stacks, strict=True)
    )
    return tuple(each if 0.0 < each <= most else None for each in apart)


def _part(chart: Chart, series: Series) -> Part:
    if series.hidden:
        return "support"
    if chart.kind == "bullet" and series.line:
        return "target"
    return "line" if chart.kind == "line" or (chart.kind == "combination" and series.line) else "mark"


def _sum(row: tuple[float | None, ...]) -> float | None:
    """The sum of a row, rounded so that a sum of tenths has one decimal."""
    known = [value for value in row if value is not None]
    return round(sum(known), 10) if known else None


def _of_waterfall(steps: Waterfall) -> list[tuple[Part, Series]]:
    parts: list[tuple[Part, Series]] = [("support", steps.support)]
    parts += [("mark", one) for one in steps.marks]
    parts += [("connector", one) for one in steps.connectors]
    parts.append(("caption", steps.caption))
    return parts
