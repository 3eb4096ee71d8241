"""The `funnel` block: the stages of the pipeline as centred bars, with the number and the amounts of their deals."""

from collections.abc import Iterable
from dataclasses import dataclass

from kamdeck.blocks.rows import field_of, number_of
from kamdeck.blocks.table import TableBlock, TableColumn
from kamdeck.components.titles import title
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, TextItem
from kamdeck.model.values import Stage
from kamdeck.subject_protocol import Scale
from kamdeck.wording import NOTHING

ROW = 36.0
"""The least height of a stage, in points."""
GAP_BETWEEN = 6.0
"""The distance between two stages, in points."""
NUMBERS = (66.0, 84.0, 84.0)
"""The widths, in points, of the columns for the count, the amount and the weighted amount."""
NAMES = 0.25
"""The greatest share of the width for the names of stages."""
LEAST_BAR = 60.0
"""The least width, in points, of the longest bar; in a narrower region a table is shown."""
THINNEST = 4.0
"""The width, in points, of a bar that would be too thin to be seen."""


@documented(
    """Stages in the order of the rows; each row has a stage, a count, an amount and a weighted amount.

    The stage "won" is in full colour; a stage without an amount has no bar. `stage`, `count`, `amount` and `weighted`
    are the names of the fields, where these have others. `unit` is a text shown after the title; without it, the unit
    of the amounts is shown there.

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
        """The scales of the two columns of amounts, with one unit."""
        amounts, weighted = ([_number(row, field) for row in self.rows] for field in (self.amount, self.weighted))
        scale = context.wording.scale
        return {self.amount: scale(amounts, weighted), self.weighted: scale(weighted, amounts)}

    def _drawing(self, region: Region, context: RenderContext) -> Drawing:
        names = self._names(context)
        names_width = min(max(n.natural_width(context.style) for n in names) * 1.03 + 10, region.width * NAMES)
        bar = region.width - names_width - sum(NUMBERS)
        greatest = max((_number(row, self.amount) or 0.0 for row in self.rows), default=0.0) or 1.0
        items: list[Item] = list(self._heads(names_width + bar, context))
        y = 20.0
        for row, name in zip(self.rows, names, strict=True):
            height = max(ROW, name.height(names_width - 8, context.style))
            items.append(TextItem(0, y, names_width - 8, height, (name,), anchor="middle"))
            if amount := _number(row, self.amount):
                # A very small amount is still drawn, or its stage would look empty.
                width = max(THINNEST, bar * amount / greatest)
                fill = "primary" if field_of(row, self.stage) == Stage.WON else "primary:40"
                items.append(Box(names_width + (bar - width) / 2, y, width, height, fill=fill, shape="rounded"))
            items.extend(self._numbers(row, names_width + bar, y, height, context))
            y += height + GAP_BETWEEN
        return Drawing(Frame(region.width, y, tuple(items)), self._alt(context))

    def _names(self, context: RenderContext) -> list[Paragraph]:
        size = context.style.theme.sizes.dense
        return [Paragraph((Run(context.wording.say(field_of(row, self.stage)), bold=True),), size) for row in self.rows]

    def _heads(self, x: float, context: RenderContext) -> list[TextItem]:
        size = context.style.theme.sizes.small
        heads = []
        for field, width in zip((self.count, self.amount, self.weighted), NUMBERS, strict=True):
            words = Run(context.wording.terms_of(f"field.{field}"), bold=True)
            heads.append(TextItem(x, 0, width, 14.0, (Paragraph((words,), size, colour="muted", align="right"),)))
            x += width
        return heads

    def _numbers(self, row: object, x: float, y: float, height: float, context: RenderContext) -> list[TextItem]:
        size, texts = context.style.theme.sizes.dense, []
        scales = self._scales(context)
        for field, width in zip((self.count, self.amount, self.weighted), NUMBERS, strict=True):
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
