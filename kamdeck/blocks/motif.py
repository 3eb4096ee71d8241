"""The `motif` block: the account's whitespace as a small grid, so that every cover differs."""

from kamdeck.blocks.facts import LabelledValue
from kamdeck.blocks.rows import field_of, key_of
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_height
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, TextItem
from kamdeck.message import Message

LARGEST_CELL = 33.0
"""The greatest side of a square, in points."""
GAP_PART = 0.18
"""The gap between squares, as a part of their side."""
HEAD = 40.0
"""The least height of the title above the grid with the gap below it, in points."""
HEAD_GAP = 8.0
FOOT = 34.0
"""The height of the legend below the grid, in points."""
BETWEEN = 22.0
"""The distance between two items, in points."""
WIDEST = 250.0
"""The greatest width of items, in points."""


@documented(
    """A square for each unit and offering: filled where it is ours, faint where a competitor's, outlined where open.

    `row`, `column` and `status` name the fields of the rows; the status is ours, competitor or open. Without rows,
    those of the `items` that have a value are shown in large texts.

    Example:
        motif: {rows: strategy.whitespace, row: unit, column: offering, status: status, title: word.at_a_glance}
    """
)
@dataclass(frozen=True)
class Motif(Block):
    rows: Rows[object] = ()
    row: str = "unit"
    column: str = "offering"
    status: str = "status"
    title: Heading = None
    items: tuple[LabelledValue, ...] = ()

    def is_empty(self) -> bool:
        """Whether there are neither rows nor known items."""
        return not self.rows and not self._known

    @property
    def _known(self) -> list[LabelledValue]:
        return [fact for fact in self.items if fact.value not in (None, "", ()) and fact.label]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One drawing, centred in the region; an empty list with nothing to show or in a very low region."""
        return self._grid(region, context) if self.rows else self._facts(region, context)

    def _facts(self, region: Region, context: RenderContext) -> list[Flow]:
        """The known items below each other, in the middle of the region, as many as fit."""
        style, wording, ink = context.style, context.wording, context.style.theme.on(region.ground)
        width, sizes = min(region.width, WIDEST), context.style.theme.sizes
        texts: list[TextItem] = []
        y = 0.0
        for fact in self._known:
            name = Paragraph((Run(wording.names(fact.label) if fact.label else ""),), sizes.dense, colour=ink)
            value = Paragraph((Run(wording.say(fact.value), bold=True),), sizes.title, colour=ink)
            height = frame_height((name, value), width, style)
            if y + height > region.height:
                break
            texts.append(TextItem((region.width - width) / 2, y, width, height, (name, value)))
            y += height + BETWEEN
        if not texts:
            return []
        down = (region.height - y + BETWEEN) / 2
        placed = tuple(text._replace(y=text.y + down) for text in texts)
        alt = wording.joined(
            (wording.labelled(*(each.text for each in text.paragraphs)) for text in texts), "semicolon"
        )
        return [Drawing(Frame(region.width, region.height, placed), alt)]

    def _grid(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, the squares and the legend; an empty list in a very low region."""
        # More than 14 squares a side would be too small to recognise.
        down = list(dict.fromkeys(key_of(row, self.row) for row in self.rows))[:14]
        across = list(dict.fromkeys(key_of(row, self.column) for row in self.rows))[:14]
        # A brand's cover may have a dark or a light area here.
        ink = context.style.theme.on(region.ground)
        title = self._head((len(down), len(across)), context, ink)
        # A title in two languages can need a second line, even in the whole width.
        head = max(HEAD, frame_height(title, region.width, context.style) + HEAD_GAP)
        if region.height < head + FOOT + 60:
            return []
        free = region.height - head - FOOT
        pitch = min(LARGEST_CELL * (1 + GAP_PART), region.width / len(across), free / len(down))
        left = (region.width - pitch * len(across)) / 2
        top = max(0.0, (free - pitch * len(down)) / 2)
        held = {(key_of(r, self.row), key_of(r, self.column)): str(field_of(r, self.status)) for r in self.rows}
        # A grid of few columns is centred, and its title may need more width than there is to the right of it.
        head_width = max(paragraph.natural_width(context.style) for paragraph in title) * 1.03
        begin = max(0.0, min(left, region.width - head_width))
        items: list[Item] = [TextItem(begin, top, region.width - begin, head - HEAD_GAP, title)]
        for i, name in enumerate(down):
            for j, column in enumerate(across):
                x, y, side = left + j * pitch, top + head + i * pitch, pitch / (1 + GAP_PART)
                items.extend(_square(held.get((name, column), ""), x, y, side, ink, region.ground))
        items.extend(self._legend(left, top + head + pitch * len(down) + 12, region, context, ink))
        alt = context.wording.body(self.title) if self.title else context.wording.term("field.whitespace")
        return [Drawing(Frame(region.width, region.height, tuple(items)), alt)]

    def _head(self, counts: tuple[int, int], context: RenderContext, ink: str) -> tuple[Paragraph, Paragraph]:
        sizes, wording, (down, across) = context.style.theme.sizes, context.wording, counts
        name = Run(wording.names(self.title) if self.title else "", bold=True)
        units, offerings = Message("counted.units", count=down), Message("counted.offerings", count=across)
        size = f"{wording.phrase(units)} × {wording.phrase(offerings)}"
        return Paragraph((name,), sizes.dense, colour=ink), Paragraph((Run(size),), sizes.small, colour=ink)

    def _legend(self, x: float, y: float, region: Region, context: RenderContext, ink: str) -> list[Item]:
        items: list[Item] = []
        size = context.style.theme.sizes.small
        for status in ("ours", "competitor", "open"):
            count = sum(str(field_of(row, self.status)) == status for row in self.rows)
            words = Paragraph(
                (Run(f"{count} ", bold=True), Run(context.wording.term(f"whitespace_status.{status}"))),
                size,
                colour=ink,
            )
            width = words.natural_width(context.style) * 1.03 + 2
            if x + 16 + width > region.width:
                break
            items.extend(_square(status, x, y + 1, 10.0, ink, region.ground))
            items.append(TextItem(x + 15, y, width, 13.0, (words,)))
            x += 15 + width + 14
        return items


def _square(status: str, x: float, y: float, side: float, ink: str, ground: str) -> list[Item]:
    match status:
        case "ours":
            return [Box(x, y, side, side, fill=ink, shape="rounded")]
        case "competitor":
            return [Box(x, y, side, side, fill=f"{ground}:80", shape="rounded")]
        case "open":
            # Half of a border is drawn outside of its shape, so the shape is smaller by that.
            return [Box(x + 1, y + 1, side - 2, side - 2, line=ink, thickness=1.5, shape="rounded")]
        case _:
            return []
