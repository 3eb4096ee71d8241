"""A person goes in, the organisation chart's card comes out: stance, name, title, role, owner and contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from kamdeck.components.status_icons import MARKS
from kamdeck.flow import Box, Item, Paragraph, Run, TextItem
from kamdeck.people.arrangement import STRIP, CardPosition
from kamdeck.people.hierarchy import PeopleSheet
from kamdeck.people.person_card import PAD, PAD_ABOVE, PersonCards, decides, frame_width
from kamdeck.text.no_break import NO_BREAK
from kamdeck.text.scripts import EAST_ASIAN
from kamdeck.wording import NOTHING

CONTACTS = ("none", "brief", "multiple", "in_depth")
MARK = 13.0
"""The room of the mark over a card."""
BADGE_INSET = 4.0
BADGE_GAP = 4.0
BARS = (3.0, 6.0, 9.0)
BAR, BAR_STEP = 4.5, 6.0


def is_open(person: Any) -> bool:
    """Whether a person who decides has nobody of ours, or no contact with us."""
    return decides(person) and (not person.owner or person.contact in (None, "none"))


def initials(name: str) -> str:
    """The first letters of a name; an East Asian one whole."""
    if EAST_ASIAN.search(name):
        return name
    firsts = (next(filter(str.isalnum, word), "") for word in name.replace("-", " ").split())
    return "".join(islice(filter(None, firsts), 3)).upper() or name


@dataclass
class OrgCards(PersonCards):
    """The cards of the organisation chart: a foot with role, owner and contact; who is not covered stands out."""

    owners: bool = True
    contacts: bool = True
    _together: dict[float, bool] = field(default_factory=dict)
    _badges: dict[tuple[Any, float], tuple[float, float]] = field(default_factory=dict)
    _owners: dict[tuple[Any, float], tuple[float, float]] = field(default_factory=dict)
    _rights: dict[Any, float] = field(default_factory=dict)

    def badge(self, person: Any) -> Paragraph | None:
        """A person's role."""
        if not person.role:
            return None
        ink = "ground" if person.role == "decision_maker" else "contrast" if person.role == "approver" else "text"
        run = Run(self.context.wording.say(person.role), bold=decides(person), colour=ink)
        return Paragraph((run,), self.small, align="center")

    def owner(self, person: Any) -> Paragraph | None:
        """The initials of who is responsible; a dash where nobody is."""
        if not self.owners:
            return None
        if not person.owner:
            colour = "bad" if decides(person) else "grey1"
            return Paragraph((Run(NOTHING, bold=True, colour=colour),), self.small, align="right")
        name = self.context.wording.plan.name_of(person.owner)
        run = Run(initials(name.in_language("en")), bold=True, colour="primary")
        return Paragraph((run,), self.small, align="right")

    def _right(self, person: Any) -> float:
        if person.id not in self._rights:
            owner = self.owner(person)
            width = frame_width(owner, self.context) + 4 if owner else 0.0
            self._rights[person.id] = width + (3 * BAR_STEP if self.contacts else 0.0)
        return self._rights[person.id]

    def _badge_size(self, person: Any, inner: float) -> tuple[float, float]:
        key = person.role, inner
        if key not in self._badges:
            badge = self.badge(person)
            width = min(frame_width(badge, self.context) + 2 * BADGE_INSET, inner) if badge else 0.0
            height = badge.height(width - 2 * BADGE_INSET, self.context.style) + 3.0 if badge else 0.0
            self._badges[key] = width, height
        return self._badges[key]

    def _owner_size(self, person: Any, inner: float) -> tuple[float, float]:
        """The size of the owner beside the bars; a name too long for one line has several."""
        key = person.owner, inner
        if key not in self._owners:
            owner = self.owner(person)
            region = inner - (3 * BAR_STEP if self.contacts else 0.0) - 4.0
            width, line = frame_width(owner, self.context) if owner else 0.0, self.small * 1.2
            long = owner is not None and width > region
            height = owner.height(region, self.context.style) if owner and long else line
            self._owners[key] = (region if long else width), height
        return self._owners[key]

    def natural_width(self, person: Any) -> float:
        """The width of a card with name, title and foot on a line each."""
        badge = self.badge(person)
        foot = frame_width(badge, self.context) + 2 * BADGE_INSET + BADGE_GAP if badge else 0.0
        return max(super().natural_width(person), foot + self._right(person) + STRIP + 2 * PAD)

    def _on_one_line(self, width: float) -> bool:
        """Whether everybody's badge, owner and contact stand on one line."""
        if width not in self._together:
            inner = width - STRIP - 2 * PAD
            regions = (inner - self._badge_size(each, inner)[0] - BADGE_GAP - self._right(each) for each in self.people)
            self._together[width] = min(regions) >= 0
        return self._together[width]

    def _foot(self, person: Any, width: float) -> float:
        """The height of a foot."""
        inner = width - STRIP - 2 * PAD
        high, line = self._badge_size(person, inner)[1], self._owner_size(person, inner)[1] + 3.0
        return max(high, line) if self._on_one_line(width) else high + 3 + line

    def card_height(self, people: Sequence[Any], width: float) -> float:
        """The height of equal cards: the tallest texts over the tallest foot."""
        return super().card_height(people, width) + max(self._foot(person, width) for person in people) + 4.0

    def between(self, sheet: PeopleSheet) -> float:
        """Room for the mark over a card where one needs it."""
        return MARK + 4 if any(map(is_open, sheet.people)) else 9.0

    def above(self, sheet: PeopleSheet) -> float:
        """Room for the mark over the topmost cards."""
        tops = [*(root.person for root in sheet.roots), *sheet.aside]
        return MARK if any(map(is_open, tops)) else 0.0

    def items(self, position: CardPosition, width: float, height: float) -> list[Item]:
        """The card, its stance, its texts, its foot, and a mark over who is not covered."""
        person, x, y = position.person, position.x, position.y
        left, inner = x + STRIP + PAD, width - STRIP - 2 * PAD
        unmet = is_open(person)
        line = "bad" if unmet else "contrast" if decides(person) else "grey3"
        fill = "bad:10" if unmet else "ground"
        thickness = 1.0 if unmet or decides(person) else 0.75
        texts = self.texts_height(person, width)
        return [
            Box(x, y, width, height, fill, line, thickness, shape="rounded", key=person.id),
            self.strip(position, height),
            TextItem(left, y + PAD_ABOVE, inner, texts, self.texts(person)),
            *self._foot_items(person, left, y + height - PAD_ABOVE, width),
            *([self._mark(x, y, width)] if unmet else []),
        ]

    def _mark(self, x: float, y: float, width: float) -> TextItem:
        runs = (Run(f"{MARKS['bad']}{NO_BREAK}{self.context.wording.term('word.open')}", bold=True, colour="bad"),)
        mark = Paragraph(runs, self.small, align="right")
        wide = min(frame_width(mark, self.context), width / 2 - 3)
        return TextItem(x + width - wide, y - MARK, wide, self.small * 1.2, (mark,), "bottom")

    def _foot_items(self, person: Any, left: float, bottom: float, width: float) -> list[Item]:
        """The badge, our owner's initials, and three bars for how much we meet."""
        inner = width - STRIP - 2 * PAD
        items: list[Item] = []
        if badge := self.badge(person):
            wide, high = self._badge_size(person, inner)
            decider = person.role == "decision_maker"
            fill, border = ("contrast", "") if decider else ("ground", "contrast") if decides(person) else ("grey4", "")
            top = bottom - high if self._on_one_line(width) else bottom - self._foot(person, width)
            items.append(
                Box(left, top, wide, high, fill, border, shape="rounded", paragraphs=(badge,), inset=BADGE_INSET)
            )
        right = left + inner - (3 * BAR_STEP if self.contacts else 0.0)
        if owner := self.owner(person):
            wide, tall = self._owner_size(person, inner)
            items.append(TextItem(right - 4 - wide, bottom - tall - 1.5, wide, tall, (owner,), "middle"))
        return items + (bars(right + BAR_STEP - BAR, bottom - 3.0, person.contact) if self.contacts else [])


def bars(x: float, bottom: float, contact: Any) -> list[Item]:
    """Three rising bars, as many filled as a contact is deep."""
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
