"""The `deciders` block: who decides, with the stance, our owner and the contact of each person."""

from dataclasses import replace

from kamdeck.blocks.row_protocols import DeciderRow
from kamdeck.components.cells import cell
from kamdeck.components.kept_rows import limited_rows
from kamdeck.components.rest_width import with_rest
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.model.values import Contact
from kamdeck.people.org_card import short_name
from kamdeck.text.no_break import NO_BREAK

MET = {Contact.NONE: 0, Contact.BRIEF: 1, Contact.MULTIPLE: 2, Contact.IN_DEPTH: 3}
"""How many of three squares show how much we have met a person."""
GAP = 8.0
"""The distance of the texts in the columns, in points."""
OPEN_FILL = "bad:10"
WIDEST_BESIDE = 0.28
"""The greatest part of the width that the owner may have beside the name."""
SQUARES_EMS = 2.0
"""The width of the squares as a multiple of the text size; fonts that lack them get wide ones from another font."""
LETTER, LETTER_EMS = 22.0, 1.7
"""The least width of the letter of a stance, in points and as a multiple of the text size."""


@documented(
    """The people who decide, one a line: stance, name and position, our owner, and how much we have met.

    People whom nobody of ours covers are tinted; where a page has no space for all, they stay.

    Example:
        deciders: {rows: analysis.brief.deciders}
    """
)
@dataclass(frozen=True)
class Deciders(Block):
    rows: Rows[DeciderRow] = ()

    def limited(self, count: int, *, forced: bool = False) -> Block:
        """The block without its last people, except those whom nobody covers."""
        return replace(self, rows=limited_rows(self.rows, count, lambda row: row.open, forced=forced))

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """The names of the people."""
        return tuple(context.wording.inner.body(row.name) for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table with a row for each person."""
        if not self.rows:
            return []
        rows = [self._row(row, context) for row in self.rows]
        letter = max(LETTER, context.style.theme.sizes.body * LETTER_EMS)
        squares = SQUARES_EMS * context.style.theme.sizes.small
        columns = (Column("center", width=letter), Column(share=1.0), Column("right"), Column("right", width=squares))
        alt = context.wording.listed(self.row_names(context))
        table = Table(columns, rows[0], tuple(rows[1:]), alt, rules="rows", gap=GAP)
        return [with_rest(table, 1, region.width, context.style, WIDEST_BESIDE)]

    def _row(self, row: DeciderRow, context: RenderContext) -> Row:
        sizes, wording = context.style.theme.sizes, context.wording.inner
        stance = cell(row.support, context, sizes.small)
        named = [Run(wording.body(row.name), bold=True)]
        if row.title:
            named.append(Run(f"\u2002{wording.body(row.title)}"))
        if row.open:
            # Beside the owner, it would take width from the names of all rows.
            named += [Run(f"\u2002{MARKS['bad']}\u00a0", colour="bad"), Run(wording.term("word.open"), bold=True)]
        covered = Paragraph((_owner(row, context),), sizes.small, role="cell", align="right")
        # Squares of their own: beside Chinese letters, programs would set them as wide as those.
        # The space at the end keeps them off the edge of a tinted row.
        squares = Paragraph((Run(_squares(row, context) + NO_BREAK),), sizes.small, role="cell", align="right")
        cells = (stance, Cell((Paragraph(tuple(named), sizes.body, role="cell"),)), Cell((covered,)), Cell((squares,)))
        return Row(cells, fill=OPEN_FILL if row.open else "")


def _owner(row: DeciderRow, context: RenderContext) -> Run:
    """Our owner; a dash where there is none."""
    wording = context.wording
    name = short_name(wording.plan.name_of(row.owner), wording) if row.owner else wording.say(None)
    return Run(name, bold=bool(row.owner), colour="primary")


def _squares(row: DeciderRow, context: RenderContext) -> str:
    """Three squares that are filled by how much we have met the person; a dash where this is not known."""
    if row.contact is None:
        return context.wording.say(None)
    return "▪" * MET[row.contact] + "▫" * (3 - MET[row.contact])
