"""Reads the page setup, headers and footers of a Word brand by Word's rules (ECMA-376 part 1, 17.6 and 17.10).

A report gets the pages of the brand's last section. Headers and footers that this section does not define are inherited
from the sections before it. Whether its first page differs is not inherited.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree

from kamdeck.brand import Paper
from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

PLACES = ("header", "footer")
_BORDERS = ("top", "left", "bottom", "right")
# Twentieths of a point in each unit of `ST_UniversalMeasure` (ECMA-376 part 1, 22.9.2.15).
_UNITS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
# For attributes that are missing, in twentieths of a point: A4, margins of an inch, headers half an inch from the edge.
_WIDTH, _HEIGHT, _MARGIN, _DISTANCE = 11906, 16838, 1440, 720
_LEAST_DISTANCE = 28.0
"""The least distance in points of a header or footer from the edge of a turned page: printers leave a centimetre."""


def is_on(element: Element | None) -> bool:
    """Whether an on/off element is present and on; one without a value is on (ECMA-376 part 1, 17.17.4)."""
    return element is not None and is_true(element.get(qn("w:val")), default=True)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The page setup of a brand.

    The margins of `paper` include the gutter, so that its body is the text area. `distances` are those of header and
    footer from the edge of the page, in points. `gutter` is in points, and `side` the margin that it widens.
    `right_to_left` is the direction of sections. `numbers` and `borders` are markup, empty if the brand has none; the
    first of the two borders is for the report's first passage.
    """

    paper: Paper
    distances: tuple[float, float]
    gutter: float = 0.0
    side: str = "left"
    right_to_left: bool = False
    numbers: str = ""
    borders: tuple[str, str] = ("", "")

    def margins_xml(self, *, landscape: bool) -> str:
        """The margins as `w:pgMar`. On a landscape page the gutter is part of the bound margin."""
        paper, gutter = self.paper.turned() if landscape else self.paper, 0.0
        if not landscape and self.gutter:
            gutter = self.gutter
            paper = replace(paper, **{self.side: getattr(paper, self.side) - gutter})
        sides = " ".join(
            f'w:{side}="{round(getattr(paper, side) * 20)}"' for side in ("top", "right", "bottom", "left")
        )
        header, footer = self.distances
        if landscape:
            # The margins of a turned page can be lower, and a header or footer that they do not hold makes the text
            # area smaller.
            header = _moved(header, self.paper.top, paper.top)
            footer = _moved(footer, self.paper.bottom, paper.bottom)
        distances = f'w:header="{round(header * 20)}" w:footer="{round(footer * 20)}"'
        return f'<w:pgMar {sides} {distances} w:gutter="{round(gutter * 20)}"/>'

    def borders_xml(self, *, first: bool) -> str:
        """The page borders of a passage, as `w:pgBorders`."""
        return self.borders[0 if first else 1]


def page_setup(section: Element, settings: Element) -> PageSetup:
    """The page setup of a section (`w:sectPr`) with the settings of its document."""
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def points(element: Element, name: str, default: int) -> float:
        value = "" if element is None else element.get(qn(f"w:{name}"), "")
        # A negative margin is a fixed one, which Word does not enlarge for a long header.
        return abs(_twips(value, default)) / 20

    sides = {side: points(margin, side, _MARGIN) for side in ("left", "right", "top", "bottom")}
    gutter = points(margin, "gutter", 0)
    # With mirrored margins the gutter is on the inside, whatever the other settings say.
    mirrored = is_on(settings.find(qn("w:mirrorMargins")))
    at_top = is_on(settings.find(qn("w:gutterAtTop"))) and not mirrored
    side = "top" if at_top else "right" if is_on(section.find(qn("w:rtlGutter"))) else "left"
    sides[side] += gutter
    paper = Paper(points(size, "w", _WIDTH), points(size, "h", _HEIGHT), **sides)
    landscape = paper.width > paper.height
    return PageSetup(
        paper=paper.turned() if landscape else paper,
        distances=(points(margin, "header", _DISTANCE), points(margin, "footer", _DISTANCE)),
        gutter=0.0 if landscape else gutter,
        side=side,
        right_to_left=is_on(section.find(qn("w:bidi"))),
        numbers=_numbers(section.find(qn("w:pgNumType"))),
        borders=_borders(section.find(qn("w:pgBorders"))),
    )


def _moved(distance: float, upright: float, turned: float) -> float:
    """The distance of a header or footer from the edge of a turned page, so that a lower margin holds as much of it."""
    return min(distance, max(distance - (upright - turned), _LEAST_DISTANCE))


def _twips(value: str, default: float) -> float:
    """A length in twentieths of a point, from a plain number or a number with a unit (ECMA-376 part 1, 22.9.2.15)."""
    number, unit = (value[:-2], value[-2:]) if value[-2:].isalpha() else (value, "")
    try:
        return float(number) * _UNITS[unit]
    except (ValueError, KeyError):
        return default


def _borders(borders: Element | None) -> tuple[str, str]:
    """Page borders as markup, for the report's first passage and for the others.

    "firstPage" means the first page of every section (17.6.10), so the other passages must not repeat it. Art borders
    with pictures are left out, since they refer to parts of the brand.
    """
    if borders is None:
        return "", ""
    kept = copy.deepcopy(borders)
    for child in list(kept):
        refers_to_part = any(etree.QName(name).namespace != etree.QName(child).namespace for name in child.attrib)
        if refers_to_part or etree.QName(child).localname not in _BORDERS:
            kept.remove(child)
    if not len(kept):
        return "", ""
    # The markup for the first passage is written before the attribute is removed for the others.
    first, shown = _markup(kept), kept.attrib.pop(qn("w:display"), "allPages")
    return first, "" if shown == "firstPage" else _markup(kept)


def _markup(element: Element) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _numbers(numbers: Element | None) -> str:
    """The format and the start of page numbers."""
    if numbers is None:
        return ""
    # Values become markup without escaping, so nothing but letters and digits may be in them.
    kept = {name: value for name in ("fmt", "start") if (value := numbers.get(qn(f"w:{name}"), "")).isalnum()}
    attributes = " ".join(f'w:{name}="{value}"' for name, value in kept.items())
    return f"<w:pgNumType {attributes}/>" if attributes else ""


@dataclass(frozen=True, slots=True)
class BrandHeadersFooters:
    """The part names of a brand's headers and footers, by place ("header", "footer") and kind ("default", "even" …).

    `different_first` and `different_even` say whether first and even pages have headers and footers of their own.
    """

    parts: Mapping[tuple[str, str], str]
    different_first: bool = False
    different_even: bool = False

    def part(self, place: str, kind: str) -> str:
        """The name of the part for pages of a kind, "" if there is none. A first page may have the default one."""
        shown = "default" if kind == "first" and not self.different_first else kind
        return self.parts.get((place, shown), "")


def brand_headers_footers(package: Package, sections: Iterable[Element], settings: Element) -> BrandHeadersFooters:
    """The headers and footers of the last section, including inherited ones, without those that no page shows.

    `sections` are all sections of the document (`w:sectPr`) in order, `settings` the root of its settings.
    """
    found: dict[tuple[str, str], str] = {}
    last = None
    for last in sections:
        for place, kind, name in _references(package, last):
            # A section replaces what it defines and inherits the rest (ECMA-376 part 1, 17.10).
            found[place, kind] = name
    first = last is not None and is_on(last.find(qn("w:titlePg")))
    even = is_on(settings.find(qn("w:evenAndOddHeaders")))
    shown = {"default"} | ({"first"} if first else set()) | ({"even"} if even else set())
    return BrandHeadersFooters({key: name for key, name in found.items() if key[1] in shown}, first, even)


def _references(package: Package, section: Element) -> Iterator[tuple[str, str, str]]:
    for place in PLACES:
        for each in section.findall(qn(f"w:{place}Reference")):
            related = package.main_document_part.rels.get(each.get(qn("r:id")))
            if related is not None and not related.is_external:
                yield place, each.get(qn("w:type"), "default"), str(related.target_part.partname)
