"""The `battle_cards` block: each competitor in a band, with its threat and share, and how we win against it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kamdeck.blocks.row_protocols import BattleCardRow
from kamdeck.blocks.stake_texts import amount_at_stake, deals_at_stake
from kamdeck.components.fitted_rows import row_stretch
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.status_icons import status_of, with_icon
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import FLOW_GAP, Box, Drawing, Flow, Frame, Item, Line, Paragraph, Run, TextItem
from kamdeck.message import Message
from kamdeck.model.values import Text
from kamdeck.wording import NOTHING

WIDE = 600.0
"""From this width on, in points, the parts of a band are beside each other; otherwise below each other."""
PAD, GAP = 9.0, 12.0
"""The margin of a band and the gap between its parts, in points."""
STAKE_GAP = 6.0
"""The gap above the rule over what is at stake, in points."""
LINE_PAD = 6.0
"""The margin of a competitor's single line above and below its text, in points."""
BAR = 7.5
LEAST_SCALE = 0.4
"""The share of wallet that the full width of a bar means, unless a competitor has more."""
HIGHEST, HIGHEST_WITH_LINES = 126.0, 180.0
"""The greatest height of a band that has space to spare, in points, and that of the only band above lines; a band that
stands alone may be twice as high.
"""
HIGHEST_LINE = 48.0
"""The greatest height of a line that has space to spare, in points."""
MOST_TEXTS, FEWEST_TEXTS = 2, 1
"""How many strengths and weaknesses a band names, and how many where texts are long; the others are counted."""
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
        taken = sum(flow.height(region.width, context.style) + FLOW_GAP for flow in heads)
        sheet = self._fitted(region, region.height - taken, context)
        return [*heads, *sheet.drawings(region.height - taken if region.paged else 0.0)]

    def _fitted(self, region: Region, height: float, context: RenderContext) -> "_Sheet":
        sizes = context.style.theme.sizes
        steps = (
            # A slide with a single competitor, or with one above lines, has space for the largest texts.
            *([_Step(sizes.lead, sizes.title)] if self._bands() == 1 else []),
            _Step(sizes.body, sizes.lead),
            _Step(sizes.dense, sizes.body),
            _Step(sizes.small, sizes.dense),
            _Step(sizes.small, sizes.dense, FEWEST_TEXTS),
            _Step(sizes.small, sizes.small, FEWEST_TEXTS),
        )
        bands, stakes = self._bands(), [row.stake for row in self.rows if row.stake is not None]
        for count in range(bands, -1, -1) if region.paged else ():
            for step in steps:
                sheet = _Sheet(self.rows, count, _Cards(context, region.width, step, stakes))
                if sheet.height <= height and sheet.suits:
                    return sheet
        # A report continues on the next page anyway, and a slide does where long texts need another one.
        return _Sheet(self.rows, bands, _Cards(context, region.width, steps[-3 if region.paged else -4], stakes))

    def _bands(self) -> int:
        """How many competitors have a band; if all threats are low, the first ones."""
        dangerous = sum(status_of(row.rival.threat) != "good" for row in self.rows)
        return min(dangerous or len(self.rows), MOST_BANDS)


class _Step(NamedTuple):
    """The sizes of lists and of answers in points, and the most strengths and weaknesses that a band names."""

    texts: float
    answer: float
    most: int = MOST_TEXTS


class _Cards:
    """Draws the parts of a competitor's band in the sizes of a step.

    All amounts have the unit that suits the `stakes` of all competitors.
    """

    def __init__(self, context: RenderContext, width: float, step: _Step, stakes: Sequence[float]) -> None:
        self.wording, self.style = context.wording, context.style
        self.width, self.stakes = width, stakes
        self.texts, self.answer, self.most = step
        self.sizes = context.style.theme.sizes
        self.wide = width >= WIDE
        self.ink = context.style.theme.on("primary")

    def text(self, paragraphs: Sequence[Paragraph], width: float) -> ItemGroup:
        """Paragraphs at a width."""
        height = frame_height(paragraphs, width, self.style)
        breaks = any(each.longest_stretch(self.style) > width for each in paragraphs)
        return ItemGroup(height, (TextItem(0, 0, width, height, tuple(paragraphs)),), breaks)

    def say(self, text: Text | None) -> str:
        """A text of the plan in the first language; a dash for none."""
        return self.wording.inner.say(text)

    def name(self, row: BattleCardRow, width: float) -> ItemGroup:
        """The competitor's name, and the threat in a badge at the right."""
        badge = self.badge(row)
        badge_width = badge.items[0].width if badge and isinstance(badge.items[0], Box) else 0.0
        left = max(width - badge_width - 6.0, width / 3)
        words = self.say_name(row)
        part = self.text((label(words, min(self.answer, self.sizes.lead), bold=True),), left)
        if badge is None:
            return part
        items = (*part.items, *badge.at(width - badge_width, 1.0))
        return ItemGroup(max(part.height, badge.height), items, part.breaks)

    def say_name(self, row: BattleCardRow) -> str:
        """The competitor's name."""
        return self.wording.say(row.rival.company)

    def badge(self, row: BattleCardRow) -> ItemGroup | None:
        """The threat with its sign on a ground of its own; none if it is unknown."""
        threat = row.rival.threat
        if threat is None:
            return None
        words = Paragraph(with_icon(threat, self.wording.inner.say(threat)), self.sizes.small, align="center")
        width = frame_width(words, self.style) + 10.0
        fill = "good:10" if status_of(threat) == "good" else "ground"
        box = Box(0, 0, width, self.sizes.small * 1.5, fill, shape="rounded", paragraphs=(words,), inset=2.0)
        return ItemGroup(self.sizes.small * 1.5, (box,))

    def share(self, row: BattleCardRow, full: float, width: float) -> ItemGroup | None:
        """The share of wallet as a bar, of which the whole width means `full`; none if it is unknown."""
        if row.share is None:
            return None
        head = self.text(
            (label(self.wording.terms_of("figure.share_of_wallet"), self.sizes.small, colour="muted"),), width
        )
        words = label(self.wording.percent(row.share), self.sizes.dense, bold=True, align="right")
        words_width, height = frame_width(words, self.style), self.sizes.dense * 1.2 + 0.5
        track = width - words_width - 8.0
        y = (height - BAR) / 2
        bar = ItemGroup(
            height,
            (
                Box(0, y, track, BAR, "ground"),
                Box(0, y, max(track * min(row.share / full, 1.0), 1.0), BAR, "grey1"),
                TextItem(width - words_width, 0, words_width, height, (words,)),
            ),
        )
        return stacked((head, bar), 1.0)

    def move(self, row: BattleCardRow, width: float) -> ItemGroup | None:
        """The competitor's strategy, or else its position."""
        rival = row.rival
        key, text = ("battle_cards.move", rival.strategy) if rival.strategy else ("field.standing", rival.position)
        if not text:
            return None
        size = min(self.texts, self.sizes.dense)
        before, _, after = self.wording.labelled(self.wording.term(key), "\n").partition("\n")
        return self.text((Paragraph((Run(before, colour="muted"), Run(self.say(text) + after)), size),), width)

    def points(self, key: str, sign: str, texts: Sequence[Text], width: float) -> ItemGroup:
        """A list under a head; each text has the sign, which is "+" or "−"."""
        head = label(self.wording.terms_of(key), self.sizes.small, bold=True, colour="muted")
        colour = "bad" if sign == "+" else "good"
        indent = self.texts * 1.1
        shown = [
            Paragraph((Run(self.say(text)),), self.texts, "label", "text", "left", sign, colour, indent, 3.0)
            for text in texts[: self.most]
        ] or [label(NOTHING, self.texts, colour="muted")]
        if len(texts) > self.most:
            words = self.wording.phrase(Message("battle_cards.more", count=len(texts) - self.most))
            shown.append(label(words, self.sizes.small, colour="muted"))
        return self.text((head, *shown), width)

    def answered(self, row: BattleCardRow, width: float) -> ItemGroup:
        """How we win, and under a rule what is at stake."""
        head = label(self.wording.terms_of("field.how_we_win"), self.sizes.small, bold=True, colour=self.ink)
        answer = label(self.say(row.rival.how_we_win), self.answer, bold=True, colour=self.ink)
        return self.text((head, answer), width)

    def stake(self, row: BattleCardRow, width: float) -> ItemGroup | None:
        """A rule, and below it the amount at stake with the deals; none if no open deal names the competitor."""
        if not row.deals:
            return None
        parts = []
        deals = label(deals_at_stake(row, self.wording, self.stakes), self.sizes.small, colour=self.ink)
        left = 0.0
        if row.stake is not None:
            stake = amount_at_stake(row, self.wording, self.stakes, self.sizes.dense)._replace(colour=self.ink)
            left = min(frame_width(stake, self.style), width)
            parts.append(self.text((stake,), left))
        if left + 8.0 + frame_width(deals, self.style) <= width and parts:
            x = left + 8.0
            height = parts[0].height
            beside = TextItem(x, 0, width - x, height, (deals._replace(align="right"),), "middle")
            parts = [ItemGroup(height, (*parts[0].items, beside))]
        else:
            parts.append(self.text((deals,), width))
        rule = ItemGroup(0.0, (Line(0, 0, width, 0, self.ink, 0.5),))
        return stacked((rule, stacked(parts, 1.0)), 4.0)

    def described(self, row: BattleCardRow) -> str:
        """The alternative text of a competitor's drawing."""
        wording, rival = self.wording, row.rival
        known = [wording.say(each) for each in (rival.threat, row.share) if each is not None]
        facts = wording.followed(self.say_name(row), wording.joined(known))
        answer = wording.labelled(wording.term("field.how_we_win"), self.say(rival.how_we_win))
        return wording.joined((facts, answer if rival.how_we_win else ""), "semicolon")


@dataclass(frozen=True)
class _Sheet:
    """All competitors, of whom the first `bands` have a band each and the others a line each."""

    rows: Sequence[BattleCardRow]
    bands: int
    cards: _Cards

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
        about = [cards.name(row, left), cards.share(row, self._full, left), cards.move(row, left)]
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
        return bands + lines + FLOW_GAP * (len(self.rows) - 1)

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
            only = HIGHEST * 2 if len(self.rows) == 1 else HIGHEST_WITH_LINES
            highest = only if self.bands == 1 else HIGHEST
            common += min(max(height - self.height, 0.0) / self.bands, max(highest - common, 0.0))
        found = []
        equal = self.height <= height
        for row, parts in zip(self.rows, drawn, strict=False):
            own = common if equal else self._band_height(parts)
            items = self._wide_band(parts, own) if cards.wide else self._narrow_band(parts, own)
            found.append(Drawing(Frame(cards.width, own, tuple(items)), cards.described(row)))
        lines = [self._line(row) for row in self.rows[self.bands :]]
        used = sum(each.frame.height for each in found) + sum(each.height for each in lines)
        spare = height - used - FLOW_GAP * (len(self.rows) - 1)
        for row, line in zip(self.rows[self.bands :], lines, strict=True):
            more = row_stretch(max(spare, 0.0), len(lines), line.height, HIGHEST_LINE)
            frame = Box(0, 0, cards.width, line.height + more, "", "grey3")
            within = (frame, *line.at(0.0, more / 2))
            found.append(Drawing(Frame(cards.width, line.height + more, within), cards.described(row)))
        return found

    def _wide_band(self, parts: Sequence[ItemGroup], height: float) -> list[Item]:
        left, strong, weak, _ = self._columns
        xs = [PAD, 2 * PAD + left + GAP]
        xs += [xs[1] + strong + GAP]
        panel = xs[2] + weak + PAD
        xs.append(panel + PAD + 1.0)
        rule = PAD + left + (PAD + GAP) / 2
        items: list[Item] = [
            Box(0, 0, panel, height, "grey4"),
            Box(panel, 0, self.cards.width - panel, height, "primary"),
            Line(rule, PAD, rule, height - PAD, "grey3", 0.75),
        ]
        for x, part in zip(xs, parts, strict=False):
            items += part.at(x, PAD)
        for stake in parts[len(xs) :]:
            items += stake.at(xs[-1], height - PAD - stake.height)
        return items

    def _narrow_band(self, parts: Sequence[ItemGroup], height: float) -> list[Item]:
        about, strong, weak, answer = *parts[:3], stacked(parts[3:], STAKE_GAP)
        width, half = self.cards.width, self._narrow[1]
        lists = 2 * PAD + about.height
        panel = height - answer.height - 2 * PAD
        items: list[Item] = [Box(0, 0, width, panel, "grey4"), Box(0, panel, width, height - panel, "primary")]
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
        return ItemGroup(content.height + 2 * LINE_PAD, tuple(content.at(PAD, LINE_PAD)))

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
        deals = label(
            deals_at_stake(row, cards.wording, cards.stakes), cards.sizes.small, colour="muted", align="right"
        )
        if not deals.text:
            return name, ItemGroup(0.0, ())
        deals_width = min(frame_width(deals, cards.style), self._columns[3] / 2 if cards.wide else cards.width / 4)
        part = cards.text((deals,), deals_width)
        return name, ItemGroup(part.height, part.at(-deals_width, 0.0), width=deals_width + 6.0)
