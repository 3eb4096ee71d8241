"""The `facts` block: short facts beside each other, a small label over each, thin rules between."""

from dataclasses import dataclass

from kamdeck.blocks.headings import title
from kamdeck.blocks.signs import signed, status_of
from kamdeck.document import Block, Heading, Room, Speech, Value
from kamdeck.flow import Drawing, Flow, Frame, Item, Line, Paragraph, Run, Text, height_of

GUTTER = 14.0


@dataclass(frozen=True)
class Fact:
    """One fact: its `label` (a term's key or text) and its `value`, an expression."""

    label: Heading
    value: Value = None


@dataclass(frozen=True)
class Facts(Block):
    """Facts in a strip; what has no value is left out, and what does not fit beside goes below.

    Example:
        facts: {items: [{label: field.industry, value: account.industry}, {label: field.region, value: account.region}]}
    """

    items: tuple[Fact, ...]
    title: Heading = None
    rule: bool = False

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """A drawing for each line of facts."""
        known = [fact for fact in self.items if fact.value not in (None, "", ())]
        if not known:
            return []
        fitting = max(1, int((room.width + GUTTER) / (MINIMUM + GUTTER)))
        columns = -(-len(known) // -(-len(known) // fitting))
        lines = [known[start : start + columns] for start in range(0, len(known), columns)]
        return [*title(self.title, speech), *(self._strip(line, columns, room, speech) for line in lines)]

    def _strip(self, facts: list[Fact], columns: int, room: Room, speech: Speech) -> Flow:
        cells = [self._fact(fact, speech) for fact in facts]
        widths = _widths(cells, (room.width - GUTTER * (columns - 1)) / columns, speech)
        told = list(zip(cells, widths, strict=True))
        label_height = max(height_of(cell[:1], width, speech.look) for cell, width in told)
        value_height = max(height_of(cell[1:], width, speech.look) for cell, width in told)
        items: list[Item] = []
        x = 0.0
        for (label, value), width in told:
            if x:
                middle = x - GUTTER / 2
                items.append(Line(middle, 2.0, middle, label_height + value_height, colour="grey3"))
            items.append(Text(x, 0.0, width, label_height, (label,)))
            items.append(Text(x, label_height, width, value_height, (value,)))
            x += width + GUTTER
        alt = "; ".join(f"{label.text}: {value.text}" for label, value in cells)
        return Drawing(Frame(room.width, label_height + value_height + 4.0, tuple(items)), alt)

    def _fact(self, fact: Fact, speech: Speech) -> tuple[Paragraph, Paragraph]:
        sizes = speech.look.theme.sizes
        label = Paragraph((Run(speech.wording.names(fact.label) if fact.label else ""),), sizes.small, colour="muted")
        said = fact.value if isinstance(fact.value, str) and type(fact.value) is str else speech.wording.say(fact.value)
        runs = signed(said, status_of(fact.value), bold=True)
        return label, Paragraph(runs, sizes.body)


def _widths(cells: list[tuple[Paragraph, Paragraph]], equal: float, speech: Speech) -> list[float]:
    """Equal widths, or what keeps every fact on one line where they would not."""
    wanted = [max(part.natural_width(speech.look) for part in cell) * 1.03 + 1.0 for cell in cells]
    spare = equal * len(cells) - sum(wanted)
    if max(wanted) <= equal or spare < 0:
        return [equal] * len(cells)
    return [width + spare / len(cells) for width in wanted]


MINIMUM = 90.0
"""The least width of a fact, in points."""
