"""The `roadmap` block: steps in swimlanes over an axis of time, as bars and milestones with their status."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from kamdeck.blocks.roadmap_lanes import (
    CLOSER,
    LANE_PAD,
    RoadmapBar,
    RoadmapLane,
    packed,
    paged,
    roomy,
    row_height,
    urgent_first,
)
from kamdeck.blocks.roadmap_steps import grouped, is_milestone, is_point, kind_of, lanes_of
from kamdeck.blocks.row_protocols import StepRow
from kamdeck.components.calendar_days import first_day, last_day
from kamdeck.components.one_piece import lower_in_one_piece
from kamdeck.components.period_names import period_names
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
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
from kamdeck.model.values import Lane
from kamdeck.text.ellipsis import shortened

# In points: margins of a bar's text; the distance from a label to the next bar and to its own; the size of a milestone,
# the least width of a bar.
INSET = 3.5
APART = 10.0
BESIDE = 5.0
DIAMOND = 14.0
THINNEST = 4.0
SEAM = 1.5
"""Points between a bar and the next in its row, so that they are seen as two."""
WIDE = 500.0
"""From this width on, in points, the texts are as large as those of tables."""
NAMES = 0.2
"""The share of the width that the names of lanes have at most."""
LANE_GAP = 12.0
"""Points between the names of lanes and the axis."""
NARROWEST_AXIS = 150.0
"""The least width of an axis in points; where there is less beside the names of lanes, they stand above their rows."""
FILLS = {"customer": "contrast:20", "ours": "primary:20"}
INKS = {"customer": "contrast", "ours": "primary"}
ICONS = {"doing": "good", "at_risk": "warn", "late": "bad"}
NAMED_STATUSES = ("done", "at_risk", "late")
"""Statuses whose name follows the step; the legend explains the icons of others."""


@documented(
    """Steps (`lane`, `item`, `start`, `end`, `status`, `milestone`) over time, with a dashed line for `today`.

    A milestone and a step with a single date are diamonds. Of more than 24 steps, the longest lanes show the late and
    running ones first, and say how many more they have. Where several slides are needed, the first one has the late and
    running steps of every lane.

    Example:
        roadmap: {rows: strategy.roadmap, today: review_date}
    """
)
@dataclass(frozen=True)
class Roadmap(Block):
    rows: Rows[StepRow]
    today: Value = None
    title: Heading = None

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
        inner = replace(region, height=region.height - taken)
        name = context.wording.body(self.title) if self.title else context.wording.term("topic.roadmap")
        if region.paged and region.width >= WIDE and not region.scarce:
            drawn = _Chart(self.rows, self.today, inner, context, large=True).drawn(name)
            if len(drawn) == 1 and drawn[0].frame.height <= inner.height:
                return [*heads, *drawn]
        return [*heads, *_Chart(self.rows, self.today, inner, context).drawn(name)]


class _Chart:
    """Draws one roadmap; all its drawings have the same axis, so that they can be compared."""

    def __init__(
        self, rows: Sequence[StepRow], today: object, region: Region, context: RenderContext, *, large: bool = False
    ) -> None:
        self.region, self.context, self.style = region, context, context.style
        sizes = context.style.theme.sizes
        wide = (sizes.body, sizes.lead) if large else (sizes.dense, sizes.body)
        self.size, self.name_size = wide if region.width >= WIDE else (sizes.small, sizes.dense)
        self.lanes = lanes_of(rows)
        # Beside the names of lanes a narrow region has no space for an axis.
        self.above = region.width * (1 - NAMES) - LANE_GAP < NARROWEST_AXIS
        self.axis = self._axis(rows, today)
        self.header = AxisHeader(0.0, ())
        if self.axis.periods:
            today_text = context.wording.day(self.axis.today) if self.axis.today else ""
            self.header = axis_header(self.axis, today_text, self.style)

    def _axis(self, rows: Sequence[StepRow], today: object) -> TimeAxis:
        """The axis; without periods where no step has a date."""
        days = [day for row in rows for day in (first_day(row.start), last_day(row.end)) if day]
        names = [paragraph for lane in self.lanes for paragraph in self._name(lane.lane)]
        widest = max(frame_width(name, self.style) for name in names)
        # Longer names are broken into lines.
        left = 0.0 if self.above else min(max(widest, 48.0), 120.0, self.region.width * NAMES) + LANE_GAP
        width = self.region.width - left
        if not days:
            return TimeAxis(left, width, 0, 1, None, (), ())
        wording = self.context.wording
        span = AxisSpan(left, width, starts=wording.plan.calendar.starts)
        return time_axis(days, first_day(today), span, partial(period_names, wording), self.style)

    def drawn(self, name: str) -> list[Drawing]:
        """The drawings of all lanes, which continue on further ones where one is too low."""
        # The legend of all steps is at least as high as that of any page.
        _, below = self._legend([fact for lane in self.lanes for fact in lane.steps])
        capacity = self.region.height - self.header.height - below - 1.0
        lanes = self._lanes(capacity)
        if self.region.scarce:
            lanes = list(roomy(lanes, capacity, CLOSER))
        # A report shows all its pages, a slide perhaps only the first.
        pages = urgent_first(lanes, capacity) if self.region.paged else paged(lanes, capacity)
        if len(pages) == 1 and self.region.paged and not self.region.scarce:
            pages = [list(roomy(pages[0], capacity))]
        return [self._drawing(page, name) for page in pages]

    # -- lanes and their rows ----------------------------------------------------------------------------------------

    def _lanes(self, capacity: float) -> list[RoadmapLane]:
        inner, lanes = capacity - 2 * LANE_PAD, []
        width = self.region.width if self.above else self.axis.left - LANE_GAP
        for lane in self.lanes:
            name = cut_to_height(self._name(lane.lane), width, inner / 2 if self.above else inner, self.style)
            least = frame_height(name, width, self.style)
            rows = packed([self._fitting(fact, inner - (least if self.above else 0.0)) for fact in lane.steps])
            if lane.more:
                rows = (*rows, (self._more(lane.more),))
            lanes.append(RoadmapLane(name, least, rows, self.above))
        return lanes

    def _fitting(self, fact: StepRow, height: float) -> RoadmapBar:
        """A step no higher than a page, which takes a cut of a text of thousands of characters."""
        words = self._words(fact)
        whole = self._step(fact, words)
        if whole.height <= height:
            return whole

        def cut(text: str) -> RoadmapBar:
            return self._step(fact, words._replace(runs=(Run(text),)))

        return cut(shortened(words.text, lambda text: cut(text).height <= height))

    def _more(self, count: int) -> RoadmapBar:
        """The row that says how many more steps a lane has."""
        said = self.context.wording.phrase(Message("stub.items", count=count))
        words = label(said, self.style.theme.sizes.small, colour="muted")
        width = min(frame_width(words, self.style), self.axis.width)
        text = TextItem(self.axis.left, 0, width, frame_height((words,), width, self.style), (words,))
        return RoadmapBar(None, self.axis.left, self.axis.right, text.height, (text,))

    def _name(self, lane: Lane | None) -> tuple[Paragraph, ...]:
        """The name of a lane, each language on a line of its own."""
        kind, wording = kind_of(lane), self.context.wording
        text = wording.name(f"lane.{kind}") if kind else None
        text = text or (lane if hasattr(lane, "in_language") else None)
        names = [text.in_language(language) for language in wording.languages if text.has(language)] if text else []
        names = names or [wording.say(lane) if lane else wording.term("word.other")]
        colour = INKS.get(kind, "text")
        return tuple(label(name, self.name_size, bold=True, colour=colour) for name in dict.fromkeys(names))

    def _step(self, fact: StepRow, words: Paragraph) -> RoadmapBar:
        start, end, axis = first_day(fact.start), last_day(fact.end), self.axis
        if start is None and end is None:
            return self._undated(fact, words)
        if start is None or end is None or is_milestone(fact):
            # A milestone is drawn at the end of its last day; where only a start is known, on that day.
            x = axis.at(end, after=True) if end else axis.at(start) if start else 0.0
            x = min(max(x, axis.left + DIAMOND / 2), axis.right - DIAMOND / 2)
            fill = INKS.get(kind_of(fact.lane), "grey1")
            shape = Box(x - DIAMOND / 2, 0, DIAMOND, DIAMOND, fill, shape="diamond")
            return self._labelled(fact, shape, words)
        left, right = axis.at(min(start, end)), axis.at(max(start, end), after=True)
        # A step after the end of the axis would otherwise be outside of the drawing.
        left = min(left, axis.right - THINNEST)
        fill = FILLS.get(kind_of(fact.lane), "grey3")
        bar = Box(left, 0, max(right - left - SEAM, THINNEST), self._bar, fill, shape="rounded")
        return self._labelled(fact, bar, words)

    @property
    def _bar(self) -> float:
        """The height of a bar with one line of text."""
        return self.size * 1.2 + 0.5 + 2 * INSET

    def _words(self, fact: StepRow) -> Paragraph:
        """The label of a step: the icon of its status, its text, and the name of some statuses."""
        wording, status = self.context.wording, kind_of(fact.status)
        ink = INKS.get(kind_of(fact.lane), "text") if is_point(fact) else ""
        runs = [Run(wording.say(fact.item), bold=bool(ink), colour=ink)]
        if role := ICONS.get(status):
            runs.insert(0, Run(MARKS[role] + "\u00a0", colour=role))
        if status in NAMED_STATUSES:
            status_text = lower_first(wording.say(fact.status)).replace(" ", "\u00a0")
            runs.append(Run(wording.followed("", status_text, "remark"), bold=bool(role), colour=role or "muted"))
        return Paragraph(tuple(runs), self.size, role="label")

    def _undated(self, fact: StepRow, words: Paragraph) -> RoadmapBar:
        wording, axis = self.context.wording, self.axis
        remark = Run(wording.followed("", wording.term("word.undated"), "remark"), colour="muted")
        words = words._replace(runs=(*words.runs, remark))
        width = min(frame_width(words, self.style), axis.width)
        text = TextItem(axis.left, 0, width, frame_height((words,), width, self.style), (words,))
        return RoadmapBar(fact, axis.left, axis.left + width + APART, text.height, (text,))

    # -- the position of a label -------------------------------------------------------------------------------------

    def _labelled(self, fact: StepRow, shape: Box, words: Paragraph) -> RoadmapBar:
        """A step with its label inside the shape where it fits, else beside or below it, whichever is lowest."""
        right, left, axis = shape.x + shape.width, shape.x, self.axis
        needed, most = frame_width(words, self.style), max(150.0, axis.width * 0.4)
        spaces = [("right", axis.right - right - BESIDE), ("left", left - axis.left - BESIDE), ("below", axis.width)]
        if shape.shape == "rounded":
            spaces.insert(0, ("inside", shape.width - 2 * INSET))
        # A text that is only a little longer than the limit is not worth a second line.
        most = needed if needed <= most * 1.6 else most
        positions = [(where, min(needed, space if where == "inside" else min(space, most))) for where, space in spaces]
        whole = next((position for position in positions if position[0] != "below" and position[1] >= needed), None)
        if whole:
            return self._at_position(fact, shape, words, whole)
        if needed > most * 10:
            # A text of many lines is as wide as the axis; otherwise it would be as high as the page.
            positions.append(("below", axis.width))
        steps = [
            self._at_position(fact, shape, words, position)
            for position in positions
            if position[1] >= min(needed, 60.0)
        ]
        return min(steps, key=lambda step: step.height)

    def _at_position(self, fact: StepRow, shape: Box, words: Paragraph, position: tuple[str, float]) -> RoadmapBar:
        (where, width), axis = position, self.axis
        height = frame_height((words,), width, self.style)
        if where == "inside":
            # A label of several lines makes its bar higher.
            own = max(shape.height, height + 2 * INSET)
            box = shape._replace(height=own, paragraphs=(words,), inset=INSET)
            return RoadmapBar(fact, shape.x, shape.x + shape.width, own, (box,))
        if where == "below":
            x = max(axis.left, min(shape.x, axis.right - width))
            text = TextItem(x, shape.height + 2, width, height, (words,))
            right = max(x + width + APART, shape.x + shape.width)
            return RoadmapBar(fact, min(x - APART, shape.x), right, text.y + height, (shape, text))
        line = self.size * 1.2
        top = max(0.0, (self._bar - line) / 2 - 0.25)
        x = shape.x + shape.width + BESIDE if where == "right" else shape.x - BESIDE - width
        paragraph = words if where == "right" else words._replace(align="right")
        drop = (self._bar - shape.height) / 2
        text = TextItem(x, top, width, height, (paragraph,))
        # A label keeps a distance to the next bar; a shape at the outer end does not need one.
        left, right = (shape.x, x + width + APART) if where == "right" else (x - APART, shape.x + shape.width)
        return RoadmapBar(fact, left, right, max(self._bar, top + height), (shape._replace(y=drop), text))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _drawing(self, lanes: Sequence[RoadmapLane], name: str) -> Drawing:
        items: list[Item] = []
        edges, y = [], self.header.height
        for lane in lanes:
            items.extend(self._lane(lane, y))
            y += lane.height
            edges.append(Line(0, y, self.region.width, y, colour="grey3", thickness=0.75))
        lines = grid(self.axis, self.header, y, items, self.region.width)
        facts = [step.fact for lane in lanes for row in lane.rows for step in row if step.fact]
        signs, below = self._legend(facts)
        legends = [moved(item, 0.0, y + 6.0) for item in signs]
        everything = (*lines, *edges, *self.header.texts, *items, *legends)
        return Drawing(Frame(self.region.width, y + below, everything), self._alt(name, facts))

    def _lane(self, lane: RoadmapLane, y: float) -> Iterable[Item]:
        inner, y = lane.height - 2 * lane.pad, y + lane.pad
        if lane.above:
            yield TextItem(0, y, self.region.width, lane.least, lane.name)
            y += lane.least
        else:
            yield TextItem(0, y, self.axis.left - LANE_GAP, inner, lane.name, anchor="middle")
            y += (inner - lane.rows_height) / 2
        for row in lane.rows:
            for step in row:
                yield from (moved(item, 0.0, y) for item in step.items)
            y += row_height(row) + lane.gap

    def _legend(self, facts: Sequence[StepRow]) -> tuple[list[Item], float]:
        """The items of the legend from y = 0, and the height that it takes below the lanes."""
        wording, axis = self.context.wording, self.axis
        statuses = {kind_of(fact.status): fact.status for fact in facts if fact.status}
        known = ((statuses[kind], role) for kind, role in ICONS.items() if kind in statuses)
        signs = [LegendSign(wording.say(status), mark=MARKS[role], fill=role) for status, role in known]
        if signs and any(kind_of(fact.status) in ("", "open") for fact in facts):
            signs.append(LegendSign(wording.term("word.no_sign_planned")))
        if any(is_point(fact) for fact in facts):
            signs.append(LegendSign(wording.term("history_kind.milestone"), "diamond", "grey1"))
        if axis.today_x is not None:
            signs.append(LegendSign(wording.term("word.today"), "line"))
        items, height = legend(signs, axis.left, axis.width, self.style)
        return items, height + 6.0 if items else 1.0

    def _alt(self, name: str, facts: Sequence[StepRow]) -> str:
        wording = self.context.wording
        counts = ((self._name(lane), len(own)) for lane, own in grouped(facts).items())
        lanes = [wording.beside(" ".join(p.text for p in lane), wording.number(count)) for lane, count in counts]
        begun = [(day, fact.start or fact.end) for fact in facts if (day := first_day(fact.start or fact.end))]
        ended = [(day, fact.end or fact.start) for fact in facts if (day := last_day(fact.end or fact.start))]
        first = min(begun, key=lambda pair: pair[0], default=(None, None))[1]
        last = max(ended, key=lambda pair: pair[0], default=(None, None))[1]
        span = wording.joined((wording.say(first), wording.say(last)), "range") if first else ""
        return wording.labelled(wording.followed(name, span), wording.listed(lanes))
