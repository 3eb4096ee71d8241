"""The cards of the relationship map: stance, name, influence and title of a person."""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

from kamdeck.dataclass import dataclass
from kamdeck.diagrams.bounds import Bounds, Point
from kamdeck.diagrams.joined_outline import joined_outline
from kamdeck.flow import Box, Item, Paragraph, Run, TextItem
from kamdeck.people.arrangement import STRIP, Arrangement, CardPosition
from kamdeck.people.person_card import NARROWEST, PAD, CardForm, Detail, PersonCards, frame_width
from kamdeck.people.person_row import PersonRow
from kamdeck.people.selection import decides


@dataclass
class MapCards(PersonCards):
    """The smaller cards of the relationship map, with a person's influence as a number after the name."""

    # Wider gaps than in the organisation chart, since lines of influence run between the cards, in lanes 8 points from
    # a card. The margin holds the outline around the inner circle, which is 8 points outside of its cards.
    forms: ClassVar[Mapping[Detail, CardForm]] = {
        "titled": CardForm(usual=112.0, pad=5.0, across=26.0, downs=(36.0, 28.0), between=18.0),
        "close": CardForm(usual=NARROWEST, pad=3.0, across=22.0, downs=(26.0, 20.0), between=16.0),
        "named": CardForm(usual=100.0, pad=4.0, across=24.0, downs=(32.0, 24.0), between=18.0),
        "small": CardForm(usual=NARROWEST, pad=3.0, across=22.0, downs=(26.0, 20.0), between=16.0),
    }
    margin = 12.0

    def grounds(self, placed: Arrangement) -> list[list[Point]]:
        """The one outline around the inner circle."""
        width, height = placed.spacing.width, placed.spacing.height
        inner: list[Bounds] = []
        others: list[Bounds] = []
        for position in placed.positions:
            group = inner if position.person.circle == "inner" else others
            group.append((position.x, position.y, position.x + width, position.y + height))
        return [joined_outline(inner, others)] if inner else []

    def influence(self, person: PersonRow) -> Paragraph | None:
        """A person's influence, from 1 to 5; None where it is not known."""
        if person.influence is None:
            return None
        run = Run(self.context.wording.number(person.influence), bold=True, colour="muted")
        return Paragraph((run,), self.name(person).size, align="right")

    @cached_property
    def number_width(self) -> float:
        """The width of the widest number, with the gap before it."""
        # One width for all cards, so that names begin and end at the same x.
        numbers = [number for number in map(self.influence, self.people) if number]
        return max((frame_width(number, self.context) for number in numbers), default=0.0) + 4.0

    def natural_width(self, person: PersonRow) -> float:
        """The width of a card with name, number and title on two lines."""
        return super().natural_width(person) + self.number_width

    def texts_height(self, person: PersonRow, width: float) -> float:
        """The height of the name beside its number, over the title."""
        key = person.id, width
        if key not in self._heights:
            title = self.title(person)
            # The title begins below the number, so it has the full width.
            under = title.height(width - STRIP - 2 * PAD, self.context.style) if title else 0.0
            self._heights[key] = self._name_height(person, width) + under
        return self._heights[key]

    def _name_height(self, person: PersonRow, width: float) -> float:
        return self.name(person).height(width - STRIP - 2 * PAD - self.number_width, self.context.style)

    def items(self, position: CardPosition, width: float, height: float) -> list[Item]:
        """The card, its stance, name, number and title."""
        person, x, y = position.person, position.x, position.y
        left, inner = x + STRIP + PAD, width - STRIP - 2 * PAD
        line, thickness = ("contrast", 1.25) if decides(person) else ("grey2", 0.75)
        top = y + (height - self.texts_height(person, width)) / 2
        name_height = self._name_height(person, width)
        items: list[Item] = [
            Box(x, y, width, height, "ground", line, thickness, shape="rounded", key=person.id),
            self.strip(position, height),
            TextItem(left, top, inner - self.number_width, name_height, (self.name(person),)),
        ]
        if number := self.influence(person):
            own_width = self.number_width - 4.0
            items.append(TextItem(left + inner - own_width, top, own_width, number.size * 1.2, (number,)))
        if title := self.title(person):
            items.append(TextItem(left, top + name_height, inner, title.height(inner, self.context.style), (title,)))
        return items
