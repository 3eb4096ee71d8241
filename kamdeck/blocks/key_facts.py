"""The `key_facts` block: a table of short facts with their names, in one or more pairs of columns."""

from kamdeck.blocks.facts import LabelledValue
from kamdeck.components.cells import cell, words_cell
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Row, Table

NARROWEST = 220.0
"""The least width of a fact with its name, in points."""


@documented(
    """Facts as a table; a fact without a value is left out.

    `pairs` is the number of pairs of columns, each of a name and its value; 0 means as many as the width allows. Long
    texts read best in one.

    Example:
        key_facts: {items: [{label: field.industry, value: account.industry}, {label: field.tier, value: account.tier}]}
    """
)
@dataclass(frozen=True)
class KeyFacts(Block):
    items: tuple[LabelledValue, ...]
    title: Heading = None
    pairs: int = 0

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a table without a header; facts are in order down each pair of columns."""
        known = [fact for fact in self.items if fact.value not in (None, "", ())]
        if not known:
            return []
        pairs = self.pairs or max(1, min(len(known), int(region.width / NARROWEST)))
        height = -(-len(known) // pairs)
        rows = tuple(
            Row(tuple(each for start in range(pairs) for each in self._pair(known, start * height + at, context)))
            for at in range(height)
        )
        columns = (Column(), Column(share=1.0)) * pairs
        # A header without text is not shown, and tells typesetting to keep the table whole.
        header = Row(tuple(words_cell("", context) for _ in columns))
        return [*title(self.title, context), Table(columns, header, rows, alt=self._alt(known, context))]

    def _pair(self, known: list[LabelledValue], at: int, context: RenderContext) -> tuple[Cell, Cell]:
        if at >= len(known):
            return words_cell("", context), words_cell("", context)
        fact = known[at]
        label = words_cell(_label(fact, context), context, colour="muted")
        return label, cell(fact.value, context)

    def _alt(self, known: list[LabelledValue], context: RenderContext) -> str:
        return context.wording.listed(_label(fact, context) for fact in known)


def _label(fact: LabelledValue, context: RenderContext) -> str:
    return context.wording.names(fact.label) if fact.label else ""
