"""`dataclass` of the standard library, for classes that a command imports and rarely makes objects of.

The standard library compiles the source of six methods for a frozen class, which takes half a millisecond; a review
imports hundreds of classes, makes objects of less than half of them, and compares those of a few. Here the fields of a
class are put together when they are first needed. Only `__init__` is compiled, once for all classes whose fields differ
in nothing but their names; the other methods are closures over the names of the fields.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial
from operator import attrgetter
from types import CodeType, FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, get_origin

_MISSING = dataclasses.MISSING
_NONE = object()
"""In place of a default, which may be anything."""


def _dataclass(
    cls: type | None = None,
    /,
    *,
    init: bool = True,
    eq: bool = True,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
) -> Any:
    """The decorator of the standard library with some of its arguments, and without `InitVar` and `KW_ONLY`.

    `field`, `fields`, `replace` and `asdict` of the standard library work with its classes.
    """

    def decorated(cls: type) -> type:
        # Where there is none, as under -OO, the standard library would write one with the signature of `__init__`.
        cls.__doc__ = cls.__doc__ or cls.__name__
        fields, written = _Fields(cls, kw_only), vars(cls)
        late = dict(_ALWAYS)
        if init:
            late["__init__"] = partial(_init, frozen=frozen)
        if eq:
            late["__eq__"] = _eq
        added: dict[str, Any] = {name: _Late(fields, name, make) for name, make in late.items()}
        if frozen:
            added |= _FROZEN_SLOTS if slots else _FROZEN
        added = {name: value for name, value in added.items() if name not in written}
        # Python sets the hash of a class with an own `__eq__` to None.
        if eq and written.get("__hash__") is None:
            added["__hash__"] = _Late(fields, "__hash__", _hash) if frozen else None
        added["__own_fields__"] = fields
        fields.owner = _with_slots(cls, fields.names, added) if slots else _with(cls, fields, added)
        return fields.owner

    return decorated if cls is None else decorated(cls)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass

Field = dataclasses.Field[Any]


class _Late:
    """An attribute of a class until it is looked up first, be it for a call, a comparison or a signature."""

    def __init__(self, fields: "_Fields", name: str, make: Callable[["_Fields"], Any]) -> None:
        self._fields, self._name, self._make = fields, name, make

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        made = self._make(self._fields)
        setattr(self._fields.owner, self._name, made)
        return made if instance is None or not isinstance(made, FunctionType) else made.__get__(instance)


class _Fields:
    """The fields of a class: those of its bases, then its own."""

    def __init__(self, cls: type, kw_only: bool) -> None:
        self.owner, self._kw_only = cls, kw_only
        written = vars(cls).get("__annotations__", {})
        self._types = {name: kind for name, kind in written.items() if not _is_class_variable(kind)}
        values = {name: getattr(cls, name, _MISSING) for name in self._types}
        # A base with slots has descriptors in place of values.
        self.defaults = {
            name: value
            for name, value in values.items()
            if value is not _MISSING and not isinstance(value, MemberDescriptorType)
        }
        for name, value in self.defaults.items():
            if value.__class__.__hash__ is None:
                raise ValueError(f"mutable default {type(value)} for field {name}; use default_factory")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        inherited = (name for base in reversed(self.owner.__mro__[1:]) for name in _names_of(base))
        return tuple(dict.fromkeys((*inherited, *self._types)))

    @cached_property
    def all(self) -> dict[str, Field]:
        """What is known of them, by their names."""
        found: dict[str, Field] = {}
        for base in reversed(self.owner.__mro__[1:]):
            found |= _fields_of(base)
        for name, kind in self._types.items():
            default = self.defaults.get(name, _MISSING)
            known = default if isinstance(default, dataclasses.Field) else dataclasses.field(default=default)
            known.name, known.type = name, kind
            known.kw_only = self._kw_only if known.kw_only is _MISSING else known.kw_only
            found[name] = known
        return found

    @cached_property
    def shadow(self) -> type:
        """A class with the same fields of its own, from the standard library."""
        types, defaults = self._types, self.defaults
        content = {"__annotations__": types, "__module__": self.owner.__module__, "__doc__": "Fields.", **defaults}
        made = type(self.owner.__name__, (), content)
        return dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self._kw_only)(made)


def _is_class_variable(kind: Any) -> bool:
    return kind.startswith("ClassVar") if isinstance(kind, str) else kind is ClassVar or get_origin(kind) is ClassVar


def _names_of(base: type) -> Iterable[str]:
    own: _Fields | None = vars(base).get("__own_fields__")
    return own.names if own else vars(base).get("__dataclass_fields__", ())


def _fields_of(base: type) -> Mapping[str, Field]:
    own: _Fields | None = vars(base).get("__own_fields__")
    return own.all if own else vars(base).get("__dataclass_fields__", {})


def _with(cls: type, fields: _Fields, added: Mapping[str, Any]) -> type:
    """The class with attributes, and with the defaults of fields that it describes with `field`."""
    for name, value in fields.defaults.items():
        if isinstance(value, dataclasses.Field):
            if value.default is not _MISSING:
                setattr(cls, name, value.default)
            elif name in vars(cls):
                delattr(cls, name)
    for name, value in added.items():
        setattr(cls, name, value)
    return cls


def _with_slots(cls: type, names: tuple[str, ...], added: Mapping[str, Any]) -> type:
    """The class with attributes, and with slots for these fields, which Python adds to new classes only."""
    inherited = {slot for base in cls.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
    left_out = {*names, "__dict__", "__weakref__"}
    content: dict[str, Any] = {name: value for name, value in vars(cls).items() if name not in left_out}
    content |= {"__slots__": tuple(name for name in names if name not in inherited), **added}
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


def _standard(fields: _Fields) -> dict[str, Field]:
    """What functions of the standard library look for."""
    found: dict[str, Field] = {}
    for base in reversed(fields.owner.__mro__[1:]):
        found |= getattr(base, "__dataclass_fields__", {})
    found |= vars(fields.shadow)["__dataclass_fields__"]
    return found


def _parameters(fields: _Fields) -> Any:
    return vars(fields.shadow)["__dataclass_params__"]


def _positional(fields: _Fields) -> tuple[str, ...]:
    """The names of those that `__init__` takes in order."""
    return tuple(each.name for each in fields.all.values() if each.init and not each.kw_only)


def _init(fields: _Fields, *, frozen: bool) -> Callable[..., None]:
    """The method that sets the fields of an object."""
    cls, known = fields.owner, tuple(fields.all.values())
    template = _template(tuple(map(_step, known)), frozen, hasattr(cls, "__post_init__"))
    names = {f"_{number}": each.name for number, each in enumerate(known)}
    code = template.replace(
        co_varnames=tuple([names.get(each, each) for each in template.co_varnames]),
        co_names=tuple([names.get(each, each) for each in template.co_names]),
        co_consts=tuple([names.get(each, each) if isinstance(each, str) else each for each in template.co_consts]),
    )
    values: dict[str, Any] = {"_set": object.__setattr__, "_missing": _MISSING}
    defaults: dict[str, Any] = {}
    for number, each in enumerate(known):
        if each.default_factory is not _MISSING:
            values[f"_make_{number}"], defaults[each.name] = each.default_factory, _MISSING
        elif each.default is not _MISSING:
            values[f"_default_{number}"] = defaults[each.name] = each.default
    given = [defaults.get(name, _NONE) for name in _positional(fields)]
    first = next((number for number, each in enumerate(given) if each is not _NONE), len(given))
    if _NONE in given[first:]:
        raise TypeError(f"a field of {cls.__qualname__} without a default follows one with a default")
    made = FunctionType(code, values, "__init__", tuple(given[first:]))
    made.__kwdefaults__ = {each.name: defaults[each.name] for each in known if each.kw_only and each.name in defaults}
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = {each.name: each.type for each in known if each.init} | {"return": None}
    return made


def _step(field: Field) -> str:
    """What `__init__` does with a field: where its value is from, and "*" if it is given by name only."""
    if not field.init and field.default is _MISSING and field.default_factory is _MISSING:
        return ""  # `__post_init__` sets it
    source = "parameter" if field.init else "default"
    if field.default_factory is not _MISSING:
        source = "parameter or factory" if field.init else "factory"
    return f"{'*' if field.kw_only and field.init else ''}{source}"


@cache
def _template(steps: tuple[str, ...], frozen: bool, post_init: bool) -> CodeType:
    """The code of an `__init__` with fields that are named _0, _1 and so on; it has no defaults."""
    parameters: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for number, step in enumerate(steps):
        name, source = f"_{number}", step.lstrip("*")
        if not source:
            continue
        if source.startswith("parameter"):
            parameters[step != source].append(name)
        value = {
            "parameter": name,
            "parameter or factory": f"_make_{number}() if {name} is _missing else {name}",
            "factory": f"_make_{number}()",
            "default": f"_default_{number}",
        }[source]
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if post_init:
        lines.append("self.__post_init__()")
    keywords = ["*", *parameters[True]] if parameters[True] else []
    source = f"def __init__({', '.join((*parameters[False], *keywords))}):\n " + "\n ".join(lines or ["pass"])
    found: dict[str, Any] = {}
    exec(source, found)
    code: CodeType = found["__init__"].__code__
    return code


def _values(names: Iterable[str]) -> Callable[[object], Any]:
    """A function that answers the values of fields. With the class, it answers something for no name too."""
    return attrgetter("__class__", *names)


def _eq(fields: _Fields) -> Callable[[object, object], bool]:
    values = _values(each.name for each in fields.all.values() if each.compare)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hash(fields: _Fields) -> Callable[[object], int]:
    known = fields.all.values()
    values = _values(each.name for each in known if (each.compare if each.hash is None else each.hash))

    def hashed(self: object) -> int:
        return hash(values(self))

    return hashed


def _repr(fields: _Fields) -> Callable[[object], str]:
    names = tuple(each.name for each in fields.all.values() if each.repr)

    def shown(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    """What is pickled of a frozen object with slots, whose fields pickle could not set."""
    return [getattr(self, name) for name in self.__own_fields__.names]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__own_fields__.names, state, strict=True):
        object.__setattr__(self, name, value)


_ALWAYS: Mapping[str, Callable[[_Fields], Any]] = {
    "__dataclass_fields__": _standard,
    "__dataclass_params__": _parameters,
    "__match_args__": _positional,
    "__repr__": _repr,
}
"""What every class gets when it is looked up."""
_FROZEN: Mapping[str, Any] = {"__setattr__": _refuse, "__delattr__": _refuse}
_FROZEN_SLOTS: Mapping[str, Any] = {**_FROZEN, "__getstate__": _state, "__setstate__": _set_state}
