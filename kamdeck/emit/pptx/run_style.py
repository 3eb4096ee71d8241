"""A theme, a language and a typeface go in; what every run of one kind of slide is written with comes out."""

import re

from kamdeck.ooxml.colours import fill_xml
from kamdeck.ooxml.xml_text import attribute
from kamdeck.text.measure import Typeface
from kamdeck.text.scripts import EAST_ASIAN
from kamdeck.theme import Colour, Theme

_SIGN = re.compile("[\u25a0-\u25ff]\u00a0?")
_LATIN = '<a:ea typeface="+mn-lt"/>'


class RunStyle:
    """How words are written on one kind of a brand's slides in one language; the same for all decks of that kind.

    `language` is the BCP 47 tag of words that no script tells of, `typeface` what the body is measured in, `east_asian`
    the markup that names the East Asian typeface. `right_to_left` says that the brand sets its words from the right.
    """

    def __init__(self, theme: Theme, language: str, typeface: Typeface, *, right_to_left: bool = False) -> None:
        self.theme = theme
        self.language = language
        self.typeface = typeface
        self.right_to_left = right_to_left
        self.east_asian = f'<a:ea typeface="{attribute(theme.fonts.east_asian_name)}"/>'

    def face(self, words: str) -> str:
        """The markup that names the typeface of words between Hanzi; nothing for those that need none.

        East Asian typefaces draw the signs of statuses larger than they draw their letters: all are Latin ones.
        """
        if EAST_ASIAN.search(words):
            return self.east_asian
        return _LATIN if self.language.startswith("zh") and _SIGN.fullmatch(words) else ""

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; none for no role."""
        return self.theme.colour(role) if role else None

    def ink(self, role: str) -> str:
        """The fill of words in a role; nothing where they inherit it."""
        colour = self.theme.colour(role)
        return "" if colour.scheme == "tx1" and colour.mod == 100 and not colour.off else fill_xml(colour)
