"""Units of length: kamdeck computes in points; Office files use English Metric Units (EMU), 12,700 in a point.

Sizes, distances and lines are designed for a slide of 100 square inches, such as 13.33 by 7.5. Other slides are
typeset as if they had about that area, in scaled points, and written at their own size.
"""

import math
from typing import NamedTuple

EMU_PER_PT = 12700
PT_PER_INCH = 72.0


def emu(pt: float) -> int:
    """Points as whole EMU (ECMA-376 part 1, 20.1.10.16)."""
    return round(pt * EMU_PER_PT)


_SMALL, _LESS = 9.0, 0.1
"""Below this size in points of a file, LibreOffice sets text up to 1.6 % wider than the font says, which is more than
lines have to spare; text that is so much smaller has its width.
"""


class Units(NamedTuple):
    """How many points of a file one point of typesetting is: `scale`, which is 1 except on smaller or larger slides."""

    scale: float = 1.0

    def emu(self, length: float) -> int:
        """A length as whole EMU of the file."""
        return round(length * self.scale * EMU_PER_PT)

    def hundredths(self, distance: float) -> int:
        """A distance of paragraphs as hundredths of a point of the file."""
        return round(distance * self.scale * 100)

    def font_size(self, size: float) -> int:
        """A font size as hundredths of a point of the file; a small one is a little smaller than measured."""
        points = size * self.scale
        return round((points - _LESS if points < _SMALL else points) * 100)

    def points(self, length: float) -> float:
        """A length in points of the file as one in points of typesetting."""
        return length / self.scale


UNSCALED = Units()
DESIGN_AREA = 100.0
"""The area in square inches of the slide for which sizes are designed."""
_SMALLEST_SCALE, _LARGEST_SCALE = 0.7, 2.0


def slide_units(width: float, height: float) -> Units:
    """The units of a slide of this size in points: its text is as large as the root of its area, within limits.

    Below the smallest scale text could not be read; above the largest the slide is a banner or a poster.
    """
    area = width / PT_PER_INCH * height / PT_PER_INCH
    return Units(min(max(math.sqrt(area / DESIGN_AREA), _SMALLEST_SCALE), _LARGEST_SCALE))


def inches(length: float) -> float:
    """Inches as points."""
    return length * PT_PER_INCH
