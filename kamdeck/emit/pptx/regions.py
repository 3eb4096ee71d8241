"""Finds the regions for headline, breadcrumb and body on a brand's slide layouts, in points."""

from dataclasses import replace

from kamdeck.brand import Rect, Regions
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.footers import STRIP, strip_bottom
from kamdeck.emit.pptx.placeholders import FOOTERS, Placeholder, placeholder_shapes, rect_of
from kamdeck.emit.pptx.side_titles import MOST_LINES, body_beside
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.emit.pptx.title_bars import LINE_HEIGHT, bar_behind, height_on, place_on_bar, raised_on_bar

# Lengths in points, unless they are parts of the slide's height.
GAP = 9.0
_LEAST_GAP = 1.0
_ALIGNED = 8.0
"""The body begins and ends where the brand's own does, if that costs no more than this height."""
_LARGEST_TITLE, _SMALLEST_TITLE = 28.0, 18.0
_ABOVE_EDGE = 4.0  # points between a headline of two lines and the lower edge of its bar
_SIDE_TITLE = 20.0  # the size of headlines in a column
_SIDE_MARGIN = 0.025  # of the slide's width, kept free beside texts whose place reaches an edge
_MARGIN = 0.02  # of the slide's height, kept free at an edge where a brand draws nothing
_BREADCRUMB = 14.4
_LARGEST_LOGO = 0.25  # of the slide's width and height
_ALIKE = 0.95  # of a region's area
_LEAST_BODY = 0.5  # of the slide's height
_LEAST_TITLE = 0.167  # of the slide's height: LibreOffice makes every title so high
_BAND = 0.6  # of the slide's height, from which on a decoration at a side is a band
_LEAST_BESIDE_BANDS = 0.7  # of the body's width; where a band would take more, the body lies on it
_LEAST_ON_PANEL = 0.7  # of the body's area; where less of it lies on a panel, the body is larger than that
_TALL = 1.5  # times two lines of a headline
_AT_TOP = 0.2  # of the slide's height
_LOW_BODY = 0.6  # of the slide's height, below which the body gets what a tall headline and the brand's own body spare
_UNSEEN = 2.0  # points of the file by which a title may be higher than its place


@dataclass(frozen=True, slots=True)
class FreeBand:
    """The top and the bottom of the part of a slide that the brand leaves free, in points."""

    top: float
    bottom: float


def content_regions(slide: SlideLayoutCandidate) -> Regions:
    """The regions for headline, breadcrumb and body of a content slide."""
    title = headline_of(slide)
    assert title.rect is not None
    if beside := body_beside(slide, title):
        return _side_regions(slide, title, beside)
    bar = bar_behind(slide, title)
    size, rect = _headline(slide, title, bar)
    rect = rect if title.filled else _off_edges(slide, title, rect)
    inside = inner_height(rect if bar is None else rect._replace(height=height_on(bar, title)), title)
    # A title that is 1.5 points too low for a line still gets it, since PowerPoint does not clip text.
    lines = max(1, int((inside + 1.5) / (LINE_HEIGHT * size)))
    body = _body(slide, rect, rect.bottom + _gap_below(title, rect, size))
    return Regions(
        title=rect,
        body=body,
        title_size=size,
        title_lines=min(lines, 2),
        title_inset=title.style.insets[0] + title.style.insets[2],
        breadcrumb=_breadcrumb(slide, rect, title) if bar is None else None,
    )


def _off_edges(slide: SlideLayoutCandidate, title: Placeholder, rect: Rect) -> Rect:
    """A place for headlines whose texts keep the margins of slides."""
    margin = _SIDE_MARGIN * slide.width
    left_inset, _, right_inset, _ = title.style.insets
    left, right = max(rect.x, margin - left_inset), min(rect.right, slide.width - margin + right_inset)
    return rect._replace(x=left, width=right - left)


def _side_regions(slide: SlideLayoutCandidate, title: Placeholder, place: Rect) -> Regions:
    """The regions of a slide layout that means this place for the body beside the headline.

    The headline may take the height of its column.
    """
    assert title.rect is not None
    left, above, right, below = title.style.insets
    bounds = free_band(slide, place.x, place.right)
    top = max(place.y, bounds.top + GAP)
    bottom = min(bounds.bottom - GAP, strip_bottom(slide) - STRIP - 4)
    body = Rect(place.x + left, top, place.width - left - right, bottom - top)
    rect, size = title.rect, _title_size(title.style.size)
    if title.style.anchor == "t":
        column = free_band(slide, rect.x, rect.right).bottom - GAP - rect.y
        rect = rect._replace(height=max(rect.height, min(column, MOST_LINES * LINE_HEIGHT * size + above + below)))
    size = min(size, _SIDE_TITLE)
    lines = int((inner_height(rect, title) + 1.5) / (LINE_HEIGHT * size))
    return Regions(
        title=rect._replace(height=max(rect.height, least_height(slide, title))),
        body=body,
        title_size=size,
        title_lines=min(max(lines, 1), MOST_LINES),
        title_inset=left + right,
        breadcrumb=_breadcrumb(slide, rect, title),
    )


def headline_of(slide: SlideLayoutCandidate) -> Placeholder:
    """The placeholder of headlines, beside the bands at the sides of slides.

    Its margins above and below are left out, unless the brand fills it. On a bar it may begin at another place.
    """
    title = slide.title
    assert title is not None and title.rect is not None
    beside = _below_footers(slide, between_bands(slide, title.rect, _LEAST_BESIDE_BANDS))
    if beside != title.rect and not title.filled:
        title = replace(title, rect=beside, has_place=False)
    left, top, right, bottom = title.style.insets
    if not title.filled and (top or bottom):
        rect = beside._replace(y=beside.y + top, height=beside.height - top - bottom)
        style = replace(title.style, insets=(left, 0.0, right, 0.0))
        title = replace(title, rect=rect, style=style, has_place=False, trimmed=True)
    return raised_on_bar(slide, title, least_height(slide, title))


def _below_footers(slide: SlideLayoutCandidate, place: Rect) -> Rect:
    """A headline's place without the little of it on which footers at the top of slides lie."""
    bottoms = [footer.bottom for footer in _footers_above(slide, place) if footer.bottom > place.y]
    top = max(bottoms, default=place.y)
    return place._replace(y=top, height=place.bottom - top) if top < place.y + place.height / 2 else place


def _footers_above(slide: SlideLayoutCandidate, place: Rect) -> list[Rect]:
    """The places of footers at the top of slides, above a headline's place or on its upper part."""
    return [footer for footer in _footer_places(slide) if _is_above(footer, place)]


def _footer_places(slide: SlideLayoutCandidate) -> list[Rect]:
    """The places of the date, the footer and the slide number, as far as the slide layout has them."""
    return [placeholder.rect for kind in FOOTERS if (placeholder := slide.footer(kind)) and placeholder.rect]


def _gap_below(title: Placeholder, rect: Rect, size: float) -> float:
    """The distance from the headline's place to the body: little if its two lines leave space at the bottom."""
    free = inner_height(rect, title) - 2 * LINE_HEIGHT * size
    below = {"t": free, "b": 0.0}.get(title.style.anchor, free / 2)
    return GAP if title.filled else max(_LEAST_GAP, GAP - max(below, 0.0))


def inner_height(rect: Rect, placeholder: Placeholder) -> float:
    """The height of a place without the placeholder's margins."""
    return rect.height - placeholder.style.insets[1] - placeholder.style.insets[3]


def _title_size(own: float) -> float:
    """The size of headlines: the brand's, or kamdeck's if the brand's is too large for a whole sentence."""
    return 24.0 if own > _LARGEST_TITLE else max(_SMALLEST_TITLE, own)


def _headline(slide: SlideLayoutCandidate, title: Placeholder, bar: Rect | None) -> tuple[float, Rect]:
    """Size and place of the headline. For two lines it takes free space below, or gets a smaller size.

    A headline on a bar stays on the bar.
    """
    assert title.rect is not None
    rect, wanted = title.rect, _title_size(title.style.size)
    free = max(rect.height, _free_below(slide, title)) if bar is None else height_on(bar, title)
    for size in (wanted, *(each for each in (24.0, 22.0, 20.0, _SMALLEST_TITLE) if each < wanted)):
        needed = 2 * LINE_HEIGHT * size + title.style.insets[1] + title.style.insets[3]
        # On a bar, only lines of the smallest size may reach its edge.
        margin = _ABOVE_EDGE if bar is not None and size > _SMALLEST_TITLE else 0.0
        if needed + margin <= free + 1.5:
            # A brand's larger size leaves space that headlines do not need.
            is_spare = size < title.style.size or _is_tall(slide, title, needed)
            height = needed if is_spare and not title.filled else max(rect.height, needed)
            place = enlarged(slide, title, height, bar)
            return size, place if bar is not None else _above_rule(slide, title, place, needed)
    return wanted, enlarged(slide, title, rect.height, bar)


def _above_rule(slide: SlideLayoutCandidate, title: Placeholder, place: Rect, needed: float) -> Rect:
    """A headline's place, so far up that no rule or logo in its lower half runs through lines of a height."""
    assert title.rect is not None
    free = max(place.height - needed, 0.0)
    top = place.y + {"t": 0.0, "b": free}.get(title.style.anchor, free / 2)
    crossing = [
        each.y for each in slide.decorations() if _is_below_middle(each, title.rect) and top < each.y < top + needed
    ]
    if not crossing:
        return place
    highest = max((_MARGIN * slide.height, *(each.bottom for each in _footers_above(slide, place))))
    return place._replace(y=max(min(highest, place.y), place.y - (top + needed - min(crossing))))


def _is_tall(slide: SlideLayoutCandidate, title: Placeholder, needed: float) -> bool:
    """Whether a place for headlines is so much higher than two lines that the space below it is too low for a body."""
    assert title.rect is not None
    left = free_band(slide, title.rect.x, title.rect.right).bottom - title.rect.bottom
    is_at_top = title.rect.y < _AT_TOP * slide.height
    return is_at_top and title.rect.height > _TALL * needed and left < _LOW_BODY * slide.height


def enlarged(slide: SlideLayoutCandidate, title: Placeholder, height: float, bar: Rect | None) -> Rect:
    """The headline's place, at least as high as LibreOffice makes titles; it grows upward if text is at its bottom.

    Args:
        slide: The slide layout.
        title: The placeholder of the headline, whose place is known.
        height: The height that the headline needs, in points.
        bar: The bar that the layout draws behind the headline, if there is one.
    """
    assert title.rect is not None
    rect, wanted_height = title.rect, max(height, least_height(slide, title))
    if bar is not None:
        return place_on_bar(title, height, wanted_height)
    if rect.y > slide.height / 2:
        # A headline at the bottom grows away from the footers below it.
        bottom = min(rect.y + wanted_height, free_band(slide, rect.x, rect.right).bottom - _LEAST_GAP)
        return rect._replace(y=bottom - wanted_height, height=wanted_height)
    if title.style.anchor != "b":
        return rect._replace(height=wanted_height)
    top = max(
        slide.height * _MARGIN, rect.bottom - wanted_height, *(each.bottom for each in _footers_above(slide, rect))
    )
    return Rect(rect.x, top, rect.width, max(wanted_height, rect.bottom - top))


def least_height(slide: SlideLayoutCandidate, title: Placeholder) -> float:
    """The least height that LibreOffice gives to a title, with its margins."""
    _, above, _, below = title.style.insets
    return _LEAST_TITLE * slide.height - slide.units.points(_UNSEEN) + above + below


def _free_below(slide: SlideLayoutCandidate, title: Placeholder) -> float:
    """The height that the headline may have before it touches a rule, a logo or the body."""
    assert title.rect is not None
    below = [place.y for place in slide.decorations() if _is_below_middle(place, title.rect)]
    hint = _body_hint(slide)
    limit = hint.y if hint and hint.y >= title.rect.bottom - 1 else title.rect.bottom
    if hint and not slide.others:
        limit += 0.05 * slide.height
    return min((limit, *below)) - title.rect.y


def _is_below_middle(place: Rect, title: Rect) -> bool:
    return place.y >= title.y + title.height / 2 and place.x < title.right and place.right > title.x


def _body_hint(slide: SlideLayoutCandidate) -> Rect | None:
    """The place that the brand means for the body: its largest other placeholder, or the body of its master."""
    own = [placeholder.rect for placeholder in slide.others if placeholder.rect]
    if own:
        return max(own, key=lambda place: place.width * place.height)
    return _master_body(slide)


def _master_body(slide: SlideLayoutCandidate) -> Rect | None:
    bodies = (shape for shape, ph in placeholder_shapes(slide.master) if ph.get("type") == "body")
    return next((place for shape in bodies if (place := rect_of(shape, slide.units))), None)


def free_band(slide: SlideLayoutCandidate, left: float, right: float) -> FreeBand:
    """The free part between decorations and footers above and below, from a `left` to a `right` edge."""
    margin = slide.height * _MARGIN * 2
    top, bottom = slide.height * _MARGIN, slide.height - margin
    footers = _footer_places(slide)
    for place in (*slide.decorations(), *footers):
        if place.right <= left or place.x >= right:
            continue
        # A decoration in the lower part is part of the footer, one in the upper part of the header.
        if place.y > 0.6 * slide.height:
            bottom = min(bottom, place.y)
        elif place.bottom < 0.4 * slide.height:
            top = max(top, place.bottom)
    return FreeBand(top, bottom)


def _body(slide: SlideLayoutCandidate, headline: Rect, top: float) -> Rect:
    """The largest region from `top` on, below the headline: beside a logo in a corner, or above or below it."""
    title = slide.title
    assert title is not None and title.rect is not None
    left_inset, _, right_inset, _ = title.style.insets
    hint = _body_hint(slide)
    sides = between_bands(slide, _sides(slide, title.rect, hint), _LEAST_BESIDE_BANDS)
    margin = _SIDE_MARGIN * slide.width
    left = max(sides.x + left_inset, margin)
    right = min(sides.right - right_inset, slide.width - margin)
    logos = corner_logos(slide)
    lefts = {left, *(place.right + GAP for place in logos if left < place.right < slide.width / 2)}
    rights = {right, *(place.x - GAP for place in logos if slide.width / 2 < place.x < right)}
    regions = [
        _body_between(slide, headline, (one, other), top)
        for one in sorted(lefts)
        for other in sorted(rights, reverse=True)
    ]
    largest, whole = max(regions, key=_area), regions[0]
    # A little more space is no reason for text that does not begin or end where the headline does.
    return _on_panel(slide, largest if _area(whole) < _ALIKE * _area(largest) else whole)


def _on_panel(slide: SlideLayoutCandidate, body: Rect) -> Rect:
    """The body within the panel that the brand draws below most of it; its edges would run through texts."""
    for panel in slide.panels():
        left, top = max(body.x, panel.x + GAP), max(body.y, panel.y + GAP)
        right, bottom = min(body.right, panel.right - GAP), min(body.bottom, panel.bottom - GAP)
        inside = Rect(left, top, right - left, bottom - top)
        if _area(inside) >= _LEAST_ON_PANEL * _area(body):
            return inside
    return body


def _sides(slide: SlideLayoutCandidate, title: Rect, hint: Rect | None) -> Rect:
    """What gives the body its sides: the place that the brand means for it, or a title that is wider than the rest."""
    if hint is None or hint.width <= 0.5 * slide.width:
        return title
    # The master's body says nothing about a layout without one.
    return title if not slide.others and title.width > hint.width else hint


def between_bands(slide: SlideLayoutCandidate, place: Rect, least: float) -> Rect:
    """A place without what lies on the bands that a brand draws down the left or the right edge of slides.

    Where less than the part `least` of its width would be left, the place is returned as it is.
    """
    bands = [band for band in slide.decorations() if band.height > _BAND * slide.height]
    ends = [band.right + GAP for band in bands if band.x <= _MARGIN * slide.width]
    starts = [band.x - GAP for band in bands if band.right >= slide.width * (1 - _MARGIN)]
    left = max((place.x, *(end for end in ends if end < place.right)))
    right = min((place.right, *(start for start in starts if start > left)))
    return place._replace(x=left, width=right - left) if right - left >= least * place.width else place


def _area(region: Rect) -> float:
    return max(region.width, 0.0) * max(region.height, 0.0)


def corner_logos(slide: SlideLayoutCandidate) -> list[Rect]:
    """The decorations that are as small as a logo and near the left or right edge."""
    return [place for place in slide.decorations() if _is_in_corner(slide, place)]


def _is_in_corner(slide: SlideLayoutCandidate, place: Rect) -> bool:
    """Whether a decoration is as small as a logo, and near the left or right edge."""
    if place.width > _LARGEST_LOGO * slide.width or place.height > _LARGEST_LOGO * slide.height:
        return False
    middle = (place.x + place.width / 2) / slide.width
    return middle < _LARGEST_LOGO or middle > 1 - _LARGEST_LOGO


def _body_between(slide: SlideLayoutCandidate, headline: Rect, sides: tuple[float, float], top: float) -> Rect:
    """The region for the body between two sides, below the headline and from `top` on."""
    (left, right), hint = sides, _body_hint(slide)
    bounds = free_band(slide, left, right)
    if headline.y > slide.height / 2:
        # Headlines at the bottom have the body above them.
        least = bounds.top + 2 * GAP
        above = hint.y if hint and bounds.top <= hint.y <= least + 2 * _ALIGNED else least
        return Rect(left, above, right - left, headline.y - _BREADCRUMB - GAP - above)
    top = max(top, bounds.top + GAP if bounds.top < headline.bottom + 40 else 0.0)
    bottom = bounds.bottom - GAP
    if hint and bottom - top >= _LOW_BODY * slide.height:
        top = hint.y if max(headline.bottom, bounds.top) <= hint.y <= top + _ALIGNED else top
        bottom = hint.bottom if hint.bottom <= bounds.bottom and bottom - hint.bottom < _ALIGNED else bottom
    if slide.footer("sldNum") is None or slide.footer("ftr") is None:
        bottom = min(bottom, strip_bottom(slide) - STRIP - 4)
    least = _LEAST_BODY * slide.height
    if bottom - top < least:
        top = max(headline.bottom + 3, bottom - least)
    return Rect(left, top, right - left, bottom - top)


def _breadcrumb(slide: SlideLayoutCandidate, rect: Rect, title: Placeholder) -> Rect | None:
    """A line of 10 points directly above the headline, if there is space for it."""
    left, _, right, _ = title.style.insets
    top = top_of(slide, rect)
    if rect.y - top < _BREADCRUMB + 2.0:
        return None
    return Rect(rect.x + left, rect.y - _BREADCRUMB - 0.72, rect.width - left - right, _BREADCRUMB)


def top_of(slide: SlideLayoutCandidate, rect: Rect) -> float:
    """The lower edge of what a slide layout has above a title, or the slide's margin."""
    above = [place.bottom for place in slide.decorations() if _is_above(place, rect)]
    above += [each.rect.bottom for each in slide.others if each.rect and _is_above(each.rect, rect)]
    above += [footer.bottom for footer in _footers_above(slide, rect)]
    return max((slide.height * _MARGIN, *above))


def _is_above(place: Rect, title: Rect) -> bool:
    return place.y < title.y and place.x < title.right and place.right > title.x and place.bottom < title.bottom


def inner(rect: Rect, placeholder: Placeholder) -> Rect:
    """A placeholder's place without its margins."""
    left, top, right, bottom = placeholder.style.insets
    return Rect(rect.x + left, rect.y + top, rect.width - left - right, rect.height - top - bottom)
