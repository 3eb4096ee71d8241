"""Writes a drawing as a group of native shapes, text boxes and connectors."""

from kamdeck.emit.pptx.shapes import non_visual_xml, shape_xml
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.flow import Drawing, Placed
from kamdeck.ooxml.shapes import frame_shapes


def drawing_xml(drawing: Drawing, placed: Placed, context: SlideContext) -> str:
    """The group of a drawing at the place that typesetting gave it; an empty string for a drawing without items."""
    if not drawing.frame.items:
        return ""
    number = context.next_id()
    frame = drawing.frame
    shapes = "".join([shape_xml(shape, context) for shape in frame_shapes(frame, placed.x, placed.y, context)])
    units = context.units
    x, y = units.emu(placed.x), units.emu(placed.y)
    width, height = max(1, units.emu(frame.width)), max(1, units.emu(frame.height))
    # The group's inner coordinates are the slide's, so that no shape is scaled.
    space = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/>'
    non_visual = non_visual_xml(
        number, f"Drawing {number}", drawing.alt, decorative=drawing.decorative or not drawing.alt
    )
    return (
        f"<p:grpSp><p:nvGrpSpPr>{non_visual}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>{space}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>'
    )
