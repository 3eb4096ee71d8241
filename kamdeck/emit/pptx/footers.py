"""Finds the date, footer and slide number of a slide layout, and places for those that it lacks."""

from dataclasses import replace
from xml.sax.saxutils import quoteattr

from kamdeck.brand import Rect
from kamdeck.emit.pptx.drawn_numbers import NUMBER_INDEX, number_line
from kamdeck.emit.pptx.placeholders import FOOTERS, FooterPlaceholder, drawn, placeholder_shapes
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.ooxml.deck_package import qn
from kamdeck.ooxml.on_off import is_true

STRIP = 20.0
"""The height in points of a strip at the bottom of slides, for the footers that a brand lacks."""
_STYLES = ("titleStyle", "bodyStyle")
_EDGE = 10.0
_NUMBER_WIDTH = 56.0
_SMALLEST = 8.0
_LINE = 1.25
"""The least height of a footer as a multiple of the size of its text."""
_NAMES = {"dt": "Date", "ftr": "Footer", "sldNum": "Slide Number"}
# Far above the indices that PowerPoint gives to placeholders of slide layouts.
_INDICES = {"dt": 910, "ftr": 911, "sldNum": NUMBER_INDEX}


def footers_of(slide: SlideLayoutCandidate, body: Rect) -> tuple[FooterPlaceholder, ...]:
    """The date, footer and slide number, in reading order; `body` is the region above them."""
    # A slide shows a footer of its layout only if the slide has a placeholder for it. python-pptx does not add these
    # placeholders to a new slide (its issue 64), so kamdeck writes them.
    own = _apart([found for kind in FOOTERS if (found := _own_footer(slide, kind))])
    missing = [kind for kind in ("ftr", "sldNum") if not any(each.kind == kind for each in own)]
    if "sldNum" in missing and _draws_slide_number(slide):
        missing.remove("sldNum")
    return (*(_with_wide_place(each, own, body) for each in own), *_added_footers(slide, body, missing, own))


def _apart(footers: list[FooterPlaceholder]) -> list[FooterPlaceholder]:
    """Footers of which none reaches down into another one, in a smaller size if only that fits above the other one."""
    found = []
    for footer in footers:
        rect = footer.rect
        below = [each.rect.y for each in footers if each is not footer and _reaches_into(rect, each.rect)]
        height = min(below, default=rect.bottom) - rect.y
        size = min(footer.size, height / _LINE)
        if not below or size < _SMALLEST:
            found.append(footer)
        else:
            has_size = footer.has_size and size == footer.size
            low = replace(footer, rect=rect._replace(height=height), size=size, has_size=has_size, moved=True)
            found.append(low)
    return found


def _reaches_into(upper: Rect, lower: Rect) -> bool:
    is_beside = upper.right <= lower.x or lower.right <= upper.x
    return not is_beside and upper.y < lower.y < upper.bottom


def _own_footer(slide: SlideLayoutCandidate, kind: str) -> FooterPlaceholder | None:
    placeholder = slide.footer(kind)
    if placeholder is None or placeholder.rect is None:
        return None
    size = f" sz={quoteattr(placeholder.size)}" if placeholder.size else ""
    left, _, right, _ = placeholder.style.insets
    rect = _on_slide(placeholder.rect, slide)
    return FooterPlaceholder(
        kind=kind,
        markup=f'<p:ph type="{kind}"{size} idx="{placeholder.index}"/>',
        name=_NAMES[kind],
        rect=rect,
        width=rect.width - left - right,
        size=placeholder.style.size,
        latin=placeholder.style.latin,
        bold=placeholder.style.bold,
        moved=rect != placeholder.rect or not placeholder.has_place,
        has_size=placeholder.style.has_size,
        align=placeholder.style.align,
        words=_number_words(slide) if kind == "sldNum" else ("", ""),
    )


def _on_slide(rect: Rect, slide: SlideLayoutCandidate) -> Rect:
    """The part of a footer's place that lies on the slide, or the same place where that is nearly all of it."""
    left, right = max(rect.x, 0.0), min(rect.right, slide.width)
    bottom = min(rect.bottom, slide.height)
    top = max(min(rect.y, bottom - STRIP), 0.0)
    beyond = max(left - rect.x, rect.right - right, rect.bottom - bottom, top - rect.y)
    is_empty = right - left < _NUMBER_WIDTH
    return rect if beyond < 1.0 or is_empty else Rect(left, top, right - left, bottom - top)


def _number_words(slide: SlideLayoutCandidate) -> tuple[str, str]:
    """The text before and after the slide number in the placeholder of a slide layout."""
    shape = next(shape for shape, ph in placeholder_shapes(slide.element) if ph.get("type") == "sldNum")
    line = number_line(shape)
    if line is None:
        return "", ""
    number = line.index(line.find(qn("a:fld")))
    before, after = (
        "".join(text for run in part for text in run.itertext(qn("a:t")))
        for part in (line[:number], line[number + 1 :])
    )
    return before, after


def _with_wide_place(footer: FooterPlaceholder, own: list[FooterPlaceholder], body: Rect) -> FooterPlaceholder:
    """A footer with the space up to its neighbours as `wide`; a date or number unchanged."""
    if footer.kind != "ftr":
        return footer
    beside = [
        each.rect
        for each in own
        if each is not footer and each.rect.y < footer.rect.bottom and each.rect.bottom > footer.rect.y
    ]
    left = max([place.right + 6 for place in beside if place.x < footer.rect.x] or [min(body.x, footer.rect.x)])
    right = min([place.x - 6 for place in beside if place.x > footer.rect.x] or [max(body.right, footer.rect.right)])
    wide = Rect(min(left, footer.rect.x), footer.rect.y, 0.0, footer.rect.height)
    return replace(footer, wide=wide._replace(width=max(right, footer.rect.right) - wide.x))


def _draws_slide_number(slide: SlideLayoutCandidate) -> bool:
    """Whether the slide layout draws the slide number without a placeholder, so that a second number would be wrong."""
    roots = (slide.element, slide.master) if slide.shows_master else (slide.element,)
    fields = (field for root in roots for shape in drawn(root) for field in shape.iter(qn("a:fld")))
    return any(field.get("type") == "slidenum" for field in fields)


def is_right_to_left(slide: SlideLayoutCandidate) -> bool:
    """Whether the slide master sets titles or body text from right to left."""
    styles = slide.master.find(qn("p:txStyles"))
    levels = [] if styles is None else [styles.find(f"{qn(f'p:{name}')}/{qn('a:lvl1pPr')}") for name in _STYLES]
    return any(level is not None and is_true(level.get("rtl")) for level in levels)


def strip_bottom(slide: SlideLayoutCandidate) -> float:
    """The bottom of the strip for footers: near the slide's edge, or above a bar across the slide."""
    bar_tops = [
        place.y for place in slide.decorations() if place.width > 0.8 * slide.width and place.y > 0.6 * slide.height
    ]
    return min((slide.height - _EDGE, *bar_tops))


def _added_footers(
    slide: SlideLayoutCandidate, body: Rect, missing: list[str], own: list[FooterPlaceholder]
) -> list[FooterPlaceholder]:
    if not missing:
        return []
    bottom = strip_bottom(slide)
    left, right = _free_sides(slide, Rect(body.x, bottom - STRIP, body.width, STRIP), own)
    number = min(_NUMBER_WIDTH, (right - left) / 3)
    edge = right - number if "sldNum" in missing else right
    places = {
        "ftr": Rect(left, bottom - STRIP, edge - left - 6, STRIP - 2),
        "sldNum": Rect(right - number, bottom - STRIP, number, STRIP - 2),
    }
    if not is_right_to_left(slide):
        return [_added_footer(kind, places[kind]) for kind in missing]
    mirrored = {kind: place._replace(x=left + right - place.right) for kind, place in places.items()}
    return [replace(_added_footer(kind, mirrored[kind]), align="l" if kind == "sldNum" else "r") for kind in missing]


def _free_sides(slide: SlideLayoutCandidate, strip: Rect, own: list[FooterPlaceholder]) -> tuple[float, float]:
    """The left and right ends of the strip between logos and other footers."""
    left, right = strip.x, strip.right
    for place in (*slide.decorations(), *(each.rect for each in own)):
        if place.bottom <= strip.y or place.y >= strip.bottom or place.width > 0.8 * slide.width:
            continue
        # An obstacle in the left half of the slide shortens the strip from the left.
        if place.x + place.width / 2 < slide.width / 2:
            left = max(left, place.right + 6)
        else:
            right = min(right, place.x - 6)
    return left, max(right, left + 60)


def _added_footer(kind: str, place: Rect) -> FooterPlaceholder:
    return FooterPlaceholder(
        kind=kind,
        markup=f'<p:ph type="{kind}" sz="quarter" idx="{_INDICES[kind]}"/>',
        name=_NAMES[kind],
        rect=place,
        width=place.width,
        size=10.0,
        align="r" if kind == "sldNum" else "l",
        added=True,
    )
