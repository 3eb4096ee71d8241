"""What measuring a flow depends on, in one value: the theme, its typefaces, and the medium."""

from dataclasses import dataclass
from functools import cached_property

from kamdeck.text.measure import Typeface
from kamdeck.theme import Medium, Theme

FLOW_GAP = 5.0
"""The space in points between a title and the flow under it."""


@dataclass(frozen=True)
class Style:
    """The typographic style of a brand in a medium; all of its documents share one."""

    theme: Theme
    medium: Medium = "deck"

    @cached_property
    def typeface(self) -> Typeface:
        """The typeface of body text."""
        return Typeface(self.theme.fonts.body, self.theme.fonts.east_asian)

    @cached_property
    def heading(self) -> Typeface:
        """The typeface of headlines."""
        return Typeface(self.theme.fonts.heading, self.theme.fonts.east_asian)
