"""Boxes, points and places go in, in points; the DrawingML of places, outlines and margins comes out."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kamdeck.brand import Rect
from kamdeck.flow.drawing import Box, Shape
from kamdeck.ooxml.connectors import CHEVRON
from kamdeck.units import emu

Insets = tuple[float, float, float, float]
"""What a frame for words leaves free on its left, top, right and bottom, in points."""
ANCHORS: Mapping[str, str] = {"top": "t", "middle": "ctr", "bottom": "b"}
"""Where text stays in its shape (ST_TextAnchoringType, ECMA-376 part 1, 20.1.10.60)."""
NO_INSETS: Insets = (0.0, 0.0, 0.0, 0.0)
RADIUS = 3.0
"""The radius of rounded corners, in points."""
CORNER = 0.29289
"""The part of that radius by which the words of a rounded rectangle keep clear of its corners."""
_PRESETS: dict[Shape, str] = {
    "rectangle": "rect",
    "ellipse": "ellipse",
    "diamond": "diamond",
    "chevron": "chevron",
    "first_chevron": "homePlate",
}
_ROUND = 0.14645  # of an ellipse's width and height: its words keep clear of the edge (presetShapeDefinitions.xml)


def place_xml(rect: Rect, turn: str = "", tag: str = "a:xfrm") -> str:
    """A place; `turn` holds the attributes of turning and flipping."""
    x, y, width, height = rect
    return (
        f'<{tag}{turn}><a:off x="{emu(x)}" y="{emu(y)}"/>'
        f'<a:ext cx="{emu(max(width, 0.0))}" cy="{emu(max(height, 0.0))}"/></{tag}>'
    )


@lru_cache(maxsize=256)
def preset(shape: str, adjustments: str = "") -> str:
    """One of Office's own geometries."""
    return f'<a:prstGeom prst="{shape}"><a:avLst>{adjustments}</a:avLst></a:prstGeom>'


def rounded(width: float, height: float, radius: float = RADIUS) -> str:
    """A rectangle with rounded corners."""
    least = min(width, height)
    share = min(50000, round(radius / least * 100000)) if least > 0 else 0
    return preset("roundRect", f'<a:gd name="adj" fmla="val {share}"/>')


def outline_xml(box: Box) -> str:
    """A box's geometry."""
    if box.shape == "polygon" and len(box.points) > 2:
        return path_xml(box.width, box.height, box.points, closed=True)
    if box.shape == "rounded":
        return rounded(box.width, box.height)
    adjusted = f'<a:gd name="adj" fmla="val {round(CHEVRON * 100000)}"/>' if "chevron" in box.shape else ""
    return preset(_PRESETS.get(box.shape, "rect"), adjusted)


def insets_of(box: Box) -> Insets | None:
    """The margins inside the shape's own frame for words; none where that leaves less than was measured.

    Words in the middle need none above and below: there they would only take room.
    """
    left, top, right, bottom = (box.inset - clear for clear in _clear(box))
    if min(left, right) < -0.01:
        return None
    if box.anchor == "middle":
        return left, 0.0, right, 0.0
    return None if min(top, bottom) < -0.01 else (left, top, right, bottom)


def _clear(box: Box) -> Insets:
    """What the shape itself keeps free of words."""
    if box.shape == "rounded":
        corner = CORNER * min(RADIUS, box.width / 2, box.height / 2)
        return corner, corner, corner, corner
    if box.shape in ("ellipse", "diamond"):
        share = _ROUND if box.shape == "ellipse" else 0.25
        return box.width * share, box.height * share, box.width * share, box.height * share
    depth = CHEVRON * min(box.width, box.height)
    if box.shape == "chevron":
        return depth, 0.0, depth, 0.0
    return (0.0, 0.0, depth / 2, 0.0) if box.shape == "first_chevron" else NO_INSETS


def path_xml(width: float, height: float, points: Sequence[tuple[float, float]], *, closed: bool) -> str:
    """A free form through points in its own space."""
    steps = "".join(
        f'<a:{"lnTo" if number else "moveTo"}><a:pt x="{emu(x)}" y="{emu(y)}"/></a:{"lnTo" if number else "moveTo"}>'
        for number, (x, y) in enumerate(points)
    )
    frame = f'w="{max(1, emu(width))}" h="{max(1, emu(height))}"'
    sites = "".join(
        f'<a:cxn ang="0"><a:pos x="{x}" y="{y}"/></a:cxn>'
        for x, y in (("hc", "t"), ("l", "vc"), ("hc", "b"), ("r", "vc"))
    )
    end = "<a:close/>" if closed else ""
    fill = "" if closed else ' fill="none"'
    return (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{sites if closed else ''}</a:cxnLst>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst><a:path {frame}{fill}>{steps}{end}</a:path></a:pathLst></a:custGeom>"
    )
