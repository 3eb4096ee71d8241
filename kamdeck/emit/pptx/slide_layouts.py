"""The slide layouts of a brand, with what kamdeck needs to know of each to choose among them."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Literal

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.backdrop import Backdrop
from kamdeck.emit.pptx.placeholders import FOOTERS, Placeholder, bounds_of, drawn, headline_at, placeholders_of
from kamdeck.emit.pptx.resized_slides import on_wider_slide
from kamdeck.emit.pptx.template_package import OpenedPresentation
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.deck_package import Part, layouts_of, masters_of, qn
from kamdeck.units import EMU_PER_PT, Units, slide_units

Kind = Literal["cover", "content"]
TITLES = ("title", "ctrTitle")
"""The kinds of placeholders for headlines."""
_LOWEST_HEADLINE = 0.25
"""The part of a slide's height below which a title is no headline, but that of a cover or of a section."""

_BACKGROUND = 0.4
"""An area that fills this part of a slide is its background, or a panel on it."""
_EDGE = 4.0
"""The distance from the edges of a slide, in points, in which an area has something of its background around it."""
_TOP, _BOTTOM = 0.3, 0.85
"""The parts of a slide's height between which a shape with its middle there is in the middle of the slide."""
_LARGE = 0.12
"""The part of a slide's height from which on a shape is no rule, logo or footer."""
_LEAST_VISIBLE = 0.75
"""The part of a title's width and height that must lie on the slide; the title then gets a place that does."""


@dataclass(frozen=True)
class SlideLayoutCandidate:
    """A slide layout with its master and its placeholders.

    `order` is the index of the master and of the layout in it; `width` and `height` are those of slides in
    points of typesetting, `units` the scale of the slides. `marked_for` are the purposes for which sample slides name
    it. `stretched` says that the layout was made for narrower slides, and has its placeholders stretched here.
    `is_first` says that the first sample slide has it, and `first_title` is the place that this gives its title.
    `painted` makes the picture of what the layout draws.
    """

    part_name: str
    element: Element
    master: Element
    part: Part
    master_part: Part
    placeholders: tuple[Placeholder, ...]
    order: tuple[int, int]
    width: float
    height: float
    units: Units
    marked_for: frozenset[str] = frozenset()
    is_first: bool = False
    first_title: Rect | None = None
    stretched: bool = False
    painted: "Painter | None" = None

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
            (placeholder for placeholder in self.placeholders if placeholder.kind in TITLES and placeholder.rect), None
        )

    @property
    def others(self) -> tuple[Placeholder, ...]:
        """The placeholders other than headline and footers."""
        return tuple(placeholder for placeholder in self.placeholders if placeholder.kind not in (*TITLES, *FOOTERS))

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
        # Titles of samples may be frames of half a slide, with the text in their middle.
        top = title.rect.y if title.rect != self.first_title else title.rect.y + title.rect.height / 2
        return self.is_marked_cover or top >= _LOWEST_HEADLINE * self.height

    @property
    def is_marked_cover(self) -> bool:
        """Whether the layout is for covers by its type or that of its title."""
        return self.title is not None and (self.title.kind == "ctrTitle" or self.kind == "title")

    @property
    def with_first_title(self) -> "SlideLayoutCandidate":
        """The layout with its title where the first sample slide has it, unless it is marked as one for covers."""
        title = self.title
        if title is None or title.filled or self.first_title is None or self.is_marked_cover:
            return self
        moved = replace(title, rect=self.first_title, has_place=False)
        return replace(self, placeholders=tuple(moved if each is title else each for each in self.placeholders))

    @property
    def shows_master(self) -> bool:
        """Whether the master's own shapes are drawn."""
        return self.element.get("showMasterSp", "1") not in ("0", "false")

    @property
    def draws(self) -> bool:
        """Whether the layout itself has a background or shapes besides its placeholders."""
        has_background = self.element.find(f"{qn('p:cSld')}/{qn('p:bg')}") is not None
        return has_background or next(drawn(self.element), None) is not None

    def decorations(self) -> list[Rect]:
        """The places of logos, bars and rules, without areas that fill much of the slide as a background.

        A shape in the middle of the slide that can hardly be seen is part of the background, too.
        """
        return self._decorations

    @cached_property
    def _decorations(self) -> list[Rect]:
        least = _BACKGROUND * self.width * self.height
        return [place for place in self.drawn() if place.width * place.height < least and not self._is_faint(place)]

    def _is_faint(self, place: Rect) -> bool:
        middle = (place.y + place.height / 2) / self.height
        # What is lower or smaller is a rule, a logo or a footer, which is not looked at: to paint a layout takes long.
        is_inside = _TOP < middle < _BOTTOM or (middle > _TOP and place.height > _LARGE * self.height)
        return is_inside and self._backdrop is not None and self._backdrop.is_even(place)

    @cached_property
    def _backdrop(self) -> Backdrop | None:
        return None if self.painted is None else self.painted(self)

    def panels(self) -> list[Rect]:
        """The places of areas that fill much of the slide, and have the slide's background on all sides."""
        inside = Rect(_EDGE, _EDGE, self.width - 2 * _EDGE, self.height - 2 * _EDGE)
        large = (each for each in self.drawn() if each.width * each.height >= _BACKGROUND * self.width * self.height)
        return [place for place in large if _is_on(place, inside)]

    def drawn(self) -> list[Rect]:
        """The places of all shapes that the slide layout draws, and of those of its master if it shows them."""
        roots = (self.element, self.master) if self.shows_master else (self.element,)
        return [place for root in roots for shape in drawn(root) if (place := bounds_of(shape, self.units))]


Painter = Callable[[SlideLayoutCandidate], Backdrop]


def candidates(opened: OpenedPresentation, painted: Painter | None = None) -> list[SlideLayoutCandidate]:
    """Every slide layout of a presentation, in the order of masters and layouts."""
    found = []
    main = opened.package.main
    given = main.root.find(qn("p:sldSz"))
    width, height = (int(given.get(key)) / EMU_PER_PT for key in ("cx", "cy"))
    units = slide_units(width, height)
    size = Rect(0.0, 0.0, units.points(width), units.points(height))
    for number, master in enumerate(masters_of(main)):
        with naming_part(master.partname):
            layouts = layouts_of(master)
        for place, layout in enumerate(layouts):
            with naming_part(layout.partname):
                candidate = SlideLayoutCandidate(
                    part_name=layout.partname,
                    element=layout.root,
                    master=master.root,
                    part=layout,
                    master_part=master,
                    placeholders=_placeholders(layout.root, master.root, size, units),
                    order=(number, place),
                    width=size.width,
                    height=size.height,
                    units=units,
                    painted=painted,
                )
                wide = on_wider_slide(candidate.placeholders, candidate.drawn(), size)
                if wide is not None:
                    candidate = replace(candidate, placeholders=wide, stretched=True)
                found.append(_with_samples(candidate, opened))
    return found


def _with_samples(candidate: SlideLayoutCandidate, opened: OpenedPresentation) -> SlideLayoutCandidate:
    """The candidate with what sample slides tell of it."""
    purposes = frozenset(purpose for purpose, name in opened.marked.items() if name == candidate.part_name)
    first = opened.first_slide
    if first is None or first.layout != candidate.part_name:
        return replace(candidate, marked_for=purposes)
    title = None
    if first.title:
        title = Rect(*(candidate.units.points(length / EMU_PER_PT) for length in first.title))
        title = title if _is_on(title, Rect(0.0, 0.0, candidate.width, candidate.height)) else None
    return replace(candidate, marked_for=purposes, is_first=True, first_title=title)


def _placeholders(layout: Element, master: Element, slide: Rect, units: Units) -> tuple[Placeholder, ...]:
    """The placeholders of a slide layout, with one for the headline where a subtitle at the top stands for it."""
    found = placeholders_of(layout, master, units)
    if any(each.kind in TITLES for each in found):
        return tuple(_clipped(each, slide) if each.kind in TITLES else each for each in found)
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
