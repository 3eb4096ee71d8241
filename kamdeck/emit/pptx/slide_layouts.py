"""The slide layouts of a brand, with what kamdeck needs to know of each to choose among them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn
from pptx.parts.presentation import PresentationPart

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.placeholders import FOOTERS, Placeholder, drawn, headline_at, placeholders_of, rect_of
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.units import Units, slide_units

_TITLES = ("title", "ctrTitle")
_LOWEST_HEADLINE = 0.25
"""The part of a slide's height below which a title is no headline, but that of a cover or of a section."""

_BACKGROUND = 0.4
"""An area that fills this part of a slide is its background, or a panel on it."""
_EDGE = 4.0
"""The distance from the edges of a slide, in points, in which an area has something of its background around it."""
_LEAST_VISIBLE = 0.75
"""The part of a title's width and height that must lie on the slide; the title then gets a place that does."""


@dataclass(frozen=True)
class SlideLayoutCandidate:
    """A slide layout with its master and its placeholders.

    `order` is the index of the master and of the layout in it; `width` and `height` are those of slides in
    points of typesetting, `units` the scale of the slides. `marked_for` are the purposes for which sample slides name
    it.
    """

    part_name: str
    element: Element
    master: Element
    part: Any
    master_part: Any
    placeholders: tuple[Placeholder, ...]
    order: tuple[int, int]
    width: float
    height: float
    units: Units
    marked_for: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The layout's type in the file, such as "titleOnly"."""
        return str(self.element.get("type", ""))

    @property
    def name(self) -> str:
        """The name that PowerPoint shows."""
        return str(self.element.find(qn("p:cSld")).get("name", ""))

    @property
    def title(self) -> Placeholder | None:
        """The placeholder of the headline."""
        return next(
            (placeholder for placeholder in self.placeholders if placeholder.kind in _TITLES and placeholder.rect), None
        )

    @property
    def others(self) -> tuple[Placeholder, ...]:
        """The placeholders other than headline and footers."""
        return tuple(placeholder for placeholder in self.placeholders if placeholder.kind not in (*_TITLES, *FOOTERS))

    def footer(self, kind: str) -> Placeholder | None:
        """The placeholder of the date ("dt"), footer ("ftr") or slide number ("sldNum")."""
        return next(
            (placeholder for placeholder in self.placeholders if placeholder.kind == kind and placeholder.rect), None
        )

    @property
    def title_is_seen(self) -> bool:
        """Whether the title lies on the slide as a whole, and its text runs from side to side."""
        title = self.title
        if title is None or title.rect is None or title.vertical:
            return False
        return _is_on(title.rect, Rect(0.0, 0.0, self.width, self.height))

    @property
    def is_cover(self) -> bool:
        """Whether the title is that of a cover: by its type or the layout's, or because it is far from the top."""
        title = self.title
        if title is None or title.rect is None:
            return False
        return title.kind == "ctrTitle" or self.kind == "title" or title.rect.y >= _LOWEST_HEADLINE * self.height

    @property
    def shows_master(self) -> bool:
        """Whether the master's own shapes are drawn."""
        return self.element.get("showMasterSp", "1") not in ("0", "false")

    def decorations(self) -> list[Rect]:
        """The places of logos, bars and rules, without areas that fill much of the slide as a background."""
        return [place for place in self._drawn() if place.width * place.height < _BACKGROUND * self.width * self.height]

    def panels(self) -> list[Rect]:
        """The places of areas that fill much of the slide, and have the slide's background on all sides."""
        inside = Rect(_EDGE, _EDGE, self.width - 2 * _EDGE, self.height - 2 * _EDGE)
        large = (each for each in self._drawn() if each.width * each.height >= _BACKGROUND * self.width * self.height)
        return [place for place in large if _is_on(place, inside)]

    def _drawn(self) -> list[Rect]:
        roots = (self.element, self.master) if self.shows_master else (self.element,)
        return [place for root in roots for shape in drawn(root) if (place := rect_of(shape, self.units))]


def candidates(main: PresentationPart, marked: Mapping[str, str]) -> list[SlideLayoutCandidate]:
    """Every slide layout, in the order of masters and layouts.

    `marked` are the part names of those that sample slides name, by purpose.
    """
    found = []
    presentation = main.presentation
    width, height = presentation.slide_width.pt, presentation.slide_height.pt
    units = slide_units(width, height)
    size = Rect(0.0, 0.0, units.points(width), units.points(height))
    for number, master in enumerate(presentation.slide_masters):
        with naming_part(master.part.partname):
            layouts = list(master.slide_layouts)
        for place, layout in enumerate(layouts):
            with naming_part(layout.part.partname):
                found.append(
                    SlideLayoutCandidate(
                        part_name=str(layout.part.partname),
                        element=layout.element,
                        master=master.element,
                        part=layout.part,
                        master_part=master.part,
                        placeholders=_placeholders(layout.element, master.element, size, units),
                        order=(number, place),
                        width=size.width,
                        height=size.height,
                        units=units,
                        marked_for=frozenset(
                            purpose for purpose, name in marked.items() if name == str(layout.part.partname)
                        ),
                    )
                )
    return found


def _placeholders(layout: Element, master: Element, slide: Rect, units: Units) -> tuple[Placeholder, ...]:
    """The placeholders of a slide layout, with one for the headline where a subtitle at the top stands for it."""
    found = placeholders_of(layout, master, units)
    if any(each.kind in _TITLES for each in found):
        return tuple(_clipped(each, slide) if each.kind in _TITLES else each for each in found)
    for number, each in enumerate(found):
        if (
            each.kind == "subTitle"
            and each.rect
            and each.rect.y < _LOWEST_HEADLINE * slide.height
            and not each.vertical
        ):
            return (*found[:number], headline_at(each.rect, master, units), *found[number + 1 :])
    return found


def _clipped(title: Placeholder, slide: Rect) -> Placeholder:
    """A title that reaches a little beyond an edge of the slide, with a place that does not."""
    rect = title.rect
    if rect is None or not rect.width or not rect.height:
        return title
    left, top = max(rect.x, 0.0), max(rect.y, 0.0)
    inside = Rect(left, top, min(rect.right, slide.right) - left, min(rect.bottom, slide.bottom) - top)
    if _is_on(rect, slide) or min(inside.width / rect.width, inside.height / rect.height) < _LEAST_VISIBLE:
        return title
    return replace(title, rect=inside, has_place=False)


def _is_on(rect: Rect, slide: Rect) -> bool:
    # Positions in the file are rounded, so that a title of a slide's full width may be a point wider.
    is_right = rect.x >= slide.x - 1 and rect.y >= slide.y - 1
    return is_right and rect.right <= slide.right + 1 and rect.bottom <= slide.bottom + 1
