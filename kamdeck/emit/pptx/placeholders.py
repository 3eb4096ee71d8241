"""A slide layout goes in; its placeholders come out with the places and looks that they inherit, and all else drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from pptx.oxml.ns import qn

from kamdeck.brand import Rect
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true
from kamdeck.units import EMU_PER_PT

_MASTER_KIND = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_STYLE = {"title": "titleStyle", "body": "bodyStyle"}
_HOLDING = (qn("p:sp"), qn("p:pic"), qn("p:graphicFrame"))
_DRAWN = (*_HOLDING, qn("p:grpSp"), qn("p:cxnSp"))
FOOTERS = ("dt", "ftr", "sldNum")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What the words of a placeholder look like before a slide says anything; lengths in points.

    `colour` is a scheme's name, six hex digits, or nothing where the text's own is meant; `even` says that nothing
    stretches, raises or capitalises the words, so that they are as wide and as high as measured.
    """

    size: float
    bold: bool
    colour: str
    align: str
    latin: str
    even: bool
    listed: bool
    insets: tuple[float, float, float, float]
    anchor: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a slide layout: its kind ("obj" where the file names none), index, place and look."""

    kind: str
    index: int
    size: str
    name: str
    rect: Rect | None
    style: TextStyle
    upright: bool = False


def placeholders_of(slide_layout: Element, master: Element) -> tuple[Placeholder, ...]:
    """The placeholders of a slide layout, in its order."""
    return tuple(_slot(shape, holder, master) for shape, holder in placeholder_shapes(slide_layout))


def placeholder_shapes(root: Element) -> Iterator[tuple[Element, Element]]:
    """Each shape that is a placeholder, with its `p:ph`."""
    for shape in root.find(f"{qn('p:cSld')}/{qn('p:spTree')}"):
        holder = _holder(shape)
        if holder is not None:
            yield shape, holder


def _holder(shape: Element) -> Element | None:
    return shape.find(f"*/{qn('p:nvPr')}/{qn('p:ph')}") if shape.tag in _HOLDING else None


def _slot(shape: Element, holder: Element, master: Element) -> Placeholder:
    kind = holder.get("type", "obj")
    parent = _parent(kind, master)
    chain = [shape] if parent is None else [shape, parent]
    return Placeholder(
        kind=kind,
        index=int(holder.get("idx", "0")),
        size=holder.get("sz", ""),
        name=shape.find(f"*/{qn('p:cNvPr')}").get("name", ""),
        rect=next((place for each in chain if (place := rect_of(each))), None),
        style=_look(chain, kind, master),
        upright=holder.get("orient") == "vert",
    )


def _parent(kind: str, master: Element) -> Element | None:
    wanted = _MASTER_KIND.get(kind, "body")
    return next((shape for shape, holder in placeholder_shapes(master) if holder.get("type", "obj") == wanted), None)


def rect_of(shape: Element) -> Rect | None:
    """The place that a shape itself names, turned shapes by their unturned frame."""
    transform = next(iter(shape.iter(qn("a:xfrm"), qn("p:xfrm"))), None)
    if transform is None:
        return None
    offset, extent = transform.find(qn("a:off")), transform.find(qn("a:ext"))
    if offset is None or extent is None:
        return None
    x, y = (int(offset.get(key)) / EMU_PER_PT for key in ("x", "y"))
    width, height = (int(extent.get(key)) / EMU_PER_PT for key in ("cx", "cy"))
    return Rect(x, y, width, height)


def drawn(root: Element) -> Iterator[Element]:
    """The shapes of a slide layout or master that are no placeholders: logos, bars, rules."""
    for shape in root.find(f"{qn('p:cSld')}/{qn('p:spTree')}"):
        if shape.tag in _DRAWN and _holder(shape) is None:
            yield shape


def _look(chain: list[Element], kind: str, master: Element) -> TextStyle:
    levels = [each for shape in chain for each in _level(shape.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}"))]
    style = _STYLE.get(_MASTER_KIND.get(kind, "body"), "otherStyle")
    levels += _level(master.find(f"{qn('p:txStyles')}/{qn(f'p:{style}')}"))
    runs = [found for level in levels if (found := level.find(qn("a:defRPr"))) is not None]
    bodies = [found for shape in chain if (found := shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")) is not None]
    return TextStyle(
        size=int(_first(runs, "sz", "1800")) / 100,
        bold=is_true(_first(runs, "b", "0")),
        colour=_colour(runs),
        align=_first(levels, "algn", "l"),
        latin=_latin(runs, "+mj-lt" if style == "titleStyle" else "+mn-lt"),
        even=_is_even(levels, runs),
        listed=_is_listed(levels),
        insets=_insets(bodies),
        anchor=_first(bodies, "anchor", "t"),
    )


def _insets(bodies: list[Element]) -> tuple[float, float, float, float]:
    defaults = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}
    left, top, right, bottom = (int(_first(bodies, key, usual)) / EMU_PER_PT for key, usual in defaults.items())
    return left, top, right, bottom


def _level(style: Element | None) -> list[Element]:
    """The first level of a list style, then its default for all."""
    if style is None:
        return []
    return [level for name in ("a:lvl1pPr", "a:defPPr") if (level := style.find(qn(name))) is not None]


def _first(elements: list[Element], attribute: str, default: str) -> str:
    return next((value for each in elements if (value := each.get(attribute)) is not None), default)


def _colour(runs: list[Element]) -> str:
    for run in runs:
        fill = run.find(qn("a:solidFill"))
        if fill is not None and len(fill):
            plain = len(fill[0]) == 0
            return str(fill[0].get("val", "")) if plain else "modified"
    return ""


def _latin(runs: list[Element], default: str) -> str:
    found = (run.find(qn("a:latin")) for run in runs)
    return next((latin.get("typeface") for latin in found if latin is not None), default)


def _is_even(levels: list[Element], runs: list[Element]) -> bool:
    """Whether lines are 1.2 sizes apart, without space before, and letters as wide as the font has them."""
    for name in ("a:lnSpc", "a:spcBef", "a:spcAft"):
        found = next((each for level in levels if (each := level.find(qn(name))) is not None), None)
        if found is not None and found[0].get("val") not in (("100000",) if name == "a:lnSpc" else ("0",)):
            return False
    return _first(runs, "cap", "none") == "none" and _first(runs, "spc", "0") == "0"


def _is_listed(levels: list[Element]) -> bool:
    """Whether paragraphs get a bullet or an indent that a slide has to take away."""
    if _first(levels, "marL", "0") != "0" or _first(levels, "indent", "0") != "0":
        return True
    for level in levels:
        if level.find(qn("a:buNone")) is not None:
            return False
        if level.find(qn("a:buChar")) is not None or level.find(qn("a:buAutoNum")) is not None:
            return True
    return False
