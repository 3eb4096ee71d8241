"""How large the flows of a topic are set: the steps by which texts and cells are enlarged, gaps, and row pitches.

Blocks return their flows in the smallest sizes; the typesetter chooses the largest step at which a topic fits.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kamdeck.dataclass import dataclass
from kamdeck.flow import Chart, Flow, Paragraph, Paragraphs, Style, Table
from kamdeck.flow.folded_columns import with_folded_column
from kamdeck.theme import Sizes

PITCHES = (63.0, 45.75, 40.5, 30.0)
"""The heights that a table's rows may have, in points; 84, 61, 54 and 40 pixels of a slide that is 1280 wide."""
CLOSE_PITCHES = (24.0, 19.5)
"""Lower rows, for tables that share their slide with other blocks and would not fit on it otherwise."""
LESS_PADDING = 0.9
"""The part of margins and gaps that is left before a topic is continued on another slide."""
MORE_PADDING = 1.7
"""The factor of margins and gaps where texts are smaller than they are meant."""
LITTLE_PADDING, LEAST_PADDING = 0.65, 0.4
"""The parts of margins and gaps that are left at last, one after the other."""
MOST_LINES = 2
"""A text in a table is enlarged only while it has no more lines than this."""
CHART_SHARE = 0.75
"""Texts beside a chart are enlarged only while it keeps this part of its preferred height."""
AS_LABELS = -2
"""The steps that make all body text as small as labels."""
LOWER_CHART = 0.7
"""The part of its least height that a chart keeps on a slide that does not hold everything."""
LARGEST_TITLE_STEP = 1
"""Titles above blocks are enlarged by at most one step: they are bold already."""


@dataclass(frozen=True)
class Sizing:
    """The steps by which the texts of tables (`cells`) and of lists and prose (`texts`) are enlarged, -2 to 2.

    `padding` is the factor of margins and gaps, `pitch` the least height of a table's rows in points. With `even`, all
    rows of a table have one pitch, unless one of them is higher than any. Each table leaves out as many of its least
    important columns as `fewer_columns` says, and as many columns go below their neighbours as `folded_columns` says.
    A text in a cell is enlarged only while it has at most `most_lines`.
    `scarce` ones lower drawings and charts where a slide does not hold everything, and `terse` ones leave out the text
    that matters least.
    """

    cells: int = 0
    texts: int = 0
    padding: float = 1.0
    pitch: float = PITCHES[-1]
    even: bool = False
    fewer_columns: int = 0
    folded_columns: int = 0
    scarce: bool = False
    terse: bool = False
    most_lines: int = MOST_LINES

    def of_flow(self, flow: Flow) -> tuple[float, ...]:
        """What of this sizing changes the texts and margins of a flow; none of it is the height of rows.

        Sizings of which it is equal make the same of the flow.
        """
        match flow:
            case Table():
                return self.cells, self.padding, self.fewer_columns, self.folded_columns
            case Paragraphs():
                return (self.texts,)
            case _:
                return ()

    def resized(self, flow: Flow, style: Style) -> Flow:
        """A flow of a block with the texts and margins of this sizing."""
        sizes = style.theme.sizes
        match flow:
            case Table():
                return self._table(flow, style)
            case Paragraphs():
                return self._paragraphs(flow, sizes)
            case _:
                return flow

    def with_pitch(self, flow: Flow, width: float, style: Style) -> Flow:
        """A resized flow with the row heights of this sizing, for a width in points."""
        return flow.with_row_height(self._pitch(flow, width, style)) if isinstance(flow, Table) else flow

    def _table(self, table: Table, style: Style) -> Table:
        sizes = style.theme.sizes
        for _ in range(self.fewer_columns):
            table = table.without_least_column()
        for _ in range(self.folded_columns):
            table = with_folded_column(table, style)
        if self.cells:
            table = table.with_paragraphs(_enlarger(self.cells, sizes).enlarged, growth(self.cells, sizes))
        if self.padding != 1.0:
            table = table.with_pad(table.pad * self.padding)
        return table

    def _pitch(self, table: Table, width: float, style: Style) -> float:
        return self.pitch_of(table.with_row_height(0.0).row_heights(width, style)) if self.even else self.pitch

    def pitch_of(self, heights: Sequence[float]) -> float:
        """The least height of rows that are so high by their texts, in points; rows of totals are not among them."""
        if not self.even:
            return self.pitch
        tallest = max(heights, default=0.0)
        return next((pitch for pitch in reversed(PITCHES) if pitch >= max(tallest, self.pitch)), self.pitch)

    def cell_size(self, size: float, style: Style) -> float:
        """The font size that this sizing makes of one in a cell."""
        return _stepped(size, self.cells, style.theme.sizes)

    def text_size(self, size: float, style: Style) -> float:
        """The font size that this sizing makes of one in a list or in prose."""
        return _stepped(size, self.texts, style.theme.sizes)

    def column_growth(self, style: Style) -> float:
        """The factor by which columns of a fixed width grow."""
        return growth(self.cells, style.theme.sizes)

    def _paragraphs(self, flow: Paragraphs, sizes: Sizes) -> Paragraphs:
        if not self.texts:
            return flow
        # A title goes with its table or list, of which it does not know; it is between the two.
        return replace(flow, paragraphs=tuple(map(_enlarger(self.texts, sizes).enlarged, flow.paragraphs)))

    def chart_height(self, chart: Chart) -> float:
        """The height in points that a chart needs."""
        if max(self.cells, self.texts) > 0:
            return max(chart.min_height, chart.preferred_height * CHART_SHARE)
        return chart.min_height * LOWER_CHART if self.scarce else chart.min_height

    def suits(self, flow: Flow, width: float, style: Style) -> bool:
        """Whether a flow looks right in these sizes: enlarged texts break no word, and stay short in tables."""
        match flow:
            case Table() if self.cells > 0:
                breaks = flow.breaks_words(width, style) or flow.breaks_long_words(width, style)
                return not breaks and not flow.has_longer_text(self.most_lines, width, style)
            case Paragraphs() if self.texts > 0:
                inner = width - 2 * flow.inset
                return all(each.longest_stretch(style) <= inner for each in flow.paragraphs)
            case _:
                return True


SMALLEST = Sizing()
"""The sizes in which blocks return their flows."""


def growth(steps: int, sizes: Sizes) -> float:
    """The factor by which columns of a fixed width grow over some steps; none shrinks, since labels keep their size."""
    return max(1.0, _stepped(sizes.dense, steps, sizes) / sizes.dense)


class _Enlarger:
    """Enlarges paragraphs by some steps; tables have thousands of them, so the size of each step is looked up."""

    def __init__(self, steps: int, sizes: Sizes) -> None:
        title_steps = min(steps, LARGEST_TITLE_STEP)
        self._sizes, self._title_sizes = (
            {size: _stepped(size, each, sizes) for size in _scale(sizes)} for each in (steps, title_steps)
        )

    def enlarged(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph in its larger or smaller size."""
        sizes = self._title_sizes if paragraph.role == "block_title" else self._sizes
        usual = paragraph.size
        size = sizes.get(usual, usual)
        if size == usual:
            return paragraph
        factor, runs = size / usual, paragraph.runs
        if len(runs) != 1 or runs[0].size:
            runs = tuple([run._replace(size=sizes.get(run.size, run.size)) if run.size else run for run in runs])
        # Made anew: `_replace` takes three times as long.
        indent, before = paragraph.indent * factor, paragraph.before * factor
        return Paragraph(runs, size, *paragraph[2:7], indent, before, paragraph.names)


# A deck enlarges a thousand flows by a few steps.
@lru_cache(maxsize=64)
def _enlarger(steps: int, sizes: Sizes) -> _Enlarger:
    return _Enlarger(steps, sizes)


def _scale(sizes: Sizes) -> Sequence[float]:
    """The sizes of body text; labels and larger texts keep theirs."""
    return sizes.dense, sizes.body, sizes.lead


def _stepped(size: float, steps: int, sizes: Sizes) -> float:
    """A size of body text by some steps larger or smaller; labels and larger texts keep their size.

    Body text becomes as small as labels only by two steps down.
    """
    scale = _scale(sizes)
    if size not in scale:
        return size
    if steps == AS_LABELS:
        return sizes.small
    return scale[min(max(scale.index(size) + steps, 0), len(scale) - 1)]
