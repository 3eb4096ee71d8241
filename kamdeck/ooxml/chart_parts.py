"""Pieces of chart markup that all kinds of chart share: text properties, caches of names and numbers, shapes."""

from functools import lru_cache

from kamdeck.ooxml.colours import fill_xml
from kamdeck.ooxml.number_formats import number
from kamdeck.ooxml.plot import Plot
from kamdeck.ooxml.workbook_columns import WorkbookColumn
from kamdeck.ooxml.xml_text import attribute, escape
from kamdeck.theme import Colour


def text_xml(plot: Plot, role: str = "text", size: float = 0.0, *, bold: bool = False, level: bool = False) -> str:
    """The text properties of labels (`c:txPr`).

    Args:
        plot: The chart that is being written.
        role: The role of the colour.
        size: The font size in points; 0 for the chart's own.
        bold: Whether the labels are bold.
        level: Whether category labels are kept from being rotated.
    """
    # Office turns category labels that are wider than their column, unless their rotation is fixed.
    body = '<a:bodyPr rot="0" vert="horz"/>' if level else '<a:bodyPr wrap="none"/>'
    run = _run_xml(plot, role, size or plot.size, bold, "a:defRPr")
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{run}</a:pPr>"
        f'<a:endParaRPr lang="{attribute(plot.language)}"/></a:p></c:txPr>'
    )


def rich_xml(
    plot: Plot, text: str, role: str, size: float, *, bold: bool = False, body: str = '<a:bodyPr wrap="none"/>'
) -> str:
    """Literal text for a label or an axis title (`c:tx`).

    Args:
        plot: The chart that is being written.
        text: The text.
        role: The role of the colour.
        size: The font size in points.
        bold: Whether the text is bold.
        body: The markup of the body properties.
    """
    properties, run = (_run_xml(plot, role, size, bold, tag) for tag in ("a:defRPr", "a:rPr"))
    return (
        f"<c:tx><c:rich>{body}<a:lstStyle/><a:p><a:pPr>{properties}</a:pPr>"
        f"<a:r>{run}<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>"
    )


def name_xml(column: WorkbookColumn) -> str:
    """The name of a series, referring to its cell in the workbook's header."""
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(column.series.name)}</c:v></c:pt></c:strCache>'
    return f"<c:tx><c:strRef><c:f>Sheet1!${column.letter}$1</c:f>{cache}</c:strRef></c:tx>"


def categories_xml(plot: Plot) -> str:
    """The categories, which every series repeats."""
    texts = plot.chart.categories
    points = "".join(f'<c:pt idx="{index}"><c:v>{escape(text)}</c:v></c:pt>' for index, text in enumerate(texts))
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:cat><c:strRef><c:f>{_reference('A', len(texts))}</c:f>{cache}</c:strRef></c:cat>"


def values_xml(plot: Plot, column: WorkbookColumn) -> str:
    """The values of a series, with their cells in the workbook; a gap has no point."""
    # Programs draw these stored values, and open the workbook only when somebody edits the data.
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{number(value)}</c:v></c:pt>'
        for index, value in enumerate(column.values)
        if value is not None
    )
    code = f"<c:formatCode>{escape(plot.format_code(column))}</c:formatCode>"
    cache = f'<c:numCache>{code}<c:ptCount val="{len(column.values)}"/>{points}</c:numCache>'
    return f"<c:val><c:numRef><c:f>{_reference(column.letter, len(column.values))}</c:f>{cache}</c:numRef></c:val>"


def number_xml(tag: str, code: str, cell: str, value: float | None) -> str:
    """A single value that refers to its cell.

    Args:
        tag: The name of the element.
        code: The number format, as Excel writes it.
        cell: The reference to the cell, with its sheet.
        value: The value; None for an empty cell.
    """
    point = "" if value is None else f'<c:pt idx="0"><c:v>{number(value)}</c:v></c:pt>'
    cache = f'<c:numCache><c:formatCode>{escape(code)}</c:formatCode><c:ptCount val="1"/>{point}</c:numCache>'
    return f"<{tag}><c:numRef><c:f>{cell}</c:f>{cache}</c:numRef></{tag}>"


def shape_xml(fill: str, line: str) -> str:
    """The shape properties of a mark, from the markup of its fill and line."""
    return f"<c:spPr>{fill}{line}</c:spPr>"


def _reference(letter: str, count: int) -> str:
    return f"Sheet1!${letter}$2:${letter}${max(1, count) + 1}"


def _run_xml(plot: Plot, role: str, size: float, bold: bool, tag: str) -> str:
    fonts = plot.theme.fonts
    names = fonts.body_name, fonts.named_for(plot.languages[0])
    return _run(tag, plot.languages, plot.theme.colour(role), names, (plot.units.font_size(size), bold))


@lru_cache(maxsize=512)
def _run(tag: str, languages: tuple[str, str], colour: Colour, names: tuple[str, str], weight: tuple[int, bool]) -> str:
    language, other = (attribute(one) for one in languages)
    alternative = f' altLang="{other}"' if other else ""
    head = f'lang="{language}"{alternative} sz="{weight[0]}" b="{int(weight[1])}"'
    latin, east_asian = (attribute(name) for name in names)
    fonts = f'<a:latin typeface="{latin}"/><a:ea typeface="{east_asian}"/>'
    return f"<{tag} {head}>{fill_xml(colour)}{fonts}</{tag}>"
