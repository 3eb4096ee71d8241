"""The `outcome_bars` block: each outcome before and now, on one scale with its target."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.analysis.measures import unit_of, without_unit
from kamdeck.blocks.outcome_way import INSET, OutcomeWay, WaySizes
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
from kamdeck.flow import Flow, Item, Line, Paragraph, Run, TextItem
from kamdeck.message import Message
from kamdeck.wording import NOTHING

WIDE = 600.0
"""From this width on, in points, the bar is beside the name; otherwise below it."""
GAP, PAD = 14.0, 5.0
"""The gap between columns, and the space above and below a row, in points."""
HEAD_GAP = 4.0
"""The space below the names of columns, in points."""
HIGHEST, HIGHEST_OF_FEW = 84.0, 184.0
"""The greatest height of a row, and that of the rows of a few outcomes with large values, in points."""
BAR, MIDDLE_BAR, LARGE_BAR = 26.0, 36.0, 48.0
"""The height of a bar, also in the rows of a few outcomes, in points."""
FEW = 3
"""Up to so many outcomes have large values, where a page has space for them, and show each measurement."""
NAME_SHARE, VALUE_SHARE, LARGE_SHARE, BAR_SHARE = 0.27, 0.12, 0.15, 0.34
"""The greatest widths of names, of values and of large ones, and the width of the bars, as parts of the region's."""
HIGHEST_ROW_PART = 1 / 3
"""The greatest part of a region's height that a row takes before its texts are cut."""


@documented(
    """Outcomes as bars with a tick at the target, and the proof: source, date, who confirms it.

    The light bar is the baseline, the dark one in front of it what was measured last. Each row has its own scale, whose
    unit stands below the name; a bar that is cut at its start does not start at 0, since its values are close to each
    other. An outcome without the three numbers has no bar; its values are shown.

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
    """The sizes of names, other texts, values and bars in points; `large` rows are higher and show the course."""

    name: float
    other: float
    value: float
    bar: float = BAR
    large: bool = False


def _steps(count: int, region: Region, context: RenderContext) -> tuple[_Step, ...]:
    """The sizes to try for so many outcomes, the largest first."""
    sizes = context.style.theme.sizes
    large = (sizes.title, LARGE_BAR), (sizes.lead, LARGE_BAR), (sizes.lead, MIDDLE_BAR)
    few = region.paged and count <= FEW and region.width >= WIDE and not region.scarce
    return (
        *(_Step(sizes.lead, sizes.body, value, bar, large=True) for value, bar in large if few),
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
        """What has become better, and for whom, in which unit, and whether it falls to the target."""
        wording, outcome = self.context.wording.inner, row.outcome
        name = label(wording.say(outcome.outcome), self.step.name, bold=True)
        unit = next(filter(None, map(unit_of, (row.target, row.measured, row.baseline))), None)
        falls = row.numbers is not None and row.numbers[2] < row.numbers[0]
        measured = wording.joined(
            (wording.say(unit) if unit else "", wording.term("outcome_bars.falls") if falls else "")
        )
        about = " · ".join(filter(None, (wording.say(outcome.for_) if outcome.for_ else "", measured)))
        return [name, label(about, self.step.other, colour="muted")] if about else [name]

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
    def _columns(self) -> tuple[_Column, _Column, _Column]:
        """Those of names, of baselines with the bars, and of proofs."""
        whole = _Column(0.0, self.width)
        if not self._wide:
            return whole, whole, whole
        name = self._widest([each for row in self.rows for each in self._name(row)], self.width * NAME_SHARE)
        way = _Column(name + GAP, self._before + INSET + self.width * BAR_SHARE)
        proof = way.x + way.width + GAP
        return _Column(0.0, name), way, _Column(proof, self.width - proof)

    @cached_property
    def _before(self) -> float:
        """The width of the baselines, which are at the left of the bars."""
        most = self.width * (LARGE_SHARE if self.step.large else VALUE_SHARE) if self._wide else self.width / 4
        ways = [OutcomeWay(row, self._sizes, 0.0, 0.0, self.context) for row in self.rows]
        return self._widest([way.baseline for way in ways], most)

    @property
    def _sizes(self) -> WaySizes:
        return WaySizes(self.step.value, self.step.other, self.step.bar)

    def _text(self, paragraphs: Sequence[Paragraph], width: float) -> ItemGroup:
        style = self.context.style
        shown = cut_to_height(tuple(paragraphs), width, self.limit, style)
        height = frame_height(shown, width, style)
        broken = any(each.longest_stretch(style) > width + 1.0 for each in paragraphs)
        return ItemGroup(height, (TextItem(0.0, 0.0, width, height, shown),), broken, width)

    @cached_property
    def _cells(self) -> list[tuple[ItemGroup, ItemGroup, ItemGroup]]:
        """Of each row the name, the bar with its values, and the proof."""
        name, _, proof = self._columns
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
        way = wording.joined(map(wording.terms_of, ("field.baseline", "field.measured", "field.aim")), "arrow")
        texts = wording.terms_of("field.outcome"), way, wording.terms_of("field.path_proof")
        heads = (label(text, small, bold=True, colour="muted") for text in texts)
        return tuple(zip(heads, self._columns, strict=True))

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
        return not any(each.breaks for cells in self._cells for each in cells)

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
                places = [column.x for column in self._columns]
                for x, cell in zip(places, cells, strict=True):
                    items += cell.at(x, top + (self.pitch - cell.height) / 2)
            else:
                whole = stacked(cells, PAD)
                items += whole.at(0.0, top + (self.pitch - whole.height) / 2)
        return items

    def _way(self, row: OutcomeBarRow) -> ItemGroup:
        """The baseline and the bar with its values, above each measurement where there are several."""
        column = self._columns[1]
        way = OutcomeWay(row, self._sizes, column.width, self._before, self.context).drawn(self.step.large)
        if not self.step.large or len(row.course) < 2:
            return way
        return stacked((way, self._text((self._course(row),), column.width)), PAD)

    def _course(self, row: OutcomeBarRow) -> Paragraph:
        """Each measurement with its date."""
        wording = self.context.wording.inner
        known = (wording.labelled(wording.say(day), wording.say(without_unit(value))) for day, value in row.course)
        return label(wording.joined(known, "arrow"), self.step.other, colour="muted")

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
