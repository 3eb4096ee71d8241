"""Formats numbers and dates by the rules of a language, which are those of Unicode CLDR.

Documents repeat the same values often, so the functions are cached.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache, reduce

from kamdeck.cldr import locale_data
from kamdeck.magnitudes import rounded
from kamdeck.unshowable import showable_number

MOST_DECIMALS = 30
"""The most decimals that a layout may ask for."""
_FIELD = re.compile(r"([A-Za-z])\1*|'")
"""A field in a pattern of a date, or the sign around text."""
_NUMBERS: Mapping[str, Callable[[date], str]] = {
    "y": lambda day: str(day.year),
    "M": lambda day: str(day.month),
    "MM": lambda day: f"{day.month:02}",
    "d": lambda day: str(day.day),
    "dd": lambda day: f"{day.day:02}",
}
"""The fields of dates that are numbers."""


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
    known = locale_data(language)
    text = f"{abs(number):,.{decimals}f}".translate({ord(","): known.group, ord("."): known.decimal})
    return text, (number > 0) - (number < 0)


@lru_cache(maxsize=256)
def currency_name(code: str, language: str) -> str:
    """The name of a currency in a language, by its ISO 4217 code; an unknown code as it is."""
    from babel.numbers import get_currency_name  # only where a plan is in a currency that the catalog does not name

    name: str = get_currency_name(code, locale=language)
    return name


@lru_cache(maxsize=2048)
def date_of(value: date, pattern: str, language: str) -> str:
    """A date in a pattern of CLDR, such as "d MMM y"."""
    months = locale_data(language).months
    if any(found[0] not in _NUMBERS and found[0] not in months for found in _FIELD.finditer(pattern)):
        from babel.dates import format_date  # days of the week, quoted text and so on

        text: str = format_date(value, pattern, locale=language.replace("-", "_"))
        return text

    def shown(found: re.Match[str]) -> str:
        return _NUMBERS[found[0]](value) if found[0] in _NUMBERS else months[found[0]][value.month - 1]

    return _FIELD.sub(shown, pattern)


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
    months = locale_data(language).months
    return {name.rstrip("."): number for width in ("MMM", "MMMM") for number, name in enumerate(months[width], 1)}


def list_of(names: Sequence[str], tag: str) -> str:
    """Several names as in a sentence, "A, B and C"; `tag` is the BCP 47 tag of the language."""
    patterns = locale_data(tag).lists
    if len(names) < 3:
        return patterns["2"].format(*names) if len(names) == 2 else "".join(names)
    first, second, *inner, last = names
    start = patterns["start"].format(first, second)
    return patterns["end"].format(reduce(patterns["middle"].format, inner, start), last)


@lru_cache(maxsize=32)
def plural_rule(language: str) -> Callable[[float], str]:
    """The function that returns the CLDR plural category of a count ("one", "other")."""
    plurals = locale_data(language).plurals
    if plurals is not None:
        return lambda count: plurals.get(count, "other")
    from babel import Locale

    rule: Callable[[float], str] = Locale.parse(language, sep="-").plural_form
    return rule
