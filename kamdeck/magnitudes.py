"""Sizes of amounts and numbers go in; the unit they are told in, their decimals, and what they round to come out."""

import statistics
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

UNITS = {"one": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
TOLERANCE = 1e-6
"""A number this near to a rounder one is that one."""
SMALLEST_PART = 0.1
"""The least part of a unit that is still told in it beside greater amounts."""
ALWAYS_FROM = 10.0
"""So many of a unit are told in it, however little stands beside them: in the next one they would be too long."""
MOST_DECIMALS = 3
_FIGURES = 15
_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)


class Magnitude(NamedTuple):
    """A unit of amounts: how many ones it has, and its name."""

    ones: float
    name: str


LATIN = (Magnitude(1e9, "bn"), Magnitude(1e6, "m"), Magnitude(1e3, "k"), Magnitude(1.0, ""))
CHINESE = (Magnitude(1e8, "亿"), Magnitude(1e4, "万"), Magnitude(1.0, ""))


def unit_of(least: float, greatest: float, units: Sequence[Magnitude]) -> Magnitude:
    """The one unit of amounts that stand together, by the least above 0 and the greatest, in ones.

    It is the greatest unit of which the greatest amount has `MANY`, or has one while the least has `FEW`: the greatest
    is short then, and the least keeps its figures. An amount alone is told in the greatest unit that it has one of.
    """
    least, greatest = least + least * TOLERANCE, greatest + greatest * TOLERANCE
    for unit in units:
        if greatest >= ALWAYS_FROM * unit.ones or (greatest >= unit.ones and least >= SMALLEST_PART * unit.ones):
            return unit
    return units[-1]


def decimals_for(size: float) -> int:
    """The decimals that leave a size three figures, and one to any below a thousand."""
    return 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else MOST_DECIMALS


def column_decimals(sizes: Iterable[float]) -> int:
    """The decimals of a column of sizes, 0 left out, and no more than they have.

    Three figures are left to all that are a tenth of the greatest, two to what is less.
    """
    known = [size for size in sizes if size]
    if not known:
        return 0
    least, level = min(known), max(known) / 10
    small = 0 if least >= 10 else 1 if least >= 1 else 2 if least >= SMALLEST_PART else MOST_DECIMALS
    wanted = max(small, decimals_for(min(size for size in known if size >= level)))
    return next((digits for digits in range(wanted) if are_exact(known, digits)), wanted)


def are_exact(numbers: Iterable[float], digits: int) -> bool:
    """Whether numbers lose nothing by so many decimals."""
    return all(abs(number - round(number, digits)) < TOLERANCE for number in numbers)


def number_decimals(numbers: Sequence[float]) -> int:
    """The decimals of numbers that are no amounts: none where all are whole, two where they are small."""
    if are_exact(numbers, 0):
        return 0
    typical = statistics.median([abs(number) for number in numbers if number])
    return 2 if typical < 2 else 1 if typical < 1000 else 0


def decimals_needed(number: float) -> int:
    """The decimals that a number has, two at most."""
    return next((digits for digits in (0, 1) if abs(number - round(number, digits)) < TOLERANCE / 2), 2)


def rounded(number: float, decimals: int) -> Decimal:
    """A number to so many decimals, a half away from zero, as readers and Office round.

    A float holds fifteen decimal figures; what stands behind them is noise and would turn 28.5 down to 28.
    """
    return Decimal(f"{number:.{_FIGURES}g}").quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
