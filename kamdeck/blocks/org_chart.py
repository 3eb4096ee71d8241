"""The `org_chart` block: who reports to whom, with the role, stance, owner and contact of each person."""

from dataclasses import replace

from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Drawing, Flow, Frame, Item
from kamdeck.people.alternative_text import described
from kamdeck.people.org_card import OrgCards, is_open, owner_term, short_name
from kamdeck.people.people_legend import Legend, box_entry, contact_entries, letters_entry, stance_entries
from kamdeck.people.person_row import PersonRow
from kamdeck.people.placement import CardPlacement, FittedSheet, fitted_sheets
from kamdeck.people.selection import ShownPeople, selected


@documented(
    """People as a tree of cards by whom they report to.

    Where they do not fit, cards show name and title, then the name only; then the tree is divided by branch. At most
    150 people are shown, and boxes say how many more there are.

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
        """The title and one drawing, or several by branch."""
        if not self.people:
            return []
        heading, shown = title(self.title, context), selected(self.people)
        placements = self._placements(shown, region, context)
        sheets = fitted_sheets(placements, shown)
        flows = [flow for each in sheets for flow in (*placements[0].heading(each.sheet), _drawing(each, context))]
        return [*heading, *flows]

    def is_cramped(self, region: Region, context: RenderContext) -> bool:
        """Whether not even the smallest cards make one drawing."""
        shown = selected(self.people)
        placements = self._placements(shown, region, context) if self.people else []
        return bool(placements) and not any(each.whole(shown) for each in placements)

    def _placements(self, shown: ShownPeople, region: Region, context: RenderContext) -> list[CardPlacement]:
        """The placements of cards of each size, the largest first."""
        height = sum(flow.height(region.width, context.style) + 5.0 for flow in title(self.title, context))
        cards = OrgCards(context, shown.people, owners=self.owners, contacts=self.contacts)
        each_size = [replace(cards, detail=detail) for detail in cards.forms]
        return [CardPlacement(each, region, self._legend(each), height) for each in each_size]

    def _legend(self, cards: OrgCards) -> Legend:
        """The legend for what occurs on the cards only."""
        context, term = cards.context, cards.context.wording.term
        if not self.legend:
            return Legend((), context)
        entries = stance_entries([person.support for person in cards.people], context)
        if self.contacts and cards.is_full:
            entries += contact_entries(context)
        owner = next((person.owner for person in cards.people if person.owner), None)
        if self.owners and owner and cards.is_full:
            letters = short_name(context.wording.plan.name_of(owner), context.wording)
            entries.append(letters_entry(letters, term(owner_term(letters)), "primary", context))
        if any(map(is_open, cards.people)):
            entries.append(box_entry(term("legend.not_covered"), "bad:10", "bad"))
        return Legend(tuple(entries), context)


def _drawing(fitted: FittedSheet, context: RenderContext) -> Drawing:
    items: list[Item] = [*fitted.lines(), *fitted.shown(), *fitted.legend]
    return Drawing(Frame(fitted.width, fitted.height, tuple(items)), described(fitted, "topic.organization", context))
