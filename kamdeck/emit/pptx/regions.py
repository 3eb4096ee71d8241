"""A chosen slide layout goes in; the rooms that it leaves for headline, body and cover come out, in points."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kamdeck.brand import Rect, Regions
from kamdeck.emit.pptx.footers import STRIP, strip_bottom
from kamdeck.emit.pptx.placeholders import FOOTERS, Placeholder, placeholder_shapes, rect_of
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.emit.pptx.title_bars import bar_behind, height_on, place_on_bar

PITCH = 1.2
_GAP = 9.0
_MARGIN = 0.02  # of the slide's height, where a brand has nothing at its edge
_BREADCRUMB = 14.4
_LEAST_SUBTITLE = 66.0
_LEAST_BODY = 0.5  # of the slide's height
_LEAST_TITLE = 0.1635  # of the slide's height; LibreOffice's own is 0.167, and a tenth of a line over is not seen


@dataclass(frozen=True, slots=True)
class Bounds:
    """What stands above and below the rooms: the top and the foot of the free part of the slide."""

    top: float
    foot: float


def content_regions(slide: SlideLayoutCandidate) -> Regions:
    """Headline, breadcrumb and body of a content slide."""
    title = slide.title
    assert title is not None and title.rect is not None
    bar = bar_behind(slide, title)
    size, rect = _headline(slide, title, bar)
    inside = _inner_height(rect if bar is None else rect._replace(height=height_on(bar, title)), title)
    lines = max(1, int((inside + 1.5) / (PITCH * size)))
    body = _body(slide, title, rect)
    return Regions(
        title=rect,
        body=body,
        title_size=size,
        title_lines=min(lines, 2),
        title_inset=title.style.insets[0] + title.style.insets[2],
        breadcrumb=_breadcrumb(slide, rect, title) if bar is None else None,
    )


def _inner_height(rect: Rect, placeholder: Placeholder) -> float:
    return rect.height - placeholder.style.insets[1] - placeholder.style.insets[3]


def _title_size(slide: SlideLayoutCandidate, own: float) -> float:
    """The brand's size where headlines of a sentence can be set in it; ours where it is meant for two words."""
    most = 28.0 if slide.width >= 864 else 24.0
    return 24.0 if own > most else max(18.0, own)


def _headline(slide: SlideLayoutCandidate, title: Placeholder, bar: Rect | None) -> tuple[float, Rect]:
    """Size and place of the headline: two lines where they fit, by growing into what is free below, or set smaller.

    One on a bar grows no further than the bar.
    """
    assert title.rect is not None
    rect, wanted = title.rect, _title_size(slide, title.style.size)
    free = max(rect.height, _free_below(slide, title)) if bar is None else height_on(bar, title)
    for size in (wanted, *(each for each in (24.0, 22.0, 20.0, 18.0) if each < wanted)):
        needed = 2 * PITCH * size + title.style.insets[1] + title.style.insets[3]
        if needed <= free + 1.5:
            return size, _tall(slide, title, max(rect.height, needed), bar)
    return wanted, _tall(slide, title, rect.height, bar)


def _tall(slide: SlideLayoutCandidate, title: Placeholder, height: float, bar: Rect | None) -> Rect:
    """The headline's place, as high as LibreOffice makes every title: upward where its words stand at the bottom."""
    assert title.rect is not None
    _, above, _, below = title.style.insets
    rect, tall = title.rect, max(height, _LEAST_TITLE * slide.height + above + below)
    if bar is not None:
        return place_on_bar(title, height, tall)
    top = max(slide.height * _MARGIN, rect.bottom - tall) if title.style.anchor == "b" else rect.y
    return Rect(rect.x, top, rect.width, max(tall, rect.bottom - top))


def _free_below(slide: SlideLayoutCandidate, title: Placeholder) -> float:
    """How high the headline may grow before it meets a rule, a logo, or the body."""
    assert title.rect is not None
    below = [place.y for place in slide.decorations() if _under(place, title.rect)]
    hint = _body_hint(slide)
    region = hint.y if hint and hint.y >= title.rect.bottom - 1 else title.rect.bottom
    if hint and not slide.others:
        region += 0.05 * slide.height
    return min((region, *below)) - title.rect.y


def _under(place: Rect, title: Rect) -> bool:
    return place.y >= title.y + title.height / 2 and place.x < title.right and place.right > title.x


def _body_hint(slide: SlideLayoutCandidate) -> Rect | None:
    """The largest placeholder besides the headline, or the master's body."""
    own = [placeholder.rect for placeholder in slide.others if placeholder.rect]
    if own:
        return max(own, key=lambda place: place.width * place.height)
    return _master_body(slide)


def _master_body(slide: SlideLayoutCandidate) -> Rect | None:
    bodies = (shape for shape, holder in placeholder_shapes(slide.master) if holder.get("type") == "body")
    return next((place for shape in bodies if (place := rect_of(shape))), None)


def _bounds(slide: SlideLayoutCandidate, left: float, right: float) -> Bounds:
    """Where decorations and footers end above, and begin below, between two sides."""
    margin = slide.height * _MARGIN * 2
    top, foot = slide.height * _MARGIN, slide.height - margin
    footers = [placeholder.rect for kind in FOOTERS if (placeholder := slide.footer(kind)) and placeholder.rect]
    for place in (*slide.decorations(), *footers):
        if place.right <= left or place.x >= right:
            continue
        if place.y > 0.6 * slide.height:
            foot = min(foot, place.y)
        elif place.bottom < 0.4 * slide.height:
            top = max(top, place.bottom)
    return Bounds(top, foot)


def _body(slide: SlideLayoutCandidate, title: Placeholder, rect: Rect) -> Rect:
    assert title.rect is not None
    left_inset, _, right_inset, _ = title.style.insets
    hint = _body_hint(slide)
    sides = hint if hint and hint.width > 0.5 * slide.width else title.rect
    left, right = sides.x + left_inset, sides.right - right_inset
    bounds = _bounds(slide, left, right)
    top = max(rect.bottom, bounds.top if bounds.top < rect.bottom + 40 else 0.0) + _GAP
    foot = bounds.foot - _GAP
    if hint:
        top = hint.y if top - _GAP <= hint.y <= top + 30 else top
        foot = hint.bottom if hint.bottom <= bounds.foot and foot - hint.bottom < 30 else foot
    if slide.footer("sldNum") is None or slide.footer("ftr") is None:
        foot = min(foot, strip_bottom(slide) - STRIP - 4)
    least = _LEAST_BODY * slide.height
    if foot - top < least:
        top = max(rect.bottom + 3, foot - least)
    return Rect(left, top, right - left, foot - top)


def _breadcrumb(slide: SlideLayoutCandidate, rect: Rect, title: Placeholder) -> Rect | None:
    """A line of 10 pt right over the headline, where the slide is free for it."""
    left, _, right, _ = title.style.insets
    top = _top_of(slide, rect)
    if rect.y - top < _BREADCRUMB + 2.0:
        return None
    return Rect(rect.x + left, rect.y - _BREADCRUMB - 0.72, rect.width - left - right, _BREADCRUMB)


def _top_of(slide: SlideLayoutCandidate, rect: Rect) -> float:
    above = [place.bottom for place in slide.decorations() if _over(place, rect)]
    above += [
        placeholder.rect.bottom for placeholder in slide.others if placeholder.rect and _over(placeholder.rect, rect)
    ]
    return max((slide.height * _MARGIN, *above))


def _over(place: Rect, title: Rect) -> bool:
    return place.y < title.y and place.x < title.right and place.right > title.x and place.bottom < title.bottom


def cover_regions(slide: SlideLayoutCandidate, fills: Iterable[tuple[Rect, str]]) -> tuple[Regions, Placeholder | None]:
    """The rooms of a cover, and the placeholder of its subtitle; `fills` are filled areas with their roles."""
    title = slide.title
    assert title is not None and title.rect is not None
    if title.kind != "ctrTitle" and slide.kind != "title":
        return _plain_cover(slide), None
    subtitle = _subtitle(slide, title.rect)
    aside, ground = _aside(slide, title.rect, fills)
    under = subtitle.rect if subtitle and subtitle.rect else title.rect
    below, body = _facts(slide, title, under)
    size = min(48.0, max(24.0, title.style.size))
    regions = Regions(
        title=title.rect,
        body=body,
        title_size=size,
        title_lines=max(1, int((_inner_height(title.rect, title) + 1.5) / (PITCH * size))),
        title_inset=title.style.insets[0] + title.style.insets[2],
        breadcrumb=_line_at_the_top(slide, title),
        subtitle=inner(below, subtitle) if subtitle else None,
        aside=aside,
        aside_ground=ground,
    )
    return regions, subtitle


def _plain_cover(slide: SlideLayoutCandidate) -> Regions:
    """The rooms of a content slide that serves as a cover, where a brand has none: the subtitle leads its body."""
    regions = content_regions(slide)
    body, height = regions.body, min(90.0, regions.body.height / 3)
    lead = Rect(body.x, body.y, body.width, height)
    rest = Rect(body.x, lead.bottom + _GAP, body.width, body.height - height - _GAP)
    return replace(regions, subtitle=lead, body=rest)


def inner(rect: Rect, placeholder: Placeholder) -> Rect:
    """What a placeholder's margins leave of its place."""
    left, top, right, bottom = placeholder.style.insets
    return Rect(rect.x + left, rect.y + top, rect.width - left - right, rect.height - top - bottom)


def _subtitle(slide: SlideLayoutCandidate, title: Rect) -> Placeholder | None:
    below = [
        placeholder
        for placeholder in slide.others
        if placeholder.kind in ("subTitle", "body") and placeholder.rect and placeholder.rect.y > title.y
    ]
    return min(
        below,
        key=lambda placeholder: (placeholder.kind != "subTitle", placeholder.rect.y if placeholder.rect else 0.0),
        default=None,
    )


def _aside(slide: SlideLayoutCandidate, title: Rect, fills: Iterable[tuple[Rect, str]]) -> tuple[Rect | None, str]:
    """An object's placeholder beside the title, and the role of the area that it stands on."""
    beside = [
        placeholder.rect
        for placeholder in slide.others
        if placeholder.kind == "obj" and placeholder.rect and placeholder.rect.x >= title.right - 1
    ]
    if not beside:
        return None, "primary"
    aside = max(beside, key=lambda place: place.width * place.height)
    under = (role for place, role in fills if _holds(place, aside))
    return aside, next(under, "ground")


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom


def _facts(slide: SlideLayoutCandidate, title: Placeholder, under: Rect) -> tuple[Rect, Rect]:
    """What is left of the subtitle's place, and the room below it: a body placeholder's, or what is free."""
    own = [
        placeholder.rect
        for placeholder in slide.others
        if placeholder.kind == "body" and placeholder.rect and placeholder.rect.y >= under.bottom - 1
    ]
    if own:
        return _shared(under, max(own, key=lambda place: place.width * place.height))
    left, _, right, _ = title.style.insets
    bounds = _bounds(slide, under.x, under.right)
    foot = max(bounds.foot, under.y + 72) - _GAP
    top = under.bottom + _GAP
    if foot - top < 80 and under.height > 90:
        top = max(foot - 100, under.y + 60)
        under = Rect(under.x, under.y, under.width, top - under.y)
    top = min(top, foot - 40)
    return under, Rect(under.x + left, top, under.width - left - right, foot - top)


def _shared(subtitle: Rect, facts: Rect) -> tuple[Rect, Rect]:
    """A subtitle of a single line takes what a second one needs from the facts right below it."""
    missing = _LEAST_SUBTITLE - subtitle.height
    if missing <= 0 or facts.y - subtitle.bottom > missing or facts.height < missing + 40:
        return subtitle, facts
    longer = subtitle._replace(height=_LEAST_SUBTITLE)
    return longer, Rect(facts.x, longer.bottom + 3, facts.width, facts.bottom - longer.bottom - 3)


def _line_at_the_top(slide: SlideLayoutCandidate, title: Placeholder) -> Rect | None:
    assert title.rect is not None
    left, _, right, _ = title.style.insets
    top = max(36.0, _top_of(slide, title.rect) + _GAP)
    if top + 24 > title.rect.y:
        return None
    return Rect(title.rect.x + left, top, title.rect.width - left - right, 24.0)
