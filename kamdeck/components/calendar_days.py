"""The first and last day of what a plan writes as a date: a day, a month, a quarter or a year."""

from datetime import date

from kamdeck.model.values import Month, Period, Text
from kamdeck.problems import problem


def first_day(when: object) -> date | None:
    """The day on which a day, month, quarter or year begins, None for None; raises `Problems` for anything else."""
    if isinstance(when, Month | Period):
        return when.first_day
    return _day(when, 1, 1)


def last_day(when: object) -> date | None:
    """The day on which a day, month, quarter or year ends, None for None; raises `Problems` for anything else."""
    if isinstance(when, Month | Period):
        return when.last_day
    return _day(when, 12, 31)


def _day(when: object, month: int, day: int) -> date | None:
    if when is None or isinstance(when, date):
        return when
    if isinstance(when, int):
        # A plan may name a year that `date` cannot express; the nearest one stands for it.
        return date(min(max(when, date.min.year), date.max.year), month, day)
    shown = f"'{when}'" if isinstance(when, str | Text | float) else "this value"
    raise problem(f"{shown} is not a date; name a day, a month, a quarter or a year")
