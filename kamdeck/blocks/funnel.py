"""The `funnel` block: the stages of the pipeline as bars from one line, with the numbers and amounts of deals."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.rows import field_of, number_of
from kamdeck.blocks.table import TableBlock, TableColumn
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.short_numbers import column_number, column_scale
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_width
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem
from kamdeck.model.stages import DealStage
from kamdeck.model.values import Stage
from kamdeck.subject_protocol import Scale
from kamdeck.wording import NOTHING

ROW, COMPACT_ROW, SCARCE_ROW = 36.0, 22.0, 15.0
"""The least height of a stage, in a compact funnel, and on a slide that does not hold everything, in points."""
NUMBERS = (88.0, 106.0, 106.0)
"""The greatest widths, in points, of the columns for the count, the amount and the weighted amount."""
HEAD = 20.0
"""The height of the headings of columns, in points."""
BESIDE_NUMBER = 14.0
"""The space between two columns of numbers, in points."""
NAMES, LONG_NAMES = 0.25, 0.36
"""The greatest share of the width for the names of stages, and for a word of them that would break otherwise."""
LEAST_BAR = 60.0
"""The least width, in points, of the longest bar; in a narrower region a table is shown."""
THICKEST = 24.0
"""The greatest height of a bar, in points."""
PART_OF_ROW, AROUND_BAR, AROUND_IDS = 0.65, 3.0, 1.52
"""The part of a row that its bar takes; the least space that it leaves, in points; and the height of a bar that holds
ids as a multiple of their size."""
SWATCH = 7.0
"""The size of the squares that explain the colours of bars, in points."""
MARKS = (0.0, SWATCH + 6.0, SWATCH + 6.0)
"""The widths of what stands before the headings of the columns of numbers, in points."""
THINNEST = 4.0
"""The width, in points, of a bar that would be too thin to be seen."""


@documented(
    """Stages in the order of the rows; each row has a stage, a count, an amount and a weighted amount.

    All bars begin at one line on the left; the dark part of a bar is its weighted amount. The stage "won" is in full
    colour; a stage without an amount has no bar. `stage`, `count`, `amount` and `weighted` are the names of the
    fields, where these have others. `unit` is a text shown after the title; without it, the unit of the amounts is
    shown there. A `compact` funnel has lower rows where the height is needed, for a slide with other blocks. `ids`,
    an expression over `row`, is a list of texts at the end of the bar, such as the ids of its deals; those that have
    no space there are left out. `sum`, a test over `row`, says which stages are added up in a row below them, whose
    name is `sum_title`; the other stages stand below this row.

    Example:
        funnel: {rows: figures.stages, title: topic.funnel}
    """
)
@dataclass(frozen=True)
class Funnel(Block):
    rows: Rows[object]
    title: Heading = None
    unit: Words = ""
    stage: str = "stage"
    count: str = "count"
    amount: str = "amount"
    weighted: str = "weighted"
    compact: bool = False
    ids: Test | None = None
    sum: Test | None = None
    sum_title: Heading = None

    def amounts(self) -> Iterable[object]:
        """The amounts and the weighted amounts."""
        return (_number(row, field) for row in self.rows for field in (self.amount, self.weighted))

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, or a table where bars would be too short."""
        if not self.rows:
            return []
        columns = self._columns(region, context)
        if columns.bar < LEAST_BAR:
            fields = (self.count, self.amount, self.weighted)
            shown = (TableColumn(self.stage, strong=True), *(TableColumn(field) for field in fields))
            return TableBlock(shown, self.rows, self.title, self.unit).lower(region, context)
        heads = title(self.title, context, self.unit or self._scale(context).unit)
        return [*heads, self._drawing(columns, self._row_height(heads, region, context), region, context)]

    def _row_height(self, heads: Sequence[Flow], region: Region, context: RenderContext) -> float:
        """The least height of a stage; in a compact funnel on a slide, all stages share the height that is left."""
        if not region.paged or not (self.compact or region.scarce):
            return COMPACT_ROW if self.compact else ROW
        taken = height_taken(heads, region, context)
        left = region.height - taken - HEAD - (COMPACT_ROW if self._summed else 0.0) - 1.0
        least, most = (SCARCE_ROW, COMPACT_ROW) if region.scarce else (COMPACT_ROW, ROW)
        return max(least, min(left / len(self.rows), most))

    def _scale(self, context: RenderContext) -> Scale:
        """The scale of the two columns of amounts, which stand beside each other."""
        numbers = [_number(row, field) for row in self.rows for field in (self.amount, self.weighted)]
        return context.wording.scale(numbers)

    def _columns(self, region: Region, context: RenderContext) -> "_Columns":
        """The widths of the columns: names and numbers take what their texts need, the bars get the rest."""
        style, names = context.style, self._names(context)
        longest = min(max(n.longest_stretch(style) for n in names) * 1.03 + 10, region.width * LONG_NAMES)
        natural = max(n.natural_width(style) for n in names) * 1.03 + 10
        names_width = max(min(natural, region.width * NAMES), longest)
        texts = [self._row_texts(row, context) for row in self.rows] + [self._sum_texts(context)]
        # A funnel without weighted amounts has no column for them.
        heads = (frame_width(head, style) + mark for head, mark in zip(self._head_texts(context), MARKS, strict=False))
        numbers = [
            min(most, BESIDE_NUMBER + max(head, *(frame_width(text, style) for text in column)))
            for most, head, column in zip(NUMBERS, heads, zip(*texts, strict=True), strict=False)
        ]
        return _Columns(names_width, region.width - names_width - sum(numbers), tuple(numbers))

    def _drawing(self, columns: "_Columns", row_height: float, region: Region, context: RenderContext) -> Drawing:
        names, names_width, bar = self._names(context), columns.names, columns.bar
        greatest = max((_number(row, self.amount) or 0.0 for row in self.rows), default=0.0) or 1.0
        items: list[Item] = list(self._heads(columns, context))
        y, start = HEAD, 18.0  # the line on the left starts between the headings and the first stage
        for row, name in zip(self._ordered, names, strict=True):
            height = max(row_height, name.height(names_width - 8, context.style))
            items.append(TextItem(0, y, names_width - 8, height, (name,), anchor="middle"))
            bars = list(self._bars(row, Box(names_width, y, bar, height), greatest, context))
            items.extend(bars)
            items.extend(self._ids(row, bars, names_width + bar, context))
            items.extend(columns.beside(self._row_texts(row, context), y, height))
            y += height
            items.append(Line(0, y, region.width, y, colour="grey3", thickness=0.5))
            if self._summed and row is self._summed[-1]:
                items[-1] = Line(0, y, region.width, y, colour="text", thickness=1.0)
                items.append(Line(names_width, start, names_width, y, colour="grey2", thickness=1.0))
                sum_height = min(row_height, COMPACT_ROW)
                items.extend(self._sums(columns, y, sum_height, context))
                start = y = y + sum_height
                items.append(Line(0, y, region.width, y, colour="grey3", thickness=0.5))
        if y > start:
            items.append(Line(names_width, start, names_width, y, colour="grey2", thickness=1.0))
        return Drawing(Frame(region.width, y + 1.0, tuple(items)), self._alt(context))

    def _bars(self, row: object, place: Box, greatest: float, context: RenderContext) -> Iterator[Box]:
        """The bar of a stage from the left of its place, and the part of it that is its weighted amount."""
        amount, weighted = _number(row, self.amount), _number(row, self.weighted)
        if not amount:
            return
        text = context.style.theme.sizes.small * AROUND_IDS if self.ids else 0.0
        height = min(THICKEST, max(place.height * PART_OF_ROW, min(text, place.height - AROUND_BAR)))
        y = place.y + (place.height - height) / 2
        # A very small amount is still drawn, or its stage would look empty.
        width = max(THINNEST, place.width * amount / greatest)
        stage = field_of(row, self.stage)
        won = (stage.meaning if isinstance(stage, DealStage) else stage) == Stage.WON
        yield Box(place.x, y, width, height, fill="primary" if won else "primary:40")
        if weighted and not won:
            yield Box(
                place.x, y, max(THINNEST / 2, min(width, place.width * weighted / greatest)), height, fill="primary"
            )

    def _ids(self, row: object, bars: list[Box], right: float, context: RenderContext) -> Iterator[Item]:
        """The ids after the end of the bar, or at the end of its light part where there is no space after it."""
        ids = list(self.ids(row) or ()) if self.ids and bars else []
        for count in range(len(ids), 0, -1):
            words = Paragraph((Run("\u2002".join(ids[:count]), bold=True),), context.style.theme.sizes.small)
            width = frame_width(words, context.style)
            end, start = bars[0].x + bars[0].width, bars[-1].x + (bars[-1].width if len(bars) > 1 else 0.0)
            after = end + 5.0 + width <= right - 4.0
            if not after and (len(bars) == 1 or end - 5.0 - width < start + 2.0):
                continue
            left = end + 5.0 if after else end - 5.0 - width
            yield TextItem(left, bars[0].y, width, bars[0].height, (words,), anchor="middle")
            return

    @cached_property
    def _summed(self) -> list[object]:
        """The rows that the row of sums adds up."""
        return [row for row in self.rows if self.sum is not None and self.sum(row)]

    @cached_property
    def _ordered(self) -> list[object]:
        """The rows that the row of sums adds up, and then the others, which stand below it."""
        others = (row for row in self.rows if not any(row is each for each in self._summed))
        return [*self._summed, *others]

    def _sums(self, columns: "_Columns", y: float, height: float, context: RenderContext) -> Iterator[TextItem]:
        """The name of the row of sums, and the sums of the columns of numbers."""
        name = context.wording.names(self.sum_title) if self.sum_title else ""
        words = Paragraph((Run(name, bold=True),), context.style.theme.sizes.dense)
        yield TextItem(0, y, columns.left, height, (words,), anchor="middle")
        yield from columns.beside(self._sum_texts(context), y, height)

    def _sum_texts(self, context: RenderContext) -> tuple[Paragraph, ...]:
        size, wording = context.style.theme.sizes.dense, context.wording

        def text(field: str) -> str:
            value = self._sum(field)
            if field == self.count:
                return wording.number(value)
            return column_number(value, self._column_scale(field, context), wording) if value else NOTHING

        return tuple(Paragraph((Run(text(field), bold=True),), size, align="right") for field in self._fields)

    def _sum(self, field: str) -> float:
        return sum(_number(row, field) or 0.0 for row in self._summed)

    def _column_scale(self, field: str, context: RenderContext) -> Scale:
        """The common scale of the amounts, with the decimals of the column of a field."""
        numbers = [_number(row, field) or 0.0 for row in self.rows if _number(row, self.amount)]
        return column_scale([*numbers, self._sum(field)], self._scale(context))

    @cached_property
    def _fields(self) -> tuple[str, ...]:
        """The fields of the columns of numbers; that of weighted amounts only if any is known."""
        known = any(_number(row, self.weighted) is not None for row in self.rows if _number(row, self.amount))
        return (self.count, self.amount, self.weighted) if known else (self.count, self.amount)

    def _names(self, context: RenderContext) -> list[Paragraph]:
        size = context.style.theme.sizes.dense
        return [Paragraph((Run(context.wording.say(field_of(row, self.stage))),), size) for row in self._ordered]

    def _heads(self, columns: "_Columns", context: RenderContext) -> Iterator[Item]:
        """The headings of the columns of numbers; those of amounts have the colour of their bars beside them."""
        colours, x = (None, "primary:40", "primary"), columns.left
        for colour, words, width in zip(colours, self._head_texts(context), columns.numbers, strict=False):
            yield TextItem(x, 0, width, 14.0, (words,))
            left = x + width - words.natural_width(context.style) - SWATCH - 6.0
            if colour and left >= x:
                yield Box(left, (14.0 - SWATCH) / 2, SWATCH, SWATCH, fill=colour)
            x += width

    def _head_texts(self, context: RenderContext) -> list[Paragraph]:
        """The headings of the columns: in both languages if they fit the greatest width, else in the first one."""
        size, found = context.style.theme.sizes.small, []
        for field, most, mark in zip(self._fields, NUMBERS, MARKS, strict=False):
            names = context.wording.terms_of(f"field.{field}"), context.wording.term(f"field.{field}")
            both, first = (Paragraph((Run(name, bold=True),), size, colour="muted", align="right") for name in names)
            room = most - BESIDE_NUMBER - mark
            found.append(both if frame_width(both, context.style) <= room else first)
        return found

    def _row_texts(self, row: object, context: RenderContext) -> tuple[Paragraph, ...]:
        """The numbers of a stage."""
        size = context.style.theme.sizes.dense

        def text(field: str) -> str:
            value = field_of(row, field) if field == self.count else _number(row, field)
            # Without an amount, a weighted amount of 0 would look like a forecast; a dash is shown.
            if field == self.count or value is None:
                return context.wording.say(value)
            scale = self._column_scale(field, context)
            return column_number(value, scale, context.wording) if field_of(row, self.amount) else NOTHING

        # What counts towards the target stands out: the weighted amounts, in the colour of their bars.
        last = self._fields[-1]
        colours = {self.weighted: "primary"}
        return tuple(
            Paragraph((Run(text(field), bold=field == last),), size, align="right", colour=colours.get(field, "text"))
            for field in self._fields
        )

    def _alt(self, context: RenderContext) -> str:
        wording = context.wording
        name = wording.body(self.title) if self.title else wording.term("word.funnel")
        stages = (
            wording.beside(wording.say(field_of(row, self.stage)), wording.say(field_of(row, self.amount)))
            for row in self.rows
        )
        return wording.labelled(name, wording.listed(stages))


class _Columns(NamedTuple):
    """The widths of the names, of the longest bar, and of the columns of numbers, in points."""

    names: float
    bar: float
    numbers: tuple[float, ...]

    @property
    def left(self) -> float:
        """The left edge of the numbers."""
        return self.names + self.bar

    def beside(self, texts: Iterable[Paragraph], y: float, height: float) -> Iterator[TextItem]:
        """The numbers of a row, aligned at the right."""
        x = self.left
        for text, width in zip(texts, self.numbers, strict=True):
            yield TextItem(x, y, width, height, (text,), anchor="middle")
            x += width


def _number(row: object, field: str) -> float | None:
    return number_of(field_of(row, field), f"'{field}'")
