"""The `roadmap` block: steps in swimlanes over quarters, as bars, milestones and signs of how they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kamdeck.components.cells import cell, head_cell
from kamdeck.components.status_icons import MARKS
from kamdeck.components.titles import title
from kamdeck.diagrams.gridlines import Head, LegendSign, head, inline, label, legend, ruling, settled, tall, wide
from kamdeck.diagrams.time_axis import TimeAxis, first_day, last_day, time_axis
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Column, Drawing, Flow, Frame, Item, Line, Paragraph, Row, Run, Table, TextItem
from kamdeck.flow.drawing import moved

INSET = 3.5
ROW_GAP = 5.5
LANE_PAD = 7.5
APART = 10.0
BESIDE = 5.0
DIAMOND = 14.0
THINNEST = 4.0
SEAM = 1.5
"""What a bar leaves free before the next, so that neighbours in a row are seen as two."""
NARROWEST_AXIS = 150.0
FIELDS = ("lane", "item", "start", "end", "status")
FILLS = {"customer": "contrast:20", "ours": "primary:20"}
INKS = {"customer": "contrast", "ours": "primary"}
SIGNS = {"doing": "good", "at_risk": "warn", "late": "bad"}
TOLD = ("done", "at_risk", "late")
"""The statuses whose word stands behind the step; the sign of the others is in the legend."""


@documented(
    """Steps (`lane`, `item`, `start`, `end`, `status`, `milestone`) over quarters, with a dashed line for `today`.

    A step with one date, or one that is a milestone, is a diamond. A step too long to be drawn stands in a table below.

    Example:
        roadmap: {rows: strategy.roadmap, today: review_date}
    """
)
@dataclass(frozen=True)
class Roadmap(Block):
    rows: Rows
    today: Value = None
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """Drawings of at most the room's height, by lanes and then by rows; what cannot be drawn as a table."""
        return settled(lambda given: self._lowered(given, context), region) if self.rows else []

    def _lowered(self, region: Region, context: RenderContext) -> list[Flow]:
        heads = title(self.title, context)
        taken = sum(flow.height(region.width, context.style) for flow in heads) + (12.0 if heads else 0.0)
        chart = _Chart(self.rows, self.today, replace(region, height=region.height - taken), context)
        name = context.wording.body(self.title) if self.title else context.wording.term("topic.roadmap")
        drawings, rest = chart.drawn(name)
        return [*heads, *drawings, *([_table(rest, context)] if rest else [])]


@dataclass(frozen=True, slots=True)
class _RoadmapBar:
    """A step's shape and label, in a space from the step's own top; `left` to `right` is what it keeps for itself."""

    fact: Any
    left: float
    right: float
    height: float
    items: tuple[Box | TextItem, ...]


@dataclass(frozen=True, slots=True)
class _Lane:
    """Rows of steps under one name; a lane cut by the end of a page is two."""

    name: tuple[Paragraph, ...]
    least: float
    rows: tuple[tuple[_RoadmapBar, ...], ...]

    @property
    def height(self) -> float:
        """The rows with the space around them, and at least the name."""
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
    """The drawings of one roadmap in a room: one axis for all of them, so that they can be laid side by side."""

    def __init__(self, rows: Sequence[Any], today: Any, region: Region, context: RenderContext) -> None:
        self.region, self.context, self.style = region, context, context.style
        sizes = context.style.theme.sizes
        self.size = sizes.dense if region.width >= 500 else sizes.small
        self.name_size = sizes.body if region.width >= 500 else sizes.dense
        self.groups = _grouped(rows)
        self.axis = self._axis(rows, today)
        self.head = head(self.axis, context) if self.axis else Head(0.0, ())

    def _axis(self, rows: Sequence[Any], today: Any) -> TimeAxis | None:
        days = [day for row in rows for day in (first_day(row.start), last_day(row.end)) if day]
        names = [paragraph for lane in self.groups for paragraph in self._name(lane)]
        widest = max(wide(name, self.style) for name in names)
        left = min(max(widest, 48.0), 120.0, self.region.width * 0.2) + 12.0
        width = self.region.width - left
        return time_axis(days, today, left, width, self.context) if days and width >= NARROWEST_AXIS else None

    def drawn(self, name: str) -> tuple[list[Drawing], list[Any]]:
        """The drawings, and the steps that no drawing can hold."""
        if self.axis is None:
            return [], [fact for facts in self.groups.values() for fact in facts]
        lanes, rest = self._lanes(self.axis)
        pages = _paged(lanes, self._capacity(self.axis))
        return [self._drawing(self.axis, page, name) for page in pages], rest

    def _capacity(self, over: TimeAxis) -> float:
        _, below = self._legend(over, [fact for facts in self.groups.values() for fact in facts])
        return self.region.height - self.head.height - below - 1.0

    # -- lanes and their rows ----------------------------------------------------------------------------------------

    def _lanes(self, over: TimeAxis) -> tuple[list[_Lane], list[Any]]:
        capacity = self._capacity(over) - 2 * LANE_PAD
        lanes: list[_Lane] = []
        rest: list[Any] = []
        for kind, facts in self.groups.items():
            name = self._name(kind)
            least = tall(name, over.left - 12.0, self.style)
            steps = [self._step(fact, over) for fact in facts]
            fitting = [step for step in steps if max(step.height, least) <= capacity]
            rest.extend(step.fact for step in steps if max(step.height, least) > capacity)
            if fitting:
                lanes.append(_Lane(name, least, _packed(fitting)))
        return lanes, rest

    def _name(self, lane: Any) -> tuple[Paragraph, ...]:
        """The lane's name, each language in a line of its own."""
        kind, wording = _kind(lane), self.context.wording
        text = wording.terms.text(f"lane.{kind}") if kind else None
        text = text or (lane if hasattr(lane, "in_language") else None)
        names = [text.in_language(language) for language in wording.languages if text.has(language)] if text else []
        names = names or [wording.say(lane) if lane else wording.term("word.other")]
        colour = INKS.get(kind, "text")
        return tuple(label(name, self.name_size, bold=True, colour=colour) for name in dict.fromkeys(names))

    def _step(self, fact: Any, over: TimeAxis) -> _RoadmapBar:
        words = self._words(fact)
        start, end = first_day(fact.start), last_day(fact.end)
        if start is None and end is None:
            return self._undated(fact, words, over)
        if start is None or end is None or getattr(fact, "milestone", False):
            # A milestone stands where its last day ends; where only a start is known, on that day.
            x = over.at(end, after=True) if end else over.at(start) if start else 0.0
            x = min(max(x, over.left + DIAMOND / 2), over.right - DIAMOND / 2)
            fill = INKS.get(_kind(fact.lane), "grey1")
            shape = Box(x - DIAMOND / 2, 0, DIAMOND, DIAMOND, fill, shape="diamond")
            return self._labelled(fact, shape, words, over)
        left, right = over.at(min(start, end)), over.at(max(start, end), after=True)
        left = min(left, over.right - THINNEST)
        fill = FILLS.get(_kind(fact.lane), "grey3")
        bar = Box(left, 0, max(right - left - SEAM, THINNEST), self._bar, fill, shape="rounded")
        return self._labelled(fact, bar, words, over)

    @property
    def _bar(self) -> float:
        """The height of a bar with one line in it."""
        return self.size * 1.2 + 0.5 + 2 * INSET

    def _words(self, fact: Any) -> Paragraph:
        """The sign, the step, and the word of a status that wants to be read."""
        wording, status = self.context.wording, _kind(fact.status)
        ink = INKS.get(_kind(fact.lane), "text") if _is_point(fact) else ""
        runs = [Run(wording.say(fact.item), bold=bool(ink), colour=ink)]
        if role := SIGNS.get(status):
            runs.insert(0, Run(MARKS[role] + "\u00a0", colour=role))
        if status in TOLD:
            told = inline(wording.say(fact.status)).replace(" ", "\u00a0")
            runs.append(Run(" " + told, bold=bool(role), colour=role or "muted"))
        return Paragraph(tuple(runs), self.size, role="label")

    def _undated(self, fact: Any, words: Paragraph, over: TimeAxis) -> _RoadmapBar:
        words = words._replace(runs=(*words.runs, Run(" " + self.context.wording.term("word.undated"), colour="muted")))
        width = min(wide(words, self.style), over.width)
        text = TextItem(over.left, 0, width, tall((words,), width, self.style), (words,))
        return _RoadmapBar(fact, over.left, over.left + width + APART, text.height, (text,))

    # -- where a label stands ----------------------------------------------------------------------------------------

    def _labelled(self, fact: Any, shape: Box, words: Paragraph, over: TimeAxis) -> _RoadmapBar:
        """The label in the shape where it fits, else right or left of it, else under it: whichever is lowest."""
        right, left = shape.x + shape.width, shape.x
        needed, most = wide(words, self.style), max(150.0, over.width * 0.4)
        regions = [("right", over.right - right - BESIDE), ("left", left - over.left - BESIDE), ("below", over.width)]
        if shape.shape == "rounded":
            regions.insert(0, ("inside", shape.width - 2 * INSET))
        most = needed if needed <= most * 1.6 else most
        spots = [(where, min(needed, region if where == "inside" else min(region, most))) for where, region in regions]
        whole = next((spot for spot in spots if spot[0] != "below" and spot[1] >= needed), None)
        if whole:
            return self._spot(fact, shape, words, over, whole)
        if needed > most * 10:
            # A text of many lines is set as wide as the axis, or it would be as high as the page.
            spots.append(("below", over.width))
        steps = [self._spot(fact, shape, words, over, spot) for spot in spots if spot[1] >= min(needed, 60.0)]
        return min(steps, key=lambda step: step.height)

    def _spot(self, fact: Any, shape: Box, words: Paragraph, over: TimeAxis, spot: tuple[str, float]) -> _RoadmapBar:
        where, width = spot
        height = tall((words,), width, self.style)
        if where == "inside":
            own = max(shape.height, height + 2 * INSET)
            box = shape._replace(height=own, paragraphs=(words,), inset=INSET)
            return _RoadmapBar(fact, shape.x, shape.x + shape.width, own, (box,))
        if where == "below":
            x = max(over.left, min(shape.x, over.right - width))
            text = TextItem(x, shape.height + 2, width, height, (words,))
            right = max(x + width + APART, shape.x + shape.width)
            return _RoadmapBar(fact, min(x - APART, shape.x), right, text.y + height, (shape, text))
        line = self.size * 1.2
        top = max(0.0, (self._bar - line) / 2 - 0.25)
        x = shape.x + shape.width + BESIDE if where == "right" else shape.x - BESIDE - width
        paragraph = words if where == "right" else words._replace(align="right")
        drop = (self._bar - shape.height) / 2
        text = TextItem(x, top, width, height, (paragraph,))
        # A label keeps its distance; where the shape is the outer end, the next bar may follow at once.
        left, right = (shape.x, x + width + APART) if where == "right" else (x - APART, shape.x + shape.width)
        return _RoadmapBar(fact, left, right, max(self._bar, top + height), (shape._replace(y=drop), text))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _drawing(self, over: TimeAxis, lanes: Sequence[_Lane], name: str) -> Drawing:
        items: list[Item] = []
        edges, y = [], self.head.height
        for lane in lanes:
            items.extend(self._lane(lane, over, y))
            y += lane.height
            edges.append(Line(0, y, self.region.width, y, colour="grey3", thickness=0.75))
        lines = ruling(over, self.head, y, items, self.region.width)
        facts = [step.fact for lane in lanes for row in lane.rows for step in row]
        signs, below = self._legend(over, facts)
        legends = [moved(item, 0.0, y + 6.0) for item in signs]
        everything = (*lines, *edges, *self.head.texts, *items, *legends)
        return Drawing(Frame(self.region.width, y + below, everything), self._alt(name, facts))

    def _lane(self, lane: _Lane, over: TimeAxis, y: float) -> Iterable[Item]:
        inner = lane.height - 2 * LANE_PAD
        yield TextItem(0, y + LANE_PAD, over.left - 12.0, inner, lane.name, anchor="middle")
        rows = sum(map(_row_height, lane.rows)) + ROW_GAP * (len(lane.rows) - 1)
        y += LANE_PAD + (inner - rows) / 2
        for row in lane.rows:
            for step in row:
                yield from (moved(item, 0.0, y) for item in step.items)
            y += _row_height(row) + ROW_GAP

    def _legend(self, over: TimeAxis, facts: Iterable[Any]) -> tuple[list[Item], float]:
        """The legend's items from y = 0, and the height that it takes below the lanes."""
        wording, facts = self.context.wording, list(facts)
        stand = {_kind(fact.status): fact.status for fact in facts if fact.status}
        signs = [
            LegendSign(wording.say(stand[kind]), mark=MARKS[r], fill=r) for kind, r in SIGNS.items() if kind in stand
        ]
        if signs and any(_kind(fact.status) in ("", "open") for fact in facts):
            signs.append(LegendSign(wording.term("word.no_sign_planned")))
        if any(_is_point(fact) for fact in facts):
            signs.append(LegendSign(wording.term("history_kind.milestone"), "diamond", "grey1"))
        if over.today_x is not None:
            signs.append(LegendSign(wording.term("word.today"), "line"))
        items, height = legend(signs, over.left, over.width, self.context)
        return items, height + 6.0 if items else 1.0

    def _alt(self, name: str, facts: Sequence[Any]) -> str:
        wording = self.context.wording
        lanes = [f"{' '.join(p.text for p in self._name(lane))} {len(own)}" for lane, own in _grouped(facts).items()]
        begun = [(day, fact.start or fact.end) for fact in facts if (day := first_day(fact.start or fact.end))]
        ended = [(day, fact.end or fact.start) for fact in facts if (day := last_day(fact.end or fact.start))]
        first = min(begun, key=lambda pair: pair[0], default=(None, None))[1]
        last = max(ended, key=lambda pair: pair[0], default=(None, None))[1]
        span = f" ({wording.say(first)} – {wording.say(last)})" if first else ""
        return f"{name}{span}: {wording.listed(lanes)}"


def _kind(value: Any) -> str:
    """A lane or status as the plan writes it, in small letters."""
    if value is None:
        return ""
    written = getattr(value, "plain", None) or getattr(value, "value", None) or ""
    return str(written).strip().lower()


def _is_point(fact: Any) -> bool:
    dates = [fact.start, fact.end]
    return bool(getattr(fact, "milestone", False) and any(dates)) or dates.count(None) == 1


def _grouped(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    """Facts by lane, in the plan's order."""
    lanes: dict[Any, list[Any]] = {}
    for row in rows:
        lanes.setdefault(row.lane, []).append(row)
    return lanes


def _packed(steps: Sequence[_RoadmapBar]) -> tuple[tuple[_RoadmapBar, ...], ...]:
    """Steps in rows: each, from the left, in the first row where it covers nothing."""
    rows: list[list[_RoadmapBar]] = []
    for step in sorted(steps, key=lambda step: step.left):
        row = next((row for row in rows if row[-1].right <= step.left + 0.01), None)
        if row is None:
            rows.append([step])
        else:
            row.append(step)
    return tuple(tuple(row) for row in rows)


def _paged(lanes: Sequence[_Lane], capacity: float) -> list[list[_Lane]]:
    """Lanes on pages; one is cut only where it is higher than a page, and then not after its first row."""
    pages: list[list[_Lane]] = []
    page: list[_Lane] = []
    region = capacity
    for lane in lanes:
        rest: _Lane | None = lane
        if page and lane.height > region and (lane.height <= capacity or lane.fitting(region) < 2):
            pages.append(page)
            page, region = [], capacity
        while rest and rest.height > region:
            first, rest = rest.parted(region)
            pages.append([*page, first])
            page, region = [], capacity
        if rest:
            page.append(rest)
            region -= rest.height
    return [*pages, page] if page else pages


def _table(facts: Sequence[Any], context: RenderContext) -> Table:
    header = Row(tuple(head_cell(context.wording.terms_of(f"field.{field}"), context) for field in FIELDS))
    rows = tuple(Row(tuple(cell(getattr(fact, field), context) for field in FIELDS)) for fact in facts)
    alt = context.wording.term("topic.roadmap")
    return Table(tuple(Column() for _ in FIELDS), header, rows, alt=alt)
