"""Content slides in brands whose slide layouts leave the body little space.

A table or drawing cannot be set in a narrow column, or below the title of a cover; the deck would have many slides.
Title and body then take the width of the slide, if necessary from its top, on a panel where the brand draws something.
"""

from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import FOOTERS
from kamdeck.emit.pptx.regions import content_regions
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate

_LITTLE = 0.38
"""The part of a slide's area up to which the region for its body is too small."""
_MARGIN, _TOP = 0.045, 0.06
"""The parts of a slide's width and height that stay free at both sides and above a title that was moved."""
_TITLE = 0.15
"""The height of a title that was moved, as a part of the slide's."""
_GAIN = 1.5
"""How much larger the region must get."""


def with_space(slide: SlideLayoutCandidate) -> SlideLayoutCandidate:
    """A slide layout with its title in a place that leaves enough space for the body: its own, if possible."""
    title, area = slide.title, _body_area(slide)
    enough = _LITTLE * slide.width * slide.height
    if title is None or title.rect is None or area >= enough:
        return slide
    margin, width = _MARGIN * slide.width, (1 - 2 * _MARGIN) * slide.width
    wide = title.rect._replace(x=margin, width=width)
    at_top = Rect(margin, _TOP * slide.height, width, _TITLE * slide.height)
    moved = [_with_title_at(slide, place) for place in (wide, at_top)]
    largest = max(moved, key=_body_area)
    found = next((each for each in moved if _body_area(each) >= max(enough, _GAIN * area)), largest)
    return found if _body_area(found) >= _GAIN * area else slide


def _with_title_at(slide: SlideLayoutCandidate, place: Rect) -> SlideLayoutCandidate:
    """The slide layout with its title at a place, and without what says where the brand means the body to be."""
    kept = (each for each in slide.placeholders if each is slide.title or each.kind in FOOTERS)
    moved = (replace(each, rect=place, has_place=False) if each is slide.title else each for each in kept)
    return replace(slide, placeholders=tuple(moved))


def _body_area(slide: SlideLayoutCandidate) -> float:
    body = content_regions(slide).body
    return max(body.width, 0.0) * max(body.height, 0.0)
