"""The project's `dataclass` makes classes that behave like those of the standard library."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from kamdeck.dataclass import dataclass

T = TypeVar("T")
KINDS: tuple[dict[str, bool], ...] = (
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"slots": True, "eq": False},
    {"frozen": True, "kw_only": True},
)


def two(options: dict[str, bool], make: Callable[[Any], type]) -> tuple[type, type]:
    """The same class, decorated by the project and by the standard library."""
    return make(dataclass(**options)), make(dataclasses.dataclass(**options))


def with_defaults(decorate: Any) -> type:
    @decorate
    class Order:
        """An order."""

        number: int
        lines: list[str] = field(default_factory=list, hash=False)
        note: str = field(default="none", compare=False, repr=False)
        known: dict[str, int] = field(default_factory=dict, init=False, compare=False)

    return Order


def derived(decorate: Any) -> type:
    @decorate
    class Base:
        name: str
        size: float = 1.0

    @decorate
    class Derived(Base):
        size: float = 2.0
        parts: tuple[str, ...] = ()

        def __post_init__(self) -> None:
            object.__setattr__(self, "parts", (*self.parts, self.name))

    return Derived


def with_class_variables(decorate: Any) -> type:
    @decorate
    class Counter(Generic[T]):
        limit: ClassVar[int] = 3
        named: "ClassVar[str]" = "x"
        start: int
        step: int = 2
        seen: list[int] = field(init=False, default_factory=list)
        last: int = field(init=False, default=7)
        set_later: int = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "set_later", self.start + self.limit)

    return Counter


def named_only(decorate: Any) -> type:
    @decorate
    class Options:
        first: int
        second: str = field(default="b", kw_only=True)
        third: list[str] = field(default_factory=list, kw_only=True)
        fourth: str = field(kw_only=True)

    return Options


CASES: list[tuple[Callable[[Any], type], dict[str, Any]]] = [
    (with_defaults, {"number": 1}),
    (derived, {"name": "a"}),
    (with_class_variables, {"start": 1}),
    (named_only, {"first": 1, "fourth": "d"}),
]


@pytest.mark.parametrize("options", KINDS)
@pytest.mark.parametrize(("make", "given"), CASES)
def test_a_class_has_the_fields_signature_texts_and_values_of_the_standard_library(
    options: dict[str, bool], make: Callable[[Any], type], given: dict[str, Any]
):
    own, usual = two(options, make)
    assert [each.name for each in dataclasses.fields(own)] == [each.name for each in dataclasses.fields(usual)]
    assert [*inspect.signature(own).parameters] == [*inspect.signature(usual).parameters]
    assert repr(own(**given)) == repr(usual(**given))
    assert dataclasses.asdict(own(**given)) == dataclasses.asdict(usual(**given))
    assert own.__match_args__ == usual.__match_args__
    assert hasattr(own(**given), "__dict__") == hasattr(usual(**given), "__dict__")
    with pytest.raises(TypeError, match=r"missing [12] required"):
        own()


@pytest.mark.parametrize("options", KINDS)
def test_objects_are_compared_and_hashed_as_those_of_the_standard_library(options: dict[str, bool]):
    for kind in two(options, with_defaults):
        one, same, other = kind(number=1, note="a"), kind(number=1, note="b"), kind(number=2)
        assert (one == same, one == other, one == 1) == (options.get("eq", True), False, False)
        if options.get("eq", True) and not options.get("frozen"):
            assert kind.__hash__ is None
        else:
            assert (hash(one) == hash(same)) == options.get("eq", True)
            assert (hash(one) == hash(other)) is False


@pytest.mark.parametrize("options", [each for each in KINDS if each.get("frozen")])
def test_a_frozen_object_refuses_changes_and_can_be_copied(options: dict[str, bool]):
    for kind in two(options, with_defaults):
        one = kind(number=1)
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'number'"):
            one.number = 2
        with pytest.raises(dataclasses.FrozenInstanceError):
            del one.number
        assert dataclasses.replace(one, number=2).number == 2
        assert copy.deepcopy(one) == one


@dataclass(frozen=True, slots=True)
class Pickled:
    """A class that pickle finds by its name."""

    number: int
    note: str = ""


def test_a_frozen_object_with_slots_can_be_pickled():
    assert pickle.loads(pickle.dumps(Pickled(1, "a"))) == Pickled(1, "a")


def test_own_methods_are_kept():
    @dataclass(frozen=True, eq=True)
    class Own:
        name: str

        def __eq__(self, other: object) -> bool:
            return True

        def __repr__(self) -> str:
            return "own"

    assert (Own("a") == Own("b"), repr(Own("a"))) == (True, "own")
    assert hash(Own("a")) != hash(Own("b"))


def test_the_init_of_a_class_is_compiled_when_it_is_looked_up_first():
    own = with_defaults(dataclass)
    assert not inspect.isfunction(vars(own)["__init__"])
    own(1)
    assert inspect.isfunction(vars(own)["__init__"])


def test_classes_of_one_shape_have_fields_of_their_own():
    @dataclass(frozen=True)
    class Size:
        width: int
        height: int = 1

    @dataclass(frozen=True)
    class Name:
        first: str
        last: str = ""

    assert (Size(2), Name("a", last="b")) == (Size(width=2, height=1), Name(first="a", last="b"))
    assert str(inspect.signature(Name)) == "(first: str, last: str = '') -> None"
    with pytest.raises(TypeError, match="width"):
        Name(width=1)  # type: ignore[call-arg]


def test_the_standard_library_derives_classes_from_ours_and_ours_from_its_own():
    @dataclasses.dataclass
    class Base:
        name: str

    @dataclass
    class Own(Base):
        size: int = 1

    @dataclasses.dataclass
    class Last(Own):
        note: str = ""

    assert [each.name for each in dataclasses.fields(Last)] == ["name", "size", "note"]
    assert Last("a", 2, "b") == Last("a", size=2, note="b")
    assert dataclasses.replace(Own("a"), size=3) == Own("a", 3)
    assert dataclasses.is_dataclass(Own)


def test_defaults_are_attributes_of_the_class_before_an_object_is_made():
    @dataclass(frozen=True)
    class Order:
        number: int = field(default=4, compare=False)
        lines: list[str] = field(default_factory=list)

    assert Order.number == 4
    assert not hasattr(Order, "lines")


def test_mistakes_of_a_class_are_reported():
    with pytest.raises(ValueError, match="mutable default"):

        @dataclass
        class Shared:
            lines: list[str] = []  # noqa: RUF012

    @dataclass
    class Order:
        first: int = 1
        second: int  # type: ignore[misc]

    with pytest.raises(TypeError, match="without a default follows"):
        Order(1, 2)
