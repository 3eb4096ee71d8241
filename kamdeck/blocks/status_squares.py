"""The `status_squares` block: a square for each action or promise, so that a reader sees how many are done and late."""

from collections.abc import Sequence
from itertools import groupby

from kamdeck.components.status_icons import status_of, with_status_icon
from kamdeck.components.status_marks import EMPTY
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_height, frame_width, label
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Item, Paragraph, Run, Style, TextItem
from kamdeck.message import Message

SQUARE, BETWEEN = 16.5, 1.5
"""The height of a square, and the gap to the next one, in points."""
WIDEST = 96.0
"""The greatest width of a square, in points."""
LEAST = 6.0
"""Where squares would be narrower, nobody would count them: each status is one bar in proportion to its number."""
ORDER = ("good", "bad", "warn", "doing", "")
OPEN_FIRST = ("bad", "warn", "doing", "", "good")
FILLS = {
    "good": ("good", ""),
    "bad": ("bad", ""),
    "warn": ("warn:20", "warn"),
    "doing": ("primary:40", ""),
    "": ("", "grey2"),
}
"""The fill and the border of a square by its status."""


@documented(
    """A strip of squares, one for each row, by their `status`, an expression over `row`; the numbers stand below.

    What is done or kept comes first, then what is late, which has a "!", then the rest; with `open_first`, what is done
    or kept comes last, as in a list below that begins with what is open. Where there are too many rows for squares, a
    bar in proportion stands for each status. `unit` is a text shown after the title; without it, how many of all are
    done or kept stands there.

    Example:
        status_squares: {rows: actions, status: standing(row), title: topic.actions}
    """
)
@dataclass(frozen=True)
class StatusSquares(Block):
    rows: Rows[object]
    status: Test
    title: Heading = None
    unit: Words = ""
    open_first: bool = False

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing."""
        if not self.rows:
            return []
        groups = self._groups()
        items = _strip(groups, region.width, context)
        names, below = _names(groups, region.width, context)
        items += [item._replace(y=item.y + SQUARE + 3.0) for item in names]
        alt = context.wording.joined(item.paragraphs[0].text for item in names)
        drawing = Drawing(Frame(region.width, SQUARE + 3.0 + below, tuple(items)), alt)
        return [*title(self.title, context, self.unit or self._progress(groups, context)), drawing]

    def _progress(self, groups: Sequence[tuple[object, str, int]], context: RenderContext) -> str:
        """How many of all rows are done or kept: "6 of 14"."""
        done = sum(count for _, kind, count in groups if kind == "good")
        whole = context.wording.phrase(Message("word.of", whole=len(self.rows)))
        return f"{context.wording.number(done)} {whole}"

    def _groups(self) -> list[tuple[object, str, int]]:
        """Each status with its kind and its number of rows, in the order in which they are shown."""
        states = [(kind_of(state), str(state), state) for state in map(self.status, self.rows)]
        order = OPEN_FIRST if self.open_first else ORDER
        states.sort(key=lambda each: (order.index(each[0]), each[1]))
        grouped = groupby(states, key=lambda each: each[:2])
        return [(group[0][2], kind, len(group)) for (kind, _), rows in grouped if (group := list(rows))]


def kind_of(state: object) -> str:
    """The kind of a status: good, bad, warn, doing, or empty where nothing has been done yet."""
    return status_of(state) or ("doing" if str(state) == "doing" else "")


def _strip(groups: Sequence[tuple[object, str, int]], width: float, context: RenderContext) -> list[Item]:
    """A square for each row, or bars where these would be too narrow."""
    each = min((width + BETWEEN) / sum(count for _, _, count in groups), WIDEST + BETWEEN)
    if each < LEAST + BETWEEN:
        return _bars(groups, width, context)
    kinds = [kind for _, kind, count in groups for _ in range(count)]
    items: list[Item] = []
    for number, kind in enumerate(kinds):
        fill, line = FILLS[kind]
        mark: tuple[Paragraph, ...] = ()
        if kind == "bad" and each - BETWEEN >= SQUARE / 2:
            mark = (label("!", context.style.theme.sizes.small, bold=True, colour="ground", align="center"),)
        items.append(Box(number * each, 0.0, each - BETWEEN, SQUARE, fill, line, 0.75, paragraphs=mark, inset=0.0))
    return items


def _bars(groups: Sequence[tuple[object, str, int]], width: float, context: RenderContext) -> list[Item]:
    """One bar of so many that squares would be too small, with a part for each status, its number in it."""
    total, size = sum(count for _, _, count in groups), context.style.theme.sizes.small
    items: list[Item] = []
    x = 0.0
    for _, kind, count in groups:
        fill, line = FILLS[kind]
        own = count / total * width
        number = label(context.wording.number(count), size, bold=True, align="center")
        number = number._replace(colour=context.style.theme.on(fill) if fill else "text")
        shown = (number,) if frame_width(number, context.style) <= own - BETWEEN else ()
        items.append(Box(x, 0.0, max(own - BETWEEN, 1.0), SQUARE, fill, line, 0.75, paragraphs=shown, inset=0.0))
        x += own
    return items


def _names(
    groups: Sequence[tuple[object, str, int]], width: float, context: RenderContext
) -> tuple[list[TextItem], float]:
    """The number of each status with its name, each under its first square or after the one before it."""
    wording, style, size = context.wording, context.style, context.style.theme.sizes.small
    total = sum(count for _, _, count in groups)
    each = min((width + BETWEEN) / total, WIDEST + BETWEEN)
    texts: list[tuple[float, Paragraph]] = []
    first = 0
    for state, kind, count in groups:
        words = wording.beside(wording.inner.say(state), wording.number(count))
        # A square of the last kind is empty, like its sign.
        shown = (
            (Run(words),)
            if kind == "doing"
            else with_status_icon(words, kind)
            if kind
            else (Run(f"{EMPTY}\u00a0{words}"),)
        )
        texts.append((first * each, Paragraph(shown, size, role="label")))
        first += count
    return _placed(texts, width, style)


def _placed(texts: Sequence[tuple[float, Paragraph]], width: float, style: Style) -> tuple[list[TextItem], float]:
    """Texts at their wanted places, or further right or on the next line where there is no space."""
    items: list[TextItem] = []
    x = y = 0.0
    lines = 0.0
    # From the last one on, each text leaves the space that those after it need.
    needs = [min(frame_width(text, style), width) for _, text in texts]
    for number, (wanted, text) in enumerate(texts):
        own = needs[number]
        rest = sum(needs[number:]) + 8.0 * (len(texts) - number - 1)
        left = max(x, min(wanted, width - rest))
        if left + own > width + 0.01:
            left, y = 0.0, y + lines
        lines = frame_height((text,), own, style)
        items.append(TextItem(left, y, own, lines, (text,)))
        x = left + own + 8.0
    return items, y + lines
