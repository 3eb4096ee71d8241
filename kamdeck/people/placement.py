"""Fits sheets of people and their legend into a region: the largest and simplest arrangement that fits is taken."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kamdeck.diagrams.bounds import Bounds, Polyline
from kamdeck.diagrams.hulls import touch
from kamdeck.document import LEAST_HEIGHT, Region
from kamdeck.flow import FLOW_GAP, Flow, Glue, Item, Line, Paragraph, Paragraphs, Run
from kamdeck.people.arrangement import (
    BORDER,
    STRIP,
    Arrangement,
    CardPosition,
    Connector,
    Spacing,
    Stub,
    arrange,
    stub_key,
)
from kamdeck.people.hierarchy import PeopleSheet, divided, trees, with_aside
from kamdeck.people.people_legend import Legend
from kamdeck.people.person_card import WIDEST, PersonCards
from kamdeck.people.person_row import PersonRow

CLEAR = 10.0
"""The least distance, in points, between a legend in a corner and cards or connectors."""
MOST_ROWS = 40
"""The length up to which lists of cards are tried; the height of the region ends the search much earlier."""


@dataclass(frozen=True)
class FittedSheet:
    """A sheet whose cards have their final positions, in a frame as wide as the region.

    `height` includes a legend below the drawing, `drawn_height` does not. `panel` is the bounds of a legend in a
    corner.
    """

    sheet: PeopleSheet
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

    def stubs(self, cards: PersonCards) -> list[Item]:
        """The boxes that refer to people drawn on another sheet."""
        spacing = self.arrangement.spacing
        return [cards.stub(stub, spacing.width, spacing.stub) for stub in self.arrangement.stubs]


@dataclass(frozen=True)
class CardPlacement:
    """Fits sheets of cards into a region; the first sheet has to show the legend.

    `title_height` is the height of the block's title above. `widest` limits the width of cards, so that all sheets
    have cards of one size; 0 sets no limit.
    """

    cards: PersonCards
    region: Region
    legend: Legend
    title_height: float = 0.0
    widest: float = 0.0

    def whole(self, people: Sequence[PersonRow]) -> list[FittedSheet] | None:
        """The one sheet that shows everybody, as a list; None where they do not fit."""
        whole = self.fitted(PeopleSheet(*trees(people)))
        return [whole] if whole else None

    def sheets(self, people: Sequence[PersonRow]) -> list[FittedSheet] | None:
        """The sheets that show everybody; None where the texts of some person fit no card in the region."""
        if whole := self.whole(people):
            return whole
        roots, aside = trees(people)
        if self.cannot_fit(people):
            return None
        parts = divided(roots, self.fits)
        every = with_aside(parts, aside, self.fits) if parts is not None else None
        if every is None:
            return None
        # A legend that does not fit is left out rather than a person.
        first = self.fitted(every[0], first=True) or self._without_legend(every[0])
        # Cards of later sheets are not wider than those of the first, so that the sheets look alike.
        alike = replace(self, widest=first.arrangement.spacing.width)
        others = (alike.fitted(sheet, first=False) or self._without_legend(sheet) for sheet in every[1:])
        return [first, *others]

    def fits(self, sheet: PeopleSheet) -> bool:
        """Whether a sheet fits the region."""
        return self.fitted(sheet) is not None

    def cannot_fit(self, people: Sequence[PersonRow]) -> bool:
        """Whether the texts of some person fit no card of any width."""
        available = self.height - min(self.cards.downs) - 2 * self.cards.margin
        widths = self.cards.widths(people, self.region.width - 2 * self.cards.margin)
        return any(min(self.cards.card_height([person], width) for width in widths) > available for person in people)

    @property
    def height(self) -> float:
        """The height that a drawing may have, in points."""
        return max(self.region.height, LEAST_HEIGHT)

    def heading(self, sheet: PeopleSheet) -> list[Flow]:
        """The title of a sheet that is one of several: the names of the people at its tops."""
        if not sheet.headed:
            return []
        wording, sizes = self.cards.context.wording, self.cards.context.style.theme.sizes
        names = wording.listed(wording.names(root.person.name) for root in sheet.roots)
        runs = [Run(names or wording.term("word.outside_hierarchy"), bold=True)]
        if sheet.part:
            runs.append(Run(f"\u2002{sheet.part}", colour="muted"))
        return [Paragraphs((Paragraph(tuple(runs), sizes.dense, role="block_title"),), keep_with_next=True)]

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
        for spacing in self._spacings(sheet, height):
            found = arrange(sheet, spacing, width, height)
            placed = self._placed(sheet, found, height, needs_legend=needs_legend) if found else None
            if placed:
                return placed
        return None

    def _without_legend(self, sheet: PeopleSheet) -> FittedSheet:
        """The sheet without a legend, where it does not fit with one."""
        found = self.fitted(sheet, first=False)
        assert found is not None
        return found

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
            sizes = [each for width in some for each in self.cards.spacings(sheet, width)]
            for rows in range(1, MOST_ROWS):
                tried = [replace(each, rows=rows) for each in sizes]
                low = [each for each in tried if _lowest(levels, each) <= height]
                yield from (each for each in low if self._roomy(len(people), each, height))
                if not low:
                    break

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
            return FittedSheet(sheet, placed, width, drawn, drawn)
        if corner := self.legend.corner(width, drawn, self._free(placed)):
            x, y, rows = corner
            panel_width, panel_height = self.legend.size(rows)
            panel = x, y, x + panel_width, y + panel_height
            return FittedSheet(sheet, placed, width, drawn, drawn, tuple(self.legend.panel(x, y, rows)), panel)
        under = drawn + self.legend.height(width)
        if under <= height + 0.01:
            return FittedSheet(sheet, placed, width, under, drawn, tuple(self.legend.under(drawn, width)))
        # A later sheet would only repeat the legend, and does without it where it does not fit.
        return None if needs_legend else FittedSheet(sheet, placed, width, drawn, drawn)

    def _free(self, placed: Arrangement) -> Callable[[Bounds], bool]:
        """A function that answers whether a rectangle is clear of cards, connectors and outlines."""
        taken = [*placed.rects(), *_segments(placed)]
        clear = max(CLEAR, self.cards.margin + 2)
        grounds = self.cards.grounds(placed)

        def free(rect: Bounds) -> bool:
            wider = rect[0] - 4, rect[1] - 4, rect[2] + 4, rect[3] + 4
            return not any(_meet(rect, each, clear) for each in taken) and not any(
                touch(each, wider) for each in grounds
            )

        return free


def _lowest(levels: int, spacing: Spacing) -> float:
    """A lower bound of the height of cards in that many levels, with lists as long as they may be."""
    step = spacing.height + spacing.between
    if spacing.rows == 1:
        return levels * (spacing.height + spacing.down) - spacing.down
    return (min(levels, 2) if spacing.rows == 2 else spacing.rows) * step - spacing.between


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
    return places | {stub_key(stub.branch.person.id): stub for stub in placed.stubs}


def path(link: Connector, placed: Arrangement, places: dict[str, CardPosition | Stub]) -> Polyline:
    """The points of a connector."""
    spacing, upper = placed.spacing, places[link.upper]
    middle, bottom = upper.x + spacing.width / 2, upper.y + spacing.height
    # Half-way between two levels, so that the connectors of all reports share one horizontal line.
    bus = bottom + spacing.down / 2
    lower = places[link.lower]
    side = lower.y + spacing.height / 2
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
