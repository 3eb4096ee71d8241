"""What measuring needs, in one value: the theme, the typefaces that it names, and the medium."""

from dataclasses import dataclass
from functools import cached_property

from kamdeck.text.measure import Typeface
from kamdeck.theme import Medium, Theme

FLOW_GAP = 5.0
"""The space in points between a title and the flow under it."""


@dataclass(frozen=True)
class Style:
    """How flows look and measure; one for each brand and medium, shared by every document in it."""

    theme: Theme
    medium: Medium = "deck"

    @cached_property
    def typeface(self) -> Typeface:
        """The body's typeface."""
        return Typeface(self.theme.fonts.body, self.theme.fonts.east_asian)

    @cached_property
    def heading(self) -> Typeface:
        """The headline's typeface."""
        return Typeface(self.theme.fonts.heading, self.theme.fonts.east_asian)
