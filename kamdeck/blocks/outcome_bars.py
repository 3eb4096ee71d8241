"""The `outcome_bars` block: how far each outcome has gone from its baseline to its target."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.row_protocols import OutcomeBarRow
from kamdeck.components.fitted_rows import (
    all_fitting,
    drawing_of,
    drawn_in_parts,
    height_below,
    largest_fitting,
    row_stretch,
    stretched_by,
)
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import cut_to_height, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, Run, TextItem
from kamdeck.message import Message
from kamdeck.wording import NOTHING

WIDE = 600.0
"""From this width on, in points, the bar is beside the name; otherwise below it."""
GAP, PAD, INSET = 14.0, 5.0, 6.0
"""The gap between columns, the space above and below a row, and the margin beside a bar, in points."""
HEAD_GAP = 4.0
"""The space below the names of columns, in points."""
HIGHEST, HIGHEST_OF_FEW = 84.0, 144.0
"""The greatest height of a row, and that of the rows of a few outcomes with large values, in points."""
BAR, LARGE_BAR, TICK, BEYOND = 22.0, 36.0, 2.25, 4.5
"""The height of a bar, also beside large values, the width of the tick at the target, and how far it goes beyond the
bar, in points."""
FEW = 3
"""Up to so many outcomes have large values, where a page has space for them, and show each measurement."""
NAME_SHARE, VALUE_SHARE, LARGE_SHARE, BAR_SHARE = 0.27, 0.12, 0.15, 0.24
"""The greatest widths of names, of values and of large ones, and the width of the bars, as parts of the region's."""
HIGHEST_ROW_PART = 1 / 3
"""The greatest part of a region's height that a row takes before its texts are cut."""


@documented(
    """Outcomes as bars from the baseline to a tick at the target, with the proof: source, date, who confirms it.

    All bars have one length, so that all ticks are in line, whether a value is to rise or to fall. An outcome without
    the three numbers has no bar; its values are shown.

    Example:
        outcome_bars: {rows: analysis.outcomes, title: topic.outcomes}
    """
)
@dataclass(frozen=True)
class OutcomeBars(Block):
    rows: Rows[OutcomeBarRow] = ()
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, in the largest sizes at which the rows fit; further rows on further drawings."""
        heads = title(self.title, context)
        height = height_below(heads, region, context)

        def fit(rows: Sequence[OutcomeBarRow]) -> "_Sheet":
            steps = _steps(len(self.rows), region, context)
            found = largest_fitting(len(rows), steps, _maker(rows, height, region, context), height)
            return found.stretched(height) if region.paged and not region.scarce else found

        return drawn_in_parts(self.rows, fit, region, heads)

    def lower_whole(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing; empty where not all rows fit, of which no division is tried."""
        heads = title(self.title, context)
        height = height_below(heads, region, context)
        make = _maker(self.rows, height, region, context)
        steps = _steps(len(self.rows), region, context)
        sheet = all_fitting(len(self.rows), steps, make, height) if self.rows else None
        return (
            [*heads, drawing_of(sheet.stretched(height) if region.paged and not region.scarce else sheet, region)]
            if sheet
            else []
        )


class _Step(NamedTuple):
    """The sizes of names, of other texts and of values in points; `large` rows are higher and show the course."""

    name: float
    other: float
    value: float
    large: bool = False


def _steps(count: int, region: Region, context: RenderContext) -> tuple[_Step, ...]:
    """The sizes to try for so many outcomes, the largest first."""
    sizes = context.style.theme.sizes
    few = region.paged and count <= FEW and region.width >= WIDE and not region.scarce
    return (
        *(_Step(sizes.lead, sizes.body, value, large=True) for value in (sizes.title, sizes.lead) if few),
        _Step(sizes.lead, sizes.body, sizes.lead),
        _Step(sizes.body, sizes.dense, sizes.body),
        _Step(sizes.dense, sizes.small, sizes.dense),
    )


def _maker(
    rows: Sequence[OutcomeBarRow], height: float, region: Region, context: RenderContext
) -> "Callable[[int, _Step], _Sheet]":
    """What makes the drawing of the first of the rows, in a region that has a height for it."""
    return lambda count, step: _Sheet(rows[:count], step, region.width, height * HIGHEST_ROW_PART, context)


class _Column(NamedTuple):
    """The left edge and the width of a column, in points."""

    x: float
    width: float


@dataclass(frozen=True)
class _Sheet:
    """The drawing of some rows in the sizes of a step; no row's text is above the limit in points."""

    rows: Sequence[OutcomeBarRow]
    step: _Step
    width: float
    limit: float
    context: RenderContext
    stretch: float = 0.0

    @property
    def _wide(self) -> bool:
        return self.width >= WIDE

    # -- texts -----------------------------------------------------------------------------------------------------

    def _name(self, row: OutcomeBarRow) -> list[Paragraph]:
        say, outcome = self.context.wording.inner.say, row.outcome
        name = label(say(outcome.outcome), self.step.name, bold=True)
        return [name, label(say(outcome.for_), self.step.other, colour="muted")] if outcome.for_ else [name]

    def _value(self, value: object, *, bold: bool = False, right: bool = False) -> Paragraph:
        words = self.context.wording.inner.say(value) if value is not None else NOTHING
        return label(
            words, self.step.value, bold=bold, colour="text" if bold else "muted", align="right" if right else "left"
        )

    def _proof(self, row: OutcomeBarRow) -> list[Paragraph]:
        """How the outcome stands, and who says so."""
        wording, say = self.context.wording, self.context.wording.inner.say
        paragraphs = []
        if row.status:
            key = "objective.reached" if row.status == "good" else "outcome_bars.short"
            runs = (Run(f"{MARKS[row.status]}\u00a0", colour=row.status), Run(wording.phrase(Message(key)), bold=True))
            paragraphs.append(Paragraph(runs, self.step.other, role="label"))
        known = [say(each) for each in (row.source, row.date) if each]
        if row.outcome.confirmed_by:
            known.append(wording.phrase(Message("change.confirmed_by", person=row.outcome.confirmed_by)))
        return [*paragraphs, label(" · ".join(known) or NOTHING, self.step.other, colour="muted")]

    # -- columns and heights ---------------------------------------------------------------------------------------

    def _widest(self, paragraphs: Sequence[Paragraph], most: float) -> float:
        return min(max((frame_width(each, self.context.style) for each in paragraphs), default=0.0), most)

    @cached_property
    def _columns(self) -> tuple[_Column, _Column, _Column, _Column, _Column]:
        """Those of names, baselines, bars, targets and proofs."""
        most = self.width * (LARGE_SHARE if self.step.large else VALUE_SHARE) if self._wide else self.width / 4
        before = self._widest([self._value(row.baseline) for row in self.rows], most)
        after = self._widest([self._value(row.target, bold=True) for row in self.rows], most)
        if not self._wide:
            whole = _Column(0.0, self.width)
            way = _Column(before + INSET, self.width - before - after - 2 * INSET - TICK)
            values = _Column(0.0, before), way, _Column(self.width - after, after)
            return whole, *values, whole
        name = self._widest([each for row in self.rows for each in self._name(row)], self.width * NAME_SHARE)
        left = name + GAP
        bar = _Column(left + before + INSET, self.width * BAR_SHARE)
        target = _Column(bar.x + bar.width + TICK + INSET, after)
        proof = target.x + after + GAP
        return _Column(0.0, name), _Column(left, before), bar, target, _Column(proof, self.width - proof)

    def _text(self, paragraphs: Sequence[Paragraph], width: float) -> ItemGroup:
        style = self.context.style
        shown = cut_to_height(tuple(paragraphs), width, self.limit, style)
        height = frame_height(shown, width, style)
        broken = any(each.longest_stretch(style) > width + 1.0 for each in paragraphs)
        return ItemGroup(height, (TextItem(0.0, 0.0, width, height, shown),), broken, width)

    @cached_property
    def _cells(self) -> list[tuple[ItemGroup, ItemGroup, ItemGroup]]:
        """Of each row the name, the bar with its values, and the proof."""
        name, *_, proof = self._columns
        return [
            (self._text(self._name(row), name.width), self._way(row), self._text(self._proof(row), proof.width))
            for row in self.rows
        ]

    @cached_property
    def _tallest(self) -> float:
        if self._wide:
            return max(each.height for cells in self._cells for each in cells)
        return max(stacked(cells, PAD).height for cells in self._cells)

    @cached_property
    def _heads(self) -> tuple[tuple[Paragraph, _Column], ...]:
        """The names of the columns; those of the values stand in one line above the bars."""
        wording, small = self.context.wording, self.context.style.theme.sizes.small
        name, before, _, after, proof = self._columns
        way = wording.joined(map(wording.terms_of, ("field.baseline", "field.measured", "field.aim")), "arrow")
        texts = wording.terms_of("field.outcome"), way, wording.terms_of("field.path_proof")
        columns = name, _Column(before.x, after.x + after.width - before.x), proof
        heads = (label(text, small, bold=True, colour="muted") for text in texts)
        return tuple(zip(heads, columns, strict=True))

    @cached_property
    def _header(self) -> float:
        """The height of the names of the columns; a narrow drawing has none."""
        if not self._wide:
            return 0.0
        style = self.context.style
        return max(frame_height((head,), column.width, style) for head, column in self._heads) + HEAD_GAP

    @property
    def pitch(self) -> float:
        """The height of a row in points."""
        return self._tallest + 2 * PAD + self.stretch

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._header + len(self.rows) * self.pitch + 1.0

    @property
    def suits(self) -> bool:
        """Whether no text breaks a word, and no large value has two lines."""
        if any(each.breaks for cells in self._cells for each in cells):
            return False
        return not self.step.large or all(map(self._has_short_values, self.rows))

    def _has_short_values(self, row: OutcomeBarRow) -> bool:
        """Whether each value of an outcome has one line; the last one may also stand in the bar."""
        _, before, _, after, _ = self._columns
        ends = (self._value(row.baseline), before), (self._value(row.target, bold=True), after)
        return all(frame_width(each, self.context.style) <= column.width + 1.0 for each, column in ends)

    def stretched(self, height: float) -> "_Sheet":
        """The drawing with higher rows, as far as a height in points allows."""
        highest = HIGHEST_OF_FEW if self.step.large else HIGHEST
        return stretched_by(self, row_stretch(height - self.height, len(self.rows), self.pitch, highest))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The heads of the columns, and the rows with a line above each."""
        items: list[Item] = []
        for head, column in self._heads if self._wide else ():
            items.append(TextItem(column.x, 0.0, column.width, self._header - HEAD_GAP, (head,), "bottom"))
        for number, cells in enumerate(self._cells):
            top = self._header + number * self.pitch
            items.append(
                Line(0, top, self.width, top, "grey1" if number == 0 else "grey3", 1.0 if number == 0 else 0.5)
            )
            if self._wide:
                places = (self._columns[0].x, 0.0, self._columns[4].x)
                for x, cell in zip(places, cells, strict=True):
                    items += cell.at(x, top + (self.pitch - cell.height) / 2)
            else:
                whole = stacked(cells, PAD)
                items += whole.at(0.0, top + (self.pitch - whole.height) / 2)
        return items

    def _way(self, row: OutcomeBarRow) -> ItemGroup:
        """The baseline, the bar to the target with the value that was measured last, and the target."""
        _, before, bar, after, _ = self._columns
        sides = [
            (before.x, self._text((self._value(row.baseline, right=True),), before.width)),
            (after.x, self._text((self._value(row.target, bold=True),), after.width)),
        ]
        measured, done = self._value(row.measured, bold=True), self._done(row)
        if done is None:
            sides.append((bar.x, self._text((measured,), bar.width)))
        high = max(self._bar_height + 2 * BEYOND, *(each.height for _, each in sides))
        items = [item for x, each in sides for item in each.at(x, (high - each.height) / 2)]
        if done is not None:
            items += self._bar(done, measured, high / 2)
        way = ItemGroup(high, tuple(items), any(each.breaks for _, each in sides))
        if not self.step.large or len(row.course) < 2:
            return way
        course = self._text((self._course(row),), after.x + after.width - before.x)
        return stacked((way, course._replace(items=course.at(before.x, 0.0))), PAD)

    def _course(self, row: OutcomeBarRow) -> Paragraph:
        """Each measurement with its date."""
        wording = self.context.wording.inner
        known = (wording.labelled(wording.say(day), wording.say(value)) for day, value in row.course)
        return label(wording.joined(known, "arrow"), self.step.other, colour="muted")

    @property
    def _bar_height(self) -> float:
        return LARGE_BAR if self.step.large else BAR

    def _done(self, row: OutcomeBarRow) -> float | None:
        """The length of the filled part in points; none without a bar, and if the value fits neither of its parts."""
        if row.progress is None:
            return None
        width = self._columns[2].width
        done = width * min(max(row.progress, 0.0), 1.0)
        own = frame_width(self._value(row.measured, bold=True), self.context.style)
        return done if own + 2 * INSET <= max(done, width - done) else None

    def _bar(self, done: float, measured: Paragraph, middle: float) -> Iterator[Item]:
        bar, high = self._columns[2], self._bar_height
        top = middle - high / 2
        yield Box(bar.x, top, bar.width, high, "grey3:60")
        if done:
            yield Box(bar.x, top, done, high, "primary")
        own = frame_width(measured, self.context.style)
        if own + 2 * INSET <= done:
            inside = measured._replace(colour="ground", align="right")
            yield TextItem(bar.x + done - INSET - own, top, own, high, (inside,), "middle")
        else:
            yield TextItem(bar.x + done + INSET, top, own, high, (measured,), "middle")
        end = bar.x + bar.width
        yield Line(end, top - BEYOND, end, top + high + BEYOND, "text", TICK)

    def described(self) -> str:
        """The alternative text: each outcome with the values on its way."""
        wording = self.context.wording.inner
        return wording.listed(
            wording.labelled(
                wording.say(row.outcome.outcome),
                wording.joined(
                    (wording.say(each) for each in (row.baseline, row.measured, row.target) if each is not None),
                    "arrow",
                ),
            )
            for row in self.rows
        )
