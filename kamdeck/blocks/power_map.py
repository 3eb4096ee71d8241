"""The `power_map` block: who of the customer stands where towards us, by stance and by part in the decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from kamdeck.blocks.power_map_cards import CARD_GAP, PAD, PowerCardForm, PowerCards, is_decider, is_open
from kamdeck.blocks.row_protocols import PowerMapRow
from kamdeck.components.fitted_rows import height_taken, stretched_by
from kamdeck.components.item_groups import ItemGroup
from kamdeck.components.status_icons import STANCES, stance, stance_letter
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import LEAST_HEIGHT, Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, TextItem, height_of
from kamdeck.message import Message
from kamdeck.model.values import Support, Word
from kamdeck.people.org_card import owner_term, short_name
from kamdeck.people.people_legend import Legend, LegendEntry, box_entry, contact_entries, letters_entry, uncovered_entry
from kamdeck.people.person_card import frame_width

WIDE = 600.0
"""From this width on, in points, the names of the groups are beside their rows; otherwise above them."""
LABEL, WIDEST_LABEL = 87.0, 130.0
"""The least and the greatest width of the column of groups with the gap after it, in points."""
FEW_PEOPLE = 10
"""The most people whose map leaves out the stances that nobody has."""
FIRST_STANCES = (Support.NEUTRAL, Support.SUPPORTER, Support.NON_SUPPORTER)
"""The stances that a wide map shows even so where there are fewer than three."""
MOST_STRETCHED = 30.0
"""How many points a row is higher than its cards at most, on a slide with space to spare."""


@documented(
    """People in columns by stance and in rows by part in the decision; deciders who are not covered are marked.

    A cell that holds more people than fit ends with their number. `since` is the quarter that changes are compared
    with; `legend` explains the signs.

    Example:
        power_map: {people: analysis.power_map, since: previous.period if previous else none}
    """
)
@dataclass(frozen=True)
class PowerMap(Block):
    people: Rows[PowerMapRow] = ()
    since: Value = None
    title: Heading = None
    legend: bool = True

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, with as many people and as large texts as fit the region."""
        if not self.people:
            return []
        heads = title(self.title, context)
        taken = height_taken(heads, region, context)
        legend = Legend(tuple(self._entries(context)) if self.legend else (), context)
        height = max(region.height, LEAST_HEIGHT) - taken - legend.height(region.width)
        grids = (_Grid(self.people, form, region.width, context) for form in (FORMS if region.paged else ON_PAGES))
        fitting = (each for each in grids if each.height <= height and each.suits)
        grid = next(fitting, None) or _fullest(_Grid(self.people, LAST, region.width, context), height)
        if region.paged:
            grid = grid.stretched(height)
        items = (*grid.items(), *(legend.under(grid.height, region.width) if legend.entries else ()))
        frame = Frame(region.width, grid.height + legend.height(region.width), items)
        return [*heads, Drawing(frame, grid.described())]

    def _entries(self, context: RenderContext) -> list[LegendEntry]:
        """The entries of the legend, for what occurs in the drawing only."""
        wording = context.wording
        entries = []
        if any(map(is_decider, self.people)):
            entries.append(box_entry(wording.term("legend.decider"), "ground", "contrast"))
        if any(map(is_open, self.people)):
            entries.append(uncovered_entry(wording.term("legend.not_covered"), context))
        owner = next((row.person.owner for row in self.people if row.person.owner), None)
        if owner:
            letters = short_name(wording.plan.name_of(owner), wording)
            entries.append(letters_entry(letters, wording.term(owner_term(letters)), "primary", context))
        entries += contact_entries(context, short=True)
        if any(row.move for row in self.people):
            message = Message("legend.moves", since=self.since) if self.since else Message("legend.moves_undated")
            entries.append(LegendEntry(lambda x, y: [], wording.phrase(message), 0.0))
        return entries


FORMS = (
    PowerCardForm(5, "body", "dense"),
    *(
        PowerCardForm(limit, name, "small", pad)
        for limit in (5, 4, 3)
        for name in ("dense", "small")
        for pad in (1.0, 0.4)
    ),
    *(PowerCardForm(limit, name, "") for limit in (5, 4, 3, 2) for name in ("dense", "small")),
)
"""The forms of a map, the best first: titles are left out before more than a few people are."""
ON_PAGES = (*(form._replace(limit=1000) for form in FORMS if form.limit == FORMS[0].limit), *FORMS)
"""The forms of a map in a report, whose pages have room for everybody: titles are left out before anybody is."""
LAST = PowerCardForm(0, "small", "", 0.4)
"""The form of a map whose names are too long for one card in each cell; its groups show as many as they can."""


class _Band(NamedTuple):
    """A row of the map: a group, its label, the cards by column, and the height of its cells."""

    label: tuple[Paragraph, ...]
    cells: tuple[tuple[ItemGroup, ...], ...]
    height: float


@dataclass(frozen=True)
class _Grid:
    """The map of some people in one form; the groups in `limits` show another number of cards in a cell at most."""

    people: Sequence[PowerMapRow]
    form: PowerCardForm
    width: float
    context: RenderContext
    stretch: float = 0.0
    limits: Mapping[Word, int] = field(default_factory=dict)

    @cached_property
    def _wide(self) -> bool:
        return self.width >= WIDE

    @cached_property
    def _columns(self) -> tuple[Support | None, ...]:
        """The stances from bad to good, of few people only theirs; an unknown stance has a column of its own."""
        known = {row.person.support for row in self.people}
        few = len(self.people) <= FEW_PEOPLE
        if self._wide:
            # Cards as wide as half a slide would look empty.
            others = [each for each in FIRST_STANCES if each not in known]
            known |= set(others[: max(0, len(FIRST_STANCES) - len(known))])
        return (*(each for each in reversed(STANCES) if each in known or not few), *((None,) if None in known else ()))

    @cached_property
    def _gap(self) -> float:
        return 6.0 if self._wide else 3.0

    @cached_property
    def _label_width(self) -> float:
        """The width of the names of the groups, which breaks none of their words in most fonts."""
        labels = (each for _, rows in groupby(self.people, lambda row: row.group) for each in self._label(list(rows)))
        longest = max(each.longest_stretch(self.context.style) for each in labels)
        return min(max(LABEL, longest * 1.02 + 2 * PAD), WIDEST_LABEL)

    @cached_property
    def _column(self) -> float:
        """The width of a column."""
        left = self._label_width if self._wide else 0.0
        return (self.width - left - self._gap * (len(self._columns) - 1)) / len(self._columns)

    @property
    def _margin(self) -> float:
        """The space at the left and right of a cell's cards."""
        return 5.0 if self._wide else 2.0

    def _x(self, number: int) -> float:
        return (self._label_width if self._wide else 0.0) + number * (self._column + self._gap)

    @cached_property
    def _bands(self) -> tuple[_Band, ...]:
        cards = PowerCards(self.form, self._column - 2 * self._margin, self.context)
        return tuple(self._band(list(rows), cards) for _, rows in groupby(self.people, lambda row: row.group))

    def _band(self, rows: Sequence[PowerMapRow], cards: PowerCards) -> _Band:
        cells = tuple(
            tuple(self._cell([row for row in rows if row.person.support == support], cards))
            for support in self._columns
        )
        label = self._label(rows)
        gap = CARD_GAP * self.form.padding
        highest = max((sum(card.height + gap for card in cell) - gap for cell in cells if cell), default=0.0)
        beside = height_of(label, self._label_width - 2 * PAD, self.context.style) if self._wide else 0.0
        return _Band(label, cells, max(highest + 2 * PAD * self.form.padding, beside + 2 * PAD))

    def _cell(self, rows: Sequence[PowerMapRow], cards: PowerCards) -> Iterator[ItemGroup]:
        limit = self.limits.get(rows[0].group, self.form.limit) if rows else 0
        shown = rows if len(rows) <= limit else rows[: max(limit - 1, 0)]
        yield from map(cards.card, shown)
        if len(shown) < len(rows):
            yield cards.more(len(rows) - len(shown))

    def _label(self, rows: Sequence[PowerMapRow]) -> tuple[Paragraph, ...]:
        wording, sizes = self.context.wording, self.context.style.theme.sizes
        covered = sum(row.covered for row in rows)
        lacking = covered < len(rows) and is_decider(rows[0])
        count = Run(
            wording.phrase(Message("power_map.covered", covered=covered, all=len(rows))),
            bold=lacking,
            colour="bad" if lacking else "muted",
            size=sizes.small,
        )
        if not self._wide:
            name = Run(wording.terms_of(rows[0].group.key) + "\u2002", bold=True)
            return (Paragraph((name, count), sizes.small),)
        names = wording.names_apart(wording.name(rows[0].group.key))
        return (*(Paragraph((Run(each, bold=True),), sizes.dense) for each in names), Paragraph((count,), sizes.small))

    # -- heads -----------------------------------------------------------------------------------------------------

    def _head(self, support: Support | None) -> tuple[Paragraph, Paragraph]:
        """The letter and name of a stance, and how many people have it."""
        shown, sizes, wording = stance(support), self.context.style.theme.sizes, self.context.wording
        letter = Run(stance_letter(support, wording) + " ", bold=True, size=sizes.dense if self._wide else 0.0)
        name = Run(wording.terms_of(support.key) if support else wording.terms_of("word.unknown"), bold=True)
        count = sum(row.person.support == support for row in self.people)
        return (
            Paragraph((letter, name), sizes.small, colour=shown.ink),
            Paragraph((Run(str(count), bold=True),), sizes.small, colour=shown.ink, align="right"),
        )

    @cached_property
    def _heads(self) -> list[tuple[Paragraph, Paragraph, float]]:
        """The texts of each column's head, and the width of its count."""
        return [(*head, frame_width(head[1], self.context)) for head in map(self._head, self._columns)]

    def _name_width(self, count: float) -> float:
        return self._column - 2.5 * PAD - count

    @cached_property
    def _head_height(self) -> float:
        style = self.context.style
        return max(name.height(self._name_width(count), style) for name, _, count in self._heads) + PAD

    # -- drawing ---------------------------------------------------------------------------------------------------

    @cached_property
    def _above(self) -> float:
        """The height of a group's name above its row, with the gap below it."""
        if self._wide:
            return 0.0
        return max(height_of(band.label, self.width, self.context.style) for band in self._bands) + 2.0

    @property
    def height(self) -> float:
        """The height of the map in points."""
        rows = sum(band.height + self.stretch + self._above + self._gap for band in self._bands)
        return self._head_height + rows

    @property
    def suits(self) -> bool:
        """Whether the texts are as small as possible, or break no word."""
        cards = (card for band in self._bands for cell in band.cells for card in cell)
        return self.form.name == "small" or not any(card.breaks for card in cards)

    def stretched(self, height: float) -> "_Grid":
        """The map with higher rows, as far as a height in points allows."""
        spare = max(0.0, height - self.height) / len(self._bands)
        return stretched_by(self, min(spare, MOST_STRETCHED))

    def items(self) -> list[Item]:
        """The heads of the columns, then each row with its label, cells and cards."""
        items = list(self._head_items())
        y = self._head_height + self._gap
        for band in self._bands:
            label_width = self._label_width - 2 * PAD if self._wide else self.width
            label_height = height_of(band.label, label_width, self.context.style)
            items.append(TextItem(0, y + (PAD if self._wide else 0.0), label_width, label_height, band.label))
            y += self._above
            items += self._band_items(band, y)
            y += band.height + self.stretch + self._gap
        return items

    def _head_items(self) -> Iterator[Item]:
        for number, (support, (name, count, count_width)) in enumerate(zip(self._columns, self._heads, strict=True)):
            x, width = self._x(number), self._name_width(count_width)
            yield Box(x, 0, self._column, self._head_height, stance(support).fill)
            yield TextItem(x + PAD, PAD / 2, width, self._head_height - PAD, (name,), "middle")
            right = x + self._column - PAD - count_width
            yield TextItem(right, PAD / 2, count_width, self._head_height - PAD, (count,), "middle")

    def _band_items(self, band: _Band, top: float) -> Iterator[Item]:
        for number, cell in enumerate(band.cells):
            x, y = self._x(number), top + PAD * self.form.padding
            yield Box(x, top, self._column, band.height + self.stretch, "grey4")
            for card in cell:
                yield from card.at(x + self._margin, y)
                y += card.height + CARD_GAP * self.form.padding

    def described(self) -> str:
        """The alternative text: how many people are in each group, and how many of them are covered."""
        wording = self.context.wording
        groups = (list(rows) for _, rows in groupby(self.people, lambda row: row.group))
        counts = (
            wording.labelled(
                wording.say(rows[0].group),
                wording.phrase(Message("power_map.covered", covered=sum(row.covered for row in rows), all=len(rows))),
            )
            for rows in groups
        )
        return wording.joined((wording.term("topic.power_map"), *counts), "semicolon")


def _fullest(grid: _Grid, height: float) -> _Grid:
    """The map with as many cards in its cells as fit a height in points; the first groups show theirs first."""
    groups = list(dict.fromkeys(row.group for row in grid.people))
    for limit in range(1, FORMS[0].limit + 1):
        for group in groups:
            larger = replace(grid, limits={**grid.limits, group: limit})
            if larger.height <= height:
                grid = larger
    return grid
