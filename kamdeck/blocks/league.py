"""The `league` block: accounts by forecast ÷ target, compared without amounts of money, and what to look at in them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from kamdeck.blocks.league_cells import BETWEEN, DENSITIES, INSET, MOST_SQUARES, SQUARE, Density, LeagueCells
from kamdeck.blocks.league_protocols import ConcernRow, LeagueAccountRow
from kamdeck.components.fitted_rows import drawn_in_parts, height_below, largest_fitting
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import LegendSign, cut_to_height, frame_height, label, legend
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.wording import NOTHING

GAP = 14.0
"""The gap between columns, in points."""
LEAST_BARS, MOST_BARS = (60.0, 36.0), (150.0, 80.0)
"""The least and greatest lengths of the bars of forecasts and of pipelines, in points."""
NARROW = 400.0
MOST_NAME, MOST_VERDICT = (0.2, 0.4), (0.2, 0.16, 0.13)
"""The greatest parts of the width that names take, also if it is narrow, and verdicts, which have two lines first."""
LEFT_OUT = ("satisfaction", "wallet", "last", "deciders", "pipeline", "overdue", "verdict")
"""The columns that a narrow region leaves out, in this order."""
HEADS = {
    "name": "field.account", "forecast": "league.forecast", "last": "league.last", "pipeline": "league.pipeline",
    "deciders": "league.deciders", "wallet": "league.wallet", "satisfaction": "figure.satisfaction",
    "overdue": "league.overdue", "verdict": "field.verdict",
}  # fmt: skip
BY_COUNT = (5, 8)
"""The most rows of the first density, and of the second one."""
SKIPPED = 16.0
"""The height of the line that gives the number of accounts left out, in points."""
MOST_CONCERNS_BESIDE = 5
CONCERN_LINES = 3
"""The most lines of what to look at."""


@documented(
    """Accounts with bars of the forecast and of the weighted pipeline in parts of the target, and a verdict.

    No amounts of two accounts are compared, since they may be in two currencies. `concerns` are what a review should
    look at: they stand beside each other below the accounts.

    Example:
        league: {rows: portfolio.league.rows, concerns: portfolio.league.concerns}
    """
)
@dataclass(frozen=True)
class LeagueBlock(Block):
    rows: Rows[LeagueAccountRow] = ()
    concerns: Rows[ConcernRow] = ()
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing, in the largest density in which the rows fit; further rows on further drawings."""
        heads = title(self.title, context)
        height = height_below(heads, region, context)
        densities = DENSITIES[sum(len(self.rows) > most for most in BY_COUNT) :]

        def fit(rows: Sequence[LeagueAccountRow]) -> "_LeagueSheet":
            concerns = self.concerns[:MOST_CONCERNS_BESIDE] if len(rows) == len(self.rows) else ()

            def sheet(count: int, density: Density) -> _LeagueSheet:
                return _LeagueSheet(tuple(rows[:count]), tuple(concerns), density, region.width, height, context)

            possible = min(len(rows), max(1, int(height / DENSITIES[-1].pitch)))
            return largest_fitting(possible, densities, sheet, height)

        return drawn_in_parts(self.rows, fit, region, heads)


@dataclass(frozen=True)
class _LeagueSheet:
    """The drawing of some accounts in one density, with what to look at below; `most` is its greatest height."""

    rows: tuple[LeagueAccountRow, ...]
    concerns: tuple[ConcernRow, ...]
    density: Density
    width: float
    most: float
    context: RenderContext

    @cached_property
    def cells(self) -> LeagueCells:
        return LeagueCells(self.rows, self.density, self.context)

    # -- columns ---------------------------------------------------------------------------------------------------

    def _needs(self, most_verdict: float) -> dict[str, float]:
        """The width that each column needs, besides bars."""
        cells, rows = self.cells, self.rows
        squares = MOST_SQUARES * (SQUARE + BETWEEN)

        def widest(texts: Iterable[tuple[Paragraph, ...]]) -> float:
            return max(map(cells.width_of, texts), default=0.0)

        verdicts = [words for row in rows if (words := cells.verdict(row))]
        found = {
            "name": min(widest(map(cells.name, rows)), self.width * MOST_NAME[self.width < NARROW]),
            "forecast": INSET + widest((cells.attainment(row),) for row in rows),
            "last": widest(map(cells.last, rows)),
            "pipeline": INSET + widest((cells.multiple(row),) for row in rows),
            "deciders": max(widest((cells.deciders(row),) for row in rows), squares if self.density.second else 0.0),
            "wallet": widest(map(cells.wallet, rows)),
            "satisfaction": widest(map(cells.satisfaction, rows)),
            "overdue": widest(map(cells.overdue, rows)),
            "verdict": min(widest((each,) for each in verdicts) + 2 * INSET, self.width * most_verdict),
        }
        return {
            name: max(width, cells.head_width(HEADS[name]))
            for name, width in found.items()
            if name in ("name", "forecast") or self._is_known(name)
        }

    def _is_known(self, name: str) -> bool:
        """Whether any account has something to show in a column."""
        fields = {"last": "last_attainment", "pipeline": "weighted"}
        return any(getattr(row, fields.get(name, name)) is not None for row in self.rows)

    @cached_property
    def places(self) -> dict[str, tuple[float, float, float]]:
        """The left edge, the width and the length of the bar of each column that the width has space for."""
        every = [self._needs(most) for most in MOST_VERDICT]
        needs = next((each for each in every if self._spare(each) >= 0), every[-1])
        for name in LEFT_OUT:
            if self._spare(needs) >= 0:
                break
            needs.pop(name, None)
        spare = max(0.0, self._spare(needs))
        # Beside a name alone, a bar is as short as it has to be.
        lengths = {"forecast": max(LEAST_BARS[0] + min(0.0, self._spare(needs)), 1.0), "pipeline": LEAST_BARS[1]}
        for number, (name, part) in enumerate((("forecast", 0.65), ("pipeline", 0.35))):
            if name in needs:
                lengths[name] = min(lengths[name] + spare * part, MOST_BARS[number])
        bars = {name: lengths.get(name, 0.0) for name in needs}
        # What the bars do not take widens the gaps.
        left = self.width - 2 * INSET - sum(needs.values()) - sum(bars.values())
        gap = max(2.0, left / max(1, len(needs) - 1))
        found, x = {}, INSET
        for name, need in needs.items():
            found[name] = (x, need + bars[name], bars[name])
            x += need + bars[name] + gap
        return found

    def _spare(self, needs: dict[str, float]) -> float:
        bars = sum(least for name, least in zip(("forecast", "pipeline"), LEAST_BARS, strict=True) if name in needs)
        return self.width - 2 * INSET - sum(needs.values()) - bars - GAP * (len(needs) - 1)

    # -- heights ---------------------------------------------------------------------------------------------------

    @cached_property
    def header(self) -> float:
        """The height of the heads with the rule below."""
        style = self.context.style
        return max(
            frame_height((self.cells.head(HEADS[name]),), width, style)
            for name, (_, width, _) in self.places.items()
        ) + 4.0  # fmt: skip

    @property
    def _body(self) -> float:
        return len(self.rows) * self.density.pitch + sum(SKIPPED for row in self.rows if row.skipped)

    @cached_property
    def _legend(self) -> tuple[list[Item], float]:
        say = self.context.wording.terms_of
        signs = [
            LegendSign(say("league.booked"), "rectangle", "primary"),
            LegendSign(say("league.forecast_part"), "rectangle", "primary:40"),
            LegendSign(say("league.target"), mark="┃", fill="text"),
        ]
        return legend(signs, INSET, self.width - 2 * INSET, self.context.style)

    @property
    def _league_height(self) -> float:
        return self.header + self._body + 6.0 + self._legend[1]

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self._league_height + (self._concerns_height + 12.0 if self.concerns else 0.0)

    @property
    def suits(self) -> bool:
        """Whether names have at most two lines, and no column is left out for want of height."""
        return all(
            len(each.lines(self.places["name"][1], self.context.style.typeface)) <= (2 if self.density.second else 1)
            for row in self.rows
            for each in self.cells.name(row)[:1]
        )

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The heads, the accounts with a line below each, the legend, and what to look at."""
        items: list[Item] = []
        for name, (x, width, _) in self.places.items():
            head = self.cells.head(HEADS[name])
            height = frame_height((head,), width, self.context.style)
            items.append(TextItem(x, self.header - 4.0 - height, width, height, (head,), "bottom"))
        items.append(Line(0, self.header, self.width, self.header, "grey1", 1.0))
        y = self.header
        for row in self.rows:
            if row.skipped:
                words = self.cells.skipped_words(row)
                items.append(Box(0, y, self.width, SKIPPED, "grey4", paragraphs=(words,)))
                y += SKIPPED
            if row.marked:
                items.append(Box(0, y, self.width, self.density.pitch, "bad:10"))
            items += [moved(item, 0.0, y) for item in self._row(row)]
            y += self.density.pitch
        items += [moved(item, INSET, y + 6.0) for item in self._legend[0]]
        if self.concerns:
            items += [moved(item, 0.0, self._league_height + 12.0) for item in self._concern_items()]
        return items

    def _row(self, row: LeagueAccountRow) -> Iterator[Item]:
        """The items of an account, with y = 0 at the top of its row."""
        cells, middle = self.cells, self.density.pitch / 2
        yield Line(0, self.density.pitch, self.width, self.density.pitch, "grey3", 0.5)
        for name, place in self.places.items():
            column = place[:2]
            match name:
                case "forecast":
                    yield from cells.scaled(row, place, middle)
                case "pipeline":
                    yield from cells.piped(row, place, middle)
                case "deciders":
                    yield from cells.counted(row, column, middle)
                case "verdict":
                    yield from cells.judged(row, column, middle)
                case _:
                    yield from cells.texts(getattr(cells, name)(row), column, middle)

    # -- what to look at -------------------------------------------------------------------------------------------

    @property
    def _concern_width(self) -> float:
        count = max(len(self.concerns), 3)
        return (self.width - GAP * (count - 1)) / count

    def _concern(self, row: ConcernRow, size: float) -> list[Paragraph]:
        wording, dense = self.context.wording, self.context.style.theme.sizes.dense
        names = (wording.inner.say(row.owner) if row.owner else "", wording.inner.say(row.due) if row.due else "")
        who = wording.joined(filter(None, names))
        texts = [label(wording.inner.say(row.account.name), dense, bold=True, colour="muted")]
        texts.append(label(wording.sentence(row.what), size, bold=True)._replace(before=2.0))
        return [*texts, *([label(who, dense)._replace(before=3.0)] if who else [])]

    @cached_property
    def _concern_texts(self) -> list[tuple[Paragraph, ...]]:
        """The texts of all concerns in the largest size in which they have few lines and fit the rest of the height."""
        sizes, style = self.context.style.theme.sizes, self.context.style
        room = self.most - self._league_height - 12.0 - self._head_height
        for size in (sizes.lead, sizes.body, sizes.dense):
            texts = [tuple(self._concern(row, size)) for row in self.concerns]
            lines = max(len(each[1].lines(self._concern_width, style.typeface)) for each in texts)
            high = max(frame_height(each, self._concern_width, style) for each in texts)
            if lines <= CONCERN_LINES and high <= room:
                return texts
        # A decision of hundreds of words is cut; the account's own review has all of it.
        least = max(room, 5 * sizes.dense)
        return [cut_to_height(each, self._concern_width, least, style) for each in texts]

    @property
    def _head_height(self) -> float:
        return self.context.style.theme.sizes.dense * 1.2 + 10.0

    @property
    def _concerns_height(self) -> float:
        style = self.context.style
        return self._head_height + max(frame_height(each, self._concern_width, style) for each in self._concern_texts)

    def _concern_items(self) -> Iterator[Item]:
        dense, head = self.context.style.theme.sizes.dense, self._head_height
        words = label(self.context.wording.terms_of("league.concerns"), dense, bold=True)
        yield TextItem(0, 0, self.width, dense * 1.2 + 0.5, (words,))
        yield Line(0, head - 6.0, self.width, head - 6.0, "grey1", 1.0)
        bottom = self._concerns_height
        for number, texts in enumerate(self._concern_texts):
            x = number * (self._concern_width + GAP)
            if number:
                yield Line(x - GAP / 2, head, x - GAP / 2, bottom, "grey3", 0.75)
            height = frame_height(texts, self._concern_width, self.context.style)
            yield TextItem(x, head, self._concern_width, height, texts)

    def described(self) -> str:
        """The alternative text: each account with its forecast ÷ target."""
        wording = self.context.wording
        parts = [
            wording.beside(wording.inner.say(row.name), self.cells.attainment(row).text or NOTHING) for row in self.rows
        ]
        return wording.joined((wording.term("topic.league"), *parts), "semicolon")
