"""Chooses the columns of a list's sheet, and finds the values that each row has for them."""

from collections.abc import Iterator, Sequence
from typing import Any

from kamdeck.languages import LANGUAGES, split_language
from kamdeck.model.catalogue import at
from kamdeck.model.periods import Month
from kamdeck.model.values import Text
from kamdeck.plan_io.excel.headings import UNNAMED, SheetColumn
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import named_languages
from kamdeck.plan_io.forms.sheets import PARENT, ListSheet
from kamdeck.plan_io.serialize import PlanContent


def rows_of(content: PlanContent, listing: ListSheet, language: str) -> list[PlanContent]:
    """The rows of a list; one that belongs to an entry of another list names it under `PARENT`.

    It is named by its id, else by its text in the language of the workbook, else by its number.
    """
    if not listing.parent:
        return list(at(content, *listing.steps) or [])
    owners = rows_of(content, listing.parent, language)
    names = [_named(owner.get(listing.parent.name_field.key), language) for owner in owners]
    return [
        # A text that two entries have would not identify one of them.
        {PARENT: name if name and names.count(name) == 1 else f"#{number}", **entry}
        for number, (owner, name) in enumerate(zip(owners, names, strict=True), 1)
        for entry in owner.get(listing.steps[-1], [])
    ]


def _named(value: Any, language: str) -> str:
    """An id or text as one text; empty where there is none, or where it would not fit into one line."""
    if isinstance(value, dict):
        value = next((value[each] for each in (*split_language(language), *value) if each in value), None)
    text = str(value or "")
    return "" if "\n" in text or text.startswith("#") else text


def columns_of(listing: ListSheet, rows: list[PlanContent], months: Sequence[str], language: str) -> list[SheetColumn]:
    """The columns of a sheet.

    Args:
        listing: The sheet with its fields.
        rows: The entries of the plan.
        months: The months for a field that has a value for each month, where no row has one.
        language: The language or languages of texts, where no row has one. Else they have those that a row has.
    """
    found: list[SheetColumn] = []
    for field in listing.fields:
        values = [value for row in rows if (value := at(row, *field.steps)) is not None]
        if field.per is not None:
            found += (SheetColumn(field, per=key) for key in _keys(field, values, listing, months))
        elif field.in_languages:
            found += (SheetColumn(field, used_language) for used_language in _languages(field, values, language))
        else:
            found.append(SheetColumn(field))
    return found


def value_in(row: PlanContent, column: SheetColumn) -> Any:
    """The value of a row in a column, or None; for a list of texts, its entries in the column's language."""
    value = at(row, *column.field.steps)
    if column.per:
        return value.get(column.per) if isinstance(value, dict) else None
    if not column.field.in_languages:
        return value
    if isinstance(value, list):
        entries = [in_language(entry, column.language) for entry in value]
        return entries if any(entries) else None
    return in_language(value, column.language)


def in_language(value: Any, language: str) -> Any:
    """The part of a text in a language; for "", the text without a language."""
    if isinstance(value, dict):
        return value.get(language) if language else None
    return None if language else value


def languages_in(value: Any) -> Iterator[str]:
    """The languages of a text or of a list of texts; "" is for texts without a language."""
    match value:
        case dict():
            yield from value
        case list():
            for each in value:
                yield from languages_in(each)
        case None:
            return
        case _:
            yield ""


def _languages(field: FormField, values: list[Any], language: str) -> list[str]:
    used = {used_language for value in values for used_language in languages_in(value)}
    own = split_language(language)
    if not used:
        several = len(own) > 1 and field.kind is FieldKind.TEXT and not field.vocabulary and _is_plain_text(field)
        used = {*own} if several else {""}
    # A text in one language needs further columns for its translations.
    if used - {""}:
        used |= {*named_languages(language)}
    return [used_language for used_language in ("", *LANGUAGES) if used_language in used]


def _is_plain_text(field: FormField) -> bool:
    """Whether a field holds a text, and never the id of something."""
    return field.type is Text


def _keys(field: FormField, values: list[Any], listing: ListSheet, months: Sequence[str]) -> list[str]:
    """The months or companies that get a column each."""
    found = dict.fromkeys(key for value in values for key in value)
    if field.per is not Month:
        return list(found) or [UNNAMED]
    if found:
        return sorted(found)
    return list(months) or sorted(at(example_row(listing), *field.steps))
