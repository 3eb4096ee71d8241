"""`dataclass` of the standard library, for classes that a command imports and rarely makes objects of.

The standard library compiles the source of six methods for a frozen class, which takes half a millisecond; a review
imports hundreds of classes, makes objects of less than half of them, and compares those of a few. Here only `__init__`
is compiled, and that when it is looked up first. The other methods are closures over the names of the fields.
"""

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn


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
    """The decorator of the standard library with some of its arguments, and without `InitVar`.

    `field`, `fields`, `replace` and `asdict` of the standard library work with its classes.
    """

    def decorated(cls: type) -> type:
        # Where there is none, as under -OO, the standard library would write one with the signature of `__init__`.
        cls.__doc__ = cls.__doc__ or cls.__name__
        options: dict[str, bool] = {"slots": slots, "kw_only": kw_only}
        made: type = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
        fields = dataclasses.fields(made)
        methods: dict[str, Any] = {"__repr__": _repr(fields)}
        if init:
            methods["__init__"] = _Init(made, frozen)
        if eq:
            methods["__eq__"] = _eq(fields)
        if frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if frozen and slots:
            methods |= {"__getstate__": _state, "__setstate__": _set_state}
        # Python sets the hash of a class with an own `__eq__` to None.
        if eq and vars(made).get("__hash__") is None:
            setattr(made, "__hash__", _hash(fields) if frozen else None)  # noqa: B010 - mypy refuses the assignment
        for name in methods.keys() - vars(made).keys():
            setattr(made, name, methods[name])
        return made

    return decorated if cls is None else decorated(cls)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass

Fields = tuple["dataclasses.Field[Any]", ...]


class _Init:
    """The `__init__` of a class until it is looked up first, be it for a call or for its signature."""

    def __init__(self, owner: type, frozen: bool) -> None:
        self.owner, self.frozen = owner, frozen

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., None]:
        made = _init(self.owner, self.frozen)
        self.owner.__init__ = made  # type: ignore[misc]
        return made if instance is None else made.__get__(instance)


def _init(cls: type, frozen: bool) -> Callable[..., None]:
    """The method that sets the fields of an object. It is compiled, since it takes them by their names."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for each in dataclasses.fields(cls):
        name, value, default = each.name, each.name, ""
        if each.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"], default = each.default_factory, "=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}" if each.init else f"_make_{name}()"
        elif each.default is not dataclasses.MISSING:
            names[f"_default_{name}"], default = each.default, f"=_default_{name}"
            value = name if each.init else f"_default_{name}"
        elif not each.init:
            continue
        if each.init:
            parameters[bool(each.kw_only)].append(f"{name}{default}")
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    keywords = ["*", *parameters[True]] if parameters[True] else []
    source = f"def __init__({', '.join((*parameters[False], *keywords))}):\n " + "\n ".join(lines or ["pass"])
    exec(source, names)
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = {each.name: each.type for each in dataclasses.fields(cls) if each.init} | {"return": None}
    return made


def _values(names: Iterable[str]) -> Callable[[object], Any]:
    """A function that answers the values of fields. With the class, it answers something for no name too."""
    return attrgetter("__class__", *names)


def _eq(fields: Fields) -> Callable[[object, object], bool]:
    values = _values(each.name for each in fields if each.compare)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hash(fields: Fields) -> Callable[[object], int]:
    values = _values(each.name for each in fields if (each.compare if each.hash is None else each.hash))

    def hashed(self: object) -> int:
        return hash(values(self))

    return hashed


def _repr(fields: Fields) -> Callable[[object], str]:
    names = tuple(each.name for each in fields if each.repr)

    def shown(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    """What is pickled of a frozen object with slots, whose fields pickle could not set."""
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
