"""Draw the items of a finished deck again with python-pptx's own calls, to compare kamdeck's speed with.

The items are read beforehand: positions, text with size and weight, tables, connectors, notes, native charts.
Colours, borders, languages, links, alternative texts, sections and placeholders are left out, in favour of
python-pptx.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Pt

Text = list[list[tuple[str, Any, Any]]]
"""Paragraphs of runs, each with its text, size and weight."""
Place = tuple[int, int, int, int]


def redraw(blob: bytes) -> Callable[[], bytes]:
    """A function that draws a deck again and returns the bytes of its file."""
    original = Presentation(io.BytesIO(blob))
    slides, size = _slides(original), (original.slide_width, original.slide_height)

    def draw() -> bytes:
        deck = Presentation()
        deck.slide_width, deck.slide_height = size
        for items, notes in slides:
            slide = deck.slides.add_slide(deck.slide_layouts[6])
            for item in items:
                item(slide)
            slide.notes_slide.notes_text_frame.text = notes
        stream = io.BytesIO()
        deck.save(stream)
        return stream.getvalue()

    return draw


def described(blob: bytes) -> dict[str, Any]:
    """The items of a deck as JSON has them, for libraries of other languages; lengths are in EMU, sizes in points."""
    original = Presentation(io.BytesIO(blob))
    slides = [
        {"notes": notes, "items": [{"type": type(item).__name__.strip("_").lower(), **asdict(item)} for item in items]}
        for items, notes in _slides(original)
    ]
    return {"width": original.slide_width, "height": original.slide_height, "slides": slides}


def _slides(deck: Any) -> list[tuple[list["_Item"], str]]:
    """The items and notes of each slide."""
    return [(list(map(_item, _leaves(slide.shapes))), _notes(slide)) for slide in deck.slides]


def _leaves(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _leaves(shape.shapes)
        else:
            yield shape


def _notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


def _item(shape: Any) -> "_Item":
    place = (shape.left or 0, shape.top or 0, shape.width or 1, shape.height or 1)
    if shape.has_chart:
        return _Chart.of(shape.chart, place)
    if shape.has_table:
        grid = [[_words(cell.text_frame) for cell in row.cells] for row in shape.table.rows]
        return _Grid(grid, [column.width for column in shape.table.columns], place)
    if hasattr(shape, "begin_x"):
        return _Connector((shape.begin_x, shape.begin_y, shape.end_x, shape.end_y))
    return _Words(_words(shape.text_frame), place, boxed=shape.name.startswith(("Box", "Panel")))


def _words(frame: Any) -> Text:
    return [[(run.text, run.font.size, run.font.bold) for run in each.runs] for each in frame.paragraphs]


def _write(words: Text, frame: Any) -> None:
    for number, runs in enumerate(words):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        for text, size, bold in runs:
            run = paragraph.add_run()
            run.text = text
            run.font.size = size or Pt(12)
            if bold:
                run.font.bold = True


@dataclass(frozen=True)
class _Words:
    """A text box, or a shape with text in it."""

    words: Text
    place: Place
    boxed: bool

    def __call__(self, slide: Any) -> None:
        if self.boxed:
            shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self.place)
        else:
            shape = slide.shapes.add_textbox(*self.place)
        _write(self.words, shape.text_frame)


@dataclass(frozen=True)
class _Grid:
    """A table."""

    cells: list[list[Text]]
    widths: list[int]
    place: Place

    def __call__(self, slide: Any) -> None:
        table = slide.shapes.add_table(len(self.cells), len(self.widths), *self.place).table
        for column, width in zip(table.columns, self.widths, strict=True):
            column.width = width
        for row, line in zip(table.rows, self.cells, strict=True):
            for cell, words in zip(row.cells, line, strict=True):
                _write(words, cell.text_frame)


@dataclass(frozen=True)
class _Connector:
    """A line from one point to another."""

    ends: Place

    def __call__(self, slide: Any) -> None:
        slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *self.ends)


@dataclass(frozen=True)
class _Chart:
    """A native chart with its workbook; python-pptx draws all of its series as one kind."""

    kind: Any
    categories: list[str]
    series: list[tuple[str, tuple[Any, ...]]]
    place: Place

    @classmethod
    def of(cls, chart: Any, place: Place) -> "_Chart":
        """Read what a chart shows."""
        series = [(each.name, tuple(each.values)) for plot in chart.plots for each in plot.series]
        return cls(chart.chart_type, [str(each) for each in chart.plots[0].categories], series, place)

    def __call__(self, slide: Any) -> None:
        data = CategoryChartData()
        data.categories = self.categories
        for name, values in self.series:
            data.add_series(name, values)
        slide.shapes.add_chart(self.kind, *self.place, data)


_Item = _Words | _Grid | _Connector | _Chart
"""An item; called with a slide, it draws itself."""
