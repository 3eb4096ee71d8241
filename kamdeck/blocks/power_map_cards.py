"""The cards of the `power_map` block: a person's name and title, our owner, and how much we have met the person."""

from typing import NamedTuple

from kamdeck.blocks.row_protocols import PowerMapRow
from kamdeck.components.item_groups import ItemGroup
from kamdeck.components.status_icons import sign_of
from kamdeck.components.status_marks import MARKS
from kamdeck.diagrams.gridlines import cut_to_height
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Item, Paragraph, Run, TextItem, height_of
from kamdeck.message import Message
from kamdeck.people.org_card import BAR_STEP, bars, short_name
from kamdeck.people.person_card import card_name, frame_width
from kamdeck.wording import NOTHING

BESIDE = 108.0
"""From this width of a card on, in points, the owner and the contact are beside the name; otherwise below it."""
LONG_CARD = 72.0
"""From this height of a card on, in points, its name is tried in the whole width."""
WIDEST_OWNER = 0.4
"""The greatest part of the width that our owner's name may have on a card."""
MOST_LINES, ONE_LINE = 3, 1.3
"""The most lines of a name on the smallest cards, and the height of a line as a multiple of its size."""
PAD, CARD_PAD, CARD_GAP = 4.0, 2.5, 3.5
"""The padding of cells, that above and below the texts of a card, and the gap between cards, in points."""


class PowerCardForm(NamedTuple):
    """How much a cell shows: at most `limit` cards, with names and titles in sizes by role; no title for "".

    `padding` is the factor of vertical margins and gaps.
    """

    limit: int
    name: str
    title: str
    padding: float = 1.0


def is_decider(row: PowerMapRow) -> bool:
    """Whether a person decides or approves."""
    return row.group == "decide"


def is_open(row: PowerMapRow) -> bool:
    """Whether a person decides and is not covered."""
    return is_decider(row) and not row.covered


class PowerCards:
    """Draws the cards of a map in one form and of one width."""

    def __init__(self, form: PowerCardForm, width: float, context: RenderContext) -> None:
        self.form, self.width, self.context, self.style = form, width, context, context.style
        self.small = context.style.theme.sizes.small

    def card(self, row: PowerMapRow) -> ItemGroup:
        """The card of a person; a very long name has the whole width where the card becomes lower so.

        On all other cards of a map, the owner and the contact are at the same place.
        """
        if self.width < BESIDE:
            return self._card(row, beside=False)
        card = self._card(row, beside=True)
        if card.height < LONG_CARD and not card.breaks:
            return card
        return min(card, self._card(row, beside=False), key=lambda each: each.height)

    def _card(self, row: PowerMapRow, *, beside: bool) -> ItemGroup:
        """The card with the owner and the contact beside the name, or below it."""
        texts, owner, person = self._texts(row), self._owner(row), row.person
        pad = CARD_PAD * self.form.padding
        inner = self.width - 2.5 * PAD
        own_width = frame_width(owner, self.context)
        if own_width > inner * WIDEST_OWNER:
            own_width = inner * WIDEST_OWNER
            owner = self._shortened(owner, own_width)
        own_height = owner.height(own_width, self.style)
        right = max(own_width, 3 * BAR_STEP)
        text_width = inner - right - 2.0 if beside else inner
        texts = self._cut(texts, text_width)
        text_height = height_of(texts, text_width, self.style)
        # Beside two lines of text the bars are below the owner; beside one they are to the left of it.
        stacked = beside and bool(self.form.title)
        if beside and not stacked:
            text_width = inner - own_width - 3 * BAR_STEP - 2 * PAD
            texts = self._cut(self._texts(row), text_width)
            text_height = height_of(texts, text_width, self.style)
        below = 0.0 if beside else max(own_height, self.small * 1.2)
        height = max(text_height, own_height + 11.0 if stacked else own_height) + below + 2 * pad
        left, bottom = 1.25 * PAD, height - pad
        owner_x = left + inner - own_width
        owner_y = pad if beside else bottom - below
        bars_x = left + inner - 3 * BAR_STEP + 1.5 if stacked else left if not beside else owner_x - 3 * BAR_STEP - PAD
        unmet, decider = is_open(row), is_decider(row)
        line, thickness = ("bad", 1.5) if unmet else ("contrast", 1.0) if decider else ("grey3", 0.75)
        fill = "bad:10" if unmet else "ground"
        items: list[Item] = [
            Box(0, 0, self.width, height, fill, line, thickness, shape="rounded", key=person.id),
            TextItem(left, pad, text_width, text_height, texts),
            TextItem(owner_x, owner_y, own_width, own_height, (owner,)),
            *bars(bars_x, bottom - 1.5, person.contact),
        ]
        return ItemGroup(height, tuple(items), any(each.longest_stretch(self.style) > text_width for each in texts))

    def _texts(self, row: PowerMapRow) -> tuple[Paragraph, ...]:
        sizes, person = self.style.theme.sizes, row.person
        name = card_name(person, self.context)._replace(size=getattr(sizes, self.form.name))
        if sign := sign_of(row.move):
            name = name._replace(runs=(*name.runs, Run(f"\u00a0{sign}", bold=True)))
        shown = person.title or person.unit
        if not shown or not self.form.title:
            return (name,)
        size = getattr(sizes, self.form.title)
        return name, Paragraph((Run(self.context.wording.inner.say(shown)),), size, "card_title", "muted")

    def _cut(self, texts: tuple[Paragraph, ...], width: float) -> tuple[Paragraph, ...]:
        """Texts of which each has a few lines at most in the smallest form; the register has the whole names."""
        if self.form.name != "small":
            return texts
        return tuple(cut_to_height((each,), width, MOST_LINES * ONE_LINE * each.size, self.style)[0] for each in texts)

    def _owner(self, row: PowerMapRow) -> Paragraph:
        owner, wording = row.person.owner, self.context.wording
        if not owner:
            run = Run(NOTHING, bold=True, colour="bad" if is_decider(row) else "grey1")
        else:
            run = Run(short_name(wording.plan.name_of(owner), wording), bold=True, colour="primary")
        # In grey, the frame of a decider whom nobody covers looks like that of any other.
        sign = (Run(f"{MARKS['bad']}\u00a0", colour="bad"),) if is_open(row) else ()
        return Paragraph((*sign, run), self.small, align="right")

    def _shortened(self, owner: Paragraph, width: float) -> Paragraph:
        """The owner's letters as far as a width in points holds them; a sign before them stays without any letter."""
        (cut,) = cut_to_height((owner,), width, ONE_LINE * self.small, self.style)
        if len(owner.runs) == 1 or cut.text.strip(f"{MARKS['bad']}\u00a0\u2026"):
            return cut
        sign, _ = owner.runs
        return owner._replace(runs=(sign._replace(text=MARKS["bad"]),))

    def more(self, count: int) -> ItemGroup:
        """The box that counts the people who have no card."""
        words = self.context.wording.phrase(Message("power_map.more", count=count))
        paragraph = Paragraph((Run(words),), self.small, colour="muted", align="center")
        height = paragraph.height(self.width - 2 * PAD, self.style) + 3.0
        box = Box(0, 0, self.width, height, "", "grey2", 0.75, dashed=True, paragraphs=(paragraph,), inset=PAD)
        return ItemGroup(height, (box,))
