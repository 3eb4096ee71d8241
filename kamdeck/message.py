"""What to say, independent of any language: the key of a sentence in the catalogs of words, and the values in it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from kamdeck.dataclass import dataclass


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence or name by its key in the catalogs, with the values that the sentence shows.

    A value can be any value of a plan, a figure, a list, or another message. Where an entry of a catalog has plural
    forms, the value `count` chooses among them.

    Args:
        key: The key in the catalogs, such as "insight.revenue.grew" or "stage.won".
        values: The values by the names that the catalogs' sentences have in braces.
    """

    key: str
    values: Mapping[str, Any] = field(hash=False)

    def __init__(self, key: str, /, **values: Any) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True)
class Clauses:
    """Several messages in one sentence, with the language's semicolon between them."""

    parts: tuple[Message, ...]


def clauses(*parts: Message | Clauses | None) -> Message | Clauses | None:
    """The messages that there are as one sentence; none if there is none."""
    flat: list[Message] = []
    for part in parts:
        flat += part.parts if isinstance(part, Clauses) else [part] if part else []
    return Clauses(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
