"""The `share_bars` block: suppliers by their shares as bars, and how much each has won or lost since the last plan."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.wallet_protocols import ShareRow
from kamdeck.components.company_colours import company_colour
from kamdeck.components.fitted_rows import drawing_of, height_below, largest_fitting
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.model.periods import Period
from kamdeck.model.values import Company, Share
from kamdeck.theme import OTHERS

GAP, PAD = 9.0, 3.0
"""The gap between columns, and the space above and below a row, in points."""
HIGHEST, HIGHEST_IN_REPORT, TOGETHER, BAR = 34.0, 28.0, 150.0, 0.72
"""The greatest heights of a row, on a slide and in a report, and of all rows with space, in points, and the part of a
row that its bar takes."""
FEW = 4
"""The most rows whose texts may be as large as those of the body."""
SCARCE_ROW, HEADER = 20.0, 16.0
"""The height of a row on a slide that does not hold everything, and of the head above the rows, in points."""
NAMES, LEAST_BARS, LEAST_BESIDE_CHANGES = 0.45, 60.0, 40.0
"""The greatest part of the width for names; the least width of the longest bar in points, without and with a column of
changes."""
LEVEL = 0.0005
"""A share that changes by less than this counts as unchanged."""


@documented(
    """Suppliers with their shares as bars, ours bold, and how the shares have changed.

    `since` is the period of the previous plan, which the head of the last column names; without it, or without any
    known change, and where there is no space for it, that column is left out. Suppliers for whom there is no space
    are summed up with the others.

    Example:
        share_bars: {rows: figures.suppliers, since: previous.period if previous else none}
    """
)
@dataclass(frozen=True)
class ShareBars(Block):
    rows: Rows[ShareRow] = ()
    title: Heading = None
    since: Value = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        height, sizes = height_below(heads, region, context), context.style.theme.sizes
        if region.scarce:
            height = min(height, SCARCE_ROW * len(self.rows) + HEADER)
        since = self.since if any(row.change is not None for row in self.rows) else None
        # Smaller texts come before a drawing without the changes, which headlines name.
        large = (sizes.body,) if len(self.rows) <= FEW and region.paged and not region.scarce else ()
        highest = HIGHEST if region.paged else HIGHEST_IN_REPORT
        steps = [(size, each) for each in dict.fromkeys((since, None)) for size in (*large, sizes.dense, sizes.small)]

        def sheet(count: int, step: tuple[float, Value]) -> _Sheet:
            return _Sheet(_with_rest(self.rows, count), *step, region.width, height, context, highest)

        return [*heads, drawing_of(largest_fitting(len(self.rows), steps, sheet, height), region)]


class _Bar(NamedTuple):
    """A supplier, or none for all others, with its share and its change."""

    company: Company | None
    share: Share
    change: Share | None


def _with_rest(rows: Sequence[ShareRow], count: int) -> tuple[_Bar, ...]:
    """The first of the suppliers, ours among them, and the sum of all others; `count` rows."""
    bars = [_Bar(row.company, row.share, row.change) for row in rows]
    if count >= len(bars):
        return tuple(bars)
    ours = next((bar for bar in bars if bar.company and bar.company.ours), None)
    kept = [bar for bar in bars if bar.company is not None][: max(count - 1, 0)]
    if ours and ours not in kept:
        kept = [*kept[:-1], ours]
    left = [bar for bar in bars if bar not in kept]
    known = [bar.change for bar in left if bar.change is not None]
    change = Share(sum(known)) if len(known) == len(left) else None
    return (*kept, _Bar(None, Share(sum(bar.share for bar in left)), change))


@dataclass(frozen=True)
class _Sheet:
    """The drawing of some suppliers in a size, with their changes `since` a period."""

    rows: Sequence[_Bar]
    size: float
    since: Value
    width: float
    most: float
    context: RenderContext
    highest: float

    # -- texts -----------------------------------------------------------------------------------------------------

    def _name(self, row: _Bar) -> Paragraph:
        wording = self.context.wording
        words = wording.terms_of("word.others") if row.company is None else wording.say(row.company)
        return label(words, self.size, bold=_ours(row), colour="primary" if _ours(row) else "text")

    def _share(self, row: _Bar) -> Paragraph:
        return label(self.context.wording.percent(row.share), self.size, bold=_ours(row))

    def _change(self, row: _Bar) -> Paragraph:
        if row.change is None:
            return label("", self.size, align="right")
        level = abs(row.change) < LEVEL
        words = self.context.wording.number(0) if level else self.context.wording.points(row.change, signed=True)
        return label(words, self.size, bold=_ours(row), align="right")

    @cached_property
    def _head(self) -> Paragraph:
        wording = self.context.wording
        quarter = wording.short_quarter(self.since) if isinstance(self.since, Period) else ""
        words = wording.phrase(Message("dot_plot.since", quarter=quarter))
        return label(words, self.context.style.theme.sizes.small, bold=True, colour="muted", align="right")

    # -- columns and heights ---------------------------------------------------------------------------------------

    def _width_of(self, paragraph: Paragraph) -> float:
        return frame_width(paragraph, self.context.style)

    @cached_property
    def _names(self) -> float:
        return min(max(self._width_of(self._name(row)) for row in self.rows), self.width * NAMES)

    @cached_property
    def _changes(self) -> float:
        """The width of the column of changes, 0 where there is none."""
        if self.since is None:
            return 0.0
        return max(self._width_of(self._head), *(self._width_of(self._change(row)) for row in self.rows))

    @cached_property
    def _bars(self) -> float:
        """The width of the longest bar."""
        values = max(self._width_of(self._share(row)) for row in self.rows)
        right = self._changes + GAP if self._changes else 0.0
        return self.width - self._names - GAP - values - GAP / 2 - right

    @cached_property
    def _header(self) -> float:
        return frame_height((self._head,), self._changes, self.context.style) + 2.0 if self._changes else 0.0

    @property
    def suits(self) -> bool:
        """Whether the bars have space, no name breaks a word, and none has more than two lines."""
        style = self.context.style
        names = list(map(self._name, self.rows))
        least = LEAST_BESIDE_CHANGES if self._changes else LEAST_BARS
        return self._bars >= least and all(
            each.longest_stretch(style) <= self._names + 1.0 and len(each.lines(self._names, style.typeface)) <= 2
            for each in names
        )

    @cached_property
    def _pitch(self) -> float:
        tallest = max(frame_height((self._name(row),), self._names, self.context.style) for row in self.rows)
        spare = min(self.most - self._header - 1.0, TOGETHER)
        return max(tallest + 2 * PAD, min(spare / len(self.rows), self.highest))

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._header + len(self.rows) * self._pitch + 1.0

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The head of the changes, the rows, and the line from which the bars start."""
        items: list[Item] = []
        if self._changes:
            height = self._header - 2.0
            items.append(TextItem(self.width - self._changes, 0, self._changes, height, (self._head,)))
        for number, row in enumerate(self.rows):
            items += [moved(item, 0.0, self._header + number * self._pitch) for item in self._row(row)]
        x = self._names + GAP
        return [*items, Line(x, self._header, x, self.height - 1.0, "grey1", 0.75)]

    def _row(self, row: _Bar) -> Iterator[Item]:
        """The items of a row, with y = 0 at its top."""
        longest, start = max(each.share for each in self.rows) or 1.0, self._names + GAP
        yield self._text(self._name(row), 0.0, self._names)
        fill = company_colour(row.company, self.context)
        width, height = max(row.share, 0.0) / longest * self._bars, self._pitch * BAR
        if width:
            outline = "grey1" if fill == OTHERS else ""
            yield Box(start, (self._pitch - height) / 2, width, height, fill, outline)
        share = self._share(row)
        yield self._text(share, start + width + GAP / 2, self._width_of(share))
        if self._changes and row.change is not None:
            yield self._text(self._change(row), self.width - self._changes, self._changes)

    def _text(self, paragraph: Paragraph, x: float, width: float) -> TextItem:
        return centred_text((paragraph,), (x, width), (self._pitch / 2, self._pitch), self.context.style)

    def described(self) -> str:
        """The alternative text: each supplier with its share and its change."""
        wording = self.context.wording
        return wording.listed(
            wording.joined(
                each
                for each in (
                    wording.beside(self._name(row).text, self._share(row).text),
                    self._change(row).text if self._changes else "",
                )
                if each
            )
            for row in self.rows
        )


def _ours(row: _Bar) -> bool:
    return row.company is not None and row.company.ours
