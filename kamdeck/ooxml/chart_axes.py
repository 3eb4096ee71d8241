"""The axes of charts. Values are labelled at their marks, so the value axis is hidden in all kinds but the radar."""

import re

from kamdeck.ooxml.chart_parts import shape_xml, text_xml
from kamdeck.ooxml.colours import line_xml
from kamdeck.ooxml.number_formats import number
from kamdeck.ooxml.plot import Plot
from kamdeck.ooxml.scales import Scale, main_scale, radar_label_gaps, radar_scale
from kamdeck.ooxml.xml_text import attribute

# Ids are positive: negative ones fail the schema (ECMA-376 part 1, 21.2.2.9).
MAIN = (1001, 1002)
SECOND = (2001, 2002)
_WHOLE = re.compile(r"(?<=0)\.0+")
"""The decimals in a number format, which are left out if all labels of the axis are whole numbers."""
_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def axis_ids(ids: tuple[int, int]) -> str:
    """The references of a group of series to its pair of axes."""
    return f'<c:axId val="{ids[0]}"/><c:axId val="{ids[1]}"/>'


def axes_xml(plot: Plot) -> str:
    """The axes of columns, bars and lines."""
    return _category_xml(plot, MAIN) + _value_xml(plot, MAIN, main_scale(plot))


def second_axes_xml(plot: Plot, scale: Scale) -> str:
    """The hidden second pair of axes, on which a combination's line and a bullet chart's dashes have their scale."""
    return _value_xml(plot, SECOND, scale, second=True) + _category_xml(plot, SECOND, hidden=True)


def radar_axes_xml(plot: Plot) -> str:
    """The spokes and rings of a radar: a light grid with small numbers.

    Rings whose number would be covered by a line have none.
    """
    low, high, unit = radar_scale(plot)
    grid = (
        f"<c:majorGridlines>{shape_xml('', line_xml(plot.theme.colour('grey3'), 0.5, plot.units))}</c:majorGridlines>"
    )
    spokes = (
        f'<c:catAx>{_head_xml(MAIN[0])}<c:delete val="0"/><c:axPos val="b"/>{grid}{_general()}{_NO_TICKS}'
        f'<c:tickLblPos val="nextTo"/>{text_xml(plot)}<c:crossAx val="{MAIN[1]}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    below, above = radar_label_gaps(plot)
    code = _WHOLE.sub("", plot.chart.number_format) if unit == round(unit) else plot.chart.number_format
    # A format with conditions: its last section applies to the values between the two, and shows nothing.
    codes = attribute(f"[<={number(round(below, 2))}]{code};[>={number(round(above, 2))}]{code};")
    rings = (
        f'<c:valAx>{_head_xml(MAIN[1], low, high)}<c:delete val="0"/><c:axPos val="l"/>{grid}'
        f'<c:numFmt formatCode="{codes}" sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="nextTo"/>{shape_xml("", line_xml(None))}{text_xml(plot, "muted", 10)}'
        f'<c:crossAx val="{MAIN[0]}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{number(unit)}"/></c:valAx>'
    )
    return spokes + rings


def _category_xml(plot: Plot, ids: tuple[int, int], *, hidden: bool = False) -> str:
    """The category axis, with labels at its low end, away from negative bars.

    Bars read from the top, so their axis is reversed.
    """
    orientation = "maxMin" if plot.horizontal else "minMax"
    # Without a number here, Office leaves out labels by its own estimate of their size.
    skip = f'<c:tickLblSkip val="{plot.skip}"/>' if plot.horizontal or plot.skip > 1 else ""
    # `c:auto` is off: Office would turn categories that look like dates into an axis of dates.
    return (
        f'<c:catAx>{_head_xml(ids[0], orientation=orientation)}<c:delete val="{int(hidden)}"/>'
        f'<c:axPos val="{"l" if plot.horizontal else "b"}"/>{_general()}{_NO_TICKS}<c:tickLblPos val="low"/>'
        f"{shape_xml('', line_xml(plot.theme.colour('grey2'), 0.75, plot.units))}{text_xml(plot, level=plot.skip == 1)}"
        f'<c:crossAx val="{ids[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="50"/>{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_xml(plot: Plot, ids: tuple[int, int], scale: tuple[float, float], *, second: bool = False) -> str:
    """The hidden value axis with its scale.

    A second one is not deleted but drawn without a line, since LibreOffice ignores the scale of a deleted one.
    """
    place = ("t" if second else "b") if plot.horizontal else ("r" if second else "l")
    crosses = "max" if second else "autoZero"
    return (
        f'<c:valAx>{_head_xml(ids[1], *scale)}<c:delete val="{int(not second)}"/><c:axPos val="{place}"/>{_general()}'
        f'{_NO_TICKS}<c:tickLblPos val="none"/>{shape_xml("", line_xml(None))}<c:crossAx val="{ids[0]}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _head_xml(identity: int, low: float | None = None, high: float | None = None, orientation: str = "minMax") -> str:
    ends = f'<c:max val="{number(high)}"/><c:min val="{number(low)}"/>' if high is not None and low is not None else ""
    return f'<c:axId val="{identity}"/><c:scaling><c:orientation val="{orientation}"/>{ends}</c:scaling>'


def _general() -> str:
    return '<c:numFmt formatCode="General" sourceLinked="0"/>'
