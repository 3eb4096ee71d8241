"""The `timeline` block: dated events along a horizontal line where they are few and short, else in a list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kamdeck.blocks.row_protocols import EventRow
from kamdeck.components.calendar_days import first_day
from kamdeck.components.one_piece import lower_in_one_piece
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import LegendSign, frame_height, frame_width, label, legend
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, Style, TextItem
from kamdeck.flow.drawing import Shape, moved
from kamdeck.flow.text import split_paragraphs
from kamdeck.wording import NOTHING

# Along a horizontal line: at most so many events, so many lines of text, and so many points between two events. A stem
# leads from the line to a text.
MOST_ACROSS = 7
MOST_LINES = 6
NARROWEST_SLOT = 90.0
STEM = 16.0
# In lists: the number of events from which two columns are tried, their least width and their distance in points.
MANY = 8
NARROWEST_COLUMN = 280.0
COLUMN_GAP = 30.0
PADS = (1.6, 1.2, 0.9, 0.65)  # the space below an event to try, in sizes of the text
# Where lists take several pages: the least part of their height that is tried, and the number of parts.
LEAST_PART, PARTS = 0.6, 8
# In both, in points: the size of a dot, and the distance between neighbours.
DOT = 10.0
GAP = 10.0


@dataclass(frozen=True, slots=True)
class _Dot:
    """The mark of a kind of event; `role` is the status of events that were good or bad."""

    shape: Shape
    fill: str
    line: str = ""
    role: str = ""


DOTS = {
    "company": _Dot("ellipse", "contrast"),
    "milestone": _Dot("diamond", "primary"),
    "win": _Dot("ellipse", "good", role="good"),
    "loss": _Dot("rectangle", "bad", role="bad"),
    "issue": _Dot("rectangle", "bad", role="bad"),
    "contact": _Dot("ellipse", "ground", "grey1"),
}
PLAIN = _Dot("ellipse", "grey2")


@documented(
    """Events (`date`, `event`, `kind`) in the order of their dates, with a different dot for each kind.

    Example:
        timeline: {rows: profile.history}
    """
)
@dataclass(frozen=True)
class Timeline(Block):
    rows: Rows[EventRow]
    title: Heading = None

    @property
    def continues(self) -> bool:
        """Each row can be read without the others."""
        return True

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing with a horizontal line, or drawings of lists of at most the region's height."""
        return lower_in_one_piece(lambda given: self._lowered(given, context), region) if self.rows else []

    def _lowered(self, region: Region, context: RenderContext) -> list[Flow]:
        heads = title(self.title, context)
        taken = sum(flow.height(region.width, context.style) for flow in heads) + (12.0 if heads else 0.0)
        region = replace(region, height=region.height - taken)
        sizes = context.style.theme.sizes
        # A report has one size of text. A slide gets the largest one in which all events fit.
        steps = [(size, pad) for size in (sizes.lead, sizes.body, sizes.dense) for pad in PADS] if region.paged else []
        for size, pad in steps:
            drawings = self._drawings(region, context, size, pad)
            if len(drawings) == 1 and drawings[0].height(region.width, context.style) <= region.height:
                return [*heads, *drawings]
        return [*heads, *self._drawings(region, context, sizes.dense, PADS[-1])]

    def _drawings(self, region: Region, context: RenderContext, size: float, pad: float) -> list[Flow]:
        """The drawings with texts in a size, and events in lists `pad` sizes apart."""
        events = sorted((_event(row, context, size) for row in self.rows), key=lambda event: event.day)
        name = context.wording.body(self.title) if self.title else context.wording.term("topic.history")
        shown = _ShownEvents(events, name, size * pad)
        horizontal = _horizontal(shown, region, context)
        return [horizontal] if horizontal else _lists(shown, region, context)


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with its texts; `day` is `date.max` without a date, so that it comes last."""

    day: date
    when: Paragraph
    text: tuple[Paragraph, ...]
    kind: object
    dot: _Dot


@dataclass(frozen=True, slots=True)
class _ShownEvents:
    """The events in order, the name of them all, and the space below each in a list, in points."""

    events: Sequence[_Event]
    name: str
    pad: float


def _event(row: EventRow, context: RenderContext, size: float) -> _Event:
    wording = context.wording
    when = getattr(row, "date", None) or getattr(row, "year", None)
    kind = getattr(row, "kind", None)
    dot = DOTS.get(str(getattr(kind, "value", kind)), PLAIN)
    runs = [Run(wording.say(row.event))]
    if dot.role:
        runs = [Run(wording.say(kind), bold=True, colour=dot.role), Run("\u2002"), *runs]
    date_label = label(wording.say(when) if when else NOTHING, size, bold=True)
    text = Paragraph(tuple(runs), size, role="label")
    return _Event(first_day(when) or date.max, date_label, (text,), kind, dot)


def _mark(dot: _Dot, x: float, middle: float) -> Box:
    """A dot; squares are smaller than circles and diamonds larger, so that all look equally large."""
    size = {"rectangle": DOT - 1, "diamond": DOT + 2}.get(dot.shape, DOT)
    return Box(x - size / 2, middle - size / 2, size, size, dot.fill, dot.line, 1.5, shape=dot.shape)


# -- along a horizontal line -----------------------------------------------------------------------------------------


def _horizontal(shown: _ShownEvents, region: Region, context: RenderContext) -> Drawing | None:
    """Events at equal distances, their texts alternately above and below the line; None where they do not fit."""
    events = shown.events
    slot = region.width / max(len(events), 1)
    if not 2 <= len(events) <= MOST_ACROSS or slot < NARROWEST_SLOT:
        return None
    style, size = context.style, events[0].when.size
    words = [(event.when, *event.text) for event in events]
    widths = [_width_across(number, slot, region.width) for number in range(len(events))]
    heights = [frame_height(text, width, style) for text, width in zip(words, widths, strict=True)]
    signs, below = _legend(events, DOT, region.width - DOT, context)
    if max(heights) > size * 1.2 * MOST_LINES + 1:
        return None
    over = max(heights[0::2]) + STEM
    height = over + max(heights[1::2]) + STEM + below
    if height > region.height:
        return None
    items: list[Item] = [Line(0.0, over, region.width, over, colour="grey2", thickness=1.5)]
    for number, event in enumerate(events):
        x, up = number * slot + DOT, number % 2 == 0
        far = over - STEM - heights[number] if up else over + STEM + heights[number]
        items.append(Line(x, over, x, far, colour="grey3", thickness=0.75))
        items.append(_mark(event.dot, x, over))
        y = over - STEM - heights[number] if up else over + STEM
        items.append(TextItem(x + 7, y, widths[number], heights[number], words[number]))
    items.extend(moved(item, 0.0, height - below + 12.0) for item in signs)
    return Drawing(Frame(region.width, height, tuple(items)), _alt(shown.name, events, context))


def _width_across(number: int, slot: float, width: float) -> float:
    """The width of an event's texts, up to those of the next event but one or the end of the region."""
    x = number * slot + DOT + 7
    # Neighbours are on the other side of the line, so a text has the width of two slots.
    return min(2 * slot - 7 - GAP, width - x, 220.0)


# -- in lists -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event in a column; with `begins` false, the rest of an event that was cut at the end of the last column."""

    event: _Event
    begins: bool = True


class _Setting(NamedTuple):
    """The number of columns, and the space below each event in points."""

    columns: int
    pad: float


class _List:
    """Measures and places entries in columns of one width."""

    def __init__(self, events: Sequence[_Event], setting: _Setting, width: float, style: Style) -> None:
        self.columns, self.pad, self.style = setting.columns, setting.pad, style
        self.width = (width - COLUMN_GAP * (self.columns - 1)) / self.columns
        dates = min(max(frame_width(event.when, self.style) for event in events), self.width * 0.3)
        self.dates, self.spine = dates, dates + GAP + DOT / 2
        self.left = self.spine + DOT / 2 + GAP
        self.size = events[0].when.size

    def height(self, entry: _Entry) -> float:
        """An entry's height with the space below it."""
        event = entry.event
        date_height = frame_height((event.when,), self.dates, self.style) if entry.begins else 0.0
        return max(date_height, frame_height(event.text, self.width - self.left, self.style)) + self.pad

    def filled(self, entries: Sequence[_Entry], height: float) -> tuple[list[_Entry], list[_Entry]]:
        """The entries that fit a column, and the rest; an event is cut only where it is higher than a column."""
        used = 0.0
        for number, entry in enumerate(entries):
            own = self.height(entry)
            if used + own > height + 0.01:
                if number and own <= height:
                    return list(entries[:number]), list(entries[number:])
                # Half a point is what `frame_height` adds to the height of the text.
                first, rest = self._cut(entry, height - used - self.pad - 0.5)
                if first is None:
                    # Not even a line fits; in an empty column it is placed all the same, or this would never end.
                    cut = number or 1
                    return list(entries[:cut]), list(entries[cut:])
                return [*entries[:number], first], [*([rest] if rest else []), *entries[number + 1 :]]
            used += own
        return list(entries), []

    def _cut(self, entry: _Entry, height: float) -> tuple[_Entry | None, _Entry | None]:
        event = entry.event
        first, rest = split_paragraphs(event.text, self.width - self.left, height, self.style)
        if not first or (entry.begins and frame_height((event.when,), self.dates, self.style) > height):
            return None, entry
        after = _Entry(replace(event, text=rest), begins=False) if rest else None
        return _Entry(replace(event, text=first), entry.begins), after

    def page(self, entries: Sequence[_Entry], height: float) -> tuple[list[list[_Entry]], list[_Entry]]:
        """The columns of a page, and the rest; on the last page all columns are about equally long."""
        columns, rest = self._columns(entries, height)
        if not rest and self.columns > 1:
            total = sum(map(self.height, entries))
            # Columns are cut between events, so equal heights cannot be computed; they are tried in steps of 5 %.
            for part in range(20):
                tried, left = self._columns(entries, min(height, total / self.columns * (1 + part / 20)))
                if not left:
                    return tried, []
        return columns, rest

    def _columns(self, entries: Sequence[_Entry], height: float) -> tuple[list[list[_Entry]], list[_Entry]]:
        columns, rest = [], list(entries)
        for _ in range(self.columns):
            column, rest = self.filled(rest, height) if rest else ([], [])
            columns.append(column)
        return columns, rest

    def items(self, column: Sequence[_Entry], x: float) -> tuple[list[Item], float]:
        """A column's items from y = 0, and its height: a line with dots, dates to the left and texts to the right."""
        texts: list[Item] = []
        marks: list[float] = []
        y, line = 0.0, self.size * 1.2
        for entry in column:
            event = entry.event
            if entry.begins:
                when = event.when._replace(align="right")
                texts.append(TextItem(x, y, self.dates, frame_height((when,), self.dates, self.style), (when,)))
                texts.append(_mark(event.dot, x + self.spine, y + line / 2))
                marks.append(y + line / 2)
            width = self.width - self.left
            texts.append(TextItem(x + self.left, y, width, frame_height(event.text, width, self.style), event.text))
            y += self.height(entry)
        top = marks[0] if column and column[0].begins else 0.0
        spine = Line(x + self.spine, top, x + self.spine, max(y - self.pad, top), colour="grey3", thickness=1.5)
        return [spine, *texts], y


def _lists(shown: _ShownEvents, region: Region, context: RenderContext) -> list[Flow]:
    events, style = shown.events, context.style
    # One column is tried first, since two are harder to read.
    listing = _List(events, _Setting(1, shown.pad), region.width, style)
    entries = [_Entry(event) for event in events]
    total = sum(map(listing.height, entries))
    if (region.width - COLUMN_GAP) / 2 >= NARROWEST_COLUMN and (len(events) >= MANY or total > region.height):
        listing = _List(events, _Setting(2, shown.pad), region.width, style)
    signs, below = _legend(events, 0.0, region.width, context)
    drawings: list[Flow] = []
    for columns in _even_pages(listing, entries, lambda number: region.height_of(number) - below):
        items, height = [], 0.0
        for number, column in enumerate(columns):
            if column:
                more, bottom = listing.items(column, number * (listing.width + COLUMN_GAP))
                items.extend(more)
                height = max(height, bottom)
        items.extend(moved(item, 0.0, height + 12.0 - listing.pad) for item in signs)
        height = height + below - listing.pad
        placed = [entry.event for column in columns for entry in column]
        drawings.append(Drawing(Frame(region.width, height, tuple(items)), _alt(shown.name, placed, context)))
    return drawings


def _even_pages(
    listing: _List, entries: Sequence[_Entry], height_of: Callable[[int], float]
) -> list[list[list[_Entry]]]:
    """The columns of each page: as few pages as hold all entries, none much emptier than the others.

    `height_of` returns the height in points of a page by its number.
    """

    def filled(part: float) -> list[list[list[_Entry]]]:
        pages, rest = list[list[list[_Entry]]](), list(entries)
        while rest:
            columns, rest = listing.page(rest, height_of(len(pages)) * part)
            pages.append(columns)
        return pages

    whole = filled(1.0)
    parts = (LEAST_PART + step * (1.0 - LEAST_PART) / PARTS for step in range(PARTS)) if len(whole) > 1 else ()
    return next((pages for part in parts if len(pages := filled(part)) == len(whole)), whole)


# -- both ------------------------------------------------------------------------------------------------------------


def _legend(events: Sequence[_Event], left: float, width: float, context: RenderContext) -> tuple[list[Item], float]:
    """The legend for dots whose kind is not named, where there are several kinds, and the height that it takes."""
    # Kinds with a status, such as a win, are named before their texts.
    kinds = {event.kind: event.dot for event in events if event.kind is not None and not event.dot.role}
    if not kinds or len({event.kind for event in events}) < 2:
        return [], 1.0
    signs = [LegendSign(context.wording.say(kind), dot.shape, dot.fill, dot.line) for kind, dot in kinds.items()]
    items, height = legend(signs, left, width, context.style)
    return items, height + 13.0


def _alt(name: str, events: Sequence[_Event], context: RenderContext) -> str:
    first, last = events[0].when.text, events[-1].when.text
    kinds: dict[str, int] = {}
    for event in events:
        if event.kind is not None:
            name_of_kind = context.wording.say(event.kind)
            kinds[name_of_kind] = kinds.get(name_of_kind, 0) + 1
    wording = context.wording
    counts = [wording.beside(kind, wording.number(count)) for kind, count in kinds.items()]
    named = wording.followed(name, first if first == last else wording.joined((first, last), "range"))
    return wording.labelled(named, wording.listed(counts)) if counts else named
