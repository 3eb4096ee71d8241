"""The markup of a chart part (DrawingML charts, ECMA-376 part 1, 21.2), the same in PowerPoint and Word."""

from collections.abc import Callable, Iterable

from kamdeck.flow.chart import Chart
from kamdeck.ooxml.chart_axes import MAIN, SECOND, axes_xml, axis_ids, radar_axes_xml, second_axes_xml
from kamdeck.ooxml.chart_bubbles import bubble_layout_xml, bubbles_xml
from kamdeck.ooxml.chart_parts import text_xml
from kamdeck.ooxml.chart_series import bars_xml, lines_xml, slices_xml, spokes_xml
from kamdeck.ooxml.plot import APART, Plot
from kamdeck.ooxml.scales import line_scale, main_scale
from kamdeck.ooxml.workbook_columns import Part, WorkbookColumn
from kamdeck.ooxml.xml_text import attribute
from kamdeck.theme import Theme
from kamdeck.units import UNSCALED, Units

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_NARROWER_GAP = 0.4
"""The gap between the dashes of a bullet chart, as a part of that between its columns."""
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def chart_xml(
    chart: Chart,
    theme: Theme,
    language: str,
    size: tuple[float, float],
    units: Units = UNSCALED,
    *,
    workbook_relationship: str = "rId1",
) -> str:
    """The part of a native chart.

    Args:
        chart: The chart.
        theme: The colours and fonts of the document.
        language: The BCP 47 tag of its texts.
        size: The width and height of its frame, in points of typesetting.
        units: The units of the file.
        workbook_relationship: The id of the relationship to the workbook with the chart's data.
    """
    plot = Plot(chart, theme, language, *size, units)
    # Without `c:autoTitleDeleted` Office shows the name of a single series as the title of the chart.
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:lang val="{attribute(language)}"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout_xml(plot)}'
        f"{_groups_xml(plot)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{_legend_xml(plot)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_xml(plot)}"
        f'<c:externalData r:id="{attribute(workbook_relationship)}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _groups_xml(plot: Plot) -> str:
    """The groups of series with their axes. The schema wants all groups before all axes."""
    match plot.chart.kind:
        case "doughnut":
            series = _each(slices_xml, plot, "mark")
            return (
                f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/><c:holeSize val="60"/>'
                "</c:doughnutChart>"
            )
        case "radar":
            series = _each(spokes_xml, plot, "mark")
            head = '<c:radarStyle val="marker"/><c:varyColors val="0"/>'
            return f"<c:radarChart>{head}{series}{axis_ids(MAIN)}</c:radarChart>{radar_axes_xml(plot)}"
        case "bubble":
            return bubbles_xml(plot)
        case "line":
            return _line_group(plot, MAIN, "line", "forecast") + axes_xml(plot)
        case "combination":
            groups = _bar_group(plot, MAIN, "mark") + _line_group(plot, SECOND, "line", "forecast")
            return groups + axes_xml(plot) + second_axes_xml(plot, line_scale(plot))
        case "waterfall":
            groups = _bar_group(plot, MAIN, "support", "mark") + _line_group(plot, MAIN, "connector", "caption")
            return groups + axes_xml(plot)
        case "bullet":
            groups = _bar_group(plot, MAIN, "mark") + _dash_group(plot)
            return groups + axes_xml(plot) + second_axes_xml(plot, main_scale(plot))
        case "column" | "bar" | "stacked_column" | "stacked_bar":
            return _bar_group(plot, MAIN, "support", "mark", "sum") + axes_xml(plot)


def _bar_group(plot: Plot, ids: tuple[int, int], *parts: Part) -> str:
    head = f'<c:barDir val="{"bar" if plot.horizontal else "col"}"/>'
    head += f'<c:grouping val="{"stacked" if plot.stacked else "clustered"}"/><c:varyColors val="0"/>'
    tail = f'<c:gapWidth val="{plot.gap}"/><c:overlap val="{100 if plot.stacked else -APART}"/>'
    return f"<c:barChart>{head}{_each(bars_xml, plot, *parts)}{tail}{axis_ids(ids)}</c:barChart>"


def _dash_group(plot: Plot) -> str:
    """The dashes of a bullet chart on a second axis of the same scale, a little wider than the columns.

    LibreOffice stacks the series of the second axis only where those of the first are stacked too.
    """
    series = _each(bars_xml, plot, "target", "dash", "lift", "above")
    if not series:
        return ""
    head = '<c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
    tail = f'<c:gapWidth val="{round(plot.gap * _NARROWER_GAP)}"/><c:overlap val="100"/>'
    return f"<c:barChart>{head}{series}{tail}{axis_ids(SECOND)}</c:barChart>"


def _line_group(plot: Plot, ids: tuple[int, int], *parts: Part) -> str:
    series = _each(lines_xml, plot, *parts)
    if not series:
        return ""
    head = '<c:grouping val="standard"/><c:varyColors val="0"/>'
    return f'<c:lineChart>{head}{series}<c:marker val="1"/>{axis_ids(ids)}</c:lineChart>'


def _each(series_xml: Callable[[Plot, WorkbookColumn], str], plot: Plot, *parts: Part) -> str:
    return "".join(series_xml(plot, column) for column in plot.of(*parts))


def _layout_xml(plot: Plot) -> str:
    """The manual layout of the plot: it fills what category labels and legend leave.

    Left to themselves, LibreOffice Writer lets labels overlap the legend of a low chart, and long labels take all the
    space left of bars; beside an "inner" plot area they are broken into lines. Only around a radar does Office place
    the labels itself.
    """
    if plot.chart.kind == "doughnut":
        return "<c:layout/>"
    if plot.chart.kind == "bubble":
        return bubble_layout_xml(plot)
    target = "outer" if plot.chart.kind == "radar" else "inner"
    left = plot.names_width / plot.width if plot.horizontal else 0.0
    height = 1 - plot.bottom_height / plot.height
    return (
        f'<c:layout><c:manualLayout><c:layoutTarget val="{target}"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4g}"/><c:y val="0"/><c:w val="{1 - left:.4g}"/><c:h val="{height:.4g}"/>'
        "</c:manualLayout></c:layout>"
    )


def _legend_xml(plot: Plot) -> str:
    if not plot.has_legend or plot.chart.kind in ("waterfall", "bubble"):
        return ""
    place = "r" if plot.chart.kind == "doughnut" else "b"
    unnamed = "".join(
        f'<c:legendEntry><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>' for index in _unnamed(plot.columns)
    )
    return (
        f'<c:legend><c:legendPos val="{place}"/>{unnamed}<c:overlay val="0"/>'
        f"{text_xml(plot, size=plot.legend_size)}</c:legend>"
    )


def _unnamed(columns: Iterable[WorkbookColumn]) -> list[int]:
    """The indices of legend entries of helper series, which are deleted; a legend counts bars before lines."""
    ordered = sorted(columns, key=lambda one: one.part in ("line", "forecast"))
    return [index for index, one in enumerate(ordered) if one.part in ("support", "forecast")]
