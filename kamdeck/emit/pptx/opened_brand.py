"""What is known of a company's presentation once it has been opened: all that typesetting and slides need."""

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from kamdeck.brand import Brand, Rect, Regions
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.deck_template import DeckTemplatePackage
from kamdeck.emit.pptx.notes import NotesPage
from kamdeck.emit.pptx.placeholders import FooterPlaceholder, Placeholder
from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.flow.style import Style
from kamdeck.ooxml.brand_source.dropped import Dropped
from kamdeck.theme import CHINESE, Theme
from kamdeck.units import UNSCALED, Units

if TYPE_CHECKING:
    from kamdeck.emit.pptx.slide_layouts import Kind

INHERITED = ""
"""The ink of text that keeps the colour of its placeholder."""


@dataclass(frozen=True)
class SlideKind:
    """What the emitter needs to write one kind of slide; `colour_map` is markup of the slide layout's colour map.

    The inks are roles of colours; `panels` are areas in the ground colour that lie under texts.
    """

    part_name: str
    regions: Regions
    title: Placeholder
    subtitle: Placeholder | None
    footers: tuple[FooterPlaceholder, ...]
    theme: Theme
    colour_map: str
    title_ink: str = INHERITED
    lead_ink: str = INHERITED
    breadcrumb_ink: str = "muted"
    panels: tuple[Rect, ...] = ()


@dataclass(frozen=True)
class OpenBrand:
    """A brand file, opened once for any number of decks.

    `list_style` is the markup of the list style of text boxes, `dropped` lists what of the file no deck gets,
    `first_number` is the number of a deck's first slide. `right_to_left` says that the brand sets text from the right.
    """

    brand: Brand
    cover: SlideKind
    content: SlideKind
    template: DeckTemplatePackage
    list_style: str
    notes: NotesPage
    dropped: tuple[Dropped, ...] = ()
    first_number: int = 1
    right_to_left: bool = False
    units: Units = UNSCALED
    _run_styles: "dict[tuple[Kind, str, str], RunStyle]" = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def kind(self, kind: "Kind") -> SlideKind:
        """What slides of a kind are written with."""
        return self.cover if kind == "cover" else self.content

    def run_style(self, kind: "Kind", language: str, ideographs: str = CHINESE) -> RunStyle:
        """The style of runs on slides of a kind, for decks in a language (BCP 47).

        `ideographs` is the language of text in Chinese characters.
        """
        known = self._run_styles.get((kind, language, ideographs))
        if known is None:
            known = self._run_styles[kind, language, ideographs] = RunStyle(
                self.kind(kind).theme.for_ideographs(ideographs),
                language,
                self.style.typeface,
                right_to_left=self.right_to_left,
                units=self.units,
            )
        return known

    @cached_property
    def style(self) -> Style:
        """The style that flows are measured with in this brand."""
        return Style(self.brand.theme)
