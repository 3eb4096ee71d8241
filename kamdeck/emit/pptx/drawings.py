"""A drawing and its place go in; a group of native shapes, text boxes and connectors comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kamdeck.brand import Rect
from kamdeck.emit.pptx.connectors import CHEVRON, Point, Route, bent, site, straight
from kamdeck.emit.pptx.pen import Pen
from kamdeck.emit.pptx.shapes import (
    CORNER,
    RADIUS,
    naming,
    place_xml,
    preset,
    rounded,
    shape_xml,
    text_body,
    text_box,
)
from kamdeck.flow import Box, Drawing, Line, Placed, Text
from kamdeck.flow.drawing import Glue, Shape
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.units import emu

_PRESETS: dict[Shape, str] = {
    "rectangle": "rect",
    "ellipse": "ellipse",
    "diamond": "diamond",
    "chevron": "chevron",
    "first_chevron": "homePlate",
}
_ROUND = 0.14645  # of an ellipse's width and height: its words keep clear of the edge (presetShapeDefinitions.xml)


@dataclass(frozen=True, slots=True)
class _Anchors:
    """The boxes that lines can be glued to, with their shape ids, moved to their places on the slide."""

    boxes: Mapping[str, tuple[int, Box]]

    def end(self, glue: Glue | None, free: Point) -> tuple[Point, str]:
        """Where a line's end is, and the attributes of its glue; a free end is where the line says."""
        if glue is None or glue.key not in self.boxes:
            return free, ""
        number, box = self.boxes[glue.key]
        point, index = site(box, glue.side)
        return point, f' id="{number}" idx="{index}"'


def drawing_xml(drawing: Drawing, placed: Placed, pen: Pen) -> str:
    """The group of a drawing; nothing for one without items."""
    if not drawing.frame.items:
        return ""
    number = pen.next_id()
    frame = drawing.frame
    items = [_moved(item, placed.x, placed.y) for item in frame.items]
    ids = [pen.next_id() if isinstance(item, Box) else 0 for item in items]
    anchors = _Anchors(
        {item.key: (key, item) for key, item in zip(ids, items, strict=True) if isinstance(item, Box) and item.key}
    )
    shapes = "".join(_item(item, key, anchors, pen) for key, item in zip(ids, items, strict=True))
    x, y, width, height = emu(placed.x), emu(placed.y), max(1, emu(frame.width)), max(1, emu(frame.height))
    space = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/>'
    named = naming(number, f"Drawing {number}", drawing.alt, decorative=drawing.decorative or not drawing.alt)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>{space}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>'
    )


def _moved(item: Text | Box | Line, x: float, y: float) -> Text | Box | Line:
    """The item where it stands on the slide."""
    if isinstance(item, Line):
        through = tuple((px + x, py + y) for px, py in item.through)
        return replace(item, x1=item.x1 + x, y1=item.y1 + y, x2=item.x2 + x, y2=item.y2 + y, through=through)
    return replace(item, x=item.x + x, y=item.y + y)


def _item(item: Text | Box | Line, number: int, anchors: _Anchors, pen: Pen) -> str:
    match item:
        case Text():
            return text_box("Text", Rect(item.x, item.y, item.width, item.height), item.paragraphs, pen, item.anchor)
        case Box():
            return _box(item, number, pen)
        case Line():
            return _freeform(item, pen) if item.through else _connector(item, anchors, pen)
        case _:
            assert_never(item)


def _box(box: Box, number: int, pen: Pen) -> str:
    rect = Rect(box.x, box.y, box.width, box.height)
    look = fill_xml(pen.colour(box.fill)) + line_xml(pen.colour(box.line), box.thickness, dashed=box.dashed)
    named = naming(number, f"Box {number}")
    insets = _insets(box)
    if box.paragraphs and insets is None:
        # The shape's own frame for words is narrower than what was measured: they stand on it in a box of their own.
        inner = Rect(rect.x + box.inset, rect.y, rect.width - 2 * box.inset, rect.height)
        words = text_box("Text", inner, box.paragraphs, pen, box.anchor)
        return shape_xml(named, rect, _geometry(box), look, text_body((), pen)) + words
    body = text_body(box.paragraphs, pen, box.anchor, insets or (0.0, 0.0, 0.0, 0.0))
    return shape_xml(named, rect, _geometry(box), look, body)


def _geometry(box: Box) -> str:
    if box.shape == "polygon" and len(box.points) > 2:
        return _path(box.width, box.height, box.points, closed=True)
    if box.shape == "rounded":
        return rounded(box.width, box.height)
    adjusted = f'<a:gd name="adj" fmla="val {round(CHEVRON * 100000)}"/>' if "chevron" in box.shape else ""
    return preset(_PRESETS.get(box.shape, "rect"), adjusted)


def _clear(box: Box) -> tuple[float, float, float, float]:
    """What the shape itself keeps free of words: left, top, right, bottom."""
    if box.shape == "rounded":
        corner = CORNER * min(RADIUS, box.width / 2, box.height / 2)
        return corner, corner, corner, corner
    if box.shape in ("ellipse", "diamond"):
        share = _ROUND if box.shape == "ellipse" else 0.25
        return box.width * share, box.height * share, box.width * share, box.height * share
    depth = CHEVRON * min(box.width, box.height)
    if box.shape == "chevron":
        return depth, 0.0, depth, 0.0
    return (0.0, 0.0, depth / 2, 0.0) if box.shape == "first_chevron" else (0.0, 0.0, 0.0, 0.0)


def _insets(box: Box) -> tuple[float, float, float, float] | None:
    """The margins inside the shape's own frame for words; none where that leaves less than was measured.

    Words in the middle need none above and below: there they would only take room.
    """
    left, top, right, bottom = (box.inset - clear for clear in _clear(box))
    if min(left, right) < -0.01:
        return None
    if box.anchor == "middle":
        return left, 0.0, right, 0.0
    return None if min(top, bottom) < -0.01 else (left, top, right, bottom)


def _path(width: float, height: float, points: Sequence[tuple[float, float]], *, closed: bool) -> str:
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


def _freeform(line: Line, pen: Pen) -> str:
    """A line through points, such as a zigzag; a free form has no ends to glue."""
    points = ((line.x1, line.y1), *line.through, (line.x2, line.y2))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    rect = Rect(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
    geometry = _path(rect.width, rect.height, [(x - left, y - top) for x, y in points], closed=False)
    number = pen.next_id()
    return shape_xml(
        naming(number, f"Line {number}"), rect, geometry, "<a:noFill/>" + _stroke(line, pen), text_body((), pen)
    )


def _stroke(line: Line, pen: Pen) -> str:
    colour = pen.theme.colour(line.colour)
    return line_xml(colour, line.thickness, dashed=line.dashed, double=line.double, arrow=line.arrow)


def _connector(line: Line, anchors: _Anchors, pen: Pen) -> str:
    start, begins = anchors.end(line.start, Point(line.x1, line.y1))
    end, ends = anchors.end(line.end, Point(line.x2, line.y2))
    route = straight(start, end)
    if line.elbow:
        leaving = line.start.side if begins and line.start else None
        route = bent(start, end, leaving, line.end.side if ends and line.end else None)
    glue = (f"<a:stCxn{begins}/>" if begins else "") + (f"<a:endCxn{ends}/>" if ends else "")
    number = pen.next_id()
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{naming(number, f'Connector {number}')}<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/>"
        f"</p:nvCxnSpPr><p:spPr>{place_xml(route.rect, route.attributes)}{_preset(route)}{_stroke(line, pen)}</p:spPr>"
        "</p:cxnSp>"
    )


def _preset(route: Route) -> str:
    adjusted = f'<a:gd name="adj1" fmla="val {route.adjustment}"/>' if route.adjustment is not None else ""
    return preset(route.preset, adjusted)
