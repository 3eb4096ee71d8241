"""The `chart` block: facts as a native chart, its series named, scaled and coloured by who they are about."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kamdeck.blocks.table import attribute, in_time
from kamdeck.components.titles import title, under_year
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Chart, Flow, Series
from kamdeck.flow.chart import NAMED, Kind
from kamdeck.flow.text import words
from kamdeck.model.values import Company, Month, Quarter, Year
from kamdeck.problems import problem
from kamdeck.terms import Scale

COMPETITORS = ("grey1", "grey2", "grey3", "grey4")
STACKED = ("primary", "primary:40", "grey1", "grey3", "contrast", "contrast:40", "grey2")
"""Dark and light in turn, so that neighbours differ in print without colour too."""

LYING: dict[Kind, Kind] = {"column": "bar", "stacked_column": "stacked_bar"}
"""What columns become whose names have no room under them."""
NAME_LINES = 3
MOST_BARS = 12
"""So many bars are named each; more columns stand, and some of them go without a name."""


@documented("One series: a `field` of each row, or `value`, an expression over `row`; `line` puts it on a second axis.")
@dataclass(frozen=True)
class ChartSeries:
    field: str = ""
    value: Test = None
    title: Heading = None
    colour: str = ""
    line: bool = False

    def of(self, row: Any) -> Any:
        """The series' value in a row; raises `Problems` where it is no number."""
        value = self.value(row) if self.value else attribute(row, self.field)
        if value is None or value == "" or isinstance(value, int | float):
            return value
        what = f"'{self.field}'" if self.field else "a series' value"
        raise problem(f"{what} is '{value}' here, which is no number; name a field that is one")

    def name(self, context: RenderContext) -> str:
        """The series' name."""
        return context.wording.names(self.title) if self.title else context.wording.terms_of(f"field.{self.field}")


@documented(
    """Facts as a chart of one kind.

    The kinds: column, bar, stacked_column, stacked_bar, line, doughnut, radar, combination, waterfall, bubble. Up to
    twelve columns, stacked or not, lie down as bars where their names have no room under them; years, quarters,
    months and days stand, in the order of time.

    `x` names the field that the categories come from, `category` says them otherwise. `y` names the series; or `by`
    names a field whose values are the series, and `y` the one value (rows of the same `x` and `by` add up). `colour`
    is one role, or `colours` an expression over `row` that gives each category its own. `order` lists companies: ours
    in primary, each of the others in the grey of its place, the same in every chart that has the same list. A row
    whose `forecast` is true is drawn as not yet real. Of bubbles, `x` names them; `y` are what stands across, what
    stands up, and what their area tells; a row that lacks one of the three is left out.

    Example:
        chart: {kind: column, rows: figures.years, x: year, y: [revenue]}
    """
)
@dataclass(frozen=True)
class ChartBlock(Block):
    kind: Kind
    x: str
    y: tuple[ChartSeries, ...]
    rows: Rows = ()
    by: str = ""
    category: Test = None
    title: Heading = None
    unit: Words = ""
    colour: str = "primary"
    colours: Test = None
    order: Rows = ()
    height: float = 280.0
    least: float = 150.0
    greatest: float = 0.0

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A chart under its title; none where no value is known."""
        known_rows = [row for row in self.rows if self._of(row) is not None and self._whole(row)]
        rows = in_time(known_rows, self._of)
        series = self._by(rows, context) if self.by else self._columns(rows, context)
        known = [value for each in series for value in each.values if value is not None]
        if not known:
            return []
        said = [self._category(row, context) for row in rows]
        categories = list(dict.fromkeys(said)) if self.by else said
        if self._lies(rows, categories, region, context):
            return replace(self, kind=LYING[self.kind]).lower(region, context)
        scale = self._scale(rows, context)
        least = min(self._least(len(categories), len(series)), max(region.height - 24.0, 60.0))
        heads = title(self.title, context, self.unit or ("" if self.kind == "bubble" else scale.unit))
        chart = Chart(
            kind=self.kind,
            categories=tuple(self._broken(categories, rows, region, context)),
            series=tuple(self._told(each, scale) for each in series),
            alt=self._alt(categories, series, scale, context),
            number_format=scale.number_format,
            category_name=context.wording.term(f"field.{self.x.rpartition('.')[2]}"),
            legend=len(series) > 1 or self.kind == "doughnut",
            wanted=max(self.height, least),
            least=least,
            greatest_value=self.greatest or None,
            totals=tuple(n for n, row in enumerate(rows) if getattr(row, "level", False) is True),
            sums=self.kind in ("stacked_bar", "stacked_column"),
        )
        return [*heads, chart]

    def _whole(self, row: Any) -> bool:
        return self.kind != "bubble" or all(series.of(row) is not None for series in self.y)

    def _of(self, row: Any) -> Any:
        return self.category(row) if self.category else attribute(row, self.x)

    def _lies(self, rows: list[Any], categories: list[str], region: Region, context: RenderContext) -> bool:
        """Whether columns lie down: a name of theirs takes too many lines, or a word of it is wider than its slot."""
        if self.kind not in LYING or len(categories) > MOST_BARS:
            return False
        if self._over(rows, Year, Month, Quarter, date):
            return False
        slot = NAMED * region.width / len(categories)
        names = [words(each, Chart.size) for each in categories]
        return any(
            name.longest_stretch(context.style) > slot or len(name.lines(slot, context.style.typeface)) > NAME_LINES
            for name in names
        )

    def _over(self, rows: list[Any], *kinds: type) -> bool:
        """Whether the categories are times of these kinds."""
        return all(isinstance(attribute(row, self.x), kinds) for row in rows)

    def _broken(self, categories: list[str], rows: list[Any], region: Region, context: RenderContext) -> list[str]:
        """Quarters and months, under their years where all of them are too long to stand side by side on one line."""
        if self.kind in LYING.values() or not self._over(rows, Month, Quarter):
            return categories
        slot = NAMED * region.width / len(categories)
        if all(words(each, Chart.size).natural_width(context.style) <= slot for each in categories):
            return categories
        return list(map(under_year, categories))

    def _least(self, categories: int, series: int) -> float:
        """Bars want a line's height each; columns only room for their labels."""
        if self.kind in ("bar", "stacked_bar"):
            each = 20.0 * (series if self.kind == "bar" else 1) + 4.0
            return max(60.0, categories * each + (24.0 if series > 1 else 0.0))
        return self.least

    def _category(self, row: Any, context: RenderContext) -> str:
        words = context.wording.say(self._of(row))
        return words + "F" if getattr(row, "forecast", False) is True else words

    def _scale(self, rows: list[Any], context: RenderContext) -> Scale:
        main = [series for series in self.y if not series.line] or list(self.y)
        return context.wording.scale([series.of(row) for series in main for row in rows])

    def _told(self, series: Series, scale: Scale) -> Series:
        """The series in its scale; a line on the second axis keeps its own."""
        if series.number_format:
            return series
        values = tuple(None if value is None else round(value / scale.divisor, 6) for value in series.values)
        return replace(series, values=values, number_format=scale.number_format)

    def _columns(self, rows: list[Any], context: RenderContext) -> list[Series]:
        built = []
        first_forecast = next((n for n, row in enumerate(rows) if getattr(row, "forecast", False) is True), None)
        points = tuple(self._point(row) for row in rows) if self.colours or self.order else ()
        for number, series in enumerate(self.y):
            values = tuple(_number(series.of(row)) for row in rows)
            if not any(value is not None for value in values):
                continue
            colour = series.colour or (self.colour if number == 0 else STACKED[number % len(STACKED)])
            one = Series(series.name(context), values, colour, points, series.line, first_forecast)
            own = series.line or self.kind == "bubble"
            built.append(self._second(one, [series.of(row) for row in rows], context) if own else one)
        return built

    def _point(self, row: Any) -> str:
        return str(self.colours(row) or self.colour) if self.colours else self._grey(attribute(row, self.x))

    def _grey(self, company: Any) -> str:
        """A company's colour by its place among the others; who has no place shares the last grey."""
        if getattr(company, "ours", False):
            return "primary"
        others = [each for each in self.order if not getattr(each, "ours", False)]
        place = others.index(company) if company in others else len(COMPETITORS)
        return COMPETITORS[min(place, len(COMPETITORS) - 1)]

    def _second(self, series: Series, values: list[Any], context: RenderContext) -> Series:
        """A line on the second axis, or a measure of bubbles: in a scale of its own."""
        scale = context.wording.scale(values)
        told = replace(series, number_format=scale.number_format, name=f"{series.name} {scale.unit}".strip())
        return replace(told, values=tuple(None if v is None else round(v / scale.divisor, 6) for v in told.values))

    def _by(self, rows: list[Any], context: RenderContext) -> list[Series]:
        """A series for each value of a field, the greatest first, ours before all."""
        categories = list(dict.fromkeys(self._category(row, context) for row in rows))
        sums: dict[Any, dict[str, float]] = {}
        for row in rows:
            value = _number(self.y[0].of(row))
            if value is not None:
                cells = sums.setdefault(attribute(row, self.by), {})
                category = self._category(row, context)
                cells[category] = cells.get(category, 0.0) + value
        ordered = sorted(
            sums, key=lambda key: (not getattr(key, "ours", False), self._place(key), -sum(sums[key].values()))
        )
        greys = iter(COMPETITORS * len(ordered))
        return [
            Series(
                context.wording.say(key),
                tuple(sums[key].get(category) for category in categories),
                self._grey(key) if self.order else self._colour_of(key, number, greys),
            )
            for number, key in enumerate(ordered)
        ]

    def _place(self, key: Any) -> tuple[bool, int]:
        place = self.order.index(key) if key in self.order else len(self.order)
        return not getattr(key, "ours", False), place

    def _colour_of(self, key: Any, number: int, greys: Any) -> str:
        if isinstance(key, Company):
            return "primary" if key.ours else next(greys)
        return STACKED[number % len(STACKED)]

    def _alt(self, categories: list[str], series: list[Series], scale: Scale, context: RenderContext) -> str:
        """What the chart says, in words: its title, and for each series the first and the last value."""
        name = context.wording.body(self.title) if self.title else context.wording.term("word.chart")
        if self.kind == "bubble":
            names = context.wording.listed(each.name for each in series)
            return f"{name} ({names}): {context.wording.listed(categories)}"
        parts = []
        for each in series[:4]:
            known = [(c, v) for c, v in zip(categories, each.values, strict=True) if v is not None]
            if known:
                ends = dict([known[0], known[-1]])
                told = context.wording.listed(
                    f"{c} {context.wording.number(v / scale.divisor)}" for c, v in ends.items()
                )
                parts.append(f"{each.name} {told}")
        return f"{name} ({scale.unit}): {'; '.join(parts)}" if scale.unit else f"{name}: {'; '.join(parts)}"


def _number(value: Any) -> float | None:
    return None if value is None or value == "" else float(value)
