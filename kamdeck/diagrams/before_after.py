"""Two bars that show a value before and after a decision: lengths on one scale, or squares for small counts."""

from kamdeck.components.item_groups import ItemGroup
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_width, label
from kamdeck.flow import Box, Item, Line, Paragraph, Style, TextItem
from kamdeck.model.numbers import AMOUNTS, Number
from kamdeck.model.values import Ratio, Score, Share

MOST_SQUARES = 12
"""Counts up to this number are shown as squares, which can be counted."""
BETWEEN_SQUARES = 2.0
GAP = 6.0
"""The gap between a bar and the texts beside it, in points."""
BEYOND_BAR = 4.5
"""How far the tick of the target extends beyond the bars, in points."""
ROOM = 1.08
"""The end of the scale, as a multiple of the greatest value."""


@dataclass(frozen=True)
class Comparison:
    """A value before and after, with the texts that stand at the left of the bars and at their right."""

    before: Number
    after: Number
    target: Number | None
    names: tuple[str, str]
    values: tuple[str, str]


def squares_of(*values: Number | None) -> int:
    """How many squares show the greatest of some values; 0 if one of them is no small count."""
    known = [value for value in values if value is not None]
    if any(isinstance(value, (*AMOUNTS, Share, Ratio, Score)) or value < 0 or value % 1 for value in known):
        return 0
    most = int(max(known, default=0))
    return most if 1 < most <= MOST_SQUARES else 0


def before_after(comparison: Comparison, width: float, bar: float, size: float, style: Style) -> ItemGroup:
    """Both bars below each other with their texts.

    Args:
        comparison: The values with their texts.
        width: The width of bars and texts together, in points.
        bar: The height of a bar in points.
        size: The font size of the names in points; values are two points larger.
        style: What text is measured with.
    """
    labels = [
        _text(name, size, "muted" if number == 0 else "primary", bold=number > 0)
        for number, name in enumerate(comparison.names)
    ]
    values = [
        _text(value, size + 2, "text" if number == 0 else "primary", bold=True)._replace(align="right")
        for number, value in enumerate(comparison.values)
    ]
    left = min(max(frame_width(each, style) for each in labels), width * 0.35)
    right = min(max(frame_width(each, style) for each in values), width * 0.4)
    start, length = left + GAP, max(width - left - right - 2 * GAP, width * 0.2)
    height = max(
        bar, *(each.height(left, style) + 0.5 for each in labels), *(v.height(right, style) + 0.5 for v in values)
    )
    items: list[Item] = []
    for number, value in enumerate((comparison.before, comparison.after)):
        y = number * (height + bar * 0.4)
        items.append(TextItem(0, y, left, height, (labels[number],), "middle"))
        fill = "grey2" if number == 0 else "primary"
        items += _bar(comparison, float(value), Box(start, y + (height - bar) / 2, length, bar, fill))
        items.append(TextItem(width - right, y, right, height, (values[number],), "middle"))
    return ItemGroup(2 * height + bar * 0.4, tuple(items), width=width)


def _text(words: str, size: float, colour: str, *, bold: bool) -> Paragraph:
    return label(words, size, bold=bold, colour=colour)


def _bar(comparison: Comparison, value: float, whole: Box) -> list[Item]:
    """A bar as long as its value in the box of the whole scale, with the tick of the target."""
    if squares := squares_of(comparison.before, comparison.after, comparison.target):
        each = (whole.width + BETWEEN_SQUARES) / squares
        return [
            whole._replace(
                x=whole.x + number * each,
                width=each - BETWEEN_SQUARES,
                fill=whole.fill if number < value else "ground",
            )
            for number in range(squares)
        ]
    known = [float(each) for each in (comparison.before, comparison.after, comparison.target) if each is not None]
    scale = whole.width / ((max(*known, 0.0) * ROOM) or 1.0)
    items: list[Item] = [whole._replace(fill="ground")]
    if value > 0:
        items.append(whole._replace(width=value * scale))
    if comparison.target is not None and comparison.target > 0:
        x = whole.x + float(comparison.target) * scale
        items.append(Line(x, whole.y - BEYOND_BAR, x, whole.y + whole.height + BEYOND_BAR, "text", 2.25))
    return items
