"""What Unicode CLDR says of a language: the signs of its numbers, its months, lists and plural categories.

`cldr.json`, which `tools/build_cldr.py` writes, has it for the languages of kamdeck's own catalogs: to import Babel and
to read two of its languages takes a twentieth of a command's time. Babel is asked for all other languages.
"""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kamdeck.dataclass import dataclass

_MONTHS = {"MMM": ("format", "abbreviated"), "MMMM": ("format", "wide"), "LLL": ("stand-alone", "abbreviated")}
"""The forms of the names of months by their fields in patterns of dates."""
_SOME_COUNTS = (0, 1, 2, 3, 4, 5, 10, 11, 21, 100, 101, 1000, 1_000_000, 0.5, 1.5, 10.5)


@dataclass(frozen=True)
class LocaleData:
    """What is known of one language.

    Args:
        decimal: The sign before the decimals of a number.
        group: The sign between thousands.
        months: The names of the twelve months by their fields in patterns of dates, such as "MMM".
        lists: The patterns of lists: "2" of two entries, and "start", "middle" and "end" of more.
        plurals: The plural categories by counts that are of another category than "other"; None if there are more than
            can be listed.
    """

    decimal: str
    group: str
    months: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, str]
    plurals: Mapping[float, str] | None


@lru_cache(maxsize=64)
def locale_data(language: str) -> LocaleData:
    """What is known of a language, such as "en", or of its BCP 47 tag.

    Raises `babel.UnknownLocaleError` for a language that is in neither source, and `ValueError` for what is no tag.
    """
    known = _shipped().get(language)
    if known is None:
        return from_babel(language)
    plurals = {float(count): category for count, category in known["plurals"].items()}
    months = {field: tuple(names) for field, names in known["months"].items()}
    return LocaleData(**{**known, "months": months, "plurals": plurals})


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "cldr.json").read_text("utf-8"))
    return found


def from_babel(language: str) -> LocaleData:
    """What Babel knows of a language."""
    from babel import Locale

    locale = Locale.parse(language, sep="-")
    signs = locale.number_symbols["latn"]
    names = {field: locale.months[context][width] for field, (context, width) in _MONTHS.items()}
    return LocaleData(
        signs["decimal"],
        signs["group"],
        {field: tuple(each[number] for number in range(1, 13)) for field, each in names.items()},
        {key: locale.list_patterns["standard"][key] for key in ("2", "start", "middle", "end")},
        {1.0: "one"} if _only_one(locale) else None if _has_others(locale) else {},
    )


def _only_one(locale: Any) -> bool:
    """Whether a language has a form for exactly 1 and one for all other counts."""
    return all(locale.plural_form(count) == ("one" if count == 1 else "other") for count in _SOME_COUNTS)


def _has_others(locale: Any) -> bool:
    return any(locale.plural_form(count) != "other" for count in _SOME_COUNTS)
