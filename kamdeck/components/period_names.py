"""The names of months, quarters, half-years and years over an axis of time."""

from datetime import date

from kamdeck.locales import date_of
from kamdeck.model.values import Month, Period
from kamdeck.wording import Wording


def period_names(wording: Wording, month: int, length: int, *, opening: bool) -> tuple[str, ...]:
    """The names of a period of an axis, from the full one to the shortest.

    Args:
        wording: The language of the document.
        month: The first month of the period, as `year * 12 + month - 1`.
        length: The number of its months.
        opening: Whether it is the first one of the axis. Short names have the year only there and where a year begins.
    """
    names = _names(wording, month, length, opening=opening)
    return tuple(wording.showing(name, Month.of(date(max(month // 12, 1), month % 12 + 1, 1))) for name in names)


def _names(wording: Wording, month: int, length: int, *, opening: bool) -> tuple[str, ...]:
    year, first = month // 12, date(max(month // 12, 1), month % 12 + 1, 1)
    over = f"{year}\n" if opening or month % 12 == 0 else ""
    match length:
        case 1:
            return wording.period(Month.of(first)), over + _short_month(first.month, wording.tag)
        case 3 | 6:
            period = Period.at(month, length, wording.plan.calendar)
            beginning = f"{period.year}\n" if opening or period.number == 1 else ""
            return wording.period(period), beginning + wording.short_quarter(period)
        case 12:
            found = Period.at(month, length, wording.plan.calendar)
            return wording.period(found), str(found.year)
        case _:
            return (f"{year}–{min(year + length // 12 - 1, 9999)}",)


def _short_month(month: int, tag: str) -> str:
    # Any year serves for the name of a month. "LLL" is the abbreviated name as it stands alone (UTS 35).
    return date_of(date(2000, month, 1), "LLL", tag)
