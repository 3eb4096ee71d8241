"""Colours, typefaces and direction of the text on a brand's cover slides or on its content slides."""

import re

from kamdeck.ooxml.colours import fill_xml
from kamdeck.ooxml.xml_text import attribute
from kamdeck.text.measure import Typeface
from kamdeck.text.scripts import EAST_ASIAN, language_of
from kamdeck.theme import Colour, Theme
from kamdeck.units import UNSCALED, Units

_STATUS_ICON = re.compile("[\u25a0-\u25ff]\u00a0?")
_LATIN = '<a:ea typeface="+mn-lt"/>'


class RunStyle:
    """The style of text on a brand's cover slides or on its content slides, shared by all decks in one language.

    Args:
        theme: The colours and fonts.
        language: The BCP 47 tag for text whose script does not determine its language.
        typeface: The typeface that the body is measured in.
        right_to_left: Whether the brand sets text from the right.
        units: The units of the slides.
    """

    def __init__(
        self, theme: Theme, language: str, typeface: Typeface, *, right_to_left: bool = False, units: Units = UNSCALED
    ) -> None:
        self.theme = theme
        self.language = language
        self.typeface = typeface
        self.right_to_left = right_to_left
        self.units = units
        # The markup of each language and role, which thousands of runs ask for.
        self._typefaces: dict[str, str] = {}
        self._fills: dict[str, str] = {}

    def language_of(self, text: str) -> str:
        """The BCP 47 tag of a text."""
        return language_of(text, self.language, self.theme.fonts.ideographs)

    def typeface_xml(self, text: str, language: str) -> str:
        """The markup that names the typeface of a text in a language (BCP 47), empty if the theme's is right.

        In Chinese and Japanese decks the icons of statuses are set in the Latin typeface: East Asian ones draw them too
        large.
        """
        if EAST_ASIAN.search(text):
            if language not in self._typefaces:
                named = attribute(self.theme.fonts.named_for(language))
                self._typefaces[language] = f'<a:ea typeface="{named}"/>'
            return self._typefaces[language]
        return _LATIN if self.language.startswith(("zh", "ja")) and _STATUS_ICON.fullmatch(text) else ""

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; None for an empty one."""
        return self.theme.colour(role) if role else None

    def fill_xml(self, role: str) -> str:
        """The fill of text in a role; empty for the colour that text inherits anyway."""
        if role not in self._fills:
            colour = self.theme.colour(role)
            inherited = colour.scheme == "tx1" and colour.mod == 100 and not colour.off
            self._fills[role] = "" if inherited else fill_xml(colour)
        return self._fills[role]
