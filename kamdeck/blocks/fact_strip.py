"""The `fact_strip` block: short facts beside each other in one native table, or one below the other."""

from dataclasses import dataclass, replace

from kamdeck.blocks.facts import LabelledValue
from kamdeck.document import Block, Region, RenderContext
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
class FactStrip(Block):
    items: tuple[LabelledValue, ...]

    @property
    def _known(self) -> tuple[LabelledValue, ...]:
        return tuple(fact for fact in self.items if fact.value not in (None, "", ()))

    @property
    def names_itself(self) -> bool:
        """Whether the labels say what the block is about."""
        return True

    @property
    def row_count(self) -> int:
        """The number of facts that are known."""
        return len(self._known)

    def limited(self, count: int, *, forced: bool = False) -> Block:
        """The first facts that are known."""
        return replace(self, items=self._known[:count])

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """The labels of the facts."""
        return tuple(_label(fact, context) for fact in self._known)

    def is_empty(self) -> bool:
        """Whether no fact is known."""
        return not self._known

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table: a fact is a column, or a row in a narrow region."""
        if self.is_empty():
            return []
        alt = context.wording.listed(_label(fact, context) for fact in self._known)
        if region.width < NARROWEST * len(self._known):
            rows = [Row((Cell((_name(fact, context),)), Cell((_value(fact, context),)))) for fact in self._known]
            return [Table((Column(), Column(share=1.0)), rows[0], tuple(rows[1:]), alt, rules="rows")]
        row = Row(tuple(Cell((_name(fact, context), _value(fact, context))) for fact in self._known))
        spaced = [each for cell in row.cells for each in (cell, empty_cell(context))][:-1]
        columns = [each for _ in row.cells for each in (Column(share=1.0), Column(width=SPACE))][:-1]
        return [Table(tuple(columns), Row(tuple(spaced)), (), alt, rules="none")]


SPACE = 10.0
"""The space between two facts, in points."""


def empty_cell(context: RenderContext) -> Cell:
    """The cell of a column that is only space."""
    return Cell((Paragraph((Run(""),), context.style.theme.sizes.small, role="cell"),))


def _label(fact: LabelledValue, context: RenderContext) -> str:
    return context.wording.names(fact.label) if fact.label else ""


def _name(fact: LabelledValue, context: RenderContext) -> Paragraph:
    return Paragraph((Run(_label(fact, context)),), context.style.theme.sizes.small, role="cell", colour="muted")


def _value(fact: LabelledValue, context: RenderContext) -> Paragraph:
    text = fact.value if type(fact.value) is str else context.wording.say(fact.value)
    return Paragraph((Run(text, bold=True),), context.style.theme.sizes.body, role="cell")
