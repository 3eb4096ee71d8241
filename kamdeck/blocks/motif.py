"""The `motif` block: the account's whitespace as a small grid, so that every cover differs."""

from dataclasses import dataclass

from kamdeck.blocks.table import attribute
from kamdeck.document import Block, Heading, Room, Rows, Speech
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, Text

LARGEST_CELL = 33.0
GAP_PART = 0.18
HEAD = 40.0
FOOT = 34.0


@documented(
    """One square a unit and an offering: filled where it is ours, faint where a competitor's, outlined where open.

    Example:
        motif: {rows: strategy.whitespace, row: unit, column: offering, status: status, title: word.at_a_glance}
    """
)
@dataclass(frozen=True)
class Motif(Block):
    rows: Rows
    row: str = "unit"
    column: str = "offering"
    status: str = "status"
    title: Heading = None

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One drawing, centred in the room; none where there is nothing to show."""
        down = list(dict.fromkeys(attribute(row, self.row) for row in self.rows))[:14]
        across = list(dict.fromkeys(attribute(row, self.column) for row in self.rows))[:14]
        if not down or room.height < HEAD + FOOT + 60:
            return []
        pitch = min(LARGEST_CELL * (1 + GAP_PART), room.width / len(across), (room.height - HEAD - FOOT) / len(down))
        left = (room.width - pitch * len(across)) / 2
        top = max(0.0, (room.height - HEAD - FOOT - pitch * len(down)) / 2)
        ink = speech.look.theme.on(room.ground)
        held = {(attribute(r, self.row), attribute(r, self.column)): str(attribute(r, self.status)) for r in self.rows}
        head = self._head((len(down), len(across)), speech, ink)
        # A grid of few columns stands in the middle, and its head may need more width than is right of that.
        wide = max(paragraph.natural_width(speech.look) for paragraph in head) * 1.03
        begin = max(0.0, min(left, room.width - wide))
        items: list[Item] = [Text(begin, top, room.width - begin, HEAD - 8, head)]
        for i, name in enumerate(down):
            for j, head in enumerate(across):
                x, y, side = left + j * pitch, top + HEAD + i * pitch, pitch / (1 + GAP_PART)
                items.extend(_square(held.get((name, head), ""), x, y, side, ink, room.ground))
        items.extend(self._legend(left, top + HEAD + pitch * len(down) + 12, room, speech, ink))
        alt = speech.wording.body(self.title) if self.title else speech.wording.term("field.whitespace")
        return [Drawing(Frame(room.width, room.height, tuple(items)), alt)]

    def _head(self, counts: tuple[int, int], speech: Speech, ink: str) -> tuple[Paragraph, Paragraph]:
        sizes, wording, (down, across) = speech.look.theme.sizes, speech.wording, counts
        name = Run(wording.names(self.title) if self.title else "", bold=True)
        size = f"{down} {wording.plural(down, 'word.units')} × {across} {wording.plural(across, 'word.offerings')}"
        return Paragraph((name,), sizes.dense, colour=ink), Paragraph((Run(size),), sizes.small, colour=ink)

    def _legend(self, x: float, y: float, room: Room, speech: Speech, ink: str) -> list[Item]:
        items: list[Item] = []
        size = speech.look.theme.sizes.small
        for status in ("ours", "competitor", "open"):
            count = sum(str(attribute(row, self.status)) == status for row in self.rows)
            words = Paragraph(
                (Run(f"{count} ", bold=True), Run(speech.wording.term(f"whitespace_status.{status}"))), size, colour=ink
            )
            width = words.natural_width(speech.look) * 1.03 + 2
            if x + 16 + width > room.width:
                break
            items.extend(_square(status, x, y + 1, 10.0, ink, room.ground))
            items.append(Text(x + 15, y, width, 13.0, (words,)))
            x += 15 + width + 14
        return items


def _square(status: str, x: float, y: float, side: float, ink: str, ground: str) -> list[Item]:
    match status:
        case "ours":
            return [Box(x, y, side, side, fill=ink, shape="rounded")]
        case "competitor":
            return [Box(x, y, side, side, fill=f"{ground}:80", shape="rounded")]
        case "open":
            return [Box(x + 1, y + 1, side - 2, side - 2, line=ink, thickness=1.5, shape="rounded")]
        case _:
            return []
