"""A theme, a language and a typeface go in; what every run of one kind of slide is written with comes out."""

from kamdeck.ooxml.colours import fill_xml
from kamdeck.ooxml.text import attribute
from kamdeck.text.measure import Typeface
from kamdeck.theme import Colour, Theme


class Hand:
    """How words are written on one kind of a brand's slides in one language; the same for all decks of that kind.

    `language` is the BCP 47 tag of words that no script tells of, `typeface` what the body is measured in, `east_asian`
    the markup that names the East Asian typeface.
    """

    def __init__(self, theme: Theme, language: str, typeface: Typeface) -> None:
        self.theme = theme
        self.language = language
        self.typeface = typeface
        self.east_asian = f'<a:ea typeface="{attribute(theme.fonts.east_asian_name)}"/>'

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; none for no role."""
        return self.theme.colour(role) if role else None

    def ink(self, role: str) -> str:
        """The fill of words in a role; nothing where they inherit it."""
        colour = self.theme.colour(role)
        return "" if colour.scheme == "tx1" and colour.mod == 100 and not colour.off else fill_xml(colour)
