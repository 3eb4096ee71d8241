"""The `stages` block: where a deal stands, as a row of chevrons."""

from dataclasses import dataclass
from typing import Literal

from kamdeck.document import Block, Room, Speech, Value
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, Text

HEIGHT = 27.0
POINT = 12.0
"""How far a chevron's point and notch reach into it, which its words keep clear of."""
ORDER = ("prospect", "qualify", "propose", "negotiate", "won")


@dataclass(frozen=True)
class Stages(Block):
    """The stages of a sale with the present one filled; a lost deal shows where it ended.

    Example:
        stages: {stage: deal.stage}
    """

    stage: Value

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One drawing of five chevrons."""
        now = str(self.stage)
        names = (*ORDER[:-1], "lost") if now == "lost" else ORDER
        overlap = 6.0
        width = (min(room.width, 520.0) + overlap * (len(names) - 1)) / len(names)
        size = speech.look.theme.sizes.small
        present = names.index(now) if now in names else -1
        items: list[Item] = []
        for number, name in enumerate(names):
            fill = "primary:20" if number < present else "grey4"
            ink = "text" if number < present else "muted"
            if number == present:
                fill, ink = ("bad" if name == "lost" else "primary"), "ground"
            words = Run(speech.wording.term(f"stage.{name}"), bold=number == present)
            shape: Literal["chevron", "first_chevron"] = "chevron" if number else "first_chevron"
            x = number * (width - overlap)
            paragraph = Paragraph((words,), size, colour=ink, align="center")
            items.append(Box(x, 0, width, HEIGHT, fill=fill, shape=shape))
            items.append(Text(x + POINT, 0, width - 2 * POINT, HEIGHT, (paragraph,), anchor="middle"))
        alt = speech.wording.say(self.stage)
        return [Drawing(Frame(min(room.width, 520.0), HEIGHT + 2, tuple(items)), alt)]
