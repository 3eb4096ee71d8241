"""The `figure_slopes` block: figures before and now, as slopes on one scale of change in per cent."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from kamdeck.analysis.figures.figure import as_shown, shown_change
from kamdeck.blocks.change_protocols import SlopeRow
from kamdeck.characters import MINUS
from kamdeck.components.fitted_rows import drawn_in_parts, height_below, largest_fitting, row_stretch, stretched_by
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.model.numbers import AMOUNTS, Number
from kamdeck.model.values import Ratio, Score
from kamdeck.subject_protocol import Scale
from kamdeck.wording import NOTHING

SLOPE, LEAST_SLOPE = 63.0, 24.0
"""The width of a slope, and the least one, in points."""
PER_CENT = 0.94
"""The height of a slope for a change of one per cent, in points."""
DOT = 8.0
"""The diameter of the dot at each end, in points."""
GAP, PAD = 6.0, 5.0
"""The gap between columns, and the margin above and below a row, in points."""
LEAST_NAME = 60.0
"""The least width of names beside their values, in points; in a narrower drawing they stand above them."""
HIGHEST, TOGETHER = 80.0, 333.0
"""The greatest height of a row, and that of all rows with space, in points."""
FEW = 3
"""The most figures whose values may be as large as a lead."""


@documented(
    """Figures with their values before and now, joined by a line: the steeper, the greater the change in per cent.

    All slopes have one scale, so that they compare. A figure without a value before or now is left out. `unit` is a
    text shown after the title, and `note`, an expression over `row`, one shown below a figure's name. `whole` is
    one for the number of all, of which a figure counts a part: "of" this number is shown below the figure's name,
    unless it has changed. `name` is one for the figure whose name is shown.

    Example:
        figure_slopes: {rows: changes.key_figures if changes else none, title: topic.figure_changes}
    """
)
@dataclass(frozen=True)
class FigureSlopes(Block):
    rows: Rows[SlopeRow] = ()
    title: Heading = None
    unit: Words = ""
    note: Test | None = None
    whole: Test | None = None
    name: Test | None = None

    def amounts(self) -> Iterable[object]:
        """The values before and now, and what lies between."""
        known = [(row.value, row.previous) for row in self.rows if isinstance(row.value, AMOUNTS)]
        changes = (type(now)(now - before) for now, before in known if before is not None)
        return [*(each for pair in known for each in pair), *changes]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing in the largest size in which the rows fit; further rows on further drawings."""
        known = tuple(self._slope(row) for row in self.rows if row.value is not None and row.previous is not None)
        heads = title(self.title, context, self.unit, rule=True)
        height = height_below(heads, region, context)
        sizes = context.style.theme.sizes
        large = (sizes.lead,) if region.paged and len(known) <= FEW else ()

        def fit(rows: Sequence[_Slope]) -> "_SlopeSheet":
            def sheet(count: int, size: float) -> _SlopeSheet:
                return _SlopeSheet(tuple(rows[:count]), size, region.width, context)

            found = largest_fitting(len(rows), (*large, sizes.body, sizes.dense, sizes.small), sheet, height)
            return found.stretched(height) if region.paged else found

        return drawn_in_parts(known, fit, region, heads)

    def _slope(self, row: SlopeRow) -> "_Slope":
        """A figure with what is shown beside its values."""
        note, whole = str(self.note(row)) if self.note else "", self.whole(row) if self.whole else None
        name = str(self.name(row)) if self.name else row.name
        # Where the whole has changed, the value before was a part of another number.
        all_of = whole.value if whole and whole.previous in (None, whole.value) else None
        return _Slope(name, row.value, row.previous, row.better, note, all_of)


class _Slope(NamedTuple):
    """A figure with its values before and now; `whole` is the number of all, where the values count a part of them."""

    name: str
    value: Number | None
    previous: Number | None
    better: bool | None
    note: str
    whole: Number | None = None


@dataclass(frozen=True)
class _SlopeSheet:
    """The drawing of some figures with values in a size in points."""

    rows: tuple[_Slope, ...]
    size: float
    width: float
    context: RenderContext
    stretch: float = 0.0

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    # -- texts -----------------------------------------------------------------------------------------------------

    def _scale(self, row: _Slope) -> Scale:
        return self.context.wording.scale([row.previous, row.value])

    def _number(self, row: _Slope, value: float | None) -> str:
        """A value in the unit of its row, which stands below the name."""
        if value is None:
            return NOTHING
        scale = self._scale(row)
        return self._written(as_shown(value, type(row.value), scale.divisor, scale.most_decimals), row)

    def _written(self, shown: Decimal, row: _Slope, *, signed: bool = False) -> str:
        wording, decimals = self.context.wording, -int(shown.as_tuple().exponent)
        if not isinstance(row.value, AMOUNTS):
            return wording.number(float(shown), decimals, signed=signed)
        write = wording.format.number if self._scale(row).whole_document else wording.format.trimmed
        number = write(float(abs(shown) if signed else shown), decimals)
        return ("+" if shown > 0 else MINUS) + number if signed else number

    def _name(self, row: _Slope) -> tuple[Paragraph, ...]:
        name = label(self.context.wording.terms_of(f"figure.{row.name}"), min(self.size, 12.0), bold=True)
        about = " ".join(filter(None, (self._unit(row), row.note)))
        return (name, label(about, self._small, colour="muted")) if about else (name,)

    def _unit(self, row: _Slope) -> str:
        """What the values of a row are in: a unit, or of how many."""
        wording = self.context.wording
        if row.whole is not None:
            return wording.phrase(Message("word.of", whole=row.whole))
        if isinstance(row.value, Ratio):
            return wording.format.pattern("ratio").format(number="").strip()
        return wording.term("word.of_five") if isinstance(row.value, Score) else self._scale(row).unit

    def _before(self, row: _Slope) -> Paragraph:
        return label(self._number(row, row.previous), min(self.size, 12.0), colour="muted", align="right")

    def _now(self, row: _Slope) -> Paragraph:
        return label(self._number(row, row.value), self.size, bold=True)

    def _change(self, row: _Slope) -> Paragraph:
        wording, scale = self.context.wording, self._scale(row)
        kind: Any = type(row.value)
        change = shown_change(row.value or 0.0, row.previous or 0.0, kind, scale.divisor, scale.most_decimals)
        if not change:
            return label("=", min(self.size, 12.0), colour="muted", align="right")
        if isinstance(row.value, AMOUNTS) and wording.amounts_in_own_units:
            number = wording.money(kind(float(change) * scale.divisor), signed=True, bare=True)
        else:
            number = self._written(change, row, signed=True)
        words = f"{'↑' if change > 0 else '↓'}\u00a0{number}"
        return label(words, min(self.size, 12.0), colour="bad" if row.better is False else "text", align="right")

    # -- columns ---------------------------------------------------------------------------------------------------

    def _widest(self, texts: Iterator[Paragraph]) -> float:
        return max(frame_width(each, self.context.style) for each in texts)

    @cached_property
    def _columns(self) -> dict[str, tuple[float, float]]:
        """The left edge and the width of each column, in points."""
        before, now = self._widest(map(self._before, self.rows)), self._widest(map(self._now, self.rows))
        change = self._widest(map(self._change, self.rows))
        if before + LEAST_SLOPE + now + change + 3 * GAP > self.width:
            # The slope and its two values show the change; the column of changes repeats it.
            change = 0.0
        left = self.width - before - now - change - 4 * GAP
        slope = min(SLOPE, max(LEAST_SLOPE, left * 0.4))
        name, x = left - slope, left - slope + GAP
        if name < LEAST_NAME:
            name, x, slope = self.width, 0.0, min(SLOPE, max(LEAST_SLOPE, left + GAP))
        found = {"name": (0.0, name), "before": (x, before)}
        x += before + GAP
        found["slope"] = (x, slope)
        x += slope + GAP
        found["now"] = (x, now)
        found["change"] = (self.width - change, change)
        return found

    @cached_property
    def _tallest(self) -> float:
        style, columns = self.context.style, self._columns
        values = max(frame_height((self._now(row),), columns["now"][1], style) for row in self.rows)
        return self._above + values + DOT if self._above else max(self._names, values + DOT)

    @cached_property
    def _names(self) -> float:
        """The height of the highest name in points."""
        width, style = self._columns["name"][1], self.context.style
        return max(frame_height(self._name(row), width, style) for row in self.rows)

    @property
    def _above(self) -> float:
        """The height that names take above their values; 0 where they stand beside them."""
        return self._names if self._columns["before"][0] == 0.0 else 0.0

    @property
    def _values_top(self) -> float:
        """Where the room of slopes and values begins, in points below the top of a row."""
        return PAD + self._above if self._above else 0.0

    @property
    def pitch(self) -> float:
        """The height of a row in points."""
        return self._tallest + 2 * PAD + self.stretch

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return len(self.rows) * self.pitch + 1.0

    @property
    def suits(self) -> bool:
        """Whether no name has more than two lines or breaks a word."""
        style, width = self.context.style, self._columns["name"][1]
        names = [each for row in self.rows for each in self._name(row)[:1]]
        return all(
            len(each.lines(width, style.typeface)) <= 2 and each.longest_stretch(style) <= width + 1.0 for each in names
        )

    def stretched(self, height: float) -> "_SlopeSheet":
        """The drawing with higher rows, as far as a height in points allows."""
        highest = min(HIGHEST, TOGETHER / len(self.rows))
        return stretched_by(self, row_stretch(height - self.height, len(self.rows), self.pitch, highest))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The rows with a line below each."""
        items: list[Item] = []
        for number, row in enumerate(self.rows):
            items += [moved(item, 0.0, number * self.pitch) for item in self._row(row)]
        return items

    def _row(self, row: _Slope) -> Iterator[Item]:
        columns, above = self._columns, self._above
        middle = (self.pitch + self._values_top) / 2
        yield Line(0, self.pitch, self.width, self.pitch, "grey3", 0.5)
        yield self._text(self._name(row), columns["name"], PAD + above / 2 if above else middle)
        x, width = columns["slope"]
        rise = self._rise(row)
        first, last = middle + rise / 2, middle - rise / 2
        colour = "bad" if row.better is False else "primary"
        yield Line(x + DOT / 2, first, x + width - DOT / 2, last, colour, 2.0)
        yield Box(x, first - DOT / 2, DOT, DOT, "ground", colour, 1.5, shape="ellipse")
        yield Box(x + width - DOT, last - DOT / 2, DOT, DOT, colour, shape="ellipse")
        yield self._text((self._before(row),), columns["before"], first)
        yield self._text((self._now(row),), columns["now"], last)
        if columns["change"][1]:
            yield self._text((self._change(row),), columns["change"], middle)

    def _rise(self, row: _Slope) -> float:
        """How far the slope rises, in points; a steep one ends where its values still stand inside the row."""
        before = float(row.previous or 0.0)
        change = (float(row.value or 0.0) - before) / abs(before) * 100 if before else 100.0
        values = frame_height((self._now(row),), self._columns["now"][1], self.context.style)
        most = self.pitch - self._values_top - max(values, DOT) - 2.0
        return max(-most, min(most, change * PER_CENT))

    def _text(self, paragraphs: tuple[Paragraph, ...], place: tuple[float, float], middle: float) -> TextItem:
        return centred_text(paragraphs, place, (middle, self.pitch - 2.0), self.context.style)

    def described(self) -> str:
        """The alternative text: each figure before and now."""
        wording = self.context.wording
        arrow = wording.separator("arrow")
        parts = [
            wording.followed(
                wording.beside(
                    wording.term(f"figure.{row.name}"), arrow.join(wording.compared(row.previous, row.value))
                ),
                self._unit(row) if row.whole is not None else "",
            )
            for row in self.rows
        ]
        return wording.joined(parts, "semicolon")
