"""The `target_columns` block: what was sold by quarter against the target, and what the forecast adds to it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from kamdeck.blocks.row_protocols import TargetRow
from kamdeck.blocks.rows import in_order_of_time
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.titles import title, under_year
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Chart, Drawing, Flow, Frame, Paragraph, Series, TextItem
from kamdeck.model.numbers import Number
from kamdeck.subject_protocol import Scale

MOST = 5
"""The most quarters: the running one and those before it."""
FEWEST = 2
"""The least number of quarters; later ones stand in a chart that would have fewer."""
LEAST = 110.0
"""The least height of the chart, in points."""
GAPS = 15.0
"""The height of the line of gaps below the chart, in points."""


@documented(
    """A native chart of a column for each quarter: a dash is its target, and an outlined column its forecast.

    The forecast stands in quarters that have not ended, from the period `now` on; later ones are left out, unless there
    are hardly any others. Below each quarter stands by how much
    it has missed or passed its target; in a quarter that has not ended, by how much its forecast does. `height` is the
    preferred height of the chart in points.

    Example:
        target_columns: {rows: targets, now: period, title: topic.targets}
    """
)
@dataclass(frozen=True)
class TargetColumns(Block):
    rows: Rows[TargetRow] = ()
    now: Value = None
    title: Heading = None
    height: float = 200.0

    def amounts(self) -> Iterable[object]:
        """All amounts of the quarters."""
        return (value for row in self.rows for value in (row.target, row.actual, row.forecast) if value is not None)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title with the unit, the chart, and a line with the gaps."""
        rows = [_Quarter.of(row, self.now) for row in in_order_of_time(self.rows, lambda row: row.period)]
        rows = [row for row in rows if row.known]
        begun = [row for row in rows if self.now is None or str(row.row.period) <= str(self.now)]
        rows = begun[-MOST:] if len(begun) >= FEWEST else rows[:MOST]
        if not rows:
            return []
        columns = _Columns(rows, context, gaps_in_names=not region.paged)
        heads = title(self.title, context, columns.key())
        # Below a figure in a report stands its caption, so that the gaps are part of the names of the quarters.
        gaps = columns.gaps(region.width) if region.paged else []
        taken = height_taken((*heads, *gaps), region, context)
        chart = columns.chart(max(LEAST, min(self.height, region.height - taken)), self.title)
        return [*heads, replace(chart, keep_with_next=bool(gaps)), *gaps]


@dataclass(frozen=True)
class _Quarter:
    """A quarter as it is drawn: a forecast stands only in one that has not ended."""

    row: TargetRow
    forecast: Number | None

    @classmethod
    def of(cls, row: TargetRow, now: object) -> "_Quarter":
        ended = now is not None and str(row.period) < str(now)
        return cls(row, None if ended else row.forecast)

    @property
    def known(self) -> bool:
        return any(value is not None for value in (self.row.target, self.row.actual, self.forecast))

    @property
    def beyond(self) -> float | None:
        """What the forecast expects beyond what was sold."""
        expected = None if self.forecast is None else float(self.forecast) - float(self.row.actual or 0.0)
        return expected if expected is not None and expected > 0 else None

    @property
    def gap(self) -> float | None:
        """What the quarter has, or will have, above its target."""
        reached = self.forecast if self.forecast is not None else self.row.actual
        return None if reached is None or not self.row.target else float(reached) - float(self.row.target)

    def shown_gap(self, scale: Scale) -> float:
        """The gap between the numbers as they are displayed in a scale."""
        reached = self.forecast if self.forecast is not None else self.row.actual
        return scale.shown_difference(reached or 0.0, self.row.target or 0.0)


@dataclass(frozen=True)
class _Columns:
    quarters: list[_Quarter]
    context: RenderContext
    gaps_in_names: bool = False

    @cached_property
    def scale(self) -> Scale:
        values = [(each.row.target, each.row.actual, each.forecast) for each in self.quarters]
        return self.context.wording.scale([value for each in values for value in each if value is not None])

    def key(self) -> str:
        """The unit, and what the dash, the outline and the line below the chart mean, as far as they are there."""
        wording, several = self.context.wording, self.quarters
        signs = {
            "dash": any(each.row.target is not None for each in several),
            "outline": any(each.forecast is not None for each in several),
            "below": any(each.gap is not None for each in several),
        }
        explained = (wording.term(f"target_columns.{sign}") for sign, shown in signs.items() if shown)
        return wording.joined(part for part in (self.scale.unit, *explained) if part)

    def chart(self, height: float, name: Heading) -> Chart:
        """The columns, what is expected on top of what was sold, and the dashes."""
        wording, rows = self.context.wording, self.quarters
        labels = tuple("" if each.beyond is None else wording.scaled(each.forecast or 0.0, self.scale) for each in rows)
        several = (
            Series(wording.term("field.actual"), self._scaled(each.row.actual for each in rows), "primary"),
            Series(
                wording.term("target_columns.expected"),
                self._scaled(each.beyond for each in rows),
                "primary",
                forecast=0,
                labels=labels,
            ),
            Series(wording.term("field.target"), self._scaled(each.row.target for each in rows), "text", line=True),
        )
        head = wording.body(name) if name else wording.term("topic.targets")
        shown = (self._described(each) for each in rows)
        return Chart(
            kind="bullet",
            categories=tuple(map(self._name, rows)),
            series=tuple(each for each in several if any(value is not None for value in each.values)),
            alt=wording.labelled(wording.followed(head, self.scale.unit), wording.joined(shown, "semicolon")),
            number_format=self.scale.number_format,
            category_name=wording.term("field.period"),
            preferred_height=height,
            min_height=min(height, LEAST),
        )

    def _name(self, quarter: _Quarter) -> str:
        name = under_year(self.context.wording.say(quarter.row.period))
        gap = quarter.gap if self.gaps_in_names else None
        return name if gap is None else f"{name}\n{self._gap_text(quarter)}"

    def _described(self, quarter: _Quarter) -> str:
        """A quarter in words: what was sold, or is expected, and the target."""
        wording, row = self.context.wording, quarter.row
        parts = (("actual", row.actual), ("forecast", quarter.forecast), ("target", row.target))
        known = (
            wording.beside(wording.term(f"field.{name}"), wording.scaled(value, self.scale))
            for name, value in parts
            if value is not None
        )
        return wording.followed(wording.say(row.period), wording.listed(known), "remark")

    def _scaled(self, values: Iterable[float | None]) -> tuple[float | None, ...]:
        return tuple(None if value is None else round(float(value) / self.scale.divisor, 6) for value in values)

    def gaps(self, width: float) -> list[Flow]:
        """The line of gaps, each below its quarter; nothing without any."""
        known = [(number, each) for number, each in enumerate(self.quarters) if each.gap is not None]
        slot = width / len(self.quarters)
        items = tuple(TextItem(number * slot, 0.0, slot, GAPS, (self._gap(each),), "middle") for number, each in known)
        alt = self.context.wording.listed(item.paragraphs[0].text for item in items)
        return [Drawing(Frame(width, GAPS, items), alt)] if items else []

    def _gap(self, quarter: _Quarter) -> Paragraph:
        gap = quarter.shown_gap(self.scale)
        colour = "good" if gap > 0 else "bad" if gap < 0 else "text"
        return label(
            self._gap_text(quarter), self.context.style.theme.sizes.dense, bold=True, colour=colour, align="center"
        )

    def _gap_text(self, quarter: _Quarter) -> str:
        gap = quarter.shown_gap(self.scale)
        if not self.scale.whole_document:
            return self.context.wording.number(float(f"{gap / self.scale.divisor:.3g}"), signed=True)
        return self.context.wording.number(gap / self.scale.divisor, self.scale.decimals_of(gap), signed=True)
