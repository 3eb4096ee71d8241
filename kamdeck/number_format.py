"""Formats numbers, shares and amounts in one language, by the patterns under `format` in its catalog."""

import re
from functools import cached_property

from kamdeck.characters import MINUS
from kamdeck.dataclass import dataclass
from kamdeck.locales import currency_name, decimal_of
from kamdeck.magnitudes import Magnitude, are_exact, decimals_needed
from kamdeck.text.no_break import NO_BREAK
from kamdeck.words import Words

LEAST_RATING = 0.05
"""The least distance of ratios and scores that one decimal shows."""
_GLUED_UNIT = re.compile(r"(?<=\d)(?=[A-Za-z]{2})")
"""Between a number and the first letter of a unit of two letters or more."""


def apart(text: str) -> str:
    """A number and its unit with a space between them, if the unit is a Latin word.

    Chinese and Japanese write no space before a counter, but need one before a word.
    """
    return _GLUED_UNIT.sub(NO_BREAK, text, count=1)


@dataclass(frozen=True, eq=False)
class NumberFormat:
    """The formats of a language."""

    language: str
    words: Words

    def pattern(self, key: str, count: float | None = None) -> str:
        """A pattern of the language, such as that of per cent; empty where the catalog has none."""
        return self.words.text(f"format.{key}", self.language, count) or ""

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the language; its code where its catalog has none, and never that of English."""
        return self.words.of_language("format.tag", self.language)

    @property
    def own_name(self) -> str:
        """The name of the language in itself; its code where its catalog has none."""
        return self.words.of_language("format.own_name", self.language)

    def number(self, value: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A number, halves rounded up; without `decimals` as many as it has, at most two."""
        # The sign is that of the rounded number: −0.04 is shown as "0.0" and not as "−0.0".
        text, sign = decimal_of(value, decimals_needed(value) if decimals is None else decimals, self.language)
        shown = (MINUS if sign < 0 else "+" if signed and sign else "") + text
        if self.words.recorded is not None:
            self.words.recorded.add(shown, value)
        return shown

    def rating(self, value: float, *, is_part: bool = False) -> str:
        """A ratio or score in a sentence or cell, with one decimal at most, unless it is a distance below that.

        A value below 1 that may be a part of a whole (`is_part`), such as a weight, keeps its decimals.
        """
        is_small = 0 < abs(value) < (1.0 if is_part else LEAST_RATING)
        return self.number(value, None if is_small or value == round(value) else 1)

    def trimmed(self, value: float, decimals: int) -> str:
        """A number without trailing zeros: "1.2"."""
        number = self.number(value, decimals)
        point = self._decimal_point
        return number.rstrip("0").rstrip(point) if point in number else number

    @cached_property
    def _decimal_point(self) -> str:
        return decimal_of(0.5, 1, self.language)[0][1]

    def percent(self, share: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A share (0.31) as per cent."""
        if decimals is None:
            decimals = _share_places(abs(share) * 100)
        return self.pattern("percent").format(number=self.number(share * 100, decimals, signed=signed))

    def points(self, change: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A difference of two shares (0.05) in percentage points."""
        size = change * 100
        # Whole points are enough if they would not differ from one decimal.
        if decimals is None:
            decimals = 0 if abs(size - round(size)) < 0.05 else 1
        count = round(abs(size), decimals)
        return self.pattern("points", count).format(number=self.number(size, decimals, signed=signed))

    def amount(self, number: str, unit: str, currency: str, *, bare: bool = False) -> str:
        """An amount in the order of the language.

        Args:
            number: The digits, with a sign if there is one.
            unit: The name of the unit, such as "m".
            currency: The code of ISO 4217; it may be empty.
            bare: Whether the currency is left out, in languages that allow it.
        """
        pattern = self.pattern("bare_amount" if bare else "amount")
        return _filled(pattern, number=number, unit=unit, currency=self.currency(currency))

    def unit(self, unit: str, currency: str) -> str:
        """The unit of a column of amounts: "CNY m"."""
        return _filled(self.pattern("unit"), unit=unit, currency=self.currency(currency))

    @cached_property
    def magnitudes(self) -> tuple[Magnitude, ...]:
        """The units of amounts, the largest first."""
        written = (entry.partition(" ") for entry in self.words.list("format.magnitudes", self.language))
        return (*(Magnitude(float(size), name) for size, _, name in written), Magnitude(1.0, ""))

    def quarter(self, key: str, year: int, number: int) -> str:
        """A quarter in the pattern of a key: "quarter" or "short_quarter"."""
        ordinals = self.words.list("format.ordinals", self.language)
        ordinal = ordinals[number - 1] if ordinals else str(number)
        return self.pattern(key).format(year=year, number=number, ordinal=ordinal)

    def in_unit(self, name: str, unit: str) -> str:
        """The heading of a column or series of numbers with their unit: "Amount CNY m"; either may be empty."""
        return self.pattern("column_unit").format(name=name, unit=unit) if name and unit else name or unit

    def title_unit(self, title: str, unit: str) -> str:
        """The title of a chart or table with the unit of its numbers."""
        return self.pattern("title_unit").format(name=title, unit=unit)

    def forecast_series(self, name: str) -> str:
        """The name of the part of a series that is a forecast: "Revenue (F)"."""
        return self.pattern("forecast_series").format(name=name)

    def forecast(self, period: str) -> str:
        """The name of a period with the mark of a forecast: "2026F"."""
        return self.pattern("forecast").format(period=period)

    def continued(self, title: str, number: int, count: int) -> str:
        """A title with the number of its slide: "Actions (1/2)"; the title alone on a single slide."""
        return title if count == 1 else self.pattern("continued").format(title=title, number=number, count=count)

    def currency(self, code: str) -> str:
        """A currency as amounts show it: by its code, or by its name in languages that write names."""
        if not code or self.pattern("currency") != "name":
            return code
        name = self._own_currencies.get(code) or currency_name(code, self.language)
        if self.words.recorded is not None:
            self.words.recorded.add(name, code)
        return name

    @cached_property
    def _own_currencies(self) -> dict[str, str]:
        pairs = (entry.partition(" ") for entry in self.words.list("format.currencies", self.language))
        return {code: name for code, _, name in pairs}


def _filled(pattern: str, **parts: str) -> str:
    """A pattern with its parts; the space beside an empty part is left out."""
    for name, part in parts.items():
        if not part:
            pattern = re.sub(rf"\{{{name}\}}[ \u00a0]|[ \u00a0]\{{{name}\}}", "", pattern)
    return pattern.format(**parts)


def _share_places(size: float) -> int:
    """The decimals of a single share of `size` per cent: as many as give it two digits, or three below two per cent.

    A share just below 100 per cent, such as an availability of 99.95 %, is not shown as all of it.
    """
    if 99 < size < 100:
        return 1 if are_exact([size], 1) else 2
    if size >= 10 or abs(size - round(size)) < 0.05:
        return 0
    return 2 if size < 2 and not are_exact([size], 1) else 1
