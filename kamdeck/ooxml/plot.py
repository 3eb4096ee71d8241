"""The measurements of a chart that all pieces of its markup depend on, each calculated once.

Office and LibreOffice lay out charts differently, so everything that decides whether labels fit is estimated here and
fixed in the markup.
"""

import math
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from kamdeck.dataclass import dataclass
from kamdeck.flow.chart import LABEL_SHARE, Chart
from kamdeck.ooxml.number_formats import formatted, three_figures
from kamdeck.ooxml.workbook_columns import Part, WorkbookColumn, columns
from kamdeck.text.line_breaking import opportunities
from kamdeck.text.scripts import EAST_ASIAN, language_of
from kamdeck.theme import OTHERS, Theme
from kamdeck.units import UNSCALED, Units

PITCH = 1.2
_SMALLEST = 10.0
_FURTHER_ROW = 1.9
"""The line pitch of a legend's second and further rows in Chinese, as LibreOffice sets them."""
# The coloured mark before a legend entry with the space around it, in points; the share of the chart's width that
# entries may take; and the share of the width that the categories of bars may take.
_LEGEND_KEY = 24.0
_LEGEND_SHARE = 0.9
_WIDEST_NAMES = 0.45
_EAST_ASIAN_PITCH = 1.5
"""The line pitch of Chinese category labels, which LibreOffice derives from the height of their font."""
_ABOVE_NAMES = 6.0
_ROOM = 8.0
"""The space beside a name and its value in a mark, in points."""
_LARGEST_BOTTOM = 0.6
APART = 5
"""The space between the bars of a category, in percent of their thickness."""
# The greatest thickness of horizontal and vertical bars in points; few categories get wider gaps instead.
_THICKEST = {True: 26.0, False: 84.0}
_WIDEST_GAP = 500
_USUAL_GAP = {True: 50, False: 60}
_NARROWEST_GAP = 15
_LABEL_BAND = 1.65
"""The thickness of a bar with a label inside it, relative to the label's font size: a line of any font and an edge."""
# Up to so many categories, all are labelled, and long labels are broken into lines.
_FEW = 12


@dataclass(frozen=True)
class Plot:
    """A chart in a frame of `width` × `height` points of typesetting; `language` is the BCP 47 tag of its texts."""

    chart: Chart
    theme: Theme
    language: str
    width: float
    height: float
    units: Units = UNSCALED

    @cached_property
    def columns(self) -> tuple[WorkbookColumn, ...]:
        """All columns of the workbook."""
        return columns(self.chart)

    def of(self, *parts: Part) -> list[WorkbookColumn]:
        """The workbook columns that draw these kinds of parts."""
        return [column for column in self.columns if column.part in parts]

    @cached_property
    def languages(self) -> tuple[str, str]:
        """The language of the texts and an alternative one.

        Chinese and Japanese labels are marked as such in documents of any language.
        """
        labels = "".join((*self.chart.categories, *(one.name for one in self.chart.series)))
        ideographs = self.theme.fonts.ideographs
        language = language_of(labels, self.language, ideographs) if EAST_ASIAN.search(labels) else self.language
        return language, "" if language == self.language else self.language

    @cached_property
    def horizontal(self) -> bool:
        """Whether the values run from left to right."""
        return self.chart.kind in ("bar", "stacked_bar")

    @cached_property
    def stacked(self) -> bool:
        """Whether the marks of a category are stacked."""
        return self.chart.kind in ("stacked_column", "stacked_bar", "waterfall", "bullet")

    @cached_property
    def marks(self) -> int:
        """The number of bars side by side in a category."""
        return 1 if self.stacked else max(1, len(self.of("mark")))

    @cached_property
    def sums(self) -> bool:
        """Whether each stack has its total at the end."""
        return bool(self.of("sum"))

    @property
    def size(self) -> float:
        """The font size of labels and categories."""
        return self.chart.size

    @property
    def inside_label_size(self) -> float:
        """The font size of labels inside marks; smaller in stacks, so that more of them fit."""
        return max(_SMALLEST, self.size - 2) if self.stacked and self.chart.kind != "bullet" else self.size

    @cached_property
    def outside_label_size(self) -> float:
        """The font size of labels beside marks; smaller if only then all of them fit."""
        beyond = self.of("sum", "line", "forecast", "caption", *(() if self.stacked else ("mark",)))
        return next((size for size in (self.size, _SMALLEST) if not self.crowded(beyond, size)), self.size)

    def crowded(self, several: Sequence[WorkbookColumn], size: float) -> bool:
        """Whether labels beside the marks of these columns would overlap at a font size."""
        if self.horizontal:
            return self.pitch < size * 0.8
        indices = range(len(self.chart.categories))
        return any(text_width(self.label(one, index), size) > self.pitch for one in several for index in indices)

    @property
    def legend_size(self) -> float:
        """The font size of the legend."""
        return max(_SMALLEST, self.size - 2)

    @cached_property
    def has_legend(self) -> bool:
        """Whether a legend names the series, since their labels do not."""
        return self.chart.legend and not self.named_points

    @cached_property
    def leaders(self) -> set[tuple[str, int]]:
        """The letter and the index of the largest competitor's part of each stack.

        A competitor who is the largest nowhere has its own largest part, so that each colour has a name.
        """
        rivals = [column for column in self.of("mark") if column.series.colour not in ("primary", OTHERS)]
        found = set()
        for index in range(len(self.chart.categories)):
            known = [column for column in rivals if (column.values[index] or 0.0) > 0]
            if known:
                found.add((max(known, key=lambda column: column.values[index] or 0.0).letter, index))
        for column in rivals:
            sizes = [value or 0.0 for value in column.values]
            if not any(letter == column.letter for letter, _ in found) and max(sizes, default=0.0) > 0:
                found.add((column.letter, sizes.index(max(sizes))))
        return found

    def is_named(self, column: WorkbookColumn, index: int) -> bool:
        """Whether the label of a part of a stack names its series too."""
        if self.chart.leaders:
            return (column.letter, index) in self.leaders and self._has_room(column, index)
        return self.named_points.get(column.letter) == index

    @cached_property
    def named_points(self) -> dict[str, int]:
        """By the letters of a stack's series, the point of each whose label names it; empty unless all have room."""
        marks = self.of("mark")
        if not self.chart.legend or self.chart.kind not in ("stacked_column", "stacked_bar"):
            return {}
        found = {column.letter: self._point_with_room(column) for column in marks}
        if any(column.series.labels or not column.series.labelled for column in marks):
            return {}
        room = {letter: index for letter, index in found.items() if index is not None}
        return room if len(room) == len(found) else {}

    def _point_with_room(self, column: WorkbookColumn) -> int | None:
        """The longest bar's part that holds the name and the value, or the latest column's; None where none does."""
        known = [index for index, value in enumerate(column.values) if value]
        ordered = sorted(known, key=lambda n: -abs(column.values[n] or 0.0)) if self.horizontal else known[::-1]
        return next((index for index in ordered if self._has_room(column, index)), None)

    def _has_room(self, column: WorkbookColumn, index: int) -> bool:
        """Whether a part of a stack holds the name of its series beside its value."""
        size, unit = self.inside_label_size, self._least_length / ((self.extent[1] - self.extent[0]) or 1.0)
        wide = text_width(f"{column.series.name} {self.label(column, index)}", size) + _ROOM
        along = abs(column.values[index] or 0.0) * unit
        if self.horizontal:
            return along >= wide
        thickness = min(self.slot / (1 + _USUAL_GAP[False] / 100), _THICKEST[False])
        return along >= size * PITCH and thickness >= wide

    @cached_property
    def _least_length(self) -> float:
        """What is left of the value axis for marks beside the labels of totals, in points, without a legend."""
        if self.horizontal:
            return (self.width - self.names_width) * (1 - self.label_share)
        names = self.category_lines * self.size * _EAST_ASIAN_PITCH + _ABOVE_NAMES
        return max(0.0, self.height - names - 2 * PITCH * self.size)

    @cached_property
    def legend_height(self) -> float:
        """The height of a legend below the plot, in points; its entries form columns as wide as the widest."""
        if not self.has_legend or self.chart.kind in ("doughnut", "waterfall"):
            return 0.0
        names = [one.series.name for one in self.of("mark", "line")]
        widest = max((text_width(name, self.legend_size) for name in names), default=0.0) + _LEGEND_KEY
        rows = max(1, math.ceil(len(names) / max(1, int(self.width * _LEGEND_SHARE / widest))))
        further = _FURTHER_ROW if EAST_ASIAN.search("".join(names)) else PITCH
        return (PITCH + (rows - 1) * further) * self.legend_size + 8

    @cached_property
    def category_lines(self) -> int:
        """The number of lines of the longest category label below columns."""
        width = self.slot * self.skip * LABEL_SHARE
        return max((text_lines(one, self.size, width) for one in self.chart.categories), default=1)

    @cached_property
    def bottom_height(self) -> float:
        """The height in points below the plot, for category labels and the legend."""
        if self.horizontal or self.chart.kind == "radar":
            return self.legend_height
        pitch = _EAST_ASIAN_PITCH if EAST_ASIAN.search("".join(self.chart.categories)) else PITCH
        names = self.category_lines * self.size * pitch + _ABOVE_NAMES
        return min(names + self.legend_height, _LARGEST_BOTTOM * self.height)

    @cached_property
    def length(self) -> float:
        """The approximate length of the value axis, in points."""
        return self.width - self.names_width if self.horizontal else max(20.0, self.height - self.bottom_height)

    @cached_property
    def names_width(self) -> float:
        """The width in points left of bars for their categories; longer labels are broken into lines."""
        longest = max((text_width(one, self.size) for one in self.chart.categories), default=0.0)
        return min(longest + 10, _WIDEST_NAMES * self.width)

    @cached_property
    def slot(self) -> float:
        """The space of a category along its axis, in points."""
        along = self.height - self.legend_height if self.horizontal else self.width
        return max(1.0, along / max(1, len(self.chart.categories)))

    @cached_property
    def gap(self) -> int:
        """The gap between categories as a percentage of a bar's thickness (`c:gapWidth`)."""
        widest = round((self.slot / _THICKEST[self.horizontal] - self.marks) * 100)
        usual = _USUAL_GAP[self.horizontal]
        if self.horizontal and self.stacked:
            # The label of a bar that is lower than a line of text would be partly on the background beside the bar.
            labelled = math.floor((self.slot / (_LABEL_BAND * self.inside_label_size) - 1) * 100)
            usual = min(usual, max(_NARROWEST_GAP, labelled))
        return min(_WIDEST_GAP, max(usual, widest))

    @cached_property
    def thickness(self) -> float:
        """The thickness of a bar, in points."""
        if self.marks == 1:
            return self.slot / (1 + self.gap / 100)
        return self.pitch / (1 + APART / 100)

    @cached_property
    def pitch(self) -> float:
        """The distance of neighbouring marks, and of their labels, in points."""
        if self.marks == 1:
            return self.slot
        # A category's space holds its bars, the spaces between them and the gap, all relative to the thickness of a
        # bar.
        apart = 1 + APART / 100
        return self.slot * apart / (self.marks * apart + (self.gap - APART) / 100)

    @cached_property
    def skip(self) -> int:
        """Every how many categories one is labelled: all, unless their labels would overlap.

        Those of a few categories are broken into lines, so only their longest words can.
        """
        if len(self.chart.categories) > _FEW:
            widths = (text_width(one, self.size) + 6 for one in self.chart.categories)
            return math.ceil((self.size * 1.1 if self.horizontal else max(widths)) / self.slot)
        if self.horizontal or self.chart.kind in ("radar", "doughnut", "bubble"):
            return 1
        words = (_widest_word(one, self.size) for one in self.chart.categories)
        return math.ceil(max(words, default=0.0) / self.slot)

    @cached_property
    def label_share(self) -> float:
        """The part of the value axis that the largest label beside a mark takes."""
        need = self.size * PITCH + 6
        if self.horizontal:
            labels = (self.label(one, index) for one in self.columns for index in range(len(self.chart.categories)))
            need = 8 + max((text_width(one, self.size) for one in labels), default=0.0)
        return min(need / self.length, 0.4)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """The least and the greatest end of the bars; zero is always between them."""
        rows = zip(*(one.values for one in self.of("mark", "support")), strict=True)
        ends = [0.0, *(value for one in self.of("target") for value in one.values if value is not None)]
        for row in rows:
            known = [value for value in row if value is not None]
            if self.stacked:
                ends += (sum(value for value in known if value < 0), sum(value for value in known if value > 0))
            else:
                ends += known
        return min(ends), max(ends)

    def label(self, column: WorkbookColumn, index: int) -> str:
        """The text of a value's label."""
        given = column.series.labels
        if index < len(given) and given[index]:
            return given[index]
        value = column.values[index]
        return "" if value is None else formatted(value, self.label_code(column, index))

    def format_code(self, column: WorkbookColumn) -> str:
        """The Office format code of a column's numbers."""
        return column.series.number_format or self.chart.number_format

    def label_code(self, column: WorkbookColumn, index: int) -> str:
        """The format code of a label: that of the column, with at most three significant figures."""
        value, code = column.values[index], self.format_code(column)
        return code if value is None else three_figures(value, code)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """The approximate width of a label in points; that of its longest line if it has several.

    A Chinese character is one em wide, a full stop or comma half a digit, and everything else as wide as a digit.
    """
    longest = max(text.split("\n"), key=len)
    ems = (1.0 if unicodedata.east_asian_width(one) in "WF" else 0.28 if one in ".," else 0.56 for one in longest)
    return size * sum(ems)


def _widest_word(text: str, size: float) -> float:
    """The width in points of the longest part of a label that is not broken."""
    ends = (0, *opportunities(text))
    return max((text_width(text[start:end].strip(), size) for start, end in pairwise(ends)), default=0.0)


@lru_cache(maxsize=4096)
def text_lines(text: str, size: float, width: float) -> int:
    """The approximate number of lines of a label in a font `size`, broken at a `width`, both in points."""
    lines, used = 1, 0.0
    for start, end in pairwise((0, *opportunities(text))):
        wide = text_width(text[start:end].rstrip(), size)
        if used and (used + wide > width or text[start - 1] == "\n"):
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(wide / width) - 1)
        used += text_width(text[start:end], size)
    return lines
