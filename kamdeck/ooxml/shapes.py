"""Turn the items of a drawing into shapes that both media can write.

A shape gets an id, a position, a geometry, a style and text here; the emitters add the tags of PresentationML or of a
Word drawing.
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol, assert_never

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow import Box, Frame, Line, Paragraph, TextItem
from kamdeck.flow.drawing import Anchor, Glue, moved_line
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.ooxml.connectors import Point, Route, bent, site, straight
from kamdeck.ooxml.geometry import NO_INSETS, Insets, insets_of, outline_xml, path_xml, preset
from kamdeck.ooxml.xml_text import attribute
from kamdeck.theme import Colour
from kamdeck.units import Units

# Microsoft's extension of 2017: screen readers and PowerPoint's accessibility checker skip such a shape.
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NO_FILL = "<a:noFill/>"


class ShapeContext(Protocol):
    """What drawing shapes needs from either medium."""

    @property
    def units(self) -> Units:
        """The units of the file."""

    def next_id(self) -> int:
        """An id that no other shape has."""

    def colour(self, role: str) -> Colour | None:
        """The colour of a role; None for an empty role."""


class DrawnShape(NamedTuple):
    """What a shape consists of in PowerPoint and in Word; each emitter writes the elements around it.

    `number` is its id, `style` the markup of fill and line, `turn` the attributes of rotation and flips. Only
    connectors have `glue`, the markup of their connections, which may be empty.
    """

    number: int
    name: str
    rect: Rect
    geometry: str
    style: str
    paragraphs: tuple[Paragraph, ...] = ()
    anchor: Anchor = "top"
    insets: Insets = NO_INSETS
    text_box: bool = False
    turn: str = ""
    glue: str | None = None


def named_xml(tag: str, number: int, name: str, alt: str = "", *, decorative: bool = False) -> str:
    """A shape's id, name and alternative text.

    Args:
        tag: The name of the element.
        number: The id of the shape.
        name: Its name in the selection pane.
        alt: Its alternative text.
        decorative: Whether it is marked as decorative; it then has no alternative text.
    """
    described = f' descr="{attribute(alt)}"' if alt and not decorative else ""
    start = f'<{tag} id="{number}" name="{attribute(name)}"{described}'
    return f"{start}>{DECORATIVE}</{tag}>" if decorative else f"{start}/>"


def frame_shapes(frame: Frame, x: float, y: float, context: ShapeContext) -> list[DrawnShape]:
    """The shapes of a frame, in drawing and reading order.

    Boxes get their ids first, since a line may be glued to a box that is drawn after it.

    Args:
        frame: The frame with its items.
        x: The left edge of the frame in points.
        y: Its upper edge in points.
        context: What gives ids and colours.
    """
    numbered = [(item, context.next_id() if isinstance(item, Box) else 0) for item in frame.items]
    targets = _GlueTargets(
        {
            item.key: (key, item._replace(x=item.x + x, y=item.y + y))
            for item, key in numbered
            if isinstance(item, Box) and item.key
        }
    )
    shapes: list[DrawnShape] = []
    for item, key in numbered:
        match item:
            case TextItem():
                place = Rect(item.x + x, item.y + y, item.width, item.height)
                shapes += (text_box("Text", place, item.paragraphs, context, item.anchor),)
            case Box():
                shapes += _box(item, Rect(item.x + x, item.y + y, item.width, item.height), key, context)
            case Line():
                line = moved_line(item, x, y)
                shapes += (_freeform(line, context) if line.through else _connector(line, targets, context),)
            case _:
                assert_never(item)
    return shapes


def text_box(
    name: str, rect: Rect, paragraphs: tuple[Paragraph, ...], context: ShapeContext, anchor: Anchor = "top"
) -> DrawnShape:
    """Text in a frame without margins.

    Args:
        name: What the selection pane shows, before the number of the shape.
        rect: The frame in points.
        paragraphs: The text.
        context: What gives ids and colours.
        anchor: Where in the frame the text is.
    """
    number = context.next_id()
    return DrawnShape(number, f"{name} {number}", rect, preset("rect"), NO_FILL, paragraphs, anchor, text_box=True)


def _box(box: Box, rect: Rect, number: int, context: ShapeContext) -> tuple[DrawnShape, ...]:
    """The shapes of a box at a place on the slide."""
    style = fill_xml(context.colour(box.fill)) + _outline(box, context)
    name, geometry, insets = f"Box {number}", outline_xml(box), insets_of(box)
    if box.paragraphs and insets is None:
        # The shape's own text frame is narrower than the measured one, so the text gets a text box on top of the shape.
        inner = Rect(rect.x + box.inset, rect.y, rect.width - 2 * box.inset, rect.height)
        shape = DrawnShape(number, name, rect, geometry, style)
        return shape, text_box("Text", inner, box.paragraphs, context, box.anchor)
    return (DrawnShape(number, name, rect, geometry, style, box.paragraphs, box.anchor, insets or NO_INSETS),)


def _outline(box: Box, context: ShapeContext) -> str:
    return line_xml(context.colour(box.line), box.thickness, context.units, dashed=box.dashed)


def _freeform(line: Line, context: ShapeContext) -> DrawnShape:
    """A line through several points; a custom geometry has no ends to glue."""
    points = ((line.x1, line.y1), *line.through, (line.x2, line.y2))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    rect = Rect(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
    geometry = path_xml(rect.width, rect.height, [(x - left, y - top) for x, y in points], closed=False)
    number = context.next_id()
    return DrawnShape(number, f"Line {number}", rect, geometry, NO_FILL + _stroke(line, context))


def _stroke(line: Line, context: ShapeContext) -> str:
    colour = context.colour(line.colour)
    return line_xml(colour, line.thickness, context.units, dashed=line.dashed, double=line.double, arrow=line.arrow)


@dataclass(frozen=True, slots=True)
class _GlueTargets:
    """The boxes that lines can be glued to, with their shape ids, by key."""

    boxes: Mapping[str, tuple[int, Box]]

    def end(self, glue: Glue | None, free: Point) -> tuple[Point, str]:
        """The position of a line's end and the attributes of its connection; a free end is where the line says."""
        if glue is None or glue.key not in self.boxes:
            return free, ""
        number, box = self.boxes[glue.key]
        point, index = site(box, glue.side)
        return point, f' id="{number}" idx="{index}"'


def _connector(line: Line, targets: _GlueTargets, context: ShapeContext) -> DrawnShape:
    start, begins = targets.end(line.start, Point(line.x1, line.y1))
    end, ends = targets.end(line.end, Point(line.x2, line.y2))
    route = straight(start, end)
    if line.elbow:
        leaving = line.start.side if begins and line.start else None
        route = bent(start, end, leaving, line.end.side if ends and line.end else None)
    glue = (f"<a:stCxn{begins}/>" if begins else "") + (f"<a:endCxn{ends}/>" if ends else "")
    number = context.next_id()
    style = _stroke(line, context)
    return DrawnShape(
        number, f"Connector {number}", route.rect, _preset(route), style, turn=route.attributes, glue=glue
    )


def _preset(route: Route) -> str:
    adjusted = f'<a:gd name="adj1" fmla="val {route.adjustment}"/>' if route.adjustment is not None else ""
    return preset(route.preset, adjusted)
