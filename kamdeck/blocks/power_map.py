"""The `power_map` block: who of the customer stands where towards us, by stance and by part in the decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from kamdeck.blocks.row_protocols import PowerMapRow
from kamdeck.components.fitted_rows import height_taken, stretched_by
from kamdeck.components.item_groups import ItemGroup
from kamdeck.components.status_icons import STANCES, sign_of, stance, stance_letter
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import LEAST_HEIGHT, Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, TextItem, height_of
from kamdeck.message import Message
from kamdeck.model.values import Support, Word
from kamdeck.people.org_card import BAR_STEP, bars, owner_term, short_name
from kamdeck.people.people_legend import Legend, LegendEntry, box_entry, contact_entries, letters_entry
from kamdeck.people.person_card import card_name, frame_width
from kamdeck.wording import NOTHING

WIDE = 600.0
"""From this width on, in points, the names of the groups are beside their rows; otherwise above them."""
LABEL, WIDEST_LABEL = 87.0, 130.0
"""The least and the greatest width of the column of groups with the gap after it, in points."""
BESIDE = 108.0
"""From this width of a card on, in points, the owner and the contact are beside the name; otherwise below it."""
LONG_CARD = 48.0
"""From this height of a card on, in points, its name is tried in the whole width."""
PAD, CARD_PAD, CARD_GAP = 4.0, 2.5, 3.5
"""The padding of cells, that above and below the texts of a card, and the gap between cards, in points."""
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
        if any(map(_is_decider, self.people)):
            entries.append(box_entry(wording.term("legend.decider"), "ground", "contrast"))
        if any(map(_is_open, self.people)):
            entries.append(box_entry(wording.term("legend.not_covered"), "bad:10", "bad"))
        owner = next((row.person.owner for row in self.people if row.person.owner), None)
        if owner:
            letters = short_name(wording.plan.name_of(owner), wording)
            entries.append(letters_entry(letters, wording.term(owner_term(letters)), "primary", context))
        entries += contact_entries(context, short=True)
        if any(row.move for row in self.people):
            message = Message("legend.moves", since=self.since) if self.since else Message("legend.moves_undated")
            entries.append(LegendEntry(lambda x, y: [], wording.phrase(message), 0.0))
        return entries


class _Form(NamedTuple):
    """How much a cell shows: at most `limit` cards, with names and titles in sizes by role; no title for "".

    `padding` is the factor of vertical margins and gaps.
    """

    limit: int
    name: str
    title: str
    padding: float = 1.0


FORMS = (
    _Form(5, "body", "dense"),
    *(_Form(limit, name, "small", pad) for limit in (5, 4, 3) for name in ("dense", "small") for pad in (1.0, 0.4)),
    *(_Form(limit, name, "") for limit in (5, 4, 3, 2) for name in ("dense", "small")),
)
"""The forms of a map, the best first: titles are left out before more than a few people are."""
ON_PAGES = (*(form._replace(limit=1000) for form in FORMS if form.limit == FORMS[0].limit), *FORMS)
"""The forms of a map in a report, whose pages have room for everybody: titles are left out before anybody is."""
LAST = _Form(0, "small", "", 0.4)
"""The form of a map whose names are too long for one card in each cell; its groups show as many as they can."""


def _is_decider(row: PowerMapRow) -> bool:
    return row.group == "decide"


def _is_open(row: PowerMapRow) -> bool:
    return _is_decider(row) and not row.covered


class _Cards:
    """Draws the cards of a map in one form and of one width."""

    def __init__(self, form: _Form, width: float, context: RenderContext) -> None:
        self.form, self.width, self.context, self.style = form, width, context, context.style
        self.small = context.style.theme.sizes.small

    def card(self, row: PowerMapRow) -> ItemGroup:
        """The card of a person; a long name has the whole width where the card becomes lower so."""
        if self.width < BESIDE:
            return self._card(row, beside=False)
        card = self._card(row, beside=True)
        if card.height < LONG_CARD:
            return card
        return min(card, self._card(row, beside=False), key=lambda each: each.height)

    def _card(self, row: PowerMapRow, *, beside: bool) -> ItemGroup:
        """The card with the owner and the contact beside the name, or below it."""
        texts, owner, person = self._texts(row), self._owner(row), row.person
        pad = CARD_PAD * self.form.padding
        inner = self.width - 2.5 * PAD
        own_width = min(frame_width(owner, self.context), inner / 2)
        own_height = owner.height(own_width, self.style)
        right = max(own_width, 3 * BAR_STEP)
        text_width = inner - right - 2.0 if beside else inner
        text_height = height_of(texts, text_width, self.style)
        # Beside two lines of text the bars are below the owner; beside one they are to the left of it.
        stacked = beside and bool(self.form.title)
        if beside and not stacked:
            text_width = inner - own_width - 3 * BAR_STEP - 2 * PAD
            text_height = height_of(texts, text_width, self.style)
        below = 0.0 if beside else max(own_height, self.small * 1.2)
        height = max(text_height, own_height + 11.0 if stacked else own_height) + below + 2 * pad
        left, bottom = 1.25 * PAD, height - pad
        owner_x = left + inner - own_width
        owner_y = pad if beside else bottom - below
        bars_x = left + inner - 3 * BAR_STEP + 1.5 if stacked else left if not beside else owner_x - 3 * BAR_STEP - PAD
        unmet, decider = _is_open(row), _is_decider(row)
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

    def _owner(self, row: PowerMapRow) -> Paragraph:
        owner, wording = row.person.owner, self.context.wording
        if not owner:
            run = Run(NOTHING, bold=True, colour="bad" if _is_decider(row) else "grey1")
        else:
            run = Run(short_name(wording.plan.name_of(owner), wording), bold=True, colour="primary")
        return Paragraph((run,), self.small, align="right")

    def more(self, count: int) -> ItemGroup:
        """The box that counts the people who have no card."""
        words = self.context.wording.phrase(Message("power_map.more", count=count))
        paragraph = Paragraph((Run(words),), self.small, colour="muted", align="center")
        height = paragraph.height(self.width - 2 * PAD, self.style) + 3.0
        box = Box(0, 0, self.width, height, "", "grey2", 0.75, dashed=True, paragraphs=(paragraph,), inset=PAD)
        return ItemGroup(height, (box,))


class _Band(NamedTuple):
    """A row of the map: a group, its label, the cards by column, and the height of its cells."""

    label: tuple[Paragraph, ...]
    cells: tuple[tuple[ItemGroup, ...], ...]
    height: float


@dataclass(frozen=True)
class _Grid:
    """The map of some people in one form; the groups in `limits` show another number of cards in a cell at most."""

    people: Sequence[PowerMapRow]
    form: _Form
    width: float
    context: RenderContext
    stretch: float = 0.0
    limits: Mapping[Word, int] = field(default_factory=dict)

    @cached_property
    def _wide(self) -> bool:
        return self.width >= WIDE

    @cached_property
    def _columns(self) -> tuple[Support | None, ...]:
        """The stances from bad to good; people whose stance is unknown have a column of their own."""
        unknown = (None,) if any(row.person.support is None for row in self.people) else ()
        return (*reversed(STANCES), *unknown)

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
        cards = _Cards(self.form, self._column - 2 * self._margin, self.context)
        return tuple(self._band(list(rows), cards) for _, rows in groupby(self.people, lambda row: row.group))

    def _band(self, rows: Sequence[PowerMapRow], cards: _Cards) -> _Band:
        cells = tuple(
            tuple(self._cell([row for row in rows if row.person.support == support], cards))
            for support in self._columns
        )
        label = self._label(rows)
        gap = CARD_GAP * self.form.padding
        highest = max((sum(card.height + gap for card in cell) - gap for cell in cells if cell), default=0.0)
        beside = height_of(label, self._label_width - 2 * PAD, self.context.style) if self._wide else 0.0
        return _Band(label, cells, max(highest + 2 * PAD * self.form.padding, beside + 2 * PAD))

    def _cell(self, rows: Sequence[PowerMapRow], cards: _Cards) -> Iterator[ItemGroup]:
        limit = self.limits.get(rows[0].group, self.form.limit) if rows else 0
        shown = rows if len(rows) <= limit else rows[: max(limit - 1, 0)]
        yield from map(cards.card, shown)
        if len(shown) < len(rows):
            yield cards.more(len(rows) - len(shown))

    def _label(self, rows: Sequence[PowerMapRow]) -> tuple[Paragraph, ...]:
        wording, sizes = self.context.wording, self.context.style.theme.sizes
        covered = sum(row.covered for row in rows)
        lacking = covered < len(rows) and _is_decider(rows[0])
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
