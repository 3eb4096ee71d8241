"""Formats numbers and dates by the rules of a language, with the data of Unicode CLDR in Babel.

Parsing patterns is slow, and documents repeat the same values often, so the functions are cached.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, format_decimal, get_currency_name, parse_pattern

from kamdeck.magnitudes import rounded
from kamdeck.unshowable import showable_number

MOST_DECIMALS = 30
"""The most decimals that a layout may ask for."""


@lru_cache(maxsize=8192)
def decimal_of(value: float, decimals: int, language: str) -> tuple[str, int]:
    """The digits of a rounded number without its sign, and its sign after rounding: -1, 0 or 1.

    Args:
        value: The number.
        decimals: The number of decimals, at most `MOST_DECIMALS`.
        language: "en" or "zh".

    Raises:
        ValueError: For too many decimals.
        UnshowableError: For infinity and not-a-number.
    """
    if decimals > MOST_DECIMALS:
        raise ValueError(f"a number is shown with at most {MOST_DECIMALS} decimals; write fewer")
    number = rounded(showable_number(value), decimals)
    text = format_decimal(abs(number), format=_pattern(decimals), locale=_locale(language))
    return text, (number > 0) - (number < 0)


@lru_cache(maxsize=8)
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@lru_cache(maxsize=256)
def chinese_currency(code: str) -> str:
    """The Chinese name of a currency, by its ISO 4217 code: "美元" for "USD"."""
    return get_currency_name(code, locale="zh")


@lru_cache(maxsize=2048)
def day_of(value: date, long: bool, language: str) -> str:
    """A date as text; `long` writes the English month in full."""
    pattern = "y年M月d日" if language == "zh" else "d MMMM y" if long else "d MMM y"
    return format_date(value, pattern, locale=_locale(language))


@lru_cache(maxsize=512)
def month_of(value: date, language: str) -> str:
    """The month and year of a date as text."""
    return format_date(value, "y年M月" if language == "zh" else "MMM y", locale=_locale(language))


@lru_cache(maxsize=8)
def plural_rule(language: str) -> Any:
    """The function that returns the CLDR plural category of a count ("one", "other")."""
    return _locale(language).plural_form


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse({"en": "en", "zh": "zh_Hans_CN"}[language])
