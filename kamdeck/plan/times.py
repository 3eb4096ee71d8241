"""What was written for a year, a month or a quarter goes in, a period that knows its days comes out."""

import re
from calendar import monthrange
from datetime import date
from typing import Any, Self

from pydantic import ValidationInfo

from kamdeck.plan.reading import Readable, scalar, shown, wrong

# Periods are counted through on charts, so that a slip of the finger (9026-10) would ask for thousands of columns.
MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")
QUARTER = re.compile(r"(?:19|20|21)[0-9]{2}-Q[1-4]")
YEAR = re.compile(r"[0-9]{4}")


class Year(Readable, int):
    """A calendar or business year."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A year of four digits."""
        text = scalar(value, "a year like 2026")
        if YEAR.fullmatch(text):
            return cls(text)
        raise wrong(f"expected a year like 2026, found {shown(text)}")

    @classmethod
    def written(cls) -> dict[str, Any]:
        """A number, or a string of four digits."""
        return {"anyOf": [{"type": "integer", "maximum": 9999}, {"type": "string", "pattern": "^[0-9]{4}$"}]}


class Month(Readable, str):
    """A month, as 2026-10; months sort in time."""

    __slots__ = ()

    @staticmethod
    def matches(text: str) -> bool:
        """Whether a text is a month."""
        return bool(MONTH.fullmatch(text))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(f"{day.year:04}-{day.month:02}")

    @property
    def year(self) -> int:
        """Its year."""
        return int(self[:4])

    @property
    def number(self) -> int:
        """Its number in the year, from 1."""
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
        """The month after it."""
        return type(self)(f"{self.year + self.number // 12:04}-{self.number % 12 + 1:02}")

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A month like 2026-10."""
        text = scalar(value, "a month like 2026-10")
        if cls.matches(text):
            return cls(text)
        raise wrong(f"expected a month like 2026-10, found {shown(text)}")

    @classmethod
    def written(cls) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


class Quarter(Readable, str):
    """A quarter, as 2026-Q4; quarters sort in time."""

    __slots__ = ()

    @staticmethod
    def matches(text: str) -> bool:
        """Whether a text is a quarter."""
        return bool(QUARTER.fullmatch(text))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter of a day."""
        return cls(f"{day.year:04}-Q{(day.month + 2) // 3}")

    @property
    def year(self) -> int:
        """Its year."""
        return int(self[:4])

    @property
    def number(self) -> int:
        """Its number in the year, from 1."""
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
        """The quarter after it."""
        return type(self)(f"{self.year + self.number // 4:04}-Q{self.number % 4 + 1}")

    def previous(self) -> Self:
        """The quarter before it."""
        return type(self)(f"{self.year - (self.number == 1):04}-Q{(self.number - 2) % 4 + 1}")

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first_day <= day <= self.last_day

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A quarter like 2026-Q4."""
        text = scalar(value, "a quarter like 2026-Q4")
        if cls.matches(text):
            return cls(text)
        raise wrong(f"expected a quarter like 2026-Q4, found {shown(text)}")

    @classmethod
    def written(cls) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$"}
