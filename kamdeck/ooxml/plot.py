"""A chart, a theme and a frame's size go in; what all pieces of its markup ask for comes out, reckoned once."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from kamdeck.flow.chart import LABEL_SHARE, Chart
from kamdeck.ooxml.number_formats import formatted
from kamdeck.ooxml.workbook_columns import Part, WorkbookColumn, columns
from kamdeck.text.line_breaking import opportunities
from kamdeck.text.scripts import EAST_ASIAN
from kamdeck.theme import Theme

PITCH = 1.2
_SMALLEST = 10.0
_FURTHER_ROW = 1.9
"""The pitch of a legend's rows under the first where words are Chinese: LibreOffice sets them so far apart."""
_LEGEND_KEY = 24.0
_LEGEND_SHARE = 0.9
_WIDEST_NAMES = 0.45
_EAST_ASIAN_PITCH = 1.5
"""The pitch of Chinese names' lines, which LibreOffice sets by the height of their font."""
_ABOVE_NAMES = 6.0
_LARGEST_BOTTOM = 0.6
APART = 5
"""What lies between the bars of a category, in per cent of their thickness."""
# No bar grows thicker than this, in points: few categories get wider gaps, not slabs.
_THICKEST = {True: 26.0, False: 84.0}
_WIDEST_GAP = 500
_USUAL_GAP = {True: 50, False: 60}
# So many names are broken over lines rather than left out.
_FEW = 12


@dataclass(frozen=True)
class Plot:
    """One chart as it will be drawn in a frame of `width` × `height` points."""

    chart: Chart
    theme: Theme
    language: str
    width: float
    height: float

    @cached_property
    def columns(self) -> tuple[WorkbookColumn, ...]:
        """Everything that the workbook holds."""
        return columns(self.chart)

    def of(self, *parts: Part) -> list[WorkbookColumn]:
        """The columns that draw these parts."""
        return [column for column in self.columns if column.part in parts]

    @cached_property
    def languages(self) -> tuple[str, str]:
        """The texts' language and their other one: Chinese words are marked as such in a document of any language."""
        words = "".join((*self.chart.categories, *(one.name for one in self.chart.series)))
        if self.language.startswith("zh") or not EAST_ASIAN.search(words):
            return self.language, ""
        return "zh-CN", self.language

    @cached_property
    def horizontal(self) -> bool:
        """Whether the values run from left to right."""
        return self.chart.kind in ("bar", "stacked_bar")

    @cached_property
    def stacked(self) -> bool:
        """Whether one category's marks stand on each other."""
        return self.chart.kind in ("stacked_column", "stacked_bar", "waterfall")

    @cached_property
    def marks(self) -> int:
        """How many bars stand side by side in a category."""
        return 1 if self.stacked else max(1, len(self.of("mark")))

    @cached_property
    def sums(self) -> bool:
        """Whether each stack ends in its total."""
        return bool(self.of("sum"))

    @property
    def size(self) -> float:
        """The size of labels and categories."""
        return self.chart.size

    @property
    def inside_label_size(self) -> float:
        """The size of labels inside marks, smaller so that more of them fit."""
        return max(_SMALLEST, self.size - 2) if self.stacked else self.size

    @cached_property
    def outside_label_size(self) -> float:
        """The size of labels beyond marks: smaller where only so all of them have room."""
        beyond = self.of("sum", "line", "forecast", "caption", *(() if self.stacked else ("mark",)))
        return next((size for size in (self.size, _SMALLEST) if not self.crowded(beyond, size)), self.size)

    def crowded(self, several: Sequence[WorkbookColumn], size: float) -> bool:
        """Whether labels of columns, beyond their marks, would run into their neighbours at a size."""
        if self.horizontal:
            return self.pitch < size * 0.8
        indices = range(len(self.chart.categories))
        return any(text_width(self.label(one, index), size) > self.pitch for one in several for index in indices)

    @property
    def legend_size(self) -> float:
        """The size of the legend's words."""
        return max(_SMALLEST, self.size - 2)

    @cached_property
    def legend_height(self) -> float:
        """The room of a legend under the plot, in points; its entries stand in columns as wide as the widest."""
        if not self.chart.legend or self.chart.kind in ("doughnut", "waterfall"):
            return 0.0
        names = [one.series.name for one in self.of("mark", "line")]
        widest = max((text_width(name, self.legend_size) for name in names), default=0.0) + _LEGEND_KEY
        rows = max(1, math.ceil(len(names) / max(1, int(self.width * _LEGEND_SHARE / widest))))
        further = _FURTHER_ROW if EAST_ASIAN.search("".join(names)) else PITCH
        return (PITCH + (rows - 1) * further) * self.legend_size + 8

    @cached_property
    def category_lines(self) -> int:
        """The lines of the longest category under columns, broken where its slot ends."""
        region = self.slot * self.skip * LABEL_SHARE
        return max((text_lines(one, self.size, region) for one in self.chart.categories), default=1)

    @cached_property
    def bottom_height(self) -> float:
        """The room under the plot, in points, for the lines of categories, where these stand there, and the legend."""
        if self.horizontal or self.chart.kind == "radar":
            return self.legend_height
        pitch = _EAST_ASIAN_PITCH if EAST_ASIAN.search("".join(self.chart.categories)) else PITCH
        names = self.category_lines * self.size * pitch + _ABOVE_NAMES
        return min(names + self.legend_height, _LARGEST_BOTTOM * self.height)

    @cached_property
    def length(self) -> float:
        """About how long the value axis is, in points: what category labels and legend leave."""
        return self.width - self.names_width if self.horizontal else max(20.0, self.height - self.bottom_height)

    @cached_property
    def names_width(self) -> float:
        """The room left of bars for their categories, which are broken over lines where they are longer."""
        longest = max((text_width(one, self.size) for one in self.chart.categories), default=0.0)
        return min(longest + 10, _WIDEST_NAMES * self.width)

    @cached_property
    def slot(self) -> float:
        """How much room a category has along its axis, in points."""
        along = self.height - self.legend_height if self.horizontal else self.width
        return max(1.0, along / max(1, len(self.chart.categories)))

    @cached_property
    def gap(self) -> int:
        """The gap between categories as a percentage of a bar's thickness."""
        widest = round((self.slot / _THICKEST[self.horizontal] - self.marks) * 100)
        return min(_WIDEST_GAP, max(_USUAL_GAP[self.horizontal], widest))

    @cached_property
    def pitch(self) -> float:
        """How far apart neighbouring marks stand, in points, and with them their labels."""
        if self.marks == 1:
            return self.slot
        apart = 1 + APART / 100
        return self.slot * apart / (self.marks * apart + (self.gap - APART) / 100)

    @cached_property
    def skip(self) -> int:
        """Every how many categories one is named: all, unless they are many and stand closer than their words."""
        if len(self.chart.categories) <= _FEW:
            return 1
        widths = (text_width(one, self.size) + 6 for one in self.chart.categories)
        return math.ceil((self.size * 1.1 if self.horizontal else max(widths)) / self.slot)

    @cached_property
    def label_share(self) -> float:
        """How much of the value axis the largest label beyond a mark takes."""
        need = self.size * PITCH + 6
        if self.horizontal:
            words = (self.label(one, index) for one in self.columns for index in range(len(self.chart.categories)))
            need = 8 + max((text_width(one, self.size) for one in words), default=0.0)
        return min(need / self.length, 0.4)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """From the least to the greatest end of the bars; zero is always among them."""
        rows = zip(*(one.values for one in self.of("mark", "support")), strict=True)
        ends = [0.0]
        for row in rows:
            known = [value for value in row if value is not None]
            if self.stacked:
                ends += (sum(value for value in known if value < 0), sum(value for value in known if value > 0))
            else:
                ends += known
        return min(ends), max(ends)

    def label(self, column: WorkbookColumn, index: int) -> str:
        """A value's label as it will read."""
        given = column.series.labels
        if index < len(given) and given[index]:
            return given[index]
        value = column.values[index]
        return "" if value is None else formatted(value, self.format_code(column))

    def format_code(self, column: WorkbookColumn) -> str:
        """The Office format of a column's numbers."""
        return column.series.number_format or self.chart.number_format


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """About how wide a label is: 汉字 one em, points and commas half a digit, all else as wide as one."""
    longest = max(text.split("\n"), key=len)
    ems = (1.0 if unicodedata.east_asian_width(one) in "WF" else 0.28 if one in ".," else 0.56 for one in longest)
    return size * sum(ems)


@lru_cache(maxsize=4096)
def text_lines(text: str, size: float, region: float) -> int:
    """About how many lines a label takes that is broken where a room ends."""
    lines, used = 1, 0.0
    for start, end in pairwise((0, *opportunities(text))):
        wide = text_width(text[start:end].rstrip(), size)
        if used and (used + wide > region or text[start - 1] == "\n"):
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(wide / region) - 1)
        used += text_width(text[start:end], size)
    return lines
