"""Two values of one field go in; the difference between them, if there is one that means something, comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kamdeck.analysis.matching import languages_of
from kamdeck.model.values import Amount, Contact, Score, Share, Stage, Support, Text, Threat, Unit, WhitespaceStatus

T = TypeVar("T")

Value = Amount | Contact | Score | Share | Stage | Support | Text | Threat | Unit | WhitespaceStatus | date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field was and what it is; `field` is its name in the plan."""

    field: str
    before: Value
    after: Value


def rank(value: T | None, scale: Sequence[T]) -> int | None:
    """Where a value stands on a scale, unknown where it is not on it."""
    return scale.index(value) if value is not None and value in scale else None


def moved(before: T | None, after: T | None, scale: Sequence[T]) -> int:
    """How many steps a value went up a scale, under 0 down; 0 where either is unknown."""
    start, end = rank(before, scale), rank(after, scale)
    return 0 if start is None or end is None else end - start


def same_text(before: Text | None, after: Text | None) -> bool:
    """Whether two texts say the same: one that only gained a translation does; nobody can tell of two languages."""
    if before is None or after is None or not {*before.parts}.isdisjoint(after.parts):
        return True
    return languages_of(before).isdisjoint(languages_of(after))


def same_unit(before: Unit | None, after: Unit | None) -> bool:
    """Whether two units are one, which may have been listed or renamed since."""
    if before is None or after is None:
        return True
    return (before.id is not None and before.id == after.id) or same_text(before.name, after.name)
