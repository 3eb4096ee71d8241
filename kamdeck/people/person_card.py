"""The common part of the cards in organisation charts and relationship maps: sizes, stance, name, title and stubs."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import ClassVar, Generic, Literal, TypeVar

from kamdeck.components.status_icons import stance, stance_letter
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.bounds import Point
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Item, Paragraph, Run, height_of
from kamdeck.message import Message
from kamdeck.model.values import PersonId
from kamdeck.people.arrangement import BORDER, STRIP, Arrangement, CardPosition, Stub
from kamdeck.people.hierarchy import Note, PeopleSheet
from kamdeck.people.person_row import PersonRow
from kamdeck.people.tree_sizes import Spacing
from kamdeck.text.ellipsis import shortened
from kamdeck.text.measure import has_complex_script
from kamdeck.text.no_break import NO_BREAK
from kamdeck.text.scripts import EAST_ASIAN

PAD = 5.0
"""The distance, in points, between a card's texts and its sides."""
# Half a point (BORDER) less than the radius of rounded boxes, so that the strip is parallel to the card's border.
RADIUS = 2.5
NARROWEST, WIDEST = 86.4, 152.0
"""Widths of cards in points: the least, 1.2 inches, at which most names fit a line, and that for usual texts."""
WIDER = (184.0, 232.0, 300.0, 400.0, 560.0)
"""Widths for long texts, tried when cards of the usual width would be too high."""
STUB_PAD = 4.0
MOST_NAME_LINES, MOST_NOTE_LINES = 4, 3
"""The lines that a name has at most on the smallest cards of the usual width, and those of a note. Longer ones end with
an ellipsis."""
Detail = Literal["full", "titled", "close", "named", "small"]
"""What cards show: everything, name and title, both of one size, or the name only, which is set smaller in the last."""


@dataclass(frozen=True)
class CardForm:
    """The form of cards of one detail, in points.

    `usual` is the least of the usual widths, `pad` the distance of texts to the upper and lower edge, `across` the gap
    between neighbours, `downs` the gaps between levels to try, the best first, and `between` that within a column.
    """

    usual: float
    pad: float
    across: float
    downs: tuple[float, ...]
    between: float


def frame_width(paragraph: Paragraph, context: RenderContext) -> float:
    """The width of a frame that holds a paragraph on one line, in points; Office measures a little wider than we do."""
    # Measuring fills only 99 % of a line (`SLACK`), so a frame that is less than 1 % wider would break its text. Some
    # programs add space between Hanzi and Latin letters, up to a quarter of an em on each side, or draw those of other
    # scripts with wider fonts.
    text = paragraph.text
    is_mixed = EAST_ASIAN.search(text) and not EAST_ASIAN.fullmatch(text)
    is_wider = is_mixed or has_complex_script(text)
    return paragraph.natural_width(context.style) / 0.985 + (paragraph.size / 2 if is_wider else 0.5)


def card_name(person: PersonRow, context: RenderContext) -> Paragraph:
    """A person's name, bold in the document's first language."""
    wording = context.wording
    shown = wording.names(person.name)
    first = next(
        (each for each in map(person.name.in_language, wording.languages) if shown.startswith(f"{each} ")), shown
    )
    runs = (Run(first, bold=True), Run(shown[len(first) :]))
    return Paragraph(runs if runs[1].text else runs[:1], context.style.theme.sizes.dense, role="card_name")


@dataclass
class PersonCards:
    """Measures and draws cards of people.

    `people` are all people of all sheets, so that cards have the same form on every sheet. Heights and widths are
    remembered by person, since an arrangement is tried in dozens of sizes.
    """

    context: RenderContext
    people: Sequence[PersonRow]
    detail: Detail = "full"
    # Not copied by `replace`, since they depend on the detail.
    _names: dict[PersonId, Paragraph] = field(default_factory=dict, init=False)
    _heights: dict[tuple[PersonId, float], float] = field(default_factory=dict, init=False)
    _wanted: dict[PersonId, float] = field(default_factory=dict, init=False)
    _words: dict[PersonId, float] = field(default_factory=dict, init=False)
    _stubs: dict[tuple[str, str, int, float], float] = field(default_factory=dict, init=False)

    forms: ClassVar[Mapping[Detail, CardForm]] = {}
    margin: ClassVar[float] = 0.0

    @property
    def form(self) -> CardForm:
        """The form of the cards at their detail."""
        return self.forms[self.detail]

    @property
    def small(self) -> float:
        """The size of all texts except names, in points."""
        return self.context.style.theme.sizes.small

    def name(self, person: PersonRow) -> Paragraph:
        """A person's name, bold in the document's first language; the smallest cards cut a very long one."""
        if person.id not in self._names:
            self._names[person.id] = self._name(person)
        return self._names[person.id]

    def _name(self, person: PersonRow) -> Paragraph:
        name = card_name(person, self.context)
        if self.detail not in ("close", "small"):
            return name
        whole, shown = name._replace(size=self.small), name.text
        if self.detail == "close":
            return whole

        def cut(text: str) -> Paragraph:
            return whole if text == shown else whole._replace(runs=(Run(text, bold=True),))

        def fits(text: str) -> bool:
            lines = cut(text).lines(WIDEST - STRIP - 2 * PAD, self.context.style.typeface)
            return len(lines) <= MOST_NAME_LINES

        return cut(shortened(shown, fits))

    def title(self, person: PersonRow) -> Paragraph | None:
        """A person's title or, without one, their unit; None where neither is known or the card has only a name."""
        shown = None if self.detail in ("named", "small") else person.title or person.unit
        return Paragraph((Run(self.context.wording.say(shown)),), self.small, "card_title", "muted") if shown else None

    def texts(self, person: PersonRow) -> tuple[Paragraph, ...]:
        """Name and title, one below the other."""
        title = self.title(person)
        return (self.name(person), title) if title else (self.name(person),)

    def widths(self, people: Iterable[PersonRow], available: float) -> list[float]:
        """The widths to try for cards: the best for most texts, then narrower for more in a row, then wider.

        `available` is the width of the region without margins.
        """
        people = list(people)
        wanted = sorted(self._natural_width(person) for person in people)
        # A few long texts may break; cards are as wide as nine tenths of the texts need.
        usual = wanted[-1] if wanted[-1] <= WIDEST else wanted[len(wanted) * 9 // 10 - 1]
        best = min(WIDEST, max(self.form.usual, usual), available)
        # A twentieth of a point less, or rounding could push the last card of a row over the edge.
        filling = ((available + self.form.across) / columns - self.form.across - 0.05 for columns in range(1, 12))
        # Only the widths at which a further card fits in a row are worth trying, and the least, for indented lists.
        least = max(NARROWEST, max(map(self._least_width, people)))
        narrower = [width for width in (*filling, least) if least <= width < best - 0.5]
        wider = [width for width in (*WIDER, available) if best < width <= available]
        return [best, *narrower, *wider]

    def _natural_width(self, person: PersonRow) -> float:
        if person.id not in self._wanted:
            self._wanted[person.id] = self.natural_width(person)
        return self._wanted[person.id]

    def _least_width(self, person: PersonRow) -> float:
        """The width of a card that breaks no word of its name and title, unless a word is wider than usual cards."""
        if person.id not in self._words:
            words = (
                frame_width(each._replace(runs=(Run(word, bold=each.runs[0].bold),)), self.context)
                for each in self.texts(person)
                for word in each.text.split()
                if not EAST_ASIAN.search(word)
            )
            self._words[person.id] = min(max(words, default=0.0) + STRIP + 2 * PAD, WIDEST)
        return self._words[person.id]

    def natural_width(self, person: PersonRow) -> float:
        """The width of a card with name and title on one line each."""
        return max(frame_width(each, self.context) for each in self.texts(person)) + STRIP + 2 * PAD

    def texts_height(self, person: PersonRow, width: float) -> float:
        """The height of name and title in a card of a given width."""
        key = person.id, width
        if key not in self._heights:
            self._heights[key] = height_of(self.texts(person), width - STRIP - 2 * PAD, self.context.style)
        return self._heights[key]

    def card_height(self, people: Sequence[PersonRow], width: float) -> float:
        """The height of cards of equal size that hold the texts of all these people."""
        return max(self.texts_height(person, width) for person in people) + 2 * self.form.pad

    def spacings(self, sheet: PeopleSheet, width: float) -> list[Spacing]:
        """The size of a sheet's cards with each choice of gaps between them, the best first."""
        stub = max((self.stub_height(each, width) for each in sheet.notes), default=0.0)
        height, across, between = self.card_height(sheet.people, width), self.form.across, self.between(sheet)
        return [Spacing(width, height, across, down, between, stub=stub) for down in self.form.downs]

    def between(self, sheet: PeopleSheet) -> float:
        """The gap between the cards of a column."""
        return self.form.between

    def above(self, sheet: PeopleSheet) -> float:
        """The height that is needed above the topmost cards."""
        return 0.0

    def grounds(self, placed: Arrangement) -> list[list[Point]]:
        """The outlines of what is drawn behind the cards."""
        return []

    def items(self, position: CardPosition, width: float, height: float) -> list[Item]:
        """The items of a card."""
        raise NotImplementedError

    def strip(self, position: CardPosition, height: float) -> Box:
        """The strip at the left edge of a card, with the letter of the stance."""
        shown = stance(position.person.support)
        letter = stance_letter(position.person.support, self.context.wording)
        paragraph = Paragraph((Run(letter, bold=True, colour=shown.ink),), self.small, align="center")
        width, strip_height = STRIP - BORDER, height - 2 * BORDER
        return Box(
            position.x + BORDER,
            position.y + BORDER,
            width,
            strip_height,
            fill=shown.fill,
            shape="polygon",
            paragraphs=(paragraph,),
            inset=0.0,
            key=f"{position.person.id}:strip",
            points=_round_at_left(width, strip_height),
        )

    # -- people who are not drawn ----------------------------------------------------------------------------------

    def stub_words(self, note: Note, width: float) -> Paragraph:
        """The text of a stub of a width: how many people are not drawn here, and where they are."""
        person = note.person.name if note.person else None
        words = self.context.wording.phrase(Message(f"stub.{note.kind}", count=note.count, person=person))

        def written(text: str) -> Paragraph:
            return Paragraph((Run(text, colour="grey1"),), self.small, align="center")

        def fits(text: str) -> bool:
            lines = written(text).lines(width - 2 * STUB_PAD, self.context.style.typeface)
            return len(lines) <= MOST_NOTE_LINES

        return written(shortened(words if note.kind == "omitted" else f"▸{NO_BREAK}{words}", fits))

    def stub_height(self, note: Note, width: float) -> float:
        """The height of a stub at a width, in points."""
        key = note.key, note.kind, note.count, width
        if key not in self._stubs:
            words = self.stub_words(note, width)
            self._stubs[key] = words.height(width - 2 * STUB_PAD, self.context.style) + self.form.pad + 2.0
        return self._stubs[key]

    def stub(self, stub: Stub, width: float, height: float) -> Box:
        """The box of a note about people who are not drawn."""
        return Box(
            stub.x,
            stub.y,
            width,
            height,
            fill="grey4",
            line="grey3",
            shape="rounded",
            paragraphs=(self.stub_words(stub.note, width),),
            inset=STUB_PAD,
            key=stub.note.key,
        )


CardsType = TypeVar("CardsType", bound=PersonCards)


class KeptCards(Generic[CardsType]):
    """The cards of a block in each size, made once for each context.

    A report draws a block in dozens of heights and widths, and what has been measured of its cards is true in all of
    them.
    """

    def __init__(self) -> None:
        # By identity, as contexts are slow to compare; they are kept, so that no other one gets the same.
        self._known: dict[int, tuple[RenderContext, list[CardsType]]] = {}

    def of(self, context: RenderContext, make: Callable[[RenderContext], list[CardsType]]) -> list[CardsType]:
        """The cards in a context, the largest first; `make` makes them.

        What makes them is not kept: it is a method of the block that keeps this, and the two would hold each other
        until garbage is collected.
        """
        if id(context) not in self._known:
            self._known[id(context)] = context, make(context)
        return self._known[id(context)][1]


def _round_at_left(width: float, height: float) -> tuple[tuple[float, float], ...]:
    """A rectangle whose left corners are as round as the card's."""
    # Four pieces of at most 0.4 radians deviate from the arc by less than 0.05 points.
    arc = [(RADIUS * (1 - math.cos(turn)), RADIUS * (1 - math.sin(turn))) for turn in (0.0, 0.4, 0.8, 1.2, math.pi / 2)]
    return (*arc, (width, 0.0), (width, height), *((x, height - y) for x, y in reversed(arc)))
