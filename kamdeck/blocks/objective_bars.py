"""The `objective_bars` block: how much of each objective is reached, as bars up to a tick at the target."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.row_protocols import ObjectiveBarRow
from kamdeck.components.fitted_rows import drawn_in_parts, height_below, largest_fitting, row_stretch, stretched_by
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import cut_to_height, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, Run, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.model.numbers import AMOUNTS
from kamdeck.wording import NOTHING

WIDE = 600.0
"""From this width on, in points, the bar is beside the name; otherwise below it."""
GAP, PAD, INSET = 14.0, 4.0, 6.0
"""The gap between columns, the space above and below a row, and the margin beside a value in a bar, in points."""
HIGHEST = 64.5
"""The greatest height of a row, in points."""
BAR, LOW_BAR, TICK, BEYOND = 24.0, 15.0, 2.25, 4.5
"""The height of a bar, its least height, the width of a tick, and how far it goes beyond the bar, in points."""
BAR_SHARE, NAME_SHARE = 0.3, 0.24
"""The width of the bars, and the greatest width of the names, as parts of the region's."""
DAYS_OF_MONTH = 365.25 / 12
BADGE = 15.0
"""The height of a verdict, in points."""


@documented(
    """Objectives as bars up to a tick at the target, with what closes the gap, how they stand, and their due dates.

    The scale of each bar ends at its target, so that all ticks are in line. The expected value is a dashed part. An
    objective without numbers has no bar; its words are shown.

    Example:
        objective_bars: {rows: analysis.objectives, title: topic.objectives}
    """
)
@dataclass(frozen=True)
class ObjectiveBars(Block):
    rows: Rows[ObjectiveBarRow] = ()
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, in the largest sizes at which the rows fit; further rows on further drawings."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        height = height_below(heads, region, context)

        def fit(rows: Sequence[ObjectiveBarRow]) -> "_Sheet":
            sheet = _fitted(rows, height, region, context)
            return sheet.stretched(height) if region.paged else sheet

        return drawn_in_parts(self.rows, fit, region, heads)


def _fitted(rows: Sequence[ObjectiveBarRow], height: float, region: Region, context: RenderContext) -> "_Sheet":
    """As many rows as fit the height, at least one, in the largest sizes."""
    sizes = context.style.theme.sizes
    steps = (
        (sizes.body, sizes.body),
        (sizes.body, sizes.dense),
        (sizes.dense, sizes.small),
        (sizes.small, sizes.small),
    )

    def sheet(count: int, step: tuple[float, float]) -> _Sheet:
        return _Sheet(rows[:count], *step, region.width, context)

    found = largest_fitting(len(rows), steps, sheet, height)
    # A single row that is too high is cut.
    return found if found.height <= height else replace(found, limit=height - found.header - 1.0)


def _span(row: ObjectiveBarRow) -> Message:
    """The time until an objective is due: in days within a quarter, else in months."""
    days = row.days or 0
    if row.soon:
        return Message("counted.days", count=days)
    return Message("counted.months", count=round(days / DAYS_OF_MONTH))


class _Columns(NamedTuple):
    """The left edges and widths of the columns, in points."""

    name: tuple[float, float]
    bar: tuple[float, float]
    target: tuple[float, float]
    steps: tuple[float, float]
    due: tuple[float, float]


@dataclass(frozen=True)
class _Sheet:
    """The drawing of some rows, with names and other texts in sizes in points; no row is higher than the limit."""

    rows: Sequence[ObjectiveBarRow]
    size: float
    other: float
    width: float
    context: RenderContext
    stretch: float = 0.0
    limit: float = 0.0

    @property
    def _wide(self) -> bool:
        return self.width >= WIDE

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    @property
    def _note(self) -> float:
        """The size of a second line: that of other texts, but below that of the name."""
        return min(self.other, self.context.style.theme.sizes.dense)

    # -- texts -----------------------------------------------------------------------------------------------------

    def _name(self, row: ObjectiveBarRow) -> tuple[Paragraph, ...]:
        say, objective = self.context.wording.inner.say, row.objective
        name = label(say(objective.objective), self.size, bold=True)
        return (name, label(say(objective.measure), self._note, colour="muted")) if objective.measure else (name,)

    def _value(self, row: ObjectiveBarRow, shown: object) -> str:
        """A value as short as possible; the three of a row have one unit."""
        wording = self.context.wording.inner
        if not isinstance(shown, AMOUNTS):
            return wording.say(shown)
        beside = [each for each in (row.reached, row.expected, row.aim) if isinstance(each, AMOUNTS)]
        return wording.money(shown, bare=True, beside=beside)

    def _target(self, row: ObjectiveBarRow) -> Paragraph:
        return label(self._value(row, row.aim), self.size, bold=True)

    def _steps(self, row: ObjectiveBarRow) -> Paragraph:
        wording = self.context.wording
        return label(wording.joined(map(wording.inner.say, row.steps), "semicolon") or NOTHING, self.other)

    def _badge(self, row: ObjectiveBarRow) -> Paragraph | None:
        if row.verdict is None:
            return None
        runs = (Run(f"{MARKS[row.status]}\u00a0", colour=row.status),) if row.status else ()
        return Paragraph((*runs, Run(self.context.wording.sentence(row.verdict))), self._small, role="label")

    def _due(self, row: ObjectiveBarRow) -> tuple[Paragraph, ...]:
        wording, due = self.context.wording, row.objective.due
        if due is None:
            return (label(NOTHING, self.other, colour="muted", align="right"),)
        day = label(wording.say(due), self.other, bold=row.soon, align="right")
        if row.days is None or row.days < 0:
            return (day,)
        left = wording.phrase(Message("objective.left", days=_span(row)) if row.days else Message("due_days.today"))
        size = self._note if self.other > self._note else self._small
        return (day, label(left, size, colour="muted", align="right"))

    def _head(self, key: str, *, right: bool = False) -> Paragraph:
        words = self.context.wording.terms_of(key)
        return label(words, self._small, bold=True, colour="muted", align="right" if right else "left")

    # -- columns and heights ---------------------------------------------------------------------------------------

    def _widest(self, paragraphs: Iterable[Paragraph]) -> float:
        return max((frame_width(each, self.context.style) for each in paragraphs), default=0.0)

    @cached_property
    def _columns(self) -> _Columns:
        due = self._widest(each for row in self.rows for each in self._due(row))
        due = max(due, self._head("field.due").longest_stretch(self.context.style))
        target = self._widest(self._target(row) for row in self.rows if row.measured)
        if not self._wide:
            name = self.width - due - GAP
            target = min(target, self.width * 0.3)
            bar = self.width - target - INSET - TICK
            columns = (0.0, name), (0.0, bar), (self.width - target, target), (0.0, self.width)
            return _Columns(*columns, (self.width - due, due))
        target = min(target, self.width * 0.12)
        names = self._widest(each for row in self.rows for each in self._name(row))
        name, bar = min(names, self.width * NAME_SHARE), self.width * BAR_SHARE
        left = name + GAP + bar
        steps = left + INSET + target + GAP + TICK
        return _Columns(
            (0.0, name), (name + GAP, bar), (left + INSET, target), (steps, self.width - due - GAP - steps),
            (self.width - due, due),
        )  # fmt: skip

    def _height_of(self, paragraphs: Sequence[Paragraph], width: float) -> float:
        return frame_height(paragraphs, width, self.context.style)

    def _below_steps(self, row: ObjectiveBarRow) -> float:
        """The height of the steps with the verdict below them."""
        badge = self._badge(row)
        high = max(BADGE, self._height_of((badge,), self._columns.steps[1] - 2 * INSET)) if badge else 0.0
        return self._height_of((self._steps(row),), self._columns.steps[1]) + high + 2.0

    @cached_property
    def _tallest(self) -> float:
        columns = self._columns
        names = max(self._height_of(self._name(row), columns.name[1]) for row in self.rows)
        dues = max(self._height_of(self._due(row), columns.due[1]) for row in self.rows)
        unmeasured = (self._words(row) for row in self.rows if not row.measured)
        words = max((self._height_of((each,), self._words_place[1]) for each in unmeasured), default=0.0)
        steps = max(map(self._below_steps, self.rows))
        bars = max(LOW_BAR + 2 * BEYOND, words)
        return max(names, dues, steps, bars) if self._wide else max(names, dues) + bars + steps + 2 * PAD

    @property
    def pitch(self) -> float:
        """The height of a row in points."""
        high = self._tallest + 2 * PAD + self.stretch
        return min(high, self.limit) if self.limit else high

    @cached_property
    def header(self) -> float:
        """The height of the heads of the columns with the rule below them; a narrow drawing has none."""
        return max(self._height_of((head,), width) for head, (_, width) in self._heads) + 4.0 if self._wide else 1.0

    @cached_property
    def _heads(self) -> list[tuple[Paragraph, tuple[float, float]]]:
        columns, wording = self._columns, self.context.wording
        way = wording.joined(map(wording.terms_of, ("field.actual", "field.aim")), "arrow")
        bar = (columns.bar[0], columns.target[0] + columns.target[1] - columns.bar[0])
        return [
            (self._head("field.objective"), columns.name),
            (label(way, self._small, bold=True, colour="muted"), bar),
            (self._head("objective.steps"), columns.steps),
            (self._head("field.due", right=True), columns.due),
        ]

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self.header + len(self.rows) * self.pitch + 1.0

    @property
    def suits(self) -> bool:
        """Whether no name has more than two lines, what closes a gap no more than three, and no word breaks."""
        style, columns = self.context.style, self._columns
        texts = [(each, columns.name[1], 2) for row in self.rows for each in self._name(row)]
        texts += [(self._steps(row), columns.steps[1], 3) for row in self.rows]
        texts += [(self._target(row), columns.target[1], 2) for row in self.rows if row.measured]
        return all(
            len(each.lines(width, style.typeface)) <= most and each.longest_stretch(style) <= width + 1.0
            for each, width, most in texts
        )

    def stretched(self, height: float) -> "_Sheet":
        """The drawing with higher rows, as far as a height in points allows."""
        return stretched_by(self, row_stretch(height - self.height, len(self.rows), self.pitch, HIGHEST))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The heads of the columns, and the rows with a line below each."""
        items: list[Item] = []
        for head, (x, width) in self._heads if self._wide else ():
            height = self._height_of((head,), width)
            items.append(TextItem(x, self.header - 3.0 - height, width, height, (head,), "bottom"))
        items.append(Line(0, self.header, self.width, self.header, "grey1", 1.0))
        for number, row in enumerate(self.rows):
            top = self.header + number * self.pitch
            items += [moved(item, 0.0, top) for item in self._row(row)]
        return items

    def _row(self, row: ObjectiveBarRow) -> Iterator[Item]:
        """The items of a row, with y = 0 at its top."""
        columns, pitch = self._columns, self.pitch
        yield Line(0, pitch, self.width, pitch, "grey3", 0.5)
        if self._wide:
            middle = pitch / 2
            yield self._text(self._name(row), columns.name, middle)
            yield from self._bar(row, middle)
            yield from self._what_closes(row, middle - min(self._below_steps(row), pitch - 2 * PAD) / 2)
            yield self._text(self._due(row), columns.due, middle)
            return
        first = max(self._height_of(self._name(row), columns.name[1]), self._height_of(self._due(row), columns.due[1]))
        first = min(first, pitch / 3) if self.limit else first
        yield self._text(self._name(row), columns.name, PAD + first / 2, first)
        yield self._text(self._due(row), columns.due, PAD + first / 2, first)
        last = min(self._below_steps(row), pitch / 3) if self.limit else self._below_steps(row)
        yield from self._bar(row, (PAD + first + pitch - PAD - last) / 2)
        yield from self._what_closes(row, pitch - PAD - last)

    def _text(
        self, paragraphs: Sequence[Paragraph], place: tuple[float, float], middle: float, most: float = 0.0
    ) -> TextItem:
        """Text in a column, centred at a y; at most so high, and no higher than the row."""
        x, width = place
        most = most or self.pitch - 2 * PAD
        shown = cut_to_height(tuple(paragraphs), width, most, self.context.style)
        height = min(self._height_of(shown, width), most)
        return TextItem(x, middle - height / 2, width, height, shown, "middle")

    def _what_closes(self, row: ObjectiveBarRow, top: float) -> Iterator[Item]:
        """The deals and actions that lead to the objective, with the verdict below."""
        x, width = self._columns.steps
        badge = self._badge(row)
        inner = width - 2 * INSET
        high = max(BADGE, self._height_of((badge,), inner)) if badge else 0.0
        shared = self.limit and not self._wide
        room = self.pitch / (3 if shared else 1) - 2 * PAD - high - 2.0
        steps = self._text((self._steps(row),), (x, width), 0.0, max(room, self.other * 1.3))
        yield moved(steps, 0.0, top - steps.y)
        if badge:
            fill = f"{row.status}:10" if row.status else "grey4"
            wide = min(frame_width(badge, self.context.style) + 2 * INSET, width)
            yield Box(x, top + steps.height + 2.0, wide, high, fill, paragraphs=(badge,), inset=INSET)

    @property
    def _words_place(self) -> tuple[float, float]:
        columns = self._columns
        return columns.bar[0], columns.target[0] + columns.target[1] - columns.bar[0]

    def _words(self, row: ObjectiveBarRow) -> Paragraph:
        """What has been reached and what is to be, where a bar has no numbers."""
        wording = self.context.wording.inner
        known = row.reached is not None or row.aim is not None
        # A target alone must not look like what has been reached.
        ends = (row.reached, row.aim) if row.aim is not None else (row.reached,)
        shown = [NOTHING if each is None else self._value(row, each) for each in ends]
        return label(wording.joined(shown, "arrow"), self.other, colour="text" if known else "muted")

    def _bar(self, row: ObjectiveBarRow, middle: float) -> Iterator[Item]:
        """The bar from 0 to the target, or the words in its place."""
        if row.progress is None:
            yield self._text((self._words(row),), self._words_place, middle)
            return
        left, width = self._columns.bar
        high = min(BAR, max(LOW_BAR, self.pitch / 2 - 6.0)) if self._wide else LOW_BAR
        top, done = middle - high / 2, width * min(max(row.progress, 0.0), 1.0)
        yield Box(left, top, width, high, "grey3:60")
        if done:
            yield Box(left, top, done, high, "primary")
        expected = min(row.expected_progress or 0.0, 1.0) * width
        if expected > done:
            yield Box(left + done, top, expected - done, high, "ground", "primary", 1.0, dashed=True)
        yield from self._values(row, (done, expected), top, high)
        yield Line(left + width, top - BEYOND, left + width, top + high + BEYOND, "text", TICK)
        yield self._text((self._target(row),), self._columns.target, middle)

    def _values(self, row: ObjectiveBarRow, ends: tuple[float, float], top: float, high: float) -> Iterator[TextItem]:
        """The value in its part of the bar or else beside it, and the expected value where it has space."""
        style, (left, width), (done, expected) = self.context.style, self._columns.bar, ends
        size = self.size if high >= self.size * 1.25 else self._small
        value = label(self._value(row, row.reached), size, bold=True, colour="ground", align="right")
        own = frame_width(value, style)
        inside = own + 2 * INSET <= done
        free = max(done, expected)
        if inside:
            yield TextItem(left + done - INSET - own, top, own, high, (value,), "middle")
        elif own + INSET <= width - free:
            beside = value._replace(colour="text", align="left")
            yield TextItem(left + free + INSET, top, own, high, (beside,), "middle")
        if expected <= done:
            return
        forecast = label(self._value(row, row.expected), self._small, bold=True, colour="primary", align="right")
        own = frame_width(forecast, style)
        if own + INSET <= expected - done:
            yield TextItem(left + expected - INSET / 2 - own, top, own, high, (forecast,), "middle")

    def described(self) -> str:
        """The alternative text: each objective with what has been reached and its target."""
        wording = self.context.wording.inner
        return wording.listed(
            wording.labelled(
                wording.say(row.objective.objective),
                wording.joined((self._value(row, row.reached), self._value(row, row.aim)), "arrow"),
            )
            for row in self.rows
        )
