"""The data labels of a series, in the positions that its kind of chart allows."""

from kamdeck.ooxml.bullet_labels import bullet_label
from kamdeck.ooxml.chart_parts import rich_xml, text_xml
from kamdeck.ooxml.chart_shades import is_ours, shade
from kamdeck.ooxml.number_formats import localized
from kamdeck.ooxml.plot import Plot, text_width
from kamdeck.ooxml.scales import main_scale
from kamdeck.ooxml.workbook_columns import WorkbookColumn
from kamdeck.ooxml.xml_text import attribute
from kamdeck.theme import READABLE_CONTRAST, contrast

_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_NAMED = _SHOWN.replace('<c:showSerName val="0"/>', '<c:showSerName val="1"/>') + "<c:separator> </c:separator>"
"""What a label that names its series shows (ECMA-376 part 1, 21.2.2.47: the separator stands after all of these)."""
_REMOVED = '<c:dLbl><c:idx val="{}"/><c:delete val="1"/></c:dLbl>'


def labels_xml(plot: Plot, column: WorkbookColumn) -> str:
    """The data labels of a workbook column's series; an empty string if it has none."""
    if not _labelled(plot, column):
        return ""
    code = _code_xml(plot, plot.format_code(column))
    bold = _is_bold(plot, column)
    usual = _text_role(plot, column, -1)
    place = _place_xml(plot, column)
    shown = _shown(plot, column)
    points = "".join(
        _point_xml(plot, column, index, usual) if index in shown else _REMOVED.format(index)
        for index, value in enumerate(column.values)
        if value is not None
    )
    style = (
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_xml(plot, usual, _size(plot, column), bold=bold)}"
    )
    leaders = '<c:showLeaderLines val="0"/>' if plot.chart.kind == "doughnut" else ""
    return f"<c:dLbls>{points}{code}{style}{place}{_SHOWN}{leaders}</c:dLbls>"


def _code_xml(plot: Plot, code: str) -> str:
    code = localized(code, plot.language)
    return f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>'


def _labelled(plot: Plot, column: WorkbookColumn) -> bool:
    """Whether a series has labels. A radar's values are on its axis: labels at its spokes would overlap the lines."""
    if column.part in ("support", "connector", "dash", "lift") or plot.chart.kind == "radar":
        return False
    return column.series.labelled and not (plot.chart.kind == "waterfall" and column.part == "mark")


def _is_bold(plot: Plot, column: WorkbookColumn) -> bool:
    """Whether all labels of a series are bold: totals, ours among those of competitors, and columns before dashes."""
    if plot.chart.kind == "bullet" and column.part == "mark":
        return True
    ours = column.part == "mark" and not column.series.points
    return column.part == "sum" or (ours and is_ours(plot.chart, shade(plot.chart, column).fill))


def _is_within(plot: Plot, column: WorkbookColumn, index: int) -> bool:
    """Whether the label of a single bar is inside it: only that of ours, which marks it in a print without colour."""
    if column.part != "mark" or plot.stacked or plot.chart.kind not in ("bar", "column"):
        return False
    if index < 0 or not is_ours(plot.chart, shade(plot.chart, column, index).fill):
        return False
    low, high = main_scale(plot)
    wide = 0.0 if plot.horizontal else text_width(plot.label(column, index), _size(plot, column))
    return wide <= plot.pitch and _fits_inside(plot, column, index, plot.length / (high - low))


def _point_xml(plot: Plot, column: WorkbookColumn, index: int, usual: str) -> str:
    """A label that differs from the others of its series: in its text, its decimals, its colour or its place."""
    role = _text_role(plot, column, index)
    own = index < len(column.series.labels) and bool(column.series.labels[index])
    within = _is_within(plot, column, index)
    code = plot.label_code(column, index)
    named = plot.is_named(column, index)
    differs = own or within or named or plot.chart.kind == "bullet"
    if not differs and role == usual and code == plot.format_code(column):
        return ""
    bold = within or _is_bold(plot, column) or (column.part == "caption" and index in plot.chart.totals)
    size = _size(plot, column)
    literal = rich_xml(plot, column.series.labels[index], role, size, bold=bold) if own else ""
    style = f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_xml(plot, role, size, bold=bold)}"
    place = '<c:dLblPos val="inEnd"/>' if within else _place_xml(plot, column, index)
    shown = f"{_code_xml(plot, code)}{style}{place}{_NAMED if named else _SHOWN}"
    return f'<c:dLbl><c:idx val="{index}"/>{literal}{shown}</c:dLbl>'


def _place_xml(plot: Plot, column: WorkbookColumn, index: int = -1) -> str:
    own = bullet_label(plot, column, index)
    place = own.place if own else _place(plot, column)
    return f'<c:dLblPos val="{place}"/>' if place else ""


def _place(plot: Plot, column: WorkbookColumn) -> str:
    """The position of a series' labels (`c:dLblPos`), empty for the default.

    Office repairs a file with a position that the kind does not allow: "outEnd" in a stack, or any in a doughnut. So a
    stack's total is the label of an invisible bar on top of it, "inBase", and the axis ends before that bar.
    """
    if column.part in ("line", "forecast"):
        return _line_place(plot, column)
    if column.part == "caption":
        return "t"
    if plot.chart.kind == "doughnut":
        return ""
    if column.part == "sum":
        return "inBase"
    return "ctr" if plot.stacked else "outEnd"


def _line_place(plot: Plot, column: WorkbookColumn) -> str:
    """Above the line, and below for the lowest of several lines."""
    lines = plot.of("line")
    letter = column.of or column.letter
    return "b" if len(lines) > 1 and letter == min(lines, key=_middle).letter else "t"


def _middle(column: WorkbookColumn) -> float:
    known = [value for value in column.values if value is not None]
    return sum(known) / len(known) if known else 0.0


def _inside(plot: Plot, column: WorkbookColumn) -> bool:
    return column.part == "mark" and (plot.stacked or plot.chart.kind == "doughnut")


def _size(plot: Plot, column: WorkbookColumn) -> float:
    return plot.inside_label_size if _inside(plot, column) else plot.outside_label_size


def _text_role(plot: Plot, column: WorkbookColumn, index: int) -> str:
    """The role of a label's colour; index -1 means the whole series."""
    if own := bullet_label(plot, column, index):
        return own.ink
    if _inside(plot, column) or _is_within(plot, column, index):
        return plot.theme.on(shade(plot.chart, column, index).fill)
    several = len(plot.of("line")) > 1
    if column.part in ("line", "forecast") and (several or plot.chart.kind == "combination"):
        colour, ground = plot.theme.colour(column.series.colour), plot.theme.colour("ground")
        return column.series.colour if contrast(colour.rgb, ground.rgb) >= READABLE_CONTRAST else "text"
    return "text"


def _shown(plot: Plot, column: WorkbookColumn) -> set[int]:
    """The indices of points whose labels fit: inside their part of a stack, or between their neighbours."""
    indices = {index for index, value in enumerate(column.values) if value is not None}
    if plot.chart.kind == "bullet":
        return {index for index in indices if bullet_label(plot, column, index)}
    if column.part == "forecast":
        indices = {index for index in indices if index >= (column.series.forecast or 0)}
    if _inside(plot, column):
        if plot.chart.leaders and column.series.colour != "primary":
            indices = {index for index in indices if (column.letter, index) in plot.leaders}
        low, high = main_scale(plot)
        return {index for index in indices if _fits_inside(plot, column, index, plot.length / (high - low))}
    return indices & _extremes(column) if plot.crowded([column], plot.outside_label_size) else indices


def _fits_inside(plot: Plot, column: WorkbookColumn, index: int, unit: float) -> bool:
    """Whether a label fits inside its mark; `unit` is the length in points of a value of 1."""
    value = column.values[index] or 0.0
    if plot.chart.kind == "doughnut":
        return abs(value) >= 0.05 * sum(abs(one) for one in column.values if one is not None)
    size = _size(plot, column)
    wide, high = text_width(plot.label(column, index), size) + 3, size * 1.2
    length = abs(value) * unit
    if plot.horizontal and plot.stacked and plot.thickness < high:
        return False
    return length >= (wide if plot.horizontal else high) and (plot.horizontal or wide <= plot.slot)


def _extremes(column: WorkbookColumn) -> set[int]:
    """The points that keep their labels if there is not enough space for all: the greatest and the last.

    If the two are close to each other, only the last one is labelled.
    """
    known = [(value, index) for index, value in enumerate(column.values) if value is not None]
    if not known:
        return set()
    last, greatest = known[-1][1], max(known)[1]
    return {last, greatest} if abs(last - greatest) > 3 else {last}
