"""The `path` block: the path from a customer's need to our value and its proof; assumptions are marked."""

from dataclasses import dataclass

from kamdeck.blocks.rows import ValuePathRow
from kamdeck.components.cells import head_cell
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import (
    Box,
    Cell,
    Column,
    Drawing,
    Flow,
    Frame,
    Glue,
    Item,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    TextItem,
    height_of,
)

SHARES = (0.29, 0.145, 0.29, 0.245)
"""The shares of the width for the four parts; the rest is divided among three gaps, through which the lines run."""
PARTS = ("need", "verified", "value", "proof")
FILLS = ("contrast:10", "", "primary:10", "grey4")
BORDERS = ("contrast", "", "primary", "grey2")
INSET = 9.0
"""The distance, in points, between the left and right edge of a part and its text."""
GAP_BETWEEN = 8.0
"""The distance between two rows, in points."""


@documented(
    """Rows of need, confirmation, value and proof; a need that the customer has not confirmed is marked and dashed.

    Example:
        path: {rows: strategy.value.path, title: topic.path}
    """
)
@dataclass(frozen=True)
class Path(Block):
    rows: Rows[ValuePathRow]
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, a header and a drawing for each row; a table where a text is too long for a drawing."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        drawn = [_drawn(number, row, region, context) for number, row in enumerate(self.rows)]
        # Four parts and three arrows do not fit beside another block.
        if region.width < 500 or any(drawing.frame.height > region.height * 0.4 for drawing in drawn):
            return [*heads, _table(self.rows, context)]
        return [*heads, _head(region, context), *drawn]


def _columns(width: float) -> list[tuple[float, float]]:
    """The x and the width of each part, in points; arrows use the gaps between them."""
    gap = width * (1 - sum(SHARES)) / 3
    places, x = [], 0.0
    for share in SHARES:
        places.append((x, share * width))
        x += share * width + gap
    return places


def _head(region: Region, context: RenderContext) -> Drawing:
    sizes, items = context.style.theme.sizes, []
    columns = _columns(region.width)
    words = [context.wording.terms_of(f"field.path_{part}") for part in PARTS]
    paragraphs = [Paragraph((Run(name, bold=True),), sizes.small, colour="muted") for name in words]
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


def _drawn(number: int, row: ValuePathRow, region: Region, context: RenderContext) -> Drawing:
    sizes, verified = context.style.theme.sizes, is_verified(row)
    columns = _columns(region.width)
    texts = _texts(row, context)
    status = "good" if verified else "warn"
    badge = Paragraph(
        (Run(MARKS[status] + "\u00a0", colour=status), Run(texts[1], bold=not verified)), sizes.small, align="center"
    )
    paragraphs = [Paragraph((Run(text),), sizes.dense) for text in texts]
    paragraphs[1] = badge
    insets = [INSET, 3.0, INSET, INSET]
    heights = [
        height_of((p,), width - 2 * inset, context.style) + 2 * min(inset, 6.0)
        for p, (_, width), inset in zip(paragraphs, columns, insets, strict=True)
    ]
    height = max(30.0, *heights)
    items: list[Item] = []
    for part, (x, width) in enumerate(columns):
        key = f"{PARTS[part]}{number}"
        if part == 1:
            items.append(
                Box(x, (height - heights[1]) / 2, width, heights[1], f"{status}:10", shape="rounded", key=key,
                    paragraphs=(badge,), inset=3.0)
            )  # fmt: skip
            continue
        fill, border = (FILLS[part], "") if verified else ("", BORDERS[part])
        items.append(
            Box(x, 0, width, height, fill, border, 1.0, not verified, "rounded", (paragraphs[part],),
                inset=INSET, key=key)
        )  # fmt: skip
    for left, right in zip(range(3), range(1, 4), strict=True):
        x1, x2 = columns[left][0] + columns[left][1], columns[right][0]
        ends = Glue(f"{PARTS[left]}{number}", "right"), Glue(f"{PARTS[right]}{number}", "left")
        items.append(
            Line(x1, height / 2, x2, height / 2, "grey1", 1.0, not verified, arrow=left > 0, start=ends[0], end=ends[1])
        )
    alt = context.wording.joined(texts, "arrow")
    return Drawing(Frame(region.width, height + GAP_BETWEEN, tuple(items)), alt)


def _table(rows: tuple[ValuePathRow, ...], context: RenderContext) -> Table:
    size = context.style.theme.sizes.dense
    body = []
    for row in rows:
        status = "good" if is_verified(row) else "warn"
        texts = _texts(row, context)
        runs = [(Run(text),) for text in texts]
        runs[1] = (Run(MARKS[status] + "\u00a0", colour=status), Run(texts[1]))  # type: ignore[assignment]
        body.append(Row(tuple(Cell((Paragraph(each, size, role="cell"),)) for each in runs)))
    names = [context.wording.terms_of(f"field.path_{part}") for part in PARTS]
    header = Row(tuple(head_cell(name, context) for name in names))
    return Table(tuple(Column() for _ in PARTS), header, tuple(body), alt=context.wording.listed(names))
