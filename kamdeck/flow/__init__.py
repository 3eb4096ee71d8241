"""The closed vocabulary below blocks: five flows, three items, and the pages that they are placed on."""

from kamdeck.flow.chart import Chart, Series
from kamdeck.flow.drawing import Box, Drawing, Frame, Glue, Item, Line, Picture, TextItem
from kamdeck.flow.page import Page, Pages, Placed
from kamdeck.flow.style import FLOW_GAP, Style
from kamdeck.flow.table import Cell, Column, Row, Table
from kamdeck.flow.text import Paragraph, Paragraphs, Run, height_of, words

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
    "words",
]
