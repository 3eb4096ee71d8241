"""What all markup of a deck or slide is written with: colours, language, fonts, shape ids, and where links lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kamdeck.emit.pptx.relationships import HYPERLINK, SLIDE, Address, SlideAt, SlideRelationships
from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.flow.style import Style
from kamdeck.ooxml.link_targets import address, section_of
from kamdeck.theme import Colour, Theme

_JUMP = ' action="ppaction://hlinksldjump"'
# The run's own colour instead of the theme's for links: a coloured word of ours stays what it means.
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class DeckFacts:
    """What every slide of a deck shares.

    `first_pages` are the indices of the sections' first pages, `first_number` is the number of the deck's first slide.
    """

    style: Style
    language: str
    list_style: str
    first_pages: Mapping[str, int]
    first_number: int = 1


@dataclass
class SlideContext:
    """What one slide is written with; hands out shape ids from 2 on (1 is the slide's own tree)."""

    deck: DeckFacts
    run_style: RunStyle
    relations: SlideRelationships
    _last: int = field(default=1)

    @property
    def theme(self) -> Theme:
        """The theme of the slide's kind."""
        return self.run_style.theme

    def next_id(self) -> int:
        """A shape id that no other shape of the slide has."""
        self._last += 1
        return self._last

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; none for no role."""
        return self.run_style.colour(role)

    def link(self, target: str) -> str:
        """The markup of a link; nothing for none, and for a target that is no address and no section with pages."""
        if not target:
            return ""
        section = section_of(target)
        if section is not None:
            index = self.deck.first_pages.get(section)
            if index is None:
                return ""
            return self._click(self.relations.to(SLIDE, SlideAt(index)), _JUMP)
        url = address(target)
        return self._click(self.relations.to(HYPERLINK, Address(url)), "") if url else ""

    def _click(self, key: str, action: str) -> str:
        return f'<a:hlinkClick r:id="{key}"{action}>{_OWN_COLOUR}</a:hlinkClick>'

    def page_number(self, section: str) -> str | None:
        """The number of a section's first page."""
        index = self.deck.first_pages.get(section)
        return None if index is None else str(self.deck.first_number + index)
