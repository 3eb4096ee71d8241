"""The bar that a brand draws behind its headlines: a headline of several lines must stay on it to be readable."""

from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import Placeholder
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate

_HIGHEST = 0.35
"""The part of a slide's height up to which a shape is a bar; a headline may grow in a higher one."""
LINE_HEIGHT = 1.2
"""The height of a line as a multiple of the size of its text."""
_ON_BARS = 20.0
"""The size in points up to which two lines of a headline are centred on a bar."""
_COVERED = 0.5
"""The part of a headline's rectangle that a bar covers at least."""


def bar_behind(slide: SlideLayoutCandidate, title: Placeholder) -> Rect | None:
    """The bar of the least height that lies behind the headline; `None` if there is none."""
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
    """The greatest height in points that the headline may have, with its margins, without leaving the bar."""
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


def raised_on_bar(slide: SlideLayoutCandidate, title: Placeholder, least: float) -> Placeholder:
    """A headline on a bar at the top of slides, with its first line at the place that it has in the middle of the bar.

    LibreOffice makes titles `least` points high. With the text in the middle or at the bottom, as the brand has it, the
    frame would reach beyond the top of the slide; from the first line on, it may reach below the bar.
    """
    bar = bar_behind(slide, title)
    if bar is None or title.style.anchor == "t" or title.filled:
        return title
    assert title.rect is not None
    rect, part = title.rect, 1.0 if title.style.anchor == "b" else 0.5
    fixed = rect.y + rect.height * part
    if fixed >= least * part:
        return title
    height = min(height_on(bar, title), 2 * LINE_HEIGHT * min(title.style.size, _ON_BARS))
    place = rect._replace(y=fixed - height * part, height=height)
    return replace(title, rect=place, style=replace(title.style, anchor="t"), has_place=False, reanchored=True)


def place_on_bar(title: Placeholder, height: float, tall: float) -> Rect:
    """The rectangle of a headline on a bar, with its text at the same place as in the brand.

    It is `tall` points high if it does not leave the slide at the top, otherwise `height` points.
    """
    assert title.rect is not None
    rect, anchor = title.rect, title.style.anchor
    if anchor == "t":
        return rect._replace(height=tall)
    # The bottom or the middle of the headline keeps its place (`fixed`); `part` is the share of the height above it.
    part = 1.0 if anchor == "b" else 0.5
    fixed = rect.y + rect.height * part
    chosen = tall if fixed >= tall * part else height
    return Rect(rect.x, fixed - chosen * part, rect.width, chosen)
