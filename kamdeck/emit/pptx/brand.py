"""Opens a company's presentation as a brand: the values that typesetting needs, and the markup that slides need."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from kamdeck.brand import CHOSEN_BY_KAMDECK, Brand, Rect, Regions, SlideLayoutNames
from kamdeck.emit.pptx.covers import cover_regions
from kamdeck.emit.pptx.footers import FooterPlaceholder, footers_of, is_right_to_left
from kamdeck.emit.pptx.layout_choice import chosen_layouts
from kamdeck.emit.pptx.list_styles import list_style
from kamdeck.emit.pptx.notes import NotesPage
from kamdeck.emit.pptx.placeholders import Placeholder, drawn, rect_of
from kamdeck.emit.pptx.regions import content_regions
from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.emit.pptx.slide_layouts import SlideLayoutCandidate, candidates
from kamdeck.emit.pptx.template_package import DeckTemplatePackage, OpenedPresentation, open_package
from kamdeck.flow.style import Style
from kamdeck.ooxml.brand_source.brand_package import Dropped
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.file_kinds import DECK, brand_problem, part_errors_as_problems
from kamdeck.ooxml.palette import Scheme, fonts_of, inverted, scheme, theme_of
from kamdeck.theme import Colour, Theme, contrast
from kamdeck.units import UNSCALED, Units

Kind = Literal["cover", "content"]
_HEX = re.compile("[0-9A-Fa-f]{6}")
_LEAST_WIDTH, _LEAST_HEIGHT = 72.0, 14.0
"""The least width and height, in points, in which a title or a body can be set."""
_LEAST_CONTRAST = 1.6
"""A title with less contrast to the slide's background is meant for what its layout paints over the background."""


@dataclass(frozen=True)
class SlideKind:
    """What the emitter needs to write one kind of slide; `colour_map` is markup of the slide layout's colour map."""

    part_name: str
    regions: Regions
    title: Placeholder
    subtitle: Placeholder | None
    footers: tuple[FooterPlaceholder, ...]
    theme: Theme
    colour_map: str


@dataclass(frozen=True)
class OpenBrand:
    """A brand file, opened once for any number of decks.

    `list_style` is the markup of the list style of text boxes, `dropped` lists what of the file no deck gets,
    `first_number` is the number of a deck's first slide. `right_to_left` says that the brand sets text from the right.
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
    units: Units = UNSCALED
    _run_styles: dict[tuple[Kind, str], RunStyle] = field(default_factory=dict, init=False, compare=False, repr=False)

    def kind(self, kind: Kind) -> SlideKind:
        """What slides of a kind are written with."""
        return self.cover if kind == "cover" else self.content

    def run_style(self, kind: Kind, language: str) -> RunStyle:
        """The style of runs on slides of a kind, for decks in a language (BCP 47)."""
        known = self._run_styles.get((kind, language))
        if known is None:
            known = self._run_styles[kind, language] = RunStyle(
                self.kind(kind).theme,
                language,
                self.style.typeface,
                right_to_left=self.right_to_left,
                units=self.units,
            )
        return known

    @cached_property
    def style(self) -> Style:
        """The style that flows are measured with in this brand."""
        return Style(self.brand.theme)


def open_brand(path: Path, names: SlideLayoutNames = CHOSEN_BY_KAMDECK) -> OpenBrand:
    """The brand in a .pptx or .potx file, with the slide layouts of these names. It is cached until the file changes.

    Raises Problems if the file is not a presentation, or if it has no slide layout that can be used.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise brand_problem(path, f"the brand cannot be read: {error.strerror}") from error
    # Time and size are part of the key, so that a changed file is opened again.
    return _opened(path.resolve(), names, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _opened(path: Path, names: SlideLayoutNames, modified: int, size: int) -> OpenBrand:
    opened = open_package(path)
    with part_errors_as_problems(path, DECK), naming_part("ppt/presentation.xml"):
        return _brand_of(path, opened, names)


def _brand_of(path: Path, opened: OpenedPresentation, names: SlideLayoutNames) -> OpenBrand:
    main = opened.package.main_document_part
    layouts = chosen_layouts(path, candidates(main), names)
    content, cover = layouts.content, layouts.cover
    with naming_part(content.part_name):
        content_kind = _content_kind(content)
        _check_space(path, content, content_kind.regions)
    with naming_part(cover.part_name):
        cover_kind = _cover_kind(cover)
        _check_space(path, cover, cover_kind.regions)
    brand = Brand(content.width, content.height, content_kind.theme, cover_kind.regions, content_kind.regions)
    with naming_part(main.notes_master_part.partname):
        notes = NotesPage.of(main.notes_master_part._element)
    style = list_style(main._element)
    return OpenBrand(
        brand,
        cover_kind,
        content_kind,
        DeckTemplatePackage(opened.package),
        style,
        notes,
        opened.dropped,
        _first_number(main._element),
        is_right_to_left(content),
        content.units,
    )


def _first_number(presentation: Element) -> int:
    """The number of a deck's first slide (ECMA-376 part 1, 19.2.1.26)."""
    number = presentation.get("firstSlideNum", "")
    return int(number) if number.isdecimal() else 1


def _check_space(path: Path, slide: SlideLayoutCandidate, regions: Regions) -> None:
    """Raises Problems if a slide layout's title or body is too small for any text."""
    for rect in (regions.title, regions.body):
        if rect.width < _LEAST_WIDTH or rect.height < _LEAST_HEIGHT:
            raise brand_problem(
                path, f"the brand's slide layout '{slide.name}' leaves too little space for title and body"
            )


def _content_kind(slide: SlideLayoutCandidate) -> SlideKind:
    theme = _theme(slide)
    regions = content_regions(slide)
    assert slide.title is not None
    footers = footers_of(slide, regions.body)
    return SlideKind(slide.part_name, regions, slide.title, None, footers, theme, _map_override(slide))


def _cover_kind(slide: SlideLayoutCandidate) -> SlideKind:
    theme = _theme(slide)
    regions, subtitle = cover_regions(slide, _fills(slide, theme))
    assert slide.title is not None
    return SlideKind(
        slide.part_name, regions, slide.title, subtitle, (), _cover_theme(slide, theme, regions), _map_override(slide)
    )


def _theme_xml(slide: SlideLayoutCandidate) -> bytes:
    return bytes(slide.master_part.part_related_by(RT.THEME).blob)


def _scheme(slide: SlideLayoutCandidate) -> Scheme:
    override = slide.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    mapping = override if override is not None else slide.master.find(qn("p:clrMap"))
    return scheme(_theme_xml(slide), {str(key): str(value) for key, value in mapping.attrib.items()})


def _map_override(slide: SlideLayoutCandidate) -> str:
    """The slide layout's colour map as `p:clrMapOvr` (ECMA-376 part 1, 19.3.1.7). Slides do not inherit it."""
    override = slide.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    if override is None:
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    # Without the layout's map, text would have the colours of the master's: dark on a dark layout.
    pairs = " ".join(f'{key}="{value}"' for key, value in override.attrib.items())
    return f"<p:clrMapOvr><a:overrideClrMapping {pairs}/></p:clrMapOvr>"


def _theme(slide: SlideLayoutCandidate) -> Theme:
    title, theme_part = slide.title, slide.master_part.part_related_by(RT.THEME)
    assert title is not None
    with naming_part(theme_part.partname):
        colour_scheme = _scheme(slide)
        fonts = fonts_of(_theme_xml(slide), title.style.latin)
    return theme_of(colour_scheme, _background(slide, colour_scheme), fonts)


def _background(slide: SlideLayoutCandidate, colour_scheme: Scheme) -> Colour:
    """The background colour of slides; for a picture or a gradient, the scheme's own background colour."""
    for root in (slide.element, slide.master):
        background = root.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if background is None:
            continue
        solid = background.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
        holder = solid if solid is not None else background.find(qn("p:bgRef"))
        if holder is not None and len(holder):
            return _read_colour(holder[0], colour_scheme)
        # A picture or gradient of the slide layout hides the master's background, which is therefore not looked at.
        break
    return colour_scheme.colour("bg1")


def _read_colour(element: Element, colour_scheme: Scheme) -> Colour:
    """The colour of a fill; tints and shades are rounded to whole percent."""
    value = element.get("val", "")
    colour = Colour(value.upper()) if element.tag == qn("a:srgbClr") else colour_scheme.colour(value)
    # Modifiers of colours are in thousandths of a percent.
    found: Mapping[str, int] = {etree.QName(child).localname: int(child.get("val", "0")) // 1000 for child in element}
    if found.get("lumOff"):
        return colour.tinted(found.get("lumMod", 100))._replace(off=found["lumOff"])
    return colour.darkened(found["lumMod"]) if "lumMod" in found else colour


def _fills(slide: SlideLayoutCandidate, theme: Theme) -> list[tuple[Rect, str]]:
    """The areas that a slide layout fills with a colour of the theme, with the roles of the colours."""
    # Several roles may have the same colour; the last one of this list wins.
    roles = {theme.colour(role).rgb: role for role in ("grey4", "ground", "text", "contrast", "primary")}
    colour_scheme, found = _scheme(slide), []
    for shape in drawn(slide.element):
        fill = shape.find(f"{qn('p:spPr')}/{qn('a:solidFill')}")
        rect = rect_of(shape, slide.units)
        if fill is not None and rect and len(fill) and (role := roles.get(_read_colour(fill[0], colour_scheme).rgb)):
            found.append((rect, role))
    return found


def _cover_theme(slide: SlideLayoutCandidate, theme: Theme, regions: Regions) -> Theme:
    """The theme of covers, inverted if a dark area or picture is painted behind the title and the facts.

    That is so if the title's own colour has too little contrast to the background. The area must also lie behind the
    region for facts, since a title may have a bar of its own.
    """
    assert slide.title is not None
    title_colour, colour_scheme = slide.title.style.colour, _scheme(slide)
    if title_colour in ("", "modified") or not _is_painted(slide, regions.body):
        return theme
    colour = Colour(title_colour.upper()) if _HEX.fullmatch(title_colour) else colour_scheme.colour(title_colour)
    if contrast(colour.rgb, theme.colour("ground").rgb) >= _LEAST_CONTRAST:
        return theme
    return inverted(theme, colour, theme.colour("text"))


def _is_painted(slide: SlideLayoutCandidate, region: Rect) -> bool:
    """Whether a picture or an area of the slide layout lies behind the middle of a region."""
    x, y = region.x + region.width / 2, region.y + region.height / 2
    roots = (slide.element, slide.master) if slide.shows_master else (slide.element,)
    rects = (rect_of(shape, slide.units) for root in roots for shape in drawn(root))
    covered = any(rect and rect.x <= x <= rect.right and rect.y <= y <= rect.bottom for rect in rects)
    return covered or any(
        root.find(f".//{qn('p:bg')}//{qn('a:blip')}") is not None for root in (slide.element, slide.master)
    )
