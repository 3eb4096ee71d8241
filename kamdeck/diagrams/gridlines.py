"""Parts of drawings over time: the header of the axis, vertical lines between its periods and at today, the legend."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, TypedDict, Unpack

from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.time_axis import AxisPeriod, TimeAxis
from kamdeck.flow import Box, Item, Line, Paragraph, Run, Style, TextItem, height_of
from kamdeck.flow.drawing import Shape
from kamdeck.flow.text import Align
from kamdeck.text.ellipsis import shortened
from kamdeck.text.scripts import EAST_ASIAN

HEAD_PAD = 4.0
"""Points between the names of the periods and the rule under them."""
_WIDE_SIGNS = (*MARKS.values(), *"↑↓→←")
APART = 12.0
"""Points between today's date and the name of a period beside it."""
LEAST_PIECE = 7.0
"""Pieces of an interrupted line up to this length are left out, in points: between the labels of neighbouring rows they
would look as if the line cut the labels."""
ROUNDING = 0.01
"""The difference, in points, between two computations of a height."""


class LineStyle(TypedDict, total=False):
    """How a line is drawn; `thickness` is in points."""

    colour: str
    thickness: float
    dashed: bool


def frame_width(paragraph: Paragraph, style: Style) -> float:
    """The width of a frame that holds a paragraph without breaking its lines; Office measures wider than we do."""
    # Beside Hanzi, some programs draw signs and arrows a full em wide and with space around them.
    signs = sum(map(paragraph.text.count, _WIDE_SIGNS)) if EAST_ASIAN.search(paragraph.text) else 0
    return paragraph.natural_width(style) * 1.025 + 1.0 + signs * paragraph.size * 0.75


def frame_height(paragraphs: Iterable[Paragraph], width: float, style: Style) -> float:
    """The height of a frame of a width that holds paragraphs."""
    return height_of(paragraphs, width, style) + 0.5


def cut_to_height(paragraphs: Sequence[Paragraph], width: float, height: float, style: Style) -> tuple[Paragraph, ...]:
    """Paragraphs in a frame of a width that is no higher than `height`: where they are, each gets a part of it.

    A text that is cut ends with an ellipsis. Only texts of hundreds of characters are, as a page cannot be higher.

    Args:
        paragraphs: The paragraphs.
        width: The width of the frame in points.
        height: Its height in points.
        style: What text is measured with.
    """
    # A height that was computed from that of the paragraphs may differ from it by a rounding error.
    if frame_height(paragraphs, width, style) <= height + ROUNDING:
        return tuple(paragraphs)
    return tuple(_cut_to_height(each, width, height / len(paragraphs), style) for each in paragraphs)


def centred_text(
    paragraphs: Sequence[Paragraph], column: tuple[float, float], row: tuple[float, float], style: Style
) -> TextItem:
    """Paragraphs in the middle of a row, cut to its height.

    Args:
        paragraphs: The texts, below each other.
        column: The left edge and the width of their frame, in points.
        row: The y of the middle of the row, and the greatest height of the frame, in points.
        style: What they are measured with.
    """
    (x, width), (middle, most) = column, row
    shown = cut_to_height(paragraphs, width, most, style)
    height = frame_height(shown, width, style)
    return TextItem(x, middle - height / 2, width, height, shown, "middle")


def _cut_to_height(paragraph: Paragraph, width: float, height: float, style: Style) -> Paragraph:
    def cut(text: str) -> Paragraph:
        return (
            paragraph if text == paragraph.text else paragraph._replace(runs=(paragraph.runs[0]._replace(text=text),))
        )

    return cut(shortened(paragraph.text, lambda text: frame_height((cut(text),), width, style) <= height + ROUNDING))


def label(words: str, size: float, *, bold: bool = False, colour: str = "text", align: Align = "left") -> Paragraph:
    """A short text in a drawing.

    Args:
        words: The text.
        size: The font size in points.
        bold: Whether it is bold.
        colour: The role of its colour.
        align: Its alignment in its frame.
    """
    return Paragraph((Run(words, bold=bold),), size, role="label", colour=colour, align=align)


def lower_first(words: str) -> str:
    """A status as it is written after other words: "Late" as "late"."""
    return words[:1].lower() + words[1:]


def vertical_line(x: float, top: float, bottom: float, texts: Iterable[Item], **style: Unpack[LineStyle]) -> list[Line]:
    """A vertical line, interrupted wherever a text or a box with text is in its way.

    Args:
        x: The position of the line in points.
        top: Its upper end in points.
        bottom: Its lower end in points.
        texts: The texts and boxes that may be in its way.
        style: The colour, the thickness and so on of the line.

    Returns:
        The pieces of the line, from top to bottom.
    """
    lines, start = [], top
    for text in sorted(_in_the_way(x, texts), key=lambda item: item.y):
        if text.y > bottom:
            break
        if text.y - 1 - start > LEAST_PIECE:
            lines.append(Line(x, start, x, text.y - 1, **style))
        start = max(start, text.y + text.height + 1)
    if bottom - start > LEAST_PIECE:
        lines.append(Line(x, start, x, bottom, **style))
    return lines


def _in_the_way(x: float, texts: Iterable[Item]) -> list[TextItem | Box]:
    return [
        item
        for item in texts
        if not isinstance(item, Line) and item.paragraphs and item.x - 2 < x < item.x + item.width + 2
    ]


# -- the header ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AxisHeader:
    """The names of the periods above an axis, and the date of today; `height` is the y of the rule under them."""

    height: float
    texts: tuple[TextItem, ...]


def axis_header(axis: TimeAxis, today_text: str, style: Style) -> AxisHeader:
    """The names of the periods, with today's date among them where they can move aside, else above them."""
    height = max(
        frame_height((name,), period.width, style) for name, period in zip(axis.names, axis.periods, strict=True)
    )
    today = _today(axis, height, today_text, style)
    beside = [_name(period, name, height, today, style) for period, name in zip(axis.periods, axis.names, strict=True)]
    # A period's name that does not fit beside today's date has no other place in the row, so the date gets a row of its
    # own.
    if today is None or all(beside):
        texts = [text for text in (today, *beside) if text]
        return AxisHeader(height + HEAD_PAD, tuple(texts))
    above = today._replace(y=0.0)
    below = [_name(period, name, height, None, style) for period, name in zip(axis.periods, axis.names, strict=True)]
    moved = [text._replace(y=text.y + today.height) for text in below if text]
    return AxisHeader(height + HEAD_PAD + today.height, (above, *moved))


def _today(axis: TimeAxis, height: float, today_text: str, style: Style) -> TextItem | None:
    x = axis.today_x
    if x is None:
        return None
    # Near an end of the axis the date is moved inwards, and its line is no longer in its middle.
    name = label(today_text, style.theme.sizes.small, bold=True, align="center")
    width = min(frame_width(name, style), axis.width)
    own = frame_height((name,), width, style)
    left = min(max(x - width / 2, axis.left), axis.right - width)
    return TextItem(left, max(0.0, height - own), width, own, (name,), anchor="bottom")


def _name(period: AxisPeriod, name: Paragraph, height: float, today: TextItem | None, style: Style) -> TextItem | None:
    """A period's name in its middle, or as near to it as today's date allows; None where there is not enough space."""
    width = min(frame_width(name, style), period.width)
    x = period.x + (period.width - width) / 2
    if today and today.x - APART < x + width and x < today.x + today.width + APART:
        before, after = today.x - APART - width, today.x + today.width + APART
        places = [place for place in (before, after) if period.x <= place <= period.x + period.width - width]
        if not places:
            return None
        x = min(places, key=lambda place: abs(place - x))
    return TextItem(x, 0.0, width, height, (name,), anchor="bottom")


def grid(axis: TimeAxis, heading: AxisHeader, bottom: float, texts: Sequence[Item], width: float) -> list[Item]:
    """The rule under the header, thin lines between the periods and today's dashed line, interrupted by `texts`.

    Args:
        axis: The time axis.
        heading: Its header.
        bottom: Where the lines end, in points below the top of the drawing.
        texts: The items that interrupt the lines.
        width: The width of the rule under the header, in points.
    """
    lines: list[Item] = []
    for period in axis.periods[1:]:
        lines.extend(vertical_line(period.x, 0.0, bottom, (*heading.texts, *texts), colour="grey3", thickness=0.75))
    if (x := axis.today_x) is not None:
        # `axis_header` puts today's date first; its line starts below it.
        start = heading.texts[0].y + heading.texts[0].height
        around = (*heading.texts[1:], *texts)
        lines.extend(vertical_line(x, start, bottom, around, colour="text", thickness=1.0, dashed=True))
    lines.append(Line(0.0, heading.height, width, heading.height, colour="text", thickness=1.0))
    return lines


# -- the legend ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LegendSign:
    """One entry of a legend: a shape or a character (`mark`), and what it means.

    The `shape` "line" is the dashed line of today. `shades` are the fills of several shapes side by side, and take the
    place of `fill`. The character has the colour `ink`, without it that of the fill.
    """

    words: str
    shape: Shape | Literal["line", ""] = ""
    fill: str = ""
    line: str = ""
    mark: str = ""
    shades: tuple[str, ...] = ()
    ink: str = ""

    @property
    def width(self) -> float:
        """The width of the shape or shapes, in points."""
        return _WIDTHS[self.shape] * max(1, len(self.shades)) if self.shape else 0.0


def legend(signs: Sequence[LegendSign], left: float, width: float, style: Style) -> tuple[list[Item], float]:
    """The entries in as many rows as they need, the first at y = 0.

    Args:
        signs: The entries.
        left: The left edge in points.
        width: The width of a row in points.
        style: What text is measured with.

    Returns:
        The items, and the height of all rows in points.
    """
    items: list[Item] = []
    x = y = height = 0.0
    for sign in signs:
        name = _entry(sign, style)
        taken = sign.width + 5 if sign.shape else 0.0
        own = min(frame_width(name, style), width - taken)
        if x and x + taken + own > width:
            x, y, height = 0.0, y + height + 2, 0.0
        rows = frame_height((name,), own, style)
        if sign.shape:
            # Beside a text of several lines, the shape is centred on the first one.
            items.extend(_symbols(sign, left + x, y + min(rows, 12.5) / 2))
        items.append(TextItem(left + x + taken, y, own, rows, (name,)))
        x, height = x + taken + own + 15, max(height, rows)
    return items, y + height


_WIDTHS = {"rounded": 18.0, "line": 2.0, "diamond": 10.0, "ellipse": 8.0, "rectangle": 8.0}


def _entry(sign: LegendSign, style: Style) -> Paragraph:
    size = style.theme.sizes.small
    runs = (
        (Run(sign.mark + "\u00a0", colour=sign.ink or sign.fill), Run(sign.words)) if sign.mark else (Run(sign.words),)
    )
    return Paragraph(runs, size, role="label")


def _symbols(sign: LegendSign, x: float, middle: float) -> list[Item]:
    each = _WIDTHS[sign.shape]
    shades = sign.shades or (sign.fill,)
    return [_symbol(replace(sign, fill=fill), x + number * each, middle) for number, fill in enumerate(shades)]


def _symbol(sign: LegendSign, x: float, middle: float) -> Item:
    if sign.shape == "line" or not sign.shape:
        return Line(x + 1, middle - 6, x + 1, middle + 6, colour="text", thickness=1.0, dashed=True)
    width = _WIDTHS[sign.shape]
    height = 9.0 if sign.shape == "rounded" else width
    return Box(x, middle - height / 2, width, height, sign.fill, sign.line, 1.0, shape=sign.shape)
