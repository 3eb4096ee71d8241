"""A slide layout goes in; its date, footer and slide number come out, with places of their own where it has none."""

from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from pptx.oxml.ns import qn

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import FOOTERS, drawn
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.ooxml.on_off import is_true

STRIP = 20.0
"""The height of the strip at the foot, in points, that gets what a brand lacks."""
_STYLES = ("titleStyle", "bodyStyle")
_EDGE = 10.0
_NUMBER_WIDTH = 56.0
_NAMES = {"dt": "Date", "ftr": "Footer", "sldNum": "Slide Number"}
_INDICES = {"dt": 910, "ftr": 911, "sldNum": 912}


@dataclass(frozen=True, slots=True)
class FooterPlaceholder:
    """A placeholder at the foot; an `orphan` stands at `rect` on the slide itself, the others where the layout says.

    `width` is the room of its text, `size` and `align` what it is set in; `wide` is how far a footer of many words may
    reach between its neighbours. All lengths are in points.
    """

    kind: str
    holder: str
    name: str
    rect: Rect
    width: float
    size: float
    align: str
    orphan: bool = False
    wide: Rect | None = None


def footers_of(slide: SlideLayoutCandidate, body: Rect) -> tuple[FooterPlaceholder, ...]:
    """What stands at the foot, in reading order."""
    own = [found for kind in FOOTERS if (found := _own(slide, kind))]
    missing = [kind for kind in ("ftr", "sldNum") if not any(each.kind == kind for each in own)]
    if "sldNum" in missing and _draws_a_number(slide):
        missing.remove("sldNum")
    return (*(_widened(each, own, body) for each in own), *_orphans(slide, body, missing, own))


def _own(slide: SlideLayoutCandidate, kind: str) -> FooterPlaceholder | None:
    placeholder = slide.footer(kind)
    if placeholder is None or placeholder.rect is None:
        return None
    size = f" sz={quoteattr(placeholder.size)}" if placeholder.size else ""
    left, _, right, _ = placeholder.style.insets
    return FooterPlaceholder(
        kind=kind,
        holder=f'<p:ph type="{kind}"{size} idx="{placeholder.index}"/>',
        name=_NAMES[kind],
        rect=placeholder.rect,
        width=placeholder.rect.width - left - right,
        size=placeholder.style.size,
        align=placeholder.style.align,
    )


def _widened(one: FooterPlaceholder, own: list[FooterPlaceholder], body: Rect) -> FooterPlaceholder:
    """A footer with the room up to its neighbours; the others as they are."""
    if one.kind != "ftr":
        return one
    beside = [
        each.rect for each in own if each is not one and each.rect.y < one.rect.bottom and each.rect.bottom > one.rect.y
    ]
    left = max([place.right + 6 for place in beside if place.x < one.rect.x] or [min(body.x, one.rect.x)])
    right = min([place.x - 6 for place in beside if place.x > one.rect.x] or [max(body.right, one.rect.right)])
    wide = Rect(min(left, one.rect.x), one.rect.y, 0.0, one.rect.height)
    return replace(one, wide=wide._replace(width=max(right, one.rect.right) - wide.x))


def _draws_a_number(slide: SlideLayoutCandidate) -> bool:
    """Whether the slide layout draws the slide's number without a placeholder; a second one would stand beside it."""
    roots = (slide.element, slide.master) if slide.shows_master else (slide.element,)
    fields = (field for root in roots for shape in drawn(root) for field in shape.iter(qn("a:fld")))
    return any(field.get("type") == "slidenum" for field in fields)


def starts_at_the_right(slide: SlideLayoutCandidate) -> bool:
    """Whether titles or bodies run from right to left by the brand's slide master."""
    styles = slide.master.find(qn("p:txStyles"))
    levels = [] if styles is None else [styles.find(f"{qn(f'p:{name}')}/{qn('a:lvl1pPr')}") for name in _STYLES]
    return any(level is not None and is_true(level.get("rtl")) for level in levels)


def strip_bottom(slide: SlideLayoutCandidate) -> float:
    """Where the strip at the foot ends: at the slide's edge, or over a bar that spans it."""
    bars = [
        place.y for place in slide.decorations() if place.width > 0.8 * slide.width and place.y > 0.6 * slide.height
    ]
    return min((slide.height - _EDGE, *bars))


def _orphans(
    slide: SlideLayoutCandidate, body: Rect, missing: list[str], own: list[FooterPlaceholder]
) -> list[FooterPlaceholder]:
    if not missing:
        return []
    bottom = strip_bottom(slide)
    left, right = _free(slide, Rect(body.x, bottom - STRIP, body.width, STRIP), own)
    number = min(_NUMBER_WIDTH, (right - left) / 3)
    edge = right - number if "sldNum" in missing else right
    places = {
        "ftr": Rect(left, bottom - STRIP, edge - left - 6, STRIP - 2),
        "sldNum": Rect(right - number, bottom - STRIP, number, STRIP - 2),
    }
    if not starts_at_the_right(slide):
        return [_orphan(kind, places[kind]) for kind in missing]
    mirrored = {kind: place._replace(x=left + right - place.right) for kind, place in places.items()}
    return [replace(_orphan(kind, mirrored[kind]), align="l" if kind == "sldNum" else "r") for kind in missing]


def _free(slide: SlideLayoutCandidate, strip: Rect, own: list[FooterPlaceholder]) -> tuple[float, float]:
    """The sides of the strip, moved in past logos and other footers."""
    left, right = strip.x, strip.right
    for place in (*slide.decorations(), *(each.rect for each in own)):
        if place.bottom <= strip.y or place.y >= strip.bottom or place.width > 0.8 * slide.width:
            continue
        if place.x + place.width / 2 < slide.width / 2:
            left = max(left, place.right + 6)
        else:
            right = min(right, place.x - 6)
    return left, max(right, left + 60)


def _orphan(kind: str, place: Rect) -> FooterPlaceholder:
    return FooterPlaceholder(
        kind=kind,
        holder=f'<p:ph type="{kind}" sz="quarter" idx="{_INDICES[kind]}"/>',
        name=_NAMES[kind],
        rect=place,
        width=place.width,
        size=10.0,
        align="r" if kind == "sldNum" else "l",
        orphan=True,
    )
