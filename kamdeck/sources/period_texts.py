"""Reads periods as people and programs write them: as the company does, as Q4 2026, or as a month or a day in one."""

import re
from datetime import date
from typing import Any

from kamdeck.model.scalars import quoted
from kamdeck.model.values import Month, Period
from kamdeck.model.year_calendar import CALENDAR
from kamdeck.sources.cell_error import UnreadableCellError
from kamdeck.sources.date_texts import DateStyle, day

QUARTERS = re.compile(r"Q([1-4])[ /-]?([0-9]{4})|([0-9]{4})[ /-]?Q([1-4])")


def period(value: Any, like: Period, style: DateStyle, column: str = "", form: str = "") -> str:
    """The period that a cell names, or in which its day or month is.

    Args:
        value: A text, or a day that an expression has computed.
        like: A period of the kind that all periods of a plan have.
        style: How the table writes dates.
        column: The column of the cell.
        form: The format of the column's dates, if it is stated.

    Raises:
        UnreadableCellError: If it is a period of another kind, can be two periods, or is none.
    """
    if isinstance(value, date):
        return str(like.around(value))
    text = str(value).strip()
    found = Period.written(text, like.calendar) or _numbered_quarter(text, like)
    if found is None and Month.matches(text):
        return str(like.around(Month(text).first_day))
    if found is None:
        return str(like.around(_day(value, like, style, column, form)))
    if not like.is_like(found):
        raise UnreadableCellError(f"{quoted(text)} is another kind of period than that of the plan, '{like}'")
    return str(found)


def _numbered_quarter(text: str, like: Period) -> Period | None:
    parts = QUARTERS.fullmatch(text)
    if parts is None:
        return None
    if like.calendar != CALENDAR:
        message = f"{quoted(text)} can be a quarter of the calendar or of the company's years; write one like '{like}'"
        raise UnreadableCellError(message)
    return Period.written(f"{parts[2] or parts[3]}-Q{parts[1] or parts[4]}")


def _day(value: Any, like: Period, style: DateStyle, column: str, form: str) -> date:
    try:
        return day(value if isinstance(value, str) else str(value), style, column, form)
    except UnreadableCellError as error:
        message = f"expected a period like '{like}' or a day in one, found {quoted(str(value))}: {error}"
        raise UnreadableCellError(message) from None
