"""An axis of time goes in; the heads, lines, texts and legends that all drawings over time share come out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from kamdeck.components.status_icons import MARKS
from kamdeck.diagrams.time_axis import AxisPeriod, TimeAxis
from kamdeck.document import LEAST_HEIGHT, Region, RenderContext
from kamdeck.flow import Box, Drawing, Flow, Item, Line, Paragraph, Run, Style, Table, TextItem, height_of
from kamdeck.flow.drawing import Shape
from kamdeck.flow.text import Align
from kamdeck.text.scripts import EAST_ASIAN

HEAD_PAD = 4.0
APART = 12.0


def settled(lowered: Callable[[Region], list[Flow]], region: Region) -> list[Flow]:
    """The flows for a room; where they would be several on the foot of a page, those for a page of its own."""
    flows = lowered(region)
    whole = sum(isinstance(flow, Drawing) for flow in flows) <= 1 and not any(isinstance(flow, Table) for flow in flows)
    return flows if whole or region.height >= LEAST_HEIGHT else lowered(replace(region, height=LEAST_HEIGHT))


def wide(paragraph: Paragraph, style: Style) -> float:
    """The width of a frame that holds a paragraph without breaking its lines, with some slack."""
    # Beside Hanzi, some programs draw the signs of statuses a full em wide and with space around them.
    signs = sum(map(paragraph.text.count, MARKS.values())) if EAST_ASIAN.search(paragraph.text) else 0
    return paragraph.natural_width(style) * 1.025 + 1.0 + signs * paragraph.size * 0.75


def tall(paragraphs: Iterable[Paragraph], width: float, style: Style) -> float:
    """The height of a frame that holds paragraphs at a width, with some slack."""
    return height_of(paragraphs, width, style) + 0.5


def label(words: str, size: float, *, bold: bool = False, colour: str = "text", align: Align = "left") -> Paragraph:
    """A short text in a drawing."""
    return Paragraph((Run(words, bold=bold),), size, role="label", colour=colour, align=align)


def inline(words: str) -> str:
    """A status as it stands behind other words: "Late" as "late"."""
    return words[:1].lower() + words[1:]


def upright(x: float, top: float, bottom: float, texts: Iterable[Item], **style: Any) -> list[Line]:
    """A vertical line that breaks off around every text in its way."""
    lines, start = [], top
    for text in sorted(_in_the_way(x, texts), key=lambda item: item.y):
        if text.y > bottom:
            break
        if text.y - 1 - start > 2:
            lines.append(Line(x, start, x, text.y - 1, **style))
        start = max(start, text.y + text.height + 1)
    if bottom - start > 2:
        lines.append(Line(x, start, x, bottom, **style))
    return lines


def _in_the_way(x: float, texts: Iterable[Item]) -> list[TextItem | Box]:
    return [
        item
        for item in texts
        if not isinstance(item, Line) and item.paragraphs and item.x - 2 < x < item.x + item.width + 2
    ]


# -- the head --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """The names over the axis with the date of today; `height` is where the rule under them stands."""

    height: float
    texts: tuple[TextItem, ...]


def head(ruled: TimeAxis, context: RenderContext) -> Head:
    """The names of the periods, each moved aside where today's date stands; no room aside, today stands above them."""
    style = context.style
    height = max(tall((name,), period.width, style) for name, period in zip(ruled.names, ruled.periods, strict=True))
    today = _today(ruled, height, context)
    beside = [
        _name(period, name, height, today, style) for period, name in zip(ruled.periods, ruled.names, strict=True)
    ]
    if today is None or all(beside):
        texts = [text for text in (today, *beside) if text]
        return Head(height + HEAD_PAD, tuple(texts))
    above = today._replace(y=0.0)
    below = [_name(period, name, height, None, style) for period, name in zip(ruled.periods, ruled.names, strict=True)]
    moved = [text._replace(y=text.y + today.height) for text in below if text]
    return Head(height + HEAD_PAD + today.height, (above, *moved))


def _today(ruled: TimeAxis, height: float, context: RenderContext) -> TextItem | None:
    x = ruled.today_x
    if x is None or ruled.today is None:
        return None
    name = label(context.wording.day(ruled.today), context.style.theme.sizes.small, bold=True, align="center")
    width = min(wide(name, context.style), ruled.width)
    own = tall((name,), width, context.style)
    left = min(max(x - width / 2, ruled.left), ruled.right - width)
    return TextItem(left, max(0.0, height - own), width, own, (name,), anchor="bottom")


def _name(period: AxisPeriod, name: Paragraph, height: float, today: TextItem | None, style: Style) -> TextItem | None:
    """A period's name in its middle, or as near to it as today's date lets it; nothing where there is no room."""
    width = min(wide(name, style), period.width)
    x = period.x + (period.width - width) / 2
    if today and today.x - APART < x + width and x < today.x + today.width + APART:
        before, after = today.x - APART - width, today.x + today.width + APART
        places = [place for place in (before, after) if period.x <= place <= period.x + period.width - width]
        if not places:
            return None
        x = min(places, key=lambda place: abs(place - x))
    return TextItem(x, 0.0, width, height, (name,), anchor="bottom")


def ruling(ruled: TimeAxis, heading: Head, bottom: float, texts: Sequence[Item], width: float) -> list[Item]:
    """The rule under the head, thin verticals between the periods, and the dashed line of today, around all texts."""
    lines: list[Item] = []
    for period in ruled.periods[1:]:
        lines.extend(upright(period.x, 0.0, bottom, (*heading.texts, *texts), colour="grey3", thickness=0.75))
    if (x := ruled.today_x) is not None:
        start = heading.texts[0].y + heading.texts[0].height
        around = (*heading.texts[1:], *texts)
        lines.extend(upright(x, start, bottom, around, colour="text", thickness=1.0, dashed=True))
    lines.append(Line(0.0, heading.height, width, heading.height, colour="text", thickness=1.0))
    return lines


# -- the legend ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LegendSign:
    """One entry of a legend: a shape or a character, and what it means; `shape` "line" is the dashed line of today.

    `shades` are the fills of several shapes side by side, in place of the one of `fill`.
    """

    words: str
    shape: Shape | Literal["line", ""] = ""
    fill: str = ""
    line: str = ""
    mark: str = ""
    shades: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """The width of the shape or shapes, in points."""
        return _WIDTHS[self.shape] * max(1, len(self.shades)) if self.shape else 0.0


def legend(signs: Sequence[LegendSign], left: float, width: float, context: RenderContext) -> tuple[list[Item], float]:
    """The entries side by side in as many rows as they need, from y = 0, and the height of the rows."""
    items: list[Item] = []
    x = y = height = 0.0
    for sign in signs:
        name = _entry(sign, context)
        taken = sign.width + 5 if sign.shape else 0.0
        own = min(wide(name, context.style), width - taken)
        if x and x + taken + own > width:
            x, y, height = 0.0, y + height + 2, 0.0
        rows = tall((name,), own, context.style)
        if sign.shape:
            items.extend(_symbols(sign, left + x, y + min(rows, 12.5) / 2))
        items.append(TextItem(left + x + taken, y, own, rows, (name,)))
        x, height = x + taken + own + 15, max(height, rows)
    return items, y + height


_WIDTHS = {"rounded": 18.0, "line": 2.0, "diamond": 10.0, "ellipse": 8.0, "rectangle": 8.0}


def _entry(sign: LegendSign, context: RenderContext) -> Paragraph:
    size = context.style.theme.sizes.small
    runs = (Run(sign.mark + "\u00a0", colour=sign.fill), Run(sign.words)) if sign.mark else (Run(sign.words),)
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
