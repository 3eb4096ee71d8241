"""The panels of a document of one page: the topics with their titles, lowered at a width and in a size of text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kamdeck.dataclass import dataclass
from kamdeck.document import FEWEST_LINES, Block, Columns, Region, RenderContext, Stack, Topic
from kamdeck.flow import Cell, Column, Flow, Paragraph, Paragraphs, Row, Run, Style, Table
from kamdeck.message import Message
from kamdeck.theme import Medium, Sizes
from kamdeck.typeset.cut_texts import TextCutter

BORDER = 0.5
"""The height in points that a rule adds to a row of a table in Word."""
AROUND_DRAWING = 2.0
"""The height in points that a line of text adds to a drawing in it in Word."""
GAP = 8.0
"""The distance of texts in neighbouring columns of tables, in points."""
TALLEST = 10_000.0
"""The height in points of the region that a block is lowered for: the page decides what fits."""


class PageSize(NamedTuple):
    """The sizes of a page: of its body text, of the margin above and below it in tables, and of the gaps, in points.

    `folded` tables keep the columns for which they have no width: as a line below the text of the first column. Texts
    are cut to a number of `lines`. A slide has at most so many `columns`.
    """

    body: float
    pad: float
    gap: float
    folded: bool = False
    lines: int = FEWEST_LINES
    columns: int = 3

    def spread(self, more: float) -> "PageSize":
        """The same with higher rows, by points above and below, and gaps that grow by twice as much."""
        return self._replace(pad=self.pad + more, gap=self.gap + 2 * more)


class RowLimit(NamedTuple):
    """At most so many rows of a topic; `forced` ones count rows that a block wants to keep as well."""

    rows: int
    forced: bool = False


@dataclass(frozen=True)
class Panel:
    """A topic at a width: its flows with their heights and the space above them in points.

    `cut` are the texts of which only the beginning is shown, `left_out` the names of rows that are not shown.
    """

    topic: Topic
    width: float
    flows: tuple[tuple[Flow, float, float], ...]
    cut: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """The height in points."""
        return sum(height + above for _, height, above in self.flows)


class PanelMaker:
    """Makes panels for a medium. Every panel is kept for further attempts, most of which change a single topic."""

    def __init__(self, context: RenderContext, medium: Medium) -> None:
        self._context, self._medium = context, medium
        self._contexts: dict[PageSize, RenderContext] = {}
        self._lowered: dict[
            tuple[str, RowLimit | None, float, float, bool, int], tuple[list[Flow], list[str], list[str]]
        ] = {}
        self._panels: dict[tuple[str, RowLimit | None, float, PageSize], Panel | None] = {}

    def panel(self, topic: Topic, width: float, size: PageSize, limits: Mapping[str, RowLimit]) -> Panel | None:
        """The panel of a topic; None if its limit is 0, or it shows nothing.

        Args:
            topic: The topic.
            width: The width of the panel in points.
            size: The sizes of text and gaps.
            limits: How many rows a topic shows at most, by the keys of topics; others show all.
        """
        limit = limits.get(topic.key)
        if limit and not limit.rows:
            return None
        key = (topic.anchor, limit, width, size)
        if key not in self._panels:
            self._panels[key] = self._made(topic, width, size, limit)
        return self._panels[key]

    def _made(self, topic: Topic, width: float, size: PageSize, limit: RowLimit | None) -> Panel | None:
        key = (topic.anchor, limit, width, size.body, size.folded, size.lines)
        if key not in self._lowered:
            self._lowered[key] = self._lower(topic, width, size, limit)
        flows, cut, left_out = self._lowered[key]
        if not flows:
            return None
        padded = [flow.with_pad(size.pad) if isinstance(flow, Table) else flow for flow in flows]
        style = self.context(size).style
        measured = tuple(
            (flow, self.height(flow, width, style), size.pad if number and isinstance(flow, Paragraphs) else 0.0)
            for number, flow in enumerate(padded)
        )
        return Panel(topic, width, measured, tuple(cut), tuple(left_out))

    def heading(self, topic: Topic, width: float, size: PageSize) -> Panel:
        """The panel with the name of the document and its headline."""
        context = self.context(size)
        sizes = context.style.theme.sizes
        texts = [Paragraph((Run(context.wording.names(topic.name), bold=True),), sizes.title)]
        if topic.headline:
            headline = Run(topic.headline, bold=True)
            texts.append(Paragraph((headline,), sizes.lead, colour="primary", before=size.pad))
        cutter = TextCutter(context.style, size.lines)
        flow = cutter.flow(Paragraphs(tuple(texts)), width)
        return Panel(topic, width, ((flow, self.height(flow, width, context.style), 0.0),), tuple(cutter.cut))

    def blocks(self, topic: Topic) -> list[Block]:
        """The blocks of a topic, with no more rows than it may have."""
        return [_capped(block, topic) for block in _blocks(topic.body)]

    def names(self, topic: Topic) -> str:
        """The name of a topic."""
        return self._context.wording.names(topic.name)

    def row_names(self, topic: Topic) -> tuple[str, ...]:
        """What all rows of a topic are about."""
        return tuple(name for block in self.blocks(topic) for name in block.row_names(self._context))

    def context(self, size: PageSize) -> RenderContext:
        """The context in which texts have a size."""
        if size not in self._contexts:
            self._contexts[size] = self._context_of(size)
        return self._contexts[size]

    def _context_of(self, size: PageSize) -> RenderContext:
        theme = self._context.style.theme
        least = 10.0 if self._medium == "deck" else 9.0
        sizes = Sizes(
            title=size.body * 1.5,
            lead=size.body + 1.5,
            body=size.body,
            dense=size.body,
            small=max(least, size.body - 0.75),
        )
        return replace(self._context, style=Style(replace(theme, sizes=sizes)))

    def height(self, flow: Flow, width: float, style: Style) -> float:
        """The height of a flow in points, as the medium sets it."""
        if self._medium == "deck":
            return flow.height(width, style)
        if isinstance(flow, Table):
            heights = flow.framed_heights(width, style)
            rules = 0.0 if flow.rules == "none" else BORDER * len(heights)
            return sum(heights) + rules
        return flow.height(width, style) + (0.0 if isinstance(flow, Paragraphs) else AROUND_DRAWING)

    def _lower(
        self, topic: Topic, width: float, size: PageSize, limit: RowLimit | None
    ) -> tuple[list[Flow], list[str], list[str]]:
        context = self.context(size).of_topic(topic)
        flows: list[Flow] = []
        lines: list[int] = []
        left_out: list[str] = []
        hidden = 0
        blocks = list(_blocks(topic.body))
        for block in blocks:
            capped = _capped(block, topic)
            shown = capped.limited(limit.rows, forced=limit.forced) if limit and capped.row_count else capped
            left_out += _missing(capped, shown, context)
            hidden += _hidden(block, shown, context)
            flows += shown.lower(Region(width, TALLEST), context)
            lines += [block.fewest_lines] * (len(flows) - len(lines))
        cutter = TextCutter(context.style, size.lines)
        for number, flow in enumerate(flows):
            prepared = _prepared(flow)
            narrowed, columns = _narrowed(prepared, width, context.style)
            if size.folded and columns and isinstance(prepared, Table) and isinstance(narrowed, Table):
                narrowed, columns = _folded(prepared, narrowed, context.style.theme.sizes.small), []
            elif columns:
                narrowed, columns = _with_fewest_cuts(narrowed, columns, width, (cutter, lines[number]))
            flows[number] = cutter.flow(narrowed, width, lines[number])
            left_out += columns
        if flows and not all(block.names_itself for block in blocks):
            flows.insert(0, cutter.flow(_title(topic, hidden, width, context), width))
        elif hidden:
            flows.append(_more(hidden, context))
        return flows, cutter.cut, left_out


def _blocks(stack: Stack) -> Iterator[Block]:
    """The blocks of a topic; columns stand one below the other, since a panel is narrow."""
    for part in stack.parts:
        if isinstance(part, Columns):
            for _, inner in part.stacks:
                yield from _blocks(inner)
        elif isinstance(part, Block):
            yield part


def _capped(block: Block, topic: Topic) -> Block:
    """A block with no more rows than its topic may have; what has to stay on a page comes first."""
    return block.limited(topic.most, forced=True) if topic.most and block.row_count > topic.most else block


def _hidden(block: Block, shown: Block, context: RenderContext) -> int:
    """How many rows of a block the page counts instead of showing them."""
    if not block.counts_rest:
        return 0
    return max(
        block.row_count - shown.row_count, len(block.row_names(context)) - len(shown.row_names(context))
    )  # fmt: skip


def _missing(block: Block, shown: Block, context: RenderContext) -> list[str]:
    """The names of the rows that are no longer shown, or their number where the block has no names for them."""
    left = list(block.row_names(context))
    for name in shown.row_names(context):
        left.remove(name)
    count = block.row_count - shown.row_count
    return left if left or not count else [context.wording.sentence(Message("more.left_out", count=count))]


def _title(topic: Topic, hidden: int, width: float, context: RenderContext) -> Paragraphs:
    """The name of a topic, its lead, and how many rows are not shown; these take the place of a lead without room."""
    sizes, wording = context.style.theme.sizes, context.wording
    rest = wording.phrase(Message("more.rest", count=hidden)) if hidden else ""

    def title(*words: str) -> Paragraph:
        beside = " · ".join(filter(None, words))
        runs = (Run(wording.names(topic.name), bold=True), Run(f"\u2002{beside}", colour="muted", size=sizes.small))
        return Paragraph(runs if beside else runs[:1], sizes.lead, role="block_title")

    whole = title(topic.lead, rest)
    crowded = rest and topic.lead and len(whole.lines(width, context.style.typeface)) > 1
    return Paragraphs((title(rest) if crowded else whole,), rule=True, keep_with_next=True)


def _more(count: int, context: RenderContext) -> Paragraphs:
    """The line that counts rows which the page cannot hold."""
    text = context.wording.sentence(Message("more.left_out", count=count))
    return Paragraphs((Paragraph((Run(text),), context.style.theme.sizes.small, colour="muted"),))


def _narrowed(flow: Flow, width: float, style: Style) -> tuple[Flow, list[str]]:
    """A table without the columns for which it has no width, the least important first, and their names."""
    gone: list[str] = []
    while isinstance(flow, Table) and (least := flow.least_column) is not None:
        if not flow.breaks_words(width, style):
            break
        gone.append(flow.header.cells[least].text)
        flow = flow.without_least_column()
    return flow, gone


def _with_fewest_cuts(
    flow: Flow, gone: Sequence[str], width: float, cutting: tuple[TextCutter, int]
) -> tuple[Flow, list[str]]:
    """A narrowed table without a further column if fewer texts are cut then, and the names of all that it lacks.

    `cutting` is how texts are cut, and the lines that those of this table may have at least.
    """
    cutter, lines = cutting

    def cuts(each: Flow) -> int:
        trial = replace(cutter, cut=[])
        trial.flow(each, width, lines)
        return len(trial.cut)

    names = list(gone)
    if isinstance(flow, Table) and (least := flow.least_column) is not None and (count := cuts(flow)):
        narrower = flow.without_least_column()
        if cuts(narrower) < count:
            return narrower, [*names, flow.header.cells[least].text]
    return flow, names


def _folded(whole: Table, narrowed: Table, size: float) -> Table:
    """The narrowed table with the cells of the columns that it lacks in a line below its first column."""
    rest = whole
    gone: list[int] = []
    left = list(range(len(whole.columns)))
    while len(rest.columns) > len(narrowed.columns) and (least := rest.least_column) is not None:
        gone.append(left.pop(least))
        rest = rest.without_least_column()

    def with_line(row: Row, full: Row) -> Row:
        cells = [full.cells[number] for number in sorted(gone)]
        texts = [paragraph.runs for cell in cells for paragraph in cell.paragraphs if paragraph.text.strip()]
        if not texts:
            return row
        runs = list(texts[0])
        for each in texts[1:]:
            runs += [Run(" · "), *each]
        line = Paragraph(tuple(run._replace(bold=False, size=0.0) for run in runs), size, role="cell", colour="muted")
        first, *others = row.cells
        return row._replace(cells=(first._replace(paragraphs=(*first.paragraphs, line)), *others))

    rows = tuple(with_line(row, full) for row, full in zip(narrowed.rows, whole.rows, strict=True))
    return replace(narrowed, header=with_line(narrowed.header, whole.header), rows=rows)


def _prepared(flow: Flow) -> Flow:
    """A table with narrow gaps; a text on a tinted background as a table, which every medium draws alike."""
    if isinstance(flow, Table) and not flow.shares:
        return replace(flow, gap=GAP)
    if not isinstance(flow, Paragraphs) or not flow.fill:
        return flow
    return Table((Column(share=1.0),), Row((Cell(flow.paragraphs),), fill=flow.fill), (), rules="none")
