"""Years, months and quarters: how they are read, and which days they cover."""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import ValidationInfo

from kamdeck.lexicon import any_of, lexicon
from kamdeck.model.scalars import ScalarType, invalid_value, quoted, scalar

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
        """A year of four digits, up to `LAST_YEAR`."""
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


class _Period(ScalarType, str):
    """A month or quarter as a text; texts of one kind sort by time."""

    __slots__ = ()
    expected: ClassVar[str]
    pattern: ClassVar[re.Pattern[str]]

    @classmethod
    def matches(cls, text: str) -> bool:
        """Whether a text has the form of such a period."""
        return bool(cls.pattern.fullmatch(text))

    @property
    def year(self) -> int:
        """Its year."""
        return int(self[:4])

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The period; the error message suggests a correction for other ways to write it."""
        text = scalar(value, cls.expected)
        if cls.matches(text):
            return cls(text)
        raise invalid_value(f"expected {cls.expected}, found {quoted(text)}{cls.correction(text)}")

    @classmethod
    def correction(cls, text: str) -> str:
        """The end of an error message that suggests what was meant; empty if unknown."""
        return ""


class Month(_Period):
    """A month, such as 2026-10."""

    __slots__ = ()
    expected, pattern = "a month like 2026-10", MONTH

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


class Quarter(_Period):
    """A quarter, such as 2026-Q4."""

    __slots__ = ()
    expected, pattern = "a quarter like 2026-Q4", QUARTER

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that a day is in."""
        return cls(f"{day.year:04}-Q{(day.month + 2) // 3}")

    @property
    def number(self) -> int:
        """The quarter's number in its year, from 1."""
        return int(self[6:])

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """Its three months."""
        first, second, third = (Month(f"{self[:4]}-{self.number * 3 + shift:02}") for shift in (-2, -1, 0))
        return first, second, third

    @property
    def first_day(self) -> date:
        """Its first day."""
        return self.months[0].first_day

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.months[2].last_day

    def next(self) -> Self:
        """The following quarter."""
        return type(self)(f"{self.year + self.number // 4:04}-Q{self.number % 4 + 1}")

    def previous(self) -> Self:
        """The preceding quarter."""
        return type(self)(f"{self.year - (self.number == 1):04}-Q{(self.number - 2) % 4 + 1}")

    def contains(self, day: date) -> bool:
        """Whether a day is in this quarter."""
        return self.first_day <= day <= self.last_day

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

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A string of a year and a quarter."""
        return {"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$"}


def _numbered_quarter() -> str:
    return rf"([1-4]|{any_of('ordinals')}){any_of('quarters')}"


def _from_word(number: str) -> str:
    """The digit of a number from one to four, which can be a word."""
    words = next((words for words in lexicon("ordinals").values() if number in words), ())
    return str(words.index(number) + 1) if words else number
