"""The legend of a drawing of people: a panel in a free corner of the drawing, or rows below it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from kamdeck.components.status_icons import STANCES, stance, stance_letter
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.bounds import Bounds
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Item, Line, Paragraph, Run, TextItem
from kamdeck.model.values import Support
from kamdeck.people.org_card import BAR_STEP, BARS, CONTACTS, bars
from kamdeck.people.person_card import frame_width

# In points: the height of a row, the width of a sample with its gap, the gap between entries or columns, the margin of
# a panel, and the distance of the rule from the drawing.
ROW = 17.0
SWATCH = 22.0
COLUMN_GAP = 14.0
PANEL_PAD = 9.0
RULE_GAP = 8.0


@dataclass(frozen=True)
class LegendEntry:
    """An entry of the legend: a function that draws its sample, from an x to the right and centred at a y, and a text.

    `swatch` is the width of the sample with the gap after it, in points.
    """

    sample: Callable[[float, float], list[Item]]
    words: str
    swatch: float = SWATCH


@dataclass(frozen=True)
class Legend:
    """Entries in rows below a drawing, or in columns on a panel; all lengths are in points."""

    entries: tuple[LegendEntry, ...]
    context: RenderContext

    def _words(self, entry: LegendEntry) -> Paragraph:
        return Paragraph((Run(entry.words),), self.context.style.theme.sizes.small)

    def _width(self, entry: LegendEntry) -> float:
        return self._widths[entry]

    @cached_property
    def _widths(self) -> dict[LegendEntry, float]:
        # Two entries may have the same text and samples of different widths.
        return {each: each.swatch + frame_width(self._words(each), self.context) for each in self.entries}

    def _items(self, entry: LegendEntry, x: float, y: float, region: float) -> list[Item]:
        words = self._words(entry)
        own_width = min(frame_width(words, self.context), region - entry.swatch)
        return [
            *entry.sample(x, y + ROW / 2),
            TextItem(x + entry.swatch, y + 2.5, own_width, words.size * 1.2, (words,), "middle"),
        ]

    # -- rows under a drawing --------------------------------------------------------------------------------------

    def _rows(self, width: float) -> list[list[LegendEntry]]:
        rows: list[list[LegendEntry]] = [[]]
        used = 0.0
        for entry in self.entries:
            own_width = self._width(entry)
            if rows[-1] and used + own_width > width:
                rows.append([])
                used = 0.0
            rows[-1].append(entry)
            used += own_width + COLUMN_GAP
        return rows

    def height(self, width: float) -> float:
        """The height of the rows at a width, with the rule above them and the space above that."""
        return len(self._rows(width)) * ROW + 2 * RULE_GAP - 3 if self.entries else 0.0

    def under(self, y: float, width: float) -> list[Item]:
        """A rule and the rows below it; `y` is the bottom of the drawing."""
        items: list[Item] = [Line(0.0, y + RULE_GAP, width, y + RULE_GAP, "grey3")]
        for number, row in enumerate(self._rows(width)):
            x = 0.0
            for entry in row:
                items += self._items(entry, x, y + 2 * RULE_GAP - 3 + number * ROW, width)
                x += self._width(entry) + COLUMN_GAP
        return items

    # -- a panel in a corner ---------------------------------------------------------------------------------------

    def _columns(self, rows: int) -> list[Sequence[LegendEntry]]:
        return [self.entries[start : start + rows] for start in range(0, len(self.entries), rows)]

    def size(self, rows: int) -> tuple[float, float]:
        """The width and height of a panel with at most `rows` rows."""
        columns = self._columns(rows)
        own_width = sum(max(map(self._width, column)) for column in columns) + COLUMN_GAP * (len(columns) - 1)
        return own_width + 2 * PANEL_PAD, min(rows, len(self.entries)) * ROW + 2 * PANEL_PAD - 6

    def panel(self, x: float, y: float, rows: int) -> list[Item]:
        """The panel with its upper left corner at (`x`, `y`)."""
        width, height = self.size(rows)
        items: list[Item] = [Box(x, y, width, height, fill="grey4", shape="rounded")]
        left = x + PANEL_PAD
        for column in self._columns(rows):
            for number, entry in enumerate(column):
                items += self._items(entry, left, y + PANEL_PAD - 3 + number * ROW, width)
            left += max(map(self._width, column)) + COLUMN_GAP
        return items

    def corner(self, width: float, height: float, free: Callable[[Bounds], bool]) -> tuple[float, float, int] | None:
        """The upper left corner and the number of rows of a panel in a free corner, lower corners first; None for none.

        `free` answers whether a rectangle covers nothing.
        """
        # Three rows suit most corners; flatter and higher panels are tried after it.
        for rows in (3, 4, 2, 5, 6):
            own_width, own_height = self.size(rows)
            if own_width > width or own_height > height:
                continue
            for y in (height - own_height, 0.0):
                for x in (width - own_width, 0.0):
                    if free((x, y, x + own_width, y + own_height)):
                        return x, y, rows
        return None


def stance_entries(supports: Sequence[object], context: RenderContext) -> list[LegendEntry]:
    """An entry for each stance that occurs, and one for people whose stance is unknown."""
    small = context.style.theme.sizes.small
    shown: list[tuple[Support | None, str]] = [
        (each, context.wording.say(each)) for each in STANCES if each in supports
    ]
    if None in supports:
        shown.append((None, context.wording.term("word.unknown")))
    entries = []
    for support, words in shown:
        each = stance(support)
        run = Run(stance_letter(support, context.wording), bold=True, colour=each.ink)
        letter = Paragraph((run,), small, align="center")

        # Defaults bind the values of this turn of the loop.
        def sample(x: float, y: float, fill: str = each.fill, letter: Paragraph = letter) -> list[Item]:
            return [Box(x, y - 6.5, 17.0, 13.0, fill=fill, paragraphs=(letter,), inset=0.0)]

        entries.append(LegendEntry(sample, words))
    return entries


def contact_entries(contacts: Iterable[str | None], context: RenderContext) -> list[LegendEntry]:
    """An entry for each depth of contact that occurs; a name after that of none does not say that it is contact.

    Args:
        contacts: The contacts of the people who are shown; those of whom nothing is known are drawn like none.
        context: The style and wording of the document.
    """
    found = {contact or CONTACTS[0] for contact in contacts}

    def entry(contact: str) -> LegendEntry:
        key = "contact_depth" if CONTACTS[0] in found and contact != CONTACTS[0] else "contact"
        words = context.wording.term(f"{key}.{contact}")
        return LegendEntry(lambda x, y: bars(x, y + BARS[-1] / 2, contact), words, 3 * BAR_STEP + 3)

    return [entry(contact) for contact in CONTACTS if contact in found]


def box_entry(words: str, fill: str, line: str, *, dashed: bool = False) -> LegendEntry:
    """An entry for a kind of card or outline.

    Args:
        words: What it means.
        fill: The role of the card's colour.
        line: The role of the outline's colour.
        dashed: Whether the outline is dashed.
    """
    return LegendEntry(lambda x, y: [Box(x, y - 5, 16.0, 10.0, fill, line, 1.0, dashed=dashed, shape="rounded")], words)


def uncovered_entry(words: str, context: RenderContext) -> LegendEntry:
    """An entry for the cards of deciders whom nobody covers, with the sign that they have, as prints may be grey."""
    sign = Paragraph((Run(MARKS["bad"], colour="bad"),), context.style.theme.sizes.small, align="center")

    def sample(x: float, y: float) -> list[Item]:
        return [Box(x, y - 6.5, 17.0, 13.0, "bad:10", "bad", 1.0, shape="rounded", paragraphs=(sign,), inset=0.0)]

    return LegendEntry(sample, words)


def line_entry(words: str, sample: Callable[[float, float, float], Item]) -> LegendEntry:
    """An entry for a line; `sample` draws it from an x to another x at a y."""
    return LegendEntry(lambda x, y: [sample(x, x + 30.0, y)], words, 36.0)


def letters_entry(letters: str, words: str, colour: str, context: RenderContext) -> LegendEntry:
    """An entry whose sample is a short text.

    Args:
        letters: The sample.
        words: What it means.
        colour: The role of the sample's colour.
        context: The context of the document.
    """
    paragraph = Paragraph((Run(letters, bold=True, colour=colour),), context.style.theme.sizes.small)
    width = frame_width(paragraph, context)
    height = paragraph.size * 1.2
    return LegendEntry(
        lambda x, y: [TextItem(x, y - height / 2, width, height, (paragraph,), "middle")],
        words,
        width + 5,
    )
