"""A time axis with a break: the last years have more space than all the years before."""

from datetime import date, timedelta

from kamdeck.dataclass import dataclass

RECENT_YEARS = 3
"""The number of years after the break."""
EARLIER = 0.42
"""The part of the axis before the break."""


@dataclass(frozen=True)
class BrokenAxis:
    """The days from `first` to `last` between two positions in points; without a `split` there is no break.

    `split` is the first day after the break, `at` is its position.
    """

    first: date
    last: date
    left: float
    right: float
    split: date | None = None

    @property
    def at(self) -> float:
        """The position of the break."""
        return self.left + (self.right - self.left) * EARLIER if self.split else self.left

    def x(self, day: date) -> float:
        """The position of a day."""
        if self.split and day < self.split:
            return self._between(day, (self.first, self.split), (self.left, self.at))
        start = self.split or self.first
        return self._between(day, (start, self.last + timedelta(1)), (self.at, self.right))

    @staticmethod
    def _between(day: date, days: tuple[date, date], ends: tuple[float, float]) -> float:
        span = max((days[1] - days[0]).days, 1)
        return ends[0] + (ends[1] - ends[0]) * (day - days[0]).days / span


def broken_axis(days: list[date], today: date, left: float, right: float) -> BrokenAxis:
    """The axis for events on some days; it ends with the year of the last event, or of today.

    Args:
        days: The days of the events, at least one.
        today: The day of the review.
        left: The left end of the axis in points.
        right: Its right end in points.
    """
    first, last = min(days), max(*days, today)
    split = date(last.year - RECENT_YEARS + 1, 1, 1)
    end = date(last.year, 12, 31)
    if first >= split or not any(day >= split for day in days):
        return BrokenAxis(date(first.year, 1, 1), end if first >= split else last, left, right)
    return BrokenAxis(first, end, left, right, split)


def spread(positions: list[float], least: float, ends: tuple[float, float]) -> list[float]:
    """Ascending positions moved as little as needed, so that neighbours are at least so far apart, between two ends."""
    found = list(positions)
    for number in range(1, len(found)):
        found[number] = max(found[number], found[number - 1] + least)
    limit = ends[1]
    for number in range(len(found) - 1, -1, -1):
        found[number] = min(found[number], limit)
        limit = found[number] - least
    return [max(each, ends[0]) for each in found]
