"""Enlarge a drawing that leaves most of its region empty: positions by a factor, and texts to larger sizes."""

from collections.abc import Mapping

from kamdeck.flow.drawing import Frame, Item, Line, TextItem
from kamdeck.flow.text import Paragraph


def enlarged(frame: Frame, factor: float, sizes: Mapping[float, float]) -> Frame:
    """The frame with all lengths times a factor, and each font size as `sizes` says.

    No size may grow by more than the factor, so that texts keep their lines.
    """
    items = tuple(_enlarged(item, factor, sizes) for item in frame.items)
    return Frame(frame.width * factor, frame.height * factor, items)


def _enlarged(item: Item, factor: float, sizes: Mapping[float, float]) -> Item:
    if isinstance(item, Line):
        through = tuple((x * factor, y * factor) for x, y in item.through)
        ends = {name: getattr(item, name) * factor for name in ("x1", "y1", "x2", "y2")}
        return item._replace(through=through, **ends)
    bounds = {name: getattr(item, name) * factor for name in ("x", "y", "width", "height")}
    paragraphs = tuple(_with_sizes(paragraph, factor, sizes) for paragraph in item.paragraphs)
    if isinstance(item, TextItem):
        return item._replace(paragraphs=paragraphs, **bounds)
    points = tuple((x * factor, y * factor) for x, y in item.points)
    return item._replace(paragraphs=paragraphs, inset=item.inset * factor, points=points, **bounds)


def _with_sizes(paragraph: Paragraph, factor: float, sizes: Mapping[float, float]) -> Paragraph:
    runs = tuple(run._replace(size=sizes[run.size] if run.size else 0.0) for run in paragraph.runs)
    return paragraph._replace(
        runs=runs,
        size=sizes[paragraph.size],
        indent=paragraph.indent * factor,
        before=paragraph.before * factor,
    )
