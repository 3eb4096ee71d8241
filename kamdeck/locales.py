"""Formats numbers and dates by the rules of a language, with the data of Unicode CLDR in Babel.

Parsing patterns is slow, and documents repeat the same values often, so the functions are cached.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
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
        language: The language, such as "en", or its BCP 47 tag.

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
def currency_name(code: str, language: str) -> str:
    """The name of a currency in a language, by its ISO 4217 code; an unknown code as it is."""
    return get_currency_name(code, locale=language)


@lru_cache(maxsize=2048)
def date_of(value: date, pattern: str, language: str) -> str:
    """A date in a pattern of CLDR, such as "d MMM y"."""
    return format_date(value, pattern, locale=_locale(language))


@lru_cache(maxsize=2048)
def months_named(text: str, language: str) -> tuple[int, ...]:
    """The months that a text names in a language, in the order of the text; "May" is a month and "may" is not."""
    numbers = _month_numbers(language)
    return tuple(numbers[found] for found in re.findall(_month_pattern(language), text))


@lru_cache(maxsize=32)
def _month_pattern(language: str) -> str:
    """A pattern of all names of months, the long ones first: no name is found in a longer word or number.

    Words around names that end with a Chinese character follow without a space.
    """
    return "|".join(
        rf"(?<!\d){name}" if not name[-1].isascii() else rf"(?<![^\W\d_]){name}(?![^\W\d_])"
        for name in sorted(_month_numbers(language), key=len, reverse=True)
    )


@lru_cache(maxsize=32)
def _month_numbers(language: str) -> dict[str, int]:
    """The numbers of the months by their names in a language, in full and in short, without a stop."""
    forms = _locale(language).months["format"]
    return {name.rstrip("."): number for width in ("abbreviated", "wide") for number, name in forms[width].items()}


def list_of(names: Sequence[str], tag: str) -> str:
    """Several names as in a sentence, "A, B and C"; `tag` is the BCP 47 tag of the language."""
    return format_list(list(names), locale=_locale(tag))


@lru_cache(maxsize=32)
def plural_rule(language: str) -> Any:
    """The function that returns the CLDR plural category of a count ("one", "other")."""
    return _locale(language).plural_form


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
