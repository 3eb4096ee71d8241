"""Reads the first sample slide of a presentation: covers look like it if no slide layout is marked for them."""

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import Element, parsed
from kamdeck.ooxml.brand_source.opc import SourcePackage
from kamdeck.ooxml.brand_source.part_errors import PartError
from kamdeck.ooxml.xml_names import DRAWING, PRESENTATION, RELATIONSHIPS

_TITLES = ("title", "ctrTitle")


@dataclass(frozen=True, slots=True)
class FirstSlide:
    """The name of the slide's layout, and where the slide itself places its title: left, top, width, height in EMU."""

    layout: str
    title: tuple[int, int, int, int] | None = None


def first_slide(package: SourcePackage) -> FirstSlide | None:
    """The first sample slide, with the key of its layout; None if there is none that can be read."""
    main = package.main()
    slides = {link.id: link.key for link in package.links(main.key) if link.kind == "slide"}
    if not slides:
        return None
    # Nothing else of sample slides is read, so that a damaged one is no error.
    try:
        root = parsed(main.part, package.members.read(main.key))
        entry = next(root.iter(f"{PRESENTATION}sldId"), None)
        key = "" if entry is None else slides.get(entry.get(f"{{{RELATIONSHIPS}}}id", ""), "")
        layout = next((each.key for each in package.links(key) if each.kind == "slideLayout"), "") if key else ""
        return FirstSlide(layout, _title_place(parsed(key, package.members.read(key)))) if layout else None
    except (PartError, KeyError, ValueError):
        return None


def _title_place(slide: Element) -> tuple[int, int, int, int] | None:
    for shape in slide.iter(f"{PRESENTATION}sp"):
        ph = shape.find(f"{PRESENTATION}nvSpPr/{PRESENTATION}nvPr/{PRESENTATION}ph")
        if ph is not None and ph.get("type") in _TITLES:
            return _place(shape.find(f"{PRESENTATION}spPr/{DRAWING}xfrm"))
    return None


def _place(transform: Element | None) -> tuple[int, int, int, int] | None:
    off, ext = (None, None) if transform is None else (transform.find(f"{DRAWING}{name}") for name in ("off", "ext"))
    if off is None or ext is None:
        return None
    return int(off.get("x", "")), int(off.get("y", "")), int(ext.get("cx", "")), int(ext.get("cy", ""))
