"""How the `chart` block arranges its categories and series: whether names fit, and how companies are ordered."""

from collections.abc import Sequence
from math import inf

from kamdeck.blocks.rows import number_of
from kamdeck.components.company_colours import company_colour, rank
from kamdeck.document import Region, RenderContext, Test
from kamdeck.flow import Chart, Series
from kamdeck.flow.chart import LABEL_SHARE
from kamdeck.flow.text import plain_paragraph
from kamdeck.message import Message
from kamdeck.model.values import Company
from kamdeck.text.ellipsis import shortened
from kamdeck.theme import OTHERS

BESIDE_BARS = 0.33
"""The part of a chart's width that Office gives to the names beside bars."""
BETWEEN_BARS = 4.0
"""The least gap between two names beside bars, in points."""
MOST_LINES_BESIDE = 2
"""The most lines of a name beside a bar on a slide."""
ROUNDING = 0.01
"""The tolerance in points for sums of heights that should be equal."""
NAME_LINES = 3
"""The most lines that the name of a category may take below its column."""


def names_are_too_wide(categories: Sequence[str], region: Region, context: RenderContext) -> bool:
    """Whether names do not fit below columns: one has too many lines, or a word that is wider than its column."""
    slot = LABEL_SHARE * region.width / len(categories)
    names = [plain_paragraph(each, Chart.size) for each in categories]
    return any(
        name.longest_stretch(context.style) > slot or len(name.lines(slot, context.style.typeface)) > NAME_LINES
        for name in names
    )


def label_size(categories: Sequence[str], region: Region, context: RenderContext) -> float:
    """The font size of a chart's texts: a smaller one where a word is wider than its column."""
    slot = LABEL_SHARE * region.width / len(categories)
    names = [plain_paragraph(each, Chart.size) for each in categories]
    cut = any(name.longest_stretch(context.style) > slot for name in names)
    return min(Chart.size, context.style.theme.sizes.small) if cut else Chart.size


def name_height(categories: Sequence[str], region: Region, context: RenderContext) -> float:
    """The height in points of the highest name beside bars."""
    names = [plain_paragraph(each, Chart.size) for each in categories]
    return max((each.height(BESIDE_BARS * region.width, context.style) for each in names), default=0.0)


def fitting_bars(categories: Sequence[str], thickness: float, room: float, place: tuple[Region, RenderContext]) -> int:
    """How many bars fit a height beside names of at most `MOST_LINES_BESIDE` lines.

    Bars that leave their names a single line are shown where the whole names would leave out more than half of them.

    Args:
        categories: The names of all bars, in their order.
        thickness: The least height of a bar in points.
        room: The height of all bars in points.
        place: The region of the chart, and the context of the document.
    """
    line = plain_paragraph("", Chart.size).height(place[0].width, place[1].style)

    def count(names: float) -> int:
        return max(1, int((room + ROUNDING) / (max(thickness, names) + BETWEEN_BARS)))

    close = min(count(line), len(categories))
    for number in range(close, 1, -1):
        names = min(name_height(categories[:number], *place), MOST_LINES_BESIDE * line)
        if number <= count(names):
            return number if 2 * number >= close else close
    return close


def shortened_names(categories: Sequence[str], height: float, region: Region, context: RenderContext) -> list[str]:
    """Names beside bars that are no higher than a height in points, or have one line; a longer one is cut.

    Args:
        categories: The names of the bars.
        height: The height in points that a name may take.
        region: The region of the chart, a part of whose width the names get.
        context: The context of the document.
    """
    height = max(height, plain_paragraph("", Chart.size).height(region.width, context.style))

    def fits(name: str) -> bool:
        return plain_paragraph(name, Chart.size).height(BESIDE_BARS * region.width, context.style) <= height + ROUNDING

    return [shortened(each, fits) for each in categories]


def least_difference(series: Sequence[Series]) -> float:
    """How far the first series is from the nearest other one, on average over the categories; infinite if unknown."""
    if not series:
        return inf
    first, *others = series
    return min((_difference(first, other) for other in others), default=inf)


def _difference(one: Series, other: Series) -> float:
    pairs = zip(one.values, other.values, strict=True)
    known = [abs(a - b) for a, b in pairs if a is not None and b is not None]
    return sum(known) / len(known) if known else inf


def company_place(key: object, context: RenderContext) -> tuple[int, int]:
    """Where a series stands by its company: ours, then competitors in the document's order, then all others."""
    if not isinstance(key, Company):
        return (2, 0) if key is None else (1, 0)
    return (0, 0) if key.ours else (1, rank(key, context))


def joined_others(keys: Sequence[object], context: RenderContext) -> list[object]:
    """The keys of rows, with None for each company without a grey of its own where there are several of these."""
    others = {key for key in keys if isinstance(key, Company) and company_colour(key, context) == OTHERS}
    return [None if len(others) > 1 and key in others else key for key in keys]


def end_texts(
    ends: Test | None, rows: Sequence[object], names: Sequence[str], context: RenderContext
) -> tuple[tuple[str, ...], str]:
    """The amounts at the ends of stacks in one unit, and what the title says about it; empty where one is unknown.

    Args:
        ends: The expression of the amount of a row; the first row of a category has that of the category.
        rows: The rows of the chart.
        names: The category of each row.
        context: The wording of the document.

    Returns:
        A text for each category, and the words for the title.
    """
    values: dict[str, float | None] = {}
    for name, row in zip(names, rows, strict=True) if ends else ():
        values.setdefault(name, number_of(ends(row), "ends") if ends else None)
    known = [value for value in values.values() if value is not None]
    if not known or len(known) < len(values):
        return (), ""
    scale = context.wording.scale([ends(row) for row in rows] if ends else [])
    texts = tuple(context.wording.scaled(value, scale) for value in known)
    return texts, context.wording.phrase(Message("chart_ends.unit", unit=scale.unit)) if scale.unit else ""
