"""The `schedule` block: a Gantt chart of actions with their owners; overdue actions are marked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from kamdeck.blocks.rows import field_of
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
# a bar, the width of a bar with only one date, and the distance between a bar and its text.
PAD = 3.4
GAP = 12.0
SIGN = 14.0
BAR = 9.0
STUB = 14.0
BESIDE = 5.0
TIGHT = 2.4
"""The margin of rows where it saves a page."""
ROOMY = (11.0, 9.0, 7.0, 5.0)
"""The margins of rows on a page that has height to spare, the largest that fits."""
NARROWEST = 330.0
"""The least width of a region, in points, with an axis beside the texts of the actions."""
FEW_ACTIONS = 8
"""Up to this number the texts are as large as those of lists, if the region is wide."""
MOST_ACTIONS = 36
"""The most actions: about three slides."""
FILLS = {
    "overdue": "bad",
    "late": "bad",
    "done": "good:40",
    "doing": "primary",
    "open": "primary:40",
    "dropped": "grey3",
}
UNNAMED_STATUSES = ("open", "doing")
"""Statuses that only the colour of the bar shows, which the legend explains."""
ROLES = {"overdue": "bad", "late": "bad", "done": "good"}


@documented(
    """Actions by their due dates: status, text, owner, and a bar from start to due (a short one without a start).

    Of more than 36 actions, those that are done or dropped are left out first, then the last ones. `text`, `owner`,
    `start`, `due` and `status` name the fields; `owner_title` is the heading of the owners, by default the name of the
    field. An action that is due before `today` and neither done nor dropped is overdue.

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
    start: str = "start"
    due: str = "due"
    status: str = "status"

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

    def _action(self, row: object, context: RenderContext) -> "_Action":
        start, due = field_of(row, self.start), field_of(row, self.due)
        owner, status = field_of(row, self.owner), field_of(row, self.status)
        last, today = last_day(due), first_day(self.today)
        kind = str(getattr(status, "value", status) or "open")
        # The plan's status says what was reported last; whether an action is overdue depends on today.
        if last and today and last < today and kind not in ("done", "dropped"):
            kind = "overdue"
        say = context.wording.inner.say
        return _Action(row, say(field_of(row, self.text)), say(owner) if owner else "",
                       first_day(start), last, due, status, kind)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Action:
    """An action; `when` is its due date as the plan writes it, `due` the day, and `kind` its status or "overdue"."""

    row: object
    words: str
    owner: str
    start: date | None
    due: date | None
    when: object
    status: object
    kind: str


@dataclass(frozen=True, slots=True)
class _Bar:
    """The items of a row, with y = 0 at its top; the row that counts further actions is of no `action`."""

    action: _Action | None
    height: float
    items: tuple[Item, ...]

    def padded(self, pad: float) -> "_Bar":
        """The row with a margin in points above and below it."""
        return _Bar(self.action, self.height + 2 * pad, tuple(moved(item, 0.0, pad) for item in self.items))


class _Gantt:
    """Draws one schedule; all its drawings have the same columns and the same axis."""

    def __init__(
        self, actions: Sequence[_Action], today: date | None, region: Region, block: Schedule, context: RenderContext
    ) -> None:
        self.actions, self.more = _chosen(actions)
        self.region, self.block, self.context, self.style = region, block, context, context.style
        sizes = context.style.theme.sizes
        self.small = sizes.small
        few = region.paged and len(self.actions) <= FEW_ACTIONS
        small = region.width < 600 or region.scarce
        self.size = sizes.small if small else sizes.body if few else sizes.dense
        # Beside the texts a narrow region has no space for an axis, so that they stand above their bars.
        self.above = region.width < NARROWEST
        self.words, self.owner = self._columns()
        self.axis = self._axis(today)
        self.header = self._header(self.axis)

    # -- columns and axis --------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[float, float]:
        """The widths of the columns of actions and owners: what their texts need, up to a share of the region."""
        if self.above:
            owned = any(action.owner for action in self.actions)
            owner = (self.region.width - SIGN) * 0.3 if owned else 0.0
            return self.region.width - SIGN - (owner + GAP if owned else 0.0), owner
        heads = [label(name, self.small, bold=True) for name in self._names()]
        owners = [frame_width(label(action.owner, self.size), self.style) for action in self.actions]
        words = [frame_width(label(action.words, self.size), self.style) for action in self.actions]
        owner = min(max(*owners, frame_width(heads[1], self.style)), self.region.width * 0.14) if any(owners) else 0.0
        # A long word such as "Verantwortlich" would be broken at any letter.
        owner = max(owner, heads[1].longest_stretch(self.style) * 1.03) if owner else 0.0
        # The axis gets about half of the region, or bars would be too short to compare.
        most = self.region.width * 0.52 - SIGN - owner - 2 * GAP
        return min(max(*words, frame_width(heads[0], self.style)), most), owner

    def _names(self) -> tuple[str, str]:
        """The headings of the columns of actions and owners."""
        wording, block = self.context.wording, self.block
        owner = wording.names(block.owner_title) if block.owner_title else _field(block.owner, self.context)
        return _field(block.text, self.context), owner

    def _axis(self, today: date | None) -> TimeAxis:
        """The axis; without periods where no action has a date."""
        days = [day for action in self.actions for day in (action.start, action.due) if day]
        left = SIGN + self.words + GAP + (self.owner + GAP if self.owner else 0.0)
        left = SIGN if self.above else left
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
        latest = [action for action in self.actions if last in (action.due, action.start)]
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
        words, owner = self._names()
        texts = []
        for x, width, head in ((SIGN, self.words, words), (SIGN + self.words + GAP, self.owner, owner)):
            if width:
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

    def _bar(self, action: _Action, capacity: float) -> _Bar:
        """The row of an action without margins."""
        line = self.size * 1.2
        ink = "muted" if action.kind == "dropped" else "text"
        # Below the texts of a narrow region there is the bar, and perhaps a date of two lines under it.
        height = capacity - 2 * PAD - (4 * line if self.above else 0.0)
        texts = [(SIGN, self.words, label(action.words, self.size, colour=ink))]
        if action.owner:
            texts.append((SIGN + self.words + GAP, self.owner, label(action.owner, self.size, colour=ink)))
        if role := ROLES.get(action.kind):
            texts.insert(0, (0.0, SIGN - 1, label(MARKS[role], self.size, colour=role)))
        items: list[Item] = []
        for x, width, paragraph in texts:
            shown = cut_to_height((paragraph,), width, height, self.style)
            items.append(TextItem(x, 0.0, width, frame_height(shown, width, self.style), shown))
        lowest = max(item.y + item.height for item in items if not isinstance(item, Line))
        items.extend(self._times(action, self.axis, lowest + 2.0 if self.above else (line - BAR) / 2))
        bottom = max(item.y + item.height for item in items if not isinstance(item, Line))
        return _Bar(action, bottom, tuple(items))

    def _rest(self) -> _Bar:
        """The row that says how many more actions there are, without margins."""
        said = self.context.wording.phrase(Message("stub.items", count=self.more))
        words, width = label(said, self.small, colour="muted"), self.region.width - SIGN
        text = TextItem(SIGN, 0.0, width, frame_height((words,), width, self.style), (words,))
        return _Bar(None, text.height, (text,))

    def _times(self, action: _Action, axis: TimeAxis, y: float) -> list[Item]:
        """The bar with the due date after it, or below it where it does not fit."""
        name = self._due(action)
        needed = min(frame_width(name, self.style), axis.width)
        height = frame_height((name,), needed, self.style)
        top = y + BAR / 2 - self.small * 0.6 - 0.25
        shape = self._shape(action, axis, y)
        if shape is None:
            return [TextItem(axis.left + min(BESIDE, axis.width - needed), top, needed, height, (name,))]
        end = shape.x + shape.width
        if end + BESIDE + needed <= axis.right:
            return [shape, TextItem(end + BESIDE, top, needed, height, (name,))]
        # Before the bar, a date would be read as the start.
        x = max(axis.left, min(end, axis.right) - needed)
        return [shape, TextItem(x, y + BAR + 1, needed, height, (name._replace(align="right"),))]

    def _shape(self, action: _Action, axis: TimeAxis, y: float) -> Box | None:
        fill = FILLS.get(action.kind, "grey2")
        if action.start and action.due:
            left = axis.at(min(action.start, action.due))
            right = axis.at(max(action.start, action.due), after=True)
        elif action.due:
            right = axis.at(action.due, after=True)
            left = max(axis.left, right - STUB)
        elif action.start:
            left = axis.at(action.start)
            right = min(axis.right, left + STUB)
        else:
            return None
        left = max(axis.left, min(left, right - 4.0))
        return Box(left, y, max(right - left, 4.0), BAR, fill, shape="rounded")

    def _due(self, action: _Action) -> Paragraph:
        """The due date, and the name of a status other than open or doing."""
        wording = self.context.wording
        words = wording.say(action.when) if action.when else wording.term("word.undated")
        runs = [Run(words, colour="" if action.when else "muted")]
        if action.kind not in UNNAMED_STATUSES:
            role = ROLES.get(action.kind, "muted")
            runs.append(Run("\u2002" + lower_first(self._status_text(action)), bold=role == "bad", colour=role))
        return Paragraph(tuple(runs), self.small, role="label")

    def _status_text(self, action: _Action) -> str:
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

    def _legend(self, actions: Sequence[_Action]) -> tuple[list[Item], float]:
        """The legend for bars without the name of a status and for today's line, and the height that it takes."""
        axis = self.axis
        kinds = {action.kind: action for action in actions if action.due and action.kind in UNNAMED_STATUSES}
        signs = [LegendSign(self._status_text(action), "rounded", FILLS[kind]) for kind, action in kinds.items()]
        if axis.today_x is not None:
            signs.append(LegendSign(self.context.wording.term("word.today"), "line"))
        items, height = legend(signs, axis.left, axis.width, self.style)
        return items, height + 6.0 if items else 1.0

    def _alt(self, actions: Sequence[_Action]) -> str:
        wording = self.context.wording
        counted: dict[str, list[_Action]] = {}
        for action in actions:
            counted.setdefault(action.kind, []).append(action)
        counts = [wording.beside(self._status_text(each[0]), wording.number(len(each))) for each in counted.values()]
        days = [action.when for action in actions if action.when]
        span = wording.joined((wording.say(days[0]), wording.say(days[-1])), "range") if days else ""
        return wording.labelled(wording.followed(_name(self.block, self.context), span), wording.listed(counts))


def _pages(bars: Sequence[_Bar], pad: float, capacity: float) -> list[list[_Bar]]:
    """The rows of each page, with margins in points; the texts are measured once for all margins."""
    return even_pages([bar.padded(pad) for bar in bars], capacity)


def _chosen(actions: Sequence[_Action]) -> tuple[list[_Action], int]:
    """At most `MOST_ACTIONS`, in order, and how many more there are.

    Counts decide, so that every language and medium shows the same.
    """
    # A note instead of a single action would take its place.
    if len(actions) <= MOST_ACTIONS + 1:
        return list(actions), 0
    ended = ("done", "dropped")
    ranked = sorted(range(len(actions)), key=lambda number: (actions[number].kind in ended, number))
    return [actions[number] for number in sorted(ranked[:MOST_ACTIONS])], len(actions) - MOST_ACTIONS


def _field(field: str, context: RenderContext) -> str:
    return context.wording.terms_of(f"field.{field.rpartition('.')[2]}") or NOTHING


def _name(block: Schedule, context: RenderContext) -> str:
    return context.wording.body(block.title) if block.title else context.wording.term("topic.schedule")
