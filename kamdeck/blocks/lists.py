"""The `lists` block: lists side by side on panels of equal size."""

from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Cell, Column, Drawing, Flow, Frame, Item, Paragraph, Row, Run, Table, TextItem, height_of

PADDING, SCARCE_PADDING = 12.0, 6.0
"""The distance between a panel and its text, and that on a slide that does not hold everything, in points."""
GUTTER = 14.4
"""The distance between two panels, in points."""


@documented("One list: its `title`, its `rows`, a `sign` before the title, and a `colour` by its role.")
@dataclass(frozen=True)
class List:
    title: Heading
    rows: Rows[object] = ()
    sign: str = ""
    colour: str = "text"


@documented(
    """Lists side by side; an empty one is left out.

    Example:
        lists: {items: [{title: field.wants, rows: strategy.value.wants, sign: +, colour: contrast}]}
    """
)
@dataclass(frozen=True)
class Lists(Block):
    items: tuple[List, ...]
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing of panels, or a table where texts are too long for the region."""
        known = [each for each in self.items if each.rows]
        if not known:
            return []
        width = (region.width - GUTTER * (len(known) - 1)) / len(known)
        sizes = context.style.theme.sizes
        size, padding = (sizes.dense, SCARCE_PADDING) if region.scarce else (sizes.body, PADDING)
        columns = [self._paragraphs(each, size, context) for each in known]
        height = max(height_of(each, width - 2 * padding, context.style) for each in columns) + 2 * padding
        heads = title(self.title, context)
        if (
            # In narrower panels nearly every line would break.
            width < 110.0
            or height > region.height - sum(head.height(region.width, context.style) for head in heads) - 12
        ):
            return [*heads, self._table(known, columns, context)]
        items: list[Item] = []
        for number, paragraphs in enumerate(columns):
            x = number * (width + GUTTER)
            items.append(Box(x, 0, width, height, fill="grey4", shape="rounded"))
            items.append(TextItem(x + padding, padding, width - 2 * padding, height - 2 * padding, paragraphs))
        wording = context.wording
        alts = (wording.labelled(each[0].text, wording.joined(p.text for p in each[1:])) for each in columns)
        alt = wording.joined(alts, "semicolon")
        return [*heads, Drawing(Frame(region.width, height, tuple(items)), alt)]

    def _paragraphs(self, each: List, size: float, context: RenderContext) -> tuple[Paragraph, ...]:
        head = f"{each.sign}\u2002" if each.sign else ""
        name = context.wording.names(each.title) if each.title else ""
        first = Paragraph((Run(head + name, bold=True),), size, colour=each.colour)
        rest = (
            Paragraph(
                (Run(context.wording.inner.say(row)),),
                size,
                role="bullet",
                marker="–",
                marker_colour="muted",
                indent=size * 1.2,
                before=5.0,
            )
            for row in each.rows
        )
        return (first, *rest)

    def _table(self, known: list[List], columns: list[tuple[Paragraph, ...]], context: RenderContext) -> Table:
        longest = max(len(each) for each in columns)
        blank = Cell((Paragraph((Run(""),), context.style.theme.sizes.dense),))
        rows = tuple(
            Row(tuple(Cell((each[number],)) if number < len(each) else blank for each in columns))
            for number in range(1, longest)
        )
        header = Row(tuple(Cell((each[0],)) for each in columns))
        names = context.wording.listed(each[0].text for each in columns)
        return Table(tuple(Column(share=1.0) for _ in known), header, rows, alt=names)
