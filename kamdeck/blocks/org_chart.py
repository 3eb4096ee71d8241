"""The `org_chart` block: who reports to whom, with the role, stance, owner and contact of each person."""

from dataclasses import dataclass

from kamdeck.blocks.rows import PersonRow
from kamdeck.components.titles import title
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Drawing, Flow, Frame, Item
from kamdeck.people.org_card import OrgCards, is_open, short_name
from kamdeck.people.people_legend import Legend, LegendEntry, box_entry, contact_entries, letters_entry, stance_entries
from kamdeck.people.people_table import described, people_table
from kamdeck.people.placement import CardPlacement, FittedSheet

LETTERS = 4
"""Letters of an owner's name in the legend's sample."""


@documented(
    """People as a tree of cards by whom they report to, divided by branch where one drawing is too small.

    `legend` explains the signs; `owners` shows who of ours is responsible, `contacts` how well we know each person.

    Example:
        org_chart: {people: profile.people, legend: yes}
    """
)
@dataclass(frozen=True)
class OrgChart(Block):
    people: Rows[PersonRow] = ()
    title: Heading = None
    legend: bool = True
    owners: bool = True
    contacts: bool = True

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, or several by branch; a table where texts are too long for any card."""
        if not self.people:
            return []
        heading = title(self.title, context)
        cards = OrgCards(context, self.people, owners=self.owners, contacts=self.contacts)
        legend = Legend(tuple(self._entries(context)) if self.legend else (), context)
        height = sum(flow.height(region.width, context.style) + 5.0 for flow in heading)
        placing = CardPlacement(cards, region, legend, height)
        sheets = placing.sheets(self.people)
        if sheets is None:
            return [*heading, people_table(self.people, context)]
        flows = [flow for fitted in sheets for flow in (*placing.heading(fitted.sheet), self._drawing(fitted, cards))]
        return [*heading, *flows]

    def _drawing(self, fitted: FittedSheet, cards: OrgCards) -> Drawing:
        spacing = fitted.arrangement.spacing
        shown = [
            item
            for position in fitted.arrangement.positions
            for item in cards.items(position, spacing.width, spacing.height)
        ]
        items: list[Item] = [*fitted.lines(), *shown, *fitted.stubs(cards), *fitted.legend]
        return Drawing(
            Frame(fitted.width, fitted.height, tuple(items)), described(fitted, "topic.organization", cards.context)
        )

    def _entries(self, context: RenderContext) -> list[LegendEntry]:
        """The entries of the legend, for what occurs in the drawing only."""
        term = context.wording.term
        entries = stance_entries([person.support for person in self.people], context)
        if self.contacts:
            entries += contact_entries(context)
        owner = next((person.owner for person in self.people if person.owner), None)
        if self.owners and owner:
            letters = short_name(context.wording.plan.name_of(owner), context.wording)[:LETTERS]
            entries.append(letters_entry(letters, term("legend.owner"), "primary", context))
        if any(map(is_open, self.people)):
            entries.append(box_entry(term("legend.not_covered"), "bad:10", "bad"))
        return entries
