"""Numbers that may be unknown go in; sums and quotients that may be unknown come out, never an exception."""

import math
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

EXACT = 12
"""Decimals kept of a difference."""


def total(values: Iterable[float | None]) -> float | None:
    """The sum of the known values; unknown where there are values but none is known, 0 of no values at all."""
    every = list(values)
    known = [value for value in every if value is not None]
    return math.fsum(known) if known or not every else None


def quotient(part: float | None, whole: float | None) -> float | None:
    """part ÷ whole; unknown where either is, or where the whole is not above 0 and the quotient says nothing."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def growth(last: float | None, before: float | None) -> float | None:
    """last ÷ before − 1; from a loss or from nothing no growth can be told."""
    grown = quotient(last, before)
    return None if grown is None else grown - 1


def difference(value: float | None, less: float | None) -> float | None:
    """value − less, unknown where either is, without what floating point adds to 0.31 − 0.3."""
    return None if value is None or less is None else round(value - less, EXACT)


def weighted_mean(pairs: Iterable[tuple[float, float | None]]) -> float | None:
    """Σ weight × value ÷ Σ weight over the (weight, value) whose value is known."""
    known = [(weight, value) for weight, value in pairs if value is not None]
    return quotient(total(weight * value for weight, value in known), total(weight for weight, _ in known))


def known_as(kind: Callable[[float], T], value: float | None) -> T | None:
    """A number in its type, unknown where it is unknown."""
    return None if value is None else kind(value)
