"""The sheets of the form, derived from the plan's model.

A `ListSheet` has a row for each fact, a `FieldSheet` a row for each field of the plan that is not in a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kamdeck.documented import documentation_of
from kamdeck.model import Plan, PlanPart, keys
from kamdeck.model.values import Plain
from kamdeck.plan_io.forms.form_fields import (
    FieldKind,
    FormField,
    all_fields,
    figure_fields,
    lists_of,
    note_fields,
    own_fields,
    parts_of,
)
from kamdeck.plan_io.forms.labels import Label, column_name, field_name, hint_of_field, hint_of_part, sheet_name

PARENT = "in"
"""The key of the column that names the entry of another sheet to which a row belongs."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of one part under a heading; `prefix` is the part's path in the plan, followed by a dot."""

    prefix: str
    name: Label
    hint: Label
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """A sheet on which each row is a field."""

    key: str
    groups: tuple[FieldGroup, ...]

    @property
    def name(self) -> Label:
        """The name of the sheet."""
        return sheet_name(self.key)

    @property
    def fields(self) -> dict[str, FormField]:
        """The fields of all groups by their keys."""
        return {field.key: field for group in self.groups for field in group.fields}


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet on which each row is a fact.

    `key` is the path of the list in the plan. `parent` is the sheet to whose entries the rows belong, such as that of
    deals for the steps of deals.
    """

    key: str
    hint: Label
    fields: tuple[FormField, ...]
    parent: "ListSheet | None" = None

    @property
    def name(self) -> Label:
        """The name of the sheet."""
        return sheet_name(self.key)

    @property
    def steps(self) -> tuple[str, ...]:
        """The path of the list in the plan, or in the entry of the parent list."""
        return tuple(self.key.removeprefix(f"{self.parent.key}." if self.parent else "").split("."))

    @property
    def name_field(self) -> FormField:
        """The field by which rows of other sheets name an entry: its id, or else its first field."""
        return self.field("id") or self.fields[0]

    def field(self, key: str) -> FormField | None:
        """A field by its key."""
        return next((field for field in self.fields if field.key == key), None)


@lru_cache
def sheets() -> tuple[FieldSheet | ListSheet, ...]:
    """All sheets of the form in their order."""
    return tuple(_sheets())


@lru_cache
def listings() -> dict[str, ListSheet]:
    """The sheets with a row for each fact, by their keys."""
    return {sheet.key: sheet for sheet in sheets() if isinstance(sheet, ListSheet)}


@lru_cache
def pages() -> dict[str, FieldSheet]:
    """The sheets with a row for each field, by their keys."""
    return {sheet.key: sheet for sheet in sheets() if isinstance(sheet, FieldSheet)}


def _sheets() -> Iterator[FieldSheet | ListSheet]:
    inner: dict[str, list[FieldGroup]] = {}
    for group in _groups(Plan, "", "Plan"):
        inner.setdefault(_page_of(group.prefix), []).append(group)
    for listing in _listings(Plan, ""):
        page = _page_of(listing.key)
        if page in inner:
            yield FieldSheet(page, tuple(inner.pop(page)))
        yield listing


def _page_of(prefix: str) -> str:
    """The key of the sheet that holds the fields at a path."""
    return {"profile": "profile", "strategy": "value"}.get(prefix.split(".")[0], "plan")


def _groups(model: type[PlanPart], prefix: str, part_name: str) -> Iterator[FieldGroup]:
    """The fields of the plan that are not in a list, grouped by part."""
    name = sheet_name("plan") if not prefix else field_name(part_name, prefix.rstrip(".").split(".")[-1])
    own = tuple(own_fields(model, prefix))
    if own:
        yield FieldGroup(prefix, name, _hint_of(model), own)
    for key, inner in parts_of(model):
        yield from _groups(inner, f"{prefix}{key}.", model.__name__)
    if model is Plan:
        # The keys of these two are figures and sections, and not fields of a model.
        for key, fields in (("goals", figure_fields), ("notes", note_fields)):
            hint = hint_of_field(Plan, key, key, Plan.model_fields[key].description or "")
            yield FieldGroup(f"{key}.", field_name("Plan", key), hint, tuple(fields(f"{key}.")))


def _hint_of(model: type[PlanPart]) -> Label:
    return hint_of_part(model, " ".join(documentation_of(model).split()))


def _listings(model: type[PlanPart], prefix: str) -> Iterator[ListSheet]:
    """The lists of the plan in the order of its fields, each followed by the lists inside of its entries."""
    single, listed = dict(parts_of(model)), dict(lists_of(model))
    for key in keys(model):
        if key in single:
            yield from _listings(single[key], f"{prefix}{key}.")
        elif key in listed:
            yield from _listing(listed[key], f"{prefix}{key}", None)


def _listing(model: type[PlanPart], key: str, parent: ListSheet | None) -> Iterator[ListSheet]:
    fields = tuple(all_fields(model))
    if parent:
        own = parent.name_field
        if own.in_languages:
            # One text, in whichever language, is enough to find the entry.
            own = replace(own, kind=FieldKind.PLAIN, type=Plain)
        fields = (replace(own, key=PARENT, name=column_name(PARENT)), *fields)
    found = ListSheet(key, _hint_of(model), fields, parent)
    yield found
    for inner, part in lists_of(model):
        yield from _listing(part, f"{key}.{inner}", found)
