"""Headlines for brands of which no slide layout has a title: slides need one, also for people who listen to them."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import headline_without_layout, placeholder_shapes, rect_of
from kamdeck.emit.pptx.regions import GAP, free_band
from kamdeck.emit.pptx.slide_layouts import TITLES, SlideLayoutCandidate
from kamdeck.emit.pptx.title_bars import LINE_HEIGHT

_TITLE_SIZE = 24.0
_SIDE = 0.05
"""The part of a slide's width that is left free at either side of a headline."""
_TOP = 0.04
"""The part of a slide's height that is left free above a headline."""


def with_headlines(known: Sequence[SlideLayoutCandidate]) -> list[SlideLayoutCandidate]:
    """The slide layouts of a brand; where none of them has a title, each gets a place for headlines at its top.

    This is the place of the master's title if it has one, else the top of what the brand leaves free. The placeholder
    stands on the slides only: the brand's layouts stay as they are.
    """
    if any(each.title for each in known):
        return list(known)
    return [_with_headline(each) for each in known]


def _with_headline(slide: SlideLayoutCandidate) -> SlideLayoutCandidate:
    headline = headline_without_layout(_place(slide), slide.master, slide.units)
    # A title without a place, which neither layout nor master gives it, is none.
    others = (placeholder for placeholder in slide.placeholders if placeholder.kind not in TITLES)
    return replace(slide, placeholders=(headline, *others))


def _place(slide: SlideLayoutCandidate) -> Rect:
    titles = [shape for shape, ph in placeholder_shapes(slide.master) if ph.get("type") in TITLES]
    of_master = next((place for shape in titles if (place := rect_of(shape, slide.units))), None)
    if of_master and of_master.y >= 0 and of_master.bottom < slide.height / 2:
        return of_master
    left = _SIDE * slide.width
    top = max(_TOP * slide.height, free_band(slide, left, slide.width - left).top + GAP)
    return Rect(left, top, slide.width - 2 * left, 2 * LINE_HEIGHT * _TITLE_SIZE)
