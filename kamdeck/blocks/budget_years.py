"""The `budget_years` block: a budget by year as columns, the last one divided into our part and that of others."""

from collections.abc import Iterable

from kamdeck.blocks.wallet_protocols import BudgetYearRow
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Chart, Flow, Series
from kamdeck.subject_protocol import Scale

COLUMNS, TWO_LINES = 0.7, 26.0
"""The part of the chart's height that the highest column takes, and the height of a label of two lines in points."""
LEAST = 130.0
"""The least height of the chart, in points."""


@documented(
    """The total of each year as a native column with its growth below it; our part stands in the last year alone.

    `height` is the preferred height of the chart in points.

    Example:
        budget_years: {rows: analysis.budget_years, title: topic.it_budget}
    """
)
@dataclass(frozen=True)
class BudgetYears(Block):
    rows: Rows[BudgetYearRow] = ()
    title: Heading = None
    height: float = 280.0

    def amounts(self) -> Iterable[object]:
        """The totals of the years."""
        return (row.total for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title with the unit, and the chart."""
        if not self.rows:
            return []
        scale = context.wording.scale([row.total for row in self.rows])
        heads = title(self.title, context, scale.unit)
        taken = height_taken(heads, region, context)
        height = max(min(self.height, region.height - taken), LEAST)
        return [*heads, self._chart(height, scale, context)]

    def _chart(self, height: float, scale: Scale, context: RenderContext) -> Chart:
        wording = context.wording
        shown = (wording.beside(wording.say(row.year), wording.scaled(row.total, scale)) for row in self.rows)
        name = wording.body(self.title) if self.title else wording.term("word.chart")
        return Chart(
            kind="stacked_column",
            categories=tuple(_category(row, context) for row in self.rows),
            series=self._series(height, scale, context),
            alt=wording.labelled(wording.followed(name, scale.unit), wording.listed(shown)),
            number_format=scale.number_format,
            category_name=wording.term("field.year"),
            preferred_height=height,
            min_height=LEAST,
            sums=True,
        )

    def _series(self, height: float, scale: Scale, context: RenderContext) -> tuple[Series, ...]:
        """The totals, and in place of a total our part and that of the others, each with its name in its label."""
        wording = context.wording
        split = [row.ours is not None for row in self.rows]
        most = max(row.total for row in self.rows) or 1.0
        tall = all(row.ours is None or COLUMNS * height * row.ours / most >= TWO_LINES for row in self.rows)
        totals = [None if divided else row.total for row, divided in zip(self.rows, split, strict=True)]
        ours = [row.ours for row in self.rows]
        others = [None if row.ours is None else max(row.total - row.ours, 0.0) for row in self.rows]
        last = len(self.rows) - 1
        shades = tuple("contrast" if number == last else "contrast:20" for number in range(len(self.rows)))
        parts = (("field.ours", ours, "primary"), ("word.others", others, "contrast"))
        named = [
            Series(
                wording.terms_of(key),
                _scaled(values, scale),
                colour,
                labels=tuple("" if each is None else _part(key, each, row if tall else None, scale, context)
                             for each, row in zip(values, self.rows, strict=True)),
                number_format=scale.number_format,
            )
            for key, values, colour in parts
            if any(value is not None for value in values)
        ]  # fmt: skip
        whole = Series(
            wording.terms_of("word.total"), _scaled(totals, scale), "contrast:20", shades, labelled=False,
            number_format=scale.number_format,
        )  # fmt: skip
        return (*named, whole) if any(value is not None for value in totals) else tuple(named)


def _part(key: str, value: float, row: BudgetYearRow | None, scale: Scale, context: RenderContext) -> str:
    """The label of a part of a year: its name and value, and the share of ours where a year is given."""
    wording = context.wording.inner
    words = wording.beside(wording.term(key), wording.scaled(value, scale))
    return f"{words}\n{wording.percent(value / row.total, 0)}" if row and key == "field.ours" and row.total else words


def _scaled(values: Iterable[float | None], scale: Scale) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(value / scale.divisor, 6) for value in values)


def _category(row: BudgetYearRow, context: RenderContext) -> str:
    """The year, with its growth below it."""
    year = context.wording.say(row.year)
    return year if row.growth is None else f"{year}\n{context.wording.percent(row.growth, 1, signed=True)}"
