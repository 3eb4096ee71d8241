"""The `schedule` block: a Gantt chart of actions with their owners; overdue actions are marked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

from kamdeck.blocks.rows import field_of
from kamdeck.blocks.scheduled_actions import FILLS, OUTLINES, ROLES, UNNAMED_STATUSES, ScheduledAction, chosen
from kamdeck.components.calendar_days import first_day, last_day
from kamdeck.components.one_piece import lower_in_one_piece
from kamdeck.components.period_names import period_names
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.even_pages import even_pages
from kamdeck.diagrams.gridlines import (
    AxisHeader,
    LegendSign,
    axis_header,
    cut_to_height,
    frame_height,
    frame_width,
    grid,
    label,
    legend,
    lower_first,
)
from kamdeck.diagrams.time_axis import AxisSpan, TimeAxis, time_axis
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.wording import NOTHING

# In points: the margin above and below a row, the gap between columns, the width of the column of icons, the height of
# a bar, and the distance between a bar and its text.
PAD = 3.4
GAP = 12.0
SIGN = 14.0
BAR, HIGH_BAR = 9.0, 14.0
BESIDE = 5.0
TIGHT = 2.4
"""The margin of rows where it saves a page."""
ROOMY = (22.0, 19.0, 16.0, 13.0, 11.0, 9.0, 7.0, 5.0)
"""The margins of rows on a page that has height to spare, the largest that fits."""
NARROWEST = 330.0
"""The least width of a region, in points, with an axis beside the texts of the actions."""
FEW_ACTIONS, FEWEST_ACTIONS = 8, 4
"""Up to these numbers the texts are as large as those of lists, and larger with higher bars, if the region is wide."""


@documented(
    """Actions by their due dates: status, text, owner, and a bar from start to due, or a diamond on the due date.

    Of more than 36 actions, those that are done or dropped are left out first, then the last ones. `text`, `owner`,
    `start`, `due` and `status` name the fields; `owner_title` is the heading of the owners, by default the name of the
    field. `other_owner` names the field of those on the other side, with `other_title`. The fields `notes` stand below
    the text where a slide has few actions. An action that is due before `today` and not finished is overdue.

    Example:
        schedule: {rows: actions, today: review_date}
    """
)
@dataclass(frozen=True)
class Schedule(Block):
    rows: Rows[object]
    today: Value = None
    title: Heading = None
    text: str = "action"
    owner: str = "owner"
    owner_title: Heading = None
    other_owner: str = ""
    other_title: Heading = None
    notes: tuple[str, ...] = ()
    start: str = "start"
    due: str = "due"
    status: str = "status"

    @property
    def owners(self) -> tuple[tuple[str, Heading], ...]:
        """The fields of owners, each with its heading."""
        both = (self.owner, self.owner_title), (self.other_owner, self.other_title)
        return tuple((name, heading) for name, heading in both if name)

    @property
    def continues(self) -> bool:
        """Each row can be read without the others."""
        return True

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, and drawings of at most the region's height."""
        return lower_in_one_piece(lambda given: self._lowered(given, context), region) if self.rows else []

    def _lowered(self, region: Region, context: RenderContext) -> list[Flow]:
        heads = title(self.title, context)
        taken = sum(flow.height(region.width, context.style) for flow in heads) + (12.0 if heads else 0.0)
        actions = sorted((self._action(row, context) for row in self.rows), key=lambda action: action.due or date.max)
        chart = _Gantt(actions, first_day(self.today), replace(region, height=region.height - taken), self, context)
        return [*heads, *chart.drawn()]

    def _action(self, row: object, context: RenderContext) -> "ScheduledAction":
        start, due = field_of(row, self.start), field_of(row, self.due)
        owners, status = (field_of(row, name) for name, _ in self.owners), field_of(row, self.status)
        last, today = last_day(due), first_day(self.today)
        kind = str(getattr(status, "value", status) or "open")
        # The plan's status says what was reported last; whether an action is overdue depends on today.
        if last and today and last < today and kind not in ("done", "dropped"):
            kind = "overdue"
        say = context.wording.inner.say
        noted = (field_of(row, name) for name in self.notes)
        note = " \u00b7 ".join(say(each) for each in noted if each)
        named = tuple(say(each) if each else "" for each in owners)
        words = say(field_of(row, self.text))
        return ScheduledAction(row, words, note, named, first_day(start), last, due, status, kind)


@dataclass(frozen=True, slots=True)
class _Bar:
    """The items of a row, with y = 0 at its top; the row that counts further actions is of no `action`."""

    action: ScheduledAction | None
    height: float
    items: tuple[Item, ...]

    def padded(self, pad: float) -> "_Bar":
        """The row with a margin in points above and below it."""
        return _Bar(self.action, self.height + 2 * pad, tuple(moved(item, 0.0, pad) for item in self.items))


class _Gantt:
    """Draws one schedule; all its drawings have the same columns and the same axis."""

    def __init__(
        self,
        actions: Sequence[ScheduledAction],
        today: date | None,
        region: Region,
        block: Schedule,
        context: RenderContext,
    ) -> None:
        self.actions, self.more = chosen(actions)
        self.region, self.block, self.context, self.style = region, block, context, context.style
        sizes = context.style.theme.sizes
        self.small = sizes.small
        small = region.width < 600 or region.scarce
        few, large = (region.paged and len(self.actions) <= most for most in (FEW_ACTIONS, FEWEST_ACTIONS))
        self.noted = few and not small
        self.size = sizes.small if small else sizes.lead if large else sizes.body if few else sizes.dense
        self.note, self.bar = (sizes.dense, HIGH_BAR) if large and not small else (sizes.small, BAR)
        # Beside the texts a narrow region has no space for an axis, so that they stand above their bars.
        self.above = region.width < NARROWEST
        # A column of owners that no action has is left out.
        self.sides = [side for side in range(len(block.owners)) if any(each.owners[side] for each in self.actions)]
        self.words, self.owners = self._columns()
        self.axis = self._axis(today)
        self.header = self._header(self.axis)

    # -- columns and axis --------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[float, list[float]]:
        """The widths of the columns of actions and owners: what their texts need, up to a share of the region."""
        if self.above:
            owners = [(self.region.width - SIGN) * (0.3 if len(self.sides) == 1 else 0.24) for _ in self.sides]
            return self.region.width - SIGN - sum(owner + GAP for owner in owners), owners
        words_head, *heads = [label(name, self.small, bold=True) for name in self._names()]
        owners = [self._owner_width(side, head) for side, head in zip(self.sides, heads, strict=True)]
        words = [frame_width(each, self.style) for action in self.actions for each in self._texts(action, "text")]
        # The axis gets about half of the region, or bars would be too short to compare; diamonds need less.
        share = 0.6 if all(action.is_point for action in self.actions) else 0.52
        most = self.region.width * share - SIGN - sum(owners) - 2 * GAP
        return min(max(*words, frame_width(words_head, self.style)), most), owners

    def _texts(self, action: ScheduledAction, ink: str) -> tuple[Paragraph, ...]:
        """The text of an action, and its note below it where there is space for notes."""
        text = label(action.words, self.size, colour=ink)
        return (text, label(action.note, self.note, colour="muted")) if self.noted and action.note else (text,)

    def _owner_width(self, side: int, head: Paragraph) -> float:
        """The width of a column of owners."""
        names = [frame_width(label(action.owners[side], self.size), self.style) for action in self.actions]
        width = min(max(*names, frame_width(head, self.style)), self.region.width * 0.14)
        # A long word such as "Verantwortlich" would be broken at any letter.
        return max(width, head.longest_stretch(self.style) * 1.03)

    def _names(self) -> list[str]:
        """The headings of the columns of actions and owners."""
        wording, block = self.context.wording, self.block
        owners = (block.owners[side] for side in self.sides)
        heads = [wording.names(heading) if heading else _field(name, self.context) for name, heading in owners]
        return [_field(block.text, self.context), *heads]

    def _cells(self, texts: Sequence[str]) -> Iterator[tuple[float, float, str]]:
        """The texts of the columns of actions and owners, each with its left edge and its width."""
        left = SIGN
        for width, text in zip((self.words, *self.owners), texts, strict=True):
            yield left, width, text
            left += width + GAP

    def _axis(self, today: date | None) -> TimeAxis:
        """The axis; without periods where no action has a date."""
        days = [day for action in self.actions for day in (action.start, action.due) if day]
        left = SIGN if self.above else SIGN + sum(each + GAP for each in (self.words, *self.owners))
        width = self.region.width - left
        if not days:
            return TimeAxis(left, width, 0, 1, None, (), ())
        wording = self.context.wording
        span = AxisSpan(left, width, 12, wording.plan.calendar.starts)
        names = partial(period_names, wording)
        return time_axis([*days, self._end_of_axis(days, today, width)], today, span, names, self.style)

    def _end_of_axis(self, days: Sequence[date], today: date | None, width: float) -> date:
        """The day at which the axis ends, so that the last due dates fit after their bars."""
        first, last = min(days), max(days)
        start = min(first, today) if today else first
        latest = [each for each in self.actions if last in (each.due, each.start) and not each.is_point]
        # The text of a diamond can stand before it.
        if not latest:
            return last
        behind = max(frame_width(self._due(action), self.style) for action in latest)
        # A longer text is written below its bar, or it would take most of the axis.
        if behind > width * 0.4:
            return last
        # An axis of d + m days is `width` wide. The last bar ends after d of them, and its text needs behind + BESIDE
        # points.
        more = (last - start).days * (behind + BESIDE) / (width - behind - BESIDE)
        return date.fromordinal(min(last.toordinal() + int(more), date.max.toordinal()))

    def _header(self, axis: TimeAxis) -> AxisHeader:
        """The header of the axis, with the names of the columns on the same line."""
        today_text = self.context.wording.day(axis.today) if axis.today else ""
        times = axis_header(axis, today_text, self.style) if axis.periods else AxisHeader(0.0, ())
        if self.above:
            return times
        texts = []
        for x, width, head in self._cells(self._names()):
            name = label(head, self.small, bold=True, colour="muted")
            texts.append(TextItem(x, 0, width, frame_height((name,), width, self.style), (name,), anchor="bottom"))
        # The names of the columns and those of the periods end at the same height.
        tallest = max(text.height for text in texts)
        down = max(0.0, tallest + PAD - times.height)
        bottom = times.height + down - PAD
        lowered = [text._replace(y=bottom - text.height) for text in texts]
        return AxisHeader(times.height + down, (*(t._replace(y=t.y + down) for t in times.texts), *lowered))

    # -- rows --------------------------------------------------------------------------------------------------------

    def drawn(self) -> list[Drawing]:
        """The drawings, with tighter rows where that takes fewer of them, or higher rows where there is space."""
        _, below = self._legend(self.actions)
        capacity = self.region.height - self.header.height - below - 1.0
        bars = [self._bar(action, capacity) for action in self.actions]
        bars += [self._rest()] if self.more else []
        pages, tight = (_pages(bars, pad, capacity) for pad in (PAD, TIGHT))
        if len(tight) < len(pages):
            pages = tight
        elif self.region.paged:
            tallest = max(bar.height for bar in bars)
            roomy = (_pages(bars, pad, capacity) for pad in ROOMY if tallest + 2 * pad <= capacity)
            pages = next((each for each in roomy if len(each) == len(pages)), pages)
        return [self._drawing(page) for page in pages]

    def _bar(self, action: ScheduledAction, capacity: float) -> _Bar:
        """The row of an action without margins."""
        line = self.size * 1.2
        ink = "muted" if action.kind == "dropped" else "text"
        # Below the texts of a narrow region there is the bar, and perhaps a date of two lines under it.
        height = capacity - 2 * PAD - (4 * line if self.above else 0.0)
        cells = self._cells([action.words, *(action.owners[side] for side in self.sides)])
        texts = [
            (x, width, self._texts(action, ink) if x == SIGN else (label(text, self.size, colour=ink),))
            for x, width, text in cells
        ]
        if role := ROLES.get(action.kind):
            texts.insert(0, (0.0, SIGN - 1, (label(MARKS[role], self.size, colour=role),)))
        items: list[Item] = []
        for x, width, paragraphs in texts:
            shown = cut_to_height(paragraphs, width, height, self.style)
            items.append(TextItem(x, 0.0, width, frame_height(shown, width, self.style), shown))
        lowest = max(item.y + item.height for item in items if not isinstance(item, Line))
        items.extend(self._times(action, self.axis, lowest + 2.0 if self.above else (line - self.bar) / 2))
        bottom = max(item.y + item.height for item in items if not isinstance(item, Line))
        return _Bar(action, bottom, tuple(items))

    def _rest(self) -> _Bar:
        """The row that says how many more actions there are, without margins."""
        said = self.context.wording.phrase(Message("stub.items", count=self.more))
        words, width = label(said, self.small, colour="muted"), self.region.width - SIGN
        text = TextItem(SIGN, 0.0, width, frame_height((words,), width, self.style), (words,))
        return _Bar(None, text.height, (text,))

    def _times(self, action: ScheduledAction, axis: TimeAxis, y: float) -> list[Item]:
        """The bar with the due date after it, or below it where it does not fit."""
        name = self._due(action)
        needed = min(frame_width(name, self.style), axis.width)
        height = frame_height((name,), needed, self.style)
        top = y + self.bar / 2 - self.note * 0.6 - 0.25
        shape = action.on_axis(axis, y, self.bar)
        if shape is None:
            return [TextItem(axis.left + min(BESIDE, axis.width - needed), top, needed, height, (name,))]
        end = shape.x + shape.width
        if end + BESIDE + needed <= axis.right:
            return [shape, TextItem(end + BESIDE, top, needed, height, (name,))]
        if action.is_point and shape.x - BESIDE - needed >= axis.left:
            return [shape, TextItem(shape.x - BESIDE - needed, top, needed, height, (name._replace(align="right"),))]
        # Before a bar, a date would be read as the start.
        x = max(axis.left, min(end, axis.right) - needed)
        return [shape, TextItem(x, y + self.bar + 1, needed, height, (name._replace(align="right"),))]

    def _due(self, action: ScheduledAction) -> Paragraph:
        """The due date, and the name of a status other than open or doing."""
        wording = self.context.wording
        words = wording.say(action.when) if action.when else wording.term("word.undated")
        runs = [Run(words, colour="" if action.when else "muted")]
        if action.kind not in UNNAMED_STATUSES:
            role = ROLES.get(action.kind, "muted")
            runs.append(Run("\u2002" + lower_first(self._status_text(action)), bold=role == "bad", colour=role))
        return Paragraph(tuple(runs), self.note, role="label")

    def _status_text(self, action: ScheduledAction) -> str:
        wording = self.context.wording
        if action.kind == "overdue":
            return wording.term("word.overdue")
        return wording.say(action.status) if action.status else wording.term(f"action_status.{action.kind}")

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _drawing(self, bars: Sequence[_Bar]) -> Drawing:
        items: list[Item] = []
        edges: list[Item] = []
        y = self.header.height
        for bar in bars:
            if bar.action and ROLES.get(bar.action.kind) == "bad":
                edges.append(Box(0, y, self.region.width, bar.height, "bad:10"))
            items.extend(moved(item, 0.0, y) for item in bar.items if not isinstance(item, Line))
            y += bar.height
            edges.append(Line(0, y, self.region.width, y, colour="grey3", thickness=0.5))
        lines = grid(self.axis, self.header, y, items, self.region.width)
        actions = [bar.action for bar in bars if bar.action]
        signs, below = self._legend(actions)
        lowered = [moved(item, 0.0, y + 6.0) for item in signs]
        frame = Frame(self.region.width, y + below, (*lines, *edges, *self.header.texts, *items, *lowered))
        return Drawing(frame, self._alt(actions))

    def _legend(self, actions: Sequence[ScheduledAction]) -> tuple[list[Item], float]:
        """The legend for the kinds of bars and for today's line, and the height that it takes."""
        axis = self.axis
        kinds = {action.kind: action for action in actions if action.start or action.due}
        bars = {action.kind for action in actions if not action.is_point}
        signs = [self._sign(kinds[kind], "rounded" if kind in bars else "diamond") for kind in FILLS if kind in kinds]
        if axis.today_x is not None:
            signs.append(LegendSign(self.context.wording.term("word.today"), "line"))
        items, height = legend(signs, axis.left, axis.width, self.style)
        return items, height + 6.0 if items else 1.0

    def _sign(self, action: ScheduledAction, shape: Literal["rounded", "diamond"]) -> LegendSign:
        """The entry of the legend for a kind of bar or diamond, with the mark that its rows have."""
        role, fill = ROLES.get(action.kind, ""), FILLS[action.kind]
        mark, line = MARKS.get(role, ""), OUTLINES.get(action.kind, "")
        words = self._status_text(action)
        return LegendSign(words[:1].upper() + words[1:], shape, fill, line, mark, ink=role)

    def _alt(self, actions: Sequence[ScheduledAction]) -> str:
        wording = self.context.wording
        counted: dict[str, list[ScheduledAction]] = {}
        for action in actions:
            counted.setdefault(action.kind, []).append(action)
        counts = [wording.beside(self._status_text(each[0]), wording.number(len(each))) for each in counted.values()]
        days = [action.when for action in actions if action.when]
        span = wording.joined((wording.say(days[0]), wording.say(days[-1])), "range") if days else ""
        return wording.labelled(wording.followed(_name(self.block, self.context), span), wording.listed(counts))


def _pages(bars: Sequence[_Bar], pad: float, capacity: float) -> list[list[_Bar]]:
    """The rows of each page, with margins in points; the texts are measured once for all margins."""
    return even_pages([bar.padded(pad) for bar in bars], capacity)


def _field(field: str, context: RenderContext) -> str:
    return context.wording.terms_of(f"field.{field.rpartition('.')[2]}") or NOTHING


def _name(block: Schedule, context: RenderContext) -> str:
    return context.wording.body(block.title) if block.title else context.wording.term("topic.schedule")
