"""Years, months and quarters: how they are read, and which days they cover."""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import Any, Literal, Self, cast

from pydantic import ValidationInfo

from kamdeck.lexicon import any_of, lexicon
from kamdeck.model.scalars import ScalarType, invalid_value, quoted, scalar
from kamdeck.model.year_calendar import CALENDAR, HALF, YearCalendar
from kamdeck.model.year_calendar import QUARTER as QUARTER_LENGTH
from kamdeck.model.year_calendar import YEAR as YEAR_LENGTH

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""The first and the last year of dates. Other programs write 0001-01-01 or 9999-12-31 for "no date"."""
# The years are limited, since charts have a column for each period: a typing error (9026-10) would add thousands.
MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")
QUARTER = re.compile(r"(?:19|20|21)[0-9]{2}-Q[1-4]")
DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
YEAR = re.compile(r"[0-9]{4}")


def suggested_day(text: str) -> str:
    """The end of a message that suggests the date in ISO format: "; did you mean 2026-10-08?".

    Empty for 10/08/2026, which is a different day in Europe and in the USA.
    """
    numbers = numbers_of_day(text)
    if numbers is None and (found := DAY_FIRST.fullmatch(text)):
        numbers = int(found[3]), int(found[2]), int(found[1])
    if numbers is None:
        return ""
    year, month, day = numbers
    return f"; did you mean {year:04}-{month:02}-{day:02}?" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def numbers_of_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date that begins with its year, with signs or with words between; None for others."""
    return (int(found[1]), int(found[2]), int(found[3])) if (found := _year_first(True).fullmatch(text)) else None


def numbers_of_month(text: str) -> tuple[int, int] | None:
    """Year and month of a month that begins with its year, as in `numbers_of_day`."""
    return (int(found[1]), int(found[2])) if (found := _year_first(False).fullmatch(text)) else None


@cache
def _year_first(day: bool) -> re.Pattern[str]:
    """A date or month in numbers, of which each may have a word of the lexicon behind it."""
    signs = r"[-./]"
    month = rf"([0-9]{{4}})\s*(?:{signs}|{any_of('year_marks')})\s*([0-9]{{1,2}})\s*"
    if not day:
        return re.compile(rf"{month}{any_of('month_marks')}?")
    return re.compile(rf"{month}(?:{signs}|{any_of('month_marks')})\s*([0-9]{{1,2}})\s*{any_of('day_marks')}?")


class Year(ScalarType, int):
    """A calendar year or business year."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A year of four digits, up to `LAST_YEAR`.

        Raises:
            PydanticCustomError: If it is no such year.
        """
        text = scalar(value, "a year like 2026")
        if YEAR.fullmatch(text) and 1 <= int(text) <= LAST_YEAR:
            return cls(text)
        raise invalid_value(f"expected a year like 2026, found {quoted(text)}")

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number, or a string of four digits."""
        return {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": LAST_YEAR},
                {"type": "string", "pattern": "^[0-9]{4}$"},
            ]
        }


class Month(ScalarType, str):
    """A month, such as 2026-10; months sort by time as texts."""

    __slots__ = ()

    @classmethod
    def matches(cls, text: str) -> bool:
        """Whether a text has the form of a month."""
        return bool(MONTH.fullmatch(text))

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The month, written like 2026-10.

        Raises:
            PydanticCustomError: If it is no such month.
        """
        text = scalar(value, "a month like 2026-10")
        if cls.matches(text):
            return cls(text)
        raise invalid_value(f"expected a month like 2026-10, found {quoted(text)}")

    @property
    def year(self) -> int:
        """Its year."""
        return int(self[:4])

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that a day is in."""
        return cls(f"{day.year:04}-{day.month:02}")

    @property
    def number(self) -> int:
        """The month's number in its year, from 1."""
        return int(self[5:])

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def next(self) -> Self:
        """The following month."""
        return type(self)(f"{self.year + self.number // 12:04}-{self.number % 12 + 1:02}")

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A string of a year and a month."""
        return {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


PeriodKind = Literal["quarter", "half", "year", "any"]
"""What a period is, by its length; "any" where it can be each of them."""
_KINDS: dict[int, PeriodKind] = {QUARTER_LENGTH: "quarter", HALF: "half", YEAR_LENGTH: "year"}


class Period(ScalarType, str):
    """The time that a plan is about: a quarter, a half-year or a year, of the calendar or of the company's years.

    It is the text that plans write for it. Periods are ordered by time.

    Attributes:
        calendar: How its year is counted.
        year: The number of its year in this calendar.
        number: Its number in its year, from 1.
        length: Its length in months: 3, 6 or 12.
    """

    calendar: YearCalendar
    year: int
    number: int
    length: int

    @classmethod
    def at(cls, month: int, length: int, calendar: YearCalendar) -> "Period":
        """The period of a length that a month, `year * 12 + month - 1`, is in."""
        year, before = calendar.position(month)
        return cls.made((year, before // length + 1, length), calendar)

    @staticmethod
    def made(parts: tuple[int, int, int], calendar: YearCalendar) -> "Period":
        """The period with a year, a number in it and a length."""
        text = calendar.label(*parts)
        found = str.__new__(Quarter if calendar == CALENDAR and parts[2] == QUARTER_LENGTH else Period, text)
        found.calendar, (found.year, found.number, found.length) = calendar, parts
        return found

    @classmethod
    def written(cls, text: str, calendar: YearCalendar = CALENDAR) -> "Period | None":
        """The period that a text names in the company's calendar, or as 2026-Q4, 2026-H2 or 2026; None for others."""
        for each in (calendar, CALENDAR):
            if parts := each.parse(text):
                return cls.made(parts, each)
        return None

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The period, in the business year of the company.

        Raises:
            PydanticCustomError: If it is no period; the message suggests a correction for other ways to write it.
        """
        calendar = info.context.deployment.calendar if info.context is not None else CALENDAR
        expected = f"a quarter like {calendar.label(2026, 4, QUARTER_LENGTH)}"
        text = scalar(value, expected)
        if (found := cls.written(text, calendar)) is not None:
            return cast(Self, found)
        raise invalid_value(f"expected {expected}, found {quoted(text)}{Quarter.correction(text)}")

    @property
    def kind(self) -> PeriodKind:
        """Whether it is a quarter, a half-year or a year."""
        return _KINDS[self.length]

    @property
    def first_month(self) -> int:
        """Its first month, as `year * 12 + month - 1`."""
        return self.calendar.first_month(self.year) + (self.number - 1) * self.length

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months."""
        found = (self.first_month + each for each in range(self.length))
        return tuple(Month(f"{month // 12:04}-{month % 12 + 1:02}") for month in found)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.first_month // 12, self.first_month % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.months[-1].last_day

    def next(self) -> "Period":
        """The following period of its kind."""
        return self.at(self.first_month + self.length, self.length, self.calendar)

    def previous(self) -> "Period":
        """The preceding period of its kind."""
        return self.at(self.first_month - self.length, self.length, self.calendar)

    def around(self, day: date) -> "Period":
        """The period of its kind that a day is in."""
        return self.at(_month_of(day), self.length, self.calendar)

    def quarter(self, day: date) -> "Period":
        """The quarter of its calendar that a day is in."""
        return self.at(_month_of(day), QUARTER_LENGTH, self.calendar)

    def contains(self, day: date) -> bool:
        """Whether a day is in this period."""
        return self.first_day <= day <= self.last_day

    def is_like(self, other: "Period") -> bool:
        """Whether another period is of the same kind: as long, and counted in the same calendar."""
        return (self.length, self.calendar) == (other.length, other.calendar)

    # The texts of a company's periods, such as "Q4 FY26", do not sort by time.

    def __lt__(self, other: str) -> bool:
        return self._order < other._order if isinstance(other, Period) else str(self) < other

    def __le__(self, other: str) -> bool:
        return self._order <= other._order if isinstance(other, Period) else str(self) <= other

    def __gt__(self, other: str) -> bool:
        return self._order > other._order if isinstance(other, Period) else str(self) > other

    def __ge__(self, other: str) -> bool:
        return self._order >= other._order if isinstance(other, Period) else str(self) >= other

    @property
    def _order(self) -> tuple[int, int]:
        return self.first_month, self.length

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A string of a year and perhaps a part of it; the schema of a deployment has its labels as well."""
        return {"type": "string", "pattern": "^[0-9]{4}(-(Q[1-4]|H[12]))?$"}


class Quarter(Period):
    """A quarter of the calendar, such as 2026-Q4."""

    def __init__(self, text: str) -> None:
        """The quarter that a text of the form 2026-Q4 names."""
        self.calendar = CALENDAR
        self.year, self.number, self.length = int(text[:4]), int(text[6:]), QUARTER_LENGTH

    @classmethod
    def matches(cls, text: str) -> bool:
        """Whether a text has the form of such a quarter."""
        return bool(QUARTER.fullmatch(text))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that a day is in."""
        return cls(f"{day.year:04}-Q{(day.month + 2) // 3}")

    @classmethod
    def correction(cls, text: str) -> str:
        """Suggests the quarter for a month, and for texts such as "Q4 2026", also in Chinese and Japanese."""
        if Month.matches(text):
            return f"; did you mean {cls.of(Month(text).first_day)}?"
        year = re.search(r"(?:19|20|21)[0-9]{2}", text)
        number = re.search(r"(?i)Q\s?([1-4])", text) or re.search(_numbered_quarter(), text)
        if not year or not number:
            return ""
        return f"; did you mean {year[0]}-Q{_from_word(number[1])}?"


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _numbered_quarter() -> str:
    return rf"([1-4]|{any_of('ordinals')}){any_of('quarters')}"


def _from_word(number: str) -> str:
    """The digit of a number from one to four, which can be a word."""
    words = next((words for words in lexicon("ordinals").values() if number in words), ())
    return str(words.index(number) + 1) if words else number
