"""A company's presentation file goes in; its values for typesetting, and all that the emitter needs of it, come out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from kamdeck.brand import Brand, Rect, Regions
from kamdeck.emit.pptx.footers import FooterPlaceholder, footers_of, starts_at_the_right
from kamdeck.emit.pptx.list_styles import list_style
from kamdeck.emit.pptx.notes import NotesPage
from kamdeck.emit.pptx.placeholders import Placeholder, drawn, rect_of
from kamdeck.emit.pptx.regions import content_regions, cover_regions
from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate, candidates, content_of, cover_of
from kamdeck.emit.pptx.template_package import DeckTemplatePackage, OpenedPackage, open_package
from kamdeck.flow.style import Style
from kamdeck.ooxml.brand_source.errors import within
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.reading import Dropped
from kamdeck.ooxml.file_kinds import DECK, damage_told, refused
from kamdeck.ooxml.palette import Scheme, fonts_of, inverted, scheme, theme_of
from kamdeck.theme import Colour, Theme, contrast

Kind = Literal["cover", "content"]
_HEX = re.compile("[0-9A-Fa-f]{6}")
_NARROWEST, _LOWEST = 72.0, 14.0
"""The least width and height, in points, in which a title or a body can be set."""
_READS = 1.6
"""Below this a title is not meant for the ground of the slide, but for what its layout paints over it."""


@dataclass(frozen=True)
class SlideKind:
    """What the emitter needs for one kind of slide."""

    part_name: str
    regions: Regions
    title: Placeholder
    subtitle: Placeholder | None
    footers: tuple[FooterPlaceholder, ...]
    theme: Theme
    colour_map: str


@dataclass(frozen=True)
class OpenBrand:
    """A brand file, opened once for any number of decks; `first_number` is what their first slide is counted as.

    `right_to_left` says that it sets its words from the right; `dropped` is what of the file no deck gets.
    """

    brand: Brand
    cover: SlideKind
    content: SlideKind
    template: DeckTemplatePackage
    list_style: str
    notes: NotesPage
    dropped: tuple[Dropped, ...] = ()
    first_number: int = 1
    right_to_left: bool = False
    _run_styles: dict[tuple[Kind, str], RunStyle] = field(default_factory=dict, init=False, compare=False, repr=False)

    def kind(self, kind: Kind) -> SlideKind:
        """The slides of a kind."""
        return self.cover if kind == "cover" else self.content

    def run_style(self, kind: Kind, language: str) -> RunStyle:
        """How words are written on the slides of a kind in a language (BCP 47)."""
        known = self._run_styles.get((kind, language))
        if known is None:
            known = self._run_styles[kind, language] = RunStyle(
                self.kind(kind).theme, language, self.style.typeface, right_to_left=self.right_to_left
            )
        return known

    @cached_property
    def style(self) -> Style:
        """How flows measure in this brand."""
        return Style(self.brand.theme)


def open_brand(path: Path) -> OpenBrand:
    """The brand in a .pptx or .potx file, remembered as long as the file stays as it is.

    Raises Problems where the file is no presentation, or has no slide layout with a title.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise refused(path, f"the brand cannot be read: {error.strerror}") from error
    return _opened(path.resolve(), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _opened(path: Path, changed: int, size: int) -> OpenBrand:
    opened = open_package(path)
    with damage_told(path, DECK), within("ppt/presentation.xml"):
        return _brand_of(path, opened)


def _brand_of(path: Path, opened: OpenedPackage) -> OpenBrand:
    main = opened.package.main_document_part
    known = candidates(main)
    content = content_of(known)
    if content is None:
        raise refused(path, "the brand has no slide layout with a title; give one of them a title placeholder")
    cover = cover_of(known, content)
    with within(content.part_name):
        slides = _content(content)
        _check_space(path, content, slides.regions)
    with within(cover.part_name):
        covers = _cover(cover)
        _check_space(path, cover, covers.regions)
    brand = Brand(content.width, content.height, slides.theme, covers.regions, slides.regions)
    with within(main.notes_master_part.partname):
        notes = NotesPage.of(main.notes_master_part._element)
    style = list_style(main._element)
    return OpenBrand(
        brand,
        covers,
        slides,
        DeckTemplatePackage(opened.package),
        style,
        notes,
        opened.dropped,
        _first_number(main._element),
        starts_at_the_right(content),
    )


def _first_number(presentation: Element) -> int:
    """The number of a deck's first slide (ECMA-376 part 1, 19.2.1.26)."""
    said = presentation.get("firstSlideNum", "")
    return int(said) if said.isdecimal() else 1


def _check_space(path: Path, slide: SlideLayoutCandidate, regions: Regions) -> None:
    """Raises Problems where nothing can be set on slides of a layout."""
    for place in (regions.title, regions.body):
        if place.width < _NARROWEST or place.height < _LOWEST:
            raise refused(path, f"the brand's slide layout '{slide.name}' leaves too little room for title and body")


def _content(slide: SlideLayoutCandidate) -> SlideKind:
    theme = _theme(slide)
    regions = content_regions(slide)
    assert slide.title is not None
    footers = footers_of(slide, regions.body)
    return SlideKind(slide.part_name, regions, slide.title, None, footers, theme, _map_override(slide))


def _cover(slide: SlideLayoutCandidate) -> SlideKind:
    theme = _theme(slide)
    regions, subtitle = cover_regions(slide, _fills(slide, theme))
    assert slide.title is not None
    return SlideKind(
        slide.part_name, regions, slide.title, subtitle, (), _on_the_cover(slide, theme, regions), _map_override(slide)
    )


def _theme_xml(slide: SlideLayoutCandidate) -> bytes:
    return bytes(slide.master_part.part_related_by(RT.THEME).blob)


def _scheme(slide: SlideLayoutCandidate) -> Scheme:
    override = slide.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    mapping = override if override is not None else slide.master.find(qn("p:clrMap"))
    return scheme(_theme_xml(slide), {str(key): str(value) for key, value in mapping.attrib.items()})


def _map_override(slide: SlideLayoutCandidate) -> str:
    """The slide layout's own colour map; a slide does not inherit it, so that it is written again."""
    override = slide.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    if override is None:
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    pairs = " ".join(f'{key}="{value}"' for key, value in override.attrib.items())
    return f"<p:clrMapOvr><a:overrideClrMapping {pairs}/></p:clrMapOvr>"


def _theme(slide: SlideLayoutCandidate) -> Theme:
    title, theme_part = slide.title, slide.master_part.part_related_by(RT.THEME)
    assert title is not None
    with within(theme_part.partname):
        known = _scheme(slide)
        fonts = fonts_of(_theme_xml(slide), title.style.latin)
    return theme_of(known, _ground(slide, known), fonts)


def _ground(slide: SlideLayoutCandidate, known: Scheme) -> Colour:
    """The colour behind the slide; a picture or a gradient counts as the scheme's own ground."""
    for root in (slide.element, slide.master):
        ground = root.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is None:
            continue
        solid = ground.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
        holder = solid if solid is not None else ground.find(qn("p:bgRef"))
        if holder is not None and len(holder):
            return _read_colour(holder[0], known)
        break
    return known.colour("bg1")


def _read_colour(element: Element, known: Scheme) -> Colour:
    """The colour of a fill, its shade in steps of one percent."""
    value = element.get("val", "")
    colour = Colour(value.upper()) if element.tag == qn("a:srgbClr") else known.colour(value)
    found: Mapping[str, int] = {etree.QName(child).localname: int(child.get("val", "0")) // 1000 for child in element}
    if found.get("lumOff"):
        return colour.tinted(found.get("lumMod", 100))._replace(off=found["lumOff"])
    return colour.darkened(found["lumMod"]) if "lumMod" in found else colour


def _fills(slide: SlideLayoutCandidate, theme: Theme) -> list[tuple[Rect, str]]:
    """The areas that a slide layout fills with one colour of the theme, and the roles that they have."""
    roles = {theme.colour(role).rgb: role for role in ("grey4", "ground", "text", "contrast", "primary")}
    known, found = _scheme(slide), []
    for shape in drawn(slide.element):
        fill = shape.find(f"{qn('p:spPr')}/{qn('a:solidFill')}")
        place = rect_of(shape)
        if fill is not None and place and len(fill) and (role := roles.get(_read_colour(fill[0], known).rgb)):
            found.append((place, role))
    return found


def _on_the_cover(slide: SlideLayoutCandidate, theme: Theme, regions: Regions) -> Theme:
    """Where the title's own colour would not read on the ground, what is painted there is: all words take that colour.

    Only where the room for facts is painted too: a title may stand on a bar of its own.
    """
    assert slide.title is not None
    own, known = slide.title.style.colour, _scheme(slide)
    if own in ("", "modified") or not _is_painted(slide, regions.body):
        return theme
    colour = Colour(own.upper()) if _HEX.fullmatch(own) else known.colour(own)
    if contrast(colour.rgb, theme.colour("ground").rgb) >= _READS:
        return theme
    return inverted(theme, colour, theme.colour("text"))


def _is_painted(slide: SlideLayoutCandidate, region: Rect) -> bool:
    """Whether a picture or an area of the slide layout lies behind a room."""
    x, y = region.x + region.width / 2, region.y + region.height / 2
    roots = (slide.element, slide.master) if slide.shows_master else (slide.element,)
    places = (rect_of(shape) for root in roots for shape in drawn(root))
    behind = any(place and place.x <= x <= place.right and place.y <= y <= place.bottom for place in places)
    return behind or any(
        root.find(f".//{qn('p:bg')}//{qn('a:blip')}") is not None for root in (slide.element, slide.master)
    )
