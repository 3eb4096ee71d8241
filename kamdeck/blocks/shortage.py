"""The `shortage` block: the demand for a role against its capacity by month, and the ways out where it is too high."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import Literal

from kamdeck.blocks.row_protocols import MonthLoad, Option, ShortageRow
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.period_names import period_names
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import cut_to_height, frame_height, frame_width, label
from kamdeck.document import Block, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import FLOW_GAP, Box, Chart, Drawing, Flow, Frame, Item, Line, Paragraph, Run, Series, TextItem
from kamdeck.message import Message
from kamdeck.model.values import Days, Month
from kamdeck.text.no_break import NO_BREAK

PAD, BETWEEN = 11.0, 8.0
"""The margin of the panel, and the gap between two options, in points."""
LETTER, BESIDE = 22.5, 9.0
"""The side of a square with a letter, and the gap between it and the option, in points."""
MOST_MONTHS, BEFORE = 8, 3
"""The most months of the chart, and how many of them are before that with the most missing days."""
LEAST_PART = 0.13
"""Labels are small if a part of any column is lower than this part of the highest column."""
LEAST_CHART, WANTED_CHART, MOST_CHART, LONE_CHART = 110.0, 165.0, 230.0, 320.0
"""Heights of the chart in points: the least; the one for which the panel gets smaller texts; the greatest above a
panel; and the greatest without a panel."""


@documented(
    """Roles with too much to do: person-days by month as a chart, and a panel with the options, the best one filled.

    Dashes are the capacity; outlined columns say which later months could take what is missing. Without options, the
    panel says in which months the role has free days. `part` shows one of the two, so that both can stand beside each
    other.

    Example:
        shortage: {rows: "analysis.shortages[:1]"}
    """
)
@dataclass(frozen=True)
class ShortageBlock(Block):
    rows: Rows[ShortageRow] = ()
    part: Literal["chart", "panel"] | None = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """For each role a title, a native chart, and the panel as a drawing."""
        most = MOST_MONTHS if region.paged else None
        return [flow for row in self.rows for flow in _Shortage(row, context, most).flows(region, self.part)]


@dataclass(frozen=True)
class _Shortage:
    row: ShortageRow
    context: RenderContext
    most_months: int | None

    def flows(self, region: Region, part: Literal["chart", "panel"] | None) -> list[Flow]:
        """The title, the chart and the panel, or a part of these; the chart gets the height that the others leave."""
        if part == "panel":
            return [self._panel(region.width, region.height)]
        heads = title(self.row.role, self.context, self._key()) if self.row.role else []
        taken = height_taken(heads, region, self.context)
        if part == "chart":
            return [*heads, self._chart(min(max(region.height - taken - FLOW_GAP, LEAST_CHART), LONE_CHART))]
        panel = self._panel(region.width, region.height - taken - WANTED_CHART - FLOW_GAP)
        spare = region.height - taken - panel.frame.height - 2 * FLOW_GAP
        return [*heads, self._chart(min(max(spare, LEAST_CHART), MOST_CHART)), panel]

    # -- the chart -------------------------------------------------------------------------------------------------

    @property
    def _months(self) -> list[MonthLoad]:
        """The months of which the capacity is known; of many on a slide, those around the worst."""
        known = [month for month in self.row.months if month.capacity is not None]
        if self.most_months is None:
            return known
        worst = next((number for number, month in enumerate(known) if month.month == self.row.month), 0)
        first = max(0, min(worst - BEFORE, len(known) - self.most_months))
        return known[first : first + self.most_months]

    def _key(self) -> str:
        """The unit, and what the lines and the outlined columns mean."""
        wording = self.context.wording
        capacity = wording.term("shortage.line").format(capacity=wording.number(self._months[0].capacity or 0.0))
        takers = [wording.term("shortage.takers")] if self.row.takers else []
        return wording.joined((wording.term("word.person_days"), capacity, *takers))

    def _chart(self, height: float) -> Chart:
        """Columns with what is wanted, what exceeds the capacity, and where it could go, and a dash as the capacity."""
        wording, months = self.context.wording, self._months
        pairs = [(month.demand, month.capacity or 0.0) for month in months]
        over = [demand - capacity if demand > capacity else None for demand, capacity in pairs]
        takers = [self.row.takers.get(month.month) for month in months]
        series = self._series(pairs, over, takers)
        names = [
            period_names(wording, _month_number(month.month), 1, opening=not number)[-1]
            for number, month in enumerate(months)
        ]
        shown = (wording.beside(wording.say(month.month), wording.say(month.demand)) for month in months)
        sizes, parts = self.context.style.theme.sizes, [each for each in (*over, *takers) if each is not None]
        return Chart(
            kind="bullet",
            categories=tuple(names),
            series=tuple(each for each in series if any(value is not None for value in each.values)),
            alt=wording.labelled(wording.term("shortage.within"), wording.listed(shown)),
            category_name=wording.term("field.month"),
            size=sizes.dense
            if min(parts, default=0.0) >= LEAST_PART * max(max(pair) for pair in pairs)
            else sizes.small,
            preferred_height=height,
            min_height=min(height, LEAST_CHART),
        )

    def _series(
        self, pairs: Sequence[tuple[float, float]], over: Sequence[float | None], takers: Sequence[float | None]
    ) -> tuple[Series, ...]:
        """What is wanted up to the capacity, what exceeds it, where this could go, and the capacity as a dash."""
        wording = self.context.wording
        return (
            Series(
                wording.term("shortage.within"),
                tuple(min(pair) for pair in pairs),
                "primary:40",
                labels=tuple(wording.number(demand) for demand, _ in pairs),
            ),
            Series(wording.term("shortage.over"), tuple(over), "bad", labels=self._signed(over, -1)),
            Series(
                wording.term("shortage.spare"), tuple(takers), "primary", forecast=0, labels=self._signed(takers, 1)
            ),
            Series(
                wording.term("field.capacity"),
                tuple(capacity for _, capacity in pairs),
                "text",
                line=True,
                labelled=False,
            ),
        )

    def _signed(self, days: Sequence[float | None], sign: int) -> tuple[str, ...]:
        """Days with a sign; an empty text where there are none."""
        return tuple("" if each is None else self.context.wording.number(sign * each, signed=True) for each in days)

    # -- the panel -------------------------------------------------------------------------------------------------

    def _panel(self, width: float, most: float) -> Drawing:
        """The panel in the largest size at which it is no higher than `most` points."""
        sizes = self.context.style.theme.sizes
        for size, second in ((sizes.body, sizes.dense), (sizes.dense, sizes.small), (sizes.small, sizes.small)):
            items, height = self._content(width, size, second)
            if height <= most:
                break
        background = Box(0, 0, width, height, "grey4")
        texts = [each.text for item in items if isinstance(item, TextItem) for each in item.paragraphs]
        return Drawing(Frame(width, height, (background, *items)), self.context.wording.listed(texts))

    def _content(self, width: float, size: float, second: float) -> tuple[list[Item], float]:
        inner = width - 2 * PAD
        missing = Message("counted.person_days", count=Days(self.row.missing))
        case = "choose" if len(self.row.options) > 1 else "short"
        words = self.context.wording.sentence(Message(f"shortage.{case}", missing=missing, month=self.row.month))
        head = self._text((label(words, size, bold=True),), PAD, PAD, inner)
        bottom = PAD + head.height + 4.0
        items: list[Item] = [head, Line(PAD, bottom, width - PAD, bottom, "text", 1.0)]
        bottom += BETWEEN
        if not self.row.options:
            free = self._text((self._free(size),), PAD, bottom, inner)
            return [*items, free], bottom + free.height + PAD
        for number, option in enumerate(self.row.options[: len(ascii_uppercase)]):
            group = list(self._option(option, ascii_uppercase[number], bottom, inner, (size, second)))
            items += group
            bottom = max(item.y + item.height for item in group) + BETWEEN
        return items, bottom - BETWEEN + PAD

    def _text(self, paragraphs: Sequence[Paragraph], x: float, y: float, width: float) -> TextItem:
        shown = cut_to_height(tuple(paragraphs), width, 240.0, self.context.style)
        return TextItem(x, y, width, frame_height(shown, width, self.context.style), shown)

    def _free(self, size: float) -> Paragraph:
        """The months in which the role has free days, and how many."""
        wording = self.context.wording
        months = [
            Message("shortage.month", month=row.month, days=Days((row.capacity or 0.0) - row.demand))
            for row in self.row.free
        ]
        listed = Message("shortage.free", months=tuple(months)) if months else Message("shortage.none_free")
        return label(wording.sentence(listed), size)

    def _option(
        self, option: Option, letter: str, top: float, inner: float, sizes: tuple[float, float]
    ) -> Iterator[Box | TextItem]:
        """The letter of an option in a square, its text and effect, and the badge of the one that we recommend."""
        wording, small = self.context.wording, self.context.style.theme.sizes.small
        best = option.recommended
        sign = label(letter, sizes[0], bold=True, colour="ground" if best else "primary", align="center")
        yield Box(PAD, top, LETTER, LETTER, "primary" if best else "ground", "primary", paragraphs=(sign,), inset=0.0)
        left, width = PAD + LETTER + BESIDE, inner - LETTER - BESIDE
        texts = [label(wording.inner.say(option.text), sizes[0], bold=best)]
        if option.effect:
            texts.append(label(wording.inner.say(option.effect), sizes[1], colour="muted"))
        text = self._text(texts, left, top, width)
        yield text
        if best:
            words = wording.sentence(Message("shortage.recommended", letter=letter))
            badge = Paragraph((Run(f"{MARKS['good']}{NO_BREAK}", colour="good"), Run(words)), small, role="label")
            wide = min(frame_width(badge, self.context.style) + 12.0, width)
            high = frame_height((badge,), wide - 12.0, self.context.style) + 2.0
            yield Box(left, top + text.height + 3.0, wide, high, "ground", paragraphs=(badge,), inset=6.0)


def _month_number(month: Month) -> int:
    """A month as `period_names` counts it."""
    return month.first_day.year * 12 + month.first_day.month - 1
