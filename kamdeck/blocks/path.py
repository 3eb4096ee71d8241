"""The `path` block: the path from a customer's need to our value and its proof; assumptions are marked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from kamdeck.blocks.row_protocols import ValuePathRow
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import LEAST_HEIGHT, Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Glue, Item, Line, Paragraph, Run, TextItem, height_of
from kamdeck.flow.drawing import moved
from kamdeck.text.ellipsis import shortened

PARTS = ("need", "verified", "value", "proof")
FILLS = ("contrast:10", "", "primary:10", "grey4")
BORDERS = ("contrast", "", "primary", "grey2")
INSET = 9.0
"""The distance, in points, between the left and right edge of a part and its text."""
BADGE_INSET = 3.0
GAP_BETWEEN, SCARCE_GAP = 8.0, 3.0
"""The distance between two rows, and that on a slide that does not hold everything, in points."""
ATTACHED = 3.0
"""The distance between a need and the confirmation below it, in points."""
ARROW = 16.0
"""The length of an arrow between parts below each other, in points."""
LEAST, LARGE, LARGEST = 30.0, 42.0, 63.0
"""The least height of a part, and those of one with larger and with the largest text, in points."""
HIGHER = 28.0
"""By how many points the rows of a few needs grow at most, on a slide that has space for it."""
EDGE = 5.0
"""The width, in points, of the tint around a row that nobody has confirmed, where others are confirmed."""
TINT = "warn:10"
MOST_FILLED, FEW_FILLED = 0.85, 0.7
"""Texts are enlarged by a step, or by two, if all rows then take at most this part of the region: other blocks may
stand below them."""


@dataclass(frozen=True)
class _Form:
    """How the parts of a row stand in a region of a width: the shares of the columns and the column of each part.

    The rest of the width is divided among the gaps, through which the lines run. Parts of one column stand below each
    other.
    """

    shares: tuple[float, ...]
    columns: tuple[int, int, int, int]

    def places(self, width: float, edge: float = 0.0) -> list[tuple[float, float]]:
        """The x and the width of each part, in points, with an edge free at the left and right."""
        width -= 2 * edge
        gap = width * (1 - sum(self.shares)) / max(len(self.shares) - 1, 1)
        starts = [sum(self.shares[:column]) * width + column * gap + edge for column in self.columns]
        return [(start, self.shares[column] * width) for start, column in zip(starts, self.columns, strict=True)]


FORMS = {
    500.0: _Form((0.29, 0.145, 0.29, 0.245), (0, 1, 2, 3)),
    330.0: _Form((0.31, 0.31, 0.3), (0, 0, 1, 2)),
    0.0: _Form((1.0,), (0, 0, 0, 0)),
}
"""The forms by the least width of their regions, in points: a confirmation below its need, then all in one column."""


@documented(
    """Rows of need, confirmation, value and proof; a need that the customer has not confirmed is marked and dashed.

    On a slide, its row is tinted where other needs are confirmed.

    Example:
        path: {rows: strategy.value.path, title: topic.path}
    """
)
@dataclass(frozen=True)
class Path(Block):
    rows: Rows[ValuePathRow]
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, a header and a drawing for each row."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        form = next(form for least, form in FORMS.items() if region.width >= least)
        edge = self._edge(region)
        head = _head(form, region, edge, context)
        used = height_taken((*heads, head), region, context)
        # Without a page of its own for each row, a text of thousands of characters would fit none.
        most = max(region.height, LEAST_HEIGHT if not region.entire else 0.0) - used - GAP_BETWEEN
        drawn = self._large(form, region, most, context) or self._drawn(_Row(form, region.width, most, edge, context))
        rows = [_with_gap(each, SCARCE_GAP) for each in drawn] if region.scarce else drawn
        return [*heads, head, *rows]

    def _edge(self, region: Region) -> float:
        """The width of the tint around rows; 0 where it would tell no rows apart."""
        return EDGE if region.paged and len({is_verified(row) for row in self.rows}) > 1 else 0.0

    def _drawn(self, draws: "_Row") -> list[Drawing]:
        return [draws.drawn(number, row) for number, row in enumerate(self.rows)]

    def _large(self, form: _Form, region: Region, most: float, context: RenderContext) -> list[Drawing]:
        """The rows with larger texts on a slide that has space for them; none without."""
        if not region.paged or region.scarce:
            return []
        for enlarged, part in ((2, FEW_FILLED), (1, MOST_FILLED)):
            row = _Row(form, region.width, most, self._edge(region), context, enlarged)
            drawn = self._drawn(row)
            taken = sum(each.frame.height for each in drawn)
            if taken <= part * most and not any(row.cuts(each) for each in self.rows):
                row.least += min((MOST_FILLED * most - taken) / len(drawn), HIGHER)
                return self._drawn(row)
        return []


def _with_gap(row: Drawing, gap: float) -> Drawing:
    """A row with another gap below it."""
    return replace(row, frame=replace(row.frame, height=row.frame.height - GAP_BETWEEN + gap))


def _head(form: _Form, region: Region, edge: float, context: RenderContext) -> Drawing:
    """The names of the parts above their columns."""
    sizes, items = context.style.theme.sizes, []
    words = [context.wording.terms_of(f"field.path_{part}") for part in PARTS]
    places = form.places(region.width, edge)
    # A column with several parts has the names of all of them.
    shown = [
        context.wording.joined(
            (word for word, each in zip(words, form.columns, strict=True) if each == column), "arrow"
        )
        for column in range(len(form.shares))
    ]
    columns = [places[form.columns.index(column)] for column in range(len(form.shares))]
    paragraphs = [Paragraph((Run(name, bold=True),), sizes.small, colour="muted") for name in shown]
    height = max(p.height(width, context.style) for p, (_, width) in zip(paragraphs, columns, strict=True))
    for paragraph, (x, width) in zip(paragraphs, columns, strict=True):
        items.append(TextItem(x, 0, width, height, (paragraph,), anchor="bottom"))
    return Drawing(Frame(region.width, height + 3, tuple(items)), context.wording.listed(words), keep_with_next=True)


def _texts(row: ValuePathRow, context: RenderContext) -> tuple[str, str, str, str]:
    """The four texts of a row; a confirmed need is quoted, since it is in the customer's words."""
    wording = context.wording.inner
    by = row.verified.by if row.verified else None
    when = wording.day(row.verified.date) if row.verified and row.verified.date else ""
    confirmed = wording.joined((wording.say(by) if by else "", when))
    # A need that nobody confirmed is an assumption, and is called so.
    confirmed = confirmed or wording.term("word.assumption")
    quoted = wording.say(row.need) if not is_verified(row) else wording.quoted(wording.say(row.need))
    return quoted, confirmed, wording.say(row.value), wording.say(row.proof)


def is_verified(row: ValuePathRow) -> bool:
    """Whether the customer has confirmed the need, with a name or a date."""
    return bool(row.verified and (row.verified.by or row.verified.date))


class _Row:
    """Draws the rows of one path; no row is higher than `most` points, and an unconfirmed one has a tinted edge.

    Texts are `enlarged` by up to two steps.
    """

    def __init__(
        self, form: _Form, width: float, most: float, edge: float, context: RenderContext, enlarged: int = 0
    ) -> None:
        self.form, self.width, self.edge, self.context, sizes = form, width, edge, context, context.style.theme.sizes
        self.most = most - 2 * edge
        self.least = (LEAST, LARGE, LARGEST)[enlarged]
        self.small, self.size = tuple(pairwise((sizes.small, sizes.dense, sizes.body, sizes.lead)))[enlarged]

    def drawn(self, number: int, row: ValuePathRow) -> Drawing:
        """One row, with boxes of equal height in its columns."""
        texts, verified = _texts(row, self.context), is_verified(row)
        paragraphs = self._paragraphs(texts, verified=verified)
        boxes = self._boxes(number, paragraphs, verified=verified)
        height = max(box.y + box.height for box in boxes)
        items: list[Item] = [*boxes, *self._lines(boxes, verified=verified)]
        if self.edge and not verified:
            height += 2 * self.edge
            ground = Box(0, 0, self.width, height, TINT)
            items = [ground, *(moved(item, 0.0, self.edge) for item in items)]
        alt = self.context.wording.joined(texts, "arrow")
        return Drawing(Frame(self.width, height + GAP_BETWEEN, tuple(items)), alt)

    def cuts(self, row: ValuePathRow) -> bool:
        """Whether texts of a row have to be cut."""
        return not self._holds(self._whole(_texts(row, self.context), verified=is_verified(row)))

    def _whole(self, texts: Sequence[str], *, verified: bool) -> list[Paragraph]:
        return [self._paragraph(part, text, verified=verified) for part, text in enumerate(texts)]

    def _holds(self, whole: Sequence[Paragraph]) -> bool:
        return _row_height(self.form.columns, self._heights(whole)) <= self.most

    def _paragraphs(self, texts: Sequence[str], *, verified: bool) -> list[Paragraph]:
        """The texts of the parts; those of a row that is higher than a page are cut."""
        whole = self._whole(texts, verified=verified)
        if self._holds(whole):
            return whole
        # The parts of one column share its height; arrows and distances take less than an eighth of a page.
        share = [self.most / self.form.columns.count(column) * 0.85 - 12.0 for column in self.form.columns]
        found = []
        for part, (text, (_, width)) in enumerate(zip(texts, self.form.places(self.width, self.edge), strict=True)):
            inner, most = width - 2 * _inset(part), max(share[part], LEAST)
            made = partial(self._paragraph, part, verified=verified)
            found.append(made(shortened(text, partial(self._is_low, made, inner, most))))
        return found

    def _paragraph(self, part: int, words: str, *, verified: bool) -> Paragraph:
        status = "good" if verified else "warn"
        if part != 1:
            return Paragraph((Run(words),), self.size)
        sign = Run(MARKS[status] + "\u00a0", colour=status)
        return Paragraph((sign, Run(words, bold=not verified)), self.small, align="center")

    def _is_low(self, made: Callable[[str], Paragraph], width: float, most: float, words: str) -> bool:
        return made(words).height(width, self.context.style) <= most

    def _heights(self, paragraphs: Sequence[Paragraph]) -> list[float]:
        """The heights of the boxes that hold the texts."""
        places = self.form.places(self.width, self.edge)
        return [
            max(
                height_of((each,), width - 2 * _inset(part), self.context.style) + 2 * min(_inset(part), 6.0),
                0.0 if part == 1 else self.least,
            )
            for part, (each, (_, width)) in enumerate(zip(paragraphs, places, strict=True))
        ]

    def _boxes(self, number: int, paragraphs: Sequence[Paragraph], *, verified: bool) -> list[Box]:
        """The boxes of the parts; those that are alone in a column are as high as the row."""
        columns, places = self.form.columns, self.form.places(self.width, self.edge)
        heights = self._heights(paragraphs)
        tops, row = _tops(columns, heights), _row_height(columns, heights)
        boxes: list[Box] = []
        for part, (x, width) in enumerate(places):
            alone = columns.count(columns[part]) == 1
            height = row if alone and part != 1 else heights[part]
            top = (row - height) / 2 if alone else tops[part]
            fill, border = (FILLS[part], "") if verified else ("", BORDERS[part])
            if not verified and self.edge:
                fill = "ground"
            if part == 1:
                fill, border = "good:10" if verified else fill or "warn:10", ""
            dashed = bool(border)
            style = Box(x, top, width, height, fill, border, 1.0, dashed, "rounded", (paragraphs[part],))
            boxes.append(style._replace(inset=_inset(part), key=f"{PARTS[part]}{number}"))
        return boxes

    def _lines(self, boxes: Sequence[Box], *, verified: bool) -> list[Line]:
        """The lines from each part to the next: none to a confirmation below its need, from which the arrow starts."""
        columns = self.form.columns
        pairs = list(pairwise(range(len(boxes))))
        if columns[0] == columns[1]:
            pairs = [(0 if columns[1] != columns[2] else 1, 2), (2, 3)]
        lines = []
        for one, other in pairs:
            line = (
                _beside(boxes[one], boxes[other]) if columns[one] != columns[other] else _below(*boxes[one : other + 1])
            )
            lines.append(line._replace(colour="grey1", thickness=1.0, dashed=not verified, arrow=other > 1))
        return lines


def _tops(columns: Sequence[int], heights: Sequence[float]) -> list[float]:
    """The y of each part in its column, where a confirmation is attached to the need above it."""
    tops: list[float] = []
    bottoms: dict[int, float] = {}
    for part, (column, height) in enumerate(zip(columns, heights, strict=True)):
        gap = ATTACHED if part == 1 else ARROW
        tops.append(bottoms[column] + gap if column in bottoms else 0.0)
        bottoms[column] = tops[-1] + height
    return tops


def _row_height(columns: Sequence[int], heights: Sequence[float]) -> float:
    return max(top + height for top, height in zip(_tops(columns, heights), heights, strict=True))


def _beside(one: Box, other: Box) -> Line:
    """A level line from the middle of the right side of a box to another; glued at both ends if their middles agree."""
    y1, y2 = one.y + one.height / 2, other.y + other.height / 2
    # A line glued to the middle of a higher box would have a bend.
    end = Glue(other.key, "left") if abs(y1 - y2) < 0.05 else None
    return Line(one.x + one.width, y1, other.x, y1, start=Glue(one.key, "right"), end=end)


def _below(one: Box, other: Box) -> Line:
    """A line from a box to the one below it."""
    middle, ends = one.x + one.width / 2, (Glue(one.key, "bottom"), Glue(other.key, "top"))
    return Line(middle, one.y + one.height, middle, other.y, start=ends[0], end=ends[1])


def _inset(part: int) -> float:
    return BADGE_INSET if part == 1 else INSET
