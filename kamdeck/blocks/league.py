"""The `league` block: accounts by forecast ÷ target, compared without amounts of money, and what to look at in them."""

from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from kamdeck.blocks.league_cells import DENSITIES, INSET, Density, LeagueCells
from kamdeck.blocks.league_columns import GAP, HEADS, LeagueColumns
from kamdeck.blocks.league_protocols import ConcernRow, LeagueAccountRow
from kamdeck.components.fitted_rows import all_fitting, drawn_in_parts, height_below, largest_fitting
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import LegendSign, cut_to_height, frame_height, label, legend
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.wording import NOTHING

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
        sheets = _LeagueSheets(self.rows, self.concerns[:MOST_CONCERNS_BESIDE], (region.width, height), context)
        return drawn_in_parts(self.rows, sheets.first_of, region, heads)


@dataclass(frozen=True)
class _LeagueSheets:
    """The drawings of all accounts, in one density, with as many accounts on each as on the others.

    `size` is the width and the greatest height of a drawing.
    """

    rows: Rows[LeagueAccountRow]
    concerns: Rows[ConcernRow]
    size: tuple[float, float]
    context: RenderContext

    def first_of(self, rows: Sequence[LeagueAccountRow]) -> "_LeagueSheet":
        """The drawing of the first of the accounts that are left."""
        possible = min(len(rows), max(1, int(self.size[1] / DENSITIES[-1].pitch)))
        sheet = largest_fitting(possible, self._columns, partial(self._sheet, rows), self.size[1])
        drawings = -(-len(rows) // len(sheet.rows))
        return self._sheet(rows, -(-len(rows) // drawings), sheet.columns)

    def _sheet(self, rows: Sequence[LeagueAccountRow], count: int, columns: LeagueColumns) -> "_LeagueSheet":
        concerns = self.concerns if count == len(self.rows) else ()
        return _LeagueSheet(tuple(rows[:count]), tuple(concerns), columns, self.size[1], self.context)

    @cached_property
    def _columns(self) -> tuple[LeagueColumns, ...]:
        """The columns in each density in which names are whole; where the accounts need several drawings, in one."""
        count, densities = len(self.rows), DENSITIES[sum(len(self.rows) > most for most in BY_COUNT) :]
        every = tuple(LeagueColumns(tuple(self.rows), each, self.size[0], self.context) for each in densities)
        # In the last density, a row is as high as its name needs.
        suiting = (*(each for each in every[:-1] if each.suits), every[-1])
        if all_fitting(count, suiting, partial(self._sheet, self.rows), self.size[1]):
            return suiting
        # The rows of all drawings are equally high.
        return every[-1:]


@dataclass(frozen=True)
class _LeagueSheet:
    """The drawing of some accounts in columns, with what to look at below; `most` is its greatest height."""

    rows: tuple[LeagueAccountRow, ...]
    concerns: tuple[ConcernRow, ...]
    columns: LeagueColumns
    most: float
    context: RenderContext

    @property
    def cells(self) -> LeagueCells:
        return self.columns.cells

    @property
    def density(self) -> Density:
        return self.columns.density

    @property
    def width(self) -> float:
        return self.columns.width

    @property
    def places(self) -> dict[str, tuple[float, float, float]]:
        return self.columns.places

    # -- heights ---------------------------------------------------------------------------------------------------

    @cached_property
    def header(self) -> float:
        """The height of the heads with the rule below."""
        style = self.context.style
        return max(
            frame_height((self.cells.head(HEADS[name]),), width, style)
            for name, (_, width, _) in self.places.items()
        ) + 4.0  # fmt: skip

    def _pitch(self, row: LeagueAccountRow) -> float:
        return self.cells.height(row, self.places["name"][1])

    @property
    def _body(self) -> float:
        return sum(map(self._pitch, self.rows)) + sum(SKIPPED for row in self.rows if row.skipped)

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
        """True, since the columns are those in which names are shown whole."""
        return True

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
                items.append(Box(0, y, self.width, self._pitch(row), "bad:10"))
            items += [moved(item, 0.0, y) for item in self._row(row)]
            y += self._pitch(row)
        items += [moved(item, INSET, y + 6.0) for item in self._legend[0]]
        if self.concerns:
            items += [moved(item, 0.0, self._league_height + 12.0) for item in self._concern_items()]
        return items

    def _row(self, row: LeagueAccountRow) -> Iterator[Item]:
        """The items of an account, with y = 0 at the top of its row."""
        cells, middle = self.cells, self._pitch(row) / 2
        yield Line(0, 2 * middle, self.width, 2 * middle, "grey3", 0.5)
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
                case "name":
                    yield from cells.named(row, column, middle)
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
