"""The places of labels in a bullet chart, where columns stand in front of each other and dashes lie across them."""

from typing import NamedTuple

from kamdeck.ooxml.chart_shades import shade
from kamdeck.ooxml.plot import PITCH, Plot
from kamdeck.ooxml.scales import main_scale
from kamdeck.ooxml.workbook_columns import WorkbookColumn

_FREE = 3.0
"""The least height of a column whose middle is free of a dash near its top, in lines of a label."""


_DIGITS = 0.8
"""The least height of the lowest column that holds its value, in lines of a label: digits have no descenders."""


class BulletLabel(NamedTuple):
    """The position of a label (`c:dLblPos`), and the role of its colour."""

    place: str
    ink: str = "text"


def bullet_label(plot: Plot, column: WorkbookColumn, index: int) -> BulletLabel | None:
    """Where the label of a value stands clear of the other labels of its category.

    None where it has no room, outside bullet charts, and for the index -1, which means the whole series.
    """
    if plot.chart.kind != "bullet" or index < 0:
        return None
    stack = _Stack(plot, index)
    if column.part in ("target", "above"):
        return stack.target(column)
    return stack.foot(column) if column == stack.columns[0] else stack.end(column)


class _Stack:
    """The columns of a category, one on top of the other, and its dash; heights are in points."""

    def __init__(self, plot: Plot, index: int) -> None:
        low, high = main_scale(plot)
        self.plot, self.index, self.unit = plot, index, plot.length / (high - low)
        self.columns = plot.of("mark")
        self.line = plot.outside_label_size * PITCH

    def height(self, column: WorkbookColumn | None) -> float:
        """How high a column or a dash is; 0 where it has no value."""
        value = column.values[self.index] if column else None
        return (value or 0.0) * self.unit

    @property
    def top(self) -> float:
        """How high the stack is."""
        return sum(map(self.height, self.columns))

    @property
    def mark(self) -> float:
        """The height of the dash."""
        return self.height(next(iter(self.plot.of("target")), None))

    def ink(self, column: WorkbookColumn) -> str:
        """The colour of a text on a column."""
        return self.plot.theme.on(shade(self.plot.chart, column, self.index).fill)

    def foot(self, column: WorkbookColumn) -> BulletLabel | None:
        """At the foot of the lowest column, unless this is too low, or the dash crosses it there."""
        # The label may reach beyond a low column, where the dash would strike it through.
        fits = self.height(column) >= _DIGITS * self.line and not 0.0 < self.mark < self.line
        return BulletLabel("inBase", self.ink(column)) if fits else None

    def end(self, column: WorkbookColumn) -> BulletLabel | None:
        """Below the top of the upper column, or in its middle if the dash crosses it there; not where it is too low."""
        crossed = self.top - self.line < self.mark < self.top
        fits = self.height(column) >= (_FREE * self.line if crossed else self.line)
        return BulletLabel("ctr" if crossed else "inEnd", self.ink(column)) if fits else None

    def target(self, column: WorkbookColumn) -> BulletLabel | None:
        """Above the dash, or above columns that pass it by little, else below it: one of the parts has the label."""
        raised = any(each.values[self.index] for each in self.plot.of("lift"))
        dash = self.mark + self.height(next(iter(self.plot.of("dash")), None))
        if (raised or dash >= self.top) != (column.part == "above"):
            return None
        if column.part == "above":
            return BulletLabel("inBase")
        foot = self.height(self.columns[0])
        covering = self.columns[0] if foot >= self.mark else self.columns[-1]
        below = self.line if foot >= self.mark else max(foot, self.line)
        return BulletLabel("inEnd", self.ink(covering)) if self.mark >= below + self.line else None
