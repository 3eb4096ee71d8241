"""The `funnel` block: the stages of the pipeline as bars from one line, with the numbers and amounts of deals."""

from collections.abc import Iterable, Iterator

from kamdeck.blocks.rows import field_of, number_of
from kamdeck.blocks.table import TableBlock, TableColumn
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

ROW, COMPACT_ROW, SCARCE_ROW = 36.0, 22.0, 17.0
"""The least height of a stage, in a compact funnel, and on a slide that does not hold everything, in points."""
NUMBERS = (68.0, 84.0, 84.0)
"""The widths, in points, of the columns for the count, the amount and the weighted amount."""
NAMES, LONG_NAMES = 0.25, 0.36
"""The greatest share of the width for the names of stages, and for a word of them that would break otherwise."""
LEAST_BAR = 60.0
"""The least width, in points, of the longest bar; in a narrower region a table is shown."""
THICKEST = 24.0
"""The greatest height of a bar, in points."""
SWATCH = 7.0
"""The size of the squares that explain the colours of bars, in points."""
THINNEST = 4.0
"""The width, in points, of a bar that would be too thin to be seen."""


@documented(
    """Stages in the order of the rows; each row has a stage, a count, an amount and a weighted amount.

    All bars begin at one line on the left; the dark part of a bar is its weighted amount. The stage "won" is in full
    colour; a stage without an amount has no bar. `stage`, `count`, `amount` and `weighted` are the names of the fields,
    where these have others. `unit` is a text shown after the title; without it, the unit of the amounts is shown there.
    A `compact` funnel has lower rows, for a slide with other blocks. `ids`, an expression over `row`, is a list of
    texts at the end of the bar, such as the ids of its deals; those that have no space there are left out. `sum`, a
    test over `row`, says which stages are added up in a last row, whose name is `sum_title`.

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
        if region.width * (1 - NAMES) - sum(NUMBERS) < LEAST_BAR:
            fields = (self.count, self.amount, self.weighted)
            columns = (TableColumn(self.stage, strong=True), *(TableColumn(field) for field in fields))
            return TableBlock(columns, self.rows, self.title, self.unit).lower(region, context)
        heads = title(self.title, context, self.unit or self._scales(context)[self.amount].unit)
        return [*heads, self._drawing(region, context)]

    def _scales(self, context: RenderContext) -> dict[str, Scale]:
        """The scale of the two columns of amounts, which stand beside each other."""
        numbers = [_number(row, field) for row in self.rows for field in (self.amount, self.weighted)]
        return dict.fromkeys((self.amount, self.weighted), context.wording.scale(numbers))

    @property
    def _columns(self) -> list[tuple[str, float]]:
        """The fields of the columns of numbers with their widths; of weighted amounts only if any is known."""
        fields = zip((self.count, self.amount, self.weighted), NUMBERS, strict=True)
        known = any(_number(row, self.weighted) is not None for row in self.rows if _number(row, self.amount))
        return [(field, width) for field, width in fields if known or field != self.weighted]

    def _drawing(self, region: Region, context: RenderContext) -> Drawing:
        names, columns = self._names(context), self._columns
        longest = min(max(n.longest_stretch(context.style) for n in names) * 1.03 + 10, region.width * LONG_NAMES)
        natural = max(n.natural_width(context.style) for n in names) * 1.03 + 10
        names_width = max(min(natural, region.width * NAMES), longest)
        bar = region.width - names_width - sum(width for _, width in columns)
        greatest = max((_number(row, self.amount) or 0.0 for row in self.rows), default=0.0) or 1.0
        items: list[Item] = list(self._heads(names_width + bar, context))
        y, row_height = 20.0, SCARCE_ROW if region.scarce else COMPACT_ROW if self.compact else ROW
        for row, name in zip(self.rows, names, strict=True):
            height = max(row_height, name.height(names_width - 8, context.style))
            items.append(TextItem(0, y, names_width - 8, height, (name,), anchor="middle"))
            bars = list(self._bars(row, Box(names_width, y, bar, height), greatest))
            items.extend(bars)
            items.extend(self._ids(row, bars, names_width + bar, context))
            items.extend(self._numbers(row, names_width + bar, y, height, context))
            y += height
            items.append(Line(0, y, region.width, y, colour="grey3", thickness=0.5))
        items.append(Line(names_width, 18.0, names_width, y, colour="grey2", thickness=1.0))
        if summed := [row for row in self.rows if self.sum is not None and self.sum(row)]:
            items[-2] = Line(0, y, region.width, y, colour="text", thickness=1.0)
            sum_height = min(row_height, COMPACT_ROW)
            items.extend(self._sums(summed, Box(names_width + bar, y, region.width, sum_height), context))
            y += sum_height
        return Drawing(Frame(region.width, y + 1.0, tuple(items)), self._alt(context))

    def _bars(self, row: object, place: Box, greatest: float) -> Iterator[Box]:
        """The bar of a stage from the left of its place, and the part of it that is its weighted amount."""
        amount, weighted = _number(row, self.amount), _number(row, self.weighted)
        if not amount:
            return
        height = min(THICKEST, place.height * 0.65)
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

    def _sums(self, rows: list[object], place: Box, context: RenderContext) -> Iterator[TextItem]:
        """The name of the last row, and the sums of the columns of numbers."""
        size, x = context.style.theme.sizes.dense, place.x
        name = Paragraph((Run(context.wording.names(self.sum_title) if self.sum_title else "", bold=True),), size)
        yield TextItem(0, place.y, x, place.height, (name,), anchor="middle")
        scales = self._scales(context)
        for field, width in self._columns:
            value = sum(_number(row, field) or 0.0 for row in rows)
            words = context.wording.number(value)
            if field != self.count:
                words = context.wording.scaled(value, scales[field]) if value else NOTHING
            text = Paragraph((Run(words, bold=True),), size, align="right")
            yield TextItem(x, place.y, width, place.height, (text,), anchor="middle")
            x += width

    def _names(self, context: RenderContext) -> list[Paragraph]:
        size = context.style.theme.sizes.dense
        return [Paragraph((Run(context.wording.say(field_of(row, self.stage)), bold=True),), size) for row in self.rows]

    def _heads(self, x: float, context: RenderContext) -> Iterator[Item]:
        """The headings of the columns of numbers; those of amounts have the colour of their bars beside them."""
        size, colours = context.style.theme.sizes.small, {self.amount: "primary:40", self.weighted: "primary"}
        for field, width in self._columns:
            words = self._head(field, width, size, context)
            yield TextItem(x, 0, width, 14.0, (words,))
            left = x + width - words.natural_width(context.style) - SWATCH - 6.0
            if field in colours and left >= x:
                yield Box(left, (14.0 - SWATCH) / 2, SWATCH, SWATCH, fill=colours[field])
            x += width

    def _head(self, field: str, width: float, size: float, context: RenderContext) -> Paragraph:
        """The heading of a column: in both languages if they fit its line, else in the first one."""
        names = context.wording.terms_of(f"field.{field}"), context.wording.term(f"field.{field}")
        both, first = (Paragraph((Run(name, bold=True),), size, colour="muted", align="right") for name in names)
        return both if frame_width(both, context.style) <= width else first

    def _numbers(self, row: object, x: float, y: float, height: float, context: RenderContext) -> list[TextItem]:
        size, texts = context.style.theme.sizes.dense, []
        scales = self._scales(context)
        for field, width in self._columns:
            value = field_of(row, field) if field == self.count else _number(row, field)
            # Without an amount, a weighted amount of 0 would look like a forecast; a dash is shown.
            if field == self.count or value is None:
                text = context.wording.say(value)
            else:
                text = context.wording.scaled(value, scales[field]) if field_of(row, self.amount) else NOTHING
            words = Run(text, bold=field == self.amount)
            texts.append(TextItem(x, y, width, height, (Paragraph((words,), size, align="right"),), anchor="middle"))
            x += width
        return texts

    def _alt(self, context: RenderContext) -> str:
        wording = context.wording
        name = wording.body(self.title) if self.title else wording.term("word.funnel")
        stages = (
            wording.beside(wording.say(field_of(row, self.stage)), wording.say(field_of(row, self.amount)))
            for row in self.rows
        )
        return wording.labelled(name, wording.listed(stages))


def _number(row: object, field: str) -> float | None:
    return number_of(field_of(row, field), f"'{field}'")
