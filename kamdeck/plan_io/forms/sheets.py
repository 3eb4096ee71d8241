"""The sheets of the form, derived from the plan's model.

A `ListSheet` has a row for each fact, a `FieldSheet` a row for each field of the plan that is not in a list.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache

from kamdeck.dataclass import dataclass
from kamdeck.documented import documentation_of
from kamdeck.model import Plan, PlanPart, keys
from kamdeck.model.deployment import STANDARD, Deployment
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


@dataclass(frozen=True, slots=True, eq=False)
class ListSheet:
    """A sheet on which each row is a fact.

    `key` is the path of the list in the plan. `parent` is the sheet to whose entries the rows belong, such as that of
    deals for the steps of deals. Two sheets are never equal, so that what is made of one is found quickly.
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


class Forms:
    """All sheets of the form of a deployment. The keys of sheets are the same for all deployments."""

    def __init__(self, deployment: Deployment) -> None:
        self.sheets: tuple[FieldSheet | ListSheet, ...] = tuple(_sheets(deployment))
        """The sheets in their order."""

    @cached_property
    def listings(self) -> dict[str, ListSheet]:
        """The sheets with a row for each fact, by their keys."""
        return {sheet.key: sheet for sheet in self.sheets if isinstance(sheet, ListSheet)}

    @cached_property
    def pages(self) -> dict[str, FieldSheet]:
        """The sheets with a row for each field, by their keys."""
        return {sheet.key: sheet for sheet in self.sheets if isinstance(sheet, FieldSheet)}

    @cached_property
    def page_fields(self) -> dict[str, FormField]:
        """The fields of all pages by their keys."""
        return {key: field for page in self.pages.values() for key, field in page.fields.items()}


@lru_cache(maxsize=8)
def forms_of(deployment: Deployment = STANDARD) -> Forms:
    """The form of a deployment; made once, since reading many workbooks would make it again for each."""
    return Forms(deployment)


def _sheets(deployment: Deployment) -> Iterator[FieldSheet | ListSheet]:
    inner: dict[str, list[FieldGroup]] = {}
    for group in _groups(Plan, "", "Plan", deployment):
        inner.setdefault(_page_of(group.prefix), []).append(group)
    for listing in _listings(Plan, "", deployment):
        page = _page_of(listing.key)
        if page in inner:
            yield FieldSheet(page, tuple(inner.pop(page)))
        yield listing


def _page_of(prefix: str) -> str:
    """The key of the sheet that holds the fields at a path."""
    return {"profile": "profile", "strategy": "value"}.get(prefix.split(".")[0], "plan")


def _groups(model: type[PlanPart], prefix: str, part_name: str, deployment: Deployment) -> Iterator[FieldGroup]:
    """The fields of the plan that are not in a list, grouped by part."""
    name = sheet_name("plan") if not prefix else field_name(part_name, prefix.rstrip(".").split(".")[-1])
    own = tuple(own_fields(model, deployment, prefix))
    if own:
        yield FieldGroup(prefix, name, _hint_of(model), own)
    for key, inner in parts_of(model):
        yield from _groups(inner, f"{prefix}{key}.", model.__name__, deployment)
    if model is Plan:
        # The keys of these two are figures and sections, and not fields of a model.
        for key, fields in (("goals", figure_fields), ("notes", note_fields)):
            hint = hint_of_field(Plan, key, key, Plan.model_fields[key].description or "")
            yield FieldGroup(f"{key}.", field_name("Plan", key), hint, tuple(fields(f"{key}.")))


def _hint_of(model: type[PlanPart]) -> Label:
    return hint_of_part(model, " ".join(documentation_of(model).split()))


def _listings(model: type[PlanPart], prefix: str, deployment: Deployment) -> Iterator[ListSheet]:
    """The lists of the plan in the order of its fields, each followed by the lists inside of its entries."""
    single, listed = dict(parts_of(model)), dict(lists_of(model))
    for key in keys(model):
        if key in single:
            yield from _listings(single[key], f"{prefix}{key}.", deployment)
        elif key in listed:
            yield from _listing(listed[key], f"{prefix}{key}", None, deployment)


def _listing(model: type[PlanPart], key: str, parent: ListSheet | None, deployment: Deployment) -> Iterator[ListSheet]:
    fields = tuple(all_fields(model, deployment))
    if parent:
        own = parent.name_field
        if own.in_languages:
            # One text, in whichever language, is enough to find the entry.
            own = replace(own, kind=FieldKind.PLAIN, type=Plain)
        fields = (replace(own, key=PARENT, name=column_name(PARENT)), *fields)
    found = ListSheet(key, _hint_of(model), fields, parent)
    yield found
    for inner, part in lists_of(model):
        yield from _listing(part, f"{key}.{inner}", found, deployment)
