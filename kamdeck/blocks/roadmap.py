"""The `roadmap` block: steps in swimlanes over an axis of time, as bars and milestones with their status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kamdeck.blocks.rows import StepRow
from kamdeck.components.calendar_days import first_day, last_day
from kamdeck.components.cells import cell, head_cell
from kamdeck.components.one_piece import lower_in_one_piece
from kamdeck.components.period_names import period_names
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.diagrams.gridlines import (
    AxisHeader,
    LegendSign,
    axis_header,
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
from kamdeck.flow import Box, Column, Drawing, Flow, Frame, Item, Line, Paragraph, Row, Run, Table, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.model.values import Lane, RoadmapStatus

# In points: margins of a bar's text, the gap between rows, margins of a lane; the distance from a label to the next bar
# and to its own; the size of a milestone, the least width of a bar.
INSET = 3.5
ROW_GAP = 5.5
LANE_PAD = 7.5
APART = 10.0
BESIDE = 5.0
DIAMOND = 14.0
THINNEST = 4.0
SEAM = 1.5
"""Points between a bar and the next in its row, so that they are seen as two."""
NARROWEST_AXIS = 150.0  # in a narrower region all steps are in the table
FIELDS = ("lane", "item", "start", "end", "status")
FILLS = {"customer": "contrast:20", "ours": "primary:20"}
INKS = {"customer": "contrast", "ours": "primary"}
ICONS = {"doing": "good", "at_risk": "warn", "late": "bad"}
NAMED_STATUSES = ("done", "at_risk", "late")
"""Statuses whose name follows the step; the legend explains the icons of others."""


@documented(
    """Steps (`lane`, `item`, `start`, `end`, `status`, `milestone`) over time, with a dashed line for `today`.

    A milestone and a step with a single date are diamonds. Steps whose texts are too long for the drawing are listed
    in a table below.

    Example:
        roadmap: {rows: strategy.roadmap, today: review_date}
    """
)
@dataclass(frozen=True)
class Roadmap(Block):
    rows: Rows[StepRow]
    today: Value = None
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, drawings of at most the region's height, and a table of steps that cannot be drawn."""
        return lower_in_one_piece(lambda given: self._lowered(given, context), region) if self.rows else []

    def _lowered(self, region: Region, context: RenderContext) -> list[Flow]:
        heads = title(self.title, context)
        taken = sum(flow.height(region.width, context.style) for flow in heads) + (12.0 if heads else 0.0)
        chart = _Chart(self.rows, self.today, replace(region, height=region.height - taken), context)
        name = context.wording.body(self.title) if self.title else context.wording.term("topic.roadmap")
        drawings, rest = chart.drawn(name)
        return [*heads, *drawings, *([_table(rest, context)] if rest else [])]


@dataclass(frozen=True, slots=True)
class _RoadmapBar:
    """A step's shape and label, with y = 0 at its top; nothing else may be between `left` and `right` in its row."""

    fact: StepRow
    left: float
    right: float
    height: float
    items: tuple[Box | TextItem, ...]


@dataclass(frozen=True, slots=True)
class _Lane:
    """Rows of steps with a common name; a lane that is cut at the end of a page becomes two.

    `least` is the height of the name.
    """

    name: tuple[Paragraph, ...]
    least: float
    rows: tuple[tuple[_RoadmapBar, ...], ...]

    @property
    def height(self) -> float:
        """The height of the rows or of the name, with the space around them."""
        rows = sum(map(_row_height, self.rows)) + ROW_GAP * (len(self.rows) - 1)
        return max(rows, self.least) + 2 * LANE_PAD

    def fitting(self, height: float) -> int:
        """How many of the rows fit into a height."""
        counts = range(len(self.rows), 0, -1)
        return next((count for count in counts if replace(self, rows=self.rows[:count]).height <= height), 0)

    def parted(self, height: float) -> tuple["_Lane", "_Lane | None"]:
        """The rows that fit into a height, at least one, and the others."""
        count = max(1, self.fitting(height))
        rest = self.rows[count:]
        return replace(self, rows=self.rows[:count]), (replace(self, rows=rest) if rest else None)


def _row_height(row: Sequence[_RoadmapBar]) -> float:
    return max(step.height for step in row)


class _Chart:
    """Draws one roadmap; all its drawings have the same axis, so that they can be compared."""

    def __init__(self, rows: Sequence[StepRow], today: object, region: Region, context: RenderContext) -> None:
        self.region, self.context, self.style = region, context, context.style
        sizes = context.style.theme.sizes
        self.size = sizes.dense if region.width >= 500 else sizes.small
        self.name_size = sizes.body if region.width >= 500 else sizes.dense
        self.groups = _grouped(rows)
        self.axis = self._axis(rows, today)
        self.header = AxisHeader(0.0, ())
        if self.axis:
            today_text = context.wording.day(self.axis.today) if self.axis.today else ""
            self.header = axis_header(self.axis, today_text, self.style)

    def _axis(self, rows: Sequence[StepRow], today: object) -> TimeAxis | None:
        days = [day for row in rows for day in (first_day(row.start), last_day(row.end)) if day]
        names = [paragraph for lane in self.groups for paragraph in self._name(lane)]
        widest = max(frame_width(name, self.style) for name in names)
        # Names of lanes have at most a fifth of the width; longer ones are broken into lines.
        left = min(max(widest, 48.0), 120.0, self.region.width * 0.2) + 12.0
        width = self.region.width - left
        if not days or width < NARROWEST_AXIS:
            return None
        period = partial(period_names, self.context.wording)
        return time_axis(days, first_day(today), AxisSpan(left, width), period, self.style)

    def drawn(self, name: str) -> tuple[list[Drawing], list[StepRow]]:
        """The drawings, and the steps that no drawing can hold."""
        if self.axis is None:
            return [], [fact for facts in self.groups.values() for fact in facts]
        lanes, rest = self._lanes(self.axis)
        pages = _paged(lanes, self._capacity(self.axis))
        return [self._drawing(self.axis, page, name) for page in pages], rest

    def _capacity(self, axis: TimeAxis) -> float:
        # The legend of all steps is at least as high as that of any page.
        _, below = self._legend(axis, [fact for facts in self.groups.values() for fact in facts])
        return self.region.height - self.header.height - below - 1.0

    # -- lanes and their rows ----------------------------------------------------------------------------------------

    def _lanes(self, axis: TimeAxis) -> tuple[list[_Lane], list[StepRow]]:
        capacity = self._capacity(axis) - 2 * LANE_PAD
        lanes: list[_Lane] = []
        rest: list[StepRow] = []
        for kind, facts in self.groups.items():
            name = self._name(kind)
            least = frame_height(name, axis.left - 12.0, self.style)
            steps = [self._step(fact, axis) for fact in facts]
            fitting = [step for step in steps if max(step.height, least) <= capacity]
            rest.extend(step.fact for step in steps if max(step.height, least) > capacity)
            if fitting:
                lanes.append(_Lane(name, least, _packed(fitting)))
        return lanes, rest

    def _name(self, lane: Lane | None) -> tuple[Paragraph, ...]:
        """The name of a lane, each language on a line of its own."""
        kind, wording = _kind(lane), self.context.wording
        text = wording.name(f"lane.{kind}") if kind else None
        text = text or (lane if hasattr(lane, "in_language") else None)
        names = [text.in_language(language) for language in wording.languages if text.has(language)] if text else []
        names = names or [wording.say(lane) if lane else wording.term("word.other")]
        colour = INKS.get(kind, "text")
        return tuple(label(name, self.name_size, bold=True, colour=colour) for name in dict.fromkeys(names))

    def _step(self, fact: StepRow, axis: TimeAxis) -> _RoadmapBar:
        words = self._words(fact)
        start, end = first_day(fact.start), last_day(fact.end)
        if start is None and end is None:
            return self._undated(fact, words, axis)
        if start is None or end is None or _is_milestone(fact):
            # A milestone is drawn at the end of its last day; where only a start is known, on that day.
            x = axis.at(end, after=True) if end else axis.at(start) if start else 0.0
            x = min(max(x, axis.left + DIAMOND / 2), axis.right - DIAMOND / 2)
            fill = INKS.get(_kind(fact.lane), "grey1")
            shape = Box(x - DIAMOND / 2, 0, DIAMOND, DIAMOND, fill, shape="diamond")
            return self._labelled(fact, shape, words, axis)
        left, right = axis.at(min(start, end)), axis.at(max(start, end), after=True)
        # A step after the end of the axis would otherwise be outside of the drawing.
        left = min(left, axis.right - THINNEST)
        fill = FILLS.get(_kind(fact.lane), "grey3")
        bar = Box(left, 0, max(right - left - SEAM, THINNEST), self._bar, fill, shape="rounded")
        return self._labelled(fact, bar, words, axis)

    @property
    def _bar(self) -> float:
        """The height of a bar with one line of text."""
        return self.size * 1.2 + 0.5 + 2 * INSET

    def _words(self, fact: StepRow) -> Paragraph:
        """The label of a step: the icon of its status, its text, and the name of some statuses."""
        wording, status = self.context.wording, _kind(fact.status)
        ink = INKS.get(_kind(fact.lane), "text") if _is_point(fact) else ""
        runs = [Run(wording.say(fact.item), bold=bool(ink), colour=ink)]
        if role := ICONS.get(status):
            runs.insert(0, Run(MARKS[role] + "\u00a0", colour=role))
        if status in NAMED_STATUSES:
            status_text = lower_first(wording.say(fact.status)).replace(" ", "\u00a0")
            runs.append(Run(wording.followed("", status_text, "remark"), bold=bool(role), colour=role or "muted"))
        return Paragraph(tuple(runs), self.size, role="label")

    def _undated(self, fact: StepRow, words: Paragraph, axis: TimeAxis) -> _RoadmapBar:
        wording = self.context.wording
        remark = Run(wording.followed("", wording.term("word.undated"), "remark"), colour="muted")
        words = words._replace(runs=(*words.runs, remark))
        width = min(frame_width(words, self.style), axis.width)
        text = TextItem(axis.left, 0, width, frame_height((words,), width, self.style), (words,))
        return _RoadmapBar(fact, axis.left, axis.left + width + APART, text.height, (text,))

    # -- the position of a label -------------------------------------------------------------------------------------

    def _labelled(self, fact: StepRow, shape: Box, words: Paragraph, axis: TimeAxis) -> _RoadmapBar:
        """A step with its label inside the shape where it fits, else beside or below it, whichever is lowest."""
        right, left = shape.x + shape.width, shape.x
        needed, most = frame_width(words, self.style), max(150.0, axis.width * 0.4)
        spaces = [("right", axis.right - right - BESIDE), ("left", left - axis.left - BESIDE), ("below", axis.width)]
        if shape.shape == "rounded":
            spaces.insert(0, ("inside", shape.width - 2 * INSET))
        # A text that is only a little longer than the limit is not worth a second line.
        most = needed if needed <= most * 1.6 else most
        positions = [(where, min(needed, space if where == "inside" else min(space, most))) for where, space in spaces]
        whole = next((position for position in positions if position[0] != "below" and position[1] >= needed), None)
        if whole:
            return self._at_position(fact, shape, words, axis, whole)
        if needed > most * 10:
            # A text of many lines is as wide as the axis; otherwise it would be as high as the page.
            positions.append(("below", axis.width))
        steps = [
            self._at_position(fact, shape, words, axis, position)
            for position in positions
            if position[1] >= min(needed, 60.0)
        ]
        return min(steps, key=lambda step: step.height)

    def _at_position(
        self, fact: StepRow, shape: Box, words: Paragraph, axis: TimeAxis, position: tuple[str, float]
    ) -> _RoadmapBar:
        where, width = position
        height = frame_height((words,), width, self.style)
        if where == "inside":
            # A label of several lines makes its bar higher.
            own = max(shape.height, height + 2 * INSET)
            box = shape._replace(height=own, paragraphs=(words,), inset=INSET)
            return _RoadmapBar(fact, shape.x, shape.x + shape.width, own, (box,))
        if where == "below":
            x = max(axis.left, min(shape.x, axis.right - width))
            text = TextItem(x, shape.height + 2, width, height, (words,))
            right = max(x + width + APART, shape.x + shape.width)
            return _RoadmapBar(fact, min(x - APART, shape.x), right, text.y + height, (shape, text))
        line = self.size * 1.2
        top = max(0.0, (self._bar - line) / 2 - 0.25)
        x = shape.x + shape.width + BESIDE if where == "right" else shape.x - BESIDE - width
        paragraph = words if where == "right" else words._replace(align="right")
        drop = (self._bar - shape.height) / 2
        text = TextItem(x, top, width, height, (paragraph,))
        # A label keeps a distance to the next bar; a shape at the outer end does not need one.
        left, right = (shape.x, x + width + APART) if where == "right" else (x - APART, shape.x + shape.width)
        return _RoadmapBar(fact, left, right, max(self._bar, top + height), (shape._replace(y=drop), text))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _drawing(self, axis: TimeAxis, lanes: Sequence[_Lane], name: str) -> Drawing:
        items: list[Item] = []
        edges, y = [], self.header.height
        for lane in lanes:
            items.extend(self._lane(lane, axis, y))
            y += lane.height
            edges.append(Line(0, y, self.region.width, y, colour="grey3", thickness=0.75))
        lines = grid(axis, self.header, y, items, self.region.width)
        facts = [step.fact for lane in lanes for row in lane.rows for step in row]
        signs, below = self._legend(axis, facts)
        legends = [moved(item, 0.0, y + 6.0) for item in signs]
        everything = (*lines, *edges, *self.header.texts, *items, *legends)
        return Drawing(Frame(self.region.width, y + below, everything), self._alt(name, facts))

    def _lane(self, lane: _Lane, axis: TimeAxis, y: float) -> Iterable[Item]:
        inner = lane.height - 2 * LANE_PAD
        yield TextItem(0, y + LANE_PAD, axis.left - 12.0, inner, lane.name, anchor="middle")
        rows = sum(map(_row_height, lane.rows)) + ROW_GAP * (len(lane.rows) - 1)
        y += LANE_PAD + (inner - rows) / 2
        for row in lane.rows:
            for step in row:
                yield from (moved(item, 0.0, y) for item in step.items)
            y += _row_height(row) + ROW_GAP

    def _legend(self, axis: TimeAxis, facts: Iterable[StepRow]) -> tuple[list[Item], float]:
        """The items of the legend from y = 0, and the height that it takes below the lanes."""
        wording, facts = self.context.wording, list(facts)
        statuses = {_kind(fact.status): fact.status for fact in facts if fact.status}
        known = ((statuses[kind], role) for kind, role in ICONS.items() if kind in statuses)
        signs = [LegendSign(wording.say(status), mark=MARKS[role], fill=role) for status, role in known]
        if signs and any(_kind(fact.status) in ("", "open") for fact in facts):
            signs.append(LegendSign(wording.term("word.no_sign_planned")))
        if any(_is_point(fact) for fact in facts):
            signs.append(LegendSign(wording.term("history_kind.milestone"), "diamond", "grey1"))
        if axis.today_x is not None:
            signs.append(LegendSign(wording.term("word.today"), "line"))
        items, height = legend(signs, axis.left, axis.width, self.style)
        return items, height + 6.0 if items else 1.0

    def _alt(self, name: str, facts: Sequence[StepRow]) -> str:
        wording = self.context.wording
        counts = ((self._name(lane), len(own)) for lane, own in _grouped(facts).items())
        lanes = [wording.beside(" ".join(p.text for p in lane), wording.number(count)) for lane, count in counts]
        begun = [(day, fact.start or fact.end) for fact in facts if (day := first_day(fact.start or fact.end))]
        ended = [(day, fact.end or fact.start) for fact in facts if (day := last_day(fact.end or fact.start))]
        first = min(begun, key=lambda pair: pair[0], default=(None, None))[1]
        last = max(ended, key=lambda pair: pair[0], default=(None, None))[1]
        span = wording.joined((wording.say(first), wording.say(last)), "range") if first else ""
        return wording.labelled(wording.followed(name, span), wording.listed(lanes))


def _kind(value: Lane | RoadmapStatus | None) -> str:
    """A lane or status as the plan writes it, in lower case; "" for None."""
    if value is None:
        return ""
    written = getattr(value, "plain", None) or getattr(value, "value", None) or ""
    return str(written).strip().lower()


def _is_milestone(fact: StepRow) -> bool:
    return bool(getattr(fact, "milestone", False))


def _is_point(fact: StepRow) -> bool:
    dates = [fact.start, fact.end]
    return (_is_milestone(fact) and any(dates)) or dates.count(None) == 1


def _grouped(rows: Iterable[StepRow]) -> dict[Lane | None, list[StepRow]]:
    """Steps by lane, in the plan's order."""
    lanes: dict[Lane | None, list[StepRow]] = {}
    for row in rows:
        lanes.setdefault(row.lane, []).append(row)
    return lanes


def _packed(steps: Sequence[_RoadmapBar]) -> tuple[tuple[_RoadmapBar, ...], ...]:
    """Steps in rows: from left to right, each in the first row where it covers nothing."""
    rows: list[list[_RoadmapBar]] = []
    # From left to right, the first free row gives the fewest rows (interval partitioning).
    for step in sorted(steps, key=lambda step: step.left):
        row = next((row for row in rows if row[-1].right <= step.left + 0.01), None)
        if row is None:
            rows.append([step])
        else:
            row.append(step)
    return tuple(tuple(row) for row in rows)


def _paged(lanes: Sequence[_Lane], capacity: float) -> list[list[_Lane]]:
    """Lanes on pages; a lane is cut only where it is higher than a page, and then not after its first row."""
    pages: list[list[_Lane]] = []
    page: list[_Lane] = []
    left = capacity
    for lane in lanes:
        rest: _Lane | None = lane
        if page and lane.height > left and (lane.height <= capacity or lane.fitting(left) < 2):
            pages.append(page)
            page, left = [], capacity
        while rest and rest.height > left:
            first, rest = rest.parted(left)
            pages.append([*page, first])
            page, left = [], capacity
        if rest:
            page.append(rest)
            left -= rest.height
    return [*pages, page] if page else pages


def _table(facts: Sequence[StepRow], context: RenderContext) -> Table:
    header = Row(tuple(head_cell(context.wording.terms_of(f"field.{field}"), context) for field in FIELDS))
    rows = tuple(Row(tuple(cell(getattr(fact, field), context) for field in FIELDS)) for fact in facts)
    alt = context.wording.term("topic.roadmap")
    return Table(tuple(Column() for _ in FIELDS), header, rows, alt=alt)
