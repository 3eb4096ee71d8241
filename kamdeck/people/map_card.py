"""A person goes in, the relationship map's card comes out: stance, name, influence and title."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kamdeck.diagrams.bounds import Bounds, Point
from kamdeck.diagrams.hulls import outlines
from kamdeck.flow import Box, Item, Paragraph, Run, TextItem
from kamdeck.people.arrangement import STRIP, Arrangement, CardPosition
from kamdeck.people.hierarchy import PeopleSheet
from kamdeck.people.person_card import PAD, PersonCards, decides, frame_width


@dataclass
class MapCards(PersonCards):
    """The smaller cards of the relationship map: how much influence a person has stands behind the name."""

    across = 26.0
    downs = (36.0, 28.0)
    margin = 12.0

    def grounds(self, placed: Arrangement) -> list[list[Point]]:
        """The outlines of the inner circle."""
        width, height = placed.spacing.width, placed.spacing.height
        inner: list[Bounds] = []
        others: list[Bounds] = []
        for position in placed.positions:
            group = inner if position.person.circle == "inner" else others
            group.append((position.x, position.y, position.x + width, position.y + height))
        return outlines(inner, others)

    def influence(self, person: Any) -> Paragraph | None:
        """How much influence a person has, 1 to 5."""
        if person.influence is None:
            return None
        run = Run(self.context.wording.number(person.influence), bold=True, colour="muted")
        return Paragraph((run,), self.context.style.theme.sizes.dense, align="right")

    def between(self, sheet: PeopleSheet) -> float:
        """Room for lines between the cards of a column."""
        return 18.0

    @cached_property
    def number_width(self) -> float:
        """The room of the widest number, with the gap before it."""
        numbers = [number for number in map(self.influence, self.people) if number]
        return max((frame_width(number, self.context) for number in numbers), default=0.0) + 4.0

    def natural_width(self, person: Any) -> float:
        """The width of a card with name, number and title on two lines."""
        return super().natural_width(person) + self.number_width

    def texts_height(self, person: Any, width: float) -> float:
        """The height of the name beside its number, over the title."""
        key = person.id, width
        if key not in self._heights:
            title = self.title(person)
            under = title.height(width - STRIP - 2 * PAD, self.context.style) if title else 0.0
            self._heights[key] = self._name_height(person, width) + under
        return self._heights[key]

    def _name_height(self, person: Any, width: float) -> float:
        return self.name(person).height(width - STRIP - 2 * PAD - self.number_width, self.context.style)

    def items(self, position: CardPosition, width: float, height: float) -> list[Item]:
        """The card, its stance, name, number and title."""
        person, x, y = position.person, position.x, position.y
        left, inner = x + STRIP + PAD, width - STRIP - 2 * PAD
        line, thickness = ("contrast", 1.25) if decides(person) else ("grey2", 0.75)
        top = y + (height - self.texts_height(person, width)) / 2
        high = self._name_height(person, width)
        items: list[Item] = [
            Box(x, y, width, height, "ground", line, thickness, shape="rounded", key=person.id),
            self.strip(position, height),
            TextItem(left, top, inner - self.number_width, high, (self.name(person),)),
        ]
        if number := self.influence(person):
            wide = self.number_width - 4.0
            items.append(TextItem(left + inner - wide, top, wide, number.size * 1.2, (number,)))
        if title := self.title(person):
            items.append(TextItem(left, top + high, inner, title.height(inner, self.context.style), (title,)))
        return items
