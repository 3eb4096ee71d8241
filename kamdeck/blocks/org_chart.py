"""The `org_chart` block: who reports to whom, with the role, stance, owner and contact of each person."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Drawing, Flow, Frame, Item
from kamdeck.flow.enlarging import enlarged
from kamdeck.people.alternative_text import described
from kamdeck.people.org_card import OrgCards, is_open, owner_term, short_name
from kamdeck.people.people_legend import Legend, contact_entries, letters_entry, stance_entries, uncovered_entry
from kamdeck.people.person_card import KeptCards
from kamdeck.people.person_row import PersonRow
from kamdeck.people.placed_people import PlacedPeople
from kamdeck.people.placement import CardPlacement, FittedSheet
from kamdeck.people.selection import ShownPeople, selected

FEW = 12
"""The most people whose cards may have larger texts."""


@documented(
    """People as a tree of cards by whom they report to.

    Where they do not fit, cards show name and title, then both in smaller texts, then the name only; then the tree is
    divided by branch. At most 150 people are shown, and boxes say how many more there are.

    Cards of a few people have larger texts where a slide has space for them, up to a `height` in points.
    `legend` explains the signs; `owners` shows who of ours is responsible, `contacts` how well we know each person.

    Example:
        org_chart: {people: profile.people, legend: yes}
    """
)
@dataclass(frozen=True)
class OrgChart(PlacedPeople):
    people: Rows[PersonRow] = ()
    title: Heading = None
    legend: bool = True
    owners: bool = True
    contacts: bool = True
    height: float = 400.0

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, or several where not even the smallest cards make one."""
        return self._enlarged(region, context) or super().lower(region, context)

    def _enlarged(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing in larger sizes; empty where there is no space for it."""
        heads, sizes = title(self.title, context), context.style.theme.sizes
        if not region.paged or region.scarce or not 0 < len(self.people) <= FEW:
            return []
        height = min(region.height, self.height) - height_taken(heads, region, context)
        for small, names in ((sizes.body, sizes.lead), (sizes.dense, sizes.body)):
            factor = max(small / sizes.small, names / sizes.dense)
            inner = replace(region, width=region.width / factor, height=height / factor)
            cards = self._cards(context)[0]
            whole = CardPlacement(cards, inner, self._legend(cards)).whole(self._shown)
            # A placement gives a drawing in a very low region more height than there is.
            if whole and whole[0].height <= inner.height + 0.01:
                drawn = _drawing(whole[0], context)
                larger = {sizes.small: small, sizes.dense: names}
                return [*heads, replace(drawn, frame=enlarged(drawn.frame, factor, larger))]
        return []

    def _drawn(
        self, placements: Sequence[CardPlacement], sheets: Sequence[FittedSheet], context: RenderContext
    ) -> list[Flow]:
        flows = [flow for each in sheets for flow in (*placements[0].heading(each.sheet), _drawing(each, context))]
        return [*title(self.title, context), *flows]

    @cached_property
    def _shown(self) -> ShownPeople:
        return selected(self.people)

    @cached_property
    def _kept(self) -> KeptCards[OrgCards]:
        return KeptCards()

    def _cards(self, context: RenderContext) -> list[OrgCards]:
        return self._kept.of(context, self._each_size)

    def _each_size(self, context: RenderContext) -> list[OrgCards]:
        cards = OrgCards(context, self._shown.people, owners=self.owners, contacts=self.contacts)
        return [replace(cards, detail=detail) for detail in cards.forms]

    def _placements(self, region: Region, context: RenderContext) -> list[CardPlacement]:
        """The placements of cards of each size, the largest first; none without people."""
        if not self.people:
            return []
        height = height_taken(title(self.title, context), region, context)
        return [CardPlacement(each, region, self._legend(each), height) for each in self._cards(context)]

    def _legend(self, cards: OrgCards) -> Legend:
        """The legend for what occurs on the cards only."""
        context, term = cards.context, cards.context.wording.term
        if not self.legend:
            return Legend((), context)
        entries = stance_entries([person.support for person in cards.people], context)
        if self.contacts and cards.is_full:
            entries += contact_entries((person.contact for person in cards.people), context)
        owner = next((person.owner for person in cards.people if person.owner), None)
        if self.owners and owner and cards.is_full:
            letters = short_name(context.wording.plan.name_of(owner), context.wording)
            entries.append(letters_entry(letters, term(owner_term(letters)), "primary", context))
        if any(map(is_open, cards.people)):
            entries.append(uncovered_entry(term("legend.not_covered"), context))
        return Legend(tuple(entries), context)


def _drawing(fitted: FittedSheet, context: RenderContext) -> Drawing:
    items: list[Item] = [*fitted.lines(), *fitted.shown(), *fitted.legend]
    return Drawing(Frame(fitted.width, fitted.height, tuple(items)), described(fitted, "topic.organization", context))
