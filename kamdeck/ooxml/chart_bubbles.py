"""The series and axes of a bubble chart.

Every bubble is a series of its own. Its label can then be the series name, which is linked to the workbook in every
program.
"""

from kamdeck.ooxml.bubble_placement import Axis, Bubble, Bubbles
from kamdeck.ooxml.chart_parts import number_xml, rich_xml, shape_xml, text_xml
from kamdeck.ooxml.chart_shades import shade
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.ooxml.number_formats import number
from kamdeck.ooxml.plot import Plot
from kamdeck.ooxml.xml_text import attribute, escape

# Ids are positive: negative ones fail the schema (ECMA-376 part 1, 21.2.2.9).
X_AXIS, Y_AXIS = 1001, 1002
_NAMED = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
    '<c:showSerName val="1"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def bubbles_xml(plot: Plot) -> str:
    """The group of bubbles and its two axes."""
    bubbles = Bubbles(plot)
    series = "".join(_series_xml(bubbles, bubble, order) for order, bubble in enumerate(bubbles.drawable))
    if bubbles.anchor:
        series += _anchor_xml(bubbles.anchor, len(bubbles.drawable))
    head = '<c:varyColors val="0"/>'
    tail = f'<c:bubbleScale val="{bubbles.scale}"/><c:showNegBubbles val="0"/><c:sizeRepresents val="area"/>'
    ids = f'<c:axId val="{X_AXIS}"/><c:axId val="{Y_AXIS}"/>'
    axes = _axis_xml(bubbles, (X_AXIS, Y_AXIS), bubbles.x_axis) + _axis_xml(bubbles, (Y_AXIS, X_AXIS), bubbles.y_axis)
    return f"<c:bubbleChart>{head}{series}{tail}{ids}</c:bubbleChart>{axes}"


def bubble_layout_xml(plot: Plot) -> str:
    """The manual layout of the plot area from which the positions of labels were calculated."""
    inner = Bubbles(plot).plot_area
    x, y = inner.left / plot.width, inner.top / plot.height
    wide, high = (inner.right - inner.left) / plot.width, (inner.bottom - inner.top) / plot.height
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4g}"/><c:y val="{y:.4g}"/><c:w val="{wide:.4g}"/><c:h val="{high:.4g}"/>'
        "</c:manualLayout></c:layout>"
    )


def _series_xml(bubbles: Bubbles, bubble: Bubble, order: int) -> str:
    plot, row = bubbles.plot, bubble.index + 2
    style = shade(plot.chart, plot.columns[0], bubble.index)
    line = line_xml(plot.theme.colour(style.line), 1.0, plot.units)
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(bubble.name)}</c:v></c:pt></c:strCache>'
    values = "".join(
        number_xml(tag, plot.format_code(column), f"Sheet1!${column.letter}${row}", column.values[bubble.index])
        for tag, column in zip(("c:xVal", "c:yVal", "c:bubbleSize"), plot.columns, strict=False)
    )
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/><c:tx><c:strRef><c:f>Sheet1!$A${row}</c:f>{cache}'
        f"</c:strRef></c:tx>{shape_xml(fill_xml(plot.theme.colour(style.fill)), line)}"
        f'<c:invertIfNegative val="0"/>{_label_xml(bubbles, bubble)}{values}<c:bubble3D val="0"/></c:ser>'
    )


def _anchor_xml(anchor: Bubble, order: int) -> str:
    """The bubble that sets the size of the others; its numbers are not in the workbook, since they are no data."""
    values = "".join(
        f'<{tag}><c:numLit><c:ptCount val="1"/><c:pt idx="0"><c:v>{number(value)}</c:v></c:pt></c:numLit></{tag}>'
        for tag, value in (("c:xVal", anchor.x), ("c:yVal", anchor.y), ("c:bubbleSize", anchor.size))
    )
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:invertIfNegative val="0"/><c:dLbls><c:delete val="1"/></c:dLbls>{values}<c:bubble3D val="0"/></c:ser>'
    )


def _label_xml(bubbles: Bubbles, bubble: Bubble) -> str:
    place = bubbles.labels.get(bubble.index)
    if place is None:
        return '<c:dLbls><c:delete val="1"/></c:dLbls>'
    style = f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_xml(bubbles.plot, size=bubbles.label_size)}"
    return f'<c:dLbls>{style}<c:dLblPos val="{place}"/>{_NAMED}</c:dLbls>'


def _axis_xml(bubbles: Bubbles, ids: tuple[int, int], axis: Axis) -> str:
    """An axis with its title, small numbers and a light grid; it crosses the other one at that one's minimum.

    Negative numbers are left out if no value is negative: the axis then extends below 0 only to make space for
    bubbles.
    """
    plot, (low, high, unit) = bubbles.plot, axis
    across = ids[0] == X_AXIS
    column = plot.columns[min(0 if across else 1, len(plot.columns) - 1)]
    code = plot.format_code(column)
    known = [value for value in column.values if value is not None]
    if low < 0 <= min(known, default=0.0):
        # Sections for positive, negative and zero values (ECMA-376 part 1, 18.8.31); the empty one shows nothing.
        code = f"{code};;{code}"
    grid = (
        f"<c:majorGridlines>{shape_xml('', line_xml(plot.theme.colour('grey3'), 0.5, plot.units))}</c:majorGridlines>"
    )
    return (
        f'<c:valAx><c:axId val="{ids[0]}"/><c:scaling><c:orientation val="minMax"/><c:max val="{number(high)}"/>'
        f'<c:min val="{number(low)}"/></c:scaling><c:delete val="0"/><c:axPos val="{"b" if across else "l"}"/>{grid}'
        f'{_title_xml(plot, column.series.name, turned=not across)}<c:numFmt formatCode="{attribute(code)}" '
        f'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"{shape_xml('', line_xml(plot.theme.colour('grey2'), 0.75, plot.units))}"
        f"{text_xml(plot, 'muted', plot.legend_size)}"
        f'<c:crossAx val="{ids[1]}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{number(unit)}"/></c:valAx>'
    )


def _title_xml(plot: Plot, title: str, *, turned: bool) -> str:
    body = f'<a:bodyPr rot="{-5400000 if turned else 0}" vert="horz"/>'
    text = rich_xml(plot, title, "muted", plot.legend_size, body=body)
    return f'<c:title>{text}<c:overlay val="0"/></c:title>'
