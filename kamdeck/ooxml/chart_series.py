"""The series of charts: bars, lines, doughnut slices and radar spokes."""

from kamdeck.ooxml.chart_labels import labels_xml
from kamdeck.ooxml.chart_parts import categories_xml, name_xml, shape_xml, values_xml
from kamdeck.ooxml.chart_shades import Shade, shade
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.ooxml.plot import Plot
from kamdeck.ooxml.workbook_columns import WorkbookColumn

_INVISIBLE = shape_xml("<a:noFill/>", "<a:ln><a:noFill/></a:ln>")
_NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
# With inversion, Office fills the bars of negative values with white.
_NOT_INVERTED = '<c:invertIfNegative val="0"/>'
_LINE = 2.25
_MARKER = 7


def bars_xml(plot: Plot, column: WorkbookColumn) -> str:
    """A series of columns or bars; helper series are invisible."""
    visible = column.part in ("mark", "dash")
    usual = shade(plot.chart, column)
    style = _area_xml(plot, usual) if visible else _INVISIBLE
    points = _points_xml(plot, column, usual, _NOT_INVERTED) if visible else ""
    return _series_xml(plot, column, f"{style}{_NOT_INVERTED}{points}")


def slices_xml(plot: Plot, column: WorkbookColumn) -> str:
    """The ring of a doughnut."""
    usual = shade(plot.chart, column)
    return _series_xml(plot, column, f"{_area_xml(plot, usual)}{_points_xml(plot, column, usual, '')}")


def lines_xml(plot: Plot, column: WorkbookColumn) -> str:
    """A series drawn as a line.

    A waterfall has such series for the lines between its bars, and an invisible one for its labels.
    """
    if column.part == "caption":
        style = f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_NO_MARKER}"
    elif column.part == "connector":
        style = f"<c:spPr>{_line(plot, column, 0.5)}</c:spPr>{_NO_MARKER}"
    else:
        expected = column.part == "forecast" or column.series.forecast == 0
        marker = _marker_xml(plot, column, hollow=expected or column.series.outlined)
        style = f"<c:spPr>{_line(plot, column, _LINE, dashed=expected)}</c:spPr>{marker}{_joint_xml(column)}"
    return _series_xml(plot, column, style, '<c:smooth val="0"/>')


def spokes_xml(plot: Plot, column: WorkbookColumn) -> str:
    """A line of a radar.

    It has no `c:smooth`: the element is not allowed there, and Office repairs a file that has it.
    """
    marker = _marker_xml(plot, column, hollow=False)
    return _series_xml(plot, column, f"<c:spPr>{_line(plot, column, _LINE)}</c:spPr>{marker}")


def _series_xml(plot: Plot, column: WorkbookColumn, style: str, end: str = "") -> str:
    index = plot.columns.index(column)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name_xml(column)}{style}{labels_xml(plot, column)}'
        f"{categories_xml(plot)}{values_xml(plot, column)}{end}</c:ser>"
    )


def _area_xml(plot: Plot, style: Shade) -> str:
    border = plot.theme.colour(style.line) if style.line else None
    line = line_xml(border, style.thickness, plot.units, dashed=style.dashed)
    return shape_xml(fill_xml(plot.theme.colour(style.fill)), line)


def _points_xml(plot: Plot, column: WorkbookColumn, usual: Shade, inverted: str) -> str:
    shades = ((index, shade(plot.chart, column, index)) for index in range(len(column.values)))
    return "".join(
        f'<c:dPt><c:idx val="{index}"/>{inverted}<c:bubble3D val="0"/>{_area_xml(plot, style)}</c:dPt>'
        for index, style in shades
        if style != usual and column.values[index] is not None
    )


def _line(plot: Plot, column: WorkbookColumn, thickness: float, *, dashed: bool = False) -> str:
    return line_xml(plot.theme.colour(column.series.colour), thickness, plot.units, dashed=dashed)


def _marker_xml(plot: Plot, column: WorkbookColumn, *, hollow: bool) -> str:
    fill = plot.theme.colour("ground" if hollow else column.series.colour)
    style = shape_xml(fill_xml(fill), _line(plot, column, 1.5))
    return f'<c:marker><c:symbol val="circle"/><c:size val="{_MARKER}"/>{style}</c:marker>'


def _joint_xml(column: WorkbookColumn) -> str:
    """No second marker at the start of a forecast, where the line that it continues has one already."""
    if column.part != "forecast":
        return ""
    joint = (column.series.forecast or 0) - 1
    return f'<c:dPt><c:idx val="{joint}"/>{_NO_MARKER}<c:bubble3D val="0"/></c:dPt>'
