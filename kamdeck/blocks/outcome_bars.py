"""The `outcome_bars` block: each outcome before and now, on one scale with its target."""

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
"""The gap between columns, the space above and below a row, and the margin beside a bar or a tick, in points."""
HEAD_GAP = 4.0
"""The space below the names of columns, in points."""
HIGHEST, HIGHEST_OF_FEW = 84.0, 144.0
"""The greatest height of a row, and that of the rows of a few outcomes with large values, in points."""
BAR, LARGE_BAR, TICK, BEYOND = 26.0, 36.0, 2.25, 4.5
"""The height of a bar, also beside large values, the width of the tick at the target, and how far it goes beyond the
bar, in points."""
NOW = 0.7
"""The height of the bar of what was measured last, as a part of that of the bar of the baseline behind it."""
CLOSE = 0.1
"""Values that differ by less than this part of the greatest one are on a scale that does not start at 0."""
CUT, CUT_WIDTH = 5.0, 2.5
"""How slanted the cut is that says so, and its width, in points."""
FEW = 3
"""Up to so many outcomes have large values, where a page has space for them, and show each measurement."""
NAME_SHARE, VALUE_SHARE, LARGE_SHARE, BAR_SHARE = 0.25, 0.12, 0.15, 0.22
"""The greatest widths of names, of values and of large ones, and the width of the bars, as parts of the region's."""
HIGHEST_ROW_PART = 1 / 3
"""The greatest part of a region's height that a row takes before its texts are cut."""


@documented(
    """Outcomes as bars with a tick at the target, and the proof: source, date, who confirms it.

    The light bar is the baseline, the dark one in front of it what was measured last. Each row has its own scale; a
    bar that is cut at its start does not start at 0, since its values are close to each other. An outcome without the
    three numbers has no bar; its values are shown.

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


class _Lengths(NamedTuple):
    """The lengths in points of the bars of a row, before and now, and how far its tick is from their start.

    A `cut` bar does not start at 0.
    """

    before: float
    now: float
    target: float
    cut: bool


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
        size = min(self.step.other, self.context.style.theme.sizes.dense)
        return [*paragraphs, label(" · ".join(known) or NOTHING, size, colour="muted")]

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
        measured, lengths = self._value(row.measured, bold=True), self._lengths(row)
        placed = self._placed(measured, lengths) if lengths else None
        if lengths is None or placed is None:
            sides.append((bar.x, self._text((measured,), bar.width)))
        high = max(self._bar_height + 2 * BEYOND, *(each.height for _, each in sides))
        items = [item for x, each in sides for item in each.at(x, (high - each.height) / 2)]
        if lengths is not None and placed is not None:
            items += self._bar(lengths, high / 2)
            items.append(self._inside(*placed, lengths, high / 2))
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

    def _lengths(self, row: OutcomeBarRow) -> "_Lengths | None":
        """The lengths of both bars and the place of the tick; none for an outcome that lacks a number."""
        if row.numbers is None or row.progress is None:
            return None
        low, high = min(row.numbers), max(row.numbers)
        whole = low >= 0 and high - low >= CLOSE * high
        start = 0.0 if whole else 2 * low - high
        unit = self._columns[2].width / (high - start)
        before, now, target = ((number - start) * unit for number in row.numbers)
        return _Lengths(before, now, target, cut=not whole)

    def _placed(self, measured: Paragraph, lengths: "_Lengths") -> tuple[Paragraph, float] | None:
        """What was measured last in the largest size that has a place, and the place; none where no size has one."""
        sizes = self.context.style.theme.sizes
        for size in (measured.size, sizes.lead, sizes.body, sizes.dense, sizes.small):
            smaller = measured._replace(size=min(size, measured.size))
            if (place := self._place(smaller, lengths)) is not None:
                return smaller, place
        return None

    def _place(self, measured: Paragraph, lengths: "_Lengths") -> float | None:
        """How far from the start of the bar the last measured value stands, clear of the tick; none without a place."""
        own, tick = frame_width(measured, self.context.style), lengths.target
        least = INSET + (CUT + 2 * CUT_WIDTH if lengths.cut else 0.0)
        # In the dark bar, in its part before the tick, beside it, and beyond the tick.
        for x in (lengths.now - INSET - own, tick - INSET - own, lengths.now + INSET, tick + INSET):
            inside = least <= x and x + own + INSET <= lengths.now
            beside = lengths.now + INSET <= x and x + own <= self._columns[2].width
            if (inside or beside) and not x - INSET / 2 < tick < x + own + INSET / 2:
                return x
        return None

    def _inside(self, measured: Paragraph, x: float, lengths: "_Lengths", middle: float) -> TextItem:
        """What was measured last, on the dark bar or beside it."""
        if x < lengths.now:
            measured = measured._replace(colour="ground")
        own, high = frame_width(measured, self.context.style), self._bar_height
        return TextItem(self._columns[2].x + x, middle - high / 2, own, high, (measured,), "middle")

    def _bar(self, lengths: "_Lengths", middle: float) -> Iterator[Item]:
        """The light bar of the baseline, the dark one in front of it, and the tick of the target."""
        left, high, now = self._columns[2].x, self._bar_height, self._bar_height * NOW
        if lengths.before:
            yield Box(left, middle - high / 2, lengths.before, high, "grey3:60")
        if lengths.now:
            yield Box(left, middle - now / 2, lengths.now, now, "primary")
        if lengths.cut:
            x = left + INSET
            yield Line(x, middle + high / 2, x + CUT, middle - high / 2, "ground", CUT_WIDTH)
        x = left + lengths.target
        yield Line(x, middle - high / 2 - BEYOND, x, middle + high / 2 + BEYOND, "text", TICK)

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
