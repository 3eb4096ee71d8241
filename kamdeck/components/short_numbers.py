"""Numbers in drawings: in the scale of the drawing, with three significant digits at most."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.magnitudes import MOST_DECIMALS, are_exact, decimals_for, rounded
from kamdeck.subject_protocol import Scale
from kamdeck.wording import Wording


def short_number(value: float, scale: Scale, wording: Wording) -> str:
    """A number in a scale, with at most three significant digits and without trailing zeros: 320, 68.8, 2.2.

    The digits of each number are chosen for itself, so that a number looks the same in a drawing and in a sentence.
    """
    if scale.whole_document:
        return wording.scaled(value, scale)
    size = value / scale.divisor
    return wording.showing(wording.format.trimmed(size, decimals_for(size)), value)


def column_scale(values: Sequence[float], scale: Scale) -> Scale:
    """A scale with the decimals that all numbers of a column have.

    The greatest number has three significant digits at most, and none of the others looks like 0.
    """
    if scale.whole_document:
        return scale
    sizes = [abs(value / scale.divisor) for value in values if value]
    wanted = decimals_for(max(sizes, default=0.0))
    while wanted < MOST_DECIMALS and any(not rounded(size, wanted) for size in sizes):
        wanted += 1
    exact = (digits for digits in range(wanted) if are_exact(sizes, digits))
    return replace(scale, decimals=next(exact, wanted))


def column_number(value: float, scale: Scale, wording: Wording) -> str:
    """A number of a column, with the decimals of its scale."""
    return wording.showing(wording.format.number(value / scale.divisor, scale.decimals_of(value)), value)
