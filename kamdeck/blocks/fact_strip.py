"""The `fact_strip` block: short facts beside each other in one native table, or one below the other."""

from kamdeck.blocks.facts import LabelledValue
from kamdeck.blocks.strip import SPACE, Strip, spaced
from kamdeck.components.rest_width import divided
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_width
from kamdeck.document import Region, RenderContext
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

NARROWEST = 60.0
"""The least width of a fact beside others, in points; in a narrower region the facts stand one below the other."""


@documented(
    """Facts in one row of a table, each with its label above it; a fact without a value is left out.

    Example:
        fact_strip: {items: [{label: field.tier, value: account.tier}, {label: field.region, value: account.region}]}
    """
)
@dataclass(frozen=True)
class FactStrip(Strip):
    items: tuple[LabelledValue, ...]

    @property
    def _known(self) -> tuple[LabelledValue, ...]:
        return tuple(fact for fact in self.items if fact.value not in (None, "", ()))

    def _label(self, item: LabelledValue, context: RenderContext) -> str:
        return context.wording.names(item.label) if item.label else ""

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table: a fact is a column, or a row in a narrow region."""
        if self.is_empty():
            return []
        names = self.row_names(context)
        alt = context.wording.listed(names)
        texts = [(_name(name, context), _value(fact, context)) for name, fact in zip(names, self._known, strict=True)]
        if region.width < NARROWEST * len(self._known):
            rows = [Row((Cell((name,)), Cell((value,)))) for name, value in texts]
            return [Table((Column(), Column(share=1.0)), rows[0], tuple(rows[1:]), alt, rules="rows")]
        columns, cells = spaced([Cell(each) for each in texts], context)
        wanted = [max(frame_width(line, context.style) for line in each) for each in texts]
        widths = divided(wanted, region.width - SPACE * (len(texts) - 1))
        shares = [each / region.width for width in widths for each in (width, SPACE)][:-1]
        return [Table(columns, Row(cells), (), alt, rules="none", shares=tuple(shares))]


def _name(name: str, context: RenderContext) -> Paragraph:
    return Paragraph((Run(name),), context.style.theme.sizes.small, role="cell", colour="muted")


def _value(fact: LabelledValue, context: RenderContext) -> Paragraph:
    text = fact.value if type(fact.value) is str else context.wording.say(fact.value)
    return Paragraph((Run(text, bold=True),), context.style.theme.sizes.body, role="cell")
