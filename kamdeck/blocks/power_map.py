"""The `power_map` block: who of the customer stands where towards us, by stance and by part in the decision."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from kamdeck.blocks.power_map_cards import CARD_GAP, PAD, PowerCardForm, PowerCards, is_decider, is_open
from kamdeck.blocks.row_protocols import PowerMapRow
from kamdeck.components.fitted_rows import height_taken, stretched_by
from kamdeck.components.item_groups import ItemGroup, beside, stacked
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
CROWDED = 3
"""Where a cell has more cards than this, its column may have two of them beside each other."""
NOBODY, EACH, MOST_COUNTED = 0.6, 0.06, 6
"""The width of a column without anybody, as a part of that of one with few people, by which part each person widens a
column, and up to how many do."""
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
        grids = (
            each
            for form in WHOLE
            for each in _Grid(self.people, form, region.width, context).in_one_lane_or_two()
            if each.height <= height and each.suits
        )
        grid = next(grids, None) or _Grid(self.people, LAST, region.width, context)
        if region.paged:
            grid = _fullest(grid, height).stretched(height)
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
        entries += contact_entries((row.person.contact for row in self.people), context)
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
WHOLE = (*(form._replace(limit=1000) for form in FORMS if form.limit == FORMS[0].limit), *FORMS)
"""The forms of a map with everybody, then those of a map on which a cell may end with a number of people."""
LAST = PowerCardForm(0, "small", "", 0.4)
"""The form of a map whose names are too long for one card in each cell; its groups show as many as they can."""


class _Band(NamedTuple):
    """A row of the map: a group, its label, the cards by column, and the height of its cells."""

    label: tuple[Paragraph, ...]
    cells: tuple[ItemGroup, ...]
    height: float


class _Column(NamedTuple):
    """The left edge and the width of a column in points, and how many of its cards are beside each other."""

    x: float
    width: float
    lanes: int


@dataclass(frozen=True)
class _Grid:
    """The map of some people in one form; the groups in `limits` show another number of cards in a cell at most.

    If it has `two_lanes`, crowded columns have two cards beside each other.
    """

    people: Sequence[PowerMapRow]
    form: PowerCardForm
    width: float
    context: RenderContext
    stretch: float = 0.0
    limits: Mapping[Word, int] = field(default_factory=dict)
    two_lanes: bool = False

    def in_one_lane_or_two(self) -> Iterator["_Grid"]:
        """The map, and if a cell of it is crowded, the same map with two lanes in that column."""
        yield self
        if self._wide and any(self._fullest(each) > CROWDED for each in self._columns):
            yield replace(self, two_lanes=True)

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

    def _fullest(self, support: Support | None) -> int:
        """How many people the fullest cell of a column has."""
        groups = groupby((row for row in self.people if row.person.support == support), lambda row: row.group)
        return max((len(list(rows)) for _, rows in groups), default=0)

    def _count(self, support: Support | None) -> int:
        return sum(row.person.support == support for row in self.people)

    @cached_property
    def _places(self) -> tuple[_Column, ...]:
        """The place of each column: the more people it has, the wider it is, and no head breaks a word."""
        left = self._label_width if self._wide else 0.0
        whole = self.width - left - self._gap * (len(self._columns) - 1)
        lanes = [2 if self.two_lanes and self._fullest(each) > CROWDED else 1 for each in self._columns]
        parts = [number * self._part(each) for number, each in zip(lanes, self._columns, strict=True)]
        widths = _shared(whole, parts, self._least_widths if self._wide else [0.0] * len(parts))
        starts = accumulate((width + self._gap for width in widths[:-1]), initial=left)
        return tuple(map(_Column, starts, widths, lanes))

    def _part(self, support: Support | None) -> float:
        """The width of a lane of a column, in relation to the others."""
        if not self._wide:
            return 1.0
        count = self._count(support)
        return 1.0 + EACH * min(count, MOST_COUNTED) if count else NOBODY

    @cached_property
    def _least_widths(self) -> list[float]:
        """The least widths of the columns, in which their heads break no word."""
        style = self.context.style
        return [name.longest_stretch(style) * 1.02 + 2.5 * PAD + count for name, _, count in self._heads]

    @property
    def _margin(self) -> float:
        """The space at the left and right of a cell's cards."""
        return 5.0 if self._wide else 2.0

    @cached_property
    def _bands(self) -> tuple[_Band, ...]:
        return tuple(self._band(list(rows)) for _, rows in groupby(self.people, lambda row: row.group))

    def _band(self, rows: Sequence[PowerMapRow]) -> _Band:
        cells = tuple(
            self._cell([row for row in rows if row.person.support == support], place)
            for support, place in zip(self._columns, self._places, strict=True)
        )
        label = self._label(rows)
        highest = max(cell.height for cell in cells)
        beside = height_of(label, self._label_width - 2 * PAD, self.context.style) if self._wide else 0.0
        return _Band(label, cells, max(highest + 2 * PAD * self.form.padding, beside + 2 * PAD))

    def _cell(self, rows: Sequence[PowerMapRow], place: _Column) -> ItemGroup:
        """The cards of a cell in the lanes of its column, line by line."""
        limit = place.lanes * self.limits.get(rows[0].group, self.form.limit) if rows else 0
        shown = rows if len(rows) <= limit else rows[: max(limit - 1, 0)]
        inner = place.width - 2 * self._margin
        width = (inner - CARD_GAP * (place.lanes - 1)) / place.lanes
        cards = PowerCards(self.form, width, self.context)
        groups = [*map(cards.card, shown), *([cards.more(len(rows) - len(shown))] if len(shown) < len(rows) else [])]
        lines = [groups[at : at + place.lanes] for at in range(0, len(groups), place.lanes)]
        return stacked([beside(line, width + CARD_GAP) for line in lines], CARD_GAP * self.form.padding)

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
        count = self._count(support)
        return (
            Paragraph((letter, name), sizes.small, colour=shown.ink),
            Paragraph((Run(str(count), bold=True),), sizes.small, colour=shown.ink, align="right"),
        )

    @cached_property
    def _heads(self) -> list[tuple[Paragraph, Paragraph, float]]:
        """The texts of each column's head, and the width of its count."""
        return [(*head, frame_width(head[1], self.context)) for head in map(self._head, self._columns)]

    @cached_property
    def _head_height(self) -> float:
        style = self.context.style
        widths = [
            place.width - 2.5 * PAD - count for place, (_, _, count) in zip(self._places, self._heads, strict=True)
        ]
        return max(name.height(width, style) for (name, _, _), width in zip(self._heads, widths, strict=True)) + PAD

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
        return self.form.name == "small" or not any(cell.breaks for band in self._bands for cell in band.cells)

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
        for support, (name, count, count_width), place in zip(self._columns, self._heads, self._places, strict=True):
            height = self._head_height - PAD
            yield Box(place.x, 0, place.width, self._head_height, stance(support).fill)
            yield TextItem(place.x + PAD, PAD / 2, place.width - 2.5 * PAD - count_width, height, (name,), "middle")
            right = place.x + place.width - PAD - count_width
            yield TextItem(right, PAD / 2, count_width, height, (count,), "middle")

    def _band_items(self, band: _Band, top: float) -> Iterator[Item]:
        for place, cell in zip(self._places, band.cells, strict=True):
            yield Box(place.x, top, place.width, band.height + self.stretch, "grey4")
            yield from cell.at(place.x + self._margin, top + PAD * self.form.padding)

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
    counts = Counter((row.group, row.person.support) for row in grid.people)
    most = {group: max(n for (each, _), n in counts.items() if each == group) for group, _ in counts}
    for limit in range(grid.form.limit + 1, max(most.values()) + 1):
        for group in (each for each, count in most.items() if count >= limit):
            larger = replace(grid, limits={**grid.limits, group: limit})
            if larger.height <= height:
                grid = larger
    return grid


def _shared(whole: float, parts: Sequence[float], least: Sequence[float]) -> list[float]:
    """A width in points by parts; who would get less than the least gets that, and the others share the rest."""
    held: dict[int, float] = {}
    while len(held) < len(parts):
        unit = (whole - sum(held.values())) / sum(part for at, part in enumerate(parts) if at not in held)
        short = [at for at, part in enumerate(parts) if at not in held and part * unit < least[at]]
        if not short:
            return [held.get(at, part * unit) for at, part in enumerate(parts)]
        held |= {at: least[at] for at in short}
    # Where all heads are too long, the columns have equal parts of the width.
    return [whole / len(parts)] * len(parts)
