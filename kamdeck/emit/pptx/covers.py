"""Finds the regions for title, subtitle and facts on a brand's covers, in points, with enough space for each."""

from collections.abc import Iterable
from dataclasses import replace

from kamdeck.brand import Rect, Regions
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.placeholders import Placeholder
from kamdeck.emit.pptx.regions import (
    GAP,
    between_bands,
    content_regions,
    enlarged,
    free_band,
    headline_of,
    inner,
    inner_height,
    least_height,
    top_of,
)
from kamdeck.emit.pptx.side_titles import body_beside
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate
from kamdeck.emit.pptx.title_bars import LINE_HEIGHT

_LEAST_SUBTITLE = 66.0
"""The height in points of three lines of a subtitle, with the margins of its placeholder."""
_LEAST_FACTS = 84.0
"""The height in points of three facts side by side and the classification below them."""
_LEAST_WIDTH = 340.0
"""The width in points at which three facts stand side by side."""

_COLUMN = 0.55
"""The part of their width that the texts of a cover take if they cannot be read across all of it."""

_LEAST_TITLE, _PLAIN_TITLE, _LARGEST_TITLE = 24.0, 32.0, 48.0
"""The least size of titles on covers and on content slides used as covers, and the greatest one, in points."""
_MIDDLE = 0.26
"""The part of a slide's height above the title of a content slide used as a cover."""
_LEAST_BESIDE_BANDS = 0.4
"""The part of a title's width that is left beside a band at an edge of the slide, if the texts are to stand there."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """The places of a cover's texts, from top to bottom: those of the title and subtitle with their margins."""

    title: Rect
    subtitle: Rect
    facts: Rect


@dataclass(frozen=True, slots=True)
class CoverPlaces:
    """The regions of a cover, and the placeholders of its title and subtitle."""

    regions: Regions
    title: Placeholder
    subtitle: Placeholder | None = None


def cover_places(slide: SlideLayoutCandidate, fills: Iterable[tuple[Rect, str]]) -> CoverPlaces:
    """The places of a cover's texts; `fills` are the layout's filled areas with their roles."""
    title = slide.title
    assert title is not None and title.rect is not None
    if not slide.is_cover:
        return _plain_cover(slide, title)
    subtitle = _subtitle(slide, title.rect)
    aside, background = _aside(slide, title.rect, fills)
    stack = _stack(slide, title, subtitle, aside)
    regions = _regions(slide, title, stack, _LEAST_TITLE)
    regions = replace(
        regions,
        subtitle=inner(stack.subtitle, subtitle or title),
        aside=aside,
        aside_ground=background,
        centred=title.style.align == "ctr" and aside is None,
    )
    return CoverPlaces(regions, title, subtitle)


def in_a_column(places: CoverPlaces, *, from_right: bool) -> CoverPlaces:
    """A cover with the subtitle and the facts in a column at the side where their lines begin, or in the middle."""
    regions = places.regions
    lines = None if regions.subtitle is None else _column_of(regions.subtitle, regions, from_right)
    facts = _column_of(regions.body, regions, from_right)
    return replace(places, regions=replace(regions, body=facts, subtitle=lines))


def _column_of(place: Rect, regions: Regions, from_right: bool) -> Rect:
    width = min(place.width, max(_LEAST_WIDTH, _COLUMN * place.width))
    spare = place.width - width
    before = spare / 2 if regions.centred else spare if from_right else 0.0
    return place._replace(x=place.x + before, width=width)


def _regions(slide: SlideLayoutCandidate, title: Placeholder, stack: _Stack, least_size: float) -> Regions:
    size = min(_LARGEST_TITLE, max(least_size, title.style.size))
    return Regions(
        title=stack.title,
        body=stack.facts,
        title_size=size,
        title_lines=max(1, int((inner_height(stack.title, title) + 1.5) / (LINE_HEIGHT * size))),
        title_inset=title.style.insets[0] + title.style.insets[2],
        breadcrumb=_top_line(slide, title, stack.title),
        subtitle=inner(stack.subtitle, title),
        centred=title.style.align == "ctr",
    )


def _stack(slide: SlideLayoutCandidate, title: Placeholder, subtitle: Placeholder | None, aside: Rect | None) -> _Stack:
    """The brand's own places if they have space for the texts of a cover, and else places below each other."""
    assert title.rect is not None
    place = enlarged(slide, title, title.rect.height, None)
    beside = between_bands(slide, place, _LEAST_BESIDE_BANDS)
    if beside != place:
        return _restacked(slide, title, beside, aside)
    if subtitle is not None and subtitle.rect is not None and subtitle.rect.y >= place.bottom - 1:
        below, facts = _facts(slide, title, subtitle.rect)
        lines = inner(below, subtitle)
        if facts.height >= _LEAST_FACTS and min(facts.width, lines.width) >= _LEAST_WIDTH and lines.height >= 48:
            return _Stack(place, below, facts)
    return _restacked(slide, title, place, aside)


def _restacked(slide: SlideLayoutCandidate, title: Placeholder, place: Rect, aside: Rect | None) -> _Stack:
    """The texts of a cover below each other from the title's place on, which moves up or gets lower where needed."""
    column = _column(slide, title, place, aside)
    band, margin = free_band(slide, column.x, column.right), 0.05 * slide.height
    least_title = least_height(slide, title)
    texts = _LEAST_SUBTITLE + _LEAST_FACTS + 2 * GAP
    top, bottom = band.top + GAP, band.bottom - GAP
    if bottom - top < least_title + texts:
        # Bars leave no space between them, so that the texts stand on them.
        top, bottom = margin, slide.height - margin
    start = max(top, min(column.y, bottom - least_title - texts))
    height = min(column.height, bottom - start - texts)
    heading = column._replace(y=start, height=max(height, least_title))
    lines = Rect(column.x, heading.bottom + GAP, column.width, _LEAST_SUBTITLE)
    left, _, right, _ = title.style.insets
    facts = Rect(column.x + left, lines.bottom + GAP, column.width - left - right, bottom - lines.bottom - GAP)
    return _Stack(heading, lines, facts)


def _column(slide: SlideLayoutCandidate, title: Placeholder, place: Rect, aside: Rect | None) -> Rect:
    """The title's place, made wide enough for the facts if it is narrow."""
    left, _, right, _ = title.style.insets
    missing = _LEAST_WIDTH + left + right - place.width
    if missing <= 0:
        return place
    edge = aside.x - GAP if aside else slide.width * 0.95
    after = min(missing, max(edge - place.right, 0.0))
    before = min(missing - after, max(place.x - slide.width * 0.05, 0.0))
    return place._replace(x=place.x - before, width=place.width + before + after)


def _plain_cover(slide: SlideLayoutCandidate, title: Placeholder) -> CoverPlaces:
    """The texts of a cover on a layout for content, if a brand has no other: in the middle of the slide."""
    regions = content_regions(slide)
    body = regions.body
    if title.filled or body.y + _LEAST_SUBTITLE > slide.height / 2 or body_beside(slide, title):
        # The title keeps its place: the brand fills it, or has it beside or below the body.
        height = min(90.0, body.height / 3)
        facts = body._replace(y=body.y + height + GAP, height=body.height - height - GAP)
        return CoverPlaces(replace(regions, subtitle=body._replace(height=height), body=facts), headline_of(slide))
    left, _, right, _ = title.style.insets
    middle = Rect(body.x - left, max(body.y, _MIDDLE * slide.height), body.width + left + right, 0.0)
    stack = _restacked(slide, title, middle._replace(height=least_height(slide, title)), None)
    return CoverPlaces(_regions(slide, title, stack, _PLAIN_TITLE), title)


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
    """An object placeholder beside the title, and the role of the filled area behind it."""
    beside = [
        placeholder.rect
        for placeholder in slide.others
        if placeholder.kind == "obj" and placeholder.rect and placeholder.rect.x >= title.right - 1
    ]
    if not beside:
        return None, "primary"
    aside = max(beside, key=lambda place: place.width * place.height)
    under = (role for place, role in fills if _contains(place, aside))
    return aside, next(under, "ground")


def _contains(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom


def _facts(slide: SlideLayoutCandidate, title: Placeholder, under: Rect) -> tuple[Rect, Rect]:
    """The subtitle's place and the region for facts below it: a body placeholder, or the free space."""
    own = [
        placeholder.rect
        for placeholder in slide.others
        if placeholder.kind == "body" and placeholder.rect and placeholder.rect.y >= under.bottom - 1
    ]
    if own:
        return _shared_space(under, max(own, key=lambda place: place.width * place.height))
    left, _, right, _ = title.style.insets
    bounds = free_band(slide, under.x, under.right)
    bottom = max(bounds.bottom, under.y + 72) - GAP
    top = under.bottom + GAP
    if bottom - top < 80 and under.height > 90:
        top = max(bottom - 100, under.y + 60)
        under = Rect(under.x, under.y, under.width, top - under.y)
    top = min(top, bottom - 40)
    return under, Rect(under.x + left, top, under.width - left - right, bottom - top)


def _shared_space(subtitle: Rect, facts: Rect) -> tuple[Rect, Rect]:
    """The two places, with a subtitle too low for two lines enlarged at the cost of the facts directly below it."""
    missing = _LEAST_SUBTITLE - subtitle.height
    if missing <= 0 or facts.y - subtitle.bottom > missing or facts.height < missing + 40:
        return subtitle, facts
    longer = subtitle._replace(height=_LEAST_SUBTITLE)
    return longer, Rect(facts.x, longer.bottom + 3, facts.width, facts.bottom - longer.bottom - 3)


def _top_line(slide: SlideLayoutCandidate, title: Placeholder, place: Rect) -> Rect | None:
    left, _, right, _ = title.style.insets
    top = max(36.0, top_of(slide, place) + GAP)
    if top + 24 > place.y:
        return None
    return Rect(place.x + left, top, place.width - left - right, 24.0)
