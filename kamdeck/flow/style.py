"""The theme and the typefaces that it names: everything that measuring a flow depends on besides its content."""

from functools import cached_property, lru_cache

from kamdeck.dataclass import dataclass
from kamdeck.text.measure import Typeface
from kamdeck.theme import Theme

ROW_RULE = 0.5
"""The thickness in points of the rule between two rows of a table in kamdeck's own style."""
FLOW_GAP = 5.0
"""The space in points between a title and the flow under it."""


@dataclass(frozen=True)
class Style:
    """What flows look like and how they are measured; one for each brand, shared by every document in it.

    `row_rule` is the thickness in points of the rule between two rows of a report's tables.
    """

    theme: Theme
    row_rule: float = ROW_RULE

    @cached_property
    def typeface(self) -> Typeface:
        """The typeface of body text."""
        return _typeface(self.theme.fonts.body, self.theme.fonts.east_asian)

    def typeface_named(self, latin: str) -> Typeface:
        """The typeface with this name; "+mj-lt" and "+mn-lt" are those of headlines and of body text."""
        if latin.startswith("+"):
            return self.heading if latin == "+mj-lt" else self.typeface
        return _typeface(latin, self.theme.fonts.east_asian)

    @cached_property
    def heading(self) -> Typeface:
        """The typeface of headlines."""
        return _typeface(self.theme.fonts.heading, self.theme.fonts.east_asian)


# What is measured is kept for each typeface. A page is tried in styles of several sizes, which have the same typefaces:
# with one typeface for all of them, a brief takes less than half of the time.
@lru_cache(maxsize=32)
def _typeface(latin: str, east_asian: str) -> Typeface:
    return Typeface(latin, east_asian)
