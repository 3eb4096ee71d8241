"""The `org_chart` block: who reports to whom, with everybody's role, stance, owner and contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kamdeck.blocks.cells import cell, head_cell
from kamdeck.blocks.headings import title
from kamdeck.blocks.people_legend import Entry, Legend, box_entry, contact_entries, letters_entry, stance_entries
from kamdeck.blocks.person_card import ChartCards, initials, is_open
from kamdeck.blocks.placement import Fitted, Placing
from kamdeck.document import Block, Heading, Room, Rows, Speech
from kamdeck.flow import Cell, Column, Drawing, Flow, Frame, Item, Row, Table
from kamdeck.wording import NO_BREAK


LONGEST_ALT = 480


@dataclass(frozen=True)
class OrgChart(Block):
    """People as a tree of cards by whom they report to; too many for one drawing, they are divided by branch.

    `legend` explains the signs; `owners` shows who of ours is responsible, `contacts` how much we meet each person.

    Example:
        org_chart: {people: profile.people, legend: yes}
    """

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
        return Drawing(Frame(fitted.width, fitted.height, tuple(items)), described(fitted, "topic.organization", cards.speech))

    def _entries(self, speech: Speech) -> list[Entry]:
        """Only what occurs is explained."""
        term = speech.wording.term
        entries = stance_entries([person.support for person in self.people], speech)
        if self.contacts:
            entries += contact_entries(speech)
        owner = next((person.owner for person in self.people if person.owner), None)
        if self.owners and owner:
            letters = initials(speech.wording.plan.member(owner).name.said("en"))
            entries.append(letters_entry(letters, term("legend.owner"), "primary", speech))
        if any(map(is_open, self.people)):
            entries.append(box_entry(term("legend.not_covered"), "bad:10", "bad"))
        return entries


def described(fitted: Fitted, key: str, speech: Speech) -> str:
    """A drawing of people in words: how many, and whom the tops have below them."""
    wording = speech.wording
    people = fitted.sheet.people
    gap, colon = ("", "：") if wording.chinese else (NO_BREAK, ": ")
    said = f"{wording.term(key)}{colon}{len(people)}{gap}{wording.plural(len(people), 'word.people')}"
    for root in fitted.sheet.roots:
        reports = wording.listed(wording.names(each.person.name) for each in root.reports)
        more = f"{wording.names(root.person.name)} → {reports}" if reports else wording.names(root.person.name)
        if len(said) + len(more) > LONGEST_ALT:
            break
        said += ("；" if wording.chinese else "; ") + more
    return said


def people_table(people: Sequence[Any], speech: Speech) -> Table:
    """Everybody in a table, for words that fit no card."""
    names = {person.id: person.name for person in people}
    columns = (Column(width=28.0), Column(share=2), Column(share=3), Column(share=1), Column(share=1), Column(share=2))
    keys = ("", "field.name", "field.position", "field.role", "field.contact", "field.reports_to")
    header = Row(tuple(head_cell(speech.wording.terms_of(key) if key else "", speech) for key in keys))
    return Table(columns, header, tuple(_row(person, names, speech) for person in people), speech.wording.term("field.people"))


def _row(person: Any, names: dict[Any, Any], speech: Speech) -> Row:
    name = speech.wording.names(person.name)
    superior = names.get(person.reports_to)
    values = (name, person.title, person.role, person.contact, speech.wording.names(superior) if superior else None)
    cells: list[Cell] = [cell(value, speech, bold=not number) for number, value in enumerate(values)]
    return Row((cell(person.support, speech), *cells))
