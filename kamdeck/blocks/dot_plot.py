"""The `dot_plot` block: our scores and the best competitors' as dots on one scale, a row for each criterion."""

from collections.abc import Sequence
from functools import cached_property
from math import floor

from kamdeck.blocks.row_protocols import RivalScoreRow, ScoreRow
from kamdeck.blocks.score_texts import LEVEL, ScoreTexts, lead_colour
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.dot_scale import LEAST_SHARE, DotScale, SideLabel, dot_scale
from kamdeck.diagrams.gridlines import LegendSign, frame_height, frame_width, label, legend
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Line, Paragraph, TextItem

DOT, RIVAL_DOT, BAR = 13.0, 11.0, 3.75
"""The diameters of our dots and the competitors', and the height of the bar between two, in points."""
BESIDE_DOT = 4.0
"""The gap between a dot and its label, in points."""
HIGHEST, LOWEST = 42.0, 24.0
"""The greatest and the least height of a row, in points."""
FEW, HIGHEST_OF_FEW = 5, 63.0
"""The most rows that may be higher, and the greatest height of those, in points."""
APART = 12.0
"""The gap between two columns, in points."""
NAMES = 0.26
"""The greatest share of the width for the names of criteria."""
DISPENSABLE = ("verdict", "change", "weight")
"""The columns that are left out where the dots have too little space, in this order; the lead has its sign anyway."""
HEADS = {"weight": "field.weight", "lead": "dot_plot.gap", "change": "dot_plot.since"}
"""The terms above the columns that have a head."""
LEAST_SCALE = 110.0
"""The width of the scale below which a column is left out, in points."""
GREATEST = 5.0
"""The end of the scale of scores."""
AXIS, NUMBER = 18.0, 20.0
"""The height of the scale below the rows and the width of its numbers, in points."""


@documented(
    """A row for each criterion: its weight, our score and the best competitor's, our lead, and what has changed.

    The criterion in which we trail most, by weight, is tinted. Where not all rows fit, the first drawing has the
    weighted mean and the criteria with the greatest leads and gaps. `since` is the period of the previous plan, which
    the head of the last column names; without it, or without any change, that column is left out.

    Example:
        dot_plot: {rows: analysis.score_comparisons, title: topic.satisfaction}
    """
)
@dataclass(frozen=True)
class DotPlot(Block):
    rows: Rows[ScoreRow] = ()
    title: Heading = None
    since: Value = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, and a drawing for each part of the rows that fits the region."""
        if not self.rows:
            return []
        scores = [each for row in self.rows for each in _scores(row)]
        low = min(max(0.0, floor(min(scores, default=1.0) - LEVEL)), GREATEST - 1)
        unit = context.wording.term("dot_plot.scale").format(low=int(low), high=int(GREATEST))
        heads = title(self.title, context, unit)
        room = region.height - height_taken(heads, region, context)
        sizes = context.style.theme.sizes
        for step in ((sizes.body, sizes.dense), (sizes.dense, sizes.small)):
            plot = _Plot(self.rows, region.width, low, context, self.since, step)
            if plot.head_height + AXIS + plot.least_row * len(self.rows) <= room:
                break
        space = room - plot.head_height - AXIS
        parts = _parts(self.rows, plot, space) if region.paged else [self.rows]
        height = space / len(parts[0]) if region.paged else 0.0
        return [*heads, *(plot.drawing(part, height, space) for part in parts)]


def _parts(rows: Sequence[ScoreRow], plot: "_Plot", space: float) -> list[Sequence[ScoreRow]]:
    """The rows of each drawing in a space in points: from both ends of the list on, with the weighted mean last."""
    if sum(map(plot.least_height, rows)) <= space:
        return [rows]
    overall = [row for row in rows if row.overall]
    rest = [row for row in rows if not row.overall]
    ends = [rest[number // 2] if number % 2 == 0 else rest[-1 - number // 2] for number in range(len(rest))]
    shown, used = list(overall), sum(map(plot.least_height, overall))
    for row in ends:
        used += plot.least_height(row)
        if used > space and len(shown) > len(overall):
            break
        shown.append(row)
    left = [row for row in rows if row not in shown]
    return [[row for row in rows if row in shown], *(_parts(left, plot, space) if left else ())]


def _scores(row: ScoreRow) -> list[float]:
    known = (row.ours, *(rival.score for rival in row.rivals))
    return [float(score) for score in known if score is not None]


class _Plot:
    """The rows at a width; the columns, the scale and the height of a row are the same in all of its drawings."""

    def __init__(
        self,
        rows: Sequence[ScoreRow],
        width: float,
        low: float,
        context: RenderContext,
        since: object,
        step: tuple[float, float],
    ) -> None:
        self.rows, self.width, self.low = rows, width, low
        self.wording, self.style = context.wording, context.style
        self.sizes = context.style.theme.sizes
        self.since = since if any(row.change is not None for row in rows) else None
        self.name_size, self.label_size = step
        self.texts = ScoreTexts(self.wording, *step, self.sizes.small, self.since)

    # -- columns -------------------------------------------------------------------------------------------------------

    @cached_property
    def name_width(self) -> float:
        """The width of the column of names, which are broken into lines where they are long."""
        names = [*map(self.texts.name, self.rows), self.texts.head("field.criterion", "left")]
        return min(max(frame_width(each, self.style) for each in names), self.width * NAMES)

    @cached_property
    def columns(self) -> dict[str, tuple[float, float]]:
        """The left edge and the width of the columns of numbers that are shown, by their names."""
        widths = {}
        for name, text in self.texts.by_column.items():
            found = [text(row) for row in self.rows] + ([self.texts.head(HEADS[name])] if name in HEADS else [])
            if name != "change" or self.since is not None:
                widths[name] = max(frame_width(each, self.style) for each in found)
        needed = LEAST_SCALE + self._beside_scale
        for name in DISPENSABLE:
            if self.width - self.name_width - sum(widths.values()) - APART * (len(widths) + 1) < needed:
                widths.pop(name, None)
        places, x = {}, self.width
        for name in reversed([each for each in widths if each != "weight"]):
            x -= widths[name]
            places[name] = (x, widths[name])
            x -= APART
        if "weight" in widths:
            places["weight"] = (self.name_width + APART, widths["weight"])
        return places

    @property
    def _beside_scale(self) -> float:
        """The space at both sides of the scale in which the label of any single row fits on one line."""
        labels = [(text, side) for row in self.rows if not row.overall for _, text, side in self.dots(row)]
        sides = ([frame_width(text, self.style) for text, at in labels if at == side] for side in (-1, 1))
        return sum(max(side, default=0.0) for side in sides)

    @cached_property
    def plot(self) -> tuple[float, float]:
        """The left and the right end of the space for the dots with their labels."""
        left = sum(self.columns["weight"]) if "weight" in self.columns else self.name_width
        return left + APART, min(x for name, (x, _) in self.columns.items() if name != "weight") - APART

    # -- the scale -----------------------------------------------------------------------------------------------------

    def dots(self, row: ScoreRow) -> list[tuple[float, Paragraph, int]]:
        """The known values with their labels, ours first, and the side of the label: −1 left, 1 right, 0 for none.

        The labels stand outside the pair, so they never collide.
        """
        rivals = _known(row)
        best = rivals[0].score if rivals else None
        side = 1 if row.ours is None or best is None or row.ours >= best else -1
        found = []
        if row.ours is not None:
            ours = label(self.wording.number(row.ours, 1), self.name_size, bold=True, colour="primary")
            found.append((float(row.ours), ours, side))
        scores = [
            f"{self.wording.inner.say(each.company)} {self.wording.number(each.score or 0.0, 1)}" for each in rivals
        ]
        away = -side if row.ours is not None else side
        # Further competitors are lower; their labels stand with the first one's, before or behind the lowest dot.
        named = label(" · ".join(reversed(scores) if away < 0 else scores), self.label_size, colour="muted")
        for number, rival in enumerate(rivals):
            outer = number == (len(rivals) - 1 if away < 0 else 0)
            found.append((float(rival.score or 0.0), named, away if outer else 0))
        return found

    def label_width(self, text: Paragraph) -> float:
        """The width of a label, which has several lines where it is long."""
        left, right = self.plot
        widest = (right - left) * (1 - LEAST_SHARE) / 2 - DOT / 2 - BESIDE_DOT
        return min(frame_width(text, self.style), widest)

    @cached_property
    def scale(self) -> DotScale:
        """The scale, between whose ends and the columns there is space for all labels."""
        labels = [
            SideLabel(value, self.label_width(text) + DOT / 2 + BESIDE_DOT, side)
            for row in self.rows
            for value, text, side in self.dots(row)
            if side
        ]
        return dot_scale(self.low, GREATEST, *self.plot, labels)

    # -- the drawing ---------------------------------------------------------------------------------------------------

    @cached_property
    def head_height(self) -> float:
        """The height of the heads and the legend, in points."""
        heads = [frame_height((self.texts.head("field.criterion"),), self.name_width, self.style)]
        return max(*heads, self._legend[1]) + 4.0

    @cached_property
    def _legend(self) -> tuple[list[Item], float]:
        vendor = self.wording.body(self.wording.plan.vendor.name)
        ours = self.wording.term("dot_plot.ours").format(vendor=vendor) if vendor else self.wording.term("dot_plot.us")
        signs = [LegendSign(ours, "ellipse", "primary")]
        if any(map(_known, self.rows)):
            signs.append(LegendSign(self.wording.term("dot_plot.rival"), "ellipse", "ground", "grey1"))
        left, right = self.plot
        return legend(signs, left, right - left, self.style)

    @cached_property
    def least_row(self) -> float:
        """The least height at which all rows have the same, in points."""
        return max(map(self.least_height, self.rows))

    def least_height(self, row: ScoreRow) -> float:
        """The least height of a row of its own, in points."""
        labels = [frame_height((text,), self.label_width(text), self.style) for _, text, _ in self.dots(row)]
        return max(LOWEST, 6.0 + max((frame_height((self.texts.name(row),), self.name_width, self.style), *labels)))

    def drawing(self, rows: Sequence[ScoreRow], height: float, space: float) -> Drawing:
        """The heads, the rows, and the scale.

        A row is at least `height` high where this is not too much; the rows differ in height where they have only then
        enough space.
        """
        highest = HIGHEST_OF_FEW if len(rows) <= FEW else HIGHEST
        even = max(self.least_row, min(height, highest))
        # Rows of a report are as low as possible: it goes on on the next page.
        level = even if even * len(rows) <= space else min(self._level(rows, space), highest) if height else 0.0
        pitches = [max(self.least_height(row), level) for row in rows]
        items: list[Item] = [*self._heads()]
        y = self.head_height
        for number, (row, pitch) in enumerate(zip(rows, pitches, strict=True)):
            thick = number == 0 or row.overall
            colour, thickness = ("text", 1.0) if thick else ("grey3", 0.5)
            items.append(Line(0, y, self.width, y, colour, thickness))
            if row is self._worst:
                items.insert(0, Box(0, y, self.width, pitch, "bad:10"))
            items += self._row(row, y, pitch)
            y += pitch
        items.append(Line(0, y, self.width, y, "grey3", 0.5))
        items += self._axis(y)
        return Drawing(Frame(self.width, y + AXIS, tuple(items)), self._alt(rows))

    @cached_property
    def _worst(self) -> ScoreRow | None:
        """The criterion in which we trail most by weight, which the headline names; none if we trail in none."""
        behind = [row for row in self.rows if not row.overall and (row.lead or 0.0) <= -LEVEL]
        return min(behind, key=lambda row: float(row.weight or 0.0) * float(row.lead or 0.0), default=None)

    def _level(self, rows: Sequence[ScoreRow], space: float) -> float:
        """The height in points of the lower rows, with which all rows fill a space."""
        left, count = space, len(rows)
        for high in sorted(map(self.least_height, rows), reverse=True):
            if high * count <= left:
                break
            left, count = left - high, count - 1
        return left / count if count else 0.0

    def _heads(self) -> list[Item]:
        height = self.head_height - 4.0
        items: list[Item] = [
            TextItem(0, 0, self.name_width, height, (self.texts.head("field.criterion", "left"),), "bottom")
        ]
        for name, (x, width) in self.columns.items():
            if name in HEADS:
                items.append(TextItem(x, 0, width, height, (self.texts.head(HEADS[name]),), "bottom"))
        signs, _ = self._legend
        return [*items, *signs]

    def _row(self, row: ScoreRow, y: float, pitch: float) -> list[Item]:
        items: list[Item] = [TextItem(0, y, self.name_width, pitch, (self.texts.name(row),), "middle")]
        for name, text in self.texts.by_column.items():
            if name in self.columns and text(row).text:
                x, width = self.columns[name]
                items.append(TextItem(x, y, width, pitch, (text(row),), "middle"))
        return [*items, *self._dots(row, y + pitch / 2, pitch)]

    def _dots(self, row: ScoreRow, middle: float, pitch: float) -> list[Item]:
        """The line of a row between its labels, the bar between the two dots, and the dots with their labels."""
        dots, scale = self.dots(row), self.scale
        texts: list[Item] = []
        for value, text, side in dots:
            if side:
                width, x = self.label_width(text), scale.x(value)
                left = x + DOT / 2 + BESIDE_DOT if side > 0 else x - DOT / 2 - BESIDE_DOT - width
                aligned = text._replace(align="left" if side > 0 else "right")
                texts.append(TextItem(left, middle - pitch / 2, width, pitch, (aligned,), "middle"))
        return [*self._track(texts, middle), *self._pair(row, middle), *texts]

    def _track(self, texts: Sequence[Item], middle: float) -> list[Item]:
        """The thin line along the scale, which labels interrupt."""
        pieces, start = [], self.scale.left
        taken = sorted((each.x, each.x + each.width) for each in texts if isinstance(each, TextItem))
        for left, right in (*taken, (self.scale.right, self.scale.right)):
            if left - BESIDE_DOT - start > 2:
                pieces.append(Line(start, middle, left - BESIDE_DOT, middle, "grey3", 0.5))
            start = max(start, right + BESIDE_DOT)
        return list(pieces)

    def _pair(self, row: ScoreRow, middle: float) -> list[Item]:
        items: list[Item] = []
        rivals = [float(rival.score or 0.0) for rival in _known(row)]
        if row.ours is not None and rivals:
            first, last = sorted((self.scale.x(row.ours), self.scale.x(rivals[0])))
            if last > first:
                items.append(Box(first, middle - BAR / 2, last - first, BAR, lead_colour(row) or "grey2"))
        for number, score in reversed(list(enumerate(rivals))):
            # Outlined, so that they are told apart from ours in grey too.
            x, thickness = self.scale.x(score) - RIVAL_DOT / 2, 1.0 if number else 2.5
            where = (x, middle - RIVAL_DOT / 2, RIVAL_DOT, RIVAL_DOT)
            items.append(Box(*where, "ground", "grey1", thickness, shape="ellipse"))
        if row.ours is not None:
            x = self.scale.x(row.ours) - DOT / 2
            items.append(Box(x, middle - DOT / 2, DOT, DOT, "primary", "ground", 0.75, shape="ellipse"))
        return items

    def _axis(self, y: float) -> list[Item]:
        """The whole numbers of the scale below the rows."""
        items: list[Item] = []
        values = range(int(self.low), int(GREATEST) + 1)
        close = (self.scale.right - self.scale.left) / (len(values) - 1) < NUMBER
        for value in (values[0], values[-1]) if close else values:
            x = self.scale.x(value)
            items.append(Line(x, y, x, y + 4, "grey2", 0.75))
            words = label(str(value), self.sizes.small, colour="muted", align="center")
            items.append(TextItem(x - NUMBER / 2, y + 4, NUMBER, AXIS - 4, (words,)))
        return items

    def _alt(self, rows: Sequence[ScoreRow]) -> str:
        described = []
        for row in rows:
            scores = [text.text for _, text, side in self.dots(row) if side]
            described.append(self.wording.labelled(self.texts.name(row).text, self.wording.joined(scores)))
        return self.wording.joined(described, "semicolon")


def _known(row: ScoreRow) -> list[RivalScoreRow]:
    """The competitors that have dots, the best first."""
    known = [rival for rival in row.rivals if rival.score is not None]
    # Where the best is ahead of us, the dot of one below us would be under our label.
    above = [rival for rival in known if row.ours is not None and (rival.score or 0.0) > row.ours]
    return above or known
