"""The way of an outcome: its baseline, and the bar of what was measured last with the target's figure at its tick."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.analysis.measures import without_unit
from kamdeck.blocks.row_protocols import OutcomeBarRow
from kamdeck.components.item_groups import ItemGroup
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import cut_to_height, frame_height, frame_width, label
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Item, Line, Paragraph, TextItem
from kamdeck.wording import NOTHING

INSET = 6.0
"""The margin beside a bar or a tick, in points."""
TICK, BEYOND = 2.25, 4.5
"""The width of the tick at the target, and how far it goes beyond the bar, in points."""
NOW = 0.7
"""The height of the bar of what was measured last, as a part of that of the bar of the baseline behind it."""
CLOSE = 0.1
"""Values that differ by less than this part of the greatest one are on a scale that does not start at 0."""
CUT, CUT_WIDTH = 5.0, 2.5
"""How slanted the cut is that says so, and its width, in points."""
MOST_LINES = 4
"""The most lines of a value that has no bar."""


class WaySizes(NamedTuple):
    """The font sizes of the values and of the target's name, and the height of the bar, in points."""

    value: float
    name: float
    bar: float


class _Lengths(NamedTuple):
    """The lengths in points of the bars, before and now, and how far the tick is from their start.

    A `cut` bar does not start at 0.
    """

    before: float
    now: float
    target: float
    cut: bool


@dataclass(frozen=True)
class OutcomeWay:
    """The way of an outcome on a width, of which the baseline takes `before`; both in points."""

    row: OutcomeBarRow
    sizes: WaySizes
    width: float
    before: float
    context: RenderContext

    @property
    def baseline(self) -> Paragraph:
        """The value before."""
        return self._value(self.row.baseline, align_right=True)

    def _value(self, value: object, *, bold: bool = False, align_right: bool = False) -> Paragraph:
        words = self.context.wording.inner.say(without_unit(value)) if value is not None else NOTHING
        colour = "text" if bold else "muted"
        return label(words, self.sizes.value, bold=bold, colour=colour, align="right" if align_right else "left")

    @property
    def _left(self) -> float:
        return self.before + INSET

    @property
    def _length(self) -> float:
        """The width of the scale, which ends before the tick would leave the region."""
        return self.width - self._left - TICK

    def drawn(self, whole_lines: bool) -> ItemGroup:
        """The drawing; where values need `whole_lines`, one of two lines counts as a text that breaks a word."""
        before = self._text((self.baseline,), self.before)
        broken = before.breaks or (whole_lines and frame_width(self.baseline, self.context.style) > self.before + 1.0)
        measured, lengths = self._value(self.row.measured, bold=True), self._lengths
        placed = self._placed(measured, lengths) if lengths else None
        if lengths is None or placed is None:
            texts = self._text((measured, self._target), self._length)
            high = max(before.height, texts.height)
            items = [*before.at(0.0, (high - before.height) / 2), *texts.at(self._left, (high - texts.height) / 2)]
            return ItemGroup(high, tuple(items), broken or texts.breaks)
        named = self._named(lengths)
        top, bar = named.height, max(self.sizes.bar + 2 * BEYOND, before.height)
        middle = top + bar / 2
        items = [*named.items, *before.at(0.0, middle - before.height / 2), *self._bar(lengths, top, middle)]
        items.append(self._inside(*placed, lengths, middle))
        # The bar, not the bar with the name above it, stands in the middle of the row.
        return ItemGroup(top + bar + (named.height if whole_lines else 0.0), tuple(items), broken or named.breaks)

    def _text(self, paragraphs: Sequence[Paragraph], width: float) -> ItemGroup:
        style = self.context.style
        limit = sum(each.size for each in paragraphs) * 1.2 * MOST_LINES
        shown = cut_to_height(tuple(paragraphs), width, limit, style)
        height = frame_height(shown, width, style)
        broken = any(each.longest_stretch(style) > width + 1.0 for each in paragraphs)
        return ItemGroup(height, (TextItem(0.0, 0.0, width, height, shown),), broken, width)

    # -- the target ------------------------------------------------------------------------------------------------

    @property
    def _target(self) -> Paragraph:
        """The word for the target and its figure, or a dash."""
        wording = self.context.wording
        value = wording.inner.say(without_unit(self.row.target))
        return label(wording.beside(wording.term("field.aim"), value), self.sizes.name, bold=True)

    def _named(self, lengths: "_Lengths") -> ItemGroup:
        """The target's figure above its tick, inside the region."""
        words = self._target
        own = min(frame_width(words, self.context.style), self.width)
        text = self._text((words._replace(align="center"),), own)
        x = min(max(self._left + lengths.target - own / 2, 0.0), self.width - own)
        return text._replace(items=text.at(x, 0.0))

    # -- the bar ---------------------------------------------------------------------------------------------------

    @cached_property
    def _lengths(self) -> "_Lengths | None":
        """The lengths of both bars and the place of the tick; none for an outcome that lacks a number."""
        numbers = self.row.numbers
        if numbers is None or self.row.progress is None:
            return None
        low, high = min(numbers), max(numbers)
        whole = low >= 0 and high - low >= CLOSE * high
        start = 0.0 if whole else 2 * low - high
        unit = self._length / (high - start)
        before, now, target = ((number - start) * unit for number in numbers)
        return _Lengths(before, now, target, cut=not whole)

    def _placed(self, measured: Paragraph, lengths: "_Lengths") -> tuple[Paragraph, float] | None:
        """What was measured last in the largest size that has a place, and the place; none where no size has one."""
        sizes = self.context.style.theme.sizes
        for size in (measured.size, sizes.lead, sizes.body, sizes.dense, sizes.small):
            smaller = measured._replace(size=min(size, measured.size))
            if (place := self._place(smaller, lengths)) is not None:
                return smaller, place
        return None

    def _place(self, measured: Paragraph, lengths: "_Lengths") -> float | None:
        """How far from the start of the bar the last measured value stands, clear of the tick; none without a place."""
        own, tick = frame_width(measured, self.context.style), lengths.target
        least = INSET + (CUT + 2 * CUT_WIDTH if lengths.cut else 0.0)
        # In the dark bar, beside it, in its part before the tick, and beyond the tick.
        for x in (lengths.now - INSET - own, lengths.now + INSET, tick - INSET - own, tick + INSET):
            inside = least <= x and x + own + INSET <= lengths.now
            beside = lengths.now + INSET <= x and x + own <= self._length
            if (inside or beside) and not x - INSET / 2 < tick < x + own + INSET / 2:
                return x
        return None

    def _inside(self, measured: Paragraph, x: float, lengths: "_Lengths", middle: float) -> TextItem:
        """What was measured last, on the dark bar or beside it."""
        if x < lengths.now:
            measured = measured._replace(colour="ground")
        own, high = frame_width(measured, self.context.style), self.sizes.bar
        return TextItem(self._left + x, middle - high / 2, own, high, (measured,), "middle")

    def _bar(self, lengths: "_Lengths", top: float, middle: float) -> Iterator[Item]:
        """The light bar of the baseline, the dark one in front of it, and the tick of the target from `top` on."""
        left, high, now = self._left, self.sizes.bar, self.sizes.bar * NOW
        if lengths.before:
            yield Box(left, middle - high / 2, lengths.before, high, "grey3:60")
        if lengths.now:
            yield Box(left, middle - now / 2, lengths.now, now, "primary")
        if lengths.cut:
            x = left + INSET
            yield Line(x, middle + high / 2, x + CUT, middle - high / 2, "ground", CUT_WIDTH)
        x = left + lengths.target
        yield Line(x, top, x, middle + high / 2 + BEYOND, "text", TICK)
