"""The base classes of a plan's parts: each field has an audience, and each fact can name its source."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from kamdeck.model.deployment import STANDARD
from kamdeck.model.own_fields import ExtraValue, read_extra
from kamdeck.model.paths import Where
from kamdeck.model.scalars import article
from kamdeck.model.values import Day, FactAudience, Flag, Text

Audience = Literal["internal", "everyone"]
Edition = Literal["internal", "customer"]
"""For whom documents are: for us, or for the customer, who sees only what fields declare for everyone."""


def internal(description: str, default: Any = None, *, alias: str | None = None) -> Any:
    """A field that only we may see.

    Args:
        description: What the field holds, for the schema, workbooks and documentation.
        default: The value where the field is not given; `...` makes it required.
        alias: The key in the plan file, where it cannot be the name of an attribute.
    """
    return Field(default, alias=alias, description=description, json_schema_extra={"audience": "internal"})


def everyone(description: str, default: Any = None, *, alias: str | None = None) -> Any:
    """A field that the customer may see, too; the arguments are those of `internal`."""
    return Field(default, alias=alias, description=description, json_schema_extra={"audience": "everyone"})


def shareable(description: str, default: Any = None) -> Any:
    """A field that is internal, unless its fact says `shared: yes`; the arguments are those of `internal`."""
    return Field(default, description=description, json_schema_extra={"audience": "internal", "shared": True})


ExtraField = Annotated[
    Any,
    GetPydanticSchema(lambda source, handler: core_schema.with_info_plain_validator_function(read_extra)),
    WithJsonSchema({}),
]
"""The type of values under keys that the model does not have."""


class _Building:
    """The class whose validator is being built, one at a time."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._class: type | None = None

    @contextmanager
    def of(self, kind: type) -> Iterator[None]:
        """While the validator of a class is built; other threads wait."""
        with self._lock:
            before, self._class = self._class, kind
            try:
                yield
            finally:
                self._class = before

    def is_of(self, kind: type) -> bool:
        """Whether the validator of this class is being built."""
        return self._class is kind


_BUILDING = _Building()


class PlanPart(BaseModel):
    """A mapping of the plan; it is false if no field in it was given."""

    # A key that the model does not have is one of the company's own fields. All others are errors: most are misspelt,
    # and ignoring one would lose its value without a word.
    model_config = ConfigDict(
        extra="allow", frozen=True, validate_by_name=True, validate_by_alias=True, defer_build=True
    )
    if TYPE_CHECKING:
        __pydantic_extra__: dict[str, ExtraField] = Field(init=False)
    else:
        # Without a default: a copy of a part without such keys would find it on the class.
        __pydantic_extra__: dict[str, ExtraField]

    noun: ClassVar[str] = ""
    """What messages call this part, with its article; by default the class's name in words."""

    @classmethod
    def noun_phrase(cls) -> str:
        """The noun with its article, for messages: "an action"."""
        return cls.noun or article(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower())

    @classmethod
    def absent(cls) -> Self:
        """What a field holds whose mapping a plan does not have."""
        # Nothing is validated, so that the validator of the class need not be built.
        return cls.model_construct()

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Build the class's validator, which pydantic does when a part of the class is first read.

        To build all of them takes a tenth of a command's time, and a plan has a part of a quarter of the classes only.
        """
        with _BUILDING.of(cls):
            return super().model_rebuild(**options)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if _BUILDING.is_of(cls):
            return handler(source)
        # In the class of a part around it. Otherwise its validator would be built with that of the other class.
        # The reference, of the form that pydantic gives, makes a JSON Schema define the class once by its name.
        ref = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"
        return core_schema.with_info_plain_validator_function(cls._read, ref=ref)

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Self:
        return cls.model_validate(value, context=info.context)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if schema["type"] == "function-plain":
            cls.model_rebuild()
            schema = cls.__pydantic_core_schema__
        return handler(schema)

    @model_validator(mode="before")
    @classmethod
    def _with_own_fields(cls, raw: Any, info: ValidationInfo) -> Any:
        """A known key without a value counts as not given; other keys are those of the company's fields, or unknown."""
        if not isinstance(raw, dict):
            return raw
        known, deployment = _known_keys(cls), info.context.deployment if info.context is not None else STANDARD
        if not deployment.fields and known.issuperset(raw):
            if all(value is not None and value != "" for value in raw.values()):
                return raw
            return {key: value for key, value in raw.items() if value not in (None, "")}
        own = deployment.fields_of(cls)
        found = {key: value for key, value in raw.items() if key in known and value not in (None, "")}
        found |= {key: ExtraValue(own.get(key), raw[key], tuple(own)) for key in raw if key not in known}
        # A field of the company that is not given is None, so that a layout can name it.
        found |= {key: ExtraValue(field, None) for key, field in own.items() if key not in raw}
        # The same in mappings that are not given: they are read as empty ones.
        holding = deployment.keys_to_fields(cls)
        return {**{key: {} for key in _single_parts(cls) if key in holding}, **found}

    @property
    def own(self) -> Mapping[str, Any]:
        """The values of the company's own fields by their keys; None where one is not given."""
        return self.__pydantic_extra__ or {}

    def __bool__(self) -> bool:
        return any(_given(getattr(self, name)) for name in self.model_fields_set)


PROVENANCE = ("as_of", "source", "confirmed", "audience")
"""The fields that say where a fact comes from, and who may see it."""


class SourcedPart(PlanPart):
    """A mapping that can say on which date it was true, and who says so."""

    as_of: Day | None = internal("The date at which this was so.")
    source: Text | None = internal("Where we know this from.")


class Fact(SourcedPart):
    """A mapping in a list; it can also say whether it is confirmed, and that only we may see it."""

    confirmed: Flag | None = internal("Whether this has been confirmed.")
    audience: FactAudience | None = internal("internal: only we may see this, whatever its fields say.")


def _given(value: Any) -> bool:
    # 0 and False were written by somebody, unlike an empty text or list.
    return bool(value) or (isinstance(value, bool | int | float) and value is not None)


def keys(model: type[BaseModel]) -> dict[str, str]:
    """The keys of a plan file with the attributes that hold them: {"from": "from_"}."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def audience(model: type[BaseModel] | BaseModel, field: str) -> Audience:
    """Who may see a field, which is named by its attribute or its key; fields without a declaration are internal."""
    kind = model if isinstance(model, type) else type(model)
    name = field if field in kind.model_fields else keys(kind).get(field, field)
    extra = kind.model_fields[name].json_schema_extra
    # The default is internal, so that a forgotten declaration never shows a fact to the customer.
    return "everyone" if isinstance(extra, dict) and extra.get("audience") == "everyone" else "internal"


def is_shareable(model: type[BaseModel] | BaseModel, field: str) -> bool:
    """Whether a fact that says `shared: yes` shows this field, named by its attribute, to the customer."""
    kind = model if isinstance(model, type) else type(model)
    extra = kind.model_fields[field].json_schema_extra
    return isinstance(extra, dict) and extra.get("shared") is True


def model_of(annotation: Any) -> type[PlanPart] | None:
    """The class of the part or parts that a field holds, by the field's annotation; None if it holds no parts."""
    if isinstance(annotation, type) and issubclass(annotation, PlanPart):
        return annotation
    # Annotations such as `Ceo | None` and `tuple[Person, ...]` hold the class among their arguments.
    return next((found for inner in get_args(annotation) if (found := model_of(inner))), None)


def model_at(root: type[PlanPart], place: Where) -> type[PlanPart] | None:
    """The class of the part at a path: ("profile", "people", 3) → Person."""
    found: type[PlanPart] | None = root
    for step in place:
        # An index leads from a list to an entry of the same model.
        if isinstance(step, int) or found is None:
            continue
        name = keys(found).get(step)
        found = model_of(found.model_fields[name].annotation) if name else None
    return found


def facts(part: PlanPart, path: str = "") -> Iterator[tuple[str, Fact]]:
    """Every fact in a part, with its path: ("profile.people[3]", Person)."""
    for name, key in _parts(type(part)):
        value, here = getattr(part, name), f"{path}.{key}".lstrip(".")
        if isinstance(value, PlanPart):
            yield from facts(value, here)
        for index, entry in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(entry, Fact):
                yield f"{here}[{index}]", entry
            yield from facts(entry, f"{here}[{index}]")


# Each mapping of a plan is compared with the keys of its class.
@lru_cache(maxsize=128)
def _known_keys(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(keys(model)) | frozenset(model.model_fields)


@lru_cache(maxsize=128)
def _single_parts(model: type[PlanPart]) -> tuple[str, ...]:
    """The keys of the parts that a mapping has once, and that need not be given."""
    fields = model.model_fields.items()
    single = ((field.alias or name, field) for name, field in fields if model_of(field.annotation))
    return tuple(key for key, field in single if get_origin(field.annotation) is not tuple and not field.is_required())


@lru_cache(maxsize=128)
def _parts(model: type[PlanPart]) -> tuple[tuple[str, str], ...]:
    """The fields of a part that hold parts, each with its key."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if model_of(field.annotation))
