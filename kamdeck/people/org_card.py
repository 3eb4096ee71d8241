"""The cards of the organisation chart: stance, name, title, role, owner and contact of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import islice
from typing import ClassVar

from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.flow import Box, Item, Paragraph, Run, TextItem
from kamdeck.model.values import MemberId, PersonId, Role, Text
from kamdeck.people.arrangement import STRIP, CardPosition
from kamdeck.people.hierarchy import PeopleSheet
from kamdeck.people.person_card import NARROWEST, PAD, CardForm, Detail, PersonCards, frame_width
from kamdeck.people.person_row import PersonRow
from kamdeck.people.selection import decides
from kamdeck.text.no_break import NO_BREAK
from kamdeck.text.scripts import EAST_ASIAN
from kamdeck.wording import NOTHING, Wording
from kamdeck.words import FALLBACK

CONTACTS = ("none", "brief", "multiple", "in_depth")
MARK = 13.0
"""The height of the mark above a card."""
# In points: the margin of a badge's text, the gap beside a badge, and the heights, width and distance of contact bars.
BADGE_INSET = 4.0
BADGE_GAP = 4.0
BARS = (3.0, 6.0, 9.0)
BAR, BAR_STEP = 4.5, 6.0


def is_open(person: PersonRow) -> bool:
    """Whether a person who decides has no owner in our team, or no contact with us."""
    return decides(person) and (not person.owner or person.contact in (None, "none"))


def short_name(name: Text, wording: Wording) -> str:
    """The name of a member of our team on a card: initials, or the full name in scripts that have none."""
    return wording.showing(initials(name.in_language(wording.first, FALLBACK)), name)


def owner_term(shown: str) -> str:
    """The term that explains how the names of our team are shown on cards, from one of them: as initials or in full."""
    return "word.owner" if EAST_ASIAN.search(shown) else "legend.owner"


def initials(name: str) -> str:
    """The initials of a name, at most three; an East Asian name is returned whole."""
    if EAST_ASIAN.search(name):
        return name
    # A word may begin with a quotation mark or a bracket.
    firsts = (next(filter(str.isalnum, word), "") for word in name.replace("-", " ").split())
    return "".join(islice(filter(None, firsts), 3)).upper() or name


@dataclass
class OrgCards(PersonCards):
    """The cards of the organisation chart, with role, owner and contact in a footer.

    Deciders whom nobody of ours covers are marked. `owners` and `contacts` say whether these parts are drawn.
    """

    owners: bool = True
    contacts: bool = True
    # Measurements by person, role or owner and by width, since an arrangement is tried in dozens of sizes.
    _together: dict[float, bool] = field(default_factory=dict, init=False)
    _badges: dict[tuple[Role | None, float], tuple[float, float]] = field(default_factory=dict, init=False)
    _owners: dict[tuple[MemberId | None, float], tuple[float, float]] = field(default_factory=dict, init=False)
    _rights: dict[PersonId, float] = field(default_factory=dict, init=False)

    forms: ClassVar[Mapping[Detail, CardForm]] = {
        "full": CardForm(usual=112.0, pad=5.0, across=14.0, downs=(28.0, 20.0), between=9.0),
        "titled": CardForm(usual=104.0, pad=4.0, across=12.0, downs=(24.0, 18.0), between=7.0),
        "close": CardForm(usual=NARROWEST, pad=3.0, across=9.0, downs=(20.0, 14.0), between=5.0),
        "named": CardForm(usual=NARROWEST, pad=3.0, across=10.0, downs=(22.0, 16.0), between=5.0),
        "small": CardForm(usual=NARROWEST, pad=2.5, across=9.0, downs=(20.0, 14.0), between=4.0),
    }

    @property
    def is_full(self) -> bool:
        """Whether cards have a footer, and a mark above where nobody covers a decider."""
        return self.detail == "full"

    def badge(self, person: PersonRow) -> Paragraph | None:
        """A person's role."""
        if not person.role:
            return None
        ink = "ground" if person.role == "decision_maker" else "contrast" if person.role == "approver" else "text"
        run = Run(self.context.wording.say(person.role), bold=decides(person), colour=ink)
        return Paragraph((run,), self.small, align="center")

    def owner(self, person: PersonRow) -> Paragraph | None:
        """The short name of the person responsible in our team, or a dash where there is none."""
        if not self.owners:
            return None
        if not person.owner:
            colour = "bad" if decides(person) else "grey1"
            return Paragraph((Run(NOTHING, bold=True, colour=colour),), self.small, align="right")
        wording = self.context.wording
        run = Run(short_name(wording.plan.name_of(person.owner), wording), bold=True, colour="primary")
        return Paragraph((run,), self.small, align="right")

    def _right(self, person: PersonRow) -> float:
        if person.id not in self._rights:
            owner = self.owner(person)
            width = frame_width(owner, self.context) + 4 if owner else 0.0
            self._rights[person.id] = width + (3 * BAR_STEP if self.contacts else 0.0)
        return self._rights[person.id]

    def _badge_size(self, person: PersonRow, inner: float) -> tuple[float, float]:
        key = person.role, inner
        if key not in self._badges:
            badge = self.badge(person)
            width = min(frame_width(badge, self.context) + 2 * BADGE_INSET, inner) if badge else 0.0
            height = badge.height(width - 2 * BADGE_INSET, self.context.style) + 3.0 if badge else 0.0
            self._badges[key] = width, height
        return self._badges[key]

    def _owner_size(self, person: PersonRow, inner: float) -> tuple[float, float]:
        """The width and height of the owner's name beside the bars; a long name is broken into lines."""
        key = person.owner, inner
        if key not in self._owners:
            owner = self.owner(person)
            # The bars for the contact are to the right of the owner, with a gap of 4 points.
            available = inner - (3 * BAR_STEP if self.contacts else 0.0) - 4.0
            width, line = frame_width(owner, self.context) if owner else 0.0, self.small * 1.2
            long = owner is not None and width > available
            height = owner.height(available, self.context.style) if owner and long else line
            self._owners[key] = (available if long else width), height
        return self._owners[key]

    def natural_width(self, person: PersonRow) -> float:
        """The width of a card with name, title and footer on one line each."""
        if not self.is_full:
            return super().natural_width(person)
        badge = self.badge(person)
        badge_width = frame_width(badge, self.context) + 2 * BADGE_INSET + BADGE_GAP if badge else 0.0
        return max(super().natural_width(person), badge_width + self._right(person) + STRIP + 2 * PAD)

    def _on_one_line(self, width: float) -> bool:
        """Whether all cards have their badge, owner and contact on one line."""
        # All cards have the same form, so one long badge moves the owners of all to a second line.
        if width not in self._together:
            inner = width - STRIP - 2 * PAD
            spare = (inner - self._badge_size(each, inner)[0] - BADGE_GAP - self._right(each) for each in self.people)
            self._together[width] = min(spare) >= 0
        return self._together[width]

    def _footer_height(self, person: PersonRow, width: float) -> float:
        """The height of the footer."""
        inner = width - STRIP - 2 * PAD
        badge_height, line = self._badge_size(person, inner)[1], self._owner_size(person, inner)[1] + 3.0
        return max(badge_height, line) if self._on_one_line(width) else badge_height + 3 + line

    def card_height(self, people: Sequence[PersonRow], width: float) -> float:
        """The height of cards of equal size: the highest texts and the highest footer."""
        if not self.is_full:
            return super().card_height(people, width)
        return super().card_height(people, width) + max(self._footer_height(person, width) for person in people) + 4.0

    def between(self, sheet: PeopleSheet) -> float:
        """A gap that holds the mark above a card, where a card of the sheet has one."""
        return MARK + 4 if self.is_full and any(map(is_open, sheet.people)) else self.form.between

    def above(self, sheet: PeopleSheet) -> float:
        """The height of the mark above the topmost cards, where one of them has it."""
        tops = [*(root.person for root in sheet.roots), *sheet.aside]
        return MARK if self.is_full and any(map(is_open, tops)) else 0.0

    def items(self, position: CardPosition, width: float, height: float) -> list[Item]:
        """The card with its stance, texts and footer, and the mark above it."""
        person, x, y = position.person, position.x, position.y
        left, inner = x + STRIP + PAD, width - STRIP - 2 * PAD
        unmet = is_open(person)
        line = "bad" if unmet else "contrast" if decides(person) else "grey3"
        fill = "bad:10" if unmet else "ground"
        thickness = 1.0 if unmet or decides(person) else 0.75
        texts = self.texts_height(person, width)
        # Above a footer all texts begin at one height; alone they are in the middle of the card.
        top = y + (self.form.pad if self.is_full else (height - texts) / 2)
        return [
            Box(x, y, width, height, fill, line, thickness, shape="rounded", key=person.id),
            self.strip(position, height),
            TextItem(left, top, inner, texts, self.texts(person)),
            *(self._footer_items(person, left, y + height - self.form.pad, width) if self.is_full else []),
            *([self._mark(x, y, width)] if unmet and self.is_full else []),
        ]

    def name(self, person: PersonRow) -> Paragraph:
        """A person's name, on smaller cards after the sign of a decider whom nobody covers."""
        name = super().name(person)
        if self.is_full or not is_open(person):
            return name
        return name._replace(runs=(Run(MARKS["bad"] + NO_BREAK, colour="bad"), *name.runs))

    def _mark(self, x: float, y: float, width: float) -> TextItem:
        # Less than half of the width: the reporting line ends at the middle of the upper edge.
        most = width / 2 - 3
        words = f"{MARKS['bad']}{NO_BREAK}{self.context.wording.term('word.open')}"
        for text in (words, MARKS["bad"]):
            mark = Paragraph((Run(text, bold=True, colour="bad"),), self.small, align="right")
            if (needed := frame_width(mark, self.context)) <= most:
                break
        mark_width = min(needed, most)
        return TextItem(x + width - mark_width, y - MARK, mark_width, self.small * 1.2, (mark,), "bottom")

    def _footer_items(self, person: PersonRow, left: float, bottom: float, width: float) -> list[Item]:
        """The badge, the owner's name, and three bars for the contact."""
        inner = width - STRIP - 2 * PAD
        items: list[Item] = []
        if badge := self.badge(person):
            badge_width, badge_height = self._badge_size(person, inner)
            decider = person.role == "decision_maker"
            fill, border = ("contrast", "") if decider else ("ground", "contrast") if decides(person) else ("grey4", "")
            top = bottom - badge_height if self._on_one_line(width) else bottom - self._footer_height(person, width)
            items.append(
                Box(
                    left,
                    top,
                    badge_width,
                    badge_height,
                    fill,
                    border,
                    shape="rounded",
                    paragraphs=(badge,),
                    inset=BADGE_INSET,
                )
            )
        right = left + inner - (3 * BAR_STEP if self.contacts else 0.0)
        if owner := self.owner(person):
            owner_width, owner_height = self._owner_size(person, inner)
            items.append(
                TextItem(
                    right - 4 - owner_width, bottom - owner_height - 1.5, owner_width, owner_height, (owner,), "middle"
                )
            )
        return items + (bars(right + BAR_STEP - BAR, bottom - 3.0, person.contact) if self.contacts else [])


def bars(x: float, bottom: float, contact: str | None) -> list[Item]:
    """Three rising bars; the number of filled ones is the depth of the contact."""
    filled = CONTACTS.index(contact) if contact in CONTACTS else 0
    return [
        Box(
            x + number * BAR_STEP,
            bottom - height,
            BAR,
            height,
            fill="text" if number < filled else "",
            line="text" if number < filled else "grey2",
            thickness=0.5,
        )
        for number, height in enumerate(BARS)
    ]
