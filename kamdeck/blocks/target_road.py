"""The `target_road` block: one bar from what is booked over the deals that close in the quarter to the target."""

import math
from collections.abc import Iterable
from functools import cached_property

from kamdeck.blocks.road_scale import RoadScale
from kamdeck.blocks.row_protocols import RoadRow
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.near_days import near_day
from kamdeck.components.short_numbers import short_number
from kamdeck.components.status_icons import status_of
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.badges import badge
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, TextItem
from kamdeck.message import Message
from kamdeck.model.numbers import Number

BAR, SCARCE_BAR = 48.0, 38.0
"""The height of the bar, and that on a slide that does not hold everything, in points."""
PAD, BETWEEN = 8.0, 1.5
"""The margin of a step's texts, and the gap between two steps, in points."""
NARROW = 66.0
"""The width of a step below which it has no texts but its value and its name, in points."""
MOST_LINES = 4
"""The most lines below a step on a slide that does not hold everything."""
BEYOND_BAR = 4.5
"""How far the tick of the target extends beyond the bar, in points."""
MARGIN = 4.0
"""The space below the texts, in points."""
SLANT, CUT_WIDTH = 5.0, 2.5
"""How slanted the sign of the cut is, and its width, in points."""
LEAST_APART = 0.01
"""A forecast has a tick only if it is below the sum of the steps by more than this part of the sum."""
LONGEST_ID = 4
"""Deals are named by their ids if these have at most so many characters, such as D12; otherwise by their names."""
FILLS = {"booked": "primary", "deal": "primary:40", "others": "primary:20"}
OUTLINES = {"gap": "bad", "forecast": "primary"}
"""The steps that are only outlined, dashed, and the colours of their lines and texts."""


@documented(
    """A bar of steps that add up to the `target`, whose tick stands above it: the deals are weighted by probability.

    Below a step stand the amount, the probability and the date of its deal, and its health; below the deal of the
    `outlook`, what the forecast is if it is won. A `forecast` below the sum of all steps but the gap has a dashed
    tick. Where most of the target is booked, that step is cut at its start, which the title says, so that the other
    steps have space. Days in the year of `today` are written without the year.

    Example:
        target_road: {rows: analysis.target_road, target: figures.target, title: topic.target_road}
    """
)
@dataclass(frozen=True)
class TargetRoad(Block):
    rows: Rows[RoadRow] = ()
    target: Value = None
    title: Heading = None
    outlook: Value = None
    today: Value = None
    forecast: Value = None

    def amounts(self) -> Iterable[object]:
        """What the steps add."""
        return (row.value for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title with the unit, and one drawing."""
        if not self.rows:
            return []
        target = getattr(self.target, "value", self.target)
        road = _Road(self, target, region, context)
        weighted = context.wording.term("target_road.weighted")
        cut = context.wording.term("target_road.cut") if road.scale.is_cut else ""
        unit = context.wording.joined((road.scale_unit, weighted, cut))
        return [*title(self.title, context, unit), road.drawing()]


class _Road:
    """The bar in a region."""

    def __init__(self, block: TargetRoad, target: Number | None, region: Region, context: RenderContext) -> None:
        self.rows: tuple[RoadRow, ...] = tuple(block.rows)
        self.target, self.width = target, region.width
        self.scale = RoadScale(self.rows, target, region.width)
        self.steps = self.scale.steps
        self.outlook, self.today = block.outlook, block.today
        forecast = getattr(block.forecast, "value", block.forecast)
        # Anywhere else, the steps or the gap end at the forecast.
        self.forecast = forecast if forecast and forecast < self.scale.carried * (1 - LEAST_APART) else None
        self.height = region.height if region.paged else math.inf
        self.scarce, self.bar = region.scarce, SCARCE_BAR if region.scarce else BAR
        self.wording, self.style = context.wording, context.style
        self.sizes = context.style.theme.sizes
        self.size_below = self.sizes.small if region.scarce else self.sizes.dense
        amounts = [row.value for row in self.rows]
        self._scale = context.wording.scale([*amounts, *([target] if target is not None else [])])
        self.scale_unit = self._scale.unit

    def number(self, value: float) -> str:
        """An amount in the unit of the drawing."""
        return short_number(value, self._scale, self.wording)

    def step_number(self, row: RoadRow) -> str:
        """What a step adds; a gap is the difference of the target and the forecast as they are shown."""
        if str(row.kind) != "gap" or self.target is None or not self._scale.whole_document:
            return self.number(row.value)
        gap = self._scale.shown_difference(self.target, float(self.target) - float(row.value))
        return self.wording.showing(self.number(gap), row.value)

    # -- texts ---------------------------------------------------------------------------------------------------------

    def short_name(self, row: RoadRow) -> str:
        """What a step is called: booked, the id of its deal, or how many deals it is."""
        if str(row.kind) == "deal":
            return self._id(row)
        if str(row.kind) == "others":
            return self.wording.phrase(Message("counted.deals", count=len(row.deals)))
        return self.wording.terms_of(f"target_road.{row.kind}")

    def _id(self, row: RoadRow) -> str:
        """The id of the deal of a step; "" for a long one."""
        return str(row.deals[0].id) if 0 < len(str(row.deals[0].id)) <= LONGEST_ID else ""

    def long_name(self, row: RoadRow) -> str:
        """The names of the deals of a step that is a deal, or is booked."""
        if str(row.kind) == "forecast":
            return ""
        if str(row.kind) == "others":
            ids = [str(deal.id) for deal in row.deals]
            return self.wording.listed(ids) if max(map(len, ids)) <= LONGEST_ID else ""
        return self.wording.listed(self.wording.inner.say(deal.name) for deal in row.deals[:2])

    def described(self, row: RoadRow) -> str:
        """The amount, the probability and the date of a step's deal; the date of a single deal that is booked."""
        if str(row.kind) == "booked" and len(row.deals) == 1 and row.deals[0].close:
            return near_day(row.deals[0].close, self.today, self.wording)
        if str(row.kind) != "deal":
            return ""
        deal, parts = row.deals[0], []
        if deal.amount is not None and deal.probability is not None:
            values = {"value": self.number(row.value), "amount": self.number(deal.amount)}
            parts = [self.wording.term("target_road.part").format(**values), self.wording.percent(deal.probability)]
        return " · ".join((*parts, *([near_day(deal.close, self.today, self.wording)] if deal.close else [])))

    # -- the drawing ---------------------------------------------------------------------------------------------------

    def drawing(self) -> Drawing:
        """The target above the bar, the bar, and the texts below its steps."""
        top, above = self._target()
        # The bar lies on the ticks, which must not cross its texts.
        items, below = list(above), 0.0
        for row, x, width in self.steps:
            items += self._segment(row, x, top, width - BETWEEN)
        if self.scale.is_cut:
            items.append(Line(PAD / 2, top + self.bar, PAD / 2 + SLANT, top, "ground", CUT_WIDTH))
        parts = [self._below(row, x, width) for row, x, width in self.steps]
        start = top + self.bar + BEYOND_BAR + 1.5
        for part in (*parts, self._rest(max(part.height for part in parts), self.height - start - MARGIN)):
            items += part.at(0.0, start)
            below = max(below, part.height)
        alt = self.wording.joined(
            self.wording.beside(self.short_name(row) or self.long_name(row), self.step_number(row)) for row in self.rows
        )
        return Drawing(Frame(self.width, start + below + MARGIN, tuple(items)), alt)

    def _target(self) -> tuple[float, list[Item]]:
        """The upper edge of the bar, and the tick of the target with its text above."""
        if self.target is None:
            return 0.0, []
        words = label(self._named("target_road.target", self.number(self.target)), self.sizes.dense, bold=True)
        width, height = frame_width(words, self.style), frame_height((words,), self.width, self.style)
        x = self.scale.x(float(self.target))
        before = self.forecast is not None and self.forecast < self.target
        left = min(x, self.width - width) if before else max(0.0, x - width + 1.0)
        top = height + BEYOND_BAR
        line = Line(x, height, x, top + self.bar + BEYOND_BAR, "text", 2.25)
        words = words._replace(align="left" if before else "right")
        return top, [TextItem(left, 0, width, height, (words,)), line, *self._forecast(height, before=before)]

    def _forecast(self, high: float, *, before: bool) -> list[Item]:
        """The tick of the forecast, with its text at the side where the target does not stand; `high` as the text."""
        if self.forecast is None:
            return []
        x, bottom = self.scale.x(self.forecast), high + self.bar + 2 * BEYOND_BAR
        words = label(
            self._named("figure.forecast", self.number(self.forecast)), self.sizes.dense, bold=True, colour="primary"
        )
        width = frame_width(words, self.style)
        left = x - width - 3.0 if before else x + 3.0
        texts = [TextItem(left, 0, width, high, (words,))] if 0 <= left <= self.width - width else []
        return [*texts, Line(x, high, x, bottom, "primary", 1.5, dashed=True)]

    def _named(self, key: str, number: str) -> str:
        return f"{self.wording.terms_of(key)} {number}"

    def _segment(self, row: RoadRow, x: float, y: float, width: float) -> list[Item]:
        """A step of the bar with its value and, where there is space, its name."""
        gap, line = str(row.kind) == "gap", OUTLINES.get(str(row.kind), "")
        fill = FILLS.get(str(row.kind), "")
        box = Box(x, y, max(width, 1.0), self.bar, fill, line, 1.5, dashed=bool(line))
        ink = line or self.style.theme.on(fill)
        value = self._value(row, ink, width)
        if value is None:
            return [box]
        names = [] if gap else self._inside(row, width, ink)
        if not names:
            return [box, TextItem(x, y, width, self.bar, self._centred(row, value, width), "middle")]
        left, value_width = x + PAD, frame_width(value, self.style)
        return [
            box,
            TextItem(left, y, value_width, self.bar, (value,), "middle"),
            TextItem(left + value_width + 6.0, y, self._beside(row, width), self.bar, tuple(names), "middle"),
        ]

    def _centred(self, row: RoadRow, value: Paragraph, width: float) -> tuple[Paragraph, ...]:
        """The value of a step that is too narrow for a name, below the id of its deal where this fits."""
        centred = value._replace(align="center")
        if str(row.kind) != "deal" or not self._id(row):
            return (centred,)
        above = label(self._id(row), self.sizes.small, bold=True, colour=value.colour, align="center")
        sizes = [size for size in (value.size, self.sizes.lead, self.sizes.dense) if size <= value.size]
        for size in sizes if frame_width(above, self.style) <= width else ():
            both = (above, centred._replace(size=size))
            if frame_height(both, width, self.style) <= self.bar:
                return both
        return (centred,)

    def _beside(self, row: RoadRow, width: float) -> float:
        """The width that the value of a step leaves for its name."""
        value = self._value(row, "text", width)
        return width - 2 * PAD - 6.0 - (frame_width(value, self.style) if value else width)

    def _inside(self, row: RoadRow, width: float, ink: str = "text") -> list[Paragraph]:
        """The short name of a step beside its value, and below it the whole name where this fits; none if none does."""
        inner, short, whole = self._beside(row, width), self.short_name(row), self.long_name(row)
        if short and not self._fits(short, inner, bold=True):
            return []
        names = [label(short, self.sizes.dense, bold=True, colour=ink)] if short else []
        if whole and self._holds(whole, inner, self._name_size):
            names.append(label(whole, self._name_size, colour=ink))
        return names

    @cached_property
    def _name_size(self) -> float:
        """The size of whole names in the bar: small where only then the name of a step that has space stands there."""
        for row, _, width in self.steps:
            whole, inner = self.long_name(row), self._beside(row, width - BETWEEN)
            if (
                whole
                and self._fits(self.short_name(row) or whole, inner)
                and not self._holds(whole, inner, self.sizes.dense)
            ):
                return self.sizes.small
        return self.sizes.dense

    def _holds(self, words: str, width: float, size: float) -> bool:
        """Whether a step holds a whole name below its short one, on two lines at most and without breaking a word."""
        text = label(words, size)
        high = frame_height((label("D1", self.sizes.dense), text), width, self.style) if width > 0 else math.inf
        return high <= self.bar and text.longest_stretch(self.style) <= width

    def _value(self, row: RoadRow, ink: str, width: float) -> Paragraph | None:
        """The value of a step in the largest size that fits its width; none where none does."""
        for size in (self.sizes.title, self.sizes.lead, self.sizes.dense, self.sizes.small):
            words = label(self.step_number(row), size, bold=True, colour=ink)
            if frame_width(words, self.style) + (2 * PAD if size == self.sizes.title else 2.0) <= width:
                return words
        return None

    def _fits(self, words: str, width: float, *, bold: bool = False) -> bool:
        text = label(words, self.sizes.dense, bold=bold)
        return bool(words) and frame_width(text, self.style) <= width

    def _below(self, row: RoadRow, x: float, width: float) -> ItemGroup:
        """The name where it is not in the bar, the amount and the date, and the health; the gap is named here."""
        if str(row.kind) == "gap":
            words = label(
                self._named("target_road.gap", self.step_number(row)), self.sizes.dense, bold=True, colour="bad"
            )
            own, height = frame_width(words, self.style), frame_height((words,), self.width, self.style)
            right = min(max(x + width, x + own), self.width)
            item = TextItem(right - own, 0, own, height, (words._replace(align="right"),))
            return ItemGroup(height, (item,))
        if self._is_narrow(row, x, width):
            return ItemGroup(0.0, ())
        left = self._free(x, width)
        parts = [self._named_below(row, x, width)]
        if state := self._state(row):
            parts[0] = parts[0]._replace(height=self._above_badges)
            parts.append(badge(*state, left, self.style))
        if lifted := self._lifted(row):
            parts.append(self._texts(label(lifted, self.size_below, bold=True, colour="primary"), left))
        group = stacked(parts, 3.0)
        return ItemGroup(group.height, group.at(x, 0.0))

    def _named_below(self, row: RoadRow, x: float, width: float) -> ItemGroup:
        """The name where it is not in the bar, the amount and the date."""
        return stacked([self._texts(words, self._free(x, width)) for words in self._lines(row, x, width)], 3.0)

    @cached_property
    def _above_badges(self) -> float:
        """The height of the highest text above a badge: all badges stand on one line."""
        named = [step for step in self.steps if self._state(step[0]) and not self._is_narrow(*step)]
        return max((self._named_below(*step).height for step in named), default=0.0)

    def _state(self, row: RoadRow) -> tuple[str, str] | None:
        """The words and the status of a step's badge: the health of its deal, or that the booked one is won."""
        if str(row.kind) == "booked" and len(row.deals) == 1:
            return self.wording.say(row.deals[0].stage), "good"
        health = row.deals[0].health if str(row.kind) == "deal" else None
        return None if health is None else (self.wording.say(health), status_of(health))

    def _rest(self, y: float, height: float) -> ItemGroup:
        """The steps that are too narrow for a name, with their values, below all other texts.

        `y` is where the texts end, and `height` the height for all of them; deals for which it is too low are counted.
        """
        texts = [
            " ".join(filter(None, (self.short_name(row), self.long_name(row), self.number(row.value))))
            for row, x, width in self.steps
            if self._is_named_last(row, x, width)
        ]
        top = y + 3.0 if y else 0.0
        for named in range(len(texts), -1, -1):
            left = len(texts) - named
            more = [self.wording.phrase(Message("stub.items", count=left))] if left else []
            words = label(" · ".join((*texts[:named], *more)), self.size_below, colour="muted")
            group = self._texts(words, self.width)
            if texts and top + group.height <= height:
                return ItemGroup(top + group.height, group.at(0.0, top))
        return ItemGroup(0.0, ())

    def _is_named_last(self, row: RoadRow, x: float, width: float) -> bool:
        """Whether a step has its name below all others: there is no space below it, or not for a word of its name."""
        names = [] if str(row.kind) == "gap" else self._names_below(row, width)
        free = self._free(x, width)
        return bool(names) and (
            self._is_narrow(row, x, width) or any(each.longest_stretch(self.style) > free for each in names)
        )

    def _is_narrow(self, row: RoadRow, x: float, width: float) -> bool:
        """Whether there is no space for texts below a step; what has no deal yet is named by a word or two."""
        free = self._free(x, width)
        if str(row.kind) != "forecast":
            return free < NARROW or (self.scarce and self._named_below(row, x, width).height > self._most_below)
        return label(self.short_name(row), self.size_below, bold=True).longest_stretch(self.style) > free

    @property
    def _most_below(self) -> float:
        return MOST_LINES * frame_height((label("X", self.size_below),), self.width, self.style) + 3.0

    def _free(self, x: float, width: float) -> float:
        """The width below a step that the name of the gap leaves free."""
        gap = next((step for step in self.steps if str(step[0].kind) == "gap"), None)
        if gap is None:
            return width - PAD
        words = label(self._named("target_road.gap", self.step_number(gap[0])), self.sizes.dense, bold=True)
        own = frame_width(words, self.style)
        start = min(max(gap[1] + gap[2], gap[1] + own), self.width) - own
        return min(x + width, start) - PAD - x

    def _names_below(self, row: RoadRow, width: float) -> list[Paragraph]:
        """The names of a step that do not stand in the bar."""
        shown = [text.text for text in self._inside(row, width - BETWEEN)]
        names = [name for name in (self.short_name(row), self.long_name(row)) if name and name not in shown]
        # An id stands before its name; "Booked" is no part of one.
        texts = [" ".join(names)] if str(row.kind) == "deal" else names
        return [label(text, self.size_below, bold=True) for text in texts if text]

    def _lines(self, row: RoadRow, x: float, width: float) -> list[Paragraph]:
        """The names that do not stand in the bar, the amount and the date, and what the deal of the outlook changes."""
        names = self._names_below(row, width)
        found = [each for each in names if each.longest_stretch(self.style) <= self._free(x, width)]
        if about := self.described(row):
            found.append(label(about, self.size_below))
        return found

    def _lifted(self, row: RoadRow) -> str:
        """What the forecast is if the deal of a step is won with its whole amount; "" for other deals."""
        deal = getattr(self.outlook, "deal", None)
        if deal is None or deal not in row.deals or str(row.kind) != "deal":
            return ""
        won = Message("target_road.lifted", amount=self.number(self.outlook.won))
        return f"→\u00a0{self.wording.phrase(won)}"

    def _texts(self, words: Paragraph, width: float) -> ItemGroup:
        height = frame_height((words,), width, self.style)
        return ItemGroup(height, (TextItem(0, 0, width, height, (words,)),))
