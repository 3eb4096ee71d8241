"""Slide layouts that were made for narrower slides.

Some programs make slides wider and leave the slide layouts as they are. All texts then stand at the left, and a part of
every slide at the right stays empty, which nobody has meant.
"""

from collections.abc import Iterable
from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import Placeholder

_ENDS = 0.8
"""The part of a slide's width at which all placeholders of such a slide layout end."""
_BEGINS = 0.1
"""The part of a slide's width at which the first of them begins at the latest."""
_WHOLE = 0.95
"""A shape that takes this part of a slide's width is its background."""


def on_wider_slide(
    placeholders: tuple[Placeholder, ...], drawn: Iterable[Rect], slide: Rect
) -> tuple[Placeholder, ...] | None:
    """The placeholders of a slide layout that was made for narrower slides, stretched over the width of this one.

    Args:
        placeholders: The placeholders of the slide layout.
        drawn: The places of all shapes that the slide layout and its master draw.
        slide: The slide, in the same points as the places.

    Returns:
        The placeholders with their new places; None where the slide layout takes the width of the slide, or where a
        shape stands at the right of its placeholders.
    """
    places = [each.rect for each in placeholders if each.rect]
    left, right = min((place.x for place in places), default=0.0), max((place.right for place in places), default=0.0)
    is_narrow = left < right <= _ENDS * slide.width and 0.0 <= left <= _BEGINS * slide.width
    if not is_narrow or any(shape.right > right and shape.width < _WHOLE * slide.width for shape in drawn):
        return None
    factor = (slide.width - 2 * left) / (right - left)

    def stretched(place: Rect) -> Rect:
        return place._replace(x=left + (place.x - left) * factor, width=place.width * factor)

    return tuple(
        replace(each, rect=stretched(each.rect), has_place=False) if each.rect else each for each in placeholders
    )
