"""The difference between two values of a field, and which differences mean something."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from kamdeck.analysis.matching import languages_of
from kamdeck.dataclass import dataclass
from kamdeck.model.stages import DealStage
from kamdeck.model.values import (
    Amount,
    Contact,
    MeasuredValue,
    RiskLevel,
    Score,
    Share,
    Support,
    Text,
    Threat,
    Unit,
    WhitespaceStatus,
)

T = TypeVar("T")

Value = (
    Amount
    | Contact
    | DealStage
    | MeasuredValue
    | RiskLevel
    | Score
    | Share
    | Support
    | Text
    | Threat
    | Unit
    | WhitespaceStatus
    | date
    | None
)


@dataclass(frozen=True, slots=True)
class Difference:
    """The old and the new value of a field; `field` is its name in the plan."""

    field: str
    before: Value
    after: Value


def rank(value: T | None, scale: Sequence[T]) -> int | None:
    """The position of a value on a scale; none if it is not on it."""
    return scale.index(value) if value is not None and value in scale else None


def moved(before: T | None, after: T | None, scale: Sequence[T]) -> int:
    """How many steps a value has gone up a scale, negative if down; 0 if either value is unknown."""
    start, end = rank(before, scale), rank(after, scale)
    return 0 if start is None or end is None else end - start


def same_text(before: Text | None, after: Text | None) -> bool:
    """Whether two texts are the same in some language, or cannot be compared because they are in different ones."""
    if before is None or after is None or not {*before.parts}.isdisjoint(after.parts):
        return True
    return languages_of(before).isdisjoint(languages_of(after))


def same_unit(before: Unit | None, after: Unit | None) -> bool:
    """Whether two units are the same by id or name, or cannot be compared because one is unknown."""
    if before is None or after is None:
        return True
    return (before.id is not None and before.id == after.id) or same_text(before.name, after.name)
