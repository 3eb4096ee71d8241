"""The `org_chart` block: who reports to whom, with everybody's role, stance, owner and contact."""

from dataclasses import dataclass

from kamdeck.blocks.chart_card import ChartCards, initials, is_open
from kamdeck.blocks.headings import title
from kamdeck.blocks.people_in_words import described, people_table
from kamdeck.blocks.people_legend import Entry, Legend, box_entry, contact_entries, letters_entry, stance_entries
from kamdeck.blocks.placement import Fitted, Placing
from kamdeck.document import Block, Heading, Room, Rows, Speech
from kamdeck.documented import documented
from kamdeck.flow import Drawing, Flow, Frame, Item

LETTERS = 4
"""How many letters of a name the legend shows as a sample."""


@documented(
    """People as a tree of cards by whom they report to; too many for one drawing, they are divided by branch.

    `legend` explains the signs; `owners` shows who of ours is responsible, `contacts` how much we meet each person.

    Example:
        org_chart: {people: profile.people, legend: yes}
    """
)
@dataclass(frozen=True)
class OrgChart(Block):
    people: Rows = ()
    title: Heading = None
    legend: bool = True
    owners: bool = True
    contacts: bool = True

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One drawing, or an overview and one drawing a branch; a table where words are too long for any card."""
        if not self.people:
            return []
        heading = title(self.title, speech)
        cards = ChartCards(speech, self.people, owners=self.owners, contacts=self.contacts)
        legend = Legend(tuple(self._entries(speech)) if self.legend else (), speech)
        height = sum(flow.height(room.width, speech.look) + 5.0 for flow in heading)
        placing = Placing(cards, room, legend, height)
        sheets = placing.sheets(self.people)
        if sheets is None:
            return [*heading, people_table(self.people, speech)]
        flows = [flow for fitted in sheets for flow in (*placing.heading(fitted.sheet), self._drawing(fitted, cards))]
        return [*heading, *flows]

    def _drawing(self, fitted: Fitted, cards: ChartCards) -> Drawing:
        spacing = fitted.arrangement.spacing
        shown = [item for spot in fitted.arrangement.spots for item in cards.items(spot, spacing.width, spacing.height)]
        items: list[Item] = [*fitted.lines(), *shown, *fitted.stubs(cards), *fitted.legend]
        return Drawing(
            Frame(fitted.width, fitted.height, tuple(items)), described(fitted, "topic.organization", cards.speech)
        )

    def _entries(self, speech: Speech) -> list[Entry]:
        """Only what occurs is explained."""
        term = speech.wording.term
        entries = stance_entries([person.support for person in self.people], speech)
        if self.contacts:
            entries += contact_entries(speech)
        owner = next((person.owner for person in self.people if person.owner), None)
        if self.owners and owner:
            letters = initials(speech.wording.plan.name_of(owner).said("en"))[:LETTERS]
            entries.append(letters_entry(letters, term("legend.owner"), "primary", speech))
        if any(map(is_open, self.people)):
            entries.append(box_entry(term("legend.not_covered"), "bad:10", "bad"))
        return entries
