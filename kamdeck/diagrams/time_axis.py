"""An axis of time for a drawing: the position of each day, and the months, quarters or years that divide it.

These periods are as short as their names allow, from single months to thousands of years. Names come from the caller.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from kamdeck.dataclass import dataclass
from kamdeck.flow import Paragraph, Run, Style

UNITS = ((1, 12), (3, 12), (6, 10), *((12 * years, 12) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)))
"""The lengths that periods may have, in months, and how many of each an axis has at most."""
LEAST_MONTHS = 3
END_OF_TIME = 10_000 * 12
"""The month after the last one that `date` can express."""


class PeriodNames(Protocol):
    """Names of the period that begins with `month` (`year * 12 + month - 1`) and has `length` months, longest first."""

    def __call__(self, month: int, length: int, /, *, opening: bool) -> tuple[str, ...]:
        """The names; `opening` is true for the first period of an axis. Their number depends on `length` alone."""


@dataclass(frozen=True)
class AxisSpan:
    """Where an axis lies in its drawing, in points, and how many single months it has at most.

    Years and their parts start with the month `starts`, from 1.
    """

    left: float
    width: float
    most_months: int = 6
    starts: int = 1


@dataclass(frozen=True, slots=True)
class AxisPeriod:
    """A month, a quarter or a longer time between two lines of the axis, with its names, the longest first."""

    x: float
    width: float
    names: tuple[str, ...]
    current: bool


@dataclass(frozen=True)
class TimeAxis:
    """Time from left to right, in points.

    `first` and `end` are day numbers (`date.toordinal`), `end` is the first day after the axis. `names` are the names
    of the periods as they fit.
    """

    left: float
    width: float
    first: int
    end: int
    today: date | None
    periods: tuple[AxisPeriod, ...]
    names: tuple[Paragraph, ...]

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.left + self.width

    def at(self, day: date, *, after: bool = False) -> float:
        """The x of a day's beginning, or of its end with `after`."""
        return self._x(day.toordinal() + after)

    @property
    def today_x(self) -> float | None:
        """The middle of today; None where today is not on the axis."""
        if self.today is None or not self.first <= self.today.toordinal() < self.end:
            return None
        return self._x(self.today.toordinal() + 0.5)

    def _x(self, day: float) -> float:
        return self.left + self.width * (day - self.first) / (self.end - self.first)


def time_axis(days: Sequence[date], today: date | None, span: AxisSpan, names: PeriodNames, style: Style) -> TimeAxis:
    """The axis that holds all the days (at least one), with the shortest periods whose names fit.

    It also holds today, unless today is further away from the days than they span, and further than a year.

    Args:
        days: The days that the axis holds.
        today: The day of the review.
        span: The place of the axis.
        names: Gives the names of a period, from the full one to the shortest.
        style: What text is measured with.
    """
    start, end = _months(days, today)
    # The period lengths are tried on copies of this; 0 and 1 are replaced by the first and last day of each.
    bare = TimeAxis(span.left, span.width, 0, 1, today, (), ())
    for length, most in UNITS:
        # Periods begin at multiples of their length, so that they are calendar quarters and years; the end is rounded
        # up to a whole period.
        shift = span.starts - 1
        before, behind = (start - shift) // length, -(-(end - shift) // length)
        edges = range(before * length + shift, (behind + 1) * length + shift, length)
        if len(edges) - 1 > (span.most_months if length == 1 else most):
            continue
        axis = _ruled(list(edges), names, bare)
        for paragraphs in _name_styles(axis, style):
            if _fit(axis, paragraphs, style):
                return replace(axis, names=paragraphs)
    # Not even the longest periods fit their names, so the names are broken into lines.
    return replace(axis, names=_name_styles(axis, style)[-1])


def _months(days: Sequence[date], today: date | None) -> tuple[int, int]:
    """The first month of an axis and the month after its last."""
    first, last = min(days), max(days)
    # A review date years away from all dates would press the bars into a corner of the axis, so it is left out.
    slack = max((last - first).days, 366)
    if today and -slack <= (today - first).days and (today - last).days <= slack:
        first, last = min(first, today), max(last, today)
    # On an axis of a single month, a step of one week would look long.
    end = min(max(_month(last) + 1, _month(first) + LEAST_MONTHS), END_OF_TIME)
    return min(_month(first), end - LEAST_MONTHS), end


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day_number(month: int) -> int:
    """The number of the day on which a month begins; months that `date` cannot express begin where its years end."""
    year = month // 12
    return 1 if year < 1 else date.max.toordinal() + 1 if year > 9999 else date(year, month % 12 + 1, 1).toordinal()


def _ruled(edges: list[int], names: PeriodNames, bare: TimeAxis) -> TimeAxis:
    """The axis with a period between each two edges, which are months."""
    days = [_first_day_number(edge) for edge in edges]
    axis = replace(bare, first=days[0], end=days[-1])
    current = bisect_right(days, bare.today.toordinal()) - 1 if bare.today else -1
    periods = []
    for number, ((start, end), (month, after)) in enumerate(zip(pairwise(days), pairwise(edges), strict=True)):
        x, until = axis._x(start), axis._x(end)
        period = names(month, after - month, opening=number == 0)
        periods.append(AxisPeriod(x, until - x, period, number == current))
    return replace(axis, periods=tuple(periods))


def _name_styles(axis: TimeAxis, style: Style) -> list[tuple[Paragraph, ...]]:
    """The names of the periods in every length and size, the best first."""
    sizes, lengths = style.theme.sizes, len(axis.periods[0].names)
    return [
        tuple(
            Paragraph((Run(period.names[length], bold=period.current),), size, role="label", align="center")
            for period in axis.periods
        )
        for length in range(lengths)
        for size in (sizes.dense, sizes.small)
    ]


def _fit(axis: TimeAxis, names: Sequence[Paragraph], style: Style) -> bool:
    # Office measures a little wider than the font's metrics do.
    pairs = zip(axis.periods, names, strict=True)
    return all(name.natural_width(style) * 1.03 + 5.0 <= period.width for period, name in pairs)
