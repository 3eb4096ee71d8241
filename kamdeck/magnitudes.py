"""Chooses the unit and the decimals in which numbers and amounts are shown, and rounds them.

Amounts that appear together share a unit where their sizes allow it, so that readers can compare them.
"""

import statistics
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

UNITS = {"one": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
TOLERANCE = 1e-6
"""A number this close to a rounded one counts as equal."""
SMALLEST_PART = 0.1
"""The smallest part of a unit that is shown in this unit next to greater amounts."""
ALWAYS_FROM = 10.0
"""From this many of a unit on, amounts are always shown in it; in the next smaller unit they would be too long."""
MOST_DECIMALS = 3
_FIGURES = 15
# A float has up to 309 digits before the point; Decimal keeps 28 by default.
_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)


class Magnitude(NamedTuple):
    """A unit of amounts: its size in ones, and its name."""

    ones: float
    name: str


def unit_of(
    least: float, greatest: float, units: Sequence[Magnitude], smallest_part: float = SMALLEST_PART
) -> Magnitude:
    """The common unit of several amounts.

    It is the largest unit in which the greatest amount is at least `ALWAYS_FROM`, or at least 1 while the least amount
    is at least `smallest_part`. So the greatest amount is short, and the least keeps its digits. A single amount gets
    the largest unit in which it is at least 1.

    Args:
        least: The least amount above 0, in ones.
        greatest: The greatest amount, in ones.
        units: The units to choose from, the largest first.
        smallest_part: The smallest part of a unit that the language shows in it.
    """
    # A rounding error must not put exactly one million into thousands.
    least, greatest = least + least * TOLERANCE, greatest + greatest * TOLERANCE
    for unit in units:
        if greatest >= ALWAYS_FROM * unit.ones or (greatest >= unit.ones and least >= smallest_part * unit.ones):
            return unit
    return units[-1]


def decimals_for(size: float) -> int:
    """The most decimals with which a size has at most three significant digits before and after the decimal sign."""
    # A size that rounds up to the next power of ten has a digit more.
    return 0 if size >= 99.95 else 1 if size >= 9.995 else 2 if size >= 0.9995 else MOST_DECIMALS


def column_decimals(sizes: Iterable[float]) -> int:
    """The decimals of a column of sizes, without regard to 0, and no more decimals than the sizes have.

    The greatest size has three significant digits. The least one has two if it is 1 or more, and one if it is below
    that, so that no size looks like 0.
    """
    known = [size for size in sizes if size]
    if not known:
        return 0
    least = min(known)
    small = 0 if least >= 10 else 1 if least >= SMALLEST_PART else 2 if least >= SMALLEST_PART / 10 else MOST_DECIMALS
    wanted = max(small, decimals_for(max(known)))
    return next((digits for digits in range(wanted) if are_exact(known, digits)), wanted)


def decimals_at(size: float, decimals: int) -> int:
    """The decimals of one size among others that have up to `decimals`.

    It has at most three significant digits, two where it is below 10 among whole numbers, and as many decimals as it
    needs not to look like 0.
    """
    wanted = min(decimals, decimals_for(size)) if size else 0
    if not wanted and 0 < size < 9.95 and not are_exact([size], 0):
        wanted = 1
    while size and wanted < MOST_DECIMALS and not rounded(size, wanted):
        wanted += 1
    return wanted


def are_exact(numbers: Iterable[float], digits: int) -> bool:
    """Whether rounding to this many decimals does not change the numbers."""
    return all(abs(number - round(number, digits)) < TOLERANCE for number in numbers)


def number_decimals(numbers: Sequence[float]) -> int:
    """The decimals of numbers that are not amounts: none if all are whole, two if they are small."""
    if are_exact(numbers, 0):
        return 0
    typical = statistics.median([abs(number) for number in numbers if number])
    return 2 if typical < 2 else 1 if typical < 1000 else 0


def decimals_needed(number: float) -> int:
    """The decimals that a number has, at most two."""
    return next((digits for digits in (0, 1) if abs(number - round(number, digits)) < TOLERANCE / 2), 2)


def rounded(number: float, decimals: int) -> Decimal:
    """A number rounded to decimals, with halves away from zero, as Office rounds.

    A float has fifteen significant digits. Digits after them are noise, which could make 28.5 round down to 28.
    """
    return Decimal(f"{number:.{_FIGURES}g}").quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
