"""The `chart` block: facts as a native chart, with series named, scaled, and coloured by the company they are about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kamdeck.blocks.rows import field_of, in_order_of_time, key_of, number_of
from kamdeck.components.titles import title, under_year
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Chart, Flow, Series
from kamdeck.flow.chart import LABEL_SHARE, ChartKind
from kamdeck.flow.text import plain_paragraph
from kamdeck.model.values import Company, Month, Quarter, Year
from kamdeck.subject_protocol import Scale

COMPETITORS = ("grey1", "grey2", "grey3", "grey4")
"""The roles of the colours of companies other than ours, from dark to light."""
STACKED = ("primary", "primary:40", "grey1", "grey3", "contrast", "contrast:40", "grey2")
"""Dark and light in turn, so that neighbours differ in print without colour too."""

AS_BARS: dict[ChartKind, ChartKind] = {"column": "bar", "stacked_column": "stacked_bar"}
"""The kinds that columns become where their names do not fit below them."""
NAME_LINES = 3
"""The most lines that the name of a category may take below its column."""
MOST_BARS = 12
"""With more categories, columns remain columns, and Office leaves out some of their names."""


@documented("One series: a `field` of each row, or `value`, an expression over `row`; `line` puts it on a second axis.")
@dataclass(frozen=True)
class ChartSeries:
    field: str = ""
    value: Test | None = None
    title: Heading = None
    colour: str = ""
    line: bool = False

    def of(self, row: object) -> float | None:
        """The series' value in a row, None where it has none; raises `Problems` where it is not a number."""
        value = self.value(row) if self.value else field_of(row, self.field)
        return number_of(None if value == "" else value, f"'{self.field}'" if self.field else "a series' value")

    def name(self, context: RenderContext) -> str:
        """The series' name."""
        return context.wording.names(self.title) if self.title else context.wording.terms_of(f"field.{self.field}")


@documented(
    """Facts as a chart of one kind.

    The kinds: column, bar, stacked_column, stacked_bar, line, doughnut, radar, combination, waterfall, bubble. Up to
    twelve columns, stacked or not, become bars where their names do not fit below them, except over years, quarters,
    months and days, which are in chronological order.

    `x` is the field that gives the categories; `category` is an expression in its place. `y` lists the series. With
    `by`, each value of that field is a series of the one value in `y`, and rows with the same `x` and `by` are added
    up. `colour` is a role; `colours` is an expression over `row` for the role of each category. `order` lists
    companies: ours is primary, and each of the others has the grey of its position, the same in every chart with the
    same list. A row whose `forecast` is true is drawn as a forecast. In a bubble chart, `x` names the bubbles, and `y`
    lists the horizontal value, the vertical value and the area; a row that lacks one of the three is left out.

    `height` is the preferred height in points, `least` the height below which the chart moves to the next page.
    `greatest` fixes the end of the value axis. `unit` is a text shown after the title; without it, the unit of the
    values is shown there, except in a bubble chart.

    Example:
        chart: {kind: column, rows: figures.years, x: year, y: [revenue]}
    """
)
@dataclass(frozen=True)
class ChartBlock(Block):
    kind: ChartKind
    x: str
    y: tuple[ChartSeries, ...]
    rows: Rows[object] = ()
    by: str = ""
    category: Test | None = None
    title: Heading = None
    unit: Words = ""
    colour: str = "primary"
    colours: Test | None = None
    order: Rows[object] = ()
    height: float = 280.0
    least: float = 150.0
    greatest: float = 0.0

    def amounts(self) -> Iterable[object]:
        """The values of all series."""
        return (series.of(row) for series in self.y for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and the chart; an empty list where no value is known."""
        complete = [row for row in self.rows if self._category_value(row) is not None and self._is_complete(row)]
        rows = in_order_of_time(complete, self._category_value)
        series = self._by(rows, context) if self.by else self._columns(rows, context)
        # A chart without a value would be an empty plot with axes.
        known = [value for each in series for value in each.values if value is not None]
        if not known:
            return []
        names_of_rows = [self._category(row, context) for row in rows]
        # With `by`, several rows share a category; without it, each row is one, even where two have the same name.
        categories = list(dict.fromkeys(names_of_rows)) if self.by else names_of_rows
        if self._becomes_bars(rows, categories, region, context):
            return replace(self, kind=AS_BARS[self.kind]).lower(region, context)
        scale = self._scale(rows, context)
        # A chart that is higher than its region would fit no page.
        least = min(self._least(len(categories), len(series)), max(region.height - 24.0, 60.0))
        heads = title(self.title, context, self.unit or ("" if self.kind == "bubble" else scale.unit))
        chart = Chart(
            kind=self.kind,
            categories=tuple(self._broken(categories, rows, region, context)),
            series=tuple(_with_forecast(self._scaled(each, scale), context) for each in series),
            alt=self._alt(categories, series, scale, context),
            number_format=scale.number_format,
            category_name=context.wording.term(f"field.{self.x.rpartition('.')[2]}"),
            legend=len(series) > 1 or self.kind == "doughnut",
            preferred_height=max(self.height, least),
            min_height=least,
            greatest_value=self.greatest or None,
            totals=tuple(n for n, row in enumerate(rows) if getattr(row, "level", False) is True),
            sums=self.kind in ("stacked_bar", "stacked_column"),
        )
        return [*heads, chart]

    def _is_complete(self, row: object) -> bool:
        return self.kind != "bubble" or all(series.of(row) is not None for series in self.y)

    def _category_value(self, row: object) -> object:
        return self.category(row) if self.category else field_of(row, self.x)

    def _becomes_bars(self, rows: list[object], categories: list[str], region: Region, context: RenderContext) -> bool:
        """Whether columns have to become bars: a name has too many lines, or a word that is wider than its column."""
        if self.kind not in AS_BARS or len(categories) > MOST_BARS:
            return False
        # Time runs from left to right in every chart.
        if self._over(rows, Year, Month, Quarter, date):
            return False
        slot = LABEL_SHARE * region.width / len(categories)
        names = [plain_paragraph(each, Chart.size) for each in categories]
        return any(
            name.longest_stretch(context.style) > slot or len(name.lines(slot, context.style.typeface)) > NAME_LINES
            for name in names
        )

    def _over(self, rows: list[object], *kinds: type) -> bool:
        """Whether the categories are times of these kinds."""
        return all(isinstance(field_of(row, self.x), kinds) for row in rows)

    def _broken(self, categories: list[str], rows: list[object], region: Region, context: RenderContext) -> list[str]:
        """The categories; quarters and months are broken after their years where they do not fit on one line."""
        if self.kind in AS_BARS.values() or not self._over(rows, Month, Quarter):
            return categories
        slot = LABEL_SHARE * region.width / len(categories)
        if all(plain_paragraph(each, Chart.size).natural_width(context.style) <= slot for each in categories):
            return categories
        return list(map(under_year, categories))

    def _least(self, categories: int, series: int) -> float:
        """The least height of the chart, in points: a line for each bar."""
        if self.kind in ("bar", "stacked_bar"):
            # In points: 20 for a bar with its label, 4 between groups of bars, 24 for the legend.
            each = 20.0 * (series if self.kind == "bar" else 1) + 4.0
            return max(60.0, categories * each + (24.0 if series > 1 else 0.0))
        return self.least

    def _category(self, row: object, context: RenderContext) -> str:
        words = context.wording.say(self._category_value(row))
        return context.wording.format.forecast(words) if getattr(row, "forecast", False) is True else words

    def _scale(self, rows: list[object], context: RenderContext) -> Scale:
        # The scale is that of the first axis; a line on the second axis has one of its own.
        main = [series for series in self.y if not series.line] or list(self.y)
        return context.wording.scale([series.of(row) for series in main for row in rows])

    def _scaled(self, series: Series, scale: Scale) -> Series:
        """The series in a scale, unless it has one of its own."""
        if series.number_format:
            return series
        # Six decimals are more than a label shows, and keep binary fractions out of the chart's workbook.
        values = tuple(None if value is None else round(value / scale.divisor, 6) for value in series.values)
        return replace(series, values=values, number_format=scale.number_format)

    def _columns(self, rows: list[object], context: RenderContext) -> list[Series]:
        built = []
        first_forecast = next((n for n, row in enumerate(rows) if getattr(row, "forecast", False) is True), None)
        points = tuple(self._point(row) for row in rows) if self.colours or self.order else ()
        for number, series in enumerate(self.y):
            values = tuple(series.of(row) for row in rows)
            if not any(value is not None for value in values):
                continue
            colour = series.colour or (self.colour if number == 0 else STACKED[number % len(STACKED)])
            one = Series(series.name(context), values, colour, points, series.line, first_forecast)
            own = series.line or self.kind == "bubble"
            built.append(self._with_own_scale(one, [series.of(row) for row in rows], context) if own else one)
        return built

    def _point(self, row: object) -> str:
        return str(self.colours(row) or self.colour) if self.colours else self._grey(field_of(row, self.x))

    def _grey(self, company: object) -> str:
        """A company's colour by its position in `order`; companies that are not listed share the last grey."""
        if getattr(company, "ours", False):
            return "primary"
        others = [each for each in self.order if not getattr(each, "ours", False)]
        place = others.index(company) if company in others else len(COMPETITORS)
        return COMPETITORS[min(place, len(COMPETITORS) - 1)]

    def _with_own_scale(self, series: Series, values: list[float | None], context: RenderContext) -> Series:
        """The series in a scale of its own: a line on the second axis, or a measure of bubbles."""
        scale = context.wording.scale(values)
        name = context.wording.format.in_unit(series.name, scale.unit)
        scaled = replace(series, number_format=scale.number_format, name=name)
        return replace(scaled, values=tuple(None if v is None else round(v / scale.divisor, 6) for v in scaled.values))

    def _by(self, rows: list[object], context: RenderContext) -> list[Series]:
        """A series for each value of the field `by`: our company first, then the others by their sums."""
        categories = list(dict.fromkeys(self._category(row, context) for row in rows))
        sums: dict[object, dict[str, float]] = {}
        for row in rows:
            value = self.y[0].of(row)
            if value is not None:
                cells = sums.setdefault(key_of(row, self.by), {})
                category = self._category(row, context)
                cells[category] = cells.get(category, 0.0) + value
        ordered = sorted(
            sums, key=lambda key: (not getattr(key, "ours", False), self._position(key), -sum(sums[key].values()))
        )
        # With more competitors than greys, colours repeat: more shades could not be distinguished in print.
        greys = iter(COMPETITORS * len(ordered))
        return [
            Series(
                context.wording.say(key),
                tuple(sums[key].get(category) for category in categories),
                self._grey(key) if self.order else self._colour_of(key, number, greys),
            )
            for number, key in enumerate(ordered)
        ]

    def _position(self, key: object) -> tuple[bool, int]:
        place = self.order.index(key) if key in self.order else len(self.order)
        return not getattr(key, "ours", False), place

    def _colour_of(self, key: object, number: int, greys: Iterator[str]) -> str:
        if isinstance(key, Company):
            return "primary" if key.ours else next(greys)
        return STACKED[number % len(STACKED)]

    def _alt(self, categories: list[str], series: list[Series], scale: Scale, context: RenderContext) -> str:
        """The alternative text: the title, and the first and last value of up to four series."""
        wording = context.wording
        name = wording.body(self.title) if self.title else wording.term("word.chart")
        if self.kind == "bubble":
            names = wording.listed(each.name for each in series)
            return wording.labelled(wording.followed(name, names), wording.listed(categories))
        parts = []
        for each in series[:4]:
            known = [(c, v) for c, v in zip(categories, each.values, strict=True) if v is not None]
            if known:
                # A dictionary, so that a series with a single value names it once.
                ends = dict([known[0], known[-1]])
                texts = (wording.beside(c, wording.number(v / scale.divisor)) for c, v in ends.items())
                parts.append(wording.followed(each.name, wording.listed(texts), "remark"))
        return wording.labelled(wording.followed(name, scale.unit), wording.joined(parts, "semicolon"))


def _with_forecast(series: Series, context: RenderContext) -> Series:
    """The series with a name for the part of it that is a forecast."""
    if series.forecast is None:
        return series
    return replace(series, forecast_name=context.wording.format.forecast_series(series.name))
