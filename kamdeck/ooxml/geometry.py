"""DrawingML for positions, outlines and text margins. All lengths are in points."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kamdeck.brand import Rect
from kamdeck.flow.drawing import Box, Shape
from kamdeck.ooxml.connectors import CHEVRON
from kamdeck.units import EMU_PER_PT, UNSCALED, Units, emu

Insets = tuple[float, float, float, float]
"""The left, top, right and bottom margins of text in a frame, in points."""
ANCHORS: Mapping[str, str] = {"top": "t", "middle": "ctr", "bottom": "b"}
"""Where text stays in its shape (ST_TextAnchoringType, ECMA-376 part 1, 20.1.10.60)."""
NO_INSETS: Insets = (0.0, 0.0, 0.0, 0.0)
RADIUS = 3.0
"""The radius of rounded corners."""
# 1 − 1/√2, as in presetShapeDefinitions.xml: the corners of the text's rectangle lie on the arcs.
CORNER = 0.29289
"""The part of the radius by which the text of a rounded rectangle keeps away from its corners."""
_PRESETS: dict[Shape, str] = {
    "rectangle": "rect",
    "ellipse": "ellipse",
    "diamond": "diamond",
    "chevron": "chevron",
    "first_chevron": "homePlate",
}
_ROUND = 0.14645  # the part of an ellipse's width and height that text keeps free (presetShapeDefinitions.xml)


def place_xml(rect: Rect, turn: str = "", tag: str = "a:xfrm", units: Units = UNSCALED) -> str:
    """A position and size.

    Args:
        rect: The place in points.
        turn: The markup of attributes for rotation and flips.
        tag: The name of the element.
        units: The units of the file.
    """
    # As `Units.emu` does, without a call for each of the four lengths of each shape.
    scale = units.scale
    x, y, width, height = [round(length * scale * EMU_PER_PT) for length in rect]
    return (
        f'<{tag}{turn}><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{width if width > 0 else 0}" cy="{height if height > 0 else 0}"/></{tag}>'
    )


@lru_cache(maxsize=256)
def preset(shape: str, adjustments: str = "") -> str:
    """One of Office's preset geometries."""
    return f'<a:prstGeom prst="{shape}"><a:avLst>{adjustments}</a:avLst></a:prstGeom>'


def rounded(width: float, height: float, radius: float = RADIUS) -> str:
    """A rectangle with rounded corners, whose `radius` is the same in points whatever the size of the rectangle."""
    least = min(width, height)
    # The preset's radius is relative to the shorter side, in 1/1000 percent, and at most half of it.
    share = min(50000, round(radius / least * 100000)) if least > 0 else 0
    return preset("roundRect", f'<a:gd name="adj" fmla="val {share}"/>')


def outline_xml(box: Box) -> str:
    """The geometry of a box."""
    if box.shape == "polygon" and len(box.points) > 2:
        return path_xml(box.width, box.height, box.points, closed=True)
    if box.shape == "rounded":
        return rounded(box.width, box.height)
    adjusted = f'<a:gd name="adj" fmla="val {round(CHEVRON * 100000)}"/>' if "chevron" in box.shape else ""
    return preset(_PRESETS.get(box.shape, "rect"), adjusted)


def insets_of(box: Box) -> Insets | None:
    """The text margins to write for a box; None if the shape leaves less space for text than was measured.

    Text in the vertical middle gets no margins above and below, where they would only reduce its space.
    """
    left, top, right, bottom = [box.inset - clear for clear in _clear(box)]
    if left < -0.01 or right < -0.01:
        return None
    if box.anchor == "middle":
        return left, 0.0, right, 0.0
    return None if top < -0.01 or bottom < -0.01 else (left, top, right, bottom)


def _clear(box: Box) -> Insets:
    """What the shape itself keeps free of text on each side."""
    if box.shape == "rectangle":
        return NO_INSETS
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
    """A custom geometry through points.

    Args:
        width: The width of the shape in points.
        height: Its height in points.
        points: The points, in points from its upper left corner.
        closed: Whether the path is closed; it then has connection sites on its four sides.
    """
    steps = "".join(
        f'<a:{"lnTo" if number else "moveTo"}><a:pt x="{emu(x)}" y="{emu(y)}"/></a:{"lnTo" if number else "moveTo"}>'
        for number, (x, y) in enumerate(points)
    )
    frame = f'w="{max(1, emu(width))}" h="{max(1, emu(height))}"'
    # In the order of a rectangle's sites (top, left, bottom, right), so that `site` has one index for both.
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
