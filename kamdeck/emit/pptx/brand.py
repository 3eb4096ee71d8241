"""Opens a company's presentation as a brand: the values that typesetting needs, and the markup that slides need."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from kamdeck.brand import Brand, Rect, Regions, SlideLayoutNames, around
from kamdeck.emit.pptx.backdrop import Backdrop
from kamdeck.emit.pptx.backdrop_painter import backdrop_of
from kamdeck.emit.pptx.covers import CoverPlaces, cover_places, in_a_column
from kamdeck.emit.pptx.deck_template import DeckTemplatePackage
from kamdeck.emit.pptx.footers import footers_of, is_right_to_left
from kamdeck.emit.pptx.headline_art import beside_art, cover_beside_art
from kamdeck.emit.pptx.layout_choice import chosen_layouts
from kamdeck.emit.pptx.legibility import SAME_COLOUR, BodyInk, Surface, joined
from kamdeck.emit.pptx.list_styles import list_style
from kamdeck.emit.pptx.missing_titles import with_headlines
from kamdeck.emit.pptx.notes import NotesPage
from kamdeck.emit.pptx.opened_brand import INHERITED, OpenBrand, SlideKind
from kamdeck.emit.pptx.placeholders import drawn, rect_of
from kamdeck.emit.pptx.regions import content_regions, headline_of
from kamdeck.emit.pptx.slide_layouts import Kind, SlideLayoutCandidate, candidates
from kamdeck.emit.pptx.small_bodies import with_space
from kamdeck.emit.pptx.template_package import OpenedPresentation, open_package
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.deck_package import NOTES_MASTER, THEME, qn
from kamdeck.ooxml.file_kinds import DECK, brand_problem, part_errors_as_problems
from kamdeck.ooxml.palette import Scheme, fonts_of, scheme
from kamdeck.theme import READABLE_CONTRAST, READABLE_SMALL_CONTRAST, Colour, Fonts, Theme
from kamdeck.units import Units

_LEAST_WIDTH, _LEAST_HEIGHT = 72.0, 14.0
"""The least width and height, in points, in which a title or a body can be set."""
_MOST_PASSES = 4
"""How often inks are chosen at most: panels that the last choice needs may make others larger."""


def brand_at(path: Path, names: SlideLayoutNames) -> OpenBrand:
    """The brand in a .pptx or .potx file, with the slide layouts of these names.

    Raises:
        Problems: If the file is not a presentation, or if it has no slide layout that can be used.
    """
    opened = open_package(path)
    with part_errors_as_problems(path, DECK), naming_part("ppt/presentation.xml"):
        return _brand_of(path, opened, names)


def _brand_of(path: Path, opened: OpenedPresentation, names: SlideLayoutNames) -> OpenBrand:
    main = opened.package.main
    kinds = SlideKinds()
    layouts = chosen_layouts(path, with_headlines(candidates(opened, painted)), names, kinds.panels)
    content, cover = layouts.content, layouts.cover
    content_kind, cover_kind = kinds.content(content), kinds.cover(cover)
    _check_space(path, content, content_kind.regions)
    _check_space(path, cover, cover_kind.regions)
    brand = Brand(content.width, content.height, content_kind.theme, cover_kind.regions, content_kind.regions)
    notes_master = main.part_related_by(NOTES_MASTER)
    with naming_part(notes_master.partname):
        notes = NotesPage.of(notes_master.root)
    style = list_style(main.root)
    return OpenBrand(
        brand,
        _without_markup(cover_kind),
        _without_markup(content_kind),
        DeckTemplatePackage(opened.package),
        style,
        notes,
        opened.dropped,
        _first_number(main.root),
        is_right_to_left(content),
        content.units,
    )


def _without_markup(kind: SlideKind) -> SlideKind:
    """A kind of slides without the elements of colours, which nothing asks for once the inks are chosen."""
    subtitle = kind.subtitle.without_markup if kind.subtitle else None
    return replace(kind, title=kind.title.without_markup, subtitle=subtitle)


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


def _content_kind(layout: SlideLayoutCandidate) -> SlideKind:
    slide = with_space(layout)
    regions, surface = content_regions(slide), _surface(slide)
    regions = beside_art(regions, headline_of(slide), surface.backdrop)
    body = surface.body(regions.body, _fonts(slide))
    return _with_final_inks(surface, body, lambda seen: _content_with_inks(slide, seen, regions, body.theme))


def _content_with_inks(slide: SlideLayoutCandidate, surface: Surface, regions: Regions, theme: Theme) -> SlideKind:
    """Content slides with inks for what `surface` shows under the texts; `panels` are those that the inks need."""
    placeholder = headline_of(slide)
    footers, under_footers = [], []
    for footer in footers_of(slide, regions.body):
        ink = surface.footer(footer, None if footer.added else slide.footer(footer.kind), theme)
        footers.append(replace(footer, ink=ink.role))
        under_footers.append(ink.panel)
    title = surface.title(regions, placeholder, theme)
    line = surface.breadcrumb(regions, theme, "muted")
    return SlideKind(
        slide.part_name,
        regions,
        placeholder,
        None,
        tuple(footers),
        theme,
        _map_override(slide),
        title.role,
        surface.lead(regions, placeholder, theme) if title.panel is None else title.role,
        line.role,
        tuple(panel for panel in (title.panel, line.panel, *under_footers) if panel),
    )


def _cover_kind(layout: SlideLayoutCandidate) -> SlideKind:
    slide = layout.with_first_title
    surface = _surface(slide)
    places = cover_places(slide, _fills(slide, surface.theme(surface.declared, _fonts(slide))))
    from_right = is_right_to_left(slide) or places.title.style.align == "r"
    places = replace(places, regions=replace(places.regions, from_right=from_right))
    body = surface.cover(_under_texts(places.regions), _fonts(slide))
    if body.panel is not None:
        # The few texts need not cross the art at the other side of the slide, and a panel may leave it free.
        places = in_a_column(places, from_right=from_right)
        body = surface.cover(_under_texts(places.regions), _fonts(slide))
    else:
        free = cover_beside_art(places.regions, surface.backdrop, from_right=from_right)
        places = replace(places, regions=free)
    return _with_final_inks(surface, body, lambda seen: _cover_with_inks(slide, seen, places, body.theme))


def _under_texts(regions: Regions) -> Rect:
    """Where the subtitle and the facts of a cover stand."""
    return regions.body if regions.subtitle is None else around(regions.subtitle, regions.body)


def _cover_with_inks(slide: SlideLayoutCandidate, surface: Surface, places: CoverPlaces, theme: Theme) -> SlideKind:
    """Covers with inks, like `_content_with_inks`."""
    title = surface.title(places.regions, places.title, theme)
    line = surface.cover_line(places.regions, theme, from_right=is_right_to_left(slide))
    return SlideKind(
        slide.part_name,
        places.regions,
        places.title,
        places.subtitle,
        (),
        theme,
        _map_override(slide),
        title.role,
        INHERITED,
        line.role,
        tuple(panel for panel in (title.panel, line.panel) if panel),
    )


def _with_final_inks(surface: Surface, body: BodyInk, inked: Callable[[Surface], SlideKind]) -> SlideKind:
    """The kind of slide that `inked` makes when all panels lie on the surface.

    A panel under one text may reach under another, whose ink was chosen for what the panel hides.
    """
    panels: tuple[Rect, ...] = (body.panel,) if body.panel else ()
    for _ in range(_MOST_PASSES):
        kind = inked(surface.with_panels(panels, body.theme))
        joint = joined((*panels, *kind.panels))
        if joint == panels:
            break
        panels = joint
    return replace(kind, panels=panels)


class SlideKinds:
    """The kinds of slides that the layouts of one brand make. Each is kept, since painting a layout takes long."""

    def __init__(self) -> None:
        self._known: dict[tuple[Kind, str], SlideKind] = {}

    def content(self, slide: SlideLayoutCandidate) -> SlideKind:
        """Content slides with a layout."""
        return self._kind("content", slide)

    def cover(self, slide: SlideLayoutCandidate) -> SlideKind:
        """Covers with a layout."""
        return self._kind("cover", slide)

    def panels(self, slide: SlideLayoutCandidate, kind: Kind) -> float:
        """The part of a slide with a layout that panels cover, so that texts can be read; 0 if texts need none."""
        panels = self._kind(kind, slide).panels
        return sum(panel.width * panel.height for panel in panels) / (slide.width * slide.height)

    def _kind(self, kind: Kind, slide: SlideLayoutCandidate) -> SlideKind:
        if (kind, slide.part_name) not in self._known:
            with naming_part(slide.part_name):
                self._known[kind, slide.part_name] = _cover_kind(slide) if kind == "cover" else _content_kind(slide)
        return self._known[kind, slide.part_name]


def painted(slide: SlideLayoutCandidate) -> Backdrop:
    """The picture of what a slide layout draws."""
    with naming_part(slide.master_part.part_related_by(THEME).partname):
        return backdrop_of(slide, _scheme(slide))


def _surface(slide: SlideLayoutCandidate) -> Surface:
    backdrop, colours = painted(slide), _scheme(slide)
    return Surface(backdrop, colours, _background(slide, colours), _small_contrast(slide.units))


def _small_contrast(units: Units) -> float:
    """The least contrast of muted and coloured text: more on small slides, where thin strokes appear paler."""
    return min(max(READABLE_CONTRAST / units.scale**2, READABLE_CONTRAST), READABLE_SMALL_CONTRAST)


def _theme_xml(slide: SlideLayoutCandidate) -> bytes:
    return slide.master_part.part_related_by(THEME).blob


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


def _fonts(slide: SlideLayoutCandidate) -> Fonts:
    assert slide.title is not None
    return fonts_of(_theme_xml(slide), slide.title.style.latin)


def _background(slide: SlideLayoutCandidate, colour_scheme: Scheme) -> Colour:
    """The background colour of slides; for a picture or a gradient, the scheme's own background colour."""
    for root in (slide.element, slide.master):
        background = root.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if background is None:
            continue
        solid = background.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
        holder = solid if solid is not None else background.find(qn("p:bgRef"))
        if holder is not None and len(holder):
            colour = _read_colour(holder[0], colour_scheme)
            return colour if colour.scheme else colour_scheme.nearest(colour.rgb, SAME_COLOUR)
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
