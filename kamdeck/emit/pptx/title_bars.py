"""A bar that a brand draws behind its headlines: white words must not leave it, however many lines they have."""

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import Placeholder
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate

_HIGHEST = 0.35
"""The part of a slide's height up to which a shape is a bar; higher ones are panels, that headlines may grow in."""
_COVERED = 0.5
"""The part of a headline's place that a bar at least covers."""


def bar_behind(slide: SlideLayoutCandidate, title: Placeholder) -> Rect | None:
    """The lowest bar that the headline's words stand on."""
    assert title.rect is not None
    rect = title.rect
    middle = rect.y + rect.height / 2
    bars = [
        place
        for place in slide.decorations()
        if place.height < _HIGHEST * slide.height
        and place.y <= middle <= place.bottom
        and _shared(place, rect) > _COVERED * rect.width * rect.height
    ]
    return min(bars, key=lambda place: place.height, default=None)


def _shared(one: Rect, other: Rect) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(width, 0.0) * max(height, 0.0)


def height_on(bar: Rect, title: Placeholder) -> float:
    """How high the headline's words may be, with their margins, as they are anchored, without leaving the bar."""
    assert title.rect is not None
    rect = title.rect
    match title.style.anchor:
        case "t":
            return bar.bottom - max(rect.y, bar.y)
        case "b":
            return min(rect.bottom, bar.bottom) - bar.y
        case _:
            middle = rect.y + rect.height / 2
            return 2 * min(middle - bar.y, bar.bottom - middle)


def place_on_bar(title: Placeholder, height: float, tall: float) -> Rect:
    """A place whose words start where those of the brand do: `tall` if it stays on the slide, else of this height."""
    assert title.rect is not None
    rect, anchor = title.rect, title.style.anchor
    if anchor == "t":
        return rect._replace(height=tall)
    part = 1.0 if anchor == "b" else 0.5  # of the place that is above the point that stays where it is
    fixed = rect.y + rect.height * part
    chosen = tall if fixed >= tall * part else height
    return Rect(rect.x, fixed - chosen * part, rect.width, chosen)
