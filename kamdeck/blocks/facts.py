"""The `facts` block: a strip of short facts with a small label above each and thin rules between them."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from kamdeck.analysis.figures import Figure
from kamdeck.components.status_icons import link_of, status_of, with_status_icon
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Value
from kamdeck.documented import documented
from kamdeck.flow import Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem, height_of

GUTTER = 14.0
"""The distance between two facts, in points; the rule is in its middle."""
PACKED, OTHER_FONT = 90.0, 1.2
"""The least width of a fact that stands close to others, in points, and how much wider than measured it may be.

The covers of brands with several masters have other fonts than the slides that texts are measured for.
"""
MINIMUM = 90.0
"""The least width of a fact, in points."""
_Fact = tuple[Paragraph, Paragraph]
"""The label of a fact and its value."""


@documented("One fact: its `label` (a term's key or text) and its `value`, an expression.")
@dataclass(frozen=True)
class LabelledValue:
    label: Heading
    value: Value = None


@documented(
    """Facts in a strip, several strips where they do not fit on one; a fact without a value is left out.

    They share the width, or stand close together where they are `packed`.

    Example:
        facts: {items: [{label: field.industry, value: account.industry}, {label: field.region, value: account.region}]}
    """
)
@dataclass(frozen=True)
class Facts(Block):
    items: tuple[LabelledValue, ...]
    title: Heading = None
    rule: bool = False
    packed: bool = False

    def amounts(self) -> Iterable[object]:
        """The values of the facts, which stand in the unit of the same amounts on the slides beside it."""
        return (fact.value.value if isinstance(fact.value, Figure) else fact.value for fact in self.items)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A drawing for each strip."""
        known = [fact for fact in self.items if fact.value not in (None, "", ())]
        if not known:
            return []
        cells = [self._fact(fact, context) for fact in known]
        lines, widths = _in_strips(cells, region.width, context)
        if self.packed:
            widths = _packed(lines, widths, context)
        return [
            *title(self.title, context),
            *(self._strip(*line, region, context) for line in zip(lines, widths, strict=True)),
        ]

    def _strip(self, cells: Sequence[_Fact], widths: Sequence[float], region: Region, context: RenderContext) -> Flow:
        # The last strip may have fewer facts than there are columns.
        columns = list(zip(cells, widths, strict=False))
        label_height = max(height_of(cell[:1], width, context.style) for cell, width in columns)
        value_height = max(height_of(cell[1:], width, context.style) for cell, width in columns)
        items: list[Item] = []
        x = 0.0
        for (label, value), width in columns:
            if x:
                middle = x - GUTTER / 2
                items.append(Line(middle, 2.0, middle, label_height + value_height, colour="grey3"))
            items.append(TextItem(x, 0.0, width, label_height, (label,)))
            items.append(TextItem(x, label_height, width, value_height, (value,)))
            x += width + GUTTER
        wording = context.wording
        alt = wording.joined((wording.labelled(label.text, value.text) for label, value in cells), "semicolon")
        return Drawing(Frame(region.width, label_height + value_height + 4.0, tuple(items)), alt)

    def _fact(self, fact: LabelledValue, context: RenderContext) -> _Fact:
        sizes = context.style.theme.sizes
        label = Paragraph((Run(context.wording.names(fact.label) if fact.label else ""),), sizes.small, colour="muted")
        value: object = fact.value
        text = value if type(value) is str else context.wording.say(value)
        runs = with_status_icon(text, status_of(value), bold=True)
        return label, Paragraph(tuple(run._replace(link=link_of(value)) for run in runs), sizes.body)


def _in_strips(
    cells: Sequence[_Fact], width: float, context: RenderContext
) -> tuple[list[Sequence[_Fact]], list[list[float]]]:
    """The facts of each strip, and their widths: as few strips as hold every word, in a width in points."""
    fitting = max(1, int((width + GUTTER) / (MINIMUM + GUTTER)))
    lines: list[Sequence[_Fact]] = []
    widths: list[list[float]] = []
    for strips in range(-(-len(cells) // fitting), len(cells) + 1):
        # Strips of equal length look better than a full one and a remainder.
        columns = -(-len(cells) // strips)
        lines = [cells[start : start + columns] for start in range(0, len(cells), columns)]
        widths = _widths(lines, (width - GUTTER * (columns - 1)) / columns, context)
        pairs = (pair for line, wide in zip(lines, widths, strict=True) for pair in zip(line, wide, strict=False))
        if all(_longest_word(cell, context) <= wide for cell, wide in pairs):
            break
    return lines, widths


def _longest_word(cell: _Fact, context: RenderContext) -> float:
    """The width of the longest word in a fact; programs break addresses in different places, so these are words."""
    style = context.style
    return (
        max(part.natural_width(style) * 1.03 if part.has_links else part.longest_stretch(style) for part in cell) + 1.0
    )


def _widths(lines: Sequence[Sequence[_Fact]], equal: float, context: RenderContext) -> list[list[float]]:
    """The widths of the facts of each strip: in columns where no text breaks in them, else strip by strip."""
    # Office measures a little wider than the font's metrics.
    wanted = [[max(part.natural_width(context.style) for part in cell) * 1.03 + 1.0 for cell in line] for line in lines]
    least = [[_longest_word(cell, context) for cell in line] for line in lines]
    columns = [max(column) for column in zip_longest(*wanted, fillvalue=0.0)]
    if max(columns) <= equal or sum(columns) <= equal * len(columns):
        return [_spread(columns, columns, equal)] * len(lines)
    return [_spread(*pair, equal) for pair in zip(wanted, least, strict=True)]


def _packed(
    lines: Sequence[Sequence[_Fact]], widths: Sequence[Sequence[float]], context: RenderContext
) -> list[list[float]]:
    """The widths of facts without what they do not need but a margin; the same in all strips."""
    columns = [
        max(
            PACKED,
            *(max(part.natural_width(context.style) for part in cell) * OTHER_FONT + GUTTER for cell in column if cell),
        )
        for column in zip_longest(*lines, fillvalue=())
    ]
    return [[min(pair) for pair in zip(line, columns, strict=False)] for line in widths]


def _spread(wanted: Sequence[float], least: Sequence[float], equal: float) -> list[float]:
    """Equal widths, or unequal ones where only these keep every text on one line, or every word whole."""
    # What is left over is shared, so that the strip is as wide as the region.
    if max(wanted) > equal:
        for needed in (wanted, least):
            spare = equal * len(needed) - sum(needed)
            if spare >= 0:
                return [width + spare / len(needed) for width in needed]
    return [equal] * len(wanted)
