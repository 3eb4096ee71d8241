"""Numbers in drawings: in the scale of the drawing, with three significant digits at most."""

from kamdeck.magnitudes import decimals_for
from kamdeck.subject_protocol import Scale
from kamdeck.wording import Wording


def short_number(value: float, scale: Scale, wording: Wording) -> str:
    """A number in a scale, with at most three significant digits and without trailing zeros: 320, 68.8, 2.2.

    The digits of each number are chosen for itself, so that a number looks the same in a drawing and in a sentence.
    """
    size = value / scale.divisor
    return wording.showing(wording.format.trimmed(size, decimals_for(size)), value)
