"""The fields of the model as forms show them: flat, each with the kind of value that it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kamdeck.dataclass import dataclass
from kamdeck.model import FIGURES, PROVENANCE, PlanPart, keys, model_of
from kamdeck.model.account import AccountId, Currency
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.goals import Goals
from kamdeck.model.numbers import Amount, MeasuredValue, Number, Quantity, Share
from kamdeck.model.own_fields import Choice, OwnField
from kamdeck.model.periods import Month, Period, Year
from kamdeck.model.plan import Format, Include
from kamdeck.model.stages import DealStage, SalesProcess
from kamdeck.model.values import (
    OPEN_VOCABULARIES,
    Company,
    Day,
    EndDay,
    Flag,
    Id,
    Mail,
    MemberId,
    MemberOrText,
    NotesSection,
    PersonId,
    PersonOrText,
    Plain,
    StartDay,
    Text,
    Unit,
    Web,
    Word,
    YearOrDay,
)
from kamdeck.plan_io.forms.labels import Label, field_name, hint_of_field, own_label, terms_of


class FieldKind(StrEnum):
    """The kind of value that a field takes."""

    TEXT = "text"
    """A text for people, with or without languages."""
    NAME = "name"
    """A company or unit, by its id or by a name, which may have languages."""
    PLAIN = "plain"
    ID = "id"
    WORD = "word"
    FLAG = "flag"
    NUMBER = "number"
    SHARE = "share"
    MEASURE = "measure"
    """A number in a unit of its own, or a share."""
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    """A date; a month or a quarter means its first or last day."""
    YEAR_OR_DAY = "year_or_day"


IN_LANGUAGES = (FieldKind.TEXT, FieldKind.NAME)
# Annotated types are no classes, so they are compared, and only then are classes searched.
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
    # The first class that fits is taken, and a share is a number.
    (Share, FieldKind.SHARE),
    (MeasuredValue, FieldKind.MEASURE),
    (Number, FieldKind.NUMBER),
    (Year, FieldKind.YEAR),
    (Period, FieldKind.QUARTER),
    (Month, FieldKind.MONTH),
    (Word, FieldKind.WORD),
    (DealStage, FieldKind.WORD),
    (Id, FieldKind.ID),
    (Text, FieldKind.TEXT),
    (Company, FieldKind.NAME),
    (Unit, FieldKind.NAME),
)


OWN_KINDS: Mapping[str, tuple[FieldKind, Any]] = {
    "text": (FieldKind.TEXT, Text),
    "number": (FieldKind.NUMBER, Quantity),
    "share": (FieldKind.SHARE, Share),
    "amount": (FieldKind.NUMBER, Amount),
    "date": (FieldKind.DAY, Day),
    "choice": (FieldKind.WORD, Choice),
    "yes_no": (FieldKind.FLAG, Flag),
}
"""The kinds and types of the company's own fields, by their types in `kamdeck.yaml`."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form; `key` is its dotted path from the entry of a list, or from the plan's root."""

    key: str
    name: Label
    hint: Label | None
    kind: FieldKind
    type: Any
    many: bool = False
    per: Any = None
    """The type of the keys where the field has a value for each month or company; otherwise None."""
    required: bool = False
    own_words: Mapping[str, Label] = field(default_factory=dict)
    """The words of a company's own that it takes, with their names; empty where it takes those of its vocabulary."""

    @property
    def in_languages(self) -> bool:
        """Whether its values may have languages."""
        return self.kind in IN_LANGUAGES

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys along the path."""
        return tuple(self.key.split("."))

    @property
    def vocabulary(self) -> str:
        """The key of the vocabulary from which its words come; empty where there is none."""
        return (
            self.type.kind()
            if self.kind is FieldKind.WORD and not self.own_words
            else OPEN_VOCABULARIES.get(self.type, "")
        )

    @property
    def named_words(self) -> Mapping[str, Label]:
        """The names by which cells give the words that it takes; some of a vocabulary may be those of other fields."""
        return self.own_words or terms_of(self.vocabulary)

    @property
    def words(self) -> Mapping[str, Label]:
        """The names of the words that it takes, or suggests, by their keys; empty where it takes any."""
        if self.own_words or self.kind is not FieldKind.WORD:
            return self.named_words
        return {word.value: self.named_words[word.value] for word in self.type.members()}


def lists_of(model: type[PlanPart]) -> Iterator[tuple[str, type[PlanPart]]]:
    """The fields of a model that hold lists of parts, by key, each with the model of its entries."""
    for key, name in keys(model).items():
        annotation = model.model_fields[name].annotation
        inner = model_of(annotation)
        if inner and get_origin(annotation) is tuple:
            yield key, inner


def parts_of(model: type[PlanPart]) -> Iterator[tuple[str, type[PlanPart]]]:
    """The fields of a model that hold a single part, by key, each with the part's model."""
    listed = dict(lists_of(model))
    for key, name in keys(model).items():
        inner = model_of(model.model_fields[name].annotation)
        if inner and key not in listed:
            yield key, inner


def own_fields(model: type[PlanPart], deployment: Deployment = STANDARD, prefix: str = "") -> Iterator[FormField]:
    """The fields of a model that hold values rather than parts; their keys begin with `prefix`."""
    # In `model_fields`, pydantic has taken the outermost `Annotated` apart, and `_ALIASES` could not be compared.
    hints = get_type_hints(model, include_extras=True)
    for key, name in keys(model).items():
        field, annotation = model.model_fields[name], hints[name]
        # Goals and notes are fields of their own: `figure_fields` and `note_fields`.
        if model_of(field.annotation) or annotation in (Goals, dict[NotesSection, Text]):
            continue
        name_of_field, hint = field_name(model.__name__, key), hint_of_field(model, key, name, field.description or "")
        found = FormField(f"{prefix}{key}", name_of_field, hint, *_value_type(annotation), field.is_required())
        yield _of_process(found, deployment.process) if found.type is DealStage else found
    for own in deployment.fields_of(model).values():
        yield _of_company(own, prefix)


def _of_company(own: OwnField, prefix: str) -> FormField:
    """The form's field of a company's own."""
    kind, leaf = OWN_KINDS[own.kind]
    words = {key: own_label(key, name) for key, name in own.words}
    key = f"{prefix}{own.key}"
    return FormField(key, own_label(key, own.name), own_label(key, own.name), kind, leaf, own_words=words)


def _of_process(stage: FormField, process: SalesProcess) -> FormField:
    """The field of a deal's stage with the company's stages."""
    if not process.own:
        return stage
    words = {each: own_label(each, each.name) for each in process.stages if each.name}
    named = {str(each): words.get(each) or terms_of(stage.vocabulary)[each.meaning] for each in process.stages}
    return replace(stage, own_words=named, hint=Label("", ", ".join(process.ids)))


def all_fields(model: type[PlanPart], deployment: Deployment) -> Iterator[FormField]:
    """The fields of a list's entry, including those of its single parts; the source and its date come last."""
    yield from sorted(_with_parts(model, deployment, ""), key=lambda field: field.key in PROVENANCE)


def figure_fields(prefix: str) -> Iterator[FormField]:
    """A field for the goal of each figure."""
    for name, kind in FIGURES.items():
        name_of_figure = terms_of("figure").get(name) or field_name("", name)
        yield FormField(
            f"{prefix}{name}", name_of_figure, None, FieldKind.SHARE if kind is Share else FieldKind.NUMBER, kind
        )


def note_fields(prefix: str) -> Iterator[FormField]:
    """A field for the speaker notes of each section."""
    for section in NotesSection:
        yield FormField(f"{prefix}{section.value}", terms_of("section")[section.value], None, FieldKind.TEXT, Text)


def _with_parts(model: type[PlanPart], deployment: Deployment, prefix: str) -> Iterator[FormField]:
    single = dict(parts_of(model))
    flat = {field.key: field for field in own_fields(model, deployment, prefix)}
    for key in keys(model):
        if key in single:
            yield from _with_parts(single[key], deployment, f"{prefix}{key}.")
        elif f"{prefix}{key}" in flat:
            yield flat[f"{prefix}{key}"]
    yield from (flat[f"{prefix}{key}"] for key in deployment.fields_of(model))


def _value_type(annotation: Any) -> tuple[FieldKind, Any, bool, Any]:
    """The kind and type of a field's values, whether it holds several, and the type of their keys."""
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
