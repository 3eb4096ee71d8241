"""Writes shapes, text boxes and connectors of slides; lengths are in points."""

from collections.abc import Sequence

from kamdeck.brand import Rect
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.emit.pptx.text import body_properties, paragraphs_xml
from kamdeck.flow import Paragraph
from kamdeck.flow.drawing import Anchor
from kamdeck.flow.pinned_breaks import pinnable_width
from kamdeck.ooxml import shapes
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.ooxml.geometry import CORNER, NO_INSETS, RADIUS, Insets, preset, rounded
from kamdeck.ooxml.shapes import DrawnShape, named_xml

LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'


def non_visual_xml(number: int, name: str, alt: str = "", *, decorative: bool = False) -> str:
    """The markup of a shape's name and number.

    Args:
        number: The id of the shape.
        name: Its name in the selection pane.
        alt: Its description for screen readers.
        decorative: Whether screen readers skip it; it then has no description.
    """
    return named_xml("p:cNvPr", number, name, alt, decorative=decorative)


def shape_xml(shape: DrawnShape, context: SlideContext) -> str:
    """A shape or a connector."""
    non_visual = named_xml("p:cNvPr", shape.number, shape.name)
    place = context.place(shape.rect, shape.turn)
    if shape.glue is not None:
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{non_visual}<p:cNvCxnSpPr>{shape.glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
            f"<p:spPr>{place}{shape.geometry}{shape.style}</p:spPr></p:cxnSp>"
        )
    box = ' txBox="1"' if shape.text_box else ""
    body = text_body(shape.paragraphs, shape.rect, context, shape.anchor, shape.insets)
    return (
        f"<p:sp><p:nvSpPr>{non_visual}<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>{place}{shape.geometry}{shape.style}"
        f"</p:spPr>{body}</p:sp>"
    )


def text_body(
    paragraphs: Sequence[Paragraph],
    rect: Rect,
    context: SlideContext,
    anchor: Anchor = "top",
    insets: Insets = NO_INSETS,
) -> str:
    """The text body of a shape.

    Args:
        paragraphs: The text.
        rect: The frame of the shape in points.
        context: The state of the slide.
        anchor: Where in the frame the text is.
        insets: The left, top, right and bottom margins in points.
    """
    left, _, right, _ = insets
    text = paragraphs_xml(paragraphs, context, pinnable_width(paragraphs, rect.width - left - right, rect.height))
    return f"<p:txBody>{body_properties(anchor, insets, units=context.units)}{context.deck.list_style}{text}</p:txBody>"


def text_box(
    name: str, rect: Rect, paragraphs: Sequence[Paragraph], context: SlideContext, anchor: Anchor = "top"
) -> str:
    """A text box without margins.

    Args:
        name: What the selection pane shows, before the number of the shape.
        rect: The place of the box in points.
        paragraphs: The text.
        context: The state of the slide.
        anchor: Where in the box the text is.
    """
    return shape_xml(shapes.text_box(name, rect, tuple(paragraphs), context, anchor), context)


def panel(rect: Rect, fill: str, inset: float, paragraphs: Sequence[Paragraph], context: SlideContext) -> str:
    """Text on an area with rounded corners.

    Args:
        rect: The area in points.
        fill: The role of its colour.
        inset: The distance of the text from the edges in points.
        paragraphs: The text.
        context: The state of the slide.
    """
    number = context.next_id()
    style = fill_xml(context.colour(fill)) + line_xml(None)
    # Office adds what the rounded corners take to the margins of the text.
    margin = inset - CORNER * RADIUS
    insets = (margin, margin, margin, margin)
    geometry = rounded(rect.width, rect.height)
    text = tuple(paragraphs)
    return shape_xml(
        DrawnShape(number, f"Panel {number}", rect, geometry, style, text, "top", insets, text_box=True), context
    )


def ground_panel(rect: Rect, context: SlideContext) -> str:
    """A rectangle in the ground colour, under texts that could not be read on what the brand draws; decorative."""
    number = context.next_id()
    non_visual = non_visual_xml(number, f"Ground {number}", decorative=True)
    style = fill_xml(context.colour("ground")) + line_xml(None)
    return (
        f"<p:sp><p:nvSpPr>{non_visual}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{context.place(rect)}{preset('rect')}"
        f"{style}</p:spPr></p:sp>"
    )


def rule(x: float, y: float, width: float, context: SlideContext) -> str:
    """A thin line under a title, marked as decorative.

    Args:
        x: The left end in points.
        y: The height of the line on the slide in points.
        width: The length of the line in points.
        context: The state of the slide.
    """
    number = context.next_id()
    non_visual = non_visual_xml(number, f"Rule {number}", decorative=True)
    line = line_xml(context.theme.colour("text"), 1.0, context.units)
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{non_visual}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>"
        f"{context.place(Rect(x, y, width, 0.0))}{preset('line')}{line}</p:spPr></p:cxnSp>"
    )
