"""The `battle_cards` block: each competitor in a band, with its threat and share, and how we win against it."""

from collections.abc import Iterable, Sequence

from kamdeck.blocks.battle_card_parts import FEWEST_TEXTS, MOST_ALONE, MOST_TEXTS, BattleCardParts, BattleCardStep
from kamdeck.blocks.row_protocols import BattleCardRow
from kamdeck.blocks.stake_texts import deals_at_stake
from kamdeck.components.fitted_rows import height_taken, row_stretch
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.status_icons import status_of
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import FLOW_GAP, Box, Drawing, Flow, Frame, Item, Line
from kamdeck.wording import NOTHING

PAD, GAP = 9.0, 12.0
"""The margin of a band and the gap between its parts, in points."""
STAKE_GAP = 6.0
"""The gap above the rule over what is at stake, in points."""
LINE_PAD, CLOSE_PAD = 6.0, 2.5
"""The margin of a competitor's single line above and below its text, and where lines are close, in points."""
LEAST_SCALE = 0.4
"""The share of wallet that the full width of a bar means, unless a competitor has more."""
HIGHEST, HIGHEST_WITH_LINES = 126.0, 180.0
"""The greatest height of a band that has space to spare, in points, and that of the only band above lines."""
MOST_GROWTH = 1.1
"""The greatest height of a band that stands alone, in parts of what its texts need: a higher one would be empty."""
HIGHEST_LINE = 48.0
"""The greatest height of a line that has space to spare, in points."""
MOST_BANDS = 3


@documented(
    """A band for each competitor: threat, share of wallet, strengths, weaknesses, how we win, and what is at stake.

    At most three competitors have a band; those of low threat and all further ones have a line each.

    Example:
        battle_cards: {rows: analysis.battle_cards}
    """
)
@dataclass(frozen=True)
class BattleCards(Block):
    rows: Rows[BattleCardRow] = ()
    title: Heading = None

    def amounts(self) -> Iterable[object]:
        """The amounts at stake."""
        return (row.stake for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing for each competitor, in the largest sizes at which all of them fit the region."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        taken = height_taken(heads, region, context)
        sheet = self._fitted(region, region.height - taken, context)
        return [*heads, *sheet.drawings(region.height - taken if region.paged else 0.0)]

    def _fitted(self, region: Region, height: float, context: RenderContext) -> "_Sheet":
        sizes = context.style.theme.sizes
        steps = (
            # A slide with a single competitor, or with one above lines, has space for the largest texts.
            *([BattleCardStep(sizes.lead, sizes.title, MOST_ALONE, whole=True)] if self._bands() == 1 else []),
            BattleCardStep(sizes.body, sizes.lead),
            BattleCardStep(sizes.dense, sizes.body),
            BattleCardStep(sizes.dense, sizes.body, small_moves=True),
            BattleCardStep(sizes.small, sizes.dense),
            BattleCardStep(sizes.small, sizes.dense, FEWEST_TEXTS),
            BattleCardStep(sizes.small, sizes.small, FEWEST_TEXTS),
        )
        # Lines are close before a competitor loses its band.
        close = tuple(step._replace(close=True) for step in steps[-4:])
        bands, stakes = self._bands(), [row.stake for row in self.rows if row.stake is not None]
        for count in range(bands, -1, -1) if region.paged else ():
            for step in (*steps, *close):
                sheet = _Sheet(self.rows, count, BattleCardParts(context, region.width, step, stakes))
                if sheet.height <= height and sheet.suits:
                    return sheet
        # A report continues on the next page anyway, and a slide does where long texts need another one.
        return _Sheet(
            self.rows, bands, BattleCardParts(context, region.width, steps[-3 if region.paged else -4], stakes)
        )

    def _bands(self) -> int:
        """How many competitors have a band; if all threats are low, the first ones."""
        dangerous = sum(status_of(row.rival.threat) != "good" for row in self.rows)
        return min(dangerous or len(self.rows), MOST_BANDS)


@dataclass(frozen=True)
class _Sheet:
    """All competitors, of whom the first `bands` have a band each and the others a line each."""

    rows: Sequence[BattleCardRow]
    bands: int
    cards: BattleCardParts

    @property
    def _columns(self) -> tuple[float, float, float, float]:
        """The widths of a wide band's parts: the competitor, strengths, weaknesses, and how we win."""
        free = self.cards.width - 4 * PAD - 2 * GAP - PAD
        return free * 0.22, free * 0.255, free * 0.215, free * 0.31

    @property
    def _full(self) -> float:
        """The share that the full width of a bar means."""
        return max(LEAST_SCALE, *(row.share or 0.0 for row in self.rows))

    def _parts(self, row: BattleCardRow) -> list[ItemGroup]:
        """The competitor, strengths, weaknesses, how we win, and what is at stake if anything is."""
        cards, rival = self.cards, row.rival
        left, strong, weak, right = self._columns if cards.wide else self._narrow
        about = [cards.name(row, left), cards.share(row, self._full, left), *cards.moves(row, left)]
        return [
            stacked([part for part in about if part], 5.0),
            cards.points("field.strengths", "+", rival.strengths, strong),
            cards.points("field.weaknesses", "−", rival.weaknesses, weak),
            cards.answered(row, right),
            *filter(None, [cards.stake(row, right)]),
        ]

    @property
    def _narrow(self) -> tuple[float, float, float, float]:
        whole = self.cards.width - 2 * PAD
        half = (whole - GAP) / 2
        return whole, half, half, whole

    def _band_height(self, parts: Sequence[ItemGroup]) -> float:
        about, strong, weak, *answer = parts
        panel = sum(part.height + STAKE_GAP for part in answer) - STAKE_GAP
        if self.cards.wide:
            return max(panel, *(part.height for part in parts)) + 2 * PAD
        return about.height + max(strong.height, weak.height) + panel + 5 * PAD

    @property
    def _drawn(self) -> list[list[ItemGroup]]:
        return [self._parts(row) for row in self.rows[: self.bands]]

    @property
    def height(self) -> float:
        """The height of all drawings with the gaps between them, in points."""
        bands = max((self._band_height(parts) for parts in self._drawn), default=0.0) * self.bands
        lines = sum(self._line(row).height for row in self.rows[self.bands :])
        return bands + lines + FLOW_GAP * (self._drawings - 1)

    @property
    def _drawings(self) -> int:
        """How many drawings there are; close lines are in one."""
        lines = len(self.rows) - self.bands
        return self.bands + (min(lines, 1) if self.cards.close else lines)

    @property
    def suits(self) -> bool:
        """Whether the texts are as small as possible, or break no word."""
        smallest = self.cards.texts == self.cards.sizes.small
        return smallest or not any(part.breaks for parts in self._drawn for part in parts)

    def drawings(self, height: float) -> list[Drawing]:
        """A drawing for each competitor; bands are equally high and grow where all fit a height in points."""
        cards, drawn = self.cards, self._drawn
        common = max((self._band_height(parts) for parts in drawn), default=0.0)
        if self.bands:
            only = common * MOST_GROWTH if len(self.rows) == 1 else HIGHEST_WITH_LINES
            highest = only if self.bands == 1 else HIGHEST
            common += min(max(height - self.height, 0.0) / self.bands, max(highest - common, 0.0))
        found = []
        equal = self.height <= height
        for row, parts in zip(self.rows, drawn, strict=False):
            own = common if equal else self._band_height(parts)
            draw = self._wide_band if cards.wide else self._narrow_band
            found.append(Drawing(Frame(cards.width, own, tuple(draw(row, parts, own))), cards.described(row)))
        lines = [self._line(row) for row in self.rows[self.bands :]]
        if cards.close and lines:
            return [*found, self._close_lines(lines)]
        used = sum(each.frame.height for each in found) + sum(each.height for each in lines)
        spare = height - used - FLOW_GAP * (len(self.rows) - 1)
        for row, line in zip(self.rows[self.bands :], lines, strict=True):
            more = row_stretch(max(spare, 0.0), len(lines), line.height, HIGHEST_LINE)
            frame = Box(0, 0, cards.width, line.height + more, "", "grey3")
            within = (frame, *line.at(0.0, more / 2))
            found.append(Drawing(Frame(cards.width, line.height + more, within), cards.described(row)))
        return found

    def _close_lines(self, lines: Sequence[ItemGroup]) -> Drawing:
        """The lines of competitors in one drawing, each above a rule."""
        width = self.cards.width
        ruled = [
            each._replace(items=(*each.items, Line(0, each.height, width, each.height, "grey3", 0.5))) for each in lines
        ]
        group = stacked(ruled, 0.0)
        words = self.cards.wording.joined(map(self.cards.described, self.rows[self.bands :]), "semicolon")
        return Drawing(Frame(width, group.height, group.items), words)

    def _wide_band(self, row: BattleCardRow, parts: Sequence[ItemGroup], height: float) -> list[Item]:
        left, strong, weak, _ = self._columns
        xs = [PAD, 2 * PAD + left + GAP]
        xs += [xs[1] + strong + GAP]
        panel = xs[2] + weak + PAD
        xs.append(panel + PAD + 1.0)
        rule = PAD + left + (PAD + GAP) / 2
        items: list[Item] = [
            Box(0, 0, panel, height, "grey4"),
            self.cards.panel(row, panel, 0, (self.cards.width - panel, height)),
            Line(rule, PAD, rule, height - PAD, "grey3", 0.75),
        ]
        for x, part in zip(xs, parts, strict=False):
            items += part.at(x, PAD)
        for stake in parts[len(xs) :]:
            items += stake.at(xs[-1], height - PAD - stake.height)
        return items

    def _narrow_band(self, row: BattleCardRow, parts: Sequence[ItemGroup], height: float) -> list[Item]:
        about, strong, weak, answer = *parts[:3], stacked(parts[3:], STAKE_GAP)
        width, half = self.cards.width, self._narrow[1]
        lists = 2 * PAD + about.height
        panel = height - answer.height - 2 * PAD
        ground = self.cards.panel(row, 0, panel, (width, height - panel))
        items: list[Item] = [Box(0, 0, width, panel, "grey4"), ground]
        places = ((PAD, PAD), (PAD, lists), (PAD + half + GAP, lists), (PAD, panel + PAD))
        for (x, y), part in zip(places, (about, strong, weak, answer), strict=True):
            items += part.at(x, y)
        return items

    # -- lines -----------------------------------------------------------------------------------------------------

    def _line(self, row: BattleCardRow) -> ItemGroup:
        """A competitor in a line: name and threat, position and strategy, how we win, and the deals."""
        cards, rival = self.cards, row.rival
        # Where texts are long, the strategy stands alone.
        long = cards.most < MOST_TEXTS
        dense = cards.sizes.small if long else cards.sizes.dense
        known = [cards.say(each) for each in (rival.position, rival.strategy) if each]
        about = known[-1] if long and known else " · ".join(known)
        answer = label(cards.say(rival.how_we_win), dense, bold=bool(rival.how_we_win), colour="primary")
        texts = (label(about or NOTHING, dense), answer)
        name, deals = self._line_ends(row)
        if not cards.wide:
            below = cards.text(texts, cards.width - 2 * PAD)
            top = ItemGroup(max(name.height, deals.height), (*name.items, *deals.at(cards.width - 2 * PAD, 0.0)))
            content = stacked((top, below), 2.0)
        else:
            panel = cards.width - 2 * PAD - self._columns[3] - 1.0
            left = max(each.x + each.width for each in name.items if not isinstance(each, Line)) + PAD
            parts = (
                name,
                cards.text(texts[:1], panel - left - GAP),
                cards.text(texts[1:], self._columns[3] - deals.width),
            )
            height = max(part.height for part in (*parts, deals))
            places = zip((0.0, left, panel, cards.width - 2 * PAD), (*parts, deals), strict=True)
            centred = (item for x, part in places for item in part.at(x, (height - part.height) / 2))
            content = ItemGroup(height, tuple(centred))
        pad = CLOSE_PAD if cards.close else LINE_PAD
        return ItemGroup(content.height + 2 * pad, tuple(content.at(PAD, pad)))

    def _line_ends(self, row: BattleCardRow) -> tuple[ItemGroup, ItemGroup]:
        """The name with the threat after it, and the deals, whose right end is at x = 0."""
        cards = self.cards
        words = label(cards.say_name(row), cards.sizes.dense, bold=True)
        # A long name is broken between its words, but a word is not.
        widest = max(self._columns[0] if cards.wide else cards.width / 2, words.longest_stretch(cards.style) + 1.0)
        width = min(frame_width(words, cards.style), widest, cards.width / 2)
        name, badge = cards.text((words,), width), cards.badge(row)
        if badge:
            placed = badge.at(width + 6.0, (name.height - badge.height) / 2)
            name = ItemGroup(max(name.height, badge.height), (*name.items, *placed))
        deals = label(self._at_stake(row), cards.sizes.small, colour="muted", align="right")
        if not deals.text:
            return name, ItemGroup(0.0, ())
        deals_width = min(frame_width(deals, cards.style), self._columns[3] / 2 if cards.wide else cards.width / 4)
        part = cards.text((deals,), deals_width)
        return name, ItemGroup(part.height, part.at(-deals_width, 0.0), width=deals_width + 6.0)

    def _at_stake(self, row: BattleCardRow) -> str:
        """The deals that a line names; where lines are close, the amount at stake alone."""
        cards = self.cards
        if not cards.close or row.stake is None:
            return deals_at_stake(row, cards.wording, cards.stakes)
        return cards.wording.money(row.stake, beside=cards.stakes)
