"""The plan's model goes in, the sheets of its form come out: lists with a row a fact, and pages with a row a field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kamdeck.documented import documentation_of
from kamdeck.plan.form.fields import Field, all_fields, figure_fields, lists_of, note_fields, own_fields, parts_of
from kamdeck.plan.form.names import column_name, field_name, sheet_name
from kamdeck.plan.model import Part, Plan, keys
from kamdeck.plan.values import Text

PARENT = "in"
"""The column that names the entry of another sheet to which a row belongs."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields of one part under a heading; `way` is the part's place in the plan, with a dot behind it."""

    way: str
    name: Text
    hint: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet on which each row is a field."""

    key: str
    groups: tuple[Group, ...]

    @property
    def name(self) -> Text:
        """What it is called."""
        return sheet_name(self.key)

    @property
    def fields(self) -> dict[str, Field]:
        """Its fields by their keys."""
        return {field.key: field for group in self.groups for field in group.fields}


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet on which each row is a fact; `parent` is the sheet of what a row belongs to, where it does."""

    key: str
    hint: str
    fields: tuple[Field, ...]
    parent: "Listing | None" = None

    @property
    def name(self) -> Text:
        """What it is called."""
        return sheet_name(self.key)

    @property
    def steps(self) -> tuple[str, ...]:
        """Where its list stands in what holds it."""
        return tuple(self.key.removeprefix(f"{self.parent.key}." if self.parent else "").split("."))

    def field(self, key: str) -> Field | None:
        """A field by its key."""
        return next((field for field in self.fields if field.key == key), None)


@lru_cache
def sheets() -> tuple[Page | Listing, ...]:
    """All sheets in their order."""
    return tuple(_sheets())


@lru_cache
def listings() -> dict[str, Listing]:
    """The sheets of lists by their keys."""
    return {sheet.key: sheet for sheet in sheets() if isinstance(sheet, Listing)}


@lru_cache
def pages() -> dict[str, Page]:
    """The sheets of fields by their keys."""
    return {sheet.key: sheet for sheet in sheets() if isinstance(sheet, Page)}


def _sheets() -> Iterator[Page | Listing]:
    inner: dict[str, list[Group]] = {}
    for group in _groups(Plan, "", "Plan"):
        inner.setdefault(_page_of(group.way), []).append(group)
    for listing in _listings(Plan, ""):
        page = _page_of(listing.key)
        if page in inner:
            yield Page(page, tuple(inner.pop(page)))
        yield listing


def _page_of(way: str) -> str:
    """The page on which the fields at a place stand."""
    return {"profile": "profile", "strategy": "value"}.get(way.split(".")[0], "plan")


def _groups(model: type[Part], way: str, called: str) -> Iterator[Group]:
    """The fields of the plan that stand in no list, part by part."""
    described = " ".join(documentation_of(model).split())
    name = sheet_name("plan") if not way else field_name(called, way.rstrip(".").split(".")[-1])
    own = tuple(own_fields(model, way))
    if own:
        yield Group(way, name, described, own)
    for key, inner in parts_of(model):
        yield from _groups(inner, f"{way}{key}.", model.__name__)
    if model is Plan:
        for key, fields in (("goals", figure_fields), ("notes", note_fields)):
            described = Plan.model_fields[key].description or ""
            yield Group(f"{key}.", field_name("Plan", key), described, tuple(fields(f"{key}.")))


def _listings(model: type[Part], way: str) -> Iterator[Listing]:
    """The lists of the plan in the order of its fields, with the lists in their entries."""
    single, listed = dict(parts_of(model)), dict(lists_of(model))
    for key in keys(model):
        if key in single:
            yield from _listings(single[key], f"{way}{key}.")
        elif key in listed:
            yield from _listing(listed[key], f"{way}{key}", None)


def _listing(model: type[Part], key: str, parent: Listing | None) -> Iterator[Listing]:
    described = " ".join(documentation_of(model).split())
    fields = tuple(all_fields(model))
    if parent:
        own = next(field for field in parent.fields if field.key == "id")
        fields = (replace(own, key=PARENT, name=column_name(PARENT), hint=own.hint), *fields)
    found = Listing(key, described, fields, parent)
    yield found
    for inner, part in lists_of(model):
        yield from _listing(part, f"{key}.{inner}", found)
