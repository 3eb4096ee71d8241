"""The `key_facts` block: a table of short facts, each behind its name, two or more beside each other."""

from dataclasses import dataclass

from kamdeck.blocks.cells import cell, words_cell
from kamdeck.blocks.facts import Fact
from kamdeck.blocks.headings import title
from kamdeck.document import Block, Heading, Room, Speech
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Row, Table

NARROWEST = 220.0
"""The least width of a fact with its name, in points."""


@documented(
    """Facts as a table; what has no value is left out.

    Example:
        key_facts: {items: [{label: field.industry, value: account.industry}, {label: field.tier, value: account.tier}]}
    """
)
@dataclass(frozen=True)
class KeyFacts(Block):
    items: tuple[Fact, ...]
    title: Heading = None

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One table without a head; the facts run down each pair of columns."""
        known = [fact for fact in self.items if fact.value not in (None, "", ())]
        if not known:
            return []
        pairs = max(1, min(len(known), int(room.width / NARROWEST)))
        height = -(-len(known) // pairs)
        rows = tuple(
            Row(tuple(each for start in range(pairs) for each in self._pair(known, start * height + at, speech)))
            for at in range(height)
        )
        columns = (Column(), Column(share=1.0)) * pairs
        header = Row(tuple(words_cell("", speech) for _ in columns))
        return [*title(self.title, speech), Table(columns, header, rows, alt=self._alt(known, speech))]

    def _pair(self, known: list[Fact], at: int, speech: Speech) -> tuple[Cell, Cell]:
        if at >= len(known):
            return words_cell("", speech), words_cell("", speech)
        fact = known[at]
        label = words_cell(_label(fact, speech), speech, colour="muted")
        return label, cell(fact.value, speech)

    def _alt(self, known: list[Fact], speech: Speech) -> str:
        return speech.wording.listed(_label(fact, speech) for fact in known)


def _label(fact: Fact, speech: Speech) -> str:
    return speech.wording.names(fact.label) if fact.label else ""
