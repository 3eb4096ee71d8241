"""What stands on top of a sheet goes in, what its columns are comes out, by their keys or by what they are called."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kamdeck.model.catalogue import folded
from kamdeck.model.periods import Month
from kamdeck.model.values import LANGUAGES, Text
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import asset, column_name, sheet_name
from kamdeck.plan_io.forms.sheets import ListSheet, listings, pages

SIGNS = re.compile(r"[·:：()（）\[\]*]")
LISTS, START, EXAMPLES = "#lists", "#start", "#examples"
ASIDE = (LISTS, START, EXAMPLES)
"""The sheets that are never read."""
MARKS = ("Example", "示例")
"""What a text of each example begins with."""
UNNAMED = "?"
"""Stands in a heading where the name of a company belongs."""
KEEP_OUT = "#"
"""Begins the name of a sheet or the heading of a column that is none of the plan's."""
TONGUES = {"value": "", "en": "en", "zh": "zh"}
"""The columns of a sheet on which each row is a field that hold what it says, each with its language."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """What a column holds: a field, in a language or plain, and for which month or company."""

    field: FormField
    language: str = ""
    per: str = ""

    @property
    def key(self) -> str:
        """Its key, as it stands in the heading."""
        return ".".join(part for part in (self.field.key, self.language, self.per) if part)


def sheet_key(title: str, first: Any) -> str | None:
    """Which sheet of the form one is: by the key in its first cell, else by its title."""
    keys = {*listings(), *pages(), *ASIDE}
    words = str(first).split() if isinstance(first, str) else []
    found = next((word for word in reversed(words) if word in keys), None)
    return found or _titles().get(bare(title))


def known_titles(key: str) -> Iterator[str]:
    """What a sheet may be called."""
    name = sheet_name(key)
    yield from (key, *callings(name))


def column_of(heading: Any, listing: ListSheet) -> SheetColumn | None:
    """The column under a heading; None where it is not one of the sheet's."""
    if isinstance(heading, date):
        heading = f"{heading.year:04}-{heading.month:02}"
    if not isinstance(heading, str) or not heading.strip():
        return None
    lines = [line.strip() for line in heading.split("\n") if line.strip()]
    for text in (lines[-1], heading, *lines[:1]):
        if found := _columns(listing.key).get(bare(text)) or _per(text.strip(), listing):
            return found
    return None


def page_column(heading: Any) -> str | None:
    """What a column holds on a sheet on which each row is a field: field, name, value, en, zh or hint."""
    if not isinstance(heading, str):
        return None
    return next((key for line in (heading, *heading.split("\n")) if (key := _page_columns().get(bare(line)))), None)


def callings(name: Text) -> Iterator[str]:
    """What a thing may be called: in each language and in both."""
    yield from (*name.parts, " ".join(name.parts), " ".join(reversed(name.parts)))


def _per(text: str, listing: ListSheet) -> SheetColumn | None:
    for field in listing.fields:
        if field.per is Month and Month.matches(text):
            return SheetColumn(field, per=text)
        if field.per is not None and text.startswith(f"{field.key}.") and len(text) > len(field.key) + 1:
            return SheetColumn(field, per=text[len(field.key) + 1 :].strip())
    return None


def bare(text: str) -> str:
    """A calling as it is compared: without case, width, spaces and signs."""
    return folded(SIGNS.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache
def _titles() -> dict[str, str]:
    return {bare(title): key for key in asset("names.yaml")["sheets"] for title in known_titles(key)}


@lru_cache
def _page_columns() -> dict[str, str]:
    columns = ("field", "name", "value", *LANGUAGES, "hint")
    return {bare(called): key for key in columns for called in (key, *callings(column_name(key)))}


@lru_cache
def _columns(key: str) -> dict[str, SheetColumn]:
    """What each column of a sheet may be called; what would name two of them names none."""
    found: dict[str, SheetColumn | None] = {}
    for field in listings()[key].fields:
        for column in (
            SheetColumn(field),
            *(SheetColumn(field, language) for language in LANGUAGES if field.in_languages),
        ):
            found[bare(column.key)] = column
    keys = set(found)
    for column in [column for column in found.values() if column]:
        for called in _called(column):
            word = bare(called)
            if word not in keys:
                found[word] = column if found.get(word, column) == column else None
    return {word: column for word, column in found.items() if column}


def _called(column: SheetColumn) -> Iterator[str]:
    names = list(callings(column.field.name))
    if column.language:
        tongues = [column.language, *callings(column_name(column.language))]
        yield from (f"{name} {tongue}" for name in names for tongue in tongues)
    elif column.field.per is None:
        yield from names
