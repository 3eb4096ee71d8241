"""The `late_panel` block: what is broken or late, in a red panel that nobody overlooks."""

from kamdeck.blocks.change_protocols import LateRow
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import cut_to_height, frame_height, frame_width, label
from kamdeck.document import LEAST_HEIGHT, Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem
from kamdeck.message import Message

PAD, BETWEEN = 11.0, 7.0
"""The margin of the panel, and the gap between two entries, in points."""
WHOLE = 10_000.0
"""A height, in points, in which no text is cut."""
MOST_DAYS = 0.35
"""The greatest part of the width that the number of days takes."""


@documented(
    """A red panel of what is broken or late, the longest overdue first, with who owns it and by how many days.

    At most `most` entries are shown, as many as fit with their whole texts, and the number of the others.

    Example:
        late_panel: {rows: analysis.follow_up.late, title: topic.late}
    """
)
@dataclass(frozen=True)
class LatePanel(Block):
    rows: Rows[LateRow] = ()
    title: Heading = None
    most: int = 3

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One drawing, with as many entries as fit."""
        if not self.rows:
            return []
        height = max(region.height, LEAST_HEIGHT)
        for count in range(min(self.most, len(self.rows)), 0, -1):
            # The texts of a single entry are cut where they would be higher than the panel.
            group = self._panel(count, region.width, height if count == 1 else WHOLE, context)
            if group.height <= height:
                break
        words = context.wording
        alt = words.joined((words.inner.say(row.what) for row in self.rows[:count]), "semicolon")
        return [Drawing(Frame(region.width, group.height, group.items), alt)]

    def _panel(self, count: int, width: float, height: float, context: RenderContext) -> ItemGroup:
        inner, style, sizes = width - 2 * PAD, context.style, context.style.theme.sizes
        parts = []
        if self.title is not None:
            words = (Run(f"{MARKS['bad']}\u00a0"), Run(context.wording.names(self.title)))
            head = Paragraph(tuple(run._replace(bold=True) for run in words), sizes.body, role="label", colour="bad")
            high = frame_height((head,), inner, style)
            line = Line(0, high + 4.0, inner, high + 4.0, "bad:40", 1.0)
            parts.append(ItemGroup(high + 5.0, (TextItem(0, 0, inner, high, (head,)), line)))
        most = height / count - 2 * PAD
        parts += [self._entry(row, inner, most, context) for row in self.rows[:count]]
        if count < len(self.rows):
            more = Message("late_panel.more", count=len(self.rows) - count)
            rest = label(context.wording.phrase(more), sizes.dense, colour="muted")
            high = frame_height((rest,), inner, style)
            parts.append(ItemGroup(high, (TextItem(0, 0, inner, high, (rest,)),)))
        group = stacked(parts, BETWEEN)
        whole = group.height + 2 * PAD
        panel = Box(0, 0, width, whole, "bad:10", "bad", 1.0, shape="rounded")
        return ItemGroup(whole, (panel, *group.at(PAD, PAD)))

    def _entry(self, row: LateRow, width: float, most: float, context: RenderContext) -> ItemGroup:
        """What is late in bold, with the days at the right, and below it whose it is."""
        wording, style, sizes = context.wording, context.style, context.style.theme.sizes
        late = wording.phrase(Message("counted.days", count=row.days))
        days = label(late, sizes.body, bold=True, colour="bad", align="right")
        right = min(frame_width(days, style), width * MOST_DAYS)
        left = width - right - 8.0
        what = cut_to_height((label(wording.inner.say(row.what), sizes.body, bold=True),), left, most * 0.7, style)
        about = (wording.inner.say(row.owner) if row.owner else "", wording.say(row.kind))
        who = label(wording.joined(filter(None, about)), sizes.dense)
        high, low = frame_height(what, left, style), frame_height((who,), width, style)
        side = frame_height((days,), right, style)
        items: tuple[Item, ...] = (
            TextItem(0, 0, left, high, what),
            TextItem(width - right, 0, right, side, (days,)),
            TextItem(0, max(high, side), width, low, (who,)),
        )
        return ItemGroup(max(high, side) + low, items)
