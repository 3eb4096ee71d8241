"""The five flows that every block lowers itself to, and the pages that they are placed on.

A flow is a value: it computes its height at a width and splits itself at a height. Emitters depend on flows and on no
package above them. The set is closed: code that handles flows covers all five and ends in `assert_never`.
"""

from kamdeck.flow.chart import Chart, Series
from kamdeck.flow.column_widths import Column
from kamdeck.flow.drawing import Box, Drawing, Frame, Glue, Item, Line, Picture, TextItem
from kamdeck.flow.page import Page, Pages, Placed
from kamdeck.flow.style import FLOW_GAP, Style
from kamdeck.flow.table import Table
from kamdeck.flow.table_rows import Cell, Row
from kamdeck.flow.text import Paragraph, Paragraphs, Run, height_of, plain_paragraph

Flow = Paragraphs | Table | Chart | Picture | Drawing

__all__ = [
    "FLOW_GAP",
    "Box",
    "Cell",
    "Chart",
    "Column",
    "Drawing",
    "Flow",
    "Frame",
    "Glue",
    "Item",
    "Line",
    "Page",
    "Pages",
    "Paragraph",
    "Paragraphs",
    "Picture",
    "Placed",
    "Row",
    "Run",
    "Series",
    "Style",
    "Table",
    "TextItem",
    "height_of",
    "plain_paragraph",
]
