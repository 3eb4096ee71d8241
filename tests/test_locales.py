"""Numbers, dates, lists and plural categories are those of Babel, which is asked for other languages only."""

from datetime import date

import pytest
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from kamdeck.catalog import catalog
from kamdeck.cldr import _shipped, from_babel, locale_data
from kamdeck.languages import LANGUAGES
from kamdeck.locales import date_of, decimal_of, list_of, months_named, plural_rule

TAGS = sorted({*LANGUAGES, *(str(catalog(language).text("format.tag")) for language in LANGUAGES)})
OTHERS = ["fr", "pl", "pt-BR", "ar"]
DAYS = [date(2026, month, 1 + 2 * month) for month in range(1, 13)]


def test_the_languages_of_the_catalogs_are_shipped_with_their_tags() -> None:
    assert sorted(_shipped()) == TAGS


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_shipped_is_what_babel_says(tag: str) -> None:
    assert locale_data(tag) == from_babel(tag)


@pytest.mark.parametrize("tag", TAGS + OTHERS)
def test_numbers_are_those_of_babel(tag: str) -> None:
    for decimals in (0, 1, 2, 6):
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        for value in (0, 0.5, 7, 999.5, 1000, 12345.678, 1234567.25, 1e15, 0.0049):
            text, sign = decimal_of(-value, decimals, tag)
            # Babel rounds halves to even numbers, and Office up, so Babel gets a number that is rounded.
            given = decimal_of(value, decimals, "en")[0].replace(",", "")
            assert text == format_decimal(given, format=pattern, locale=tag.replace("-", "_"))
            assert sign == -(float(given) != 0)


@pytest.mark.parametrize("tag", TAGS + OTHERS)
@pytest.mark.parametrize(
    "pattern", ["d MMM y", "dd.MM.y", "d. MMMM", "LLL", "y\u5e74M\u6708d\u65e5", "EEE d", "d 'de' MMMM", "yy"]
)
def test_dates_are_those_of_babel(tag: str, pattern: str) -> None:
    for day in DAYS:
        assert date_of(day, pattern, tag) == format_date(day, pattern, locale=tag.replace("-", "_"))


@pytest.mark.parametrize("tag", TAGS + OTHERS)
def test_lists_and_plural_categories_are_those_of_babel(tag: str) -> None:
    locale = Locale.parse(tag, sep="-")
    for length in range(6):
        names = [*"ABCDE"[:length]]
        assert list_of(names, tag) == format_list(names, locale=locale)
    for count in (*range(130), 0.5, 1.0, 1.5, 21.0, 1e6):
        assert plural_rule(tag)(count) == locale.plural_form(count)


def test_names_of_months_are_found_in_texts() -> None:
    assert months_named("from March to 3 Sept and Oct", "en") == (3, 10)
    assert months_named("ab M\u00e4rz, bis Sept.", "de") == (3, 9)
    assert months_named("\u81f311\u6708", "zh") == (11,)


def test_an_unknown_language_has_no_data() -> None:
    with pytest.raises(UnknownLocaleError):
        locale_data("xx")
