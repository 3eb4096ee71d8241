"""Makes a drawing of a report smaller as a whole: its shapes, lines and texts."""

import math
from dataclasses import replace

from kamdeck.flow import Box, Drawing, Frame, Line, Paragraph, TextItem
from kamdeck.flow.drawing import Item

SMALLEST = 0.8
"""The smallest scale of a drawing: its text of 10 points has 8 then, which can still be read in print."""
SMALLEST_TEXT = 8.0
"""The smallest size of text in a scaled drawing, in points."""


def least_scale(drawing: Drawing) -> float:
    """The smallest scale of a drawing at which its text can still be read; 1 for one that was scaled before."""
    paragraphs = (each for item in drawing.frame.items if not isinstance(item, Line) for each in item.paragraphs)
    sizes = [run.size or each.size for each in paragraphs for run in each.runs]
    return min(1.0, max(SMALLEST, SMALLEST_TEXT / min(sizes))) if sizes else SMALLEST


def scaled(drawing: Drawing, scale: float) -> Drawing:
    """The drawing with all lengths multiplied by a scale; font sizes are rounded down to half points, as Word has."""
    frame = drawing.frame
    items = tuple(_scaled_item(item, scale) for item in frame.items)
    return replace(drawing, frame=Frame(frame.width * scale, frame.height * scale, items))


def _scaled_item(item: Item, scale: float) -> Item:
    if isinstance(item, Line):
        through = tuple((x * scale, y * scale) for x, y in item.through)
        x1, y1, x2, y2 = (each * scale for each in (item.x1, item.y1, item.x2, item.y2))
        return item._replace(x1=x1, y1=y1, x2=x2, y2=y2, thickness=item.thickness * scale, through=through)
    placed = {name: getattr(item, name) * scale for name in ("x", "y", "width", "height")}
    paragraphs = tuple(_scaled_paragraph(each, scale) for each in item.paragraphs)
    if isinstance(item, TextItem):
        return item._replace(**placed, paragraphs=paragraphs)
    return _scaled_box(item._replace(**placed, paragraphs=paragraphs), scale)


def _scaled_box(box: Box, scale: float) -> Box:
    points = tuple((x * scale, y * scale) for x, y in box.points)
    return box._replace(thickness=box.thickness * scale, inset=box.inset * scale, points=points)


def _scaled_paragraph(paragraph: Paragraph, scale: float) -> Paragraph:
    runs = tuple(run._replace(size=_half_points(run.size * scale)) if run.size else run for run in paragraph.runs)
    return paragraph._replace(
        runs=runs,
        size=_half_points(paragraph.size * scale),
        indent=paragraph.indent * scale,
        before=paragraph.before * scale,
    )


def _half_points(size: float) -> float:
    return math.floor(size * 2 + 0.01) / 2
