"""The parts of a competitor's battle card: its name and threat, its share, lists, our answer, and what is at stake."""

from collections.abc import Sequence
from typing import NamedTuple

from kamdeck.blocks.row_protocols import BattleCardRow
from kamdeck.blocks.stake_texts import amount_at_stake, deals_at_stake
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.status_icons import status_of, with_icon
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Line, Paragraph, Run, TextItem
from kamdeck.message import Message
from kamdeck.model.values import Text
from kamdeck.wording import NOTHING

WIDE = 600.0
"""From this width on, in points, the parts of a band are beside each other; otherwise below each other."""
BAR = 7.5
MOST_ALONE, MOST_TEXTS, FEWEST_TEXTS = 4, 2, 1
"""How many strengths and weaknesses a band names that stands alone, how many another one, and how many where texts are
long; the others are counted."""


class BattleCardStep(NamedTuple):
    """The sizes of lists and of answers in points, and the most strengths and weaknesses that a band names.

    Competitors below the bands have `close` lines where there are many: name, threat, answer, and the amount at stake.
    A band that is `whole` shows both the position and the strategy. With `small_moves`, the strategy is in the smallest
    size, since it stands in the narrowest column.
    """

    texts: float
    answer: float
    most: int = MOST_TEXTS
    close: bool = False
    whole: bool = False
    small_moves: bool = False


class BattleCardParts:
    """Draws the parts of a competitor's band in the sizes of a step.

    All amounts have the unit that suits the `stakes` of all competitors.

    Args:
        context: The style and wording of the document.
        width: The width of the bands in points.
        step: The sizes of the texts.
        stakes: The amounts at stake against each of the competitors.
    """

    def __init__(self, context: RenderContext, width: float, step: BattleCardStep, stakes: Sequence[float]) -> None:
        self.wording, self.style = context.wording, context.style
        self.width, self.stakes = width, stakes
        self.texts, self.answer, self.most, self.close, self.whole, self.small_moves = step
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
        name = label(words, min(self.answer, self.sizes.lead), bold=True)
        part = self.text((name,), left)
        if badge is None:
            return part
        if part.breaks:
            return stacked((self.text((name,), width), badge), 2.0)
        items = (*part.items, *badge.at(width - badge_width, 1.0))
        return ItemGroup(max(part.height, badge.height), items, part.breaks)

    def say_name(self, row: BattleCardRow) -> str:
        """The competitor's name."""
        return self.wording.say(row.rival.company)

    def badge(self, row: BattleCardRow) -> ItemGroup | None:
        """The threat with its sign, on a tinted background; None if it is unknown."""
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

    def moves(self, row: BattleCardRow, width: float) -> list[ItemGroup]:
        """The competitor's strategy, or else its position; both where the band is whole."""
        rival = row.rival
        texts = (("battle_cards.move", rival.strategy), ("field.standing", rival.position))
        known = [(key, text) for key, text in texts if text]
        return [self._move(key, text, width) for key, text in (known if self.whole else known[:1])]

    def _move(self, key: str, text: Text, width: float) -> ItemGroup:
        most = self.sizes.small if self.small_moves else self.sizes.body if self.whole else self.sizes.dense
        size = min(self.texts, most)
        before, _, after = self.wording.labelled(self.wording.term(key), "\n").partition("\n")
        return self.text((Paragraph((Run(before, colour="muted"), Run(self.say(text) + after)), size),), width)

    def points(self, key: str, sign: str, texts: Sequence[Text], width: float) -> ItemGroup:
        """A list under a head.

        Args:
            key: The term of the head.
            sign: What stands before each text, "+" or "−".
            texts: The entries of the list; of more than a band names, the number of the others is given.
            width: The width of the list in points.
        """
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
        """How we win, or that the plan does not say it."""
        ink, how = self.ink_of(row), row.rival.how_we_win
        head = label(self.wording.terms_of("field.how_we_win"), self.sizes.small, bold=True, colour=ink)
        if how:
            return self.text((head, label(self.say(how), self.answer, bold=True, colour=ink)), width)
        return self.text((head, label(self.wording.term("battle_cards.unanswered"), self.texts, colour="muted")), width)

    def panel(self, row: BattleCardRow, x: float, y: float, size: tuple[float, float]) -> Box:
        """The panel behind our answer; it is empty where the plan has no answer.

        Args:
            row: The competitor.
            x: The left edge in points.
            y: The upper edge in points.
            size: The width and height in points.
        """
        if row.rival.how_we_win:
            return Box(x, y, *size, "primary")
        return Box(x, y, *size, "ground", "grey2", 0.75, dashed=True)

    def ink_of(self, row: BattleCardRow) -> str:
        """The colour of the texts on the panel of our answer."""
        return self.ink if row.rival.how_we_win else "text"

    def stake(self, row: BattleCardRow, width: float) -> ItemGroup | None:
        """A rule, and below it the amount at stake with the deals; none if no open deal names the competitor."""
        if not row.deals:
            return None
        parts = []
        deals = label(deals_at_stake(row, self.wording, self.stakes), self.sizes.small, colour=self.ink_of(row))
        left = 0.0
        if row.stake is not None:
            stake = amount_at_stake(row, self.wording, self.stakes, self.sizes.dense)._replace(colour=self.ink_of(row))
            left = min(frame_width(stake, self.style), width)
            parts.append(self.text((stake,), left))
        if left + 8.0 + frame_width(deals, self.style) <= width and parts:
            x = left + 8.0
            height = parts[0].height
            beside = TextItem(x, 0, width - x, height, (deals._replace(align="right"),), "middle")
            parts = [ItemGroup(height, (*parts[0].items, beside))]
        else:
            parts.append(self.text((deals,), width))
        rule = ItemGroup(0.0, (Line(0, 0, width, 0, self.ink_of(row), 0.5),))
        return stacked((rule, stacked(parts, 1.0)), 4.0)

    def described(self, row: BattleCardRow) -> str:
        """The alternative text of a competitor's drawing."""
        wording, rival = self.wording, row.rival
        known = [wording.say(each) for each in (rival.threat, row.share) if each is not None]
        facts = wording.followed(self.say_name(row), wording.joined(known))
        answer = wording.labelled(wording.term("field.how_we_win"), self.say(rival.how_we_win))
        return wording.joined((facts, answer if rival.how_we_win else ""), "semicolon")
