"""The `relationship_map` block: a hierarchy of people, with lines of influence and the inner circle over it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise

from kamdeck.blocks.row_protocols import InfluenceRow
from kamdeck.components.cells import cell, head_cell
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.bounds import Bounds, Polyline
from kamdeck.diagrams.hulls import crosses
from kamdeck.diagrams.routing import RoutingGrid, zigzag
from kamdeck.document import Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import (
    FLOW_GAP,
    Box,
    Column,
    Drawing,
    Flow,
    Frame,
    Glue,
    Item,
    Line,
    Paragraph,
    Paragraphs,
    Row,
    Run,
    Table,
    TextItem,
)
from kamdeck.model.values import InfluenceKind, PersonId
from kamdeck.people.alternative_text import described
from kamdeck.people.map_card import MapCards
from kamdeck.people.people_legend import (
    Legend,
    LegendEntry,
    box_entry,
    letters_entry,
    line_entry,
    stance_entries,
)
from kamdeck.people.person_card import KeptCards, frame_width
from kamdeck.people.person_row import PersonRow
from kamdeck.people.placed_people import PlacedPeople
from kamdeck.people.placement import CardPlacement, FittedSheet, possible_sheets
from kamdeck.people.selection import ShownPeople, decides, selected_for_map

MOST_LISTED = 3
"""The most lines between drawings that are a text; more of them are a table."""
# The kinds differ in form as well as in colour: an arrow, a double line, and a zigzag (in `_stroke`).
STROKES: dict[str, Line] = {
    "influence": Line(0, 0, 0, 0, "contrast", 1.5, arrow=True),
    "alliance": Line(0, 0, 0, 0, "contrast", 3.0, double=True),
    "conflict": Line(0, 0, 0, 0, "bad", 1.25),
}


@documented(
    """People by whom they report to, with influences, alliances, conflicts and the inner circle.

    Of more than 30 people, it shows those who decide, belong to a circle or have a line of influence, with their
    superiors. Lines between two drawings are listed below the last one. `legend` explains the signs.

    Example:
        relationship_map: {people: profile.people, influence: profile.influence}
    """
)
@dataclass(frozen=True)
class RelationshipMap(PlacedPeople):
    people: Rows[PersonRow] = ()
    influence: Rows[InfluenceRow] = ()
    title: Heading = None
    legend: bool = True

    def _drawn(
        self, placements: Sequence[CardPlacement], sheets: Sequence[FittedSheet], context: RenderContext
    ) -> list[Flow]:
        between = self._between(sheets, context)
        fitted = self._with_place_for(between, placements, sheets, context)
        drawn = [flow for each in fitted for flow in (*placements[0].heading(each.sheet), self._drawing(each))]
        return [*title(self.title, context), *drawn, *between]

    @cached_property
    def _shown(self) -> ShownPeople:
        connected = {end for each in self.influence for end in (each.from_, each.to)}
        return selected_for_map(self.people, connected)

    @cached_property
    def _kept(self) -> KeptCards[MapCards]:
        return KeptCards()

    def _each_size(self, context: RenderContext) -> list[MapCards]:
        return [MapCards(context, self._shown.people, detail) for detail in MapCards.forms]

    def _placements(self, region: Region, context: RenderContext) -> list[CardPlacement]:
        """The placements of cards of each size, the largest first; none without people."""
        if not self.people:
            return []
        height = height_taken(title(self.title, context), region, context)
        legend = Legend(tuple(self._entries(self._shown.people, context)) if self.legend else (), context)
        return [CardPlacement(cards, region, legend, height) for cards in self._kept.of(context, self._each_size)]

    def _drawing(self, fitted: FittedSheet) -> Drawing:
        """The drawing of a sheet: from back to front the circle, reporting lines, lines of influence and cards."""
        cards = fitted.cards
        reporting = fitted.lines(reporting=True)
        drawn, paths = _influence_lines(fitted, self.influence)
        shapes = cards.grounds(fitted.arrangement)
        # The label must not cover the outline, so the outline is closed and avoided like a line.
        circle, edges = _circle(shapes), [[*shape, shape[0]] for shape in shapes]
        label = _circle_label(fitted, circle, [*fitted.paths(reporting=True), *paths, *edges], cards.context)
        items: list[Item] = [*circle, *reporting, *drawn, *label, *fitted.shown(), *fitted.legend]
        return Drawing(Frame(fitted.width, fitted.height, tuple(items)), self._alt(fitted, cards.context))

    def _alt(self, fitted: FittedSheet, context: RenderContext) -> str:
        wording = context.wording
        names: dict[PersonId | None, str] = {person.id: wording.names(person.name) for person in fitted.sheet.people}
        text = described(fitted, "topic.relationships", context)
        for each in self.influence:
            ends = names.get(each.from_, ""), names.get(each.to, "")
            more = wording.joined((ends[0], wording.say(each.kind), ends[1]), "dash")
            # Screen readers cannot pause in an alternative text, so it stays short.
            if each.from_ in names and each.to in names and len(text) + len(more) < 700:
                text += wording.separator("semicolon") + more
        return text

    # -- lines between drawings ------------------------------------------------------------------------------------

    def _with_place_for(
        self,
        lost: list[Flow],
        placements: Sequence[CardPlacement],
        sheets: Sequence[FittedSheet],
        context: RenderContext,
    ) -> Sequence[FittedSheet]:
        """The sheets, of which the last leaves room for the lines that no drawing shows, if it can."""
        if not lost:
            return sheets
        width = placements[0].region.width
        height = sum(flow.height(width, context.style) + FLOW_GAP for flow in lost)
        lower = [replace(each, title_height=each.title_height + height) for each in placements]
        again = possible_sheets(lower, self._shown) or []
        same = [each.sheet for each in again] == [each.sheet for each in sheets]
        return [*sheets[:-1], again[-1]] if same else sheets

    def _between(self, sheets: Sequence[FittedSheet], context: RenderContext) -> list[Flow]:
        """The lines of influence that no drawing shows: a few as texts, more as a table."""
        drawn = [{person.id for person in fitted.sheet.people} for fitted in sheets]
        lost = [each for each in self.influence if not any({each.from_, each.to} <= names for names in drawn)]
        return (self._listed if len(lost) <= MOST_LISTED else self._table)(lost, context) if lost else []

    def _listed(self, lines: Sequence[InfluenceRow], context: RenderContext) -> list[Flow]:
        wording, size = context.wording, context.style.theme.sizes.dense
        texts = []
        for line in lines:
            start, end = self._ends(line, context)
            texts.append(wording.joined((start, wording.say(line.kind), end), "dash"))
        label = Run(wording.labelled(wording.terms_of("topic.relations_between"), ""), bold=True)
        listed = Run(wording.joined(texts, "semicolon"))
        return [Paragraphs((Paragraph((label, listed), size),))]

    def _table(self, lines: Sequence[InfluenceRow], context: RenderContext) -> list[Flow]:
        wording, sizes = context.wording, context.style.theme.sizes
        head = Paragraph(
            (Run(wording.terms_of("topic.relations_between"), bold=True),), sizes.dense, role="block_title"
        )
        keys = ("field.from", "field.kind", "field.to")
        rows = []
        for line in lines:
            start, end = self._ends(line, context)
            rows.append(Row(tuple(cell(each, context) for each in (start, line.kind, end))))
        header = Row(tuple(head_cell(wording.terms_of(key), context) for key in keys))
        columns = (Column(share=2), Column(share=1), Column(share=2))
        return [
            Paragraphs((head,), keep_with_next=True),
            Table(columns, header, tuple(rows), wording.term("topic.relations_between")),
        ]

    def _ends(self, line: InfluenceRow, context: RenderContext) -> tuple[str, str]:
        """The names of the people at both ends of a line."""
        wording = context.wording
        names: dict[PersonId | None, str] = {person.id: wording.names(person.name) for person in self.people}
        start, end = (names.get(person) or wording.say(person) for person in (line.from_, line.to))
        return start, end

    # -- legend ----------------------------------------------------------------------------------------------------

    def _entries(self, people: Sequence[PersonRow], context: RenderContext) -> list[LegendEntry]:
        """The entries of the legend, for what occurs in the drawing only."""
        wording = context.wording
        entries = stance_entries([person.support for person in people], context)
        for kind in dict.fromkeys(each.kind for each in self.influence):
            entries.append(line_entry(wording.say(kind), partial(_sample, kind)))
        if any(person.reports_to for person in people):
            entries.append(line_entry(wording.term("legend.reports_to"), lambda x1, x2, y: Line(x1, y, x2, y)))
        if any(person.influence is not None for person in people):
            entries.append(letters_entry("5", wording.term("legend.influence"), "muted", context))
        if any(map(decides, people)):
            entries.append(box_entry(wording.term("legend.decider"), "ground", "contrast"))
        if any(person.circle == "inner" for person in people):
            entries.append(box_entry(wording.term("circle.inner"), "contrast:10", "contrast", dashed=True))
        return entries


def _sample(kind: InfluenceKind, x1: float, x2: float, y: float) -> Line:
    return _stroke(kind, [(x1, y), (x2, y)])


def _stroke(kind: InfluenceKind, path: Polyline, start: Glue | None = None, end: Glue | None = None) -> Line:
    """A line of influence along a path; glued to its cards where it is one straight piece."""
    style = STROKES[kind]
    points = zigzag(path) if kind == "conflict" else path
    (x1, y1), (x2, y2), through = points[0], points[-1], tuple(points[1:-1])
    glued = (None, None) if through else (start, end)
    return Line(
        x1,
        y1,
        x2,
        y2,
        style.colour,
        style.thickness,
        arrow=style.arrow,
        double=style.double,
        start=glued[0],
        end=glued[1],
        through=through,
    )


def _cards(fitted: FittedSheet) -> dict[PersonId, Bounds]:
    width, height = fitted.arrangement.spacing.width, fitted.arrangement.spacing.height
    return {
        position.person.id: (position.x, position.y, position.x + width, position.y + height)
        for position in fitted.arrangement.positions
    }


def _influence_lines(fitted: FittedSheet, influence: Sequence[InfluenceRow]) -> tuple[list[Line], list[Polyline]]:
    """The lines between people of one drawing, and their paths; later paths avoid earlier ones."""
    cards = _cards(fitted)
    shown = [
        (each.from_, each.to, each.kind)
        for each in influence
        if each.from_ in cards and each.to in cards and each.from_ != each.to
    ]
    if not shown:
        return [], []
    grid = RoutingGrid(fitted.taken, fitted.width, fitted.drawn_height)
    # Reporting lines are drawn first, so lines of influence have to avoid them.
    for path in fitted.paths(reporting=True):
        grid.add_line(path)
    lines, paths = [], []
    # Later paths avoid earlier ones, so the detours are left to the longest lines.
    for person, other, kind in sorted(shown, key=lambda ends: _order(cards[ends[0]], cards[ends[1]])):
        start, end = cards[person], cards[other]
        # Where cards leave no lane free, a straight line passes behind them.
        path = grid.path(start, end) or [_middle(start), _middle(end)]
        grid.add_line(path)
        paths.append(path)
        sideways = ("right", "left") if path[0][0] < path[-1][0] else ("left", "right")
        # Office moves a glued line with its cards, but it redraws bends by rules of its own.
        level = len(path) == 2 and path[0][1] == path[-1][1]
        glue = (Glue(person, sideways[0]), Glue(other, sideways[1])) if level else (None, None)  # type: ignore[arg-type]
        lines.append(_stroke(kind, path, *glue))
    return lines, paths


def _middle(rect: Bounds) -> tuple[float, float]:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


def _order(one: Bounds, other: Bounds) -> tuple[bool, float]:
    """The order in which lines are routed: first those within a row, then by length."""
    (x1, y1), (x2, y2) = _middle(one), _middle(other)
    return abs(y1 - y2) > 1, abs(x1 - x2) + abs(y1 - y2)


def _circle(shapes: Sequence[Polyline]) -> list[Box]:
    """The inner circle as tinted shapes behind the cards."""
    boxes = []
    for shape in shapes:
        left, top = min(x for x, _ in shape), min(y for _, y in shape)
        width, height = max(x for x, _ in shape) - left, max(y for _, y in shape) - top
        points = tuple((x - left, y - top) for x, y in shape)
        style = Box(
            left, top, width, height, "contrast:10", "contrast", 1.0, dashed=True, shape="polygon", points=points
        )
        boxes.append(style)
    return boxes


def _circle_label(
    fitted: FittedSheet, circle: Sequence[Box], lines: Sequence[Polyline], context: RenderContext
) -> list[TextItem]:
    """The name of the circle at a free place in or next to it; without one, only the legend names it."""
    if not circle:
        return []
    words = Run(context.wording.terms_of("circle.inner"), bold=True, colour="contrast")
    paragraph = Paragraph((words,), context.style.theme.sizes.dense)
    width, height = frame_width(paragraph, context), paragraph.size * 1.2
    taken = fitted.taken
    segments = [part for line in lines for part in pairwise(line)]
    # The inner circle may have several outlines; the largest one has the name.
    widest = max(circle, key=lambda box: box.width * box.height)
    for x, y in _places_near(widest, width, height):
        rect = (x - 3, y - 3, x + width + 3, y + height + 3)
        inside = x >= 0 and y >= 0 and x + width <= fitted.width and y + height <= fitted.drawn_height
        if (
            inside
            and not any(_overlap(rect, each) for each in taken)
            and not any(crosses(rect, *part) for part in segments)
        ):
            return [TextItem(x, y, width, height, (paragraph,))]
    return []


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _places_near(box: Box, width: float, height: float) -> list[tuple[float, float]]:
    """Positions for a label in and around a box, the nearest to its upper left corner first."""
    xs = [box.x + step * 14.0 for step in range(int(-width // 14), int(box.width // 14) + 2)]
    ys = [box.y + step * 6.0 for step in range(int(-height // 6) - 1, int(box.height // 6) + 3)]
    # A step away from the upper edge counts double, so that the label moves along the edge first.
    return sorted(((x, y) for x in xs for y in ys), key=lambda at: abs(at[1] - box.y) * 2 + abs(at[0] - box.x))
