"""A person goes in, the card that shows them comes out: stance, name, title, and on organisation charts role, owner and contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kamdeck.blocks.arrangement import STRIP, Spacing, Spot, Stub, stub_key
from kamdeck.blocks.hierarchy import Branch, Sheet
from kamdeck.blocks.signs import MARKS, stance
from kamdeck.document import Speech
from kamdeck.flow import Box, Item, Paragraph, Run, Text, height_of
from kamdeck.wording import NO_BREAK, NOTHING

PAD, PAD_ABOVE = 5.0, 5.0
DECIDERS = ("decision_maker", "approver")
CONTACTS = ("none", "brief", "multiple", "in_depth")
NARROWEST, USUAL, WIDEST = 100.0, 112.0, 152.0
WIDER = (184.0, 232.0, 300.0, 400.0, 560.0)
"""Widths for long texts, tried when cards of the usual width get too tall."""
MARK = 13.0
"""The room of the mark over a card."""
BADGE_INSET = 4.0
BADGE_GAP = 4.0
BARS = (3.0, 6.0, 9.0)
BAR, BAR_STEP = 4.5, 6.0
STUB_PAD = 4.0


def decides(person: Any) -> bool:
    """Whether a person decides or approves."""
    return person.role in DECIDERS


def is_open(person: Any) -> bool:
    """Whether a person who decides has nobody of ours, or no contact with us."""
    return decides(person) and (not person.owner or person.contact in (None, "none"))


def initials(name: str) -> str:
    """The first letters of a name in Latin letters; a Chinese name whole."""
    if not name.isascii():
        return name
    return "".join(word[0] for word in name.replace("-", " ").split()[:3]).upper()


def frame_width(paragraph: Paragraph, speech: Speech) -> float:
    """The width of a frame that holds a paragraph on one line, with the slack that measuring keeps."""
    return paragraph.natural_width(speech.look) / 0.985 + 0.5


@dataclass
class Cards:
    """What both kinds of cards share: name and title beside the stance, and the boxes for people drawn elsewhere.

    `people` are all who are drawn, so that cards look alike on every sheet.
    """

    speech: Speech
    people: Sequence[Any]
    _heights: dict[tuple[Any, float], float] = field(default_factory=dict)
    _wanted: dict[Any, float] = field(default_factory=dict)
    _stubs: dict[tuple[Any, int, float], float] = field(default_factory=dict)

    across = 14.0
    down = 28.0

    @property
    def small(self) -> float:
        """The size of everything but names."""
        return self.speech.look.theme.sizes.small

    def name(self, person: Any) -> Paragraph:
        """A person's name, in the first language bold."""
        wording = self.speech.wording
        said = wording.names(person.name)
        first = next((each for each in map(person.name.said, wording.languages) if said.startswith(f"{each} ")), said)
        runs = (Run(first, bold=True), Run(said[len(first) :]))
        return Paragraph(runs if runs[1].text else runs[:1], self.speech.look.theme.sizes.dense, role="card_name")

    def title(self, person: Any) -> Paragraph | None:
        """A person's title, else their unit."""
        said = person.title or person.unit
        return Paragraph((Run(self.speech.wording.say(said)),), self.small, "card_title", "muted") if said else None

    def texts(self, person: Any) -> tuple[Paragraph, ...]:
        """Name and title under each other."""
        title = self.title(person)
        return (self.name(person), title) if title else (self.name(person),)

    def widths(self, people: Iterable[Any], room: float) -> list[float]:
        """The widths that cards may have, the best first: wide enough for most texts, then so that more fill the room, then wider."""
        wanted = sorted(self._natural_width(person) for person in people)
        usual = wanted[-1] if wanted[-1] <= WIDEST else wanted[len(wanted) * 9 // 10 - 1]
        best = min(WIDEST, max(USUAL, usual), room)
        filling = ((room + self.across) / columns - self.across - 0.05 for columns in range(1, 12))
        narrower = [width for width in filling if NARROWEST <= width < best - 0.5]
        return [best, *narrower, *(width for width in WIDER if width <= room)]

    def _natural_width(self, person: Any) -> float:
        if person.id not in self._wanted:
            self._wanted[person.id] = self.natural_width(person)
        return self._wanted[person.id]

    def natural_width(self, person: Any) -> float:
        """The width of a card with name and title on a line each."""
        return max(frame_width(each, self.speech) for each in self.texts(person)) + STRIP + 2 * PAD

    def texts_height(self, person: Any, width: float) -> float:
        """The height of name and title in a card of a width."""
        key = person.id, width
        if key not in self._heights:
            self._heights[key] = height_of(self.texts(person), width - STRIP - 2 * PAD, self.speech.look)
        return self._heights[key]

    def card_height(self, people: Sequence[Any], width: float) -> float:
        """The height of equal cards that hold the texts of each of these people."""
        return max(self.texts_height(person, width) for person in people) + 2 * PAD_ABOVE

    def spacing(self, sheet: Sheet, width: float, rows: int) -> Spacing:
        """The size and the gaps of a sheet's cards."""
        stub = max((self.stub_height(each, width) for each in _cut(sheet)), default=0.0)
        height = self.card_height(sheet.people, width)
        return Spacing(width, height, self.across, self.down, self.between(sheet), rows, stub)

    def between(self, sheet: Sheet) -> float:
        """The gap between the cards of a column."""
        return 9.0

    def above(self, sheet: Sheet) -> float:
        """What stands over the topmost cards."""
        return 0.0

    def items(self, spot: Spot, width: float, height: float) -> list[Item]:
        """The items of a card."""
        raise NotImplementedError

    def strip(self, spot: Spot, height: float) -> Box:
        """The stance: a strip with its letter."""
        shown = stance(spot.person.support)
        letter = Paragraph((Run(shown.letter, bold=True, colour=shown.ink),), self.small, align="center")
        key = f"{spot.person.id}:strip"
        return Box(spot.x, spot.y, STRIP, height, fill=shown.fill, paragraphs=(letter,), inset=0.0, key=key)

    # -- people drawn elsewhere ------------------------------------------------------------------------------------

    def stub_words(self, branch: Branch) -> Paragraph:
        """How many people stand elsewhere, and where."""
        wording = self.speech.wording
        count = branch.hidden or branch.more
        people = f"{wording.number(count)}{'' if wording.chinese else NO_BREAK}{wording.plural(count, 'word.people')}"
        where = wording.term("word.on_next") if branch.more else f"{wording.term('word.see')} {wording.names(branch.person.name)}"
        words = f"▸{NO_BREAK}{people}{'：' if wording.chinese else ': '}{where}"
        return Paragraph((Run(words, colour="grey1"),), self.small, align="center")

    def stub_height(self, branch: Branch, width: float) -> float:
        """The height of such a box."""
        key = branch.person.id, branch.hidden or -branch.more, width
        if key not in self._stubs:
            words = self.stub_words(branch)
            self._stubs[key] = words.height(width - 2 * STUB_PAD, self.speech.look) + 2 * STUB_PAD
        return self._stubs[key]

    def stub(self, stub: Stub, width: float, height: float) -> Box:
        """The box that stands for people drawn elsewhere."""
        return Box(
            stub.x,
            stub.y,
            width,
            height,
            fill="grey4",
            line="grey3",
            shape="rounded",
            paragraphs=(self.stub_words(stub.branch),),
            inset=STUB_PAD,
            key=stub_key(stub.branch.person.id),
        )


def _cut(sheet: Sheet) -> list[Branch]:
    """The branches of which a part is drawn elsewhere."""
    found, pending = [], list(sheet.roots)
    while pending:
        branch = pending.pop()
        if branch.hidden or branch.more:
            found.append(branch)
        pending.extend(branch.reports)
    return found


@dataclass
class ChartCards(Cards):
    """The cards of the organisation chart: a foot with role, owner and contact; who is not covered stands out."""

    owners: bool = True
    contacts: bool = True
    _together: dict[float, bool] = field(default_factory=dict)
    _badges: dict[tuple[Any, float], tuple[float, float]] = field(default_factory=dict)
    _rights: dict[Any, float] = field(default_factory=dict)

    def badge(self, person: Any) -> Paragraph | None:
        """A person's role."""
        if not person.role:
            return None
        ink = "ground" if person.role == "decision_maker" else "contrast" if person.role == "approver" else "text"
        run = Run(self.speech.wording.say(person.role), bold=decides(person), colour=ink)
        return Paragraph((run,), self.small, align="center")

    def owner(self, person: Any) -> Paragraph | None:
        """The initials of who is responsible; a dash where nobody is."""
        if not self.owners:
            return None
        if not person.owner:
            colour = "bad" if decides(person) else "grey1"
            return Paragraph((Run(NOTHING, bold=True, colour=colour),), self.small, align="right")
        name = self.speech.wording.plan.member(person.owner).name
        run = Run(initials(name.said("en")), bold=True, colour="primary")
        return Paragraph((run,), self.small, align="right")

    def _right(self, person: Any) -> float:
        if person.id not in self._rights:
            owner = self.owner(person)
            width = frame_width(owner, self.speech) + 4 if owner else 0.0
            self._rights[person.id] = width + (3 * BAR_STEP if self.contacts else 0.0)
        return self._rights[person.id]

    def _badge_size(self, person: Any, inner: float) -> tuple[float, float]:
        key = person.role, inner
        if key not in self._badges:
            badge = self.badge(person)
            width = min(frame_width(badge, self.speech) + 2 * BADGE_INSET, inner) if badge else 0.0
            height = badge.height(width - 2 * BADGE_INSET, self.speech.look) + 3.0 if badge else 0.0
            self._badges[key] = width, height
        return self._badges[key]

    def natural_width(self, person: Any) -> float:
        """The width of a card with name, title and foot on a line each."""
        badge = self.badge(person)
        foot = frame_width(badge, self.speech) + 2 * BADGE_INSET + BADGE_GAP if badge else 0.0
        return max(super().natural_width(person), foot + self._right(person) + STRIP + 2 * PAD)

    def _on_one_line(self, width: float) -> bool:
        """Whether everybody's badge, owner and contact stand on one line."""
        if width not in self._together:
            inner = width - STRIP - 2 * PAD
            rooms = (inner - self._badge_size(each, inner)[0] - BADGE_GAP - self._right(each) for each in self.people)
            self._together[width] = min(rooms) >= 0
        return self._together[width]

    def _foot(self, person: Any, width: float) -> float:
        """The height of a foot."""
        high, line = self._badge_size(person, width - STRIP - 2 * PAD)[1], self.small * 1.2 + 3.0
        return max(high, line) if self._on_one_line(width) else high + 3 + line

    def card_height(self, people: Sequence[Any], width: float) -> float:
        """The height of equal cards: the tallest texts over the tallest foot."""
        return super().card_height(people, width) + max(self._foot(person, width) for person in people) + 4.0

    def between(self, sheet: Sheet) -> float:
        """Room for the mark over a card where one needs it."""
        return MARK + 4 if any(map(is_open, sheet.people)) else 9.0

    def above(self, sheet: Sheet) -> float:
        """Room for the mark over the topmost cards."""
        tops = [*(root.person for root in sheet.roots), *sheet.aside]
        return MARK if any(map(is_open, tops)) else 0.0

    def items(self, spot: Spot, width: float, height: float) -> list[Item]:
        """The card, its stance, its texts, its foot, and a mark over who is not covered."""
        person, x, y = spot.person, spot.x, spot.y
        left, inner = x + STRIP + PAD, width - STRIP - 2 * PAD
        unmet = is_open(person)
        line = "bad" if unmet else "contrast" if decides(person) else "grey3"
        fill = "bad:10" if unmet else "ground"
        thickness = 1.0 if unmet or decides(person) else 0.75
        texts = self.texts_height(person, width)
        return [
            Box(x, y, width, height, fill, line, thickness, shape="rounded", key=person.id),
            self.strip(spot, height),
            Text(left, y + PAD_ABOVE, inner, texts, self.texts(person)),
            *self._foot_items(person, left, y + height - PAD_ABOVE, width),
            *([self._mark(x, y, width)] if unmet else []),
        ]

    def _mark(self, x: float, y: float, width: float) -> Text:
        runs = (Run(f"{MARKS['bad']}{NO_BREAK}{self.speech.wording.term('word.open')}", bold=True, colour="bad"),)
        mark = Paragraph(runs, self.small, align="right")
        wide = min(frame_width(mark, self.speech), width / 2 - 3)
        return Text(x + width - wide, y - MARK, wide, self.small * 1.2, (mark,), "bottom")

    def _foot_items(self, person: Any, left: float, bottom: float, width: float) -> list[Item]:
        """The badge, our owner's initials, and three bars for how much we meet."""
        inner = width - STRIP - 2 * PAD
        line = self.small * 1.2
        items: list[Item] = []
        if badge := self.badge(person):
            wide, high = self._badge_size(person, inner)
            decider = person.role == "decision_maker"
            fill, border = ("contrast", "") if decider else ("ground", "contrast") if decides(person) else ("grey4", "")
            top = bottom - high if self._on_one_line(width) else bottom - self._foot(person, width)
            items.append(Box(left, top, wide, high, fill, border, shape="rounded", paragraphs=(badge,), inset=BADGE_INSET))
        right = left + inner - (3 * BAR_STEP if self.contacts else 0.0)
        if owner := self.owner(person):
            wide = frame_width(owner, self.speech)
            items.append(Text(right - 4 - wide, bottom - line - 1.5, wide, line, (owner,), "middle"))
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


@dataclass
class MapCards(Cards):
    """The smaller cards of the relationship map: how much influence a person has stands behind the name."""

    across = 26.0
    down = 42.0

    def influence(self, person: Any) -> Paragraph | None:
        """How much influence a person has, 1 to 5."""
        if person.influence is None:
            return None
        run = Run(str(person.influence), bold=True, colour="muted")
        return Paragraph((run,), self.speech.look.theme.sizes.dense, align="right")

    def between(self, sheet: Sheet) -> float:
        """Room for lines between the cards of a column."""
        return 18.0

    def natural_width(self, person: Any) -> float:
        """The width of a card with name, number and title on two lines."""
        return super().natural_width(person) + 14.0

    def texts_height(self, person: Any, width: float) -> float:
        """The height of the name beside its number, over the title."""
        title = self.title(person)
        under = title.height(width - STRIP - 2 * PAD, self.speech.look) if title else 0.0
        return self._name_height(person, width) + under

    def _name_height(self, person: Any, width: float) -> float:
        key = person.id, width
        if key not in self._heights:
            self._heights[key] = self.name(person).height(width - STRIP - 2 * PAD - 14.0, self.speech.look)
        return self._heights[key]

    def items(self, spot: Spot, width: float, height: float) -> list[Item]:
        """The card, its stance, name, number and title."""
        person, x, y = spot.person, spot.x, spot.y
        left, inner = x + STRIP + PAD, width - STRIP - 2 * PAD
        line, thickness = ("contrast", 1.25) if decides(person) else ("grey2", 0.75)
        top = y + (height - self.texts_height(person, width)) / 2
        high = self._name_height(person, width)
        items: list[Item] = [
            Box(x, y, width, height, "ground", line, thickness, shape="rounded", key=person.id),
            self.strip(spot, height),
            Text(left, top, inner - 14.0, high, (self.name(person),)),
        ]
        if number := self.influence(person):
            items.append(Text(left + inner - 13.0, top, 13.0, number.size * 1.2, (number,)))
        if title := self.title(person):
            items.append(Text(left, top + high, inner, title.height(inner, self.speech.look), (title,)))
        return items
