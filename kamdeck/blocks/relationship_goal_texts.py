"""The texts in the rows of the `relationship_goals` block."""

from kamdeck.blocks.row_protocols import RelationshipGoalRow
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import label, lower_first
from kamdeck.document import RenderContext
from kamdeck.flow import Paragraph, Run
from kamdeck.people.org_card import CONTACTS, short_name
from kamdeck.people.person_card import card_name
from kamdeck.people.selection import decides
from kamdeck.wording import NOTHING


@dataclass(frozen=True)
class GoalTexts:
    """The texts of a row, with objectives, owners and dates in a size in points."""

    context: RenderContext
    size: float

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    def person(self, row: RelationshipGoalRow) -> tuple[Paragraph, ...]:
        """Name and title; with the role of a decider, since it says why the person is in the list."""
        wording, person = self.context.wording.inner, row.person
        shown = person.title or person.unit
        words = [wording.say(shown)] if shown else []
        if decides(person) and person.role:
            role = wording.say(person.role)
            words.append(lower_first(role) if words else role)
        name = card_name(person, self.context)
        return (name, label(wording.joined(words), self._small, colour="muted")) if words else (name,)

    def contact(self, row: RelationshipGoalRow) -> Paragraph:
        """How much we have met; in red where we have not."""
        contact = row.person.contact
        words = self.context.wording.term(f"contact_depth.{contact}") if contact else NOTHING
        lacking = contact == CONTACTS[0]
        return label(words, self.context.style.theme.sizes.dense, bold=lacking, colour="bad" if lacking else "text")

    def owner(self, row: RelationshipGoalRow) -> Paragraph:
        """Who of ours is responsible, or that nobody is."""
        wording, owner = self.context.wording, row.person.owner
        if owner:
            name = short_name(wording.plan.name_of(owner), wording)
            return label(name, self.size, bold=True, colour="primary")
        runs = (Run(f"{MARKS['bad']}\u00a0", colour="bad"), Run(wording.term("word.nobody")))
        return Paragraph(runs, self._small, role="label")

    def objective(self, row: RelationshipGoalRow) -> Paragraph:
        """What we want from the next contact."""
        words = self.context.wording.inner.say(row.objective) if row.objective else NOTHING
        colour = "text" if row.objective else "muted"
        return label(words, self.size, bold=not row.covered and bool(row.objective), colour=colour)

    def date(self, row: RelationshipGoalRow) -> Paragraph:
        """When the next contact is."""
        words = self.context.wording.say(row.next_contact)
        colour = "text" if row.next_contact else "muted"
        return label(words, self.size, bold=not row.covered, colour=colour, align="right")

    def head(self, key: str, *, right: bool = False) -> Paragraph:
        """The head of a column."""
        words = self.context.wording.terms_of(key)
        return label(words, self._small, bold=True, colour="muted", align="right" if right else "left")
