"""What all writers of a slide's markup share: colours, language, fonts, shape ids, and the targets of links."""

from collections.abc import Mapping
from dataclasses import field

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.relationships import Address, SlideAt, SlideRelationships
from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.flow.style import Style
from kamdeck.ooxml.deck_package import HYPERLINK, SLIDE
from kamdeck.ooxml.geometry import place_xml
from kamdeck.ooxml.link_targets import address, section_of
from kamdeck.theme import Colour, Theme
from kamdeck.units import Units

_JUMP = ' action="ppaction://hlinksldjump"'
# Keeps the run's colour instead of the theme's colour for links, since colours of words have a meaning.
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class DeckContext:
    """What every slide of a deck shares.

    `list_style` is the markup of the list style of text boxes, `first_pages` the index of each section's first page,
    `first_number` the number of the deck's first slide.
    """

    style: Style
    language: str
    list_style: str
    first_pages: Mapping[str, int]
    first_number: int = 1


@dataclass
class SlideContext:
    """What one slide is written with. Shape ids start at 2, since 1 is the id of the shape tree."""

    deck: DeckContext
    run_style: RunStyle
    relations: SlideRelationships
    _last_id: int = field(default=1)
    # The units of the brand's slides and the theme of the slide's kind. Fields, since each shape asks for them.
    units: Units = field(init=False)
    theme: Theme = field(init=False)

    def __post_init__(self) -> None:
        self.units, self.theme = self.run_style.units, self.run_style.theme

    def place(self, rect: Rect, turn: str = "", tag: str = "a:xfrm") -> str:
        """The markup of a position and size; see `kamdeck.ooxml.geometry.place_xml`."""
        return place_xml(rect, turn, tag, self.units)

    def next_id(self) -> int:
        """A new shape id, unique on the slide."""
        self._last_id += 1
        return self._last_id

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; None for an empty one."""
        return self.theme.colour(role) if role else None

    def link(self, target: str) -> str:
        """The markup of a link; empty if the target is neither an address nor a section with pages."""
        if not target:
            return ""
        section = section_of(target)
        if section is not None:
            index = self.deck.first_pages.get(section)
            if index is None:
                return ""
            return self._click(self.relations.id_of(SLIDE, SlideAt(index)), _JUMP)
        url = address(target)
        return self._click(self.relations.id_of(HYPERLINK, Address(url)), "") if url else ""

    def _click(self, key: str, action: str) -> str:
        return f'<a:hlinkClick r:id="{key}"{action}>{_OWN_COLOUR}</a:hlinkClick>'

    def page_number(self, section: str) -> str | None:
        """The slide number of a section's first page; None for a section without pages."""
        index = self.deck.first_pages.get(section)
        return None if index is None else str(self.deck.first_number + index)
