"""Reads the dates of a plan, where some fields also accept a year, or a month or quarter for its first or last day.

All readers raise PydanticCustomError for any other value; its message says how to write one.
"""

from datetime import date, datetime
from typing import Any

from pydantic import ValidationInfo

from kamdeck.model.periods import FIRST_YEAR, LAST_YEAR, Month, Period, Year, suggested_day
from kamdeck.model.scalars import invalid_value, quoted, scalar
from kamdeck.model.year_calendar import CALENDAR, YearCalendar


def read_day(value: Any) -> date:
    """A date like 2026-10-08, in a year from `FIRST_YEAR` to `LAST_YEAR`.

    Raises:
        PydanticCustomError: If it is no date, or in another year.
    """
    found = _any_day(value)
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise invalid_value(
        f"expected a date from {FIRST_YEAR} to {LAST_YEAR}, found {quoted(value)}; correct the year, "
        "or leave the date out where it is not known"
    )


def _any_day(value: Any) -> date:
    """A date in any year."""
    # A datetime is a date in Python, but its time of day would be lost.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = scalar(value, "a date like 2026-10-08")
    # Since Python 3.11, `fromisoformat` also reads 20261008 and 2026-W41-4.
    if len(text) == 10 and text.isascii() and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise invalid_value(
                f"expected a date like 2026-10-08, found {quoted(text)}, which is not a day of the calendar"
            ) from None
    raise invalid_value(f"expected a date like 2026-10-08, found {quoted(text)}{suggested_day(text)}")


def read_start(value: Any, calendar: YearCalendar = CALENDAR) -> date:
    """A date; a month or a period of the company's calendar gives its first day."""
    period = _period(value, calendar)
    return period.first_day if period else read_day(value)


def read_end(value: Any, calendar: YearCalendar = CALENDAR) -> date:
    """A date; a month or a period of the company's calendar gives its last day."""
    period = _period(value, calendar)
    return period.last_day if period else read_day(value)


def _period(value: Any, calendar: YearCalendar) -> Month | Period | None:
    if not isinstance(value, str):
        return None
    text = value.strip()
    return Month(text) if Month.matches(text) else Period.written(text, calendar)


def read_year_or_day(value: Any, info: ValidationInfo) -> date | Year:
    """A year or a date, however long ago: a customer may have been founded before `FIRST_YEAR`."""
    text = str(value).strip()
    if len(text) == 4 and text.isdigit():
        return Year.read(value, info)
    found = _any_day(value)
    # Only a year after the last one is refused: `read_day` then raises the error.
    if found.year <= LAST_YEAR:
        return found
    return read_day(value)
