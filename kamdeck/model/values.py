"""The types of values in a plan; documents choose the format of a value by its type.

Numbers, periods and enumerations are defined in modules of their own; import them from here.
"""

from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar, Self

from pydantic import GetPydanticSchema, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from kamdeck.characters import look_alike, remark, visible
from kamdeck.dataclass import dataclass
from kamdeck.lexicon import all_words
from kamdeck.model.dates import read_day, read_end, read_start, read_year_or_day
from kamdeck.model.numbers import Amount, CustomerAmount, Days, MeasuredValue, Quantity, Ratio, Score, Share, Strength
from kamdeck.model.periods import Month, Period, PeriodKind, Quarter, Year
from kamdeck.model.scalars import ScalarType, invalid_value, quoted, scalar, tidied
from kamdeck.model.texts import Category, Lane, StrategyTheme, Text
from kamdeck.model.vocabulary import (
    ActionStatus,
    Circle,
    Contact,
    FactAudience,
    Health,
    HistoryKind,
    InfluenceKind,
    Language,
    Level,
    MeddpiccElement,
    MoneyUnit,
    NotesSection,
    PlanStatus,
    Priority,
    PromiseStatus,
    Relationship,
    RiskLevel,
    RoadmapStatus,
    Role,
    Stage,
    Support,
    SupportKind,
    SupportStatus,
    Threat,
    Tier,
    WhitespaceStatus,
    Word,
    spelling,
)
from kamdeck.model.year_calendar import CALENDAR, YearCalendar

__all__ = [
    "ActionId",
    "ActionStatus",
    "Amount",
    "Category",
    "Circle",
    "Company",
    "Contact",
    "CustomerAmount",
    "Day",
    "Days",
    "DealId",
    "EndDay",
    "FactAudience",
    "Flag",
    "Health",
    "HistoryKind",
    "Id",
    "InfluenceKind",
    "Lane",
    "Language",
    "Level",
    "Mail",
    "MailAddress",
    "MeasuredValue",
    "MeddpiccElement",
    "MemberId",
    "MemberOrText",
    "MoneyUnit",
    "Month",
    "NotesSection",
    "OfferingId",
    "Period",
    "PeriodKind",
    "PersonId",
    "PersonOrText",
    "Plain",
    "PlanStatus",
    "Priority",
    "PromiseStatus",
    "Quantity",
    "Quarter",
    "Ratio",
    "Relationship",
    "RiskLevel",
    "RoadmapStatus",
    "Role",
    "Score",
    "Share",
    "Stage",
    "StartDay",
    "StrategyTheme",
    "Strength",
    "Support",
    "SupportKind",
    "SupportStatus",
    "Text",
    "Threat",
    "Tier",
    "Unit",
    "Web",
    "WebAddress",
    "WhitespaceStatus",
    "Word",
    "Year",
    "YearOrDay",
]


OPEN_VOCABULARIES: dict[Any, str] = {Category: "category", StrategyTheme: "theme", Lane: "lane"}
"""Types that accept other words besides those of a vocabulary, each with the key of the vocabulary's terms."""


def vocabulary_key(text: Text) -> str:
    """The key of the term that a text of an open vocabulary stands for if it is one of its words; empty for others."""
    vocabulary = OPEN_VOCABULARIES.get(type(text), "")
    return f"{vocabulary}.{text.plain.lower()}" if vocabulary and text.plain else ""


class Id(ScalarType, str):
    """A reference by id. In a whole plan, an entry of the list `list_path` must have the id; `noun` names the entry."""

    __slots__ = ()
    noun: ClassVar[str]
    list_path: ClassVar[str]

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The id of an entry of the plan.

        Raises:
            PydanticCustomError: If the plan has no such id; the message suggests a similar one.
        """
        text = scalar(value, f"the id of {cls.noun}")
        # Without a catalogue, a part is read by itself, and any id is accepted.
        known = info.context.ids(cls) if info.context is not None else None
        if known is None or text in known:
            return cls(text)
        if info.context is not None and (meant := info.context.id_named(cls, text)):
            raise invalid_value(f"{quoted(text)} is the name of {cls.noun} in {cls.list_path}; write the id '{meant}'")
        fix = f"; add it to {cls.list_path}, or correct it"
        raise invalid_value(f"{quoted(text)} is not the id of {cls.noun} in {cls.list_path}", text, known, fix)


class PersonId(Id):
    """The id of one of the customer's people."""

    __slots__ = ()
    noun, list_path = "a person", "profile.people"


class MemberId(Id):
    """The id of one of our team members."""

    __slots__ = ()
    noun, list_path = "a team member", "team"


class DealId(Id):
    """The id of a deal."""

    __slots__ = ()
    noun, list_path = "a deal", "deals"


class ActionId(Id):
    """The id of an action."""

    __slots__ = ()
    noun, list_path = "an action", "actions"


class OfferingId(Id):
    """The id of an offering."""

    __slots__ = ()
    noun, list_path = "an offering", "vendor.offerings"


@dataclass(frozen=True, slots=True)
class CatalogueEntry(ScalarType):
    """A company or unit; all fields of a plan that name it hold equal values. `id` is None if the plan lists none."""

    id: str | None
    name: Text

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """From an id, a name in any language, an alias, or a name that is not listed.

        Raises:
            PydanticCustomError: If the name looks like another one of the plan without being the same.
        """
        if isinstance(value, cls):
            return value
        name = Text.read(value, info)
        if info.context is None:
            return cls(None, name)
        # Checked before the look-up, which would register a look-alike as another company or unit.
        if other := info.context.look_alike(cls, name):
            raise _look_alike_error(name, other)
        found: Self = info.context.named(cls, name)
        return found

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The schema of a text."""
        return Text.json_schema()


@dataclass(frozen=True, slots=True)
class Company(CatalogueEntry):
    """A company, which `companies` may list; `ours` marks our own. `aliases` are its other names."""

    ours: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit(CatalogueEntry):
    """A unit of the customer, which `units` may list. `aliases` are its other names."""

    aliases: tuple[str, ...] = ()


def _look_alike_error(text: Text, listed: str) -> PydanticCustomError:
    """The error for a text that looks like a listed name but has other characters, and so would be another thing."""
    part = next(part for part in text.parts if look_alike(part, listed))
    return invalid_value(f"{quoted(part)} looks like '{visible(listed)}', but {remark(part, listed)}; type it again")


def read_flag(value: Any) -> bool:
    """True or false; yes and no are accepted in each language of the lexicon.

    Raises:
        PydanticCustomError: If it is none of these words.
    """
    if isinstance(value, bool):
        return value
    found = _flag(spelling(value)) if isinstance(value, str) else None
    if found is None:
        raise invalid_value(f"expected true or false (or yes, no), found {quoted(value)}")
    return found


def _flag(word: str) -> bool | None:
    if word in all_words("affirmative"):
        return True
    return False if word in all_words("negative") else None


def _read_plain(value: Any) -> str:
    text = tidied(scalar(value, "a text"))
    if text:
        return text
    raise invalid_value(f"expected a text, found {quoted(text)}")


def _id_or_text(value: Any, info: ValidationInfo, kind: type[Id]) -> Any:
    """An id of the plan, or any other text; a text that looks like an id but has other characters is an error."""
    # An id is looked for first, so that a person who is in the plan is never shown as free text.
    known = info.context.ids(kind) if info.context is not None else ()
    if isinstance(value, str) and value.strip() in known:
        return kind(value.strip())
    found = Text.read(value, info)
    if other := next((each for part in found.parts for each in known if look_alike(part, each)), None):
        raise _look_alike_error(found, other)
    return found


def _read_by(reader: Any) -> GetPydanticSchema:
    return GetPydanticSchema(lambda source, handler: core_schema.no_info_plain_validator_function(reader))


def _read_with_context(reader: Any) -> GetPydanticSchema:
    return GetPydanticSchema(lambda source, handler: core_schema.with_info_plain_validator_function(reader))


def _calendar(info: ValidationInfo) -> YearCalendar:
    found: YearCalendar = info.context.deployment.calendar if info.context is not None else CALENDAR
    return found


def _read_start(value: Any, info: ValidationInfo) -> date:
    return read_start(value, _calendar(info))


def _read_end(value: Any, info: ValidationInfo) -> date:
    return read_end(value, _calendar(info))


DAY: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
PERIOD: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-([0-9]{2}(-[0-9]{2})?|Q[1-4])$"}
YEAR_OR_DAY: dict[str, Any] = {"anyOf": [DAY, Year.json_schema()]}
# Editors suggest what the schema lists, so it does not have every spelling that is read.
FLAG: dict[str, Any] = {"enum": [True, False, "true", "false", "yes", "no"]}

Day = Annotated[date, _read_by(read_day), WithJsonSchema(DAY)]
StartDay = Annotated[date, _read_with_context(_read_start), WithJsonSchema(PERIOD)]
EndDay = Annotated[date, _read_with_context(_read_end), WithJsonSchema(PERIOD)]
YearOrDay = Annotated[date | Year, _read_with_context(read_year_or_day), WithJsonSchema(YEAR_OR_DAY)]
Flag = Annotated[bool, _read_by(read_flag), WithJsonSchema(FLAG)]


class WebAddress(str):
    """The address of a web page, as it was written; documents show it as a link."""

    __slots__ = ()


class MailAddress(str):
    """A mail address, as it was written; documents show it as a link."""

    __slots__ = ()


Plain = Annotated[str, _read_by(_read_plain), WithJsonSchema({"type": "string"})]
Web = Annotated[WebAddress, _read_by(lambda value: WebAddress(_read_plain(value))), WithJsonSchema({"type": "string"})]
Mail = Annotated[
    MailAddress, _read_by(lambda value: MailAddress(_read_plain(value))), WithJsonSchema({"type": "string"})
]
PersonOrText = Annotated[
    PersonId | Text, _read_with_context(partial(_id_or_text, kind=PersonId)), WithJsonSchema(Text.json_schema())
]
MemberOrText = Annotated[
    MemberId | Text, _read_with_context(partial(_id_or_text, kind=MemberId)), WithJsonSchema(Text.json_schema())
]
