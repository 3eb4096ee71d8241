"""Chooses the slide layouts of a brand for covers and for content, by the placeholders that they have."""

from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.parts.presentation import PresentationPart

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import FOOTERS, Placeholder, drawn, placeholders_of, rect_of
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.units import Units, slide_units

_TITLES = ("title", "ctrTitle")
# PowerPoint's names in several languages. Brands translate and invent names, so a name only decides between layouts
# with equally many placeholders.
_CONTENT_NAMES = ("title only", "nur titel", "titre seul", "仅标题", "solo título")


@dataclass(frozen=True)
class SlideLayoutCandidate:
    """A slide layout with its master and its placeholders.

    `order` is the index of the master and of the layout in it; `width` and `height` are those of slides in
    points of typesetting, `units` the scale of the slides.
    """

    part_name: str
    element: Element
    master: Element
    master_part: Any
    placeholders: tuple[Placeholder, ...]
    order: tuple[int, int]
    width: float
    height: float
    units: Units

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
    def shows_master(self) -> bool:
        """Whether the master's own shapes are drawn."""
        return self.element.get("showMasterSp", "1") not in ("0", "false")

    def decorations(self) -> list[Rect]:
        """The places of logos, bars and rules, without areas that fill much of the slide as a background."""
        roots = (self.element, self.master) if self.shows_master else (self.element,)
        places = [place for root in roots for shape in drawn(root) if (place := rect_of(shape, self.units))]
        return [place for place in places if place.width * place.height < 0.4 * self.width * self.height]


def candidates(main: PresentationPart) -> list[SlideLayoutCandidate]:
    """Every slide layout, in the order of masters and layouts."""
    found = []
    presentation = main.presentation
    width, height = presentation.slide_width.pt, presentation.slide_height.pt
    units = slide_units(width, height)
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
                        master_part=master.part,
                        placeholders=placeholders_of(layout.element, master.element, units),
                        order=(number, place),
                        width=units.points(width),
                        height=units.points(height),
                        units=units,
                    )
                )
    return found


def content_layout(known: list[SlideLayoutCandidate]) -> SlideLayoutCandidate | None:
    """The slide layout with a headline at the top and the fewest other placeholders, preferably with a large body."""
    fitting = [each for each in known if _has_headline(each)]
    if not fitting:
        return next((each for each in known if each.title), None)
    return min(fitting, key=_content_rank)


def _has_headline(candidate: SlideLayoutCandidate) -> bool:
    title = candidate.title
    if title is None or title.rect is None or title.kind != "title" or title.vertical:
        return False
    if any(placeholder.vertical for placeholder in candidate.others):
        return False
    return title.rect.bottom < 0.4 * candidate.height and title.rect.width > 0.4 * candidate.width


def _content_rank(candidate: SlideLayoutCandidate) -> tuple[object, ...]:
    title = candidate.title
    assert title is not None and title.rect is not None
    bodies = [placeholder.rect.width * placeholder.rect.height for placeholder in candidate.others if placeholder.rect]
    small = max(bodies, default=1e9) < 0.25 * candidate.width * candidate.height
    has_other_name = candidate.kind != "titleOnly" and candidate.name.lower() not in _CONTENT_NAMES
    return small, len(candidate.others), has_other_name, candidate.kind == "secHead", candidate.order


def cover_layout(known: list[SlideLayoutCandidate], content: SlideLayoutCandidate) -> SlideLayoutCandidate:
    """The slide layout for title slides, preferably of the content's master; without any, the content's layout."""
    fitting = [each for each in known if each.title and (each.title.kind == "ctrTitle" or each.kind == "title")]
    return min(fitting, key=lambda each: _cover_rank(each, content), default=content)


def _cover_rank(candidate: SlideLayoutCandidate, content: SlideLayoutCandidate) -> tuple[object, ...]:
    return (
        candidate.order[0] != content.order[0],
        not any(placeholder.kind == "subTitle" for placeholder in candidate.others),
        not candidate.others,
        candidate.kind != "title",
        candidate.order,
    )
