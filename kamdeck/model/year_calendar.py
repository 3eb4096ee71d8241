"""How years are counted: those of the calendar, or the business years of a company, with their parts' names."""

import re
from functools import lru_cache

from kamdeck.dataclass import dataclass

DIGITS = {"yyyy": "(?:19|20|21)[0-9]{2}", "yy": "[0-9]{2}", "q": "[1-4]", "h": "[12]"}
"""The parts of a label in braces, with what plans write for them."""
QUARTER, HALF, YEAR = 3, 6, 12
"""The lengths of a period, in months."""


USUAL = {QUARTER: "{yyyy}-Q{q}", HALF: "{yyyy}-H{h}", YEAR: "{yyyy}"}
"""The labels of the calendar's periods; on an axis, also those of a company without labels of a length."""


@dataclass(frozen=True)
class YearCalendar:
    """A way to count years.

    Args:
        starts: The month in which a year starts, from 1.
        named_by_end: Whether a year has the number of the calendar year in which it ends, instead of starts.
        labels: How a period is written by its length in months, such as "FY{yy}-Q{q}" for a quarter.
    """

    starts: int
    named_by_end: bool
    labels: tuple[tuple[int, str], ...]

    def first_month(self, year: int) -> int:
        """The first month of a year, as `year * 12 + month - 1`."""
        return (year - self._shift) * 12 + self.starts - 1

    def position(self, month: int) -> tuple[int, int]:
        """The year that a month, `year * 12 + month - 1`, is in, and how many months before it the year has."""
        year, before = divmod(month - self.starts + 1, 12)
        return year + self._shift, before

    def label(self, year: int, number: int, length: int) -> str:
        """The text of a period: its year, its number in the year from 1, and its length in months."""
        pattern = {**USUAL, **dict(self.labels)}[length]
        return pattern.format(yyyy=f"{year:04}", yy=f"{year % 100:02}", q=number, h=number)

    def parse(self, text: str) -> tuple[int, int, int] | None:
        """The year, the number and the length of the period that a text names; None for any other text."""
        for length, label in self.labels:
            if found := pattern_of(label).fullmatch(text):
                parts = found.groupdict()
                # A year of two digits is one of this century.
                year = int(parts["yyyy"]) if "yyyy" in parts else 2000 + int(parts["yy"])
                return year, int(parts.get("q") or parts.get("h") or 1), length
        return None

    @property
    def _shift(self) -> int:
        """1 where the number of a year is that of the calendar year after the one in which it starts."""
        return int(self.named_by_end and self.starts > 1)


CALENDAR = YearCalendar(1, False, tuple(USUAL.items()))
"""The years of the calendar."""


# The same few labels are compared with each period of each plan.
@lru_cache(maxsize=32)
def pattern_of(label: str) -> re.Pattern[str]:
    """The regular expression of the periods that a label stands for."""
    parts = re.split(r"\{(\w+)\}", label)
    return re.compile(
        "".join(f"(?P<{each}>{DIGITS[each]})" if number % 2 else re.escape(each) for number, each in enumerate(parts))
    )
