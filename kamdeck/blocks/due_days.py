"""The `due_days` block: what is late and what is due next, as bars of days to both sides of today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.change_protocols import DueRow
from kamdeck.components.fitted_rows import drawing_of, largest_fitting, row_stretch, stretched_by
from kamdeck.components.near_days import near_day
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, frame_height, frame_width, label
from kamdeck.document import LEAST_HEIGHT, Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, Run, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.text.no_break import NO_BREAK

GAP, PAD, EDGE = 10.0, 3.0, 5.0
"""The gap between columns, the space above and below a row, and the margin at both sides, in points."""
HIGHEST, BAR = 42.0, 11.0
"""The greatest height of a row, and that of a bar, in points."""
WHAT, WHO, LEAST_BARS = 0.42, 0.17, 60.0
"""The greatest parts of the width for what is due and for whose it is, and the least width of the bars, in points."""
LONGEST = 60
"""The days above which a bar is no longer than theirs; its end says how many there are."""
LEAST_SHOWN = 3
"""The fewest rows of what is due next that stay where not all rows have space, if there are so many."""
STEM = 2.0
"""The least length of a bar, in points: what is due today is visible."""


@documented(
    """What is late and what is due next, each with its owner, its kind, and a bar of days from today.

    `late` are rows with the longest overdue first, which are tinted, and `next` rows with the first due first. Where
    there is no space for all, the last of each are left out and counted. Bars of more than 60 days are cut.

    Example:
        due_days: {late: analysis.follow_up.late, next: analysis.follow_up.next, late_title: topic.late}
    """
)
@dataclass(frozen=True)
class DueDays(Block):
    late: Rows[DueRow] = ()
    next: Rows[DueRow] = ()
    late_title: Heading = None
    next_title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One drawing in the largest size in which all rows fit, or as many as fit in the smallest."""
        if not self.late and not self.next:
            return []
        height, sizes = max(region.height, LEAST_HEIGHT), context.style.theme.sizes
        groups = (
            _Group(tuple(self.late), self.late_title, late=True),
            _Group(tuple(self.next), self.next_title),
        )
        steps = [(size, who) for size in (sizes.body, sizes.dense, sizes.small) for who in (2, 1, 0)]

        def sheet(count: int, step: tuple[float, int]) -> _Sheet:
            size, owner_lines = step
            return _Sheet(_limited(groups, count), size, region.width, context, owner_lines)

        found = largest_fitting(len(self.late) + len(self.next), steps, sheet, height)
        return [drawing_of(found.stretched(height), region)]


class _Group(NamedTuple):
    """Rows below a title, and the number of those for which there is no space."""

    rows: tuple[DueRow, ...]
    title: Heading = None
    left_out: int = 0
    late: bool = False


def _limited(groups: Sequence[_Group], count: int) -> tuple[_Group, ...]:
    """The groups with `count` rows together; what is late stays, but for a few of what is due next."""
    late, coming = groups
    of_next = max(count - len(late.rows), min(LEAST_SHOWN, len(coming.rows), count // 2))
    kept = (count - of_next, of_next)
    limited = (
        group._replace(rows=group.rows[:most], left_out=len(group.rows) - most)
        for group, most in zip(groups, kept, strict=True)
    )
    return tuple(group for group in limited if group.rows)


@dataclass(frozen=True)
class _Sheet:
    """The drawing of some rows in a size, each higher by `stretch` points than its texts need.

    Of the `owner_lines` below each other, the first is the owner, and the second the kind.
    """

    groups: tuple[_Group, ...]
    size: float
    width: float
    context: RenderContext
    owner_lines: int
    stretch: float = 0.0

    @cached_property
    def _rows(self) -> list[DueRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    # -- texts -----------------------------------------------------------------------------------------------------

    def _what(self, row: DueRow) -> tuple[Paragraph, ...]:
        """What is due; of a next step also the deal, below it where there are two lines, else before it."""
        wording = self.context.wording.inner
        words, deal = wording.say(row.what), wording.say(row.deal) if row.deal else ""
        if deal and self.owner_lines < 2:
            words, deal = wording.labelled(deal, words), ""
        second = (label(deal, self._small, colour="muted"),) if deal else ()
        return (label(words, self.size, bold=_is_late(row)), *second)

    def _who(self, row: DueRow) -> tuple[Paragraph, ...]:
        wording = self.context.wording
        second = label(wording.say(row.kind), self._small, colour="muted")
        lines = (label(wording.inner.say(row.owner), self.size), second) if row.owner else (second,)
        return lines[: self.owner_lines]

    def _when(self, row: DueRow) -> Paragraph:
        """The day, and how many days it lies behind or ahead."""
        wording = self.context.wording
        days = wording.phrase(Message("counted.days", count=abs(int(row.days))))
        key = "score_gaps.late" if _is_late(row) else "objective.left"
        told = wording.phrase(Message(key, days=days) if row.days else Message("due_days.today")).replace(" ", NO_BREAK)
        day = near_day(row.due, row.due + timedelta(int(row.days)), wording)
        if _is_late(row):
            return label(f"{MARKS['bad']}{NO_BREAK}{told}", self._second, bold=True, colour="bad")
        runs = (Run(day), Run(f"{NO_BREAK * 2}{told}", colour="muted"))
        return Paragraph(runs, self._second, role="label")

    @property
    def _second(self) -> float:
        return min(self.size, self.context.style.theme.sizes.dense)

    def _title(self, group: _Group) -> Paragraph:
        words = self.context.wording.names(group.title) if group.title else ""
        return label(words, self._second, bold=True, colour="bad" if group.late else "text")

    def _rest(self, group: _Group) -> Paragraph:
        key = "late_panel.more" if group.late else "due_days.more"
        words = self.context.wording.phrase(Message(key, count=group.left_out))
        return label(words, self._small, colour="muted")

    @cached_property
    def _today(self) -> Paragraph:
        first = self._rows[0]
        day: date = first.due + timedelta(int(first.days))
        words = Message("process.today", day=near_day(day, day, self.context.wording))
        return label(self.context.wording.sentence(words), self._small, colour="muted", align="center")

    # -- columns and heights ---------------------------------------------------------------------------------------

    def _widest(self, paragraphs: Sequence[Paragraph]) -> float:
        return max((frame_width(each, self.context.style) for each in paragraphs), default=0.0)

    @cached_property
    def _columns(self) -> tuple[float, float, float]:
        """The widths of what is due, of whose it is, and of the bars with the days, in points."""
        inner = self.width - 2 * EDGE
        what = min(self._widest([each for row in self._rows for each in self._what(row)]), inner * WHAT)
        who = min(self._widest([each for row in self._rows for each in self._who(row)]), inner * WHO)
        who = who if self.owner_lines else 0.0
        return what, who, inner - what - who - GAP * (2 if who else 1)

    @property
    def suits(self) -> bool:
        """Whether the bars have space, and no text breaks a word or has more than two lines."""
        style, (what, who, _) = self.context.style, self._columns
        texts = [(each, what) for row in self._rows for each in self._what(row)]
        texts += [(each, who) for row in self._rows for each in self._who(row) if who]
        return self._scale[1] * self._days[0] + self._scale[1] * self._days[1] >= LEAST_BARS and all(
            each.longest_stretch(style) <= width + 1.0 and len(each.lines(width, style.typeface)) <= 2
            for each, width in texts
        )

    @cached_property
    def _days(self) -> tuple[int, int]:
        """The longest bars before and after today, in days."""
        late = [min(int(row.days), LONGEST) for row in self._rows if _is_late(row)]
        coming = [min(-int(row.days), LONGEST) for row in self._rows if not _is_late(row)]
        return max(late, default=0), max(coming, default=0)

    @cached_property
    def _scale(self) -> tuple[float, float]:
        """The x of today, and the points of a day."""
        what, who, bars = self._columns
        left = EDGE + what + GAP + (who + GAP if who else 0.0)
        before = self._widest([self._when(row) for row in self._rows if _is_late(row)])
        after = self._widest([self._when(row) for row in self._rows if not _is_late(row)])
        labels = sum(wide + GAP / 2 for wide in (before, after) if wide)
        before += GAP / 2 if before else self._half
        unit = max(bars - labels - (0.0 if self._days[0] else self._half), 0.0) / max(sum(self._days), 1)
        return left + before + self._days[0] * unit, unit

    @property
    def _half(self) -> float:
        return self._widest([self._today]) / 2

    @cached_property
    def _tallest(self) -> float:
        """The height of the row that needs most, in points."""
        style, (what, who, _) = self.context.style, self._columns
        highs = [frame_height(self._what(row), what, style) for row in self._rows]
        highs += [frame_height(self._who(row), who, style) for row in self._rows if who]
        return max(*highs, BAR) + 2 * PAD

    @property
    def _pitch(self) -> float:
        return self._tallest + self.stretch

    def _high(self, paragraph: Paragraph) -> float:
        return frame_height((paragraph,), self.width, self.context.style)

    @cached_property
    def _header(self) -> float:
        return self._high(self._today) + 2.0

    def _band(self, group: _Group) -> float:
        """The height of a group with its title."""
        rest = self._high(self._rest(group)) + PAD if group.left_out else 0.0
        return self._high(self._title(group)) + 2 * PAD + len(group.rows) * self._pitch + rest

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._header + sum(map(self._band, self.groups)) + 1.0

    def stretched(self, height: float) -> "_Sheet":
        """The same with higher rows, as far as a height in points and the greatest height of a row allow."""
        return stretched_by(self, row_stretch(height - self.height, len(self._rows), self._pitch, HIGHEST))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The head of the bars, the groups, and the line of today."""
        today, _ = self._scale
        half, high = self._half, self._header - 2.0
        x = max(0.0, min(today - half, self.width - 2 * half))
        items: list[Item] = [TextItem(x, 0, 2 * half, high, (self._today,))]
        top = self._header
        for group in self.groups:
            items += [moved(item, 0.0, top) for item in self._grouped(group)]
            top += self._band(group)
        return [*items, Line(today, self._header, today, top, "grey1", 1.0)]

    def _grouped(self, group: _Group) -> Iterator[Item]:
        """The items of a group, with y = 0 at the top of its title."""
        title = self._title(group)
        high = self._high(title)
        yield TextItem(EDGE, PAD, self._scale[0] - EDGE - GAP / 2, high, (title,))
        top = high + 2 * PAD
        yield Line(0, top, self.width, top, "grey1", 1.0)
        for row in group.rows:
            yield from (moved(item, 0.0, top) for item in self._row(row))
            top += self._pitch
        if group.left_out:
            rest = self._rest(group)
            yield TextItem(EDGE, top + PAD / 2, self.width - 2 * EDGE, self._high(rest), (rest,))

    def _row(self, row: DueRow) -> Iterator[Item]:
        """The items of a row, with y = 0 at its top."""
        (what, who, _), (today, unit), pitch = self._columns, self._scale, self._pitch
        if _is_late(row):
            yield Box(0, 0, self.width, pitch, "bad:10")
        yield Line(0, pitch, self.width, pitch, "grey3", 0.5)
        yield self._text(self._what(row), EDGE, what)
        if who:
            yield self._text(self._who(row), EDGE + what + GAP, who)
        length = max(min(abs(int(row.days)), LONGEST) * unit, STEM)
        x = today - length if _is_late(row) else today
        yield Box(x, (pitch - BAR) / 2, length, BAR, "bad" if _is_late(row) else "primary:40")
        when = self._when(row)
        wide = frame_width(when, self.context.style)
        yield self._text((when,), x - GAP / 2 - wide if _is_late(row) else x + length + GAP / 2, wide)

    def _text(self, paragraphs: Sequence[Paragraph], x: float, width: float) -> TextItem:
        return centred_text(paragraphs, (x, width), (self._pitch / 2, self._pitch), self.context.style)

    def described(self) -> str:
        """The alternative text: what is late and due next, with the days."""
        wording = self.context.wording
        return wording.listed(
            wording.labelled(wording.joined(each.text for each in self._what(row)), self._when(row).text)
            for row in self._rows
        )


def _is_late(row: DueRow) -> bool:
    return row.days > 0
