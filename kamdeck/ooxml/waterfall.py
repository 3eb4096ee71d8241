"""A waterfall as stacked columns: an invisible support, the visible bars, and lines for connectors and labels.

Office's own waterfall chart (2016) is unknown to LibreOffice and older versions, so it is drawn with a stack.
"""

from dataclasses import replace
from itertools import pairwise

from kamdeck.dataclass import dataclass
from kamdeck.flow.chart import Chart, Series
from kamdeck.magnitudes import rounded
from kamdeck.ooxml.number_formats import code_decimals, formatted, signed, three_figures, with_decimals

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The series that draw a waterfall.

    `support` is the invisible part below the bars, `marks` are the bars, `connectors` the lines between them, and
    `caption` is an invisible line whose labels are above the bars.
    """

    support: Series
    marks: tuple[Series, ...]
    connectors: tuple[Series, ...]
    caption: Series


@dataclass(frozen=True, slots=True)
class _WaterfallBar:
    """A bar from the level before it to the level after it; a total starts at zero."""

    before: float
    after: float
    label: str
    total: bool

    @property
    def support(self) -> float:
        """The invisible part between zero and the bar; 0 if the bar touches zero."""
        if min(self.before, self.after) >= 0:
            return min(self.before, self.after)
        return min(0.0, max(self.before, self.after))

    @property
    def sides(self) -> tuple[float, float]:
        """The length of the bar above and below zero, the second negative."""
        low, high = sorted((self.before, self.after))
        return _tidy(max(high, 0.0) - max(low, 0.0)), _tidy(min(low, 0.0) - min(high, 0.0))


def waterfall(chart: Chart, series: list[Series]) -> Waterfall:
    """The series that draw a waterfall.

    `series` is one series of changes, or several series of lengths with a hidden one that is their support.
    """
    shown = [one for one in series if not one.hidden]
    supports = [one for one in series if one.hidden]
    if supports:
        return _with_given_support(chart, supports[0], shown)
    steps = _steps(chart, shown[0])
    over = tuple(step.sides[0] if step else None for step in steps)
    under = tuple(step.sides[1] if step else None for step in steps)
    marks = [replace(shown[0], values=_first_nonzero(over, under), points=_colours(shown[0], steps))]
    if any(one and other for one, other in zip(over, under, strict=True)):
        rest = tuple((other if one and other else None) for one, other in zip(over, under, strict=True))
        marks.append(replace(marks[0], name=f"{shown[0].name} (−)", values=rest))
    support = Series("(support)", tuple(step.support if step else None for step in steps), hidden=True)
    tops = tuple(max(step.before, step.after) if step else None for step in steps)
    return Waterfall(support, tuple(marks), _connectors(steps), _caption(chart, shown[0], tops, steps))


def _steps(chart: Chart, series: Series) -> list[_WaterfallBar | None]:
    level = 0.0
    code = series.number_format or chart.number_format
    decimals = _total_decimals(chart, series, code)
    steps: list[_WaterfallBar | None] = []
    for index, value in enumerate(series.values):
        if value is None:
            steps.append(None)
            continue
        total = index in chart.totals
        before, level = (0.0, value) if total else (level, _tidy(level + value))
        label = formatted(value, three_figures(value, code)) if total else _change(before, level, code, decimals)
        steps.append(_WaterfallBar(before, level, label, total))
    return steps


def _total_decimals(chart: Chart, series: Series, code: str) -> int | None:
    """The most decimals that the labels of the totals have; None without any total."""
    totals = (value for index, value in enumerate(series.values) if index in chart.totals and value is not None)
    return max((code_decimals(three_figures(value, code)) for value in totals), default=None)


def _change(before: float, after: float, code: str, decimals: int | None) -> str:
    """The label of a step: between levels that are rounded as the totals are, so that the labels add up to these.

    A step that would look like 0 has decimals of its own.
    """
    change = _tidy(after - before)
    if decimals is not None and (shown := rounded(after, decimals) - rounded(before, decimals)):
        return signed(float(shown), with_decimals(code, decimals))
    return signed(change, three_figures(change, code))


def _first_nonzero(over: Values, under: Values) -> Values:
    return tuple(one or other for one, other in zip(over, under, strict=True))


def _colours(series: Series, steps: list[_WaterfallBar | None]) -> tuple[str, ...]:
    if series.points:
        return series.points
    own = series.colour
    return tuple(
        own if step is None or step.total else f"{own}:40" if step.after >= step.before else "grey2" for step in steps
    )


def _connectors(steps: list[_WaterfallBar | None]) -> tuple[Series, ...]:
    """A line at each level from its bar to the next. Three series take turns, so that a gap follows every line."""
    lines: list[list[float | None]] = [[None] * len(steps) for _ in range(3)]
    for index, (step, after) in enumerate(pairwise(steps)):
        if step and after:
            lines[index % 3][index : index + 2] = [step.after, step.after]
    return tuple(
        Series(f"(line {index})", tuple(values), colour="grey2", labelled=False)
        for index, values in enumerate(lines, 1)
        if any(value is not None for value in values)
    )


def _caption(chart: Chart, series: Series, tops: Values, steps: list[_WaterfallBar | None]) -> Series:
    texts = tuple(step.label if step else "" for step in steps)
    given = (*series.labels, *("" for _ in steps))
    labels = tuple(one or other for one, other in zip(given, texts, strict=False))
    return Series("(labels)", tops, labels=labels, labelled=series.labelled, number_format=series.number_format)


def _with_given_support(chart: Chart, support: Series, shown: list[Series]) -> Waterfall:
    tops: list[float | None] = []
    labels: list[str] = []
    for index, ground in enumerate(support.values):
        owner = next((one for one in shown if one.values[index] is not None), None)
        value = None if owner is None else owner.values[index]
        tops.append(None if value is None else _tidy(max(ground or 0.0, (ground or 0.0) + value)))
        given = owner.labels[index] if owner is not None and index < len(owner.labels) else ""
        code = (owner.number_format if owner is not None else "") or chart.number_format
        labels.append(given or ("" if value is None else formatted(value, three_figures(value, code))))
    caption = Series("(labels)", tuple(tops), labels=tuple(labels), labelled=shown[0].labelled)
    return Waterfall(support, tuple(shown), (), caption)


def _tidy(value: float) -> float:
    """The value without the error of binary fractions: 137.6 − 25.2 is 112.4."""
    return round(value, 10)
