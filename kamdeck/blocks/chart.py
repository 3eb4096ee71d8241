"""The `chart` block: facts as a native chart, with series named, scaled, and coloured by the company they are about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kamdeck.analysis.figures.wallet import is_rest
from kamdeck.blocks.chart_categories import (
    company_place,
    end_texts,
    fitting_bars,
    joined_others,
    label_size,
    least_difference,
    name_height,
    names_are_too_wide,
    shortened_names,
)
from kamdeck.blocks.rows import company_of, field_of, in_order_of_time, key_of, number_of
from kamdeck.components.company_colours import company_colour
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title, under_year
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Value, Words
from kamdeck.documented import documented
from kamdeck.flow import Chart, Flow, Series
from kamdeck.flow.chart import LABEL_SHARE, ChartKind
from kamdeck.flow.text import plain_paragraph
from kamdeck.message import Message
from kamdeck.model.stages import DealStage
from kamdeck.model.values import Company, Health, Month, Period, Support, Threat, Year
from kamdeck.subject_protocol import Scale
from kamdeck.theme import CATEGORIES

AS_BARS: dict[ChartKind, ChartKind] = {"column": "bar", "stacked_column": "stacked_bar"}
"""The kinds that columns become where their names do not fit below them."""
SORTED: tuple[ChartKind, ...] = ("column", "bar", "stacked_column", "stacked_bar", "doughnut")
"""The kinds whose categories are sorted by size."""
COLOURED: tuple[ChartKind, ...] = ("column", "bar", "doughnut")
"""The kinds in which each category can have a colour of its own."""
UPRIGHT: tuple[ChartKind, ...] = ("column", "stacked_column", "line", "combination", "waterfall")
"""The kinds whose categories are beside each other."""
TIMES = (Year, Month, Period, date)
ORDERED = (DealStage, Threat, Health, Support)
"""The words that have an order of their own."""
NAME_HEIGHT = 2 * 1.25 * Chart.size
"""The greatest height of a name beside bars on a slide, in points."""
MOST_PITCH = 64.0
"""The greatest distance of two bars, in points."""
MOST_GROUPS = 8
"""The most categories of columns."""
LEAST_DIFFERENCE = 0.1
"""The part of the scale by which the first of a radar's lines has to differ from each other one on average."""
RADAR_SCALE = 5.0
"""The end of a radar's scale where the layout gives none."""


@documented(
    """One series: a `field` of each row, or `value`, an expression over `row`; `line` puts it on a second axis.

    `company` is an expression for the company that the series is about; it gives the series its colour, and its name
    where it has no title.
    """
)
@dataclass(frozen=True)
class ChartSeries:
    field: str = ""
    value: Test | None = None
    title: Heading = None
    colour: str = ""
    line: bool = False
    company: Value = None

    def of(self, row: object) -> float | None:
        """The series' value in a row, None where it has none; raises `Problems` where it is not a number."""
        value = self.value(row) if self.value else field_of(row, self.field)
        return number_of(None if value == "" else value, f"'{self.field}'" if self.field else "a series' value")

    def name(self, context: RenderContext) -> str:
        """The series' name."""
        if self.title:
            return context.wording.names(self.title)
        return context.wording.say(self.company) if self.company else context.wording.terms_of(f"field.{self.field}")


@documented(
    """Facts as a chart of one kind.

    The kinds: column, bar, stacked_column, stacked_bar, line, doughnut, radar, combination, waterfall, bubble. Columns,
    stacked or not, become bars where their names do not fit below them or there are more than eight, except over years,
    quarters, months and days, which are in chronological order. There, more than eight columns become a line, and
    stacks and combinations show the latest eight. A radar becomes bars if its first line differs
    from another one by less than a tenth of the scale on average.

    `x` is the field that gives the categories; `category` is an expression in its place. `y` lists the series. With
    `by`, each value of that field is a series of the one value in `y`, and rows with the same `x` and `by` are added
    up. Categories that are not times or words with an order of their own, such as stages, are sorted by size, all
    others last; `by_size: no` keeps the order of the rows. `colour` is a role; `colours` is an expression over `row`
    for the role of each category. Where `x` or `by` is a company, ours is primary, and each of the main competitors
    has one grey in all charts of a document; in stacks, the companies beyond these are added up. A row whose `forecast`
    is true is drawn as a forecast. In a bubble chart, `x` names the bubbles, and `y` lists the horizontal value, the
    vertical value and the area; a row that lacks one of the three is left out.

    `height` is the preferred height in points, `least` the height below which the chart moves to the next page.
    `greatest` fixes the end of the value axis. `legend: no` leaves the legend out, where a chart beside it explains the
    colours, and `sums: no` the totals of stacks, where all are 100 %. `whole: yes` writes values without decimals.
    `ends` is an expression over `row` for the amount at the end of a stack, in place of its total.
    `leaders: yes` writes in stacks only our values, and those of the largest competitor of each with its name.
    `unit` is a text shown after the title; without it, the unit of the values is shown there, except in a bubble chart.

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
    by_size: bool = True
    height: float = 280.0
    least: float = 150.0
    greatest: float = 0.0
    legend: bool = True
    sums: bool = True
    whole: bool = False
    leaders: bool = False
    ends: Test | None = None

    def amounts(self) -> Iterable[object]:
        """The values of all series."""
        return (series.of(row) for series in self.y for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and the chart; an empty list where no value is known."""
        complete = [row for row in self.rows if self._category_value(row) is not None and self._is_complete(row)]
        rows = self._in_order(complete, context)
        names_of_rows = [self._category(row, context) for row in rows]
        series = self._by(rows, names_of_rows, context) if self.by else self._columns(rows, context)
        # A chart without a value would be an empty plot with axes.
        known = [value for each in series for value in each.values if value is not None]
        if not known:
            return []
        # With `by`, several rows share a category; without it, each row is one, even where two have the same name.
        categories = list(dict.fromkeys(names_of_rows)) if self.by else names_of_rows
        kind = self._fitting_kind(rows, categories, series, (region, context))
        if kind != self.kind:
            return replace(self, kind=kind).lower(region, context)
        return self._chart(rows, categories, series, (region, context))

    def _chart(
        self,
        rows: list[object],
        categories: list[str],
        series: list[Series],
        place: tuple[Region, RenderContext],
    ) -> list[Flow]:
        region, context = place
        scale, room = self._scale(rows, context), max(region.height - 24.0, 60.0)
        count = self._fitting(rows, categories, len(series), (room, *place))
        hidden, categories = len(categories) - count, categories[:count]
        series = [replace(each, values=each.values[:count], points=each.points[:count]) for each in series]
        # A chart that is higher than its region would fit no page.
        least, shown = min(self._least(categories, len(series), place), room), categories
        if self.kind in AS_BARS.values() and region.paged:
            # Beside bars, a slide shows the beginning of names of many lines.
            shown = shortened_names(categories, min(NAME_HEIGHT, room / len(categories) - 4.0), *place)
        unit = self.unit or ("" if self.kind == "bubble" else scale.unit)
        rest = context.wording.phrase(Message("more.rest", count=hidden)) if hidden else ""
        ends, of_ends = end_texts(self.ends, rows, [self._category(row, context) for row in rows], context)
        heads = title(self.title, context, context.wording.joined((unit, of_ends, rest)))
        labels = self._broken(shown, rows, region, context)
        chart = Chart(
            kind=self.kind,
            categories=tuple(labels),
            size=label_size(labels, region, context) if self.kind in UPRIGHT else Chart.size,
            series=tuple(_with_forecast(self._scaled(each, scale), context) for each in series),
            alt=self._alt(categories, series, scale, context),
            number_format=scale.number_format,
            category_name=context.wording.term(f"field.{self.x.rpartition('.')[2]}"),
            legend=self.legend and (len(series) > 1 or self.kind == "doughnut"),
            preferred_height=max(self._preferred(len(categories)), least),
            min_height=least,
            greatest_value=self.greatest or None,
            totals=tuple(n for n, row in enumerate(rows) if getattr(row, "level", False) is True),
            leaders=self.leaders,
            sums=(self.sums or bool(ends)) and self.kind in ("stacked_bar", "stacked_column"),
            ends=ends[:count],
        )
        return [*heads, chart]

    def _fitting(
        self, rows: list[object], categories: list[str], series: int, place: tuple[float, Region, RenderContext]
    ) -> int:
        """How many categories are shown: on a slide, only so many bars as have room for their names."""
        room, region, context = place
        if self.kind not in AS_BARS.values() or not region.paged or self._over(rows, *TIMES):
            return len(categories)
        legend = 24.0 if series > 1 and self.legend else 0.0
        bars = 1.25 * Chart.size * (series if self.kind == "bar" else 1)
        return fitting_bars(categories, bars, room - legend, (region, context))

    def _in_order(self, rows: list[object], context: RenderContext) -> list[object]:
        """The rows in the order of their categories, and of a long time only the latest ones that fit."""
        ordered = in_order_of_time(rows, self._category_value)
        if self._over(rows, *TIMES):
            if self.kind not in ("stacked_column", "combination"):
                return ordered
            latest = list(dict.fromkeys(self._category(row, context) for row in ordered))[-MOST_GROUPS:]
            return [row for row in ordered if self._category(row, context) in latest]
        # Words such as the stages of a deal have an order of their own.
        if not self.by_size or self.kind not in SORTED or self._over(rows, *ORDERED) or any(map(_is_forecast, rows)):
            return ordered
        sizes: dict[str, float] = {}
        for row in rows:
            name = self._category(row, context)
            sizes[name] = sizes.get(name, 0.0) + self._size(row)
        return sorted(rows, key=lambda row: (self._is_rest(row), -sizes[self._category(row, context)]))

    def _size(self, row: object) -> float:
        """What a row is sorted by: the sum of a stack, else the value of the first series."""
        several = self.y if self.kind in ("stacked_bar", "stacked_column") else self.y[:1]
        return sum(series.of(row) or 0.0 for series in several)

    def _is_rest(self, row: object) -> bool:
        company = field_of(row, self.x)
        return company is None or (isinstance(company, Company) and is_rest(company))

    def _is_complete(self, row: object) -> bool:
        return self.kind != "bubble" or all(series.of(row) is not None for series in self.y)

    def _category_value(self, row: object) -> object:
        return self.category(row) if self.category else field_of(row, self.x)

    def _fitting_kind(
        self,
        rows: list[object],
        categories: list[str],
        series: list[Series],
        place: tuple[Region, RenderContext],
    ) -> ChartKind:
        """The kind in which the categories and their differences can be read."""
        if self.kind == "radar":
            return "bar" if least_difference(series) < LEAST_DIFFERENCE * (self.greatest or RADAR_SCALE) else "radar"
        if self.kind not in AS_BARS:
            return self.kind
        # Time runs from left to right in every chart.
        if self._over(rows, *TIMES):
            return "line" if self.kind == "column" and len(categories) > MOST_GROUPS else self.kind
        if len(categories) > MOST_GROUPS or names_are_too_wide(categories, *place):
            return AS_BARS[self.kind]
        return self.kind

    def _over(self, rows: list[object], *kinds: type) -> bool:
        """Whether the categories are times of these kinds."""
        return all(isinstance(field_of(row, self.x), kinds) for row in rows)

    def _broken(self, categories: list[str], rows: list[object], region: Region, context: RenderContext) -> list[str]:
        """The categories; quarters and months are broken after their years where they do not fit on one line."""
        if self.kind in AS_BARS.values() or not self._over(rows, Month, Period):
            return categories
        slot = LABEL_SHARE * region.width / len(categories)
        if all(plain_paragraph(each, Chart.size).natural_width(context.style) <= slot for each in categories):
            return categories
        return list(map(under_year, categories))

    def _preferred(self, count: int) -> float:
        """The height that a chart of so many categories has at most, in points: a few bars do not fill a page."""
        return min(self.height, count * MOST_PITCH + 24.0) if self.kind in AS_BARS.values() else self.height

    def _least(self, categories: list[str], series: int, place: tuple[Region, RenderContext]) -> float:
        """The least height of the chart, in points: a line for each bar, and all lines of the names beside them."""
        if self.kind in ("bar", "stacked_bar"):
            # In points: 20 for a bar with its label, 18 where this is inside it, 4 between groups, 24 for the legend.
            each = (20.0 * series if self.kind == "bar" else 18.0) + 4.0
            names = name_height(categories, *place)
            each = max(each, (min(names, NAME_HEIGHT) if place[0].paged else names) + 4.0)
            return max(60.0, len(categories) * each + (24.0 if series > 1 and self.legend else 0.0))
        return self.least

    def _category(self, row: object, context: RenderContext) -> str:
        words = context.wording.say(self._category_value(row))
        if self.colours and (mark := MARKS.get(str(self.colours(row)))):
            # A status is never shown by its colour alone.
            words = f"{mark} {words}"
        return context.wording.format.forecast(words) if _is_forecast(row) else words

    def _scale(self, rows: list[object], context: RenderContext) -> Scale:
        # The scale is that of the first axis; a line on the second axis has one of its own.
        main = [series for series in self.y if not series.line] or list(self.y)
        scale = context.wording.scale([series.of(row) for series in main for row in rows])
        return replace(scale, decimals=0) if self.whole else scale

    def _scaled(self, series: Series, scale: Scale) -> Series:
        """The series in a scale, unless it has one of its own."""
        if series.number_format:
            return series
        # Six decimals are more than a label shows, and keep binary fractions out of the chart's workbook.
        values = tuple(None if value is None else round(value / scale.divisor, 6) for value in series.values)
        return replace(series, values=values, number_format=scale.number_format)

    def _columns(self, rows: list[object], context: RenderContext) -> list[Series]:
        built = []
        first_forecast = next((n for n, row in enumerate(rows) if _is_forecast(row)), None)
        companies = any(isinstance(field_of(row, self.x), Company) for row in rows) and self.kind in COLOURED
        points = tuple(self._point(row, context) for row in rows) if self.colours or companies else ()
        for number, series in enumerate(self.y):
            values = tuple(series.of(row) for row in rows)
            if not any(value is not None for value in values):
                continue
            one = Series(
                series.name(context), values, self._colour_of(number, context), points, series.line, first_forecast
            )
            own = series.line or self.kind == "bubble"
            built.append(self._with_own_scale(one, [series.of(row) for row in rows], context) if own else one)
        return built

    def _colour_of(self, number: int, context: RenderContext) -> str:
        series = self.y[number]
        if series.company is not None:
            return company_colour(company_of(series.company, "company"), context)
        # Series without any colour are categories; beside one that has a colour, the first has that of the chart.
        plain = len(self.y) > 1 and not any(each.colour or each.company or each.line for each in self.y)
        if series.colour or (number == 0 and not plain):
            return series.colour or self.colour
        return CATEGORIES[number % len(CATEGORIES)]

    def _point(self, row: object, context: RenderContext) -> str:
        if self.colours:
            return str(self.colours(row) or self.colour)
        return company_colour(company_of(field_of(row, self.x), self.x), context)

    def _with_own_scale(self, series: Series, values: list[float | None], context: RenderContext) -> Series:
        """The series in a scale of its own: a line on the second axis, or a measure of bubbles."""
        scale = context.wording.scale(values)
        name = context.wording.format.in_unit(series.name, scale.unit)
        scaled = replace(series, number_format=scale.number_format, name=name)
        return replace(scaled, values=tuple(None if v is None else round(v / scale.divisor, 6) for v in scaled.values))

    def _by(self, rows: list[object], names: list[str], context: RenderContext) -> list[Series]:
        """A series for each value of the field `by`: our company first, then the competitors, else by their sums.

        `names` are those of the categories of the rows.
        """
        categories = list(dict.fromkeys(names))
        sums: dict[object, dict[str, float]] = {}
        keys = joined_others([key_of(row, self.by) for row in rows], context)
        for row, category, key in zip(rows, names, keys, strict=True):
            value = self.y[0].of(row)
            if value is not None:
                cells = sums.setdefault(key, {})
                cells[category] = cells.get(category, 0.0) + value
        ordered = sorted(sums, key=lambda key: (company_place(key, context), -sum(sums[key].values())))
        return [
            Series(
                context.wording.say(key) if key is not None else context.wording.terms_of("word.others"),
                tuple(sums[key].get(category) for category in categories),
                company_colour(key, context)
                if key is None or isinstance(key, Company)
                else CATEGORIES[number % len(CATEGORIES)],
            )
            for number, key in enumerate(ordered)
        ]

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


def _is_forecast(row: object) -> bool:
    return getattr(row, "forecast", False) is True


def _with_forecast(series: Series, context: RenderContext) -> Series:
    """The series with a name for the part of it that is a forecast."""
    if series.forecast is None:
        return series
    return replace(series, forecast_name=context.wording.format.forecast_series(series.name))
