"""Formats months, quarters, half-years and years in one language, by the patterns under `format` in its catalog."""

from kamdeck.dataclass import dataclass
from kamdeck.locales import date_of
from kamdeck.model.values import Month, Period
from kamdeck.model.year_calendar import CALENDAR, HALF, QUARTER
from kamdeck.number_format import NumberFormat


@dataclass(frozen=True, eq=False)
class PeriodFormat:
    """The formats of periods in a language."""

    format: NumberFormat

    def full(self, value: Month | Period) -> str:
        """A month, or a period: one of a company's own years as the company writes it."""
        if isinstance(value, Month):
            return date_of(value.first_day, self.format.pattern("month"), self.format.language)
        if value.calendar != CALENDAR:
            return str(value)
        if value.length == QUARTER:
            return self._quarter("quarter", value)
        pattern = self.format.pattern("half_year" if value.length == HALF else "year")
        return pattern.format(year=value.year, half=self._half(value))

    def short(self, value: Period) -> str:
        """A quarter or half-year without its year; a year as it is."""
        if value.length == HALF:
            return self._half(value)
        return self._quarter("short_quarter", value) if value.length == QUARTER else self.full(value)

    def _half(self, value: Period) -> str:
        return self.format.words.text(f"half.H{value.number}", self.format.language) or f"H{value.number}"

    def _quarter(self, key: str, value: Period) -> str:
        return self.format.quarter(key, value.year, value.number)
