"""The `facts` block: short facts beside each other, a small label over each, thin rules between."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kamdeck.components.status_icons import link_of, signed, status_of
from kamdeck.components.titles import title
from kamdeck.document import Block, Heading, Region, RenderContext, Value
from kamdeck.documented import documented
from kamdeck.flow import Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem, height_of

GUTTER = 14.0
_Told = tuple[Paragraph, Paragraph]
"""A fact's label and its value."""


@documented("One fact: its `label` (a term's key or text) and its `value`, an expression.")
@dataclass(frozen=True)
class LabelledValue:
    label: Heading
    value: Value = None


@documented(
    """Facts in a strip; what has no value is left out, and what does not fit beside goes below.

    Example:
        facts: {items: [{label: field.industry, value: account.industry}, {label: field.region, value: account.region}]}
    """
)
@dataclass(frozen=True)
class Facts(Block):
    items: tuple[LabelledValue, ...]
    title: Heading = None
    rule: bool = False

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A drawing for each line of facts."""
        known = [fact for fact in self.items if fact.value not in (None, "", ())]
        if not known:
            return []
        fitting = max(1, int((region.width + GUTTER) / (MINIMUM + GUTTER)))
        columns = -(-len(known) // -(-len(known) // fitting))
        cells = [self._fact(fact, context) for fact in known]
        lines = [cells[start : start + columns] for start in range(0, len(cells), columns)]
        widths = _widths(lines, (region.width - GUTTER * (columns - 1)) / columns, context)
        return [
            *title(self.title, context),
            *(self._strip(*line, region, context) for line in zip(lines, widths, strict=True)),
        ]

    def _strip(self, cells: Sequence[_Told], widths: Sequence[float], region: Region, context: RenderContext) -> Flow:
        told = list(zip(cells, widths, strict=False))
        label_height = max(height_of(cell[:1], width, context.style) for cell, width in told)
        value_height = max(height_of(cell[1:], width, context.style) for cell, width in told)
        items: list[Item] = []
        x = 0.0
        for (label, value), width in told:
            if x:
                middle = x - GUTTER / 2
                items.append(Line(middle, 2.0, middle, label_height + value_height, colour="grey3"))
            items.append(TextItem(x, 0.0, width, label_height, (label,)))
            items.append(TextItem(x, label_height, width, value_height, (value,)))
            x += width + GUTTER
        alt = "; ".join(f"{label.text}: {value.text}" for label, value in cells)
        return Drawing(Frame(region.width, label_height + value_height + 4.0, tuple(items)), alt)

    def _fact(self, fact: LabelledValue, context: RenderContext) -> _Told:
        sizes = context.style.theme.sizes
        label = Paragraph((Run(context.wording.names(fact.label) if fact.label else ""),), sizes.small, colour="muted")
        said = (
            fact.value if isinstance(fact.value, str) and type(fact.value) is str else context.wording.say(fact.value)
        )
        runs = tuple(run._replace(link=link_of(fact.value)) for run in signed(said, status_of(fact.value), bold=True))
        return label, Paragraph(runs, sizes.body)


def _widths(lines: Sequence[Sequence[_Told]], equal: float, context: RenderContext) -> list[list[float]]:
    """The widths of each line's facts: in columns where these keep every fact on one line, else line by line."""
    wanted = [[max(part.natural_width(context.style) for part in cell) * 1.03 + 1.0 for cell in line] for line in lines]
    columns = [max(column) for column in zip_longest(*wanted, fillvalue=0.0)]
    if max(columns) <= equal or sum(columns) <= equal * len(columns):
        return [_spread(columns, equal)] * len(lines)
    return [_spread(line, equal) for line in wanted]


def _spread(wanted: Sequence[float], equal: float) -> list[float]:
    """Equal widths, or what keeps every fact on one line where they would not."""
    spare = equal * len(wanted) - sum(wanted)
    if max(wanted) <= equal or spare < 0:
        return [equal] * len(wanted)
    return [width + spare / len(wanted) for width in wanted]


MINIMUM = 90.0
"""The least width of a fact, in points."""
