"""Fits sheets of people and their legend into a region: the largest and simplest arrangement that fits is taken."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kamdeck.dataclass import dataclass
from kamdeck.diagrams.bounds import Bounds, Point, Polyline
from kamdeck.diagrams.hulls import touch
from kamdeck.document import LEAST_HEIGHT, Region
from kamdeck.flow import FLOW_GAP, Flow, Glue, Item, Line, Paragraph, Paragraphs, Run
from kamdeck.people.arrangement import (
    BORDER,
    STRIP,
    Arrangement,
    Arranger,
    CardPosition,
    Connector,
    Stub,
)
from kamdeck.people.hierarchy import Outside, PeopleSheet, balanced, divided, trees, with_aside
from kamdeck.people.people_legend import Legend
from kamdeck.people.person_card import WIDEST, PersonCards
from kamdeck.people.selection import ShownPeople
from kamdeck.people.tree_sizes import Spacing
from kamdeck.text.ellipsis import shortened

CLEAR = 10.0
"""The least distance, in points, between a legend in a corner and cards or connectors."""
MOST_HEADING_LINES = 2
"""The lines of a sheet's title, which names the people at its tops; they stand on the sheet as well."""
MOST_SHEETS = 3
"""Cards are as small as it takes to have no more sheets than this, if the smallest ones allow it."""
LOWEST = 110.0
"""The height, in points, of a drawing in a region that is even lower: cards of three lines below a title."""
ROWS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36)
"""The lengths of lists of cards to try; the height of the region ends the search much earlier."""
PACKED = 0.7
"""The share of the area of sheets that cards take at most, as trees leave some of it free."""


@dataclass(frozen=True)
class FittedSheet:
    """A sheet whose cards have their final positions, in a frame as wide as the region.

    `height` includes a legend below the drawing, `drawn_height` does not. `panel` is the bounds of a legend in a
    corner.
    """

    sheet: PeopleSheet
    cards: PersonCards
    arrangement: Arrangement
    width: float
    height: float
    drawn_height: float
    legend: tuple[Item, ...] = ()
    panel: Bounds | None = None

    @property
    def taken(self) -> list[Bounds]:
        """The bounds of everything that must not be covered."""
        return [*self.arrangement.rects(), *([self.panel] if self.panel else [])]

    def lines(self, *, reporting: bool = False) -> list[Line]:
        """The connectors; with `reporting`, only those of the hierarchy."""
        places = _places(self.arrangement)
        return [line(link, self.arrangement, places) for link in self._links(reporting=reporting)]

    def paths(self, *, reporting: bool = False) -> list[Polyline]:
        """The points of the connectors; with `reporting`, only of those of the hierarchy."""
        places = _places(self.arrangement)
        return [path(link, self.arrangement, places) for link in self._links(reporting=reporting)]

    def _links(self, *, reporting: bool) -> list[Connector]:
        return [link for link in self.arrangement.links if link.kind != "beside" or not reporting]

    def shown(self) -> list[Item]:
        """The cards, and the boxes of notes about people who are not drawn on this sheet."""
        spacing, cards = self.arrangement.spacing, self.cards
        items = [
            item
            for position in self.arrangement.positions
            for item in cards.items(position, spacing.width, spacing.height)
        ]
        return [*items, *(cards.stub(stub, spacing.width, spacing.stub) for stub in self.arrangement.stubs)]


@dataclass(frozen=True)
class CardPlacement:
    """Fits sheets of cards into a region; the first sheet has to show the legend.

    `title_height` is the height of the block's title above. `widest` limits the width of cards, so that all sheets
    have cards of one size; 0 sets no limit. `tight` tries the smallest gaps between levels only.
    """

    cards: PersonCards
    region: Region
    legend: Legend
    title_height: float = 0.0
    widest: float = 0.0
    tight: bool = False

    def whole(self, selection: ShownPeople) -> list[FittedSheet] | None:
        """The one sheet that shows everybody, as a list; None where they do not fit."""
        roots, outside = trees(selection)
        whole = self.fitted(PeopleSheet(roots, outside.people, omitted=outside.omitted))
        return [whole] if whole else None

    def divided(self, selection: ShownPeople, most: int = 0) -> list[PeopleSheet] | None:
        """The sheets that show everybody; None where they would be more than `most`, or some card fits none."""
        if most and not self._roomy_enough(selection, most):
            return None
        roots, outside = trees(selection)
        # Whatever fits with the usual gaps fits with smaller ones, and trying both would take twice as long.
        fits = replace(self, tight=True).fits
        parts = divided(roots, fits, most)
        every = with_aside(balanced(parts, fits), outside, fits) if parts is not None else None
        return None if every is None or (most and len(every) > most) else every

    def in_rows(self, selection: ShownPeople) -> list[PeopleSheet] | None:
        """Sheets with everybody side by side, without the hierarchy; None where a single card is too big."""
        everybody = Outside(selection.people, sum(selection.omitted.values()))
        return with_aside((), everybody, replace(self, tight=True).fits)

    def each(self, sheets: Sequence[PeopleSheet], *, first: bool) -> list[FittedSheet] | None:
        """Every one of the sheets, with cards no wider than those of the first of them; None where one does not fit."""
        found: list[FittedSheet] = []
        for sheet in sheets:
            widest = found[0].arrangement.spacing.width if found else 0.0
            # A sheet with longer texts may need wider cards after all.
            fitted = replace(self, widest=widest).fitted(sheet, first=first) or self.fitted(sheet, first=first)
            if fitted is None:
                return None
            found.append(fitted)
        return found

    def fits(self, sheet: PeopleSheet) -> bool:
        """Whether a sheet fits the region."""
        return self.fitted(sheet) is not None

    @property
    def height(self) -> float:
        """The height that a drawing may have, in points."""
        return max(self.region.height, LOWEST if self.region.entire else LEAST_HEIGHT)

    def heading(self, sheet: PeopleSheet) -> list[Flow]:
        """The title of a sheet that is one of several: the names of the people at its tops."""
        if not sheet.headed:
            return []
        wording, style = self.cards.context.wording, self.cards.context.style
        names = wording.listed(wording.names(root.person.name) for root in sheet.roots)
        part = (Run(f"\u2002{sheet.part}", colour="muted"),) if sheet.part else ()

        def written(text: str) -> Paragraph:
            return Paragraph((Run(text, bold=True), *part), style.theme.sizes.dense, role="block_title")

        def fits(text: str) -> bool:
            return len(written(text).lines(self.region.width, style.typeface)) <= MOST_HEADING_LINES

        words = shortened(names or wording.term("word.outside_hierarchy"), fits)
        return [Paragraphs((written(words),), keep_with_next=True)]

    def fitted(self, sheet: PeopleSheet, *, first: bool | None = None) -> FittedSheet | None:
        """A sheet in the first arrangement that fits, or None.

        The `first` sheet must have the legend; where `first` is None, that is a sheet without a title.
        """
        needs_legend = not sheet.headed if first is None else first
        heading = sum(
            flow.height(self.region.width, self.cards.context.style) + FLOW_GAP for flow in self.heading(sheet)
        )
        height = self.height - heading - self.title_height
        width = self.region.width - 2 * self.cards.margin
        arranger = Arranger(sheet, width, height)
        for spacing in self._spacings(sheet, height):
            found = arranger.arranged(spacing)
            placed = self._placed(sheet, found, height, needs_legend=needs_legend) if found else None
            if placed:
                return placed
        return None

    def _spacings(self, sheet: PeopleSheet, height: float) -> Iterator[Spacing]:
        """Sizes and gaps to try, the best first, without those that are too large by the number of people or levels."""
        people = sheet.people
        levels = max((root.levels for root in sheet.roots), default=1)
        widths = self.cards.widths(people, self.region.width - 2 * self.cards.margin)
        if self.widest:
            widths = [self.widest, *(width for width in widths if width < self.widest)]
        # Wider cards are for long texts only: they are tried after all arrangements of the usual widths.
        usual = [width for width in widths if width <= max(widths[0], WIDEST)]
        for some in (usual, widths[len(usual) :]):
            sizes = [each for width in some for each in self.cards.spacings(sheet, width)[-1 if self.tight else 0 :]]
            for rows in ROWS:
                tried = [replace(each, rows=rows) for each in sizes]
                low = [each for each in tried if _lowest(levels, each) <= height]
                yield from (each for each in low if self._roomy(len(people), each, height))
                if not low:
                    break

    def _roomy_enough(self, selection: ShownPeople, most: int) -> bool:
        """Whether so many sheets are large enough for the cards of a selection; false saves trying to divide it."""
        people, form = selection.people, self.cards.form
        width = min(self.cards.widths(people, self.region.width - 2 * self.cards.margin))
        cell = (width + form.across) * (self.cards.card_height(people, width) + form.between)
        return len(people) * cell <= most * self.region.width * self.height * PACKED

    def _roomy(self, count: int, spacing: Spacing, height: float) -> bool:
        """Whether the region is large enough for that many cards, packed without regard to the tree."""
        step = spacing.height + spacing.between
        # Only areas are compared. Cards without enough area cannot be arranged at all, so no arrangement is tried.
        packed = count * (spacing.width + spacing.across) * step
        return packed <= (self.region.width + spacing.across) * (height + step)

    def _placed(
        self, sheet: PeopleSheet, found: Arrangement, height: float, *, needs_legend: bool
    ) -> FittedSheet | None:
        """The arrangement centred in the region, the legend in a free corner or below; None where it is too high."""
        margin, width = self.cards.margin, self.region.width
        placed = found.moved((width - found.width) / 2, self.cards.above(sheet) + margin)
        drawn = placed.height + margin
        if drawn > height + 0.01:
            return None
        repeated = not needs_legend and self.region.legend_once
        if repeated or not self.legend.entries:
            return FittedSheet(sheet, self.cards, placed, width, drawn, drawn)
        if corner := self.legend.corner(width, drawn, self._free(placed)):
            x, y, rows = corner
            panel_width, panel_height = self.legend.size(rows)
            panel = x, y, x + panel_width, y + panel_height
            items = tuple(self.legend.panel(x, y, rows))
            return FittedSheet(sheet, self.cards, placed, width, drawn, drawn, items, panel)
        under = drawn + self.legend.height(width)
        if under <= height + 0.01:
            return FittedSheet(sheet, self.cards, placed, width, under, drawn, tuple(self.legend.under(drawn, width)))
        # A later sheet would only repeat the legend, and does without it where it does not fit.
        return None if needs_legend else FittedSheet(sheet, self.cards, placed, width, drawn, drawn)

    def _free(self, placed: Arrangement) -> Callable[[Bounds], bool]:
        """A function that answers whether a rectangle is clear of cards, connectors and outlines."""
        taken = [*placed.rects(), *_segments(placed)]
        clear = max(CLEAR, self.cards.margin + 2)

        # Outlines take longer than all other tests, and most corners have a card.
        @cache
        def grounds() -> list[list[Point]]:
            return self.cards.grounds(placed)

        def free(rect: Bounds) -> bool:
            wider = rect[0] - 4, rect[1] - 4, rect[2] + 4, rect[3] + 4
            return not any(_meet(rect, each, clear) for each in taken) and not any(
                touch(each, wider) for each in grounds()
            )

        return free


def whole_sheet(placements: Sequence[CardPlacement], selection: ShownPeople) -> list[FittedSheet]:
    """The one sheet that shows a selection of people in the first of the placements that holds it; empty if none does.

    Placements are in order from the largest cards to the smallest.
    """
    return next(filter(None, (placing.whole(selection) for placing in placements)), [])


def fitted_sheets(placements: Sequence[CardPlacement], selection: ShownPeople) -> list[FittedSheet]:
    """The sheets that show a selection of people in the first of the placements that holds them.

    Placements are in order from the largest cards to the smallest. One sheet with small cards is preferred to several
    with larger ones, and so are `MOST_SHEETS` to more.
    """
    sheets = possible_sheets(placements, selection)
    assert sheets is not None
    return sheets


def possible_sheets(placements: Sequence[CardPlacement], selection: ShownPeople) -> list[FittedSheet] | None:
    """The same, or None where the height of the placements is too small for the smallest cards."""
    if whole := whole_sheet(placements, selection):
        return whole
    smallest = placements[-1]
    # A legend that does not fit is left out rather than a person.
    bare = replace(smallest, legend=replace(smallest.legend, entries=()))
    every = [*placements, bare]
    for placing, most in [*((placing, MOST_SHEETS) for placing in placements), (smallest, 0), (bare, 0)]:
        if sheets := placing.divided(selection, most):
            return _fitted(every, sheets)
    # Where not even a report fits below a superior, cards stand side by side. Names on the smallest cards have a
    # limited height, so that they fit every region.
    sheets = bare.in_rows(selection)
    return _fitted(every, sheets) if sheets is not None else None


def _fitted(placements: Sequence[CardPlacement], sheets: Sequence[PeopleSheet]) -> list[FittedSheet]:
    """The sheets with the largest cards that they hold: those of the first, and those of all later ones, alike."""
    top = next(found for placing in placements if (found := placing.each(sheets[:1], first=True)))
    rest = next(found for placing in placements if (found := placing.each(sheets[1:], first=False)) is not None)
    return [*top, *rest]


def _lowest(levels: int, spacing: Spacing) -> float:
    """A lower bound of the height of cards in that many levels, with lists as long as they may be."""
    step = spacing.height + spacing.between
    if spacing.rows == 1:
        return levels * (spacing.height + spacing.down) - spacing.down
    # Lists that are no longer than the previous length were tried with it.
    longer = ROWS[ROWS.index(spacing.rows) - 1] + 1
    return (min(levels, 2) if spacing.rows == 2 else longer) * step - spacing.between


def _segments(placed: Arrangement) -> list[Bounds]:
    """The straight parts of the connectors, as bounds without width or height."""
    places = _places(placed)
    found = []
    for link in placed.links:
        points = path(link, placed, places)
        for (x1, y1), (x2, y2) in pairwise(points):
            found.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return found


def _meet(one: Bounds, other: Bounds, clear: float) -> bool:
    return (
        one[0] < other[2] + clear
        and other[0] < one[2] + clear
        and one[1] < other[3] + clear
        and other[1] < one[3] + clear
    )


def _places(placed: Arrangement) -> dict[str, CardPosition | Stub]:
    """The cards and stubs that connectors can end at, by the keys of their links."""
    places: dict[str, CardPosition | Stub] = {position.person.id: position for position in placed.positions}
    return places | {stub.note.key: stub for stub in placed.stubs}


def path(link: Connector, placed: Arrangement, places: dict[str, CardPosition | Stub]) -> Polyline:
    """The points of a connector."""
    spacing, upper = placed.spacing, places[link.upper]
    middle, bottom = upper.x + spacing.width / 2, upper.y + spacing.height
    # Half-way between two levels, so that the connectors of all reports share one horizontal line.
    bus = bottom + spacing.down / 2
    lower = places[link.lower]
    side = lower.y + (spacing.stub if isinstance(lower, Stub) else spacing.height) / 2
    match link.kind:
        case "indented":
            # The line starts at the middle of the lower edge of the card's stance strip, where a connector can be
            # glued.
            trunk = upper.x + (STRIP + BORDER) / 2
            return [(trunk, bottom - BORDER), (trunk, side), (lower.x, side)]
        case "column":
            return [(middle, bottom), (middle, bus), (link.trunk, bus), (link.trunk, side), (lower.x, side)]
        case "beside":
            return [(upper.x + spacing.width, side), (lower.x, side)]
        case _:
            end = lower.x + spacing.width / 2
            # A bend of less than a twentieth of a point would be drawn as a kink.
            if abs(end - middle) < 0.05:
                return [(middle, bottom), (end, lower.y)]
            return [(middle, bottom), (middle, bus), (end, bus), (end, lower.y)]


def line(link: Connector, placed: Arrangement, places: dict[str, CardPosition | Stub]) -> Line:
    """A connector as a line, glued to its shapes where it ends in the middle of their sides."""
    points = path(link, placed, places)
    (x1, y1), (x2, y2) = points[0], points[-1]
    match link.kind:
        case "column":
            # Not glued: programs redraw the bends of glued lines, and those of a column would not share a trunk.
            return Line(x1, y1, x2, y2, through=tuple(points[1:-1]))
        case "indented":
            start = Glue(f"{link.upper}:strip", "bottom")
            return Line(x1, y1, x2, y2, elbow=True, start=start, end=Glue(link.lower, "left"))
        case "beside":
            return Line(x1, y1, x2, y2, dashed=True, start=Glue(link.upper, "right"), end=Glue(link.lower, "left"))
        case _:
            start, end = Glue(link.upper, "bottom"), Glue(link.lower, "top")
            return Line(x1, y1, x2, y2, elbow=len(points) > 2, start=start, end=end)
