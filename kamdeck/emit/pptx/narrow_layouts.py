"""Content slides in brands whose slide layouts leave the body only a narrow place, beside a picture for example.

A table or drawing cannot be set in a column that is meant for a few words; the deck would have many slides. Title and
body then take the width of the slide, on a panel where the brand draws something.
"""

from dataclasses import replace

from kamdeck.emit.pptx.placeholders import FOOTERS
from kamdeck.emit.pptx.regions import content_regions
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate

_NARROW = 0.3
"""The part of a slide's area up to which the region for its body is narrow."""
_MARGIN = 0.045
"""The part of a slide's width that stays free on both sides."""
_GAIN = 1.5
"""How much larger the region must get."""


def widened(slide: SlideLayoutCandidate) -> SlideLayoutCandidate:
    """A slide layout with a title as wide as the slide if its body is narrow, otherwise as it is."""
    title, area = slide.title, _body_area(slide)
    if title is None or title.rect is None or area >= _NARROW * slide.width * slide.height:
        return slide
    margin = _MARGIN * slide.width
    rect = title.rect._replace(x=margin, width=slide.width - 2 * margin)
    wide = replace(title, rect=rect, has_place=False)
    # The other placeholders say where the brand means the body to be.
    kept = tuple(
        wide if each is title else each for each in slide.placeholders if each is title or each.kind in FOOTERS
    )
    found = replace(slide, placeholders=kept)
    return found if _body_area(found) >= _GAIN * area else slide


def _body_area(slide: SlideLayoutCandidate) -> float:
    body = content_regions(slide).body
    return max(body.width, 0.0) * max(body.height, 0.0)
