"""The `category_growth` block: categories by their growth, as bars from a zero line, with our share of each."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.wallet_protocols import CategoryGrowthRow
from kamdeck.components.fitted_rows import drawn_in_parts, height_below, largest_fitting
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.subject_protocol import Scale
from kamdeck.wording import NOTHING

GAP, PAD, EDGE = 9.0, 4.0, 5.0
"""The gap between columns, the space above and below a row, and the margin at both sides, in points."""
HIGHEST = 42.0
"""The greatest height of a row, in points."""
FEW, HIGHEST_OF_FEW = 4, 63.0
"""The most rows that may be higher, and the greatest height of those, in points."""
BAR, SHARE_BAR, SHARE_WIDTH = 17.0, 7.5, 46.0
"""The height of a bar of growth, and the height and width of the whole of a bar of our share, in points."""
NAMES, LEAST_BARS = 0.3, 70.0
"""The greatest part of the width for names, and the least width of the bars with their labels, in points."""


@documented(
    """Categories with their growth as a bar, the amounts of the first and the last year, and our share.

    A `marked` row is tinted. In a narrow region, the amounts are left out, then the bars of our share. `unit` is a text
    after the title, such as the years.

    Example:
        category_growth: {rows: analysis.category_growth, title: topic.it_budget}
    """
)
@dataclass(frozen=True)
class GrowthBars(Block):
    rows: Rows[CategoryGrowthRow] = ()
    title: Heading = None
    unit: Words = ""

    def amounts(self) -> Iterable[object]:
        """The amounts of both years."""
        return (amount for row in self.rows for amount in (row.first, row.amount))

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing; rows that do not fit are on further drawings."""
        if not self.rows:
            return []
        heads = title(self.title, context, self.unit)
        height, sizes = height_below(heads, region, context), context.style.theme.sizes
        steps = [(size, columns) for size in (sizes.body, sizes.dense, sizes.small) for columns in (3, 2, 1)]

        def fit(rows: Sequence[CategoryGrowthRow]) -> "_Sheet":
            def sheet(count: int, step: tuple[float, int]) -> _Sheet:
                return _Sheet(rows[:count], *step, region.width, height, context)

            return largest_fitting(len(rows), steps, sheet, height)

        return drawn_in_parts(self.rows, fit, region, heads)


class _Places(NamedTuple):
    """The left edges and widths of the columns, in points."""

    name: tuple[float, float]
    bars: tuple[float, float]
    amounts: tuple[float, float]
    share: tuple[float, float]


@dataclass(frozen=True)
class _Sheet:
    """The drawing of some rows in a size; of 3 `columns` beside the bars the amounts are left out first."""

    rows: Sequence[CategoryGrowthRow]
    size: float
    columns: int
    width: float
    most: float
    context: RenderContext

    @cached_property
    def _scale(self) -> Scale:
        return self.context.wording.scale([amount for row in self.rows for amount in (row.first, row.amount)])

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    @property
    def _second(self) -> float:
        return min(self.size, self.context.style.theme.sizes.dense)

    # -- texts -----------------------------------------------------------------------------------------------------

    def _name(self, row: CategoryGrowthRow) -> Paragraph:
        words = self.context.wording.say(row.category)
        return label(words, self.size, bold=row.marked)

    def _growth(self, row: CategoryGrowthRow) -> Paragraph:
        if row.growth is None:
            return label(NOTHING, self.size, colour="muted")
        words = self.context.wording.percent(row.growth, signed=True)
        return label(words, self.size, bold=True, colour="bad" if row.growth < 0 else "text")

    def _amounts(self, row: CategoryGrowthRow) -> Paragraph:
        wording = self.context.wording
        known = [wording.scaled(each, self._scale) for each in (row.first, row.amount) if each is not None]
        return label(wording.joined(known, "arrow"), self._second, align="right")

    def _share(self, row: CategoryGrowthRow) -> Paragraph:
        words = NOTHING if row.share is None else self.context.wording.percent(row.share)
        return label(words, self.size, bold=row.marked, colour="primary" if row.share else "muted", align="right")

    def _head(self, words: str, *, right: bool = True) -> Paragraph:
        return label(words, self._small, bold=True, colour="muted", align="right" if right else "left")

    @cached_property
    def _heads(self) -> tuple[Paragraph, Paragraph, Paragraph]:
        terms = self.context.wording.terms_of
        unit = self._scale.unit or terms("field.amount")
        return self._head(terms("field.category"), right=False), self._head(unit), self._head(terms("field.our_share"))

    # -- columns and heights ---------------------------------------------------------------------------------------

    def _widest(self, paragraphs: Iterable[Paragraph]) -> float:
        return max((frame_width(each, self.context.style) for each in paragraphs), default=0.0)

    @cached_property
    def _places(self) -> _Places:
        style = self.context.style
        name = min(self._widest(map(self._name, self.rows)), self.width * NAMES)
        share = self._widest(map(self._share, self.rows))
        share = max(share + (SHARE_WIDTH + GAP / 2 if self.columns > 1 else 0.0), self._heads[2].longest_stretch(style))
        right = self.width - EDGE - share
        amounts = 0.0
        if self.columns > 2:
            amounts = max(self._widest(map(self._amounts, self.rows)), self._heads[1].longest_stretch(style))
        left = EDGE + name + GAP
        bars = right - GAP - (amounts + GAP if amounts else 0.0) - left
        return _Places((EDGE, name), (left, bars), (left + bars + GAP, amounts), (right, share))

    @property
    def suits(self) -> bool:
        """Whether the bars have space, no name breaks a word, and none has more than two lines."""
        style, (name, bars, *_) = self.context.style, self._places
        names = list(map(self._name, self.rows))
        return bars[1] >= LEAST_BARS + self._widest(map(self._growth, self.rows)) and all(
            each.longest_stretch(style) <= name[1] + 1.0 and len(each.lines(name[1], style.typeface)) <= 2
            for each in names
        )

    @cached_property
    def _header(self) -> float:
        places = (self._places.name, self._places.amounts, self._places.share)
        wide = [(head, place[1]) for head, place in zip(self._heads, places, strict=True) if place[1]]
        return max(frame_height((head,), width, self.context.style) for head, width in wide) + 4.0

    @cached_property
    def _pitch(self) -> float:
        tallest = max(frame_height((self._name(row),), self._places.name[1], self.context.style) for row in self.rows)
        needed = max(tallest, BAR) + 2 * PAD
        spare = (self.most - self._header - 1.0) / len(self.rows)
        highest = HIGHEST_OF_FEW if len(self.rows) <= FEW else HIGHEST
        return max(min(needed, max(self.most - self._header - 1.0, 1.0)), min(spare, highest))

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._header + len(self.rows) * self._pitch + 1.0

    # -- drawing ---------------------------------------------------------------------------------------------------

    @cached_property
    def _zero(self) -> tuple[float, float]:
        """The x of the zero line, and the points for a growth of 1."""
        left, width = self._places.bars
        known = [row.growth for row in self.rows if row.growth is not None]
        most, least = max([0.0, *known]), min([0.0, *known])
        # The label of a bar is at its right, also that of a bar to the left, whose place is free.
        free = width - self._widest(map(self._growth, self.rows)) - 6.0
        unit = max(free, 1.0) / ((most - least) or 1.0)
        return left - least * unit, unit

    def items(self) -> list[Item]:
        """The heads of the columns, the rows with a line below each, and the zero line."""
        items: list[Item] = []
        for head, (x, width) in zip(
            self._heads, (self._places.name, self._places.amounts, self._places.share), strict=True
        ):
            if width:
                height = frame_height((head,), width, self.context.style)
                items.append(TextItem(x, self._header - 3.0 - height, width, height, (head,), "bottom"))
        items.append(Line(0, self._header, self.width, self._header, "grey1", 1.0))
        for number, row in enumerate(self.rows):
            top = self._header + number * self._pitch
            items += [moved(item, 0.0, top) for item in self._row(row)]
        x, bottom = self._zero[0], self.height - 1.0
        return [*items, Line(x, self._header + 2.0, x, bottom, "grey1", 0.75)]

    def _row(self, row: CategoryGrowthRow) -> Iterator[Item]:
        """The items of a row, with y = 0 at its top."""
        pitch, places = self._pitch, self._places
        if row.marked:
            yield Box(0, 0, self.width, pitch, "bad:10" if (row.growth or 0.0) < 0 else "contrast:10")
        yield Line(0, pitch, self.width, pitch, "grey3", 0.5)
        middle = pitch / 2
        yield self._text(self._name(row), *places.name, middle)
        zero, unit = self._zero
        growth = row.growth or 0.0
        if growth:
            fill = "bad" if growth < 0 else "contrast"
            yield Box(min(zero, zero + growth * unit), middle - BAR / 2, abs(growth) * unit, BAR, fill)
        written = self._growth(row)
        yield self._text(
            written, zero + max(growth, 0.0) * unit + 5.0, frame_width(written, self.context.style), middle
        )
        if places.amounts[1]:
            yield self._text(self._amounts(row), *places.amounts, middle)
        x, width = places.share
        if self.columns > 1 and row.share is not None:
            yield Box(x, middle - SHARE_BAR / 2, SHARE_WIDTH, SHARE_BAR, "ground" if row.marked else "grey4")
            if row.share:
                yield Box(x, middle - SHARE_BAR / 2, SHARE_WIDTH * min(row.share, 1.0), SHARE_BAR, "primary")
        own = frame_width(self._share(row), self.context.style)
        yield self._text(self._share(row), x + width - own, own, middle)

    def _text(self, paragraph: Paragraph, x: float, width: float, middle: float) -> TextItem:
        return centred_text((paragraph,), (x, width), (middle, self._pitch), self.context.style)

    def described(self) -> str:
        """The alternative text: each category with its growth and our share."""
        wording = self.context.wording
        return wording.listed(
            wording.labelled(wording.say(row.category), wording.joined((self._growth(row).text, self._share(row).text)))
            for row in self.rows
        )
