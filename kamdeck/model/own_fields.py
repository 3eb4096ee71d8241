"""The fields that a company adds to the mappings of its plans, and how their values are read."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from kamdeck.dataclass import dataclass
from kamdeck.lexicon import all_words
from kamdeck.model.dates import read_day
from kamdeck.model.numbers import Amount, Quantity, Share
from kamdeck.model.scalars import invalid_value, quoted, scalar
from kamdeck.model.texts import Text
from kamdeck.model.vocabulary import spelling

OwnKind = Literal["text", "number", "share", "amount", "date", "choice", "yes_no"]


class Choice(Text):
    """One of the words of a field with a choice: a text in the company's languages, with the key that plans write."""

    __slots__ = ("key",)
    key: str

    def __init__(self, key: str, name: Text) -> None:
        super().__init__(name.plain, **dict(name.translations))
        object.__setattr__(self, "key", key)


@dataclass(frozen=True)
class OwnField:
    """A field of the company's own.

    Args:
        part: The class of the mappings that have it.
        path: The path of these mappings in a plan, such as ("deals",).
        key: Its key in them.
        kind: The type of its values.
        name: Its name in documents and forms.
        audience: Who may see it: "internal" or "everyone".
        words: The keys of a choice with their names.
        holders: The classes on the path to these mappings, each with the key of the next one.
    """

    part: type
    path: tuple[str, ...]
    key: str
    kind: OwnKind
    name: Text
    audience: Literal["internal", "everyone"] = "internal"
    words: tuple[tuple[str, Text], ...] = ()
    holders: tuple[tuple[type, str], ...] = ()

    def read(self, value: Any, info: ValidationInfo) -> Any:
        """A value of the field, typed as documents format it; None for an empty one.

        Raises:
            PydanticCustomError: If the field cannot have the value; the message says how to write one.
        """
        if value is None or value == "":
            return None
        return self._choice(value) if self.kind == "choice" else READERS[self.kind](value, info)

    def _choice(self, value: Any) -> Choice:
        keys = [key for key, _ in self.words]
        text = scalar(value, f"one of {', '.join(keys)}")
        for key, name in self.words:
            if spelling(text) in map(spelling, (key, *name.parts)):
                return Choice(key, name)
        raise invalid_value(
            f"{quoted(text)} is not a word of '{self.key}'", text, keys, f"; write one of {', '.join(keys)}"
        )


def _flag(value: Any, info: ValidationInfo) -> bool:
    word = spelling(value) if isinstance(value, str) else str(value).lower()
    if word in all_words("affirmative"):
        return True
    if word in all_words("negative"):
        return False
    raise invalid_value(f"expected yes or no, found {quoted(value)}")


READERS: Mapping[OwnKind, Callable[[Any, ValidationInfo], Any]] = {
    "text": Text.read,
    "number": Quantity.read,
    "share": lambda value, info: Share.unbounded(value),
    "amount": Amount.read,
    "date": lambda value, info: read_day(value),
    "yes_no": _flag,
}
"""The functions that read the values of each kind, besides choices."""


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """A raw value under a key that the model does not have; `field` is None if the company has no such field either.

    `known` are the keys of the company's fields in the same mapping, for a suggestion.
    """

    field: OwnField | None
    raw: Any
    known: tuple[str, ...] = ()


def read_extra(value: Any, info: ValidationInfo) -> Any:
    """The value of a field of the company's own.

    Raises:
        PydanticCustomError: If nobody knows the key, or the value does not suit the field.
    """
    if isinstance(value, ExtraValue) and value.field is not None:
        return value.field.read(value.raw, info)
    known = value.known if isinstance(value, ExtraValue) else ()
    # The type is that of pydantic's own error for an unknown key.
    raise PydanticCustomError("extra_forbidden", "unknown key", {"own": known})
