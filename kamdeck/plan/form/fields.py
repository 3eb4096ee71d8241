"""A part of the model goes in, its fields as a form shows them come out: flat, each with what may be written there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kamdeck.plan.form.names import field_name, terms_of
from kamdeck.plan.model import FIGURES, WHO_SAYS_SO, Part, keys, model_of
from kamdeck.plan.model.account import AccountId, Currency
from kamdeck.plan.model.goals import Goals
from kamdeck.plan.model.plan import Format, Include
from kamdeck.plan.numbers import Number, Share
from kamdeck.plan.times import Month, Quarter, Year
from kamdeck.plan.values import (
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
    PersonId,
    PersonOrText,
    Plain,
    Section,
    StartDay,
    Text,
    Theme,
    Unit,
    Web,
    Word,
    YearOrDay,
)


class Kind(StrEnum):
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


IN_LANGUAGES = (Kind.TEXT, Kind.NAME)
OPEN: dict[Any, str] = {Category: "category", Theme: "theme", Lane: "lane"}
"""The vocabularies that take any other word as well."""
_ALIASES: tuple[tuple[Any, Kind, Any], ...] = (
    (Day, Kind.DAY, Day),
    (StartDay, Kind.SPAN, StartDay),
    (EndDay, Kind.SPAN, EndDay),
    (YearOrDay, Kind.YEAR_OR_DAY, YearOrDay),
    (Flag, Kind.FLAG, Flag),
    (Plain, Kind.PLAIN, Plain),
    (Web, Kind.PLAIN, Web),
    (Mail, Kind.PLAIN, Mail),
    (PersonOrText, Kind.TEXT, PersonId),
    (MemberOrText, Kind.TEXT, MemberId),
    (AccountId, Kind.PLAIN, AccountId),
    (Currency, Kind.PLAIN, Currency),
    (Format, Kind.NUMBER, Format),
)
_CLASSES: tuple[tuple[type, Kind], ...] = (
    (Share, Kind.SHARE),
    (Number, Kind.NUMBER),
    (Year, Kind.YEAR),
    (Quarter, Kind.QUARTER),
    (Month, Kind.MONTH),
    (Word, Kind.WORD),
    (Id, Kind.ID),
    (Text, Kind.TEXT),
    (Company, Kind.NAME),
    (Unit, Kind.NAME),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `key` is its dotted way from the sheet's row or from the plan's root."""

    key: str
    name: Text
    hint: str
    kind: Kind
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
        return self.type.kind() if self.kind is Kind.WORD else OPEN.get(self.type, "")


def lists_of(model: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    """The lists of parts that a part holds, with their keys."""
    for key, name in keys(model).items():
        annotation = model.model_fields[name].annotation
        inner = model_of(annotation)
        if inner and get_origin(annotation) is tuple:
            yield key, inner


def parts_of(model: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    """The single parts that a part holds, with their keys."""
    listed = dict(lists_of(model))
    for key, name in keys(model).items():
        inner = model_of(model.model_fields[name].annotation)
        if inner and key not in listed:
            yield key, inner


def own_fields(model: type[Part], way: str = "") -> Iterator[Field]:
    """The fields that hold no part."""
    hints = get_type_hints(model, include_extras=True)
    for key, name in keys(model).items():
        field, annotation = model.model_fields[name], hints[name]
        # Goals and notes are fields of their own: `figure_fields` and `note_fields`.
        if model_of(field.annotation) or annotation in (Goals, dict[Section, Text]):
            continue
        called, told = field_name(model.__name__, key), field.description or ""
        yield Field(f"{way}{key}", called, told, *_written(annotation), field.is_required())


def all_fields(model: type[Part], way: str = "") -> Iterator[Field]:
    """The fields of a row: those of the part, and of the single parts in it; who says so comes last."""
    yield from sorted(_with_parts(model, way), key=lambda field: field.key in WHO_SAYS_SO)


def figure_fields(way: str) -> Iterator[Field]:
    """A goal for each figure."""
    for name, kind in FIGURES.items():
        shown = terms_of("figure").get(name) or field_name("", name)
        yield Field(f"{way}{name}", shown, "", Kind.SHARE if kind is Share else Kind.NUMBER, kind)


def note_fields(way: str) -> Iterator[Field]:
    """The speaker notes of each section."""
    for section in Section:
        yield Field(f"{way}{section.value}", terms_of("section")[section.value], "", Kind.TEXT, Text)


def _with_parts(model: type[Part], way: str) -> Iterator[Field]:
    single = dict(parts_of(model))
    flat = {field.key: field for field in own_fields(model, way)}
    for key in keys(model):
        if key in single:
            yield from _with_parts(single[key], f"{way}{key}.")
        elif f"{way}{key}" in flat:
            yield flat[f"{way}{key}"]


def _written(annotation: Any) -> tuple[Kind, Any, bool, Any]:
    """The kind and type of a field's values, whether there are many, and what each is for."""
    if annotation == Include:
        return Kind.PLAIN, Include, True, None
    if get_origin(annotation) is tuple:
        return (*_leaf(get_args(annotation)[0]), True, None)
    if get_origin(annotation) is dict:
        per, value = get_args(annotation)
        return (*_leaf(value), False, per)
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    return (*_leaf(annotation), False, None)


def _leaf(annotation: Any) -> tuple[Kind, Any]:
    for alias, kind, leaf in _ALIASES:
        if annotation == alias:
            return kind, leaf
    return next((kind, annotation) for known, kind in _CLASSES if issubclass(annotation, known))
