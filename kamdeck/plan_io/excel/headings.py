"""Recognises sheets and columns by their keys or by their names in any language that has a file of words.

The names of further languages are read only for a text that is none in the languages before.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.languages import LANGUAGES, split_language
from kamdeck.model.catalogue import folded
from kamdeck.model.periods import Month
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import Label, column_name, in_words, reading_order, sheet_keys, sheet_name
from kamdeck.plan_io.forms.sheets import ListSheet, forms_of

PUNCTUATION = re.compile(r"[·:\uff1a()\uff08\uff09\[\]*]")
LISTS, START, EXAMPLES = "#lists", "#start", "#examples"
IGNORED_SHEETS = (LISTS, START, EXAMPLES)
"""The keys of sheets that are never read."""
UNNAMED = "?"
"""Stands in a heading in place of a company's name."""
PRIVATE_PREFIX = "#"
"""Begins the names of sheets and the headings of columns that are not part of the plan."""
VALUE_COLUMNS = {"value": "", **{language: language for language in LANGUAGES}}
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
    keys = {*forms_of().listings, *forms_of().pages, *IGNORED_SHEETS}
    words = str(first).split() if isinstance(first, str) else []
    # The key is the last word of the first cell. It is preferred to the title, which people change.
    found = next((word for word in reversed(words) if word in keys), None)
    word = normalized(title)
    return found or next((key for language in reading_order() if (key := _titles(language).get(word))), None)


def known_titles(key: str) -> Iterator[str]:
    """The titles by which a sheet is recognised, each once."""
    yield from dict.fromkeys((key, *(in_words(sheet_name(key), language) for language in reading_order())))


def column_of(heading: Any, listing: ListSheet, languages: Sequence[str] | None = None) -> SheetColumn | None:
    """The column that a heading names; None where the sheet has no such column.

    Args:
        heading: The content of the heading's cell.
        listing: The sheet.
        languages: The languages and pairs whose names are known besides the keys; all if not given.
    """
    if isinstance(heading, date):
        # Excel makes a date of the heading 2026-10.
        heading = f"{heading.year:04}-{heading.month:02}"
    if not isinstance(heading, str) or not heading.strip():
        return None
    lines = [line.strip() for line in heading.split("\n") if line.strip()]
    texts = (lines[-1], heading, *lines[:1])
    for text in texts:
        if found := _column_keys(listing).get(normalized(text)) or _column_per_key(text.strip(), listing):
            return found
    for language in reading_order() if languages is None else languages:
        columns = _columns(listing, language)
        if found := next((column for text in texts if (column := columns.get(normalized(text)))), None):
            return found
    return None


def page_column(heading: Any, languages: Sequence[str] | None = None) -> str | None:
    """The kind of a column on a sheet that has a row for each field: field, name, value, a language, or hint.

    `languages` are the languages and pairs whose names are known besides the keys; all if not given.
    """
    if not isinstance(heading, str):
        return None
    words = [normalized(line) for line in (heading, *heading.split("\n"))]
    known = (_page_columns(language) for language in ("", *(reading_order() if languages is None else languages)))
    return next((key for columns in known for word in words if (key := columns.get(word))), None)


def is_name(text: str, name: Label) -> bool:
    """Whether a text is a name in some language, or in a pair of languages."""
    word = normalized(text)
    return any(normalized(in_words(name, language)) == word for language in reading_order())


def _column_per_key(text: str, listing: ListSheet) -> SheetColumn | None:
    for field in listing.fields:
        if field.per is Month and Month.matches(text):
            return SheetColumn(field, per=text)
        if field.per is not None and text.startswith(f"{field.key}.") and len(text) > len(field.key) + 1:
            return SheetColumn(field, per=text[len(field.key) + 1 :].strip())
    return None


@lru_cache(maxsize=4096)
def normalized(text: str) -> str:
    """A name as it is compared: without case, width, spaces and punctuation."""
    return folded(PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache
def _titles(language: str) -> dict[str, str]:
    return {normalized(title): key for key in sheet_keys() for title in (key, in_words(sheet_name(key), language))}


@lru_cache
def _page_columns(language: str) -> dict[str, str]:
    """The columns by their names in a language or pair; for "", by their keys."""
    columns = ("field", "name", "value", *LANGUAGES, "hint")
    return {normalized(in_words(column_name(key), language) if language else key): key for key in columns}


@lru_cache
def _column_keys(listing: ListSheet) -> dict[str, SheetColumn]:
    """The columns of a sheet by their keys."""
    columns = (
        SheetColumn(field, language)
        for field in listing.fields
        for language in ("", *(LANGUAGES if field.in_languages else ()))
    )
    return {normalized(column.key): column for column in columns}


@lru_cache(maxsize=1024)
def _columns(listing: ListSheet, language: str) -> dict[str, SheetColumn]:
    """The columns of a sheet by their names in a language or pair; a name of two columns is not accepted."""
    keys, found = _column_keys(listing), dict[str, SheetColumn | None]()
    for column in keys.values():
        for spelling in _spellings(column, language):
            word = normalized(spelling)
            # A key is never taken for the name of another column.
            if word not in keys:
                found[word] = column if found.get(word, column) == column else None
    return {word: column for word, column in found.items() if column}


def _spellings(column: SheetColumn, language: str) -> Iterator[str]:
    name = in_words(column.field.name, language)
    if column.language:
        named = (in_words(column_name(column.language), each) for each in (language, *split_language(language)))
        yield from (f"{name} {each}" for each in dict.fromkeys((column.language, *named)))
    elif column.field.per is None:
        yield name
