"""Keeps texts off what a brand draws over a part of their place, such as art in a corner or lines across a cover."""

from dataclasses import replace

from kamdeck.brand import Rect, Regions, around
from kamdeck.emit.pptx.backdrop import Backdrop
from kamdeck.emit.pptx.legibility import lines_of
from kamdeck.emit.pptx.placeholders import Placeholder
from kamdeck.emit.pptx.regions import GAP
from kamdeck.emit.pptx.title_bars import LINE_HEIGHT

_LEAST_WIDTH = 0.6
"""The part of a headline's width that is left beside the art at least; a headline lies on larger art."""
_LEAST_FACTS = 300.0
"""The width in points at which three facts of a cover stand beside each other at least."""
_LEAST_FACTS_HEIGHT = 100.0
"""The height in points at which facts of several lines and the classification fit below each other."""

_LEAST_TITLE_LINES = 2
"""The lines of its title that a cover has space for when facts take some of its height."""


def beside_art(regions: Regions, title: Placeholder, backdrop: Backdrop) -> Regions:
    """The regions with a headline that ends before the art that its last words would lie on.

    It begins where the brand has it begin.
    """
    lines = lines_of(regions, title)
    from_left, from_right = backdrop.clear_parts(lines)
    if title.filled or from_left >= lines.width:
        return regions
    match title.style.align:
        case "r":
            before, after = lines.width - from_right + GAP, 0.0
        case "ctr":
            before = after = max(0.0, lines.width - max(from_left, from_right) + GAP)
        case _:
            before, after = 0.0, lines.width - from_left + GAP
    if lines.width - before - after < _LEAST_WIDTH * lines.width:
        return regions
    line = regions.breadcrumb
    return replace(
        regions,
        title=_between(regions.title, before, after),
        breadcrumb=None if line is None else _between(line, before, after),
    )


def cover_beside_art(regions: Regions, backdrop: Backdrop, *, from_right: bool) -> Regions:
    """The regions of a cover whose subtitle and facts end before a line or an edge that would run through them.

    Narrower facts have more lines; where they are too low for these, a high title gives them some of its height. They
    keep their places where it cannot, and where the art leaves less than three facts need.
    """
    texts = _texts_of(regions)
    if regions.centred or backdrop.clear_parts(texts)[from_right] >= texts.width:
        return regions
    usual, regions = regions, _raised(regions)
    texts = _texts_of(regions)
    clear = min(backdrop.clear_parts(each)[from_right] for each in (texts, _texts_of(usual))) - GAP
    if clear < _LEAST_FACTS or regions.body.height < _LEAST_FACTS_HEIGHT:
        return usual
    left = texts.right - clear if from_right else texts.x
    clear_part = Rect(left, texts.y, clear, texts.height)
    lines = regions.subtitle and _inside(regions.subtitle, clear_part)
    return replace(regions, body=_inside(regions.body, clear_part), subtitle=lines)


def _texts_of(regions: Regions) -> Rect:
    """Where the subtitle and the facts of a cover stand."""
    return regions.body if regions.subtitle is None else around(regions.subtitle, regions.body)


def _raised(regions: Regions) -> Regions:
    """The regions of a cover with facts of the least height, as far as a title of several lines can be lower."""
    title, line = regions.title, LINE_HEIGHT * regions.title_size
    missing = _LEAST_FACTS_HEIGHT - regions.body.height
    if missing <= 0 or title.height - missing < _LEAST_TITLE_LINES * line + GAP or title.bottom > regions.body.y:
        return regions
    return replace(
        regions,
        title=title._replace(height=title.height - missing),
        title_lines=min(regions.title_lines, int((title.height - missing) / line)),
        subtitle=regions.subtitle and regions.subtitle._replace(y=regions.subtitle.y - missing),
        body=regions.body._replace(y=regions.body.y - missing, height=_LEAST_FACTS_HEIGHT),
    )


def _inside(place: Rect, part: Rect) -> Rect:
    left, right = max(place.x, part.x), min(place.right, part.right)
    return place._replace(x=left, width=right - left)


def _between(place: Rect, before: float, after: float) -> Rect:
    return place._replace(x=place.x + before, width=place.width - before - after)
