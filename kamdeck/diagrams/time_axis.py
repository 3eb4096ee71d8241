"""Dates go in, their places on an axis of time come out: its periods are as short as their names allow."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from babel.dates import format_date

from kamdeck.document import RenderContext
from kamdeck.flow import Paragraph, Run, Style
from kamdeck.model.values import Month, Quarter
from kamdeck.wording import Wording

UNITS = ((1, 12), (3, 12), (6, 10), *((12 * years, 12) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)))
"""The periods that an axis may be ruled by, in months, and how many of each are at most set side by side."""
LEAST_MONTHS = 3


def first_day(when: Any) -> date | None:
    """The day on which a day, month, quarter or year begins."""
    return _day(when, "first_day", (1, 1))


def last_day(when: Any) -> date | None:
    """The day on which a day, month, quarter or year ends."""
    return _day(when, "last_day", (12, 31))


def _day(when: Any, edge: str, of_year: tuple[int, int]) -> date | None:
    if when is None or isinstance(when, date):
        return when
    if isinstance(when, int):
        return date(min(max(when, 1), 9999), *of_year)
    day: date = getattr(when, edge)
    return day


@dataclass(frozen=True, slots=True)
class AxisPeriod:
    """A month, quarter or longer between two verticals of the axis, with the ways to name it, the fullest first."""

    x: float
    width: float
    names: tuple[str, ...]
    current: bool


@dataclass(frozen=True)
class TimeAxis:
    """Time from left to right; `first` and `end` are day numbers (`date.toordinal`), `end` the first day after it."""

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
        """Where a day begins, or ends."""
        return self._x(day.toordinal() + after)

    @property
    def today_x(self) -> float | None:
        """The middle of today, where it lies on the axis."""
        if self.today is None or not self.first <= self.today.toordinal() < self.end:
            return None
        return self._x(self.today.toordinal() + 0.5)

    def _x(self, day: float) -> float:
        return self.left + self.width * (day - self.first) / (self.end - self.first)


def time_axis(
    days: Sequence[date], today: Any, left: float, width: float, context: RenderContext, months: int = 6
) -> TimeAxis:
    """The axis that holds all the days, and today where it is not far off, ruled as finely as names fit.

    Single months stand on it only where there are at most `months` of them.
    """
    now = first_day(today)
    first, last = min(days), max(days)
    slack = max((last - first).days, 366)
    if now and -slack <= (now - first).days and (now - last).days <= slack:
        first, last = min(first, now), max(last, now)
    end = min(max(_month(last) + 1, _month(first) + LEAST_MONTHS), 10_000 * 12)
    start = min(_month(first), end - LEAST_MONTHS)
    for unit, most in UNITS:
        edges = range(start // unit * unit, (-(-end // unit) + 1) * unit, unit)
        if len(edges) - 1 > (months if unit == 1 else most):
            continue
        ruled = _ruled(list(edges), unit, now, TimeAxis(left, width, 0, 1, now, (), ()), context)
        for names in _styles(ruled, context):
            if _fit(ruled, names, context.style):
                return replace(ruled, names=names)
    return replace(ruled, names=_styles(ruled, context)[-1])


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _number(month: int) -> int:
    """The day number on which a month begins; before year 1 and after 9999 time stands still."""
    year = month // 12
    return 1 if year < 1 else date.max.toordinal() + 1 if year > 9999 else date(year, month % 12 + 1, 1).toordinal()


def _ruled(edges: list[int], unit: int, now: date | None, bare: TimeAxis, context: RenderContext) -> TimeAxis:
    days = [_number(edge) for edge in edges]
    ruled = replace(bare, first=days[0], end=days[-1])
    current = bisect_right(days, now.toordinal()) - 1 if now else -1
    periods = []
    for number, (start, end) in enumerate(pairwise(days)):
        x, until = ruled._x(start), ruled._x(end)
        names = _names(edges[number], unit, context.wording, opening=number == 0)
        periods.append(AxisPeriod(x, until - x, names, number == current))
    return replace(ruled, periods=tuple(periods))


def _names(month: int, unit: int, wording: Wording, *, opening: bool) -> tuple[str, ...]:
    """The names of a period: the full one, and a short one that has the year only where the axis or a year begins."""
    year, first = month // 12, date(max(month // 12, 1), month % 12 + 1, 1)
    over = f"{year}\n" if opening or month % 12 == 0 else ""
    match unit:
        case 1:
            return wording.period(Month.of(first)), over + _short_month(first.month, wording.tag)
        case 3:
            quarter = Quarter.of(first)
            return wording.period(quarter), over + wording.short_quarter(quarter)
        case 6:
            half = wording.term(f"half.H{month % 12 // 6 + 1}")
            return (f"{year}年{half}" if wording.chinese else f"{year}-{half}"), over + half
        case 12:
            return (f"{year}年" if wording.chinese else str(year)), str(year)
        case _:
            return (f"{year}–{min(year + unit // 12 - 1, 9999)}",)


@lru_cache(maxsize=64)
def _short_month(month: int, tag: str) -> str:
    return format_date(date(2000, month, 1), "LLL", locale=tag.replace("-", "_"))


def _styles(ruled: TimeAxis, context: RenderContext) -> list[tuple[Paragraph, ...]]:
    """The ways to set the names of the periods, the best first."""
    sizes, ways = context.style.theme.sizes, len(ruled.periods[0].names)
    manners = [(way, size) for way in range(ways) for size in (sizes.dense, sizes.small)]
    return [
        tuple(
            Paragraph((Run(period.names[way], bold=period.current),), size, role="label", align="center")
            for period in ruled.periods
        )
        for way, size in manners
    ]


def _fit(ruled: TimeAxis, names: Sequence[Paragraph], style: Style) -> bool:
    pairs = zip(ruled.periods, names, strict=True)
    return all(name.natural_width(style) * 1.03 + 5.0 <= period.width for period, name in pairs)
