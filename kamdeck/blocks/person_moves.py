"""The `person_moves` block: people who have changed, each as a card with the old and the new state."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from kamdeck.analysis.changes import PersonMove
from kamdeck.blocks.change_protocols import PersonMoveRow
from kamdeck.components.fitted_rows import drawing_of, height_below, largest_fitting
from kamdeck.components.status_icons import stance, stance_letter
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import centred_text, frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Flow, Item, Line, Paragraph, TextItem
from kamdeck.flow.drawing import moved
from kamdeck.message import Message
from kamdeck.model.values import Contact, Support
from kamdeck.people.org_card import BAR_STEP, BARS, bars

BETWEEN, PAD = 4.5, 6.0
"""The gap between two cards, and the margin in them, in points."""
LOWEST = 20.0
"""The least height of a card, in points."""
STATE, ARROW = 22.0, 18.0
"""The width of a state, and that of the arrow between two, in points."""
WORSE = (PersonMove.LEFT, PersonMove.COLDER, PersonMove.FURTHER)


@documented(
    """Cards of people with what has changed: letters of stances, bars of contacts, who is new, and who has left.

    A red arrow says that the change is for the worse. As many people are shown as fit the region; the last line
    counts the others. `unit` is a text shown after the title.

    Example:
        person_moves: {rows: changes.moved_people if changes else none, title: topic.people_changes}
    """
)
@dataclass(frozen=True)
class PersonMoves(Block):
    rows: Rows[PersonMoveRow] = ()
    title: Heading = None
    unit: Words = ""

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing."""
        if not self.rows:
            return []
        heads = title(self.title, context, self.unit, rule=True)
        height = height_below(heads, region, context)
        sizes = context.style.theme.sizes

        def sheet(count: int, size: float) -> _MoveSheet:
            return _MoveSheet(self.rows, count, size, region.width, context)

        possible = min(len(self.rows), max(1, int(height / LOWEST)))
        found = largest_fitting(possible, (sizes.body, sizes.dense, sizes.small), sheet, height)
        return [*heads, drawing_of(found, region)]


@dataclass(frozen=True)
class _MoveSheet:
    """The drawing of the first `count` people with names in a size in points."""

    rows: Sequence[PersonMoveRow]
    count: int
    size: float
    width: float
    context: RenderContext

    @property
    def _small(self) -> float:
        return self.context.style.theme.sizes.small

    def _person(self, row: PersonMoveRow) -> tuple[Paragraph, ...]:
        wording = self.context.wording
        name = label(wording.names(row.person.name), self.size, bold=True)
        about = wording.inner.say(row.person.title) if row.person.title else ""
        return (name, label(about, self._small, colour="muted")) if about else (name,)

    # -- states ----------------------------------------------------------------------------------------------------

    def _states(self, row: PersonMoveRow) -> tuple[object, object]:
        """The old and the new state: a stance, a contact, or words."""
        wording = self.context.wording
        if row.kind == PersonMove.JOINED:
            return wording.term("person_moves.new"), row.person.support or ""
        if row.kind == PersonMove.LEFT:
            return row.person.support or "", wording.term("person_moves.left")
        first = row.differences[0] if row.differences else None
        if first and isinstance(first.after or first.before, Support | Contact):
            return first.before, first.after
        return "", wording.say(row.kind)

    def _state_width(self, state: object) -> float:
        if isinstance(state, Support | Contact):
            return STATE
        words = label(str(state or ""), self._small, bold=True)
        return frame_width(words, self.context.style) if words.text else 0.0

    def _change_width(self, row: PersonMoveRow) -> float:
        before, after = self._states(row)
        return self._state_width(before) + ARROW + 2 * 3.0 + self._state_width(after)

    # -- heights ---------------------------------------------------------------------------------------------------

    @property
    def _shown(self) -> Sequence[PersonMoveRow]:
        return self.rows[: self.count]

    def _text_width(self, row: PersonMoveRow) -> float:
        return max(self.width - 3 * PAD - self._change_width(row), self.width * 0.3)

    @cached_property
    def _card(self) -> float:
        style = self.context.style
        tallest = max(frame_height(self._person(row), self._text_width(row), style) for row in self._shown)
        return min(tallest + PAD, 90.0)

    @property
    def _more(self) -> float:
        return self._small * 1.2 + 4.0 if self.count < len(self.rows) else 0.0

    @property
    def height(self) -> float:
        """The height of the drawing in points."""
        return self.count * (self._card + BETWEEN) + self._more

    @property
    def suits(self) -> bool:
        """Whether no name or title has more than one line."""
        style = self.context.style
        return all(
            len(each.lines(self._text_width(row), style.typeface)) == 1
            for row in self._shown
            for each in self._person(row)
        )

    # -- drawing ---------------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The cards below each other, and how many people are left out."""
        items: list[Item] = []
        for number, row in enumerate(self._shown):
            items += [moved(item, 0.0, number * (self._card + BETWEEN)) for item in self._card_items(row)]
        if self._more:
            more = Message("person_moves.more", count=len(self.rows) - self.count)
            words = label(self.context.wording.phrase(more), self._small, colour="muted")
            y = self.count * (self._card + BETWEEN)
            items.append(TextItem(0, y, self.width, self._small * 1.2 + 0.5, (words,)))
        return items

    def _card_items(self, row: PersonMoveRow) -> Iterator[Item]:
        height, style = self._card, self.context.style
        yield Box(0, 0, self.width, height, "grey4", shape="rounded")
        width = self._text_width(row)
        yield centred_text(self._person(row), (PAD, width), (height / 2, height - 2.0), style)
        before, after = self._states(row)
        x = self.width - PAD - self._change_width(row)
        yield from self._state(before, x, height / 2)
        x += self._state_width(before) + 3.0
        colour = "bad" if row.kind in WORSE else "text"
        yield Line(x, height / 2, x + ARROW, height / 2, colour, 1.25, arrow=True)
        yield from self._state(after, x + ARROW + 3.0, height / 2)

    def _state(self, state: object, x: float, middle: float) -> Iterator[Item]:
        width = self._state_width(state)
        if isinstance(state, Support):
            shown = stance(state)
            letter = label(
                stance_letter(state, self.context.wording), self._small, bold=True, colour=shown.ink, align="center"
            )
            yield Box(x, middle - 9.0, width, 18.0, shown.fill, paragraphs=(letter,), inset=0.0)
        elif isinstance(state, Contact):
            yield from bars(x + (width - 3 * BAR_STEP) / 2, middle + BARS[-1] / 2, state)
        elif state:
            words = label(str(state), self._small, bold=True, colour="muted")
            height = frame_height((words,), width, self.context.style)
            yield TextItem(x, middle - height / 2, width, height, (words,), "middle")

    def described(self) -> str:
        """The alternative text: each person with what has changed."""
        wording = self.context.wording
        parts = [
            wording.followed(
                wording.names(row.person.name),
                wording.say(row.differences[0]) if row.differences else wording.say(row.kind),
            )
            for row in self._shown
        ]
        return wording.joined(parts, "semicolon")
