"""The plan's model goes in, the sheets of its form come out: lists with a row a fact, and pages with a row a field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kamdeck.documented import documentation_of
from kamdeck.model import Plan, PlanPart, keys
from kamdeck.model.values import Text
from kamdeck.plan_io.forms.form_fields import (
    FormField,
    all_fields,
    figure_fields,
    lists_of,
    note_fields,
    own_fields,
    parts_of,
)
from kamdeck.plan_io.forms.labels import column_name, field_name, sheet_name

PARENT = "in"
"""The column that names the entry of another sheet to which a row belongs."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields of one part under a heading; `way` is the part's place in the plan, with a dot behind it."""

    way: str
    name: Text
    hint: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """A sheet on which each row is a field."""

    key: str
    groups: tuple[FieldGroup, ...]

    @property
    def name(self) -> Text:
        """What it is called."""
        return sheet_name(self.key)

    @property
    def fields(self) -> dict[str, FormField]:
        """Its fields by their keys."""
        return {field.key: field for group in self.groups for field in group.fields}


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet on which each row is a fact; `parent` is the sheet of what a row belongs to, where it does."""

    key: str
    hint: str
    fields: tuple[FormField, ...]
    parent: "ListSheet | None" = None

    @property
    def name(self) -> Text:
        """What it is called."""
        return sheet_name(self.key)

    @property
    def steps(self) -> tuple[str, ...]:
        """Where its list stands in what holds it."""
        return tuple(self.key.removeprefix(f"{self.parent.key}." if self.parent else "").split("."))

    def field(self, key: str) -> FormField | None:
        """A field by its key."""
        return next((field for field in self.fields if field.key == key), None)


@lru_cache
def sheets() -> tuple[FieldSheet | ListSheet, ...]:
    """All sheets in their order."""
    return tuple(_sheets())


@lru_cache
def listings() -> dict[str, ListSheet]:
    """The sheets of lists by their keys."""
    return {sheet.key: sheet for sheet in sheets() if isinstance(sheet, ListSheet)}


@lru_cache
def pages() -> dict[str, FieldSheet]:
    """The sheets of fields by their keys."""
    return {sheet.key: sheet for sheet in sheets() if isinstance(sheet, FieldSheet)}


def _sheets() -> Iterator[FieldSheet | ListSheet]:
    inner: dict[str, list[FieldGroup]] = {}
    for group in _groups(Plan, "", "Plan"):
        inner.setdefault(_page_of(group.way), []).append(group)
    for listing in _listings(Plan, ""):
        page = _page_of(listing.key)
        if page in inner:
            yield FieldSheet(page, tuple(inner.pop(page)))
        yield listing


def _page_of(way: str) -> str:
    """The page on which the fields at a place stand."""
    return {"profile": "profile", "strategy": "value"}.get(way.split(".")[0], "plan")


def _groups(model: type[PlanPart], way: str, called: str) -> Iterator[FieldGroup]:
    """The fields of the plan that stand in no list, part by part."""
    described = " ".join(documentation_of(model).split())
    name = sheet_name("plan") if not way else field_name(called, way.rstrip(".").split(".")[-1])
    own = tuple(own_fields(model, way))
    if own:
        yield FieldGroup(way, name, described, own)
    for key, inner in parts_of(model):
        yield from _groups(inner, f"{way}{key}.", model.__name__)
    if model is Plan:
        for key, fields in (("goals", figure_fields), ("notes", note_fields)):
            described = Plan.model_fields[key].description or ""
            yield FieldGroup(f"{key}.", field_name("Plan", key), described, tuple(fields(f"{key}.")))


def _listings(model: type[PlanPart], way: str) -> Iterator[ListSheet]:
    """The lists of the plan in the order of its fields, with the lists in their entries."""
    single, listed = dict(parts_of(model)), dict(lists_of(model))
    for key in keys(model):
        if key in single:
            yield from _listings(single[key], f"{way}{key}.")
        elif key in listed:
            yield from _listing(listed[key], f"{way}{key}", None)


def _listing(model: type[PlanPart], key: str, parent: ListSheet | None) -> Iterator[ListSheet]:
    described = " ".join(documentation_of(model).split())
    fields = tuple(all_fields(model))
    if parent:
        own = next(field for field in parent.fields if field.key == "id")
        fields = (replace(own, key=PARENT, name=column_name(PARENT), hint=own.hint), *fields)
    found = ListSheet(key, described, fields, parent)
    yield found
    for inner, part in lists_of(model):
        yield from _listing(part, f"{key}.{inner}", found)
