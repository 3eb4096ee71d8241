"""The texts and numbers of a native chart and of the workbook behind it, each with its place in the chart.

The same code reads a chart that has just been written, for the map, and one that somebody may have edited since. What
the chart shows stands in its markup, as the last values of the workbook's cells (ECMA-376 part 1, 21.2.2.154). Whoever
edits one of the two alone leaves the other behind; so a cell that is not as the chart shows it is a text of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import local
from kamdeck.ooxml.workbook_columns import column_number, letters
from kamdeck.tracing.placed_text import PlacedText

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_VALUES = {"val": "value", "yVal": "value", "xVal": "position", "bubbleSize": "size"}
"""The elements of a series that hold numbers, and what each number is called."""
_CELLS = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")
DECIMALS = 6
"""The decimals of the numbers of a chart: programs that save it add some by computing in binary."""


class _Point(NamedTuple):
    """A text or number of a chart, and the cell of the workbook that it was taken from."""

    placed: PlacedText
    cell: str


@dataclass(frozen=True, slots=True)
class ChartSource:
    """The markup of a chart, and its workbook; empty if the file lacks one of them."""

    xml: bytes
    workbook: bytes = b""


def chart_texts(source: ChartSource, shape: str) -> Iterator[PlacedText]:
    """The texts and numbers of a chart, and the cells of its workbook that the chart does not show as they are.

    Args:
        source: The chart.
        shape: The name of the shape that shows it, with which the places begin.
    """
    if not source.xml:
        return
    points = list(_points(etree.fromstring(source.xml, _PARSER)))
    # The names of categories are in each series.
    for placed in dict.fromkeys(each.placed for each in points):
        yield placed._replace(place=f"{shape}, {placed.place}")
    shown = {each.cell: each.placed for each in points if each.cell and each.placed.text.strip()}
    cells = _workbook_cells(source.workbook)
    for cell in dict.fromkeys((*cells, *shown)) if cells else ():
        copied, text = shown.get(cell), cells.get(cell, "")
        if copied is None or copied.text != text:
            original = f"{shape}, {copied.place}" if copied else ""
            yield PlacedText(f"{shape}, workbook cell {cell}", text, copy_of=original)


def _points(root: etree._Element) -> Iterator[_Point]:
    for number, series in enumerate(root.iter(f"{_CHART}ser"), 1):
        yield from _series(series, f"series {number}")
    # Titles of the chart and its axes, which kamdeck does not write, and texts that somebody has drawn.
    for paragraph in root.iter(f"{_DRAWING}p"):
        if next(paragraph.iterancestors(f"{_CHART}ser"), None) is None and (text := _text(paragraph)):
            yield _Point(PlacedText("text", text), "")


def _series(series: etree._Element, place: str) -> Iterator[_Point]:
    name, categories = "", dict[int, str]()
    for child in series:
        tag = local(child)
        if tag == "tx":
            for _, name, cell in _cached(child):
                yield _Point(PlacedText(place, name), cell)
        elif tag == "cat":
            for index, text, cell in _cached(child):
                categories[index] = text
                yield _Point(PlacedText(f"category {index + 1}", text), cell)
        elif tag in _VALUES:
            for index, text, cell in _cached(child):
                about = " · ".join(part for part in (name, categories.get(index, "")) if part.strip())
                yield _Point(PlacedText(f"{place}, {_VALUES[tag]} {index + 1}", _number(text), True, about), cell)
        elif tag in ("dLbls", "trendline"):
            for paragraph in child.iter(f"{_DRAWING}p"):
                if text := _text(paragraph):
                    yield _Point(PlacedText(f"{place}, {_label(paragraph)}", text), "")


def _cached(parent: etree._Element) -> Iterator[tuple[int, str, str]]:
    """The index of each cached value below an element, the value, and its cell in the workbook."""
    formula = next(parent.iter(f"{_CHART}f"), None)
    cells = _CELLS.search((formula.text or "").rpartition("!")[2]) if formula is not None else None
    for point in parent.iter(f"{_CHART}pt"):
        index, value = int(point.get("idx", "0")), point.find(f"{_CHART}v")
        if value is not None and value.text:
            yield index, value.text, _cell(cells, index)
    direct = parent.find(f"{_CHART}v")
    if direct is not None and direct.text:
        yield 0, direct.text, ""


def _cell(cells: re.Match[str] | None, index: int) -> str:
    """The cell of a value in a range of one column or one row."""
    if cells is None:
        return ""
    column, row, last = cells[1], int(cells[2]), cells[3]
    if last and last != column:
        return f"{letters(column_number(column) + index)}{row}"
    return f"{column}{row + index}"


def _label(paragraph: etree._Element) -> str:
    label = next(paragraph.iterancestors(f"{_CHART}dLbl"), None)
    index = label.find(f"{_CHART}idx") if label is not None else None
    return "label" if index is None else f"label {int(index.get('val', '0')) + 1}"


def _text(paragraph: etree._Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(f"{_DRAWING}t")).strip()


def _number(text: str) -> str:
    try:
        return f"{round(float(text), DECIMALS):.15g}"
    except ValueError:
        return text


def _workbook_cells(workbook: bytes) -> Mapping[str, str]:
    """The texts and numbers of the first sheet of a workbook by their cells; none if it cannot be read."""
    if not workbook:
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            names = archive.namelist()
            sheet = next(name for name in sorted(names) if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
            strings = _shared_strings(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            return dict(_cells(etree.fromstring(archive.read(sheet), _PARSER), strings))
    except (zipfile.BadZipFile, StopIteration, etree.XMLSyntaxError):
        return {}


def _shared_strings(content: bytes) -> list[str]:
    root = etree.fromstring(content, _PARSER)
    return ["".join(each.text or "" for each in item.iter(f"{_SHEET}t")) for item in root.iter(f"{_SHEET}si")]


def _cells(sheet: etree._Element, strings: list[str]) -> Iterator[tuple[str, str]]:
    for cell in sheet.iter(f"{_SHEET}c"):
        kind, value = cell.get("t", "n"), cell.find(f"{_SHEET}v")
        if kind == "inlineStr":
            text = "".join(each.text or "" for each in cell.iter(f"{_SHEET}t"))
        elif value is None or not value.text:
            continue
        elif kind == "s":
            text = strings[int(value.text)] if int(value.text) < len(strings) else ""
        else:
            text = _number(value.text) if kind == "n" else value.text
        if text.strip():
            yield cell.get("r", ""), text
