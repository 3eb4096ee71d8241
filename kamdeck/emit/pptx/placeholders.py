"""Reads the placeholders of a slide layout, with the positions and text styles that they inherit from the master."""

import math
from collections.abc import Iterator
from dataclasses import field, replace

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.deck_package import qn
from kamdeck.ooxml.fills import fill_of
from kamdeck.ooxml.on_off import is_true
from kamdeck.units import EMU_PER_PT, UNSCALED, Units

# A master has at most one placeholder each of title, body, date, footer and slide number. Titles of covers inherit from
# its title, and all kinds that are not listed here from its body.
_MASTER_KIND = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_STYLE = {"title": "titleStyle", "body": "bodyStyle"}
_MAY_HOLD_PLACE = (qn("p:sp"), qn("p:pic"), qn("p:graphicFrame"))
_DRAWN = (*_MAY_HOLD_PLACE, qn("p:grpSp"), qn("p:cxnSp"))
FOOTERS = ("dt", "ftr", "sldNum")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The text style that a placeholder gives to slides; lengths in points of typesetting.

    `colour` is a name of the colour scheme, six hex digits, "modified" for a tint or shade, or empty for the theme's
    text colour. `plain_spacing` says that lines and letters are spaced normally and nothing is in capitals, so that
    text is as wide and as high as measured. `listed` paragraphs get a bullet or an indent. `insets` are the left, top,
    right and bottom margins. `ink` is the element of the colour, None for the theme's text colour. `has_size` is
    whether the file declares the size: where it does not, programs differ in the one that they take.
    """

    size: float
    bold: bool
    colour: str
    align: str
    latin: str
    plain_spacing: bool
    listed: bool
    insets: tuple[float, float, float, float]
    anchor: str
    ink: Element | None = field(default=None, compare=False, repr=False)
    has_size: bool = True


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a slide layout; `kind` is "obj" if the file names none, `vertical` the direction of its text.

    `has_place` says that slides inherit its place from the layout. The place of another one is written on each slide.
    `filled` says that it has a fill; slides write margins of 0 above and below a `trimmed` one, and the anchor of a
    `reanchored` one, which is not the brand's. A `lone` one has no counterpart in the layout from which it could
    inherit, so that slides write its face.
    """

    kind: str
    index: int
    size: str
    name: str
    rect: Rect | None
    style: TextStyle
    vertical: bool = False
    has_place: bool = True
    filled: bool = False
    trimmed: bool = False
    reanchored: bool = False
    lone: bool = False

    @property
    def without_markup(self) -> "Placeholder":
        """The same without the element of its colour."""
        return replace(self, style=replace(self.style, ink=None))


@dataclass(frozen=True, slots=True)
class FooterPlaceholder:
    """A date, footer or slide number; lengths in points.

    `kind` is the placeholder's type: "dt", "ftr" or "sldNum". `markup` is the markup of its `p:ph`. The slide layout
    gives its place, except for an `added` one, which is placed at `rect` on each slide because the layout has no such
    placeholder. `width` is the space for its text. `wide` is the place that a long footer may take between its
    neighbours. `align` is "l", "ctr" or "r", as in DrawingML. `ink` is the role of its colour if that is not the slide
    layout's. `words` are what the brand writes before and after a slide number, such as "Page ". `has_size` is whether
    slides inherit `size` from the layout. `latin` is its typeface, and `bold` its weight. A `moved` one, which the
    layout has partly beyond the edge of the slide, is placed at `rect`, too.
    """

    kind: str
    markup: str
    name: str
    rect: Rect
    width: float
    size: float
    align: str
    added: bool = False
    wide: Rect | None = None
    ink: str = ""
    words: tuple[str, str] = ("", "")
    has_size: bool = True
    latin: str = "+mn-lt"
    bold: bool = False
    moved: bool = False


def placeholders_of(slide_layout: Element, master: Element, units: Units) -> tuple[Placeholder, ...]:
    """The placeholders of a slide layout in document order; their lengths are in points of typesetting."""
    return tuple(_placeholder(shape, ph, master, units) for shape, ph in placeholder_shapes(slide_layout))


def placeholder_shapes(root: Element) -> Iterator[tuple[Element, Element]]:
    """Each placeholder shape with its `p:ph` element."""
    for shape in root.find(f"{qn('p:cSld')}/{qn('p:spTree')}"):
        ph = _ph_of(shape)
        if ph is not None:
            yield shape, ph


def _ph_of(shape: Element) -> Element | None:
    return shape.find(f"*/{qn('p:nvPr')}/{qn('p:ph')}") if shape.tag in _MAY_HOLD_PLACE else None


def _placeholder(shape: Element, ph: Element, master: Element, units: Units) -> Placeholder:
    kind = ph.get("type", "obj")
    parent = _parent(kind, master)
    chain = [shape] if parent is None else [shape, parent]
    return Placeholder(
        kind=kind,
        index=int(ph.get("idx", "0")),
        size=ph.get("sz", ""),
        name=shape.find(f"*/{qn('p:cNvPr')}").get("name", ""),
        # A layout leaves out a position that is the master's.
        rect=next((place for each in chain if (place := rect_of(each, units))), None),
        style=_text_style(chain, (kind, master), units),
        vertical=ph.get("orient") == "vert" or _has_turned_text(chain),
        filled=_is_filled(chain),
    )


def _is_filled(chain: list[Element]) -> bool:
    fills = (fill_of(shape.find(qn("p:spPr"))) for shape in chain)
    fill = next((found for found in fills if found is not None), None)
    return fill is not None and fill.tag != qn("a:noFill")


def headline_at(rect: Rect, master: Element, units: Units) -> Placeholder:
    """A placeholder for the headline of a slide layout that has none, in the master's style of titles."""
    parent = _parent("title", master)
    style = _text_style([] if parent is None else [parent], ("title", master), units)
    return Placeholder("title", 0, "", "Title", rect, style, has_place=False)


def headline_without_layout(rect: Rect, master: Element, units: Units) -> Placeholder:
    """A placeholder for headlines that has no counterpart in a slide layout; only the master's text styles reach it."""
    style = _text_style([], ("title", master), units)
    # Slides write the face and the size, so that these do not depend on what a program takes for them.
    style = replace(style, latin="+mj-lt", has_size=False)
    return Placeholder("title", 0, "", "Title", rect, style, has_place=False, lone=True)


def _has_turned_text(chain: list[Element]) -> bool:
    """Whether text runs from top to bottom (ECMA-376 part 1, 20.1.10.83)."""
    bodies = [body for shape in chain if (body := shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")) is not None]
    return _first(bodies, "vert", "horz") != "horz"


def _parent(kind: str, master: Element) -> Element | None:
    wanted = _MASTER_KIND.get(kind, "body")
    return next((shape for shape, ph in placeholder_shapes(master) if ph.get("type", "obj") == wanted), None)


def rect_of(shape: Element, units: Units = UNSCALED) -> Rect | None:
    """The frame of a shape in points of typesetting if it has one itself; that of a rotated shape before rotation."""
    transform = next(iter(shape.iter(qn("a:xfrm"), qn("p:xfrm"))), None)
    if transform is None:
        return None
    offset, extent = transform.find(qn("a:off")), transform.find(qn("a:ext"))
    if offset is None or extent is None:
        return None
    x, y = (units.points(int(offset.get(key)) / EMU_PER_PT) for key in ("x", "y"))
    width, height = (units.points(int(extent.get(key)) / EMU_PER_PT) for key in ("cx", "cy"))
    return Rect(x, y, width, height)


def bounds_of(shape: Element, units: Units = UNSCALED) -> Rect | None:
    """The rectangle around a shape in points of typesetting, as the slide shows it; None if it has no frame."""
    rect = rect_of(shape, units)
    transform = next(iter(shape.iter(qn("a:xfrm"), qn("p:xfrm"))), None)
    angle = 0.0 if transform is None else math.radians(int(transform.get("rot", "0")) / 60_000)
    if rect is None or not angle:
        return rect
    across, down = abs(math.cos(angle)), abs(math.sin(angle))
    width, height = rect.width * across + rect.height * down, rect.width * down + rect.height * across
    return Rect(rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2, width, height)


def drawn(root: Element) -> Iterator[Element]:
    """The shapes of a slide layout or master that are not placeholders: logos, bars, rules."""
    for shape in root.find(f"{qn('p:cSld')}/{qn('p:spTree')}"):
        if shape.tag in _DRAWN and _ph_of(shape) is None:
            yield shape


def _text_style(chain: list[Element], of: tuple[str, Element], units: Units) -> TextStyle:
    kind, master = of
    levels = [each for shape in chain for each in _level(shape.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}"))]
    style = _STYLE.get(_MASTER_KIND.get(kind, "body"), "otherStyle")
    levels += _level(master.find(f"{qn('p:txStyles')}/{qn(f'p:{style}')}"))
    runs = [found for level in levels if (found := level.find(qn("a:defRPr"))) is not None]
    bodies = [found for shape in chain if (found := shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")) is not None]
    return TextStyle(
        # PowerPoint's default size is 18 points, in hundredths of a point.
        size=units.points(int(_first(runs, "sz", "1800")) / 100),
        bold=is_true(_first(runs, "b", "0")),
        colour=_colour(runs),
        align=_first(levels, "algn", "l"),
        latin=_latin(runs, "+mj-lt" if style == "titleStyle" else "+mn-lt"),
        plain_spacing=_has_plain_spacing(levels, runs),
        listed=_is_listed(levels),
        insets=_insets(bodies, units),
        anchor=_first(bodies, "anchor", "t"),
        ink=_ink(runs),
        has_size=any(run.get("sz") for run in runs),
    )


def _insets(bodies: list[Element], units: Units) -> tuple[float, float, float, float]:
    # The defaults of ECMA-376 part 1, 21.1.2.1.1: 0.1 inch at the sides, 0.05 inch above and below.
    defaults = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}
    lengths = (int(_first(bodies, key, usual)) / EMU_PER_PT for key, usual in defaults.items())
    left, top, right, bottom = (units.points(length) for length in lengths)
    return left, top, right, bottom


def _level(style: Element | None) -> list[Element]:
    """The first level of a list style, then its defaults for all levels."""
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


def _ink(runs: list[Element]) -> Element | None:
    fills = (run.find(qn("a:solidFill")) for run in runs)
    return next((fill[0] for fill in fills if fill is not None and len(fill)), None)


def _latin(runs: list[Element], default: str) -> str:
    found = (run.find(qn("a:latin")) for run in runs)
    return next((latin.get("typeface") for latin in found if latin is not None), default)


def _has_plain_spacing(levels: list[Element], runs: list[Element]) -> bool:
    """Whether lines and letters have the font's own spacing, without space before or after, and not in capitals."""
    # The first level that defines a spacing decides it.
    for name in ("a:lnSpc", "a:spcBef", "a:spcAft"):
        found = next((each for level in levels if (each := level.find(qn(name))) is not None), None)
        if found is not None and found[0].get("val") not in (("100000",) if name == "a:lnSpc" else ("0",)):
            return False
    return _first(runs, "cap", "none") == "none" and _first(runs, "spc", "0") == "0"


def _is_listed(levels: list[Element]) -> bool:
    """Whether paragraphs have a bullet or an indent that a slide has to remove."""
    if _first(levels, "marL", "0") != "0" or _first(levels, "indent", "0") != "0":
        return True
    for level in levels:
        if level.find(qn("a:buNone")) is not None:
            return False
        if level.find(qn("a:buChar")) is not None or level.find(qn("a:buAutoNum")) is not None:
            return True
    return False
