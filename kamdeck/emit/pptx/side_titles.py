"""Content slides whose headline stands in a column beside the body, as in many layouts of recent brands."""

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import Placeholder
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate

_WIDEST = 0.45
"""A headline that takes more of a slide's width stands above or below the body."""
_LEAST_BODY = 0.4
"""The least part of a slide's width and height that a body beside a headline has."""
MOST_LINES = 8
"""The most lines of a headline in a column."""


def body_beside(slide: SlideLayoutCandidate, title: Placeholder) -> Rect | None:
    """The place that a slide layout means for the body beside its headline; None if it stands elsewhere."""
    rect = title.rect
    if rect is None or rect.width > _WIDEST * slide.width:
        return None
    places = [each.rect for each in slide.others if each.rect and _is_beside(each.rect, rect)]
    body = max(places, key=lambda place: place.width * place.height, default=None)
    is_large = body and body.width > _LEAST_BODY * slide.width and body.height > _LEAST_BODY * slide.height
    return body if is_large else None


def _is_beside(place: Rect, title: Rect) -> bool:
    apart = place.x >= title.right - 1.0 or place.right <= title.x + 1.0
    return apart and place.y < title.bottom and place.bottom > title.y
