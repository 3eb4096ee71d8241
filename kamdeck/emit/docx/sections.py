"""The pages of a Word brand, read by Word's rules (ECMA-376 part 1, 17.6 and 17.10).

A report's pages are those of the brand's last section. What it does not say of heads and feet, it inherits from the
sections before it; what it says of its first page counts by value.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree

from kamdeck.brand import Paper
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

PLACES = ("header", "footer")
_BORDERS = ("top", "left", "bottom", "right")
_UNITS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_WIDTH, _HEIGHT, _MARGIN, _DISTANCE = 11906, 16838, 1440, 720


def is_on(element: Element | None) -> bool:
    """Whether an on/off element is there and says yes; one without a value does."""
    return element is not None and is_true(element.get(qn("w:val")), default=True)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How a brand's pages are set up.

    `paper` has the gutter inside its margins: what is left is the text's. `gutter` is its width in points and `side`
    the margin that it widens; `right_to_left` says that sections run so. `numbers` and `borders` are markup, empty
    where the brand has none: the borders of the report's first passage, and those of the others.
    """

    paper: Paper
    distances: str
    gutter: float = 0.0
    side: str = "left"
    right_to_left: bool = False
    numbers: str = ""
    borders: tuple[str, str] = ("", "")

    def margins_xml(self, *, landscape: bool) -> str:
        """The margins' element; on a turned page the gutter is part of the margin that is bound."""
        paper, gutter = self.paper.turned() if landscape else self.paper, 0.0
        if not landscape and self.gutter:
            gutter = self.gutter
            paper = replace(paper, **{self.side: getattr(paper, self.side) - gutter})
        sides = " ".join(
            f'w:{side}="{round(getattr(paper, side) * 20)}"' for side in ("top", "right", "bottom", "left")
        )
        return f'<w:pgMar {sides} {self.distances} w:gutter="{round(gutter * 20)}"/>'

    def borders_xml(self, *, first: bool) -> str:
        """The borders of a passage's pages."""
        return self.borders[0 if first else 1]


def page_setup(section: Element, settings: Element) -> PageSetup:
    """The pages of a section under its document's settings."""
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def points(element: Element, name: str, default: int) -> float:
        value = "" if element is None else element.get(qn(f"w:{name}"), "")
        return abs(_twips(value, default)) / 20

    sides = {side: points(margin, side, _MARGIN) for side in ("left", "right", "top", "bottom")}
    gutter = points(margin, "gutter", 0)
    mirrored = is_on(settings.find(qn("w:mirrorMargins")))  # then the gutter is inside, wherever else it would be
    at_top = is_on(settings.find(qn("w:gutterAtTop"))) and not mirrored
    side = "top" if at_top else "right" if is_on(section.find(qn("w:rtlGutter"))) else "left"
    sides[side] += gutter
    paper = Paper(points(size, "w", _WIDTH), points(size, "h", _HEIGHT), **sides)
    turned = paper.width > paper.height
    distances = " ".join(f'w:{name}="{round(points(margin, name, _DISTANCE) * 20)}"' for name in ("header", "footer"))
    return PageSetup(
        paper=paper.turned() if turned else paper,
        distances=distances,
        gutter=0.0 if turned else gutter,
        side=side,
        right_to_left=is_on(section.find(qn("w:bidi"))),
        numbers=_numbers(section.find(qn("w:pgNumType"))),
        borders=_borders(section.find(qn("w:pgBorders"))),
    )


def _twips(value: str, default: float) -> float:
    """A measure in twentieths of a point; one with a unit has the unit's (ECMA-376 part 1, 22.9.2.15)."""
    number, unit = (value[:-2], value[-2:]) if value[-2:].isalpha() else (value, "")
    try:
        return float(number) * _UNITS[unit]
    except (ValueError, KeyError):
        return default


def _borders(borders: Element | None) -> tuple[str, str]:
    """Page borders as markup, for the report's first passage and for the others.

    "First page" means the first of each section (17.6.10), and only the report's first is the brand's. Pictures along
    an edge are left out: they would need parts of the brand.
    """
    if borders is None:
        return "", ""
    kept = copy.deepcopy(borders)
    for child in list(kept):
        outside = any(etree.QName(name).namespace != etree.QName(child).namespace for name in child.attrib)
        if outside or etree.QName(child).localname not in _BORDERS:
            kept.remove(child)
    if not len(kept):
        return "", ""
    first, shown = _markup(kept), kept.attrib.pop(qn("w:display"), "allPages")
    return first, "" if shown == "firstPage" else _markup(kept)


def _markup(element: Element) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _numbers(numbers: Element | None) -> str:
    """In what signs pages are counted, and from where."""
    if numbers is None:
        return ""
    kept = {name: value for name in ("fmt", "start") if (value := numbers.get(qn(f"w:{name}"), "")).isalnum()}
    said = " ".join(f'w:{name}="{value}"' for name, value in kept.items())
    return f"<w:pgNumType {said}/>" if said else ""


@dataclass(frozen=True, slots=True)
class PageHeads:
    """The part names of a brand's heads and feet by place and kind, and the kinds of pages that it tells apart."""

    parts: Mapping[tuple[str, str], str]
    first_apart: bool = False
    even_apart: bool = False

    def part(self, place: str, kind: str) -> str:
        """The part that stands on pages of a kind: a first page that is not set apart has what others have."""
        shown = "default" if kind == "first" and not self.first_apart else kind
        return self.parts.get((place, shown), "")


def page_heads(package: Package, sections: Iterable[Element], settings: Element) -> PageHeads:
    """The heads and feet of the last section's pages, with what it inherits; those of no page are left out."""
    found: dict[tuple[str, str], str] = {}
    last = None
    for last in sections:
        for place, kind, name in _references(package, last):
            found[place, kind] = name
    first = last is not None and is_on(last.find(qn("w:titlePg")))
    even = is_on(settings.find(qn("w:evenAndOddHeaders")))
    shown = {"default"} | ({"first"} if first else set()) | ({"even"} if even else set())
    return PageHeads({key: name for key, name in found.items() if key[1] in shown}, first, even)


def _references(package: Package, section: Element) -> Iterator[tuple[str, str, str]]:
    for place in PLACES:
        for each in section.findall(qn(f"w:{place}Reference")):
            related = package.main_document_part.rels.get(each.get(qn("r:id")))
            if related is not None and not related.is_external:
                yield place, each.get(qn("w:type"), "default"), str(related.target_part.partname)
