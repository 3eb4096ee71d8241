"""The `stages` block: the stage of a deal in a row of chevrons."""

from typing import Literal

from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, TextItem
from kamdeck.model.stages import SIX_STAGES, DealStage
from kamdeck.model.values import Stage

HEIGHT = 27.0
POINT = 12.0
"""The width of a chevron's point and notch, in points, which its text must not cover."""
OVERLAP = 6.0
"""How far, in points, a chevron reaches into the next one: less than the notch is deep, so that a gap remains."""
WIDEST = 520.0
"""The greatest width of all chevrons together, in points."""


@documented(
    """The company's stages of a sale with the present one filled; for a lost deal, that stage is the last one.

    `stage` is an expression for the present stage.

    Example:
        stages: {stage: deal.stage}
    """
)
@dataclass(frozen=True)
class Stages(Block):
    stage: Value

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One drawing of chevrons with their names: inside, below, or only that of the present stage below."""
        now = self.stage if isinstance(self.stage, DealStage) else SIX_STAGES.named(str(self.stage))
        names = _path(now)
        present = names.index(now) if now in names else -1
        across = min(region.width, WIDEST)
        width = (across + OVERLAP * (len(names) - 1)) / len(names)
        size = context.style.theme.sizes.small
        words = [
            Paragraph((Run(context.wording.say(name), bold=number == present),), size, align="center")
            for number, name in enumerate(names)
        ]
        items: list[Item] = []
        for number, name in enumerate(names):
            fill = "primary:20" if number < present else "grey4"
            if number == present:
                fill = "bad" if name.meaning == Stage.LOST else "primary"
            shape: Literal["chevron", "first_chevron"] = "chevron" if number else "first_chevron"
            items.append(Box(number * (width - OVERLAP), 0, width, HEIGHT, fill=fill, shape=shape))
        widths = [each.natural_width(context.style) * 1.03 for each in words]
        below = 0.0
        if max(widths) <= width - 2 * POINT:
            items += _inside(words, present, width)
        else:
            below = words[0].height(across, context.style)
            items += _below(words, widths, present, across, below)
        return [Drawing(Frame(across, HEIGHT + 2 + below, tuple(items)), context.wording.say(self.stage))]


def _path(now: DealStage | None) -> tuple[DealStage, ...]:
    """The open stages, then the one in which the deal has ended; of an open deal, the first one that means won."""
    stages = (now.process if now is not None else SIX_STAGES).stages
    # A deal ends in one stage only.
    won = next((each for each in stages if each.meaning == Stage.WON), None)
    end = now if now is not None and not now.is_open else won
    return (*(each for each in stages if each.is_open), *((end,) if end is not None else ()))


def _inside(words: list[Paragraph], present: int, width: float) -> list[Item]:
    """The names of the stages in their chevrons."""
    items: list[Item] = []
    for number, paragraph in enumerate(words):
        ink = "ground" if number == present else "text" if number < present else "muted"
        x = number * (width - OVERLAP) + POINT
        inked = paragraph._replace(colour=ink)
        items.append(TextItem(x, 0, width - 2 * POINT, HEIGHT, (inked,), anchor="middle"))
    return items


def _below(words: list[Paragraph], widths: list[float], present: int, across: float, height: float) -> list[Item]:
    """The names of the stages below their chevrons; only that of the present stage where one is too wide.

    `widths` are those of the names, `across` that of all chevrons, and `height` that of a line, in points.
    """
    pitch = across / len(words)
    shown = range(len(words)) if max(widths) <= pitch - OVERLAP else [present] if present >= 0 else []
    items: list[Item] = []
    for number in shown:
        width = max(widths[number], pitch)
        x = min(max(0.0, (number + 0.5) * pitch - width / 2), max(0.0, across - width))
        inked = words[number]._replace(colour="text" if number <= present else "muted")
        items.append(TextItem(x, HEIGHT + 2, min(width, across), height, (inked,)))
    return items
