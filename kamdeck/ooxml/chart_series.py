"""A plot and one of its columns go in; the series' markup comes out, of bars, lines, slices or spokes."""

from kamdeck.ooxml.chart_labels import labels_xml
from kamdeck.ooxml.chart_parts import categories_xml, name_xml, shape_xml, values_xml
from kamdeck.ooxml.chart_shades import Shade, shade
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.ooxml.columns import Column
from kamdeck.ooxml.plot import Plot

_UNSEEN = shape_xml("<a:noFill/>", "<a:ln><a:noFill/></a:ln>")
_NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
_NOT_INVERTED = '<c:invertIfNegative val="0"/>'
_LINE = 2.25
_MARKER = 7


def bars_xml(plot: Plot, column: Column) -> str:
    """A series of columns or bars."""
    seen = column.part == "mark"
    usual = shade(plot.chart, column)
    look = _area_xml(plot, usual) if seen else _UNSEEN
    points = _points_xml(plot, column, usual, _NOT_INVERTED) if seen else ""
    return _series_xml(plot, column, f"{look}{_NOT_INVERTED}{points}")


def slices_xml(plot: Plot, column: Column) -> str:
    """A doughnut's ring."""
    usual = shade(plot.chart, column)
    return _series_xml(plot, column, f"{_area_xml(plot, usual)}{_points_xml(plot, column, usual, '')}")


def lines_xml(plot: Plot, column: Column) -> str:
    """A series drawn as a line; of a waterfall, the lines between its steps and the labels over them."""
    if column.part == "caption":
        look = f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_NO_MARKER}"
    elif column.part == "connector":
        look = f"<c:spPr>{_line(plot, column, 0.5)}</c:spPr>{_NO_MARKER}"
    else:
        expected = column.part == "forecast" or column.series.forecast == 0
        marker = _marker_xml(plot, column, hollow=expected or column.series.outlined)
        look = f"<c:spPr>{_line(plot, column, _LINE, dashed=expected)}</c:spPr>{marker}{_joint_xml(column)}"
    return _series_xml(plot, column, look, '<c:smooth val="0"/>')


def spokes_xml(plot: Plot, column: Column) -> str:
    """A radar's line: `c:smooth` has no place in it, and Office repairs a file that has one."""
    marker = _marker_xml(plot, column, hollow=False)
    return _series_xml(plot, column, f"<c:spPr>{_line(plot, column, _LINE)}</c:spPr>{marker}")


def _series_xml(plot: Plot, column: Column, look: str, end: str = "") -> str:
    index = plot.columns.index(column)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name_xml(column)}{look}{labels_xml(plot, column)}'
        f"{categories_xml(plot)}{values_xml(plot, column)}{end}</c:ser>"
    )


def _area_xml(plot: Plot, look: Shade) -> str:
    border = plot.theme.colour(look.line) if look.line else None
    return shape_xml(fill_xml(plot.theme.colour(look.fill)), line_xml(border, 0.75, dashed=look.dashed))


def _points_xml(plot: Plot, column: Column, usual: Shade, inverted: str) -> str:
    looks = ((index, shade(plot.chart, column, index)) for index in range(len(column.values)))
    return "".join(
        f'<c:dPt><c:idx val="{index}"/>{inverted}<c:bubble3D val="0"/>{_area_xml(plot, look)}</c:dPt>'
        for index, look in looks
        if look != usual and column.values[index] is not None
    )


def _line(plot: Plot, column: Column, thickness: float, *, dashed: bool = False) -> str:
    return line_xml(plot.theme.colour(column.series.colour), thickness, dashed=dashed)


def _marker_xml(plot: Plot, column: Column, *, hollow: bool) -> str:
    fill = plot.theme.colour("ground" if hollow else column.series.colour)
    look = shape_xml(fill_xml(fill), _line(plot, column, 1.5))
    return f'<c:marker><c:symbol val="circle"/><c:size val="{_MARKER}"/>{look}</c:marker>'


def _joint_xml(column: Column) -> str:
    """No second marker where a forecast begins: the line that it goes on with has one there."""
    if column.part != "forecast":
        return ""
    joint = (column.series.forecast or 0) - 1
    return f'<c:dPt><c:idx val="{joint}"/>{_NO_MARKER}<c:bubble3D val="0"/></c:dPt>'
