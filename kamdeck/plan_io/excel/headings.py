"""Recognises sheets and columns by their keys or by their English or Chinese names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kamdeck.languages import LANGUAGES
from kamdeck.model.catalogue import folded
from kamdeck.model.periods import Month
from kamdeck.model.values import Text
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import asset, column_name, sheet_name
from kamdeck.plan_io.forms.sheets import ListSheet, listings, pages

PUNCTUATION = re.compile(r"[·:：()（）\[\]*]")
LISTS, START, EXAMPLES = "#lists", "#start", "#examples"
IGNORED_SHEETS = (LISTS, START, EXAMPLES)
"""The keys of sheets that are never read."""
EXAMPLE_MARKS = ("Example", "示例")
"""The words with which the examples' texts begin."""
UNNAMED = "?"
"""Stands in a heading in place of a company's name."""
PRIVATE_PREFIX = "#"
"""Begins the names of sheets and the headings of columns that are not part of the plan."""
VALUE_COLUMNS = {"value": "", "en": "en", "zh": "zh"}
"""The columns with values on a sheet that has a row for each field; each with its language, "" for plain values."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The field that a column holds, with its `language`, if any.

    `per` is the month or company of the column where a field has a value for each.
    """

    field: FormField
    language: str = ""
    per: str = ""

    @property
    def key(self) -> str:
        """The key in the column's heading, such as "name.en" or "demand.2026-10"."""
        return ".".join(part for part in (self.field.key, self.language, self.per) if part)


def sheet_key(title: str, first: Any) -> str | None:
    """The key of the form's sheet with this title or `first` cell; None where the form has no such sheet."""
    keys = {*listings(), *pages(), *IGNORED_SHEETS}
    words = str(first).split() if isinstance(first, str) else []
    # The key is the last word of the first cell. It is preferred to the title, which people change.
    found = next((word for word in reversed(words) if word in keys), None)
    return found or _titles().get(normalized(title))


def known_titles(key: str) -> Iterator[str]:
    """The titles by which a sheet is recognised."""
    name = sheet_name(key)
    yield from (key, *spellings(name))


def column_of(heading: Any, listing: ListSheet) -> SheetColumn | None:
    """The column that a heading names; None where the sheet has no such column."""
    if isinstance(heading, date):
        # Excel makes a date of the heading 2026-10.
        heading = f"{heading.year:04}-{heading.month:02}"
    if not isinstance(heading, str) or not heading.strip():
        return None
    lines = [line.strip() for line in heading.split("\n") if line.strip()]
    for text in (lines[-1], heading, *lines[:1]):
        if found := _columns(listing.key).get(normalized(text)) or _column_per_key(text.strip(), listing):
            return found
    return None


def page_column(heading: Any) -> str | None:
    """The kind of a column on a sheet that has a row for each field: field, name, value, en, zh or hint."""
    if not isinstance(heading, str):
        return None
    return next(
        (key for line in (heading, *heading.split("\n")) if (key := _page_columns().get(normalized(line)))), None
    )


def spellings(name: Text) -> Iterator[str]:
    """The accepted spellings of a name: in each language, and in both together."""
    yield from (*name.parts, " ".join(name.parts), " ".join(reversed(name.parts)))


def _column_per_key(text: str, listing: ListSheet) -> SheetColumn | None:
    for field in listing.fields:
        if field.per is Month and Month.matches(text):
            return SheetColumn(field, per=text)
        if field.per is not None and text.startswith(f"{field.key}.") and len(text) > len(field.key) + 1:
            return SheetColumn(field, per=text[len(field.key) + 1 :].strip())
    return None


def normalized(text: str) -> str:
    """A name as it is compared: without case, width, spaces and punctuation."""
    return folded(PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache
def _titles() -> dict[str, str]:
    return {normalized(title): key for key in asset("names.yaml")["sheets"] for title in known_titles(key)}


@lru_cache
def _page_columns() -> dict[str, str]:
    columns = ("field", "name", "value", *LANGUAGES, "hint")
    return {normalized(spelling): key for key in columns for spelling in (key, *spellings(column_name(key)))}


@lru_cache
def _columns(key: str) -> dict[str, SheetColumn]:
    """The columns of a sheet by their accepted spellings; a spelling that two columns share is not accepted."""
    found: dict[str, SheetColumn | None] = {}
    for field in listings()[key].fields:
        for column in (
            SheetColumn(field),
            *(SheetColumn(field, language) for language in LANGUAGES if field.in_languages),
        ):
            found[normalized(column.key)] = column
    keys = set(found)
    for column in [column for column in found.values() if column]:
        for spelling in _spellings(column):
            word = normalized(spelling)
            # A key is never taken for the name of another column.
            if word not in keys:
                found[word] = column if found.get(word, column) == column else None
    return {word: column for word, column in found.items() if column}


def _spellings(column: SheetColumn) -> Iterator[str]:
    names = list(spellings(column.field.name))
    if column.language:
        languages = [column.language, *spellings(column_name(column.language))]
        yield from (f"{name} {language}" for name in names for language in languages)
    elif column.field.per is None:
        yield from names
