"""A sheet of people and a room go in; the arrangement that fits comes out, in the plainest form that does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

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

CLEAR = 10.0
MOST_ROWS = 40


@dataclass(frozen=True)
class FittedSheet:
    """A sheet at its places in a frame as wide as the room.

    `height` is the whole frame's, `drawn_height` without a legend below; `panel` is where a legend stands in a corner.
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
        """Where nothing else may stand."""
        return [*self.arrangement.rects(), *([self.panel] if self.panel else [])]

    def lines(self, *, reporting: bool = False) -> list[Line]:
        """The connectors, all or those of the hierarchy."""
        places = _places(self.arrangement)
        return [line(link, self.arrangement, places) for link in self._links(reporting=reporting)]

    def paths(self, *, reporting: bool = False) -> list[Polyline]:
        """The points of the connectors."""
        places = _places(self.arrangement)
        return [path(link, self.arrangement, places) for link in self._links(reporting=reporting)]

    def _links(self, *, reporting: bool) -> list[Connector]:
        return [link for link in self.arrangement.links if link.manner != "beside" or not reporting]

    def stubs(self, cards: PersonCards) -> list[Item]:
        """The boxes of people drawn elsewhere."""
        spacing = self.arrangement.spacing
        return [cards.stub(stub, spacing.width, spacing.stub) for stub in self.arrangement.stubs]


@dataclass(frozen=True)
class CardPlacement:
    """What sheets are fitted with: cards, a room, and the legend that the first sheet must show.

    `widest` is the width that cards may have at most; without it they are as wide as their words like it.
    """

    cards: PersonCards
    region: Region
    legend: Legend
    title_height: float = 0.0
    widest: float = 0.0

    def whole(self, people: Sequence[Any]) -> list[FittedSheet] | None:
        """The one sheet that shows everybody, where there is such."""
        whole = self.fitted(PeopleSheet(*trees(people)))
        return [whole] if whole else None

    def sheets(self, people: Sequence[Any]) -> list[FittedSheet] | None:
        """The sheets that show everybody; nothing where somebody's words are too much for any card in the room."""
        if whole := self.whole(people):
            return whole
        roots, aside = trees(people)
        if self.cannot_fit(people):
            return None
        parts = divided(roots, self.fits)
        every = with_aside(parts, aside, self.fits) if parts is not None else None
        if every is None:
            return None
        first = self.fitted(every[0], first=True) or self._without_legend(every[0])
        alike = replace(self, widest=first.arrangement.spacing.width)
        others = (alike.fitted(sheet, first=False) or self._without_legend(sheet) for sheet in every[1:])
        return [first, *others]

    def fits(self, sheet: PeopleSheet) -> bool:
        """Whether a sheet can be drawn in the room."""
        return self.fitted(sheet) is not None

    def cannot_fit(self, people: Sequence[Any]) -> bool:
        """Whether somebody fits no card of any width."""
        region = self.height - min(self.cards.downs) - 2 * self.cards.margin
        widths = self.cards.widths(people, self.region.width - 2 * self.cards.margin)
        return any(min(self.cards.card_height([person], width) for width in widths) > region for person in people)

    @property
    def height(self) -> float:
        """The height that a drawing may have."""
        return max(self.region.height, LEAST_HEIGHT)

    def heading(self, sheet: PeopleSheet) -> list[Flow]:
        """The title of a sheet that is one of several: the people at its tops."""
        if not sheet.headed:
            return []
        wording, sizes = self.cards.context.wording, self.cards.context.style.theme.sizes
        names = wording.listed(wording.names(root.person.name) for root in sheet.roots)
        runs = [Run(names or wording.term("word.outside_hierarchy"), bold=True)]
        if sheet.part:
            runs.append(Run(f"\u2002{sheet.part}", colour="muted"))
        return [Paragraphs((Paragraph(tuple(runs), sizes.dense, role="block_title"),), keep=True)]

    def fitted(self, sheet: PeopleSheet, *, first: bool | None = None) -> FittedSheet | None:
        """A sheet in the first arrangement that fits; the `first`, or else one without a title, needs a legend."""
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
        """The sheet that fits only as long as it has no legend."""
        found = self.fitted(sheet, first=False)
        assert found is not None
        return found

    def _spacings(self, sheet: PeopleSheet, height: float) -> Iterator[Spacing]:
        """Sizes and forms, the best first, without those that cannot fit for their number or their levels alone."""
        people = sheet.people
        levels = max((root.levels for root in sheet.roots), default=1)
        widths = self.cards.widths(people, self.region.width - 2 * self.cards.margin)
        if self.widest:
            widths = [self.widest, *(width for width in widths if width < self.widest)]
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
        """Whether so many cards fit at all, were they packed."""
        step = spacing.height + spacing.between
        packed = count * (spacing.width + spacing.across) * step
        return packed <= (self.region.width + spacing.across) * (height + step)

    def _placed(
        self, sheet: PeopleSheet, found: Arrangement, height: float, *, needs_legend: bool
    ) -> FittedSheet | None:
        """The arrangement in the middle of the room, with the legend in a free corner or below it."""
        margin, width = self.cards.margin, self.region.width
        placed = found.moved((width - found.width) / 2, self.cards.above(sheet) + margin)
        drawn = placed.height + margin
        if drawn > height + 0.01:
            return None
        repeated = not needs_legend and self.cards.context.style.medium == "report"
        if repeated or not self.legend.entries:
            return FittedSheet(sheet, placed, width, drawn, drawn)
        if corner := self.legend.corner(width, drawn, self._free(placed)):
            x, y, rows = corner
            wide, high = self.legend.size(rows)
            panel = x, y, x + wide, y + high
            return FittedSheet(sheet, placed, width, drawn, drawn, tuple(self.legend.panel(x, y, rows)), panel)
        under = drawn + self.legend.height(width)
        if under <= height + 0.01:
            return FittedSheet(sheet, placed, width, under, drawn, tuple(self.legend.under(drawn, width)))
        return None if needs_legend else FittedSheet(sheet, placed, width, drawn, drawn)

    def _free(self, placed: Arrangement) -> Callable[[Bounds], bool]:
        """Whether a rectangle is clear of cards, connectors and grounds."""
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
    """The least height of cards in so many levels, or with lists as long as they may be."""
    step = spacing.height + spacing.between
    if spacing.rows == 1:
        return levels * (spacing.height + spacing.down) - spacing.down
    return (min(levels, 2) if spacing.rows == 2 else spacing.rows) * step - spacing.between


def _segments(placed: Arrangement) -> list[Bounds]:
    """The straight parts of the connectors, as rectangles without width."""
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


def _places(placed: Arrangement) -> dict[Any, CardPosition | Stub]:
    """What connectors lead to, by the keys of their links."""
    places: dict[Any, CardPosition | Stub] = {position.person.id: position for position in placed.positions}
    return places | {stub_key(stub.branch.person.id): stub for stub in placed.stubs}


def path(link: Connector, placed: Arrangement, places: dict[Any, CardPosition | Stub]) -> Polyline:
    """The points of a connector."""
    spacing, upper = placed.spacing, places[link.upper]
    middle, bottom = upper.x + spacing.width / 2, upper.y + spacing.height
    bus = bottom + spacing.down / 2
    lower = places[link.lower]
    side = lower.y + spacing.height / 2
    match link.manner:
        case "hung":
            trunk = upper.x + (STRIP + BORDER) / 2
            return [(trunk, bottom - BORDER), (trunk, side), (lower.x, side)]
        case "column":
            return [(middle, bottom), (middle, bus), (link.trunk, bus), (link.trunk, side), (lower.x, side)]
        case "beside":
            return [(upper.x + spacing.width, side), (lower.x, side)]
        case _:
            end = lower.x + spacing.width / 2
            if abs(end - middle) < 0.05:
                return [(middle, bottom), (end, lower.y)]
            return [(middle, bottom), (middle, bus), (end, bus), (end, lower.y)]


def line(link: Connector, placed: Arrangement, places: dict[Any, CardPosition | Stub]) -> Line:
    """A connector: glued wherever its ends are the middles of sides."""
    points = path(link, placed, places)
    (x1, y1), (x2, y2) = points[0], points[-1]
    match link.manner:
        case "column":
            return Line(x1, y1, x2, y2, through=tuple(points[1:-1]))
        case "hung":
            start = Glue(f"{link.upper}:strip", "bottom")
            return Line(x1, y1, x2, y2, elbow=True, start=start, end=Glue(link.lower, "left"))
        case "beside":
            return Line(x1, y1, x2, y2, dashed=True, start=Glue(link.upper, "right"), end=Glue(link.lower, "left"))
        case _:
            start, end = Glue(link.upper, "bottom"), Glue(link.lower, "top")
            return Line(x1, y1, x2, y2, elbow=len(points) > 2, start=start, end=end)
