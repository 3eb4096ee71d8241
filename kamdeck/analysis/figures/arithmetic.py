"""Arithmetic with numbers that may be unknown (`None`): the result is unknown too, and nothing is raised."""

import math
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

EXACT = 12
"""Decimals to which a difference is rounded."""


def total(values: Iterable[float | None]) -> float | None:
    """The sum of the known values; unknown if there are values but none is known, 0 if there are no values."""
    every = list(values)
    known = [value for value in every if value is not None]
    return math.fsum(known) if known or not every else None


def quotient(part: float | None, whole: float | None) -> float | None:
    """part ÷ whole; unknown if either is, or if the whole is not above 0, where the quotient has no meaning."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def growth(last: float | None, before: float | None) -> float | None:
    """last ÷ before − 1; unknown if `before` is not above 0."""
    grown = quotient(last, before)
    return None if grown is None else grown - 1


def difference(value: float | None, less: float | None) -> float | None:
    """value − less, unknown if either is; rounded, since 0.31 − 0.3 is 0.010000000000000009 in floating point."""
    return None if value is None or less is None else round(value - less, EXACT)


def weighted_mean(pairs: Iterable[tuple[float, float | None]]) -> float | None:
    """Σ weight × value ÷ Σ weight over the pairs of (weight, value) whose value is known."""
    known = [(weight, value) for weight, value in pairs if value is not None]
    return quotient(total(weight * value for weight, value in known), total(weight for weight, _ in known))


def known_as(kind: Callable[[float], T], value: float | None) -> T | None:
    """A number as a value of type `kind`; an unknown number stays unknown."""
    return None if value is None else kind(value)
