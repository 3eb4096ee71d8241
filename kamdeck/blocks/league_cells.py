"""The cells of the `league` block: what stands in each column of an account, centred at the middle of its row."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kamdeck.blocks.league_protocols import LeagueAccountRow
from kamdeck.components.status_icons import status_of, with_status_icon
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, frame_height, frame_width, label
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Item, Line, Paragraph, Run, TextItem
from kamdeck.magnitudes import decimals_for
from kamdeck.message import Message
from kamdeck.subject_protocol import Scale
from kamdeck.wording import NOTHING

INSET = 6.0
"""The gap between a bar and the number beside it, and the margin of a row, in points."""
TICK, BEYOND = 2.25, 4.5
"""The width of the tick at 100 %, and how far it goes beyond its bar, in points."""
SQUARE, BETWEEN = 7.5, 1.5
"""The side of the square of a decider, and the gap to the next one, in points."""
MOST_SQUARES = 7
"""More deciders are only counted."""
MOST_NAME_LINES, NAME_MARGIN = 3, 2.0
"""The most lines of a name, and how much lower than its row it is, in points."""
MOST_ATTAINMENT, MOST_MULTIPLE = 1.4, 2.5
"""The ends of the scales: bars of greater values end there."""


class Density(NamedTuple):
    """How an account is shown: the height of its row and bar, and the font size of its values, in points.

    `second` says whether amounts and details stand in a second line.
    """

    pitch: float
    bar: float
    size: float
    second: bool


DENSITIES = (
    Density(63.0, 19.5, 14.0, True),
    Density(42.0, 14.0, 14.0, True),
    Density(28.0, 12.0, 12.0, False),
    Density(23.0, 11.0, 12.0, False),
)


@dataclass(frozen=True)
class LeagueCells:
    """The cells of the rows in one density. `ends` are the ends of the scales of attainment and of pipelines."""

    rows: tuple[LeagueAccountRow, ...]
    density: Density
    context: RenderContext

    @property
    def small(self) -> float:
        """The size of heads and second lines, in points."""
        return self.context.style.theme.sizes.small

    # -- texts -----------------------------------------------------------------------------------------------------

    def _strong(self, words: str, *, status: str = "", bold: bool = True) -> Paragraph:
        return Paragraph(with_status_icon(words, status, bold=bold), self.density.size, role="label")

    def _second(self, words: str, status: str = "") -> tuple[Paragraph, ...]:
        if not self.density.second or not words:
            return ()
        return (Paragraph(with_status_icon(words, status), self.small, role="label", colour="muted"),)

    def _scale(self, row: LeagueAccountRow) -> Scale:
        """The scale in which the amounts of an account are shown."""
        known = (row.target, row.forecast, row.weighted, row.last_result)
        return self.context.wording.scale([each for each in known if each is not None])

    def _number(self, row: LeagueAccountRow, value: float) -> str:
        size = value / self._scale(row).divisor
        return self.context.wording.format.trimmed(size, decimals_for(size))

    def _part(self, row: LeagueAccountRow, value: float | None, whole: float | None) -> str:
        if value is None or whole is None:
            return ""
        values = {"value": self._number(row, value), "amount": self._number(row, whole)}
        return self.context.wording.term("league.part").format(**values)

    def name(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """The account, and its manager with the unit of its amounts."""
        wording = self.context.wording
        names = wording.names(row.name) if self.density.second else wording.inner.say(row.name)
        older = wording.inner.say(row.older) if row.older else ""
        about = (wording.inner.say(row.manager) if row.manager else "", self._scale(row).unit, older)
        return (self._strong(names), *self._second(" · ".join(filter(None, about))))

    def fitted_name(self, row: LeagueAccountRow, width: float) -> tuple[Paragraph, ...]:
        """The account in the largest size in which its name has few lines, and fits the height of its row."""
        sizes = self.context.style.theme.sizes
        name, *second = self.name(row)
        steps = dict.fromkeys(size for size in (name.size, sizes.dense, sizes.small) if size <= name.size)
        tries = [(name._replace(size=size), *second) for size in steps]
        return next((each for each in tries if self._is_low(each, width)), tries[-1])

    def _is_low(self, texts: tuple[Paragraph, ...], width: float) -> bool:
        style = self.context.style
        lines = len(texts[0].lines(width, style.typeface))
        return lines <= MOST_NAME_LINES and frame_height(texts, width, style) <= self.density.pitch - NAME_MARGIN

    def name_fits(self, row: LeagueAccountRow, width: float) -> bool:
        """Whether the name of an account is shown whole in a width, in a row of the usual height."""
        return self._is_low(self.fitted_name(row, width), width)

    def height(self, row: LeagueAccountRow, width: float) -> float:
        """The height of an account's row, which is greater where its name needs more lines in a width."""
        texts = self.fitted_name(row, width)
        most = MOST_NAME_LINES * texts[0].size * 1.2
        needed = min(frame_height(texts[:1], width, self.context.style), most)
        return self.density.pitch if self.density.second else max(self.density.pitch, needed + NAME_MARGIN)

    def attainment(self, row: LeagueAccountRow) -> Paragraph:
        """Forecast ÷ target."""
        return self._strong(self._percent(row.attainment))

    def _percent(self, share: float | None) -> str:
        return NOTHING if share is None else self.context.wording.percent(share, 0)

    def amounts(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """Forecast and target."""
        return self._second(self._part(row, row.forecast, row.target))

    def last(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """Last quarter's result ÷ target with its sign, and both amounts."""
        status = "" if row.last_attainment is None else "good" if row.last_attainment >= 1 else "warn"
        strong = self._strong(self._percent(row.last_attainment), status=status)
        return (strong, *self._second(self._part(row, row.last_result, row.last_target)))

    def multiple(self, row: LeagueAccountRow) -> Paragraph:
        """The weighted pipeline as a multiple of the target; its amount where there is no target."""
        if row.multiple is None:
            shown = row.weighted is not None and row.weighted and self.density.second
            return self._strong(self._number(row, row.weighted) if shown and row.weighted else NOTHING)
        size = self.context.wording.format.trimmed(row.multiple, 1)
        return self._strong(self.context.wording.term("league.multiple").format(value=size))

    def weighted(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """The weighted pipeline as an amount."""
        if row.weighted is None or row.multiple is None:
            return ()
        return self._second(self.context.wording.term("league.weighted").format(value=self._number(row, row.weighted)))

    def deciders(self, row: LeagueAccountRow) -> Paragraph:
        """How many deciders are covered."""
        if not row.deciders:
            return self._strong(NOTHING, bold=False)
        values = {"value": f"{row.covered or 0:.0f}", "amount": f"{row.deciders:.0f}"}
        words = self.context.wording.term("league.part").format(**values)
        return self._strong(words, bold=(row.covered or 0) < row.deciders)

    def wallet(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """Our share of wallet, and its goal."""
        strong = self._strong(self._percent(row.wallet))
        if row.wallet is None or row.wallet_goal is None:
            return (strong,)
        goal = self.context.wording.phrase(Message("league.goal", goal=row.wallet_goal))
        return (strong, *self._second(goal, "good" if row.wallet >= row.wallet_goal else "warn"))

    def satisfaction(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """Our satisfaction, and its lead over the best competitor."""
        wording = self.context.wording
        strong = self._strong(NOTHING if row.satisfaction is None else wording.number(row.satisfaction, 1))
        if row.lead is None:
            return (strong,)
        lead = wording.term("league.lead").format(value=wording.number(row.lead, 1, signed=True))
        return (strong, *self._second(lead, "bad" if row.lead < 0 else ""))

    def overdue(self, row: LeagueAccountRow) -> tuple[Paragraph, ...]:
        """The number of overdue actions with its sign."""
        if row.overdue is None:
            return (self._strong(NOTHING),)
        status = "bad" if row.overdue else "good"
        return (self._strong(f"{row.overdue:.0f}", status=status, bold=bool(row.overdue)),)

    def verdict(self, row: LeagueAccountRow, *, alone: bool = False) -> Paragraph | None:
        """The verdict and, unless it stands `alone`, by how much the forecast is below target."""
        if row.verdict is None:
            return None
        wording = self.context.wording
        words = wording.say(row.verdict)
        if self.density.second and not alone and row.short is not None and row.short > 0:
            words = wording.sentence(Message("league.short", verdict=row.verdict, short=row.short, target=row.target))
        size = self.context.style.theme.sizes.dense
        return Paragraph(with_status_icon(words, status_of(row.verdict)), size, align="center")

    # -- drawing ---------------------------------------------------------------------------------------------------

    def texts(self, paragraphs: tuple[Paragraph, ...], place: tuple[float, float], middle: float) -> Iterator[Item]:
        """Text in a column."""
        yield centred_text(paragraphs, place, (middle, self.density.pitch - 2.0), self.context.style)

    def named(self, row: LeagueAccountRow, place: tuple[float, float], middle: float) -> Iterator[Item]:
        """The account in its column."""
        texts = self.fitted_name(row, place[1])
        yield centred_text(texts, place, (middle, self.height(row, place[1]) - NAME_MARGIN), self.context.style)

    def scaled(self, row: LeagueAccountRow, place: tuple[float, float, float], middle: float) -> Iterator[Item]:
        """The bar of the forecast up to the tick at the target, with its booked part; the amounts are below.

        `place` is the left edge and width of the column, and the width of the bar.
        """
        x, width, length = place
        end = self.end(lambda each: each.attainment, MOST_ATTAINMENT)
        parts = [("primary:40", min(row.attainment or 0.0, end) / end)]
        if row.booked and row.target:
            parts.append(("primary", min(row.booked / row.target, end) / end))
        track = 1.0 / end if row.attainment is not None else 0.0
        values = (self.attainment(row), self.amounts(row))
        yield from self._bar((x, width, length), middle, [("grey3:60", track), *parts], 1.0 / end, values)

    def piped(self, row: LeagueAccountRow, place: tuple[float, float, float], middle: float) -> Iterator[Item]:
        """The bar of the weighted pipeline with the tick at the target."""
        end = self.end(lambda each: each.multiple, MOST_MULTIPLE)
        parts = [("primary:40", min(row.multiple or 0.0, end) / end)]
        yield from self._bar(place, middle, parts, 1.0 / end, (self.multiple(row), self.weighted(row)), low=True)

    def end(self, value: Callable[[LeagueAccountRow], float | None], most: float) -> float:
        """The end of a scale: the greatest value of the rows, at least 1 and at most `most`."""
        return min(max(1.0, *(value(row) or 0.0 for row in self.rows)), most)

    def _bar(
        self,
        place: tuple[float, float, float],
        middle: float,
        parts: list[tuple[str, float]],
        tick: float,
        values: tuple[Paragraph, tuple[Paragraph, ...]],
        *,
        low: bool = False,
    ) -> Iterator[Item]:
        x, width, length = place
        number, below = values
        lower = frame_height(below, width, self.context.style) if below else 0.0
        bar = self.density.bar * (0.75 if low else 1.0)
        centre = middle - lower / 2
        for fill, share in parts:
            if share * length > 0.5:
                yield Box(x, centre - bar / 2, share * length, bar, fill)
        if number.text != NOTHING:
            at = x + tick * length
            yield Line(at, centre - bar / 2 - BEYOND, at, centre + bar / 2 + BEYOND, "text", TICK)
        left = x + length + INSET
        height = frame_height((number,), width - length - INSET, self.context.style)
        yield TextItem(left, centre - height / 2, x + width - left, height, (number,), "middle")
        if below:
            # Below the tick, which goes beyond the bar.
            yield TextItem(x, centre + self.density.bar / 2 + BEYOND - 2.0, width, lower, below)

    def counted(self, row: LeagueAccountRow, place: tuple[float, float], middle: float) -> Iterator[Item]:
        """A square for each decider, filled for those who are covered, and below it how many these are."""
        x, width = place
        total, covered = int(row.deciders or 0), int(row.covered or 0)
        words = (self.deciders(row),)
        high = frame_height(words, width, self.context.style)
        if not self.density.second or not 0 < total <= MOST_SQUARES or total * (SQUARE + BETWEEN) > width:
            yield from self.texts(words, place, middle)
            return
        top = middle - (SQUARE * 1.3 + high + 2.0) / 2
        for number in range(total):
            fill, line = ("primary", "primary") if number < covered else ("ground", "bad")
            left = x + number * (SQUARE + BETWEEN)
            yield Box(left, top, SQUARE, SQUARE * 1.3, fill, line, 0.75)
        yield TextItem(x, top + SQUARE * 1.3 + 2.0, width, high, words)

    def judged(self, row: LeagueAccountRow, place: tuple[float, float], middle: float) -> Iterator[Item]:
        """The badge of the verdict."""
        words, alone = self.verdict(row), self.verdict(row, alone=True)
        if words is None or alone is None:
            return
        (x, width), style = place, self.context.style
        # In a narrow column the verdict is smaller, and at last its sign stands alone.
        tries = (words, alone, alone._replace(size=self.small), alone._replace(runs=alone.runs[:1]))
        heights = [frame_height((each,), width - 2 * INSET, style) + 4.0 for each in tries]
        chosen = next((n for n, height in enumerate(heights) if height <= self.density.pitch - 4.0), len(tries) - 1)
        words, high = tries[chosen], heights[chosen]
        fill = "ground" if row.marked else f"{status_of(row.verdict)}:10"
        yield Box(x, middle - high / 2, width, high, fill, shape="rounded", paragraphs=(words,), inset=INSET)

    def skipped_words(self, row: LeagueAccountRow) -> Paragraph:
        """How many accounts are left out before a row."""
        words = self.context.wording.phrase(Message("league.skipped", count=row.skipped))
        return Paragraph((Run(words),), self.small, role="label", colour="muted", align="center")

    def width_of(self, paragraphs: tuple[Paragraph, ...]) -> float:
        """The width in which texts need one line each."""
        return max((frame_width(each, self.context.style) for each in paragraphs), default=0.0)

    def head(self, key: str) -> Paragraph:
        """The head of a column."""
        return label(self.context.wording.terms_of(key), self.small, bold=True, colour="muted")

    def head_width(self, key: str) -> float:
        """The width below which the head of a column breaks a word, or a name in a language without spaces."""
        wording = self.context.wording
        parts = [label(part, self.small, bold=True) for part in wording.names_apart(wording.name(key))]
        style = self.context.style
        return max(part.longest_stretch(style) if " " in part.text else frame_width(part, style) for part in parts)
