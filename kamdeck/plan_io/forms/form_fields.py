"""A part of the model goes in, its fields as a form shows them come out: flat, each with what may be written there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kamdeck.model import FIGURES, PROVENANCE, PlanPart, keys, model_of
from kamdeck.model.account import AccountId, Currency
from kamdeck.model.goals import Goals
from kamdeck.model.numbers import Number, Share
from kamdeck.model.periods import Month, Quarter, Year
from kamdeck.model.plan import Format, Include
from kamdeck.model.values import (
    Category,
    Company,
    Day,
    EndDay,
    Flag,
    Id,
    Lane,
    Mail,
    MemberId,
    MemberOrText,
    NotesSection,
    PersonId,
    PersonOrText,
    Plain,
    StartDay,
    StrategyTheme,
    Text,
    Unit,
    Web,
    Word,
    YearOrDay,
)
from kamdeck.plan_io.forms.labels import field_name, terms_of


class FieldKind(StrEnum):
    """What is written in a field."""

    TEXT = "text"
    """A human text, in languages or plain."""
    NAME = "name"
    """The same, for a company or a unit: an id or a name."""
    PLAIN = "plain"
    ID = "id"
    WORD = "word"
    FLAG = "flag"
    NUMBER = "number"
    SHARE = "share"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    """A day; a month or a quarter stands for its first or last one."""
    YEAR_OR_DAY = "year_or_day"


IN_LANGUAGES = (FieldKind.TEXT, FieldKind.NAME)
OPEN: dict[Any, str] = {Category: "category", StrategyTheme: "theme", Lane: "lane"}
"""The vocabularies that take any other word as well."""
_ALIASES: tuple[tuple[Any, FieldKind, Any], ...] = (
    (Day, FieldKind.DAY, Day),
    (StartDay, FieldKind.SPAN, StartDay),
    (EndDay, FieldKind.SPAN, EndDay),
    (YearOrDay, FieldKind.YEAR_OR_DAY, YearOrDay),
    (Flag, FieldKind.FLAG, Flag),
    (Plain, FieldKind.PLAIN, Plain),
    (Web, FieldKind.PLAIN, Web),
    (Mail, FieldKind.PLAIN, Mail),
    (PersonOrText, FieldKind.TEXT, PersonId),
    (MemberOrText, FieldKind.TEXT, MemberId),
    (AccountId, FieldKind.PLAIN, AccountId),
    (Currency, FieldKind.PLAIN, Currency),
    (Format, FieldKind.NUMBER, Format),
)
_CLASSES: tuple[tuple[type, FieldKind], ...] = (
    (Share, FieldKind.SHARE),
    (Number, FieldKind.NUMBER),
    (Year, FieldKind.YEAR),
    (Quarter, FieldKind.QUARTER),
    (Month, FieldKind.MONTH),
    (Word, FieldKind.WORD),
    (Id, FieldKind.ID),
    (Text, FieldKind.TEXT),
    (Company, FieldKind.NAME),
    (Unit, FieldKind.NAME),
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form; `key` is its dotted way from the sheet's row or from the plan's root."""

    key: str
    name: Text
    hint: str
    kind: FieldKind
    type: Any
    many: bool = False
    per: Any = None
    """The type of the keys, where there is a value for each month or company."""
    required: bool = False

    @property
    def in_languages(self) -> bool:
        """Whether it may be written in languages."""
        return self.kind in IN_LANGUAGES

    @property
    def steps(self) -> tuple[str, ...]:
        """The way as keys."""
        return tuple(self.key.split("."))

    @property
    def vocabulary(self) -> str:
        """The kind of the words that it may hold, or nothing."""
        return self.type.kind() if self.kind is FieldKind.WORD else OPEN.get(self.type, "")


def lists_of(model: type[PlanPart]) -> Iterator[tuple[str, type[PlanPart]]]:
    """The lists of parts that a part holds, with their keys."""
    for key, name in keys(model).items():
        annotation = model.model_fields[name].annotation
        inner = model_of(annotation)
        if inner and get_origin(annotation) is tuple:
            yield key, inner


def parts_of(model: type[PlanPart]) -> Iterator[tuple[str, type[PlanPart]]]:
    """The single parts that a part holds, with their keys."""
    listed = dict(lists_of(model))
    for key, name in keys(model).items():
        inner = model_of(model.model_fields[name].annotation)
        if inner and key not in listed:
            yield key, inner


def own_fields(model: type[PlanPart], way: str = "") -> Iterator[FormField]:
    """The fields that hold no part."""
    hints = get_type_hints(model, include_extras=True)
    for key, name in keys(model).items():
        field, annotation = model.model_fields[name], hints[name]
        # Goals and notes are fields of their own: `figure_fields` and `note_fields`.
        if model_of(field.annotation) or annotation in (Goals, dict[NotesSection, Text]):
            continue
        called, told = field_name(model.__name__, key), field.description or ""
        yield FormField(f"{way}{key}", called, told, *_written(annotation), field.is_required())


def all_fields(model: type[PlanPart], way: str = "") -> Iterator[FormField]:
    """The fields of a row: those of the part, and of the single parts in it; who says so comes last."""
    yield from sorted(_with_parts(model, way), key=lambda field: field.key in PROVENANCE)


def figure_fields(way: str) -> Iterator[FormField]:
    """A goal for each figure."""
    for name, kind in FIGURES.items():
        shown = terms_of("figure").get(name) or field_name("", name)
        yield FormField(f"{way}{name}", shown, "", FieldKind.SHARE if kind is Share else FieldKind.NUMBER, kind)


def note_fields(way: str) -> Iterator[FormField]:
    """The speaker notes of each section."""
    for section in NotesSection:
        yield FormField(f"{way}{section.value}", terms_of("section")[section.value], "", FieldKind.TEXT, Text)


def _with_parts(model: type[PlanPart], way: str) -> Iterator[FormField]:
    single = dict(parts_of(model))
    flat = {field.key: field for field in own_fields(model, way)}
    for key in keys(model):
        if key in single:
            yield from _with_parts(single[key], f"{way}{key}.")
        elif f"{way}{key}" in flat:
            yield flat[f"{way}{key}"]


def _written(annotation: Any) -> tuple[FieldKind, Any, bool, Any]:
    """The kind and type of a field's values, whether there are many, and what each is for."""
    if annotation == Include:
        return FieldKind.PLAIN, Include, True, None
    if get_origin(annotation) is tuple:
        return (*_leaf(get_args(annotation)[0]), True, None)
    if get_origin(annotation) is dict:
        per, value = get_args(annotation)
        return (*_leaf(value), False, per)
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    return (*_leaf(annotation), False, None)


def _leaf(annotation: Any) -> tuple[FieldKind, Any]:
    for alias, kind, leaf in _ALIASES:
        if annotation == alias:
            return kind, leaf
    return next((kind, annotation) for known, kind in _CLASSES if issubclass(annotation, known))
