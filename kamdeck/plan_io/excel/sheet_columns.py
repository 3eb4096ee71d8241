"""A sheet and the rows that it is to hold go in, its columns come out, and what each row writes into them."""

from collections.abc import Iterator
from typing import Any

from kamdeck.model.catalogue import at
from kamdeck.model.periods import Month, Quarter
from kamdeck.model.values import Text
from kamdeck.plan_io.excel.headings import UNNAMED, SheetColumn
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.sheets import PARENT, ListSheet
from kamdeck.plan_io.serialize import Written


def rows_of(content: Written, listing: ListSheet) -> list[Written]:
    """The entries of a list; each that belongs to another entry names it."""
    if not listing.parent:
        return list(at(content, *listing.steps) or [])
    return [
        {PARENT: owner.get("id") or f"#{number}", **entry}
        for number, owner in enumerate(rows_of(content, listing.parent), 1)
        for entry in owner.get(listing.steps[-1], [])
    ]


def columns_of(listing: ListSheet, rows: list[Written], content: Written, language: str) -> list[SheetColumn]:
    """The columns of a sheet: those that its rows need, and where they need none, those of the language."""
    found: list[SheetColumn] = []
    for field in listing.fields:
        values = [value for row in rows if (value := at(row, *field.steps)) is not None]
        if field.per is not None:
            found += (SheetColumn(field, per=key) for key in _keys(field, values, listing, content))
        elif field.in_languages:
            found += (SheetColumn(field, tongue) for tongue in _tongues(field, values, language))
        else:
            found.append(SheetColumn(field))
    return found


def value_in(row: Written, column: SheetColumn) -> Any:
    """What a row writes into a column, or nothing; of a list of texts, the entries of the column's language."""
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
    """A text in a language, or the plain one."""
    if isinstance(value, dict):
        return value.get(language) if language else None
    return None if language else value


def tongues_in(value: Any) -> Iterator[str]:
    """The languages that a text, or each of a list, is written in; "" is plain."""
    match value:
        case dict():
            yield from value
        case list():
            for each in value:
                yield from tongues_in(each)
        case None:
            return
        case _:
            yield ""


def _tongues(field: FormField, values: list[Any], language: str) -> list[str]:
    used = {tongue for value in values for tongue in tongues_in(value)}
    if not used:
        both = language == "zh+en" and field.kind is FieldKind.TEXT and not field.vocabulary and _only_text(field)
        used = {"en", "zh"} if both else {""}
    if used & {"en", "zh"}:
        used |= {"en", "zh"}
    return [tongue for tongue in ("", "en", "zh") if tongue in used]


def _only_text(field: FormField) -> bool:
    """Whether a text stands for nothing that has an id."""
    return field.type is Text


def _keys(field: FormField, values: list[Any], listing: ListSheet, content: Written) -> list[str]:
    """The months or companies that have a column each."""
    found = dict.fromkeys(key for value in values for key in value)
    if field.per is not Month:
        return list(found) or [UNNAMED]
    if found:
        return sorted(found)
    if period := content.get("period"):
        return [str(month) for month in (*Quarter(period).months, *Quarter(period).next().months)]
    return sorted(at(example_row(listing), *field.steps))
