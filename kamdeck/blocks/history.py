"""The `history` block: what has happened at the customer above one axis, and between us and the customer below it."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from math import ceil

from kamdeck.blocks.row_protocols import EventRow
from kamdeck.blocks.timeline import Timeline
from kamdeck.components.calendar_days import first_day
from kamdeck.components.fitted_rows import height_taken, stretched_by
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.badges import badge
from kamdeck.diagrams.broken_axis import BrokenAxis, broken_axis, spread
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.diagrams.stem_labels import LabelPlace, stem_labels
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.model.values import HistoryKind, Year

WIDE = 600.0
"""From this width on, in points, events are along an axis; otherwise in a list."""
MOST_THEIRS, MOST_OURS = 6, 12
"""The most events above and below the axis."""
FEWEST = 6
"""The fewest events that are drawn where more do not fit."""
SIDE = 78.0
"""The width of the names of both sides, in points."""
AXIS, MARKER, LEAST_APART = 19.5, 10.0, 13.5
"""The height of the axis, the size of a marker, and the least distance of two markers, in points."""
LEVELS = 5
LINES = 2
"""The most levels of labels on a side, and the most lines of an event's text; one more where texts are long."""
WIDER = 1.06
"""The factor by which a label is wider as long as its text has too many lines."""
BETWEEN, MOST_STRETCH = 6.0, 18.0
"""The gap between two levels, and what it grows by in a high region, in points."""
STATUSES = {HistoryKind.WIN: "good", HistoryKind.LOSS: "bad", HistoryKind.ISSUE: "warn"}


@documented(
    """Events (`date`, `event`, `kind`) along one axis: the customer's above it, ours and joint ones below it.

    The last three years have half of the width. Wins, losses and issues have their signs. Where not all events fit,
    wins and losses and the newest of the others are drawn, and the number of those that are left out stands below. In
    a narrow region, events are in a list, as in the block `timeline`. `today` is the end of the axis.

    Example:
        history: {rows: profile.history, today: today}
    """
)
@dataclass(frozen=True)
class History(Block):
    rows: Rows[EventRow] = ()
    title: Heading = None
    today: Value = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, or what a timeline has."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        height = region.height - height_taken(heads, region, context)
        events = [event for row in self.rows if (event := _event(row))]
        known = len(events) == len(self.rows)
        if region.width >= WIDE and known and isinstance(self.today, date):
            drawing = _Place(region.width, height, context, self.today).largest(events)
            if drawing:
                return [*heads, drawing]
        return Timeline(self.rows, self.title).lower(region, context)


@dataclass(frozen=True, slots=True)
class _Event:
    """An event on a day; `status` is that of wins, losses and issues."""

    day: date
    row: EventRow
    kind: object

    @property
    def theirs(self) -> bool:
        """Whether it is the customer's own."""
        return self.kind == HistoryKind.COMPANY

    @property
    def decided(self) -> bool:
        """Whether it is a win or a loss."""
        return self.kind in (HistoryKind.WIN, HistoryKind.LOSS)

    @property
    def status(self) -> str:
        """good, bad, warn, or empty."""
        return STATUSES.get(self.kind, "") if isinstance(self.kind, HistoryKind) else ""


_Placed = Sequence[tuple[_Event, LabelPlace]]
"""The events of one side with the places of their labels."""


def _event(row: EventRow) -> _Event | None:
    when = getattr(row, "date", None) or getattr(row, "year", None)
    day = first_day(when)
    return _Event(day, row, getattr(row, "kind", None)) if day else None


@dataclass(frozen=True)
class _Place:
    """The region of a drawing by its width and height in points, its context, and the end of the axis."""

    width: float
    height: float
    context: RenderContext
    today: date

    def largest(self, events: Sequence[_Event]) -> Drawing | None:
        """The drawing of as many events as fit, all wins and losses among them; none where not even these fit."""
        if found := self._drawn(events, len(events)):
            return found
        least, most = max(FEWEST, sum(event.decided for event in events)), len(events) - 1
        # Where some events fit, fewer nearly always do, so the number is found by halving.
        while least <= most:
            middle = (least + most + 1) // 2
            drawing = self._drawn(events, middle)
            found, least, most = (drawing, middle + 1, most) if drawing else (found, least, middle - 1)
        return found

    def _drawn(self, events: Sequence[_Event], count: int) -> Drawing | None:
        shown, sizes = _chosen(events, count), self.context.style.theme.sizes
        steps = ((sizes.body, LINES), (sizes.dense, LINES), (sizes.small, LINES), (sizes.small, LINES + 1))
        texts = steps if shown else ()
        # Texts cross the line before the last years only where they have no place beside it.
        for (size, lines), crossing in ((each, crossing) for crossing in (False, True) for each in texts):
            region = self.width, self.height
            axis = _HistoryAxis(shown, size, region, self.context, self.today, len(events), lines, crossing)
            if drawing := axis.drawing():
                return drawing
        return None


def _chosen(events: Sequence[_Event], count: int) -> list[_Event]:
    """So many events by day: wins and losses, and the newest of the others; empty where that is more than are drawn."""
    ranked = sorted(events, key=lambda event: (event.decided, event.day), reverse=True)
    theirs = [event for event in ranked if event.theirs][:MOST_THEIRS]
    ours = [event for event in ranked if not event.theirs][:MOST_OURS]
    if count > len(theirs) + len(ours):
        return []
    kept = [event for event in ranked if event in theirs or event in ours][:count]
    return sorted(kept, key=lambda event: event.day)


@dataclass(frozen=True)
class _HistoryAxis:
    """The drawing of events with texts in a size, in a region of a width and height; all in points.

    A `crossing` text may extend into the tinted area of the last years.
    """

    events: Sequence[_Event]
    size: float
    region: tuple[float, float]
    context: RenderContext
    today: date
    known: int
    lines: int
    crossing: bool = False
    stretch: float = 0.0

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    @cached_property
    def _axis(self) -> BrokenAxis:
        left = SIDE + MARKER / 2
        return broken_axis([event.day for event in self.events], self.today, left, self.region[0])

    # -- labels ----------------------------------------------------------------------------------------------------

    def _label(self, event: _Event, *, left_hand: bool = False) -> tuple[Paragraph, ...]:
        """The date, after the sign and the word of a win, loss or issue, and what happened."""
        wording, status = self.context.wording, event.status
        when = wording.say(getattr(event.row, "date", None) or getattr(event.row, "year", None))
        align = "right" if left_hand else "left"
        runs = [Run(when, colour="muted")]
        if status:
            words = f"{MARKS[status]}\u00a0{wording.say(event.kind)}\u2002"
            runs.insert(0, Run(words, bold=True, colour=status))
        bold = status in ("good", "bad")
        text = label(wording.inner.say(event.row.event), self.size, bold=bold, align=align)  # type: ignore[arg-type]
        return Paragraph(tuple(runs), self._small, role="label", align=align), text  # type: ignore[arg-type]

    def _widths(self, event: _Event) -> list[float]:
        """The widths of a label on one line, then on all lines of a level."""
        style = self.context.style
        when, text = self._label(event)
        least = frame_width(when, style)
        one = frame_width(text, style)
        part = max(one / self.lines * 1.15, text.longest_stretch(style) + 1.0, least)
        # Long words at the ends of lines can make a line more.
        while part < one and len(text.lines(part, style.typeface)) > self.lines:
            part *= WIDER
        return [max(one, least), max(min(part, one), least)]

    def _level_heights(self, placed: _Placed) -> list[float]:
        """The height of each level, from the axis: that of its highest label with the gap to the next level."""
        heights = [0.0] * self._levels(placed)
        for event, place in placed:
            own = frame_height(self._label(event), place.width, self.context.style)
            heights[place.level] = max(heights[place.level], own)
        return [each + BETWEEN + self.stretch for each in heights]

    def _places(self, *, theirs: bool) -> _Placed | None:
        events = [event for event in self.events if event.theirs == theirs]
        ends = (self._axis.left, self._axis.right - MARKER / 2)
        stems = spread([self._axis.x(event.day) for event in events], LEAST_APART, ends)
        widths = [self._widths(event) for event in events]
        border = None if self.crossing or self._axis.split is None else self._axis.at
        places = stem_labels(stems, widths, LEVELS, (SIDE, self.region[0]), border)
        return None if places is None else list(zip(events, places, strict=True))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def drawing(self) -> Drawing | None:
        """The drawing; none where the labels have no place, or where it is too high."""
        above, below = self._places(theirs=True), self._places(theirs=False)
        return None if above is None or below is None else self._drawn(above, below)

    def _drawn(self, above: _Placed, below: _Placed) -> Drawing | None:
        head = self._small * 1.2 + 6.0 if self._axis.split else 0.0
        levels_above, levels_below = self._level_heights(above), self._level_heights(below)
        upper, lower = sum(levels_above), sum(levels_below)
        top = head + upper + (MARKER + 6.0 if above else 0.0)
        bottom = top + AXIS + (MARKER + 8.0 if below else 0.0) + lower
        tallies = self._tallies()
        height = bottom + (24.0 if tallies else 0.0)
        spare, levels = max(self.region[1], 1.0) - height, self._levels(above) + self._levels(below)
        # The tolerance is for sums of heights that should be equal.
        if spare < -0.01:
            return None
        if not self.stretch and spare / levels >= 1.0:
            # Higher levels change no place along the axis.
            return stretched_by(self, min(spare / levels, MOST_STRETCH))._drawn(above, below)
        items = [*self._recent(bottom), *self._sides(top, above, below), *self._axis_items(top)]
        for event, place in above:
            items += self._event_items(event, place, top, -sum(levels_above[: place.level + 1]))
        for event, place in below:
            items += self._event_items(event, place, top + AXIS, sum(levels_below[: place.level]))
        items += [moved(item, self._axis.left, bottom + 4.0) for item in tallies]
        return Drawing(Frame(self.region[0], height, tuple(items)), self._described())

    @staticmethod
    def _levels(placed: _Placed) -> int:
        return max((place.level + 1 for _, place in placed), default=0)

    def _recent(self, bottom: float) -> Iterator[Item]:
        """The tinted area of the last years with its heading."""
        axis = self._axis
        if axis.split is None:
            return
        yield Box(axis.at, 0, axis.right - axis.at, bottom, "grey4")
        words = label(self.context.wording.terms_of("history_axis.recent"), self._small, bold=True, colour="muted")
        height = frame_height((words,), axis.right - axis.at - 12.0, self.context.style)
        yield TextItem(axis.at + 6.0, 3.0, axis.right - axis.at - 12.0, height, (words,))

    def _sides(self, top: float, above: Sequence[object], below: Sequence[object]) -> Iterator[Item]:
        """The names of both sides at the left."""
        sides = (("history_axis.theirs", "contrast", bool(above)), ("history_axis.ours", "primary", bool(below)))
        for number, (key, colour, known) in enumerate(sides):
            if not known:
                continue
            size = max(self.size, self.context.style.theme.sizes.body)
            words = label(self.context.wording.terms_of(key), size, bold=True, colour=colour)
            height = frame_height((words,), SIDE - 8.0, self.context.style)
            y = top + AXIS + 12.0 if number else max(top - height - 12.0, 0.0)
            yield TextItem(0, y, SIDE - 8.0, height, (words,))

    def _axis_items(self, top: float) -> Iterator[Item]:
        """The bar of the axis with its years, and the break."""
        axis = self._axis
        yield Box(axis.left - MARKER / 2, top, axis.right - axis.left + MARKER / 2, AXIS, "grey1")
        if axis.split:
            x = axis.at
            points = ((0.0, 0.0), (4.0, 0.0), (8.0, AXIS), (4.0, AXIS))
            yield Box(x - 4.0, top, 8.0, AXIS, "ground", shape="polygon", points=points)
        parts = [(axis.first, axis.split or axis.last, axis.left, axis.at if axis.split else axis.right)]
        if axis.split:
            parts.append((axis.split, axis.last, axis.at, axis.right))
        for number, (start, end, left, right) in enumerate(parts):
            in_full = number == 1 or axis.split is None
            yield from self._years((start, end), (left, right), top, in_full=in_full)

    def _years(
        self, days: tuple[date, date], ends: tuple[float, float], top: float, *, in_full: bool
    ) -> Iterator[Item]:
        """The years of a part, thinned where they would collide; `in_full` years are in the middle of their span."""
        style, axis = self.context.style, self._axis
        ink = style.theme.on("grey1")
        sample = label("2026", self._small, bold=True, colour=ink, align="center")
        width = frame_width(sample, style) + 2.0
        count = days[1].year - days[0].year + (1 if in_full else 0)
        room = max(int((ends[1] - ends[0]) / (width + 8.0)), 1)
        step = _step(count, room)
        for year in range(days[0].year, days[1].year + 1):
            if year % step and step > 1:
                continue
            x = axis.x(max(date(year, 1, 1), axis.first))
            following = axis.x(min(date(year + 1, 1, 1), days[1])) if in_full and step == 1 else x
            middle = (x + following) / 2
            if in_full and step == 1 and year > days[0].year:
                yield Line(x, top, x, top + AXIS, "ground", 1.0)
            if middle - width / 2 < ends[0] or middle + width / 2 > ends[1]:
                continue
            name = sample._replace(runs=(Run(str(year), bold=True),))
            height = frame_height((name,), width, style)
            yield TextItem(middle - width / 2, top + (AXIS - height) / 2, width, height, (name,), "middle")

    def _event_items(self, event: _Event, place: LabelPlace, axis: float, level: float) -> Iterator[Item]:
        """The marker, the stem and the label of an event; `axis` is the edge of the axis on its side.

        `level` is how far below the edge its level begins, apart from the marker; it is negative above the axis.
        """
        up = level < 0
        x, text = place.stem, self._label(event, left_hand=place.left_hand)
        height = frame_height(text, place.width, self.context.style)
        colour = event.status or ("contrast" if event.theirs else "primary")
        marker = axis - MARKER - 2.0 if up else axis + 2.0
        if up:
            top = axis - MARKER - 6.0 + level
            yield Line(x, top, x, marker, colour, 1.0)
        else:
            top = axis + MARKER + 8.0 + level
            yield Line(x, marker + MARKER, x, top + height, colour, 1.0)
        yield _marker(event, x, marker, colour)
        yield TextItem(place.left, top, place.width, height, text)

    def _tallies(self) -> list[Item]:
        """How many wins, losses and issues are shown, each in a badge."""
        wording = self.context.wording
        decided = [event for event in self.events if event.status]
        items, x = self._since(decided[0]) if len(decided) > 1 else ([], 0.0)
        for kind, status in STATUSES.items():
            count = sum(event.kind == kind for event in self.events)
            if count:
                words = wording.beside(wording.say(kind), wording.number(count))
                group = badge(words, status, 160.0, self.context.style)
                items += group.at(x, 0.0)
                x += group.width + 8.0
        left = self.known - len(self.events)
        if left:
            words = wording.phrase(Message("history_axis.more", count=left))
            more = label(words, self._small, colour="muted")
            width = frame_width(more, self.context.style)
            items.append(TextItem(x, 1.0, width, frame_height((more,), width, self.context.style), (more,)))
        return items if left or len(decided) > 1 else []

    def _since(self, first: _Event) -> tuple[list[Item], float]:
        """From which year on wins, losses and issues are counted, and where the text ends."""
        year = Message("history_axis.since", year=Year(first.day.year))
        words = label(self.context.wording.phrase(year), self._small, bold=True)
        width = frame_width(words, self.context.style)
        return [TextItem(0.0, 1.0, width, frame_height((words,), width, self.context.style), (words,))], width + 8.0

    def _described(self) -> str:
        wording = self.context.wording
        parts = [
            wording.followed(wording.inner.say(event.row.event), wording.say(getattr(event.row, "date", None)))
            for event in self.events
        ]
        return wording.joined((wording.term("topic.history"), *parts), "semicolon")


def _marker(event: _Event, x: float, y: float, colour: str) -> Box:
    """The sign of an event: a dot, a square for a loss, a triangle for an issue."""
    box = Box(x - MARKER / 2, y, MARKER, MARKER, colour, shape="ellipse")
    if event.kind == HistoryKind.LOSS:
        return box._replace(shape="rectangle")
    if event.kind == HistoryKind.ISSUE:
        return box._replace(shape="polygon", points=((MARKER / 2, 0.0), (MARKER, MARKER), (0.0, MARKER)))
    return box


def _step(count: int, room: int) -> int:
    """Every so manyeth year is named, so that there is room for all names."""
    return next((step for step in (1, 2, 5, 10, 20, 50, 100) if ceil(count / step) <= room), 100)
