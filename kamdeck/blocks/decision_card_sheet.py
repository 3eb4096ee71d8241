"""The cards of the `decision_cards` block: their parts, their sizes and their drawings."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.answer_boxes import AnswerBoxes
from kamdeck.blocks.row_protocols import DecisionCardRow
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.components.short_numbers import short_number
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.before_after import Comparison, before_after, squares_of
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import RenderContext
from kamdeck.flow import FLOW_GAP, Box, Drawing, Frame, Item, Line, Paragraph, TextItem
from kamdeck.message import Message
from kamdeck.model.numbers import AMOUNTS, Number

GUTTER = 14.4
"""The gap between two cards, in points."""
TOP = 4.5
"""The height of the rule on top of a card, in points."""
MOST_SPARE = 24.0
"""The most that a gap between two parts grows to fill the region, in points."""
TOLERANCE = 0.01
"""Sums of heights that should be equal differ by less than this, in points."""
LEAST_APART = 5.0
"""The least gap between two answers, in points."""


class CardSizes(NamedTuple):
    """The font sizes of a card and its lengths, in points."""

    number: float
    ask: float
    strong: float
    text: float
    bar: float
    pad: float


@dataclass(frozen=True)
class CardSheet:
    """All cards in rows of `per_row`; with `beside`, who decides stands at the right of what is changed."""

    rows: Sequence[DecisionCardRow]
    width: float
    per_row: int
    beside: bool
    sizes: CardSizes
    context: RenderContext

    @property
    def _card_width(self) -> float:
        return (self.width - GUTTER * (self.per_row - 1)) / self.per_row

    @property
    def _inner(self) -> float:
        return self._card_width - 2 * self.sizes.pad

    @cached_property
    def _lines(self) -> list[list[tuple[int, "CardParts"]]]:
        """The parts of the cards, by the row of cards that they stand in."""
        parts = list(enumerate(map(self._parts, self.rows), 1))
        return [parts[at : at + self.per_row] for at in range(0, len(parts), self.per_row)]

    def _parts(self, row: DecisionCardRow) -> "CardParts":
        inner, gap = self._inner, self.sizes.pad
        left = (inner - gap) * 0.6 if self.beside else inner
        right = inner - gap - left if self.beside else inner
        return CardParts(self._ask(row), self._change(row, left), self._decided(row, right), self._foot())

    @property
    def height(self) -> float:
        """The height of all drawings with the gaps between them, in points."""
        lines = self._lines
        return sum(self._line_height([parts for _, parts in line]) for line in lines) + GUTTER * (len(lines) - 1)

    def cards_within(self, height: float) -> int:
        """How many of the first cards fit a height in points; the gap below a row belongs to its drawing."""
        shown, left = 0, height
        for number, line in enumerate(self._lines, 1):
            high = self._line_height([parts for _, parts in line])
            left -= high
            below = GUTTER - FLOW_GAP if number < len(self._lines) else 0.0
            if left < -TOLERANCE or high + below > height + TOLERANCE:
                break
            shown, left = shown + len(line), left - GUTTER
        return shown

    @property
    def broken(self) -> int:
        """The number of parts in which a text breaks a word."""
        return sum(part.breaks for line in self._lines for _, parts in line for part in parts)

    def _line_height(self, cards: Sequence["CardParts"]) -> float:
        pad = self.sizes.pad
        heights = _highest(cards)
        lower = max(heights.change, heights.decided)
        if not self.beside:
            lower = heights.change + heights.decided + 2 * pad
        return TOP + pad + heights.ask + 2 * pad + lower + pad + heights.foot

    def drawings(self, room: float) -> list[Drawing]:
        """A drawing for each row of cards; gaps grow where all rows fit a height in points."""
        lines = self._lines
        gaps = (3 if self.beside else 5) * len(lines)
        # A single card would be an empty panel.
        most = MOST_SPARE if len(self.rows) > 1 else 0.0
        more = min(max(room - self.height, 0.0) / gaps, most)
        found = []
        for number, line in enumerate(lines):
            height = self._line_height([parts for _, parts in line]) + more * gaps / len(lines)
            items = [item for at, card in enumerate(line) for item in self._card(card, line, at, more)]
            below = GUTTER - FLOW_GAP if number < len(lines) - 1 else 0.0
            alt = self.context.wording.joined((self._alt(self.rows[each - 1]) for each, _ in line), "semicolon")
            found.append(Drawing(Frame(self.width, height + below, tuple(items)), alt))
        return found

    def _alt(self, row: DecisionCardRow) -> str:
        wording = self.context.wording
        decided = [wording.say(row.decider.name)] if row.decider else []
        due = [wording.say(row.decision.due)] if row.decision.due else []
        return wording.followed(wording.inner.say(row.decision.ask), wording.joined((*decided, *due)))

    def _card(
        self, card: tuple[int, "CardParts"], line: Sequence[tuple[int, "CardParts"]], at: int, more: float
    ) -> list[Item]:
        """A card at its place in a row, whose cards have their parts at the same heights."""
        number, parts = card
        pad, x = self.sizes.pad, at * (self._card_width + GUTTER)
        heights = _highest([each for _, each in line])
        height = self._line_height([each for _, each in line]) + more * (3 if self.beside else 5)
        items: list[Item] = [
            Box(x, 0, self._card_width, height, "grey4"),
            Box(x, 0, self._card_width, TOP, "primary"),
        ]
        y = TOP + pad + more / 2
        items += [*self._number(number).at(x + pad, y), *parts.ask.at(x + pad, y)]
        y += heights.ask + pad + more / 2
        items.append(self._rule(x + pad, y))
        y += pad + more / 2
        items += parts.change.at(x + pad, y)
        if self.beside:
            items += parts.decided.at(x + pad + (self._inner - pad) * 0.6 + pad, y)
        else:
            y += heights.change + pad + more / 2
            items.append(self._rule(x + pad, y))
            items += parts.decided.at(x + pad, y + pad + more / 2)
        top = height - heights.foot
        items.append(Box(x, top, self._card_width, heights.foot, "ground", "grey3"))
        return [*items, *parts.foot.at(x + pad, top)]

    def _rule(self, x: float, y: float) -> Line:
        return Line(x, y, x + self._inner, y, "grey3", 0.75)

    # -- the parts of a card -------------------------------------------------------------------------------------------

    def _texts(self, paragraphs: Sequence[Paragraph], width: float) -> ItemGroup:
        style = self.context.style
        height = frame_height(paragraphs, width, style)
        breaks = any(each.longest_stretch(style) > width for each in paragraphs)
        return ItemGroup(height, (TextItem(0, 0, width, height, tuple(paragraphs)),), breaks)

    def _small(self, key: str) -> Paragraph:
        words = self.context.wording.terms_of(key)
        return label(words, self.context.style.theme.sizes.small, bold=True, colour="muted")

    def _number(self, number: int) -> ItemGroup:
        words = label(str(number), self.sizes.number, bold=True, colour="primary")
        return self._texts((words,), self._number_width)

    @cached_property
    def _number_width(self) -> float:
        words = label(str(len(self.rows)), self.sizes.number, bold=True)
        return max(frame_width(words, self.context.style), self.sizes.number * 0.7)

    def _ask(self, row: DecisionCardRow) -> ItemGroup:
        """What is asked for, at the right of the card's number."""
        left = self._number_width + self.sizes.pad * 0.6
        words = label(self.context.wording.inner.say(row.decision.ask), self.sizes.ask, bold=True)
        # The first lines of the number and of the text have their middle at one height.
        down = max(0.0, (self.sizes.number - self.sizes.ask) * 0.55)
        part = self._texts((words,), self._inner - left)
        number = label("1", self.sizes.number, bold=True)
        height = max(part.height + down, frame_height((number,), self._number_width, self.context.style))
        return ItemGroup(height, part.at(left, down), part.breaks)

    def _change(self, row: DecisionCardRow, width: float) -> ItemGroup:
        """What the decision changes: two bars, or a text where it is not measured."""
        wording = self.context.wording
        head = self._texts((self._small("decision_cards.changes"),), width)
        if row.before is None or row.after is None:
            if not row.decision.effect:
                return ItemGroup(0.0, ())
            return stacked((head, self._effect(wording.inner.say(row.decision.effect), width, head.height)), 3.0)
        name = self._texts((label(self._measure(row), self.sizes.text),), width)
        values = (row.before, row.after)
        names = (wording.terms_of("decision_cards.now"), wording.terms_of("decision_cards.after"))
        compared = Comparison(*values, row.target, names, (self._value(row, row.before), self._value(row, row.after)))
        bars = before_after(compared, width, self.sizes.bar, self.sizes.text, self.context.style)
        return stacked((stacked((head, name), 2.0), bars), 6.0)

    def _effect(self, words: str, width: float, above: float) -> ItemGroup:
        """A text in the largest size in which it is no higher, below a head, than the bars of another card."""
        sizes = self.context.style.theme.sizes
        texts = [self._texts((label(words, size),), width) for size in (sizes.title, self.sizes.ask)]
        fitting = (text for text in texts if above + 3.0 + text.height <= self._measured_height and not text.breaks)
        return next(fitting, None) or self._texts((label(words, self.sizes.strong),), width)

    @cached_property
    def _measured_height(self) -> float:
        """The height of the highest part with bars; 0 where no decision is measured."""
        width = (self._inner - self.sizes.pad) * 0.6 if self.beside else self._inner
        measured = (row for row in self.rows if row.before is not None and row.after is not None)
        return max((self._change(row, width).height for row in measured), default=0.0)

    def _value(self, row: DecisionCardRow, value: Number) -> str:
        wording = self.context.wording
        if not isinstance(value, AMOUNTS):
            return wording.say(value)
        return short_number(value, wording.scale([row.before, row.after, row.target]), wording)

    def _measure(self, row: DecisionCardRow) -> str:
        """The name of what is measured with its unit, and what the tick or all squares mean."""
        wording = self.context.wording.inner
        unit = self._unit(row)
        name = wording.say(row.name) if row.name is not None else ""
        squares = squares_of(row.before, row.after, row.target)
        # The plan's own names of counts say of how many.
        if row.target is None or (squares and not isinstance(row.name, Message)):
            return wording.joined((name, "" if squares else unit))
        target = Message(f"decision_cards.{'whole' if squares else 'tick'}", target=self._value(row, row.target))
        named = wording.joined((name, unit))
        return wording.joined((named, wording.phrase(target)), "comma" if squares else "semicolon")

    def _unit(self, row: DecisionCardRow) -> str:
        """The unit of the values beside the bars; shares have their sign there."""
        if isinstance(row.after, AMOUNTS):
            return self.context.wording.scale([row.before, row.after, row.target]).unit
        return self.context.wording.inner.say(row.unit) if row.unit else ""

    def _decided(self, row: DecisionCardRow, width: float) -> ItemGroup:
        """Who decides, and by when; the date is at the right, or below where there is no space."""
        wording, text = self.context.wording, self.sizes.text
        who = [self._small("decision_cards.decided_by")]
        if row.decider:
            who.append(label(wording.inner.say(row.decider.name), self.sizes.strong, bold=True))
        # Cards in pairs are low.
        if row.decider and row.decider.role and not (self.beside and self.per_row > 1):
            who.append(label(wording.inner.say(row.decider.role), text, colour="muted"))
        when = [self._small("field.by")]
        if row.decision.due:
            when.append(label(wording.say(row.decision.due), self.sizes.strong, bold=True))
        if row.days_left is not None:
            when.append(
                label(wording.phrase(_days_left(row.days_left)), text, colour="muted" if row.days_left >= 0 else "bad")
            )
        who, when = (who if row.decider else []), (when if row.decision.due else [])
        return self._side_by_side(who, when, width)

    def _side_by_side(self, who: list[Paragraph], when: list[Paragraph], width: float) -> ItemGroup:
        needed = max((frame_width(each, self.context.style) for each in when), default=0.0)
        pairs = self.beside and self.per_row > 1
        if pairs or needed > width * 0.5 or not who or not when:
            parts = [self._texts(each, width) for each in (who, when) if each]
            return stacked(parts, 4.0) if parts else ItemGroup(0.0, ())
        left = self._texts(who, width - needed - self.sizes.pad)
        right = self._texts([each._replace(align="right") for each in when], needed)
        items = (*left.items, *right.at(width - needed, 0.0))
        return ItemGroup(max(left.height, right.height), items, left.breaks)

    def _foot(self) -> ItemGroup:
        """The boxes to tick: in one line, with a small text where only this fits, else in as many as they need."""
        pad = self.sizes.pad
        for size in (self.sizes.text, self.context.style.theme.sizes.small):
            boxes = AnswerBoxes(self.context, size)
            answers = boxes.answers
            widths = [boxes.width(each) for each in answers]
            spare = self._inner - sum(widths)
            if spare >= LEAST_APART * (len(widths) - 1):
                break
        gap = min(max(spare / (len(widths) - 1), LEAST_APART), 18.0)
        items: list[Item] = []
        x, y, height = 0.0, pad * 0.7, size * 1.25 + 1.0
        for answer, width in zip(answers, widths, strict=True):
            if x and x + width > self._inner + 0.1:
                x, y = 0.0, y + height + 2.0
            items += boxes.items(answer, x, y, width, height)
            x += width + gap
        return ItemGroup(y + height + pad * 0.7, tuple(items))


class CardParts(NamedTuple):
    """The parts of a card from top to bottom."""

    ask: ItemGroup
    change: ItemGroup
    decided: ItemGroup
    foot: ItemGroup


class CardHeights(NamedTuple):
    """The heights of the parts of cards that stand in one row, in points."""

    ask: float
    change: float
    decided: float
    foot: float


def _days_left(days: int) -> Message:
    """How many days are left until a decision is due, or have passed since."""
    if days == 0:
        return Message("due_days.today")
    case = "days_left" if days > 0 else "days_ago"
    return Message(f"decision_cards.{case}", days=Message("counted.days", count=abs(days)))


def _highest(cards: Sequence[CardParts]) -> CardHeights:
    """The height of the highest of each part."""
    return CardHeights(*(max(part.height for part in kind) for kind in zip(*cards, strict=True)))
